//! The headwater command line.

mod input;

use clap::{Parser, Subcommand};
use headwater::model::{Annotations, Document, Problem, Raw};
use headwater::{clean, pipeline, publish::tables, read};
use rayon::prelude::*;
use std::error::Error;
use std::io::Write;
use std::path::PathBuf;

#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Run {
        inputs: Vec<PathBuf>,
        #[arg(short)]
        output: PathBuf,
    },
    Clean {
        inputs: Vec<PathBuf>,
    },
    Annotate {
        #[arg(long)]
        plain_body: bool,
        inputs: Vec<PathBuf>,
    },
    Stories {
        inputs: Vec<PathBuf>,
    },
    Export {
        case: PathBuf,
        #[arg(long)]
        to: String,
        #[arg(short)]
        output: PathBuf,
    },
}

fn main() -> Result<(), Box<dyn Error>> {
    let out = &mut std::io::BufWriter::new(std::io::stdout().lock());
    match Cli::parse().command {
        Command::Run { inputs, output } => {
            let (raws, problems) = raws(&inputs, false)?;
            let case = pipeline::assemble(prepare(raws), problems);
            std::fs::create_dir_all(&output)?;
            for table in tables::tables(&case) {
                std::fs::write(output.join(format!("{}.jsonl", table.name)), table.rows)?;
            }
        }
        Command::Clean { inputs } => {
            for raw in raws(&inputs, false)?.0 {
                serde_json::to_writer(&mut *out, &clean::clean(raw))?;
                writeln!(out)?;
            }
        }
        Command::Annotate { plain_body, inputs } => {
            for (document, annotations) in prepare(raws(&inputs, plain_body)?.0) {
                writeln!(out, "{}", tables::record(&document, &annotations))?;
            }
        }
        Command::Stories { inputs } => {
            let case = pipeline::assemble(prepare(raws(&inputs, false)?.0), Vec::new());
            for story in case.relations.stories {
                for document in story.documents {
                    writeln!(
                        out,
                        "{}",
                        serde_json::json!({"id": document, "story": story.id})
                    )?;
                }
            }
        }
        Command::Export {
            case,
            to: _,
            output,
        } => {
            std::fs::create_dir_all(&output)?;
            for entry in std::fs::read_dir(case)? {
                let entry = entry?;
                std::fs::copy(entry.path(), output.join(entry.file_name()))?;
            }
        }
    }
    Ok(())
}

fn prepare(raws: Vec<Raw>) -> Vec<(Document, Annotations)> {
    raws.into_par_iter().map(pipeline::prepare).collect()
}

fn raws(inputs: &[PathBuf], plain_body: bool) -> Result<(Vec<Raw>, Vec<Problem>), Box<dyn Error>> {
    let options = read::Options {
        plain_body,
        ..read::Options::default()
    };
    let (mut raws, mut problems) = (Vec::new(), Vec::new());
    for source in input::sources(inputs) {
        match source {
            Ok(source) => source.read(options, &mut |result| match result {
                Ok(raw) => raws.push(raw),
                Err(problem) => problems.push(problem),
            }),
            Err(problem) => problems.push(problem),
        }
    }
    Ok((raws, problems))
}
