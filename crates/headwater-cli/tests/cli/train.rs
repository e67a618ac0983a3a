use super::*;

const COLUMNS: &str = "Ann\tB-PER\nLee\tI-PER\nof\tO\nQuorn\tB-ORG\nspoke\tO\n.\tO\n\n";

/// A directory with labelled columns and documents, and a model trained on them.
fn trained(root: &Path) -> PathBuf {
    let (data, model) = (root.join("data"), root.join("own.model"));
    std::fs::create_dir_all(&data).unwrap();
    std::fs::write(data.join("a.tsv"), COLUMNS.repeat(50)).unwrap();
    let document =
        r#"{"text":"Quorn fell.","mentions":[{"start":0,"end":5,"type":"organisation"}]}"#;
    std::fs::write(data.join("b.jsonl"), format!("{document}\n").repeat(50)).unwrap();
    let credits = root.join("credits.toml");
    std::fs::write(&credits, "[[credit]]\nwork = \"Ours\"\nlicence = \"CC0\"\n").unwrap();
    let (data_file, output) = (data.join("b.jsonl"), Path::new("-o"));
    let (score, with) = (Path::new("--score"), Path::new("--credits"));
    let done = headwater(args(
        "train",
        &[&data, output, &model, score, &data_file, with, &credits],
    ));
    assert_eq!(done.code, 0, "{}", done.err);
    model
}

#[test]
fn a_trained_model_names_what_it_was_shown() {
    let root = tempfile::tempdir().unwrap();
    let model = trained(root.path());
    let record = std::fs::read_to_string(root.path().join("own.model.toml")).unwrap();
    for line in [
        "seed = 1",
        "data_sha256 = ",
        "work = \"Ours\"",
        "[figures.b]",
    ] {
        assert!(record.contains(line), "{line} in {record}");
    }
    let article = root.path().join("article.txt");
    std::fs::write(&article, "On Monday they met. Quorn fell.").unwrap();
    let plain = Path::new("--plain-body");
    let done = headwater(args(
        "annotate",
        &[plain, Path::new("--names"), &model, &article],
    ));
    let names = rows(&done.out)[0]["mentions"].clone();
    let named = |m: &serde_json::Value| m["text"] == "Quorn" && m["type"] == "organisation";
    assert!(names.as_array().unwrap().iter().any(named), "{names}");
}

#[test]
fn the_same_data_gives_the_same_model() {
    let (a, b) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let bytes = |root: &Path| std::fs::read(trained(root)).unwrap();
    assert!(bytes(a.path()) == bytes(b.path()));
}

#[test]
fn what_is_no_model_and_what_is_no_label_is_said() {
    let root = pile();
    let article = root.path().join("a.txt");
    let names = Path::new("--names");
    let done = headwater(args("annotate", &[&article, names, &article]));
    assert!(
        done.err.contains("is no name model of this version"),
        "{}",
        done.err
    );
    let odd = root.path().join("odd.tsv");
    std::fs::write(&odd, "Ann\tHERO\n").unwrap();
    let done = headwater(args(
        "train",
        &[&odd, Path::new("-o"), &root.path().join("m")],
    ));
    assert!(done.err.contains("odd.tsv, line 1: "), "{}", done.err);
    assert!(done.err.contains("help:"), "{}", done.err);
}
