//! One role for each line of a page: the model tells the article, the markup tells what else.

use super::markup::Mark;
use super::meta::Meta;
use super::page::{Page, Part, Tag};
use super::{readers, title};
use crate::clean::sign::{self, Sign};
use crate::lexicon::fold::letters;
use crate::model::Role;
use std::collections::{HashMap, HashSet};

/// The role of a line, and which comment it belongs to.
pub(super) type Labelled = (Role, Option<usize>);

/// Bytes beyond which a line is no byline, date or credit.
const SHORT: usize = 120;

/// Bytes above which a line that markup calls a summary is more than a kicker.
const STANDFIRST: usize = 40;

/// As many times what is hidden an article is at least, if nobody is to see that.
const HIDDEN: usize = 16;
/// The same of dialogs and what is read aloud.
const COVERED: usize = 3;

/// So many articles of one form on a page are entries.
const ENTRIES: usize = 4;

/// Bytes below which a line may be said twice.
const SENTENCE: usize = 60;

/// A score above which markup of captions and comments does not count against a line.
const SURE: f32 = 2.5;

/// What is known of a page when its lines get their roles.
pub(super) struct Roles<'a> {
    pub page: &'a Page,
    pub scores: &'a [f32],
    /// First line of the article's text.
    pub first: usize,
    /// Line that holds the headline.
    pub head: Option<usize>,
    /// Bytes of the article in each part of the page.
    pub inside: Vec<usize>,
    /// Little of the article is hidden. Some pages hide it until a script shows it, or the rest of it
    /// until somebody asks.
    hides_little: bool,
    /// Little of it is for machines that read aloud, or in dialogs.
    covers_little: bool,
    /// The `<article>` that holds the headline and the text, and those that begin with a heading.
    home: Option<usize>,
    headed: HashSet<usize>,
    /// The letters of the stated summary.
    summary: Option<String>,
}

impl<'a> Roles<'a> {
    pub fn new(page: &'a Page, scores: &'a [f32], meta: &Meta) -> Self {
        let first = first(page, scores);
        let head = title::line(page, first, meta);
        let inside = inside(page, scores);
        let home = head.and_then(|head| article(page, head));
        let home = home.filter(|&home| {
            page.holds(home, page.lines[first].block) && inside[home] * 3 > inside[0]
        });
        Roles {
            page,
            scores,
            first,
            head,
            hides_little: bytes(page, scores, |part| part.veiled) * HIDDEN < inside[0],
            covers_little: bytes(page, scores, |part| part.unseen) * COVERED < inside[0],
            inside,
            home,
            headed: headed(page),
            summary: meta.summary.as_deref().map(letters),
        }
    }

    /// One role for each line.
    pub fn all(&self) -> Vec<Labelled> {
        let comments = readers::comments(self);
        let mut said = HashSet::new();
        (0..self.page.lines.len())
            .map(|at| {
                if let Some(comment) = comments[at] {
                    return (Role::Comment, Some(comment));
                }
                match self.role(at) {
                    Role::Body if !self.is_new(at, &mut said) => (Role::Chrome, None),
                    role => (role, None),
                }
            })
            .collect()
    }

    /// A page may hold its article, or boxes of it, more than once.
    fn is_new(&self, at: usize, said: &mut HashSet<&'a str>) -> bool {
        let words = self.page.words(&self.page.lines[at]);
        words.len() < SENTENCE || said.insert(words)
    }

    /// Lines around the article where bylines and dates stand: those below the headline first, then
    /// those above it, then those below the article.
    pub fn beside(&self) -> Vec<usize> {
        let end = self.page.lines.len();
        let head = self.head.unwrap_or(self.first).min(self.first);
        let last = self
            .scores
            .iter()
            .rposition(|&score| score > 0.0)
            .unwrap_or(self.first);
        let below = head..(self.first + 4).min(end);
        let above = (head.saturating_sub(8)..head).rev();
        // Far from its headline an article may have a date right above it.
        let right_above = self.first.saturating_sub(8).max(head + 30)..below.end;
        below
            .take(30)
            .chain(right_above)
            .chain(above)
            .chain(last..(last + 8).min(end))
            .collect()
    }

    fn role(&self, at: usize) -> Role {
        let words = self.page.words(&self.page.lines[at]);
        let article = self.scores[at] > 0.0;
        let above = at < self.first && self.head.is_some_and(|head| head < at);
        if Some(at) == self.head {
            Role::Title
        } else if article && (self.is_unseen(at) || self.is_second(at)) {
            Role::Chrome
        } else if self.is_caption(at) {
            Role::Caption
        } else if at <= self.first + 3 && self.states_summary(words) || self.is_summary(at, above) {
            Role::Summary
        } else if self.is_byline(at) {
            Role::Byline
        } else if article {
            self.of_words(at)
        } else if self.is_date(at) {
            Role::Dateline
        } else {
            Role::Chrome
        }
    }

    /// What a line of the article is by its own words: sites put furniture between paragraphs. A
    /// sentence that the model is sure of is news about such things, and a heading has more to say
    /// than the name of a list.
    fn of_words(&self, at: usize) -> Role {
        let words = self.page.words(&self.page.lines[at]);
        let signs = sign::signs(words).and(sign::foreign(words));
        let chrome = [Sign::Chrome, Sign::Plea, Sign::List];
        let short = words.len() < SHORT;
        let tags = &self.page.parts[self.page.lines[at].block].tag_steps;
        let heading = tags[Tag::Heading as usize] <= 1 && words.split(' ').count() > 2;
        let news = self.scores[at] > SURE && is_sentence(words) || heading;
        match signs {
            s if s.has(Sign::Correction) => Role::Correction,
            _ if news => Role::Body,
            s if s.has(Sign::Byline) && short && at <= self.first + 1 => Role::Byline,
            s if s.has(Sign::Stamp) && short => Role::Dateline,
            s if s.any(&chrome) => Role::Chrome,
            s if s.has(Sign::Credit) && short => Role::Caption,
            _ => Role::Body,
        }
    }

    /// It lies in a part that nobody sees.
    fn is_unseen(&self, at: usize) -> bool {
        let part = &self.page.parts[self.page.lines[at].block];
        self.covers_little && part.unseen || self.hides_little && part.veiled
    }

    /// It lies in an `<article>` with a headline of its own, or a heading and a byline, behind the one
    /// that holds the headline: the next story of a page without end. Entries of a live blog are many
    /// and alike.
    fn is_second(&self, at: usize) -> bool {
        let parts = &self.page.parts;
        let Some(home) = self.home else { return false };
        let found = article(self.page, at);
        found.is_some_and(|found| found >= parts[home].end && self.headed.contains(&found))
    }

    fn states_summary(&self, words: &str) -> bool {
        let stated = self.summary.as_deref();
        stated.is_some_and(|stated| title::same(stated, &letters(words)))
    }

    /// A standfirst by its markup: text above the article's first line, or that line itself.
    fn is_summary(&self, at: usize, above: bool) -> bool {
        let line = &self.page.lines[at];
        let likely = self.scores[at] > 0.0 || above && line.end - line.start > STANDFIRST;
        (above || at == self.first) && likely && self.near(at, Mark::Summary, 2)
    }

    fn near(&self, at: usize, mark: Mark, steps: u8) -> bool {
        self.page
            .marked(&self.page.lines[at], mark, steps)
            .is_some()
    }

    pub fn steps(&self, at: usize, tag: Tag) -> u8 {
        self.page.holder(&self.page.lines[at]).tag_steps[tag as usize]
    }

    /// The words of a picture: the markup says so, and the part that says so is small.
    fn is_caption(&self, at: usize) -> bool {
        if self.steps(at, Tag::Caption) <= 3 {
            return self.steps(at, Tag::Figure) < 6 || self.scores[at] < SURE;
        }
        let line = &self.page.lines[at];
        let marked = self.page.marked(line, Mark::Caption, 2);
        let figure = self.steps(at, Tag::Figure) <= 3;
        let small = marked.is_some_and(|part| self.lines_in(part, at) <= 4);
        (figure || small && self.scores[at] > -3.0) && self.scores[at] < SURE
    }

    /// Lines around `at` in a part of the page; at most 20 are looked at.
    fn lines_in(&self, part: usize, at: usize) -> usize {
        let range = at.saturating_sub(10)..(at + 10).min(self.page.lines.len());
        let lines = &self.page.lines[range];
        lines
            .iter()
            .filter(|l| self.page.holds(part, l.block))
            .count()
    }

    fn is_byline(&self, at: usize) -> bool {
        let words = self.page.words(&self.page.lines[at]);
        words.len() < SHORT
            && self.scores[at] < 1.0
            && self.near(at, Mark::Byline, 3)
            && words.contains(char::is_alphabetic)
    }

    fn is_date(&self, at: usize) -> bool {
        let words = self.page.words(&self.page.lines[at]);
        let marked = self.near(at, Mark::Date, 2) || self.steps(at, Tag::Time) <= 2;
        words.len() < SHORT && marked && words.contains(|c: char| c.is_ascii_digit())
    }

    /// A part that holds a good share of the article is no comment, whatever its name.
    pub fn holds_article(&self, part: usize) -> bool {
        let holds = |at: usize| self.page.holds(part, self.page.lines[at].block);
        self.head.is_some_and(holds) || holds(self.first) || self.inside[part] * 2 > self.inside[0]
    }
}

/// Some words that end as sentences do.
fn is_sentence(words: &str) -> bool {
    const FEWEST: usize = 4;
    let end = words.trim_end_matches(['"', '”', '’', '\'', ')']);
    end.ends_with(['.', '!', '?', '…']) && words.split(' ').count() >= FEWEST
}

/// The innermost `<article>` that holds a line.
fn article(page: &Page, at: usize) -> Option<usize> {
    page.within(page.lines[at].block, Tag::Article)
}

/// Each `<article>` whose first line is a headline, or a heading where it has a byline of its own and
/// is not one of many alike.
fn headed(page: &Page) -> HashSet<usize> {
    let mut seen = HashSet::new();
    let lines = 0..page.lines.len();
    let firsts = lines.filter_map(|at| {
        article(page, at)
            .filter(|&found| seen.insert(found))
            .map(|found| (at, found))
    });
    let steps = |at: usize, tag: Tag| page.parts[page.lines[at].block].tag_steps[tag as usize];
    let kinds = page.parts.iter().filter(|part| part.tag == Tag::Article);
    let mut alike: HashMap<u64, usize> = HashMap::new();
    kinds.for_each(|part| *alike.entry(part.kind).or_default() += 1);
    let signed = |found: usize| {
        let mut inner = page.parts[found..page.parts[found].end].iter();
        inner.any(|part| part.mark_steps[Mark::Byline as usize] == 0)
    };
    let is_story = |at: usize, found: usize| {
        let few = alike[&page.parts[found].kind] < ENTRIES;
        steps(at, Tag::MainHeading) <= 1 || steps(at, Tag::Heading) <= 1 && few && signed(found)
    };
    firsts
        .filter(|&(at, found)| is_story(at, found))
        .map(|(_, found)| found)
        .collect()
}

/// Bytes of the article's lines in parts of one sort.
fn bytes(page: &Page, scores: &[f32], sort: impl Fn(&Part) -> bool) -> usize {
    let lines = page.lines.iter().zip(scores);
    let found = lines.filter(|(line, score)| **score > 0.0 && sort(&page.parts[line.block]));
    found.map(|(line, _)| line.end - line.start).sum()
}

/// Bytes of the article's lines in every part of the page.
fn inside(page: &Page, scores: &[f32]) -> Vec<usize> {
    let mut bytes = vec![0; page.parts.len()];
    for (line, _) in page
        .lines
        .iter()
        .zip(scores)
        .filter(|(_, score)| **score > 0.0)
    {
        bytes[line.block] += line.end - line.start;
    }
    for at in (1..bytes.len()).rev() {
        bytes[page.parts[at].parent] += bytes[at];
    }
    bytes
}

/// The first line of the article's text that is not alone; the first of all where none is.
fn first(page: &Page, scores: &[f32]) -> usize {
    let article = |at: &usize| scores[*at] > 0.0;
    let long = |at: &usize| page.lines[*at].end - page.lines[*at].start > 60;
    (0..page.lines.len())
        .find(|at| article(at) && long(at))
        .or_else(|| (0..page.lines.len()).find(article))
        .unwrap_or(0)
}
