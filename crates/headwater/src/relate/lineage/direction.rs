//! Which of two documents took from the other.

use super::View;
use super::credited::{is_own_outlet, origin_name};
use crate::model::SourceType;

/// The earlier and the later of two documents, and whether the order is shown.
pub struct Order {
    pub from: usize,
    pub to: usize,
    pub directed: bool,
}

/// Credit decides first, then an agency's own copy, then dates; else the order is a guess.
pub fn order(view: &View, a: usize, b: usize) -> Order {
    let shown = |from, to| Order {
        from,
        to,
        directed: true,
    };
    match (credits(view, b, a), credits(view, a, b)) {
        (true, false) => return shown(a, b),
        (false, true) => return shown(b, a),
        _ => {}
    }
    if is_before(view, a, b) {
        shown(a, b)
    } else if is_before(view, b, a) {
        shown(b, a)
    } else {
        Order {
            from: a.min(b),
            to: a.max(b),
            directed: false,
        }
    }
}

/// `a` was out before `b` can have been.
fn is_before(view: &View, a: usize, b: usize) -> bool {
    matches!((latest(view, a), earliest(view, b)), (Some(last), Some(first)) if last.as_str() < first)
}

/// `to` names the outlet of `from` as a source.
fn credits(view: &View, to: usize, from: usize) -> bool {
    view.pile.annotations[to]
        .attributions
        .iter()
        .any(|attribution| {
            matches!(
                attribution.source_type,
                SourceType::Agency | SourceType::Outlet
            ) && is_own_outlet(
                view.pile,
                from,
                &origin_name(view.pile, to, &attribution.source, attribution.excerpt.span),
            )
        })
}

/// First moment of publication: the instant where stated, else the first possible day.
fn earliest<'a>(view: &View<'a>, n: usize) -> Option<&'a str> {
    let published = &view.pile.documents[n].published;
    published.value.as_deref().or(published.earliest.as_deref())
}

/// Last moment of publication; a day counts to its end ('~' sorts after every digit and 'T').
fn latest(view: &View, n: usize) -> Option<String> {
    let published = &view.pile.documents[n].published;
    let value = published.value.as_deref().or(published.latest.as_deref())?;
    Some(if value.len() <= 10 {
        format!("{value}~")
    } else {
        value.to_string()
    })
}
