//! Where documents and passages come from as W3C PROV in the form of PROV-JSON.
//!
//! Documents, origins outside the pile, and witnesses (a document where it carries a passage) are
//! entities; outlets, writers and headwater are agents. An edge whose order is shown is a
//! derivation; of one whose order is not shown the ends are alternates.

use super::iri;
use super::objects::Objects;
use super::texts::Texts;
use super::view::{View, published, word};
use crate::model::*;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// Writes the provenance of a case.
pub fn write(view: &View, out: &mut dyn Write) -> io::Result<()> {
    let mut all = Objects::begin(out)?;
    let prefixes = json!({
        "case": iri::base(view.case),
        "hw": "urn:headwater:",
        "dcterms": "http://purl.org/dc/terms/",
    });
    all.put("prefix", &prefixes)?;
    entities(view, all.inside("entity")?)?;
    agents(view, all.inside("agent")?)?;
    attributions(view, all.inside("wasAttributedTo")?)?;
    members(view, all.inside("hadMember")?)?;
    specializations(view, all.inside("specializationOf")?)?;
    let texts = Texts::new(view.case);
    derivations(view, &texts, true, all.inside("wasDerivedFrom")?)?;
    derivations(view, &texts, false, all.inside("alternateOf")?)?;
    all.end()?;
    out.write_all(b"\n")
}

fn named(kind: &str, id: &str) -> String {
    format!("case:{}", iri::name(kind, id))
}

fn typed(kind: &str) -> Value {
    json!({"$": kind, "type": "prov:QUALIFIED_NAME"})
}

fn witness(collation: &Collation, n: usize) -> String {
    named("witness", &format!("{}.{n}", collation.id))
}

fn entities(view: &View, mut out: Objects) -> io::Result<()> {
    for document in &view.case.documents {
        out.put(&named("document", document.id.as_str()), &article(document))?;
    }
    for origin in origins(view) {
        let entity = json!({"prov:type": typed("hw:origin"), "prov:label": origin});
        out.put(&named("origin", origin), &entity)?;
    }
    for story in &view.case.relations.stories {
        let entity = json!({"prov:type": typed("prov:Collection"), "prov:label": story.title});
        out.put(&named("story", &story.id), &entity)?;
    }
    let texts = Texts::new(view.case);
    for collation in &view.case.relations.collations {
        let passage = json!({
            "prov:type": typed("hw:passage"),
            "prov:label": collation.text,
        });
        out.put(&named("passage", &collation.id), &passage)?;
        for (n, at) in collation.witnesses.iter().enumerate() {
            let (start, end) = texts.code_points(at.document.as_str(), at.span);
            let entity = json!({
                "prov:type": typed("hw:witness"),
                "prov:value": view.words(at),
                "hw:document": typed(&named("document", at.document.as_str())),
                "hw:start": start,
                "hw:end": end,
            });
            out.put(&witness(collation, n), &entity)?;
        }
    }
    out.end()
}

fn article(document: &Document) -> Value {
    let mut entity = Map::new();
    entity.insert("prov:type".into(), typed("hw:document"));
    entity.insert("dcterms:identifier".into(), json!(document.id));
    entity.insert("hw:sha256".into(), json!(document.hash));
    entity.insert("hw:published".into(), json!(published(document)));
    entity.insert("hw:published-how".into(), json!(document.published.how));
    let stated = [("prov:label", &document.title), ("hw:url", &document.url)];
    for (name, value) in stated {
        if let Some(value) = value {
            entity.insert(name.into(), json!(value));
        }
    }
    entity.into()
}

/// Named origins outside the pile.
fn origins<'a>(view: &View<'a>) -> BTreeSet<&'a str> {
    let edges = view.case.relations.lineage.iter();
    let outside = edges.filter(|e| !e.from_document);
    outside.map(|e| e.from.as_str()).collect()
}

/// Outlets and writers of a document, each with its kind.
fn makers(document: &Document) -> impl Iterator<Item = (&'static str, &str)> {
    let outlets = document.outlet.iter().chain(&document.republished_by);
    let outlets = outlets.map(|o| ("outlet", o.as_str()));
    outlets.chain(document.authors.iter().map(|a| ("writer", a.as_str())))
}

fn agents(view: &View, mut out: Objects) -> io::Result<()> {
    let all: BTreeSet<_> = view.case.documents.iter().flat_map(makers).collect();
    for (kind, name) in all {
        let class = match kind {
            "outlet" => "prov:Organization",
            _ => "prov:Person",
        };
        let agent = json!({"prov:type": typed(class), "prov:label": name});
        out.put(&named(kind, name), &agent)?;
    }
    let label = concat!("headwater ", env!("CARGO_PKG_VERSION"));
    let program = json!({"prov:type": typed("prov:SoftwareAgent"), "prov:label": label});
    out.put("case:headwater", &program)?;
    out.end()
}

fn attributions(view: &View, mut out: Objects) -> io::Result<()> {
    let mut count = 0;
    for document in &view.case.documents {
        let distinct: BTreeSet<_> = makers(document).collect();
        for (kind, name) in distinct {
            count += 1;
            let row = json!({
                "prov:entity": named("document", document.id.as_str()),
                "prov:agent": named(kind, name),
            });
            out.put(&format!("_:at{count}"), &row)?;
        }
    }
    for story in &view.case.relations.stories {
        count += 1;
        let entity = named("story", &story.id);
        let row = json!({"prov:entity": entity, "prov:agent": "case:headwater"});
        out.put(&format!("_:at{count}"), &row)?;
    }
    out.end()
}

fn members(view: &View, mut out: Objects) -> io::Result<()> {
    let mut count = 0;
    for story in &view.case.relations.stories {
        for document in &story.documents {
            count += 1;
            let row = json!({
                "prov:collection": named("story", &story.id),
                "prov:entity": named("document", document.as_str()),
            });
            out.put(&format!("_:me{count}"), &row)?;
        }
    }
    out.end()
}

/// A witness is the passage as one document carries it.
fn specializations(view: &View, mut out: Objects) -> io::Result<()> {
    let mut count = 0;
    for collation in &view.case.relations.collations {
        for n in 0..collation.witnesses.len() {
            count += 1;
            let row = json!({
                "prov:specificEntity": witness(collation, n),
                "prov:generalEntity": named("passage", &collation.id),
            });
            out.put(&format!("_:sp{count}"), &row)?;
        }
    }
    out.end()
}

/// Edges whose order is shown, or the others.
fn derivations(view: &View, texts: &Texts, directed: bool, mut out: Objects) -> io::Result<()> {
    let relations = &view.case.relations;
    let collations: BTreeMap<_, _> = (relations.collations.iter())
        .map(|c| (c.id.as_str(), c))
        .collect();
    for edge in relations.lineage.iter().filter(|e| e.directed == directed) {
        let collation = edge.collation.as_deref().and_then(|c| collations.get(c));
        let end = |document: &str| {
            let witnesses = collation
                .iter()
                .flat_map(|c| c.witnesses.iter().enumerate());
            let mut own = witnesses.filter(|(_, w)| w.document.as_str() == document);
            let own = own.next().and_then(|(n, _)| Some(witness(collation?, n)));
            own.unwrap_or_else(|| named("document", document))
        };
        let from = match edge.from_document {
            true => end(&edge.from),
            false => named("origin", &edge.from),
        };
        let to = end(edge.to.as_str());
        let row = match directed {
            true => derivation(texts, edge, &from, &to),
            false => json!({"prov:alternate1": to, "prov:alternate2": from}),
        };
        out.put(&named("edge", &edge.id), &row)?;
    }
    out.end()
}

fn derivation(texts: &Texts, edge: &LineageEdge, from: &str, to: &str) -> Value {
    let words = edge.evidence.iter().map(|p| {
        let e = texts.at(p);
        format!(
            "{}#char={},{}: {}",
            e.document, e.start_char, e.end_char, e.text
        )
    });
    json!({
        "prov:generatedEntity": to,
        "prov:usedEntity": from,
        "prov:label": edge.reason,
        "hw:kind": word(edge.kind),
        "hw:confidence": word(edge.confidence),
        "hw:rule": edge.rule,
        "hw:evidence": words.collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::fixture;

    /// Every name is declared, with a declared prefix: what a reader of PROV-JSON resolves.
    #[test]
    fn what_relations_name_is_there() {
        let case = fixture::case();
        let mut bytes = Vec::new();
        write(&View::new(&case), &mut bytes).unwrap();
        let all: Value = serde_json::from_slice(&bytes).unwrap();
        let declared: BTreeSet<&String> = ["entity", "agent"]
            .iter()
            .flat_map(|group| all[group].as_object().unwrap().keys())
            .collect();
        let relations = [
            "wasAttributedTo",
            "hadMember",
            "specializationOf",
            "wasDerivedFrom",
        ];
        for row in relations
            .iter()
            .flat_map(|r| all[r].as_object().unwrap().values())
        {
            let names = row.as_object().unwrap().iter();
            let names = names.filter(|(key, _)| key.starts_with("prov:") && *key != "prov:label");
            for (_, name) in names {
                let name = name.as_str().unwrap().to_string();
                assert!(declared.contains(&name), "{name}");
            }
        }
        assert_eq!(all["wasDerivedFrom"].as_object().unwrap().len(), 1);
    }
}
