//! Bytes as `a.json`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| headwater_fuzz::check("a.json", bytes));
