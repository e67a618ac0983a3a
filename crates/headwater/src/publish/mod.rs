//! The case to bytes, one file per output.

pub mod annotations;
pub mod apparatus;
pub mod bundle;
pub mod csv;
pub mod ftm;
pub mod graphml;
pub mod html;
pub mod json;
pub mod markdown;
pub mod plain;
pub mod prov;
pub mod tables;
pub mod texts;
pub mod view;

mod characters;
#[cfg(test)]
mod fixture;
mod iri;
mod objects;
mod xml;
