//! Small piles that tell who was told, who is named in passing, and who carries what was corrected.

mod pile;

use headwater::model::{Case, Confidence, Raw};
use pile::case;

const SAID: &str = "“The cellar filled so fast that we had to leave the piano behind,”";

fn article(id: &str, outlet: &str, text: String) -> Raw {
    pile::article(id, outlet, "2023-05-04", "Flood in Orrin", text)
}

/// Two reports of one flood that quote the same words, each with an ending of its own.
fn two_reports(first: &str, second: &str) -> Case {
    let head = [
        "Families in Orrin left their homes when the River Tarn burst its banks on Friday.",
        "At least 60 houses in Orrin stand in water after the Tarn flooded.",
    ];
    case(vec![
        article(
            "a",
            "Orrin Herald",
            format!("{}\n\n{SAID} {first}", head[0]),
        ),
        article("b", "Vale Post", format!("{}\n\n{SAID} {second}", head[1])),
    ])
}

/// The fewest and most origins of the words.
fn origins(case: &Case) -> (usize, usize) {
    let longest = case.relations.collations.iter();
    let said = longest.max_by_key(|c| c.witnesses.iter().map(|w| w.span.len()).max());
    let id = said.map(|c| c.id.clone()).unwrap_or_default();
    let support = case.relations.support.iter().find(|s| s.collation == id);
    support.map_or((0, 0), |s| (s.independent_min, s.independent_max))
}

#[test]
fn one_outlet_under_two_names_is_not_two_origins() {
    for (a, b) in [
        ("told the BBC", "told BBC Radio Vale"),
        ("told Kell News", "told the Kell News website"),
        ("told ITV", "told ITV News"),
        ("told the Los Angeles Times", "told The Times"),
        ("told BBC Radio 4", "told the Morning Table programme"),
    ] {
        let found = origins(&two_reports(
            &format!("Ada Finch {a}."),
            &format!("Ada Finch {b}."),
        ));
        assert_eq!(found.0, 1, "{a} / {b}");
    }
}

#[test]
fn the_land_of_an_outlet_is_no_part_of_its_name() {
    for (a, b) in [
        ("told Le Monde", "told the French newspaper Le Monde"),
        ("told dpa", "told the German news agency dpa"),
        ("told Der Spiegel", "told Germany's Der Spiegel magazine"),
    ] {
        let found = origins(&two_reports(
            &format!("Ada Finch {a}."),
            &format!("Ada Finch {b}."),
        ));
        assert_eq!(found, (1, 1), "{a} / {b}");
    }
}

#[test]
fn two_outlets_are_two_origins() {
    let found = two_reports("Ada Finch told Reuters.", "Ada Finch told the BBC.");
    assert_eq!(origins(&found).1, 2);
}

#[test]
fn an_outlet_named_in_passing_is_no_source() {
    for aside in [
        "a former reporter for the Orrin Herald",
        "whose brother owns the Orrin Herald",
        "winner of the Orrin Herald garden prize",
        "who wrote to the Orrin Herald about the wall in 2019",
    ] {
        let found = two_reports("Ada Finch said.", &format!("said Ada Finch, {aside}."));
        let edges = found.relations.lineage.iter();
        let shown = edges.filter(|e| e.from_document && e.confidence == Confidence::Shown);
        assert_eq!(shown.count(), 0, "{aside}");
    }
}

#[test]
fn whoever_took_the_wrong_figure_carries_it() {
    for (notice, right) in [
        (
            "Correction: An earlier version of this article said the fine was £400,000. It was £40,000.",
            "£40,000",
        ),
        (
            "A correction was made on March 5, 2024: An earlier version of this article misstated the fine. It was £40,000, not £400,000.",
            "£40,000",
        ),
        (
            "(This March 4 story has been corrected to say the fine was £40,000, not £400,000, in paragraph 1)",
            "£40,000",
        ),
    ] {
        let own = format!(
            "Tarn Cheese has been fined £40,000 for fouling the River Tarn.\n\nWhey killed two thousand trout, magistrates heard on Monday.\n\n{notice}"
        );
        let other = "Tarn Cheese has been fined £400,000 for fouling the River Tarn, the Orrin Herald reported.\n\nThe spill killed thousands of trout.";
        let found = case(vec![
            article("a", "Orrin Herald", own),
            article("b", "Vale Post", other.into()),
        ]);
        let [withdrawal] = &found.relations.withdrawals[..] else {
            panic!("{notice}: {:?}", found.relations.withdrawals);
        };
        let given = withdrawal.right.as_ref().map(|right| &right.text[..]);
        assert_eq!(given, Some(right), "{notice}");
        let carriers = withdrawal.carriers.iter().map(|c| c.document.as_str());
        assert_eq!(carriers.collect::<Vec<_>>(), ["b"], "{notice}");
    }
}
