//! Figures on articles all quotations of which are labelled: `gold/quotations`.

use super::{Figure, labelled};
use headwater::model::{Document, Quotation, QuotationKind, Span};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Deserialize)]
struct File {
    documents: Vec<Labelled>,
}

#[derive(Deserialize)]
struct Labelled {
    set: String,
    document: String,
    half: String,
    quotations: Vec<String>,
}

/// A labelled quotation.
struct Label {
    direct: bool,
    contents: Vec<Span>,
    speaker: Option<Span>,
    named: bool,
    maybe: bool,
}

/// What was labelled, found and right in one half.
#[derive(Default)]
struct Counts {
    /// Labelled and found, of direct and mixed ones, then of indirect ones.
    direct: [usize; 2],
    indirect: [usize; 2],
    exact: usize,
    invented: usize,
    /// Of what was found: labelled with a name; given a name; given the right one.
    named: usize,
    given: usize,
    right: usize,
    /// Of those labelled with a name, those given it.
    known: usize,
}

/// The genres, a file each.
const GENRES: [(&str, &str); 2] = [
    ("local", include_str!("../../../gold/quotations/local.toml")),
    ("press", include_str!("../../../gold/quotations/press.toml")),
];

/// The figures; left out where a set is absent.
pub fn measure(root: &Path, misses: bool) -> Result<Vec<Figure>, String> {
    let mut figures = Vec::new();
    for (genre, gold) in GENRES {
        figures.extend(of_genre(root, genre, gold, misses)?);
    }
    Ok(figures)
}

fn of_genre(root: &Path, genre: &str, gold: &str, misses: bool) -> Result<Vec<Figure>, String> {
    let file: File = toml::from_str(gold).map_err(|e| format!("gold/quotations/{genre}: {e}"))?;
    let mut halves: BTreeMap<&str, Counts> = BTreeMap::new();
    let wanted: Vec<(&str, &str)> = (file.documents.iter())
        .map(|d| (d.set.as_str(), d.document.as_str()))
        .collect();
    let Some(found) = labelled::annotated(root, &wanted)? else {
        println!("quotations, {genre}: skipped, ../shared is absent");
        return Ok(Vec::new());
    };
    for article in &file.documents {
        let (document, annotations) = &found[article.document.as_str()];
        let labels = article.quotations.iter().map(|row| label(row));
        let labels = labels.collect::<Result<Vec<_>, _>>()?;
        let show = misses && article.half == "read";
        let counts = halves.entry(&article.half).or_default();
        compare(&labels, &annotations.quotations, document, show, counts);
    }
    Ok(halves
        .iter()
        .flat_map(|(half, c)| figures(genre, half, c))
        .collect())
}

fn figures(genre: &str, half: &str, c: &Counts) -> Vec<Figure> {
    let share = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
    let found = c.direct[1] + c.indirect[1];
    let rows = [
        ("direct recall", share(c.direct[1], c.direct[0])),
        ("indirect recall", share(c.indirect[1], c.indirect[0])),
        ("precision", share(found, found + c.invented)),
        ("content exact", share(c.exact, found)),
        ("speaker accuracy", share(c.known, c.named)),
        ("speaker precision", share(c.right, c.given)),
    ];
    let figure = |(measure, value): (&str, f64)| Figure {
        set: "quotations".into(),
        measure: format!("{genre}: {measure}, {half} half"),
        value,
    };
    rows.into_iter().map(figure).collect()
}

/// Pairs labels and quotations by the words they share, the most alike first.
fn compare(
    labels: &[Label],
    quotations: &[Quotation],
    document: &Document,
    show: bool,
    counts: &mut Counts,
) {
    const ALIKE: f64 = 0.5;
    let said: Vec<&Quotation> = quotations.iter().filter(|q| is_speech(q.kind)).collect();
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (l, label) in labels.iter().enumerate() {
        for (q, quotation) in said.iter().enumerate() {
            let alike = alike(&label.contents, &spans(quotation));
            if alike >= ALIKE {
                pairs.push((alike, l, q));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut of_label, mut of_said) = (vec![None; labels.len()], vec![false; said.len()]);
    for (_, l, q) in pairs {
        if of_label[l].is_none() && !of_said[q] {
            of_label[l] = Some(said[q]);
            of_said[q] = true;
        }
    }
    let tell = |what: &str, spans: &[Span], more: &str| {
        if show {
            let words: Vec<&str> = spans.iter().map(|s| s.of(&document.text)).collect();
            let words = words.join(" … ").replace('\n', " ");
            println!("----- quotations: {} {what}: {words}{more}", document.id);
        }
    };
    for (label, found) in labels.iter().zip(&of_label).filter(|(l, _)| !l.maybe) {
        let kind = match label.direct {
            true => &mut counts.direct,
            false => &mut counts.indirect,
        };
        kind[0] += 1;
        let Some(found) = found else {
            tell("missed", &label.contents, "");
            continue;
        };
        kind[1] += 1;
        let whole = ends(&label.contents, &document.text) == ends(&spans(found), &document.text);
        counts.exact += usize::from(whole);
        if !whole {
            tell("cut", &label.contents, "");
            tell("as", &spans(found), "");
        }
        counts.named += usize::from(label.named);
        counts.given += usize::from(found.speaker.is_some());
        let right = speaks(label, found, &document.text);
        counts.right += usize::from(right);
        counts.known += usize::from(right && label.named);
        if !right && (label.named || found.speaker.is_some()) {
            let who = label.speaker.map_or("nobody", |s| s.of(&document.text));
            let more = format!(" || {:?} for {who}", found.speaker);
            tell("speaker", &label.contents, &more);
        }
    }
    for (quotation, _) in said.iter().zip(&of_said).filter(|(_, used)| !**used) {
        let spans = spans(quotation);
        let maybe = |l: &Label| {
            l.maybe
                && l.contents
                    .iter()
                    .any(|a| spans.iter().any(|b| a.overlaps(*b)))
        };
        if !labels.iter().any(maybe) {
            counts.invented += 1;
            tell("invented", &spans, "");
        }
    }
}

fn is_speech(kind: QuotationKind) -> bool {
    use QuotationKind::{Direct, Indirect, Mixed};
    matches!(kind, Direct | Indirect | Mixed)
}

fn spans(quotation: &Quotation) -> Vec<Span> {
    quotation.contents.iter().map(|c| c.span).collect()
}

/// Bytes in both of bytes in either.
fn alike(a: &[Span], b: &[Span]) -> f64 {
    let length = |spans: &[Span]| spans.iter().map(|s| s.len()).sum::<usize>();
    let common = |x: &Span, y: &Span| x.end.min(y.end).saturating_sub(x.start.max(y.start));
    let both: usize = a
        .iter()
        .flat_map(|x| b.iter().map(move |y| common(x, y)))
        .sum();
    both as f64 / (length(a) + length(b) - both).max(1) as f64
}

/// Where the words of a quotation begin and end, without marks, stops and 'that'.
fn ends(spans: &[Span], text: &str) -> Option<(usize, usize)> {
    let (first, last) = (spans.first()?, spans.last()?);
    let words = Span::new(first.start, last.end).of(text);
    let plain = |ch: char| !ch.is_alphanumeric();
    let trimmed = words.trim_matches(plain);
    let trimmed = trimmed.strip_prefix("that ").unwrap_or(trimmed);
    let trimmed = trimmed.trim_start_matches(plain);
    let start = trimmed.as_ptr() as usize - text.as_ptr() as usize;
    Some((start, start + trimmed.len()))
}

/// The quotation has the labelled speaker, by the last word of the name.
fn speaks(label: &Label, found: &Quotation, text: &str) -> bool {
    let (Some(labelled), Some(speaker)) = (label.speaker, &found.speaker) else {
        return false;
    };
    let words = |name: &str| -> Vec<String> {
        let words = name.split(|ch: char| !ch.is_alphanumeric());
        words
            .filter(|w| w.len() > 2)
            .map(str::to_lowercase)
            .collect()
    };
    let (labelled, speaker) = (words(labelled.of(text)), words(speaker));
    speaker.last().is_some_and(|last| labelled.contains(last))
        || labelled.last().is_some_and(|last| speaker.contains(last))
}

fn label(row: &str) -> Result<Label, String> {
    let parts: Vec<&str> = row.split(" | ").collect();
    let [content, _, _, speaker] = parts[..] else {
        return Err(row.to_string());
    };
    let (kind, places) = content.split_once(' ').ok_or(row)?;
    let contents = places.split('+').map(labelled::span);
    let mut speaker = speaker.split(' ');
    let place = speaker.next().filter(|place| *place != "-");
    let marks: Vec<&str> = speaker.collect();
    Ok(Label {
        direct: kind != "indirect",
        contents: contents.collect::<Result<_, _>>()?,
        speaker: place.map(labelled::span).transpose()?,
        named: marks.contains(&"named"),
        maybe: marks.contains(&"maybe"),
    })
}
