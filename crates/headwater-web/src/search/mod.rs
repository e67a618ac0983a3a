//! Search over all text: words find documents by the index, all else is chosen from memory.

mod facets;
mod index;
mod pairs;
mod recent;

pub use facets::{FACETS, Facets, Wanted};
use headwater::model::Span;
use headwater::publish::html::Site;
use index::Index;
pub use index::article;
use recent::Recent;
use std::path::Path;

/// Letters of a search that are looked at.
const QUERY: usize = 400;

/// What can be searched.
pub struct Search {
    index: Index,
    facets: Facets,
    recent: Recent,
}

/// What to search for.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// Words, phrases, fields.
    pub words: String,
    /// What else documents must have.
    pub wanted: Wanted,
    /// Latest first.
    pub by_date: bool,
    /// Documents and stories that must be in order, from the first on.
    pub ordered: usize,
}

/// What was found.
pub struct Answer<'s> {
    /// Documents, the best first as far as the question wants them in order.
    pub documents: Vec<usize>,
    /// The same in the order of the case, in which it is fastest to look at what they have.
    pub counted: Vec<usize>,
    /// Stories, those of the best documents first as far as is wanted, each with how many of its documents were found.
    pub stories: Vec<(usize, usize)>,
    /// What is wrong with the words.
    pub wrong: Option<String>,
    words: Option<index::Words<'s>>,
}

impl Question {
    /// Nothing is asked: all stories.
    pub fn is_empty(&self) -> bool {
        self.words.trim().is_empty() && self.wanted == Wanted::default()
    }
}

impl Search {
    /// Opens the index kept at `place`, or makes it.
    pub fn open(site: &Site, place: &Path) -> tantivy::Result<Self> {
        Ok(Search {
            index: Index::open(&site.view, place)?,
            facets: Facets::new(site),
            recent: Recent::default(),
        })
    }

    /// How many of `documents` have which values.
    pub fn facets(&self) -> &Facets {
        &self.facets
    }

    /// Finds documents, and the stories that they belong to.
    pub fn ask(&self, question: &Question) -> tantivy::Result<Answer<'_>> {
        let asked: String = question.words.trim().chars().take(QUERY).collect();
        let words = match asked.as_str() {
            "" => None,
            words => Some(self.index.words(words)?),
        };
        let wanted = self.facets.resolve(&question.wanted);
        let fits = |(_, n): &(f32, usize)| wanted.fits(*n);
        let found: Vec<(f32, usize)> = match &words {
            Some(words) => {
                let found = self.recent.found(&asked, || words.documents())?;
                found.iter().copied().filter(fits).collect()
            }
            None => self.facets.every().filter(fits).collect(),
        };
        let (documents, stories) = self
            .facets
            .ranked(&found, question.by_date, question.ordered);
        Ok(Answer {
            documents,
            stories,
            counted: found.into_iter().map(|(_, n)| n).collect(),
            wrong: words.as_ref().and_then(|w| w.wrong.clone()),
            words,
        })
    }
}

impl Answer<'_> {
    /// The words of a text around what was searched for, and where it is in them.
    pub fn around(&self, text: &str) -> (String, Vec<Span>) {
        match &self.words {
            Some(words) => words.around(text),
            None => (String::new(), Vec::new()),
        }
    }
}
