use super::*;

#[test]
fn prints_one_record_for_each_document_in_order() {
    let root = pile();
    let done = headwater([
        "annotate".as_ref(),
        "--plain-body".as_ref(),
        root.path().as_os_str(),
    ]);
    assert_eq!(done.code, 0, "{}", done.err);
    let records = rows(&done.out);
    assert_eq!(records.len(), 4);
    assert_eq!(records[0]["text"], FERRY);
    assert_eq!(records[3]["text"], STRIKE);
    assert!(records[0]["sentences"].as_array().unwrap().len() > 2);
}

#[test]
fn stops_at_the_limit() {
    let root = pile();
    let done = headwater(args(
        "annotate",
        &[root.path(), Path::new("--limit"), Path::new("2")],
    ));
    assert_eq!(rows(&done.out).len(), 2);
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let root = pile();
    let with = |jobs| {
        headwater(args(
            "annotate",
            &[root.path(), Path::new("-j"), Path::new(jobs)],
        ))
        .out
    };
    assert_eq!(with("1"), with("2"));
}
