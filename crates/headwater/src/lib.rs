//! Headwater traces news stories to their sources.
//!
//! ```text
//! bytes --read--> Raw --clean--> Document --annotate--> Annotations
//!                                     \                    /
//!                                      +----- relate -----+----> Relations
//!                                                |
//!                                             publish ----> tables, dossier, text
//! ```
//!
//! `read`, `clean` and `annotate` are pure functions of one document; `relate` works from indexes
//! over the pile; `publish` turns the case into bytes. The library is synchronous and silent: it
//! opens no file, reads no clock, starts no thread and never prints. [`pipeline`] is the only
//! module that names all stages.

pub mod annotate;
pub mod clean;
pub mod lexicon;
pub mod model;
pub mod pipeline;
pub mod publish;
pub mod read;
pub mod relate;
