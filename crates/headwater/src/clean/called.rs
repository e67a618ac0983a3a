//! Whether a name is the outlet's.

use crate::lexicon::fold::letters;

/// Bytes of letters from which an outlet's name is told within another.
const LONG: usize = 12;

/// The name is the outlet's, a part of it between bars, or holds it.
pub(super) fn is_outlet(name: &str, outlet: Option<&str>) -> bool {
    let whole = run_together(outlet.unwrap_or_default());
    is_called(name, outlet) || whole.len() >= LONG && run_together(name).contains(&whole)
}

/// The name is the outlet's, or a part of it between bars.
pub(super) fn is_called(name: &str, outlet: Option<&str>) -> bool {
    let name = run_together(name);
    outlet.is_some_and(|outlet| {
        let mut parts = outlet.split(['|', '–', '-', '•']).map(run_together);
        run_together(outlet) == name || parts.any(|part| part == name)
    })
}

/// Letters and figures in lower case without spaces: an address has 'harbourgazette'.
pub(super) fn run_together(text: &str) -> String {
    let mut letters = letters(text);
    letters.retain(|c| c != ' ');
    letters
}
