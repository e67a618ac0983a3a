//! What a document counts, and whether another counts the same: the thing, what befell it, and what
//! stands around.

use super::counted::Told;
use super::days::{are_other_days, is_background};
use super::head::{DATA, folded, harm, is_anybody, is_charge, is_person};
use super::partial;
use super::scope::{self, Scope};
use super::setting::Setting;
use crate::lexicon::fold::{Word, fold, stem};
use crate::model::{
    Annotations, EntityType, Mention, Modifier, Quantity, Role, Span, TimeExpression,
};
use crate::relate::lineage::View;
use compact_str::CompactString;
use std::collections::BTreeSet;

/// Numbers in a sentence above which it is a table in words.
const NUMBERS: usize = 3;
/// 'Several' is at least so many.
const FEW: f64 = 3.0;
/// How often the smaller of two counts of one thing may go into the larger.
const FAR: f64 = 4.0;
/// The same of what befell people, between one day and the next.
const FAR_GROWN: f64 = 10.0;

/// A count with what stands around it.
pub struct Count<'a> {
    pub document: usize,
    pub quantity: &'a Quantity,
    /// Stem of what is counted; empty for a bare unit.
    counted: String,
    /// What befell those counted: 'killed'.
    befell: Option<&'static str>,
    /// Those counted come on top of others: 'five others'.
    further: bool,
    /// Content stems of the sentence without the count, synonyms made one.
    around: BTreeSet<CompactString>,
    /// Those among them that stand beside the count.
    beside: BTreeSet<CompactString>,
    /// Days that the sentence names.
    when: Vec<&'a TimeExpression>,
    /// Numbers in the sentence.
    numbers: usize,
    /// Entities that the sentence names.
    named: BTreeSet<&'a str>,
    /// Persons among them.
    persons: BTreeSet<&'a str>,
    /// It stands among the first sentences.
    leads: bool,
    /// What it is told of beside what it counts.
    scope: Scope,
    /// 'All six of its ships': names in the sentence whose all they may be; empty for other counts.
    all_of: BTreeSet<&'a str>,
}

/// The counts of a document that count a whole of something.
pub fn of_document<'a>(view: &View<'a>, n: usize) -> impl Iterator<Item = Count<'a>> {
    let (text, annotations) = (&view.pile.documents[n].text, &view.pile.annotations[n]);
    // A correction repeats the number that it takes back; captions are numbered.
    let stands = move |quantity: &&Quantity| {
        let role = view.pile.documents[n].role_at(quantity.excerpt.span.start);
        matches!(role, Some(Role::Title | Role::Summary | Role::Body))
    };
    let counts = annotations.quantities.iter().filter(stands);
    counts.filter_map(move |quantity| count(n, text, annotations, quantity))
}

/// A count, unless it counts a part or nothing that happened.
pub fn count<'a>(
    n: usize,
    text: &str,
    annotations: &'a Annotations,
    quantity: &'a Quantity,
) -> Option<Count<'a>> {
    let sentence = annotations.sentence_of(quantity.excerpt.span)?;
    let all_of = all_of(text, annotations, sentence, quantity.excerpt.span);
    let partial = partial::is_partial(text, annotations, sentence, quantity);
    if all_of.is_empty() && partial || partial::is_other(text, annotations, sentence, quantity) {
        return None;
    }
    let setting = Setting::new(text, annotations, sentence, quantity);
    let counted = setting.counted()?;
    let befell = setting.befell(&counted);
    Some(Count {
        document: n,
        quantity,
        befell,
        further: partial::is_further(text, quantity.excerpt.span),
        around: around(&setting.words, &counted),
        beside: around(setting.beside(), &counted),
        when: setting.when(),
        numbers: setting.numbers(),
        named: named(annotations, sentence, |_| true),
        persons: named(annotations, sentence, |m| m.kind == EntityType::Person),
        leads: setting.leads(),
        scope: scope::of(text, annotations, sentence, quantity, befell.is_some()),
        all_of,
        counted,
    })
}

/// The entities of some sort that a sentence names.
fn named(
    annotations: &Annotations,
    sentence: Span,
    sort: impl Fn(&&Mention) -> bool,
) -> BTreeSet<&str> {
    let mentions = annotations.mentions_at(sentence).iter().filter(sort);
    mentions.filter_map(|m| m.entity.as_deref()).collect()
}

/// The same, where the count is of all of something.
fn all_of<'a>(
    text: &str,
    annotations: &'a Annotations,
    sentence: Span,
    count: Span,
) -> BTreeSet<&'a str> {
    let before = text[sentence.start..count.start].trim_end();
    if !before.ends_with(" all") || !count.of(text).contains(" of ") {
        return BTreeSet::new();
    }
    named(annotations, sentence, |_| true)
}

/// Content stems of some words without numbers and what is counted, synonyms made one.
fn around(words: &[Word], counted: &str) -> BTreeSet<CompactString> {
    let number = |w: &Word| w.form.starts_with(|c: char| c.is_ascii_digit());
    let content = words.iter().filter(|w| w.content && !number(w));
    let one = |w: &Word| -> CompactString {
        let stem = stem(&w.form);
        harm(stem).unwrap_or(stem).into()
    };
    content.map(one).filter(|stem| stem != counted).collect()
}

impl Count<'_> {
    /// Counts of human beings are compared whatever they are called, by what befell them; units and
    /// things by their name.
    pub fn thing(&self) -> String {
        let befell = self.befell.unwrap_or_default();
        match &self.quantity.unit {
            Some(unit) => format!("unit {unit}"),
            None if is_person(&self.counted) => format!("persons {befell} {}", self.further),
            None => format!("{} {}", self.counted, self.further),
        }
    }

    fn is_general(&self) -> bool {
        is_anybody(&self.counted)
    }

    /// Both are told of the same: of one happening or of a longer time, of the whole or a part.
    pub fn is_of_scope(&self, other: &Count) -> bool {
        let times = || {
            let mut times = self.when.iter();
            times.any(|a| other.when.iter().any(|b| a.value == b.value))
        };
        self.scope.is_of_part(&other.scope) && (self.scope == other.scope || times())
    }

    /// One word says what is counted, or one side has a word for any human beings.
    fn counts_alike(&self, other: &Count) -> bool {
        if !self.is_of_scope(other) || !self.is_of_one_accused(other) {
            return false;
        }
        self.counted == other.counted || self.is_general() || other.is_general()
    }

    /// Charges are counted for each accused: both name one.
    pub fn is_of_one_accused(&self, other: &Count) -> bool {
        !is_charge(&self.counted) || !self.persons.is_disjoint(&other.persons)
    }

    /// Both count all that one named body has.
    fn is_total_with(&self, other: &Count) -> bool {
        !self.all_of.is_disjoint(&other.all_of)
    }

    /// The same is counted: 'people' stand for any human beings, other words only for themselves.
    pub fn is_same_thing(&self, other: &Count) -> bool {
        let told = || self.is_told_with(other) || self.is_total_with(other);
        self.counts_alike(other) && told()
    }

    /// What befell those counted is the same, whatever else the sentences tell.
    pub fn is_of_kind(&self, other: &Count) -> bool {
        self.counts_alike(other) && self.befell.is_some() && self.befell == other.befell
    }

    /// The sentences tell of one happening: to people by the names or many words of the sentence
    /// or its place in the article, of things and amounts by the words beside the count.
    fn is_told_with(&self, other: &Count) -> bool {
        // 'Six others' come on top of whom the text told of before.
        let further = self.further || other.further;
        if further || self.befell != other.befell || are_other_days(&self.when, &other.when) {
            return false;
        }
        if self.befell.is_some() {
            if is_background(&self.when, &other.when) {
                return false;
            }
            let named = !self.named.is_disjoint(&other.named);
            return self.leads && other.leads || named || self.shares(other) >= 3;
        }
        let shared = self.beside.intersection(&other.beside).count();
        let fewer = self.beside.len().min(other.beside.len());
        let (least, share) = if self.quantity.unit.is_some() {
            (4, 2)
        } else {
            (2, 3)
        };
        let table = self.numbers > NUMBERS || other.numbers > NUMBERS;
        !table && self.counted == other.counted && shared >= least && shared * share >= fewer
    }

    /// The same befell those counted.
    pub fn befell_alike(&self, other: &Count) -> bool {
        self.befell == other.befell
    }

    /// The dead of an attack, one more or less: one count holds who did it, the other does not.
    pub fn may_hold_attacker(&self, other: &Count, texts: [&str; 2]) -> bool {
        // 'At least 13' are 13 as far as is known.
        let by_one = match (self.quantity.low, other.quantity.low) {
            (Some(a), Some(b)) => (a - b).abs() == 1.0,
            _ => false,
        };
        let killed = self.befell.is_some() && self.befell == harm(&folded("killed"));
        let attack = |text: &str| {
            let words = fold(text, Span::new(0, text.len()));
            words
                .iter()
                .any(|w| DATA.attackers.iter().any(|a| *a == w.form))
        };
        by_one && killed && texts.into_iter().any(attack)
    }

    /// Whether two numbers that differ exclude each other: 'two villagers' are among 'five people',
    /// 'several' may be two, and what differs by much is hardly one thing, unless it grew.
    pub fn can_contradict(&self, other: &Count, kind: &str) -> bool {
        let few = |c: &Count| {
            let q = c.quantity;
            q.modifier == Modifier::About && q.high.is_none() && q.low.is_some_and(|n| n <= FEW)
        };
        let ends = |c: &Count| {
            (
                c.quantity.low.unwrap_or(0.0),
                c.quantity.high.unwrap_or(f64::MAX),
            )
        };
        let exceeds = |special: &Count, general: &Count| ends(special).0 > ends(general).1;
        let (a, b) = (ends(self), ends(other));
        let far = match self.befell {
            Some(_) if kind == "update" => FAR_GROWN,
            _ => FAR,
        };
        let apart = a.0.max(b.0) > far * a.1.min(b.1);
        let among = match (self.is_general(), other.is_general()) {
            (true, false) => !exceeds(other, self),
            (false, true) => !exceeds(self, other),
            _ => false,
        };
        !few(self) && !few(other) && !apart && !among
    }

    /// The count with its document.
    pub fn told(&self) -> Told<'_> {
        Told {
            document: self.document,
            quantity: self.quantity,
        }
    }

    fn shares(&self, other: &Count) -> usize {
        self.around.intersection(&other.around).count()
    }
}
