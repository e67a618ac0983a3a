//! Sentences that stand in many articles: `lang/en/stock.toml`.

use super::pattern::Patterns;
use std::sync::LazyLock;

/// Sorts of such sentences, each with its pattern.
pub static STOCK: LazyLock<Patterns> =
    LazyLock::new(|| Patterns::load("stock.toml", include_str!("../../lang/en/stock.toml")));

/// The sentence asks whoever knows anything to call.
pub fn is_tip_line(sentence: &str) -> bool {
    STOCK.has("tip-line", sentence)
}
