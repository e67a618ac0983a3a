//! All the ways in which a document says whose report it passes on.

use super::credited::{is_own_outlet, origin_name};
use crate::lexicon::outlet_name::{is_outlet_word, is_platform, joined, listed};
use crate::lexicon::same_outlet::canonical;
use crate::model::{Attribution, Document, Quotation, Role, SourceType, Span};
use crate::relate::Pile;
use crate::relate::press::is_bare;

/// Rule of a credit that holds for the whole document: a byline, a dateline, a tail.
pub const WHOLE_DOCUMENT: &str = "credit-of-document";
const PASSAGE: &str = "credit-of-passage";
const VIA: &str = "quoted-through";

/// Bytes of the longest line that is a credit and nothing else.
const LINE: usize = 120;

/// One place where a document names an outlet or agency for what it tells.
pub(crate) struct Credit {
    /// Who is named.
    pub from: String,
    /// Where; `None` when the document's container says it.
    pub evidence: Option<Span>,
    /// What it is named for.
    pub scope: Span,
    /// Where in the scope the naming words stand that are no content.
    pub naming: Span,
    /// It may be an outlet whose own page does not say so.
    pub is_press: bool,
    pub rule: &'static str,
}

impl Credit {
    /// All of the document comes from there.
    pub fn is_whole(&self) -> bool {
        self.rule == WHOLE_DOCUMENT
    }

    /// The same source for the same words, by a longer name.
    fn says_more_than(&self, other: &Credit) -> bool {
        let longer = self.from.len() > other.from.len() && self.from.starts_with(&other.from);
        longer && self.scope.overlaps(other.scope)
    }
}

/// The credits of a document, other than to its own publisher.
pub(crate) fn of_document(pile: &Pile, n: usize, publishes: impl Fn(&str) -> bool) -> Vec<Credit> {
    let document = &pile.documents[n];
    let annotations = &pile.annotations[n];
    let mut found: Vec<Credit> = Vec::new();
    let attributions = annotations.attributions.iter();
    found.extend(attributions.flat_map(|a| of_attribution(pile, n, a, &publishes)));
    found.extend(lines(pile, document));
    found.extend(stated(pile, n));
    found.extend(
        annotations
            .quotations
            .iter()
            .filter_map(|q| of_source(pile, n, q)),
    );
    found.extend(
        annotations
            .sentences
            .iter()
            .filter_map(|s| in_sentence(pile, n, *s)),
    );
    let (credited, named) = (only_press(&found), only_named(pile, n));
    // 'the agency' of a document that credits none is more often an office of the state.
    let only = |word: &str| {
        let outlet = named.as_deref().filter(|_| is_outlet_word(word));
        // 'The newspaper' is no agency.
        let agency = |name: &str| listed(name) == Some(SourceType::Agency);
        let fits = |name: &&str| !(is_outlet_word(word) && agency(name));
        credited.as_deref().or(outlet).filter(fits)
    };
    let bare = annotations
        .attributions
        .iter()
        .filter(|a| is_bare_source(a));
    found.extend(bare.filter_map(|a| Some(passage(only(&a.source)?, a.excerpt.span, a.scope))));
    for quotation in &annotations.quotations {
        let source = quotation.source.as_ref().map_or("", |source| &source.text);
        let word = source.rsplit(' ').next().unwrap_or_default();
        let via = via(pile, n, quotation, only(word));
        let known = |new: &Credit| found.iter().any(|old| old.says_more_than(new));
        found.extend(via.filter(|new| !known(new)));
    }
    // Whose page there it is, the name of a platform does not say.
    found.retain(|credit| !is_own_outlet(pile, n, &credit.from) && !is_platform(&credit.from));
    found
}

/// Sources whose report the document passes on: agencies, outlets, and whoever publishes a document
/// of the pile. Persons and officials are informants.
fn of_attribution(
    pile: &Pile,
    n: usize,
    attribution: &Attribution,
    publishes: impl Fn(&str) -> bool,
) -> Vec<Credit> {
    let text = &pile.documents[n].text;
    let span = attribution.excerpt.span;
    let press = pile.press().of_attribution(text, attribution);
    let outlet = attribution.source_type == SourceType::Outlet;
    let typed = outlet || attribution.source_type == SourceType::Agency;
    let told = attribution.told.is_some() || pile.press().told(text, attribution).is_some();
    // What the spokeswoman of a station says is no report of the station.
    let speaks_for = |(at, _): (Span, &str)| text[at.end..].trim_start().starts_with("spokes");
    // 'The caller' is no page of caller.com.
    let proper = |source: &str| source.contains(|c: char| c.is_uppercase() || c == '.');
    let known =
        typed || press.is_some() || proper(&attribution.source) && publishes(&attribution.source);
    if told || !known || press.is_some_and(speaks_for) {
        return Vec::new();
    }
    let credit = |from: String| Credit {
        from,
        evidence: Some(span),
        scope: attribution.scope,
        naming: span,
        is_press: outlet || press.is_some(),
        rule: reach(&pile.documents[n], attribution),
    };
    let name = |name: &str| credit(origin_name(pile, n, name, span));
    let source = &attribution.source;
    match (joined(source), press) {
        (Some((a, b)), _) => vec![name(lengthened(span.of(text), a)), name(b)],
        (None, Some((_, press))) => vec![credit(press.to_string())],
        (None, None) => vec![name(source)],
    }
}

/// Bylines, datelines and lines of credit speak for the whole document.
fn reach(document: &Document, attribution: &Attribution) -> &'static str {
    let role = document.role_at(attribution.excerpt.span.start);
    let above = matches!(role, Some(Role::Byline | Role::Dateline));
    match above || attribution.rule.contains("credit") {
        true => WHOLE_DOCUMENT,
        false => PASSAGE,
    }
}

/// The first of two joined names with the capitals before it that were taken for a place: 'Gulf
/// Business Line'.
fn lengthened<'t>(words: &'t str, name: &'t str) -> &'t str {
    let Some(at) = words.find(name) else {
        return name;
    };
    let begins = |word: &&str| word.starts_with(char::is_uppercase);
    let opens = |word: &&str| matches!(*word, "The" | "Both");
    let before = words[..at].rsplit(' ').skip(1);
    let taken = before.take_while(|w| begins(w) && !opens(w));
    let start = at - taken.map(|word| word.len() + 1).sum::<usize>();
    &words[start..at + name.len()]
}

/// One of the press by name, for the words of `scope`, where the words at `naming` mean it.
fn passage(name: &str, naming: Span, scope: Span) -> Credit {
    Credit {
        from: name.to_string(),
        evidence: Some(naming),
        scope,
        naming,
        is_press: true,
        rule: PASSAGE,
    }
}

/// 'Farline reported': who is named as the source of what is reported is of the press.
fn of_source(pile: &Pile, n: usize, quotation: &Quotation) -> Option<Credit> {
    let (span, name) = pile.press().of_source(&pile.documents[n], quotation)?;
    Some(passage(name, span, quotation.whole()))
}

/// Words that follow the press where it is the source.
const CITED: &[&str] = &[
    "reported", "reports", "said", "says", "wrote", "writes", "noted", "notes", "quoted", "quotes",
    "cited", "cites",
];
/// Words before a name that make it the place where somebody works.
const OWNERS: &[&str] = &["of", "at", "for", "from", "with", "and", "by"];

/// 'Farline reported', 'according to farline.example' in a sentence whose parts are not understood.
fn in_sentence(pile: &Pile, n: usize, sentence: Span) -> Option<Credit> {
    let text = &pile.documents[n].text;
    let (name_at, name) = pile.press().first_in(text, sentence)?;
    if !sentence.contains(name_at) {
        return None;
    }
    let before = text[sentence.start..name_at.start].trim_end();
    let before = before.strip_suffix("the").unwrap_or(before).trim_end();
    let last = before.rsplit(|c: char| !c.is_alphanumeric()).next();
    let after = text[name_at.end..sentence.end].split_whitespace().next();
    let verb = after.map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()));
    let cited = verb.is_some_and(|verb| CITED.contains(&verb))
        && !last.is_some_and(|word| OWNERS.contains(&word));
    let according = before.to_lowercase().ends_with("according to");
    (cited || according).then(|| passage(name, name_at, sentence))
}

/// A quotation that came through an outlet, which may be called 'the agency' where only one is
/// named.
fn via(pile: &Pile, n: usize, quotation: &Quotation, only: Option<&str>) -> Option<Credit> {
    let whole = quotation.whole();
    let bare = || {
        let source = quotation.source.as_ref()?;
        is_bare(&source.text).then_some(())?;
        Some((only?.to_string(), source.span))
    };
    // An interview elsewhere has an edge of its own.
    let told = |name: &str| {
        let here = |a: &&Attribution| a.scope.overlaps(whole);
        let mut attributions = pile.annotations[n].attributions.iter().filter(here);
        attributions.any(|a| a.told.as_deref() == Some(name))
    };
    let named = quotation.via.as_ref().filter(|via| !told(via));
    let from_via = named.map(|via| {
        let full = pile.press().named(via).map(String::from);
        (
            full.unwrap_or_else(|| origin_name(pile, n, via, whole)),
            whole,
        )
    });
    let (from, evidence) = from_via.or_else(bare)?;
    Some(Credit {
        from,
        evidence: Some(evidence),
        scope: whole,
        naming: Span::new(whole.end, whole.end),
        is_press: true,
        rule: VIA,
    })
}

/// What an attribution names is 'the paper' and no more.
fn is_bare_source(attribution: &Attribution) -> bool {
    let source = format!("the {}", attribution.source);
    let named = || attribution.excerpt.text.to_lowercase().contains(&source);
    attribution.told.is_none() && is_bare(&source) && named()
}

/// The one outlet or agency, other than its own, that the sentences of a document name first, where
/// something is told from 'the paper'.
fn only_named(pile: &Pile, n: usize) -> Option<String> {
    let annotations = &pile.annotations[n];
    let mut sources = annotations
        .quotations
        .iter()
        .filter_map(|q| q.source.as_ref());
    if !annotations.attributions.iter().any(is_bare_source) && !sources.any(|s| is_bare(&s.text)) {
        return None;
    }
    sole_press(pile, n).map(String::from)
}

/// The one outlet or agency, other than its own, that the sentences of a document name first.
pub(super) fn sole_press(pile: &Pile, n: usize) -> Option<&str> {
    let text = &pile.documents[n].text;
    let sentences = pile.annotations[n].sentences.iter();
    let named = sentences.filter_map(|s| pile.press().first_in(text, *s));
    let mut named = named
        .map(|(_, name)| name)
        .filter(|name| !is_own_outlet(pile, n, name) && !is_platform(name));
    let first = named.next()?;
    named.all(|name| name == first).then_some(first)
}

/// The one outlet or agency that a document credits.
fn only_press(found: &[Credit]) -> Option<String> {
    let first = &found.first()?.from;
    found
        .iter()
        .all(|credit| credit.from == *first)
        .then(|| first.clone())
}

/// Lines that say nothing but who is credited: 'By Farline', '(Farline)', 'Source: Farline'; and
/// 'Farline contributed to this report'.
fn lines(pile: &Pile, document: &Document) -> Vec<Credit> {
    let text = &document.text;
    let mut found = Vec::new();
    for block in document.blocks.iter().filter(|b| b.role != Role::Comment) {
        let mut start = block.span.start;
        for line in block.span.of(text).split_inclusive('\n') {
            let span = Span::new(start, start + line.len()).trim(text);
            start += line.len();
            if span.is_empty() || span.len() > LINE {
                continue;
            }
            let Some((name_at, name)) = pile.press().first_in_credit(text, span) else {
                continue;
            };
            if span.contains(name_at) && is_credit_line(text, span, name_at) {
                found.push(whole(name, Some(name_at), document));
            }
        }
    }
    found
}

/// Words that may stand beside a name in a line of credit.
const BESIDE: &[&str] = &[
    "by",
    "from",
    "source",
    "sources",
    "the",
    "with",
    "staff",
    "and",
    "agency",
    "agencies",
    "wire",
    "reports",
    "news",
    "copyright",
    "c",
];

fn is_credit_line(text: &str, line: Span, name: Span) -> bool {
    let before = text[line.start..name.start].to_lowercase();
    let after = text[name.end..line.end].to_lowercase();
    if before.trim().is_empty() && after.trim_start().starts_with("contributed") {
        return true;
    }
    let beside = |words: &str| {
        let words = words.split(|c: char| !c.is_alphanumeric());
        words
            .filter(|w| !w.is_empty())
            .all(|w| BESIDE.contains(&w) || w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit()))
    };
    let lead = before.trim();
    let marked =
        lead.starts_with("by") || lead.ends_with(['(', ':', '©']) || lead.contains("copyright");
    marked && beside(&before) && beside(&after)
}

fn whole(name: &str, evidence: Option<Span>, document: &Document) -> Credit {
    Credit {
        from: name.to_string(),
        evidence,
        scope: Span::new(0, document.text.len()),
        naming: evidence.unwrap_or_default(),
        is_press: true,
        rule: WHOLE_DOCUMENT,
    }
}

/// What the container says: a feed's source, an author who is of the press.
fn stated(pile: &Pile, n: usize) -> Vec<Credit> {
    let document = &pile.documents[n];
    let source = document.credit.as_deref().map(canonical);
    let parts = document.authors.iter().flat_map(|author| {
        let author = author.strip_prefix("By ").unwrap_or(author);
        author.split([',', ';', '/', '|']).map(str::trim)
    });
    let agency = |name: &str| listed(name) == Some(SourceType::Agency);
    let authors = parts.filter_map(|part| {
        let known = agency(part).then(|| canonical(part));
        pile.press().named(part).or(known)
    });
    let names = source.into_iter().chain(authors);
    names.map(|name| whole(name, None, document)).collect()
}
