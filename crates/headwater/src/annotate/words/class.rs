//! What a word can be, and what a verb of speech can take: the names that the lists of `lang/en` use.

use serde::Deserialize;

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
    /// Before participles that describe: 'last' in 'the last known address'.
    Degree,
    TimeHead,
    TimeUnit,
    Particle,
    /// Before whom others speak: 'court', 'jurors'.
    Forum,
    /// Participles after 'it is' that name no speaker: 'understood'.
    Impersonal,
    /// What is claimed without a word: 'responsibility'.
    Claimed,
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
    /// Verbs of those who give out a text: 'released a statement'.
    Issuing,
    /// Verbs that make another speak: 'led Lee to say'.
    Causing,
    /// Verbs that let another do what is no utterance: 'allowed Lee to decide'.
    Allowing,
    /// Numbers in words: 'two', 'dozen'.
    Numeral,
    /// Nouns that look like participles: 'hearing'.
    Gerund,
    /// What time is counted in: 'hours'.
    TimeSpan,
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
    /// 'give', 'elaborating': what one does who tells more.
    Telling,
    /// 'hearing', 'being': gerunds that are reported like clauses.
    Sensing,
    /// 'However', 'Still': adverbs that join a sentence to the one before.
    Linking,
    /// 'claim', 'remark': nouns whose content follows.
    SpeechNoun,
    /// Verbs that give the words of a noun their voice: 'gave testimony', 'made a claim'.
    Voicing,
    /// What a reporter calls the words of others: 'a claim Lee denies'.
    ClaimName,
    /// Nouns of one that stand for many: 'a majority say'.
    Collective,
    /// What a credit begins with: '(Photo: Harbour News)'.
    Picture,
}

/// What a verb of speech takes after it (`lang/en/reporting.toml`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Takes {
    Quote,
    That,
    /// A clause with 'whether', 'why', 'how', but not with 'that'.
    Whether,
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
    /// The same with 'back': 'shot back'.
    Back,
    /// Also a thing, which nobody says: 'recalled 20,000 cars'.
    Thing,
    /// Its hearer may lack: 'warned the mine would close'.
    Unaddressed,
    /// A clause where an outlet speaks: 'the BBC understands the mine will close'.
    Learned,
    /// What is in a mind: 'knew that the mine was lost'.
    Thought,
    /// What one does, or not, and no words: 'agreed to pay'.
    Deed,
}
