//! Where the nodes of a lineage stand: layers, sources above what was taken from them.

use rust_sugiyama::configure::{Config, RankingType};
use std::collections::BTreeMap;

/// Height of a node.
pub const HEIGHT: f64 = 50.0;
/// Between the top of one layer and the next.
const LAYER: f64 = 118.0;
/// Between neighbours.
const GAP: f64 = 28.0;
/// Width that parts of the drawing fill before a new row begins.
const PAGE: f64 = 980.0;

/// Centre of a node, by x, and its upper edge.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct At {
    pub x: f64,
    pub top: f64,
}

/// Places nodes of the given widths; the second value is the size of the drawing. Parts without
/// connection stand side by side.
pub fn layout(widths: &[f64], edges: &[(usize, usize)]) -> (Vec<At>, f64, f64) {
    let mut at = vec![At::default(); widths.len()];
    let (mut left, mut top, mut row, mut wide) = (0.0, 0.0, 0.0_f64, 0.0_f64);
    for part in parts(widths, edges) {
        let width = part.width;
        if left > 0.0 && left + width > PAGE {
            (left, top, row) = (0.0, top + row + LAYER - HEIGHT, 0.0);
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
fn parts(widths: &[f64], edges: &[(usize, usize)]) -> Vec<Part> {
    let vertices: Vec<_> = (widths.iter().enumerate())
        .map(|(n, w)| (n as u32, (*w, HEIGHT)))
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
        .map(|(nodes, _, _)| part(widths, nodes))
        .collect();
    parts.sort_by_key(|p| {
        (
            std::cmp::Reverse(p.nodes.len()),
            p.nodes.first().map(|n| n.0),
        )
    });
    parts
}

fn part(widths: &[f64], mut nodes: Vec<(usize, (f64, f64))>) -> Part {
    nodes.sort_by_key(|n| n.0);
    let mut layers: BTreeMap<i64, usize> = nodes.iter().map(|(_, (_, y))| (*y as i64, 0)).collect();
    layers
        .values_mut()
        .enumerate()
        .for_each(|(n, layer)| *layer = n);
    let edge = |(n, (x, _)): &(usize, (f64, f64)), side: f64| x + side * widths[*n] / 2.0;
    let left = nodes
        .iter()
        .map(|n| edge(n, -1.0))
        .fold(f64::INFINITY, f64::min);
    let right = nodes.iter().map(|n| edge(n, 1.0)).fold(0.0, f64::max);
    let place = |(n, (x, y)): (usize, (f64, f64))| {
        let top = layers[&(y as i64)] as f64 * LAYER;
        (
            n,
            At {
                x: (x - left).round(),
                top,
            },
        )
    };
    Part {
        width: (right - left).round(),
        height: (layers.len() - 1) as f64 * LAYER + HEIGHT,
        nodes: nodes.into_iter().map(place).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_stand_above_and_nothing_overlaps() {
        let widths = [100.0; 6];
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
        let widths: Vec<f64> = (0..40).map(|n| 80.0 + n as f64).collect();
        let edges: Vec<_> = (0..60)
            .map(|n| (n * 7 % 40, n * 11 % 40))
            .filter(|(a, b)| a != b)
            .collect();
        let first = layout(&widths, &edges);
        for _ in 0..5 {
            assert_eq!(layout(&widths, &edges), first);
        }
    }
}
