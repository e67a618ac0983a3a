use super::*;

#[test]
fn lists_stories_and_tells_one_in_full() {
    let (_root, case) = case();
    let list = headwater(args("show", &[&case]));
    assert_eq!(list.code, 0, "{}", list.err);
    assert!(list.out.contains("4 documents"), "{}", list.out);
    let one = headwater(args("show", &[&case, Path::new("1")]));
    assert_eq!(one.code, 0, "{}", one.err);
    for heading in [
        "Discrepancies",
        "Passages",
        "Who took what from whom",
        "Timeline",
        "Documents",
    ] {
        assert!(one.out.contains(heading), "{heading} in {}", one.out);
    }
    let id = table(&case, "stories")[0]["id"]
        .as_str()
        .unwrap()
        .to_string();
    assert_eq!(headwater(args("show", &[&case, Path::new(&id)])).code, 0);
}

#[test]
fn tells_the_same_to_programs() {
    let (_root, case) = case();
    let json = |rest: &[&str]| {
        let rest: Vec<&Path> = rest.iter().map(Path::new).collect();
        let done = headwater(args("show", &[&[case.as_path()], rest.as_slice()].concat()));
        assert_eq!(done.code, 0, "{}", done.err);
        serde_json::from_str::<serde_json::Value>(&done.out).unwrap()
    };
    let list = json(&["--json"]);
    assert_eq!(list["documents"], 4);
    let story = json(&["1", "--json"]);
    assert_eq!(story["id"], list["stories"][0]["id"]);
    let collation = &story["collations"][0];
    let witness = &collation["wordings"][0][0]["witnesses"][0];
    assert_eq!(witness["text"], collation["wordings"][0][0]["text"]);
    assert!(
        collation["support"]["independent_min"].is_u64(),
        "{collation}"
    );
}

#[test]
fn empty_parts_say_so() {
    let (_root, case) = case();
    let last = table(&case, "stories").len().to_string();
    let told = headwater(args("show", &[&case, Path::new(&last)])).out;
    let after = told.split("Who took what from whom").nth(1).unwrap();
    assert!(after.trim_start().starts_with("nothing found"), "{told}");
}

#[test]
fn an_unknown_story_is_told() {
    let (_root, case) = case();
    let done = headwater(args("show", &[&case, Path::new("99")]));
    assert_eq!(done.code, 1);
    assert!(done.err.contains("has no story '99'"), "{}", done.err);
}

#[test]
fn asks_what_is_left_without_a_source_an_edge_or_later_documents() {
    let (_root, case) = case();
    let ask = |option: &str, value: &str| {
        let option = [Path::new("1"), Path::new(option), Path::new(value)];
        headwater(args("show", &[&[case.as_path()], &option[..]].concat()))
    };
    let edge = table(&case, "lineage")[0]["id"]
        .as_str()
        .unwrap()
        .to_string();
    let done = ask("--without-edge", &edge);
    assert!(
        done.out.starts_with(&format!("? without edge {edge}")),
        "{}",
        done.out
    );
    for (option, value, remedy) in [
        ("--without-edge", "l0", "gives the ids of edges"),
        ("--without-source", "Nobody Press", "sources are"),
        ("--as-of", "yesterday", "write --as-of 2021-10-13"),
        ("--as-of", "1999-01-01", "choose a later time"),
    ] {
        let done = ask(option, value);
        assert_eq!(done.code, 1, "{option} {value}");
        assert!(done.err.contains(remedy), "{}", done.err);
    }
}

/// What people read of the sample, story by story. After an intended change accept the new text
/// with `INSTA_UPDATE=always cargo test`, and read the difference before committing it.
#[test]
fn tells_the_sample_as_before() {
    let root = tempfile::tempdir().unwrap();
    let (sample, case) = (Path::new("sample"), root.path().join("case"));
    let done = headwater(args("run", &[sample, Path::new("-o"), &case]));
    assert_eq!(done.code, 0, "{}", done.err);
    let stories = table(&case, "stories").len();
    let told: Vec<String> = (1..=stories)
        .map(|story| headwater(args("show", &[&case, Path::new(&story.to_string())])).out)
        .collect();
    insta::assert_snapshot!(told.join("\n"));
}
