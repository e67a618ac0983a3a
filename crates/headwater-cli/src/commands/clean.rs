//! `headwater clean`: documents with blocks and metadata.

use crate::failure::Outcome;
use crate::stream::Inputs;
use crate::{Global, output};
use headwater::clean::clean;
use headwater::publish::tables::cleaned;
use headwater::read::Options;
use std::io::Write;
use std::process::ExitCode;

/// Print documents with their blocks and metadata as JSON Lines
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    inputs: Inputs,
}

/// Runs the command.
pub fn run(args: Args, global: &Global) -> Outcome {
    let mut out = output::data();
    let problems = args
        .inputs
        .each(global, Options::default(), clean, |document| {
            Ok(output::line(&mut out, &cleaned(&document))?)
        })?;
    out.flush()?;
    output::warn(global, &problems);
    Ok(ExitCode::SUCCESS)
}
