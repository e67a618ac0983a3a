//! Parts of the work that do not need each other.

use std::sync::OnceLock;

/// Items of one part where single items are too short to hand over.
const PART: usize = 128;

/// Who does parts of the work that do not need each other: `each(count, part)` must call `part`
/// once with every number below `count`, in any order, on any threads.
///
/// The library starts no thread; the shell that has some lends them. Results are in order of the
/// parts, so that they are the same for any number of threads.
#[derive(Clone, Copy, Debug)]
pub struct Workers {
    /// Runs all parts.
    pub each: fn(count: usize, part: &(dyn Fn(usize) + Sync)),
}

impl Workers {
    /// The calling thread alone.
    pub const ALONE: Workers = Workers {
        each: |count, part| (0..count).for_each(part),
    };

    /// What `of` makes of every number below `count`, in order.
    pub fn map<T: Send + Sync>(self, count: usize, of: impl Fn(usize) -> T + Sync) -> Vec<T> {
        let done: Vec<OnceLock<T>> = (0..count).map(|_| OnceLock::new()).collect();
        (self.each)(count, &|n| {
            done[n].get_or_init(|| of(n));
        });
        done.into_iter().filter_map(OnceLock::into_inner).collect()
    }

    /// What `of` makes of all items, in order; for many items that take little time each.
    pub fn flat_map<I: Sync, T: Send + Sync, R: IntoIterator<Item = T>>(
        self,
        items: &[I],
        of: impl Fn(usize, &I) -> R + Sync,
    ) -> Vec<T> {
        let part = |n: usize| -> Vec<T> {
            let first = n * PART;
            let items = &items[first..items.len().min(first + PART)];
            (first..)
                .zip(items)
                .flat_map(|(n, item)| of(n, item))
                .collect()
        };
        let parts = self.map(items.len().div_ceil(PART), part);
        let mut all = Vec::with_capacity(parts.iter().map(Vec::len).sum());
        parts.into_iter().for_each(|part| all.extend(part));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_order_whoever_works() {
        let backwards = Workers {
            each: |count, part| {
                std::thread::scope(|scope| {
                    let half = count / 2;
                    scope.spawn(move || (half..count).rev().for_each(part));
                    (0..half).rev().for_each(part);
                })
            },
        };
        let items: Vec<usize> = (0..1000).collect();
        for workers in [Workers::ALONE, backwards] {
            assert_eq!(workers.map(1000, |n| n), items);
            let odd = |n: usize, &item: &usize| (n == item && n % 2 == 1).then_some(item);
            assert_eq!(workers.flat_map(&items, odd).len(), 500);
        }
    }
}
