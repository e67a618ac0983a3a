//! An output file with the state of the stream that writes it beside it, so that a run that was
//! interrupted goes on and ends with the same bytes.

use crate::failure::Failure;
use headwater::relate::story::stream::{Settings, Stream};
use serde::{Deserialize, Serialize};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The file that is written, and where its state is kept.
pub struct Kept {
    out: BufWriter<File>,
    path: PathBuf,
}

#[derive(Deserialize)]
struct State {
    /// Bytes of the output that belong to it.
    length: u64,
    stream: Stream,
}

#[derive(Serialize)]
struct StateOf<'a> {
    length: u64,
    stream: &'a Stream,
}

/// Opens the output, empty or where the state beside it says.
pub fn open(path: &Path, resume: bool, settings: Settings) -> Result<(Kept, Stream), Failure> {
    let failed = |e: io::Error| Failure::at("write", path.display(), &e);
    let state = match resume {
        true => read(&beside(path, "state"))?,
        false => None,
    };
    let (length, stream) = match state {
        Some(state) if state.stream.settings() != settings => {
            return Err(Failure::new(
                "the interrupted run had another window or pass",
                "give the same options, or start anew without --resume",
            ));
        }
        Some(state) => (state.length, state.stream),
        None => (0, Stream::new(settings)),
    };
    let options = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(path);
    let mut file = options.map_err(failed)?;
    file.set_len(length)
        .and_then(|()| file.seek(SeekFrom::End(0)))
        .map_err(failed)?;
    let kept = Kept {
        out: BufWriter::with_capacity(1 << 16, file),
        path: path.to_path_buf(),
    };
    Ok((kept, stream))
}

fn read(path: &Path) -> Result<Option<State>, Failure> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Failure::at("read", path.display(), &error)),
    };
    let mut scratch = vec![0; 1 << 16];
    let state = postcard::from_io((BufReader::new(file), &mut scratch));
    state.map(|(state, _)| Some(state)).map_err(|error| {
        Failure::new(
            format!("{} is no state of this program: {error}", path.display()),
            "start anew without --resume",
        )
    })
}

fn beside(path: &Path, what: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{what}"));
    path.with_file_name(name)
}

impl Kept {
    /// Keeps the state: all of it, or what was kept before.
    pub fn keep(&mut self, stream: &Stream) -> Result<(), Failure> {
        let kept = self.write(stream);
        kept.map_err(|e| Failure::at("write", beside(&self.path, "state").display(), &e))
    }

    fn write(&mut self, stream: &Stream) -> io::Result<()> {
        self.out.flush()?;
        let length = self.out.get_ref().metadata()?.len();
        self.out.get_ref().sync_all()?;
        let part = beside(&self.path, "state.part");
        let state = StateOf { length, stream };
        let out = BufWriter::with_capacity(1 << 16, File::create(&part)?);
        let out = postcard::to_io(&state, out).map_err(io::Error::other)?;
        out.into_inner()?.sync_all()?;
        fs::rename(part, beside(&self.path, "state"))
    }

    /// Ends the run: no state is needed any more.
    pub fn done(mut self) -> Result<(), Failure> {
        let state = beside(&self.path, "state");
        let gone = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => Ok(()),
            _ => Err(error),
        };
        let done = (self.out.flush()).and_then(|()| fs::remove_file(&state).or_else(gone));
        done.map_err(|e| Failure::at("write", self.path.display(), &e))
    }
}

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
