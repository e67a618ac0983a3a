//! A case as a directory: written whole or not at all, and read back.

use crate::failure::Failure;
use crate::stream::Inputs;
use headwater::model::Case;
use headwater::publish::html;
use headwater::publish::tables::{Count, FORMAT, Loader, Manifest, TABLES, Table};
use headwater::publish::view::View;
use rayon::prelude::*;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The file that makes a directory a case.
const MANIFEST: &str = "case.json";
/// The dossier in it.
pub const DOSSIER: &str = "index.html";

/// A new case, built beside the place where it will stand.
pub struct NewCase {
    place: PathBuf,
    building: TempDir,
    /// Locked as long as the case is being built, so that it is not taken for litter.
    _lock: File,
}

/// The file in a case that is being built whose lock says that its run still goes on.
const LOCK: &str = ".lock";

impl NewCase {
    /// Prepares to write a case to `place`; fails early when that cannot work.
    pub fn begin(place: &Path) -> Result<Self, Failure> {
        let place =
            std::path::absolute(place).map_err(|e| Failure::at("write", place.display(), &e))?;
        let shown = place.display();
        if place.exists() && !is_case(&place) && !is_empty_directory(&place) {
            return Err(Failure::new(
                format!("{shown} exists and is not a case"),
                "choose another name with -o; only a case is ever replaced",
            ));
        }
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        let parent = place.parent().unwrap_or(&place);
        let prefix = format!(".{name}.part-");
        let building = fs::create_dir_all(parent)
            .map(|()| sweep(parent, &prefix))
            .and_then(|()| builder(&prefix).tempdir_in(parent));
        let locked = building.and_then(|building| {
            let lock = File::create(building.path().join(LOCK))?;
            // Where files cannot be locked, a run that is killed leaves its directory.
            let _ = lock.try_lock();
            Ok((building, lock))
        });
        let (building, lock) = locked.map_err(|e| Failure::at("write", shown, &e))?;
        Ok(NewCase {
            place,
            building,
            _lock: lock,
        })
    }

    /// Writes the tables and the dossier, and puts the case in its place.
    pub fn finish(self, inputs: &Inputs, view: &View) -> Result<Manifest, Failure> {
        let written = self.write(inputs, view).and_then(|manifest| {
            replace(self.building.path(), &self.place)?;
            Ok(manifest)
        });
        written.map_err(|e| Failure::at("write", self.place.display(), &e))
    }

    fn write(&self, inputs: &Inputs, view: &View) -> io::Result<Manifest> {
        let write = |table: &Table| {
            let write = |out: &mut BufWriter<File>| table.write(view.case, out);
            let rows = self.create(&file_name(table), write)?;
            let table = table.name.into();
            Ok(Count { table, rows })
        };
        let counts: io::Result<Vec<Count>> = TABLES.par_iter().map(write).collect();
        let manifest = Manifest::new(inputs.names(), inputs.limit, counts?);
        let json = serde_json::to_string_pretty(&manifest)? + "\n";
        self.create(DOSSIER, |out| html::dossier(view, out))?;
        self.create(MANIFEST, |out| out.write_all(json.as_bytes()))?;
        fs::remove_file(self.building.path().join(LOCK))?;
        File::open(self.building.path())?.sync_all()?;
        Ok(manifest)
    }

    fn create<T>(
        &self,
        name: &str,
        write: impl FnOnce(&mut BufWriter<File>) -> io::Result<T>,
    ) -> io::Result<T> {
        let file = File::create(self.building.path().join(name))?;
        let mut out = BufWriter::with_capacity(1 << 16, file);
        let written = write(&mut out)?;
        out.into_inner()?.sync_all()?;
        Ok(written)
    }
}

/// Removes what killed runs for the same place left in `parent`.
fn sweep(parent: &Path, prefix: &str) {
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    for entry in entries {
        let name = entry.file_name();
        let ours = name.to_string_lossy().starts_with(prefix);
        let lock = File::open(entry.path().join(LOCK));
        if ours && lock.is_ok_and(|lock| lock.try_lock().is_ok()) {
            // What cannot be removed now is tried again at the next start.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Temporary directories with the permissions that any new directory gets.
fn builder(prefix: &str) -> tempfile::Builder<'_, '_> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
    builder
}

/// Puts `new` where `place` is; what stood there before is left at `new`.
fn replace(new: &Path, place: &Path) -> io::Result<()> {
    if !place.exists() {
        return fs::rename(new, place);
    }
    if exchange(new, place).is_ok() {
        return Ok(());
    }
    let aside = new.with_extension("old");
    fs::rename(place, &aside)?;
    fs::rename(new, place).inspect_err(|_| {
        // The old case goes back; the error of the new one is the one to tell.
        let _ = fs::rename(&aside, place);
    })?;
    fs::remove_dir_all(aside)
}

#[cfg(target_os = "linux")]
fn exchange(new: &Path, place: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, new, CWD, place, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn is_empty_directory(place: &Path) -> bool {
    fs::read_dir(place).is_ok_and(|mut entries| entries.next().is_none())
}

fn is_case(place: &Path) -> bool {
    read_manifest(place).is_ok()
}

fn read_manifest(place: &Path) -> io::Result<Manifest> {
    Ok(serde_json::from_slice(&fs::read(place.join(MANIFEST))?)?)
}

/// Name of a table's file in a case.
pub fn file_name(table: &Table) -> String {
    format!("{}.jsonl", table.name)
}

/// What the case at `place` holds.
pub fn manifest(place: &Path) -> Result<Manifest, Failure> {
    let shown = place.display();
    let manifest = read_manifest(place).map_err(|_| {
        Failure::new(
            format!("{shown} is not a case"),
            "name a directory that `headwater run` wrote",
        )
    })?;
    if manifest.format != FORMAT {
        return Err(Failure::new(
            format!(
                "{shown} has table format {}, this program reads {FORMAT}",
                manifest.format
            ),
            format!("use headwater {}, or run again", manifest.headwater),
        ));
    }
    Ok(manifest)
}

/// Opens one table of the case at `place`.
pub fn open(place: &Path, table: &Table) -> Result<BufReader<File>, Failure> {
    let path = place.join(file_name(table));
    File::open(&path)
        .map(|file| BufReader::with_capacity(1 << 16, file))
        .map_err(|e| Failure::at("read", path.display(), &e))
}

/// Reads the whole case at `place`.
pub fn load(place: &Path) -> Result<Case, Failure> {
    manifest(place)?;
    let mut loader = Loader::default();
    for table in TABLES {
        loader
            .read(table, &mut open(place, table)?)
            .map_err(|bad| {
                let path = place.join(file_name(table));
                Failure::new(
                    format!("{}, line {}: {}", path.display(), bad.line, bad.what),
                    "the case was changed or cut short; run again",
                )
            })?;
    }
    Ok(loader.finish())
}
