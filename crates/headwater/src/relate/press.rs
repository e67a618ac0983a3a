//! Who passes news on in a pile, listed or not: whoever publishes a document of it, and whoever is
//! credited as an agency. Only names that stand where a source stands are looked up.

use super::short_name;
use crate::lexicon::fold::fold;
use crate::lexicon::{outlet_name, same_outlet, station};
use crate::model::{Annotations, Attribution, Document, Quotation, SourceType, Span};
use compact_str::CompactString;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Words of the longest name.
const LONGEST: usize = 6;
/// Bytes behind a source's words in which the rest of a longer name may stand.
const REST: usize = 48;

/// The press of a pile by the names that it goes by.
#[derive(Default)]
pub struct Press {
    /// Canonical name by the key of each form; `None` when two outlets share the form.
    names: HashMap<CompactString, Option<String>>,
    /// Keys of the forms that mean nothing else; the others lack what says the kind: 'Karsova'.
    full: HashSet<CompactString>,
    /// Keys of names that somewhere stand as those of an outlet or agency that is a source.
    sources: HashSet<CompactString>,
    /// Keys of first words, so that few words need a look.
    first: HashSet<CompactString>,
    /// Keys of domains, whose words nothing tells apart: 'harbourtimes'.
    sites: BTreeSet<CompactString>,
    /// By the key of each credited agency, the one outlet whose documents credit it.
    credited_by: HashMap<CompactString, Option<CompactString>>,
}

impl Press {
    /// The press of these documents.
    pub fn new(documents: &[Document], annotations: &[Annotations]) -> Self {
        let mut press = Press::default();
        let publishers = documents
            .iter()
            .flat_map(|d| [&d.outlet, &d.republished_by, &d.credit]);
        let names: BTreeSet<&str> = publishers.flatten().map(String::as_str).collect();
        names.into_iter().for_each(|name| press.add(name));
        let credited = || annotations.iter().flat_map(|a| &a.attributions);
        let of = |kinds: &[SourceType]| -> BTreeSet<&str> {
            let typed = credited().filter(|a| kinds.contains(&a.source_type));
            typed.map(|a| a.source.as_str()).collect()
        };
        let sources = of(&[SourceType::Agency, SourceType::Outlet]);
        press.sources = sources.into_iter().map(same_outlet::key).collect();
        let names = of(&[SourceType::Agency]);
        for name in names {
            if press.named(name).is_none() {
                press.add(name);
            }
        }
        press.credited_by = crediting(documents, annotations);
        press
    }

    /// A station signs its own reports with its call letters, which its domain need not hold: the
    /// tag of a station that documents of this outlet alone carry.
    pub fn is_own_tag(&self, outlet: &str, name: &str) -> bool {
        let sole = self.credited_by.get(&same_outlet::key(name));
        let own = same_outlet::key(outlet);
        let alone = || sole.is_some_and(|sole| sole.as_ref() == Some(&own));
        let rival = || station::is_call_sign(name) && station::is_call_domain(outlet);
        station::is_in_domain(name, outlet)
            || station::is_channel_of(name, outlet)
            || station::is_tag(name) && alone() && !rival() && self.is_nobody_else(name)
            || station::is_newscast(name)
                && same_outlet::site(outlet).is_some()
                && self.is_nobody_else(name)
    }

    /// No outlet of the pile goes by the name but one that is called so.
    fn is_nobody_else(&self, name: &str) -> bool {
        self.named(name).is_none_or(|own| own == name)
    }

    fn add(&mut self, name: &str) {
        let own = same_outlet::canonical(name);
        let short = same_outlet::short_form(name);
        // 'harbour.radio.example' goes by the name of a town, 'examiner.example' by a word.
        let is_full = |form: &str| {
            let named = outlet_name::listed(form).is_some() || outlet_name::is_station(form);
            let may_mean_else = Some(form) == short.as_deref() || same_outlet::site(form).is_some();
            !may_mean_else || named
        };
        for form in same_outlet::forms(name) {
            let key = self.add_form(&form, own);
            self.full.extend(key.filter(|_| is_full(&form)));
        }
        if let Some(short) = &short {
            let key = self.add_form(short, own);
            self.full.extend(key.filter(|_| is_full(short)));
        }
    }

    /// Enters one form of the outlet of canonical name `own`.
    fn add_form(&mut self, form: &str, own: &str) -> Option<CompactString> {
        let key = same_outlet::key(form);
        // A page may give 'In' for its outlet.
        let words = fold(form, Span::new(0, form.len()));
        if key.is_empty() || words.iter().all(|word| !word.content) {
            return None;
        }
        let first = form.split_whitespace().find(|w| *w != "The");
        self.first.extend(first.map(same_outlet::key));
        if same_outlet::site(form).is_some() {
            self.sites.insert(key.clone());
        }
        let known = self
            .names
            .entry(key.clone())
            .or_insert_with(|| Some(own.into()));
        let same = |known: &String| same_outlet::same_outlet(known, own);
        if !known.as_ref().is_some_and(same) {
            *known = None;
        }
        Some(key)
    }

    /// Whose name this is.
    pub fn named(&self, name: &str) -> Option<&str> {
        self.names.get(&same_outlet::key(name))?.as_deref()
    }

    /// Somewhere in the pile a name stands as that of an outlet or agency that is a source.
    pub fn is_source(&self, name: &str) -> bool {
        self.sources.contains(&same_outlet::key(name))
    }

    /// The first name of the press that begins inside `span`, and where it stands; it may end
    /// behind the span.
    pub fn first_in(&self, text: &str, span: Span) -> Option<(Span, &str)> {
        // 'A Karsova affiliate' is an outlet of its own, 'Karsova News Affairs' an office.
        let is_other = |name: Span| {
            let behind = &text[name.end..];
            behind.starts_with(" affiliate") || behind.starts_with(" Affairs")
        };
        let said =
            |name: Span, key: &CompactString| !is_other(name) && self.is_said(text, name, key);
        self.first(text, span, said)
    }

    /// The words at `name` mean whoever of the press goes by this key.
    fn is_said(&self, text: &str, name: Span, key: &CompactString) -> bool {
        self.full.contains(key)
            || is_unmistakable(name.of(text))
            || short_name::stands_alone(text, name)
                && (self.sources.contains(key) || short_name::is_said_to_be_press(text, name))
    }

    /// The same in a line that is a credit and nothing else, where a short name will do.
    pub fn first_in_credit(&self, text: &str, line: Span) -> Option<(Span, &str)> {
        self.first(text, line, |_, _| true)
    }

    fn first(
        &self,
        text: &str,
        span: Span,
        fits: impl Fn(Span, &CompactString) -> bool,
    ) -> Option<(Span, &str)> {
        let mut end = text.len().min(span.end + REST);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let mut words = words(text, Span::new(span.start, end));
        while let Some(first) = words.next().filter(|word| word.start < span.end) {
            if self.may_head(first.of(text)) {
                let rest = words.clone().take(LONGEST - 1);
                let words: Vec<Span> = std::iter::once(first).chain(rest).collect();
                let found = self.longest(text, &words, &fits);
                if found.is_some() {
                    return found;
                }
            }
        }
        None
    }

    /// A name may begin with the word, as it is written.
    fn may_head(&self, first: &str) -> bool {
        let capital = first.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let domain = first.contains('.');
        if !capital && !domain {
            return false;
        }
        let key = same_outlet::key(first);
        domain && self.names.contains_key(&key) || self.may_begin(&key)
    }

    /// The longest name at the beginning of these words.
    fn longest(
        &self,
        text: &str,
        words: &[Span],
        fits: &impl Fn(Span, &CompactString) -> bool,
    ) -> Option<(Span, &str)> {
        let first = words[0].of(text);
        let whole = |n: usize| words[0].cover(words[n - 1]);
        (1..=words.len()).rev().find_map(|n| {
            let span = whole(n);
            (!span.of(text).contains('\n')).then_some(())?;
            // 'The caller' at the head of a sentence.
            let bare = span.of(text).strip_prefix("The ").unwrap_or(first);
            let lower = bare.starts_with(char::is_lowercase) && !bare.contains('.');
            (!lower).then_some(())?;
            let key = same_outlet::key(span.of(text));
            let name = self.names.get(&key)?.as_deref()?;
            fits(span, &key).then_some((span, name))
        })
    }

    /// A name may begin with the word of this key.
    fn may_begin(&self, word: &CompactString) -> bool {
        const SHORTEST: usize = 3;
        let site = || self.sites.range(word.clone()..).next();
        let begins = || site().is_some_and(|site| site.starts_with(word.as_str()));
        self.first.contains(word) || word.len() >= SHORTEST && word != "the" && begins()
    }

    /// The press that an attribution names as its source, and where.
    pub fn of_attribution(&self, text: &str, attribution: &Attribution) -> Option<(Span, &str)> {
        let (span, name) = self.first_in(text, attribution.excerpt.span)?;
        let (here, source) = (
            same_outlet::key(span.of(text)),
            same_outlet::key(&attribution.source),
        );
        let one = here.contains(source.as_str()) || source.contains(here.as_str());
        (one && attribution.told.is_none()).then_some((span, name))
    }

    /// The press that somebody spoke to, as an attribution tells: 'told Channel Nine'.
    pub fn told(&self, text: &str, attribution: &Attribution) -> Option<&str> {
        let after = Span::new(attribution.cue.span.end, attribution.excerpt.span.end);
        (attribution.rule == "told" && after.start < after.end).then_some(())?;
        self.first_in(text, after).map(|(_, name)| name)
    }

    /// 'told me', 'told this newspaper': whoever publishes the words was told.
    pub fn is_told_here(text: &str, attribution: &Attribution) -> bool {
        const HERE: [&str; 3] = ["me", "us", "this"];
        let after = text.get(attribution.cue.span.end..).unwrap_or_default();
        let mut words = after.split_whitespace();
        let word = |w: &str| {
            w.trim_end_matches(|c: char| !c.is_alphanumeric())
                .to_string()
        };
        let hearer = words.next().map(word).unwrap_or_default();
        let mut press = || {
            words
                .next()
                .map(word)
                .is_some_and(|w| outlet_name::is_press_word(&w) || outlet_name::is_own_voice(&w))
        };
        attribution.rule == "told" && HERE.contains(&&*hearer) && (hearer != "this" || press())
    }

    /// The press that follows the cue of a quotation: 'she told Channel Nine'.
    pub fn hears(&self, text: &str, quotation: &Quotation) -> Option<(Span, &str)> {
        let cue = quotation.cue.as_ref()?;
        let tells = cue.text.to_lowercase();
        tells
            .split(' ')
            .any(|w| matches!(w, "told" | "tells"))
            .then_some(())?;
        let after = text.get(cue.span.end..)?;
        let start = cue.span.end + (after.len() - after.trim_start().len());
        let skip = if text.get(start..)?.starts_with("the ") {
            4
        } else {
            0
        };
        self.first_in(text, Span::new(start + skip, start + skip + 1))
    }

    /// The press that is named as the source of a quotation.
    pub fn of_source(&self, document: &Document, quotation: &Quotation) -> Option<(Span, &str)> {
        let source = quotation.source.as_ref()?;
        let (at, name) = self.first_in(&document.text, source.span)?;
        let before = document.text.get(source.span.start..at.start)?;
        short_name::heads_phrase(before).then_some((at, name))
    }
}

/// By the key of each agency or station that documents credit, the one outlet that publishes them, if
/// it is one.
fn crediting(
    documents: &[Document],
    annotations: &[Annotations],
) -> HashMap<CompactString, Option<CompactString>> {
    let mut found = HashMap::new();
    let mut others = BTreeSet::new();
    for (document, annotations) in documents.iter().zip(annotations) {
        let outlet = document.outlet.as_deref().map(same_outlet::key);
        let signs =
            |a: &&Attribution| a.source_type == SourceType::Agency || station::is_tag(&a.source);
        for attribution in annotations.attributions.iter().filter(signs) {
            let key = same_outlet::key(&attribution.source);
            // 'According to KQRV': nobody speaks so of the station itself.
            if attribution.rule != "credit" && station::is_name(&attribution.source) {
                others.insert((key, outlet.clone()));
                continue;
            }
            let sole = found.entry(key).or_insert_with(|| outlet.clone());
            if *sole != outlet {
                *sole = None;
            }
        }
    }
    for (key, outlet) in others {
        if found.get(&key) == Some(&outlet) {
            found.insert(key, None);
        }
    }
    found
}

/// Words that mean an outlet wherever they stand: a domain, call letters, 'Harbour Times', 'Kell6',
/// 'KellNow'.
fn is_unmistakable(name: &str) -> bool {
    let several = name.split_whitespace().count();
    let site = name.contains('.') && same_outlet::site(name).is_some();
    let numbered = name.contains(|c: char| c.is_ascii_digit());
    let joined = name.split_whitespace().any(|word| {
        let mut letters = word.chars().skip_while(|c| !c.is_lowercase());
        letters.any(char::is_uppercase)
    });
    let named = outlet_name::named(name, several).is_some();
    site || numbered || joined || named || station::is_tag(name)
}

/// The source's words say no more than 'the agency', 'the paper'.
pub fn is_bare(source: &str) -> bool {
    let words: Vec<&str> = source.split_whitespace().collect();
    let ["the" | "The", word] = words[..] else {
        return false;
    };
    outlet_name::is_press_word(word)
}

/// Words between white space, without the marks around them and an owner's ending.
fn words(text: &str, span: Span) -> impl Iterator<Item = Span> + Clone {
    let mut start = span.start;
    let pieces = span.of(text).split_inclusive(char::is_whitespace);
    pieces.filter_map(move |piece| {
        let begins = piece.trim_start_matches(|c: char| !c.is_alphanumeric());
        let bare = begins.trim_end_matches(|c: char| !c.is_alphanumeric());
        let at = start + piece.len() - begins.len();
        start += piece.len();
        let owner = ["'s", "’s"].iter().find_map(|s| bare.strip_suffix(s));
        (!bare.is_empty()).then(|| Span::new(at, at + owner.unwrap_or(bare).len()))
    })
}
