//! What looks like a report and tells of no words: 'said little', 'which means that', 'safe to say'.

use super::{Report, Unit};
use crate::annotate::clause::ItemKind;
use crate::annotate::words::{Class, Form};

/// Verbs of speech that are blows as well, and the words that show speech: 'attacked the plan as weak'.
const BLOWS: [&str; 6] = ["attack", "attacks", "attacked", "slam", "slams", "slammed"];
const GROUNDS: [&str; 4] = ["as", "for", "over", "on"];

impl Unit<'_, '_> {
    /// The report of the verb at an item is of nobody's words.
    pub(super) fn is_idle(&self, verb: usize, report: &Report) -> bool {
        self.is_scant(verb, report)
            || self.is_meant(verb, report)
            || self.is_impersonal(verb, report)
            || self.is_code(report)
            || self.is_blow(verb, report)
            || self.is_discerned(verb, report)
            || self.is_defined(verb, report)
            || self.is_able(verb, report)
            || self.is_helped(report)
    }

    /// 'said little', 'did not say enough to tip his hand'.
    fn is_scant(&self, verb: usize, report: &Report) -> bool {
        const SCANT: [&str; 4] = ["little", "enough", "nothing", "much"];
        let start = report.contents.first().map(|content| content.start);
        let behind = start.filter(|&start| start >= report.cue.end);
        behind.is_some_and(|start| {
            SCANT.iter().any(|word| self.says(start, word)) && !self.shows_verb(verb, start)
        })
    }

    /// 'which means that', 'the rule means that', ', showing that he knew': a thing means it.
    fn is_meant(&self, verb: usize, report: &Report) -> bool {
        let c = self.c;
        let means = ["mean", "means", "meant", "meaning"];
        let shows = self.says(verb, "showing") && report.cue.start > self.items.start;
        if shows && c.kind(report.cue.start - 1) == ItemKind::Comma {
            return true;
        }
        means.iter().any(|word| self.says(verb, word)) && !self.is_human(report)
    }

    /// 'It is safe to say that', 'it is worth noting that': nobody says it.
    fn is_impersonal(&self, verb: usize, report: &Report) -> bool {
        if verb > self.items.start && self.says(verb - 1, "worth") {
            return true;
        }
        // 'suffice it to say'
        let suffice = verb >= self.items.start + 3 && self.says(verb - 3, "suffice");
        if suffice && self.says(verb - 2, "it") {
            return true;
        }
        let source = report.source.as_ref().filter(|source| source.len() == 1);
        let to = verb > self.items.start && self.says(verb - 1, "to");
        source.is_some_and(|source| {
            let would = self.is(source.end, Class::Modal) && self.says(source.end + 1, "be");
            let is = would || self.is(source.end, Class::Be);
            let is = is || self.kind(source.end) == Some(ItemKind::Possessive);
            to && self.says(source.start, "it") && is
        })
    }

    /// 'How can I tell if it is safe?', 'too early to tell whether': what can be seen.
    fn is_discerned(&self, verb: usize, report: &Report) -> bool {
        const ABLE: [&str; 6] = ["can", "could", "can't", "cannot", "couldn't", "to"];
        let c = self.c;
        let start = report.contents.first().map(|content| content.start);
        let whether = |at: usize| self.says(at, "if") || self.says(at, "whether");
        let before = self.items.start.max(verb.saturating_sub(3))..verb;
        let able = |i: usize| ABLE.iter().any(|word| c.says(i, word));
        let refused = self.holds(before.clone(), Class::Refusal);
        self.says(verb, "tell")
            && start.is_some_and(whether)
            && before.clone().any(able)
            && !refused
    }

    /// 'The term refers to the sea': what a word means.
    fn is_defined(&self, verb: usize, report: &Report) -> bool {
        const NAMES: [&str; 14] = [
            "term", "terms", "word", "words", "name", "phrase", "title", "acronym", "number", "it",
            "which", "that", "this", "concept",
        ];
        let refers = ["refers", "refer", "referred"];
        let source = report.source.clone().unwrap_or_default();
        let head = |&i: &usize| self.c.is_word(i) && !self.is(i, Class::Preposition);
        let name = |i: usize| NAMES.iter().any(|word| self.says(i, word));
        report.act
            && refers.iter().any(|word| self.says(verb, word))
            && source.take_while(head).any(name)
    }

    /// 'The tool can support clerks', 'the system supports two pumps': what a thing is good for.
    fn is_able(&self, verb: usize, report: &Report) -> bool {
        const USES: [&str; 4] = ["support", "explain", "counter", "challenge"];
        const SERVES: [&str; 4] = ["supports", "favors", "favours", "embraces"];
        let able = self.holds(report.cue.start..verb, Class::Modal);
        let uses = able && USES.iter().any(|word| self.says(verb, word));
        let serves = SERVES.iter().any(|word| self.says(verb, word)) && self.is_thing(report);
        report.act && (uses || serves) && !self.is_human(report)
    }

    /// The head of its source is one thing: 'the system', and no body, family or 'who'.
    fn is_thing(&self, report: &Report) -> bool {
        const SPEAKS: [Class; 3] = [Class::Body, Class::Document, Class::Pronoun];
        let c = self.c;
        let source = report.source.clone().filter(|source| source.len() > 1);
        let last = source.map(|source| source.end - 1);
        last.is_some_and(|last| {
            let many = c.is(last, Class::Collective);
            let speaks = SPEAKS.iter().any(|&class| c.is(last, class));
            c.kind(last) == ItemKind::Lower && !many && !speaks && !c.text(last).ends_with('s')
        })
    }

    /// 'The cost helps explain the rise': no subject of its own.
    fn is_helped(&self, report: &Report) -> bool {
        const HELPS: [&str; 4] = ["help", "helps", "helped", "helping"];
        let before = self.before(report.cue.start);
        let helps = before.is_some_and(|b| HELPS.iter().any(|word| self.says(b, word)));
        helps && !self.is_human(report)
    }

    /// Its source can be somebody: 'she', 'the mayor', 'Lee'.
    fn is_human(&self, report: &Report) -> bool {
        let c = self.c;
        let source = report.source.clone().unwrap_or_default();
        let who = |i: usize| {
            let person = c.is(i, Class::PersonPronoun) && !c.is(i, Class::Relative);
            person || c.is(i, Class::Role) || c.kind(i) == ItemKind::Capital && i > self.items.start
        };
        source.into_iter().any(who)
    }

    /// 'Callers may text “HARBOUR” to 27463'.
    fn is_code(&self, report: &Report) -> bool {
        let code = |i: usize| {
            let number = self.kind(i + 2) == Some(ItemKind::Number);
            self.is_marked(i) && self.says(i + 1, "to") && number
        };
        let mut items = report.contents.iter().flat_map(Clone::clone);
        items.any(code)
    }

    /// 'attacked his sister', 'attacked a post with stones', 'slammed his hand on the desk'.
    fn is_blow(&self, verb: usize, report: &Report) -> bool {
        let c = self.c;
        let last = c.text(verb).rsplit('-').next().unwrap_or_default();
        let blow = BLOWS.contains(&last) && c.items[verb].word.form != Form::Ing;
        let Some(object) = report.contents.first().filter(|_| blow && report.act) else {
            return false;
        };
        let behind = object.start..self.items.end.min(object.end + 1);
        let says = |i: usize| GROUNDS.iter().any(|word| c.says(i, word));
        let hand = c.is(object.start, Class::PossessivePronoun) && object.len() <= 2;
        let grounds = behind.clone().any(says) && !self.is_hand(object.start + 1);
        let with = behind.clone().any(|i| c.says(i, "with"));
        let person = c.is(object.start, Class::Determiner)
            && object.end - object.start == 2
            && self.is(object.start + 1, Class::Role);
        last != c.text(verb)
            || !grounds && (hand || with || person)
            || self.is_hand(object.start + 1)
    }

    /// 'hand', 'fist': what a blow is struck with.
    fn is_hand(&self, at: usize) -> bool {
        const LIMBS: [&str; 6] = ["hand", "hands", "fist", "fists", "door", "head"];
        LIMBS.iter().any(|word| self.says(at, word))
    }
}
