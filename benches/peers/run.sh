#!/usr/bin/env bash
# Speed and quality of other extractors beside ours on one set: benches/peers/run.sh [SET]
set -eu
cd "$(dirname "$0")"
set=${1:-../../../shared/data/pages-fundus}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo run --release --quiet -- "$set" "$work"
python3 ../../../shared/score/extract.py "$set/gold.jsonl" "$work"/*.jsonl
