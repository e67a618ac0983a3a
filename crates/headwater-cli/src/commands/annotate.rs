//! `headwater annotate`: what annotation finds in each document.

use crate::failure::Outcome;
use crate::names::Names;
use crate::stream::Inputs;
use crate::{Global, output};
use headwater::publish::tables::annotated;
use headwater::read::Options;
use std::io::Write;
use std::process::ExitCode;

/// Print names, times, quantities, quotations and attributions of each document as JSON Lines
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    inputs: Inputs,
    /// Take the whole text of a record as the article, without looking for page furniture
    #[arg(long)]
    plain_body: bool,
    #[command(flatten)]
    names: Names,
}

/// Runs the command.
pub fn run(args: Args, global: &Global) -> Outcome {
    let options = Options {
        plain_body: args.plain_body,
        ..Options::default()
    };
    let names = args.names.load()?;
    let prepare = |raw| names.prepare(raw);
    let mut out = output::data();
    let problems = args
        .inputs
        .each(global, options, prepare, |(document, annotations)| {
            Ok(output::line(&mut out, &annotated(&document, &annotations))?)
        })?;
    out.flush()?;
    output::warn(global, &problems);
    Ok(ExitCode::SUCCESS)
}
