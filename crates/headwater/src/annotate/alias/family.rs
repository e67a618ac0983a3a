//! Whose a surname is that several bear.

use super::Names;
use crate::model::EntityType;
use std::collections::HashMap;

impl Names {
    /// A surname that several bear, or a 'Jr.' alone, is the first one's as long as the text has named no other:
    /// pairs of the full name and the surname alone, where all its mentions stand so early.
    pub(super) fn introduced_first(&self) -> Vec<(usize, usize)> {
        let bearers = self.bearers_of_families();
        let pair = |short: usize| {
            let (first, next) = self.first_bearer(&bearers, short)?;
            let alone = match next {
                Some(next) => {
                    let last = self.of_mention.iter().rposition(|&at| at == short)?;
                    last < self.first[next]
                }
                // A text about a son names him first: else the name may be his father's.
                None => self.names[first].form.generation().is_some(),
            };
            alone.then_some((first, short))
        };
        (0..self.names.len()).filter_map(pair).collect()
    }

    /// Mentions of a surname alone between the first one who bears it and the next, with that first one's name.
    pub(super) fn early(&self) -> Vec<(usize, usize)> {
        let bearers = self.bearers_of_families();
        let owner = |(mention, &short): (usize, &usize)| {
            let (first, next) = self.first_bearer(&bearers, short)?;
            next.filter(|&next| mention < self.first[next])
                .map(|_| (mention, first))
        };
        let mentions = self.of_mention.iter().enumerate();
        mentions.filter_map(owner).collect()
    }

    /// Persons with names of several words, by the last word, in the order in which they are named.
    fn bearers_of_families(&self) -> HashMap<&str, Vec<usize>> {
        let mut bearers: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, name) in self.names.iter().enumerate() {
            if let ([_, .., family], EntityType::Person) = (&name.form.core()[..], name.kind) {
                bearers.entry(family).or_default().push(at);
            }
        }
        bearers
    }

    /// Who of those that bear a surname is named first, before the surname stands alone, and who next.
    fn first_bearer(
        &self,
        bearers: &HashMap<&str, Vec<usize>>,
        short: usize,
    ) -> Option<(usize, Option<usize>)> {
        let name = &self.names[short];
        let [family] = name.form.core()[..] else {
            return None;
        };
        let (&first, others) = bearers.get(family)?.split_first()?;
        let before = self.first[first] < self.first[short];
        (name.kind == EntityType::Person && before).then_some((first, others.first().copied()))
    }
}
