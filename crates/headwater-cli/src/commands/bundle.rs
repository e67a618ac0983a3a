//! `headwater bundle`: a case as one file that anybody can check.

use super::verify;
use crate::failure::{Failure, Outcome};
use crate::stream::Inputs;
use crate::{Global, case_dir, output};
use headwater::model::{Document, Place, Raw};
use headwater::publish::bundle::{Writer, member_name};
use headwater::publish::tables::{Loader, Manifest, TABLES};
use headwater::read::Options;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tempfile::NamedTempFile;

/// Pack a case with the documents as they were read into one file, the evidence bundle
///
/// The inputs of the run are read again; each document must still have the bytes it had, and
/// everything must come out again. `headwater verify` checks the same with the bundle alone.
#[derive(clap::Args)]
pub struct Args {
    /// The case
    case: PathBuf,
    /// The inputs of the run, where they are no longer at the place that the run was given
    #[arg(value_name = "INPUT")]
    inputs: Vec<String>,
    /// File to write the bundle to
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

/// Runs the command.
pub fn run(args: Args, global: &Global) -> Outcome {
    let manifest = case_dir::manifest(&args.case)?;
    let names = match args.inputs.is_empty() {
        true => &manifest.inputs,
        false => &args.inputs,
    };
    if names.is_empty() || names.iter().any(|name| name == "-") {
        return Err(Failure::new(
            "the case was read from standard input, or does not say from what",
            "save the input to a file, run on that, and bundle the new case",
        ));
    }
    let failed = |e: std::io::Error| Failure::at("write", args.output.display(), &e);
    let parent = args.output.parent().filter(|p| !p.as_os_str().is_empty());
    let file = NamedTempFile::new_in(parent.unwrap_or(Path::new("."))).map_err(failed)?;
    let mut writer = Writer::begin(file).map_err(failed)?;
    let mut expected = Expected::of(&args.case)?;
    Inputs::again(names).each(
        global,
        Options::default(),
        |raw| raw,
        |raw| match expected.holds(&raw)? {
            true => writer.raw(&raw).map_err(failed),
            false => Ok(()),
        },
    )?;
    expected.all_seen()?;
    for table in TABLES {
        let mut rows = case_dir::open(&args.case, table)?;
        let name = member_name(table);
        writer.member(&name, &mut rows).map_err(failed)?;
    }
    let Manifest { headwater, .. } = &manifest;
    let finished = writer.finish(headwater, names.clone(), manifest.limit);
    let (contents, mut file) = finished.map_err(failed)?;
    file.flush().map_err(failed)?;
    comes_out_again(&file, global)?;
    permit(file.as_file());
    let persisted = file.persist(&args.output);
    persisted.map_err(|e| failed(e.error))?;
    if !global.quiet {
        let mut out = output::stdout();
        let shown = args.output.display();
        let files = contents.members.len() + 1;
        writeln!(out, "{shown}: {} documents, {files} files", expected.count)?;
        writeln!(out, "SHA-256 {}", hash(&args.output)?)?;
        writeln!(
            out,
            "Keep that number apart from the bundle: it shows that nobody made a new one."
        )?;
        out.flush()?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Nobody is to be given a bundle that does not verify.
fn comes_out_again(file: &NamedTempFile, global: &Global) -> Result<(), Failure> {
    let failed = |e: std::io::Error| Failure::at("read", file.path().display(), &e);
    let checked = verify::check(file.reopen().map_err(failed)?, global);
    let faults = match checked {
        Ok(checked) => checked.faults,
        Err(fault) => vec![fault.what],
    };
    match faults.first() {
        None => Ok(()),
        Some(first) => Err(Failure::new(
            format!("the case does not come out again: {first}"),
            "run again: the case was changed, names were decided on since, or another version of \
             headwater wrote it",
        )),
    }
}

/// Temporary files are for their owner alone; a bundle is a file like any other.
fn permit(file: &File) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Where that is not possible the bundle stays private.
        let _ = file.set_permissions(std::fs::Permissions::from_mode(0o644));
    }
}

fn hash(path: &Path) -> Result<String, Failure> {
    let failed = |e: std::io::Error| Failure::at("read", path.display(), &e);
    let mut file = BufReader::new(File::open(path).map_err(failed)?);
    headwater::publish::bundle::sha256(&mut file).map_err(failed)
}

/// The documents that the run read, by place, each with the hash of its bytes.
struct Expected {
    left: BTreeMap<Place, String>,
    count: usize,
}

impl Expected {
    fn of(case: &Path) -> Result<Self, Failure> {
        let mut loader = Loader::default();
        let table = &TABLES[0];
        let read = loader.read(table, &mut case_dir::open(case, table)?);
        read.map_err(|bad| {
            let what = format!(
                "{}, documents, line {}: {}",
                case.display(),
                bad.line,
                bad.what
            );
            Failure::new(what, "the case was changed or cut short; run again")
        })?;
        let documents = loader.finish().documents;
        let left: BTreeMap<_, _> = documents.iter().flat_map(places).collect();
        let count = left.len();
        Ok(Expected { left, count })
    }

    /// The run read this document, which must be as it was; others are passed over.
    fn holds(&mut self, raw: &Raw) -> Result<bool, Failure> {
        let place = Place {
            path: raw.path.clone(),
            record: raw.record,
        };
        match self.left.remove(&place) {
            Some(hash) if hash != raw.hash => {
                let what = format!("{} was changed since the case was made", shown(&place));
                Err(Failure::new(what, AGAIN))
            }
            found => Ok(found.is_some()),
        }
    }

    fn all_seen(&self) -> Result<(), Failure> {
        match self.left.keys().next() {
            Some(place) => {
                let what = format!("{} can no longer be read", shown(place));
                Err(Failure::new(what, AGAIN))
            }
            None => Ok(()),
        }
    }
}

const AGAIN: &str = "put the inputs back as they were, or run again; inputs that were moved must be \
    found under their old names";

fn places(document: &Document) -> impl Iterator<Item = (Place, String)> {
    let first = Place {
        path: document.path.clone(),
        record: document.record,
    };
    let all = std::iter::once(first).chain(document.copies.iter().cloned());
    all.map(|place| (place, document.hash.clone()))
}

fn shown(place: &Place) -> String {
    let path = output::tame(&place.path);
    match place.record {
        Some(record) => format!("{path}, record {record},"),
        None => path,
    }
}
