use super::*;
use crate::annotate::tests::body;
use proptest::prelude::*;

fn inner(text: &str) -> Vec<String> {
    let document = body(text);
    let scan = Scan::new(&document);
    let found = find(&scan);
    found
        .iter()
        .map(|m| format!("{}{}", if m.continues { "+" } else { "" }, m.inner.of(text)))
        .collect()
}

#[test]
fn pairs_marks_as_newspapers_write_them() {
    let cases: &[(&str, &[&str])] = &[
        (
            "“We won,” he said. “They lost.”",
            &["We won,", "They lost."],
        ),
        (
            "\"We won,” he said, \"and they lost.\"",
            &["We won,", "and they lost."],
        ),
        ("''We won,'' he said.", &["We won,"]),
        (
            "“We won.\n\n“They lost,” he said.",
            &["We won.", "+They lost,"],
        ),
        ("He said: “We won.\n\nThey lost.", &["We won."]),
        (
            "He said: “We won.\nThey lost.\nAll of it.”\nShe left.",
            &["We won.\nThey lost.\nAll of it."],
        ),
        (
            "\"We won.\nThey lost,\" he said. \"All of it.\"",
            &["We won.\nThey lost,", "All of it."],
        ),
        (
            "\" We won.\nThey lost. \"\nShe left a \"farce\".",
            &["We won.\nThey lost.", "farce"],
        ),
        (
            "He said: “We won.\nThey lost a “farce” then.",
            &["We won.", "farce"],
        ),
        (
            "“He told me ‘go’ and “stay” twice,” she said.",
            &["He told me ‘go’ and “stay” twice,"],
        ),
        (
            "‘We won’t go,’ he said of the Saints’ win.",
            &["We won’t go,"],
        ),
        ("'Don't,' the players' union said.", &["Don't,"]),
        (
            "He said: 'We won the owners' cup.\n\n'It's ours.\n\n'All of it,' he said.",
            &["We won the owners' cup.", "+It's ours.", "+All of it,"],
        ),
        (
            "She called it ‘a farce of owners’ and left.\n\n‘We won,’ he said.",
            &["a farce of owners", "We won,"],
        ),
        ("the '90s and 'em and rock 'n' roll", &[]),
        (
            "«Nous gagnons», a dit Léa. „Ja“, sagte er.",
            &["Nous gagnons", "Ja"],
        ),
        ("a 6\" pipe and a \"farce\"", &["farce"]),
        (
            "“We won, he said. “They lost,” she said.",
            &["We won, he said.", "They lost,"],
        ),
        ("It is a ”farce” now", &["farce"]),
        ("“”, \"\" and ‘’", &[]),
        ("(“one”) —“two”— [\"three\"]", &["one", "two", "three"]),
        (
            "\"We pay every man (\"seats\") twice,\" he said.",
            &["We pay every man (\"seats\") twice,"],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(&inner(text), expected, "{text}");
    }
}

proptest! {
    #[test]
    fn takes_every_text(text in "[\"'“”‘’«»„a-cA-C.,?s0 \n—(é]{0,60}") {
        let document = body(&text);
        let scan = Scan::new(&document);
        let mut end = 0;
        for marked in find(&scan) {
            prop_assert!(marked.tokens.start >= end && marked.tokens.end <= scan.tokens.len());
            prop_assert!(!marked.inner.of(&text).is_empty());
            end = marked.tokens.end;
        }
    }
}

#[test]
fn a_megabyte_of_marks_takes_linear_time() {
    for mark in ["\"", "“", "‘a ", "'a", "\" a", "“a\n", "” “a "] {
        let text = mark.repeat((1 << 20) / mark.len());
        let document = body(&text);
        find(&Scan::new(&document));
    }
}
