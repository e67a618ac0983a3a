//! Whose page it is, where it does not state so: the name behind or before its title, where another
//! sign agrees.

use super::index::Index;
use super::page::Page;
use super::title;
use crate::clean::called::run_together;

/// What programs for sites write where nobody named the site.
const UNNAMED: &[&str] = &[
    "wordpress",
    "home",
    "home page",
    "homepage",
    "my site",
    "website",
    "blog",
    "index",
];

/// A stated name that names the site.
pub(super) fn named(outlet: Option<String>) -> Option<String> {
    outlet.filter(|name| !UNNAMED.contains(&name.trim().to_lowercase().as_str()))
}

/// The part of the title that the page's address, its feeds or its notice of copyright say again.
pub(super) fn find(index: &Index, page: &Page, url: Option<&str>) -> Option<String> {
    let title = index.title.as_deref()?;
    let mut parts = title::parts(title);
    if parts.len() < 2 {
        return None;
    }
    // Mostly the last part names the site, sometimes the first.
    parts.rotate_right(1);
    let hosts = url.map(hosts).unwrap_or_default();
    let found = parts.into_iter().find(|part| {
        let name = run_together(part);
        let named = part.starts_with(char::is_uppercase) && part.split(' ').count() <= 5;
        named
            && name.len() >= 5
            && (says(&hosts, &name) || in_feed(index, part) || in_rights(page, part))
    });
    found.map(str::to_string)
}

/// The parts of an address's host, in letters and figures: 'news', 'harbourgazette', 'example'.
fn hosts(url: &str) -> Vec<String> {
    let host = url.split("//").nth(1).unwrap_or_default();
    let host = host.split('/').next().unwrap_or_default();
    host.split('.').map(run_together).collect()
}

/// The host is called so: 'www.harbour-gazette.example'. An article may be left out.
fn says(hosts: &[String], name: &str) -> bool {
    let short = name.strip_prefix("the").filter(|short| short.len() >= 5);
    hosts.iter().any(|host| host == name || short == Some(host))
}

fn in_feed(index: &Index, name: &str) -> bool {
    let rest = |feed: &&str| {
        feed.strip_prefix(name)
            .map(str::trim_start)
            .map(str::to_string)
    };
    let mut rests = index.feeds.iter().filter_map(rest);
    rests.any(|rest| rest.starts_with(['»', '-', '–', '|', '›', '>']) && rest.ends_with("Feed"))
}

/// A short line of copyright names it, and no more than it, as the owner of the rights.
fn in_rights(page: &Page, name: &str) -> bool {
    const LONGEST: usize = 160;
    const PICTURES: [&str; 6] = ["photo", "image", "picture", "foto", "bild", "video"];
    let lines = page.lines.iter().rev().map(|line| page.words(line));
    let mut notices = lines.filter(|line| line.len() <= LONGEST && line.contains('©'));
    notices.any(|line| {
        let (before, after) = line.split_once('©').unwrap_or_default();
        let before = before.to_lowercase();
        let years = |c: char| !c.is_alphabetic();
        let owner = after.trim_start_matches(years);
        let owner = owner.strip_prefix("The ").unwrap_or(owner);
        let rest = owner.strip_prefix(name.strip_prefix("The ").unwrap_or(name));
        let ends = rest.is_some_and(|rest| {
            let rest = rest.trim_start();
            let body = ["Ltd", "Limited", "Inc", "LLC", "GmbH", "plc", "All rights"];
            !rest.starts_with(|c: char| c.is_alphanumeric())
                || body.iter().any(|b| rest.starts_with(b))
        });
        ends && !PICTURES.iter().any(|word| before.contains(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::html::{parse, render};

    #[test]
    fn a_title_names_the_site_where_another_sign_agrees() {
        let outlet = |head: &str, end: &str, url: Option<&str>| {
            let html = parse::parse(&format!("<head>{head}</head><body><p>Words.</p>{end}"));
            find(&Index::new(&html), &render::render(&html), url)
        };
        let title = "<title>Ship leaves the port - Harbour Gazette</title>";
        let gazette = Some("Harbour Gazette".to_string());
        assert_eq!(outlet(title, "", None), None);
        assert_eq!(
            outlet(title, "<p>© 2015 Harbour Gazette</p>", None),
            gazette
        );
        let url = Some("https://www.harbourgazette.example/ship");
        assert_eq!(outlet(title, "", url), gazette);
        let feed = format!("{title}<link type=application/rss+xml title='Harbour Gazette » Feed'>");
        assert_eq!(outlet(&feed, "", None), gazette);
        let first = "<title>Harbour Gazette: Ship leaves the port</title>";
        assert_eq!(outlet(first, "", url), None);
        let other = "<p>© 2015 Harbour Gazette Yachts</p><p>Photo © Harbour Gazette</p>";
        assert_eq!(outlet(title, other, None), None);
        let section = "<title>Ship leaves the port | World</title>";
        assert_eq!(outlet(section, "<p>© 2015 Harbour Gazette</p>", url), None);
        assert_eq!(named(Some("WordPress".into())), None);
        assert_eq!(named(gazette.clone()), gazette);
    }
}
