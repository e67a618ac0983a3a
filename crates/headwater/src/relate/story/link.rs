//! Follow-up and background links between stories.
//!
//! A link rests on a sentence that refers back ('the previous message', 'Monday's collision') and
//! whose telling words stand in the documents of an earlier story. The rules are data.

use super::reference_day::fits_days;
use crate::lexicon;
use crate::lexicon::pattern::Sieve;
use crate::lexicon::stock::is_tip_line;
use crate::model::{Annotations, LinkKind, Pointer, Span, Story, StoryLink};
use crate::relate::Pile;
use crate::relate::terms::{Marks, Term, TermMap, Terms, Word};
use compact_str::format_compact;
use regex::{Regex, RegexSet};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

/// Documents that one word leads to: its first holders.
const HOLDERS: usize = 400;
/// Words that the sentence and the earlier story share.
const MIN_WORDS: usize = 3;
/// What these words must tell, in nats.
const MIN_RARITY: f64 = 10.0;
/// Share of what the sentence tells that the earlier story must hold.
const MIN_SHARE: f64 = 0.33;
/// What the names among them must tell: one that a few documents of a large pile hold, or two.
const MIN_NAMES: f64 = 6.0;
/// The same in a small pile, where no name can tell so much: of what a name in one document tells there.
const MIN_NAMES_SMALL: f64 = 1.2;
/// Words of the earlier story that hold them in one place: a list of many events holds all words.
const PLACE: usize = 150;
/// Words of a document whose names show that two stories have the same actors.
const OPENING: usize = 80;
/// Sentences shown for one link.
const SHOWN: usize = 5;

#[derive(Deserialize)]
struct Data {
    rule: Vec<Rule>,
    #[serde(flatten)]
    lists: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct Rule {
    name: String,
    pattern: String,
    /// What the sentence must not say.
    unless: Option<String>,
    #[cfg_attr(not(test), allow(dead_code, reason = "read by the test of the rules"))]
    cases: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code, reason = "read by the test of the rules"))]
    others: Vec<String>,
}

struct BackReferences {
    rules: Vec<Rule>,
    patterns: RegexSet,
    /// By rule, what the sentence must not say.
    unless: Vec<Option<Regex>>,
    sieve: Sieve,
}

impl BackReferences {
    fn holds(&self, rule: usize, sentence: &str) -> bool {
        let barred = self.unless[rule].as_ref();
        !barred.is_some_and(|unless| unless.is_match(sentence))
    }
}

static BACK_REFERENCES: LazyLock<BackReferences> = LazyLock::new(|| {
    let file = include_str!("../../../lang/en/back_reference.toml");
    let data: Data = lexicon::data("en/back_reference.toml", file);
    let fill = |pattern: &String| {
        let insert = |pattern: String, (name, words): (&String, &Vec<String>)| {
            pattern.replace(&format!("{{{name}}}"), &format!("(?:{})", words.join("|")))
        };
        format!("(?i){}", data.lists.iter().fold(pattern.clone(), insert))
    };
    let patterns: Vec<String> = data.rule.iter().map(|rule| fill(&rule.pattern)).collect();
    let barred = |rule: &Rule| {
        let pattern = fill(rule.unless.as_ref()?);
        Some(Regex::new(&pattern).unwrap_or_else(|e| panic!("lang/en/back_reference.toml: {e}")))
    };
    let unless = data.rule.iter().map(barred).collect();
    let sieve = Sieve::new(patterns.iter().map(String::as_str));
    let patterns = RegexSet::new(patterns);
    BackReferences {
        sieve,
        patterns: patterns.unwrap_or_else(|error| panic!("lang/en/back_reference.toml: {error}")),
        unless,
        rules: data.rule,
    }
});

/// The first rule by which a sentence refers back.
fn refers_back(sentence: &str) -> Option<&'static str> {
    // Few sentences refer back: whether any rule matches is sooner told than which.
    if !BACK_REFERENCES.sieve.passes(sentence) {
        return None;
    }
    let matches = BACK_REFERENCES.patterns.matches(sentence);
    let first = matches
        .iter()
        .find(|&rule| BACK_REFERENCES.holds(rule, sentence))?;
    Some(&BACK_REFERENCES.rules[first].name)
}

/// A sentence that refers back.
struct Reference {
    document: usize,
    span: Span,
    rule: &'static str,
}

/// What speaks for one link.
#[derive(Default)]
struct Found {
    score: f64,
    rule: &'static str,
    evidence: Vec<Pointer>,
    same_actors: bool,
}

/// Links from later stories to those that they refer to, in order of `from` and `to`.
pub fn links(pile: &Pile, terms: &Terms, stories: &[Story]) -> Vec<StoryLink> {
    let story_of = story_of(pile, stories);
    let mut members = vec![Vec::new(); stories.len()];
    for (document, &story) in story_of.iter().enumerate() {
        if let Some(members) = members.get_mut(story) {
            members.push(document);
        }
    }
    let references = references(pile);
    let tellers = tellers(terms, &references, &story_of, stories);
    let refers =
        |_, reference: &Reference| [referred(terms, reference, &tellers, &story_of, stories)];
    let referred = pile.workers.flat_map(&references, refers);
    let mut found: BTreeMap<(usize, usize), Found> = BTreeMap::new();
    for (reference, referred) in references.iter().zip(referred) {
        let from = story_of[reference.document];
        let fits = |&(to, _): &(usize, f64)| {
            let times = pile.annotations[reference.document].times_at(reference.span);
            let days = fits_days(times, &pile.documents[reference.document], &stories[to]);
            days && stands_in_one_place(pile, terms, reference, &members[to])
        };
        let Some((to, score)) = referred.filter(fits) else {
            continue;
        };
        let id = &pile.documents[reference.document].id;
        let link = found.entry((from, to)).or_default();
        if score > link.score {
            (link.score, link.rule) = (score, reference.rule);
        }
        link.evidence.push(Pointer::new(id, reference.span));
        link.same_actors |= same_actors(terms, reference.document, &members[to]);
    }
    let scores: BTreeMap<_, f64> = found
        .iter()
        .map(|(pair, link)| (*pair, link.score))
        .collect();
    let is_stronger = |&(from, to): &(usize, usize), score: f64| {
        let back = scores.get(&(to, from)).copied().unwrap_or(0.0);
        score > back || score == back && from < to
    };
    found.retain(|pair, link| is_stronger(pair, link.score));
    found
        .into_iter()
        .map(|((from, to), link)| row(&stories[from], &stories[to], link))
        .collect()
}

fn row(from: &Story, to: &Story, mut found: Found) -> StoryLink {
    found.evidence.sort();
    found.evidence.truncate(SHOWN);
    StoryLink {
        from: from.id.clone(),
        to: to.id.clone(),
        kind: if found.same_actors {
            LinkKind::FollowUp
        } else {
            LinkKind::Background
        },
        evidence: found.evidence,
        rule: format_compact!("back-reference: {}", found.rule),
    }
}

/// Index of the story of every document.
pub fn story_of(pile: &Pile, stories: &[Story]) -> Vec<usize> {
    let ids: HashMap<_, _> = (stories.iter().enumerate())
        .flat_map(|(n, story)| story.documents.iter().map(move |id| (id, n)))
        .collect();
    pile.documents
        .iter()
        .map(|d| ids.get(&d.id).copied().unwrap_or(usize::MAX))
        .collect()
}

fn references(pile: &Pile) -> Vec<Reference> {
    let of_document = |document: usize, annotations: &Annotations| {
        let text = &pile.documents[document].text;
        let reference = |&span: &Span| {
            let rule = refers_back(span.of(text))?;
            // 'Anyone with information about Sunday's fire' stands below every report of a fire.
            (!is_tip_line(span.of(text))).then_some(())?;
            Some(Reference {
                document,
                span,
                rule,
            })
        };
        let sentences = annotations.sentences.iter();
        sentences.filter_map(reference).collect::<Vec<_>>()
    };
    pile.workers.flat_map(&pile.annotations, of_document)
}

/// Content words of a sentence, each once.
fn content(terms: &Terms, document: usize, span: Span) -> Vec<Term> {
    let words = terms.words_in(document, span).iter();
    let mut content: Vec<Term> = words
        .filter(|w| w.is(Marks::CONTENT))
        .map(|w| w.term)
        .collect();
    content.sort_unstable();
    content.dedup();
    content
}

/// For each word of a sentence that refers back the stories that hold it, in order, each with the
/// share of its documents that do.
fn tellers(
    terms: &Terms,
    references: &[Reference],
    story_of: &[usize],
    stories: &[Story],
) -> TermMap<Vec<(usize, f64)>> {
    let mut holders: TermMap<Vec<usize>> = TermMap::default();
    for reference in references {
        for term in content(terms, reference.document, reference.span) {
            holders.entry(term).or_default();
        }
    }
    for document in 0..terms.len() {
        for word in terms.words(document) {
            let Some(known) = holders.get_mut(&word.term) else {
                continue;
            };
            if known.last() != Some(&document) && known.len() < HOLDERS {
                known.push(document);
            }
        }
    }
    let shares = |documents: Vec<usize>| -> Vec<(usize, f64)> {
        let mut told: Vec<usize> = documents.iter().map(|&d| story_of[d]).collect();
        told.sort_unstable();
        let runs = told.chunk_by(|a, b| a == b);
        let share = |run: &[usize]| {
            let all = stories.get(run[0]).map_or(1, |story| story.documents.len());
            (run[0], run.len() as f64 / all as f64)
        };
        runs.map(share).collect()
    };
    let tellers = holders.into_iter();
    tellers.map(|(term, held)| (term, shares(held))).collect()
}

/// The story that holds most of what the sentence tells, if that is enough, and how much.
fn referred(
    terms: &Terms,
    reference: &Reference,
    tellers: &TermMap<Vec<(usize, f64)>>,
    story_of: &[usize],
    stories: &[Story],
) -> Option<(usize, f64)> {
    let from = story_of[reference.document];
    let words = content(terms, reference.document, reference.span);
    let total: f64 = words.iter().map(|&term| terms.rarity(term)).sum();
    let told = words.iter().flat_map(|term| {
        let tells = terms.rarity(*term);
        let tellers = tellers.get(term).into_iter().flatten();
        tellers.map(move |&(story, share)| (story, share * tells))
    });
    let mut told: Vec<(usize, f64)> = told.filter(|(story, _)| *story != from).collect();
    // Stable, so that sums do not depend on anything but the order of the words.
    told.sort_by_key(|(story, _)| *story);
    let runs = told.chunk_by(|a, b| a.0 == b.0);
    let held = runs.map(|run| {
        (
            run[0].0,
            run.iter().map(|(_, tells)| tells).sum(),
            run.len(),
        )
    });
    let earlier = |&(to, _, _): &(usize, f64, usize)| {
        let both = stories.get(to).zip(stories.get(from));
        both.is_some_and(|(to, from)| is_earlier(to, from))
    };
    let best = held
        .filter(earlier)
        .max_by(|x, y| x.1.total_cmp(&y.1).then(y.0.cmp(&x.0)));
    let (to, score, shared) = best?;
    let enough = shared >= MIN_WORDS && score >= MIN_RARITY && score >= MIN_SHARE * total;
    enough.then_some((to, score))
}

/// One document of the earlier story holds what the sentence tells in one place, rare names among it.
fn stands_in_one_place(
    pile: &Pile,
    terms: &Terms,
    reference: &Reference,
    members: &[usize],
) -> bool {
    let wanted = content(terms, reference.document, reference.span);
    let names = names(pile, terms, reference);
    let least = MIN_NAMES.min(MIN_NAMES_SMALL * terms.rarest());
    let enough = |told: &BTreeSet<Term>| {
        let tells = |named: bool| -> f64 {
            let some = told.iter().filter(|t| !named || names.contains(t));
            some.map(|&term| terms.rarity(term)).sum()
        };
        told.len() >= MIN_WORDS && tells(false) >= MIN_RARITY && tells(true) >= least
    };
    members.iter().any(|&document| {
        let words = terms.words(document);
        let held = |part: &[Word]| -> BTreeSet<Term> {
            let told = part.iter().map(|w| w.term);
            told.filter(|term| wanted.binary_search(term).is_ok())
                .collect()
        };
        // Neighbouring places overlap by half.
        (0..words.len())
            .step_by(PLACE / 2)
            .any(|at| enough(&held(&words[at..words.len().min(at + PLACE)])))
    })
}

/// Words of the sentence with a capital that are no part of a date.
fn names(pile: &Pile, terms: &Terms, reference: &Reference) -> BTreeSet<Term> {
    let times = pile.annotations[reference.document].times_at(reference.span);
    let dated = |w: &Word| times.iter().any(|t| t.excerpt.span.overlaps(w.span()));
    let words = terms.words_in(reference.document, reference.span).iter();
    let named = words.filter(|w| w.is(Marks::NAME) && w.is(Marks::CONTENT) && !dated(w));
    named.map(|w| w.term).collect()
}

/// A day shows `a`, and nothing that it came after `b`; of two without a day none is the earlier.
fn is_earlier(a: &Story, b: &Story) -> bool {
    match (&a.earliest, &b.earliest) {
        (Some(a), Some(b)) => a <= b,
        (None, None) => false,
        _ => true,
    }
}

/// The opening of the document and of one of the story's documents share a name.
fn same_actors(terms: &Terms, document: usize, members: &[usize]) -> bool {
    let opening = |document: usize| {
        let words = &terms.words(document)[..terms.words(document).len().min(OPENING)];
        words.iter().filter(|w: &&Word| w.is(Marks::NAME))
    };
    members
        .iter()
        .any(|&other| opening(other).any(|w| opening(document).any(|own| own.term == w.term)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_finds_its_cases_and_leaves_the_others() {
        for (n, rule) in BACK_REFERENCES.rules.iter().enumerate() {
            assert!(
                !rule.cases.is_empty() && !rule.others.is_empty(),
                "{} has no case",
                rule.name
            );
            let holds = |text: &String| {
                BACK_REFERENCES.patterns.matches(text).matched(n) && BACK_REFERENCES.holds(n, text)
            };
            for text in &rule.cases {
                assert!(holds(text), "{}: {text}", rule.name);
            }
            for text in &rule.others {
                assert!(!holds(text), "{}: {text}", rule.name);
            }
        }
    }
}
