//! Tables back to a case.

use super::Table;
use super::rows::Of;
use crate::model::*;
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::io::BufRead;

/// Adds a row to a list of the case.
pub(super) fn push<T: DeserializeOwned>(
    rows: &mut Vec<T>,
    row: &[u8],
) -> Result<(), serde_json::Error> {
    rows.push(serde_json::from_slice(row)?);
    Ok(())
}

/// Reads a case back, table by table in the order of `TABLES`.
#[derive(Default)]
pub struct Loader {
    pub(super) case: Case,
    index: HashMap<DocumentId, usize>,
}

/// A row that cannot be read back.
#[derive(Debug)]
pub struct BadRow {
    /// Line in the table, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: String,
}

impl Loader {
    /// Reads one table.
    pub fn read(&mut self, table: &Table, input: &mut dyn BufRead) -> Result<(), BadRow> {
        let mut row = Vec::new();
        for line in 1.. {
            row.clear();
            let bad = |what: String| BadRow { line, what };
            if input
                .read_until(b'\n', &mut row)
                .map_err(|e| bad(e.to_string()))?
                == 0
            {
                break;
            }
            (table.read)(self, &row).map_err(|e| bad(e.to_string()))?;
        }
        Ok(())
    }

    /// The case that was read.
    pub fn finish(self) -> Case {
        self.case
    }

    pub(super) fn document(&mut self, row: &[u8]) -> Result<(), serde_json::Error> {
        let document: Document = serde_json::from_slice(row)?;
        let n = self.case.documents.len();
        self.index.insert(document.id.clone(), n);
        self.case.documents.push(document);
        self.case.annotations.push(Annotations::default());
        Ok(())
    }

    pub(super) fn of<T: DeserializeOwned>(
        &mut self,
        row: &[u8],
        put: fn(&mut Document, &mut Annotations, T),
    ) -> Result<(), serde_json::Error> {
        let Of { document, row } = serde_json::from_slice(row)?;
        let unknown = || serde::de::Error::custom(format!("unknown document '{document}'"));
        let n = *self.index.get(&document).ok_or_else(unknown)?;
        put(
            &mut self.case.documents[n],
            &mut self.case.annotations[n],
            row,
        );
        Ok(())
    }
}
