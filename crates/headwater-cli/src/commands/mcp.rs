//! `headwater mcp`: answers assistants over standard input and output.

use crate::failure::Outcome;
use crate::mcp::{Desk, answer};
use crate::{Global, case_dir, output, progress};
use std::io::{BufRead, Write, stdin};
use std::path::PathBuf;
use std::process::ExitCode;

/// Answer the questions of assistants about a case (Model Context Protocol over standard input and
/// output)
///
/// An assistant's program starts this command itself; docs/exports.md shows how it is told to. The
/// tools only read.
#[derive(clap::Args)]
pub struct Args {
    /// The case
    case: PathBuf,
}

/// Runs the command until the input ends.
pub fn run(args: Args, global: &Global) -> Outcome {
    let bar = progress::line(global, "reading the case");
    let case = case_dir::load(&args.case)?;
    let desk = Desk::new(&case);
    bar.finish_and_clear();
    let (mut input, mut out) = (stdin().lock(), output::data());
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        if let Some(answer) = Some(line.trim_ascii())
            .filter(|line| !line.is_empty())
            .and_then(|line| answer(&desk, line))
        {
            output::line(&mut out, &answer)?;
            out.flush()?;
        }
        line.clear();
    }
    Ok(ExitCode::SUCCESS)
}
