//! Pairs of neighbouring words with a function word: 'said the'. Both words stand in most articles, so
//! that looking up where they stand takes long; as one word of a field of its own the pair is found
//! at once (Manning, Raghavan and Schütze 2008, section 2.4.3, on biword and phrase indexes).

use headwater::lexicon::fold::is_function_word;
use tantivy::Term;
use tantivy::query::{BooleanQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::tokenizer::{PreTokenizedString, TextAnalyzer, Token};

/// Where words stand, and where their pairs.
#[derive(Clone, Copy)]
pub struct Fields {
    pub words: Field,
    pub pairs: Field,
}

/// The pairs of a text as the words of their field.
pub fn of(analyzer: &mut TextAnalyzer, text: &str) -> PreTokenizedString {
    let mut tokens: Vec<Token> = Vec::new();
    let (mut before, mut next, mut common) = (String::new(), usize::MAX, false);
    let mut stream = analyzer.token_stream(text);
    while let Some(token) = stream.next() {
        let small = is_function_word(&token.text);
        if token.position == next && (small || common) {
            let position = tokens.len();
            tokens.push(Token {
                text: joined(&before, &token.text),
                position,
                ..Token::default()
            });
        }
        before.clone_from(&token.text);
        (next, common) = (token.position + 1, small);
    }
    PreTokenizedString {
        text: String::new(),
        tokens,
    }
}

fn joined(first: &str, second: &str) -> String {
    [first, " ", second].concat()
}

fn pair(first: &str, second: &str) -> Option<String> {
    let common = is_function_word(first) || is_function_word(second);
    common.then(|| joined(first, second))
}

/// The same question, with what it asks of phrases asked of their pairs first.
pub fn quicken(query: Box<dyn Query>, fields: Fields) -> Box<dyn Query> {
    if let Some(all) = query.downcast_ref::<BooleanQuery>() {
        let least = all.get_minimum_number_should_match();
        let clauses = all.clauses().iter();
        let quick = clauses.map(|(occur, clause)| (*occur, quicken(clause.box_clone(), fields)));
        return Box::new(BooleanQuery::with_minimum_required_clauses(
            quick.collect(),
            least,
        ));
    }
    match query.downcast_ref::<PhraseQuery>() {
        Some(phrase) if phrase.field() == fields.words => of_phrase(phrase, fields.pairs),
        _ => query,
    }
}

/// A pair is found by itself; a longer phrase is looked for where its pairs are.
fn of_phrase(phrase: &PhraseQuery, pairs: Field) -> Box<dyn Query> {
    let terms = phrase.phrase_terms();
    let word = |term: &Term| term.value().as_str().map(str::to_string);
    let words: Vec<String> = terms.iter().filter_map(word).collect();
    let found = words.windows(2).filter_map(|w| pair(&w[0], &w[1]));
    let ask = |pair: String| -> Box<dyn Query> {
        let term = Term::from_field_text(pairs, &pair);
        Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
    };
    let mut all: Vec<Box<dyn Query>> = found.map(ask).collect();
    if words.len() == 2 && all.len() == 1 {
        return all.remove(0);
    }
    all.push(Box::new(phrase.clone()));
    let all = all.into_iter().map(|query| (Occur::Must, query));
    Box::new(BooleanQuery::new(all.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tantivy::collector::DocSetCollector;
    use tantivy::query::QueryParser;
    use tantivy::schema::{Schema, TEXT, TextFieldIndexing, TextOptions};
    use tantivy::{Index, TantivyDocument};

    #[test]
    fn phrases_are_found_as_without_pairs() {
        let mut schema = Schema::builder();
        let words = schema.add_text_field("words", TEXT);
        let indexing = TextFieldIndexing::default().set_index_option(IndexRecordOption::WithFreqs);
        let options = TextOptions::default().set_indexing_options(indexing);
        let pairs = schema.add_text_field("pairs", options);
        let fields = Fields { words, pairs };
        let mut index = Index::builder()
            .schema(schema.build())
            .single_segment_index_writer(tantivy::directory::RamDirectory::create(), 16 << 20)
            .unwrap();
        let mut analyzer = tantivy::tokenizer::TokenizerManager::default()
            .get("default")
            .unwrap();
        for text in [
            "The minister, said the mayor, was late.",
            "The mayor said: the minister was late.",
            "Said minister and mayor: it was the ferry.",
            "Ferry late",
        ] {
            let mut row = TantivyDocument::default();
            row.add_text(words, text);
            row.add_pre_tokenized_text(pairs, of(&mut analyzer, text));
            index.add_document(row).unwrap();
        }
        let index = index.finalize().unwrap();
        let searcher = index.reader().unwrap().searcher();
        let parser = QueryParser::for_index(&index, vec![words]);
        for (asked, count) in [
            ("\"said the\"", 2),
            ("\"said the mayor\"", 1),
            ("\"the minister was late\"", 1),
            ("\"was late\" OR \"the ferry\"", 3),
            ("+\"ferry late\" -minister", 1),
            ("\"ferry late\"", 1),
            ("\"mayor the\"", 0),
            ("late", 3),
        ] {
            let plain = parser.parse_query(asked).unwrap();
            let quick = quicken(plain.box_clone(), fields);
            let plain = searcher.search(&*plain, &DocSetCollector).unwrap();
            assert_eq!(plain.len(), count, "{asked}");
            assert_eq!(searcher.search(&*quick, &DocSetCollector).unwrap(), plain);
        }
    }
}
