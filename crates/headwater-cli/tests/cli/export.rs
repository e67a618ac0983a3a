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

/// Formats of one file, each with its name and the words it begins with.
const FILES: [(&str, &str, &str); 8] = [
    ("html", "index.html", "<!DOCTYPE html>"),
    ("markdown", "dossier.md", "# What rests on what"),
    ("graphml", "lineage.graphml", "<?xml version="),
    (
        "annotations",
        "annotations.jsonld",
        "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\"",
    ),
    ("prov", "prov.json", "{\n\"prefix\":"),
    ("collatex", "collatex.jsonl", "{\"classes\":"),
    ("tei", "apparatus.xml", "<?xml version="),
    ("ftm", "entities.ftm.json", "{\"id\":\"hw-"),
];

#[test]
fn a_format_of_one_file_goes_where_it_is_told() {
    let (_root, case) = case();
    for (to, name, start) in FILES {
        let (done, out) = export(&case, to);
        assert_eq!(done.code, 0, "{to}: {}", done.err);
        let written = fs::read_to_string(out.join(name)).unwrap();
        assert!(written.starts_with(start), "{to}: {}", &written[..80]);
        let named = case.with_file_name(format!("own-{name}"));
        let flags = [Path::new("--to"), Path::new(to), Path::new("-o")];
        let to_file = headwater(args(
            "export",
            &[&[case.as_path()], &flags[..], &[&named]].concat(),
        ));
        assert_eq!(to_file.code, 0, "{to}: {}", to_file.err);
        assert_eq!(fs::read_to_string(&named).unwrap(), written, "{to}");
        let dash = Path::new("-");
        let printed = headwater(args(
            "export",
            &[&[case.as_path()], &flags[..], &[dash]].concat(),
        ));
        assert_eq!(printed.out, written, "{to}");
    }
}

#[test]
fn parquet_has_every_table() {
    let (_root, case) = case();
    let (done, out) = export(&case, "parquet");
    assert_eq!(done.code, 0, "{}", done.err);
    for name in ["documents", "quotations", "support", "problems"] {
        let bytes = fs::read(out.join(name).with_extension("parquet")).unwrap();
        assert!(
            bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"),
            "{name}"
        );
    }
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
