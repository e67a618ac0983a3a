//! The file of decisions in a case: read, added to, and undone, always whole.

use headwater::model::{Decision, EntityType, Verdict};
use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Its name in the case.
const FILE: &str = "decisions.jsonl";

/// Decisions of one case.
pub struct Decisions {
    path: PathBuf,
    /// Held while the file is changed.
    writing: Mutex<()>,
}

/// What was decided about two names in order of their letters.
pub type Verdicts = HashMap<(String, String, EntityType), Verdict>;

/// The two names of a pair in order of their letters.
pub fn key(a: &str, b: &str, kind: EntityType) -> (String, String, EntityType) {
    (a.min(b).into(), a.max(b).into(), kind)
}

impl Decisions {
    /// Decisions of the case at `place`.
    pub fn at(place: &Path) -> Self {
        Decisions {
            path: place.join(FILE),
            writing: Mutex::new(()),
        }
    }

    /// All that hold: the last about each pair.
    pub fn all(&self) -> io::Result<Vec<Decision>> {
        Ok(Decision::read(FILE, &self.text()?).0)
    }

    /// The same by pair.
    pub fn verdicts(&self) -> io::Result<Verdicts> {
        let verdict = |d: Decision| (key(&d.a, &d.b, d.kind), d.decision);
        Ok(self.all()?.into_iter().map(verdict).collect())
    }

    /// Adds a decision.
    pub fn add(&self, decision: &Decision) -> io::Result<()> {
        let row = serde_json::to_string(decision)?;
        self.change(|text| {
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            text.push_str(&row);
            text.push('\n');
        })
    }

    /// Takes the last decision back and gives it; `None` when there is none.
    pub fn undo(&self) -> io::Result<Option<Decision>> {
        let mut last = None;
        self.change(|text| {
            let rows = text.trim_end();
            let start = rows.rfind('\n').map_or(0, |at| at + 1);
            last = serde_json::from_str(&rows[start..]).ok();
            text.truncate(start);
        })?;
        Ok(last)
    }

    fn text(&self) -> io::Result<String> {
        match fs::read_to_string(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
            read => read,
        }
    }

    /// Replaces the file whole, so that nobody ever reads a half of it.
    fn change(&self, change: impl FnOnce(&mut String)) -> io::Result<()> {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut text = self.text()?;
        change(&mut text);
        let place = self.path.parent().unwrap_or(Path::new("."));
        let mut file = tempfile::NamedTempFile::new_in(place)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(&self.path)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision(verdict: Verdict, a: &str) -> Decision {
        Decision {
            decision: verdict,
            a: a.into(),
            b: "Vesk".into(),
            kind: EntityType::Person,
        }
    }

    #[test]
    fn the_last_decision_holds_and_can_be_undone() {
        let place = tempfile::tempdir().unwrap();
        let decisions = Decisions::at(place.path());
        assert_eq!(decisions.undo().unwrap(), None);
        decisions
            .add(&decision(Verdict::Same, "Ilan \"V\"\nVesk"))
            .unwrap();
        decisions
            .add(&decision(Verdict::Different, "Ilan \"V\"\nVesk"))
            .unwrap();
        assert_eq!(
            decisions.all().unwrap(),
            [decision(Verdict::Different, "Ilan \"V\"\nVesk")]
        );
        let undone = decisions.undo().unwrap();
        assert_eq!(
            undone,
            Some(decision(Verdict::Different, "Ilan \"V\"\nVesk"))
        );
        assert_eq!(
            decisions.all().unwrap(),
            [decision(Verdict::Same, "Ilan \"V\"\nVesk")]
        );
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_row_that_lacks_its_end_is_kept_apart() {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join(FILE), "half a row").unwrap();
        let decisions = Decisions::at(place.path());
        decisions
            .add(&decision(Verdict::Same, "Ilan Vesk"))
            .unwrap();
        assert_eq!(decisions.all().unwrap().len(), 1);
    }
}
