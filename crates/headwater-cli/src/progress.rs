//! What is going on, on standard error, when somebody watches.

use crate::Global;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::time::Duration;

/// A line that says what is being done and to how many documents.
pub fn line(global: &Global, doing: &'static str) -> ProgressBar {
    watched(global, doing, "{spinner} {msg} {human_pos} {elapsed}")
}

/// A line that says how many bytes are read; its message is [`counts`].
pub fn reading(global: &Global) -> ProgressBar {
    let template = "{spinner} reading {bytes} ({bytes_per_sec}) {msg} {elapsed}";
    watched(global, "", template)
}

/// What came of what was read.
pub fn counts(documents: usize, problems: usize) -> String {
    match problems {
        0 => format!("{documents} documents"),
        1 => format!("{documents} documents, 1 problem"),
        n => format!("{documents} documents, {n} problems"),
    }
}

fn watched(global: &Global, message: &'static str, template: &str) -> ProgressBar {
    let bar = ProgressBar::no_length().with_message(message);
    if global.quiet || !std::io::stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::hidden());
        return bar;
    }
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}
