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

/// Two reports of one flood with these words, and the fewest and most origins of their last statement.
fn origins_of_statements(first: &str, second: &str) -> Vec<(usize, usize)> {
    let found = case(vec![
        article(
            "a",
            "Orrin Herald",
            format!("The Tarn burst its banks on Friday.\n\n{first}"),
        ),
        article(
            "b",
            "Vale Post",
            format!("At least 60 houses in Orrin stand in water.\n\n{second}"),
        ),
    ]);
    let support = found.relations.support.iter();
    support
        .map(|s| (s.independent_min, s.independent_max))
        .collect()
}

#[test]
fn what_one_official_states_to_all_is_one_origin() {
    for (a, b) in [
        (
            "Sheriff Ada Finch said the rescued man managed to reach a neighbour's barn off Goat Lane at about 6:30 a.m.",
            "Sheriff Ada Finch said the rescued man managed to get to a neighbour's barn off Goat Lane early Friday.",
        ),
        (
            "On Friday the Water Board reported that floods cost farmers 235,000 sheep in May, and the level fell to 4.7 metres.",
            "The Water Board said Friday that floods cost farmers 235,000 sheep in May and that the level fell to 4.7 metres.",
        ),
        (
            "Mayor Ada Finch announced in a letter to members on Monday that the council will vote to rebuild the river wall.",
            "The council will vote to rebuild the river wall, Ada Finch announced in a letter Monday.",
        ),
        (
            "A report by Mayor Ada Finch accused the Water Board of hiding cracks in the river wall for up to 50 weeks.",
            "The mayor accused the Water Board of hiding cracks in the river wall for as much as 50 weeks, according to a report released on Thursday.",
        ),
    ] {
        let found = origins_of_statements(a, b);
        assert_eq!(found, [(1, 1)], "{a} / {b}");
    }
}

#[test]
fn two_speakers_and_two_figures_are_not_one_statement() {
    for (a, b) in [
        (
            "Mayor Ada Finch announced in a letter to members that the council will vote to rebuild the river wall.",
            "The council will vote to rebuild the river wall, Tom Hale, a clerk, told reporters on the stairs.",
        ),
        (
            "On Friday the Water Board reported that floods cost farmers 38,000 sheep, and the level fell to 4.7 metres.",
            "The Water Board said Friday that floods cost farmers 235,000 sheep and that the level fell to 4.7 metres.",
        ),
    ] {
        let found = origins_of_statements(a, b);
        assert!(found.iter().all(|of| *of == (1, 2)), "{a} / {b}: {found:?}");
    }
}

#[test]
fn a_post_is_one_for_all_words_of_its_turn() {
    let found = two_reports(
        "Ada Finch wrote.",
        "Ada Finch wrote on Chirper. “Nobody came to help us.”",
    );
    assert_eq!(origins(&found).1, 2, "not said of both");
    let head = "Mayor Ada Finch tweeted on Monday that the water board had lied.";
    let turn = format!("{head} “This is what goes on in Orrin,” Finch added. {SAID} Finch said.");
    let other = format!(
        "In an early morning tweet, Mayor Ada Finch said Orrin had a problem. {SAID} Finch wrote."
    );
    let found = case(vec![
        article("a", "Orrin Herald", turn),
        article("b", "Vale Post", other),
    ]);
    assert_eq!(origins(&found), (1, 1));
}

/// Edges by which a page without an outlet is the one cited.
fn cited(first: &str, second: &str) -> usize {
    let nameless = |id: &str, text: &str| {
        let mut raw = article(id, "", text.into());
        raw.stated.outlet = None;
        raw
    };
    let found = case(vec![nameless("a", first), nameless("b", second)]);
    let edges = found.relations.lineage.iter();
    edges.filter(|e| e.rule == "cited-document").count()
}

#[test]
fn who_tells_the_same_is_not_the_cited_page() {
    let cites = "Engineer Ada Finch left the Orrin water board on Tuesday over cracks in the river wall, Farnews reports.";
    let tells = "Engineer Ada Finch left the Orrin water board on Tuesday over cracks in the river wall. The mayor thanked her.";
    assert_eq!(cited(tells, cites), 0);
    let signed = format!("ORRIN (Farnews) — {tells}");
    assert_eq!(cited(&signed, cites), 1);
}

#[test]
fn whoever_has_the_wrong_spelling_or_age_carries_it() {
    let own = "Diver John Ulmsch, 37, was hurt on Friday while checking the Orrin lock, officials said.\n\nThis story has been corrected to reflect that the diver's name is Ulmsch, not Ulmsh, and that he was 37 years old, not 39.";
    let other = "John Ulmsh was a member of the Vale Divers for 13 years. He was hurt on Friday while checking the Orrin lock, officials said.";
    let found = case(vec![
        article("a", "Orrin Herald", own.into()),
        article("b", "Vale Post", other.into()),
    ]);
    let wrong = |n: usize| {
        found.relations.withdrawals[n]
            .wrong
            .as_ref()
            .map(|w| w.text.to_string())
    };
    assert_eq!(found.relations.withdrawals.len(), 2);
    assert_eq!(
        (wrong(0).as_deref(), wrong(1).as_deref()),
        (Some("Ulmsh"), Some("39"))
    );
    let carriers = found.relations.withdrawals[0].carriers.iter();
    let carriers: Vec<&str> = carriers.map(|c| c.document.as_str()).collect();
    assert_eq!(carriers, ["b"]);
    let aged = "This story has been corrected to show that Ada Finch is 24, not 25.";
    let found = case(vec![
        article(
            "a",
            "Orrin Herald",
            format!("Ada Finch, 24, was pulled from the Tarn in Orrin on Friday.\n\n{aged}"),
        ),
        article(
            "b",
            "Vale Post",
            "Ada Finch, 25, was pulled from the Tarn in Orrin on Friday, police said.".into(),
        ),
    ]);
    let carriers = found.relations.withdrawals.iter().flat_map(|w| &w.carriers);
    assert_eq!(carriers.count(), 1);
}
