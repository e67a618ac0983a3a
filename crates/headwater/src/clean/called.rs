//! Whether a name is the outlet's.

/// Bytes of letters from which an outlet's name is told within another.
const LONG: usize = 12;

/// The name is the outlet's, a part of it between bars, or holds it.
pub(super) fn is_outlet(name: &str, outlet: Option<&str>) -> bool {
    let whole = letters(outlet.unwrap_or_default());
    is_called(name, outlet) || whole.len() >= LONG && letters(name).contains(&whole)
}

/// The name is the outlet's, or a part of it between bars.
pub(super) fn is_called(name: &str, outlet: Option<&str>) -> bool {
    let name = letters(name);
    outlet.is_some_and(|outlet| {
        let mut parts = outlet.split(['|', '–', '-', '•']).map(letters);
        letters(outlet) == name || parts.any(|part| part == name)
    })
}

/// Letters and figures in lower case.
pub(super) fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
