use super::*;
use std::fs;
use std::io::Write;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// Documents of a chunk, as the program cuts the input.
const CHUNK: usize = 256;

fn lines(count: usize) -> String {
    (0..count)
        .map(|n| {
            format!("{{\"text\":\"Ferry {n} ran aground in Kelbridge, harbour master Ilan Vesk said on Tuesday.\"}}\n")
        })
        .collect()
}

fn run(case: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_headwater"));
    command.args(["run", "-q", "-", "-o"]).arg(case).args(more);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    command
}

/// Runs on all of `input`.
fn whole(case: &Path, input: &str, more: &[&str]) -> i32 {
    let mut child = run(case, more).spawn().unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    child.wait().unwrap().code().unwrap()
}

fn kept(case: &Path) -> Vec<PathBuf> {
    let name = case.file_name().unwrap().to_string_lossy();
    let entries = fs::read_dir(case.with_file_name(format!(".{name}.kept")));
    let mut files: Vec<PathBuf> = entries
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "jsonl"))
        .collect();
    files.sort();
    files
}

/// Gives a run its input up to a place, and kills it when it has kept `chunks`.
fn killed(case: &Path, input: &str, chunks: usize) {
    let mut child: Child = run(case, &[]).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(input.as_bytes()).unwrap();
    let begun = Instant::now();
    while kept(case).len() < chunks {
        assert!(
            begun.elapsed() < Duration::from_secs(600),
            "nothing is kept"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(kept(case).len(), chunks);
    assert!(!case.exists());
}

fn files(case: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(case)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().into(), fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}

/// Killed after each chunk, in the middle of one, and once more after going on.
#[test]
fn a_killed_run_goes_on_to_the_same_bytes() {
    let root = tempfile::tempdir().unwrap();
    let input = lines(3 * CHUNK + 10);
    let place = |name: &str| root.path().join(name);
    assert_eq!(whole(&place("whole"), &input, &[]), 0);
    let expected = files(&place("whole"));
    for chunks in 0..=3 {
        let case = place(&format!("case{chunks}"));
        // Half a chunk more than is kept has been read when it is killed.
        killed(&case, &lines(chunks * CHUNK + CHUNK / 2), chunks);
        assert_eq!(whole(&case, &input, &["--resume"]), 0);
        assert!(files(&case) == expected, "killed after {chunks} chunks");
        assert!(!root.path().join(format!(".case{chunks}.kept")).exists());
    }
}

/// What is kept counts only where it is whole and belongs to the documents that are read.
#[test]
fn what_is_kept_is_used_and_checked() {
    let root = tempfile::tempdir().unwrap();
    let case = root.path().join("case");
    let input = lines(2 * CHUNK + 10);
    killed(&case, &lines(2 * CHUNK), 2);
    let [one, two] = &kept(&case)[..] else {
        panic!("two chunks are kept")
    };
    // A title put into the first file shows that it is used; the second is cut short.
    let text = fs::read_to_string(one).unwrap();
    fs::write(
        one,
        text.replacen("\"title\":null", "\"title\":\"Kept\"", 1),
    )
    .unwrap();
    let text = fs::read_to_string(two).unwrap();
    fs::write(two, &text[..text.len() / 2]).unwrap();
    assert_eq!(whole(&case, &input, &["--resume"]), 0);
    let titles = |case: &Path| {
        let rows = table(case, "documents");
        rows.iter().filter(|row| row["title"] == "Kept").count()
    };
    assert_eq!(table(&case, "documents").len(), 2 * CHUNK + 10);
    assert_eq!(titles(&case), 1);

    let other = root.path().join("other");
    killed(&other, &lines(CHUNK), 1);
    let changed = input.replacen("Ferry 0 ", "Ferry zero ", 1);
    assert_eq!(whole(&other, &changed, &["--resume"]), 0);
    let texts = table(&other, "texts");
    let holds = |words: &str| {
        let mut texts = texts.iter().filter_map(|row| row["text"].as_str());
        texts.any(|text| text.starts_with(words))
    };
    assert!(holds("Ferry zero ") && !holds("Ferry 0 "));
}

#[test]
fn without_resume_a_run_begins_anew() {
    let root = tempfile::tempdir().unwrap();
    let case = root.path().join("case");
    killed(&case, &lines(CHUNK), 1);
    let first = &kept(&case)[0];
    let text = fs::read_to_string(first).unwrap();
    fs::write(
        first,
        text.replacen("\"title\":null", "\"title\":\"Kept\"", 1),
    )
    .unwrap();
    assert_eq!(whole(&case, &lines(CHUNK), &[]), 0);
    let rows = table(&case, "documents");
    assert!(rows.iter().all(|row| row["title"] != "Kept"));
}

/// Two runs for one case do not mix what they keep.
#[test]
fn a_second_run_for_the_same_case_is_refused() {
    let root = tempfile::tempdir().unwrap();
    let case = root.path().join("case");
    let mut child = run(&case, &[]).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(lines(CHUNK + 1).as_bytes()).unwrap();
    while kept(&case).is_empty() {
        std::thread::sleep(Duration::from_millis(5));
    }
    let second = run(&case, &["--resume"]).stdin(Stdio::null()).output();
    let second = second.unwrap();
    assert!(!second.status.success());
    let said = String::from_utf8(second.stderr).unwrap();
    assert!(said.contains("another run is writing"), "{said}");
    drop(stdin);
    assert!(child.wait().unwrap().success());
}
