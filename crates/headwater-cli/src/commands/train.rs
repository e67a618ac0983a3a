//! `headwater train`: a name model from the user's own labelled texts.

use crate::failure::{Failure, Outcome};
use crate::{Global, output, progress};
use headwater::annotate::name::model::Model;
use headwater_train::{Corpus, HeldOut, Score};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Train a name model on labelled texts, for --names of the other commands
///
/// DATA is a file or a directory. A .tsv file has a token, a tab and its tag (O, or B- or I- with
/// PER, ORG, LOC or MISC) on each line, and an empty line after each sentence. A .jsonl file has a
/// document on each line: `text`, and `mentions` with `start` and `end` (bytes, end exclusive) and
/// `type` (person, organisation, place, other). A directory holds such files, or input.jsonl with
/// the texts and gold.jsonl with their mentions, line by line.
///
/// The same data and seed give the same model on every machine. A record, MODEL.toml, tells how
/// the model was made: command, SHA-256 of the data, seed, what it reaches, and the credits that
/// the licences of the data ask for.
#[derive(clap::Args)]
pub struct Args {
    /// Labelled texts to learn from
    #[arg(required = true, value_name = "DATA")]
    data: Vec<PathBuf>,
    /// File to write the model to
    #[arg(short, long, value_name = "MODEL")]
    output: PathBuf,
    /// Labelled texts to leave out where they stand in DATA too
    #[arg(long, value_name = "DATA")]
    without: Vec<PathBuf>,
    /// Labelled documents on which to measure the model
    #[arg(long, value_name = "DATA")]
    score: Vec<PathBuf>,
    /// Record with `[[credit]]` rows of `work` and `licence`, to copy into the record of the model
    #[arg(long, value_name = "FILE")]
    credits: Option<PathBuf>,
    /// Start of the random numbers that order the data
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

/// How a model was made.
#[derive(Serialize)]
struct Record {
    command: String,
    data_sha256: String,
    seed: u64,
    names: usize,
    bytes: usize,
    /// By the name of the data: typed and untyped F1 of exact spans.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    figures: BTreeMap<String, Figures>,
    credit: Vec<Credit>,
}

#[derive(Serialize)]
struct Figures {
    typed: f64,
    untyped: f64,
}

/// Whom the licence of the data asks to name.
#[derive(Serialize, Deserialize)]
struct Credit {
    work: String,
    licence: String,
}

#[derive(Deserialize)]
struct Credits {
    credit: Vec<Credit>,
}

/// Runs the command.
pub fn run(args: Args, global: &Global) -> Outcome {
    let credits = args.credits.as_deref().map_or(Ok(Vec::new()), credits)?;
    let mut held_out = HeldOut::default();
    for file in labelled(&args.without)? {
        let texts = read(&file.path)?;
        held_out.add(&texts).map_err(|e| fault(&file.path, e))?;
    }
    let corpus = corpus(&args.data, &held_out)?;
    if corpus.names() == 0 {
        let remedy = "see headwater train --help for what it reads";
        return Err(Failure::new("no name is labelled in the data", remedy));
    }
    let bar = progress::line(global, "training, rounds:");
    let file = headwater_train::train(&corpus, args.seed, |_| bar.inc(1));
    bar.finish_and_clear();
    write(&args.output, &file)?;
    let record = Record {
        command: command(),
        data_sha256: corpus.digest(),
        seed: args.seed,
        names: corpus.names(),
        bytes: file.len(),
        figures: figures(&args.score, &file)?,
        credit: credits,
    };
    let toml = toml::to_string(&record)
        .map_err(|e| Failure::new(format!("cannot write the record: {e}"), FAULT))?;
    write(&beside(&args.output), toml.as_bytes())?;
    if !global.quiet {
        use std::io::Write;
        output::stdout().write_all(toml.as_bytes())?;
    }
    Ok(ExitCode::SUCCESS)
}

const FAULT: &str = "this is a fault of headwater; please report it";

/// The command as it was given.
fn command() -> String {
    let words: Vec<String> = std::env::args().skip(1).collect();
    format!("headwater {}", words.join(" "))
}

/// `names.model` has its record in `names.model.toml`.
fn beside(model: &Path) -> PathBuf {
    let mut name = model.as_os_str().to_owned();
    name.push(".toml");
    name.into()
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|e| Failure::at("write", path.display(), &e))
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|e| Failure::at("read", path.display(), &e))
}

fn fault(path: &Path, what: String) -> Failure {
    let remedy = "headwater train --help tells the form of labelled texts";
    Failure::new(format!("{}, {what}", path.display()), remedy)
}

fn credits(path: &Path) -> Result<Vec<Credit>, Failure> {
    let file: Result<Credits, _> = toml::from_str(&read(path)?);
    file.map(|f| f.credit)
        .map_err(|e| fault(path, e.to_string()))
}

/// A file of labelled texts; its mentions may stand in another.
struct Labelled {
    path: PathBuf,
    gold: Option<PathBuf>,
}

/// The files that are meant, in order of their names within each directory.
fn labelled(data: &[PathBuf]) -> Result<Vec<Labelled>, Failure> {
    let mut files = Vec::new();
    for path in data {
        if path.is_dir() {
            files.extend(inside(path)?);
        } else {
            let (path, gold) = (path.clone(), None);
            files.push(Labelled { path, gold });
        }
    }
    Ok(files)
}

fn inside(folder: &Path) -> Result<Vec<Labelled>, Failure> {
    let (path, gold) = (folder.join("input.jsonl"), folder.join("gold.jsonl"));
    if path.exists() && gold.exists() {
        let gold = Some(gold);
        return Ok(vec![Labelled { path, gold }]);
    }
    let entries = fs::read_dir(folder).map_err(|e| Failure::at("read", folder.display(), &e))?;
    let known = |path: &PathBuf| path.extension().is_some_and(|e| e == "tsv" || e == "jsonl");
    let paths = entries.flatten().map(|entry| entry.path()).filter(known);
    let mut paths: Vec<_> = paths.collect();
    paths.sort();
    let file = |path| Labelled { path, gold: None };
    Ok(paths.into_iter().map(file).collect())
}

fn corpus(data: &[PathBuf], held_out: &HeldOut) -> Result<Corpus, Failure> {
    let mut corpus = Corpus::default();
    for file in labelled(data)? {
        let text = read(&file.path)?;
        let columns = file.path.extension().is_some_and(|e| e == "tsv");
        let gold = file.gold.as_deref().map(read).transpose()?;
        let added = match columns {
            true => corpus.add_columns(&text, held_out),
            false => corpus.add_documents(&text, gold.as_deref(), held_out),
        };
        added.map_err(|e| fault(&file.path, e))?;
    }
    Ok(corpus)
}

fn figures(sets: &[PathBuf], file: &[u8]) -> Result<BTreeMap<String, Figures>, Failure> {
    let model =
        Model::read(file).ok_or_else(|| Failure::new("the model cannot be read back", FAULT))?;
    let mut figures = BTreeMap::new();
    for set in sets {
        let texts = corpus(std::slice::from_ref(set), &HeldOut::default())?;
        let Score { typed, untyped } = headwater_train::score(&model, &texts);
        let [typed, untyped] = [typed, untyped].map(|f1| (f1 * 10.0).round() / 10.0);
        let name = set.file_stem().unwrap_or_default().to_string_lossy();
        figures.insert(name.into_owned(), Figures { typed, untyped });
    }
    Ok(figures)
}
