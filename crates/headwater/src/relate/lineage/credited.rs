//! Edges from sources that the document names.

use super::View;
use super::credit::Credit;
use crate::lexicon::fold::fold;
use crate::lexicon::outlet_name;
use crate::lexicon::same_outlet::{canonical, same_outlet};
use crate::model::{Confidence, LineageEdge, LineageKind, Span};
use crate::relate::Pile;
use crate::relate::terms::{self, Term};
use compact_str::CompactString;

pub fn edges(view: &View) -> Vec<LineageEdge> {
    let credits = view.credits.iter().enumerate();
    credits
        .flat_map(|(n, credits)| {
            credits
                .iter()
                .flat_map(move |credit| of_credit(view, n, credit))
        })
        .collect()
}

fn of_credit(view: &View, n: usize, credit: &Credit) -> Vec<LineageEdge> {
    let from = &credit.from;
    let reason = match credit.evidence {
        Some(span) => {
            let words = view.words(&view.pointer(n, span), 90);
            format!("{} names {from}: '{words}'", view.name(n))
        }
        None => format!("the record of {} states its source: {from}", view.name(n)),
    };
    let claim = Claim {
        kind: LineageKind::Credited,
        rule: credit.rule,
        evidence: credit.evidence,
        reason,
    };
    let collations = match credit.is_whole() {
        true => Vec::new(),
        false => view.collations_at(n, credit.scope),
    };
    match &collations[..] {
        [] => vec![claim.edge(view, n, from, None)],
        some => some
            .iter()
            .map(|c| claim.edge(view, n, from, Some(c)))
            .collect(),
    }
}

/// What the words of a document say about where it, or a passage of it, comes from.
pub struct Claim<'a> {
    pub kind: LineageKind,
    pub rule: &'a str,
    /// `None` when the document's container says it.
    pub evidence: Option<Span>,
    pub reason: String,
}

impl Claim<'_> {
    /// The edge from a named source to document `to`. Where the source publishes a witness of the
    /// collation, the edge comes from that document.
    pub fn edge(&self, view: &View, to: usize, from: &str, collation: Option<&str>) -> LineageEdge {
        let witness = collation.and_then(|c| view.witness_of(c, from, Some(to)));
        match witness {
            Some(witness) => self.between(view, to, witness, collation),
            None => self.row(view, to, from, collation),
        }
    }

    /// The edge from document `from` to document `to`.
    pub fn between(
        &self,
        view: &View,
        to: usize,
        from: usize,
        collation: Option<&str>,
    ) -> LineageEdge {
        let id = view.pile.documents[from].id.as_str();
        LineageEdge {
            from_document: true,
            ..self.row(view, to, id, collation)
        }
    }

    fn row(&self, view: &View, to: usize, from: &str, collation: Option<&str>) -> LineageEdge {
        LineageEdge {
            id: CompactString::default(),
            from: from.into(),
            from_document: false,
            to: view.pile.documents[to].id.clone(),
            collation: collation.map(CompactString::from),
            kind: self.kind,
            directed: true,
            confidence: Confidence::Shown,
            evidence: self
                .evidence
                .map(|span| view.pointer(to, span))
                .into_iter()
                .collect(),
            rule: self.rule.into(),
            reason: self.reason.as_str().into(),
        }
    }
}

/// A source by its entity's name, where a mention stands in its words; else as written.
pub fn origin_name(pile: &Pile, n: usize, source: &str, near: Span) -> String {
    let wanted = name_key(source);
    let mentions = pile.annotations[n].mentions.iter();
    let mention = mentions
        .zip(pile.mention_keys(n))
        .filter(|(_, key)| **key == wanted)
        .min_by_key(|(m, _)| m.excerpt.span.start.abs_diff(near.start));
    let name = mention
        .and_then(|(m, _)| m.entity.as_deref())
        .and_then(|id| pile.entity_name(id));
    canonical(name.unwrap_or(source)).to_string()
}

/// The document's publisher credits itself, by its name or as 'the Courier'.
pub fn is_own_outlet(pile: &Pile, n: usize, name: &str) -> bool {
    let document = &pile.documents[n];
    let outlets = [&document.outlet, &document.republished_by];
    outlets.into_iter().flatten().any(|outlet| {
        same_outlet(outlet, name)
            || outlet_name::calls_itself(outlet, name)
            || pile.press().is_own_tag(outlet, name)
    })
}

/// Hash of the folded words of a name.
pub fn name_key(name: &str) -> Term {
    let words = fold(name, Span::new(0, name.len()));
    terms::run(0, words.iter().map(|word| terms::fold(&word.form)))
}
