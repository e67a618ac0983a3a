//! Words that an outlet took back, and who still carries them.
//!
//! A correction names what was wrong. A sentence elsewhere carries it when it has the same numbers,
//! times and names, and most of what the correction says about them. Whether its document took it
//! from the one that corrects is a matter of lineage, and shown as such.

mod words;

use super::lineage::{View, is_before, is_own_outlet};
use super::{ident, press};
use crate::lexicon::outlet_name::{calls_itself, listed};
use crate::lexicon::same_outlet::{canonical, same_outlet};
use crate::lexicon::withdrawal::{self, Withdrawn};
use crate::model::*;
use compact_str::CompactString;
use std::collections::{BTreeMap, BTreeSet};
use words::Words;

/// Sentences at the head of a document in which a whole report may be recalled.
const HEAD: usize = 3;

/// Rule of corrections that say what they correct and give no values.
const MISSTATED: &str = "misstated";

/// Withdrawals, in order of the documents that make them.
pub(crate) fn find(view: &View) -> Vec<Withdrawal> {
    let story = super::collation::story_of(view.pile, view.relations);
    let outside = outside(view);
    let found = |n: usize, _: &Document| of_document(view, &outside, &story, n);
    view.pile.workers.flat_map(&view.pile.documents, found)
}

/// Documents by the sources outside the pile on which they rest, at least likely.
fn outside<'a>(view: &View<'a>) -> BTreeMap<&'a str, Vec<usize>> {
    let mut found: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let edges = view.relations.lineage.iter();
    for edge in edges.filter(|e| !e.from_document && e.confidence >= Confidence::Likely) {
        let document = view.index.get(edge.to.as_str()).copied();
        found.entry(&edge.from).or_default().extend(document);
    }
    found
}

fn of_document(
    view: &View,
    outside: &BTreeMap<&str, Vec<usize>>,
    story: &[usize],
    n: usize,
) -> Vec<Withdrawal> {
    let rows = view.pile.taken_back(n);
    let of_outlets = rows.iter().enumerate().filter_map(|(at, (sentence, it))| {
        let source = Source::new(view, outside, n, &whose(view, n, *sentence, it))?;
        // Of two in one sentence the second is told apart by its own place.
        let again = at > 0 && rows[at - 1].0 == *sentence;
        let place = it.wrong.filter(|_| again).unwrap_or(*sentence);
        Some(row(view, story, n, (*sentence, place, it), &source))
    });
    of_outlets.collect()
}

/// The sentences of a document that take something back, with what: to be asked of the pile.
pub(super) fn taken_back(document: &Document, annotations: &Annotations) -> Vec<(Span, Withdrawn)> {
    let role = |s: &Span| document.role_at(s.start);
    let mut head = 0;
    let mut found = Vec::new();
    for (at, sentence) in annotations.sentences.iter().enumerate() {
        head += usize::from(role(sentence).is_some_and(Role::is_article));
        let withdrawn = match role(sentence) {
            Some(Role::Correction) => {
                let next = annotations.sentences.get(at + 1);
                let next = next.filter(|next| role(next) == Some(Role::Correction));
                corrected(&document.text, *sentence, next)
            }
            _ if head <= HEAD => Vec::from_iter(withdrawal::recall(&document.text, *sentence)),
            _ => Vec::new(),
        };
        found.extend(withdrawn.into_iter().map(|it| (*sentence, it)));
    }
    found
}

/// What a sentence of a correction takes back; the next may say what stands instead, or give both.
fn corrected(text: &str, sentence: Span, next: Option<&Span>) -> Vec<Withdrawn> {
    let mut found = withdrawal::find_all(text, sentence);
    let [one] = &mut found[..] else {
        return found;
    };
    let silent = one.wrong.is_some() && one.right.is_none();
    let Some(next) = next.filter(|_| silent) else {
        return found;
    };
    match withdrawal::find(text, *next) {
        // 'misspelled two names. They are …, not …'
        Some(closer) if one.rule == MISSTATED && closer.right.is_some() => Vec::new(),
        Some(_) => found,
        None => {
            one.right = withdrawal::put_right(text, *next);
            found
        }
    }
}

/// Whose words are taken back.
enum Whose {
    /// Those of the document's own publisher.
    Own,
    /// Those of another outlet, of which the document tells.
    Outlet(String),
    /// Those of no outlet: a ministry takes back its report on a dam.
    Nobody,
}

fn whose(view: &View, n: usize, sentence: Span, it: &Withdrawn) -> Whose {
    if it.wrong.is_some() {
        return Whose::Own;
    }
    let Some(by) = it.by else {
        // 'We have withdrawn the report', a minister says.
        return match is_quoted(&view.pile.annotations[n], it.said) {
            true => Whose::Nobody,
            false => Whose::Own,
        };
    };
    match named(view, n, sentence, by) {
        None => Whose::Nobody,
        Some(name) if is_publisher(view, n, &name) => Whose::Own,
        Some(name) => Whose::Outlet(name),
    }
}

/// The publisher of document `n` takes the words back itself.
pub(super) fn is_own(view: &View, n: usize, sentence: Span, it: &Withdrawn) -> bool {
    matches!(whose(view, n, sentence, it), Whose::Own)
}

fn is_quoted(annotations: &Annotations, said: Span) -> bool {
    let marked = annotations.quotations.iter();
    let mut marked = marked.filter(|q| !q.kind.is_retold());
    marked.any(|q| q.contents.iter().any(|c| c.span.contains(said)))
}

fn is_publisher(view: &View, n: usize, name: &str) -> bool {
    let credit = view.pile.documents[n].credit.as_deref();
    is_own_outlet(view.pile, n, name) || credit.is_some_and(|credit| same_outlet(credit, name))
}

/// The outlet that the words at `by` name: by a name of the press of this pile, a listed one, the
/// short name of a publisher, or as 'the paper', of which the sentence gives the name.
fn named(view: &View, n: usize, sentence: Span, by: Span) -> Option<String> {
    let (text, press) = (&view.pile.documents[n].text, view.pile.press());
    let words = by.of(text);
    if press::is_bare(words) {
        return press.first_in(text, sentence).map(|(_, name)| name.into());
    }
    // The run of capitals may begin before the name: 'On Friday Northline'.
    let at_end = |(at, name): (Span, &str)| (at.end == by.end).then(|| name.to_string());
    let found = press.first_in(text, by).and_then(at_end);
    let bare = canonical(words);
    let mut publishers = view.outlets.values().filter_map(|d| d.first());
    found.or_else(|| {
        let known = listed(bare).is_some()
            || press.is_source(bare)
            || publishers.any(|&d| is_own_outlet(view.pile, d, bare));
        known.then(|| bare.to_string())
    })
}

/// An outlet that takes words back, inside the pile and outside.
struct Source {
    documents: BTreeSet<usize>,
    /// Documents that name it as a source outside the pile.
    named: BTreeSet<usize>,
}

impl Source {
    /// The source of the words that document `n` takes back; `None` when it is no outlet.
    fn new(
        view: &View,
        outside: &BTreeMap<&str, Vec<usize>>,
        n: usize,
        whose: &Whose,
    ) -> Option<Self> {
        let outlet = match whose {
            Whose::Own => view.pile.documents[n].outlet.as_deref(),
            Whose::Outlet(name) => Some(name.as_str()),
            Whose::Nobody => return None,
        };
        let of_outlet = |name: &str| {
            let own = view.outlets.values();
            let own = own.filter(|d| {
                d.first()
                    .is_some_and(|&d| is_own_outlet(view.pile, d, name))
            });
            own.flatten().copied().collect()
        };
        let mut documents: BTreeSet<usize> = outlet.map(of_outlet).unwrap_or_default();
        documents.extend(matches!(whose, Whose::Own).then_some(n));
        let is = |from: &str| {
            outlet.is_some_and(|name| same_outlet(from, name) || calls_itself(from, name))
        };
        let naming = outside.iter().filter(|(from, _)| is(from));
        Some(Source {
            named: naming.flat_map(|(_, takers)| takers).copied().collect(),
            documents,
        })
    }

    /// Document `other` took from the source, by any number of shown or likely steps. What came after
    /// the notice `past` and took from the notice alone knows of the recall.
    fn feeds(&self, view: &View, other: usize, past: Option<usize>) -> bool {
        let past = past.filter(|&notice| is_before(view, notice, other));
        let ways = view.sources_of(other, past);
        let begins = |d: &usize| self.documents.contains(d) || self.named.contains(d);
        !self.documents.contains(&other) && (self.named.contains(&other) || ways.iter().any(begins))
    }
}

fn row(
    view: &View,
    story: &[usize],
    n: usize,
    (sentence, place, it): (Span, Span, &Withdrawn),
    source: &Source,
) -> Withdrawal {
    let document = &view.pile.documents[n];
    let excerpt = |span: Span| Excerpt::new(span, &document.text);
    let here = view.relations.stories.get(story[n]);
    let others = told_in(view, here, n);
    let others = others.into_iter();
    let carriers = match it.wrong {
        Some(wrong) => {
            let words = Words::new(view, n, sentence, wrong, it.right);
            others
                .flat_map(|other| words.carried(view, other, source.feeds(view, other, None)))
                .collect()
        }
        None => others
            .filter(|&other| source.feeds(view, other, Some(n)))
            .filter_map(|other| recalled(view, other))
            .collect(),
    };
    Withdrawal {
        id: ident::id("w", [document.id.as_str(), &place.start.to_string()]),
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

/// What a document that took from whoever recalls a whole report still carries of it; nothing when it
/// tells of the recall itself.
fn recalled(view: &View, other: usize) -> Option<Carrier> {
    let document = &view.pile.documents[other];
    let mut told = view.pile.taken_back(other).iter();
    let tells = told.any(|(sentence, it)| {
        it.wrong.is_none() && !matches!(whose(view, other, *sentence, it), Whose::Nobody)
    });
    let edges = view.relations.lineage.iter();
    let taken = edges.filter(|e| !tells && e.to == document.id);
    let evidence = taken
        .flat_map(|e| e.evidence.iter())
        .find(|p| p.document == document.id)?;
    Some(Carrier {
        document: document.id.clone(),
        excerpt: Excerpt::new(evidence.span, &document.text),
        downstream: true,
    })
}
