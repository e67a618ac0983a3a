//! `headwater support`: independence of sources on a table of claims, without any text.

use crate::failure::{Failure, Outcome};
use crate::output::{self, tame};
use crate::text::{self, DIM, HEADING, NAME};
use headwater::relate::claims::{Claim, Weighed, weigh};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Count the independent sources of claims in a table: one row for what each source says of each
/// object
///
/// Sources that share errors are taken to depend on each other. The likeliest value of each object
/// is marked; that is a weighing of sources, not a judgement of the truth.
#[derive(clap::Args)]
pub struct Args {
    /// CSV, or TSV when its name ends so, with columns source, object and value; - for standard
    /// input
    #[arg(long, value_name = "FILE")]
    claims: PathBuf,
    /// Write one JSON object a line
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: Args) -> Outcome {
    let claims = read(&args.claims)?;
    let rows = weigh(&claims);
    if args.json {
        let mut out = output::data();
        rows.iter()
            .try_for_each(|row| output::line(&mut out, row))?;
        out.flush()?;
    } else {
        let mut out = output::stdout();
        out.write_all(tell(&rows).as_bytes())?;
        out.flush()?;
    }
    Ok(ExitCode::SUCCESS)
}

fn read(path: &Path) -> Result<Vec<Claim>, Failure> {
    let shown = path.display();
    let file: Box<dyn Read> = match path == Path::new("-") {
        true => Box::new(io::stdin()),
        false => Box::new(File::open(path).map_err(|e| Failure::at("read", &shown, &e))?),
    };
    let delimiter = if path.extension().is_some_and(|e| e == "tsv") {
        b'\t'
    } else {
        b','
    };
    let mut table = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .trim(csv::Trim::All)
        .from_reader(file);
    let wrong = |what: String| {
        Failure::new(
            format!("{shown}: {what}"),
            "the table needs a header with the columns source, object and value",
        )
    };
    let header = table.headers().map_err(|e| wrong(e.to_string()))?.clone();
    let column = |name: &str| {
        let at = header
            .iter()
            .position(|h| h.trim_start_matches('\u{feff}').eq_ignore_ascii_case(name));
        at.ok_or_else(|| wrong(format!("no column '{name}'")))
    };
    let [source, object, value] = [column("source")?, column("object")?, column("value")?];
    let claim = |row: Result<csv::StringRecord, csv::Error>| {
        let row = row.map_err(|e| wrong(e.to_string()))?;
        Ok(Claim {
            source: row[source].to_string(),
            object: row[object].to_string(),
            value: row[value].to_string(),
        })
    };
    table.records().map(claim).collect()
}

fn tell(rows: &[Weighed]) -> String {
    let mut page = text::Page::new(output::width());
    let mut object = None;
    for row in rows {
        if object.replace(&row.object) != Some(&row.object) {
            page.blank();
            page.item("", &format!("{HEADING}{}{HEADING:#}", tame(&row.object)));
        }
        let sign = if row.likeliest { "  → " } else { "    " };
        let origins = match (row.independent_min, row.independent_max) {
            (min, max) if min == max => format!("{min}"),
            (min, max) => format!("{min} to {max}"),
        };
        page.item(
            sign,
            &format!(
                "{NAME}{}{NAME:#} {} of {} sources independent {DIM}({:.0} %){DIM:#}",
                tame(&row.value),
                origins,
                row.sources.len(),
                100.0 * row.probability
            ),
        );
        for reason in row.reasons.iter().take(REASONS) {
            let (a, b) = (tame(&reason.a), tame(&reason.b));
            let (same, unlikely) = (reason.same, reason.same_unlikely);
            let shared = format!(
                "{a} and {b} agree on {same} objects, on {unlikely} against the likeliest value"
            );
            page.item(
                "      ",
                &format!("{DIM}{shared}; they differ on {}{DIM:#}", reason.different),
            );
        }
        let further = row.reasons.len().saturating_sub(REASONS);
        if further > 0 {
            page.item(
                "      ",
                &format!("{DIM}and {further} more such pairs{DIM:#}"),
            );
        }
    }
    page.finish()
}

/// Reasons told of each value.
const REASONS: usize = 3;
