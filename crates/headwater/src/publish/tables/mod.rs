//! The tables of a case, one row per line of JSON: written and read back.
//!
//! [`TABLES`] is the one list of them; adding a table is one row there. Reading is the inverse of
//! writing: a case read from its tables writes the same bytes again.

mod load;
mod manifest;
mod record;
mod rows;

use crate::model::Case;
use load::push;
pub use load::{BadRow, Loader};
pub use manifest::{Count, Manifest};
pub use record::{annotated, cleaned};
use rows::{Rows, Text, documents, of, placed, texts, timeline};
use std::io::{self, Write};

/// Version of the tables; rises when a column changes its meaning or goes.
pub const FORMAT: u32 = 1;

/// One relation of a case.
pub struct Table {
    /// Name in design and file names: 'documents', 'quotations'.
    pub name: &'static str,
    /// Columns in the order of a spreadsheet; rows may hold more.
    pub columns: &'static [&'static str],
    write: fn(&Case, &mut Rows) -> io::Result<()>,
    read: fn(&mut Loader, &[u8]) -> Result<(), serde_json::Error>,
}

impl Table {
    /// Writes the rows of `case`, one JSON object a line, and counts them.
    pub fn write(&self, case: &Case, out: &mut dyn Write) -> io::Result<usize> {
        let mut rows = Rows::new(out);
        (self.write)(case, &mut rows)?;
        Ok(rows.count)
    }
}

/// Every table, in the order of the data flow; `documents` and `texts` come before what refers
/// to them.
pub const TABLES: &[Table] = &[
    Table {
        name: "documents",
        columns: &[
            "id",
            "path",
            "record",
            "url",
            "title",
            "outlet",
            "republished_by",
            "authors",
            "published",
            "updated",
            "dates",
            "section",
            "credit",
            "language",
            "hash",
            "story",
        ],
        write: documents,
        read: Loader::document,
    },
    Table {
        name: "texts",
        columns: &["document", "text"],
        write: texts,
        read: |l, row| l.of(row, |d, _, row: Text| d.text = row.text),
    },
    Table {
        name: "blocks",
        columns: &["document", "role", "start", "end", "language"],
        write: |case, out| placed(case, out, |d, _| &d.blocks, |b| b.span),
        read: |l, row| l.of(row, |d, _, row| d.blocks.push(row)),
    },
    Table {
        name: "insets",
        columns: &[
            "document",
            "kind",
            "start",
            "end",
            "author",
            "published",
            "url",
        ],
        write: |case, out| placed(case, out, |d, _| &d.insets, |i| i.span),
        read: |l, row| l.of(row, |d, _, row| d.insets.push(row)),
    },
    Table {
        name: "sentences",
        columns: &["document", "start", "end"],
        write: |case, out| placed(case, out, |_, a| &a.sentences, |s| *s),
        read: |l, row| l.of(row, |_, a, row| a.sentences.push(row)),
    },
    Table {
        name: "mentions",
        columns: &["document", "start", "end", "text", "type", "entity"],
        write: |case, out| placed(case, out, |_, a| &a.mentions, |m| m.excerpt.span),
        read: |l, row| l.of(row, |_, a, row| a.mentions.push(row)),
    },
    Table {
        name: "name_links",
        columns: &["document", "a", "b", "rule"],
        write: |case, out| of(case, out, |a| &a.aliases),
        read: |l, row| l.of(row, |_, a, row| a.aliases.push(row)),
    },
    Table {
        name: "times",
        columns: &[
            "document", "start", "end", "text", "type", "value", "mod", "earliest", "latest", "how",
        ],
        write: |case, out| placed(case, out, |_, a| &a.times, |t| t.excerpt.span),
        read: |l, row| l.of(row, |_, a, row| a.times.push(row)),
    },
    Table {
        name: "quantities",
        columns: &[
            "document", "start", "end", "text", "low", "high", "modifier", "unit", "counted",
        ],
        write: |case, out| placed(case, out, |_, a| &a.quantities, |q| q.excerpt.span),
        read: |l, row| l.of(row, |_, a, row| a.quantities.push(row)),
    },
    Table {
        name: "quotations",
        columns: &[
            "id",
            "document",
            "kind",
            "contents",
            "cue",
            "source",
            "speaker",
            "speaker_how",
            "via",
            "collation",
        ],
        write: |case, out| of(case, out, |a| &a.quotations),
        read: |l, row| l.of(row, |_, a, row| a.quotations.push(row)),
    },
    Table {
        name: "attributions",
        columns: &[
            "document",
            "start",
            "end",
            "text",
            "source",
            "source_type",
            "scope",
            "cue",
        ],
        write: |case, out| placed(case, out, |_, a| &a.attributions, |x| x.excerpt.span),
        read: |l, row| l.of(row, |_, a, row| a.attributions.push(row)),
    },
    Table {
        name: "reuse",
        columns: &[
            "document_a",
            "start_a",
            "end_a",
            "document_b",
            "start_b",
            "end_b",
            "similarity",
            "containment_a",
            "containment_b",
        ],
        write: |case, out| out.rows(&case.relations.reuse),
        read: |l, row| push(&mut l.case.relations.reuse, row),
    },
    Table {
        name: "stories",
        columns: &["id", "title", "earliest", "latest", "documents"],
        write: |case, out| out.rows(&case.relations.stories),
        read: |l, row| push(&mut l.case.relations.stories, row),
    },
    Table {
        name: "story_links",
        columns: &["from", "to", "kind", "evidence"],
        write: |case, out| out.rows(&case.relations.story_links),
        read: |l, row| push(&mut l.case.relations.story_links, row),
    },
    Table {
        name: "entities",
        columns: &["id", "name", "type", "aliases"],
        write: |case, out| out.rows(&case.relations.entities),
        read: |l, row| push(&mut l.case.relations.entities, row),
    },
    Table {
        name: "collations",
        columns: &["id", "story", "kind", "text", "speaker", "witnesses"],
        write: |case, out| out.rows(&case.relations.collations),
        read: |l, row| push(&mut l.case.relations.collations, row),
    },
    Table {
        name: "variants",
        columns: &["collation", "place", "class", "readings"],
        write: |case, out| out.rows(&case.relations.variants),
        read: |l, row| push(&mut l.case.relations.variants, row),
    },
    Table {
        name: "lineage",
        columns: &[
            "from",
            "to",
            "collation",
            "kind",
            "confidence",
            "evidence",
            "rule",
        ],
        write: |case, out| out.rows(&case.relations.lineage),
        read: |l, row| push(&mut l.case.relations.lineage, row),
    },
    Table {
        name: "support",
        columns: &[
            "collation",
            "documents",
            "outlets",
            "origins",
            "independent_min",
            "independent_max",
            "reasons",
        ],
        write: |case, out| out.rows(&case.relations.support),
        read: |l, row| push(&mut l.case.relations.support, row),
    },
    Table {
        name: "attribution_gaps",
        columns: &[
            "document",
            "outlet",
            "length",
            "reused",
            "reused_max",
            "credited",
            "gap",
            "uncredited",
            "rule",
        ],
        write: |case, out| out.rows(&case.relations.attribution_gaps),
        read: |l, row| push(&mut l.case.relations.attribution_gaps, row),
    },
    Table {
        name: "discrepancies",
        columns: &["id", "story", "kind", "about", "sides", "drift"],
        write: |case, out| out.rows(&case.relations.discrepancies),
        read: |l, row| push(&mut l.case.relations.discrepancies, row),
    },
    Table {
        name: "withdrawals",
        columns: &[
            "id", "story", "document", "start", "end", "text", "wrong", "right", "carriers", "rule",
        ],
        write: |case, out| out.rows(&case.relations.withdrawals),
        read: |l, row| push(&mut l.case.relations.withdrawals, row),
    },
    Table {
        name: "timeline",
        columns: &[
            "story", "earliest", "latest", "text", "document", "start", "end",
        ],
        write: timeline,
        read: |l, row| push(&mut l.case.relations.timeline, row),
    },
    Table {
        name: "problems",
        columns: &["path", "record", "stage", "what", "remedy"],
        write: |case, out| out.rows(&case.problems),
        read: |l, row| push(&mut l.case.problems, row),
    },
    Table {
        name: "decisions",
        columns: &["decision", "a", "b", "type"],
        write: |case, out| out.rows(&case.decisions),
        read: |l, row| push(&mut l.case.decisions, row),
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::fixture;

    fn tables(case: &Case) -> Vec<Vec<u8>> {
        let write = |table: &Table| {
            let mut bytes = Vec::new();
            table.write(case, &mut bytes).unwrap();
            bytes
        };
        TABLES.iter().map(write).collect()
    }

    #[test]
    fn a_case_read_back_is_the_same_case() {
        let case = fixture::case();
        let written = tables(&case);
        let mut loader = Loader::default();
        for (table, rows) in TABLES.iter().zip(&written) {
            loader.read(table, &mut rows.as_slice()).unwrap();
        }
        let again = loader.finish();
        assert_eq!(again, case);
        assert_eq!(tables(&again), written);
    }

    #[test]
    fn every_row_has_the_columns_of_its_table() {
        for (table, rows) in TABLES.iter().zip(tables(&fixture::case())) {
            for row in rows.split(|b| *b == b'\n').filter(|row| !row.is_empty()) {
                let row: serde_json::Value = serde_json::from_slice(row).unwrap();
                for column in table.columns {
                    assert!(
                        row.get(column).is_some(),
                        "{}: {column} in {row}",
                        table.name
                    );
                }
            }
        }
    }

    #[test]
    fn a_row_of_no_document_is_told_with_its_line() {
        let blocks = TABLES.iter().find(|t| t.name == "blocks").unwrap();
        let rows = br#"{"document":"gone","role":"body","start":0,"end":1}"#;
        let bad = Loader::default()
            .read(blocks, &mut rows.as_slice())
            .unwrap_err();
        assert_eq!(bad.line, 1);
        assert!(bad.what.contains("gone"), "{}", bad.what);
    }
}
