//! Sets of news read whole, for chores that look at every document.

use headwater::model::{Case, Hex, Raw};
use headwater::pipeline;
use headwater::read::{self, Options};
use headwater::relate::workers::Workers;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::ops::ControlFlow;
use std::path::Path;

/// Every document of an input, in its order; what cannot be read is said on stderr.
pub fn raws(name: &str, mut input: impl BufRead, options: Options) -> Vec<Raw> {
    let mut raws = Vec::new();
    let _ = read::read(name, &mut input, options, &mut |result| {
        match result {
            Ok(raw) => raws.push(raw),
            Err(p) => eprintln!("{}: {}", p.path, p.what),
        }
        ControlFlow::Continue(())
    });
    raws
}

/// Every document of a file.
///
/// # Errors
/// The file cannot be opened.
pub fn file(path: &Path, options: Options) -> Result<Vec<Raw>, String> {
    let file = File::open(path).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(raws(&path.to_string_lossy(), BufReader::new(file), options))
}

/// The rows of `gold.jsonl` in a set's folder.
///
/// # Errors
/// The file is absent, or a line is no JSON.
pub fn gold(set: &Path) -> Result<Vec<Value>, String> {
    let path = set.join("gold.jsonl");
    let named = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
    let text = fs::read_to_string(&path).map_err(|e| named(&e))?;
    let rows = text.lines().map(serde_json::from_str);
    rows.collect::<Result<_, _>>().map_err(|e| named(&e))
}

/// The SHA-256 of files in a set's folder, one after the other.
///
/// # Errors
/// A file cannot be read.
pub fn digest(set: &Path, files: &[&str]) -> Result<String, String> {
    let mut hash = Sha256::new();
    for file in files {
        let path = set.join(file);
        hash.update(fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?);
    }
    Ok(Hex(&hash.finalize()).to_string())
}

/// The case of these documents, nothing decided by a user.
pub fn case(raws: Vec<Raw>) -> Case {
    let prepared = raws.into_iter().map(pipeline::prepare).collect();
    pipeline::assemble(prepared, Vec::new(), Vec::new(), Workers::ALONE)
}
