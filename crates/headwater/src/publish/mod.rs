//! The case to bytes, one file per output.

pub mod csv;
pub mod html;
pub mod json;
pub mod tables;
pub mod texts;
pub mod view;

mod characters;
#[cfg(test)]
mod fixture;
