//! What stands in a case.

use super::FORMAT;
use serde::{Deserialize, Serialize};

/// What a case holds, as its file `case.json` says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the tables.
    pub format: u32,
    /// Version of headwater that wrote them.
    pub headwater: String,
    /// Every table in the order of `TABLES`.
    pub tables: Vec<Count>,
}

/// How many rows a table has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Name of the table.
    pub table: String,
    /// Its rows.
    pub rows: usize,
}

impl Manifest {
    /// The manifest of a case with these tables.
    pub fn new(tables: Vec<Count>) -> Self {
        Manifest {
            format: FORMAT,
            headwater: env!("CARGO_PKG_VERSION").into(),
            tables,
        }
    }
}
