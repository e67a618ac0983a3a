//! `headwater stories`: which documents tell one story.

use crate::failure::{Failure, Outcome};
use crate::resume::{self, Kept};
use crate::stream::{self, Inputs};
use crate::{Global, output};
use headwater::model::Problem;
use headwater::pipeline;
use headwater::read::Options;
use headwater::relate::story::stream::{Settings, Settled, Sight, Stream};
use serde::Serialize;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Documents that a stream takes in at once; the result follows from it.
const BATCH: usize = 256;

/// Print which story each document belongs to as JSON Lines
///
/// All documents are grouped at once, or, with --stream, in the order of arrival and in bounded
/// memory: a document's row is then written when its story no longer changes.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    inputs: Inputs,
    /// Say which document each is nearest to, and what speaks for it
    #[arg(long)]
    explain: bool,
    /// Read documents as a stream, in memory bounded by the window
    #[arg(long)]
    stream: bool,
    /// Documents after which one can no longer be joined
    #[arg(long, value_name = "N", requires = "stream", default_value_t = Settings::default().window)]
    window: u32,
    /// Documents between two passes that merge and split stories; 0 for none
    #[arg(long, value_name = "N", requires = "stream", default_value_t = Settings::default().pass)]
    pass: u32,
    /// File to write to; its state is kept beside it
    #[arg(short, long, value_name = "FILE", requires = "stream")]
    output: Option<PathBuf>,
    /// Documents between two times that the state is kept
    #[arg(long, value_name = "N", requires = "output", default_value_t = 50_000)]
    keep: u32,
    /// Go on where an interrupted run with the same inputs and output stopped
    #[arg(long, requires = "output")]
    resume: bool,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    story: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    joined: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<&'a str>,
}

/// Runs the command.
pub fn run(args: Args, global: &Global) -> Outcome {
    let problems = match args.stream {
        true => streamed(&args, global)?,
        false => at_once(&args, global)?,
    };
    output::warn(global, &problems);
    Ok(ExitCode::SUCCESS)
}

fn at_once(args: &Args, global: &Global) -> Result<Vec<Problem>, Failure> {
    let mut documents = Vec::new();
    let problems =
        (args.inputs).each(global, Options::default(), pipeline::document, |document| {
            documents.push(document);
            Ok(())
        })?;
    let mut out = output::data();
    for member in pipeline::stories(documents, args.explain, stream::WORKERS) {
        let joined = member.joined.as_ref();
        let joined = joined.map(|(to, because)| (to.as_str(), because.as_str()));
        row(
            &mut out,
            member.id.as_str(),
            &member.story,
            joined,
            args.explain,
        )?;
    }
    out.flush()?;
    Ok(problems)
}

fn row(
    out: &mut dyn Write,
    id: &str,
    story: &str,
    joined: Option<(&str, &str)>,
    explain: bool,
) -> Result<(), Failure> {
    let joined = joined.filter(|_| explain);
    let row = Row {
        id,
        story,
        joined: joined.map(|(to, _)| to),
        because: joined.map(|(_, because)| because),
    };
    Ok(output::line(out, &row)?)
}

fn streamed(args: &Args, global: &Global) -> Result<Vec<Problem>, Failure> {
    let settings = Settings {
        window: args.window,
        pass: args.pass,
    };
    let (kept, stream) = match &args.output {
        Some(path) => {
            let (kept, stream) = resume::open(path, args.resume, settings)?;
            (Some(kept), stream)
        }
        None => (None, Stream::new(settings)),
    };
    let known = stream.documents();
    let mut reading = Reading {
        stream,
        out: kept.map_or_else(|| Out::Standard(Box::new(output::data())), Out::Kept),
        batch: Vec::with_capacity(BATCH),
        since: 0,
        args,
    };
    let mut passed = 0;
    let problems = (args.inputs).each(global, Options::default(), pipeline::sight, |one| {
        passed += 1;
        if passed <= known {
            Ok(())
        } else {
            reading.put(one)
        }
    })?;
    reading.finish()?;
    Ok(problems)
}

/// Where settled rows go.
enum Out {
    Standard(Box<dyn Write>),
    Kept(Kept),
}

impl Out {
    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Out::Standard(out) => out,
            Out::Kept(kept) => kept,
        }
    }
}

/// A stream that is being read.
struct Reading<'a> {
    stream: Stream,
    out: Out,
    batch: Vec<(String, Sight)>,
    /// Documents since the state was kept.
    since: u32,
    args: &'a Args,
}

impl Reading<'_> {
    fn put(&mut self, document: (String, Sight)) -> Result<(), Failure> {
        self.batch.push(document);
        if self.batch.len() < BATCH {
            return Ok(());
        }
        self.take_in()?;
        self.since += BATCH as u32;
        match &mut self.out {
            Out::Kept(kept) if self.since >= self.args.keep => {
                self.since = 0;
                kept.keep(&self.stream)
            }
            _ => Ok(()),
        }
    }

    fn take_in(&mut self) -> Result<(), Failure> {
        let settled = self.stream.extend(&self.batch, stream::WORKERS);
        self.batch.clear();
        self.rows(&settled)
    }

    fn rows(&mut self, settled: &[Settled]) -> Result<(), Failure> {
        for done in settled {
            let joined = done.joined.as_ref();
            let joined = joined.map(|(to, because)| (to.as_str(), because.as_str()));
            row(
                self.out.writer(),
                &done.id,
                &done.story,
                joined,
                self.args.explain,
            )?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<(), Failure> {
        self.take_in()?;
        let settled = self.stream.finish();
        self.rows(&settled)?;
        match self.out {
            Out::Standard(mut out) => Ok(out.flush()?),
            Out::Kept(kept) => kept.done(),
        }
    }
}
