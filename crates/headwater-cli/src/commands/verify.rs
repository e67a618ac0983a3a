//! `headwater verify`: runs again over an evidence bundle and says where it comes out differently.

use crate::failure::{Failure, Outcome};
use crate::stream::WORKERS;
use crate::{Global, output, progress};
use headwater::model::{Annotations, Case, Document, Problem, Raw};
use headwater::pipeline;
use headwater::publish::bundle::{Bundle, Comparison, Fault, member_name};
use headwater::publish::tables::{TABLES, Table};
use headwater::read;
use rayon::prelude::*;
use serde::de::DeserializeOwned;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Run again over an evidence bundle, and name the first place that comes out differently
///
/// Needs nothing but the bundle. Exit code 0: every row of every table came out again. Exit code 1:
/// something differs, or the bundle cannot be read.
#[derive(clap::Args)]
pub struct Args {
    /// The bundle
    bundle: PathBuf,
}

/// Runs the command.
pub fn run(args: Args, global: &Global) -> Outcome {
    let shown = args.bundle.display().to_string();
    let file = File::open(&args.bundle).map_err(|e| Failure::at("read", &shown, &e))?;
    let told = |fault: Fault| Failure::new(format!("{shown}: {}", fault.what), fault.remedy);
    let checked = check(file, global).map_err(told)?;
    let version = env!("CARGO_PKG_VERSION");
    let other = (checked.made_by != version).then(|| {
        let made_by = output::tame(&checked.made_by);
        format!("headwater {made_by} made the bundle, this is {version}")
    });
    if !checked.faults.is_empty() {
        let remedy = match &other {
            Some(other) => format!("{other}: verify with that version before you judge"),
            None => "the bundle is not what headwater wrote; ask whoever made it".to_string(),
        };
        let what = format!("{shown}:\n  {}", checked.faults.join("\n  "));
        return Err(Failure::new(what, remedy));
    }
    if !global.quiet {
        let mut out = output::stdout();
        let documents = checked.documents;
        writeln!(
            out,
            "{shown}: {documents} documents, every row of every table came out again"
        )?;
        other
            .iter()
            .try_for_each(|other| writeln!(out, "{other}"))?;
        out.flush()?;
    }
    Ok(ExitCode::SUCCESS)
}

type Opened = Bundle<BufReader<File>>;

/// What came of a check.
pub struct Checked {
    /// Version of headwater that made the bundle.
    pub made_by: String,
    /// Documents that were run again over.
    pub documents: usize,
    /// What is wrong, the members first, then the first difference of each table.
    pub faults: Vec<String>,
}

/// Runs again over the bundle in `file`.
pub fn check(file: File, global: &Global) -> Result<Checked, Fault> {
    let mut bundle = Bundle::open(BufReader::new(file))?;
    let mut faults = bundle.faults();
    let case = again(&mut bundle, global)?;
    faults.extend(
        TABLES
            .iter()
            .filter_map(|table| moved(&mut bundle, &case, table)),
    );
    Ok(Checked {
        made_by: bundle.manifest.headwater.clone(),
        documents: case.documents.len(),
        faults: faults.iter().map(|fault| output::tame(fault)).collect(),
    })
}

/// Documents that are prepared at a time.
const CHUNK: usize = 256;

/// The case as it comes out of the documents in the bundle.
fn again(bundle: &mut Opened, global: &Global) -> Result<Case, Fault> {
    let bar = progress::line(global, "running again over documents");
    let (mut prepared, mut chunk) = (Vec::new(), Vec::with_capacity(CHUNK));
    bundle.raws(|raw| {
        if let Some(what) = read::hostile(&raw) {
            let what = format!("{}: {what}", raw.path);
            let remedy = "no run of headwater reads such a page; do not trust the bundle";
            return Err(Fault { what, remedy });
        }
        chunk.push(raw);
        if chunk.len() == CHUNK {
            prepare(&mut chunk, &mut prepared);
            bar.set_position(prepared.len() as u64);
        }
        Ok(())
    })?;
    prepare(&mut chunk, &mut prepared);
    // What could not be read is not in the bundle: its rows are taken as they are.
    let mut problems: Vec<Problem> = rows(bundle, "problems.jsonl")?;
    problems.retain(|problem| problem.stage == "read");
    let decisions = rows(bundle, pipeline::DECISIONS)?;
    let case = pipeline::assemble(prepared, problems, decisions, WORKERS);
    bar.finish_and_clear();
    Ok(case)
}

fn prepare(chunk: &mut Vec<Raw>, prepared: &mut Vec<(Document, Annotations)>) {
    let done: Vec<_> = chunk.par_drain(..).map(pipeline::prepare).collect();
    prepared.extend(done);
}

/// The rows of a table that is an input as well.
fn rows<T: DeserializeOwned>(bundle: &mut Opened, name: &str) -> Result<Vec<T>, Fault> {
    let fault = |what: String| Fault {
        what: format!("{name}: {what}"),
        remedy: "get the bundle again from whoever made it",
    };
    let lines = match bundle.lines(name) {
        // That it is missing is told by the bundle itself.
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        lines => lines.map_err(|e| fault(e.to_string()))?,
    };
    let row = |line: std::io::Result<String>| {
        let line = line.map_err(|e| fault(e.to_string()))?;
        serde_json::from_str(&line).map_err(|e| fault(e.to_string()))
    };
    lines.lines().map(row).collect()
}

/// Where a table comes out differently, in words.
fn moved(bundle: &mut Opened, case: &Case, table: &Table) -> Option<String> {
    let name = member_name(table);
    let compared = bundle.lines(&name).and_then(|mut stored| {
        let mut comparison = Comparison::new(&mut stored);
        table.write(case, &mut comparison)?;
        comparison.finish()
    });
    match compared {
        Ok(None) => None,
        Ok(Some(found)) => Some(format!("{name}, row {}: {}", found.row, found.what)),
        // A missing or broken member is told by the bundle itself.
        Err(_) => None,
    }
}
