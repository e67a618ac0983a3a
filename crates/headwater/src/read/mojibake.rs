//! Text that was UTF-8, was read as Windows-1252 or Latin-1 and saved as UTF-8 again: 'â€œNoâ€' for '“No”'.

use encoding_rs::WINDOWS_1252;
use std::sync::LazyLock;

/// Fewer characters prove nothing: 'Â©' may stand in a text about encodings.
const LEAST: usize = 3;

/// What Windows-1252 has in place of the control characters from 0x80.
static UPPER: LazyLock<[char; 32]> = LazyLock::new(|| {
    std::array::from_fn(|n| {
        let byte = [0x80 + n as u8];
        let (text, _) = WINDOWS_1252.decode_without_bom_handling(&byte);
        text.chars().next().unwrap_or_default()
    })
});

/// The byte that was read as a character.
fn byte(c: char) -> Option<u8> {
    let upper = || UPPER.iter().position(|&upper| upper == c);
    match u8::try_from(c) {
        Ok(byte) => Some(byte),
        Err(_) => upper().map(|n| 0x80 + n as u8),
    }
}

/// Bytes that follow a character which was the first byte of another. Of three bytes only general
/// punctuation is taken: 'é’”' is what it seems.
fn following(first: char) -> Option<usize> {
    match first {
        'Â' | 'Ã' => Some(1),
        'â' => Some(2),
        _ => None,
    }
}

/// The character that the beginning of a text was before, and the bytes that it takes now.
fn whole(text: &str) -> Option<(char, usize)> {
    let first = text.chars().next()?;
    let count = 1 + following(first)?;
    let mut bytes = [0; 3];
    let mut len = 0;
    for (n, c) in text.chars().take(count).enumerate() {
        bytes[n] = byte(c)?;
        len += c.len_utf8();
    }
    let punctuation = count < 3 || bytes[1] <= 0x84;
    let before = std::str::from_utf8(&bytes[..count]).ok()?;
    before
        .chars()
        .next()
        .filter(|_| punctuation)
        .map(|c| (c, len))
}

/// The text as it was before, where characters that look so are several and nearly all of their kind.
/// Linear in the length.
pub(super) fn mend(text: &str) -> Option<String> {
    let mut mended = String::new();
    let (mut found, mut other, mut copied) = (0, 0, 0);
    // 'Â', 'Ã' and 'â' begin with this byte.
    for at in memchr::memchr_iter(0xc3, text.as_bytes()) {
        if at < copied || !text[at..].starts_with(['Â', 'Ã', 'â']) {
            continue;
        }
        match whole(&text[at..]) {
            Some((before, len)) => {
                mended.push_str(&text[copied..at]);
                mended.push(before);
                copied = at + len;
                found += 1;
            }
            None => other += 1,
        }
    }
    mended.push_str(&text[copied..]);
    (found >= LEAST && found >= 4 * other).then_some(mended)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_encoded_twice_is_mended() {
        let said = "“It’s late,” Zoë said – at the café.";
        let by = |decode: fn(u8) -> char| said.bytes().map(decode).collect::<String>();
        let latin = by(char::from);
        let windows = by(|b| match b {
            0x80..=0x9f => UPPER[usize::from(b) - 0x80],
            b => char::from(b),
        });
        assert!(windows.starts_with("â€œIt"));
        assert_eq!(mend(&latin).as_deref(), Some(said));
        assert_eq!(mend(&windows).as_deref(), Some(said));
    }

    #[test]
    fn what_is_as_it_was_meant_stays() {
        for text in [
            "“It’s late,” Zoë said – at the café.",
            "Le château, la pâte et l’âne; SÃO PAULO, NÃO, MÃE, Âge.",
            "The mark ‘é’” and â€ alone: Ã©.",
            "",
        ] {
            assert_eq!(mend(text), None, "{text}");
        }
    }
}
