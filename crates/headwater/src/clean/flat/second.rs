//! Figures for the second look at a flat text: how the first judged the lines around.

use super::feature::SIZE;
use crate::clean::reader::apart;

/// How the first look judged a line.
#[derive(Clone, Copy, Debug, Default)]
pub struct Judged {
    /// Above 0: part of the article.
    pub body: f32,
    /// Above 0: a reader's.
    pub comment: f32,
}

const AROUND: isize = 4;

/// Lines on both sides over which judgements are summed.
const REACHES: [usize; 3] = [3, 10, 30];

/// Number of figures of each line at the second look.
pub(super) const SECOND: usize = SIZE + 2 * (2 * AROUND as usize + 1) + 2 * REACHES.len() + 8;

/// Rows of the second look: the figures of a line and how the first judged those around it.
pub(super) fn figures(first: &[f32], scores: &[Judged]) -> Vec<f32> {
    let mut rows = Vec::with_capacity(scores.len() * SECOND);
    let body = |judged: &Judged| judged.body > 0.0;
    let begin = scores.iter().position(body).unwrap_or(0) as f32;
    let end = scores.iter().rposition(body).unwrap_or(0) as f32;
    let sums = sums(scores);
    let bodies = apart(scores.len(), |at| body(&scores[at]));
    let readers = apart(scores.len(), |at| scores[at].comment > 0.0);
    let share = scores.iter().filter(|j| body(j)).count() as f32 / scores.len().max(1) as f32;
    let said = scores.iter().filter(|j| j.comment > 0.0).count() as f32;
    for at in 0..scores.len() {
        rows.extend_from_slice(&first[at * SIZE..(at + 1) * SIZE]);
        for step in -AROUND..=AROUND {
            let near = at.checked_add_signed(step).and_then(|n| scores.get(n));
            rows.extend(near.map_or([-9.0, -9.0], |j| [j.body, j.comment]));
        }
        for reach in REACHES {
            let (from, to) = (at.saturating_sub(reach), (at + reach + 1).min(scores.len()));
            let count = (to - from) as f32;
            rows.push((sums[to].0 - sums[from].0) / count);
            rows.push((sums[to].1 - sums[from].1) / count);
        }
        rows.push((at as f32 - begin).clamp(-50.0, 50.0));
        rows.push((end - at as f32).clamp(-50.0, 50.0));
        rows.extend([bodies[at].0, bodies[at].1, readers[at].0, readers[at].1]);
        rows.extend([share, said.min(50.0)]);
    }
    rows
}

/// Sums of the judgements before each line and behind the last.
fn sums(scores: &[Judged]) -> Vec<(f32, f32)> {
    let mut sums = vec![(0.0, 0.0)];
    let (mut body, mut comment) = (0.0, 0.0);
    for judged in scores {
        body += judged.body.clamp(-6.0, 6.0);
        comment += judged.comment.clamp(-6.0, 6.0);
        sums.push((body, comment));
    }
    sums
}
