//! The site's own name, where it stands alone above the headline.

use super::flat::Page;
use super::line::Line;
use super::title;
use crate::lexicon::outlet_name::ends_name;
use crate::model::Role;

/// Most words of a site's name.
const WORDS: usize = 5;

/// The line above the headlines of a page that holds nothing but the site's name: each word has a
/// capital, and it ends like the name of a newspaper or stands in the page's furniture again.
pub(super) fn find(page: &Page, candidates: &[usize]) -> Option<usize> {
    let (&first, below) = candidates.split_first()?;
    let line = &page.lines[first];
    let name = (2..=WORDS).contains(&line.words) && title::is_title_case(line.text);
    let known = || ends_name(line.text) || again(page, line).is_some();
    (name && !below.is_empty() && known()).then_some(first)
}

/// The name as the page writes it: its furniture may have it in small letters where the masthead
/// has capitals.
pub(super) fn name(page: &Page, at: usize) -> String {
    let line = &page.lines[at];
    let shouts = !line.text.chars().any(char::is_lowercase);
    let again = again(page, line).filter(|_| shouts);
    again.unwrap_or(line.text).to_string()
}

/// The name of `masthead` in another line of furniture, in any case.
fn again<'a>(page: &'a Page, masthead: &Line) -> Option<&'a str> {
    let name = masthead.text;
    let furniture = (page.lines.iter().zip(&page.roles))
        .filter(|(line, role)| **role == Some(Role::Chrome) && line.span != masthead.span);
    furniture
        .filter_map(|(line, _)| {
            let starts = line.text.char_indices().map(|(at, _)| at);
            starts
                .filter_map(|at| line.text.get(at..at + name.len()))
                .find(|words| words.eq_ignore_ascii_case(name))
        })
        .next()
}
