//! Which lines of a page are its article: two looks at every line with boosted trees.
//!
//! The first look knows a line, the parts of the page around it and its neighbours; the second
//! knows besides how the first judged those. The trees are figures in `lang/pages.model`, written
//! by `cargo xtask train-pages`.

use super::feature::{self, SECOND, SIZE, Stated};
use super::forest::Forest;
use super::index::Index;
use super::meta::Meta;
use super::page::Page;
use super::roles::Roles;
use super::{meta, parse, render};
use crate::model::Role;
use std::sync::LazyLock;

/// The trees of both looks.
struct Model {
    first: Forest,
    second: Forest,
}

/// Line between the trees of the two looks.
const SECTION: &str = "---";

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let file = include_str!("../../../lang/pages.model");
    let lines: Vec<&str> = file.lines().filter(|l| !l.starts_with('#')).collect();
    let mut sections = lines.split(|line| *line == SECTION);
    let mut next = || Forest::read(sections.next().unwrap_or_default().iter().copied());
    match (next(), next()) {
        (Some(first), Some(second)) => Model { first, second },
        _ => panic!("lang/pages.model: a line is no tree"),
    }
});

/// How likely each line is part of the article: above 0 is yes.
pub(super) fn scores(page: &Page, stated: &Stated) -> Vec<f32> {
    let first = feature::figures(page, stated);
    let judged = MODEL.first.scores(&first, SIZE);
    MODEL
        .second
        .scores(&feature::second(page, &first, &judged), SECOND)
}

/// A page as the trainer of the model sees it.
pub struct Observed {
    page: Page,
    meta: Meta,
    figures: Vec<f32>,
}

impl Observed {
    /// Parses and renders a page, and takes the figures of its lines.
    pub fn new(html: &str) -> Observed {
        let html = parse::parse(html);
        let page = render::render(&html);
        let meta = meta::read(&Index::new(&html));
        let figures = feature::figures(&page, &meta.stated());
        Observed {
            page,
            meta,
            figures,
        }
    }

    /// The lines of the page.
    pub fn lines(&self) -> Vec<&str> {
        let lines = self.page.lines.iter();
        lines.map(|line| self.page.words(line)).collect()
    }

    /// The role of each line, given the scores of the second look.
    pub fn roles(&self, scores: &[f32]) -> Vec<Role> {
        let roles = Roles::new(&self.page, scores, &self.meta).all();
        roles.into_iter().map(|(role, _)| role).collect()
    }

    /// The figures of the first look: one row for each line.
    pub fn first(&self) -> Vec<&[f32]> {
        self.figures.chunks(SIZE).collect()
    }

    /// The figures of the second look, given the scores of the first.
    pub fn second(&self, scores: &[f32]) -> Vec<Vec<f32>> {
        let rows = feature::second(&self.page, &self.figures, scores);
        rows.chunks(SECOND).map(<[f32]>::to_vec).collect()
    }
}
