//! Figures on labelled sentences of the shared sets: `gold/attributions.toml`.

use super::Figure;
use super::labelled::{annotated, span};
use headwater::model::{Annotations, Attribution, Document, SourceType, Span};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// What a labelled source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Agency,
    Outlet,
    Told,
    Official,
    Document,
    Unnamed,
    Photo,
    Maybe,
    Person,
}

impl Kind {
    fn is_media(self) -> bool {
        matches!(self, Kind::Agency | Kind::Outlet | Kind::Told)
    }

    fn is_other(self) -> bool {
        matches!(self, Kind::Official | Kind::Document | Kind::Unnamed)
    }
}

#[derive(Deserialize)]
struct File {
    rows: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    set: String,
    document: String,
    half: String,
    sentence: String,
    sources: Vec<String>,
}

/// A source by place and kind.
#[derive(Clone, Debug)]
struct Source {
    span: Span,
    kind: Kind,
}

/// Right, labelled, said; and of the right those of the right kind.
#[derive(Default)]
struct Counts {
    right: usize,
    labelled: usize,
    said: usize,
    kind: usize,
}

/// The figures; none where a set is absent.
pub fn measure(root: &Path, misses: bool) -> Result<Vec<Figure>, String> {
    let file: File = toml::from_str(include_str!("../../../gold/attributions.toml"))
        .map_err(|e| e.to_string())?;
    let mut halves: BTreeMap<&str, [Counts; 2]> = BTreeMap::new();
    let rows = file.rows.iter();
    let wanted: Vec<_> = rows
        .map(|r| (r.set.as_str(), r.document.as_str()))
        .collect();
    let Some(found) = annotated(root, &wanted)? else {
        println!("attributions: skipped, ../shared is absent");
        return Ok(Vec::new());
    };
    for row in &file.rows {
        let (document, annotations) = &found[row.document.as_str()];
        let show = misses && row.half == "read";
        let counts = halves.entry(&row.half).or_default();
        compare(row, document, annotations, show, counts)?;
    }
    Ok(halves
        .iter()
        .flat_map(|(half, c)| figures(half, c))
        .collect())
}

fn figures(half: &str, [media, others]: &[Counts; 2]) -> Vec<Figure> {
    let share = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
    let rows = [
        ("media precision", share(media.right, media.said)),
        ("media recall", share(media.right, media.labelled)),
        ("media role", share(media.kind, media.right)),
        ("others precision", share(others.right, others.said)),
        ("others recall", share(others.right, others.labelled)),
        ("others kind", share(others.kind, others.right)),
    ];
    let figure = |(measure, value): (&str, f64)| Figure {
        set: "attributions".into(),
        measure: format!("{measure}, {half} half"),
        value,
    };
    rows.into_iter().map(figure).collect()
}

fn compare(
    row: &Row,
    document: &Document,
    annotations: &Annotations,
    show: bool,
    [media, others]: &mut [Counts; 2],
) -> Result<(), String> {
    let sentence = span(&row.sentence)?;
    let labelled = row.sources.iter().map(|s| source(s));
    let labelled = labelled.collect::<Result<Vec<_>, _>>()?;
    let mut said = Vec::new();
    for attribution in &annotations.attributions {
        said.extend(sources(attribution, &document.text).filter(|s| sentence.overlaps(s.span)));
    }
    said.sort_by_key(|s| (s.span, s.kind as u8));
    said.dedup_by(|b, a| a.span == b.span && a.kind.is_media() == b.kind.is_media());
    let tell = |what: &str, s: &Source| {
        if show {
            let words = sentence.of(&document.text).replace('\n', " ");
            let name = s.span.of(&document.text);
            println!("----- attributions: {what} {:?} '{name}': {words}", s.kind);
        }
    };
    for (is, counts) in [
        (Kind::is_media as fn(Kind) -> bool, media),
        (Kind::is_other, others),
    ] {
        let (wanted, mut got): (Vec<_>, Vec<_>) = (
            labelled.iter().filter(|s| is(s.kind)).collect(),
            said.iter().filter(|s| is(s.kind)).collect(),
        );
        counts.labelled += wanted.len();
        for want in wanted {
            match got.iter().position(|s| s.span.overlaps(want.span)) {
                Some(n) => {
                    let told = |k| k == Kind::Told;
                    let same = got[n].kind == want.kind
                        || is(Kind::Told) && told(got[n].kind) == told(want.kind);
                    counts.kind += usize::from(same);
                    if !same {
                        tell(&format!("for {:?}", want.kind), got[n]);
                    }
                    counts.right += 1;
                    counts.said += 1;
                    got.retain(|s| !s.span.overlaps(want.span));
                }
                None => tell("missed", want),
            }
        }
        // What is no source of this class may be one of the other, or defensible.
        got.retain(|s| {
            let excused = |l: &&Source| l.kind != Kind::Photo && l.span.overlaps(s.span);
            !labelled.iter().any(|l| excused(&l))
        });
        counts.said += got.len();
        got.iter().for_each(|s| tell("wrong", s));
    }
    Ok(())
}

/// The sources that an attribution names, with their places.
fn sources<'a>(a: &'a Attribution, text: &'a str) -> impl Iterator<Item = Source> + 'a {
    let kind = match a.source_type {
        SourceType::Agency => Kind::Agency,
        SourceType::Outlet => Kind::Outlet,
        SourceType::Official => Kind::Official,
        SourceType::Document => Kind::Document,
        SourceType::Unnamed => Kind::Unnamed,
        SourceType::Person => Kind::Person,
    };
    let told = a.told.as_deref().map(|told| (told, Kind::Told));
    let named = Some((a.source.as_str(), kind)).into_iter().chain(told);
    named.filter_map(move |(name, kind)| {
        let at = a.excerpt.span.start + a.excerpt.span.of(text).rfind(name)?;
        let span = Span::new(at, at + name.len());
        Some(Source { span, kind })
    })
}

fn source(label: &str) -> Result<Source, String> {
    let (kind, place) = label.split_once(' ').ok_or(label)?;
    let kind =
        Kind::deserialize(serde::de::value::StrDeserializer::<serde::de::value::Error>::new(kind));
    Ok(Source {
        kind: kind.map_err(|e| e.to_string())?,
        span: span(place)?,
    })
}
