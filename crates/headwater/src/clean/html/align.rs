//! Finds the paragraphs of an extracted text again among the lines of a page.

use std::collections::HashMap;

/// For each of `lines`, whether it is part of `extracted`.
///
/// Paragraphs that occur once are anchors, as long as they stand in the order of the page; what
/// occurs several times is looked for between the anchors around it. A line that is a part of a
/// paragraph, or holds it, counts too.
pub(super) fn lines(lines: &[&str], extracted: &str) -> Vec<bool> {
    let pages: Vec<String> = lines.iter().map(|line| fold(line)).collect();
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, line) in pages
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.is_empty())
    {
        places.entry(line).or_default().push(at);
    }
    let paragraphs: Vec<String> = extracted
        .lines()
        .map(fold)
        .filter(|paragraph| !paragraph.is_empty())
        .collect();
    let of = |paragraph: &String| places.get(paragraph.as_str()).map_or(&[][..], |at| at);
    let unique = |p: &String| (of(p).len() == 1).then(|| of(p)[0]);
    let anchors = rising(&paragraphs.iter().map(unique).collect::<Vec<_>>());

    let mut found = vec![false; lines.len()];
    let ends = following(&anchors, lines.len());
    let mut from = 0;
    for ((paragraph, anchor), &end) in paragraphs.iter().zip(&anchors).zip(&ends) {
        let places = of(paragraph);
        let next = places[places.partition_point(|&at| at < from)..].first();
        match anchor.or(next.copied().filter(|&at| at < end)) {
            Some(at) => {
                found[at] = true;
                from = at + 1;
            }
            None => from = parts(&pages, paragraph, from..end, &mut found),
        }
    }
    found
}

/// Lines, at most, among which the parts of a paragraph are looked for.
const REACH: usize = 200;

/// Marks the lines of `range` that are parts of `paragraph` or hold it; returns where to go on.
fn parts(
    pages: &[String],
    paragraph: &str,
    range: std::ops::Range<usize>,
    found: &mut [bool],
) -> usize {
    let mut next = range.start;
    for at in range.take(REACH) {
        let line = &pages[at];
        let part = line.len() >= 12 && paragraph.contains(line.as_str());
        let whole = paragraph.len() >= 25 && line.contains(paragraph);
        if part || whole {
            found[at] = true;
            next = if whole { at } else { at + 1 };
        }
    }
    next
}

/// The longest subsequence of places that rises; the others are dropped.
fn rising(places: &[Option<usize>]) -> Vec<Option<usize>> {
    let (mut tails, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::new());
    for (n, place) in places.iter().enumerate() {
        before.push(None);
        let Some(place) = place else { continue };
        let at = tails.partition_point(|&tail| places[tail] < Some(*place));
        before[n] = at.checked_sub(1).map(|at| tails[at]);
        tails.truncate(tails.len().max(at));
        match tails.get_mut(at) {
            Some(tail) => *tail = n,
            None => tails.push(n),
        }
    }
    let mut kept = vec![None; places.len()];
    let mut last = tails.last().copied();
    while let Some(n) = last {
        kept[n] = places[n];
        last = before[n];
    }
    kept
}

/// For each entry, the next anchor after it, or `end`.
fn following(anchors: &[Option<usize>], end: usize) -> Vec<usize> {
    let mut next = end;
    let mut ends: Vec<usize> = (anchors.iter().rev())
        .map(|anchor| {
            let end = next;
            next = anchor.unwrap_or(next);
            end
        })
        .collect();
    ends.reverse();
    ends
}

/// Two texts have the same words, site names behind a title put aside.
pub(super) fn same(stated: &str, line: &str) -> bool {
    let (stated, line) = (fold(stated), fold(line));
    !line.is_empty() && (stated == line || line.len() >= 15 && stated.starts_with(&line))
}

/// Letters and digits in lower case; all else becomes one space.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            folded.extend(c.to_lowercase());
        } else if !folded.ends_with(' ') && !folded.is_empty() {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_paragraphs_in_order() {
        let page = [
            "Home",
            "Ship leaves",
            "Ship leaves",
            "One two.",
            "More",
            "Three four.",
            "More",
            "Three",
        ];
        let extracted = "Ship leaves\nOne two.\nMore\nThree four.";
        let found = lines(&page, extracted);
        assert_eq!(found, [false, true, false, true, true, true, false, false]);
    }

    #[test]
    fn joins_parts_of_a_paragraph() {
        let page = [
            "Menu",
            "A first line of a poem",
            "and a second line of it",
            "Menu",
        ];
        let found = lines(&page, "A first line of a poem and a second line of it");
        assert_eq!(found, [false, true, true, false]);
    }

    #[test]
    fn keeps_the_longest_rising_anchors() {
        let places = [Some(9), Some(1), None, Some(2), Some(0), Some(5)];
        assert_eq!(
            rising(&places),
            [None, Some(1), None, Some(2), None, Some(5)]
        );
        assert_eq!(following(&[Some(1), None, Some(4)], 9), [4, 4, 9]);
    }
}
