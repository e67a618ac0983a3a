//! Logistic regression whose weights keep the signs that make sense.

use headwater::relate::story::score::Sign;

/// Pull of every weight toward zero, beside a set of weight 1: as large as is best for sets that
/// were left out of the fit.
const RIDGE: f64 = 0.01;
const STEPS: usize = 9;
/// Rounds of coordinate descent for one step.
const SWEEPS: usize = 400;

/// A label with its features.
pub type Row<const N: usize> = (bool, [f64; N]);

/// Weights and constant by Newton steps, of sets with their weights. In each set, rows with the
/// label count as much as those without: how many there are follows from how it was made.
pub fn logistic<const N: usize>(sets: &[(f64, Vec<Row<N>>)], signs: &[Sign; N]) -> ([f64; N], f64) {
    let mut weights = vec![0.0; N + 1];
    for _ in 0..STEPS {
        let mut gradient: Vec<f64> = weights.iter().map(|w| -RIDGE * w).collect();
        let mut curvature = vec![vec![0.0; N + 1]; N + 1];
        (0..=N).for_each(|i| curvature[i][i] = RIDGE);
        for (weight, set) in sets {
            add((*weight, set), &weights, &mut gradient, &mut curvature);
        }
        mirror(&mut curvature);
        step(&mut weights, &curvature, &gradient, signs);
    }
    let mut features = [0.0; N];
    features.copy_from_slice(&weights[..N]);
    (features, weights[N])
}

fn add<const N: usize>(
    (weight, set): (f64, &[Row<N>]),
    weights: &[f64],
    gradient: &mut [f64],
    curvature: &mut [Vec<f64>],
) {
    let ones = set.iter().filter(|(one, _)| *one).count();
    let share = [set.len() - ones, ones].map(|count| 0.5 * weight / count.max(1) as f64);
    let mut x = [1.0; 64];
    for (one, features) in set {
        x[..N].copy_from_slice(features);
        x[N] = 1.0;
        let z: f64 = x[..=N].iter().zip(weights).map(|(x, w)| x * w).sum();
        let p = 1.0 / (1.0 + (-z).exp());
        let share = share[usize::from(*one)];
        let (error, spread) = (f64::from(u8::from(*one)) - p, share * p * (1.0 - p));
        for i in 0..=N {
            gradient[i] += share * error * x[i];
            let row = &mut curvature[i];
            (0..=i).for_each(|j| row[j] += spread * x[i] * x[j]);
        }
    }
}

/// Fills the upper half of a symmetric matrix from the lower.
fn mirror(matrix: &mut [Vec<f64>]) {
    for i in 1..matrix.len() {
        let (upper, lower) = matrix.split_at_mut(i);
        for (row, &value) in upper.iter_mut().zip(&lower[0]) {
            row[i] = value;
        }
    }
}

/// The Newton step by coordinate descent, each weight kept within its sign.
fn step(weights: &mut [f64], curvature: &[Vec<f64>], gradient: &[f64], signs: &[Sign]) {
    let size = weights.len();
    let mut moved = vec![0.0; size];
    for _ in 0..SWEEPS {
        for i in 0..size {
            let others: f64 = (0..size).map(|j| curvature[i][j] * moved[j]).sum();
            let free = moved[i] + (gradient[i] - others) / curvature[i][i];
            moved[i] = match signs.get(i) {
                Some(Sign::For) => free.max(-weights[i]),
                Some(Sign::Against) => free.min(-weights[i]),
                _ => free,
            };
        }
    }
    weights.iter_mut().zip(moved).for_each(|(w, by)| *w += by);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_keeps_its_sign() {
        let rows = vec![
            (true, [1.0, 1.0]),
            (true, [0.8, 1.0]),
            (false, [0.1, 0.0]),
            (false, [0.3, 0.0]),
        ];
        let (weights, _) = logistic(&[(1.0, rows)], &[Sign::For, Sign::Against]);
        assert!(weights[0] > 1.0 && weights[1] == 0.0, "{weights:?}");
    }
}
