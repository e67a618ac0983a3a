//! Boosted regression trees, read from text: one tree a line, nodes in preorder. An inner node is
//! `FIGURE<LIMIT`, a leaf `=VALUE`.

/// A node: an inner one goes to the next node when the figure is below the limit, else to `right`.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Node {
    figure: u16,
    /// Limit, or the value of a leaf.
    value: f32,
    /// 0 for a leaf.
    right: u32,
}

/// Rows that go through a tree one after another.
const BATCH: usize = 16;

/// A sum of trees.
#[derive(Debug, Default)]
pub struct Forest {
    nodes: Vec<Node>,
    roots: Vec<usize>,
}

impl Forest {
    /// Reads one section of trees; `None` when a line is no tree.
    pub fn read<'a>(lines: impl Iterator<Item = &'a str>) -> Option<Forest> {
        let mut forest = Forest::default();
        for line in lines {
            forest.roots.push(forest.nodes.len());
            let mut words = line.split_ascii_whitespace();
            forest.grow(&mut words, 0)?;
        }
        Some(forest)
    }

    /// Deepest tree that is read.
    const DEEPEST: usize = 16;

    fn grow<'a>(&mut self, words: &mut impl Iterator<Item = &'a str>, depth: usize) -> Option<()> {
        let word = words.next().filter(|_| depth <= Self::DEEPEST)?;
        let at = self.nodes.len();
        if let Some(value) = word.strip_prefix('=') {
            let value = value.parse().ok()?;
            self.nodes.push(Node {
                figure: 0,
                value,
                right: 0,
            });
            return Some(());
        }
        let (figure, limit) = word.split_once('<')?;
        let (figure, value) = (figure.parse().ok()?, limit.parse().ok()?);
        self.nodes.push(Node {
            figure,
            value,
            right: 0,
        });
        self.grow(words, depth + 1)?;
        self.nodes[at].right = self.nodes.len().try_into().ok()?;
        self.grow(words, depth + 1)
    }

    /// For each row of `size` figures the sum of all trees: above 0 is yes.
    pub fn scores(&self, rows: &[f32], size: usize) -> Vec<f32> {
        let mut scores = Vec::with_capacity(rows.len() / size);
        // Rows that stand beside each other are alike and go the same ways through a tree.
        for rows in rows.chunks(size * BATCH) {
            let first = scores.len();
            scores.resize(first + rows.len() / size, 0.0);
            for &root in &self.roots {
                for (score, row) in scores[first..].iter_mut().zip(rows.chunks_exact(size)) {
                    *score += self.leaf(root, row);
                }
            }
        }
        scores
    }

    /// The sum of all trees for a row of figures. Figures that the row lacks are 0.
    pub fn score(&self, row: &[f32]) -> f32 {
        self.roots.iter().map(|&root| self.leaf(root, row)).sum()
    }

    fn leaf(&self, mut at: usize, row: &[f32]) -> f32 {
        loop {
            let node = self.nodes[at];
            if node.right == 0 {
                return node.value;
            }
            let figure = row.get(usize::from(node.figure)).copied().unwrap_or(0.0);
            at = if figure < node.value {
                at + 1
            } else {
                node.right as usize
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_trees() {
        let text = "0<1.5 =1 1<2 =-1 =3\n=0.5";
        let forest = Forest::read(text.lines()).expect("two trees");
        assert_eq!(forest.score(&[1.0, 0.0]), 1.5);
        assert_eq!(forest.score(&[2.0, 0.0]), -0.5);
        assert_eq!(forest.score(&[2.0, 9.0]), 3.5);
        let rows: Vec<f32> = (0..2 * (BATCH + 3)).map(|n| (n / 2) as f32).collect();
        let one_by_one: Vec<f32> = rows.chunks(2).map(|row| forest.score(row)).collect();
        assert_eq!(forest.scores(&rows, 2), one_by_one);
        for broken in ["0<1 =1", "x", "0<a =1 =1", ""] {
            assert!(Forest::read([broken].into_iter()).is_none(), "{broken}");
        }
    }
}
