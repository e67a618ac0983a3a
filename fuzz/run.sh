#!/usr/bin/env bash
# Fuzzes every reader in turn: fuzz/run.sh [SECONDS for each [SEEDS]]. Any toolchain will do, and
# nothing else: the marks that the fuzzer steers by are the compiler's own. SEEDS is a folder with
# small files to begin from, in a folder for each target.
set -eu
cd "$(dirname "$0")"
seconds=${1:-1800}
seeds=${2:-}
host=$(rustc -vV | sed -n 's/^host: //p')
coverage="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4"
coverage+=" -Cllvm-args=-sanitizer-coverage-inline-8bit-counters"
coverage+=" -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares"
export RUSTFLAGS="--cfg fuzzing -Cdebug-assertions $coverage"
cargo build --release --bins --target "$host"
built=${CARGO_TARGET_DIR:-target}/$host/release
for file in fuzz_targets/*.rs; do
    target=$(basename "$file" .rs)
    echo "== $target"
    mkdir -p "corpus/$target" "artifacts/$target"
    begin=("corpus/$target")
    if [ -d "$seeds/$target" ]; then begin+=("$seeds/$target"); fi
    "$built/$target" "${begin[@]}" -max_total_time="$seconds" -max_len=65536 -timeout=120 \
        -print_final_stats=1 -artifact_prefix="artifacts/$target/"
done
