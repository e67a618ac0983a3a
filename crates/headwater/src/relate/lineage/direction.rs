//! Which of two documents took from the other.

use super::View;
use super::credited::is_own_outlet;
use crate::model::Role;

/// The earlier and the later of two documents, and whether the order is shown.
pub struct Order {
    pub from: usize,
    pub to: usize,
    pub directed: bool,
}

/// Credit decides first, then a correction of the outlet's own, then dates; else the order is a
/// guess.
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
    match (is_revision(view, b, a), is_revision(view, a, b)) {
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
pub fn is_before(view: &View, a: usize, b: usize) -> bool {
    matches!((latest(view, a), earliest(view, b)), (Some(last), Some(first)) if last.as_str() < first)
}

/// What a headline opens with when its outlet changes what it said.
const REVISED: &[&str] = &[
    "CORRECT", "RECALL", "RETRACT", "REFILE", "UPDATE", "WITHDRAW", "KILL",
];

/// `new` says that it corrects what the same outlet told before, and `old` does not.
fn is_revision(view: &View, new: usize, old: usize) -> bool {
    let document = |n: usize| &view.pile.documents[n];
    let revised = |n: usize| {
        let title = document(n).title.as_deref().unwrap_or_default();
        let corrected = document(n)
            .blocks
            .iter()
            .any(|b| b.role == Role::Correction);
        corrected || REVISED.iter().any(|word| title.starts_with(word))
    };
    let outlet = document(old).outlet.as_deref();
    outlet.is_some_and(|name| is_own_outlet(view.pile, new, name)) && revised(new) && !revised(old)
}

/// `to` names the outlet of `from` as a source.
fn credits(view: &View, to: usize, from: usize) -> bool {
    let mut credits = view.credits[to].iter();
    credits.any(|credit| is_own_outlet(view.pile, from, &credit.from))
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
