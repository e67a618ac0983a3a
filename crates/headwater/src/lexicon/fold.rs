//! Words folded for comparison, so that house style does not hide one wording.
//!
//! Folding is never shown: each folded word remembers where it stands, and readings are quoted as
//! written.

use super::listed::{ListedMap, ListedSet};
use super::token::{Token, TokenKind, is_apostrophe, tokenize};
use crate::lexicon;
use crate::model::Span;
use compact_str::{CompactString, ToCompactString};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

#[derive(Deserialize)]
struct Data {
    contraction: Vec<Contraction>,
    ending: Vec<Ending>,
    spelling: Spelling,
    numbers: ListedMap<String, u32>,
}

#[derive(Deserialize)]
struct Contraction {
    form: String,
    words: Vec<String>,
}

#[derive(Deserialize)]
struct Ending {
    form: String,
    word: String,
}

#[derive(Deserialize)]
struct Spelling {
    endings: Vec<(String, String)>,
}

/// The spelling's endings by their last letter, in the order of the file.
static SPELLINGS: LazyLock<[Vec<(&str, &str)>; 256]> = LazyLock::new(|| {
    let mut by_letter = [const { Vec::new() }; 256];
    for (from, to) in &DATA.spelling.endings {
        if let Some(&last) = from.as_bytes().last() {
            by_letter[usize::from(last)].push((from.as_str(), to.as_str()));
        }
    }
    by_letter
});

static DATA: LazyLock<Data> =
    LazyLock::new(|| lexicon::data("folding.toml", include_str!("../../lang/en/folding.toml")));

/// What stands for a whole form: the words of a contraction, the digits of a number.
static EXPANDED: LazyLock<ListedMap<&str, Vec<CompactString>>> = LazyLock::new(|| {
    let numbers = DATA.numbers.iter();
    let numbers = numbers.map(|(form, number)| (form.as_str(), vec![number.to_compact_string()]));
    let words = |words: &[String]| words.iter().map(CompactString::from).collect();
    let contractions = DATA.contraction.iter();
    let contractions = contractions.map(|c| (c.form.as_str(), words(&c.words)));
    numbers.chain(contractions).collect()
});

static FUNCTION_WORDS: LazyLock<ListedSet<&str>> =
    LazyLock::new(|| lexicon::lines(include_str!("../../lang/en/function_words.txt")).collect());

/// A word as compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Folded form.
    pub form: CompactString,
    /// Where it stands.
    pub span: Span,
    /// Stands inside brackets or parentheses: an editor's insertion.
    pub gloss: bool,
    /// Says something about the subject: no function word.
    pub content: bool,
}

/// Letters and digits in lower case; all else becomes one space.
pub fn letters(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            folded.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            folded.extend(c.to_lowercase());
        } else if !folded.ends_with(' ') && !folded.is_empty() {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Whether a folded form is a function word.
pub fn is_function_word(form: &str) -> bool {
    FUNCTION_WORDS.contains(form)
}

/// The words of `text` at `span`, folded, in order. Marks are left out.
pub fn fold(text: &str, span: Span) -> Vec<Word> {
    let tokens = tokenize(text, span);
    let mut words: Vec<Word> = Vec::with_capacity(tokens.len());
    let mut depth = 0usize;
    let mut at = 0;
    while at < tokens.len() {
        match tokens[at].span.of(text) {
            "[" | "(" => depth += 1,
            "]" | ")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        let end = compound_end(text, &tokens, at);
        if let Some(form) = compound_form(text, &tokens[at..end]) {
            let span = tokens[at].span.cover(tokens[end - 1].span);
            expand(form, |form| {
                words.push(Word {
                    content: !is_function_word(&form),
                    form,
                    span,
                    gloss: depth > 0,
                })
            });
        }
        at = end;
    }
    words
}

/// Index after the tokens that make one word with token `at`: hyphenated parts, 'al Qaeda'.
fn compound_end(text: &str, tokens: &[Token], at: usize) -> usize {
    let mut end = at + 1;
    let is_part = |i: usize| tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word);
    if !is_part(at) {
        return end;
    }
    let is_article = matches!(tokens[at].span.of(text), "al" | "Al" | "el" | "El");
    if is_article && is_part(end) && !tokens[end].joined {
        end += 1;
    }
    while is_part(end + 1)
        && tokens[end].joined
        && tokens[end + 1].joined
        && is_hyphen(tokens[end].span.of(text))
    {
        end += 2;
    }
    end
}

fn is_hyphen(word: &str) -> bool {
    matches!(word, "-" | "‐" | "‑")
}

fn compound_form(text: &str, tokens: &[Token]) -> Option<CompactString> {
    let mut form = CompactString::default();
    for token in tokens {
        if matches!(token.kind, TokenKind::Word | TokenKind::Number) {
            plain(token.span.of(text), &mut form);
        }
    }
    (!form.is_empty()).then_some(form)
}

/// Adds a word in lower case without accents, full stops and thousands commas, its apostrophes
/// made straight.
fn plain(word: &str, form: &mut CompactString) {
    if word.bytes().all(|b| b.is_ascii_alphanumeric()) {
        form.push_str(word);
        form.make_ascii_lowercase();
        return;
    }
    let is_number = word.starts_with(|c: char| c.is_ascii_digit());
    let is_kept = |c: char| c != ',' && (c != '.' || is_number);
    let straight = |c| if is_apostrophe(c) { '\'' } else { c };
    form.reserve(word.len());
    if word.is_ascii() {
        let kept = word.chars().filter(|&c| is_kept(c));
        form.extend(kept.map(|c| straight(c).to_ascii_lowercase()));
    } else {
        let kept = word.nfkd().filter(|&c| !is_combining_mark(c) && is_kept(c));
        form.extend(kept.map(straight).flat_map(char::to_lowercase));
    }
}

fn expand(form: CompactString, mut push: impl FnMut(CompactString)) {
    if let Some(words) = EXPANDED.get(form.as_str()) {
        return words.iter().cloned().for_each(push);
    }
    if !form.contains('\'') {
        return push(respell(form));
    }
    if let Some(ending) = DATA
        .ending
        .iter()
        .find(|e| form.ends_with(e.form.as_str()) && form.len() > e.form.len())
    {
        let stem = form[..form.len() - ending.form.len()].into();
        push(respell(stem));
        return push((&ending.word).into());
    }
    let mut form = form;
    form.retain(|c| c != '\'');
    push(respell(form));
}

fn respell(mut form: CompactString) -> CompactString {
    let fits = |ending: &str| form.len() >= ending.len() + 2 && form.ends_with(ending);
    let last = form.as_bytes().last().copied().unwrap_or_default();
    let endings = &SPELLINGS[usize::from(last)];
    if let Some((from, to)) = endings.iter().find(|(from, _)| fits(from)) {
        form.truncate(form.len() - from.len());
        form.push_str(to);
    }
    form
}

/// Stems of the words that say something about the subject.
pub fn content_stems<'a>(words: impl IntoIterator<Item = &'a Word>) -> BTreeSet<CompactString> {
    let content = words.into_iter().filter(|w| w.content);
    content.map(|w| stem(&w.form).into()).collect()
}

/// A rough stem: plural and verb endings cut, so that 'strikes' meets 'strike'.
pub fn stem(form: &str) -> &str {
    // Most words end in another letter than any of these.
    let endings: &[&str] = match form.as_bytes().last() {
        Some(b's') => &["ings", "ies", "es", "s"],
        Some(b'g') => &["ing"],
        Some(b'd') => &["ied", "ed"],
        Some(b'e') => &["e"],
        Some(b'y') => &["y"],
        _ => return form,
    };
    endings
        .iter()
        .find_map(|ending| form.strip_suffix(ending).filter(|stem| stem.len() >= 3))
        .map_or(form, |stem| undouble(stem))
}

/// 'stopp' (of 'stopping') to 'stop'.
fn undouble(stem: &str) -> &str {
    let bytes = stem.as_bytes();
    match bytes {
        [.., a, b] if a == b && a.is_ascii_alphabetic() && !b"aeiousl".contains(a) => {
            &stem[..stem.len() - 1]
        }
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        let words = fold(text, Span::new(0, text.len()));
        words
            .iter()
            .map(|w| w.form.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn every_case_folds() {
        #[derive(Deserialize)]
        struct Case {
            words: String,
            surfaces: Vec<String>,
        }
        let file = include_str!("../../lang/en/folding.toml");
        for case in lexicon::tests::cases::<Case>("folding.toml", file) {
            for surface in &case.surfaces {
                assert_eq!(folded(surface), case.words, "{surface}");
            }
        }
    }

    #[test]
    fn brackets_mark_a_gloss() {
        let text = "the mistakes [of the Union], if";
        let words = fold(text, Span::new(0, text.len()));
        let gloss: Vec<_> = words
            .iter()
            .filter(|w| w.gloss)
            .map(|w| w.form.as_str())
            .collect();
        assert_eq!(gloss, ["of", "the", "union"]);
    }

    #[test]
    fn stems_meet() {
        for (a, b) in [
            ("strikes", "strike"),
            ("stopping", "stops"),
            ("halted", "halting"),
            ("parties", "party"),
        ] {
            assert_eq!(stem(a), stem(b));
        }
    }
}
