//! The language of a document's article and of each of its blocks.

use crate::lexicon::fold::is_function_word;
use crate::model::{Block, Document, Language, Role, Span};
use whatlang::Lang;

/// Bytes of the article that are looked at.
const SAMPLE: usize = 3000;
/// Words among which function words are counted.
const WORDS: usize = 120;
/// Words below which their number says nothing of a document.
const FEW: usize = 20;
/// Letters below which a paragraph is not told: names and titles of works are foreign in English
/// news.
const PARAGRAPH: usize = 100;

/// Languages that lines of names and figures are mistaken for, and English, which would have been
/// told before.
const MISTAKEN: [Lang; 10] = [
    Lang::Eng,
    Lang::Lat,
    Lang::Epo,
    Lang::Zul,
    Lang::Sna,
    Lang::Cym,
    Lang::Jav,
    Lang::Aka,
    Lang::Tgl,
    Lang::Uzb,
];

/// Fills the languages of the document and its blocks; cuts blocks where their language changes.
pub(super) fn mark(document: &mut Document) {
    let text = &document.text;
    let code =
        |code: &String| matches!(code.len(), 2 | 3) && code.bytes().all(|b| b.is_ascii_lowercase());
    let stated = document.language.take().filter(code);
    document.language = match stated {
        // What is stated tells close languages apart; only of English are there rules.
        Some(stated) if stated != "en" && !is_english(&sample(text, &document.blocks)) => {
            Some(stated)
        }
        stated => detect(text, &document.blocks).or(stated),
    };
    let main = document.language.as_deref().and_then(Language::new);
    let blocks = std::mem::take(&mut document.blocks);
    for block in blocks {
        match block.role.is_article() {
            true => cut(text, block, main, &mut document.blocks),
            false => document.blocks.push(block),
        }
    }
}

/// The block in pieces of one language each; paragraphs that cannot be told go with those before.
fn cut(text: &str, block: Block, main: Option<Language>, out: &mut Vec<Block>) {
    let mut piece = Block {
        span: Span::new(block.span.start, block.span.start),
        language: None,
        ..block
    };
    for line in block.span.of(text).split_inclusive('\n') {
        let told = of_paragraph(line, main);
        if told.is_some() && piece.language.is_some() && told != piece.language {
            out.push(piece);
            piece.span.start = piece.span.end;
            piece.language = None;
        }
        piece.language = piece.language.or(told);
        piece.span.end += line.len();
    }
    piece.language = piece.language.or(main);
    out.push(piece);
}

/// The language of a paragraph that is long enough to tell. In a document that is not English, only
/// English is looked for.
fn of_paragraph(line: &str, main: Option<Language>) -> Option<Language> {
    let line = line.trim();
    if line.len() < PARAGRAPH {
        return None;
    }
    let (words, function) = function_words(line);
    if words >= 8 && function * 4 >= words {
        return Some(Language::ENGLISH);
    }
    if main.is_some_and(|main| main != Language::ENGLISH) {
        return main;
    }
    // English sentences of figures and names have few function words, other languages almost none.
    if words >= 8 && function * 5 >= words {
        return None;
    }
    let info = whatlang::detect(line)?;
    let sure = info.is_reliable() && !MISTAKEN.contains(&info.lang());
    Language::new(two_letters(info.lang())).filter(|_| sure)
}

/// ISO 639-1 code of the language that the article is written in, where it can be told.
fn detect(text: &str, blocks: &[Block]) -> Option<String> {
    let sample = sample(text, blocks);
    // Most news is English, and its function words tell that forty times as fast.
    if is_english(&sample) {
        return Some("en".into());
    }
    let info = whatlang::detect(&sample)?;
    let sure = info.is_reliable() && sample.trim().chars().count() >= 60;
    sure.then(|| two_letters(info.lang()).to_string())
}

/// The beginning of the article.
fn sample(text: &str, blocks: &[Block]) -> String {
    let mut sample = String::new();
    for block in blocks.iter().filter(|b| b.role == Role::Body) {
        sample.extend(block.span.of(text).chars().take(SAMPLE - sample.len()));
        if sample.len() >= SAMPLE {
            break;
        }
    }
    sample
}

/// Three words in ten are English function words; no other language shares so many of them.
fn is_english(sample: &str) -> bool {
    let (words, function) = function_words(sample);
    words >= FEW && function * 10 >= words * 3
}

/// How many words there are, and how many of them are English function words.
fn function_words(sample: &str) -> (usize, usize) {
    let (mut words, mut function) = (0, 0);
    let mut lower = String::new();
    let parts = sample.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’');
    for word in parts.filter(|part| !part.is_empty()).take(WORDS) {
        lower.clear();
        lower.push_str(word);
        lower.make_ascii_lowercase();
        words += 1;
        function += usize::from(is_function_word(&lower));
    }
    (words, function)
}

/// 'en-US' and 'EN_us' are 'en', as 'eng' and 'English' are; other names stay as they are.
pub(super) fn stated(language: &str) -> String {
    let lower = language.trim().to_lowercase();
    let code = lower.split(['-', '_']).next().unwrap_or_default();
    let is_it = |lang: &&Lang| lang.code() == code || lang.eng_name().to_lowercase() == lower;
    match Lang::all().iter().find(is_it) {
        _ if code.len() == 2 => code.into(),
        Some(&lang) => two_letters(lang).into(),
        None => lower,
    }
}

/// ISO 639-1 from ISO 639-3.
fn two_letters(lang: Lang) -> &'static str {
    const CODES: &[(&str, &str)] = &[
        ("afr", "af"),
        ("aka", "ak"),
        ("amh", "am"),
        ("ara", "ar"),
        ("aze", "az"),
        ("bel", "be"),
        ("ben", "bn"),
        ("bul", "bg"),
        ("cat", "ca"),
        ("ces", "cs"),
        ("cmn", "zh"),
        ("cym", "cy"),
        ("dan", "da"),
        ("deu", "de"),
        ("ell", "el"),
        ("eng", "en"),
        ("epo", "eo"),
        ("est", "et"),
        ("fin", "fi"),
        ("fra", "fr"),
        ("guj", "gu"),
        ("heb", "he"),
        ("hin", "hi"),
        ("hrv", "hr"),
        ("hun", "hu"),
        ("hye", "hy"),
        ("ind", "id"),
        ("ita", "it"),
        ("jav", "jv"),
        ("jpn", "ja"),
        ("kan", "kn"),
        ("kat", "ka"),
        ("khm", "km"),
        ("kor", "ko"),
        ("lat", "la"),
        ("lav", "lv"),
        ("lit", "lt"),
        ("mal", "ml"),
        ("mar", "mr"),
        ("mkd", "mk"),
        ("mya", "my"),
        ("nep", "ne"),
        ("nld", "nl"),
        ("nob", "no"),
        ("ori", "or"),
        ("pan", "pa"),
        ("pes", "fa"),
        ("pol", "pl"),
        ("por", "pt"),
        ("ron", "ro"),
        ("rus", "ru"),
        ("sin", "si"),
        ("slk", "sk"),
        ("slv", "sl"),
        ("sna", "sn"),
        ("spa", "es"),
        ("srp", "sr"),
        ("swe", "sv"),
        ("tam", "ta"),
        ("tel", "te"),
        ("tgl", "tl"),
        ("tha", "th"),
        ("tuk", "tk"),
        ("tur", "tr"),
        ("ukr", "uk"),
        ("urd", "ur"),
        ("uzb", "uz"),
        ("vie", "vi"),
        ("yid", "yi"),
        ("zul", "zu"),
    ];
    let code = lang.code();
    let known = CODES.iter().find(|(three, _)| *three == code);
    known.map_or(code, |(_, two)| two)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    fn of(text: &str) -> Option<String> {
        let span = Span::new(0, text.len());
        detect(text, &[Block::new(Role::Body, span)])
    }

    const GERMAN: &str = "Das Schiff verließ am Mittag den Hafen, und niemand am Kai wusste, wohin es \
        in der kommenden Nacht fahren sollte.\n";
    const ENGLISH: &str = "The ship left the harbour at noon on Tuesday, and nobody on the quay knew \
        where it was going to or when it would be back.\n";

    fn marked(
        text: &str,
        stated: Option<&str>,
    ) -> (Option<String>, Vec<(String, Option<Language>)>) {
        let raw = crate::model::Raw {
            path: "a".into(),
            record: None,
            hash: String::new(),
            markup: crate::model::Markup::Body,
            text: text.into(),
            stated: crate::model::Stated {
                language: stated.map(str::to_string),
                ..Default::default()
            },
        };
        let document = super::super::clean(raw);
        let blocks = document.blocks.iter();
        let blocks = blocks.map(|b| (b.span.of(text).to_string(), b.language));
        (document.language.clone(), blocks.collect())
    }

    #[test]
    fn blocks_are_cut_where_their_language_changes() {
        let german = Language::new("de");
        let text = format!("{ENGLISH}Noon.\n{GERMAN}{GERMAN}{ENGLISH}{ENGLISH}");
        let (document, blocks) = marked(&text, None);
        assert_eq!(document.as_deref(), Some("en"));
        let expected = [
            (format!("{ENGLISH}Noon.\n"), Some(Language::ENGLISH)),
            (GERMAN.repeat(2), german),
            (ENGLISH.repeat(2), Some(Language::ENGLISH)),
        ];
        assert_eq!(blocks, expected);
    }

    #[test]
    fn what_is_written_wins_over_a_wrong_label() {
        let of = |text: &str, stated| marked(&text.repeat(3), Some(stated)).0;
        assert_eq!(of(GERMAN, "en-US").as_deref(), Some("de"));
        assert_eq!(of(ENGLISH, "de").as_deref(), Some("en"));
        assert_eq!(of(GERMAN, "nds").as_deref(), Some("nds"));
        assert_eq!(of("Noon.", "eng").as_deref(), Some("en"));
    }

    #[test]
    fn tells_languages_or_nothing() {
        let english =
            "The ship left the harbour at noon, and nobody on the quay knew where it was going to.";
        let german = "Das Schiff verließ am Mittag den Hafen, und niemand am Kai wusste, wohin es fahren sollte.";
        assert_eq!(of(english).as_deref(), Some("en"));
        assert_eq!(of(german).as_deref(), Some("de"));
        assert_eq!(of("Noon."), None);
        let dutch = "De man was in de stad toen het schip uit de haven ging, en hij had me gezegd \
            dat we over een uur in het hotel zouden zijn, maar er was niemand in de bar.";
        assert_eq!(of(dutch).as_deref(), Some("nl"));
        assert!(is_english(&english.repeat(2)) && !is_english(dutch));
        assert!(Lang::all().iter().all(|&l| two_letters(l).len() == 2));
        assert_eq!(stated("en_US"), "en");
        assert_eq!(stated("deu"), "de");
        assert_eq!(stated("French"), "fr");
        assert_eq!(stated("Elvish"), "elvish");
    }
}
