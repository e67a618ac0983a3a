//! The linear sequence model: a table of weights, and the best labelling under it.
//!
//! File: `HWNM`, version byte, log2 of the number of rows, 8 x 8 transition weights (`i16`, little
//! endian), then the rows. A row is a check byte (0 = empty) and the weights of one feature for
//! every label but O, whose weight is the zero point. The table is open-addressed: a feature's row
//! is the first with its check byte from its bucket on, before an empty one. The rows are used as
//! they lie in the file. Their check bytes are held once more beside each other: the table is nearly
//! full, so that most features are looked for in many rows and are in none.

use crate::model::EntityType;
use std::borrow::Cow;
use std::sync::LazyLock;

/// How many labels there are.
pub const LABELS: usize = 8;

/// What a token is: outside (0), first or later token of a person (1, 2), organisation (3, 4),
/// place (5, 6), or any token of another name (7).
pub type Label = u8;

/// Label of tokens outside names.
pub const OUTSIDE: Label = 0;
/// Label of tokens of other names.
pub const OTHER: Label = 7;

/// Weights of every label for one token, or between two labels.
pub type Scores = [i32; LABELS];

const MAGIC: &[u8] = b"HWNM";
/// Goes up when the format or the features change: older models then know nothing.
const VERSION: u8 = 2;
const HEADER: usize = MAGIC.len() + 2 + LABELS * LABELS * 2;

/// Score of what may not be.
pub const FORBIDDEN: i32 = -1_000_000;

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let file = include_bytes!("../../../lang/en/names.model");
    Model::parse(file).expect("lang/en/names.model is written by `headwater train`")
});

/// The model that is compiled into the library.
pub fn shipped() -> &'static Model {
    &MODEL
}

/// Kind of the name that a token with this label belongs to.
pub fn kind(label: Label) -> Option<EntityType> {
    match label {
        1 | 2 => Some(EntityType::Person),
        3 | 4 => Some(EntityType::Organisation),
        5 | 6 => Some(EntityType::Place),
        OTHER => Some(EntityType::Other),
        _ => None,
    }
}

/// Label of the first or a later token of a name.
pub fn label(kind: EntityType, first: bool) -> Label {
    let base = match kind {
        EntityType::Person => 1,
        EntityType::Organisation => 3,
        EntityType::Place => 5,
        EntityType::Other => return OTHER,
    };
    base + u8::from(!first)
}

/// A token with label `next` may follow one with label `before`.
pub fn may_follow(before: Label, next: Label) -> bool {
    !matches!(next, 2 | 4 | 6) || before == next || before + 1 == next
}

/// A trained model.
pub struct Model {
    transitions: [Scores; LABELS],
    rows: Cow<'static, [[u8; LABELS]]>,
    /// The check byte of each row, and of the first ones again behind the last.
    checks: Vec<u8>,
    shift: u32,
}

impl Model {
    /// Reads a model file; `None` when it is none of this version.
    pub fn read(file: &[u8]) -> Option<Self> {
        let (transitions, rows) = parts(file)?;
        Some(Model::of(transitions, Cow::Owned(rows.to_vec())))
    }

    /// The same of a file that stays in memory and is not copied.
    fn parse(file: &'static [u8]) -> Option<Self> {
        let (transitions, rows) = parts(file)?;
        Some(Model::of(transitions, Cow::Borrowed(rows)))
    }

    fn of(transitions: [Scores; LABELS], rows: Cow<'static, [[u8; LABELS]]>) -> Self {
        let checks = rows.iter().cycle().take(rows.len() + PROBES);
        Model {
            transitions: allowed(transitions),
            checks: checks.map(|row| row[0]).collect(),
            shift: 32 - rows.len().trailing_zeros(),
            rows,
        }
    }

    /// Writes a model file with `1 << bits` rows. `features` are hashes with their weights, most
    /// important first; those that find no free row near their bucket are left out.
    pub fn write(
        transitions: &[[i16; LABELS]; LABELS],
        features: &[(u32, [i8; LABELS - 1])],
        bits: u8,
    ) -> Vec<u8> {
        let mut rows = vec![[0; LABELS]; 1 << bits];
        for &(feature, weights) in features {
            let (bucket, check) = address(feature, 32 - u32::from(bits));
            let probes = (bucket..).take(PROBES).map(|at| at & (rows.len() - 1));
            let free = probes
                .take_while(|&at| rows[at][0] != check)
                .find(|&at| rows[at][0] == 0);
            if let Some(at) = free {
                rows[at][0] = check;
                for (slot, weight) in rows[at][1..].iter_mut().zip(weights) {
                    *slot = weight as u8;
                }
            }
        }
        let mut file = [MAGIC, &[VERSION, bits]].concat();
        file.extend(transitions.iter().flatten().flat_map(|w| w.to_le_bytes()));
        file.extend(rows.iter().flatten());
        file
    }

    /// The sums of the weights of features.
    pub fn sum(&self, features: &[u32]) -> Scores {
        const MANY: usize = 64;
        let mut scores = Scores::default();
        for features in features.chunks(MANY) {
            // Which rows, and then what stands in them: so memory is asked for many at once.
            let (mut found, mut rows) = (0, [0; MANY]);
            for &feature in features {
                let (hit, row) = self.row(feature);
                rows[found] = row;
                found += usize::from(hit);
            }
            for &row in &rows[..found] {
                let weights = self.rows[row].map(|weight| i32::from(weight as i8));
                scores = std::array::from_fn(|label| scores[label] + weights[label]);
            }
        }
        // In its place the check bytes were added up.
        scores[usize::from(OUTSIDE)] = 0;
        scores
    }

    /// Whether there is a row for a feature, and where. No branch hangs on what nobody can foresee.
    #[inline]
    fn row(&self, feature: u32) -> (bool, usize) {
        let (bucket, check) = address(feature, self.shift);
        let checks = self.checks[bucket..].first_chunk::<PROBES>();
        let checks = u128::from_le_bytes(checks.copied().unwrap_or_default());
        let free = zeros(checks);
        let alike = zeros(checks ^ u128::from_le_bytes([check; PROBES]));
        let hits = alike & !free & free.wrapping_sub(1);
        let probe = hits.trailing_zeros() as usize / 8;
        (hits != 0, (bucket + probe) & (self.rows.len() - 1))
    }

    /// The labels with the highest sum of weights.
    pub fn decode(&self, scores: &[Scores]) -> Vec<Label> {
        viterbi(scores, &self.transitions)
    }
}

/// Transitions and rows of a model file.
fn parts(file: &[u8]) -> Option<([Scores; LABELS], &[[u8; LABELS]])> {
    let head = file.get(..HEADER)?;
    let (magic, rest) = head.split_at(MAGIC.len());
    let (version, bits) = (rest[0], u32::from(rest[1]));
    let (rows, tail) = file[HEADER..].as_chunks::<LABELS>();
    let fits = bits <= 24 && rows.len() == 1 << bits && tail.is_empty();
    if magic != MAGIC || version != VERSION || !fits {
        return None;
    }
    let mut transitions = [[0; LABELS]; LABELS];
    for (n, pair) in rest[2..].as_chunks::<2>().0.iter().enumerate() {
        transitions[n / LABELS][n % LABELS] = i32::from(i16::from_le_bytes(*pair));
    }
    Some((transitions, rows))
}

/// Marks the lowest byte that is 0, and perhaps some above it.
#[inline]
fn zeros(bytes: u128) -> u128 {
    const LOW: u128 = u128::from_le_bytes([0x01; 16]);
    const HIGH: u128 = u128::from_le_bytes([0x80; 16]);
    bytes.wrapping_sub(LOW) & !bytes & HIGH
}

/// Rows that are looked at for one feature.
const PROBES: usize = 16;

fn address(feature: u32, shift: u32) -> (usize, u8) {
    let bucket = u64::from(feature) >> shift;
    (bucket as usize, (feature as u8).max(1))
}

/// Forbids what [`may_follow`] excludes.
pub fn allowed(mut transitions: [Scores; LABELS]) -> [Scores; LABELS] {
    for (before, row) in transitions.iter_mut().enumerate() {
        for (next, score) in row.iter_mut().enumerate() {
            if !may_follow(before as Label, next as Label) {
                *score = FORBIDDEN;
            }
        }
    }
    transitions
}

/// The labelling with the highest sum, outside before and after; ties go to the lower label.
pub fn viterbi(scores: &[Scores], transitions: &[Scores; LABELS]) -> Vec<Label> {
    let mut best = [FORBIDDEN; LABELS];
    best[OUTSIDE as usize] = 0;
    let mut back: Vec<[Label; LABELS]> = Vec::with_capacity(scores.len());
    for token in scores {
        let mut next = [i32::MIN; LABELS];
        let mut from = [0; LABELS];
        for label in 0..LABELS {
            for before in 0..LABELS {
                let sum = best[before] + transitions[before][label];
                if sum > next[label] {
                    next[label] = sum;
                    from[label] = before as Label;
                }
            }
            next[label] += token[label];
        }
        best = next;
        back.push(from);
    }
    let mut label = 0;
    for candidate in 1..LABELS {
        if best[candidate] > best[label] {
            label = candidate;
        }
    }
    let mut labels = vec![OUTSIDE; scores.len()];
    for at in (0..scores.len()).rev() {
        labels[at] = label as Label;
        label = usize::from(back[at][label]);
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_model_gives_its_weights_back() {
        let features: Vec<(u32, [i8; 7])> = (1..200u32)
            .map(|n| (n.wrapping_mul(0x9E37_79B9), [n as i8, -3, 0, 1, 2, 3, -128]))
            .collect();
        let file = Model::write(&[[5; LABELS]; LABELS], &features, 9);
        let model = Model::read(&file).expect("written by us");
        for (feature, weights) in features {
            let scores = model.sum(&[feature]);
            assert_eq!(scores[1..], weights.map(i32::from));
        }
        assert_eq!(
            model.transitions[0],
            [5, 5, FORBIDDEN, 5, FORBIDDEN, 5, FORBIDDEN, 5]
        );
    }

    #[test]
    fn other_files_are_no_models() {
        assert!(Model::read(b"").is_none());
        assert!(Model::read(&[0; 500]).is_none());
    }

    #[test]
    fn a_name_cannot_begin_inside() {
        let mut inside = Scores::default();
        inside[2] = 10;
        let labels = viterbi(&[inside, inside], &allowed([[0; LABELS]; LABELS]));
        assert_eq!(labels, [1, 2]);
    }
}
