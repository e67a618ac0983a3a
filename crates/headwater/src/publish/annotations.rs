//! W3C Web Annotations (Web Annotation Data Model, 2017) as JSON-LD: one collection with one page.
//!
//! The target of an annotation is the text of a document as `texts` holds it, not the page behind
//! its address: `via` leads there. Each place is selected twice, by its words with what stands
//! around them and by its position in code points, as the standard demands.

use super::iri;
use super::texts::Texts;
use super::view::{View, word};
use crate::model::*;
use compact_str::CompactString;
use serde_json::{Value, json};
use std::io::{self, Write};

/// Code points of context on each side of quoted words.
const CONTEXT: usize = 32;

/// Writes all annotations of a case, and what relates its documents.
pub fn write(view: &View, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page {
        view,
        base: iri::base(view.case),
        texts: Texts::new(view.case),
        count: 0,
        out,
    };
    let base = &page.base;
    write!(
        page.out,
        "{{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"{base}annotations\",\
         \"type\":\"AnnotationCollection\",\"label\":\"headwater {}\",\"first\":\
         {{\"id\":\"{base}annotations-1\",\"type\":\"AnnotationPage\",\"startIndex\":0,\"items\":[",
        env!("CARGO_PKG_VERSION")
    )?;
    for (document, annotations) in view.case.documents.iter().zip(&view.case.annotations) {
        page.document(document, annotations)?;
    }
    page.relations()?;
    let total = page.count;
    writeln!(page.out, "\n]}},\"total\":{total}}}")
}

struct Page<'a> {
    view: &'a View<'a>,
    base: String,
    texts: Texts<'a>,
    count: usize,
    out: &'a mut dyn Write,
}

impl Page<'_> {
    fn document(&mut self, document: &Document, annotations: &Annotations) -> io::Result<()> {
        let id = &document.id;
        for (n, m) in annotations.mentions.iter().enumerate() {
            let body = match &m.entity {
                Some(entity) => self.entity(entity),
                None => tag(&word(m.kind)),
            };
            let name = format!("{id}:n{}", n + 1);
            self.put(
                "mention",
                &name,
                "identifying",
                body,
                &[(id, m.excerpt.span)],
            )?;
        }
        for (n, t) in annotations.times.iter().enumerate() {
            let body = describing(&format!("{} {}", word(t.kind), t.value));
            let name = format!("{id}:t{}", n + 1);
            self.put("time", &name, "describing", body, &[(id, t.excerpt.span)])?;
        }
        for (n, q) in annotations.quantities.iter().enumerate() {
            let body = describing(&quantity(q));
            let name = format!("{id}:m{}", n + 1);
            self.put(
                "quantity",
                &name,
                "describing",
                body,
                &[(id, q.excerpt.span)],
            )?;
        }
        for (n, a) in annotations.attributions.iter().enumerate() {
            let body = describing(&format!("{}: {}", word(a.source_type), a.source));
            let name = format!("{id}:a{}", n + 1);
            self.put("attribution", &name, "describing", body, &[(id, a.scope)])?;
        }
        for q in &annotations.quotations {
            let mut bodies = vec![tag(&word(q.kind))];
            bodies.extend(q.speaker.as_deref().map(|speaker| self.entity(speaker)));
            let places: Vec<_> = q.contents.iter().map(|c| (id, c.span)).collect();
            self.put("quotation", &q.id, "identifying", json!(bodies), &places)?;
        }
        Ok(())
    }

    fn relations(&mut self) -> io::Result<()> {
        let relations = &self.view.case.relations;
        for c in &relations.collations {
            let body = describing(&c.text);
            self.put("collation", &c.id, "linking", body, &places(&c.witnesses))?;
        }
        for e in &relations.lineage {
            let body = describing(&e.reason);
            self.put("lineage", &e.id, "linking", body, &places(&e.evidence))?;
        }
        for d in &relations.discrepancies {
            let body = describing(&format!("{}: {}", d.kind, d.about));
            let sides = d.sides.iter().map(|s| (&s.document, s.excerpt.span));
            let sides: Vec<_> = sides.collect();
            self.put("discrepancy", &d.id, "questioning", body, &sides)?;
        }
        Ok(())
    }

    fn put(
        &mut self,
        kind: &str,
        id: &str,
        motivation: &str,
        body: Value,
        places: &[(&DocumentId, Span)],
    ) -> io::Result<()> {
        let targets = places.iter().filter_map(|(d, span)| self.target(d, *span));
        let mut targets: Vec<Value> = targets.collect();
        let target = match targets.len() {
            0 => return Ok(()),
            1 => targets.swap_remove(0),
            _ => json!(targets),
        };
        let annotation = json!({
            "id": format!("{}{}", self.base, iri::name(kind, id)),
            "type": "Annotation",
            "motivation": motivation,
            "body": body,
            "target": target,
        });
        let comma = if self.count > 0 { "," } else { "" };
        self.count += 1;
        write!(self.out, "{comma}\n{annotation}")
    }

    /// A place; none when the case does not hold it.
    fn target(&self, id: &DocumentId, span: Span) -> Option<Value> {
        let document = self.texts.document(id.as_str())?;
        let (start, end) = self.texts.code_points(id.as_str(), span);
        let (before, exact) = (
            document.text.get(..span.start)?,
            document.text.get(span.start..span.end)?,
        );
        let after = document.text.get(span.end..)?;
        let mut source = json!({
            "id": format!("{}{}", self.base, iri::name("document", id.as_str())),
            "type": "Text",
            "format": "text/plain",
        });
        if let Some(language) = &document.language {
            source["language"] = json!(language);
        }
        if let Some(url) = &document.url {
            source["via"] = json!(url);
        }
        Some(json!({
            "type": "SpecificResource",
            "source": source,
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": exact,
                    "prefix": last(before),
                    "suffix": first(after),
                },
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
        }))
    }

    fn entity(&self, id: &str) -> Value {
        json!({
            "type": "SpecificResource",
            "purpose": "identifying",
            "source": {
                "id": format!("{}{}", self.base, iri::name("entity", id)),
                "label": self.view.name(id),
            },
        })
    }
}

fn places(pointers: &[Pointer]) -> Vec<(&DocumentId, Span)> {
    pointers.iter().map(|p| (&p.document, p.span)).collect()
}

fn tag(value: &str) -> Value {
    json!({"type": "TextualBody", "purpose": "tagging", "value": value})
}

fn describing(value: &str) -> Value {
    json!({"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": value})
}

/// 'at-least [8,∞) people'.
fn quantity(it: &Quantity) -> String {
    let low = it.low.map_or("(-∞".into(), |low| format!("[{low}"));
    let high = it.high.map_or("∞)".into(), |high| format!("{high}]"));
    let words = [&it.unit, &it.counted].into_iter().flatten();
    let words: Vec<_> = words.map(CompactString::as_str).collect();
    format!("{} {low},{high} {}", word(it.modifier), words.join(" "))
}

fn last(text: &str) -> &str {
    let start = text.char_indices().rev().nth(CONTEXT - 1);
    start.map_or(text, |(at, _)| &text[at..])
}

fn first(text: &str) -> &str {
    let end = text.char_indices().nth(CONTEXT);
    end.map_or(text, |(at, _)| &text[..at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::fixture;

    fn selectors(target: &Value) -> Vec<&Value> {
        match target {
            Value::Array(targets) => targets.iter().flat_map(selectors).collect(),
            one => vec![one],
        }
    }

    /// What the standard demands of each annotation, and that both selectors select the same
    /// words of the text: the fixture's texts are not ASCII.
    #[test]
    fn selectors_select_the_words() {
        let case = fixture::case();
        let mut bytes = Vec::new();
        write(&View::new(&case), &mut bytes).unwrap();
        let all: Value = serde_json::from_slice(&bytes).unwrap();
        let items = all["first"]["items"].as_array().unwrap();
        assert_eq!(all["total"], items.len());
        assert!(items.len() > 8);
        let base = iri::base(&case);
        for item in items {
            assert_eq!(item["type"], "Annotation");
            assert!(item["id"].as_str().unwrap().starts_with(&base));
            for target in selectors(&item["target"]) {
                let source = target["source"]["id"].as_str().unwrap();
                let id = source.strip_prefix(&format!("{base}document-")).unwrap();
                let document = case.documents.iter().find(|d| d.id.as_str() == id).unwrap();
                let [quote, position] = target["selector"].as_array().unwrap().as_slice() else {
                    panic!("two selectors")
                };
                let (start, end) = (position["start"].as_u64(), position["end"].as_u64());
                let (start, end) = (start.unwrap() as usize, end.unwrap() as usize);
                let letters: Vec<char> = document.text.chars().collect();
                let words: String = letters[start..end].iter().collect();
                assert_eq!(quote["exact"], words.as_str());
                let around = ["prefix", "exact", "suffix"].map(|k| quote[k].as_str().unwrap());
                assert!(document.text.contains(&around.concat()));
            }
        }
    }
}
