//! Whom somebody spoke to: the outlet that publishes the document, by whatever name it goes, or
//! another.

use super::View;
use super::credit::sole_press;
use super::credited::is_own_outlet;
use crate::lexicon::fold::fold;
use crate::lexicon::outlet_name::{is_programme, is_station, listed};
use crate::lexicon::same_outlet::short_form;
use crate::model::{Attribution, SourceType, Span};
use crate::relate::Pile;
use crate::relate::press::is_bare;

/// Words of the longest name.
const LONGEST: usize = 5;

/// Who was told.
pub(super) enum Hearer<'a> {
    /// The outlet that publishes the document.
    Here,
    Elsewhere(&'a str),
    /// A programme of an unknown station, with the word that says so: ('Morning Table', 'programme').
    Programme(&'a str, &'a str),
}

impl<'a> Hearer<'a> {
    /// The outlet of this name, which stands behind byte `after` of document `n`.
    /// The words stand at `scope`.
    pub fn of(view: &View<'a>, n: usize, name: &'a str, after: usize, scope: Span) -> Self {
        if is_own_outlet(view.pile, n, name) || is_own_programme(view.pile, n, name, after) {
            return Hearer::Here;
        }
        if let Some(station) = station_of(view, n, name, scope) {
            return Hearer::Elsewhere(station);
        }
        let text = view.pile.documents[n].text.get(after..);
        match text.and_then(|text| programme_word(text, name)) {
            Some(word) => Hearer::Programme(name, word),
            None => Hearer::Elsewhere(name),
        }
    }

    /// 'He told the Beacon': the name behind the cue, where it is short for the document's own outlet,
    /// or for one that carries the words as well.
    pub fn called(view: &View<'a>, n: usize, told: &Attribution, scope: Span) -> Option<Self> {
        (told.rule == "told").then_some(())?;
        if is_bare_press(&view.pile.documents[n].text, told.cue.span.end) {
            let agency = |name: &&str| listed(name) == Some(SourceType::Agency);
            let sole = sole_press(view.pile, n).filter(|name| !agency(name));
            return sole.map(Hearer::Elsewhere);
        }
        let (name, alone) = name_behind(&view.pile.documents[n].text, told.cue.span.end)?;
        let own = view.pile.documents[n].outlet.as_deref();
        let short = own.and_then(short_form);
        // 'Told Meridian', but not 'told the Court', on pages of Meridian News and Court News.
        if alone {
            return (short.as_deref() == Some(name)).then_some(Hearer::Here);
        }
        if is_own_outlet(view.pile, n, name) {
            return Some(Hearer::Here);
        }
        let collations = view.collations_at(n, scope);
        let mut carries = collations.iter().map(|c| view.witness_of(c, name, Some(n)));
        let found = carries.find_map(|witness| witness)?;
        let outlet = view.pile.documents[found].outlet.as_deref()?;
        Some(Hearer::Elsewhere(outlet))
    }
}

/// The station that carries the words of `scope` and calls this name its programme.
fn station_of<'a>(view: &View<'a>, n: usize, name: &str, scope: Span) -> Option<&'a str> {
    let pile = view.pile;
    let collations = view.collations_at(n, scope);
    let carriers = collations.iter().flat_map(|c| view.documents_of(c));
    let mut others = carriers.filter(|m| *m != n);
    let station = others.find(|&m| is_own_programme(pile, m, name, 0))?;
    pile.documents[station].outlet.as_deref()
}

/// 'Told the Morning Table programme', on the pages of a station: the programme is its own, unless it
/// is said to be somebody's.
fn is_own_programme(pile: &Pile, n: usize, name: &str, after: usize) -> bool {
    let document = &pile.documents[n];
    let station = document.outlet.as_deref().is_some_and(is_station);
    let text = document.text.get(after..).unwrap_or_default();
    let other = pile.press().named(name).is_some();
    station && !other && programme_word(text, name).is_some()
}

/// The word behind the first `name` in a text that makes it a programme's, unless that is said to be
/// somebody's.
fn programme_word<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let at = text.find(name)?;
    let before = text[..at].trim_end();
    let owned = before.ends_with("'s") || before.ends_with("’s");
    let next = text[at + name.len()..].split_whitespace().next()?;
    let word = next.trim_matches(|c: char| !c.is_alphanumeric());
    (!owned && is_programme(word)).then_some(word)
}

/// 'The newspaper', 'the agency' stands behind byte `at` and ends there: which one, only the rest of
/// the document tells.
fn is_bare_press(text: &str, at: usize) -> bool {
    let behind = text.get(at..).unwrap_or_default();
    let end = behind.find(|c: char| !c.is_alphanumeric() && c != ' ');
    let phrase = behind[..end.unwrap_or(behind.len())].trim();
    // 'The newspaper group' is no newspaper.
    let words: Vec<&str> = phrase.splitn(3, ' ').collect();
    let rest = words.get(2).unwrap_or(&"");
    let next = rest.split(' ').next().unwrap_or_default();
    let ends = fold(next, Span::new(0, next.len()))
        .iter()
        .all(|w| !w.content);
    ends && words.len() > 1 && is_bare(&words[..2].join(" "))
}

/// The capitals behind byte `at`: 'Beacon' in ' the Beacon that', and whether they are one word without
/// an article, which may be anything: 'told Lee', 'told News'.
pub(super) fn name_behind(text: &str, at: usize) -> Option<(&str, bool)> {
    let behind = text.get(at..)?.strip_prefix(' ')?;
    let article = ["the ", "The "].iter().find_map(|t| behind.strip_prefix(t));
    let rest = article.unwrap_or(behind);
    let mut end = 0;
    let mut words = 0;
    for word in rest.split_inclusive(' ').take(LONGEST) {
        if !word.starts_with(char::is_uppercase) {
            break;
        }
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        end += bare.len();
        words += 1;
        if bare.len() + 1 != word.len() || !word.ends_with(' ') {
            break;
        }
        end += 1;
    }
    let numbered = rest[end..].starts_with(|c: char| c.is_ascii_digit());
    let name = rest[..end].trim_end();
    let name = name
        .strip_suffix("'s")
        .or(name.strip_suffix("’s"))
        .unwrap_or(name);
    let alone = words == 1 && article.is_none();
    (!name.is_empty() && !numbered).then_some((name, alone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_behind_a_cue() {
        let name = |text: &'static str| {
            let found = name_behind(text, "told".len());
            found.filter(|(_, alone)| !alone).map(|(name, _)| name)
        };
        assert_eq!(name("told the Beacon: “No.”"), Some("Beacon"));
        assert_eq!(name("told Village Voice of Torrin"), Some("Village Voice"));
        assert_eq!(name("told the Echo’s podcast"), Some("Echo"));
        assert_eq!(name("told the Beacon. He left"), Some("Beacon"));
        assert_eq!(name("told News 2 that"), None);
        assert_eq!(name("told Beacon"), None);
        assert_eq!(name("told a crowd"), None);
        assert_eq!(name("told"), None);
    }

    #[test]
    fn the_paper_may_be_told() {
        let bare = |text: &str| is_bare_press(text, "told".len());
        assert!(bare("told the newspaper. He left"));
        assert!(bare("told the paper that he left"));
        assert!(!bare("told the newspaper group"));
        assert!(!bare("told the crowd"));
        assert!(!bare("told"));
    }
}
