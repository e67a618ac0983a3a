//! The user's decisions about names: carried from a case to the one that replaces it.

use crate::failure::Failure;
use headwater::model::{Decision, Problem};
use headwater::pipeline::DECISIONS;
use std::fs;
use std::path::Path;

/// The decisions in `file`, or in the case at `case` where one stands there.
pub fn read(file: Option<&Path>, case: &Path) -> Result<(Vec<Decision>, Vec<Problem>), Failure> {
    let (path, name) = match file {
        Some(file) => (file.to_path_buf(), file.display().to_string()),
        None => (case.join(DECISIONS), DECISIONS.to_string()),
    };
    match fs::read_to_string(&path) {
        Ok(text) => Ok(Decision::read(&name, &text)),
        Err(error) if file.is_none() && error.kind() == std::io::ErrorKind::NotFound => {
            Ok(Default::default())
        }
        Err(error) => Err(Failure::at("read", path.display(), &error)),
    }
}
