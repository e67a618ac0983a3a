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
    /// What the run was given to read, as the user named it.
    #[serde(default)]
    pub inputs: Vec<String>,
    /// How many documents the run read at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<usize>,
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
    /// The manifest of a case with these tables, of a run over `inputs`.
    pub fn new(inputs: Vec<String>, limit: Option<usize>, tables: Vec<Count>) -> Self {
        Manifest {
            format: FORMAT,
            headwater: env!("CARGO_PKG_VERSION").into(),
            inputs,
            limit,
            tables,
        }
    }
}
