//! The dossier as Markdown (CommonMark with tables), for wikis, notes and mail.

use super::json::document_summary;
use super::texts::Texts;
use super::view::*;
use crate::model::*;
use std::io::{self, Write};

/// Writes all stories of a case.
pub fn write(view: &View, out: &mut dyn Write) -> io::Result<()> {
    let case = view.case;
    writeln!(out, "# What rests on what\n")?;
    let facts = [
        count(case.documents.len(), "document", "documents"),
        count(view.stories.len(), "story", "stories"),
        count(case.relations.collations.len(), "passage", "passages"),
        count(
            case.relations.discrepancies.len(),
            "discrepancy",
            "discrepancies",
        ),
    ];
    writeln!(
        out,
        "{}, by headwater {}.",
        facts.join(", "),
        env!("CARGO_PKG_VERSION")
    )?;
    writeln!(
        out,
        "Numbers after an outlet count characters in the document's text."
    )?;
    let told = Told {
        view,
        texts: Texts::new(case),
    };
    view.stories.iter().try_for_each(|s| told.story(s, out))?;
    if !case.problems.is_empty() {
        writeln!(out, "\n## What could not be read\n")?;
    }
    for p in &case.problems {
        let (path, what, remedy) = (Md(&p.path), Md(&p.what), Md(&p.remedy));
        writeln!(out, "- {path}: {what} ({remedy})")?;
    }
    Ok(())
}

struct Told<'a> {
    view: &'a View<'a>,
    texts: Texts<'a>,
}

impl Told<'_> {
    fn story(&self, it: &StoryView, out: &mut dyn Write) -> io::Result<()> {
        let dates = days(it.story.earliest.as_deref(), it.story.latest.as_deref());
        let documents = count(it.documents.len(), "document", "documents");
        writeln!(out, "\n## {}\n\n{dates}, {documents}", Md(&it.story.title))?;
        heading(out, "Discrepancies", it.discrepancies.is_empty())?;
        it.discrepancies
            .iter()
            .try_for_each(|d| self.discrepancy(d, out))?;
        heading(
            out,
            "Passages in several documents",
            it.collations.is_empty(),
        )?;
        it.collations
            .iter()
            .try_for_each(|c| self.collation(c, out))?;
        heading(out, "Who took what from whom", it.lineage.is_empty())?;
        it.lineage.iter().try_for_each(|e| self.edge(e, out))?;
        heading(out, "Timeline", it.timeline.is_empty())?;
        for entry in &it.timeline {
            let when = days(Some(&entry.earliest), Some(&entry.latest));
            let place = self.place(&entry.document, entry.span);
            writeln!(out, "- **{when}**: {} {place}", Md(&entry.text))?;
        }
        heading(out, "Documents", it.documents.is_empty())?;
        it.documents.iter().try_for_each(|n| self.document(*n, out))
    }

    fn discrepancy(&self, it: &Discrepancy, out: &mut dyn Write) -> io::Result<()> {
        let drift = if it.drift {
            ", drifted from its source"
        } else {
            ""
        };
        writeln!(out, "- **{}{drift}**: {}", Md(&it.kind), Md(&it.about))?;
        for side in &it.sides {
            let place = self.place(&side.document, side.excerpt.span);
            writeln!(
                out,
                "    - “{}” {place}: {}",
                Md(&side.excerpt.text),
                Md(&side.value)
            )?;
        }
        Ok(())
    }

    fn collation(&self, it: &CollationView, out: &mut dyn Write) -> io::Result<()> {
        let speaker = it.collation.speaker.as_deref().map(|s| self.view.name(s));
        let head = match (it.collation.kind, speaker) {
            (PassageKind::Quotation, Some(name)) => name,
            (PassageKind::Quotation, None) => "Speaker unknown",
            (PassageKind::Statement, _) => "Told by the outlets",
        };
        writeln!(out, "\n#### {}\n", Md(head))?;
        if let Some(support) = it.support {
            let documents = count(support.documents, "document", "documents");
            let outlets = count(support.outlets, "outlet", "outlets");
            writeln!(
                out,
                "{documents}, {outlets}: rests on **{}**\n",
                origins(support)
            )?;
        }
        for version in self.view.wordings(it.collation).iter().flatten() {
            let witnesses = version
                .witnesses
                .iter()
                .map(|w| &it.collation.witnesses[*w]);
            let witnesses: Vec<_> = witnesses.map(|p| self.place(&p.document, p.span)).collect();
            writeln!(out, "> {} – {}\n", Md(version.words), witnesses.join(", "))?;
        }
        for variant in &it.variants {
            let readings = variant.readings.iter().map(|r| match r.text.trim() {
                "" => "nothing".to_string(),
                text => format!("“{}”", Md(text)),
            });
            let readings: Vec<_> = readings.collect();
            writeln!(out, "- {}: {}", word(variant.class), readings.join(" / "))?;
        }
        for reason in it.support.iter().flat_map(|s| &s.reasons) {
            writeln!(out, "- {}: {}", word(reason.effect), Md(&reason.text))?;
            self.evidence(&reason.evidence, out)?;
        }
        Ok(())
    }

    fn edge(&self, it: &LineageEdge, out: &mut dyn Write) -> io::Result<()> {
        let arrow = if it.directed { "→" } else { "–" };
        let (from, to) = (
            self.view.label_of(&it.from),
            self.view.label_of(it.to.as_str()),
        );
        let (kind, sure) = (word(it.kind), word(it.confidence));
        writeln!(
            out,
            "- **{}** {arrow} **{}** ({kind}, {sure}): {}",
            Md(from),
            Md(to),
            Md(&it.reason)
        )?;
        self.evidence(&it.evidence, out)
    }

    fn evidence(&self, pointers: &[Pointer], out: &mut dyn Write) -> io::Result<()> {
        pointers.iter().try_for_each(|p| {
            let place = self.place(&p.document, p.span);
            writeln!(out, "    - “{}” {place}", Md(self.view.words(p)))
        })
    }

    fn document(&self, n: usize, out: &mut dyn Write) -> io::Result<()> {
        let summary = document_summary(self.view, n);
        let document = &self.view.case.documents[n];
        let title = summary["title"].as_str().unwrap_or("without title");
        let how = &document.published.how;
        writeln!(
            out,
            "- **{}**, {}, {} ({})",
            Md(self.view.label(n)),
            Md(title),
            published(document),
            Md(how)
        )?;
        if let Some(url) = &document.url {
            writeln!(out, "    - {}", Md(url))?;
        }
        writeln!(
            out,
            "    - {}, id `{}`, SHA-256 {}",
            Md(&document.path),
            document.id.as_str().replace('`', "'"),
            document.hash
        )
    }

    /// '(Outlet 12–40)'.
    fn place(&self, document: &DocumentId, span: Span) -> String {
        let (start, end) = self.texts.code_points(document.as_str(), span);
        format!(
            "({} {start}–{end})",
            Md(self.view.label_of(document.as_str()))
        )
    }
}

fn heading(out: &mut dyn Write, heading: &str, empty: bool) -> io::Result<()> {
    let nothing = if empty { "nothing found\n" } else { "" };
    write!(out, "\n### {heading}\n\n{nothing}")
}

/// Text on one line in which nothing is markup.
struct Md<'a>(&'a str);

impl std::fmt::Display for Md<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (n, word) in self.0.split_whitespace().enumerate() {
            f.write_str(if n > 0 { " " } else { "" })?;
            for letter in word.chars() {
                match letter {
                    '<' => f.write_str("&lt;")?,
                    '&' => f.write_str("&amp;")?,
                    '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '>' | '!' => {
                        write!(f, "\\{letter}")?;
                    }
                    c if c.is_control() => f.write_str(" ")?,
                    c => write!(f, "{c}")?,
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::fixture;

    #[test]
    fn words_of_documents_stay_words() {
        let case = fixture::case();
        let mut bytes = Vec::new();
        write(&View::new(&case), &mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains("<b>") && !text.contains("<script") && !text.contains("<img"));
        assert!(text.contains("rests on **1 to 2 origins**"), "{text}");
        assert!(
            text.contains("“according to Northline” (Kelbridge Courier 48–70)"),
            "{text}"
        );
        assert_eq!(Md("a*b [c](d)\n# e").to_string(), "a\\*b \\[c\\](d) \\# e");
    }
}
