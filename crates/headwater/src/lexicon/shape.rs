//! What a line looks like, and where its parts stand.

use super::letters::{self, Letters};
use regex_automata::meta::Regex;
use regex_automata::util::captures::Captures;
use std::ops::Range;

/// A pattern with named parts. Where it repeats classes of letters it is built in a fraction of
/// the time of one over UTF-8.
pub struct Shape {
    letters: Letters,
    regex: Regex,
}

/// Where a shape was found in a text.
pub struct Found<'t> {
    text: &'t str,
    captures: Captures,
}

impl Shape {
    /// Reads a regular expression whose word boundaries are those of ASCII.
    ///
    /// # Errors
    /// When it is none.
    pub fn new(pattern: &str) -> Result<Self, String> {
        let (letters, hir) = letters::translate(pattern)?;
        let regex = Regex::builder()
            .configure(Regex::config().utf8_empty(false))
            .build_from_hir(&hir)
            .map_err(|error| error.to_string())?;
        Ok(Shape { letters, regex })
    }

    /// The first place in `text` that looks so.
    pub fn find<'t>(&self, text: &'t str) -> Option<Found<'t>> {
        let letters = self.letters.of(text);
        if !self.regex.is_match(&*letters) {
            return None;
        }
        let mut captures = self.regex.create_captures();
        self.regex.captures(&*letters, &mut captures);
        Some(Found { text, captures })
    }
}

impl<'t> Found<'t> {
    /// Its bytes in the text.
    pub fn whole(&self) -> Range<usize> {
        self.captures
            .get_match()
            .map_or(0..0, |whole| self.bytes(whole.range()))
    }

    /// The bytes of a part, if it is there.
    pub fn part(&self, name: &str) -> Option<Range<usize>> {
        let part = self.captures.get_group_by_name(name)?;
        Some(self.bytes(part.range()))
    }

    /// The words of a part; none where it is not there.
    pub fn words(&self, name: &str) -> &'t str {
        self.part(name).map_or("", |part| &self.text[part])
    }

    /// The bytes of characters.
    fn bytes(&self, characters: Range<usize>) -> Range<usize> {
        if self.text.is_ascii() {
            return characters;
        }
        let byte = |character: usize| {
            let mut all = self.text.char_indices();
            all.nth(character).map_or(self.text.len(), |(at, _)| at)
        };
        byte(characters.start)..byte(characters.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use regex::Regex;

    const PATTERNS: [&str; 4] = [
        r"^(?P<place>\p{Lu}[\p{Lu}\p{M} .'’-]{2,5})(?:,[^()\n—–]{1,9})? ?\((?P<agency>\p{Lu}[^()\n]{1,4})\) ?(?P<dash>-{1,2}|—)?\s*",
        r"(?i:©|\(c\))[\s©]*(?P<place>(?:The )?\p{Lu}[\p{L}’-]*(?: (?:of|\p{Lu}\p{L}*)){0,4}?)(?:\s*(?:,|$))",
        r"(?P<place>é+)|(?P<agency>k)(?P<dash>[^é]*?)s",
        r"(?P<place>x*)",
    ];

    #[test]
    fn it_finds_what_the_pattern_finds() {
        let both = |pattern| (Regex::new(pattern).unwrap(), Shape::new(pattern).unwrap());
        let patterns = PATTERNS.map(both);
        let texts = "(©|\\(c\\)|The|GENÈVE|Ort|[kKsSſA-Cé É’x]|of|, | |\\(AP\\)|[—\n-]|\\PC){0,12}";
        proptest::proptest!(|(text in texts)| {
            for (whole, shape) in &patterns {
                let (whole, found) = (whole.captures(&text), shape.find(&text));
                let range = whole.as_ref().map(|c| c.get(0).unwrap().range());
                proptest::prop_assert_eq!(range, found.as_ref().map(Found::whole));
                for name in ["place", "agency", "dash"] {
                    let part = whole.as_ref().and_then(|c| c.name(name)).map(|part| part.range());
                    proptest::prop_assert_eq!(part, found.as_ref().and_then(|f| f.part(name)));
                }
            }
        });
    }
}
