use super::*;

fn weighed(name: &str, table: &str, more: &[&str]) -> Done {
    let root = tempfile::tempdir().unwrap();
    let file = root.path().join(name);
    std::fs::write(&file, table).unwrap();
    let mut args: Vec<&OsStr> = vec!["support".as_ref(), "--claims".as_ref(), file.as_os_str()];
    args.extend(more.iter().map(OsStr::new));
    headwater(args)
}

#[test]
fn counts_the_independent_sources_of_claims() {
    let table = "\u{feff}Source,object,value,page\nA,book,\"Rehn, Ada\",1\nB,book,Ada Rehn,2\nC,book,T. Brandt,3\n";
    let done = weighed("claims.csv", table, &["--json"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let rows = rows(&done.out);
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0]["sources"], serde_json::json!(["A", "B"]));
    assert_eq!(rows[0]["likeliest"], true);
    assert_eq!(rows[0]["independent_max"], 2);
    let told = weighed(
        "claims.tsv",
        &table
            .replace("\"Rehn, Ada\"", "Rehn Ada")
            .replace(',', "\t"),
        &[],
    );
    assert!(
        told.out.contains("1 to 2 of 2 sources independent"),
        "{}",
        told.out
    );
}

#[test]
fn a_table_without_its_columns_is_told() {
    let done = weighed("claims.csv", "who,what\nA,b\n", &[]);
    assert_eq!(done.code, 1);
    assert!(done.err.contains("no column 'source'"), "{}", done.err);
    let done = weighed("claims.csv", "source,object,value\nA,b\n", &[]);
    assert_eq!(done.code, 1);
    assert!(done.err.contains("claims.csv"), "{}", done.err);
}
