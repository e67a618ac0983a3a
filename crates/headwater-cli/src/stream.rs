//! Documents in parallel and in bounded memory: one thread reads chunks, all map them, and results
//! come out in the order of the input.

use crate::failure::Failure;
use crate::{Global, input, progress};
use headwater::model::{Problem, Raw};
use headwater::read;
use headwater::relate::workers::Workers;
use rayon::prelude::*;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};

/// Documents of a chunk at most: enough to keep every thread busy.
const CHUNK_DOCUMENTS: usize = 256;
/// Bytes of text beyond which a chunk is closed.
const CHUNK_BYTES: usize = 4 << 20;

/// All threads, for what the library can do in parts.
pub const WORKERS: Workers = Workers {
    each: |count, part| (0..count).into_par_iter().for_each(part),
};

/// What to read.
#[derive(clap::Args)]
pub struct Inputs {
    /// Files or directories to read; - is standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Stop after N documents
    #[arg(long, value_name = "N", value_parser = limit)]
    pub limit: Option<usize>,
}

/// At least one document.
fn limit(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) | Err(_) => Err("a number from 1 on".into()),
        Ok(n) => Ok(n),
    }
}

type Item = Result<Raw, Problem>;

impl Inputs {
    /// What an earlier run was given.
    pub fn again(names: &[String]) -> Self {
        Inputs {
            inputs: names.iter().map(PathBuf::from).collect(),
            limit: None,
        }
    }

    /// The inputs as the user named them, in the order of their names.
    pub fn names(&self) -> Vec<String> {
        let names = self.inputs.iter().map(|i| i.to_string_lossy());
        let mut names: Vec<_> = names.map(String::from).collect();
        names.sort();
        names
    }

    /// Hands `map` of every document to `put`, in the order of the input. Fails when nothing
    /// could be read; other problems are returned.
    pub fn each<T: Send>(
        &self,
        global: &Global,
        options: read::Options,
        map: impl Fn(Raw) -> T + Sync,
        mut put: impl FnMut(T) -> Result<(), Failure>,
    ) -> Result<Vec<Problem>, Failure> {
        self.each_chunk(global, options, |_, raws| {
            let mapped: Vec<T> = raws.into_par_iter().map(&map).collect();
            mapped.into_iter().try_for_each(&mut put)
        })
    }

    /// Hands the documents to `put` chunk by chunk, with the number of the chunk; where chunks
    /// begin follows from the input alone.
    pub fn each_chunk(
        &self,
        global: &Global,
        options: read::Options,
        mut put: impl FnMut(usize, Vec<Raw>) -> Result<(), Failure>,
    ) -> Result<Vec<Problem>, Failure> {
        let (taken, bar) = (AtomicU64::new(0), progress::reading(global));
        let (mut problems, mut documents) = (Vec::new(), 0);
        std::thread::scope(|scope| {
            let (sender, chunks) = sync_channel(2);
            let taken = &taken;
            scope.spawn(move || {
                let mut chunks = Chunks::new(sender, self.limit.unwrap_or(usize::MAX));
                // A break means that the limit is reached or nobody listens any more.
                let _ = self.read(options, taken, &mut chunks);
                chunks.send()
            });
            for (number, chunk) in chunks.into_iter().enumerate() {
                let mut raws = Vec::with_capacity(chunk.len());
                for item in chunk {
                    match item {
                        Ok(raw) => raws.push(raw),
                        Err(problem) => problems.push(problem),
                    }
                }
                documents += raws.len();
                put(number, raws)?;
                bar.set_position(taken.load(Ordering::Relaxed));
                bar.set_message(progress::counts(documents, problems.len()));
            }
            Ok::<(), Failure>(())
        })?;
        bar.finish_and_clear();
        if documents == 0 {
            crate::output::warn(global, &problems);
            return Err(self.nothing());
        }
        Ok(problems)
    }

    fn read(
        &self,
        options: read::Options,
        taken: &AtomicU64,
        chunks: &mut Chunks,
    ) -> ControlFlow<()> {
        for source in input::sources(&self.inputs) {
            match source {
                Ok(source) => source.read(options, taken, &mut |item| chunks.push(item))?,
                Err(problem) => chunks.push(Err(problem))?,
            }
        }
        ControlFlow::Continue(())
    }

    fn nothing(&self) -> Failure {
        let names: Vec<_> = self
            .inputs
            .iter()
            .map(|i| i.display().to_string())
            .collect();
        Failure::new(
            format!("no document could be read from {}", names.join(", ")),
            "give articles in a format that README.md names, or directories that hold them",
        )
    }
}

/// Items on their way to the threads that map them.
struct Chunks {
    sender: SyncSender<Vec<Item>>,
    chunk: Vec<Item>,
    bytes: usize,
    /// Documents still wanted.
    wanted: usize,
}

impl Chunks {
    fn new(sender: SyncSender<Vec<Item>>, wanted: usize) -> Self {
        Chunks {
            sender,
            chunk: Vec::new(),
            bytes: 0,
            wanted,
        }
    }

    fn push(&mut self, item: Item) -> ControlFlow<()> {
        if let Ok(raw) = &item {
            self.wanted -= 1;
            self.bytes += raw.text.len();
        }
        self.chunk.push(item);
        if self.wanted == 0 {
            return ControlFlow::Break(());
        }
        if self.chunk.len() >= CHUNK_DOCUMENTS || self.bytes >= CHUNK_BYTES {
            return self.send();
        }
        ControlFlow::Continue(())
    }

    /// Breaks when nobody listens any more.
    fn send(&mut self) -> ControlFlow<()> {
        self.bytes = 0;
        match self.sender.send(std::mem::take(&mut self.chunk)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    }
}
