//! Lines that an outlet repeats from article to article get the role of furniture.
//!
//! A plea or a notice that stands in several articles of one outlet says nothing of any of them. A
//! paragraph of background is repeated as well, but it shares words with the titles of its
//! articles, and a later version of an article repeats most of the earlier one: neither counts.
//! Nothing is taken out: the line keeps its place, and what annotation found in it goes.

use super::workers::Workers;
use crate::lexicon::fold::{is_function_word, letters};
use crate::model::{Annotations, Block, Document, Role, SourceType, Span};
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Articles with titles of their own in which a line must stand.
const REPEATED: usize = 3;

/// Words below which a line is too short to be told from an answer or a subheading.
const WORDS: usize = 4;

/// Lines of one document that are remembered; a longer text is no article.
const MOST: usize = 2_000;

/// Letters from which on a word of a title tells what the article is about.
const TELLING: usize = 4;

/// A line of an article, and the hash of its outlet and words.
struct Line {
    span: Span,
    hash: u64,
}

/// Gives repeated lines their role, and takes away what annotation found in them. `annotations`
/// has one entry for each document. The documents may come in any order.
pub fn mark(documents: &mut [Document], annotations: &mut [Annotations], workers: Workers) {
    let lines: Vec<Vec<Line>> = workers.flat_map(documents, |_, document| [lines(document)]);
    let often = often(lines.iter().flatten().map(|line| line.hash).collect());
    let known = |line: &&Line| often.binary_search(&line.hash).is_ok();
    let carried = documents.iter().zip(&lines).flat_map(|(document, lines)| {
        let repeated: Vec<&Line> = lines.iter().filter(known).collect();
        carried(document, lines, &repeated)
    });
    let mut carried: Vec<(u64, u64)> = carried.collect();
    carried.sort_unstable();
    carried.dedup();
    let furniture = often_of(carried.into_iter().map(|(line, _)| line));
    for ((document, annotations), lines) in documents.iter_mut().zip(annotations).zip(&lines) {
        let furniture = |line: &&Line| furniture.binary_search(&line.hash).is_ok();
        let held = lines.iter().filter(furniture).map(|line| line.span);
        let spans: Vec<Span> = held.filter(|span| !credits(annotations, *span)).collect();
        if !spans.is_empty() && spans.len() < lines.len() {
            document.blocks = relabelled(&document.blocks, &spans);
            annotations.leave(&document.id, &spans);
        }
    }
}

/// The line names an agency or an outlet as a source: it is evidence wherever it is repeated.
fn credits(annotations: &Annotations, line: Span) -> bool {
    let press = |source| matches!(source, SourceType::Agency | SourceType::Outlet);
    let mut attributions = annotations.attributions.iter();
    attributions.any(|a| press(a.source_type) && a.excerpt.span.overlaps(line))
}

/// The lines of an article that may be furniture; none where nobody is known to publish it.
fn lines(document: &Document) -> Vec<Line> {
    let Some(outlet) = publisher(document) else {
        return Vec::new();
    };
    let text = |block: &Block| block.role.is_article() && block.role != Role::Title;
    let blocks = document.blocks.iter().filter(|block| text(block));
    let lines = blocks.flat_map(|block| {
        let mut start = block.span.start;
        let all = block.span.of(&document.text).split_inclusive('\n');
        all.map(move |line| {
            start += line.len();
            Span::new(start - line.len(), start)
        })
    });
    let long = lines.filter(|line| {
        let words = line.of(&document.text).split_whitespace();
        words.take(WORDS).count() == WORDS
    });
    let hashed = long.take(MOST).map(|span| Line {
        span,
        hash: hash(&(&outlet, span.of(&document.text).trim())),
    });
    hashed.collect()
}

/// Whose page carries the article, in one form.
fn publisher(document: &Document) -> Option<String> {
    let outlet = document
        .republished_by
        .as_deref()
        .or(document.outlet.as_deref());
    let site = || {
        let (_, rest) = document.url.as_deref()?.split_once("://")?;
        rest.split(['/', '?', '#']).next()
    };
    let name = letters(outlet.or_else(site)?);
    (!name.is_empty()).then_some(name)
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Values that stand often enough among `all`, sorted, each once.
fn often(mut all: Vec<u64>) -> Vec<u64> {
    all.sort_unstable();
    often_of(all.into_iter())
}

fn often_of(sorted: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut often = Vec::new();
    let mut run = (0, 0);
    for value in sorted {
        run = if value == run.0 {
            (value, run.1 + 1)
        } else {
            (value, 1)
        };
        if run.1 == REPEATED {
            often.push(value);
        }
    }
    often
}

/// For each repeated line that the document may count for: the line and the document's title.
fn carried(document: &Document, lines: &[Line], repeated: &[&Line]) -> Vec<(u64, u64)> {
    let bytes = |lines: &mut dyn Iterator<Item = &Line>| lines.map(|l| l.span.len()).sum::<usize>();
    let is_version = bytes(&mut repeated.iter().copied()) * 2 > bytes(&mut lines.iter());
    let title = document.title.as_deref().map(letters).unwrap_or_default();
    if repeated.is_empty() || is_version || title.is_empty() {
        return Vec::new();
    }
    let telling = |word: &&str| word.chars().count() >= TELLING && !is_function_word(word);
    let about: BTreeSet<&str> = title.split(' ').filter(telling).collect();
    let apart = repeated.iter().filter(|line| {
        let line = letters(line.span.of(&document.text));
        !line.split(' ').any(|word| about.contains(word))
    });
    let of = hash(&title);
    apart.map(|line| (line.hash, of)).collect()
}

/// The blocks, with `spans` of them as furniture. A span lies in one block.
fn relabelled(blocks: &[Block], spans: &[Span]) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len() + 2 * spans.len());
    let mut spans = spans.iter().peekable();
    for block in blocks {
        let mut start = block.span.start;
        while let Some(span) = spans.next_if(|span| block.span.contains(**span)) {
            push(
                &mut out,
                Block {
                    span: Span::new(start, span.start),
                    ..*block
                },
            );
            push(&mut out, Block::new(Role::Chrome, *span));
            start = span.end;
        }
        push(
            &mut out,
            Block {
                span: Span::new(start, block.span.end),
                ..*block
            },
        );
    }
    out
}

/// Adds a block, unless it is empty; furniture behind furniture is one block.
fn push(blocks: &mut Vec<Block>, block: Block) {
    match blocks.last_mut() {
        _ if block.span.is_empty() => {}
        Some(last) if last.role == Role::Chrome && block.role == Role::Chrome => {
            last.span = last.span.cover(block.span);
        }
        _ => blocks.push(block),
    }
}

#[cfg(test)]
mod tests {
    use crate::model::*;
    use crate::pipeline;
    use crate::relate::workers::Workers;

    const PLEA: &str =
        "The Aldport Gazette lives by its readers alone: “Give today,” Amos Hale asks.";

    fn raw(n: usize, title: &str, outlet: &str, text: String) -> Raw {
        Raw {
            path: format!("{n}"),
            record: None,
            hash: format!("{n:02}"),
            markup: Markup::Body,
            text,
            stated: Stated {
                id: Some(format!("d{n}")),
                title: Some(title.into()),
                outlet: Some(outlet.into()),
                ..Stated::default()
            },
        }
    }

    fn case(raws: Vec<Raw>) -> crate::model::Case {
        let prepared = raws.into_iter().map(pipeline::prepare).collect();
        pipeline::assemble(prepared, Vec::new(), Vec::new(), Workers::ALONE)
    }

    fn articles(outlet: &str, line: &str) -> Vec<Raw> {
        let all = [
            (
                "Ferry runs aground",
                "A ferry ran onto a bank off Kelbridge at noon on Monday, with forty people on board.",
                "All of them were brought to land.",
            ),
            (
                "Mayor resigns",
                "The mayor of Tessel gave up her office after nine years, the council of the town said.",
                "Who follows her is open so far.",
            ),
            (
                "School reopens",
                "The school of Skarn opened its doors again, seven months after the flood of the spring.",
                "Its lower hall stays closed for good.",
            ),
        ];
        let numbered = all.iter().enumerate();
        numbered
            .map(|(n, (title, first, last))| {
                raw(n, title, outlet, format!("{first}\n{line}\n{last}"))
            })
            .collect()
    }

    fn furniture(case: &crate::model::Case) -> Vec<&str> {
        let documents = case.documents.iter();
        let chrome = documents.flat_map(|d| {
            let blocks = d.blocks.iter().filter(|b| b.role == Role::Chrome);
            blocks.map(|b| b.span.of(&d.text).trim())
        });
        chrome.collect()
    }

    #[test]
    fn a_repeated_plea_is_furniture_and_nobody_says_it() {
        let raws = articles("Aldport Gazette", PLEA);
        let found = case(raws.clone());
        assert_eq!(furniture(&found), [PLEA; 3]);
        for (document, annotations) in found.documents.iter().zip(&found.annotations) {
            let (blocks, text) = (&document.blocks, &document.text);
            assert_eq!(blocks.len(), 3);
            assert_eq!(
                blocks.iter().map(|b| b.span.len()).sum::<usize>(),
                text.len()
            );
            let mut contents = annotations.quotations.iter().flat_map(|q| &q.contents);
            assert!(!contents.any(|c| c.text.contains("Give")));
            assert!(
                annotations
                    .mentions
                    .iter()
                    .all(|m| &*m.excerpt.text != "Amos Hale")
            );
            assert_eq!(annotations.sentences.len(), 2);
        }
        let reversed = case(raws.into_iter().rev().collect());
        assert_eq!(reversed.documents, found.documents);
        assert_eq!(reversed.annotations, found.annotations);
    }

    #[test]
    fn credits_stay() {
        let mut raws = articles("Aldport Gazette", PLEA);
        raws[0].text += " (Reuters)";
        let found = case(raws);
        assert_eq!(furniture(&found).len(), 3);
        let credits = &found.annotations[0].attributions;
        assert!(credits.iter().any(|a| a.source == "Reuters"), "{credits:?}");

        let credit = "According to Reuters, nobody else has been told so far.";
        let told = case(articles("Aldport Gazette", credit));
        assert!(furniture(&told).is_empty(), "a source repeated");
    }

    #[test]
    fn what_is_no_furniture() {
        let two = articles("Aldport Gazette", PLEA)
            .into_iter()
            .take(2)
            .collect();
        assert!(furniture(&case(two)).is_empty(), "in two articles only");

        let mut others = articles("Aldport Gazette", PLEA);
        others[2].stated.outlet = Some("Tessel Courier".into());
        assert!(furniture(&case(others)).is_empty(), "of two outlets");

        let nobody = articles("", PLEA).into_iter().map(|mut raw| {
            raw.stated.outlet = None;
            raw
        });
        assert!(furniture(&case(nobody.collect())).is_empty(), "of nobody");

        let background = "The ferry, the school and the mayor are all known well in Aldport.";
        let told = case(articles("Aldport Gazette", background));
        assert!(furniture(&told).is_empty(), "about what the titles tell");

        let versions = (0..3).map(|n| {
            let title = ["Ferry aground", "Forty saved at sea", "Captain held"][n];
            raw(
                n,
                title,
                "Aldport Gazette",
                format!("{PLEA}\n{PLEA} Again.\nVersion {n} of it."),
            )
        });
        assert!(
            furniture(&case(versions.collect())).is_empty(),
            "of one article"
        );
    }
}
