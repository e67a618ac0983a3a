use super::*;
use crate::publish::fixture;
use crate::publish::view::View;
use serde_json::Value;

fn told() -> Value {
    let case = fixture::case();
    let view = View::new(&case);
    story(&view, &Texts::new(&case), 1, &view.stories[0])
}

/// Calls `each` with every object that points to words.
fn evidence_in(value: &Value, each: &mut dyn FnMut(&Value)) {
    match value {
        Value::Object(fields) => {
            if fields.contains_key("start_char") {
                each(value);
            }
            fields.values().for_each(|v| evidence_in(v, each));
        }
        Value::Array(items) => items.iter().for_each(|v| evidence_in(v, each)),
        _ => {}
    }
}

#[test]
fn every_statement_leads_to_its_words() {
    let case = fixture::case();
    let texts = Texts::new(&case);
    let mut found = 0;
    evidence_in(&told(), &mut |e| {
        let text = &texts
            .document(e["document"].as_str().unwrap())
            .unwrap()
            .text;
        let number = |key: &str| e[key].as_u64().unwrap() as usize;
        let words = e["text"].as_str().unwrap();
        assert_eq!(&text[number("start")..number("end")], words);
        let count = number("end_char") - number("start_char");
        let by_characters: String = text
            .chars()
            .skip(number("start_char"))
            .take(count)
            .collect();
        assert_eq!(by_characters, words);
        found += 1;
    });
    assert!(found > 9, "{found} places");
}

#[test]
fn a_story_says_what_its_passages_rest_on() {
    let told = told();
    let support = &told["collations"][0]["support"];
    assert_eq!(support["independent_max"], 2);
    assert_eq!(
        support["reasons"][0]["evidence"][0]["text"],
        "according to Northline"
    );
    assert_eq!(told["documents"].as_array().unwrap().len(), 3);
}
