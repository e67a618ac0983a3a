//! `headwater export`: the tables of a case in other formats.

use crate::case_dir;
use crate::failure::{Failure, Outcome};
use headwater::publish::csv;
use headwater::publish::tables::{TABLES, Table};
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Write the tables of a case in another format
#[derive(clap::Args)]
pub struct Args {
    /// The case
    case: PathBuf,
    /// Format to write
    #[arg(long, value_enum)]
    to: Format,
    /// Directory to write to; made if it is not there
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
}

/// A format that tables can be written in.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    /// One JSON object a line, as in the case itself
    Jsonl,
    /// For spreadsheets: UTF-8 with mark, formulas made harmless
    Csv,
}

impl Format {
    fn extension(self) -> &'static str {
        match self {
            Format::Jsonl => "jsonl",
            Format::Csv => "csv",
        }
    }
}

/// Runs the command.
pub fn run(args: Args) -> Outcome {
    case_dir::manifest(&args.case)?;
    let failed = |path: &Path, e: &io::Error| Failure::at("write", path.display(), e);
    fs::create_dir_all(&args.output).map_err(|e| failed(&args.output, &e))?;
    for table in TABLES {
        let path = args
            .output
            .join(format!("{}.{}", table.name, args.to.extension()));
        let rows = case_dir::open(&args.case, table)?;
        write(table, rows, args.to, &path).map_err(|e| failed(&path, &e))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn write(table: &Table, mut rows: BufReader<File>, to: Format, path: &Path) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    match to {
        Format::Jsonl => io::copy(&mut rows, &mut out).map(|_| ())?,
        Format::Csv => csv::write(table, &mut rows, &mut out)?,
    }
    out.flush()
}
