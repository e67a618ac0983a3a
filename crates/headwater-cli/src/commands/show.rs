//! `headwater show`: the dossier in the terminal.

use crate::failure::{Failure, Outcome};
use crate::question::Question;
use crate::{Global, case_dir, output, text};
use headwater::publish::json;
use headwater::publish::texts::Texts;
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
    #[command(flatten)]
    question: Question,
    /// Print JSON, each statement with the words it rests on
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: Args, _: &Global) -> Outcome {
    let case = case_dir::load(&args.case)?;
    let place = args.case.display().to_string();
    // Stories are numbered as in the case itself, whatever is left of them.
    let wanted = args.story.as_deref();
    let wanted = wanted.map(|wanted| find(&View::new(&case), wanted, &place));
    let wanted = wanted.transpose()?;
    let (case, notes) = args.question.put(case)?;
    let view = View::new(&case);
    if args.json {
        return print_json(&view, wanted.as_ref(), &notes);
    }
    let width = output::width();
    let told = match &wanted {
        Some((_, id)) => text::story(&view, left(&view, id)?, width),
        None => text::stories(&view, &place, width),
    };
    let text = text::notes(&notes, width) + &told;
    let mut out = output::stdout();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn print_json(view: &View, wanted: Option<&(usize, String)>, notes: &[String]) -> Outcome {
    let mut told = match wanted {
        Some((n, id)) => json::story(view, &Texts::new(view.case), *n, left(view, id)?),
        None => json::list(view),
    };
    if !notes.is_empty() {
        told["notes"] = notes.into();
    }
    let mut out = output::data();
    output::line(&mut out, &told)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Number and id of the story that has the one or the other.
fn find(view: &View, wanted: &str, place: &str) -> Result<(usize, String), Failure> {
    let (number, story) = view.find(wanted).ok_or_else(|| {
        Failure::new(
            format!("{place} has no story '{wanted}'"),
            format!("`headwater show {place}` lists the stories with their numbers"),
        )
    })?;
    Ok((number, story.story.id.to_string()))
}

fn left<'a, 'b>(view: &'a View<'b>, id: &str) -> Result<&'a StoryView<'b>, Failure> {
    let story = view.stories.iter().find(|s| s.story.id == id);
    story.ok_or_else(|| {
        Failure::new(
            "no document of this story is known to be published by then",
            "choose a later time, or leave --as-of out",
        )
    })
}
