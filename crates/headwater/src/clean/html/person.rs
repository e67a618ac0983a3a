//! The person of a page that names no writer but one person.

use super::objects::name_of;
use serde_json::Value;
use std::collections::BTreeSet;

/// The one person that JSON-LD describes, where it describes one only.
pub(super) fn only(roots: &[Value]) -> Vec<String> {
    let mut names = BTreeSet::new();
    for root in roots.iter().take(20) {
        persons(root, &mut names);
    }
    Vec::from_iter((names.len() == 1).then(|| names.pop_first()).flatten())
}

/// What names people who did not write the page.
const OTHERS: &[&str] = &[
    "Comment",
    "Review",
    "Organization",
    "Corporation",
    "Business",
];

/// What objects hold that others wrote.
const ASIDE: &[&str] = &["mentions", "about", "comment", "itemListElement"];

/// Persons with a name, not those in [`OTHERS`]; `serde_json` bounds the depth.
fn persons(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Array(list) => list.iter().for_each(|value| persons(value, names)),
        Value::Object(object) => {
            let kind = object
                .get("@type")
                .map(Value::to_string)
                .unwrap_or_default();
            if kind.contains("\"Person\"") {
                names.extend(object.get("name").and_then(name_of));
            } else if !OTHERS.iter().any(|other| kind.contains(other)) {
                let inner = object
                    .iter()
                    .filter(|(key, _)| !ASIDE.contains(&key.as_str()));
                inner.for_each(|(_, value)| persons(value, names));
            }
        }
        _ => {}
    }
}
