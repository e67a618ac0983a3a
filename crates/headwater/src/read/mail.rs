//! E-mail, as newsletters come: single messages, mailboxes of them, and pages that a browser
//! saved in the same form (MHTML).

use super::chunk::{self, Chunk};
use super::{Each, Source};
use crate::model::{Markup, Stated};
use mail_parser::{HeaderValue, Message, MessageParser};
use std::io::BufRead;
use std::ops::ControlFlow;

/// What to do about a message that gives nothing.
const REMEDY: &str = "save the message again as EML, or leave it out";

/// One message.
pub(super) fn read(source: Source, input: &mut dyn BufRead, each: Each) -> ControlFlow<()> {
    match source.whole_of_any_kind(input) {
        Ok(bytes) => message(source, None, &bytes, each),
        Err(problem) => each(Err(problem)),
    }
}

/// A mailbox: messages after lines that begin with 'From ' (RFC 4155, with '>From ' undone).
pub(super) fn read_box(source: Source, input: &mut dyn BufRead, each: Each) -> ControlFlow<()> {
    let limit = source.options.max_bytes;
    let (mut number, mut blank, mut over) = (0, true, false);
    let mut held: Vec<u8> = Vec::new();
    loop {
        let line = match chunk::line(input, limit) {
            Ok(Some(Chunk::Whole(line))) => Some(line),
            Ok(Some(_)) => {
                (over, blank) = (true, false);
                continue;
            }
            Ok(None) => None,
            Err(error) => return each(Err(source.broken(Some(number), &error))),
        };
        let begins = line
            .as_ref()
            .is_some_and(|l| blank && l.starts_with(b"From "));
        if begins || line.is_none() {
            if over {
                each(Err(source.too_large(Some(number))))?;
            } else if number > 0 {
                message(source, Some(number), &held, each)?;
            }
            (number, over) = (number + 1, false);
            held.clear();
        }
        let Some(line) = line else {
            return ControlFlow::Continue(());
        };
        blank = line.trim_ascii().is_empty();
        if !begins && number > 0 && !over {
            held.extend_from_slice(unquoted(&line));
            held.push(b'\n');
            over = held.len() > limit;
        }
    }
}

/// A line without the mark that keeps it from looking like the start of a message.
fn unquoted(line: &[u8]) -> &[u8] {
    let marks = line.iter().take_while(|&&b| b == b'>').count();
    match marks > 0 && line[marks..].starts_with(b"From ") {
        true => &line[1..],
        false => line,
    }
}

fn message(source: Source, record: Option<usize>, bytes: &[u8], each: Each) -> ControlFlow<()> {
    let Some(message) = MessageParser::default().parse(bytes) else {
        return each(Err(source.problem(record, "no e-mail message", REMEDY)));
    };
    let page = message.html_bodies().find(|part| part.is_text_html());
    let text = || message.text_bodies().find(|part| part.is_text());
    let (markup, part) = match page {
        Some(part) => (Markup::Html, Some(part)),
        None => (Markup::Plain, text()),
    };
    let text = part
        .and_then(|part| part.text_contents())
        .unwrap_or_default();
    if text.trim().is_empty() {
        let what = "the message has no text";
        return each(Err(source.problem(record, what, REMEDY)));
    }
    let mut raw = source.raw(record, bytes, markup, text.to_string());
    raw.stated = stated(&message);
    source.hand_on(raw, each)
}

/// The sender of a list is the outlet, that of a letter its author.
fn stated(message: &Message) -> Stated {
    let from = message.from().or(message.sender()).and_then(|a| a.first());
    let name = from.and_then(|a| a.name().or(a.address()));
    let name = name.map(|n| n.trim().to_string()).filter(|n| !n.is_empty());
    let lists = [
        message.list_id(),
        message.list_unsubscribe(),
        message.list_post(),
    ];
    let is_list = lists.iter().any(|value| **value != HeaderValue::Empty);
    let text = |name: &str| Some(message.header(name)?.as_text()?.trim().to_string());
    let address = [
        "Snapshot-Content-Location",
        "Archived-At",
        "Content-Location",
    ];
    let url = address.iter().find_map(|name| text(name));
    let url = url.map(|url| url.trim_matches(['<', '>']).to_string());
    let subject = message.subject().map(|s| s.trim().to_string());
    Stated {
        id: message.message_id().map(Into::into),
        url: url.filter(|url| url.starts_with("http")),
        title: subject.filter(|s| !s.is_empty()),
        outlet: name.clone().filter(|_| is_list),
        published: message.date().map(|date| date.to_rfc3339()),
        authors: name.into_iter().filter(|_| !is_list).collect(),
        ..Stated::default()
    }
}
