//! Verb groups: whether a word is a finite verb of speech, and the auxiliaries before it.

use super::Unit;
use crate::annotate::clause::ItemKind;
use crate::annotate::quotation::extent;
use crate::annotate::words::{Class, Form, Takes};
use std::ops::Range;

/// A verb group: auxiliaries and adverbs from `start`, its cue from `cue`.
pub(super) struct Group {
    pub start: usize,
    pub cue: Range<usize>,
    pub verb: usize,
    pub infinitive: bool,
}

impl Unit<'_, '_> {
    /// The verb group around a verb, or `None` where the word is no finite verb of speech here.
    pub(super) fn group(&self, at: usize) -> Option<Group> {
        let c = self.c;
        let word = c.items[at].word;
        let verb = self.group_start(at);
        let start = self
            .before_span(verb)
            .map_or(verb, |end| self.group_start(end));
        let before = self.before(start);
        let all = |b: usize| b == self.items.start && c.says(b, "all") && c.says(at, "said");
        let determined =
            before.is_some_and(|b| self.is_determined(b, word.form.tells()) && !all(b));
        // 'the village attacked by “bandits”'
        let think_tank = self.says(at + 1, "tank") || self.says(at + 1, "tanks");
        let passive = self.is_passive(start, at)
            || self.describes(at) && self.has_agent(at)
            || start == at && self.is_participle(at);
        if passive
            || think_tank
            || determined
            || self.is_given(start, at)
            || self.gives_no_answer(start, at)
            || self.is_let(start)
            || self.is_noun(start, at)
        {
            return None;
        }
        let own = |&i: &usize| !c.says(i, "himself") && !c.says(i, "herself");
        let cue = (verb..at).find(own).unwrap_or(at);
        Some(Group {
            start,
            cue: cue..self.cue_end(at),
            verb: at,
            infinitive: before.is_some_and(|b| c.says(b, "to")),
        })
    }

    /// Where the cue of a verb ends: after 'it' in 'puts it', after 'back' in 'hit back'.
    fn cue_end(&self, at: usize) -> usize {
        let c = self.c;
        if c.items[at].word.takes(Takes::It) {
            return at + 2;
        }
        let closes = |i: usize| i == self.items.end || !c.is_word(i) || c.says(i, "that");
        let particle = self.is(at + 1, Class::Particle) && closes(at + 2);
        at + 1 + usize::from(particle)
    }

    /// Where the auxiliaries, negations and adverbs before a verb begin.
    pub(super) fn group_start(&self, at: usize) -> usize {
        let c = self.c;
        let joins = |i: &usize| {
            c.is(*i, Class::Auxiliary)
                || c.is(*i, Class::Negation)
                || c.is(*i, Class::Adverb) && c.kind(*i) == ItemKind::Lower
                || *i + 1 == at && c.says(*i, "so") && self.quote_before(*i)
                || self.is_shortened(*i, at)
        };
        let before = (self.items.start..at).rev().take_while(joins);
        before.last().unwrap_or(at)
    }

    /// 'She|'s predicting', 'She|'s said he left': the auxiliary of a pronoun, and not that of 'He's said to be ill'.
    fn is_shortened(&self, at: usize, verb: usize) -> bool {
        let c = self.c;
        let pronoun = |b: usize| c.is(b, Class::PersonPronoun);
        let next = verb + 1;
        let told = c.says(verb, "said")
            && (self.is(next, Class::PersonPronoun) || self.says(next, "that"));
        let speaks = c.items[verb].word.form == Form::Ing || told;
        c.kind(at) == ItemKind::Possessive && self.before(at).is_some_and(pronoun) && speaks
    }

    /// Where the time begins that stands between an auxiliary and its verb: 'has over the past few months
    /// warned'.
    fn before_span(&self, verb: usize) -> Option<usize> {
        const LONGEST: usize = 6;
        const HEADS: [&str; 4] = ["over", "in", "for", "since"];
        let c = self.c;
        let last = self.before(verb)?;
        let time = c.is(last, Class::TimeSpan) || c.is(last, Class::TimeUnit);
        let floor = (self.items.start + 1).max(last.saturating_sub(LONGEST));
        let heads = |&i: &usize| HEADS.iter().any(|word| c.says(i, word));
        let head = (floor..last).rev().find(heads).filter(|_| time)?;
        let words = (head..last).all(|i| c.is_word(i) || c.kind(i) == ItemKind::Number);
        let has = ["has", "have", "had"];
        let waits = has.iter().any(|word| c.says(head - 1, word));
        (words && waits).then_some(head)
    }

    /// The verb is denied: 'has not been told'.
    pub(super) fn is_denied(&self, start: usize, at: usize) -> bool {
        self.holds(start..at, Class::Negation)
    }

    /// A participle after a form of 'be': 'was told'.
    pub(super) fn is_passive(&self, start: usize, at: usize) -> bool {
        const SHORT: [&str; 4] = ["'m", "’m", "'re", "’re"];
        // 'I'm reminded that'
        let before = self.before(start).map(|b| self.c.text(b));
        let short = before.is_some_and(|word| SHORT.iter().any(|is| word.ends_with(is)));
        // 'they're worried that' tells what they think.
        let minds = ["worried", "convinced"];
        let minds = minds.iter().any(|word| self.c.says(at, word));
        let is = short && !minds || self.holds(start..at, Class::Be);
        is && self.c.items[at].word.form.is_participle()
    }

    /// A participle that can say what something is called: 'described', 'attacked'.
    pub(super) fn describes(&self, at: usize) -> bool {
        let word = self.c.items[at].word;
        word.takes(Takes::Object) && word.form.is_participle()
    }

    /// A participle without an auxiliary: 'known', 'the deal announced by the council', 'confirmed cases'.
    fn is_participle(&self, at: usize) -> bool {
        let participle = self.c.items[at].word.form == Form::Participle;
        participle
            || self.is_foreseen(at)
            || self.is_done_by(at)
            || self.is_attribute(at)
            || self.is_event(at)
            || self.is_under_suspicion(at)
    }

    /// 'was shot and expected to live': by others.
    fn is_foreseen(&self, at: usize) -> bool {
        let joined = self
            .before(at)
            .is_some_and(|b| self.c.is(b, Class::Conjunction));
        joined && self.c.says(at, "expected") && self.says(at + 1, "to")
    }

    /// 'members accused of theft', 'the man suspected in the raid': of what others have said.
    fn is_under_suspicion(&self, at: usize) -> bool {
        const OF: [&str; 3] = ["of", "in", "as"];
        let accused = ["accused", "suspected"];
        let accused = accused.iter().any(|word| self.c.says(at, word));
        accused && OF.iter().any(|word| self.says(at + 1, word))
    }

    /// 'said at the bond hearing that': a noun that another verb's place is told by.
    fn is_event(&self, at: usize) -> bool {
        const LONGEST: usize = 4;
        const PLACES: [&str; 5] = ["at", "in", "during", "after", "before"];
        let c = self.c;
        let floor = self.items.start.max(at.saturating_sub(LONGEST));
        let noun = |&i: &usize| c.kind(i) == ItemKind::Lower && !c.is(i, Class::Preposition);
        let Some(first) = (floor..at).rev().take_while(noun).last() else {
            return false;
        };
        let place = first > self.items.start && PLACES.iter().any(|word| c.says(first - 1, word));
        let determined = c.is(first, Class::Determiner) || c.is(first, Class::PossessivePronoun);
        c.is(at, Class::Gerund) && place && determined
    }

    /// 'the deal announced on Monday by the council': by others than who stands before.
    fn is_done_by(&self, at: usize) -> bool {
        let c = self.c;
        let by = extent::after_times(c, at + 1, self.items.end);
        let agent = by + 1;
        let named = agent < self.items.end
            && (c.is(agent, Class::Determiner) || c.kind(agent) == ItemKind::Capital);
        c.items[at].word.form.is_participle() && self.says(by, "by") && named
    }

    /// 'the last known address', '40,000 confirmed cases', 'in stressed clerks'.
    fn is_attribute(&self, at: usize) -> bool {
        const OF: [&str; 5] = ["in", "of", "among", "by", "between"];
        let c = self.c;
        let degree = |b: usize| c.kind(b) == ItemKind::Number || c.is(b, Class::Degree);
        let next = at + 1;
        let noun = self.kind(next) == Some(ItemKind::Lower)
            && !c.is(next, Class::Determiner)
            && !c.is(next, Class::PersonPronoun)
            && !c.is(next, Class::Preposition)
            && !c.text(next).ends_with("ing")
            && !self.introduces(next);
        let many = next < self.items.end && c.text(next).ends_with('s');
        let within = |b: usize| {
            let of = OF.iter().any(|word| c.says(b, word));
            of && c.text(at).ends_with("ed") && many
        };
        let attribute = |b: usize| degree(b) || within(b);
        c.items[at].word.form.is_participle() && self.before(at).is_some_and(attribute) && noun
    }

    /// Who does what a participle says follows it: 'attacked by “bandits”'.
    pub(super) fn has_agent(&self, at: usize) -> bool {
        self.says(at + 1, "by")
    }

    /// 'did not respond': the words in marks near it are no answer.
    fn gives_no_answer(&self, start: usize, at: usize) -> bool {
        let answers = || {
            ["respond", "reply"]
                .iter()
                .any(|verb| self.c.says(at, verb))
        };
        self.is_denied(start, at) && answers() && !self.follows_utterance(at)
    }

    /// 'The rule allowed Lee to decide': who may speak has not spoken.
    fn is_let(&self, start: usize) -> bool {
        const FARTHEST: usize = 10;
        let c = self.c;
        let Some(to) = self.before(start).filter(|&to| c.says(to, "to")) else {
            return false;
        };
        let floor = self.items.start.max(to.saturating_sub(FARTHEST));
        let mut back = (floor..to)
            .rev()
            .take_while(|&i| c.is_word(i) && !c.says(i, "to"));
        back.any(|i| c.is(i, Class::Allowing))
    }

    /// What stands before makes a noun of the word: 'the claim', 'his claim', 'Lee’s claim'.
    fn is_determined(&self, before: usize, told: bool) -> bool {
        let c = self.c;
        let relative =
            told && c.is(before, Class::Relative) && !c.is(before, Class::PossessivePronoun);
        // 'the father of two said'
        let counted = told && before > self.items.start && c.says(before - 1, "of");
        let article = c.is(before, Class::Determiner) && !c.is(before, Class::Pronoun);
        article && !relative && !counted
            || c.is(before, Class::PossessivePronoun)
            || c.kind(before) == ItemKind::Possessive
    }

    /// 'a great show that is lost', 'gives us hope to': no subject of a plain form stands before it.
    fn is_given(&self, start: usize, at: usize) -> bool {
        const WHOM: [&str; 4] = ["us", "him", "them", "me"];
        const FARTHEST: usize = 4;
        let c = self.c;
        let past = c.says(at, "read") || c.says(at, "put");
        let Some(before) = self.before(start).filter(|_| start == at && !past) else {
            return false;
        };
        if c.items[at].word.form != Form::Base || c.kind(before) != ItemKind::Lower {
            return false;
        }
        // 'gives us hope', but not 'people like us hope', 'those who know us hope'
        let floor = self.items.start.max(before.saturating_sub(FARTHEST));
        let whom = WHOM.iter().any(|word| c.says(before, word)) && before > self.items.start;
        let who = |i: usize| c.is(i, Class::Relative);
        if whom && !c.is(before - 1, Class::Preposition) {
            return !(floor..before).any(who);
        }
        // 'a great show', but not 'a family say', 'a few say'
        let many = [
            Class::Body,
            Class::Role,
            Class::Numeral,
            Class::Determiner,
            Class::Collective,
        ];
        let many = many.iter().any(|&class| c.is(before, class));
        let article = self
            .before(before)
            .filter(|_| !many && c.text(before).len() > 3);
        article.is_some_and(|article| c.says(article, "a") || c.says(article, "an"))
    }

    /// A word that can be a noun is one: 'a bus claim', 'the tax demands of Lee'.
    fn is_noun(&self, start: usize, at: usize) -> bool {
        let c = self.c;
        let auxiliary = self.holds(start..at, Class::Auxiliary);
        if auxiliary || !self.can_be_noun(at) || self.follows_utterance(at) {
            return false;
        }
        if self.agrees_before_object(start, at) {
            return false;
        }
        // 'state Attorney General Ann Lee', 'state police'
        let office = self.kind(at + 1) == Some(ItemKind::Capital)
            || self.is(at + 1, Class::Role)
            || self.is(at + 1, Class::Body);
        if c.says(at, "state") && office {
            return true;
        }
        // 'official figures showed': a finite verb right after makes a noun of the word before it.
        let tells = self.kind(at + 1) == Some(ItemKind::Lower) && c.items[at + 1].word.is_finite();
        tells
            || self.before(start).is_some_and(|b| match c.kind(b) {
                ItemKind::Lower => {
                    // 'the report says that', 'the firms plan to'
                    let plural = c.items[at].word.form == Form::Base && c.text(b).ends_with('s');
                    let subject = c.is(b, Class::Document) || plural;
                    let text = subject && self.introduces(at + 1);
                    // 'it plans to', 'has failed and plans to'
                    let bounds = [Class::PersonPronoun, Class::Conjunction, Class::Role];
                    let bound = c.says(b, "it") || bounds.iter().any(|&class| c.is(b, class));
                    !text && !bound
                }
                ItemKind::Capital | ItemKind::Number => {
                    let noun = c.items[at].word.is(Class::NounVerb);
                    noun && !self.introduces(at + 1) && !c.is(b, Class::PersonPronoun)
                }
                _ => false,
            })
    }

    /// 'Officers suspect the fire was set': an object follows, and the form is that of the noun before.
    fn agrees_before_object(&self, start: usize, at: usize) -> bool {
        let c = self.c;
        let article = self.is(at + 1, Class::Determiner) && !self.is(at + 1, Class::Complementizer);
        let pronoun = [Class::PersonPronoun, Class::ObjectPronoun, Class::Pronoun];
        // 'The clinic reports there are six victims'
        let there = self.says(at + 1, "there") && self.is(at + 2, Class::Be);
        // 'The ministry estimates at least 40 people are lost'
        let end = self.items.end;
        let counted = at + 1 < end && extent::bounds_number(c, at + 1, end);
        let body = |b| c.is(b, Class::Body) || c.kind(b) == ItemKind::Capital;
        let counted = counted && self.before(start).is_some_and(body);
        let object = article || there || counted;
        let object = object || pronoun.iter().any(|&class| self.is(at + 1, class));
        let base = c.items[at].word.form == Form::Base;
        let plural = |b: usize| c.text(b).ends_with('s');
        let agrees = |b| plural(b) == base || !base && c.kind(b) == ItemKind::Capital;
        object && self.before(start).is_some_and(agrees)
    }

    /// A base form or one with -s that is a noun as well: 'claims', 'states'.
    fn can_be_noun(&self, at: usize) -> bool {
        let word = self.c.items[at].word;
        let noun = [Class::SpeechNoun, Class::Role, Class::Body, Class::NounVerb];
        matches!(word.form, Form::Base | Form::Third) && noun.iter().any(|&class| word.is(class))
    }

    /// What stands at an item can only follow a verb: 'that', words in marks, 'to'.
    fn introduces(&self, at: usize) -> bool {
        let c = self.c;
        match self.kind(at) {
            None | Some(ItemKind::Stop | ItemKind::Marked(_) | ItemKind::Colon) => true,
            Some(ItemKind::Comma) => self.is_marked(at + 1),
            _ => c.is(at, Class::Complementizer) || c.is(at, Class::Particle) || c.says(at, "to"),
        }
    }
}
