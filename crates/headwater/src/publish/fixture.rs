//! A small invented case for tests: a statement translated twice, credited copies, a bound that
//! turned round, and titles that would like to be markup.

use crate::model::*;
use compact_str::format_compact;

const WIRE: &str = "KELBRIDGE, March 4 (Northline) – Harbour master Ilan Vesk said on Tuesday: \
    “We lost the beacon long before the ferry turned.” At least eight people were hurt.";
const COURIER: &str = "Ferry turned without its beacon\nIlan Vesk said, according to Northline, \
    “we lost the beacon long before the ferry turned.” Up to eight people were hurt. – naïve 🙂";
const LEDGER: &str = "The head of the port told the Ledger: “The light was gone well before the \
    ship changed course.” <script>alert(1)</script>\nShare this story";

/// The case.
pub fn case() -> Case {
    let documents = vec![
        document(
            "courier",
            Some("Kelbridge Courier"),
            "Ferry turned <b>without</b> its beacon",
            COURIER,
        ),
        document(
            "ledger",
            Some("The \"Ledger\" & Co"),
            "<script>alert('title')</script>",
            LEDGER,
        ),
        document("northline", None, "Ferry turns without beacon", WIRE),
    ];
    let annotations = documents.iter().map(annotations).collect();
    let relations = relations(&documents);
    let problems = vec![Problem {
        path: "pile/<img src=x>.txt".into(),
        record: None,
        stage: "read".into(),
        what: "holds no text".into(),
        remedy: "leave it out".into(),
    }];
    Case {
        documents,
        annotations,
        relations,
        problems,
        decisions: vec![Decision {
            decision: Verdict::Different,
            a: "Ilan Vesk".into(),
            b: "Vesk & <i>Sons</i>".into(),
            kind: EntityType::Person,
        }],
    }
}

fn span(text: &str, words: &str) -> Span {
    let start = text
        .find(words)
        .unwrap_or_else(|| panic!("'{words}' stands in the text"));
    Span::new(start, start + words.len())
}

fn excerpt(text: &str, words: &str) -> Excerpt {
    Excerpt::new(span(text, words), text)
}

fn document(id: &str, outlet: Option<&str>, title: &str, text: &str) -> Document {
    let end = text.find('\n').map_or(0, |at| at + 1);
    let roles = if id == "ledger" {
        [Role::Body, Role::Chrome]
    } else {
        [Role::Title, Role::Body]
    };
    let spans = [Span::new(0, end), Span::new(end, text.len())];
    let blocks = (roles.into_iter().zip(spans)).filter(|(_, s)| !s.is_empty());
    Document {
        id: id.into(),
        path: format!("pile/{id}.txt"),
        record: None,
        url: Some(format!("https://{id}.example/ferry?a=1&b=2")),
        title: Some(title.into()),
        outlet: outlet.map(str::to_string),
        republished_by: None,
        authors: vec!["Mara Oduya".into()],
        published: Published {
            value: Some("2031-03-04".into()),
            earliest: Some("2031-03-04".into()),
            latest: Some("2031-03-04".into()),
            precision: Precision::Day,
            how: "inferred: 'on Tuesday' and the same story elsewhere".into(),
            evidence: Vec::new(),
        },
        updated: None,
        language: Some("en".into()),
        credit: None,
        section: None,
        dates: Vec::new(),
        hash: "00ff".into(),
        copies: Vec::new(),
        extra: Default::default(),
        text: text.into(),
        blocks: blocks.map(|(role, span)| Block::new(role, span)).collect(),
        insets: Vec::new(),
    }
}

fn annotations(document: &Document) -> Annotations {
    let text = &document.text;
    let (from, to) = (
        text.find('“').unwrap() + '“'.len_utf8(),
        text.find('”').unwrap(),
    );
    let name = if text.contains("Vesk") {
        "Ilan Vesk"
    } else {
        "Ledger"
    };
    Annotations {
        sentences: document.blocks.iter().map(|b| b.span).collect(),
        mentions: vec![Mention {
            excerpt: excerpt(text, name),
            kind: if name == "Ledger" {
                EntityType::Organisation
            } else {
                EntityType::Person
            },
            entity: Some(if name == "Ledger" { "e2" } else { "e1" }.into()),
        }],
        aliases: vec![AliasEvidence {
            a: excerpt(text, name),
            b: excerpt(text, name.split(' ').next_back().unwrap()),
            rule: "surname".into(),
        }],
        quotations: vec![Quotation {
            id: format_compact!("{}:q1", document.id),
            kind: QuotationKind::Direct,
            contents: vec![Excerpt::new(Span::new(from, to), text)],
            cue: None,
            source: Some(excerpt(text, name)),
            speaker: Some("e1".into()),
            speaker_how: "name".into(),
            confidence: 0.97,
            via: None,
            collation: Some("c1".into()),
        }],
        quantities: text
            .contains("eight people")
            .then(|| quantity(text))
            .into_iter()
            .collect(),
        ..Annotations::default()
    }
}

fn quantity(text: &str) -> Quantity {
    Quantity {
        excerpt: excerpt(text, "eight"),
        low: Some(8.0),
        high: None,
        modifier: Modifier::AtLeast,
        unit: None,
        counted: Some("people".into()),
        rule: "hedge".into(),
    }
}

fn relations(documents: &[Document]) -> Relations {
    let ids: Vec<_> = documents.iter().map(|d| d.id.clone()).collect();
    let pointer = |n: usize, words: &str| Pointer::new(&ids[n], span(&documents[n].text, words));
    let said = [
        pointer(0, "we lost the beacon long before the ferry turned."),
        pointer(1, "The light was gone well before the ship changed course."),
        pointer(2, "We lost the beacon long before the ferry turned."),
    ];
    let credit = pointer(0, "according to Northline");
    let story = "s1".to_string();
    Relations {
        stories: vec![Story {
            round_ups: Vec::new(),
            id: story.as_str().into(),
            title: "Ferry turned <b>without</b> its beacon".into(),
            earliest: Some("2031-03-04".into()),
            latest: Some("2031-03-05".into()),
            documents: ids.clone(),
        }],
        entities: vec![
            entity("e1", "Ilan Vesk", &["Vesk"]),
            entity("e2", "Ledger", &[]),
        ],
        collations: vec![Collation {
            id: "c1".into(),
            story: story.as_str().into(),
            kind: PassageKind::Quotation,
            text: said[2].span.of(WIRE).into(),
            speaker: Some("e1".into()),
            witnesses: said.to_vec(),
            wordings: vec![vec![0, 2], vec![1]],
            rule: "alignment".into(),
        }],
        variants: vec![variant(
            VariantClass::Translation,
            vec![
                reading(
                    "beacon",
                    vec![pointer(0, "beacon long"), pointer(2, "beacon long")],
                ),
                reading("light", vec![pointer(1, "light")]),
            ],
        )],
        lineage: vec![edge("l1", "northline", true, &ids[0], credit.clone())],
        support: vec![Support {
            collation: "c1".into(),
            documents: 3,
            outlets: 3,
            origins: vec!["Northline".into()],
            independent_min: 1,
            independent_max: 2,
            reasons: vec![SupportReason {
                edge: Some("l1".into()),
                effect: Effect::Merges,
                text: "Kelbridge Courier credits Northline".into(),
                evidence: [credit].into(),
            }],
        }],
        discrepancies: vec![Discrepancy {
            id: "x1".into(),
            story: story.as_str().into(),
            kind: "bound".into(),
            about: "people hurt".into(),
            sides: vec![
                side(&documents[0], "Up to eight people", "(-∞,8] people"),
                side(&documents[2], "At least eight people", "[8,∞) people"),
            ],
            drift: true,
            rule: "bound".into(),
        }],
        timeline: vec![TimelineEntry {
            story: story.into(),
            earliest: "2031-03-04".into(),
            latest: "2031-03-04".into(),
            text: "Up to eight people were hurt.".into(),
            document: ids[0].clone(),
            span: span(COURIER, "Up to eight people were hurt."),
        }],
        ..Relations::default()
    }
}

fn entity(id: &str, name: &str, aliases: &[&str]) -> Entity {
    let alias = |name: &str| Alias {
        name: name.into(),
        count: 2,
        reason: "surname".into(),
        weak: true,
    };
    Entity {
        id: id.into(),
        name: name.into(),
        kind: EntityType::Person,
        aliases: std::iter::once(&name)
            .chain(aliases)
            .map(|name| alias(name))
            .collect(),
        translated: None,
    }
}

fn variant(class: VariantClass, readings: Vec<Reading>) -> Variant {
    Variant {
        collation: "c1".into(),
        place: 0,
        class,
        readings,
        rule: "lexicon".into(),
    }
}

fn reading(text: &str, witnesses: Vec<Pointer>) -> Reading {
    Reading {
        text: text.into(),
        witnesses,
    }
}

fn edge(id: &str, from: &str, document: bool, to: &DocumentId, evidence: Pointer) -> LineageEdge {
    LineageEdge {
        id: id.into(),
        from: from.into(),
        from_document: document,
        to: to.clone(),
        collation: Some("c1".into()),
        kind: LineageKind::Credited,
        directed: true,
        confidence: Confidence::Shown,
        evidence: [evidence].into(),
        rule: "according-to".into(),
        reason: "the Courier names Northline".into(),
    }
}

fn side(document: &Document, words: &str, value: &str) -> Side {
    Side {
        document: document.id.clone(),
        excerpt: excerpt(&document.text, words),
        value: value.into(),
    }
}
