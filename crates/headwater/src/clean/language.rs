//! The language of a document's article.

use crate::lexicon::fold::is_function_word;
use crate::model::{Block, Role};
use whatlang::Lang;

/// Bytes of the article that are looked at.
const SAMPLE: usize = 3000;
/// Words among which function words are counted.
const WORDS: usize = 120;
/// Words below which their number says nothing.
const FEW: usize = 20;

/// ISO 639-1 code of the language that the article is written in, where it can be told.
pub(super) fn detect(text: &str, blocks: &[Block]) -> Option<String> {
    let mut sample = String::new();
    for block in blocks.iter().filter(|b| b.role == Role::Body) {
        sample.extend(block.span.of(text).chars().take(SAMPLE - sample.len()));
        if sample.len() >= SAMPLE {
            break;
        }
    }
    // Most news is English, and its function words tell that forty times as fast.
    if is_english(&sample) {
        return Some("en".into());
    }
    let info = whatlang::detect(&sample)?;
    let sure = info.is_reliable() && sample.trim().chars().count() >= 60;
    sure.then(|| two_letters(info.lang()).to_string())
}

/// Three words in ten are English function words; no other language shares so many of them.
fn is_english(sample: &str) -> bool {
    let (mut words, mut function) = (0, 0);
    let mut lower = String::new();
    let parts = sample.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’');
    for word in parts.filter(|part| !part.is_empty()).take(WORDS) {
        lower.clear();
        lower.extend(word.chars().map(|c| c.to_ascii_lowercase()));
        words += 1;
        function += usize::from(is_function_word(&lower));
    }
    words >= FEW && function * 10 >= words * 3
}

/// 'en-US' and 'EN_us' are 'en'; longer names stay as they are.
pub(super) fn stated(language: &str) -> String {
    let lower = language.trim().to_lowercase();
    match lower.split(['-', '_']).next() {
        Some(code) if code.len() == 2 => code.into(),
        _ => lower,
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
        ("nob", "nb"),
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
        detect(
            text,
            &[Block {
                role: Role::Body,
                span,
            }],
        )
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
    }
}
