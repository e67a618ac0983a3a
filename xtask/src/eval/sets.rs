//! Figures on the sets beside the workspace: the release binary writes, a scorer reads.

use super::Figure;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What the binary makes of a set's input.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Output {
    /// `annotate --plain-body`: JSON Lines.
    Annotations,
    /// `clean`: JSON Lines.
    Clean,
    /// `stories`: JSON Lines.
    Stories,
    /// `stories --stream`, of documents in the order of their arrival: JSON Lines.
    Stream,
    /// `run` and `export`: a folder of tables.
    Tables,
}

/// `measures.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Measures {
    rows: Vec<Row>,
    sets: BTreeMap<String, String>,
}

/// One figure.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    set: String,
    measure: String,
    scorer: String,
    at: String,
    factor: f64,
}

/// What each scorer reads; those not named here read tables.
const READS: &[(&str, Output)] = &[
    ("quotes.py", Output::Annotations),
    ("spans.py", Output::Annotations),
    ("speakers.py", Output::Annotations),
    ("mentions.py", Output::Annotations),
    ("times.py", Output::Annotations),
    ("extract.py", Output::Clean),
    ("stories.py", Output::Stories),
];

/// Seed and size of the corpus that `generate/reuse_corpus.py` makes.
const CORPUS: [&str; 6] = ["--seed", "7", "--families", "40", "--background", "200"];

/// Where the parts of the measurement lie.
struct Places {
    shared: PathBuf,
    work: PathBuf,
    binary: PathBuf,
}

/// Figures of the sets that are wanted. Says which are skipped, and why.
pub fn measure(root: &Path, wanted: &dyn Fn(&str) -> bool) -> Result<Vec<Figure>, String> {
    let mut measures: Measures =
        toml::from_str(include_str!("../../measures.toml")).map_err(|e| e.to_string())?;
    measures.sets.retain(|set, _| wanted(set));
    let shared = root.join("../shared");
    let python = Command::new("python3").arg("--version").output().is_ok();
    if measures.sets.is_empty() || !shared.exists() || !python {
        let why = if python {
            "../shared is absent"
        } else {
            "python3 is missing"
        };
        (measures.sets.keys()).for_each(|set| println!("{set}: skipped, {why}"));
        return Ok(Vec::new());
    }
    let work = target(root).join("eval");
    let places = Places {
        shared,
        work,
        binary: binary(root)?,
    };
    let mut figures = Vec::new();
    for (set, input) in &measures.sets {
        if input.is_empty() || places.shared.join(input).exists() {
            let rows: Vec<_> = measures.rows.iter().filter(|row| row.set == *set).collect();
            figures.extend(of_set(set, input, &rows, &places)?);
        } else {
            println!("{set}: skipped, its input is absent");
        }
    }
    Ok(figures)
}

fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or(root.join("target"), PathBuf::from)
}

/// Builds the release binary and says where it is.
fn binary(root: &Path) -> Result<PathBuf, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or("cargo".into());
    let mut build = Command::new(cargo);
    build
        .current_dir(root)
        .args(["build", "--release", "--quiet", "--bin", "headwater"]);
    call(&mut build)?;
    Ok(target(root).join("release/headwater"))
}

fn of_set(set: &str, input: &str, rows: &[&Row], places: &Places) -> Result<Vec<Figure>, String> {
    let work = places.work.join(set);
    fs::create_dir_all(&work).map_err(|e| format!("{}: {e}", work.display()))?;
    let (folder, input) = prepare(input, places, &work)?;
    let mut outputs = BTreeMap::new();
    let mut answers = BTreeMap::new();
    let mut figures = Vec::new();
    for row in rows {
        let reads = output_for(&row.scorer);
        if let Entry::Vacant(slot) = outputs.entry(reads) {
            slot.insert(write(reads, &folder, &input, places, &work)?);
        }
        if let Entry::Vacant(slot) = answers.entry(&row.scorer) {
            slot.insert(ask(&row.scorer, &folder, &outputs[&reads], places)?);
        }
        let value = answers[&row.scorer]
            .pointer(&row.at)
            .and_then(Value::as_f64);
        figures.push(Figure {
            set: set.into(),
            measure: row.measure.clone(),
            value: value.unwrap_or(0.0) * row.factor,
        });
    }
    Ok(figures)
}

fn output_for(scorer: &str) -> Output {
    if scorer.ends_with("STREAM") {
        return Output::Stream;
    }
    let mut reads = READS.iter();
    let row = reads.find(|(script, _)| scorer.starts_with(script));
    row.map_or(Output::Tables, |(_, output)| *output)
}

/// The set's folder with its gold, and the file or folder that the binary reads.
fn prepare(input: &str, places: &Places, work: &Path) -> Result<(PathBuf, PathBuf), String> {
    if !input.is_empty() {
        let input = places.shared.join(input);
        return Ok((input.parent().unwrap_or(&input).to_path_buf(), input));
    }
    let background = places.shared.join("data/stories-gva-dev/input.jsonl");
    let mut generate = Command::new("python3");
    generate
        .arg(places.shared.join("generate/reuse_corpus.py"))
        .arg("--bg")
        .arg(background);
    call(generate.args(CORPUS).arg("--out").arg(work))?;
    Ok((work.to_path_buf(), work.join("docs.jsonl")))
}

/// Lets the binary write its output for `input` of the set in `folder`, and says where that is.
fn write(
    output: Output,
    folder: &Path,
    input: &Path,
    places: &Places,
    work: &Path,
) -> Result<PathBuf, String> {
    let run = || Command::new(&places.binary);
    if output == Output::Tables {
        let (case, tables) = (work.join("case"), work.join("tables"));
        call(run().arg("run").arg(input).arg("-o").arg(&case))?;
        call(
            run()
                .arg("export")
                .arg(&case)
                .args(["--to", "jsonl", "-o"])
                .arg(&tables),
        )?;
        return Ok(tables);
    }
    if output == Output::Stream {
        let mut arrivals = Command::new("python3");
        let script = places.shared.join("score/stories.py");
        arrivals.arg(script).arg("--stream").arg(folder);
        let arrivals = keep(&mut arrivals, work.join("arrivals.jsonl"))?;
        let mut stage = run();
        stage.args(["stories", "--stream"]).arg(arrivals);
        return keep(&mut stage, work.join("stream.jsonl"));
    }
    let mut stage = run();
    match output {
        Output::Annotations => stage.args(["annotate", "--plain-body"]),
        Output::Clean => stage.arg("clean"),
        _ => stage.arg("stories"),
    };
    keep(stage.arg(input), work.join("out.jsonl"))
}

/// Keeps in a file what a program writes.
fn keep(command: &mut Command, path: PathBuf) -> Result<PathBuf, String> {
    let file = File::create(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let name = command.get_program().to_string_lossy().into_owned();
    check(&name, command.stdout(file).status().map(|s| s.success()))?;
    Ok(path)
}

/// The scorer's answer.
fn ask(scorer: &str, folder: &Path, out: &Path, places: &Places) -> Result<Value, String> {
    let mut words = scorer.split(' ');
    let script = places
        .shared
        .join("score")
        .join(words.next().unwrap_or_default());
    let mut command = Command::new("python3");
    command.arg(script).stderr(Stdio::null());
    for word in words {
        match word {
            "SET" => command.arg(folder),
            "GOLD" => command.arg(folder.join("gold.jsonl")),
            "OUT" | "STREAM" => command.arg(out),
            word => command.arg(word),
        };
    }
    let answer = command.arg("--json").output().map_err(|e| e.to_string())?;
    serde_json::from_slice(&answer.stdout).map_err(|e| format!("{scorer}: {e}"))
}

fn call(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    check(
        &name,
        command.stdout(Stdio::null()).status().map(|s| s.success()),
    )
}

fn check(name: &str, ran: std::io::Result<bool>) -> Result<(), String> {
    match ran {
        Ok(true) => Ok(()),
        Ok(false) => Err(format!("{name} failed")),
        Err(e) => Err(format!("{name}: {e}")),
    }
}
