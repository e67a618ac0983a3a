//! Whether a pattern matches: nothing else is asked of most rules.

use super::letters::{self, Letters};
use regex_automata::Input;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::{Compiler, Config, WhichCaptures};
use regex_automata::util::pool::Pool;
use std::panic::{RefUnwindSafe, UnwindSafe};

type Caches = Pool<Cache, Box<dyn Fn() -> Cache + Send + Sync + UnwindSafe + RefUnwindSafe>>;

/// A pattern that tells whether it matches. It is built in a fraction of the time that one takes
/// that also tells where.
pub struct Whether {
    letters: Letters,
    automaton: DFA,
    caches: Caches,
}

impl Whether {
    /// Reads a regular expression whose word boundaries are those of ASCII.
    ///
    /// # Errors
    /// When it is none.
    pub fn new(pattern: &str) -> Result<Self, String> {
        let (letters, hir) = letters::translate(pattern)?;
        let config = Config::new()
            .which_captures(WhichCaptures::None)
            .utf8(false);
        let steps = Compiler::new().configure(config).build_from_hir(&hir);
        let config = DFA::config().skip_cache_capacity_check(true);
        let automaton = DFA::builder()
            .configure(config)
            .build_from_nfa(steps.map_err(|error| error.to_string())?)
            .map_err(|error| error.to_string())?;
        let fresh = automaton.clone();
        Ok(Whether {
            letters,
            automaton,
            caches: Pool::new(Box::new(move || fresh.create_cache()) as Box<_>),
        })
    }

    /// Whether it matches anywhere in `text`.
    pub fn is_match(&self, text: &str) -> bool {
        let letters = self.letters.of(text);
        let input = Input::new(&letters).earliest(true);
        // A search only fails where a pattern has word boundaries of Unicode or a cache must not
        // be cleared: neither is so here.
        let found = self
            .automaton
            .try_search_fwd(&mut self.caches.get(), &input);
        matches!(found, Ok(Some(_)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use regex::Regex;

    const PATTERNS: [&str; 7] = [
        r"(?i)^\W*(?:[\p{L}'’& ]{2,9}\s+[|·•]\s+){2,}k?\W*$",
        r"(?i)straße|ŁÓDŹ|.é.{2,3}[^a-zà-ÿ]",
        r"(?-u:\b)\p{Lu}[\p{Lu}\p{M} .'’-]{2,4}(?-u:\b)",
        r"^(?:\p{Lu}\p{Ll}+|\p{N}{1,2}) — $",
        r"[^\p{L}\s]\w\S$",
        r"(?m)^\s*[一-龥]+$",
        r"",
    ];

    #[test]
    fn it_says_what_the_pattern_says() {
        let both = |pattern| (Regex::new(pattern).unwrap(), Whether::new(pattern).unwrap());
        let patterns = PATTERNS.map(both);
        let texts = "([|·•] |[kKsSſA-Cé É’ÀŁß]|STRASSE|straße|łódź|[0-9½٣一 \n—&.-]|\\PC){0,12}";
        proptest::proptest!(|(text in texts)| {
            for (whole, whether) in &patterns {
                proptest::prop_assert_eq!(whole.is_match(&text), whether.is_match(&text));
            }
        });
    }

    #[test]
    fn word_boundaries_of_unicode_are_refused() {
        assert!(Whether::new(r"\bword").is_err() && Whether::new("(").is_err());
    }
}
