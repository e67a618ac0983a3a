//! Boosted regression trees for a yes or no (Friedman 2001), grown level by level over figures put
//! into bins, with second-order leaves (Chen and Guestrin 2016, equations 5 and 7).

use super::label::Label;
use std::borrow::Cow;
use std::fmt::Write;

/// Rows of figures with their labels; rows of weight 0 are left out.
#[derive(Default)]
pub struct Rows<'a> {
    rows: Vec<Cow<'a, [f32]>>,
    labels: Vec<Label>,
}

impl<'a> Rows<'a> {
    pub fn add(&mut self, row: Cow<'a, [f32]>, label: Label) {
        if label.weight > 0.0 {
            self.rows.push(row);
            self.labels.push(label);
        }
    }
}

pub struct Settings {
    pub trees: usize,
    pub depth: usize,
    pub rate: f32,
    /// Share of the figures that a tree may use, in per cent.
    pub used: u64,
    pub seed: u64,
}

/// Bins of each figure.
const BINS: usize = 48;
/// Rows that the limits of the bins are taken from.
const SAMPLED: usize = 20_000;
const RIDGE: f64 = 20.0;
/// Least sum of second derivatives in a leaf.
const LEAST: f64 = 4.0;

/// Gradient and second derivative of the loss.
///
/// Sums over a million rows need the wider type.
#[derive(Clone, Copy, Default)]
struct Slope(f64, f64);

impl Slope {
    fn add(&mut self, other: Slope) {
        self.0 += other.0;
        self.1 += other.1;
    }

    fn gain(self) -> f64 {
        self.0 * self.0 / (self.1 + RIDGE)
    }
}

/// A node of a tree being grown: its split, or none for a leaf.
#[derive(Clone, Copy, Default)]
struct Node {
    sum: Slope,
    split: Option<(usize, usize)>,
}

/// The trees as text, one a line.
pub fn fit(data: &Rows, settings: &Settings) -> String {
    let Some(width) = data.rows.first().map(|row| row.len()) else {
        return "=0\n".into();
    };
    let limits: Vec<Vec<f32>> = (0..width).map(|figure| limits(data, figure)).collect();
    let bins: Vec<Vec<u8>> = (limits.iter().enumerate())
        .map(|(figure, limits)| {
            let bin = |row: &Cow<[f32]>| limits.partition_point(|&l| l <= row[figure]) as u8;
            data.rows.iter().map(bin).collect()
        })
        .collect();
    let widths: Vec<usize> = limits.iter().map(|limits| limits.len() + 1).collect();
    let mut scores = vec![0.0f32; data.rows.len()];
    let mut random = settings.seed;
    let mut text = String::new();
    for _ in 0..settings.trees {
        let slopes: Vec<Slope> = (scores.iter().zip(&data.labels))
            .map(|(&score, label)| slope(score, label))
            .collect();
        let used: Vec<usize> = (0..width)
            .filter(|_| next(&mut random) % 100 < settings.used)
            .collect();
        let (nodes, places) = grow(&bins, &slopes, (&used, &widths), settings.depth);
        let value = |node: usize| {
            let sum = nodes[node].sum;
            -settings.rate * (sum.0 / (sum.1 + RIDGE)) as f32
        };
        for (score, &place) in scores.iter_mut().zip(&places) {
            *score += value(place);
        }
        write_node(&nodes, 0, &limits, &value, &mut text);
        text.push('\n');
    }
    text
}

fn slope(score: f32, label: &Label) -> Slope {
    let likely = 1.0 / (1.0 + (-score).exp());
    let wanted = if label.article { 1.0 } else { 0.0 };
    let slope = (likely - wanted, likely * (1.0 - likely));
    let weight = f64::from(label.weight);
    Slope(weight * f64::from(slope.0), weight * f64::from(slope.1))
}

/// A linear congruential generator (Knuth's MMIX), upper bits.
fn next(state: &mut u64) -> u64 {
    *state = state
        .wrapping_mul(6364136223846793005)
        .wrapping_add(1442695040888963407);
    *state >> 33
}

fn limits(data: &Rows, figure: usize) -> Vec<f32> {
    let step = data.rows.len().div_ceil(SAMPLED);
    let mut values: Vec<f32> = data.rows.iter().step_by(step).map(|r| r[figure]).collect();
    values.sort_by(f32::total_cmp);
    let mut limits: Vec<f32> = (1..BINS).map(|n| values[n * values.len() / BINS]).collect();
    let mut distinct = values.clone();
    distinct.dedup();
    if distinct.len() <= BINS {
        limits = distinct.split_off(1);
    }
    limits.dedup();
    // What is written is what is compared.
    limits.iter().map(|l| round(*l)).collect()
}

fn round(value: f32) -> f32 {
    format!("{value:.4}").parse().unwrap_or(value)
}

/// Grows one tree; nodes lie as in a heap. Returns them and the leaf of each row.
fn grow(
    bins: &[Vec<u8>],
    slopes: &[Slope],
    (used, widths): (&[usize], &[usize]),
    depth: usize,
) -> (Vec<Node>, Vec<usize>) {
    let mut nodes = vec![Node::default(); (1 << (depth + 1)) - 1];
    let mut places = vec![0usize; slopes.len()];
    for slope in slopes {
        nodes[0].sum.add(*slope);
    }
    for level in 0..depth {
        let (first, count) = ((1 << level) - 1, 1 << level);
        let mut best = vec![(1e-3f64, 0, 0); count];
        let mut sums = vec![[Slope::default(); BINS]; count];
        for &figure in used {
            sums.fill([Slope::default(); BINS]);
            for ((&bin, slope), &place) in bins[figure].iter().zip(slopes).zip(&places) {
                if place >= first {
                    sums[place - first][bin as usize].add(*slope);
                }
            }
            for (n, sums) in sums.iter().enumerate() {
                let used = &sums[..widths[figure]];
                let (gain, bin) = best_cut(used, nodes[first + n].sum);
                if gain > best[n].0 {
                    best[n] = (gain, figure, bin);
                }
            }
        }
        for (n, &(_, figure, bin)) in best.iter().enumerate() {
            nodes[first + n].split = (bin > 0).then_some((figure, bin));
        }
        for (place, slope) in places
            .iter_mut()
            .zip(slopes)
            .enumerate()
            .map(|(row, p)| (p.0, (row, p.1)))
        {
            let (row, slope) = slope;
            if *place >= first
                && let Some((figure, bin)) = nodes[*place].split
            {
                *place = 2 * *place + 1 + usize::from(usize::from(bins[figure][row]) >= bin);
                nodes[*place].sum.add(*slope);
            }
        }
    }
    (nodes, places)
}

/// The best place to cut, as the first bin of the upper side.
fn best_cut(sums: &[Slope], all: Slope) -> (f64, usize) {
    let mut best = (0.0, 0);
    let mut low = Slope::default();
    for bin in 1..sums.len() {
        low.add(sums[bin - 1]);
        let high = Slope(all.0 - low.0, all.1 - low.1);
        let gain = low.gain() + high.gain() - all.gain();
        if low.1 >= LEAST && high.1 >= LEAST && gain > best.0 {
            best = (gain, bin);
        }
    }
    best
}

fn write_node(
    nodes: &[Node],
    at: usize,
    limits: &[Vec<f32>],
    value: &impl Fn(usize) -> f32,
    text: &mut String,
) {
    match nodes[at].split {
        Some((figure, bin)) => {
            let _ = write!(text, "{figure}<{} ", limits[figure][bin - 1]);
            write_node(nodes, 2 * at + 1, limits, value, text);
            text.push(' ');
            write_node(nodes, 2 * at + 2, limits, value, text);
        }
        None => {
            let _ = write!(text, "={:.4}", value(at));
        }
    }
}
