//! Byte offsets to code-point offsets.

/// Bytes between two counted places.
const STEP: usize = 128;

/// Counts the code points before any byte of one text in constant time.
pub struct Characters<'a> {
    text: &'a str,
    /// Code points before each `STEP`th byte; empty when every byte is one code point.
    counted: Vec<usize>,
}

impl<'a> Characters<'a> {
    /// Counts through `text` once.
    pub fn new(text: &'a str) -> Self {
        let mut counted = Vec::new();
        if !text.is_ascii() {
            let mut before = 0;
            for chunk in text.as_bytes().chunks(STEP) {
                counted.push(before);
                before += starts(chunk);
            }
            counted.push(before);
        }
        Characters { text, counted }
    }

    /// Code points that begin before the byte at `offset`.
    pub fn before(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        match self.counted.get(offset / STEP) {
            Some(before) => before + starts(&self.text.as_bytes()[offset / STEP * STEP..offset]),
            None => offset,
        }
    }
}

/// Bytes that begin a code point.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| (**b as i8) >= -0x40).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_like_the_standard_library() {
        let mixed = "naïve “quote” – 🙂 ".repeat(40);
        for text in ["", "plain ascii", &mixed, "é".repeat(STEP).as_str()] {
            let characters = Characters::new(text);
            for (count, (offset, _)) in text.char_indices().enumerate() {
                assert_eq!(characters.before(offset), count);
            }
            assert_eq!(characters.before(text.len()), text.chars().count());
        }
    }
}
