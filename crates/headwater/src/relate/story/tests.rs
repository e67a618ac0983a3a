use super::*;
use crate::annotate::{annotate, tests::body};
use crate::model::{LinkKind, Precision, Published};
use crate::pipeline;
use crate::relate::story::stream::{Settings, Stream};
use proptest::prelude::*;

/// Two stories of one quarrel; the second refers back to the first. Only one page has a date.
const PILE: [(&str, Option<&str>, &str); 4] = [
    (
        "a1",
        Some("2021-10-13"),
        "Harbour chief Petra Lind refuses to sail with the Kell pilots\n\
         Harbour chief Petra Lind said in a recorded message on Wednesday that she would never \
         recognize the guild of the Kell pilots as lawful.\n\
         \"We do not recognize this guild, and no ship of ours will take a Kell pilot on board,\" \
         Lind said in the message, which the harbour board published.",
    ),
    (
        "a2",
        None,
        "Lind: guild of Kell pilots is unlawful\n\
         In a recorded message, harbour chief Petra Lind on Wednesday refused to recognize the \
         guild of the Kell pilots as lawful.\n\
         \"We do not recognize this guild, and no ship of ours will take a Kell pilot on board,\" \
         she said.",
    ),
    (
        "b1",
        None,
        "Lind calls for pilots to join her against the Sull dredgers\n\
         Petra Lind called on the Kell pilots in a new video on Sunday to stand with her against \
         the Sull dredgers, whose barges have closed the eastern channel.\n\
         \"The dredgers, the barges and the ministry are working together against all of us,\" \
         she said.\n\
         In the previous message, Lind refused to recognize the guild of the Kell pilots as lawful.\n\
         The video seems to have been made after the dredgers began work in the channel on \
         November 2.",
    ),
    (
        "b2",
        None,
        "Harbour chief wants pilots at her side against Sull dredgers\n\
         In a video on Sunday, Petra Lind asked the pilots of Kell to stand with her against the \
         Sull dredgers and their barges in the eastern channel.\n\
         \"The dredgers, their barges and the ministry work together against us all,\" she said.",
    ),
];

fn documents() -> Vec<Document> {
    let dated = |day: &str| Published {
        value: Some(day.into()),
        earliest: Some(day.into()),
        latest: Some(day.into()),
        precision: Precision::Day,
        how: "stated: test".into(),
        evidence: Vec::new(),
    };
    let document = |(id, day, text): (&str, Option<&str>, &str)| Document {
        id: id.into(),
        published: day.map(dated).unwrap_or_default(),
        ..body(text)
    };
    PILE.map(document).into()
}

#[test]
fn a_story_its_follow_up_and_their_dates() {
    let prepared = documents()
        .into_iter()
        .map(|d| (d.clone(), annotate(&d)))
        .collect();
    let case = pipeline::assemble(prepared, Vec::new(), Vec::new(), Workers::ALONE);
    let mut stories = case.relations.stories.clone();
    stories.sort_by_key(|story| story.documents.iter().min().cloned());
    stories.iter_mut().for_each(|story| story.documents.sort());
    let ids: Vec<Vec<&str>> = (stories.iter())
        .map(|s| s.documents.iter().map(|d| d.as_str()).collect())
        .collect();
    assert_eq!(ids, [["a1", "a2"], ["b1", "b2"]]);
    let links = &case.relations.story_links;
    assert_eq!(links.len(), 1, "{links:?}");
    assert_eq!(
        (&links[0].from, &links[0].to),
        (&stories[1].id, &stories[0].id)
    );
    assert_eq!(links[0].kind, LinkKind::FollowUp);
    let said = links[0].evidence[0].span.of(PILE[2].2);
    assert!(said.starts_with("In the previous message"), "{said}");
    let published = |n: usize| &case.documents[n].published;
    assert_eq!(
        published(1).value.as_deref(),
        Some("2021-10-13"),
        "{:?}",
        published(1)
    );
    assert_eq!(published(2).value, None);
    assert_eq!(
        published(2).earliest.as_deref(),
        Some("2021-11-02"),
        "{:?}",
        published(2)
    );
    assert_eq!(published(3).value, None);
    // That its story refers back dates it by no day that it names itself.
    assert_eq!(published(3).earliest, None, "{:?}", published(3));
    let day = case.annotations[2]
        .times
        .iter()
        .find(|t| &*t.excerpt.text == "November 2");
    assert_eq!(day.unwrap().value, "2021-11-02");
}

#[test]
fn two_hundred_copies_are_one_story() {
    let copy = |n: usize| Document {
        id: format!("{n:03}").as_str().into(),
        ..body(PILE[0].2)
    };
    let (stories, _) = alone(
        &(0..200).map(copy).collect::<Vec<_>>(),
        false,
        Workers::ALONE,
    );
    assert_eq!(stories.len(), 1);
    assert_eq!(stories[0].documents.len(), 200);
}

fn told(members: &[pipeline::Member]) -> Vec<(String, String, String)> {
    let row = |m: &pipeline::Member| {
        let joined = m.joined.as_ref().map(|(to, why)| format!("{to}: {why}"));
        (
            m.id.to_string(),
            m.story.clone(),
            joined.unwrap_or_default(),
        )
    };
    members.iter().map(row).collect()
}

proptest! {
    #[test]
    fn any_order_gives_the_same_stories(order in Just(vec![0usize, 1, 2, 3]).prop_shuffle()) {
        let all = documents();
        let shuffled = order.iter().map(|&n| all[n].clone()).collect();
        let stories = |documents| told(&pipeline::stories(documents, true, Workers::ALONE));
        prop_assert_eq!(stories(shuffled), stories(all));
    }
}

fn sights() -> Vec<(String, Sight)> {
    let sight = |d: Document| (d.id.to_string(), Sight::new(&d, terms::words(&d)));
    documents().into_iter().map(sight).collect()
}

#[test]
fn a_stream_that_stops_and_goes_on_gives_the_same_stories() {
    let settings = Settings { window: 2, pass: 1 };
    let mut whole = Stream::new(settings);
    let mut all = Vec::new();
    for one in sights().chunks(1) {
        all.extend(whole.extend(one, Workers::ALONE));
    }
    all.extend(whole.finish());
    for stop in 0..4 {
        let (mut stream, mut rows) = (Stream::new(settings), Vec::new());
        for (n, one) in sights().chunks(1).enumerate() {
            if n == stop {
                let kept = serde_json::to_string(&stream).unwrap();
                stream = serde_json::from_str(&kept).unwrap();
            }
            rows.extend(stream.extend(one, Workers::ALONE));
        }
        rows.extend(stream.finish());
        assert_eq!(rows, all, "stopped after {stop}");
    }
    all.sort_by(|x, y| x.id.cmp(&y.id));
    let story = |n: usize| &all[n].story;
    assert_eq!((story(0), story(2)), (story(1), story(3)), "{all:?}");
    assert_ne!(story(0), story(2));
    let (nearest, because) = all[1].joined.as_ref().unwrap();
    assert_eq!(nearest, "a1");
    assert!(because.contains(" +"), "{because}");
}
