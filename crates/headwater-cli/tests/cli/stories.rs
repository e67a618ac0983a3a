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
