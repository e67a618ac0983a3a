use super::*;
use crate::annotate::tests::body;
use crate::model::DocumentId;

const WIRE: &str = "The harbour master of Lower Ost said on Monday that the ferry had left the quay \
    with its bow doors open, and that two of the three crewmen on watch had not been told about it.";

fn pile(texts: &[&str]) -> Vec<Document> {
    let number = |(n, text): (usize, &&str)| Document {
        id: DocumentId::from(format!("{n:03}").as_str()),
        ..body(text)
    };
    texts.iter().enumerate().map(number).collect()
}

fn reuse(texts: &[&str]) -> Vec<Reuse> {
    let documents = pile(texts);
    between(
        &documents,
        &Terms::new(&documents, Workers::ALONE),
        Workers::ALONE,
    )
}

#[test]
fn finds_an_edited_copy() {
    let copy = WIRE
        .replace("on Monday that", "Monday")
        .replace("had not been told", "were never told");
    let rows = reuse(&[WIRE, &format!("Ferry inquiry opens in town today.\n{copy}")]);
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert!(rows[0].similarity > 0.8 && rows[0].containment_a > 0.9 && !rows[0].quoted);
    assert!(rows[0].containment_b < 0.9);
    assert_eq!((rows[0].start_a, rows[0].end_a), (0, WIRE.len()));
}

#[test]
fn sets_quotations_apart() {
    let words = "we did not know that the doors were open when the ferry left the quay";
    let a = format!("The captain told the court yesterday: “{words}.”");
    let b = format!("\"{words},\" said the master, who had slept until seven.");
    let rows = reuse(&[&a, &b]);
    assert_eq!(rows.len(), 1);
    assert!(
        rows[0].quoted && rows[0].own_words == 0 && rows[0].words == 15,
        "{rows:?}"
    );
}

#[test]
fn names_and_stock_phrases_are_no_reuse() {
    let a = "He met Anna Maria Lindqvist Berg of the United Harbour Workers Union Council in Ost.";
    let b = "A letter by Anna Maria Lindqvist Berg of the United Harbour Workers Union Council.";
    assert_eq!(reuse(&[a, b]), []);
    let a = "At the end of the day, the mayor won and everybody went home.";
    let b = "At the end of the day there was no bread left in any shop.";
    assert_eq!(reuse(&[a, b]), []);
}

#[test]
fn a_run_by_two_hundred_outlets_is_one() {
    let texts: Vec<String> = (0..200).map(|n| format!("{WIRE} Copy {n}.")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let rows = reuse(&texts);
    let mut linked: Vec<&str> = rows.iter().map(|r| r.document_b.as_str()).collect();
    linked.dedup();
    linked.sort_unstable();
    linked.dedup();
    assert_eq!(
        linked.len(),
        199,
        "every later copy is linked to an earlier one"
    );
    assert!(rows.len() <= 200 * CANDIDATES);
}

#[test]
fn furniture_of_an_outlet_is_no_reuse() {
    let line =
        "Readers of the Courier can follow our newsroom on every network for weather and news.";
    let topics = [
        "Wheat prices rose again in the valley after a dry spring and a late frost killed seedlings.",
        "The orchestra opened its season with a symphony by a forgotten composer from the islands.",
        "A goalkeeper scored from his own half as the visitors lost their third match in a row.",
        "Engineers closed the viaduct when cracks appeared in two of its concrete pillars overnight.",
        "Teachers voted to strike over class sizes that have doubled since the schools were merged.",
    ];
    let texts: Vec<String> = topics.iter().map(|t| format!("{t}\n{line}")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    assert_eq!(reuse(&texts), []);
}

/// What each row covers, as text.
fn shown(texts: &[&str]) -> Vec<(String, String)> {
    let documents = pile(texts);
    let text = |id: &DocumentId| &documents.iter().find(|d| d.id == *id).unwrap().text;
    let words = |r: &Reuse| {
        let (a, b) = (text(&r.document_a), text(&r.document_b));
        let (a, b) = (&a[r.start_a..r.end_a], &b[r.start_b..r.end_b]);
        (a.to_string(), b.to_string())
    };
    reuse(texts).iter().map(words).collect()
}

const SECOND: &str =
    "Divers found the hinges of the doors bent outwards, and the bolts on the quay.";
const OTHER: &str = "Wheat prices rose in the valley after a dry spring and a late frost.";

#[test]
fn a_passage_has_whole_sentences_and_no_new_one() {
    let edited = WIRE.replace("The harbour master", "Harbour master");
    let copy = format!("{edited} {OTHER} {SECOND}");
    let source = format!("{WIRE} {SECOND}");
    assert_eq!(
        shown(&[&source, &copy]),
        [
            (WIRE.to_string(), edited),
            (SECOND.to_string(), SECOND.to_string())
        ]
    );
}

#[test]
fn changed_order_leaves_no_gap() {
    let (source, copy) = (format!("{WIRE} {SECOND}"), format!("{SECOND} {WIRE}"));
    let expected = [WIRE, SECOND].map(|s| (s.to_string(), s.to_string()));
    assert_eq!(shown(&[&source, &copy]), expected);
}

#[test]
fn a_text_that_repeats_itself_takes_no_longer() {
    let texts = ["ferry quay ".repeat(20_000), "ferry quay ".repeat(20_000)];
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    assert!(reuse(&texts).len() < 100);
}
