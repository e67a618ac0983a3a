//! What the user decides about names.

use super::{EntityType, Problem};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// Whether two names are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// One bearer.
    Same,
    /// Two bearers.
    Different,
    /// Looked at and left open: the evidence decides.
    Unsure,
}

/// A row of the file `decisions.jsonl` of a case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Decision {
    /// What was decided.
    pub decision: Verdict,
    /// One name as written.
    pub a: String,
    /// The other.
    pub b: String,
    /// What bears them; a name of a person is another name than one of a place.
    #[serde(rename = "type")]
    pub kind: EntityType,
}

impl Decision {
    /// What the row is about: the two names in either order, and their type.
    fn pair(&self) -> (&str, &str, EntityType) {
        let (a, b) = (self.a.as_str(), self.b.as_str());
        (a.min(b), a.max(b), self.kind)
    }

    /// Reads rows of a file named `path`: of rows about one pair the last holds. A row that cannot
    /// be read is a problem.
    pub fn read(path: &str, text: &str) -> (Vec<Decision>, Vec<Problem>) {
        let (mut rows, mut problems) = (Vec::new(), Vec::new());
        for (n, line) in text
            .lines()
            .enumerate()
            .filter(|(_, l)| !l.trim().is_empty())
        {
            match serde_json::from_str(line) {
                Ok(row) => rows.push(row),
                Err(error) => problems.push(Problem {
                    path: path.into(),
                    record: Some(n + 1),
                    stage: "read".into(),
                    what: format!("not a decision about two names: {error}: {}", shown(line)),
                    remedy: r#"write {"decision":"same","a":"…","b":"…","type":"person"}, with same, different or unsure"#.into(),
                }),
            }
        }
        (last_of_each(rows), problems)
    }
}

/// The beginning of a row that is not kept.
fn shown(line: &str) -> String {
    line.chars().take(200).collect()
}

/// The last row about each pair, in the order of the file.
fn last_of_each(mut rows: Vec<Decision>) -> Vec<Decision> {
    let mut seen = HashSet::new();
    let is_last: Vec<bool> = rows
        .iter()
        .rev()
        .map(|row| seen.insert(row.pair()))
        .collect();
    let mut is_last = is_last.into_iter().rev();
    drop(seen);
    rows.retain(|_| is_last.next().unwrap_or(false));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_rows_about_one_pair_the_last_holds() {
        let text = r#"{"decision":"same","a":"Ilan Vesk","b":"Vesk","type":"person"}
{"decision":"same","a":"Orvenia","b":"Vesk","type":"place"}

not a row
{"decision":"different","a":"Vesk","b":"Ilan Vesk","type":"person"}
"#;
        let (rows, problems) = Decision::read("decisions.jsonl", text);
        let shown: Vec<_> = rows.iter().map(|r| (r.decision, r.a.as_str())).collect();
        assert_eq!(
            shown,
            [(Verdict::Same, "Orvenia"), (Verdict::Different, "Vesk")]
        );
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].record, Some(4));
    }
}
