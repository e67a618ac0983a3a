//! Words that an outlet took back, and who still carries them.
//!
//! A correction names what was wrong. A sentence elsewhere carries it when it has the same numbers,
//! times and names, and most of what the correction says about them. Whether its document took it
//! from the one that corrects is a matter of lineage, and shown as such.

use super::ident;
use super::lineage::{View, is_own_outlet};
use crate::lexicon::fold::{content_stems, fold, stem};
use crate::lexicon::same_outlet::same_outlet;
use crate::lexicon::withdrawal::{self, Withdrawn};
use crate::model::*;
use compact_str::CompactString;
use std::collections::BTreeSet;

/// Share of the content of the withdrawn words that a sentence must have to carry them.
const CARRIED: f64 = 0.6;
/// Content words around the withdrawn value that must be shared when it is all that is withdrawn.
const AROUND: usize = 2;
/// Sentences at the head of a document in which a whole report may be recalled.
const HEAD: usize = 3;

/// Withdrawals, in order of the documents that make them.
pub(crate) fn find(view: &View) -> Vec<Withdrawal> {
    let story = super::collation::story_of(view.pile, view.relations);
    let found = |n: usize, _: &Document| of_document(view, &story, n);
    view.pile.workers.flat_map(&view.pile.documents, found)
}

fn of_document(view: &View, story: &[usize], n: usize) -> Vec<Withdrawal> {
    let rows = view.pile.taken_back(n).iter();
    let own = rows.filter(|(sentence, it)| is_own(view, n, *sentence, it));
    own.map(|(sentence, withdrawn)| row(view, story, n, *sentence, withdrawn))
        .collect()
}

/// The sentences of a document that take something back, with what: to be asked of the pile.
pub(super) fn taken_back(document: &Document, annotations: &Annotations) -> Vec<(Span, Withdrawn)> {
    let role = |s: &Span| document.role_at(s.start);
    let mut head = 0;
    let mut found = Vec::new();
    for sentence in &annotations.sentences {
        let corrects = role(sentence) == Some(Role::Correction);
        head += usize::from(role(sentence).is_some_and(Role::is_article));
        if !corrects && (head > HEAD || !withdrawal::may_recall(&document.text, *sentence)) {
            continue;
        }
        let withdrawn = withdrawal::find(&document.text, *sentence);
        let holds = withdrawn.filter(|it| corrects || it.wrong.is_none());
        found.extend(holds.map(|it| (*sentence, it)));
    }
    found
}

/// The document's publisher takes it back, and not another outlet of which the document tells ('The
/// Northbay Globe has retracted a report'), where that outlet does so itself in the pile.
pub(super) fn is_own(view: &View, n: usize, sentence: Span, it: &Withdrawn) -> bool {
    let pile = view.pile;
    let document = &pile.documents[n];
    if it.wrong.is_some() || document.outlet.is_none() {
        return true;
    }
    let named = pile.press().first_in(&document.text, sentence);
    let named = named.filter(|(at, _)| sentence.contains(*at));
    named.is_none_or(|(_, name)| {
        let credit = document.credit.as_deref();
        let own = is_own_outlet(pile, n, name);
        own || credit.is_some_and(|credit| same_outlet(credit, name)) || !says_so(view, name)
    })
}

/// A document of the outlet itself takes something back.
fn says_so(view: &View, outlet: &str) -> bool {
    let mut own = view.published_by(outlet).iter();
    own.any(|&n| !view.pile.taken_back(n).is_empty())
}

fn row(view: &View, story: &[usize], n: usize, sentence: Span, it: &Withdrawn) -> Withdrawal {
    let document = &view.pile.documents[n];
    let excerpt = |span: Span| Excerpt::new(span, &document.text);
    let here = view.relations.stories.get(story[n]);
    let others = told_in(view, here, n);
    let carriers = match it.wrong {
        Some(wrong) => {
            let words = Words::new(view, n, sentence, wrong);
            let sentences = others.iter().flat_map(|&other| words.carried(view, other));
            let taken = |p: &Pointer| is_downstream(view, n, p.document.as_str());
            sentences.map(|p| carrier(view, taken(&p), p)).collect()
        }
        None => others
            .iter()
            .filter_map(|&other| recalled(view, n, other))
            .collect(),
    };
    Withdrawal {
        id: ident::id("w", [document.id.as_str(), &sentence.start.to_string()]),
        story: here.map_or(CompactString::default(), |s| s.id.clone()),
        document: document.id.clone(),
        excerpt: excerpt(sentence),
        wrong: it.wrong.map(excerpt),
        right: it.right.map(excerpt),
        carriers,
        rule: it.rule.into(),
    }
}

/// The other documents of a story, and those of the stories that it refers to or that refer to it: a
/// correction may come with the next report.
fn told_in(view: &View, story: Option<&Story>, n: usize) -> Vec<usize> {
    let Some(story) = story else {
        return Vec::new();
    };
    let links = view.relations.story_links.iter();
    let linked = links.filter_map(|link| match (link.from == story.id, link.to == story.id) {
        (true, _) => Some(&link.to),
        (_, true) => Some(&link.from),
        _ => None,
    });
    let linked: BTreeSet<&CompactString> = linked.collect();
    let stories = view.relations.stories.iter();
    let linked = stories.filter(|s| linked.contains(&s.id));
    let documents = std::iter::once(story)
        .chain(linked)
        .flat_map(|s| &s.documents);
    let others = documents.filter_map(|d| view.index.get(d.as_str()).copied());
    others.filter(|&other| other != n).collect()
}

fn carrier(view: &View, downstream: bool, at: Pointer) -> Carrier {
    let n = view.index.get(at.document.as_str()).copied().unwrap_or(0);
    Carrier {
        excerpt: Excerpt::new(at.span, &view.pile.documents[n].text),
        document: at.document,
        downstream,
    }
}

/// What is withdrawn, as compared.
struct Words<'a> {
    /// Stems of the withdrawn words without its values.
    content: BTreeSet<CompactString>,
    /// Stems of the rest of the correction's sentence.
    around: BTreeSet<CompactString>,
    quantities: Vec<&'a Quantity>,
    times: Vec<&'a TimeExpression>,
    names: BTreeSet<CompactString>,
}

impl<'a> Words<'a> {
    fn new(view: &View<'a>, n: usize, sentence: Span, wrong: Span) -> Self {
        let annotations = &view.pile.annotations[n];
        let text = &view.pile.documents[n].text;
        let inside = |span: Span| wrong.contains(span);
        let quantities = annotations.quantities.iter();
        let times = annotations.times.iter();
        let mentions = annotations.mentions_at(wrong).iter();
        let names = mentions.filter(|m| inside(m.excerpt.span));
        let quantities: Vec<_> = quantities.filter(|q| inside(q.excerpt.span)).collect();
        let times: Vec<_> = times.filter(|t| inside(t.excerpt.span)).collect();
        let values = quantities.iter().map(|q| q.excerpt.span);
        let values: Vec<Span> = values.chain(times.iter().map(|t| t.excerpt.span)).collect();
        let is_value = |span: Span| values.iter().any(|v| v.overlaps(span));
        let words = fold(text, sentence);
        let content = |inside: bool| {
            let own = words.iter().filter(|w| !is_value(w.span));
            content_stems(own.filter(|w| wrong.contains(w.span) == inside))
        };
        Words {
            content: content(true),
            around: content(false),
            names: names.map(|m| m.excerpt.text.to_lowercase()).collect(),
            quantities,
            times,
        }
    }

    /// Sentences of another document that carry the withdrawn words.
    fn carried(&self, view: &View, other: usize) -> Vec<Pointer> {
        let (document, annotations) = (&view.pile.documents[other], &view.pile.annotations[other]);
        let stands = |s: &&Span| {
            let role = document.role_at(s.start);
            role.is_some_and(Role::is_article) && role != Some(Role::Correction)
        };
        let sentences = annotations.sentences.iter().filter(stands);
        sentences
            .filter(|s| self.has_values(&document.text, annotations, **s))
            .filter(|s| self.has_content(&document.text, **s))
            .map(|s| Pointer::new(&document.id, s.trim(&document.text)))
            .collect()
    }

    fn has_values(&self, text: &str, annotations: &Annotations, sentence: Span) -> bool {
        let words = sentence.of(text).to_lowercase();
        let counted = |q: &Quantity| q.counted.as_deref().map(|c| stem(c).to_string());
        let quantity = |q: &&Quantity| {
            let same = |o: &Quantity| (o.low, o.high, counted(o)) == (q.low, q.high, counted(q));
            let mut here = annotations.quantities.iter();
            here.any(|o| sentence.contains(o.excerpt.span) && same(o))
        };
        let time = |t: &&TimeExpression| {
            let mut here = annotations.times.iter();
            here.any(|o| sentence.contains(o.excerpt.span) && o.value == t.value)
        };
        self.quantities.iter().all(quantity)
            && self.times.iter().all(time)
            && self.names.iter().all(|name| words.contains(name.as_str()))
    }

    fn has_content(&self, text: &str, sentence: Span) -> bool {
        let here = content_stems(&fold(text, sentence));
        let has_value =
            !(self.quantities.is_empty() && self.times.is_empty() && self.names.is_empty());
        let shared = self.content.intersection(&here).count();
        let most = shared as f64 >= CARRIED * self.content.len() as f64;
        let is_counted = self.quantities.iter().any(|q| q.counted.is_some());
        match has_value {
            // As many of the same things, in a story of the same event.
            true if is_counted => shared > 0 || most,
            // A bare value is told by what stands around it.
            true if self.content.len() < AROUND => {
                shared + self.around.intersection(&here).count() >= AROUND
            }
            true => most,
            false => most && shared > AROUND,
        }
    }
}

/// Document `other` took, by any number of shown or likely steps, from document `n` or another of
/// the same outlet.
fn is_downstream(view: &View, n: usize, other: &str) -> bool {
    let Some(&other) = view.index.get(other) else {
        return false;
    };
    let outlet = |d: usize| view.pile.documents[d].outlet.as_deref();
    let is_source = |d: usize| {
        let both = outlet(n).zip(outlet(d));
        d == n || both.is_some_and(|(a, b)| same_outlet(a, b))
    };
    !is_source(other) && view.sources_of(other).into_iter().any(is_source)
}

/// What a document still carries of a report that document `n` recalls whole.
fn recalled(view: &View, n: usize, other: usize) -> Option<Carrier> {
    let id = view.pile.documents[other].id.as_str();
    // Who tells that it was recalled carries it no more.
    let mut told = view.pile.taken_back(other).iter();
    if !is_downstream(view, n, id) || told.any(|(_, it)| it.wrong.is_none()) {
        return None;
    }
    let edges = view
        .relations
        .lineage
        .iter()
        .filter(|e| e.to.as_str() == id);
    let evidence = edges
        .flat_map(|e| &e.evidence)
        .find(|p| p.document.as_str() == id);
    evidence.map(|p| carrier(view, true, p.clone()))
}
