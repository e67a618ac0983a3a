//! Bad input becomes a row or a message with file, place and remedy; it never stops a run.

use super::*;
use std::fs;

/// Runs a pile of one good document and `name` with `bytes`; gives the problems.
fn problems(name: &str, bytes: &[u8]) -> Vec<serde_json::Value> {
    let root = tempfile::tempdir().unwrap();
    let pile = root.path().join("pile");
    fs::create_dir(&pile).unwrap();
    fs::write(pile.join("good.txt"), FERRY).unwrap();
    fs::write(pile.join(name), bytes).unwrap();
    let case = root.path().join("case");
    let done = headwater(args("run", &[&pile, Path::new("-o"), &case]));
    assert_eq!(done.code, 0, "{}", done.err);
    let problems = table(&case, "problems");
    for problem in &problems {
        assert!(
            problem["path"].as_str().unwrap().ends_with(name),
            "{problem}"
        );
        assert!(!problem["what"].as_str().unwrap().is_empty(), "{problem}");
        assert!(!problem["remedy"].as_str().unwrap().is_empty(), "{problem}");
        assert!(done.out.contains("Problems"), "{}", done.out);
    }
    problems
}

#[test]
fn an_empty_file() {
    assert_eq!(problems("empty.txt", b"").len(), 1);
}

#[test]
fn a_binary_file() {
    let bytes: Vec<u8> = (0..20_000u32).map(|n| (n * 7 % 256) as u8).collect();
    assert_eq!(problems("picture.bin", &bytes).len(), 1);
}

#[test]
fn text_that_is_not_utf_8_is_read_or_told() {
    let root = tempfile::tempdir().unwrap();
    fs::write(
        root.path().join("latin.txt"),
        b"The caf\xe9 in Kelbridge burned down on Tuesday.",
    )
    .unwrap();
    let case = root.path().join("case");
    let done = headwater(args("run", &[root.path(), Path::new("-o"), &case]));
    let read = case.exists()
        && table(&case, "texts")[0]["text"]
            .as_str()
            .unwrap()
            .contains("café");
    assert!(read || done.code == 1, "{}", done.err);
}

#[test]
fn a_line_of_fifty_megabytes() {
    let line = format!("{{\"text\":\"{}\"}}\n", "word ".repeat(10 << 20));
    let found = problems("long.jsonl", line.as_bytes());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["record"], 1);
}

#[test]
fn records_without_text_or_broken_are_told_by_number() {
    let lines = "{\"id\":\"x\",\"section\":\"only a section\"}\n{\"text\": \n{\"text\":\"Fire in Kelbridge.\"}\n";
    let found = problems("records.jsonl", lines.as_bytes());
    let numbers: Vec<_> = found.iter().map(|p| p["record"].clone()).collect();
    assert_eq!(numbers, [1, 2]);
}

#[cfg(unix)]
#[test]
fn a_link_to_nowhere() {
    let root = pile();
    std::os::unix::fs::symlink("nowhere", root.path().join("link")).unwrap();
    let case = root.path().join("case");
    let done = headwater(args("run", &[root.path(), Path::new("-o"), &case]));
    assert_eq!(done.code, 0, "{}", done.err);
    let problems = table(&case, "problems");
    let text = problems[0].to_string();
    assert!(
        problems[0]["path"].as_str().unwrap().ends_with("link"),
        "{text}"
    );
    assert_eq!(table(&case, "documents").len(), 4);
}

/// Nothing is locked for the superuser, so there the program runs as somebody else.
#[cfg(unix)]
#[test]
fn a_directory_without_permission() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    const NOBODY: u32 = 65534;
    let root = pile();
    let program = root.path().join("headwater.program");
    fs::copy(env!("CARGO_BIN_EXE_headwater"), &program).unwrap();
    let (articles, locked) = (
        root.path().join("articles"),
        root.path().join("articles/locked"),
    );
    fs::create_dir_all(&locked).unwrap();
    fs::write(
        articles.join("a.txt"),
        "A ship left the port of Aldport at noon, its master said.",
    )
    .unwrap();
    let out = root.path().join("out");
    fs::create_dir(&out).unwrap();
    for (path, mode) in [
        (root.path(), 0o755),
        (&out, 0o777),
        (&program, 0o755),
        (&locked, 0o000),
    ] {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }
    let superuser = fs::read_dir(&locked).is_ok();
    let mut command = Command::new(&program);
    if superuser {
        command.uid(NOBODY);
    }
    let case = out.join("case");
    let done = command
        .args(args("run", &[&articles, Path::new("-o"), &case]))
        .current_dir(root.path())
        .output()
        .unwrap();
    assert_eq!(
        done.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    let problems = table(&case, "problems");
    let text = problems[0].to_string();
    assert!(
        problems[0]["path"].as_str().unwrap().ends_with("locked"),
        "{text}"
    );
    assert_eq!(table(&case, "documents").len(), 1);
}

#[test]
fn an_output_that_cannot_be_written() {
    let root = pile();
    let below_a_file = root.path().join("a.txt/case");
    let done = headwater(args("run", &[root.path(), Path::new("-o"), &below_a_file]));
    assert_eq!(done.code, 1);
    assert!(done.err.contains("cannot write"), "{}", done.err);
    assert!(done.err.contains("a.txt/case"), "{}", done.err);
    assert!(done.err.contains("help: "), "{}", done.err);
}

#[test]
fn nothing_that_can_be_read_is_a_failure() {
    let root = tempfile::tempdir().unwrap();
    let case = root.path().join("case");
    let done = headwater(args(
        "run",
        &[&root.path().join("gone"), Path::new("-o"), &case],
    ));
    assert_eq!(done.code, 1);
    assert!(done.err.contains("gone"), "{}", done.err);
    assert!(!case.exists());
}

/// Markup and control characters in texts and names stay words, on the page and in the terminal.
#[test]
fn hostile_words_are_inert() {
    let root = tempfile::tempdir().unwrap();
    let text = format!("<script>alert(1)</script> \u{1b}[31mred {FERRY}");
    for name in ["<img src=x onerror=alert(1)>.txt", "b.txt"] {
        fs::write(root.path().join(name), &text).unwrap();
    }
    let case = root.path().join("case");
    let done = headwater(args("run", &[root.path(), Path::new("-o"), &case]));
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(!done.out.contains('\x1b'));
    let page = fs::read_to_string(case.join("index.html")).unwrap();
    assert!(!page.contains("<script") && !page.contains("<img"));
    let told = headwater(args(
        "show",
        &[&case, Path::new("1"), Path::new("--color=always")],
    ))
    .out;
    assert!(!told.contains("\x1b[31mred"));
}
