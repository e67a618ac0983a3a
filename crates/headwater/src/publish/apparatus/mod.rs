//! The apparatus of collations: witnesses aligned in columns, for CollateX and as TEI.

pub mod collatex;
mod table;
pub mod tei;

use table::Table;

#[cfg(test)]
mod tests;
