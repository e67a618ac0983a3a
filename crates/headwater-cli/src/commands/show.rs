//! `headwater show`: the dossier in the terminal.

use crate::failure::{Failure, Outcome};
use crate::{Global, case_dir, output, text};
use headwater::publish::view::{StoryView, View};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Tell what a case holds: its stories, or one of them in full
#[derive(clap::Args)]
pub struct Args {
    /// The case
    case: PathBuf,
    /// Number or id of a story
    story: Option<String>,
}

/// Runs the command.
pub fn run(args: Args, _: &Global) -> Outcome {
    let case = case_dir::load(&args.case)?;
    let view = View::new(&case);
    let place = args.case.display().to_string();
    let width = output::width();
    let text = match &args.story {
        Some(wanted) => text::story(&view, find(&view, wanted, &place)?, width),
        None => text::stories(&view, &place, width),
    };
    let mut out = output::stdout();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn find<'a, 'b>(
    view: &'a View<'b>,
    wanted: &str,
    place: &str,
) -> Result<&'a StoryView<'b>, Failure> {
    let by_number = wanted
        .parse::<usize>()
        .ok()
        .and_then(|n| view.stories.get(n.checked_sub(1)?));
    let by_id = || view.stories.iter().find(|s| s.story.id == wanted);
    by_number.or_else(by_id).ok_or_else(|| {
        Failure::new(
            format!("{place} has no story '{wanted}'"),
            format!("`headwater show {place}` lists the stories with their numbers"),
        )
    })
}
