#!/usr/bin/env bash
# The whole program on invented news: benches/run.sh [ARTICLES]
# Prints articles a second (wall and per CPU second) and peak memory of `stories` and `run`.
# Needs GNU time (/usr/bin/time).
set -eu
cd "$(dirname "$0")/.."
articles=${1:-10000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cargo build --release --quiet --package headwater-cli --package xtask
./target/release/xtask bench-corpus "$articles" >"$work/corpus.jsonl"
ls -l "$work/corpus.jsonl" | awk '{ print "corpus:", $5 / 1e6, "MB" }'

measure() {
    local name=$1
    shift
    /usr/bin/time -f '%e %U %S %M' -o "$work/time" "$@" >/dev/null 2>"$work/errors" || cat "$work/errors"
    awk -v name="$name" -v n="$articles" '{
        printf "%-8s %8.0f articles/s  %8.0f articles per CPU second  %6.0f MB peak\n",
            name, n / $1, n / ($2 + $3), $4 / 1024
    }' "$work/time"
}

measure clean ./target/release/headwater clean "$work/corpus.jsonl"
measure annotate ./target/release/headwater annotate "$work/corpus.jsonl"
measure stories ./target/release/headwater stories "$work/corpus.jsonl"
measure run ./target/release/headwater run "$work/corpus.jsonl" -o "$work/case"
