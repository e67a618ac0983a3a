//! Entities of FollowTheMoney, one a line, for Aleph and its kin.
//!
//! Documents are `Article`, entities `Person`, `Organization` or `Address`, names in documents
//! `Mention`, quotations `Documentation` of their speaker, stories `Event`, edges of the lineage
//! `UnknownLink`, support and discrepancies `Note` on the story.

use super::iri;
use super::texts::Texts;
use super::view::{CollationView, StoryView, View, count, origins, word};
use crate::model::*;
use compact_str::CompactString;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// Writes the entities of a case.
pub fn write(view: &View, out: &mut dyn Write) -> io::Result<()> {
    let mut entities = Entities {
        base: iri::base(view.case),
        view,
        texts: Texts::new(view.case),
        kinds: (view.case.relations.entities.iter())
            .map(|e| (e.id.as_str(), e.kind))
            .collect(),
        out,
    };
    let case = view.case;
    for (document, annotations) in case.documents.iter().zip(&case.annotations) {
        entities.document(document)?;
        entities.mentions(document, annotations)?;
        entities.quotations(document, annotations)?;
    }
    case.relations
        .entities
        .iter()
        .try_for_each(|e| entities.entity(e))?;
    view.stories.iter().try_for_each(|s| entities.story(s))?;
    entities.lineage()
}

struct Entities<'a> {
    base: String,
    view: &'a View<'a>,
    texts: Texts<'a>,
    kinds: BTreeMap<&'a str, EntityType>,
    out: &'a mut dyn Write,
}

impl Entities<'_> {
    /// `hw-` with a hash of the case, kind and id.
    fn id(&self, kind: &str, id: &str) -> String {
        iri::short("hw-", &[&self.base, kind, id])
    }

    fn put(
        &mut self,
        id: String,
        schema: &str,
        properties: &[(&str, Vec<String>)],
    ) -> io::Result<()> {
        let mut values = Map::new();
        for (name, given) in properties {
            let distinct: BTreeSet<_> = given.iter().filter(|v| !v.trim().is_empty()).collect();
            if !distinct.is_empty() {
                values.insert(name.to_string(), json!(distinct));
            }
        }
        let entity: Value = json!({"id": id, "schema": schema, "properties": values});
        writeln!(self.out, "{entity}")
    }

    fn document(&mut self, it: &Document) -> io::Result<()> {
        let one = |value: &Option<String>| value.iter().cloned().collect::<Vec<_>>();
        let file = it.path.rsplit('/').next().unwrap_or(&it.path);
        let title = it.title.clone().unwrap_or_else(|| file.into());
        let id = self.id("document", it.id.as_str());
        self.put(
            id,
            "Article",
            &[
                ("name", vec![title.clone()]),
                ("title", vec![title]),
                ("fileName", vec![file.into()]),
                ("author", it.authors.clone()),
                ("publisher", one(&it.outlet)),
                (
                    "publishedAt",
                    it.published
                        .value
                        .iter()
                        .map(CompactString::to_string)
                        .collect(),
                ),
                ("language", language(it).into_iter().collect()),
                ("sourceUrl", one(&it.url)),
                ("bodyText", vec![it.text.clone()]),
                (
                    "processingAgent",
                    vec![concat!("headwater ", env!("CARGO_PKG_VERSION")).into()],
                ),
            ],
        )
    }

    fn entity(&mut self, it: &Entity) -> io::Result<()> {
        let Some(schema) = schema(it.kind) else {
            return Ok(());
        };
        let aliases = it.aliases.iter().map(|a| a.name.clone());
        let aliases = aliases.filter(|name| *name != it.name).collect();
        let (name, id) = (vec![it.name.clone()], self.id("entity", &it.id));
        match it.kind {
            EntityType::Place => self.put(id, schema, &[("full", name), ("alias", aliases)]),
            _ => self.put(id, schema, &[("name", name), ("alias", aliases)]),
        }
    }

    /// One for each person or organisation and each form of its name in a document.
    fn mentions(&mut self, document: &Document, annotations: &Annotations) -> io::Result<()> {
        let named = annotations.mentions.iter().filter_map(|m| {
            let entity = m.entity.as_deref()?;
            let schema = self.schema(entity).filter(|s| *s != "Address")?;
            Some((entity, schema, m.excerpt.text.as_ref()))
        });
        let distinct: BTreeSet<(&str, &str, &str)> = named.collect();
        for (entity, schema, name) in distinct {
            let id = self.id("mention", &format!("{} {entity} {name}", document.id));
            let properties = [
                ("document", vec![self.id("document", document.id.as_str())]),
                ("name", vec![name.into()]),
                ("resolved", vec![self.id("entity", entity)]),
                ("detectedSchema", vec![schema.into()]),
            ];
            self.put(id, "Mention", &properties)?;
        }
        Ok(())
    }

    fn quotations(&mut self, document: &Document, annotations: &Annotations) -> io::Result<()> {
        for it in annotations.quotations.iter().filter(|q| q.kind.is_speech()) {
            let speaker = it.speaker.as_ref();
            let Some(speaker) = speaker.filter(|s| self.schema(s).is_some()) else {
                continue;
            };
            let words: Vec<&str> = it.contents.iter().map(|c| c.text.as_ref()).collect();
            let (start, end) = self.texts.code_points(document.id.as_str(), it.whole());
            let place = format!("{} quotation, characters {start} to {end}", word(it.kind));
            let properties = [
                ("document", vec![self.id("document", document.id.as_str())]),
                ("entity", vec![self.id("entity", speaker)]),
                ("role", vec!["speaker".into()]),
                ("summary", vec![words.join(" … ")]),
                ("description", vec![place]),
            ];
            self.put(self.id("quotation", &it.id), "Documentation", &properties)?;
        }
        Ok(())
    }

    fn story(&mut self, it: &StoryView) -> io::Result<()> {
        let day = |day: &Option<CompactString>| {
            day.iter().map(CompactString::to_string).collect::<Vec<_>>()
        };
        let story = self.id("story", &it.story.id);
        let properties = [
            ("name", vec![it.story.title.clone()]),
            ("startDate", day(&it.story.earliest)),
            ("endDate", day(&it.story.latest)),
            (
                "proof",
                it.documents.iter().map(|n| self.document_id(*n)).collect(),
            ),
        ];
        self.put(story.clone(), "Event", &properties)?;
        for c in it.collations.iter().filter(|c| c.support.is_some()) {
            let id = self.id("support", &c.collation.id);
            self.note(id, &story, supported(c))?;
        }
        for d in &it.discrepancies {
            let id = self.id("discrepancy", &d.id);
            self.note(id, &story, differs(self.view, d))?;
        }
        Ok(())
    }

    /// The schema under which an entity is written, if it is.
    fn schema(&self, entity: &str) -> Option<&'static str> {
        self.kinds.get(entity).copied().and_then(schema)
    }

    fn document_id(&self, n: usize) -> String {
        self.id("document", self.view.case.documents[n].id.as_str())
    }

    fn note(&mut self, id: String, story: &str, description: String) -> io::Result<()> {
        let properties = [
            ("description", vec![description]),
            ("entity", vec![story.into()]),
        ];
        self.put(id, "Note", &properties)
    }

    fn lineage(&mut self) -> io::Result<()> {
        let edges = &self.view.case.relations.lineage;
        let outside = edges.iter().filter(|e| !e.from_document);
        let origins: BTreeMap<_, _> = outside
            .map(|e| (&e.from, self.id("origin", &e.from)))
            .collect();
        for (name, id) in &origins {
            self.put(
                id.clone(),
                "LegalEntity",
                &[("name", vec![name.to_string()])],
            )?;
        }
        for edge in edges {
            let from = match origins.get(&edge.from) {
                Some(id) if !edge.from_document => id.clone(),
                _ => self.id("document", &edge.from),
            };
            let sure = match edge.directed {
                true => word(edge.confidence),
                false => format!("{}, direction unknown", word(edge.confidence)),
            };
            let properties = [
                ("subject", vec![from]),
                ("object", vec![self.id("document", edge.to.as_str())]),
                ("role", vec![word(edge.kind)]),
                ("status", vec![sure]),
                ("summary", vec![edge.reason.to_string()]),
            ];
            self.put(self.id("edge", &edge.id), "UnknownLink", &properties)?;
        }
        Ok(())
    }
}

/// Codes of ISO 639-1 and ISO 639-3 for the languages that news is most often read in.
const LANGUAGES: &str = "ar ara, be bel, bg bul, bn ben, ca cat, cs ces, da dan, de deu, el ell, \
    en eng, es spa, et est, fa fas, fi fin, fr fra, he heb, hi hin, hr hrv, hu hun, hy hye, id ind, \
    it ita, ja jpn, ka kat, ko kor, lt lit, lv lav, mk mkd, nl nld, pl pol, pt por, ro ron, ru rus, \
    sk slk, sl slv, sq sqi, sr srp, sv swe, ta tam, th tha, tr tur, uk ukr, ur urd, vi vie, zh zho";

/// FollowTheMoney takes languages of three letters only.
fn language(it: &Document) -> Option<String> {
    let wanted = it.language.as_deref()?;
    let mut pairs = LANGUAGES
        .split(", ")
        .filter_map(|pair| pair.split_once(' '));
    let found = pairs.find(|(two, _)| *two == wanted);
    found.map(|(_, three)| three.to_string())
}

/// The schema of an entity; names of works, laws and the like have none.
fn schema(kind: EntityType) -> Option<&'static str> {
    match kind {
        EntityType::Person => Some("Person"),
        EntityType::Organisation => Some("Organization"),
        EntityType::Place => Some("Address"),
        EntityType::Other => None,
    }
}

fn supported(it: &CollationView) -> String {
    let mut text = format!("“{}”", it.collation.text);
    if let Some(support) = it.support {
        let documents = count(support.documents, "document", "documents");
        text += &format!(" – {documents}, rests on {}", origins(support));
        for reason in &support.reasons {
            text += &format!("; {}: {}", word(reason.effect), reason.text);
        }
    }
    text
}

fn differs(view: &View, it: &Discrepancy) -> String {
    let sides = it.sides.iter().map(|side| {
        let outlet = view.label_of(side.document.as_str());
        format!("“{}” ({outlet}, {})", side.excerpt.text, side.value)
    });
    let sides: Vec<_> = sides.collect();
    format!("{} differs, {}: {}", it.kind, it.about, sides.join(" but "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::fixture;

    #[test]
    fn what_properties_refer_to_is_there_once() {
        let case = fixture::case();
        let mut bytes = Vec::new();
        write(&View::new(&case), &mut bytes).unwrap();
        let lines = String::from_utf8(bytes).unwrap();
        let entities: Vec<Value> = (lines.lines())
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let ids: BTreeSet<_> = entities.iter().map(|e| e["id"].as_str().unwrap()).collect();
        assert_eq!(ids.len(), entities.len());
        assert_eq!(entities[0]["properties"]["language"][0], "eng");
        let mut referred = 0;
        for property in [
            "document", "resolved", "entity", "subject", "object", "proof",
        ] {
            for entity in &entities {
                for id in entity["properties"][property]
                    .as_array()
                    .into_iter()
                    .flatten()
                {
                    assert!(ids.contains(id.as_str().unwrap()), "{property} of {entity}");
                    referred += 1;
                }
            }
        }
        assert!(referred > 10);
    }
}
