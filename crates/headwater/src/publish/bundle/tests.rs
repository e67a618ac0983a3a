use super::*;
use crate::model::{Markup, Raw, Stated};
use crate::publish::fixture;
use crate::publish::tables::TABLES;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

fn raw() -> Raw {
    Raw {
        path: "pile/a.html".into(),
        record: Some(2),
        hash: "00ff".into(),
        markup: Markup::Html,
        text: "<p>naïve 🙂</p>".into(),
        stated: Stated {
            title: Some("A".into()),
            ..Stated::default()
        },
    }
}

fn bundle() -> Vec<u8> {
    let case = fixture::case();
    let mut writer = Writer::begin(Cursor::new(Vec::new())).unwrap();
    writer.raw(&raw()).unwrap();
    for table in TABLES {
        let mut rows = Vec::new();
        table.write(&case, &mut rows).unwrap();
        writer
            .member(&member_name(table), &mut rows.as_slice())
            .unwrap();
    }
    let inputs = vec!["pile".into()];
    writer.finish("9.9.9", inputs, None).unwrap().1.into_inner()
}

fn open(bytes: Vec<u8>) -> Result<Bundle<Cursor<Vec<u8>>>, Fault> {
    Bundle::open(Cursor::new(bytes))
}

/// A zip with these members, packed as hard as they go.
fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn the_same_case_gives_the_same_bytes() {
    assert_eq!(bundle(), bundle());
}

#[test]
fn what_was_read_is_read_again() {
    let mut bundle = open(bundle()).unwrap();
    assert_eq!(bundle.manifest.headwater, "9.9.9");
    assert_eq!(bundle.faults(), Vec::<String>::new());
    let mut raws = Vec::new();
    let read: Result<(), Fault> = bundle.raws(|raw| {
        raws.push(raw);
        Ok(())
    });
    read.unwrap();
    assert_eq!(raws, [raw()]);
}

#[test]
fn tables_are_compared_row_by_row() {
    let (mut bundle, case) = (open(bundle()).unwrap(), fixture::case());
    let mut differences = |case: &crate::model::Case, name: &str| {
        let table = TABLES.iter().find(|t| t.name == name).unwrap();
        let mut stored = bundle.lines(&member_name(table)).unwrap();
        let mut comparison = Comparison::new(&mut stored);
        table.write(case, &mut comparison).unwrap();
        comparison.finish().unwrap()
    };
    for table in TABLES {
        assert_eq!(differences(&case, table.name), None);
    }
    let mut other = case.clone();
    other.annotations[1].mentions[0].excerpt.span.start += 1;
    let found = differences(&other, "mentions").unwrap();
    assert_eq!(found.row, 2);
    assert!(found.what.contains("document ledger"), "{}", found.what);
    assert!(found.what.contains("start is "), "{}", found.what);
    let mut other = case.clone();
    other.documents[0].text = other.documents[0].text.replace("naïve", "naive");
    let found = differences(&other, "texts").unwrap();
    assert!(
        found.what.contains("text, character 157, is"),
        "{}",
        found.what
    );
    let mut other = case.clone();
    other.relations.support.clear();
    assert!(differences(&other, "support").is_some());
}

#[test]
fn a_bundle_cut_short_or_changed_anywhere_is_told() {
    let whole = bundle();
    for end in (0..whole.len()).step_by(97) {
        assert!(open(whole[..end].to_vec()).is_err(), "cut at {end}");
    }
    for at in (0..whole.len()).step_by(61) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        // Whatever the byte is for, nothing panics.
        if let Ok(mut bundle) = open(bytes) {
            let _ = bundle.faults();
        }
    }
}

#[test]
fn hostile_bundles_are_told() {
    let manifest = |names: &[&str]| {
        let members: Vec<_> = (names.iter())
            .map(|n| serde_json::json!({"name": n, "bytes": 1, "sha256": ""}))
            .collect();
        serde_json::json!({
            "format": FORMAT, "tables": crate::publish::tables::FORMAT, "headwater": "x",
            "inputs": [], "limit": null, "members": members,
        })
        .to_string()
    };
    let bomb = vec![b' '; 100 << 20];
    let json = manifest(&[RAW]);
    let bytes = zip(&[
        (MANIFEST, json.as_bytes()),
        (RAW, &bomb),
        ("/etc/cron.d/x", b"x"),
    ]);
    let mut bundle = open(bytes).unwrap();
    let faults = bundle.faults().join("\n");
    assert!(
        faults.contains("raw.jsonl cannot be read: it unpacks to far more"),
        "{faults}"
    );
    assert!(
        faults.contains("'/etc/cron.d/x' is no part of a bundle"),
        "{faults}"
    );
    assert!(faults.contains("does not list texts.jsonl"), "{faults}");
    let json = manifest(&["support.jsonl"]);
    let faults = open(zip(&[(MANIFEST, json.as_bytes())])).unwrap().faults();
    assert!(faults.join("\n").contains("support.jsonl is missing"));
    assert!(open(zip(&[("a", b"b")])).is_err());
    let newer = json.replace("\"format\":1", "\"format\":2");
    let fault = open(zip(&[(MANIFEST, newer.as_bytes())])).err().unwrap();
    assert!(fault.what.contains("layout 2"), "{}", fault.what);
}
