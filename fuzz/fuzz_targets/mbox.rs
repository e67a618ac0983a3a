//! Bytes as `a.mbox`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| headwater_fuzz::check("a.mbox", bytes));
