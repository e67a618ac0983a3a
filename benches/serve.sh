#!/usr/bin/env bash
# The web application on invented news: benches/serve.sh [ARTICLES] [READERS]
# Prints how long it takes to start, and for the first page and for searches the median and the 99th
# percentile of the time to an answer, with that many readers asking at once.
set -eu
cd "$(dirname "$0")/.."
articles=${1:-100000}
readers=${2:-50}
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT

target=${CARGO_TARGET_DIR:-target}/release
cargo build --release --quiet --package headwater-cli --package xtask
"$target/xtask" bench-corpus "$articles" >"$work/corpus.jsonl"
"$target/headwater" run --quiet "$work/corpus.jsonl" -o "$work/case"

start() {
    local began=$SECONDS
    "$target/headwater" serve "$work/case" --port 0 >"$work/address" &
    server=$!
    until grep -q http "$work/address"; do sleep 0.1; done
    echo "$1: $((SECONDS - began)) s, $(awk '/VmRSS/ { print int($2 / 1024) }' "/proc/$server/status") MB"
}
start "start, index to be made"
kill "$server"
start "start, index kept"
python3 benches/readers.py "$(grep -o 'http://[0-9.:]*' "$work/address")" "$readers"
