//! Wordings: witnesses of one utterance whose words agree but for house style and small slips.

use super::passage::Passage;
use super::score::agreement;

/// Places in a hundred words that may differ inside one wording.
const SLIPS: usize = 6;

/// Groups of indexes into `members`: each witness joins the first group whose first member words
/// the passage as it does.
pub fn wordings(members: &[&Passage]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (n, passage) in members.iter().enumerate() {
        match groups
            .iter_mut()
            .find(|g| is_one_wording(members[g[0]], passage))
        {
            Some(group) => group.push(n),
            None => groups.push(vec![n]),
        }
    }
    groups
}

/// The two differ in no more places than slips and house style explain.
pub fn is_one_wording(a: &Passage, b: &Passage) -> bool {
    let found = agreement(a, b);
    let missing = found.shorter - found.equal;
    (found.different.max(missing)) * 100 <= found.shorter * SLIPS
}
