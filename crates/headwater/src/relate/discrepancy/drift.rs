//! A citing text that says something else than the text it cites, with the word where they part.

use super::slot::{self, Place};
use super::{Draft, side};
use crate::lexicon::fold::{Word, content_stems, fold};
use crate::model::{Discrepancy, QuotationKind, Span};
use crate::relate::collation::align::{Step, pair};
use crate::relate::collation::shape::is_similar;
use crate::relate::collation::story_of;
use crate::relate::lineage::{Citation, View, citations};

/// Words before the parting that must agree, one of them no name and no function word.
const AGREED: usize = 3;
/// Words after the parting at most.
const TURNED: usize = 8;

pub fn find(view: &View) -> Vec<Discrepancy> {
    let story = story_of(view.pile, view.relations);
    citations(view)
        .iter()
        .filter_map(|c| of_citation(view, &story, c))
        .collect()
}

fn of_citation(view: &View, story: &[usize], citation: &Citation) -> Option<Discrepancy> {
    let text = |n: usize| view.pile.documents[n].text.as_str();
    let cited = fold(text(citation.from), citation.cited);
    let citing = fold(text(citation.to), citation.citing);
    let path = pair(
        cited.len(),
        citing.len(),
        |i, j| value(&cited[i], &citing[j]),
        |_| -1,
    );
    let (i, j) = parting(&path, &cited, &citing)?;
    let clause = |n: usize, words: &[Word], first: usize, after: usize| {
        let end = clause_end(text(n), words, after);
        (
            words[first].span.cover(words[end].span),
            words[after].span.cover(words[end].span),
        )
    };
    let (a, value_a) = clause(citation.from, &cited, i.0, i.1);
    let (b, value_b) = clause(citation.to, &citing, j.0, j.1);
    let [from, to] = [(citation.from, value_a), (citation.to, value_b)]
        .map(|(document, span)| Place { document, span });
    if !is_turned(view, &from) || !is_turned(view, &to) || !slot::is_of_one_kind(view, &from, &to) {
        return None;
    }
    if shares_content(text(citation.from), value_a, text(citation.to), value_b) {
        return None;
    }
    if is_quoted(view, citation.from, a) || is_quoted(view, citation.to, b) {
        return None;
    }
    let sides = vec![
        side(
            view,
            citation.from,
            a,
            value_a.of(text(citation.from)).to_lowercase(),
        ),
        side(
            view,
            citation.to,
            b,
            value_b.of(text(citation.to)).to_lowercase(),
        ),
    ];
    let story = view.relations.stories.get(story[citation.to])?.id.clone();
    let about = format!("what {} is cited for", citation.source);
    Some(
        Draft {
            story,
            kind: "wording",
            about,
            sides,
            drift: true,
            rule: "cited-words-differ",
        }
        .finish(),
    )
}

/// What stands after the parting can say something else of the same: a few words of the sentence
/// that attribute nothing. Longer ones add, and 'X reported' says who, not what.
fn is_turned(view: &View, place: &Place) -> bool {
    let (annotations, span) = (&view.pile.annotations[place.document], place.span);
    let mut cues = annotations.quotations.iter().filter_map(|q| q.cue.as_ref());
    let mut attributions = annotations.attributions.iter();
    let attributes = cues.any(|cue| cue.span.overlaps(span))
        || attributions.any(|a| a.excerpt.span.overlaps(span));
    let words = fold(&view.pile.documents[place.document].text, span).len();
    words <= TURNED && !attributes && annotations.sentence_of(span).is_some()
}

/// Words inside quotation marks are compared as quotations, not as what a document is cited for.
fn is_quoted(view: &View, n: usize, span: Span) -> bool {
    let mut quotations = view.pile.annotations[n].quotations.iter();
    quotations.any(|q| {
        q.kind == QuotationKind::Direct && q.contents.iter().any(|c| c.span.overlaps(span))
    })
}

fn value(a: &Word, b: &Word) -> i32 {
    if a.form == b.form || is_similar(&a.form, &b.form) {
        if a.content { 5 } else { 2 }
    } else {
        -3
    }
}

/// (first agreed word, first word after the parting) on the cited side.
type Parting = (usize, usize);

/// The last place where a run of agreed words, a verb or noun among them, ends and both sides go on.
fn parting(path: &[Step], cited: &[Word], citing: &[Word]) -> Option<(Parting, Parting)> {
    let agrees =
        |step: &Step| matches!(*step, Step::Both(i, j) if value(&cited[i], &citing[j]) > 0);
    let mut found = None;
    let mut run = 0;
    for (n, step) in path.iter().enumerate() {
        run = if agrees(step) { run + 1 } else { 0 };
        let ends = path.get(n + 1).is_some_and(|next| !agrees(next));
        if run < AGREED || !ends {
            continue;
        }
        if let (Step::Both(i, j), Step::Both(fi, fj)) = (path[n], path[n + 1 - run]) {
            let telling = (fi..=i).any(|w| cited[w].content && cited[w].form.len() > 4);
            if telling && i + 1 < cited.len() && j + 1 < citing.len() {
                found = Some(((fi, i + 1), (fj, j + 1)));
            }
        }
    }
    found
}

/// What stands between two words; nothing between the two words of a contraction.
fn gap(before: &Word, after: &Word) -> Span {
    Span::new(before.span.end, after.span.start.max(before.span.end))
}

/// The last word of the clause that word `from` stands in.
fn clause_end(text: &str, words: &[Word], from: usize) -> usize {
    let ends = |i: usize| {
        let between = gap(&words[i], &words[i + 1]).of(text);
        between.contains(['.', ',', ';', ':', '—', '–'])
            || matches!(words[i + 1].form.as_str(), "but" | "while" | "when")
    };
    (from..words.len() - 1)
        .find(|&i| ends(i))
        .unwrap_or(words.len() - 1)
}

fn shares_content(text_a: &str, a: Span, text_b: &str, b: Span) -> bool {
    let stems = |text: &str, span: Span| content_stems(&fold(text, span));
    !stems(text_a, a).is_disjoint(&stems(text_b, b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contractions_have_no_gap() {
        let text = "states that don't cooperate";
        let words = fold(text, Span::new(0, text.len()));
        assert_eq!(clause_end(text, &words, 0), words.len() - 1);
    }
}
