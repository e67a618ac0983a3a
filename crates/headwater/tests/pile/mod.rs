//! Small piles that tests write themselves.

use headwater::model::{Case, Markup, Raw, Stated};
use headwater::pipeline;
use headwater::relate::workers::Workers;

pub fn article(id: &str, outlet: &str, published: &str, title: &str, text: String) -> Raw {
    Raw {
        path: format!("{id}.txt"),
        record: None,
        hash: String::new(),
        markup: Markup::Plain,
        text,
        stated: Stated {
            id: Some(id.into()),
            title: Some(title.into()),
            outlet: Some(outlet.into()),
            published: Some(published.into()),
            ..Stated::default()
        },
    }
}

pub fn case(raws: impl IntoIterator<Item = Raw>) -> Case {
    let prepared = raws.into_iter().map(pipeline::prepare).collect();
    pipeline::assemble(prepared, Vec::new(), Vec::new(), Workers::ALONE)
}
