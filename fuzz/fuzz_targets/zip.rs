//! Bytes as `a.zip`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| headwater_fuzz::check("a.zip", bytes));
