//! Which files an input names: a file, a directory with everything below it, or `-` for standard
//! input. What cannot be opened becomes a problem.

use headwater::model::Problem;
use headwater::read::{self, Each};
use std::fs::File;
use std::io::{BufReader, Read, stdin};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use walkdir::{DirEntry, WalkDir};

/// Standard input's name.
const STDIN: &str = "-";

/// One file to read, or standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source(PathBuf);

impl Source {
    /// Its name, as the user gave it and the directory holds it.
    pub fn label(&self) -> String {
        self.0.to_string_lossy().into_owned()
    }

    /// Reads every document in it, and adds the bytes that it takes to `taken`.
    pub fn read(&self, options: read::Options, taken: &AtomicU64, each: Each) -> ControlFlow<()> {
        match self.open(taken) {
            Ok(mut input) => read::read(&self.label(), &mut input, options, each),
            Err(error) => each(Err(problem(self.label(), &error))),
        }
    }

    fn open<'a>(&self, taken: &'a AtomicU64) -> std::io::Result<BufReader<Counted<'a>>> {
        let input: Box<dyn Read> = match self.0.as_os_str() == STDIN {
            true => Box::new(stdin()),
            false => Box::new(File::open(&self.0)?),
        };
        Ok(BufReader::with_capacity(1 << 16, Counted { input, taken }))
    }
}

/// An input that counts the bytes taken from it.
struct Counted<'a> {
    input: Box<dyn Read>,
    taken: &'a AtomicU64,
}

impl Read for Counted<'_> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let n = self.input.read(out)?;
        self.taken.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// All files that `inputs` name, in the order given, each directory's in the order of names.
/// Links are followed, a loop of links is a problem; hidden entries of a directory and the
/// folders of pictures and scripts beside saved pages are passed over.
pub fn sources(inputs: &[PathBuf]) -> impl Iterator<Item = Result<Source, Problem>> {
    inputs.iter().flat_map(|input| files(input))
}

fn files(input: &Path) -> Box<dyn Iterator<Item = Result<Source, Problem>>> {
    if input.as_os_str() == STDIN {
        return Box::new(std::iter::once(Ok(Source(STDIN.into()))));
    }
    let walk = WalkDir::new(input).follow_links(true).sort_by_file_name();
    let root = input.to_path_buf();
    let found = walk
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || is_wanted(entry))
        .filter_map(move |entry| match entry {
            Ok(entry) if entry.file_type().is_dir() => None,
            Ok(entry) => Some(regular(entry)),
            Err(error) => {
                let label = error.path().unwrap_or(&root).to_string_lossy().into_owned();
                Some(Err(problem(label, &error.into())))
            }
        });
    let root = input.to_path_buf();
    Box::new(found.flat_map(move |source| with_listed(source, &root)))
}

/// Bytes of a list of feeds at most.
const LIST: u64 = 4 << 20;

/// A list of feeds (OPML) gives the feeds that it names on this disk, unless they stand below
/// `root` and are found there. Feeds on a network are not fetched: for those, or for none at all,
/// the list itself is read, which tells what to do.
fn with_listed(source: Result<Source, Problem>, root: &Path) -> Vec<Result<Source, Problem>> {
    let path = match &source {
        Ok(Source(path))
            if path
                .extension()
                .is_some_and(|e| e.eq_ignore_ascii_case("opml")) =>
        {
            path
        }
        _ => return vec![source],
    };
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(LIST).read_to_end(&mut bytes));
    let listed = match read {
        Ok(_) => read::listed_feeds(&path.to_string_lossy(), &bytes),
        Err(_) => Vec::new(),
    };
    let folder = path.parent().unwrap_or(Path::new(""));
    let on_disk = |address: &String| {
        let name = address.strip_prefix("file://").unwrap_or(address);
        Some(folder.join(name)).filter(|path| path.is_file())
    };
    let feeds: Vec<PathBuf> = listed.iter().filter_map(on_disk).collect();
    let all = !feeds.is_empty() && feeds.len() == listed.len();
    let walked = root.is_dir().then(|| root.canonicalize().ok()).flatten();
    let inside = |feed: &PathBuf| {
        let feed = feed.canonicalize();
        walked
            .as_ref()
            .is_some_and(|root| feed.is_ok_and(|feed| feed.starts_with(root)))
    };
    let new = feeds.into_iter().filter(|feed| !inside(feed));
    let own = (!all).then_some(source);
    own.into_iter()
        .chain(new.map(|feed| Ok(Source(feed))))
        .collect()
}

/// Pipes and devices are read when named, but not when found in a directory.
fn regular(entry: DirEntry) -> Result<Source, Problem> {
    if entry.depth() == 0 || entry.file_type().is_file() {
        return Ok(Source(entry.into_path()));
    }
    let label = entry.path().to_string_lossy().into_owned();
    Err(problem(label, &std::io::Error::other("not a regular file")))
}

fn is_wanted(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let page = |stem: &str, ext: &str| {
        entry
            .path()
            .with_file_name(format!("{stem}.{ext}"))
            .exists()
    };
    let of_saved_page =
        || read::is_page_folder(&name).is_some_and(|stem| page(stem, "html") || page(stem, "htm"));
    let hidden = name.starts_with('.');
    !(hidden || entry.file_type().is_dir() && of_saved_page())
}

fn problem(path: String, error: &std::io::Error) -> Problem {
    let remedy = match error.kind() {
        std::io::ErrorKind::NotFound => "check the name",
        std::io::ErrorKind::PermissionDenied => "give yourself permission to read it",
        _ => "check the file, or leave it out",
    };
    Problem {
        path,
        record: None,
        stage: "read".into(),
        what: format!("cannot be opened: {error}"),
        remedy: remedy.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn names(root: &Path) -> Vec<String> {
        sources(&[root.to_path_buf()])
            .map(|found| match found {
                Ok(source) => source.label(),
                Err(problem) => format!("problem {}", problem.path),
            })
            .map(|name| name.replace(&format!("{}/", root.display()), ""))
            .collect()
    }

    #[test]
    fn walks_directories_in_order_of_names() {
        let root = tempfile::tempdir().unwrap();
        for file in [
            "b.txt",
            "a/2.txt",
            "a/1.txt",
            ".hidden",
            "p.html",
            "p_files/x.js",
        ] {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        assert_eq!(
            names(root.path()),
            ["a/1.txt", "a/2.txt", "b.txt", "p.html"]
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_loop_of_links_is_a_problem() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("a.txt"), "x").unwrap();
        std::os::unix::fs::symlink(root.path(), root.path().join("loop")).unwrap();
        assert_eq!(names(root.path()), ["a.txt", "problem loop"]);
    }

    /// What cannot be entered while walking fails for every user, the superuser too.
    #[cfg(unix)]
    #[test]
    fn what_cannot_be_walked_is_a_problem() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("a.txt"), "x").unwrap();
        std::os::unix::fs::symlink("nowhere", root.path().join("dangling")).unwrap();
        let locked = root.path().join("locked");
        fs::create_dir_all(locked.join("inner")).unwrap();
        fs::write(root.path().join("z.txt"), "x").unwrap();
        let found = [root.path().to_path_buf()];
        let mut found = sources(&found);
        let first = found.next().unwrap().unwrap();
        assert!(first.label().ends_with("a.txt"));
        let dangling = found.next().unwrap().unwrap_err();
        assert!(dangling.path.ends_with("dangling") && dangling.what.contains("opened"));
        fs::remove_dir_all(&locked).unwrap();
        let gone = found.next().unwrap().unwrap_err();
        assert!(gone.path.ends_with("locked"), "{gone:?}");
        assert!(found.next().unwrap().unwrap().label().ends_with("z.txt"));
        assert!(found.next().is_none());
    }

    #[test]
    fn a_missing_file_is_a_problem() {
        let missing = PathBuf::from("no-such-file.txt");
        let found: Vec<_> = sources(&[missing]).collect();
        assert!(matches!(&found[..], [Err(p)] if p.path == "no-such-file.txt"));
    }
}
