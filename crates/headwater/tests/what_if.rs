//! A case under other assumptions, on a small pile whose lineage is known.

mod pile;

use headwater::model::{Case, Effect, Raw, Support};
use headwater::relate::part::of_story;
use headwater::relate::what_if::{Question, ask};
use headwater::relate::workers::Workers;

const FACTS: &str = "The bridge over the Tarn at Oldmere was closed at dawn after a barge struck \
    its second pier. Engineers found a crack as long as a bus in the masonry above the waterline. \
    Nobody was hurt when the barge struck, and its crew of six walked ashore over the ice. Repairs \
    will take until the end of the summer and the railway will run buses meanwhile.";

fn article(id: &str, outlet: &str, published: &str, text: String) -> Raw {
    let title = "Oldmere bridge closed after barge strikes pier";
    pile::article(id, outlet, published, title, text)
}

/// A wire report, a paper that credits it, and a third that took from the second without a word.
fn case() -> Case {
    let raws = [
        article(
            "wire",
            "Northline News Agency",
            "2021-05-03",
            format!("OLDMERE (Northline) - {FACTS}"),
        ),
        article(
            "paper",
            "Tessel Courier",
            "2021-05-04",
            format!("{FACTS} (Northline)"),
        ),
        article(
            "late",
            "Daybreak Mail",
            "2021-05-09T08:00:00Z",
            FACTS.to_string(),
        ),
    ];
    pile::case(raws)
}

fn answer(case: &Case, question: Question) -> Case {
    ask(case, &question, Workers::ALONE).case
}

fn barge(case: &Case) -> &Support {
    let collation = case
        .relations
        .collations
        .iter()
        .find(|c| c.text.contains("crack"));
    let id = &collation.expect("the sentence is collated").id;
    case.relations
        .support
        .iter()
        .find(|s| s.collation == *id)
        .unwrap()
}

#[test]
fn without_a_question_nothing_changes() {
    let case = case();
    assert_eq!(answer(&case, Question::default()), case);
    let story = &case.relations.stories[0].id;
    assert_eq!(of_story(&case, story), case);
}

#[test]
fn without_its_edges_documents_may_be_separate() {
    let case = case();
    assert_eq!(barge(&case).independent_max, 1);
    let edges = case.relations.lineage.iter();
    let of_late = edges.filter(|e| e.to.as_str() == "late" || e.from == "late");
    let without_edges = of_late.map(|e| e.id.to_string()).collect();
    let after = answer(
        &case,
        Question {
            without_edges,
            ..Question::default()
        },
    );
    assert_eq!(
        (barge(&after).independent_min, barge(&after).independent_max),
        (1, 2)
    );
}

#[test]
fn without_its_source_nothing_is_left() {
    let case = case();
    let without_sources = vec!["Northline".to_string()];
    let after = answer(
        &case,
        Question {
            without_sources,
            ..Question::default()
        },
    );
    let support = barge(&after);
    assert_eq!(support.independent_min, 0, "{support:?}");
    assert!(support.reasons.iter().any(|r| r.effect == Effect::Falls));
    assert!(!support.origins.iter().any(|o| o.contains("Northline")));
}

/// Two papers that credit each other, one of which credits an agency as well.
#[test]
fn a_circle_falls_with_its_source() {
    let crack = "Engineers found a crack as long as a bus in the masonry of the Oldmere bridge \
        above the waterline";
    let raws = [
        article(
            "first",
            "Tessel Courier",
            "2021-05-04",
            format!("{crack}, Reuters reported. {crack}, according to the Daybreak Mail."),
        ),
        article(
            "second",
            "Daybreak Mail",
            "2021-05-04",
            format!("{crack}, the Tessel Courier reported."),
        ),
    ];
    let case = pile::case(raws);
    let without = |source: &str| Question {
        without_sources: vec![source.into()],
        ..Question::default()
    };
    let fallen = answer(&case, without("Reuters"));
    let support = barge(&fallen);
    assert_eq!(support.documents, 0, "{support:?}");
    assert_eq!(support.independent_max, 0, "{support:?}");
    let kept = answer(&case, without("Daybreak Mail"));
    assert_eq!(barge(&kept).documents, 1, "{:?}", barge(&kept));
}

/// Who takes back a report, and who carries it then.
#[test]
fn only_outlets_take_reports_back() {
    let dam = "The dam above Karsova may break within days, engineers of the state water board \
        found after a week of measuring. The wall leans by forty centimetres and water runs \
        through three cracks in its western side. Some 9,000 people live below it.";
    let later = "The dam above Karsova may not break at all. The state water board is to measure \
        the wall again. Some 9,000 people live below the dam in four villages.";
    let carriers = |outlet: &str, notice: &str| -> Vec<String> {
        let raws = [
            article("report", "Tessel Courier", "2021-05-01", dam.into()),
            article("notice", outlet, "2021-05-03", format!("{notice} {later}")),
            article(
                "took",
                "Vale Observer",
                "2021-05-02",
                format!("{dam} (Tessel Courier)"),
            ),
            article(
                "told",
                "Inland Post",
                "2021-05-04",
                later.replace("again.", &format!("again, the {outlet} reported.")),
            ),
        ];
        let case = pile::case(raws);
        let rows = case.relations.withdrawals.iter().flat_map(|w| &w.carriers);
        rows.map(|c| c.document.to_string()).collect()
    };
    for of_others in [
        "The ministry has withdrawn its report on the dam.",
        "“We have withdrawn our report on the dam,” the board's chairman, Ivo Lenz, said.",
        "The report on the dam has been withdrawn by the state water board.",
        "Karsova has withdrawn its report on the dam.",
    ] {
        assert!(
            carriers("Harbour Times", of_others).is_empty(),
            "{of_others}"
        );
    }
    for of_another in [
        "The Tessel Courier has withdrawn its report on the dam.",
        "The Courier retracts its report of February 1.",
        "The Tessel Courier's report on the dam has been taken down.",
    ] {
        assert_eq!(
            carriers("Harbour Times", of_another),
            ["took"],
            "{of_another}"
        );
    }
    let own = "We have removed our story on the dam while we check its source.";
    assert_eq!(carriers("Tessel Courier", own), ["took"]);
}

#[test]
fn what_is_taken_without_a_word_is_a_gap() {
    let case = case();
    let gaps = &case.relations.attribution_gaps;
    let of = |id: &str| gaps.iter().find(|g| g.document == Some(id.into())).unwrap();
    assert!(
        of("paper").reused > 0.8 && of("paper").gap == 0.0,
        "{:?}",
        of("paper")
    );
    assert!(
        of("late").gap > 0.9 && of("late").credited == 0.0,
        "{:?}",
        of("late")
    );
    assert!(!of("late").uncredited.is_empty());
    assert!(gaps.iter().all(|g| g.document != Some("wire".into())));
    let outlets = gaps.iter().filter(|g| g.document.is_none());
    assert_eq!(outlets.count(), 2);
}

#[test]
fn what_came_later_was_not_known() {
    let case = case();
    let by = |time: &str| {
        let as_of = Some(time.parse().unwrap());
        ask(
            &case,
            &Question {
                as_of,
                ..Question::default()
            },
            Workers::ALONE,
        )
    };
    let early = by("2021-05-04");
    assert_eq!(early.later, ["late".into()]);
    assert_eq!(early.case.documents.len(), 2);
    assert_eq!(barge(&early.case).documents, 2);
    assert_eq!(by("2021-05-02").case.relations.stories, []);
    assert_eq!(by("2021-05-09").case, case);
    // The hour of the first two is not stated, that of the third is.
    assert_eq!(by("2021-05-09T07:59:59Z").later, ["late".into()]);
    assert_eq!(by("2021-05-04T12:00:00Z").unknown, ["paper".into()]);
    assert!(
        "yesterday"
            .parse::<headwater::relate::what_if::Moment>()
            .is_err()
    );
}

/// A report with a wrong year, a paper that took it, and the correction.
#[test]
fn words_taken_back_are_marked_downstream() {
    let lead = "Orvenia will close two coal ports by 2026 and pay each docker a year's wages, the \
        transport ministry said. The ports of Hadra and Molm handle a fifth of the coal of the \
        country, and the railway that owns both has lost money in every year since it bought them.";
    let corrected = format!(
        "{}\n\nCorrection: An earlier version of this report said that the ports would close by \
         2026. The year is 2028.",
        lead.replace("2026", "2028")
    );
    let raws = [
        article("first", "Northline", "2022-04-04", lead.into()),
        article("fixed", "Northline", "2022-04-04", corrected),
        article(
            "kept",
            "Vale Observer",
            "2022-04-05",
            format!("{lead} (Northline)"),
        ),
        article(
            "right",
            "Inland Post",
            "2022-04-05",
            lead.replace("2026", "2028"),
        ),
    ];
    let relations = pile::case(raws).relations;
    let [withdrawal] = &relations.withdrawals[..] else {
        panic!("{:?}", relations.withdrawals);
    };
    let wrong = withdrawal.wrong.as_ref().unwrap();
    assert_eq!(&*wrong.text, "the ports would close by 2026");
    let carriers = withdrawal.carriers.iter();
    let carriers: Vec<_> = carriers
        .map(|c| (c.document.as_str(), c.downstream))
        .collect();
    assert_eq!(carriers, [("first", false), ("kept", true)]);
}
