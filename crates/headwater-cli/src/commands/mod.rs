//! The commands, one file each.

mod annotate;
mod clean;
mod completions;
mod export;
mod run;
mod show;
mod stories;

use crate::Global;
use crate::failure::Outcome;

/// What to do.
#[derive(clap::Subcommand)]
pub enum Command {
    Run(run::Args),
    Clean(clean::Args),
    Annotate(annotate::Args),
    Stories(stories::Args),
    Show(show::Args),
    Export(export::Args),
    Completions(completions::Args),
}

impl Command {
    /// Does it.
    pub fn run(self, global: &Global) -> Outcome {
        match self {
            Command::Run(args) => run::run(args, global),
            Command::Clean(args) => clean::run(args, global),
            Command::Annotate(args) => annotate::run(args, global),
            Command::Stories(args) => stories::run(args, global),
            Command::Show(args) => show::run(args, global),
            Command::Export(args) => export::run(args),
            Command::Completions(args) => completions::run(args),
        }
    }
}
