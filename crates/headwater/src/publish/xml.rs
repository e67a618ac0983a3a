//! Text inside XML 1.0.

use std::fmt::{self, Display, Formatter, Write};

/// Text for content and quoted attributes: markup escaped; characters that XML 1.0 forbids become
/// the replacement character.
pub struct Xml<T>(pub T);

impl<T: Display> Display for Xml<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(Escape(f), "{}", self.0)
    }
}

struct Escape<'a, 'b>(&'a mut Formatter<'b>);

impl fmt::Write for Escape<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars().try_for_each(|letter| match letter {
            '&' => self.0.write_str("&amp;"),
            '<' => self.0.write_str("&lt;"),
            '>' => self.0.write_str("&gt;"),
            '"' => self.0.write_str("&quot;"),
            // A reader of XML turns a bare carriage return into a line feed.
            '\r' => self.0.write_str("&#13;"),
            '\t' | '\n' | ' '..='\u{fffd}' | '\u{10000}'.. => self.0.write_char(letter),
            _ => self.0.write_char('\u{fffd}'),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_forbidden_characters_stay_text() {
        let shown = Xml("<a b=\"c\">&\u{0}\u{b}\u{ffff}\r\n🙂").to_string();
        assert_eq!(
            shown,
            "&lt;a b=&quot;c&quot;&gt;&amp;\u{fffd}\u{fffd}\u{fffd}&#13;\n🙂"
        );
    }
}
