//! Bodies by what their name means: 'the Freemen of the Coast (Ahrar al-Sahel)'.

use super::Found;
use crate::annotate::Scan;
use crate::model::EntityType;

/// Joins 'Freemen' and 'Coast' where the foreign name behind them shows that they are one name.
pub(super) fn join(scan: &Scan, names: Vec<Found>) -> Vec<Found> {
    let mut joined: Vec<Found> = Vec::with_capacity(names.len());
    let mut names = names.into_iter().peekable();
    while let Some(name) = names.next() {
        let meant = joined.last().filter(|before| {
            let foreign = names.peek();
            foreign.is_some_and(|foreign| means(scan, before, &name, foreign))
        });
        match meant.map(|before| before.tokens.start..name.tokens.end) {
            Some(tokens) => {
                joined.pop();
                joined.push(Found {
                    tokens,
                    kind: EntityType::Organisation,
                });
            }
            None => joined.push(name),
        }
    }
    joined
}

/// 'the BEFORE of PLACE (FOREIGN)'.
fn means(scan: &Scan, before: &Found, place: &Found, foreign: &Found) -> bool {
    let word = |at: usize| scan.tokens.get(at).map_or("", |_| scan.word(at));
    let (of, from) = (before.tokens.end, place.tokens.end);
    let article = |at: usize| word(at) == "the";
    let leads = before.tokens.start.checked_sub(1).is_some_and(article);
    let linked = word(of) == "of" && of + 1 + usize::from(article(of + 1)) == place.tokens.start;
    let enclosed =
        word(from) == "(" && from + 1 == foreign.tokens.start && word(foreign.tokens.end) == ")";
    let inner = foreign.tokens.clone().skip(1);
    let mut articles = inner.filter(|&at| matches!(word(at), "al" | "el" | "ul"));
    leads
        && linked
        && enclosed
        && before.kind != EntityType::Person
        && foreign.kind == EntityType::Organisation
        && articles.next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::tests::body;
    use EntityType::{Organisation, Place};

    /// The names that are left of those given by their words.
    fn joined(text: &str, names: &[(&str, EntityType)]) -> Vec<String> {
        let document = body(text);
        let scan = Scan::new(&document);
        let found = names.iter().map(|(name, kind)| {
            let start = text.find(name).expect("the case holds its names");
            let inside = |at: &usize| {
                let token = scan.span(*at..*at + 1);
                token.start >= start && token.end <= start + name.len()
            };
            let tokens: Vec<usize> = (0..scan.tokens.len()).filter(inside).collect();
            Found {
                tokens: tokens[0]..tokens[tokens.len() - 1] + 1,
                kind: *kind,
            }
        });
        let names = join(&scan, found.collect());
        let text = |name: &Found| scan.span(name.tokens.clone()).of(scan.text()).to_string();
        names.iter().map(text).collect()
    }

    #[test]
    fn a_foreign_name_shows_what_it_means() {
        let cases = [
            ("the Freemen of Lorn (Ahrar al-Lorn)", "Ahrar al-Lorn", 2),
            ("the Freemen of Lorn (Harbour Union)", "Harbour Union", 3),
            ("the Freemen of Lorn and Ahrar al-Lorn", "Ahrar al-Lorn", 3),
        ];
        for (phrase, foreign, count) in cases {
            let text = format!("It joined with {phrase} on Monday.");
            let names = [("Freemen", Place), ("Lorn", Place), (foreign, Organisation)];
            assert_eq!(joined(&text, &names).len(), count, "{text}");
        }
    }
}
