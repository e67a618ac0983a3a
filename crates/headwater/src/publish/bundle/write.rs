//! A bundle, written member by member.

use super::{FORMAT, MANIFEST, Manifest, Member, RAW};
use crate::model::{Hex, Raw};
use crate::publish::tables;
use sha2::{Digest, Sha256};
use std::io::{self, Seek, Write};
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

const README: &str = "\
This is an evidence bundle of headwater, which traces news stories to their sources.\n\
\n\
    headwater verify THIS-FILE\n\
\n\
runs again over raw.jsonl, the documents as they were read, and names the first place that comes\n\
out differently. The tables are JSON Lines; bundle.json has the SHA-256 of every file.\n";

/// A bundle that is being written: documents as read first, then tables.
pub struct Writer<W: Write + Seek> {
    zip: ZipWriter<W>,
    members: Vec<Member>,
    open: Open,
}

/// The member that is being written.
struct Open {
    name: String,
    bytes: u64,
    hash: Sha256,
}

impl Open {
    fn new(name: &str) -> Self {
        Open {
            name: name.into(),
            bytes: 0,
            hash: Sha256::new(),
        }
    }
}

impl<W: Write + Seek> Writer<W> {
    /// Begins a bundle with its documents.
    pub fn begin(out: W) -> io::Result<Self> {
        let mut writer = Writer {
            zip: ZipWriter::new(out),
            members: Vec::new(),
            open: Open::new("README.txt"),
        };
        writer.start("README.txt")?;
        writer.write_all(README.as_bytes())?;
        writer.close();
        writer.start(RAW)?;
        Ok(writer)
    }

    /// Adds a document as it was read.
    pub fn raw(&mut self, raw: &Raw) -> io::Result<()> {
        serde_json::to_writer(&mut *self, raw)?;
        self.write_all(b"\n")
    }

    /// Adds a table or another file.
    pub fn member(&mut self, name: &str, bytes: &mut dyn io::Read) -> io::Result<()> {
        self.close();
        self.start(name)?;
        io::copy(bytes, self)?;
        Ok(())
    }

    /// Writes what the bundle says about itself; gives that and what was written to.
    pub fn finish(
        mut self,
        headwater: &str,
        inputs: Vec<String>,
        limit: Option<usize>,
    ) -> io::Result<(Manifest, W)> {
        self.close();
        let manifest = Manifest {
            format: FORMAT,
            tables: tables::FORMAT,
            headwater: headwater.into(),
            inputs,
            limit,
            members: std::mem::take(&mut self.members),
        };
        self.start(MANIFEST)?;
        let json = serde_json::to_string_pretty(&manifest)? + "\n";
        self.write_all(json.as_bytes())?;
        Ok((manifest, self.zip.finish()?))
    }

    /// Neither clock nor user shows: the first day that a zip can name, plain permissions.
    fn start(&mut self, name: &str) -> io::Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(6))
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644)
            .large_file(true);
        self.open = Open::new(name);
        Ok(self.zip.start_file(name, options)?)
    }

    fn close(&mut self) {
        let open = std::mem::replace(&mut self.open, Open::new(""));
        if !open.name.is_empty() {
            self.members.push(Member {
                name: open.name,
                bytes: open.bytes,
                sha256: Hex(&open.hash.finalize()).to_string(),
            });
        }
    }
}

impl<W: Write + Seek> Write for Writer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.zip.write(bytes)?;
        self.open.bytes += written as u64;
        self.open.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.zip.flush()
    }
}
