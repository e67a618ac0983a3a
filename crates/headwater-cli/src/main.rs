//! The headwater command line: one file per command.

mod case_dir;
mod commands;
mod decisions;
mod failure;
mod input;
mod kept;
mod mcp;
mod names;
mod output;
mod progress;
mod question;
mod resume;
mod stream;
mod text;

use clap::{ColorChoice, Parser};
use failure::Failure;
use std::process::ExitCode;

/// Traces news stories to their sources: who said what in which wording, who took what from whom,
/// where outlets differ, and on how many independent origins each passage rests.
#[derive(Parser)]
#[command(name = "headwater", version, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: commands::Command,
}

/// Options of every command.
#[derive(clap::Args)]
pub struct Global {
    /// Threads to use; the result is the same for any number
    #[arg(short, long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,
    /// Say nothing but errors
    #[arg(short, long, global = true)]
    quiet: bool,
}

fn main() -> ExitCode {
    let Cli { global, command } = Cli::parse();
    set_up(&global)
        .and_then(|()| command.run(&global))
        .unwrap_or_else(Failure::report)
}

fn set_up(global: &Global) -> Result<(), Failure> {
    match global.color {
        ColorChoice::Auto => anstream::ColorChoice::Auto,
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    }
    .write_global();
    let threads = usize::from(global.jobs.unwrap_or(0));
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build_global()
        .map_err(|error| Failure::new(format!("cannot start threads: {error}"), "try --jobs 1"))
}
