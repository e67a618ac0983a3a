//! The columns of every table with their types: what JSON Lines show, written down.

use super::schema::{Kind, Type};

const TEXT: Type = Type::One(Kind::Text);
const JSON: Type = Type::One(Kind::Json);
const INT: Type = Type::One(Kind::Int);
const NUMBER: Type = Type::One(Kind::Number);
const BOOL: Type = Type::One(Kind::Bool);
const TEXTS: Type = Type::List(&TEXT);
const SPAN: Type = Type::Group(&[("start", INT), ("end", INT)]);
const EXCERPT: Type = Type::Group(&[("start", INT), ("end", INT), ("text", TEXT)]);
const POINTER: Type = Type::Group(&[("document", TEXT), ("start", INT), ("end", INT)]);
const POINTERS: Type = Type::List(&POINTER);

/// Tables with their columns, in the order of `headwater::publish::tables::TABLES`.
pub const TABLES: &[(&str, &[(&str, Type)])] = &[
    (
        "documents",
        &[
            ("id", TEXT),
            ("path", TEXT),
            ("record", INT),
            ("url", TEXT),
            ("title", TEXT),
            ("outlet", TEXT),
            ("republished_by", TEXT),
            ("authors", TEXTS),
            (
                "published",
                Type::Group(&[
                    ("value", TEXT),
                    ("earliest", TEXT),
                    ("latest", TEXT),
                    ("precision", TEXT),
                    ("how", TEXT),
                    ("evidence", POINTERS),
                ]),
            ),
            ("updated", TEXT),
            ("language", TEXT),
            ("credit", TEXT),
            ("section", TEXT),
            (
                "dates",
                Type::List(&Type::Group(&[
                    ("of", TEXT),
                    ("value", TEXT),
                    ("how", TEXT),
                    ("agrees", BOOL),
                ])),
            ),
            ("hash", TEXT),
            (
                "copies",
                Type::List(&Type::Group(&[("path", TEXT), ("record", INT)])),
            ),
            ("extra", JSON),
            ("story", TEXT),
        ],
    ),
    ("texts", &[("document", TEXT), ("text", TEXT)]),
    (
        "blocks",
        &[
            ("document", TEXT),
            ("role", TEXT),
            ("start", INT),
            ("end", INT),
            ("language", TEXT),
            ("start_char", INT),
            ("end_char", INT),
        ],
    ),
    (
        "insets",
        &[
            ("document", TEXT),
            ("kind", TEXT),
            ("start", INT),
            ("end", INT),
            ("author", TEXT),
            ("by", SPAN),
            ("published", TEXT),
            ("url", TEXT),
            ("start_char", INT),
            ("end_char", INT),
        ],
    ),
    (
        "sentences",
        &[
            ("document", TEXT),
            ("start", INT),
            ("end", INT),
            ("start_char", INT),
            ("end_char", INT),
        ],
    ),
    (
        "mentions",
        &[
            ("document", TEXT),
            ("start", INT),
            ("end", INT),
            ("text", TEXT),
            ("type", TEXT),
            ("entity", TEXT),
            ("start_char", INT),
            ("end_char", INT),
        ],
    ),
    (
        "name_links",
        &[
            ("document", TEXT),
            ("a", EXCERPT),
            ("b", EXCERPT),
            ("rule", TEXT),
        ],
    ),
    (
        "times",
        &[
            ("document", TEXT),
            ("start", INT),
            ("end", INT),
            ("text", TEXT),
            ("type", TEXT),
            ("value", TEXT),
            ("mod", TEXT),
            ("earliest", TEXT),
            ("latest", TEXT),
            ("how", TEXT),
            ("form", TEXT),
            ("start_char", INT),
            ("end_char", INT),
        ],
    ),
    (
        "quantities",
        &[
            ("document", TEXT),
            ("start", INT),
            ("end", INT),
            ("text", TEXT),
            ("low", NUMBER),
            ("high", NUMBER),
            ("modifier", TEXT),
            ("unit", TEXT),
            ("counted", TEXT),
            ("rule", TEXT),
            ("start_char", INT),
            ("end_char", INT),
        ],
    ),
    (
        "quotations",
        &[
            ("id", TEXT),
            ("document", TEXT),
            ("kind", TEXT),
            ("contents", Type::List(&EXCERPT)),
            ("cue", EXCERPT),
            ("source", EXCERPT),
            ("speaker", TEXT),
            ("speaker_how", TEXT),
            ("confidence", NUMBER),
            ("via", TEXT),
            ("collation", TEXT),
        ],
    ),
    (
        "attributions",
        &[
            ("document", TEXT),
            ("start", INT),
            ("end", INT),
            ("text", TEXT),
            ("source", TEXT),
            ("source_type", TEXT),
            ("told", TEXT),
            ("translated", BOOL),
            ("scope", SPAN),
            ("cue", EXCERPT),
            ("rule", TEXT),
            ("start_char", INT),
            ("end_char", INT),
        ],
    ),
    (
        "reuse",
        &[
            ("document_a", TEXT),
            ("start_a", INT),
            ("end_a", INT),
            ("document_b", TEXT),
            ("start_b", INT),
            ("end_b", INT),
            ("similarity", NUMBER),
            ("containment_a", NUMBER),
            ("containment_b", NUMBER),
            ("words", INT),
            ("own_words", INT),
            ("quoted", BOOL),
        ],
    ),
    (
        "stories",
        &[
            ("id", TEXT),
            ("title", TEXT),
            ("earliest", TEXT),
            ("latest", TEXT),
            ("documents", TEXTS),
            ("round_ups", TEXTS),
        ],
    ),
    (
        "story_links",
        &[
            ("from", TEXT),
            ("to", TEXT),
            ("kind", TEXT),
            ("evidence", POINTERS),
            ("rule", TEXT),
        ],
    ),
    (
        "entities",
        &[
            ("id", TEXT),
            ("name", TEXT),
            ("type", TEXT),
            (
                "aliases",
                Type::List(&Type::Group(&[
                    ("name", TEXT),
                    ("count", INT),
                    ("reason", TEXT),
                    ("weak", BOOL),
                ])),
            ),
            ("translated", POINTER),
        ],
    ),
    (
        "collations",
        &[
            ("id", TEXT),
            ("story", TEXT),
            ("kind", TEXT),
            ("text", TEXT),
            ("speaker", TEXT),
            ("witnesses", POINTERS),
            ("wordings", Type::List(&Type::List(&INT))),
            ("rule", TEXT),
        ],
    ),
    (
        "variants",
        &[
            ("collation", TEXT),
            ("place", INT),
            ("class", TEXT),
            (
                "readings",
                Type::List(&Type::Group(&[("text", TEXT), ("witnesses", POINTERS)])),
            ),
            ("rule", TEXT),
        ],
    ),
    (
        "lineage",
        &[
            ("id", TEXT),
            ("from", TEXT),
            ("from_document", BOOL),
            ("to", TEXT),
            ("collation", TEXT),
            ("kind", TEXT),
            ("directed", BOOL),
            ("confidence", TEXT),
            ("evidence", POINTERS),
            ("rule", TEXT),
            ("reason", TEXT),
        ],
    ),
    (
        "support",
        &[
            ("collation", TEXT),
            ("documents", INT),
            ("outlets", INT),
            ("origins", TEXTS),
            ("independent_min", INT),
            ("independent_max", INT),
            (
                "reasons",
                Type::List(&Type::Group(&[
                    ("edge", TEXT),
                    ("effect", TEXT),
                    ("text", TEXT),
                    ("evidence", POINTERS),
                ])),
            ),
        ],
    ),
    (
        "attribution_gaps",
        &[
            ("document", TEXT),
            ("outlet", TEXT),
            ("length", INT),
            ("reused", NUMBER),
            ("reused_max", NUMBER),
            ("credited", NUMBER),
            ("gap", NUMBER),
            ("uncredited", POINTERS),
            ("rule", TEXT),
        ],
    ),
    (
        "discrepancies",
        &[
            ("id", TEXT),
            ("story", TEXT),
            ("kind", TEXT),
            ("about", TEXT),
            (
                "sides",
                Type::List(&Type::Group(&[
                    ("document", TEXT),
                    ("start", INT),
                    ("end", INT),
                    ("text", TEXT),
                    ("value", TEXT),
                ])),
            ),
            ("drift", BOOL),
            ("rule", TEXT),
        ],
    ),
    (
        "withdrawals",
        &[
            ("id", TEXT),
            ("story", TEXT),
            ("document", TEXT),
            ("start", INT),
            ("end", INT),
            ("text", TEXT),
            ("wrong", EXCERPT),
            ("right", EXCERPT),
            (
                "carriers",
                Type::List(&Type::Group(&[
                    ("document", TEXT),
                    ("start", INT),
                    ("end", INT),
                    ("text", TEXT),
                    ("downstream", BOOL),
                ])),
            ),
            ("rule", TEXT),
        ],
    ),
    (
        "timeline",
        &[
            ("story", TEXT),
            ("earliest", TEXT),
            ("latest", TEXT),
            ("text", TEXT),
            ("document", TEXT),
            ("start", INT),
            ("end", INT),
            ("start_char", INT),
            ("end_char", INT),
        ],
    ),
    (
        "problems",
        &[
            ("path", TEXT),
            ("record", INT),
            ("stage", TEXT),
            ("what", TEXT),
            ("remedy", TEXT),
        ],
    ),
    (
        "decisions",
        &[("decision", TEXT), ("a", TEXT), ("b", TEXT), ("type", TEXT)],
    ),
];
