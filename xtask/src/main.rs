//! Chores of the workspace: `cargo xtask CHORE`.

mod bench_corpus;
mod eval;
mod gold;
mod tidy;
mod train_names;
mod train_pages;
mod train_stories;

use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask CHORE

  bench-corpus N [SEED]                       invented articles for measuring speed, on stdout
  eval [--only SET] [--raise] [--misses]      figures of quality against their floors
  tidy                                        what the compiler does not check
  train-names --data DIR [--also DIR]... [--without DIR]... [--score DIR]... [--seed N] [-o FILE]
  train-pages [--cross FILE] SET...
  train-stories [--cross] SET...";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap_or(Path::new("."));
    let rest = arguments.get(1..).unwrap_or_default();
    let result = match arguments.first().map(String::as_str) {
        Some("bench-corpus") => bench_corpus::run(rest),
        Some("eval") => eval::run(root, rest),
        Some("tidy") => tidy::run(root),
        Some("train-names") => {
            train_names::run(rest, &root.join("crates/headwater/lang/en/names.model"))
        }
        Some("train-pages") => {
            train_pages::run(rest, &root.join("crates/headwater/lang/pages.model"))
        }
        Some("train-stories") => {
            train_stories::run(rest, &root.join("crates/headwater/lang/stories.toml"))
        }
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
