use super::*;
use std::fs;
use std::io::{Read, Write};

/// A bundle of the pile, and its directory.
fn bundled() -> (TempDir, PathBuf) {
    let (root, case) = case();
    let file = root.path().join("evidence.zip");
    let done = bundle(&case, &file);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.out.contains("4 documents"), "{}", done.out);
    (root, file)
}

fn bundle(case: &Path, file: &Path) -> Done {
    headwater(args("bundle", &[case, Path::new("-o"), file]))
}

fn verify(file: &Path) -> Done {
    headwater(args("verify", &[file]))
}

/// Stands for a member that is to be left out.
const GONE: &str = "gone";

/// Changes the members of a bundle.
fn tamper(file: &Path, change: impl Fn(&str, String) -> String) {
    let mut zip = zip::ZipArchive::new(fs::File::open(file).unwrap()).unwrap();
    let mut members = Vec::new();
    for n in 0..zip.len() {
        let mut member = zip.by_index(n).unwrap();
        let mut text = String::new();
        member.read_to_string(&mut text).unwrap();
        let name = member.name().unwrap().to_string();
        members.push((name.clone(), change(&name, text)));
    }
    let mut zip = zip::ZipWriter::new(fs::File::create(file).unwrap());
    for (name, text) in members.iter().filter(|(_, text)| text != GONE) {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(name.as_str(), options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
}

#[test]
fn runs_again_from_the_bundle_alone() {
    let (root, file) = bundled();
    let alone = tempfile::tempdir().unwrap();
    let moved = alone.path().join("b.zip");
    fs::copy(&file, &moved).unwrap();
    drop(root);
    let done = verify(&moved);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.out.contains("4 documents, every row"), "{}", done.out);
}

#[test]
fn the_same_case_gives_the_same_bundle() {
    let (root, case) = case();
    let files = ["a.zip", "b.zip"].map(|name| root.path().join("out").join(name));
    for file in &files {
        assert_eq!(bundle(&case, file).code, 0);
    }
    assert_eq!(fs::read(&files[0]).unwrap(), fs::read(&files[1]).unwrap());
}

/// One character of a text, one offset, one row of support: each is found and named.
#[test]
fn what_was_changed_is_named() {
    let cases: [(&str, &str, &str, &[&str]); 4] = [
        (
            "texts.jsonl",
            "sandbank",
            "sandbenk",
            &["texts.jsonl, row 1: {document ", "text, character 23"],
        ),
        (
            "raw.jsonl",
            "sandbank",
            "sandbenk",
            &["raw.jsonl was changed", "texts.jsonl, row 1"],
        ),
        (
            "sentences.jsonl",
            "\"end\":40",
            "\"end\":41",
            &["sentences.jsonl, row 1", "end is 41 in the bundle, 40"],
        ),
        (
            "support.jsonl",
            "\"independent_max\":",
            "\"independent_max\":1",
            &["support.jsonl, row 1", "independent_max is 1"],
        ),
    ];
    let (_root, whole) = bundled();
    for (member, old, new, expected) in cases {
        let file = whole.with_file_name("changed.zip");
        fs::copy(&whole, &file).unwrap();
        tamper(&file, |name, text| match name == member {
            true => {
                assert!(text.contains(old), "{text}");
                text.replacen(old, new, 1)
            }
            false => text,
        });
        let done = verify(&file);
        assert_eq!(done.code, 1, "{member}");
        assert!(
            done.err.contains(&format!("{member} was changed")),
            "{}",
            done.err
        );
        for words in expected {
            assert!(done.err.contains(words), "{words} in {}", done.err);
        }
        assert!(done.err.contains("help: "), "{}", done.err);
    }
}

#[test]
fn what_is_missing_or_from_another_version_is_told() {
    let (_root, file) = bundled();
    let whole = fs::read(&file).unwrap();
    tamper(&file, |name, text| match name {
        "support.jsonl" => GONE.into(),
        _ => text,
    });
    let done = verify(&file);
    assert_eq!(done.code, 1);
    assert!(
        done.err.contains("support.jsonl is missing"),
        "{}",
        done.err
    );
    fs::write(&file, &whole).unwrap();
    tamper(&file, |name, text| match name {
        "bundle.json" => text.replace("\"headwater\": \"", "\"headwater\": \"9."),
        _ => text,
    });
    let done = verify(&file);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(
        done.out.contains("headwater 9.0.1.0 made the bundle"),
        "{}",
        done.out
    );
    tamper(&file, |name, text| match name {
        "bundle.json" => text.replace("\"format\": 1", "\"format\": 7"),
        _ => text,
    });
    let done = verify(&file);
    assert_eq!(done.code, 1);
    assert!(done.err.contains("layout 7"), "{}", done.err);
}

#[test]
fn what_is_no_bundle_is_told() {
    let (root, file) = bundled();
    let bytes = fs::read(&file).unwrap();
    fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
    for (path, words) in [
        (file.as_path(), "cut short"),
        (&root.path().join("a.txt"), "no zip file"),
        (&root.path().join("gone.zip"), "cannot read"),
    ] {
        let done = verify(path);
        assert_eq!(done.code, 1);
        assert!(done.err.contains(words), "{}", done.err);
        assert!(done.err.contains("help: "), "{}", done.err);
    }
}

#[test]
fn inputs_must_be_what_they_were() {
    let (root, case) = case();
    let (file, article) = (root.path().join("out/b.zip"), root.path().join("a.txt"));
    fs::write(&article, format!("{FERRY}More.\n")).unwrap();
    let done = bundle(&case, &file);
    assert_eq!(done.code, 1);
    assert!(done.err.contains("a.txt was changed since"), "{}", done.err);
    fs::remove_file(&article).unwrap();
    let done = bundle(&case, &file);
    assert!(
        done.err.contains("a.txt can no longer be read"),
        "{}",
        done.err
    );
    assert!(!file.exists());
}
