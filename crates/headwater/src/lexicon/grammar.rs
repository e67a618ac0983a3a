//! Rules over words as data: one form of rule, one compiler, one matcher.
//!
//! A pattern reads like the text it matches. `{month}` is a word of that class, a macro, or a form
//! such as `{year}`; `{month:first}` gives what it matched another name. A lower-case word or a
//! mark stands for itself, in any case; `( | ) ? * +` mean what they mean in regular expressions,
//! a backslash takes that away. `<…>` marks the expression when words around it are needed too.
//!
//! The words of a sentence become symbols of an [`Alphabet`], and all patterns of a grammar one
//! automaton over symbols, so a text is read once however many rules there are. Of matches that
//! begin at one place the rule that stands first in the file wins. A rule that gives nothing
//! guards: what it matches is left alone. Words before `<…>` may only lead to it: a longer match
//! that begins at the expression itself goes before, unless the rule is `firm`.

mod automaton;
mod compile;
mod program;

use super::alphabet::{Alphabet, Class, SPACE, Symbol, dotted_date};
use super::number;
use super::token::Token;
use automaton::Automaton;
use compile::{Compiler, Labels, literals};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::ops::Range;

/// A rule with what it gives, and its cases.
#[derive(Debug, Deserialize)]
pub struct Rule<G> {
    /// Unique in the grammar; rows that the rule makes carry it.
    pub name: String,
    /// The wordings it covers.
    patterns: Vec<String>,
    /// What stands before its expression settles what it is, whatever the words say by themselves.
    #[serde(default)]
    firm: bool,
    /// What it gives for them.
    #[serde(flatten)]
    pub gives: G,
    /// Texts by the one value that the rule must give in each.
    #[serde(default)]
    pub cases: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source<G> {
    #[serde(default)]
    class: BTreeMap<String, Class>,
    #[serde(default, rename = "macro")]
    macros: BTreeMap<String, String>,
    rule: Vec<Rule<G>>,
}

/// Rules that give `G`, ready to be matched.
pub struct Grammar<G> {
    /// In the order of the file.
    pub rules: Vec<Rule<G>>,
    alphabet: Alphabet,
    automaton: Automaton,
    patterns: Vec<Pattern>,
}

struct Pattern {
    rule: usize,
    /// Of its groups.
    labels: Labels,
}

/// Where a rule matched.
pub struct Match<'g, G> {
    /// The rule.
    pub rule: &'g Rule<G>,
    /// Tokens of the expression.
    pub tokens: Range<usize>,
    /// Label, class or macro, and tokens of what the pattern names.
    pub groups: Vec<(&'g str, &'g str, Range<usize>)>,
}

impl<G> Match<'_, G> {
    /// What the pattern names so: by class or macro, with its tokens; the outer of two first.
    pub fn named<'m>(&'m self, label: &'m str) -> impl Iterator<Item = (&'m str, Range<usize>)> {
        (self.groups.iter().filter(move |(name, ..)| *name == label))
            .map(|(_, class, tokens)| (*class, tokens.clone()))
    }
}

impl<G: DeserializeOwned> Grammar<G> {
    /// Compiles the data file `name`.
    ///
    /// # Panics
    /// When the file is wrong; the tests compile every file, so a released library cannot panic.
    pub fn new(name: &str, toml: &str) -> Self {
        let source: Source<G> = super::data(name, toml);
        Self::compile(source).unwrap_or_else(|error| panic!("lang/{name}: {error}"))
    }

    fn compile(source: Source<G>) -> Result<Self, String> {
        let texts = (source.rule.iter()).flat_map(|rule| &rule.patterns);
        let literal = texts
            .chain(source.macros.values())
            .flat_map(|p| literals(p));
        let alphabet = Alphabet::new(&source.class, &literal.collect());
        let mut compiler = Compiler::new(&alphabet, &source.macros);
        let mut patterns: Vec<Pattern> = Vec::new();
        for (rule, row) in source.rule.iter().enumerate() {
            for text in &row.patterns {
                let labels = compiler.add(text);
                let labels = labels.map_err(|e| format!("rule '{}': {e}", row.name))?;
                patterns.push(Pattern { rule, labels });
            }
        }
        Ok(Grammar {
            automaton: Automaton::new(compiler.finish(), alphabet.size()),
            rules: source.rule,
            alphabet,
            patterns,
        })
    }
}

impl<G> Grammar<G> {
    /// What `word` stands for as one of `class`.
    pub fn value(&self, class: &str, word: &str) -> Option<&str> {
        self.alphabet.value(class, word)
    }

    /// `template` with each `{label}` replaced: by the value of the word in its class, by the
    /// figure, or by the number that the words of a macro make; labels that the pattern does not
    /// name by what `other` knows. `None` when one has no value.
    pub fn fill<'w>(
        &self,
        template: &str,
        matched: &Match<G>,
        word: &dyn Fn(usize) -> &'w str,
        other: &dyn Fn(&str) -> Option<String>,
    ) -> Option<String> {
        let mut filled = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (label, after) = after.split_once('}')?;
            filled.push_str(before);
            let own = || (matched.named(label)).find_map(|(class, at)| self.worth(class, at, word));
            filled.push_str(&other(label).or_else(own)?);
            rest = after;
        }
        Some(filled + rest)
    }

    fn worth<'w>(
        &self,
        class: &str,
        tokens: Range<usize>,
        word: &dyn Fn(usize) -> &'w str,
    ) -> Option<String> {
        let first = word(tokens.start);
        match class {
            "day" | "month2" | "hour" | "minute" | "two" => {
                first.parse::<u8>().ok().map(|n| format!("{n:02}"))
            }
            "lower" | "plural" | "irregular" | "demonym" | "capital" | "any" => {
                Some(first.to_lowercase())
            }
            "dotted" => dotted_date(first),
            _ if tokens.len() == 1 && self.value(class, first).is_some() => {
                self.value(class, first).map(str::to_string)
            }
            _ => number::read(tokens.map(word)).map(|number| number.to_string()),
        }
    }

    /// Matches in one sentence, in order, none over another; `tokens` index into `all`.
    pub fn find<'g>(
        &'g self,
        text: &str,
        all: &[Token],
        tokens: Range<usize>,
    ) -> Vec<Match<'g, G>> {
        let line = Line::new(&self.alphabet, text, all, tokens);
        let mut found = Vec::new();
        let mut at = 0;
        while let Some((pattern, hit)) = self.automaton.find(&line.symbols, at) {
            match self.best(&line, pattern, hit.clone()) {
                Some((matched, whole)) => {
                    found.push(matched);
                    at = whole.end;
                }
                None => at = hit.end.max(at + 1),
            }
        }
        found
    }

    /// What `pattern` found, or, when words before the expression only led to it, what the first
    /// rule finds from the expression's own start, if that is longer.
    fn best<'g>(
        &'g self,
        line: &Line,
        pattern: usize,
        span: Range<usize>,
    ) -> Option<(Match<'g, G>, Range<usize>)> {
        let found = self.read(pattern, line, span.clone())?;
        let (start, end) = (found.1.start, found.1.end);
        if start == span.start || found.0.rule.firm {
            return Some(found);
        }
        let longer = (self.automaton.find_at(&line.symbols, start))
            .filter(|(_, hit)| hit.end > end)
            .and_then(|(pattern, hit)| self.read(pattern, line, hit))
            .filter(|(_, whole)| whole.start == start && whole.end > end);
        longer.or(Some(found))
    }

    fn read<'g>(
        &'g self,
        pattern: usize,
        line: &Line,
        span: Range<usize>,
    ) -> Option<(Match<'g, G>, Range<usize>)> {
        let Pattern { rule, labels } = &self.patterns[pattern];
        let symbols = &line.symbols[span.clone()];
        let groups = (self.automaton.program).groups(pattern, labels.len(), symbols)?;
        let whole = groups.of(0, span.start).unwrap_or(span.clone());
        let named = (1..).zip(labels).filter_map(|(group, (label, class))| {
            let tokens = line.tokens(groups.of(group, span.start)?)?;
            Some((label.as_str(), class.as_str(), tokens))
        });
        let matched = Match {
            rule: &self.rules[*rule],
            tokens: line.tokens(whole.clone())?,
            groups: named.collect(),
        };
        Some((matched, whole))
    }
}

/// A sentence as symbols.
struct Line {
    symbols: Vec<Symbol>,
    /// By symbol: its token, or the next one for white space.
    token: Vec<usize>,
}

impl Line {
    fn new(alphabet: &Alphabet, text: &str, all: &[Token], tokens: Range<usize>) -> Self {
        let room = 2 * tokens.len();
        let (mut symbols, mut token) = (Vec::with_capacity(room), Vec::with_capacity(room));
        for at in tokens.clone() {
            if !all[at].joined && at > tokens.start {
                symbols.push(SPACE);
                token.push(at);
            }
            symbols.push(alphabet.of(all[at], all[at].span.of(text)));
            token.push(at);
        }
        Line { symbols, token }
    }

    /// The tokens of a range of `symbols`; none when it holds no token.
    fn tokens(&self, mut symbols: Range<usize>) -> Option<Range<usize>> {
        while symbols.start < symbols.end && self.symbols[symbols.end - 1] == SPACE {
            symbols.end -= 1;
        }
        let last = symbols.clone().next_back()?;
        Some(self.token[symbols.start]..self.token[last] + 1)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Runs the cases of a grammar. `found` gives words, value and rule of all that is found in a
    /// text; a value 'nothing' wants nothing found. Returns the number of cases.
    ///
    /// # Panics
    /// When a case fails or a rule has none.
    pub(crate) fn every_case_holds<G>(
        grammar: &Grammar<G>,
        found: impl Fn(&str) -> Vec<(String, String, String)>,
    ) -> usize {
        let (mut wrong, mut cases) = (Vec::new(), 0);
        for rule in &grammar.rules {
            if rule.cases.is_empty() {
                wrong.push(format!("rule '{}' has no case", rule.name));
            }
            let all = (rule.cases.iter()).flat_map(|(v, texts)| texts.iter().map(move |t| (v, t)));
            for (value, case) in all {
                cases += 1;
                let text = case.replace(['[', ']'], "");
                let marked = case.split(['[', ']']).nth(1).unwrap_or(&text);
                let found = found(&text);
                let holds = match value.as_str() {
                    "nothing" => found.is_empty(),
                    _ => found.contains(&(marked.into(), value.clone(), rule.name.clone())),
                };
                if !holds {
                    wrong.push(format!(
                        "{}: {case} is not {value} but {found:?}",
                        rule.name
                    ));
                }
            }
        }
        assert!(
            wrong.is_empty(),
            "{} of {cases}:\n{}",
            wrong.len(),
            wrong.join("\n")
        );
        cases
    }
}
