#!/usr/bin/env bash
# CPU seconds of `annotate` on 100 kB and 1 MB of one thing over and over: benches/repeated.sh
# Ten times the text should take about ten times the time. Needs GNU time (/usr/bin/time).
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cargo build --release --quiet --package headwater-cli

seconds() {
    local unit=$1 bytes=$2
    yes "$unit" 2>/dev/null | tr -d '\n' | head -c "$bytes" >"$work/text.txt"
    /usr/bin/time -f '%U' -o "$work/time" ./target/release/headwater annotate "$work/text.txt" >/dev/null 2>"$work/errors" ||
        cat "$work/errors" >&2
    tail -n 1 "$work/time"
}

for unit in '"' '“' "'" '(' '()' '1' '1 ' '9,' 'A' 'A ' 'Ann ' ' ' '.' '- ' 'said ' '“A” said ' '(AP) ' \
    'told the ' 'according to ' 'it ' 'who ' 'per ' 'a (B) ' 'May ' 'two ' '9 ' '1-' 'a ' '10:3' 'of the last ' 'opens Friday ' 'Lee, ' '’s ' \
    'he told the Post that he said and ' 'said it was wrong and accused him and ' \
    'said he was “wrong,” called him “bad,” and ' 'Lee said that the man who called her said that '; do
    printf '%-50s %6s s  %6s s\n' "[$unit]" "$(seconds "$unit" 100000)" "$(seconds "$unit" 1000000)"
done
