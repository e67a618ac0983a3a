//! The first page: what is asked for, and what the search answers.

use crate::App;
use crate::search::{Answer, FACETS, Question, Wanted, article};
use headwater::model::Document;
use headwater::publish::html::{Choice, Facet, Found, Hit, Pile, address};
use headwater::publish::view::{count, published};
use serde::Deserialize;

/// Stories on a page.
const STORIES: usize = 50;
/// Documents found on a page.
const HITS: usize = 20;
/// Rows of the longest list in an answer.
pub const ROWS: usize = 100;

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    outlet: String,
    speaker: String,
    origin: String,
    from: String,
    to: String,
    single: String,
    differ: String,
    sort: String,
    /// Page, counted from 0.
    page: usize,
}

impl Asked {
    /// As a question to the search.
    pub fn question(&self) -> Question {
        let values = [&self.outlet, &self.speaker, &self.origin];
        Question {
            words: self.q.clone(),
            wanted: Wanted {
                values: values.map(Clone::clone),
                from: self.from.clone(),
                to: self.to.clone(),
                single: !self.single.is_empty(),
                differ: !self.differ.is_empty(),
            },
            by_date: self.sort == "date",
            ordered: self.page.saturating_add(1).saturating_mul(ROWS),
        }
    }

    /// Documents of the page that is asked for.
    pub fn hits<'a>(&self, answer: &'a Answer) -> &'a [usize] {
        part(&answer.documents, self.page, HITS)
    }

    /// The address of another page of the same.
    fn address(&self, page: usize) -> String {
        let page = page.to_string();
        let fields = [
            ("q", &self.q),
            ("outlet", &self.outlet),
            ("speaker", &self.speaker),
            ("origin", &self.origin),
            ("from", &self.from),
            ("to", &self.to),
            ("single", &self.single),
            ("differ", &self.differ),
            ("sort", &self.sort),
            ("page", &page),
        ];
        let set = fields.into_iter().filter(|(_, value)| !value.is_empty());
        let pairs: Vec<_> = set
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        format!("/?{}", pairs.join("&"))
    }
}

/// A value in an address.
fn encode(value: &str) -> String {
    percent_encoding::utf8_percent_encode(value, percent_encoding::NON_ALPHANUMERIC).to_string()
}

fn part<T>(all: &[T], page: usize, size: usize) -> &[T] {
    let start = page.saturating_mul(size).min(all.len());
    &all[start..(start + size).min(all.len())]
}

/// What the first page shows.
pub fn pile(app: &App, asked: &Asked) -> tantivy::Result<Pile> {
    let question = asked.question();
    let answer = app.search.ask(&question)?;
    let searched = !question.is_empty();
    let stories = part(&answer.stories, asked.page, STORIES);
    let last = (asked.page + 1) * if searched { HITS } else { STORIES };
    let all = if searched {
        answer.documents.len()
    } else {
        answer.stories.len()
    };
    Ok(Pile {
        words: asked.q.clone(),
        facets: facets(app, &question, &answer),
        from: asked.from.clone(),
        to: asked.to.clone(),
        single: question.wanted.single,
        differ: question.wanted.differ,
        by_date: question.by_date,
        wrong: answer.wrong.clone(),
        found: searched.then(|| found(app, asked, &answer)),
        first: asked.page * HITS + 1,
        heading: match searched {
            true => "Stories of these documents".into(),
            false => "Stories".into(),
        },
        stories: stories.iter().map(|(n, _)| *n).collect(),
        before: asked.page.checked_sub(1).map(|page| asked.address(page)),
        after: (last < all).then(|| asked.address(asked.page + 1)),
    })
}

fn facets(app: &App, question: &Question, answer: &Answer) -> Vec<Facet> {
    let facet = |(n, (name, label)): (usize, &(&'static str, &'static str))| {
        let chosen = question.wanted.values[n].as_str();
        let offered = app.search.facets().offered(n, &answer.counted, chosen);
        let choice = |(value, count): (&str, usize)| Choice {
            value: value.into(),
            count,
            chosen: value == chosen,
        };
        Facet {
            name,
            label,
            choices: offered.into_iter().map(choice).collect(),
        }
    };
    FACETS.iter().enumerate().map(facet).collect()
}

fn found(app: &App, asked: &Asked, answer: &Answer) -> Found {
    let documents = count(answer.documents.len(), "document", "documents");
    let stories = count(answer.stories.len(), "story", "stories");
    Found {
        summary: format!("{documents} in {stories}"),
        hits: asked
            .hits(answer)
            .iter()
            .map(|n| hit(app, *n, answer))
            .collect(),
    }
}

fn hit(app: &App, n: usize, answer: &Answer) -> Hit {
    let document: &Document = &app.site.view.case.documents[n];
    let (words, marked) = answer.around(&article(document));
    let story = app.site.story_of(n).map(|s| app.site.view.stories[s].story);
    Hit {
        href: address("document", document.id.as_str()),
        title: document.title.clone().unwrap_or("Without title".into()),
        outlet: document.outlet.clone().unwrap_or("outlet unknown".into()),
        published: published(document),
        words,
        marked,
        story: story.map(|s| (address("story", &s.id), s.title.clone())),
    }
}
