//! What a run has prepared, kept beside the case until that stands, so that a run that was killed
//! goes on where it was.
//!
//! One file for each chunk of documents, put in place whole. It opens with a line that says which
//! program and which documents it belongs to; what does not fit, or was cut short, is prepared
//! anew. Reading is done again, so that a changed input shows, and the result has the same bytes
//! as that of a run that nobody stopped.

use crate::failure::Failure;
use crate::{Global, output};
use headwater::model::{Annotations, Block, Document, Inset, Problem, Raw};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A document with its annotations.
pub type Prepared = (Document, Annotations);

/// The first line of a file.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// Program that prepared the documents.
    program: u64,
    /// Documents that were read.
    documents: u64,
    count: usize,
}

/// A prepared document as a line; what stands in tables of its own goes beside it.
#[derive(Serialize)]
struct Line<'a> {
    document: &'a Document,
    text: &'a str,
    blocks: &'a [Block],
    insets: &'a [Inset],
    annotations: &'a Annotations,
}

#[derive(Deserialize)]
struct KeptLine {
    document: Document,
    text: String,
    blocks: Vec<Block>,
    insets: Vec<Inset>,
    annotations: Annotations,
}

/// The directory of kept documents of one case.
pub struct Kept {
    place: PathBuf,
    program: u64,
    /// Held as long as the run goes on: two runs must not keep in one place.
    _lock: File,
    /// Why nothing is kept any more.
    failed: Option<io::Error>,
}

impl Kept {
    /// Opens the place beside `case`; without `resume`, what an earlier run left goes away. `names`
    /// is the key of the name model, without which what was prepared does not fit.
    pub fn open(case: &Path, resume: bool, names: u64) -> Result<Kept, Failure> {
        let place = place(case)?;
        let shown = place.display();
        let opened = fs::create_dir_all(&place).and_then(|()| File::create(place.join(LOCK)));
        let lock = opened.map_err(|e| Failure::at("write", shown, &e))?;
        if let Err(fs::TryLockError::WouldBlock) = lock.try_lock() {
            return Err(Failure::new(
                format!("another run is writing {}", case.display()),
                "wait for it, or choose another name with -o",
            ));
        }
        if !resume {
            clear(&place).map_err(|e| Failure::at("write", place.display(), &e))?;
        }
        Ok(Kept {
            program: program() ^ names,
            place,
            _lock: lock,
            failed: None,
        })
    }

    /// What the file of these documents begins with.
    pub fn head(&self, raws: &[Raw]) -> Head {
        let mut hasher = DefaultHasher::new();
        for raw in raws {
            (&raw.path, raw.record, &raw.hash, &raw.text).hash(&mut hasher);
            format!("{:?} {:?}", raw.markup, raw.stated).hash(&mut hasher);
        }
        Head {
            program: self.program,
            documents: hasher.finish(),
            count: raws.len(),
        }
    }

    /// What an earlier run made of chunk `number` of the input.
    pub fn find(&self, number: usize, head: &Head) -> Option<Vec<Prepared>> {
        load(&self.file(number), head)
    }

    /// Keeps what was made of chunk `number`. A disk that is full must not end the run.
    pub fn keep(&mut self, number: usize, head: &Head, prepared: &[Prepared]) {
        if self.failed.is_none() {
            self.failed = save(&self.file(number), head, prepared).err();
        }
    }

    /// Warns that a run that is stopped now could not go on. No row of `problems`: the case is
    /// the same.
    pub fn report(&self, global: &Global) {
        if let Some(error) = &self.failed {
            let problem = Problem {
                path: self.place.display().to_string(),
                record: None,
                stage: "read".into(),
                what: format!("cannot keep what is prepared: {error}"),
                remedy: "make room there, or let the run go on to its end".into(),
            };
            output::warn(global, &[problem]);
        }
    }

    fn file(&self, number: usize) -> PathBuf {
        self.place.join(format!("{number:06}.jsonl"))
    }

    /// The case stands: nothing needs to be kept any more.
    pub fn remove(self) {
        // What cannot be removed is cleared by the next run.
        let _ = fs::remove_dir_all(&self.place);
    }
}

/// A place that keeps nothing goes away.
impl Drop for Kept {
    fn drop(&mut self) {
        let is_lock = |entry: io::Result<fs::DirEntry>| entry.is_ok_and(|e| e.file_name() == LOCK);
        if fs::read_dir(&self.place).is_ok_and(|mut entries| entries.all(is_lock)) {
            let _ = fs::remove_dir_all(&self.place);
        }
    }
}

const LOCK: &str = ".lock";

fn place(case: &Path) -> Result<PathBuf, Failure> {
    let case = std::path::absolute(case).map_err(|e| Failure::at("write", case.display(), &e))?;
    let name = case.file_name().unwrap_or_default().to_string_lossy();
    Ok(case.with_file_name(format!(".{name}.kept")))
}

fn clear(place: &Path) -> io::Result<()> {
    for entry in fs::read_dir(place)? {
        let path = entry?.path();
        if !path.ends_with(LOCK) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// Tells builds of this program apart: another may prepare documents in another way.
fn program() -> u64 {
    let mut hasher = DefaultHasher::new();
    env!("CARGO_PKG_VERSION").hash(&mut hasher);
    if let Ok(file) = std::env::current_exe().and_then(fs::metadata) {
        (file.len(), file.modified().ok()).hash(&mut hasher);
    }
    hasher.finish()
}

/// `None` when the file is not there, does not fit or cannot be read whole.
fn load(path: &Path, head: &Head) -> Option<Vec<Prepared>> {
    let mut input = BufReader::with_capacity(1 << 16, File::open(path).ok()?);
    let mut first = String::new();
    input.read_line(&mut first).ok()?;
    let fits = serde_json::from_str::<Head>(&first).is_ok_and(|found| found == *head);
    if !fits {
        return None;
    }
    let lines: Vec<String> = input.lines().collect::<io::Result<_>>().ok()?;
    let read = |line: &String| {
        let line: KeptLine = serde_json::from_str(line).ok()?;
        let mut document = line.document;
        (document.text, document.blocks, document.insets) = (line.text, line.blocks, line.insets);
        Some((document, line.annotations))
    };
    let prepared: Vec<Prepared> = lines.par_iter().map(read).collect::<Option<_>>()?;
    (prepared.len() == head.count).then_some(prepared)
}

/// Written under another name first, so that a file is there whole or not at all.
fn save(path: &Path, head: &Head, prepared: &[Prepared]) -> io::Result<()> {
    let line = |(document, annotations): &Prepared| {
        let line = Line {
            document,
            text: &document.text,
            blocks: &document.blocks,
            insets: &document.insets,
            annotations,
        };
        let mut line = serde_json::to_vec(&line)?;
        line.push(b'\n');
        Ok(line)
    };
    let lines: Vec<Vec<u8>> = prepared.par_iter().map(line).collect::<io::Result<_>>()?;
    let new = path.with_extension("new");
    let mut out = BufWriter::with_capacity(1 << 16, File::create(&new)?);
    serde_json::to_writer(&mut out, head)?;
    out.write_all(b"\n")?;
    lines.iter().try_for_each(|line| out.write_all(line))?;
    out.into_inner()?.sync_data()?;
    fs::rename(new, path)
}
