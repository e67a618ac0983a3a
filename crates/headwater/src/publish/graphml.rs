//! The lineage as a graph for Gephi, yEd, networkx and others: GraphML 1.0.
//!
//! Nodes are documents and the origins outside the pile, edges are the rows of `lineage`. Every
//! edge is written as directed, since readers refuse graphs of both kinds; where the order is not
//! shown its `directed` says so.

use super::json::edge;
use super::texts::Texts;
use super::view::{View, published};
use super::xml::Xml;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{self, Write};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"#;

/// Attributes of nodes, then of edges, in the order in which they are written.
const NODE: &[&str] = &["id", "kind", "label", "title", "published", "url", "story"];
const EDGE: &[(&str, &str)] = &[
    ("id", "string"),
    ("kind", "string"),
    ("directed", "boolean"),
    ("confidence", "string"),
    ("collation", "string"),
    ("rule", "string"),
    ("reason", "string"),
    ("evidence", "string"),
];

/// Writes the lineage of a case.
pub fn write(view: &View, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(HEAD.as_bytes())?;
    for name in NODE {
        writeln!(
            out,
            r#"<key id="n-{name}" for="node" attr.name="{name}" attr.type="string"/>"#
        )?;
    }
    for (name, kind) in EDGE {
        writeln!(
            out,
            r#"<key id="e-{name}" for="edge" attr.name="{name}" attr.type="{kind}"/>"#
        )?;
    }
    writeln!(out, r#"<graph id="lineage" edgedefault="directed">"#)?;
    let ids = nodes(view, out)?;
    edges(view, &ids, out)?;
    out.write_all(b"</graph>\n</graphml>\n")
}

/// Writes documents and origins; gives their ids in the graph, which must be name tokens.
fn nodes<'a>(view: &View<'a>, out: &mut dyn Write) -> io::Result<BTreeMap<&'a str, String>> {
    let mut ids = BTreeMap::new();
    let stories: BTreeMap<_, _> = (view.stories.iter())
        .flat_map(|s| s.documents.iter().map(|n| (*n, s.story.id.as_str())))
        .collect();
    for (n, document) in view.case.documents.iter().enumerate() {
        let id = format!("d{}", n + 1);
        let date = published(document);
        let values = [
            document.id.as_str(),
            "document",
            view.label(n),
            document.title.as_deref().unwrap_or(""),
            &date,
            document.url.as_deref().unwrap_or(""),
            stories.get(&n).copied().unwrap_or(""),
        ];
        node(&id, &values, out)?;
        ids.insert(document.id.as_str(), id);
    }
    let edges = view.case.relations.lineage.iter();
    for origin in edges.filter(|e| !e.from_document).map(|e| e.from.as_str()) {
        if !ids.contains_key(origin) {
            let id = format!("o{}", ids.len() - view.case.documents.len() + 1);
            node(&id, &[origin, "origin", origin], out)?;
            ids.insert(origin, id);
        }
    }
    Ok(ids)
}

fn node(id: &str, values: &[&str], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, r#"<node id="{id}">"#)?;
    for (name, value) in NODE.iter().zip(values).filter(|(_, v)| !v.is_empty()) {
        writeln!(out, r#"<data key="n-{name}">{}</data>"#, Xml(value))?;
    }
    writeln!(out, "</node>")
}

fn edges(view: &View, ids: &BTreeMap<&str, String>, out: &mut dyn Write) -> io::Result<()> {
    let texts = Texts::new(view.case);
    for row in &view.case.relations.lineage {
        let (from, to) = (ids.get(row.from.as_str()), ids.get(row.to.as_str()));
        let (Some(from), Some(to)) = (from, to) else {
            continue;
        };
        writeln!(
            out,
            r#"<edge id="{}" source="{from}" target="{to}">"#,
            Xml(&row.id)
        )?;
        let values = edge(view, &texts, row);
        for (name, _) in EDGE {
            match &values[*name] {
                Value::Null => {}
                Value::String(text) => data(name, text, out)?,
                other => data(name, &other.to_string(), out)?,
            }
        }
        writeln!(out, "</edge>")?;
    }
    Ok(())
}

fn data(name: &str, value: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, r#"<data key="e-{name}">{}</data>"#, Xml(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::fixture;
    use quick_xml::Reader;
    use quick_xml::events::Event;
    use std::collections::BTreeSet;

    /// What the schema asks for and readers rely on: keys before use, ids once, ends that exist.
    #[test]
    fn keys_ids_and_ends_fit() {
        let case = fixture::case();
        let mut bytes = Vec::new();
        write(&View::new(&case), &mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let (mut keys, mut ids, mut edges) = (BTreeSet::new(), BTreeSet::new(), 0);
        let mut reader = Reader::from_str(&text);
        loop {
            let (Event::Start(e) | Event::Empty(e)) = (match reader.read_event().unwrap() {
                Event::Eof => break,
                event @ (Event::Start(_) | Event::Empty(_)) => event,
                _ => continue,
            }) else {
                continue;
            };
            let value = |key: &str| {
                let found = e.try_get_attribute(key).unwrap();
                found.map(|a| a.value.to_string())
            };
            match e.name().as_ref() {
                "key" => assert!(keys.insert(value("id").unwrap())),
                "data" => assert!(keys.contains(&value("key").unwrap())),
                "node" => assert!(ids.insert(value("id").unwrap())),
                "edge" => {
                    edges += 1;
                    assert!(ids.contains(&value("source").unwrap()));
                    assert!(ids.contains(&value("target").unwrap()));
                }
                _ => {}
            }
        }
        assert_eq!(edges, case.relations.lineage.len());
        assert_eq!(ids.len(), case.documents.len());
        assert!(text.contains("Ferry turned &lt;b&gt;without"));
    }
}
