//! Whether a sentence looks back or ahead where it names a time, by the rules of
//! `lang/en/tense.toml`.

use crate::annotate::Scan;
use crate::lexicon::grammar::Grammar;
use crate::lexicon::token::TokenKind;
use serde::Deserialize;
use std::ops::Range;
use std::sync::LazyLock;

/// Tokens before and after in which a verb of another clause counts.
const REACH: (usize, usize) = (6, 10);

/// Cues on either side that are looked at: a sentence without end stays linear.
const NEAREST: usize = 32;

static GRAMMAR: LazyLock<Grammar<Gives>> =
    LazyLock::new(|| Grammar::new("en/tense.toml", include_str!("../../../lang/en/tense.toml")));

/// What a rule gives. A rule with neither tense nor force guards.
#[derive(Deserialize)]
struct Gives {
    tense: Option<Tense>,
    #[serde(default)]
    force: Force,
}

/// Where a verb looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Tense {
    /// Back.
    #[serde(rename = "<")]
    Past,
    /// Ahead.
    #[serde(rename = ">")]
    Future,
    /// It may be either.
    #[serde(rename = "?")]
    Open,
}

impl Tense {
    /// Its sign in a form, or `default` where no verb shows it; none where a verb leaves open what
    /// the default would decide.
    pub fn sign(tense: Option<Tense>, default: &str) -> Option<&str> {
        match tense {
            Some(Tense::Past) => Some("<"),
            Some(Tense::Future) => Some(">"),
            Some(Tense::Open) if matches!(default, "<" | ">") => None,
            Some(Tense::Open) | None => Some(default),
        }
    }
}

/// How much a cue counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Force {
    /// The nearest decides.
    #[default]
    Strong,
    /// A verb of telling, which leaves the tense to a weak cue of what is told.
    Tells,
    /// A present tense that may stand for the future: where its clause shows nothing else.
    Weak,
    /// Begins another clause.
    Bound,
}

struct Cue {
    tokens: Range<usize>,
    tense: Option<Tense>,
    force: Force,
}

/// The words of a sentence that show its tense, in order.
pub struct Cues {
    start: usize,
    cues: Vec<Cue>,
}

impl Cues {
    /// Those of the sentence with these tokens.
    pub fn new(scan: &Scan, tokens: Range<usize>) -> Self {
        let found = GRAMMAR.find(scan.text(), &scan.tokens, tokens.clone());
        let cues = found.into_iter().map(|matched| Cue {
            tokens: matched.tokens,
            tense: matched.rule.gives.tense,
            force: matched.rule.gives.force,
        });
        Cues {
            start: tokens.start,
            cues: cues
                .filter(|cue| cue.tense.is_some() || cue.force == Force::Bound)
                .collect(),
        }
    }

    /// What holds for the words at `at`: the tense of their clause, else that of the nearest verb.
    pub fn around(&self, scan: &Scan, at: &Range<usize>) -> Option<Tense> {
        self.in_clause(scan, at).or_else(|| self.nearest(at))
    }

    fn in_clause(&self, scan: &Scan, at: &Range<usize>) -> Option<Tense> {
        let bound = |cue: &&Cue| cue.force == Force::Bound;
        let before = self.before(at);
        if let Some(tense) = decide(before.clone().take_while(|cue| !bound(cue))) {
            return Some(tense);
        }
        let start = before.clone().find(bound).map(|cue| cue.tokens.end);
        // 'On Friday the shop opens', but 'the fire on Friday leaves …', 'Friday's fire opens …'.
        let after_it = scan.tokens.get(at.end).map(|token| token.kind);
        let leads = at.start <= start.unwrap_or(self.start) + 1
            && after_it.is_none_or(|kind| kind != TokenKind::Possessive);
        let after = (self.after(at))
            .skip_while(|cue| leads && bound(cue) && cue.tokens.start == at.end)
            .take_while(|cue| !bound(cue));
        decide(after.filter(|cue| leads || cue.force != Force::Weak))
    }

    /// The tense of the nearest verb, whatever its clause.
    fn nearest(&self, at: &Range<usize>) -> Option<Tense> {
        let counts = |cue: &&Cue| matches!(cue.force, Force::Strong | Force::Tells);
        let before = (self.before(at)).take_while(|cue| cue.tokens.end + REACH.0 > at.start);
        let after = (self.after(at)).take_while(|cue| cue.tokens.start < at.end + REACH.1);
        before.chain(after).find(counts).and_then(|cue| cue.tense)
    }

    /// Those before, the nearest first.
    fn before(&self, at: &Range<usize>) -> impl Iterator<Item = &Cue> + Clone {
        let end = self.cues.partition_point(|cue| cue.tokens.end <= at.start);
        self.cues[..end].iter().rev().take(NEAREST)
    }

    fn after(&self, at: &Range<usize>) -> impl Iterator<Item = &Cue> {
        let start = self.cues.partition_point(|cue| cue.tokens.start < at.end);
        self.cues[start..].iter().take(NEAREST)
    }
}

/// What the cues of a clause say, the nearest first.
fn decide<'c>(cues: impl Iterator<Item = &'c Cue>) -> Option<Tense> {
    let mut weak = None;
    for cue in cues {
        match cue.force {
            Force::Weak => weak = weak.or(cue.tense),
            Force::Tells => return weak.or(cue.tense),
            Force::Strong | Force::Bound => return cue.tense,
        }
    }
    weak
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::tests::body;
    use crate::lexicon::grammar;

    /// Words, tense or force, and rule of the cues of a text.
    fn found(text: &str) -> Vec<(String, String, String)> {
        let document = body(text);
        let scan = Scan::new(&document);
        let matches = (scan.sentences.iter())
            .flat_map(|s| GRAMMAR.find(scan.text(), &scan.tokens, s.tokens.clone()));
        let row = |m: grammar::Match<Gives>| {
            let gives = &m.rule.gives;
            let value = match (gives.tense, gives.force) {
                (Some(tense), _) => Tense::sign(Some(tense), "?")?,
                (None, Force::Bound) => "bound",
                (None, _) => return None,
            };
            let words = scan.span(m.tokens).of(scan.text()).to_string();
            Some((words, value.to_string(), m.rule.name.clone()))
        };
        matches.filter_map(row).collect()
    }

    #[test]
    fn every_case_holds() {
        grammar::tests::every_case_holds(&GRAMMAR, found);
    }
}
