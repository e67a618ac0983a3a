use super::*;

#[test]
fn every_document_has_one_story() {
    let root = pile();
    let done = headwater(args("stories", &[root.path()]));
    assert_eq!(done.code, 0, "{}", done.err);
    let rows = rows(&done.out);
    assert_eq!(rows.len(), 4);
    let story = |n: usize| {
        rows.iter()
            .find(|r| r["id"] == rows[n]["id"])
            .map(|r| r["story"].clone())
    };
    assert!((0..4).all(|n| story(n).is_some_and(|s| s.is_string())));
}

/// A stream that passes over its graph and writes its state more than once.
const STREAM: [&str; 8] = [
    "--stream",
    "--explain",
    "--window",
    "300",
    "--pass",
    "100",
    "--keep",
    "256",
];

/// Invented documents in more batches than one: three stories that come and go.
fn arrivals(root: &Path) -> PathBuf {
    let path = root.join("arrivals.jsonl");
    let row = |n: usize| {
        let (town, what) = [
            ("Kelbridge", "ferry"),
            ("Orvenia", "strike"),
            ("Tessel", "fire"),
        ][n % 3];
        let text = format!(
            "The {what} in {town} was over on day {}, officials of {town} said about the {what}.",
            n / 200
        );
        serde_json::json!({"id": format!("d{n:04}"), "title": format!("{what} of {town}"), "text": text})
    };
    let rows: Vec<String> = (0..1500).map(|n| row(n).to_string()).collect();
    std::fs::write(&path, rows.join("\n")).unwrap();
    path
}

#[test]
fn an_interrupted_stream_goes_on_to_the_same_bytes() {
    let root = tempfile::tempdir().unwrap();
    let input = arrivals(root.path());
    let run = |name: &str, rest: &[&str]| {
        let out = root.path().join(name);
        let mut given = args("stories", &[&input, Path::new("-o"), &out]);
        given.extend(STREAM.iter().chain(rest).map(OsStr::new));
        let done = headwater(given);
        assert_eq!(done.code, 0, "{}", done.err);
        std::fs::read(out).unwrap()
    };
    let whole = run("whole", &[]);
    let lines = String::from_utf8(whole.clone()).unwrap();
    assert_eq!(rows(&lines).len(), 1500);
    assert!(lines.contains("because"));
    // What a run leaves that is killed: rows beyond the last state, and that state.
    let out = root.path().join("killed");
    let mut child = Command::new(env!("CARGO_BIN_EXE_headwater"))
        .args(["stories", "-", "-o"])
        .arg(&out)
        .args(STREAM)
        .stdin(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let state = root.path().join("killed.state");
    let bytes = std::fs::read(&input).unwrap();
    let mut pipe = child.stdin.take().unwrap();
    std::io::Write::write_all(&mut pipe, &bytes[..bytes.len() * 3 / 4]).unwrap();
    let waiting = std::time::Instant::now();
    while !state.exists() && waiting.elapsed().as_secs() < 600 {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    drop(pipe);
    assert!(state.exists());
    assert!(whole == run("killed", &["--resume"]));
    assert!(!state.exists());
}
