//! Small piles that tell one thing in two ways, and look-alikes that do not.

mod pile;

use headwater::model::{Case, Raw};
use pile::case;

const HEADS: [&str; 2] = [
    "LORNMOUTH — Gunfire outside the Anchor Inn on Quay Street late Monday sent people running, police said.",
    "Police were searching Lornmouth on Tuesday after gunfire outside the Anchor Inn on Quay Street late Monday.",
];

fn article(id: &str, day: &str, text: String) -> Raw {
    pile::article(
        id,
        &format!("{id} Herald"),
        day,
        "Three hurt in Quay Street shooting",
        text,
    )
}

fn pair(first: &str, second: &str, day: &str) -> Case {
    case(vec![
        article("a", "2021-05-04", format!("{}\n\n{first}", HEADS[0])),
        article("b", day, format!("{}\n\n{second}", HEADS[1])),
    ])
}

/// Kind and rule of what is told of the pair.
fn told(first: &str, second: &str, day: &str) -> Vec<(String, String)> {
    let found = pair(first, second, day);
    let rows = found.relations.discrepancies.iter();
    rows.map(|d| (d.kind.to_string(), d.rule.to_string()))
        .collect()
}

#[test]
fn contradictions_are_told() {
    for (first, second, kind, rule) in [
        (
            "Peter Voss, 41, was in stable condition at Mercy Hospital, police said.",
            "Peter Voss, 41, was in critical condition at Mercy Hospital on Tuesday, police said.",
            "condition",
            "two-conditions",
        ),
        (
            "Police identified the man under arrest as Frank Gomez, 28, of Lornmouth.",
            "Police identified the man under arrest as Frank Gamez, 28, of Lornmouth.",
            "name",
            "two-spellings",
        ),
        (
            "Dale Corr, 32, was held on $50,000 bail.",
            "Dale Corr, 32, was held on $500,000 bail.",
            "number",
            "two-bails",
        ),
        (
            "A 7-year-old girl was struck in the leg by a bullet in a courtyard, police said.",
            "An 8-year-old girl was struck in the leg by a bullet in a courtyard, her mother said.",
            "number",
            "two-ages-of-a-child",
        ),
        (
            "Among the five hurt were two women and three men, police said.",
            "The shots hurt one woman and four men, police said.",
            "number",
            "two-make-ups",
        ),
    ] {
        let found = told(first, second, "2021-05-04");
        assert_eq!(
            found,
            [(kind.to_string(), rule.to_string())],
            "{first} / {second}"
        );
    }
}

#[test]
fn look_alikes_stay_untold() {
    for (first, second, day) in [
        // Two children.
        (
            "A 7-year-old girl was struck in the leg, police said.",
            "A 7-year-old girl was struck in the leg, and an 8-year-old girl was hit in the arm, police said.",
            "2021-05-04",
        ),
        (
            "A 13-year-old boy was charged in the shooting of a friend.",
            "A 14-year-old boy was shot in the leg, police said.",
            "2021-05-04",
        ),
        // Days lie between.
        (
            "Peter Voss, 41, was in critical condition on Tuesday, police said.",
            "Peter Voss, 41, was in stable condition on Friday, police said.",
            "2021-05-07",
        ),
        (
            "Peter Voss, 41, was in critical but stable condition, police said.",
            "Peter Voss, 41, was in critical condition, police said.",
            "2021-05-04",
        ),
        // Two men.
        (
            "Frank Gomez, 28, was arrested, police said.",
            "Frank Gomez, 28, and his brother Fred Gomes, 31, were arrested, police said.",
            "2021-05-04",
        ),
        // A part of one sum.
        (
            "Two women and three men were taken to hospital.",
            "Five people were taken to hospital, among them two women.",
            "2021-05-04",
        ),
    ] {
        assert_eq!(told(first, second, day), [], "{first} / {second}");
    }
}
