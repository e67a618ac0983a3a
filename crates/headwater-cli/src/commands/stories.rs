//! `headwater stories`: which documents tell one story.

use crate::failure::Outcome;
use crate::stream::{self, Inputs};
use crate::{Global, output};
use headwater::clean::clean;
use headwater::pipeline;
use headwater::read::Options;
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
    let mut documents = Vec::new();
    let problems = args
        .inputs
        .each(global, Options::default(), clean, |document| {
            documents.push(document);
            Ok(())
        })?;
    let mut out = output::data();
    for story in pipeline::stories(documents, stream::WORKERS) {
        for document in &story.documents {
            let row = serde_json::json!({"id": document, "story": story.id});
            output::line(&mut out, &row)?;
        }
    }
    out.flush()?;
    output::warn(global, &problems);
    Ok(ExitCode::SUCCESS)
}
