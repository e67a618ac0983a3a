//! Pages whose markup says nothing of what their parts are.

use crate::clean::clean;
use crate::model::{Document, Markup, Raw, Role, Stated};

const HEAD: &str = "<h1>Ferry runs aground outside the harbour</h1>";
const TEXT: &str = "<p>The ferry ran aground on a sandbank outside the harbour on Monday evening, the \
    port authority said, and all passengers were taken off by boats.</p><p>Nobody was hurt. Two of \
    the boats went back and forth for three hours, and the last passengers reached the quay before \
    midnight.</p><p>The company that runs the ferry said that it would look into what had happened, \
    and that the ship had been in the dock in the spring.</p>";
const REST: &str = "<p>The port was closed to all traffic until Tuesday noon, and three cargo ships \
    had to wait outside, while fishermen complained that they could not sell what they had caught.\
    </p><p>An inquiry will begin next week, the ministry said, and its report is expected in the \
    summer of the year after that.</p>";

fn read(body: &str) -> Document {
    clean(Raw {
        path: "page.html".into(),
        record: None,
        hash: "page".into(),
        markup: Markup::Html,
        text: format!("<html><meta property=og:site_name content='Aldport Ledger'><body>{body}"),
        stated: Stated::default(),
    })
}

/// The page with lines below its headline.
fn signed(by: &str) -> Document {
    read(&format!(
        "<nav><a>Home</a></nav>{HEAD}{by}<div>{TEXT}{REST}</div>"
    ))
}

fn day(document: &Document) -> Option<&str> {
    document.published.value.as_deref()
}

#[test]
fn lines_that_nothing_marks_sign_by_what_stands_beside_the_name() {
    let cases: &[(&str, &[&str])] = &[
        ("<p>Priya Lonergan, Staff Writer</p>", &["Priya Lonergan"]),
        (
            "<p>Priya Lonergan</p><p>Staff Writer</p>",
            &["Priya Lonergan"],
        ),
        (
            "<p>Words: Priya Lonergan</p><p>Photos: Rory Blake</p>",
            &["Priya Lonergan"],
        ),
        ("<p>Photos: Rory Blake</p>", &[]),
        (
            "<p>Ilvo Drestan</p><p>drestan@ledger.example</p>",
            &["Ilvo Drestan"],
        ),
        ("<p>Ilvo Drestan (@drestan)</p>", &["Ilvo Drestan"]),
        ("<p>Ann Lee for the Ledger</p>", &["Ann Lee"]),
        ("<p>By Ann Lee<br>Ledger Staff Writer</p>", &["Ann Lee"]),
        ("<p>By Ann Lee<br>and Bo Chen</p>", &["Ann Lee", "Bo Chen"]),
        (
            "<p><b>By Ann Lee</b> <i>Ledger Staff Writer</i></p>",
            &["Ann Lee"],
        ),
        (
            "<p>Pubblicato il 5 marzo 2024 da Giulia Conti</p>",
            &["Giulia Conti"],
        ),
        ("<p>Laura Hensley</p>", &["Laura Hensley"]),
        ("<p>Laura Hensley | 5 March 2024</p>", &["Laura Hensley"]),
        ("<p>Ilvo Drestan</p>", &[]),
        ("<p>Ilvo Drestan | 5 March 2024</p>", &[]),
        ("<p><a>Laura Hensley</a></p>", &[]),
        ("<p>Victoria Park</p>", &[]),
        (
            "<figure><img><figcaption>By Priya Lonergan</figcaption></figure>",
            &["Priya Lonergan"],
        ),
        (
            "<figure><img><figcaption>By Rory Blake/AP</figcaption></figure>",
            &[],
        ),
        (
            "<figure><img><figcaption>The quay. Photo by Rory Blake</figcaption></figure>",
            &[],
        ),
    ];
    for (by, names) in cases {
        assert_eq!(signed(by).authors, *names, "{by}");
    }
}

#[test]
fn a_card_of_another_story_neither_signs_nor_dates() {
    let cards = [
        "<div><h3><a>Mill opens again after years</a></h3><p>By Rory Blake</p></div>",
        "<div><a>Mill opens again after years</a><div>By Rory Blake</div><p>4 January 2023</p></div>",
        "<div><a>Mill opens again after years</a> <time datetime=2023-01-04>4 Jan 2023</time></div>",
        "<div><time datetime=2023-01-04>4 Jan 2023</time><h4><a>Mill opens</a></h4></div>",
    ];
    for card in cards {
        for page in [
            format!("{HEAD}{TEXT}{card}{REST}"),
            format!("<main><article>{HEAD}<div>{TEXT}{REST}</div></article>{card}</main>"),
        ] {
            let found = read(&page);
            assert!(found.authors.is_empty(), "{card}");
            assert_eq!(day(&found), None, "{card}");
            let own = format!("{HEAD}<p>By Ann Lee</p><p>5 March 2024</p>");
            let found = read(&page.replace(HEAD, &own));
            assert_eq!(found.authors, ["Ann Lee"], "{card}");
            assert_eq!(day(&found), Some("2024-03-05"), "{card}");
        }
    }
}

#[test]
fn days_stand_where_layouts_put_them() {
    let line = "<p>By Ann Lee</p><p>5 March 2024</p>";
    let links =
        "<ul><li><a>Mill opens again after years</a><li><a>No word from the owners yet</a></ul>";
    for page in [
        format!("{HEAD}<article>{line}</article><div>{TEXT}{REST}</div>"),
        format!(
            "<main><article>{HEAD}</article><article>{line}</article><article>{TEXT}{REST}</article></main>"
        ),
        format!(
            "<main><article>{HEAD}</article><article>{TEXT}{REST}</article><article>{line}</article></main>"
        ),
        format!("{HEAD}<div>{line}{links}</div>{TEXT}{REST}"),
        format!(
            "{HEAD}<p>By Ann Lee</p><p>5 March 2024 | <a>All about the ferries</a></p>{TEXT}{REST}"
        ),
        format!(
            "{HEAD}<p>By Ann Lee</p><div><a>All about the ferries</a> 5 March 2024</div>{TEXT}{REST}"
        ),
        format!("{HEAD}<p>By Ann Lee</p><p>Tue, 05/03/2024</p>{TEXT}{REST}"),
        format!("{HEAD}<p>By Ann Lee</p><p>Tuesday 03/05/2024</p>{TEXT}{REST}"),
        format!(
            "<main><p>5 March 2024</p><article>{HEAD}<p>By Ann Lee</p>{TEXT}{REST}</article></main>"
        ),
    ] {
        let page = format!("<nav><a>Home</a></nav>{page}");
        let found = read(&page);
        assert_eq!(day(&found), Some("2024-03-05"), "{page}");
        assert_eq!(found.authors, ["Ann Lee"], "{page}");
    }
}

#[test]
fn comments_need_no_markup() {
    let said = [
        "I was on that boat and it was worse than they say here.",
        "The buoys were promised years ago, and nobody ever paid for them.",
        "My brother works at the port and says the lights were out.",
    ];
    let thread = |form: &dyn Fn(&str, &str) -> String| -> String {
        let names = ["harbourmaster77", "Gwen P.", "old_salt"];
        names
            .iter()
            .zip(said)
            .map(|(name, said)| form(name, said))
            .collect()
    };
    let dated = thread(&|name, said| {
        format!("<p>{name}</p><p>2 hours ago</p><p>{said}</p><p>Reply</p><p>Like</p>")
    });
    let named = thread(&|name, said| format!("<div><b>{name}</b><p>{said}</p></div>"));
    let roles = |document: &Document, words: &str| -> Vec<Role> {
        let blocks = document.blocks.iter();
        let held = blocks.filter(|block| block.span.of(&document.text).contains(words));
        held.map(|block| block.role).collect()
    };
    for (heading, thread) in [
        ("Comments", &dated),
        ("Join the conversation (3)", &dated),
        ("3 comments", &named),
    ] {
        for page in [
            format!("{HEAD}{TEXT}<h3>{heading}</h3>{thread}{REST}"),
            format!("<article>{HEAD}{TEXT}<div><h3>{heading}</h3>{thread}</div>{REST}</article>"),
            format!("<article>{HEAD}{TEXT}{REST}</article><div><p>{heading}</p>{thread}</div>"),
        ] {
            let found = read(&page);
            for said in said {
                assert_eq!(roles(&found, said), [Role::Comment], "{page}");
            }
            for words in ["Nobody was hurt", "An inquiry will begin"] {
                assert_eq!(roles(&found, words), [Role::Body], "{page}");
            }
        }
    }
}

#[test]
fn an_empty_span_may_break_the_line() {
    let page = "<h1>The road at Lydd is shut</h1><article><p>The road was shut on Monday by the \
        wind.<span class=\"strong br\"></span>Police said <span class=br>why</span> it was.</p></article>";
    let document = read(page);
    let held = "by the wind. Police said why it was.";
    assert!(document.text.contains(held), "{}", document.text);
}
