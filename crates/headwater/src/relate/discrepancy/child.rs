//! Two ages of one child without a name: 'a 7-year-old girl', 'an 8-year-old girl'.

use super::age::in_years;
use super::contrary::{self, Told};
use super::head::DATA;
use super::{Draft, days};
use crate::lexicon::fold::{content_stems, fold};
use crate::model::{Discrepancy, Role, Span};
use crate::relate::collation::story_of;
use crate::relate::lineage::View;
use compact_str::CompactString;
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Sentences of a document that tell what it is about.
const LEAD: usize = 4;
/// Days within which two documents tell of a child of one age.
const DAYS: i32 = 3;
/// Words behind a child that say what it did or what befell it.
const DEED: usize = 3;
static CHILD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&DATA.child).unwrap_or_else(|error| panic!("children: {error}")));

/// The age of a child that a document tells of.
type Child = Told<u32>;

pub fn find(view: &View) -> Vec<Discrepancy> {
    let story = story_of(view.pile, view.relations);
    let mut told: BTreeMap<(usize, String), Vec<Child>> = BTreeMap::new();
    let mut several: BTreeSet<(usize, String)> = BTreeSet::new();
    for (n, &story) in story.iter().enumerate() {
        for (word, all) in of_document(view, n) {
            let key = (story, word);
            let ages: BTreeSet<u32> = all.iter().map(|one| one.value).collect();
            match all.into_iter().next() {
                // Who tells of two girls shows that the story has two.
                _ if ages.len() > 1 => _ = several.insert(key),
                Some(first) if leads(view, &first) => told.entry(key).or_default().push(first),
                _ => {}
            }
        }
    }
    told.retain(|key, _| !several.contains(key));
    let rows = told.into_iter();
    rows.filter_map(|((story, word), told)| row(view, story, &word, &told))
        .collect()
}

/// The children of a document's own words, by 'girl' and 'boy'.
fn of_document(view: &View, n: usize) -> BTreeMap<String, Vec<Child>> {
    let page = &view.pile.documents[n];
    let mut found: BTreeMap<String, Vec<Child>> = BTreeMap::new();
    for child in CHILD.captures_iter(&page.text) {
        let whole = child
            .get(0)
            .map_or(Span::default(), |m| Span::new(m.start(), m.end()));
        let article = page.role_at(whole.start).is_some_and(Role::is_article);
        if let Some(years) = child[1].parse().ok().filter(|_| article) {
            let one = Told {
                document: n,
                value: years,
                span: whole,
            };
            found.entry(child[2].to_lowercase()).or_default().push(one);
        }
    }
    found
}

/// The child stands among the first sentences.
fn leads(view: &View, told: &Child) -> bool {
    let sentences = &view.pile.annotations[told.document].sentences;
    sentences.partition_point(|s| s.end <= told.span.start) < LEAD
}

/// What is said of the child: the content of the words right behind it.
fn deed(view: &View, told: &Child) -> BTreeSet<CompactString> {
    let sentence = view.pile.annotations[told.document].sentence_of(told.span);
    let end = sentence.map_or(told.span.end, |s| s.end);
    let words = fold(
        &view.pile.documents[told.document].text,
        Span::new(told.span.end, end),
    );
    content_stems(&words[..words.len().min(DEED)])
}

/// Somebody in the document is of that age.
fn tells_age(view: &View, told: &Child, years: u32) -> bool {
    let text = &view.pile.documents[told.document].text;
    let told = [format!("{years}-year-old"), format!(", {years},")];
    told.iter().any(|words| text.contains(words.as_str()))
}

/// Ages that differ by one year in reports of the same days.
fn row(view: &View, story: usize, word: &str, told: &[Child]) -> Option<Discrepancy> {
    let clash = |a: &Child, b: &Child| {
        a.value.abs_diff(b.value) == 1
            && days::are_near(view, a.document, b.document, DAYS)
            && !deed(view, a).is_disjoint(&deed(view, b))
            && !tells_age(view, a, b.value)
            && !tells_age(view, b, a.value)
    };
    let sides = contrary::sides(view, told, clash, in_years)?;
    let given: BTreeSet<_> = sides.iter().map(|side| &side.value).collect();
    (given.len() == 2).then_some(())?;
    Some(
        Draft {
            story: view.relations.stories.get(story)?.id.clone(),
            kind: "number",
            about: format!("the age of the {word}"),
            drift: false,
            sides,
            rule: "two-ages-of-a-child",
        }
        .finish(),
    )
}
