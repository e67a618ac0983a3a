//! Edges from documents of the pile that another document cites.

use super::View;
use super::credit::Credit;
use super::nameless::{Own, shows, speaks_of};
use crate::lexicon::fold::{fold, stem};
use crate::lexicon::same_outlet;
use crate::model::{Confidence, Day, LineageEdge, LineageKind, Span};
use crate::relate::terms::{self, Term};
use compact_str::{CompactString, ToCompactString};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Sentences of the cited document that are compared with the citing words at once.
const WINDOW: usize = 2;
/// Share of the citing words' content that the cited document must have, its outlet being known.
const NAMED: f64 = 0.3;
/// The same when a number is among what they share.
const NAMED_AND_NUMBER: f64 = 0.2;
/// The same when the page of the cited document does not name its outlet.
const NAMELESS: f64 = 0.5;
/// Content words below which nothing is recognised, its outlet being known.
const NAMED_CONTENT: usize = 2;
/// The same for a page that names no outlet.
const NAMELESS_CONTENT: usize = 6;

/// A citation whose source is a document of the pile.
pub(crate) struct Citation {
    /// Cited document.
    pub from: usize,
    /// The words in it.
    pub cited: Span,
    /// Citing document.
    pub to: usize,
    /// The words there.
    pub citing: Span,
    /// The source as named.
    pub source: String,
    /// The cited document's page names that outlet.
    pub named: bool,
    /// Where the source is named.
    pub credit: Span,
    /// Share of the citing content that the cited words have.
    pub share: f64,
    /// Content of the cited words beyond that: of two reports of one outlet the nearer has less.
    beyond: usize,
}

pub fn edges(view: &View) -> Vec<LineageEdge> {
    citations(view)
        .iter()
        .map(|citation| edge(view, citation))
        .collect()
}

fn edge(view: &View, citation: &Citation) -> LineageEdge {
    let percent = (citation.share * 100.0).round();
    let sure = match citation.named {
        true => format!("whose page names {}", citation.source),
        false => "whose page names no outlet, so the link is likely, not sure".to_string(),
    };
    LineageEdge {
        id: CompactString::default(),
        from: view.pile.documents[citation.from].id.to_compact_string(),
        from_document: true,
        to: view.pile.documents[citation.to].id.clone(),
        collation: None,
        kind: LineageKind::Credited,
        directed: true,
        confidence: if citation.named {
            Confidence::Shown
        } else {
            Confidence::Likely
        },
        evidence: Arc::new([
            view.pointer(citation.to, citation.credit),
            view.pointer(citation.to, citation.citing),
            view.pointer(citation.from, citation.cited),
        ]),
        rule: "cited-document".into(),
        reason: format!(
            "{} cites {}; {percent}% of the cited content stands in {}, {sure}",
            view.name(citation.to),
            citation.source,
            view.name(citation.from)
        )
        .into(),
    }
}

/// Every citation of an outlet that can be traced to a document of the same or a linked story, or
/// to one that shares a passage with it.
pub(crate) fn citations(view: &View) -> Vec<Citation> {
    let near = Neighbours::new(view);
    let told: Vec<OnceCell<Told>> = vec![OnceCell::new(); view.pile.documents.len()];
    let mut found = Vec::new();
    for (to, credits) in view.credits.iter().enumerate() {
        for credit in credits.iter().filter(|credit| !credit.is_whole()) {
            let candidates = near
                .of(to)
                .filter(|&from| from != to && !is_later(view, from, to));
            let all = candidates.filter_map(|from| citation(view, &told[from], (from, to), credit));
            let best = all.max_by(|a, b| {
                a.named
                    .cmp(&b.named)
                    .then(a.share.total_cmp(&b.share))
                    .then(b.beyond.cmp(&a.beyond))
                    .then(b.from.cmp(&a.from))
            });
            // Where the nearest page is another's, the next is hardly the source.
            found.extend(
                best.filter(|c| match shows(view, (c.from, c.cited), &c.source) {
                    _ if c.named => true,
                    Own::Signed => true,
                    Own::Silent => {
                        let other = !near.are_of_one_story(c.from, to);
                        other
                            && !gives_other_numbers(view, c)
                            && !has_rival(view, &near, &told, c, credit)
                    }
                    Own::Others => false,
                }),
            );
        }
    }
    without_circles(found)
}

/// Both sides give numbers, and none is the same.
fn gives_other_numbers(view: &View, citation: &Citation) -> bool {
    let cited = numbers(view, citation.from, citation.cited);
    let citing = numbers(view, citation.to, citation.citing);
    !cited.is_empty() && !citing.is_empty() && cited.is_disjoint(&citing)
}

/// Another page nearby tells what a silent one is taken to be cited for and does not have it from the
/// source either: then nothing shows which of them is meant.
fn has_rival(
    view: &View,
    near: &Neighbours,
    told: &[OnceCell<Told>],
    citation: &Citation,
    credit: &Credit,
) -> bool {
    let (from, to) = (citation.from, citation.to);
    let citing = stems(view, to, credit.scope, Some(credit.naming));
    let tells = |n: usize| {
        let told = told[n].get_or_init(|| told_by(view, n));
        let sentences = &view.pile.annotations[n].sentences;
        best_window(sentences, told, &citing).is_some_and(|best| best.share >= NAMELESS)
    };
    let mut others = near.of(to).filter(|&n| n != from && n != to);
    others.any(|n| tells(n) && !speaks_of(view, n, &citation.source))
}

/// Two pages that name no outlet and seem each to cite the other both took from a third.
fn without_circles(found: Vec<Citation>) -> Vec<Citation> {
    let nameless = found.iter().filter(|c| !c.named);
    let ways: BTreeSet<(usize, usize)> = nameless.map(|c| (c.from, c.to)).collect();
    let is_sure = |c: &Citation| c.named || !ways.contains(&(c.to, c.from));
    found.into_iter().filter(is_sure).collect()
}

/// What each sentence of a document tells: its content stems, sorted.
type Told = Vec<Vec<Term>>;

fn told_by(view: &View, n: usize) -> Told {
    let sentences = view.pile.annotations[n].sentences.iter();
    let told = sentences.map(|&sentence| stems(view, n, sentence, None));
    told.collect()
}

fn citation(
    view: &View,
    told: &OnceCell<Told>,
    (from, to): (usize, usize),
    credit: &Credit,
) -> Option<Citation> {
    let source = &credit.from;
    let outlet = view.pile.documents[from].outlet.as_deref();
    let named = outlet.is_some_and(|outlet| same_outlet::same_outlet(outlet, source));
    let may_be_nameless = outlet.is_none() && credit.is_press;
    if !named && !may_be_nameless {
        return None;
    }
    let sentences = &view.pile.annotations[from].sentences;
    let told = told.get_or_init(|| told_by(view, from));
    let citing = stems(view, to, credit.scope, Some(credit.naming));
    let (content, least) = if named {
        (NAMED_CONTENT, NAMED)
    } else {
        (NAMELESS_CONTENT, NAMELESS)
    };
    let best = best_window(sentences, told, &citing)?;
    let (cited, share) = (best.span, best.share);
    let same_number = || {
        let held = numbers(view, from, cited);
        let told = numbers(view, to, credit.scope);
        told.iter().any(|number| held.contains(number))
    };
    let least = match named && share < least && same_number() {
        true => NAMED_AND_NUMBER,
        false => least,
    };
    let enough = citing.len() >= content && share >= least;
    (enough && !is_long_before(view, from, to)).then_some(Citation {
        from,
        cited,
        to,
        citing: credit.scope,
        source: source.clone(),
        named,
        credit: credit.evidence.unwrap_or(credit.scope),
        share,
        beyond: best.beyond,
    })
}

/// The page is older than what is cited the day after, or the week.
fn is_long_before(view: &View, from: usize, to: usize) -> bool {
    const DAYS: i32 = 90;
    let day = |n: usize| Day::parse(view.pile.documents[n].published.value.as_deref()?);
    matches!((day(from), day(to)), (Some(from), Some(to)) if to.since(from) > DAYS)
}

/// Neighbouring sentences of a document, as compared with citing words.
struct Window {
    span: Span,
    /// Share of the citing words' stems that they hold.
    share: f64,
    /// Stems that they hold beyond those.
    beyond: usize,
}

/// The neighbouring sentences of a document that hold most of the stems.
fn best_window(sentences: &[Span], told: &Told, wanted: &[Term]) -> Option<Window> {
    let end = |first: usize| (first + WINDOW).min(sentences.len());
    let held = |first: usize| {
        let within = &told[first..end(first)];
        let tells = |stem: &&Term| within.iter().any(|s| s.binary_search(stem).is_ok());
        wanted.iter().filter(tells).count()
    };
    let windows = (0..sentences.len()).map(|first| (held(first), first));
    let (held, first) = windows.max_by_key(|&(held, first)| (held, std::cmp::Reverse(first)))?;
    let last = end(first);
    let stems: BTreeSet<&Term> = told[first..last].iter().flatten().collect();
    Some(Window {
        span: sentences[first].cover(sentences[last - 1]),
        share: held as f64 / wanted.len() as f64,
        beyond: stems.len() - held,
    })
}

fn stems(view: &View, n: usize, span: Span, without: Option<Span>) -> Vec<Term> {
    let words = fold(&view.pile.documents[n].text, span);
    let mut stems: Vec<Term> = words
        .iter()
        .filter(|w| w.content && !without.is_some_and(|credit| credit.overlaps(w.span)))
        .map(|w| terms::fold(stem(&w.form)))
        .collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// The numbers in a stretch of a document.
fn numbers(view: &View, n: usize, span: Span) -> BTreeSet<CompactString> {
    let words = fold(&view.pile.documents[n].text, span).into_iter();
    let number = |form: &CompactString| form.starts_with(|c: char| c.is_ascii_digit());
    words.map(|w| w.form).filter(number).collect()
}

fn is_later(view: &View, from: usize, to: usize) -> bool {
    let published = |n: usize| &view.pile.documents[n].published;
    let first = published(from).earliest.as_ref();
    let last = published(to).latest.as_ref();
    matches!((first, last), (Some(first), Some(last)) if first > last)
}

/// Documents of the same story and of stories linked to it, and those that share a passage.
struct Neighbours<'a> {
    story: BTreeMap<usize, &'a str>,
    documents: BTreeMap<&'a str, Vec<usize>>,
    linked: BTreeMap<&'a str, Vec<&'a str>>,
    sharing: BTreeMap<usize, BTreeSet<usize>>,
}

impl<'a> Neighbours<'a> {
    fn new(view: &View<'a>) -> Self {
        let mut near = Neighbours {
            story: BTreeMap::new(),
            documents: BTreeMap::new(),
            linked: BTreeMap::new(),
            sharing: sharing(view),
        };
        for story in &view.relations.stories {
            let members = story
                .documents
                .iter()
                .filter_map(|d| view.index.get(d.as_str()).copied());
            let members: Vec<usize> = members.collect();
            members.iter().for_each(|&n| {
                near.story.insert(n, &story.id);
            });
            near.documents.insert(&story.id, members);
        }
        for link in &view.relations.story_links {
            near.linked.entry(&link.from).or_default().push(&link.to);
            near.linked.entry(&link.to).or_default().push(&link.from);
        }
        near
    }

    /// All pages of one story tell the same: that one does shows nothing.
    fn are_of_one_story(&self, a: usize, b: usize) -> bool {
        self.story.get(&a) == self.story.get(&b)
    }

    fn of(&self, n: usize) -> impl Iterator<Item = usize> + '_ {
        let own = self.story.get(&n).copied();
        let linked = own
            .and_then(|own| self.linked.get(own))
            .into_iter()
            .flatten()
            .copied();
        let stories: BTreeSet<&str> = own.into_iter().chain(linked).collect();
        let sharing = self.sharing.get(&n).into_iter().flatten().copied();
        let near = stories
            .into_iter()
            .filter_map(|s| self.documents.get(s))
            .flatten();
        near.copied()
            .chain(sharing)
            .collect::<BTreeSet<_>>()
            .into_iter()
    }
}

/// By document, those that share words with it outside quotation marks.
fn sharing(view: &View) -> BTreeMap<usize, BTreeSet<usize>> {
    let mut sharing: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for ((a, b), _) in view.shared_runs() {
        sharing.entry(a).or_default().insert(b);
        sharing.entry(b).or_default().insert(a);
    }
    sharing
}
