//! What an element says that may name the writer of a page, and whether it names this article's.

use super::tag::{Flow, flow};
use crate::clean::writer;
use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{ElementRef, Node};

/// Tags and texts of an element that are read, and bytes beyond which it names no writer.
const MOST: usize = 400;
const LONG: usize = 400;

/// Words of an element; long ones name no writer.
pub(super) fn text(element: ElementRef) -> String {
    let mut out = element.attr("content").unwrap_or_default().to_string();
    if !out.is_empty() {
        return out;
    }
    for edge in element.traverse().take(MOST) {
        match edge {
            Edge::Open(node) if out.len() < LONG => {
                if let Node::Text(text) = node.value() {
                    add(&mut out, text);
                }
            }
            Edge::Close(node) if out.len() < LONG => {
                if let Node::Element(inner) = node.value() {
                    part(&mut out, inner.name());
                }
            }
            _ => break,
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Adds a text. Texts that touch are not one name; only words before a name may touch it.
fn add(out: &mut String, text: &str) {
    let touch = out.ends_with(char::is_alphanumeric) && text.starts_with(char::is_alphanumeric);
    if touch {
        out.push(if is_before(out) { ' ' } else { '|' });
    }
    out.push_str(text);
}

/// A name ends with its link, its item or its block.
fn part(out: &mut String, name: &str) {
    let mark = match name {
        "a" | "li" => ';',
        _ if flow(name) == Flow::Block && !is_before(out) => '|',
        _ => return,
    };
    let end = out.trim_end().chars().last();
    if end.is_some_and(|c| c != mark && c != '|') {
        out.push(mark);
    }
}

/// What is written so far names nobody.
fn is_before(out: &str) -> bool {
    writer::names(out, None).is_empty()
}

/// Beginnings of the names of parts that do not name the article's writer.
const OTHER: &[&str] = &[
    "comment", "related", "sidebar", "teaser", "widget", "license", "caption",
];

/// The element lies among comments, references or pictures, beside the article or in a list of
/// other stories.
pub(super) fn elsewhere(element: ElementRef) -> bool {
    let outer = element.ancestors().filter_map(ElementRef::wrap).take(30);
    let around: Vec<&Element> = std::iter::once(element)
        .chain(outer)
        .map(|element| element.value())
        .collect();
    let is_article = |element: &&Element| matches!(element.name(), "article" | "main");
    let is_box = |element: &&Element| element.name() == "address" || begins(element, OWN);
    around
        .iter()
        .enumerate()
        .any(|(at, element)| match element.name() {
            "nav" | "h1" | "figure" | "figcaption" => true,
            "footer" => !around[at..].iter().any(is_article),
            "aside" if !around[..=at].iter().any(is_box) => true,
            "body" | "html" | "main" | "article" => false,
            _ => begins(element, OTHER) || refers(element),
        })
}

/// Beginnings of the names of a box about the writer.
const OWN: &[&str] = &["author", "byline"];

/// A class or the id begins with one of the words.
fn begins(element: &Element, words: &[&str]) -> bool {
    let starts = |name: &str| {
        let word = |word: &&str| {
            name.get(..word.len())
                .is_some_and(|n| n.eq_ignore_ascii_case(word))
        };
        words.iter().any(word)
    };
    element.classes().chain(element.id()).any(starts)
}

/// A link to a subject.
pub(super) fn is_tag(element: ElementRef) -> bool {
    let rel = element.attr("rel").unwrap_or_default();
    rel.split_ascii_whitespace().any(|rel| rel == "tag")
}

/// What it holds is about another work.
fn refers(element: &Element) -> bool {
    matches!(
        element.attr("itemprop"),
        Some("citation" | "comment" | "review")
    )
}

#[cfg(test)]
mod tests {
    use crate::clean::clean;
    use crate::model::{Markup, Raw, Stated};

    fn authors(page: &str) -> Vec<String> {
        let article = "<h1>Ship leaves the port</h1><p>The ship left the harbour at noon on Monday, \
            the port said in a statement to the press.</p><p>Nobody knew where it would go, and the \
            captain, who was on board, did not want to say it.</p>";
        let raw = Raw {
            path: "page.html".into(),
            record: None,
            hash: "page".into(),
            markup: Markup::Html,
            text: page.replace("ARTICLE", article),
            stated: Stated::default(),
        };
        clean(raw).authors
    }

    #[test]
    fn writers_stand_where_pages_name_them() {
        let cases: &[(&str, &[&str])] = &[
            (
                "<article>ARTICLE<footer>By <a rel=author>Amos Hale</a></footer></article>",
                &["Amos Hale"],
            ),
            (
                "<main>ARTICLE</main><footer><a rel=author>Amos Hale</a></footer>",
                &[],
            ),
            (
                "<div class=author>By <a>Amos Hale</a> and <a>Ruth Prior</a> Fr, 5.</div>ARTICLE",
                &["Amos Hale", "Ruth Prior"],
            ),
            (
                "<div class=author><h4>Amos Hale</h4> <p>Marine Biologist</p></div>ARTICLE",
                &["Amos Hale"],
            ),
            (
                "<figure><figcaption class=author>Amos Hale</figcaption></figure>ARTICLE",
                &[],
            ),
            (
                "<meta name=author content='Harbour News'><p class=byline>By Ruth Prior</p>ARTICLE",
                &["Ruth Prior"],
            ),
            (
                "<meta property=og:site_name content='Harbour Gazette'>\
                 <meta name=author content='Harbour Gazette'>ARTICLE",
                &["Harbour Gazette"],
            ),
            (
                "<script type=application/ld+json>{\"@graph\": [{\"@type\": \"NewsArticle\", \
                 \"author\": {\"@id\": \"#2\"}}, {\"@type\": \"Person\", \"@id\": \"#1\", \"name\": \
                 \"Ruth Prior\"}, {\"@type\": \"Person\", \"@id\": \"#2\", \"name\": \"Amos Hale\"}]}\
                 </script>ARTICLE",
                &["Amos Hale"],
            ),
        ];
        for (page, names) in cases {
            assert_eq!(authors(page), *names, "{page}");
        }
    }
}
