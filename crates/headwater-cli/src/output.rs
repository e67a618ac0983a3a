//! Standard output and what is said beside it.

use crate::Global;
use headwater::model::Problem;
use serde::Serialize;
use std::io::{self, BufWriter, StdoutLock, Write};

/// Standard output with colours taken out where they are not wanted.
pub fn stdout() -> BufWriter<anstream::AutoStream<StdoutLock<'static>>> {
    BufWriter::new(anstream::AutoStream::auto(io::stdout().lock()))
}

/// Standard output for data.
pub fn data() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// One record as a line of JSON.
pub fn line(out: &mut dyn Write, record: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    out.write_all(b"\n")
}

/// Columns of the terminal, within what reads well.
pub fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    columns.or_else(terminal).unwrap_or(80).clamp(40, 100)
}

/// Text from a document made harmless for a terminal: control characters become spaces.
pub fn tame(text: &str) -> String {
    text.replace(|c: char| c.is_control() && c != '\n', " ")
}

/// Warns of each problem, unless the user wants silence.
pub fn warn(global: &Global, problems: &[Problem]) {
    if global.quiet {
        return;
    }
    for problem in problems {
        let record = problem
            .record
            .map_or(String::new(), |n| format!(", record {n}"));
        let (path, what) = (tame(&problem.path), tame(&problem.what));
        anstream::eprintln!("{WARNING}warning:{WARNING:#} {path}{record}: {what}");
        anstream::eprintln!("   {HELP}help:{HELP:#} {}", tame(&problem.remedy));
    }
}

/// How the word 'warning' looks.
pub const WARNING: anstyle::Style = anstyle::AnsiColor::Yellow.on_default().bold();
const HELP: anstyle::Style = anstyle::AnsiColor::Cyan.on_default().bold();
