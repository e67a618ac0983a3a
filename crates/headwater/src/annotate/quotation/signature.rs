//! Who signs words in marks that stand alone: '“We won.” — Ann Lee', or 'Ann Lee, 34' in a line of its
//! own below each of several voices, or above each.
//!
//! A line without a dash proves nothing (a heading may be a name), so several must stand in turn with
//! paragraphs in marks, most of them persons'.

use super::kind::{LONGEST_SCARE, words};
use super::transcript::{Persons, label, paragraphs};
use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::words::Class;
use crate::model::Mention;
use std::collections::BTreeMap;
use std::ops::Range;

/// Fewer names in lines of their own sign nothing.
const LEAST: usize = 2;

/// What a paragraph is among voices and names.
#[derive(Clone, Debug, PartialEq)]
enum Line {
    /// Nothing but words in marks.
    Voice(Range<usize>),
    /// Nothing but a name and what explains it.
    Name(Range<usize>),
    Other,
}

/// The signatures of a document.
pub(super) struct Signatures<'a> {
    c: &'a Clauses<'a>,
    persons: Persons<'a>,
    /// Names in turn with voices, by the index of the words in marks.
    in_turn: BTreeMap<usize, Range<usize>>,
}

impl<'a> Signatures<'a> {
    pub fn new(c: &'a Clauses<'a>, mentions: &[Mention]) -> Self {
        // A text without words in marks needs none.
        let silent = c.marked.is_empty();
        let mut signatures = Signatures {
            c,
            persons: Persons::new(c, if silent { &[] } else { mentions }),
            in_turn: BTreeMap::new(),
        };
        if silent {
            return signatures;
        }
        let lines: Vec<Line> = paragraphs(c).iter().map(|p| line(c, p)).collect();
        for run in lines.split(|line| *line == Line::Other) {
            signatures.pair(run);
        }
        signatures
    }

    /// The words, as items, that sign the words in marks at an item.
    pub fn of(&self, unit: usize, item: usize) -> Option<Range<usize>> {
        let marked = self.c.marked_at(item)?;
        let behind = || self.behind(unit, item).filter(|_| is_voice(self.c, marked));
        self.in_turn.get(&marked).cloned().or_else(behind)
    }

    /// Pairs the names of a run with its voices: they stand below where a voice begins it and a name
    /// ends it, above where it is the other way round.
    fn pair(&mut self, run: &[Line]) {
        let voice = |line: &Line| matches!(line, Line::Voice(_));
        let groups: Vec<&[Line]> = run.chunk_by(|a, b| voice(a) == voice(b)).collect();
        if !groups.len().is_multiple_of(2) || groups.len() < 2 * LEAST {
            return;
        }
        let below = groups.first().is_some_and(|group| voice(&group[0]));
        let pairs = groups.chunks_exact(2).map(|pair| match below {
            true => (pair[1], pair[0]),
            false => (pair[0], pair[1]),
        });
        let mut signed = Vec::new();
        let mut persons = 0;
        for (names, voices) in pairs {
            let Line::Name(name) = &names[0] else { return };
            persons += usize::from(self.persons.names(name));
            let near = if below { voices.last() } else { voices.first() };
            if let Some(Line::Voice(items)) = near {
                let marked = items.clone().filter_map(|i| self.c.marked_at(i));
                signed.extend(marked.map(|m| (m, name.clone())));
            }
        }
        if persons * 2 > groups.len() / 2 {
            self.in_turn.extend(signed);
        }
    }

    /// '“We won.” — Ann Lee, 34' or '— a baker', on the same line or the next, and without a dash
    /// '“We won.” Ann Lee, 34'.
    fn behind(&self, unit: usize, item: usize) -> Option<Range<usize>> {
        let c = self.c;
        let items = c.units[unit].clone();
        if items.start != item {
            return None;
        }
        let line = match item + 1..items.end {
            rest if rest.clone().all(|i| c.kind(i) == ItemKind::Stop) => {
                let next = c.units.get(unit + 1)?.clone();
                (c.paragraph(next.start) <= c.paragraph(item) + 1).then_some(next)?
            }
            rest => rest,
        };
        let dash = |&i: &usize| c.kind(i) == ItemKind::Dash || c.text(i) == "~";
        match line.clone().take_while(dash).count() {
            0 if c.paragraph(line.start) == c.paragraph(item) => self.bare(line),
            0 => None,
            dashes => dashed(c, line.start + dashes..line.end),
        }
    }

    /// 'Ann Lee, 34' as all that is left of a paragraph.
    fn bare(&self, line: Range<usize>) -> Option<Range<usize>> {
        let c = self.c;
        let next = c.items.get(line.end).map(|_| c.paragraph(line.end));
        let last = next != Some(c.paragraph(line.start));
        let name = name_alone(c, line).filter(|_| last)?;
        self.persons.names(&name).then_some(name)
    }
}

/// A name, a handle or who somebody is, behind a dash, up to its comma.
fn dashed(c: &Clauses, line: Range<usize>) -> Option<Range<usize>> {
    const LONGEST: usize = 12;
    let stop = |&i: &usize| c.kind(i) == ItemKind::Stop;
    let comma = |&i: &usize| c.kind(i) == ItemKind::Comma;
    let close = line.clone().rev().find(|i| !stop(i))? + 1;
    let end = (line.start..close).find(comma).unwrap_or(close);
    let short = (1..=LONGEST).contains(&(end - line.start));
    let tells = |i: usize| c.items[i].word.reports() || c.is(i, Class::Auxiliary);
    let described = [Class::Determiner, Class::PossessivePronoun, Class::Role];
    let somebody = c.kind(line.start) == ItemKind::Capital
        || matches!(c.text(line.start), "@" | "anonymous")
        || described.iter().any(|&class| c.is(line.start, class));
    (short && somebody && !(line.start..end).any(tells)).then_some(line.start..end)
}

/// Too many words to be a heading or a name.
fn is_voice(c: &Clauses, marked: usize) -> bool {
    words(c, marked) > LONGEST_SCARE
}

/// Where a paragraph begins behind '1.' or '#1'.
fn numbered(c: &Clauses, paragraph: &Range<usize>) -> usize {
    let mark = |&i: &usize| {
        let kind = c.kind(i);
        kind == ItemKind::Number && c.text(i).len() < 4
            || matches!(kind, ItemKind::Stop | ItemKind::Other | ItemKind::Dash)
    };
    let start = paragraph.clone().find(|i| !mark(i));
    start.unwrap_or(paragraph.start)
}

/// The name of a line that is nothing else, and announces nothing.
fn name_alone(c: &Clauses, line: Range<usize>) -> Option<Range<usize>> {
    let (name, end) = label(c, &line)?;
    (end == line.end && c.kind(end - 1) != ItemKind::Colon).then_some(name)
}

fn line(c: &Clauses, paragraph: &Range<usize>) -> Line {
    let voice = |i: usize| match c.kind(i) {
        ItemKind::Marked(_) => true,
        kind => matches!(kind, ItemKind::Stop | ItemKind::Other),
    };
    if let Some(marked) = c.marked_at(paragraph.start)
        && is_voice(c, marked)
        && paragraph.clone().all(voice)
    {
        return Line::Voice(paragraph.clone());
    }
    name_alone(c, numbered(c, paragraph)..paragraph.end).map_or(Line::Other, Line::Name)
}

#[cfg(test)]
mod tests {
    use crate::annotate::{annotate, tests::body};
    use crate::model::QuotationKind;

    /// 'source | content' of the direct quotations.
    fn said(text: &str) -> Vec<String> {
        let found = annotate(&body(text)).quotations;
        let direct = found.iter().filter(|q| q.kind == QuotationKind::Direct);
        direct
            .map(|q| {
                let source = q.source.as_ref().map_or("", |s| &*s.text);
                format!("{source} | {}", q.contents[0].text)
            })
            .collect()
    }

    const FEAR: &str = "“I fear the cold and the dark of winter.”";
    const NOTHING: &str = "“I fear nothing at all in this world.”";

    #[test]
    fn a_dash_signs_on_the_same_line_or_the_next() {
        for sign in [" — ", "\n— ", " -", "\n\n– ", " ~ "] {
            let text =
                format!("{FEAR}{sign}Ann Lee, 34, Denver\n\n{NOTHING}{sign}a baker in Kell\n");
            let found = said(&text);
            assert!(
                found[0].starts_with("Ann Lee | I fear the cold"),
                "{found:?}"
            );
            assert!(
                found[1].starts_with("a baker in Kell | I fear"),
                "{found:?}"
            );
        }
    }

    #[test]
    fn lines_with_names_stand_below_voices_or_above() {
        let below =
            format!("We asked two.\n\n{FEAR}\nAnn Lee, 34\n\n{NOTHING}\nDavid Miller, 21\n");
        let above =
            format!("We asked two.\n\n1. Ann Lee, 34\n\n{FEAR}\n\n2. David Miller\n\n{NOTHING}\n");
        for text in [below, above] {
            let found = said(&text);
            assert!(
                found[0].starts_with("Ann Lee | I fear the cold"),
                "{found:?}"
            );
            assert!(
                found[1].starts_with("David Miller | I fear nothing"),
                "{found:?}"
            );
        }
    }

    #[test]
    fn what_stands_in_no_order_signs_nothing() {
        let both = format!("Ann Lee\n\n{FEAR}\n\nDavid Miller\n\n{NOTHING}\n\nSusan Clark\n");
        let places = format!("Denver\n\n{FEAR}\n\nBoston\n\n{NOTHING}\n");
        let one = format!("{FEAR}\n\nAnn Lee\n\nLee was born in Kell.\n");
        for text in [both, places, one] {
            let found = said(&text);
            assert!(found.iter().all(|row| row.starts_with(" | ")), "{found:?}");
        }
    }
}
