//! What a correction withdraws, as compared with what others tell.

use crate::lexicon::fold::{Word, content_stems, fold, stem};
use crate::lexicon::withdrawal;
use crate::model::*;
use crate::relate::collation::shape::edit_distance;
use crate::relate::discrepancy::{age_beside, age_in};
use crate::relate::lineage::View;
use compact_str::CompactString;
use std::collections::BTreeSet;

/// Share of the content of the withdrawn words that a sentence must have to carry them.
const CARRIED: f64 = 0.6;
/// The same where its document took from the one that corrects, and the value is there.
const CARRIED_ON: f64 = 0.3;
/// Words of a name at most.
const NAME: usize = 4;
/// Letters that a slip changes at most.
const SLIP: usize = 3;
/// Content words around the withdrawn value that must be shared when it is all that is withdrawn.
const AROUND: usize = 2;

/// A sentence of a correction with those beside it that are of the correction too.
fn notice(view: &View, n: usize, sentence: Span) -> Span {
    let sentences = &view.pile.annotations[n].sentences;
    let document = &view.pile.documents[n];
    let at = sentences.partition_point(|s| s.start < sentence.start);
    let near = &sentences[at.saturating_sub(1)..sentences.len().min(at + 2)];
    let corrects = |s: &&Span| document.role_at(s.start) == Some(Role::Correction);
    near.iter()
        .filter(corrects)
        .fold(sentence, |all, s| all.cover(*s))
}

/// What is withdrawn, as compared.
pub(super) struct Words<'a> {
    /// Stems of the withdrawn words without its values.
    content: BTreeSet<CompactString>,
    /// Stems of the rest of the correction's sentence and of those beside it.
    around: BTreeSet<CompactString>,
    /// Stems of the sentences of the article that give what stands instead.
    told: BTreeSet<CompactString>,
    quantities: Vec<&'a Quantity>,
    /// What stands instead.
    right: Vec<&'a Quantity>,
    times: Vec<&'a TimeExpression>,
    names: BTreeSet<CompactString>,
    /// The withdrawn words, folded, where they are a name that was spelled otherwise.
    spelling: Option<Vec<CompactString>>,
    /// Whose age is withdrawn, and which.
    age: Option<(&'a str, u32)>,
}

impl<'a> Words<'a> {
    /// What `sentence` of document `n` withdraws and says instead.
    pub fn new(
        view: &View<'a>,
        n: usize,
        sentence: Span,
        wrong: Span,
        right: Option<Span>,
    ) -> Self {
        let annotations = &view.pile.annotations[n];
        let text = &view.pile.documents[n].text;
        let mut times: Vec<_> = annotations.times.iter().collect();
        times.retain(|t| wrong.contains(t.excerpt.span));
        let mentions = annotations.mentions_at(wrong).iter();
        let names = mentions.filter(|m| wrong.contains(m.excerpt.span));
        let is_value = |span: Span| {
            let mut values = annotations.quantities.iter().map(|q| q.excerpt.span);
            let time = times.iter().any(|t| t.excerpt.span.overlaps(span));
            time || values.any(|v| v.overlaps(span))
        };
        let content = |span: Span, inside: bool| {
            let words = fold(text, span);
            let own = words.iter().filter(|w| !is_value(w.span));
            content_stems(own.filter(|w| wrong.contains(w.span) == inside))
        };
        let mut around = content(notice(view, n, sentence), false);
        around.retain(|stem| !withdrawal::is_of_notices(stem));
        let spelling = right.and_then(|right| misspelled(text, wrong, right));
        let right = right.map_or(Vec::new(), |right| within(annotations, right));
        let told = giving(view, n, &right).into_iter();
        let told = told.flat_map(|s| content(s, false)).collect();
        Words {
            content: content(sentence, true),
            around,
            told,
            quantities: within(annotations, wrong),
            right,
            names: names.map(|m| m.excerpt.text.to_lowercase()).collect(),
            times,
            spelling,
            age: age(view, n, sentence, wrong),
        }
    }

    /// Sentences of another document that carry the withdrawn words.
    pub fn carried(&self, view: &View, other: usize, downstream: bool) -> Vec<Carrier> {
        let (document, annotations) = (&view.pile.documents[other], &view.pile.annotations[other]);
        let sentences = annotations.sentences.iter();
        let sentences = sentences.filter(|s| is_told(document, **s));
        let carries = |s: Span| match (&self.spelling, self.age) {
            (Some(name), _) => has_name(&document.text, s, name),
            (None, Some(age)) => has_age(view, other, s, age),
            (None, None) => {
                self.has_values(&document.text, annotations, s)
                    && self.has_content(&document.text, s, downstream)
            }
        };
        sentences
            .filter(|s| carries(**s))
            .map(|s| Carrier {
                document: document.id.clone(),
                excerpt: Excerpt::new(s.trim(&document.text), &document.text),
                downstream,
            })
            .collect()
    }

    fn has_values(&self, text: &str, annotations: &Annotations, sentence: Span) -> bool {
        let words = sentence.of(text).to_lowercase();
        let time = |t: &&TimeExpression| {
            let mut here = annotations.times.iter();
            here.any(|o| sentence.contains(o.excerpt.span) && o.value == t.value)
        };
        // Who gives what is right beside what was wrong carries nothing.
        let knows = !self.right.is_empty() && has_all(annotations, sentence, &self.right);
        !knows
            && has_all(annotations, sentence, &self.quantities)
            && self.times.iter().all(time)
            && self.names.iter().all(|name| words.contains(name.as_str()))
    }

    fn has_content(&self, text: &str, sentence: Span, downstream: bool) -> bool {
        let here = content_stems(&fold(text, sentence));
        let has_value =
            !(self.quantities.is_empty() && self.times.is_empty() && self.names.is_empty());
        let shared = self.content.intersection(&here).count();
        let has_on = downstream && has_value;
        let least = if has_on { CARRIED_ON } else { CARRIED };
        let most = shared as f64 >= least * self.content.len() as f64;
        let about = shared > 0 || self.content.is_empty();
        let told = about && self.told.intersection(&here).count() > AROUND;
        let is_counted = self.quantities.iter().any(|q| q.counted.is_some());
        match has_value {
            // As many of the same things, in a story of the same event.
            true if is_counted => shared > 0 || most,
            // A bare value is told by what stands around it; less will do where all else was taken.
            true if self.content.len() < AROUND => {
                let sure = downstream && self.times.is_empty();
                let least = if sure { 1 } else { AROUND };
                told || shared + self.around.intersection(&here).count() >= least
            }
            true => most || told,
            false => most && shared > AROUND,
        }
    }
}

/// The folded words of a name that was spelled otherwise than the right one: a few words in capitals
/// of which one is near in letters to its like, and the others are the same or near too.
fn misspelled(text: &str, wrong: Span, right: Span) -> Option<Vec<CompactString>> {
    let (a, b) = (fold(text, wrong), fold(text, right));
    let capital = |w: &Word| w.span.of(text).starts_with(char::is_uppercase);
    let names = !a.is_empty() && a.len() <= NAME && a.len() == b.len() && a.iter().all(capital);
    let pairs = || a.iter().zip(&b).filter(|(x, y)| x.form != y.form);
    let near = |x: &Word, y: &Word| edit_distance(&x.form, &y.form, SLIP).is_some();
    let one = names && pairs().next().is_some() && pairs().any(|(x, y)| near(x, y));
    one.then(|| a.iter().map(|w| w.form.clone()).collect())
}

/// Whose age a sentence of a correction takes back: the one person whom it names, where what was wrong
/// is a bare number.
fn age<'a>(view: &View<'a>, n: usize, sentence: Span, wrong: Span) -> Option<(&'a str, u32)> {
    let years = age_in(wrong.of(&view.pile.documents[n].text).trim())?;
    let mentions = view.pile.annotations[n].mentions_at(sentence).iter();
    let persons = mentions.filter(|m| m.kind == EntityType::Person);
    let persons: BTreeSet<_> = persons.filter_map(|m| m.entity.as_deref()).collect();
    let one = persons.first().filter(|_| persons.len() == 1)?;
    Some((*one, years))
}

/// The sentence has the words of the name in this order, side by side.
fn has_name(text: &str, sentence: Span, name: &[CompactString]) -> bool {
    let words: Vec<_> = fold(text, sentence).into_iter().map(|w| w.form).collect();
    words.windows(name.len()).any(|run| run == name)
}

/// The sentence gives the person that age.
fn has_age(view: &View, n: usize, sentence: Span, (entity, years): (&str, u32)) -> bool {
    let mentions = view.pile.annotations[n].mentions_at(sentence).iter();
    let mut own = mentions.filter(|m| m.entity.as_deref() == Some(entity));
    own.any(|m| age_beside(view, n, m.excerpt.span) == Some(years))
}

/// The sentences of an article that give what stands instead.
fn giving(view: &View, n: usize, right: &[&Quantity]) -> Vec<Span> {
    let annotations = &view.pile.annotations[n];
    let sentences = annotations.sentences.iter().filter(|_| !right.is_empty());
    let gives =
        |s: &&Span| is_told(&view.pile.documents[n], **s) && has_all(annotations, **s, right);
    sentences.filter(gives).copied().collect()
}

/// A sentence of the article itself.
fn is_told(document: &Document, sentence: Span) -> bool {
    let role = document.role_at(sentence.start);
    role.is_some_and(Role::is_article) && role != Some(Role::Correction)
}

/// The quantities inside a stretch of a document.
fn within(annotations: &Annotations, span: Span) -> Vec<&Quantity> {
    let quantities = annotations.quantities.iter();
    quantities
        .filter(|q| span.contains(q.excerpt.span))
        .collect()
}

/// A sentence gives each of these quantities.
fn has_all(annotations: &Annotations, sentence: Span, wanted: &[&Quantity]) -> bool {
    let counted = |q: &Quantity| q.counted.as_deref().map(|c| stem(c).to_string());
    let same =
        |o: &Quantity, q: &Quantity| (o.low, o.high, counted(o)) == (q.low, q.high, counted(q));
    wanted.iter().all(|q| {
        let mut here = annotations.quantities.iter();
        here.any(|o| sentence.contains(o.excerpt.span) && same(o, q))
    })
}
