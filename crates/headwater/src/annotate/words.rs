//! Classes of words that the rules for clauses, quotations and attributions look at.

use crate::lexicon;
use crate::lexicon::listed::ListedMap;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A class of words: closed ones from `lang/en/words.toml`, roles and works from `roles.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Class {
    Determiner,
    Pronoun,
    PersonPronoun,
    ObjectPronoun,
    PossessivePronoun,
    Preposition,
    Auxiliary,
    /// Auxiliaries of what may be: 'might', 'should'.
    Modal,
    Be,
    Negation,
    Conjunction,
    Subordinator,
    Relative,
    Complementizer,
    Adverb,
    /// In -ly, and no adverb: 'family', 'weekly', 'Kelly'.
    Plain,
    /// Heads sentences, and speaks never: 'there', 'please'.
    NoSubject,
    /// What 'according to' measures by: 'plan', 'schedule'.
    Measure,
    Time,
    TimeHead,
    TimeUnit,
    Particle,
    /// Before whom others speak: 'court', 'jurors'.
    Forum,
    /// Participles after 'it is' that name no speaker: 'understood'.
    Impersonal,
    /// What is claimed without a word: 'responsibility'.
    Claimed,
    /// Verbs after 'it' that name none either: 'emerged'.
    Emerging,
    /// Lower-case parts of names: 'al', 'van'.
    NameParticle,
    Title,
    He,
    She,
    They,
    Male,
    Female,
    Elision,
    FirstPerson,
    /// Verbs that give a name: 'dubbed'.
    Naming,
    /// Verbs of speech that are nouns more often in this form: 'states', 'points'.
    NounVerb,
    /// Past forms that no rule shows: 'went', 'sent'.
    PastVerb,
    /// Verbs by which words are withheld: 'declined'.
    Refusal,
    /// What those who speak without a name ask not to be: 'named'.
    Identified,
    /// What a person can be: 'spokesman', 'leader'.
    Role,
    /// What has a title of its own: 'film', 'series'.
    Work,
    /// Roles that speak for a body: 'spokesman', 'sheriff'.
    Office,
    /// Bodies and texts that speak: 'report', 'ministry'.
    Body,
    /// Texts among them: 'report'.
    Document,
    /// 'claim', 'remark': nouns whose content follows.
    SpeechNoun,
}

/// What a verb of speech takes after it (`lang/en/reporting.toml`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Takes {
    Quote,
    That,
    Bare,
    Hearer,
    To,
    Object,
    /// What an act of speech is about: 'criticised the plan'.
    Act,
    /// The same after a preposition that belongs to the cue: 'called for', 'spoke about'.
    For,
    On,
    About,
    Toward,
    Of,
    Against,
    /// The same for texts and surveys only: 'polls show a lead'.
    Shown,
    /// A verb of speech only with 'it' after it: 'puts it'.
    It,
    /// Also a thing, which nobody says: 'recalled 20,000 cars'.
    Thing,
    /// Its hearer may lack: 'warned the mine would close'.
    Unaddressed,
}

/// Form of a verb of speech.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Form {
    /// No verb of speech.
    #[default]
    None,
    Base,
    Third,
    Past,
    Participle,
    Ing,
}

impl Form {
    /// 'said', 'says'.
    pub fn tells(self) -> bool {
        matches!(self, Form::Past | Form::Third)
    }

    /// A form that 'be' can stand before: 'told', 'called', 'known'.
    pub fn is_participle(self) -> bool {
        matches!(self, Form::Past | Form::Participle)
    }
}

/// What the lists say about a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Word {
    classes: u64,
    takes: u32,
    pub form: Form,
}

impl Word {
    pub fn is(self, class: Class) -> bool {
        self.classes & (1 << class as u64) != 0
    }

    pub fn takes(self, what: Takes) -> bool {
        self.takes & (1 << what as u32) != 0
    }

    /// A form that tells ('said', 'says') of a verb that takes words in marks.
    pub fn tells(self) -> bool {
        self.form.tells() && self.takes(Takes::Quote)
    }

    /// A verb that can only be that of a clause: 'said', 'went', but not 'claims'.
    pub fn is_finite(self) -> bool {
        self.form.tells() && !self.is(Class::NounVerb) || self.is(Class::PastVerb)
    }

    /// An adverb and nothing else, as which no name stands within a sentence: 'Long', 'Daly'.
    pub fn is_adverb_alone(self) -> bool {
        self.classes == 1 << Class::Adverb as u64
    }

    /// A verb of speech or thought.
    pub fn reports(self) -> bool {
        self.form != Form::None
    }
}

#[derive(Deserialize)]
struct Classes {
    classes: BTreeMap<Class, String>,
}

/// Verbs, nouns or phrases that behave alike, with cases: see `quotation`'s tests.
#[derive(Deserialize)]
struct Group {
    #[serde(default)]
    takes: Vec<Takes>,
    lemmas: String,
}

#[derive(Deserialize)]
struct Reporting {
    verbs: Vec<Group>,
    nouns: Vec<Group>,
}

static WORDS: LazyLock<ListedMap<String, Word>> = LazyLock::new(|| {
    let mut words: ListedMap<String, Word> = ListedMap::default();
    for (name, file) in [
        ("words.toml", include_str!("../../lang/en/words.toml")),
        ("roles.toml", include_str!("../../lang/en/roles.toml")),
    ] {
        let list: Classes = lexicon::data(name, file);
        for (class, members) in &list.classes {
            for word in members.split_whitespace() {
                words.entry(word.into()).or_default().classes |= 1 << *class as u64;
            }
        }
    }
    let reporting: Reporting = lexicon::data(
        "reporting.toml",
        include_str!("../../lang/en/reporting.toml"),
    );
    for group in &reporting.verbs {
        let takes = group.takes.iter().fold(0, |bits, t| bits | 1 << *t as u32);
        for (form, word) in group.lemmas.split_whitespace().flat_map(forms) {
            let entry = words.entry(word).or_default();
            entry.takes |= takes;
            if entry.form == Form::None {
                entry.form = form;
            }
        }
    }
    for lemma in reporting
        .nouns
        .iter()
        .flat_map(|g| g.lemmas.split_whitespace())
    {
        for word in [lemma.to_string(), third(lemma)] {
            words.entry(word).or_default().classes |= 1 << Class::SpeechNoun as u64;
        }
    }
    words
});

/// Looks up a word as it stands in the text; case and the shape of its apostrophe do not matter.
pub(crate) fn look_up(word: &str) -> Word {
    // Longer than any listed word.
    const LONGEST: usize = 20;
    if word.len() > LONGEST {
        return Word::default();
    }
    let mut buffer = [0; LONGEST];
    let folded = fold(word, &mut buffer);
    let bare = folded.strip_suffix('.').unwrap_or(folded);
    let found = WORDS.get(bare).copied().unwrap_or_default();
    if found == Word::default() && bare.len() > 4 && bare.ends_with("ly") {
        return Word {
            classes: 1 << Class::Adverb as u64,
            ..found
        };
    }
    found
}

/// The word in lower case with straight apostrophes; it has room, as neither makes it longer.
fn fold<'b>(word: &str, buffer: &'b mut [u8]) -> &'b str {
    if word.is_ascii() {
        let lower = &mut buffer[..word.len()];
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        return std::str::from_utf8(lower).unwrap_or_default();
    }
    let mut len = 0;
    for c in word.chars() {
        let c = match c {
            '’' | 'ʼ' => '\'',
            c => c.to_ascii_lowercase(),
        };
        len += c.encode_utf8(&mut buffer[len..]).len();
    }
    std::str::from_utf8(&buffer[..len]).unwrap_or_default()
}

/// The forms of a verb as listed: 'base/third/past/participle/ing', 'base', or 'base*' when its
/// last letter doubles.
fn forms(listed: &str) -> Vec<(Form, String)> {
    const ORDER: [Form; 5] = [
        Form::Base,
        Form::Third,
        Form::Past,
        Form::Participle,
        Form::Ing,
    ];
    if listed.contains('/') {
        return ORDER
            .into_iter()
            .zip(listed.split('/').map(String::from))
            .collect();
    }
    let base = listed.trim_end_matches('*');
    let last = base.chars().next_back().unwrap_or('e');
    let before_y = base.chars().rev().nth(1);
    let doubled = |suffix: &str| format!("{base}{last}{suffix}");
    let (past, ing) = if listed.ends_with('*') {
        (doubled("ed"), doubled("ing"))
    } else if let Some(stem) = base.strip_suffix('e') {
        (format!("{base}d"), format!("{stem}ing"))
    } else if last == 'y' && !before_y.is_some_and(|c| "aeiou".contains(c)) {
        (
            format!("{}ied", &base[..base.len() - 1]),
            format!("{base}ing"),
        )
    } else {
        (format!("{base}ed"), format!("{base}ing"))
    };
    vec![
        (Form::Base, base.into()),
        (Form::Third, third(base)),
        (Form::Past, past),
        (Form::Ing, ing),
    ]
}

/// Third person of a verb, plural of a noun.
fn third(base: &str) -> String {
    match base.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if base.ends_with(['s', 'x', 'z']) || base.ends_with("ch") || base.ends_with("sh") => {
            format!("{base}es")
        }
        _ => format!("{base}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflects_verbs() {
        let cases = [
            ("say/says/said/said/saying", "say says said said saying"),
            ("declare", "declare declares declared declaring"),
            ("admit*", "admit admits admitted admitting"),
            ("reply", "reply replies replied replying"),
            ("stress", "stress stresses stressed stressing"),
        ];
        for (listed, expected) in cases {
            let found: Vec<_> = forms(listed).into_iter().map(|(_, word)| word).collect();
            assert_eq!(found.join(" "), expected);
        }
    }

    #[test]
    fn looks_up_words_as_written() {
        assert!(look_up("Said").reports() && look_up("said").takes(Takes::Bare));
        assert!(look_up("Mr.").is(Class::Title) && look_up("won’t").is(Class::Auxiliary));
        assert!(look_up("claims").is(Class::SpeechNoun) && look_up("quickly").is(Class::Adverb));
        assert!(!look_up("family").is(Class::Adverb) && !look_up("Italy").is(Class::Adverb));
        assert_eq!(look_up("Zebra"), Word::default());
    }

    #[test]
    fn no_listed_word_is_too_long_to_be_found() {
        for word in WORDS.keys() {
            assert!(look_up(word) != Word::default(), "{word}");
        }
    }
}
