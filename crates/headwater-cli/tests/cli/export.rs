use super::*;
use std::fs;

fn export(case: &Path, to: &str) -> (Done, PathBuf) {
    let out = case.with_file_name(to);
    let (flag, to) = (Path::new("--to"), Path::new(to));
    (
        headwater(args("export", &[case, flag, to, Path::new("-o"), &out])),
        out,
    )
}

#[test]
fn json_lines_are_the_tables_of_the_case() {
    let (_root, case) = case();
    let (done, out) = export(&case, "jsonl");
    assert_eq!(done.code, 0, "{}", done.err);
    for name in ["documents.jsonl", "sentences.jsonl", "stories.jsonl"] {
        assert_eq!(
            fs::read(out.join(name)).unwrap(),
            fs::read(case.join(name)).unwrap()
        );
    }
}

#[test]
fn csv_opens_in_a_spreadsheet() {
    let (_root, case) = case();
    let (done, out) = export(&case, "csv");
    assert_eq!(done.code, 0, "{}", done.err);
    let documents = fs::read_to_string(out.join("documents.csv")).unwrap();
    assert!(documents.starts_with("\u{feff}id,path,"), "{documents}");
    assert_eq!(documents.matches("\r\n").count(), 5);
}

/// Reading the case back loses nothing that the dossier shows.
#[test]
fn the_dossier_of_a_case_read_back_is_the_same() {
    let (_root, case) = case();
    let (done, out) = export(&case, "html");
    assert_eq!(done.code, 0, "{}", done.err);
    let page = |dir: &Path| fs::read_to_string(dir.join("index.html")).unwrap();
    assert_eq!(page(&out), page(&case));
}

#[test]
fn a_case_cut_short_is_told_with_its_place() {
    let (_root, case) = case();
    let table = case.join("blocks.jsonl");
    let rows = fs::read_to_string(&table).unwrap();
    fs::write(&table, &rows[..rows.len() - 9]).unwrap();
    let (done, _) = export(&case, "html");
    assert_eq!(done.code, 1);
    assert!(done.err.contains("blocks.jsonl, line "), "{}", done.err);
}

#[test]
fn a_directory_that_is_no_case_is_refused() {
    let root = pile();
    let (done, _) = export(root.path(), "csv");
    assert_eq!(done.code, 1);
    assert!(done.err.contains("is not a case"), "{}", done.err);
    assert!(done.err.contains("help: "), "{}", done.err);
}
