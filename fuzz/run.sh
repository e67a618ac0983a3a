#!/usr/bin/env bash
# Fuzzes every reader in turn: fuzz/run.sh [SECONDS for each]. Needs a nightly toolchain and
# cargo-fuzz. Each begins from the small files that the tests of the readers write.
set -eu
cd "$(dirname "$0")"
seconds=${1:-1800}
for file in fuzz_targets/*.rs; do
    target=$(basename "$file" .rs)
    echo "== $target"
    mkdir -p "corpus/$target"
    cargo +nightly fuzz run --sanitizer none "$target" "corpus/$target" -- \
        -max_total_time="$seconds" -max_len=65536 -print_final_stats=1
done
