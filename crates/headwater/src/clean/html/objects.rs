//! Objects of JSON-LD: the first that fits, of what type it is, and what it is called.

use scraper::Html;
use serde_json::Value;

pub(super) type Object = serde_json::Map<String, Value>;

/// The first object of all that fits.
pub(super) fn first<'a>(roots: &'a [Value], fits: &dyn Fn(&Object) -> bool) -> Option<&'a Object> {
    roots.iter().find_map(|root| find_in(root, fits))
}

/// The type of an object has one of these endings.
pub(super) fn is_a(object: &Object, types: &[&str]) -> bool {
    let kind = object.get("@type").map(Value::to_string);
    kind.is_some_and(|kind| types.iter().any(|name| kind.contains(name)))
}

/// The named object whose id a reference gives.
pub(super) fn referred<'a>(roots: &'a [Value], reference: &Value) -> Option<&'a Value> {
    let id = reference.get("@id")?;
    let is_it = |object: &Object| object.get("@id") == Some(id) && object.contains_key("name");
    first(roots, &is_it)?.get("name")
}

/// The first object that fits, in lists, graphs and main entities.
fn find_in<'a>(value: &'a Value, fits: &dyn Fn(&Object) -> bool) -> Option<&'a Object> {
    match value {
        Value::Array(list) => list.iter().find_map(|value| find_in(value, fits)),
        Value::Object(object) if fits(object) => Some(object),
        Value::Object(object) => {
            let inner = object.get("@graph").or_else(|| object.get("mainEntity"));
            find_in(inner?, fits)
        }
        _ => None,
    }
}

/// A text, or the name of an object or of the first of a list.
pub(super) fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => {
            let text = unescape(text.trim());
            (!text.is_empty()).then_some(text)
        }
        Value::Object(object) => match object.get("name") {
            Some(name) => name_of(name),
            None => whole_name(object),
        },
        Value::Array(list) => list.iter().find_map(name_of),
        _ => None,
    }
}

/// The name of a person that is stated in its parts.
fn whole_name(person: &Object) -> Option<String> {
    let part = |name: &str| person.get(name).and_then(Value::as_str);
    Some(format!("{} {}", part("givenName")?, part("familyName")?))
}

/// JSON-LD often holds HTML's entities.
fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.into();
    }
    Html::parse_fragment(text).root_element().text().collect()
}
