//! The index of words, kept beside the tables of its case.

use super::pairs;
use headwater::model::{Document, Hex, Span};
use headwater::publish::view::View;
use sha2::{Digest, Sha256};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::directory::{Directory, MmapDirectory, RamDirectory};
use tantivy::query::{Query, QueryParser};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::snippet::SnippetGenerator;
use tantivy::tokenizer::{
    AsciiFoldingFilter, LowerCaser, RemoveLongFilter, SimpleTokenizer, TextAnalyzer,
    TokenizerManager,
};
use tantivy::{DocId, Score, Searcher, SegmentOrdinal, SegmentReader, TantivyDocument};

/// Rises when the index changes its form.
const VERSION: u8 = 2;
/// Name of its directory in the case, before the hash of what it holds.
const PREFIX: &str = ".search-";
/// Bytes of memory for building it.
const MEMORY: usize = 128 << 20;
/// Words longer than this are not found.
const LONGEST: usize = 60;
/// Letters shown around what was found.
const AROUND: usize = 240;

/// The index; documents have the numbers that they have in the case.
pub struct Index {
    searcher: Searcher,
    parser: QueryParser,
    fields: Fields,
}

#[derive(Clone, Copy)]
struct Fields {
    title: Field,
    text: Field,
    /// Pairs of words of the text.
    pairs: Field,
    quoted: Field,
    speaker: Field,
    outlet: Field,
}

/// Words to search for.
pub struct Words<'s> {
    index: &'s Index,
    query: Box<dyn Query>,
    snippets: SnippetGenerator,
    /// What could not be understood.
    pub wrong: Option<String>,
}

impl Index {
    /// Opens the index kept at `place`; makes it when there is none of these documents. Where
    /// nothing can be written it lives in memory.
    pub fn open(view: &View, place: &Path) -> tantivy::Result<Self> {
        let kept = place.join(format!("{PREFIX}{}", hash(view)));
        if let Ok(index) = tantivy::Index::open_in_dir(&kept) {
            return Self::new(index);
        }
        match build_beside(view, place, &kept) {
            Ok(index) => Self::new(index),
            Err(_) => Self::new(build(view, RamDirectory::create())?),
        }
    }

    fn new(mut index: tantivy::Index) -> tantivy::Result<Self> {
        index.set_tokenizers(tokenizers());
        let fields = schema().1;
        let mut parser = QueryParser::for_index(&index, vec![fields.title, fields.text]);
        parser.set_conjunction_by_default();
        parser.set_field_boost(fields.title, 2.0);
        let searcher = index.reader()?.searcher();
        Ok(Index {
            searcher,
            parser,
            fields,
        })
    }

    /// Understands words, phrases and fields; what cannot be understood is left out.
    pub fn words(&self, words: &str) -> tantivy::Result<Words<'_>> {
        let plain = words.replace(['“', '”', '„', '«', '»'], "\"");
        let (query, faults) = self.parser.parse_query_lenient(&plain);
        let mut snippets = SnippetGenerator::create(&self.searcher, &*query, self.fields.text)?;
        snippets.set_max_num_chars(AROUND);
        let fields = pairs::Fields {
            words: self.fields.text,
            pairs: self.fields.pairs,
        };
        // Pairs know neither words in between nor words that are too long.
        let next = !plain.contains("\"~") && plain.split_whitespace().all(|w| w.len() <= LONGEST);
        let query = match next {
            true => pairs::quicken(query, fields),
            false => query,
        };
        Ok(Words {
            index: self,
            query,
            snippets,
            wrong: faults.first().map(ToString::to_string),
        })
    }
}

impl Words<'_> {
    /// Documents that have them, each with how well it fits.
    pub fn documents(&self) -> tantivy::Result<Vec<(Score, usize)>> {
        self.index.searcher.search(&*self.query, &All)
    }

    /// The words of a text around them, and where they are in it.
    pub fn around(&self, text: &str) -> (String, Vec<Span>) {
        let snippet = self.snippets.snippet(text);
        let found = snippet.highlighted().iter();
        let spans = found.map(|r| Span::new(r.start, r.end)).collect();
        (snippet.fragment().to_string(), spans)
    }
}

/// The text of a document's article.
pub fn article(document: &Document) -> String {
    let blocks = document.article().map(|b| b.span.of(&document.text).trim());
    blocks.collect::<Vec<_>>().join("\n")
}

/// Name for what the index holds: another case, another name.
fn hash(view: &View) -> String {
    let mut hash = Sha256::new_with_prefix([VERSION]);
    for (n, document) in view.case.documents.iter().enumerate() {
        let parts = [article(document), quoted(view, n), speakers(view, n)];
        for part in parts.iter().map(String::as_str).chain([outlet(document)]) {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    Hex(&hash.finalize()[..8]).to_string()
}

/// Builds the index in a directory of its own, which then takes its place whole.
fn build_beside(view: &View, place: &Path, kept: &Path) -> tantivy::Result<tantivy::Index> {
    let building = tempfile::Builder::new()
        .prefix(".index-")
        .tempdir_in(place)?;
    build(view, MmapDirectory::open(building.path())?)?;
    outdated(place)?.into_iter().for_each(|old| {
        // What cannot be removed does no harm.
        let _ = fs::remove_dir_all(old);
    });
    fs::rename(building.path(), kept)?;
    // It is no longer there to be removed.
    let _ = building.keep();
    tantivy::Index::open_in_dir(kept)
}

/// Indexes of other cases at this place.
fn outdated(place: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(place)?.flatten();
    let ours = entries.filter(|e| e.file_name().to_string_lossy().starts_with(PREFIX));
    Ok(ours.map(|e| e.path()).collect())
}

fn build(view: &View, directory: impl Directory) -> tantivy::Result<tantivy::Index> {
    let (schema, fields) = schema();
    let mut writer = tantivy::Index::builder()
        .schema(schema)
        .tokenizers(tokenizers())
        .single_segment_index_writer(directory, MEMORY)?;
    let mut analyzer = news();
    for (n, document) in view.case.documents.iter().enumerate() {
        let mut row = TantivyDocument::default();
        row.add_text(fields.title, document.title.as_deref().unwrap_or(""));
        let text = article(document);
        row.add_pre_tokenized_text(fields.pairs, pairs::of(&mut analyzer, &text));
        row.add_text(fields.text, text);
        row.add_text(fields.quoted, quoted(view, n));
        row.add_text(fields.speaker, speakers(view, n));
        row.add_text(fields.outlet, outlet(document));
        writer.add_document(row)?;
    }
    writer.finalize()
}

fn quoted(view: &View, n: usize) -> String {
    let quotations = view.case.annotations[n].quotations.iter();
    let contents = quotations
        .filter(|q| q.kind.is_speech())
        .flat_map(|q| &q.contents);
    contents.map(|c| &*c.text).collect::<Vec<_>>().join("\n")
}

fn speakers(view: &View, n: usize) -> String {
    let quotations = view.case.annotations[n].quotations.iter();
    let names = quotations
        .filter_map(|q| q.speaker.as_deref())
        .map(|s| view.name(s));
    names.collect::<Vec<_>>().join("\n")
}

fn outlet(document: &Document) -> &str {
    document.outlet.as_deref().unwrap_or("")
}

fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("news")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let options = TextOptions::default().set_indexing_options(indexing);
    let mut field = |name| builder.add_text_field(name, options.clone());
    let (title, text) = (field("title"), field("text"));
    let (quoted, speaker, outlet) = (field("quoted"), field("speaker"), field("outlet"));
    let counted = TextFieldIndexing::default().set_index_option(IndexRecordOption::WithFreqs);
    let options = TextOptions::default().set_indexing_options(counted);
    let fields = Fields {
        title,
        text,
        pairs: builder.add_text_field("pairs", options),
        quoted,
        speaker,
        outlet,
    };
    (builder.build(), fields)
}

fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register("news", news());
    manager
}

/// Words of news in small letters without accents.
fn news() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(LONGEST))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .build()
}

/// Every document with its score. There is one segment, so that documents keep their numbers.
struct All;

struct Rows(Vec<(Score, usize)>);

impl Collector for All {
    type Fruit = Vec<(Score, usize)>;
    type Child = Rows;

    fn for_segment(&self, _: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<Rows> {
        Ok(Rows(Vec::new()))
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, fruits: Vec<Self::Fruit>) -> tantivy::Result<Self::Fruit> {
        Ok(fruits.into_iter().flatten().collect())
    }
}

impl SegmentCollector for Rows {
    type Fruit = Vec<(Score, usize)>;

    fn collect(&mut self, document: DocId, score: Score) {
        self.0.push((score, document as usize));
    }

    fn harvest(self) -> Self::Fruit {
        self.0
    }
}
