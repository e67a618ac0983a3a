//! The evidence bundle: one zip file with all that is needed to run again over what was read, and
//! with what came of it, so that anybody can check it offline.
//!
//! `raw.jsonl` holds every document as it was read, with what its container states about it; then
//! come the tables of the case, and `bundle.json` with the version, the options, and the SHA-256 of
//! every member. The same case gives the same bytes.

mod compare;
mod read;
mod write;

pub use compare::{Comparison, Difference};
pub use read::{Bundle, Fault};
pub use write::Writer;

use crate::model::Hex;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::io::{self, Read, Write};

/// Version of the layout; rises when a member changes its meaning or goes.
pub const FORMAT: u32 = 1;
/// The member that lists the others.
pub const MANIFEST: &str = "bundle.json";
/// The member with the documents as read.
pub const RAW: &str = "raw.jsonl";

/// What a bundle says about itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Layout, see [`FORMAT`].
    pub format: u32,
    /// Version of the tables, see `tables::FORMAT`.
    pub tables: u32,
    /// Version of headwater that ran.
    pub headwater: String,
    /// What the run was given to read, as the user named it.
    pub inputs: Vec<String>,
    /// `--limit` of the run.
    pub limit: Option<usize>,
    /// Every other member.
    pub members: Vec<Member>,
}

/// A file in a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: u64,
    /// Their SHA-256, in hexadecimal.
    pub sha256: String,
}

/// Name of a table's member.
pub fn member_name(table: &super::tables::Table) -> String {
    format!("{}.jsonl", table.name)
}

/// SHA-256 of all that `input` holds, in hexadecimal.
pub fn sha256(input: &mut dyn Read) -> io::Result<String> {
    let mut hash = Hashed(Sha256::new());
    io::copy(input, &mut hash)?;
    Ok(Hex(&hash.0.finalize()).to_string())
}

/// Takes bytes for their hash.
struct Hashed(Sha256);

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
