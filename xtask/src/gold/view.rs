//! A case as gold sees it: documents by name, places by words, names by entity.

use super::{Gold, Place, Words};
use headwater::model::{Case, Entity, Span};
use std::collections::HashMap;

/// Gold, a case, and how the two are matched.
pub(super) struct View<'a> {
    pub(super) gold: &'a Gold,
    pub(super) case: &'a Case,
    entities: HashMap<&'a str, &'a Entity>,
}

impl<'a> View<'a> {
    pub(super) fn new(gold: &'a Gold, case: &'a Case) -> Self {
        let entities = case.relations.entities.iter();
        View {
            gold,
            case,
            entities: entities.map(|e| (e.id.as_str(), e)).collect(),
        }
    }

    /// Index of the document that gold calls `id`.
    pub(super) fn document(&self, id: &str) -> Option<usize> {
        let named = |d: &headwater::model::Document| {
            d.id.as_str() == id || d.path.ends_with(id) && d.record.is_none()
        };
        self.case.documents.iter().position(named)
    }

    /// Where the `nth` occurrence of `text` stands in a document, edges cut to letters and digits.
    pub(super) fn find(&self, document: usize, text: &str, nth: usize) -> Option<Span> {
        let whole = &self.case.documents[document].text;
        let (start, found) = whole.match_indices(text).nth(nth.max(1) - 1)?;
        Some(core(Span::new(start, start + found.len()), whole))
    }

    pub(super) fn words(&self, document: usize, words: &Words) -> Option<Span> {
        self.find(document, words.text(), words.nth())
    }

    /// Document and span of a place.
    pub(super) fn place(&self, place: &Place) -> Option<(usize, Span)> {
        let document = self.document(&place.document)?;
        Some((document, self.find(document, &place.text, place.nth)?))
    }

    /// `span` of a document cut to its first and last letter or digit.
    pub(super) fn core(&self, document: usize, span: Span) -> Span {
        core(span, &self.case.documents[document].text)
    }

    /// Id in the case of document number `document`.
    pub(super) fn id(&self, document: usize) -> &'a str {
        self.case.documents[document].id.as_str()
    }

    /// All names of an entity id, or the value itself when it is a name.
    fn names(&self, value: &str) -> Vec<String> {
        match self.entities.get(value) {
            Some(e) => std::iter::once(&e.name)
                .chain(e.aliases.iter().map(|a| &a.name))
                .map(|name| fold(name))
                .collect(),
            None => vec![fold(value)],
        }
    }

    /// The name or one of its gold aliases, folded.
    fn wanted(&self, name: &str) -> Vec<String> {
        let name = fold(name);
        let group =
            self.gold.aliases.iter().find(|group| {
                fold(&group.name) == name || group.names.iter().any(|n| fold(n) == name)
            });
        let mut wanted = vec![name];
        if let Some(group) = group {
            wanted.push(fold(&group.name));
            wanted.extend(group.names.iter().map(|n| fold(n)));
        }
        wanted
    }

    /// `value`, an entity id or a name, is the thing that gold calls `name`.
    pub(super) fn is_name(&self, value: &str, name: &str) -> bool {
        let wanted = self.wanted(name);
        self.names(value).iter().any(|n| wanted.contains(n))
    }

    /// As `is_name`, with up to three words around the name.
    pub(super) fn is_near_name(&self, value: &str, name: &str) -> bool {
        let wanted = self.wanted(name);
        self.names(value).iter().any(|got| {
            wanted.iter().any(|wanted| {
                let extra = got
                    .split(' ')
                    .count()
                    .saturating_sub(wanted.split(' ').count());
                extra <= 3 && format!(" {got} ").contains(&format!(" {wanted} "))
            })
        })
    }

    /// Entities that carry exactly this name.
    pub(super) fn carriers(&self, name: &str) -> Vec<&'a Entity> {
        let name = fold(name);
        let entities = self.case.relations.entities.iter();
        entities
            .filter(|e| self.names(&e.id).contains(&name))
            .collect()
    }

    /// Places that gold names and no document holds.
    #[cfg(test)]
    pub(super) fn missing(&self) -> Vec<String> {
        let mut missing = Vec::new();
        let mut look = |document: &str, text: &str, nth: usize| {
            let found = self
                .document(document)
                .and_then(|d| self.find(d, text, nth));
            if found.is_none() {
                missing.push(format!("{document}: {text}"));
            }
        };
        let gold = self.gold;
        for d in &gold.documents {
            let roles = [&d.summary, &d.body, &d.caption, &d.correction, &d.comment];
            let roles = roles.into_iter().chain([&d.not_body, &d.not_quotations]);
            roles.flatten().for_each(|w| look(&d.id, w.text(), w.nth()));
            d.quotations
                .iter()
                .for_each(|q| look(&d.id, &q.text, q.nth));
            d.attributions
                .iter()
                .for_each(|a| look(&d.id, &a.text, a.nth));
            d.times.iter().for_each(|t| look(&d.id, &t.text, t.nth));
        }
        let passages = gold.passages.iter().flat_map(|p| &p.witnesses);
        let sides = gold
            .discrepancies
            .iter()
            .chain(&gold.agreements)
            .flat_map(|d| &d.sides);
        let evidence = gold.links.iter().flat_map(|l| &l.evidence);
        for place in passages.chain(sides).chain(evidence) {
            look(&place.document, &place.text, place.nth);
        }
        for story in &gold.stories {
            story.documents.iter().for_each(|d| look(d, "", 1));
        }
        gold.lineage.iter().for_each(|edge| look(&edge.to, "", 1));
        gold.independent.iter().for_each(|pair| {
            look(&pair.a, "", 1);
            look(&pair.b, "", 1);
        });
        missing
    }
}

/// Share of the bytes of `a` that lie in `b`.
pub(super) fn share(a: Span, b: Span) -> f64 {
    let common = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    common as f64 / a.len().max(1) as f64
}

/// The two are the same stretch: they share 80% of the longer.
pub(super) fn same(a: Span, b: Span) -> bool {
    share(a, b) >= 0.8 && share(b, a) >= 0.8
}

/// One holds the other: they share 80% of the shorter.
pub(super) fn nested(a: Span, b: Span) -> bool {
    share(a, b) >= 0.8 || share(b, a) >= 0.8
}

fn core(span: Span, text: &str) -> Span {
    let words = span.of(text);
    let kept = words.trim_matches(|c: char| !c.is_alphanumeric());
    let start = span.start
        + (words.len()
            - words
                .trim_start_matches(|c: char| !c.is_alphanumeric())
                .len());
    if kept.is_empty() {
        span
    } else {
        Span::new(start, start + kept.len())
    }
}

/// A name without case, article, titles, hyphens and apostrophes.
fn fold(name: &str) -> String {
    const BEFORE: [&str; 8] = [
        "the",
        "mr",
        "ms",
        "mrs",
        "dr",
        "captain",
        "transport",
        "minister",
    ];
    let kept: String = name
        .to_lowercase()
        .chars()
        .map(|c| if c == '-' { ' ' } else { c })
        .filter(|c| c.is_alphanumeric() || *c == ' ')
        .collect();
    let mut words: Vec<_> = kept.split_whitespace().collect();
    while words.len() > 1 && BEFORE.contains(&words[0]) {
        words.remove(0);
    }
    words.join(" ")
}
