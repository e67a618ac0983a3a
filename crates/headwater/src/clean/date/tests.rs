use super::*;

#[test]
fn surfaces_of_dates() {
    let cases: &[(&str, &[&str])] = &[
        (
            "2015-09-09",
            &[
                "2015-09-09",
                "Sept. 9, 2015",
                "9 September 2015",
                "Wed, 9th of Sep 2015",
                "2015/9/9",
                "9.9.2015",
            ],
        ),
        (
            "2015-09-13",
            &["13/09/2015", "9/13/2015", "September 13th, 2015"],
        ),
        (
            "2013-08-02",
            &[
                "8:13 AM PDT 8/2/2013",
                "3:21 PM ET, 08/2/2013",
                "08/02/13 07:35 PM ET",
                "2013.08.02",
            ],
        ),
        (
            "2013-08-28",
            &["08/28/13", "First Posted: 08/28/13 06:44 PM"],
        ),
        ("2012-12-23T18:11:00", &["on Dec 23 2012, 6:11p"]),
        ("2009-02-02T22:55:00", &["10:55 P. M. FEB. 2, 2009"]),
        (
            "2013-10-04T18:07:00+05:00",
            &["4 October 2013, 18:07 (GMT+05:00)"],
        ),
        (
            "2015-09-09T19:48:41Z",
            &[
                "2015-09-09T19:48:41Z",
                "2015-09-09 19:48:41.123Z",
                "Wed, 09 Sep 2015 19:48:41 GMT",
            ],
        ),
        (
            "2015-09-09T19:48:00-04:00",
            &[
                "September 9, 2015 at 7:48 p.m. EDT",
                "7:48 PM EDT, September 9, 2015",
            ],
        ),
        (
            "2015-09-09T07:05:00+02:00",
            &[
                "2015-09-09T07:05:00+0200",
                "Wed Sep 09 2015 07:05:00 GMT+0200 (Central European Summer Time)",
            ],
        ),
        ("2015-09-09T07:05:00", &["Wed Sep  9 07:05:00 2015"]),
        ("2015-09-09", &["20150909"]),
        (
            "2015-09-09T19:48:41Z",
            &["20150909T194841Z", "1441828121", "1441828121000"],
        ),
    ];
    for (value, surfaces) in cases {
        for surface in *surfaces {
            let found = parse(surface).map(|s| s.value);
            assert_eq!(found.as_deref(), Some(*value), "{surface}");
        }
    }
    for none in [
        "03/04/2015",
        "03/04/15 7:35 PM",
        "1.2.13",
        "May 2015",
        "2015-13-01",
        "1500-01-01",
        "in 2015",
        "99 May 2015",
        "20151399",
        "1234567",
    ] {
        assert_eq!(parse(none), None, "{none}");
    }
}

#[test]
fn labelled_dates() {
    let cases: &[(&str, Option<&str>, Option<&str>)] = &[
        (
            "Posted: 2015-09-09 | Updated: 2015-09-10",
            Some("2015-09-09"),
            Some("2015-09-10"),
        ),
        (
            "Updated 10 Sept 2015 | Published 9 Sept 2015",
            Some("2015-09-09"),
            Some("2015-09-10"),
        ),
        ("Updated: May 3, 2011", None, Some("2011-05-03")),
        ("May 3, 2011", Some("2011-05-03"), None),
    ];
    for (line, published, updated) in cases {
        let found = stamps(line);
        assert_eq!(
            found.published.map(|s| s.value).as_deref(),
            *published,
            "{line}"
        );
        assert_eq!(
            found.updated.map(|s| s.value).as_deref(),
            *updated,
            "{line}"
        );
    }
}

#[test]
fn days_in_addresses() {
    let day = |url: &str| in_address(url).map(|s| s.value);
    assert_eq!(
        day("http://x.org/2015/09/09/ship").as_deref(),
        Some("2015-09-09")
    );
    assert_eq!(
        day("http://x.org/20150909-ship").as_deref(),
        Some("2015-09-09")
    );
    assert_eq!(day("http://x.org/a/20151399"), None);
}
