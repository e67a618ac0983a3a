//! Speech without marks, told by how the page is set: 'LEE: …', 'Q: …' and 'A: …', or a line with a
//! name before each answer.
//!
//! A single label proves nothing ('Note: …'), so a document must show several of persons, and the
//! paragraphs must speak in the first or second person or ask.

use super::draft::Draft;
use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::words::Class;
use crate::model::{EntityType, Mention, QuotationKind};
use std::collections::BTreeSet;
use std::ops::Range;

/// Fewer labels are no transcript.
const LEAST: usize = 3;
/// Paragraphs that one answer may have.
const LONGEST: usize = 6;

/// A label and the paragraphs under it.
struct Turn {
    /// The words that name the speaker, as items.
    source: Range<usize>,
    /// Items of what is said, a paragraph each.
    said: Vec<Range<usize>>,
    /// The label stands on a line of its own.
    line: bool,
}

/// Drafts of what is said under labels.
pub(super) fn find(c: &Clauses, mentions: &[Mention]) -> Vec<Draft> {
    let turns = turns(c, &paragraphs(c));
    if turns.len() < LEAST {
        return Vec::new();
    }
    let people = Persons::new(c, mentions);
    let (lines, labels): (Vec<Turn>, Vec<Turn>) = turns.into_iter().partition(|t| t.line);
    let mut found = Vec::new();
    if is_round_up(c, &people, &lines) {
        let answers = lines.into_iter().filter(|turn| is_answer(c, &people, turn));
        found.extend(answers.filter_map(|turn| draft(c, turn)));
    }
    if is_transcript(c, &people, &labels) {
        found.extend(labels.into_iter().filter_map(|turn| draft(c, turn)));
    }
    found
}

/// The items of every paragraph.
pub(super) fn paragraphs(c: &Clauses) -> Vec<Range<usize>> {
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    let mut last = None;
    for unit in &c.units {
        let number = c.paragraph(unit.start);
        match paragraphs.last_mut().filter(|_| last == Some(number)) {
            Some(paragraph) => paragraph.end = unit.end,
            None => paragraphs.push(unit.clone()),
        }
        last = Some(number);
    }
    paragraphs
}

/// Every label with the paragraphs up to the next one.
fn turns(c: &Clauses, paragraphs: &[Range<usize>]) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    for paragraph in paragraphs {
        if let Some((source, after)) = label(c, paragraph) {
            let said = after..paragraph.end;
            turns.push(Turn {
                source,
                line: said.is_empty(),
                said: if said.is_empty() {
                    Vec::new()
                } else {
                    vec![said]
                },
            });
        } else if let Some(turn) = turns.last_mut().filter(|_| !is_direction(c, paragraph)) {
            turn.said.push(paragraph.clone());
        }
    }
    if leads_in(c, paragraphs, &turns) {
        turns.remove(0);
    }
    // Nobody says where the last answer ends and the article goes on.
    if let Some(last) = turns.last_mut() {
        let own = last
            .said
            .iter()
            .skip(1)
            .take_while(|p| speaks(c, p))
            .count();
        last.said.truncate(own + 1);
    }
    turns
}

/// '(BEGIN VIDEO CLIP)', '(CROSSTALK)': what nobody says.
fn is_direction(c: &Clauses, paragraph: &Range<usize>) -> bool {
    let mut items = paragraph.clone();
    items.all(|i| matches!(c.kind(i), ItemKind::Parenthesis | ItemKind::Stop))
}

/// The first label is a headline's, 'Gov Lee: The Road Is Safe', and the reporter tells under it of what the
/// transcript shows.
fn leads_in(c: &Clauses, paragraphs: &[Range<usize>], turns: &[Turn]) -> bool {
    let Some((first, others)) = turns.split_first() else {
        return false;
    };
    let words = |turn: &Turn| c.span(turn.source.clone()).of(c.scan.text());
    let again = others.iter().any(|turn| words(turn) == words(first));
    let heads = paragraphs[0].start == first.source.start && !again;
    heads && first.said.iter().skip(1).any(|p| !speaks(c, p))
}

/// The label that a paragraph begins with, and the item after it: 'Ann Lee, baker:', 'LEE (D-Mo.):',
/// 'Q.', or the whole line 'Ann Lee'.
pub(super) fn label(c: &Clauses, paragraph: &Range<usize>) -> Option<(Range<usize>, usize)> {
    const LONGEST_LABEL: usize = 10;
    let start = paragraph.start;
    let near = start..paragraph.end.min(start + LONGEST_LABEL);
    if c.kind(start) != ItemKind::Capital {
        return None;
    }
    if is_question_mark(c, start) && near.len() > 2 && c.kind(start + 1) == ItemKind::Stop {
        return Some((start..start + 1, start + 2));
    }
    let colon = near.clone().find(|&i| c.kind(i) == ItemKind::Colon);
    let end = colon.or((near.end == paragraph.end).then_some(near.end))?;
    let close = near
        .clone()
        .find(|&i| matches!(c.kind(i), ItemKind::Comma | ItemKind::Parenthesis));
    let name = start..close.unwrap_or(end).min(end);
    let part = |i: usize| match c.kind(i) {
        ItemKind::Capital => !c.is(i, Class::Auxiliary) && !c.is(i, Class::PersonPronoun),
        ItemKind::Lower => c.is(i, Class::NameParticle),
        ItemKind::Stop => c.text(i) == "." && i + 1 < end,
        _ => false,
    };
    let title = |i: usize| c.is_word(i) && !c.items[i].word.reports() || !c.ends_sentence(i);
    let named = !name.is_empty() && name.clone().all(part) && (name.end..end).all(title);
    named.then(|| (name, colon.map_or(end, |colon| colon + 1)))
}

/// 'Q' and 'A'.
fn is_question_mark(c: &Clauses, item: usize) -> bool {
    matches!(c.text(item), "Q" | "A")
}

/// Words of the first or second person outside marks, or a question.
fn speaks(c: &Clauses, paragraph: &Range<usize>) -> bool {
    let mut items = paragraph.clone();
    items.any(|i| c.is(i, Class::FirstPerson) || c.kind(i) == ItemKind::Stop && c.text(i) == "?")
}

/// Whom the document names as a person.
pub(super) struct Persons<'a> {
    /// Where, as first bytes.
    starts: BTreeSet<usize>,
    /// Last words of the names, in lower case.
    families: BTreeSet<String>,
    c: &'a Clauses<'a>,
}

impl<'a> Persons<'a> {
    pub fn new(c: &'a Clauses<'a>, mentions: &[Mention]) -> Self {
        let persons = || mentions.iter().filter(|m| m.kind == EntityType::Person);
        let family = |m: &Mention| {
            Some(
                m.excerpt
                    .text
                    .split_whitespace()
                    .next_back()?
                    .to_lowercase(),
            )
        };
        Persons {
            starts: persons().map(|m| m.excerpt.span.start).collect(),
            families: persons().filter_map(family).collect(),
            c,
        }
    }

    /// A label is a person's name.
    pub fn names(&self, label: &Range<usize>) -> bool {
        let span = self.c.span(label.clone());
        let family = self.c.text(label.end - 1).to_lowercase();
        self.starts.range(span.start..span.end).next().is_some() || self.families.contains(&family)
    }
}

/// Several labels are persons', or mark questions and answers, and what stands under them speaks.
fn is_transcript(c: &Clauses, people: &Persons, turns: &[Turn]) -> bool {
    let named = turns.iter().filter(|t| people.names(&t.source)).count();
    let marked = |mark: &str| {
        turns
            .iter()
            .filter(|t| c.says(t.source.start, mark) && t.source.len() == 1)
            .count()
    };
    let asked = marked("Q").min(marked("A")) > 1;
    let speaking = turns
        .iter()
        .filter(|t| t.said.iter().any(|p| speaks(c, p)))
        .count();
    (named >= LEAST || asked) && speaking * 2 >= turns.len()
}

/// Lines with names, most of which an answer follows.
fn is_round_up(c: &Clauses, people: &Persons, lines: &[Turn]) -> bool {
    let answers = lines
        .iter()
        .filter(|turn| is_answer(c, people, turn))
        .count();
    answers >= LEAST && answers * 3 >= lines.len() * 2
}

/// What stands under a person's name begins in the first person and does not tell of its bearer.
fn is_answer(c: &Clauses, people: &Persons, turn: &Turn) -> bool {
    let own =
        |i: usize| c.is(i, Class::FirstPerson) && !c.text(i).to_lowercase().starts_with("you");
    let family = c.text(turn.source.end - 1);
    let tells = |i: usize| c.kind(i) == ItemKind::Capital && c.says(i, family);
    let first = turn.said.first();
    people.names(&turn.source)
        && first.is_some_and(|p| p.clone().any(own))
        && !turn.said.iter().take(LONGEST).any(|p| p.clone().any(tells))
}

fn draft(c: &Clauses, turn: Turn) -> Option<Draft> {
    let said = turn.said.first()?;
    // Words in marks after a label are found by their marks.
    if c.marked_at(said.start).is_some() {
        return None;
    }
    let items = said.start..turn.said[turn.said.len().min(LONGEST) - 1].end;
    Some(Draft {
        kind: QuotationKind::Direct,
        contents: turn
            .said
            .iter()
            .take(LONGEST)
            .map(|p| c.span(p.clone()))
            .collect(),
        cue: None,
        unit: c
            .units
            .partition_point(|unit| unit.end <= turn.source.start),
        marked: items.filter_map(|i| c.marked_at(i)).collect(),
        source: Some(turn.source),
        hears: false,
        continues: false,
    })
}

#[cfg(test)]
mod tests {
    use crate::annotate::{annotate, tests::body};

    /// 'source | speaker | contents' of the direct quotations.
    fn said(text: &str) -> Vec<String> {
        let found = annotate(&body(text)).quotations;
        let row = |q: &crate::model::Quotation| {
            let contents: Vec<&str> = q.contents.iter().map(|e| &*e.text).collect();
            let source = q.source.as_ref().map_or("", |s| &*s.text);
            let speaker = q.speaker.as_deref().unwrap_or_default();
            format!("{source} | {speaker} | {}", contents.join(" … "))
        };
        let direct = found
            .iter()
            .filter(|q| q.kind == crate::model::QuotationKind::Direct);
        direct.map(row).collect()
    }

    #[test]
    fn labels_of_persons_name_who_speaks() {
        let text = "Mayor Ann Lee met the harbour master, John Carter, on Monday.\n\n\
            LEE: Why are you so sure that the ferry is safe?\n\n\
            CARTER: We looked at it in May, and I saw no rust.\n\n\
            My men looked at it again in June.\n\n\
            LEE: I think you should look again.\n\n\
            The ferry sails on Friday.";
        assert_eq!(
            said(text),
            [
                "LEE | Ann Lee | Why are you so sure that the ferry is safe?",
                "CARTER | John Carter | We looked at it in May, and I saw no rust. … My men looked at it again in June.",
                "LEE | Ann Lee | I think you should look again.",
            ]
        );
    }

    #[test]
    fn a_headline_with_a_name_begins_no_turn() {
        let text = "Gov Lee: The Road Is Safe and Will Stay Open\n\n\
            On Sunday the governor met the harbour master, John Carter, on the radio.\n\n\
            CARTER: Is the road safe?\n\n(BEGIN VIDEO CLIP)\n\n\
            LEE: I think so.\n\nCARTER: You think so?";
        let found = said(text);
        let expected = [
            "CARTER | John Carter | Is the road safe?",
            "LEE | Lee | I think so.",
        ];
        assert_eq!(found[..2], expected);
    }

    #[test]
    fn questions_and_answers_are_told_apart() {
        let text = "We asked the harbour master.\n\n\
            Q: Is the ferry safe?\n\nA: I think so.\n\n\
            Q: When does it sail?\n\nA: On Friday, if we are lucky.";
        let found = said(text);
        assert_eq!(found.len(), 4);
        assert_eq!(found[3], "A |  | On Friday, if we are lucky.");
    }

    #[test]
    fn a_line_with_a_name_stands_before_each_answer() {
        let text = "What should the town do?\n\n\
            Mary Johnson\n\nI would mend the ferry before anything else is built.\n\n\
            David Miller, baker\n\nMy shop needs a road. We have waited for ten years.\n\n\
            Susan Clark\n\nWe need a school more than a ferry, if you ask me.";
        assert_eq!(
            said(text),
            [
                "Mary Johnson | Mary Johnson | I would mend the ferry before anything else is built.",
                "David Miller | David Miller | My shop needs a road. We have waited for ten years.",
                "Susan Clark | Susan Clark | We need a school more than a ferry, if you ask me.",
            ]
        );
    }

    #[test]
    fn notes_lists_and_lives_are_no_transcripts() {
        let notes =
            "Note: We moved the harbour.\n\nUpdate: We moved it back.\n\nCorrection: I was wrong.";
        let lives = "Mary Johnson\n\nJohnson was born in Oslo. “I like it,” she said.\n\n\
            David Miller\n\nMiller was born in Bergen.\n\nSusan Clark\n\nClark was born in Paris.";
        let scores =
            "Mary Johnson: 24 points.\n\nDavid Miller: 12 points.\n\nSusan Clark: 9 points.";
        assert_eq!(said(notes), [] as [&str; 0]);
        assert_eq!(said(lives), ["she | Mary Johnson | I like it,"]);
        assert_eq!(said(scores), [] as [&str; 0]);
    }
}
