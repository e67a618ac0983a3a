//! Collations as a critical apparatus: TEI P5, chapter 'Critical Apparatus', by the method of
//! parallel segmentation.

use super::Table;
use super::collatex::normal;
use super::table::{Column, Contents, Token};
use crate::publish::view::{StoryView, View, count, origins, word};
use crate::publish::xml::Xml;
use std::collections::BTreeSet;
use std::io::{self, Write};

/// Writes every collation of a case.
pub fn write(view: &View, out: &mut dyn Write) -> io::Result<()> {
    let contents = Contents::new(view);
    let stories = || view.stories.iter().filter(|s| !s.collations.is_empty());
    let tables = stories().flat_map(|s| &s.collations);
    let sigla: BTreeSet<String> = tables
        .flat_map(|it| Table::new(view, it, &contents).sigla)
        .collect();
    header(view, &sigla, out)?;
    for story in stories() {
        division(view, story, &contents, out)?;
    }
    if stories().next().is_none() {
        out.write_all(b"<p>No passage stands in two documents.</p>\n")?;
    }
    out.write_all(b"</body></text>\n</TEI>\n")
}

fn header(view: &View, sigla: &BTreeSet<String>, out: &mut dyn Write) -> io::Result<()> {
    let version = env!("CARGO_PKG_VERSION");
    write!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n<teiHeader>\n<fileDesc>\n\
         <titleStmt><title>Passages in all their witnesses</title></titleStmt>\n\
         <publicationStmt><p>Made by headwater {version} from the documents listed.</p></publicationStmt>\n\
         <sourceDesc>"
    )?;
    if sigla.is_empty() {
        out.write_all(b"<p>No document.</p>")?;
    } else {
        out.write_all(b"<listWit>\n")?;
        sigla.iter().try_for_each(|s| witness(view, s, out))?;
        out.write_all(b"</listWit>")?;
    }
    out.write_all(
        b"</sourceDesc>\n</fileDesc>\n\
          <encodingDesc><variantEncoding method=\"parallel-segmentation\" location=\"internal\"/></encodingDesc>\n\
          </teiHeader>\n<text><body>\n",
    )
}

fn witness(view: &View, siglum: &str, out: &mut dyn Write) -> io::Result<()> {
    let (number, again) = siglum[1..].split_once('-').unwrap_or((&siglum[1..], ""));
    let document = number.parse::<usize>().ok().and_then(|n| {
        let document = view.case.documents.get(n.checked_sub(1)?)?;
        Some((n - 1, document))
    });
    let Some((n, document)) = document else {
        return writeln!(out, "<witness xml:id=\"{siglum}\"/>");
    };
    write!(out, "<witness xml:id=\"{siglum}\"><bibl>")?;
    if let Some(title) = &document.title {
        write!(out, "<title>{}</title>, ", Xml(title))?;
    }
    write!(out, "<publisher>{}</publisher>", Xml(view.label(n)))?;
    if let Some(day) = document
        .published
        .value
        .as_deref()
        .and_then(|v| v.get(..10))
    {
        write!(out, ", <date when=\"{0}\">{0}</date>", Xml(day))?;
    }
    write!(
        out,
        ", <idno type=\"document\">{}</idno>",
        Xml(&document.id)
    )?;
    if let Some(url) = &document.url {
        write!(out, ", <idno type=\"URL\">{}</idno>", Xml(url))?;
    }
    if !again.is_empty() {
        write!(out, ", place {again}")?;
    }
    writeln!(out, "</bibl></witness>")
}

fn division(
    view: &View,
    story: &StoryView,
    contents: &Contents,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(
        out,
        "<div type=\"story\" n=\"{}\">\n<head>{}</head>",
        Xml(&story.story.id),
        Xml(&story.story.title)
    )?;
    for it in &story.collations {
        let (id, kind) = (&it.collation.id, word(it.collation.kind));
        write!(out, "<div type=\"{kind}\" n=\"{}\"><ab>", Xml(id))?;
        let table = Table::new(view, it, contents);
        for column in &table.columns {
            place(&table.sigla, column, out)?;
        }
        out.write_all(b"</ab>")?;
        if let Some(support) = it.support {
            let documents = count(support.documents, "document", "documents");
            let rests = origins(support);
            write!(out, "<note type=\"support\">{documents}, rests on {rests}")?;
            for reason in &support.reasons {
                write!(out, "; {}: {}", word(reason.effect), Xml(&reason.text))?;
            }
            out.write_all(b"</note>")?;
        }
        out.write_all(b"</div>\n")?;
    }
    out.write_all(b"</div>\n")
}

/// A column: text where all witnesses have the same words, else an entry with its readings.
fn place(sigla: &[String], column: &Column, out: &mut dyn Write) -> io::Result<()> {
    let readings = readings(sigla, column);
    if let [(text, _)] = readings.as_slice() {
        return write!(out, "{} ", Xml(text));
    }
    match column.variant {
        Some(variant) => write!(out, "<app type=\"{}\">", word(variant.class))?,
        None => out.write_all(b"<app>")?,
    }
    for (text, witnesses) in &readings {
        let wit: Vec<_> = witnesses.iter().map(|s| format!("#{s}")).collect();
        write!(out, "<rdg wit=\"{}\">{}</rdg>", wit.join(" "), Xml(text))?;
    }
    out.write_all(b"</app> ")
}

/// Readings that differ in more than case and marks, each with its witnesses, in their order.
fn readings<'a>(sigla: &'a [String], column: &Column) -> Vec<(String, Vec<&'a str>)> {
    let mut found: Vec<(Vec<String>, String, Vec<&str>)> = Vec::new();
    for (siglum, cell) in sigla.iter().zip(&column.cells) {
        let key: Vec<_> = cell.iter().map(|t| normal(t.text)).collect();
        match found.iter_mut().find(|(k, ..)| *k == key) {
            Some((_, _, witnesses)) => witnesses.push(siglum),
            None => found.push((key, text(cell), vec![siglum])),
        }
    }
    found
        .into_iter()
        .map(|(_, text, wit)| (text, wit))
        .collect()
}

fn text(cell: &[Token]) -> String {
    let words: Vec<_> = cell.iter().map(|t| t.text).collect();
    words.join(" ")
}
