//! What the last words found, kept: another page, facet or order asks for the same words again.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// Searches kept.
const KEPT: usize = 64;

/// Documents with their scores.
pub type Found = Arc<Vec<(f32, usize)>>;

/// The last searches, latest first.
#[derive(Default)]
pub struct Recent(Mutex<VecDeque<(String, Found)>>);

impl Recent {
    /// What the words found; `find` is asked when they were not asked for lately.
    pub fn found<E>(
        &self,
        words: &str,
        find: impl FnOnce() -> Result<Vec<(f32, usize)>, E>,
    ) -> Result<Found, E> {
        if let Some(found) = self.take(words) {
            return Ok(self.keep(words, found));
        }
        Ok(self.keep(words, Arc::new(find()?)))
    }

    fn take(&self, words: &str) -> Option<Found> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|(w, _)| w == words)?;
        kept.remove(at).map(|(_, found)| found)
    }

    fn keep(&self, words: &str, found: Found) -> Found {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_front((words.to_string(), found.clone()));
        kept.truncate(KEPT);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_searches_are_kept() {
        let (recent, mut asked) = (Recent::default(), 0);
        let mut ask = |words: &str| {
            let find = || {
                asked += 1;
                Ok::<_, ()>(vec![(1.0, words.len())])
            };
            recent.found(words, find).unwrap()[0].1
        };
        assert_eq!((ask("a"), ask("bb"), ask("a")), (1, 2, 1));
        (0..KEPT).for_each(|n| assert_eq!(ask(&"c".repeat(n + 3)), n + 3));
        assert_eq!(ask("a"), 1);
        assert_eq!(asked, KEPT + 3);
    }
}
