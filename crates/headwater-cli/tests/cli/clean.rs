use super::*;

#[test]
fn blocks_partition_each_text() {
    let root = pile();
    let done = headwater(args("clean", &[root.path()]));
    assert_eq!(done.code, 0, "{}", done.err);
    for record in rows(&done.out) {
        let mut at = 0;
        for block in record["blocks"].as_array().unwrap() {
            assert_eq!(block["start"], at);
            at = block["end"].as_u64().unwrap();
        }
        assert_eq!(at as usize, record["text"].as_str().unwrap().len());
    }
}
