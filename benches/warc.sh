#!/usr/bin/env bash
# One synthetic crawl as a plain WARC: benches/warc.sh [MEGABYTES]
# Prints speed and peak memory of reading alone and of `clean`. Needs GNU time (/usr/bin/time).
set -eu
cd "$(dirname "$0")/.."
megabytes=${1:-1024}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
target=${CARGO_TARGET_DIR:-target}/release

cargo build --release --quiet --package headwater-cli --package xtask
"$target/xtask" bench-warc "$megabytes" >"$work/crawl.warc"

measure() {
    local name=$1
    shift
    /usr/bin/time -f '%e %U %S %M' -o "$work/time" "$@" >"$work/out"
    awk -v name="$name" -v mb="$megabytes" '{
        printf "%-8s %6.0f MB/s  %6.0f MB per CPU second  %6.0f MB peak\n",
            name, mb / $1, mb / ($2 + $3), $4 / 1024
    }' "$work/time"
}

measure read "$target/xtask" read-only "$work/crawl.warc"
cat "$work/out"
measure clean "$target/headwater" clean --jobs 2 "$work/crawl.warc"
