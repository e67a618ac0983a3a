//! A bundle, opened with suspicion: nothing is unpacked to a disk, members are read by known names
//! only, and none may unpack to more than its size allows.

use super::{FORMAT, MANIFEST, Manifest, Member, RAW, member_name, sha256};
use crate::model::Raw;
use crate::publish::tables::{self, TABLES};
use std::collections::BTreeSet;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use zip::ZipArchive;

/// Bytes of a member for each of its compressed bytes at most; tables come to about 30.
const RATIO: u64 = 200;
/// Bytes of a member that are always allowed.
const ALLOWED: u64 = 64 << 20;

/// Why a bundle cannot be checked.
#[derive(Debug)]
pub struct Fault {
    /// What is wrong.
    pub what: String,
    /// What the user can do.
    pub remedy: &'static str,
}

const AGAIN: &str = "get the bundle again from whoever made it";

fn fault(what: impl Into<String>) -> Fault {
    Fault {
        what: what.into(),
        remedy: AGAIN,
    }
}

/// A bundle.
pub struct Bundle<R> {
    zip: ZipArchive<R>,
    /// What it says about itself.
    pub manifest: Manifest,
}

impl<R: Read + Seek> Bundle<R> {
    /// Opens a bundle of a layout that this program knows.
    pub fn open(mut input: R) -> Result<Self, Fault> {
        let length = input.seek(SeekFrom::End(0));
        let length = length.map_err(|e| fault(format!("it cannot be read: {e}")))?;
        let mut zip = ZipArchive::new(input)
            .map_err(|e| fault(format!("it is no zip file, or it is cut short: {e}")))?;
        let mut packed = 0u64;
        for n in 0..zip.len() {
            let member = zip.by_index_raw(n);
            let member = member.map_err(|e| fault(format!("member {n}: {e}")))?;
            packed = packed.saturating_add(member.compressed_size());
        }
        if packed > length {
            return Err(fault("its members lie over each other, as no bundle's do"));
        }
        let mut json = Vec::new();
        match member(&mut zip, MANIFEST) {
            Ok(mut member) => member.read_to_end(&mut json),
            Err(e) => return Err(fault(format!("it is no evidence bundle: {e}"))),
        }
        .map_err(|e| fault(format!("{MANIFEST}: {e}")))?;
        let manifest: Manifest =
            serde_json::from_slice(&json).map_err(|e| fault(format!("{MANIFEST}: {e}")))?;
        let (found, known) = ((manifest.format, manifest.tables), (FORMAT, tables::FORMAT));
        if found != known {
            let what = format!(
                "it has layout {} and tables {}, this program knows {FORMAT} and {}; headwater {} made it",
                found.0, found.1, known.1, manifest.headwater
            );
            let remedy = "verify it with the version that made it";
            return Err(Fault { what, remedy });
        }
        Ok(Bundle { zip, manifest })
    }

    /// What is wrong with the members themselves: missing, unknown, changed.
    pub fn faults(&mut self) -> Vec<String> {
        let mut faults = Vec::new();
        let listed: BTreeSet<String> = (self.manifest.members.iter())
            .map(|m| m.name.clone())
            .collect();
        let tables = TABLES.iter().map(member_name);
        for name in tables.chain([RAW.to_string()]) {
            if !listed.contains(&name) {
                faults.push(format!("{MANIFEST} does not list {name}"));
            }
        }
        for name in self.zip.file_names() {
            let name = name.map_or_else(
                |_| "a name that is no text".into(),
                |name| name.into_owned(),
            );
            if name != MANIFEST && !listed.contains(&name) {
                faults.push(format!("'{name}' is no part of a bundle"));
            }
        }
        let members = self.manifest.members.clone();
        faults.extend(members.iter().filter_map(|m| self.changed(m)));
        faults
    }

    fn changed(&mut self, listed: &Member) -> Option<String> {
        let name = &listed.name;
        let hashed = member(&mut self.zip, name).and_then(|mut member| {
            let hash = sha256(&mut member)?;
            Ok((member.read, hash))
        });
        match hashed {
            Err(e) if e.kind() == io::ErrorKind::NotFound => Some(format!("{name} is missing")),
            Err(e) => Some(format!("{name} cannot be read: {e}")),
            Ok(found) if found == (listed.bytes, listed.sha256.clone()) => None,
            Ok(found) => Some(format!(
                "{name} was changed: {} bytes with SHA-256 {}, {MANIFEST} says {} and {}",
                found.0, found.1, listed.bytes, listed.sha256
            )),
        }
    }

    /// Hands on the documents as they were read, in the order of the input.
    pub fn raws<E: From<Fault>>(
        &mut self,
        mut each: impl FnMut(Raw) -> Result<(), E>,
    ) -> Result<(), E> {
        let told = |n: usize, e: &dyn std::fmt::Display| fault(format!("{RAW}, line {n}: {e}"));
        let mut lines = self.lines(RAW).map_err(|e| fault(format!("{RAW}: {e}")))?;
        let mut line = Vec::new();
        for n in 1.. {
            line.clear();
            if lines
                .read_until(b'\n', &mut line)
                .map_err(|e| told(n, &e))?
                == 0
            {
                break;
            }
            each(serde_json::from_slice(&line).map_err(|e| told(n, &e))?)?;
        }
        Ok(())
    }

    /// Opens a member that consists of lines.
    pub fn lines(&mut self, name: &str) -> io::Result<impl BufRead + '_> {
        Ok(BufReader::with_capacity(
            1 << 16,
            member(&mut self.zip, name)?,
        ))
    }
}

fn member<'a, R: Read + Seek>(
    zip: &'a mut ZipArchive<R>,
    name: &str,
) -> io::Result<Bounded<impl Read + 'a>> {
    let member = zip.by_name(name)?;
    let left = member
        .compressed_size()
        .saturating_mul(RATIO)
        .saturating_add(ALLOWED);
    let read = 0;
    Ok(Bounded { member, left, read })
}

/// Fails, rather than going on, when a member unpacks to more than its size allows.
struct Bounded<R> {
    member: R,
    left: u64,
    read: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.member.read(out)?;
        self.read += read as u64;
        match self.left.checked_sub(read as u64) {
            Some(left) => self.left = left,
            None => return Err(io::Error::other("it unpacks to far more than its size")),
        }
        Ok(read)
    }
}
