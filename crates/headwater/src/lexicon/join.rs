//! Groups of names that are one, with pairs that must stay apart.

/// Union-find over `0..n` that refuses to put two items together which must stay apart.
#[derive(Clone, Debug)]
pub struct Groups {
    group: Vec<usize>,
    members: Vec<Vec<usize>>,
}

impl Groups {
    /// Every item alone.
    pub fn new(n: usize) -> Self {
        Groups {
            group: (0..n).collect(),
            members: (0..n).map(|item| vec![item]).collect(),
        }
    }

    /// One more item, alone.
    pub fn add(&mut self) {
        self.group.push(self.members.len());
        self.members.push(vec![self.members.len()]);
    }

    /// The group of an item; its number is that of one of its members.
    pub fn of(&self, item: usize) -> usize {
        self.group[item]
    }

    /// The items of a group.
    pub fn members(&self, group: usize) -> &[usize] {
        &self.members[group]
    }

    /// Joins the groups of two items unless any two of their members are `apart`; says whether
    /// they are together now.
    pub fn join(&mut self, a: usize, b: usize, apart: impl Fn(usize, usize) -> bool) -> bool {
        let (mut large, mut small) = (self.group[a], self.group[b]);
        if large == small {
            return true;
        }
        let clash = |&a: &usize| self.members[small].iter().any(|&b| apart(a, b));
        if self.members[large].iter().any(clash) {
            return false;
        }
        if self.members[large].len() < self.members[small].len() {
            std::mem::swap(&mut large, &mut small);
        }
        let moved = std::mem::take(&mut self.members[small]);
        for &item in &moved {
            self.group[item] = large;
        }
        self.members[large].extend(moved);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_that_must_stay_apart_hold_their_groups_apart() {
        let mut groups = Groups::new(4);
        let apart = |a: usize, b: usize| (a.min(b), a.max(b)) == (0, 3);
        assert!(groups.join(0, 1, apart));
        assert!(groups.join(2, 3, apart));
        assert!(!groups.join(1, 2, apart));
        assert_eq!(groups.of(0), groups.of(1));
        assert_ne!(groups.of(1), groups.of(2));
        assert_eq!(groups.members(groups.of(2)).len(), 2);
    }
}
