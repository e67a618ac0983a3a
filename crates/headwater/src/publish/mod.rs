//! The case to bytes, one file per output.

pub mod tables;
