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
    assert_eq!((rows[0].start_a, rows[0].end_a), (0, WIRE.len() - 1));
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
