//! `headwater export`: the tables of a case in other formats.

use super::run::dossier;
use crate::case_dir::{self, DOSSIER};
use crate::failure::{Failure, Outcome};
use headwater::publish::csv;
use headwater::publish::tables::{TABLES, Table};
use headwater::publish::view::View;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write};
use std::path::PathBuf;
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
    /// The dossier as one page
    Html,
    /// For spreadsheets: UTF-8 with mark, formulas made harmless
    Csv,
}

/// Runs the command.
pub fn run(args: Args) -> Outcome {
    case_dir::manifest(&args.case)?;
    fs::create_dir_all(&args.output)
        .map_err(|e| Failure::at("write", args.output.display(), &e))?;
    match args.to {
        Format::Html => page(&args)?,
        Format::Jsonl => tables(&args, "jsonl", |_, rows, out| {
            io::copy(rows, out).map(|_| ())
        })?,
        Format::Csv => tables(&args, "csv", |table, rows, out| {
            csv::write(table, rows, out)
        })?,
    }
    Ok(ExitCode::SUCCESS)
}

fn tables(
    args: &Args,
    extension: &str,
    write: fn(&Table, &mut BufReader<File>, &mut BufWriter<File>) -> io::Result<()>,
) -> Result<(), Failure> {
    for table in TABLES {
        let path = args.output.join(table.name).with_extension(extension);
        let mut rows = case_dir::open(&args.case, table)?;
        let written = File::create(&path).and_then(|file| {
            let mut out = BufWriter::with_capacity(1 << 16, file);
            write(table, &mut rows, &mut out)?;
            out.flush()
        });
        written.map_err(|e| Failure::at("write", path.display(), &e))?;
    }
    Ok(())
}

fn page(args: &Args) -> Result<(), Failure> {
    let case = case_dir::load(&args.case)?;
    let path = args.output.join(DOSSIER);
    let page = dossier(&View::new(&case))?;
    fs::write(&path, page).map_err(|e| Failure::at("write", path.display(), &e))
}
