//! Posts of networks that an article shows: quotations with an author of their own, whom the page
//! names below the words.

use crate::model::{
    Document, EntityType, Excerpt, Inset, InsetKind, Mention, Quotation, QuotationKind, Span,
};
use compact_str::CompactString;

/// How surely the name below a post is that of its author: networks write it there themselves.
const SURE: f64 = 0.98;

fn posts(document: &Document) -> impl Iterator<Item = &Inset> {
    let insets = document.insets.iter();
    insets.filter(|inset| inset.kind == InsetKind::Post)
}

/// Puts the names of authors among the mentions, where sentences are read.
pub(crate) fn name_authors(document: &Document, mentions: &mut Vec<Mention>) {
    for by in posts(document).filter_map(|post| post.by) {
        if !document.readable().any(|block| block.span.contains(by)) {
            continue;
        }
        let first = mentions.partition_point(|m| m.excerpt.span.end <= by.start);
        let end = mentions.partition_point(|m| m.excerpt.span.start < by.end);
        let known = mentions.get(first..end.max(first)).unwrap_or_default();
        let kind = known.first().map_or(EntityType::Person, |m| m.kind);
        let mention = Mention {
            excerpt: Excerpt::new(by, &document.text),
            kind,
            entity: None,
        };
        mentions.splice(first..end.max(first), [mention]);
    }
}

/// The posts as quotations; numbers are given when all quotations are in order.
pub(super) fn find(document: &Document) -> impl Iterator<Item = Quotation> {
    let text = &document.text;
    let quotation = |post: &Inset| Quotation {
        id: CompactString::default(),
        kind: QuotationKind::Post,
        contents: lines(text, post.span),
        cue: None,
        source: post.by.map(|by| Excerpt::new(by, text)),
        speaker: post.author.as_deref().map(CompactString::from),
        speaker_how: match post.author {
            Some(_) => "author of the post".into(),
            None => "the post names nobody".into(),
        },
        confidence: if post.author.is_some() { SURE } else { 0.0 },
        via: None,
        collation: None,
    };
    posts(document)
        .map(quotation)
        .filter(|quotation| !quotation.contents.is_empty())
}

fn lines(text: &str, span: Span) -> Vec<Excerpt> {
    let mut start = span.start;
    let line = |line: &str| {
        let words = Span::new(start, start + line.len()).trim(text);
        start += line.len();
        (!words.is_empty()).then(|| Excerpt::new(words, text))
    };
    span.of(text)
        .split_inclusive('\n')
        .filter_map(line)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{annotate, tests::body};

    #[test]
    fn a_post_is_a_quotation_of_its_author() {
        let said = "The ferry left without its lights.\nAnd nobody told us!";
        let text = format!("The company did not answer on Monday.\n{said}\n— Ilan Vesk (@vesk)\n");
        let mut document = body(&text);
        let at = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        document.insets.push(Inset {
            kind: InsetKind::Post,
            span: at(said),
            author: Some("Ilan Vesk".into()),
            by: Some(at("Ilan Vesk")),
            published: None,
            url: None,
        });
        let found = annotate(&document);
        let quotation = &found.quotations[0];
        assert_eq!(quotation.kind, QuotationKind::Post);
        assert_eq!(
            (quotation.id.as_str(), quotation.contents.len()),
            ("test:q1", 2)
        );
        assert_eq!(quotation.speaker.as_deref(), Some("Ilan Vesk"));
        let named = found
            .mentions
            .iter()
            .filter(|m| &*m.excerpt.text == "Ilan Vesk");
        assert_eq!(named.count(), 1);
    }
}
