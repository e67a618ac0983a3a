//! Bytes as `a.jsonl.zst`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| headwater_fuzz::check("a.jsonl.zst", bytes));
