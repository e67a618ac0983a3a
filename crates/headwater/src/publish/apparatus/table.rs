//! The alignment of one collation: columns in which all witnesses agree and columns of variants,
//! in turn.

use crate::model::{Collation, Pointer, Span, Variant};
use crate::publish::view::{CollationView, View};
use std::collections::{BTreeMap, HashMap};

/// A word of a witness with the marks around it.
pub struct Token<'a> {
    /// Where.
    pub span: Span,
    /// As written, without white space.
    pub text: &'a str,
    /// White space follows.
    pub spaced: bool,
}

/// What each witness has at one place.
pub struct Column<'a> {
    /// The variant at this place; none where the witnesses agree.
    pub variant: Option<&'a Variant>,
    /// One cell for each witness, empty where it has nothing.
    pub cells: Vec<Vec<Token<'a>>>,
}

/// A collation as a table.
pub struct Table<'a> {
    /// One for each witness: `d3` for the third document of the case, `d3-2` where that carries
    /// the passage a second time.
    pub sigla: Vec<String>,
    /// In order of the text; none is empty for all witnesses.
    pub columns: Vec<Column<'a>>,
}

impl<'a> Table<'a> {
    /// The table of a collation.
    pub fn new(view: &View<'a>, it: &CollationView<'a>, contents: &Contents<'a>) -> Self {
        let mut variants = it.variants.clone();
        variants.sort_by_key(|v| v.place);
        let mut columns: Vec<Column> = (0..=2 * variants.len())
            .map(|n| Column {
                variant: (n % 2 == 1).then(|| variants[n / 2]),
                cells: Vec::new(),
            })
            .collect();
        for witness in &it.collation.witnesses {
            let mut row: Vec<Vec<Token>> = columns.iter().map(|_| Vec::new()).collect();
            let places = places(witness, &variants);
            let mut next = 0;
            for token in tokens(view, witness, contents.of(it.collation, witness)) {
                while places.get(next).is_some_and(|p| p.end <= token.span.start) {
                    next += 1;
                }
                let inside = places.get(next).is_some_and(|p| p.start < token.span.end);
                row[2 * next + usize::from(inside)].push(token);
            }
            for (column, cell) in columns.iter_mut().zip(row) {
                column.cells.push(cell);
            }
        }
        columns.retain(|c| c.cells.iter().any(|cell| !cell.is_empty()));
        Table {
            sigla: sigla(view, it.collation),
            columns,
        }
    }
}

/// Where each variant stands in a witness, in order; an empty place where it has none.
fn places(witness: &Pointer, variants: &[&Variant]) -> Vec<Span> {
    let mut from = witness.span.start;
    let place = |variant: &&Variant| {
        let all = variant.readings.iter().flat_map(|r| &r.witnesses);
        let own = all
            .filter(|p| p.document == witness.document && witness.span.contains(p.span))
            .map(|p| p.span);
        let span = own.filter(|s| s.start >= from).min();
        let span = span.unwrap_or(Span::new(from, from));
        from = span.end;
        span
    };
    variants.iter().map(place).collect()
}

fn tokens<'a>(
    view: &View<'a>,
    witness: &Pointer,
    contents: Option<&[Span]>,
) -> impl Iterator<Item = Token<'a>> {
    let document = view.index(&witness.document);
    let text = document.map_or("", |n| view.case.documents[n].text.as_str());
    let spans = contents.map_or(vec![witness.span], <[Span]>::to_vec);
    spans.into_iter().flat_map(move |span| {
        let words = text.get(span.start..span.end).unwrap_or("");
        words.split_whitespace().map(move |word| {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            let end = start + word.len();
            Token {
                span: Span::new(start, end),
                text: word,
                spaced: text[end..].starts_with(char::is_whitespace),
            }
        })
    })
}

fn sigla(view: &View, collation: &Collation) -> Vec<String> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let siglum = |witness: &'_ Pointer| -> String {
        let n = view.index(&witness.document).map_or(0, |n| n + 1);
        format!("d{n}")
    };
    let sigla = collation.witnesses.iter().map(|witness| {
        let count = seen.entry(witness.document.as_str()).or_default();
        *count += 1;
        match *count {
            1 => siglum(witness),
            more => format!("{}-{more}", siglum(witness)),
        }
    });
    sigla.collect()
}

/// The quoted words of the quotations that are witnesses, so that a cue between them is none.
pub struct Contents<'a>(HashMap<(&'a str, &'a str, Span), Vec<Span>>);

impl<'a> Contents<'a> {
    /// Of all quotations of the case.
    pub fn new(view: &View<'a>) -> Self {
        let case = view.case;
        let of_documents = case.documents.iter().zip(&case.annotations);
        let quotations = of_documents.flat_map(|(d, a)| {
            let collated = a.quotations.iter();
            collated.filter_map(|q| Some(((q.collation.as_deref()?, d.id.as_str(), q.whole()), q)))
        });
        let contents = quotations.map(|(key, q)| {
            let spans = q.contents.iter().map(|c| c.span);
            (key, spans.collect())
        });
        Contents(contents.collect())
    }

    fn of(&self, collation: &'a Collation, witness: &'a Pointer) -> Option<&[Span]> {
        let key = (
            collation.id.as_str(),
            witness.document.as_str(),
            witness.span,
        );
        self.0.get(&key).map(Vec::as_slice)
    }
}
