//! Why a command stops: what happened, where, and what the user can do.

use std::fmt::Display;
use std::io;
use std::process::ExitCode;

/// What a command ends with.
pub type Outcome = Result<ExitCode, Failure>;

/// A command cannot go on.
#[derive(Debug)]
pub enum Failure {
    /// Something the user must know and can mend.
    Said {
        /// What happened, and where.
        what: String,
        /// What the user can do.
        remedy: String,
    },
    /// Nobody reads the output any more; no reason to complain.
    Closed,
}

impl Failure {
    /// A failure with its remedy.
    pub fn new(what: impl Display, remedy: impl Display) -> Self {
        Failure::Said {
            what: what.to_string(),
            remedy: remedy.to_string(),
        }
    }

    /// `what` could not be done to the file or directory `place`.
    pub fn at(what: &str, place: impl Display, error: &io::Error) -> Self {
        let remedy = match error.kind() {
            io::ErrorKind::NotFound => "check the name; the directory above it must exist",
            io::ErrorKind::PermissionDenied => "choose another place, or change its permissions",
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "make room on the disk",
            io::ErrorKind::NotADirectory => "choose a name that is not below a file",
            _ => "check the file or directory, or choose another",
        };
        Failure::new(format!("cannot {what} {place}: {}", reason(error)), remedy)
    }

    /// Tells the user and gives the exit code.
    pub fn report(self) -> ExitCode {
        let Failure::Said { what, remedy } = self else {
            return ExitCode::SUCCESS;
        };
        anstream::eprintln!("{ERROR}error:{ERROR:#} {what}\n{HELP}help:{HELP:#} {remedy}");
        ExitCode::FAILURE
    }
}

/// Writing to standard output failed.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::Closed,
            _ => Failure::at("write to", "standard output", &error),
        }
    }
}

const ERROR: anstyle::Style = anstyle::AnsiColor::Red.on_default().bold();
const HELP: anstyle::Style = anstyle::AnsiColor::Cyan.on_default().bold();

/// The system's reason in lower case, without its number.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}
