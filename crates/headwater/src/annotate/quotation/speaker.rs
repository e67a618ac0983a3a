//! Names the speakers: an ordered sieve of the steps in `step`.

use super::draft::Draft;
use super::gender::{Gender, gender_of};
use super::in_marks;
use super::inner;
use super::listed::LISTED;
use super::office;
use super::people::{People, head};
use super::pronoun::Utterance;
use super::step::{self, STEPS, Step};
use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::noun;
use crate::annotate::words::Class;
use crate::model::{Mention, QuotationKind};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

/// A speaker and the step that named it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Named {
    /// The fullest form of the name in the document.
    pub name: Option<String>,
    /// Name of the step, or why nobody is named.
    pub how: &'static str,
    /// Share of the step's answers that are right.
    pub confidence: f64,
    /// The words, items, that say who goes on speaking where no name is known.
    pub source: Option<Range<usize>>,
}

impl Named {
    fn nobody(how: &'static str) -> Self {
        Named {
            name: None,
            how,
            confidence: 0.0,
            source: None,
        }
    }
}

/// The confidence of each step, in their order; `None` below the floor.
static CONFIDENCE: LazyLock<Vec<Option<f64>>> = LazyLock::new(|| {
    let confidence = |step: &Step| {
        let count = LISTED.steps.get(step.name)?;
        let share = f64::from(count.right + 1) / f64::from(count.of + 2);
        (share >= LISTED.floor).then_some((share * 100.0).round() / 100.0)
    };
    STEPS.iter().map(confidence).collect()
});

/// What the steps look at.
pub(super) struct Sieve<'a, 'b> {
    pub c: &'b Clauses<'b>,
    pub people: &'b People<'a>,
    /// For every unit, whom its subject names, once known.
    pub subjects: Vec<Option<&'a str>>,
    /// For every unit, whether its subject is somebody without a name: 'a neighbour', with the gender.
    pub strangers: Vec<Option<Gender>>,
    /// The last speaker: unit and name.
    pub last: Option<(usize, &'a str)>,
    /// Who has spoken by name.
    pub heard: BTreeSet<&'a str>,
    /// The last speaker without a name: unit and words.
    pub unnamed: Option<(usize, Range<usize>)>,
    /// The next draft of the same paragraph that has a cue.
    pub following: Option<&'b Draft>,
}

/// The speaker of every draft.
pub(crate) fn name_all(c: &Clauses, mentions: &[Mention], drafts: &[Draft]) -> Vec<Named> {
    let people = People::new(c, mentions);
    let mut sieve = Sieve {
        c,
        people: &people,
        subjects: Vec::with_capacity(c.units.len()),
        strangers: Vec::with_capacity(c.units.len()),
        last: None,
        heard: BTreeSet::new(),
        unnamed: None,
        following: None,
    };
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|&n| (drafts[n].unit, n));
    let silent = Named::nobody("none");
    let mut named = vec![silent; drafts.len()];
    for (place, &n) in order.iter().enumerate() {
        sieve.know_subjects(drafts[n].unit);
        if !matches!(drafts[n].kind, QuotationKind::Scare | QuotationKind::Title) {
            let inner = inner::is_inner(drafts, &order, place);
            let before = (sieve.last, sieve.unnamed.clone());
            sieve.following = following(c, &drafts[n..]);
            named[n] = sieve.name(&drafts[n]);
            let outer = before.0.filter(|&(unit, _)| unit == drafts[n].unit);
            let goes_on = outer.is_some_and(|(_, name)| people.is_person(name));
            let goes_on = goes_on && inner::is_shifted(c, &drafts[n]);
            if inner && (goes_on || named[n].name.is_none()) {
                (sieve.last, sieve.unnamed) = before;
            }
        }
    }
    named
}

/// For words in marks without a cue, the draft after them in their paragraph that has one.
fn following<'d>(c: &Clauses, drafts: &'d [Draft]) -> Option<&'d Draft> {
    const FARTHEST: usize = 3;
    let paragraph = |d: &Draft| c.paragraph(c.units[d.unit].start);
    let (first, rest) = drafts.split_first()?;
    if first.cue.is_some() {
        return None;
    }
    let mut near = rest.iter().take(FARTHEST);
    // '“We won.¶“They lost,” Lee said.'
    let reopened = |d: &Draft| {
        let mark = d.marked.first().filter(|&&mark| c.marked[mark].continues);
        mark.is_some_and(|mark| mark.checked_sub(1) == first.marked.last().copied())
    };
    if let Some(next) = rest.first().filter(|next| reopened(next)) {
        return match next.cue {
            Some(_) => Some(next),
            None => following(c, rest),
        };
    }
    if !first.continues {
        return None;
    }
    let next = near.find(|d| d.cue.is_some() || !in_marks(d.kind))?;
    // '“We won.” Bo Ek replied: “You lost.”' is of two.
    let closes = |d: &Draft| {
        d.cue
            .is_some_and(|cue| d.contents.iter().any(|s| s.end <= cue.start))
    };
    (closes(next) && paragraph(next) == paragraph(first)).then_some(next)
}

impl<'a> Sieve<'a, '_> {
    /// The speaker of a draft, by the first step that knows one.
    fn name(&mut self, draft: &Draft) -> Named {
        if draft.source.clone().is_some_and(|s| self.is_joint(s)) {
            return Named::nobody("joint");
        }
        let mut steps = STEPS.iter().zip(&*CONFIDENCE);
        let found = steps.find_map(|(step, confidence)| {
            let confidence = (*confidence)?;
            (step.find)(self, draft).map(|name| (name, step, confidence))
        });
        let Some((name, step, confidence)) = found else {
            return self.nobody(draft);
        };
        // 'Lee knew of it, Ek said': the one who thinks does not go on.
        let here = self.last.is_some_and(|(unit, _)| unit == draft.unit);
        let silent = matches!(draft.kind, QuotationKind::Thought | QuotationKind::Act);
        if !(silent && here) {
            self.last = Some((draft.unit, name));
            // 'a spokesman for the board said': 'he' is the spokesman.
            let source = draft.source.clone().filter(|_| self.people.is_body(name));
            let voice = source.filter(|source| self.stranger(source.clone(), true).is_some());
            self.unnamed = voice.map(|source| (draft.unit, source));
            if step.name == "name" {
                self.heard.insert(name);
            }
        }
        Named {
            name: Some(name.to_string()),
            how: step.name,
            confidence,
            source: None,
        }
    }

    /// No name: who spoke without one goes on in the next marked sentences.
    fn nobody(&mut self, draft: &Draft) -> Named {
        let how = self.silence(draft);
        if how == "unnamed source" && draft.kind != QuotationKind::Act {
            self.unnamed = draft.source.clone().map(|source| (draft.unit, source));
        }
        // 'a neighbour said. She said …': the same goes on.
        if how == "pronoun unresolved" && self.means_unnamed(draft) {
            self.unnamed = self.unnamed.take().map(|(_, source)| (draft.unit, source));
        }
        let before = self.unnamed.clone().filter(|_| draft.source.is_none());
        let near = |(unit, _): &(usize, Range<usize>)| {
            let mut between = unit + 1..draft.unit;
            let alone = between.all(|n| self.subjects[n].is_none());
            // A heading in marks has no stop; behind a comma stands who else spoke.
            let inner = draft.contents.last().map(|s| s.of(self.c.scan.text()));
            let whole = inner.is_some_and(|words| words.ends_with(['.', '!', '?', '…', '"', '”']));
            draft.continues && whole && draft.unit <= unit + 2 && alone && self.following.is_none()
        };
        Named {
            source: before.filter(near).map(|(_, source)| source),
            ..Named::nobody(how)
        }
    }

    /// Why nobody is named.
    fn silence(&self, draft: &Draft) -> &'static str {
        match draft.source.clone() {
            None => "no source",
            Some(source) if source.len() == 1 && self.c.is(source.start, Class::Pronoun) => {
                "pronoun unresolved"
            }
            Some(_) => "unnamed source",
        }
    }

    /// Resolves the subjects of all units up to `unit`, in order, each from those before it.
    fn know_subjects(&mut self, unit: usize) {
        while self.subjects.len() <= unit {
            let n = self.subjects.len();
            let unit = self.c.units[n].clone();
            let subject = cleft(self.c, unit.clone()).or_else(|| noun::first(self.c, unit));
            let name = subject.clone().and_then(|s| self.resolve(n, s));
            let stranger = subject.filter(|_| name.is_none());
            self.strangers
                .push(stranger.and_then(|s| self.stranger(s, false)));
            self.subjects.push(name);
        }
    }

    /// Whom a phrase of a unit names: by name, pronoun or description.
    fn resolve(&self, unit: usize, phrase: Range<usize>) -> Option<&'a str> {
        self.named_in(phrase.clone())
            .or_else(|| self.pronoun(unit, phrase.clone(), &Utterance::default()))
            .or_else(|| self.described(phrase))
    }

    /// 'LEE' of a transcript: the only person here whose name ends so.
    pub(super) fn labelled(&self, label: bool, phrase: Range<usize>) -> Option<&'a str> {
        let last = self.c.text(phrase.end.checked_sub(1)?);
        let capitals = last.len() > 2 && last.chars().all(|ch| !ch.is_lowercase());
        self.people.family(last).filter(|_| label && capitals)
    }

    /// Whom 'the spokesman' means: the one person with that role here, or the last who had it.
    pub(super) fn described(&self, phrase: Range<usize>) -> Option<&'a str> {
        let c = self.c;
        let at = step::described_by(c, phrase.clone())?;
        let role = head(c.text(at));
        let gender = gender_of(&role);
        let bearers = self.people.with_role(&role).iter().copied();
        let agrees = |n: &&str| self.people.gender(n).agrees(gender) && self.people.is_person(n);
        let field = office::field(c, at).filter(|_| at > phrase.start);
        let another = |n: &str| {
            let field = field.as_deref();
            field.is_some_and(|field| self.people.has_other_office(n, &role, field))
        };
        let mut fitting: Vec<&str> = bearers.filter(agrees).filter(|n| !another(n)).collect();
        if fitting.len() > 1 {
            let recent = self.last.map(|(_, name)| name);
            fitting.retain(|n| Some(*n) == recent);
        }
        // 'the Florida senator' is not whoever is a senator here.
        if (phrase.start + 1..at).any(|i| c.kind(i) == ItemKind::Capital) {
            let nearest = self.people.before(c.span(phrase).start);
            fitting.retain(|n| Some(*n) == nearest);
        }
        (fitting.len() == 1).then(|| fitting[0])
    }
}

/// 'Kate Poole' of 'On Monday it was Kate Poole who won'.
fn cleft(c: &Clauses, unit: Range<usize>) -> Option<Range<usize>> {
    const LONGEST: usize = 6;
    let who = unit.clone().find(|&i| c.says(i, "who"))?;
    let capital = |&i: &usize| c.kind(i) == ItemKind::Capital;
    let start = (unit.start..who).rev().take_while(capital).last()?;
    let stands = start >= unit.start + 2 && who - start <= LONGEST;
    (stands && c.is(start - 1, Class::Be) && c.says(start - 2, "it")).then_some(start..who)
}
