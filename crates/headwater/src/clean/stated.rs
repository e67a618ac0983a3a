//! What records and feeds state, read as pages are.

use super::writer;

/// Writers as a record or a feed states them: persons, else agencies and outlets; nobody where
/// mail addresses, offices or names of users are all there is.
pub(super) fn writers(fields: &[String], outlet: Option<&str>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for field in fields.iter().flat_map(|field| listed(field)) {
        let people = writer::names(&field, outlet);
        let none = || writer::body(&field).filter(|name| writer::is_body(name, outlet));
        let one = if people.is_empty() { none() } else { None };
        for name in people.into_iter().chain(one) {
            if !found.contains(&name) {
                found.push(name);
            }
        }
    }
    found
}

/// The items of a list that a program wrote as text: "['Amos Hale', 'Ruth Prior']".
fn listed(field: &str) -> Vec<String> {
    let Some(inner) = field
        .trim()
        .strip_prefix('[')
        .and_then(|f| f.strip_suffix(']'))
    else {
        return vec![field.to_string()];
    };
    let items = inner
        .split(',')
        .map(|item| item.trim().trim_matches(['\'', '"']));
    items.map(str::to_string).collect()
}
