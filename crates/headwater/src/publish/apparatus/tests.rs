use super::*;
use crate::publish::fixture;
use crate::publish::view::View;
use serde_json::Value;
use std::collections::BTreeSet;

fn written(write: fn(&View, &mut dyn std::io::Write) -> std::io::Result<()>) -> String {
    let case = fixture::case();
    let mut bytes = Vec::new();
    write(&View::new(&case), &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// As CollateX reads it: rows as long as each other, and each row gives its witness's words back.
#[test]
fn rows_of_the_table_are_the_witnesses() {
    let case = fixture::case();
    for (line, collation) in written(collatex::write)
        .lines()
        .zip(&case.relations.collations)
    {
        let table: Value = serde_json::from_str(line).unwrap();
        let rows = table["table"].as_array().unwrap();
        assert_eq!(rows.len(), table["witnesses"].as_array().unwrap().len());
        for (row, witness) in rows.iter().zip(&collation.witnesses) {
            let row = row.as_array().unwrap();
            assert_eq!(row.len(), rows[0].as_array().unwrap().len());
            let tokens = row.iter().filter_map(Value::as_array).flatten();
            let told: String = tokens.map(|t| t["t"].as_str().unwrap()).collect();
            let document = case.documents.iter().find(|d| d.id == witness.document);
            assert_eq!(told.trim(), witness.span.of(&document.unwrap().text));
        }
        assert_eq!(table["classes"][1], "translation", "{table}");
    }
}

#[test]
fn readings_name_witnesses_that_are_listed() {
    let tei = written(tei::write);
    let listed: BTreeSet<_> = tei
        .split("<witness xml:id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let named = tei
        .split(" wit=\"")
        .skip(1)
        .filter_map(|r| r.split('"').next());
    let named: BTreeSet<_> = named.flat_map(|w| w.split(' ')).collect();
    assert!(!named.is_empty());
    for siglum in named {
        assert!(listed.contains(siglum.trim_start_matches('#')), "{siglum}");
    }
    assert!(
        tei.contains("<app type=\"translation\"><rdg wit=\"#d1 #d3\">"),
        "{tei}"
    );
}
