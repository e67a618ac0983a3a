//! Which names of one document are one entity.
//!
//! Rules propose pairs, strongest first; a pair joins two groups of names unless any of their
//! members must stay apart. What is ambiguous in the document joins nothing.

mod courtesy;
mod family;
mod pattern;

use super::Scan;
use crate::lexicon::given_name::Bearer;
use crate::lexicon::join::Groups;
use crate::lexicon::name_form::NameForm;
use crate::lexicon::propose;
use crate::lexicon::same_name::{Name, must_stay_apart};
use crate::model::{AliasEvidence, EntityType, Mention};
use compact_str::CompactString;
use courtesy::Title;
use std::collections::HashMap;

/// The names of a document, one row for each folded spelling and courtesy title, in order of first
/// mention.
#[derive(Default)]
struct Names {
    names: Vec<Name>,
    /// The courtesy title of each that is a family name behind one.
    titles: Vec<Option<Title>>,
    /// Who bears each full name, by given name or title.
    bearers: Vec<Option<Bearer>>,
    /// Index of the first mention of each.
    first: Vec<usize>,
    /// The same of the first that is not in capitals, if any: datelines shout.
    shown: Vec<usize>,
    count: Vec<usize>,
    by_key: HashMap<String, usize>,
    /// Name of each mention.
    of_mention: Vec<usize>,
}

impl Names {
    fn new(text: &str, mentions: &[Mention]) -> Self {
        let mut names = Names::default();
        for (n, mention) in mentions.iter().enumerate() {
            let (alone, beside) = match courtesy::before(text, mention) {
                Some(title) if title.alone => (Some(title), None),
                title => (None, title.map(|title| title.bearer)),
            };
            let at = names.row(n, mention, alone);
            names.bearers[at] = names.bearers[at].or(beside);
            if is_shouted(&mentions[names.shown[at]]) && !is_shouted(mention) {
                names.shown[at] = n;
            }
            names.count[at] += 1;
            names.of_mention.push(at);
        }
        names.settle_kinds(mentions);
        names
    }

    /// The row of mention `n` with its courtesy title; a new one for what no mention before it has.
    fn row(&mut self, n: usize, mention: &Mention, title: Option<Title>) -> usize {
        let (form, kind) = (NameForm::new(&mention.excerpt.text), mention.kind);
        let key = courtesy::row_key(&form.key, title.map(|title| title.bearer));
        let next = self.names.len();
        let at = *self.by_key.entry(key).or_insert(next);
        if at == next {
            self.bearers.push(courtesy::by_given_name(&form, kind));
            self.titles.push(title);
            self.names.push(Name { form, kind });
            self.first.push(n);
            self.shown.push(n);
            self.count.push(0);
        }
        at
    }

    /// A name is of the kind that most of its mentions have.
    fn settle_kinds(&mut self, mentions: &[Mention]) {
        let mut votes = vec![[0; 4]; self.names.len()];
        for (mention, &at) in mentions.iter().zip(&self.of_mention) {
            votes[at][mention.kind as usize] += 1;
        }
        for (name, votes) in self.names.iter_mut().zip(&votes) {
            name.kind = EntityType::with_most(votes, name.kind);
        }
    }
}

/// Sets each mention's `entity` to the fullest form in the document; returns the evidence.
pub fn find(scan: &Scan, mentions: &mut [Mention]) -> Vec<AliasEvidence> {
    let names = Names::new(scan.text(), mentions);
    let families = courtesy::families(&names);
    let mut joined = Joined::new(&names, mentions);
    for (a, b, rule) in pattern::find(scan, mentions) {
        joined.add(a, b, rule);
    }
    for (full, short) in courtesy::pairs(&names, &families) {
        joined.add_names(full, short, "surname");
    }
    for (a, b, rule) in proposed(&names) {
        joined.add_names(a, b, rule);
    }
    for (full, short) in names.introduced_first() {
        joined.add_names(full, short, "surname");
    }
    joined.add_bare();
    let entity = |at: usize| {
        let titled = joined.titled(at, &families);
        let titled = titled.map(|title| title.of(scan.text()).to_owned());
        titled.or_else(|| joined.fullest(at))
    };
    let entities: Vec<Option<String>> = (0..names.names.len()).map(entity).collect();
    // No evidence for the name: its later mentions are open, and a story joins names, not mentions.
    let alone = |&(mention, _): &(usize, usize)| joined.group(names.of_mention[mention]).len() == 1;
    let early: Vec<(usize, usize)> = names.early().into_iter().filter(alone).collect();
    let mut evidence = joined.evidence;
    for (mention, &name) in mentions.iter_mut().zip(&names.of_mention) {
        mention.entity = entities[name].as_deref().map(CompactString::from);
        mention.kind = names.names[name].kind;
    }
    for (mention, first) in early {
        mentions[mention].entity = entities[first].as_deref().map(CompactString::from);
    }
    evidence.sort_by_key(|row| (row.a.span, row.b.span));
    evidence
}

/// Names put together, and the evidence.
struct Joined<'a> {
    names: &'a Names,
    mentions: &'a [Mention],
    groups: Groups,
    evidence: Vec<AliasEvidence>,
}

impl<'a> Joined<'a> {
    /// Every name alone.
    fn new(names: &'a Names, mentions: &'a [Mention]) -> Self {
        Joined {
            names,
            mentions,
            groups: Groups::new(names.names.len()),
            evidence: Vec::new(),
        }
    }

    /// Puts the names of two mentions together, unless names beside them must stay apart.
    fn add(&mut self, a: usize, b: usize, rule: &str) {
        let names = self.names;
        let apart = |a: usize, b: usize| {
            must_stay_apart(&names.names[a], &names.names[b]) || courtesy::differ(names, a, b)
        };
        let (one, other) = (names.of_mention[a], names.of_mention[b]);
        let new = self.groups.of(one) != self.groups.of(other);
        if new && self.groups.join(one, other, apart) {
            self.evidence.push(AliasEvidence {
                a: self.mentions[a].excerpt.clone(),
                b: self.mentions[b].excerpt.clone(),
                rule: rule.into(),
            });
        }
    }

    /// Puts two names together; the first mention of each is the evidence.
    fn add_names(&mut self, a: usize, b: usize, rule: &str) {
        self.add(self.names.first[a], self.names.first[b], rule);
    }

    /// Puts 'Mrs Hart' and 'Hart' together where nothing else is known of either.
    fn add_bare(&mut self) {
        for (bare, titled) in courtesy::without_title(self.names) {
            if self.group(bare).len() == 1 && self.group(titled).len() == 1 {
                self.groups.join(bare, titled, |_, _| false);
            }
        }
    }

    /// All names that are one with this one.
    fn group(&self, name: usize) -> &[usize] {
        self.groups.members(self.groups.of(name))
    }

    /// The title of 'Mrs Hart', whom the document names by nothing else, beside another Hart.
    fn titled(&self, at: usize, families: &HashMap<&str, Vec<usize>>) -> Option<Title> {
        let own = self.group(at);
        self.names.titles[at]
            .filter(|_| own.len() == 1 && courtesy::is_shared(self.names, families, at, own))
    }

    /// The form with most words, then most letters, then most mentions, then the first.
    fn fullest(&self, name: usize) -> Option<String> {
        let names = self.names;
        let rank = |&at: &usize| {
            let form = &names.names[at].form;
            let acronym = form.acronym.is_some();
            let full = (!acronym, form.core().len(), form.key.len(), names.count[at]);
            (full, std::cmp::Reverse(at))
        };
        let best = self.group(name).iter().copied().max_by_key(rank)?;
        let shown = &self.mentions[names.shown[best]];
        Some(shown.excerpt.text.to_string())
    }
}

/// Pairs that the forms of the names propose, but for those that a courtesy title leaves open.
fn proposed(names: &Names) -> impl Iterator<Item = (usize, usize, &'static str)> {
    let open = |at: usize| courtesy::is_one_of_two(names, at);
    let key = |at: usize| &names.names[at].form.key;
    let pairs = propose::propose(&names.names).into_iter();
    pairs.filter(move |&(a, b, _)| key(a) != key(b) && !open(a) && !open(b))
}

fn is_shouted(mention: &Mention) -> bool {
    !mention.excerpt.text.contains(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::tests::body;
    use crate::model::{Excerpt, Span};
    use EntityType::{Organisation, Person, Place};

    /// Groups of names, given the names with their kinds in order of the text.
    fn entities(list: &[(&str, EntityType)]) -> Vec<String> {
        let text: String = list.iter().map(|(name, _)| format!("{name} x. ")).collect();
        let document = body(&text);
        let mut at = 0;
        let mut mentions: Vec<Mention> = Vec::new();
        for &(name, kind) in list {
            let span = Span::new(at, at + name.len());
            at = span.end + 4;
            let excerpt = Excerpt::new(span, &text);
            mentions.push(Mention {
                excerpt,
                kind,
                entity: None,
            });
        }
        find(&Scan::new(&document), &mut mentions);
        mentions
            .into_iter()
            .map(|m| m.entity.unwrap_or_default().into())
            .collect()
    }

    #[test]
    fn names_take_their_fullest_form() {
        let found = entities(&[
            ("Ana Pereira", Person),
            ("Pereira", Person),
            ("Ana L. Pereira", Person),
            ("Army of Progress", Organisation),
            ("AoP", Organisation),
            ("al-Qasr", Organisation),
            ("Al-Qasr Front", Organisation),
            ("Qasr Front", Organisation),
            ("U.S.", Place),
            ("United States", Place),
        ]);
        let ana = "Ana L. Pereira";
        assert_eq!(found[..3], [ana, ana, ana]);
        assert_eq!(found[3..5], ["Army of Progress", "Army of Progress"]);
        assert_eq!(
            found[5..8],
            ["Al-Qasr Front", "Al-Qasr Front", "Al-Qasr Front"]
        );
        assert_eq!(found[8..], ["United States", "United States"]);
    }

    #[test]
    fn father_and_son_stay_apart() {
        let son = ("Anton Marsh Jr", Person);
        let father = ("Anton Marsh", Person);
        let alone = ("Marsh", Person);
        let names = |found: Vec<String>| found.join(", ");
        let both = names(entities(&[father, son, alone, ("Marsh Jr", Person)]));
        assert_eq!(
            both,
            "Anton Marsh, Anton Marsh Jr, Anton Marsh, Anton Marsh Jr"
        );
        assert_eq!(
            names(entities(&[son, alone])),
            "Anton Marsh Jr, Anton Marsh Jr"
        );
        assert_eq!(names(entities(&[alone, son])), "Marsh, Anton Marsh Jr");
    }

    #[test]
    fn a_surname_is_the_first_bearers_until_the_next_is_named() {
        let ana = ("Ana Pereira", Person);
        let rui = ("Rui Pereira", Person);
        let alone = ("Pereira", Person);
        assert_eq!(entities(&[ana, alone, rui])[1], "Ana Pereira");
        assert_eq!(entities(&[ana, rui, alone])[2], "Pereira");
        let both = entities(&[ana, alone, rui, alone]);
        assert_eq!((&*both[1], &*both[3]), ("Ana Pereira", "Pereira"));
    }

    #[test]
    fn initials_that_everybody_knows_stand_for_nothing_else() {
        let found = entities(&[
            ("University of Sandford", Organisation),
            ("US", Place),
            ("Ann Lee", Person),
            ("Ann Marsh", Person),
            ("Ann", Person),
            ("Ostland Republican Party", Organisation),
            ("Republican Party", Organisation),
            ("Oslo Harbour Council", Organisation),
            ("OHC", Organisation),
            ("United States", Place),
        ]);
        assert_eq!(found[1], "United States");
        assert_eq!(found[4], "Ann");
        assert_eq!(found[6], "Republican Party");
        assert_eq!(found[8], "Oslo Harbour Council");
    }

    #[test]
    fn parentheses_equate_persons_that_share_a_name() {
        let entity = |text: &str| {
            let document = body(text);
            let scan = Scan::new(&document);
            let mut mentions = crate::annotate::name::find(&scan);
            find(&scan, &mut mentions);
            mentions.last().and_then(|m| m.entity.clone())
        };
        let part = entity("The Captain's part, Edward Holm (Rui Pereira), is short.");
        assert_eq!(part.as_deref(), Some("Rui Pereira"));
        let full = entity("The Captain's part, Edward Holm (Edward Aldo Holm), is short.");
        assert_eq!(full.as_deref(), Some("Edward Aldo Holm"));
        let short = entity("The part of Edward Holm (Holm) is short.");
        assert_eq!(short.as_deref(), Some("Edward Holm"));
    }

    #[test]
    fn ambiguous_and_different_names_stay_apart() {
        let found = entities(&[
            ("Ana Pereira", Person),
            ("Rui Pereira", Person),
            ("Pereira", Person),
            ("Red Band in Iraq", Organisation),
            ("Red Band", Organisation),
            ("Mullah Rahim", Person),
            ("Mullah Sadiq", Person),
        ]);
        assert_eq!(found[2], "Pereira");
        assert_ne!(found[0], found[1]);
        assert_ne!(found[3], found[4]);
        assert_ne!(found[5], found[6]);
    }
}
