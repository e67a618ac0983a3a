//! The tools, one row each. All of them only read.

use super::Desk;
use serde_json::{Map, Value, json};

/// Something an assistant can ask for.
pub struct Tool {
    name: &'static str,
    title: &'static str,
    description: &'static str,
    parameters: &'static [Parameter],
    answer: fn(&Desk, &Arguments) -> Result<Value, String>,
}

/// A parameter of a tool.
struct Parameter {
    name: &'static str,
    kind: Kind,
    required: bool,
    description: &'static str,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Text,
    Count,
}

const fn text(name: &'static str, required: bool, description: &'static str) -> Parameter {
    Parameter {
        name,
        kind: Kind::Text,
        required,
        description,
    }
}

const fn number(name: &'static str, description: &'static str) -> Parameter {
    Parameter {
        name,
        kind: Kind::Count,
        required: false,
        description,
    }
}

const LIMIT: Parameter = number(
    "limit",
    "How many to give at most (default 20, at most 100)",
);
const OFFSET: Parameter = number("offset", "How many to pass over (default 0)");
const STORY: Parameter = text("story", true, "Number or id of a story");

const TOOLS: &[Tool] = &[
    Tool {
        name: "list_stories",
        title: "List stories",
        description: "The stories of the case, most important first, with dates, documents, \
            passages, how many passages rest on a single origin, and discrepancies.",
        parameters: &[LIMIT, OFFSET],
        answer: |desk, asked| desk.stories(asked),
    },
    Tool {
        name: "get_story",
        title: "A story",
        description: "One story: its documents, discrepancies, the passages that several documents \
            carry with what they rest on, who took what from whom, and the timeline.",
        parameters: &[STORY, LIMIT],
        answer: |desk, asked| desk.story(asked),
    },
    Tool {
        name: "get_collation",
        title: "A passage in all its witnesses",
        description: "One passage: its wordings with their witnesses, where these differ, on how \
            many independent origins it rests, and every reason for that.",
        parameters: &[text(
            "collation",
            true,
            "Id of a collation, as get_story gives it",
        )],
        answer: |desk, asked| desk.collation(asked),
    },
    Tool {
        name: "get_document",
        title: "Words of a document",
        description: "What is known about a document, and up to 8000 characters of its text from \
            an offset on, with the offsets.",
        parameters: &[
            text("document", true, "Id of a document"),
            number("start_char", "First character to give (default 0)"),
            number("end_char", "Character after the last"),
        ],
        answer: |desk, asked| desk.document(asked),
    },
    Tool {
        name: "search_words",
        title: "Search for words",
        description: "Every place where these words stand one after the other, in any case and \
            spacing, with the sentence around them.",
        parameters: &[text("words", true, "The words"), LIMIT, OFFSET],
        answer: |desk, asked| desk.search(asked),
    },
    Tool {
        name: "who_said_what",
        title: "Who said what",
        description: "Quotations of a person or body under any of its names, or quotations that \
            name it, with cue, source and how the speaker was found.",
        parameters: &[
            text("speaker", false, "Name of who speaks"),
            text("about", false, "Name that the quoted words mention"),
            LIMIT,
            OFFSET,
        ],
        answer: |desk, asked| desk.said(asked),
    },
    Tool {
        name: "list_discrepancies",
        title: "Discrepancies",
        description: "Where documents differ in substance (number, bound, time, place, name, \
            speaker and others), with both sides' words; drift marks that one cites the other.",
        parameters: &[
            text(
                "story",
                false,
                "Number or id of a story; all stories if left out",
            ),
            text("kind", false, "One kind, such as bound or number"),
            LIMIT,
            OFFSET,
        ],
        answer: |desk, asked| desk.discrepancies(asked),
    },
];

/// The tools as `tools/list` gives them.
pub fn list() -> Vec<Value> {
    TOOLS.iter().map(Tool::described).collect()
}

/// The tool of that name.
pub fn find(name: &str) -> Option<&'static Tool> {
    TOOLS.iter().find(|tool| tool.name == name)
}

impl Tool {
    fn described(&self) -> Value {
        let schema = |p: &Parameter| match p.kind {
            Kind::Text => json!({"type": "string", "description": p.description}),
            Kind::Count => json!({"type": "integer", "minimum": 0, "description": p.description}),
        };
        let properties: Map<String, Value> = (self.parameters.iter())
            .map(|p| (p.name.to_string(), schema(p)))
            .collect();
        let required = self.parameters.iter().filter(|p| p.required);
        json!({
            "name": self.name,
            "title": self.title,
            "description": self.description,
            "inputSchema": {
                "type": "object",
                "properties": properties,
                "required": required.map(|p| p.name).collect::<Vec<_>>(),
                "additionalProperties": false,
            },
            "annotations": {
                "readOnlyHint": true,
                "idempotentHint": true,
                "openWorldHint": false,
            },
        })
    }

    /// The answer, or what is wrong with the question.
    pub fn call(&self, desk: &Desk, arguments: &Value) -> Result<Value, String> {
        let given = arguments.as_object().ok_or("'arguments' is no object")?;
        for name in given.keys() {
            if !self.parameters.iter().any(|p| p.name == name) {
                let known: Vec<_> = self.parameters.iter().map(|p| p.name).collect();
                let known = known.join(", ");
                return Err(format!(
                    "{} has no parameter '{name}', but {known}",
                    self.name
                ));
            }
        }
        for p in self.parameters {
            let fits = match (given.get(p.name), p.kind) {
                (None | Some(Value::Null), _) => !p.required,
                (Some(value), Kind::Text) => value.is_string() || value.is_u64(),
                (Some(value), Kind::Count) => value.is_u64(),
            };
            if !fits {
                return Err(format!("'{}': {}", p.name, p.description));
            }
        }
        (self.answer)(desk, &Arguments(given))
    }
}

/// Arguments that fit the parameters.
pub struct Arguments<'a>(&'a Map<String, Value>);

impl Arguments<'_> {
    /// A text, also where a number was given for it; empty is none.
    pub fn text(&self, name: &str) -> Option<String> {
        let text = match self.0.get(name)? {
            Value::String(text) => text.trim().to_string(),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        Some(text).filter(|text| !text.is_empty())
    }

    /// A number.
    pub fn number(&self, name: &str) -> Option<usize> {
        self.0.get(name)?.as_u64().map(|n| n as usize)
    }

    /// The part of a list that was asked for, each item as `told`, with how many there are.
    pub fn part<T>(
        &self,
        name: &str,
        all: impl Iterator<Item = T>,
        told: impl Fn(T) -> Value,
    ) -> Value {
        let offset = self.number("offset").unwrap_or(0);
        let (mut part, mut total) = (Vec::new(), 0);
        for item in all {
            if total >= offset && part.len() < self.limit() {
                part.push(told(item));
            }
            total += 1;
        }
        json!({"total": total, "offset": offset, name: part})
    }

    /// How many are wanted.
    pub fn limit(&self) -> usize {
        self.number("limit").unwrap_or(20).clamp(1, 100)
    }
}
