//! `headwater export`: a case in other formats.

use crate::Global;
use crate::case_dir::{self, DOSSIER};
use crate::failure::{Failure, Outcome};
use crate::output::{self, WARNING};
use headwater::publish::tables::{TABLES, Table};
use headwater::publish::view::View;
use headwater::publish::{annotations, apparatus, csv, ftm, graphml, html, markdown, prov};
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Write a case in another format
///
/// docs/exports.md says what each format holds.
#[derive(clap::Args)]
pub struct Args {
    /// The case
    case: PathBuf,
    /// Format to write
    #[arg(long, value_enum)]
    to: Format,
    /// Directory to write to, made if it is not there; for a format of one file also that file's
    /// name with its extension, or - for standard output
    #[arg(short, long, value_name = "PATH")]
    output: PathBuf,
}

/// A format that a case can be written in.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    /// Tables: one JSON object a line, as in the case itself
    Jsonl,
    /// Tables for spreadsheets: UTF-8 with mark, formulas made harmless
    Csv,
    /// Tables for data frames and databases (Apache Parquet)
    Parquet,
    /// The dossier as one page, also for printing
    Html,
    /// The dossier as Markdown
    Markdown,
    /// The lineage as a graph, for Gephi, yEd, networkx
    Graphml,
    /// Every span as a W3C Web Annotation (JSON-LD)
    Annotations,
    /// Where documents and passages come from, as W3C PROV-JSON
    Prov,
    /// Collations as alignment tables of CollateX, one a line
    Collatex,
    /// Collations as a critical apparatus in TEI
    Tei,
    /// Entities of FollowTheMoney, for Aleph
    Ftm,
}

/// Writes a format that is one file.
type Writer = fn(&View, &mut dyn Write) -> io::Result<()>;

impl Format {
    /// Name and writer of the file, for formats that are one.
    fn file(self) -> Option<(&'static str, Writer)> {
        match self {
            Format::Jsonl | Format::Csv | Format::Parquet => None,
            Format::Html => Some((DOSSIER, html::dossier)),
            Format::Markdown => Some(("dossier.md", markdown::write)),
            Format::Graphml => Some(("lineage.graphml", graphml::write)),
            Format::Annotations => Some(("annotations.jsonld", annotations::write)),
            Format::Prov => Some(("prov.json", prov::write)),
            Format::Collatex => Some(("collatex.jsonl", apparatus::collatex::write)),
            Format::Tei => Some(("apparatus.xml", apparatus::tei::write)),
            Format::Ftm => Some(("entities.ftm.json", ftm::write)),
        }
    }
}

/// Runs the command.
pub fn run(args: Args, global: &Global) -> Outcome {
    case_dir::manifest(&args.case)?;
    match args.to {
        Format::Jsonl => tables(&args, "jsonl", |_, rows, out| {
            io::copy(rows, out).map(|_| ())
        })?,
        Format::Csv => spreadsheets(&args, global)?,
        Format::Parquet => tables(&args, "parquet", |table, rows, out| {
            headwater_engine::parquet::write(table, rows, out)
        })?,
        one => {
            if let Some((name, write)) = one.file() {
                file(&args, name, write)?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes a format that is one file.
fn file(args: &Args, name: &str, write: Writer) -> Result<(), Failure> {
    let path = place(&args.output, name)?;
    let case = case_dir::load(&args.case)?;
    let view = View::new(&case);
    if args.output.as_os_str() == "-" {
        let mut out = output::data();
        write(&view, &mut out)?;
        return Ok(out.flush()?);
    }
    create(&path, |out| write(&view, out))
}

/// Where the file `name` goes: `output` itself if it has the same extension, else below it.
fn place(output: &Path, name: &str) -> Result<PathBuf, Failure> {
    if output.as_os_str() == "-" {
        return Ok(output.into());
    }
    let extension = |path: &Path| path.extension().map(ToOwned::to_owned);
    if extension(output) == extension(Path::new(name)) && !output.is_dir() {
        return Ok(output.into());
    }
    fs::create_dir_all(output).map_err(|e| Failure::at("write", output.display(), &e))?;
    Ok(output.join(name))
}

fn create(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> Result<(), Failure> {
    let written = File::create(path).and_then(|file| {
        let mut out = BufWriter::with_capacity(1 << 16, file);
        write(&mut out)?;
        out.flush()
    });
    written.map_err(|e| Failure::at("write", path.display(), &e))
}

fn tables(
    args: &Args,
    extension: &str,
    write: fn(&Table, &mut BufReader<File>, &mut BufWriter<File>) -> io::Result<()>,
) -> Result<(), Failure> {
    directory(args)?;
    for table in TABLES {
        let path = args.output.join(table.name).with_extension(extension);
        let mut rows = case_dir::open(&args.case, table)?;
        create(&path, |out| write(table, &mut rows, out))?;
    }
    Ok(())
}

/// Tables for spreadsheets: as many files for a table as its rows need, the first without number.
fn spreadsheets(args: &Args, global: &Global) -> Result<(), Failure> {
    directory(args)?;
    for table in TABLES {
        let mut rows = case_dir::open(&args.case, table)?;
        for part in 1.. {
            let name = match part {
                1 => table.name.to_string(),
                part => format!("{}-{part}", table.name),
            };
            let path = args.output.join(name).with_extension("csv");
            let mut done = csv::Written::default();
            create(&path, |out| {
                done = csv::write(table, &mut rows, out)?;
                Ok(())
            })?;
            if done.cut > 0 && !global.quiet {
                warn_of_cuts(&path, done.cut);
            }
            if !done.more {
                break;
            }
        }
    }
    Ok(())
}

fn warn_of_cuts(path: &Path, cut: usize) {
    anstream::eprintln!(
        "{WARNING}warning:{WARNING:#} {}: {cut} cells are longer than a spreadsheet takes and \
         were cut; --to jsonl has them whole",
        path.display()
    );
}

fn directory(args: &Args) -> Result<(), Failure> {
    fs::create_dir_all(&args.output).map_err(|e| Failure::at("write", args.output.display(), &e))
}
