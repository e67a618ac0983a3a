//! Courtesy titles before a family name: 'Mrs Hart' is not Tom Hart, nor is she 'Mr Hart'.

use super::Names;
use crate::lexicon;
use crate::lexicon::given_name::{self, Bearer};
use crate::lexicon::name_form::NameForm;
use crate::lexicon::same_name::same_given;
use crate::model::{EntityType, Mention, Span};
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct File {
    courtesy: Titles,
}

#[derive(Deserialize)]
struct Titles {
    he: Vec<String>,
    she: Vec<String>,
}

static TITLES: LazyLock<Titles> = LazyLock::new(|| {
    let toml = include_str!("../../../lang/en/aliases.toml");
    lexicon::data::<File>("aliases.toml", toml).courtesy
});

/// A title, as far as its name, with who bears it.
#[derive(Clone, Copy)]
pub(super) struct Title {
    pub(super) bearer: Bearer,
    /// The title and the name.
    span: Span,
    /// The name is a family name alone.
    pub(super) alone: bool,
}

impl Title {
    /// The title and the name as the text has them.
    pub(super) fn of<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text)
    }
}

/// The courtesy title right before a person's name.
pub(super) fn before(text: &str, mention: &Mention) -> Option<Title> {
    let span = mention.excerpt.span;
    let head = text[..span.start].trim_end_matches([' ', '\u{a0}']);
    let bare = head.strip_suffix('.').unwrap_or(head);
    let letters = |c: char| !c.is_alphabetic();
    let start = bare.rfind(letters).map_or(0, |at| {
        at + bare[at..].chars().next().map_or(0, char::len_utf8)
    });
    let word = bare[start..].to_lowercase();
    let bearer = match () {
        _ if TITLES.he.contains(&word) => Bearer::He,
        _ if TITLES.she.contains(&word) => Bearer::She,
        _ => return None,
    };
    let name = &*mention.excerpt.text;
    let person = mention.kind == EntityType::Person && head.len() < span.start;
    let family = !name.contains(' ') || name.starts_with(char::is_lowercase);
    person.then_some(Title {
        bearer,
        span: Span::new(start, span.end),
        alone: family,
    })
}

/// Who bears a full name, by its given name.
pub(super) fn by_given_name(form: &NameForm, kind: EntityType) -> Option<Bearer> {
    let core = form.core();
    (kind == EntityType::Person && core.len() > 1)
        .then(|| given_name::bearer(core[0]))
        .flatten()
}

/// A title that tells that two names are not one person's.
pub(super) fn differ(names: &Names, a: usize, b: usize) -> bool {
    let (short, full) = match (&names.titles[a], &names.titles[b]) {
        (Some(_), _) => (a, b),
        (None, Some(_)) => (b, a),
        _ => return false,
    };
    let told = names.titles[short].map(|title| title.bearer);
    let other = bearer_beside(names, full, short);
    told.is_some() && other.is_some() && told != other
}

/// Who bears a name, beside a family name with a title. In 'Lee Jae-rin' no given name stands first.
fn bearer_beside(names: &Names, full: usize, short: usize) -> Option<Bearer> {
    let [full_form, short_form] = [full, short].map(|at| &names.names[at].form);
    let family_first = full_form.core().first() == short_form.core().first();
    match names.titles[full] {
        Some(title) => Some(title.bearer),
        None if family_first => None,
        None => names.bearers[full],
    }
}

/// Names by their family name, each list in order of first mention.
pub(super) fn families(names: &Names) -> HashMap<&str, Vec<usize>> {
    let mut families: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, name) in names.names.iter().enumerate() {
        let core = name.form.core();
        if let (EntityType::Person, Some(&last)) = (name.kind, core.last()) {
            families.entry(last).or_default().push(at);
        }
    }
    families
}

/// Full names that bear a family name, as far as they are looked at.
fn full_names<'n>(
    names: &'n Names,
    families: &'n HashMap<&str, Vec<usize>>,
    short: usize,
) -> impl Iterator<Item = usize> + 'n {
    const MOST: usize = 16;
    let core = names.names[short].form.core();
    let all = core.last().and_then(|last| families.get(last));
    let full = all.into_iter().flatten().copied().filter(move |&at| {
        let other = names.names[at].form.core();
        other.len() > core.len() && other.ends_with(&core)
    });
    full.take(MOST)
}

/// 'Mrs Hart' is Joan Hart beside Tom Hart: pairs of the full name and the name with the title, where
/// the given names of all that bear the family name tell who it is.
pub(super) fn pairs(names: &Names, families: &HashMap<&str, Vec<usize>>) -> Vec<(usize, usize)> {
    let titled = names.titles.iter().enumerate();
    let pair = |(short, title): (usize, &Option<Title>)| {
        let told = title.as_ref()?.bearer;
        let full: Vec<usize> = full_names(names, families, short).collect();
        let known = full.iter().all(|&at| names.bearers[at].is_some());
        let mut same: Vec<usize> = full
            .into_iter()
            .filter(|&at| names.bearers[at] == Some(told))
            .collect();
        // 'Mr Hart' beside 'Tom Hart Jr' is his father first.
        same.sort_by_key(|&at| names.names[at].form.generation().is_some());
        let mut same = same.into_iter();
        let first = same.next()?;
        let given = |at: usize| {
            let core = names.names[at].form.core();
            core.first().copied().unwrap_or_default().to_owned()
        };
        let one = same.all(|at| same_given(&given(first), &given(at)));
        (known && one).then_some((first, short))
    };
    titled.filter_map(pair).collect()
}

/// 'Mr Hart' and 'Mrs Hart' of one document: no other rule tells whose names they are.
pub(super) fn is_one_of_two(names: &Names, at: usize) -> bool {
    let other = |title: &Title| match title.bearer {
        Bearer::He => Bearer::She,
        Bearer::She => Bearer::He,
    };
    let title = names.titles[at].as_ref();
    let key = &names.names[at].form.key;
    title.is_some_and(|title| names.by_key.contains_key(&row_key(key, Some(other(title)))))
}

/// The key of a row: a family name with a title is another name than without.
pub(super) fn row_key(key: &str, title: Option<Bearer>) -> String {
    let mark = match title {
        None => "",
        Some(Bearer::He) => "\n1",
        Some(Bearer::She) => "\n2",
    };
    format!("{key}{mark}")
}

/// The names alone and with one title, where the document tells of no other bearer.
pub(super) fn without_title(names: &Names) -> Vec<(usize, usize)> {
    let titled = names
        .titles
        .iter()
        .enumerate()
        .filter(|(_, title)| title.is_some());
    let plain = titled
        .filter(|(at, _)| !is_one_of_two(names, *at))
        .filter_map(|(at, _)| {
            let key = row_key(&names.names[at].form.key, None);
            Some((*names.by_key.get(&key)?, at))
        });
    plain.collect()
}

/// Another person of the document bears the family name too.
pub(super) fn is_shared(
    names: &Names,
    families: &HashMap<&str, Vec<usize>>,
    at: usize,
    own: &[usize],
) -> bool {
    let core = names.names[at].form.core();
    let all = core.last().and_then(|last| families.get(last));
    let other = |at: &&usize| !own.contains(*at) && names.names[**at].form.core().ends_with(&core);
    all.into_iter().flatten().any(|at| other(&at))
}

#[cfg(test)]
mod tests {
    use crate::annotate::Scan;
    use crate::annotate::tests::body;
    use crate::model::{EntityType, Excerpt, Mention, Span};

    /// The entities of the persons whose names stand in a text in this order.
    fn entities(text: &str, names: &[&str]) -> Vec<String> {
        let document = body(text);
        let mut at = 0;
        let mention = |name: &&str| {
            let start = at + text[at..].find(*name).expect("the case holds its names");
            at = start + name.len();
            Mention {
                excerpt: Excerpt::new(Span::new(start, at), text),
                kind: EntityType::Person,
                entity: None,
            }
        };
        let mut mentions: Vec<Mention> = names.iter().map(mention).collect();
        super::super::find(&Scan::new(&document), &mut mentions);
        let entity = |m: Mention| m.entity.unwrap_or_default().into();
        mentions.into_iter().map(entity).collect()
    }

    #[test]
    fn a_title_of_the_other_gender_names_another() {
        let found = entities("Tom Hart left. Mrs Hart spoke.", &["Tom Hart", "Hart"]);
        assert_eq!(found, ["Tom Hart", "Mrs Hart"]);
        let found = entities("Tom Hart left. Mr. Hart spoke.", &["Tom Hart", "Hart"]);
        assert_eq!(found, ["Tom Hart", "Tom Hart"]);
        let found = entities("Ms Lee left. Lee Jae-rin spoke.", &["Lee", "Lee Jae-rin"]);
        assert_eq!(found, ["Lee Jae-rin", "Lee Jae-rin"]);
    }

    #[test]
    fn given_names_tell_whose_title_it_is() {
        let text = "Tom Hart and Joan Hart left. Mr Hart spoke. Mrs Hart did not. Hart left.";
        let found = entities(text, &["Tom Hart", "Joan Hart", "Hart", "Hart", "Hart"]);
        assert_eq!(found[2..], ["Tom Hart", "Joan Hart", "Hart"]);
        let text = "Kit Hart left. Mr Hart spoke. Mrs Hart did not.";
        let found = entities(text, &["Kit Hart", "Hart", "Hart"]);
        assert_eq!(found[1..], ["Mr Hart", "Mrs Hart"]);
    }

    #[test]
    fn a_title_is_no_part_of_the_only_name() {
        let found = entities("Mrs Hart left. Hart spoke.", &["Hart", "Hart"]);
        assert_eq!(found, ["Hart", "Hart"]);
    }
}
