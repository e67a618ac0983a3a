//! `headwater stories`: which documents tell one story.

use super::run::assemble;
use crate::failure::Outcome;
use crate::stream::Inputs;
use crate::{Global, output};
use std::io::Write;
use std::process::ExitCode;

/// Print which story each document belongs to as JSON Lines
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    inputs: Inputs,
}

/// Runs the command.
pub fn run(args: Args, global: &Global) -> Outcome {
    let case = assemble(&args.inputs, global)?;
    let mut out = output::data();
    for story in &case.relations.stories {
        for document in &story.documents {
            let row = serde_json::json!({"id": document, "story": story.id});
            output::line(&mut out, &row)?;
        }
    }
    out.flush()?;
    output::warn(global, &case.problems);
    Ok(ExitCode::SUCCESS)
}
