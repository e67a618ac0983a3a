use super::*;
use std::fs;

fn files(case: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(case)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            (
                path.file_name().unwrap().to_string_lossy().into(),
                fs::read(path).unwrap(),
            )
        })
        .collect();
    files.sort();
    files
}

#[test]
fn writes_tables_and_dossier_and_says_where() {
    let root = pile();
    let case = root.path().join("case");
    let done = headwater(args("run", &[root.path(), Path::new("-o"), &case]));
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.out.contains("4 documents"), "{}", done.out);
    assert!(done.out.contains("index.html"), "{}", done.out);
    assert!(
        done.out
            .lines()
            .all(|line| line.chars().count() <= 80 || line.contains("case"))
    );
    assert_eq!(table(&case, "documents").len(), 4);
    let manifest = fs::read_to_string(case.join("case.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(manifest["format"], 1);
    assert_eq!(manifest["tables"][0]["rows"], 4);
}

#[test]
fn order_and_threads_change_no_byte() {
    let root = pile();
    let [a, b, c, d] = ["a.txt", "b.txt", "c.txt", "d.txt"].map(|name| root.path().join(name));
    let run = |name: &str, jobs: &str, inputs: [&Path; 4]| {
        let case = root.path().join(name);
        let mut given = args("run", &inputs);
        given.extend(["-q", "-j", jobs, "-o"].map(OsStr::new));
        given.push(case.as_os_str());
        assert_eq!(headwater(given).code, 0);
        files(&case)
    };
    let first = run("one", "1", [&a, &b, &c, &d]);
    assert!(first == run("two", "2", [&d, &b, &a, &c]));
    assert!(first == run("three", "2", [&c, &d, &b, &a]));
}

#[test]
fn a_case_is_replaced_whole() {
    let (root, case) = case();
    fs::write(case.join("left-over"), "x").unwrap();
    let done = headwater(args(
        "run",
        &[&root.path().join("d.txt"), Path::new("-o"), &case],
    ));
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(table(&case, "documents").len(), 1);
    assert!(!case.join("left-over").exists());
    let beside = fs::read_dir(case.parent().unwrap()).unwrap().count();
    assert_eq!(beside, 1, "something was left beside the case");
}

#[test]
fn a_run_that_fails_leaves_the_old_case() {
    let (root, case) = case();
    let before = files(&case);
    let done = headwater(args(
        "run",
        &[&root.path().join("none.txt"), Path::new("-o"), &case],
    ));
    assert_eq!(done.code, 1);
    assert!(
        done.err.contains("no document could be read from"),
        "{}",
        done.err
    );
    assert!(files(&case) == before);
}

#[test]
fn a_directory_that_is_no_case_is_never_replaced() {
    let root = pile();
    let done = headwater(args("run", &[root.path(), Path::new("-o"), root.path()]));
    assert_eq!(done.code, 1);
    assert!(
        done.err.contains("exists and is not a case"),
        "{}",
        done.err
    );
    assert!(root.path().join("a.txt").exists());
}

#[test]
fn quiet_says_nothing_and_json_gives_the_counts() {
    let root = pile();
    let case = root.path().join("case");
    let quiet = headwater(args("run", &[root.path(), Path::new("-qo"), &case]));
    assert_eq!(
        (quiet.code, quiet.out.as_str(), quiet.err.as_str()),
        (0, "", "")
    );
    let json = headwater(args(
        "run",
        &[root.path(), Path::new("--json"), Path::new("-o"), &case],
    ));
    assert_eq!(rows(&json.out)[0]["tables"][0]["table"], "documents");
}

#[test]
fn colour_comes_when_asked_for() {
    let root = pile();
    let case = root.path().join("case");
    let run = |color: &str| {
        let given = args(
            "run",
            &[
                root.path(),
                Path::new("-o"),
                &case,
                Path::new("--color"),
                Path::new(color),
            ],
        );
        headwater(given).out
    };
    assert!(!run("auto").contains('\x1b'));
    assert!(run("always").contains('\x1b'));
}

#[test]
fn the_same_bytes_are_one_document_in_two_places() {
    let root = pile();
    fs::copy(root.path().join("a.txt"), root.path().join("e.txt")).unwrap();
    let case = root.path().join("case");
    let done = headwater(args("run", &[root.path(), Path::new("-o"), &case]));
    assert_eq!(done.code, 0, "{}", done.err);
    let documents = table(&case, "documents");
    assert_eq!(documents.len(), 4);
    let copies: Vec<_> = documents
        .iter()
        .filter(|d| d["copies"].is_array())
        .collect();
    assert_eq!(copies.len(), 1);
    assert!(copies[0]["path"].as_str().unwrap().ends_with("a.txt"));
    let copy = copies[0]["copies"][0]["path"].as_str().unwrap();
    assert!(copy.ends_with("e.txt"));
}

#[test]
fn a_limit_is_kept_inside_a_file() {
    let root = tempfile::tempdir().unwrap();
    let lines: String = (0..600)
        .map(|n| format!("{{\"text\":\"Fire number {n} in Kelbridge.\"}}\n"))
        .collect();
    fs::write(root.path().join("a.jsonl"), lines).unwrap();
    for limit in ["1", "255", "300"] {
        let given = [root.path(), Path::new("--limit"), Path::new(limit)];
        let done = headwater(args("clean", &given));
        assert_eq!(rows(&done.out).len().to_string(), limit, "{}", done.err);
    }
    let given = [root.path(), Path::new("--limit"), Path::new("0")];
    assert_eq!(headwater(args("clean", &given)).code, 2);
}

/// A directory that a killed run left is removed; one that a run still builds is not.
#[test]
fn litter_of_killed_runs_goes_away() {
    let root = pile();
    let [litter, busy, other] = [".case.part-old", ".case.part-new", ".kase.part-old"];
    for name in [litter, busy, other] {
        fs::create_dir(root.path().join(name)).unwrap();
        fs::write(root.path().join(name).join(".lock"), "").unwrap();
    }
    let lock = fs::File::open(root.path().join(busy).join(".lock")).unwrap();
    lock.lock().unwrap();
    let case = root.path().join("case");
    let done = headwater(args("run", &[root.path(), Path::new("-o"), &case]));
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(!root.path().join(litter).exists());
    assert!(root.path().join(busy).exists() && root.path().join(other).exists());
    assert!(!case.join(".lock").exists());
}

#[test]
fn decisions_about_names_outlive_the_case() {
    let (root, elsewhere) = (pile(), tempfile::tempdir().unwrap());
    let case = elsewhere.path().join("case");
    let again = |jobs: &str, rest: &[&OsStr]| {
        let mut given = args("run", &[root.path(), Path::new("-o"), &case]);
        given.extend(["-q", "-j", jobs].map(OsStr::new));
        given.extend(rest);
        let done = headwater(given);
        assert_eq!(done.code, 0, "{}", done.err);
    };
    let first = r#"{"decision":"same","a":"Ilan Vesk","b":"Kelbridge","type":"person"}"#;
    let last = r#"{"decision":"different","a":"Kelbridge","b":"Ilan Vesk","type":"person"}"#;
    let rows = case.join("decisions.jsonl");
    again("1", &[]);
    fs::write(&rows, format!("{first}\n{last}\nno row\n{first}\n")).unwrap();
    again("1", &[]);
    let once = files(&case);
    assert_eq!(fs::read_to_string(&rows).unwrap(), format!("{first}\n"));
    assert_eq!(table(&case, "problems").len(), 1);
    let decided = |row: &serde_json::Value| row.to_string().contains("decided by the user");
    assert!(table(&case, "entities").iter().any(decided));
    fs::write(&rows, format!("{first}\n{last}\nno row\n{first}\n")).unwrap();
    again("2", &[]);
    assert!(once == files(&case));
    let file = elsewhere.path().join("mine.jsonl");
    fs::write(&file, format!("{last}\n")).unwrap();
    again("2", &[OsStr::new("--decisions"), file.as_os_str()]);
    assert_eq!(fs::read_to_string(&rows).unwrap(), format!("{last}\n"));
}
