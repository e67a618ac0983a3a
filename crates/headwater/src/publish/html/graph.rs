//! Where the nodes of a lineage stand: layers, sources above what was taken from them.

use rust_sugiyama::configure::{Config, RankingType};
use std::collections::BTreeMap;

/// Between one row and the next.
const BETWEEN: f64 = 68.0;
/// Between neighbours.
const GAP: f64 = 28.0;
/// Width that rows and parts of the drawing fill before a new row begins.
const PAGE: f64 = 980.0;
/// Height that the library reckons with; ours is that of the row.
const HEIGHT: f64 = 50.0;

/// Width and height of a node.
pub type Size = (f64, f64);

/// Centre of a node, by x, and its upper edge.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct At {
    pub x: f64,
    pub top: f64,
}

/// A node where it stands, with its size.
pub type Placed = (At, Size);

/// Places nodes of the given sizes; the second value is the size of the drawing. Parts without
/// connection stand side by side, and a layer too wide for the page takes several rows.
pub fn layout(sizes: &[Size], edges: &[(usize, usize)]) -> (Vec<At>, f64, f64) {
    let mut at = vec![At::default(); sizes.len()];
    let (mut left, mut top, mut row, mut wide) = (0.0, 0.0, 0.0_f64, 0.0_f64);
    for part in parts(sizes, edges) {
        let width = part.width;
        if left > 0.0 && left + width > PAGE {
            (left, top, row) = (0.0, top + row + BETWEEN, 0.0);
        }
        for (node, place) in part.nodes {
            at[node] = At {
                x: left + place.x,
                top: top + place.top,
            };
        }
        row = row.max(part.height);
        left += width + GAP;
        wide = wide.max(left - GAP);
    }
    (at, wide, top + row)
}

struct Part {
    nodes: Vec<(usize, At)>,
    width: f64,
    height: f64,
}

/// Connected parts, largest first.
fn parts(sizes: &[Size], edges: &[(usize, usize)]) -> Vec<Part> {
    let vertices: Vec<_> = (sizes.iter().enumerate())
        .map(|(n, (width, _))| (n as u32, (*width, HEIGHT)))
        .collect();
    let arcs: Vec<_> = edges.iter().map(|(a, b)| (*a as u32, *b as u32)).collect();
    let config = Config {
        vertex_spacing: GAP,
        ranking_type: RankingType::Up,
        ..Config::default()
    };
    let drawn = rust_sugiyama::from_vertices_and_edges(&vertices, &arcs, &config);
    let mut parts: Vec<_> = drawn
        .into_iter()
        .map(|(nodes, _, _)| part(sizes, nodes))
        .collect();
    parts.sort_by_key(|p| {
        let first = p.nodes.iter().map(|n| n.0).min();
        (std::cmp::Reverse(p.nodes.len()), first)
    });
    parts
}

/// A connected part as the library drew it, drawn closer where it is wider than the page.
fn part(sizes: &[Size], nodes: Vec<(usize, (f64, f64))>) -> Part {
    let edge = |(n, (x, _)): &(usize, (f64, f64)), side: f64| x + side * sizes[*n].0 / 2.0;
    let left = nodes
        .iter()
        .map(|n| edge(n, -1.0))
        .fold(f64::INFINITY, f64::min);
    let right = nodes
        .iter()
        .map(|n| edge(n, 1.0))
        .fold(f64::NEG_INFINITY, f64::max);
    let closer = (PAGE / (right - left)).min(1.0);
    let mut layers: BTreeMap<i64, Vec<(usize, f64)>> = BTreeMap::new();
    for (n, (x, y)) in nodes {
        layers
            .entry(y as i64)
            .or_default()
            .push((n, (x - left) * closer));
    }
    let mut placed = Vec::new();
    let (mut top, mut width) = (0.0, 0.0_f64);
    for mut layer in layers.into_values() {
        layer.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        for row in rows(sizes, &layer) {
            let row = if closer < 1.0 {
                apart(sizes, row)
            } else {
                row.to_vec()
            };
            placed.extend(row.iter().map(|(n, x)| (*n, At { x: x.round(), top })));
            let right = row.iter().map(|(n, x)| x + sizes[*n].0 / 2.0);
            width = right.fold(width, f64::max);
            top += BETWEEN + row.iter().map(|(n, _)| sizes[*n].1).fold(0.0, f64::max);
        }
    }
    Part {
        nodes: placed,
        width: width.round(),
        height: top - BETWEEN,
    }
}

/// A layer in rows that fit the page.
fn rows<'a>(sizes: &[Size], layer: &'a [(usize, f64)]) -> Vec<&'a [(usize, f64)]> {
    let mut rows = Vec::new();
    let (mut start, mut width) = (0, 0.0);
    for (at, (n, _)) in layer.iter().enumerate() {
        if at > start && width + sizes[*n].0 > PAGE {
            rows.push(&layer[start..at]);
            (start, width) = (at, 0.0);
        }
        width += sizes[*n].0 + GAP;
    }
    rows.push(&layer[start..]);
    rows
}

/// A row whose nodes keep clear of each other: as near as can be to where they want to stand.
fn apart(sizes: &[Size], row: &[(usize, f64)]) -> Vec<(usize, f64)> {
    let mut placed: Vec<(usize, f64)> = Vec::with_capacity(row.len());
    let mut free = 0.0;
    for (n, x) in row {
        let half = sizes[*n].0 / 2.0;
        let x = x.max(free + half);
        free = x + half + GAP;
        placed.push((*n, x));
    }
    let mut end = PAGE;
    for (n, x) in placed.iter_mut().rev() {
        let half = sizes[*n].0 / 2.0;
        *x = x.min(end - half).max(half);
        end = *x - half - GAP;
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_stand_above_and_nothing_overlaps() {
        let widths = [(100.0, HEIGHT); 6];
        let edges = [(0, 1), (0, 2), (1, 3), (2, 3)];
        let (at, wide, high) = layout(&widths, &edges);
        assert!(edges.iter().all(|(a, b)| at[*a].top < at[*b].top));
        for (n, a) in at.iter().enumerate() {
            assert!(a.x + 50.0 <= wide && a.top + HEIGHT <= high);
            for b in &at[n + 1..] {
                assert!(a.top != b.top || (a.x - b.x).abs() >= 100.0, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn the_same_graph_is_drawn_the_same_and_cycles_do_no_harm() {
        let widths: Vec<Size> = (0..40).map(|n| (80.0 + n as f64, HEIGHT)).collect();
        let edges: Vec<_> = (0..60)
            .map(|n| (n * 7 % 40, n * 11 % 40))
            .filter(|(a, b)| a != b)
            .collect();
        let first = layout(&widths, &edges);
        for _ in 0..5 {
            assert_eq!(layout(&widths, &edges), first);
        }
    }

    #[test]
    fn two_hundred_nodes_fit_the_page() {
        let sizes = vec![(130.0, HEIGHT); 200];
        let edges: Vec<_> = (1..200).map(|n| (n / 9, n)).collect();
        let (at, wide, _) = layout(&sizes, &edges);
        assert!(wide <= PAGE + 1.0, "{wide}");
        for (n, a) in at.iter().enumerate() {
            for b in &at[n + 1..] {
                assert!(a.top != b.top || (a.x - b.x).abs() >= 129.0, "{a:?} {b:?}");
            }
        }
        assert!(edges.iter().all(|(a, b)| at[*a].top < at[*b].top));
    }
}
