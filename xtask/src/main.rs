//! Chores of the workspace: `cargo xtask CHORE`.

mod bench_corpus;
mod bench_warc;
mod calibrate;
mod eval;
mod flat;
mod gold;
mod input;
mod piles;
mod random;
mod tidy;
mod train_pages;
mod train_stories;
mod word_classes;

use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask CHORE

  bench-corpus N [SEED]                       invented articles for measuring speed, on stdout
  bench-warc MEGABYTES                        a synthetic crawl for measuring speed, on stdout
  calibrate edges|speakers                    how often edges of each rule, or steps to speakers, are right
  eval [--only SET] [--raise] [--misses]      figures of quality against their floors
  flat-gold                                   labels of lines of flat text, from sets beside the workspace
  read-only FILE                              how fast a file is read
  piles --seed N -o DIR                       invented piles with their truth
  tidy                                        what the compiler does not check
  train-flat [--cross] SET...
  train-pages [--cross FILE] SET...
  train-stories [--cross] SET...
  word-classes DIR                            classes of English words, from vectors of a language model";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap_or(Path::new("."));
    let rest = arguments.get(1..).unwrap_or_default();
    let result = match arguments.first().map(String::as_str) {
        Some("bench-corpus") => bench_corpus::run(rest),
        Some("bench-warc") => bench_warc::write(rest),
        Some("read-only") => bench_warc::read_only(rest),
        Some("calibrate") => match rest.first().map(String::as_str) {
            Some("speakers") => calibrate::run(root),
            Some("edges") => eval::calibrate(root),
            _ => Err(USAGE.into()),
        },
        Some("eval") => eval::run(root, rest),
        Some("flat-gold") => flat::gold::write(root),
        Some("piles") => piles::run(rest),
        Some("tidy") => tidy::run(root),
        Some("train-flat") => {
            flat::train::run(rest, &root.join("crates/headwater/lang/flat.model"))
        }
        Some("train-pages") => {
            train_pages::run(rest, &root.join("crates/headwater/lang/pages.model"))
        }
        Some("train-stories") => {
            train_stories::run(rest, &root.join("crates/headwater/lang/stories.toml"))
        }
        Some("word-classes") => word_classes::run(
            rest,
            &root.join("crates/headwater/lang/en/word_classes.model"),
        ),
        _ => Err(USAGE.into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}
