//! Bytes as `a.warc`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| headwater_fuzz::check("a.warc", bytes));
