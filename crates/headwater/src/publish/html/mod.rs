//! A case as pages: the dossier, one page that holds all it needs, and the site, a page for each
//! story, passage and document. Both are made of the same templates.

mod collation;
mod discrepancy;
mod document;
mod dossier;
mod drawing;
mod frame;
mod graph;
mod lineage;
mod marked;
mod names;
mod outlets;
mod overview;
mod pile;
mod place;
mod quoted;
mod route;
mod shared;
mod site;
mod skeleton;
mod story;
mod witness;

pub use collation::weight;
pub use dossier::dossier;
pub use frame::STYLE;
pub use names::{Judged, NamesPart, Pair, pairs};
pub use pile::{Choice, Facet, Found, Hit, Pile};
pub use place::address;
pub use site::{AsOf, Site};
