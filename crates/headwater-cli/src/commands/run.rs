//! `headwater run`: everything, from inputs to a case.

use crate::case_dir::{DOSSIER, NewCase};
use crate::failure::{Failure, Outcome};
use crate::kept::{Kept, Prepared};
use crate::names::{Loaded, Names};
use crate::stream::{self, Inputs};
use crate::{Global, decisions, output, progress, text};
use headwater::model::{Case, Decision, Problem, Raw};
use headwater::pipeline;
use headwater::publish::view::View;
use headwater::read::Options;
use rayon::prelude::*;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Read documents, relate them, and write a case
///
/// A case is a directory with the tables (JSON Lines) and the dossier, index.html. A case that
/// stands there already is replaced whole, or not at all.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    inputs: Inputs,
    /// Directory to write the case to
    #[arg(short, long, value_name = "CASE")]
    output: PathBuf,
    /// Decisions about names to obey (default: those of the case that stands at CASE)
    #[arg(long, value_name = "FILE")]
    decisions: Option<PathBuf>,
    /// Go on where an earlier run for the same case was stopped
    ///
    /// A run keeps the documents that it has prepared beside the case (.CASE.kept) until the case
    /// stands. What was changed since then is prepared anew.
    #[arg(long)]
    resume: bool,
    /// Print the counts as JSON instead of the summary
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    names: Names,
}

/// Runs the command.
pub fn run(args: Args, global: &Global) -> Outcome {
    let new = NewCase::begin(&args.output)?;
    let decisions = decisions::read(args.decisions.as_deref(), &args.output)?;
    let names = args.names.load()?;
    let mut kept = Kept::open(&args.output, args.resume, names.key)?;
    let mut case = assemble(&args.inputs, &names, decisions, global, &mut kept)?;
    if args.decisions.is_none() {
        // What was decided while this run went on is kept for the next.
        case.decisions = decisions::read(None, &args.output)?.0;
    }
    let bar = progress::line(global, "writing the case");
    let view = View::new(&case);
    let manifest = new.finish(&args.inputs, &view)?;
    bar.finish_and_clear();
    kept.remove();
    if args.json {
        output::line(&mut output::data(), &manifest)?;
    } else if !global.quiet {
        let place = args.output.display().to_string();
        let page = args.output.join(DOSSIER).display().to_string();
        let summary = text::summary(&view, &page, &place, output::width());
        let mut out = output::stdout();
        out.write_all(summary.as_bytes())?;
        out.flush()?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Reads, prepares and relates all documents.
fn assemble(
    inputs: &Inputs,
    names: &Loaded,
    (decisions, unread): (Vec<Decision>, Vec<Problem>),
    global: &Global,
    kept: &mut Kept,
) -> Result<Case, Failure> {
    let mut prepared = Vec::new();
    let mut problems = inputs.each_chunk(global, Options::default(), |number, raws| {
        prepared.extend(prepare(kept, names, number, raws));
        Ok(())
    })?;
    problems.extend(unread);
    kept.report(global);
    let bar = progress::line(global, "relating documents");
    bar.set_position(prepared.len() as u64);
    let case = pipeline::assemble(prepared, problems, decisions, stream::WORKERS);
    bar.finish_and_clear();
    Ok(case)
}

/// Prepares a chunk of documents, or takes what an earlier run made of them.
fn prepare(kept: &mut Kept, names: &Loaded, number: usize, raws: Vec<Raw>) -> Vec<Prepared> {
    if raws.is_empty() {
        return Vec::new();
    }
    let head = kept.head(&raws);
    kept.find(number, &head).unwrap_or_else(|| {
        let prepared: Vec<_> = raws.into_par_iter().map(|raw| names.prepare(raw)).collect();
        kept.keep(number, &head, &prepared);
        prepared
    })
}
