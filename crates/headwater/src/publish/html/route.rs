//! The way of an edge of the lineage drawing: down from the source, past the nodes that stand
//! between, to what took from it.

use super::graph::Placed;
use std::fmt::Write;

/// Kept free beside a node that an edge passes.
const CLEAR: f64 = 10.0;

/// A line from node `a` to node `b`, `shift` to the right of the straight way. On one row, or
/// upwards, it is a bow below both.
pub fn path(nodes: &[Placed], a: usize, b: usize, shift: f64) -> String {
    let ((from, (_, high1)), (to, (_, high2))) = (nodes[a], nodes[b]);
    let (x1, x2, start) = (from.x + shift, to.x + shift, from.top + high1);
    if to.top <= from.top {
        let end = to.top + high2;
        let below = start.max(end) + 32.0;
        return format!("M{x1} {start}C{x1} {below} {x2} {below} {x2} {end}");
    }
    // First below what stands higher in its own row.
    let row = nodes.iter().filter(|(at, _)| at.top == from.top);
    let floor = row
        .map(|(at, (_, high))| at.top + high)
        .fold(start, f64::max);
    let mut path = format!("M{x1} {start}L{x1} {floor}");
    let (mut x, mut y) = (x1, floor);
    for (top, bottom) in rows_between(nodes, floor, to.top) {
        let straight = x + (x2 - x) * ((top - y) / (to.top - y)).clamp(0.0, 1.0);
        let pass = gap(nodes, top, straight).round();
        curve(&mut path, (x, y), (pass, top));
        let _ = write!(path, "L{pass} {bottom}");
        (x, y) = (pass, bottom);
    }
    curve(&mut path, (x, y), (x2, to.top));
    path
}

fn curve(path: &mut String, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
    let bend = ((y2 - y1) / 2.0).max(20.0);
    let _ = write!(path, "C{x1} {} {x2} {} {x2} {y2}", y1 + bend, y2 - bend);
}

/// Upper and lower edges of the rows that lie wholly between two heights.
fn rows_between(nodes: &[Placed], from: f64, to: f64) -> Vec<(f64, f64)> {
    let edges = nodes.iter().map(|(at, (_, high))| (at.top, at.top + high));
    let mut rows: Vec<(f64, f64)> = edges
        .filter(|(top, end)| *top >= from && *end <= to)
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.total_cmp(&a.1)));
    rows.dedup_by(|next, row| next.0 < row.1);
    rows
}

/// The place nearest to `x` where no node of the row at `top` stands.
fn gap(nodes: &[Placed], top: f64, x: f64) -> f64 {
    let row = nodes.iter().filter(|(at, _)| at.top == top);
    let mut taken: Vec<(f64, f64)> = row
        .map(|(at, (wide, _))| (at.x - wide / 2.0 - CLEAR, at.x + wide / 2.0 + CLEAR))
        .collect();
    taken.sort_by(|a, b| a.0.total_cmp(&b.0));
    taken.dedup_by(|next, before| {
        let joined = next.0 < before.1;
        before.1 = if joined {
            before.1.max(next.1)
        } else {
            before.1
        };
        joined
    });
    match taken.iter().find(|(left, right)| *left < x && x < *right) {
        Some((left, right)) if x - left <= right - x => *left,
        Some((_, right)) => *right,
        None => x,
    }
}

#[cfg(test)]
mod tests {
    use super::super::graph::At;
    use super::*;

    #[test]
    fn an_edge_goes_round_the_nodes_between() {
        let at = |x, top| (At { x, top }, (100.0, 50.0));
        let nodes = [at(100.0, 0.0), at(110.0, 118.0), at(100.0, 236.0)];
        let way = path(&nodes, 0, 2, 0.0);
        assert!(way.contains("L50 168"), "{way}");
        let free = [at(100.0, 0.0), at(400.0, 118.0), at(100.0, 236.0)];
        assert!(path(&free, 0, 2, 0.0).contains("L100 168"));
        assert!(path(&nodes, 0, 1, 0.0).ends_with("110 118"));
        assert!(path(&nodes, 2, 0, 0.0).ends_with("100 50"));
    }
}
