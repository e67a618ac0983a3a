//! The commands, one file each.

mod annotate;
mod bundle;
mod clean;
mod completions;
mod export;
mod mcp;
mod run;
mod serve;
mod show;
mod stories;
mod support;
mod train;
mod verify;

use crate::Global;
use crate::failure::Outcome;

/// What to do.
#[derive(clap::Subcommand)]
pub enum Command {
    Run(run::Args),
    Clean(clean::Args),
    Annotate(annotate::Args),
    Stories(stories::Args),
    Support(support::Args),
    Show(show::Args),
    Serve(serve::Args),
    Export(export::Args),
    Bundle(bundle::Args),
    Verify(verify::Args),
    Mcp(mcp::Args),
    Train(train::Args),
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
            Command::Support(args) => support::run(args),
            Command::Show(args) => show::run(args, global),
            Command::Serve(args) => serve::run(args, global),
            Command::Export(args) => export::run(args, global),
            Command::Bundle(args) => bundle::run(args, global),
            Command::Verify(args) => verify::run(args, global),
            Command::Mcp(args) => mcp::run(args, global),
            Command::Train(args) => train::run(args, global),
            Command::Completions(args) => completions::run(args),
        }
    }
}
