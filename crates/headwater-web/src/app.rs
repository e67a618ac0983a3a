//! What all requests share.

use crate::decisions::Decisions;
use crate::near::Near;
use crate::search::Search;
use headwater::model::Case;
use headwater::publish::html::{Pair, Site, pairs};
use headwater::publish::texts::Texts;
use headwater::publish::view::View;
use std::io;
use std::path::Path;
use std::sync::OnceLock;

/// A case with all that its pages need.
pub struct App {
    /// Pages of the case.
    pub(crate) site: Site<'static>,
    pub(crate) texts: Texts<'static>,
    pub(crate) search: Search,
    pub(crate) decisions: Decisions,
    pairs: OnceLock<Vec<Pair>>,
    near: OnceLock<Near>,
}

impl App {
    /// Prepares to show `case`, which stands at `place`. The index for the search is kept there,
    /// if it can be. The case stays in memory as long as the process lives.
    pub fn open(case: Case, place: &Path) -> io::Result<Self> {
        let case: &'static Case = Box::leak(Box::new(case));
        let site = Site::new(View::new(case));
        let search = Search::open(&site, place)
            .map_err(|error| io::Error::other(format!("cannot index the case: {error}")))?;
        Ok(App {
            site,
            texts: Texts::new(case),
            search,
            decisions: Decisions::at(place),
            pairs: OnceLock::new(),
            near: OnceLock::new(),
        })
    }

    /// Finds what is found when it is first asked for.
    pub(crate) fn prepare(&self) {
        self.near();
        self.pairs();
    }

    /// Parts of the case; found when they are first asked for.
    pub(crate) fn near(&self) -> &Near {
        self.near.get_or_init(|| Near::new(self.site.view.case))
    }

    /// All pairs of names worth a judgement; found when they are first asked for.
    pub(crate) fn pairs(&self) -> &[Pair] {
        self.pairs.get_or_init(|| pairs(&self.site.view, None))
    }
}
