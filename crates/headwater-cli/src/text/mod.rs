//! The dossier as text for a terminal.

mod lineage;
mod story;
mod summary;

pub use story::story;
pub use summary::{stories, summary};

use crate::output::tame;
use anstyle::{AnsiColor, Style};
use headwater::model::{DocumentId, Pointer};
use headwater::publish::view::{View, days};
use textwrap::core::display_width;

pub const HEADING: Style = Style::new().bold();
pub const GOOD: Style = AnsiColor::Green.on_default();
pub const BAD: Style = AnsiColor::Red.on_default().bold();
pub const DIM: Style = Style::new().dimmed();
pub const NAME: Style = AnsiColor::Cyan.on_default();

/// Lines of text, wrapped at the width of the terminal.
pub struct Page {
    width: usize,
    text: String,
}

impl Page {
    /// An empty page.
    pub fn new(width: usize) -> Self {
        Page {
            width,
            text: String::new(),
        }
    }

    /// The text so far.
    pub fn finish(self) -> String {
        self.text
    }

    /// A heading of the first order, ruled below, after an empty line.
    pub fn title(&mut self, title: &str) {
        self.blank();
        let title = self.shorten(&tame(title), 0);
        let rule = "─".repeat(display_width(&title));
        self.text += &format!("{HEADING}{title}{HEADING:#}\n{DIM}{rule}{DIM:#}\n");
    }

    /// A heading of the second order, after an empty line.
    pub fn heading(&mut self, heading: &str) {
        self.blank();
        self.text += &format!("{HEADING}{heading}{HEADING:#}\n");
    }

    /// An empty line, but never two and none at the top.
    pub fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// `text` wrapped, its first line after `first`, the others after as much space.
    pub fn item(&mut self, first: &str, text: &str) {
        let rest = " ".repeat(display_width(first));
        let options = textwrap::Options::new(self.width)
            .initial_indent(first)
            .subsequent_indent(&rest);
        self.text += &textwrap::fill(&flat(text), options);
        self.text.push('\n');
    }

    /// Like [`Page::item`], in one style and cut to what fits on `lines` lines.
    pub fn cut(&mut self, first: &str, style: Style, text: &str, lines: usize) {
        let room = (self.width - display_width(first)).max(20) * lines;
        let short = shorten(&flat(text), room.saturating_sub(lines * 6));
        self.item(first, &format!("{style}{short}{style:#}"));
    }

    /// `text` cut to one line of which `taken` columns are used.
    pub fn shorten(&self, text: &str, taken: usize) -> String {
        shorten(&flat(text), self.width.saturating_sub(taken))
    }
}

/// On one line, without control characters other than this program's colours.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub fn shorten(text: &str, room: usize) -> String {
    let mut used = 0;
    let mut fits = |c: char| {
        used += display_width(c.encode_utf8(&mut [0; 4]));
        used < room
    };
    let short: String = text.chars().take_while(|c| fits(*c)).collect();
    if short.len() == text.len() || display_width(text) <= room {
        return text.to_string();
    }
    let whole = short.rfind(' ').filter(|at| at * 3 > short.len() * 2);
    format!("{}…", &short[..whole.unwrap_or(short.len())])
}

/// What is assumed of the case, a line each.
pub fn notes(notes: &[String], width: usize) -> String {
    let mut page = Page::new(width);
    for note in notes {
        page.item("? ", &format!("{BAD}{}{BAD:#}", tame(note)));
    }
    page.finish()
}

/// '“the words” (Outlet)'.
fn quoted(view: &View, at: &Pointer) -> String {
    format!("“{}” ({})", tame(view.words(at)), label(view, &at.document))
}

fn label(view: &View, document: &DocumentId) -> String {
    let label = view
        .index(document)
        .map_or(document.as_str(), |n| view.label(n));
    shorten(&tame(label), 40)
}

/// 'Outlet, Outlet and Outlet', each once.
fn list(names: impl IntoIterator<Item = String>) -> String {
    let mut distinct: Vec<String> = Vec::new();
    for name in names {
        if !distinct.contains(&name) {
            distinct.push(name);
        }
    }
    match distinct.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => distinct.concat(),
    }
}

fn dates(story: &headwater::model::Story) -> String {
    days(story.earliest.as_deref(), story.latest.as_deref())
}
