//! Documents in parallel and in bounded memory: one thread reads chunks, all map them, and results
//! come out in the order of the input.

use crate::failure::Failure;
use crate::{Global, input, progress};
use headwater::model::{Problem, Raw};
use headwater::read;
use headwater::relate::workers::Workers;
use rayon::prelude::*;
use std::path::PathBuf;
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
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

type Item = Result<Raw, Problem>;

impl Inputs {
    /// Hands `map` of every document to `put`, in the order of the input. Fails when nothing
    /// could be read; other problems are returned.
    pub fn each<T: Send>(
        &self,
        global: &Global,
        options: read::Options,
        map: fn(Raw) -> T,
        mut put: impl FnMut(T) -> Result<(), Failure>,
    ) -> Result<Vec<Problem>, Failure> {
        let bar = progress::line(global, "reading documents");
        let (mut problems, mut documents) = (Vec::new(), 0);
        std::thread::scope(|scope| {
            let (sender, chunks) = sync_channel(2);
            scope.spawn(move || self.read(options, Chunks::new(sender)));
            for chunk in chunks {
                let mapped: Vec<_> = chunk
                    .into_par_iter()
                    .map(|item: Item| item.map(map))
                    .collect();
                for item in mapped {
                    match item {
                        Ok(_) if self.limit.is_some_and(|limit| documents >= limit) => {}
                        Ok(done) => {
                            documents += 1;
                            put(done)?;
                        }
                        Err(problem) => problems.push(problem),
                    }
                }
                bar.set_position(documents as u64);
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

    fn read(&self, options: read::Options, mut chunks: Chunks) {
        for source in input::sources(&self.inputs) {
            if chunks.closed || self.limit.is_some_and(|limit| chunks.documents >= limit) {
                break;
            }
            match source {
                Ok(source) => source.read(options, &mut |item| chunks.push(item)),
                Err(problem) => chunks.push(Err(problem)),
            }
        }
        chunks.send();
    }

    fn nothing(&self) -> Failure {
        let names: Vec<_> = self
            .inputs
            .iter()
            .map(|i| i.display().to_string())
            .collect();
        Failure::new(
            format!("no document could be read from {}", names.join(", ")),
            "give text, HTML or JSON Lines files, or directories that hold them",
        )
    }
}

/// Items on their way to the threads that map them.
struct Chunks {
    sender: SyncSender<Vec<Item>>,
    chunk: Vec<Item>,
    bytes: usize,
    documents: usize,
    closed: bool,
}

impl Chunks {
    fn new(sender: SyncSender<Vec<Item>>) -> Self {
        Chunks {
            sender,
            chunk: Vec::new(),
            bytes: 0,
            documents: 0,
            closed: false,
        }
    }

    fn push(&mut self, item: Item) {
        if let Ok(raw) = &item {
            self.documents += 1;
            self.bytes += raw.text.len();
        }
        self.chunk.push(item);
        if self.chunk.len() >= CHUNK_DOCUMENTS || self.bytes >= CHUNK_BYTES {
            self.send();
        }
    }

    fn send(&mut self) {
        self.bytes = 0;
        self.closed |= self.sender.send(std::mem::take(&mut self.chunk)).is_err();
    }
}
