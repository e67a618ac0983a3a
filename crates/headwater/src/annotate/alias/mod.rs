//! Which names of one document are one entity.
//!
//! Rules propose pairs, strongest first; a pair joins two groups of names unless any of their
//! members must stay apart. What is ambiguous in the document joins nothing.

mod courtesy;
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
        let mut names = Names {
            names: Vec::new(),
            titles: Vec::new(),
            bearers: Vec::new(),
            first: Vec::new(),
            shown: Vec::new(),
            count: Vec::new(),
            by_key: HashMap::new(),
            of_mention: Vec::with_capacity(mentions.len()),
        };
        let mut kinds: Vec<[usize; 4]> = Vec::new();
        for (n, mention) in mentions.iter().enumerate() {
            let form = NameForm::new(&mention.excerpt.text);
            let before = courtesy::before(text, mention);
            let title = before.filter(|title| title.alone);
            let key = courtesy::row_key(&form.key, title.map(|title| title.bearer));
            let next = kinds.len();
            let at = *names.by_key.entry(key).or_insert(next);
            if at == next {
                names
                    .bearers
                    .push(courtesy::by_given_name(&form, mention.kind));
                names.titles.push(title);
                names.names.push(Name {
                    form,
                    kind: mention.kind,
                });
                names.first.push(n);
                names.shown.push(n);
                names.count.push(0);
                kinds.push([0; 4]);
            }
            let told = before
                .filter(|title| !title.alone)
                .map(|title| title.bearer);
            names.bearers[at] = names.bearers[at].or(told);
            if is_shouted(&mentions[names.shown[at]]) && !is_shouted(mention) {
                names.shown[at] = n;
            }
            kinds[at][mention.kind as usize] += 1;
            names.count[at] += 1;
            names.of_mention.push(at);
        }
        for (name, votes) in names.names.iter_mut().zip(&kinds) {
            name.kind = EntityType::with_most(votes, name.kind);
        }
        names
    }

    /// A surname that several bear, or a 'Jr.' alone, is the first one's as long as the text has named no other:
    /// pairs of the full name and the surname alone, where all its mentions stand so early.
    fn introduced_first(&self) -> Vec<(usize, usize)> {
        let persons =
            || (self.names.iter().enumerate()).filter(|(_, name)| name.kind == EntityType::Person);
        let mut bearers: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, name) in persons() {
            if let [_, .., family] = name.form.core()[..] {
                bearers.entry(family).or_default().push(at);
            }
        }
        let pair = |(short, name): (usize, &Name)| {
            let [family] = name.form.core()[..] else {
                return None;
            };
            let (&first, others) = bearers.get(family)?.split_first()?;
            let alone = match others.first() {
                Some(&next) => {
                    let last = self.of_mention.iter().rposition(|&at| at == short)?;
                    last < self.first[next]
                }
                // A text about a son names him first: else the name may be his father's.
                None => self.names[first].form.generation().is_some(),
            };
            (alone && self.first[first] < self.first[short]).then_some((first, short))
        };
        persons().filter_map(pair).collect()
    }
}

/// Sets each mention's `entity` to the fullest form in the document; returns the evidence.
pub fn find(scan: &Scan, mentions: &mut [Mention]) -> Vec<AliasEvidence> {
    let names = Names::new(scan.text(), mentions);
    let families = courtesy::families(&names);
    let mut groups = Groups::new(names.names.len());
    let mut evidence = Vec::new();
    let mut join = |a: usize, b: usize, at: (&Mention, &Mention), rule: &str| {
        let apart = |a: usize, b: usize| {
            must_stay_apart(&names.names[a], &names.names[b]) || courtesy::differ(&names, a, b)
        };
        if groups.of(a) != groups.of(b) && groups.join(a, b, apart) {
            evidence.push(AliasEvidence {
                a: at.0.excerpt.clone(),
                b: at.1.excerpt.clone(),
                rule: rule.into(),
            });
        }
    };
    let first = |at: usize| &mentions[names.first[at]];
    for (a, b, rule) in pattern::find(scan, mentions) {
        join(
            names.of_mention[a],
            names.of_mention[b],
            (&mentions[a], &mentions[b]),
            rule,
        );
    }
    let titled = courtesy::pairs(&names, &families).into_iter();
    let titled = titled.map(|(full, short)| (full, short, "surname"));
    for (a, b, rule) in titled.chain(proposed(&names)) {
        join(a, b, (first(a), first(b)), rule);
    }
    for (full, short) in names.introduced_first() {
        join(full, short, (first(full), first(short)), "surname");
    }
    for (bare, titled) in courtesy::without_title(&names) {
        let alone = |at: usize| groups.members(groups.of(at)).len() == 1;
        if alone(bare) && alone(titled) {
            groups.join(bare, titled, |_, _| false);
        }
    }
    let fullest: Vec<Option<String>> = (0..names.names.len())
        .map(|at| {
            // 'Mrs Hart', whom the document names by nothing else, beside another Hart.
            let titled = names.titles[at].filter(|_| {
                let own = groups.members(groups.of(at));
                own.len() == 1 && courtesy::is_shared(&names, &families, at, own)
            });
            let titled = titled.map(|title| title.of(scan.text()).to_owned());
            titled.or_else(|| fullest(&names, &groups, groups.of(at), mentions))
        })
        .collect();
    for (mention, &name) in mentions.iter_mut().zip(&names.of_mention) {
        mention.entity = fullest[name].as_deref().map(CompactString::from);
        mention.kind = names.names[name].kind;
    }
    evidence.sort_by_key(|row| (row.a.span, row.b.span));
    evidence
}

/// Pairs that the forms of the names propose, but for those that a courtesy title leaves open.
fn proposed(names: &Names) -> impl Iterator<Item = (usize, usize, &'static str)> {
    let open = |at: usize| courtesy::is_one_of_two(names, at);
    let key = |at: usize| &names.names[at].form.key;
    let pairs = propose::propose(&names.names).into_iter();
    pairs.filter(move |&(a, b, _)| key(a) != key(b) && !open(a) && !open(b))
}

/// The form with most words, then most letters, then most mentions, then the first.
fn fullest(names: &Names, groups: &Groups, group: usize, mentions: &[Mention]) -> Option<String> {
    let rank = |&at: &usize| {
        let form = &names.names[at].form;
        let acronym = form.acronym.is_some();
        let full = (!acronym, form.core().len(), form.key.len(), names.count[at]);
        (full, std::cmp::Reverse(at))
    };
    let best = groups.members(group).iter().copied().max_by_key(rank)?;
    Some(mentions[names.shown[best]].excerpt.text.to_string())
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
        assert_eq!(entities(&[ana, alone, rui, alone])[1], "Pereira");
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
