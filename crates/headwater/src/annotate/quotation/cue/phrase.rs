//! Cues that are no verb after a subject: 'according to', 'in her words', 'her claim that', and 'Said Lee:'.

use super::{Report, Unit, begins_predicate};
use crate::annotate::clause::{Clauses, ItemKind};
use crate::annotate::noun;
use crate::annotate::quotation::extent;
use crate::annotate::words::{Class, Takes};
use std::ops::Range;

impl Unit<'_, '_> {
    /// Nothing but a conjunction stands before an item.
    fn leads(&self, at: usize) -> bool {
        let start = self.items.start;
        at == start || at - 1 == start && self.c.is(start, Class::Conjunction)
    }

    /// 'According to Lee, …' and '…, according to Lee'.
    pub(super) fn according_to(&self, at: usize) -> Option<Report> {
        // A text without stops stays linear.
        const NEAR: usize = 16;
        let c = self.c;
        let is = c.says(at, "according") && at + 2 < self.items.end && c.says(at + 1, "to");
        if !is {
            return None;
        }
        // 'things went according to plan'
        let ends = at + 3 == self.items.end || !c.is_word(at + 3);
        if c.is(at + 2, Class::Measure) && ends {
            return None;
        }
        let leads = self.leads(at);
        let divides = self.divides(at);
        let source = if leads {
            at + 2..self.leading_end(at + 2)
        } else if divides {
            at + 2..noun::attached_end(c, at + 2, self.items.end)
        } else {
            noun::rightward(c, at + 2, self.items.end)
        };
        let source = noun::press::row_after(c, source, self.items.end);
        let source = source.start..self.joined_end(source.end);
        let mut report = self.report(at..at + 2, (!source.is_empty()).then_some(source.clone()));
        let told = |r: &Report| self.speaks(r) && self.holds_marks(r);
        report.relays = !leads && self.earlier.iter().rev().take(NEAR).any(told);
        report.contents = vec![if leads {
            let comma = self.kind(source.end) == Some(ItemKind::Comma);
            extent::right(c, source.end + usize::from(comma), self.items.end)
        } else {
            extent::left(c, self.items.start, at)
        }];
        if !leads {
            report
                .contents
                .extend(self.continuation(source.end, divides));
        }
        let tells = |i: usize| c.is_word(i) || c.kind(i) == ItemKind::Number || self.is_marked(i);
        report.contents.retain(|r| r.clone().any(tells));
        (!report.contents.is_empty()).then_some(report)
    }

    /// 'As Lee explained, the mine …', 'As Lee put it to me, …'.
    pub(super) fn as_told(&self, at: usize) -> Option<Report> {
        const LONGEST: usize = 16;
        let c = self.c;
        if !c.says(at, "as") || !self.leads(at) {
            return None;
        }
        let near = at + 2..self.items.end.min(at + LONGEST);
        let comma = near.clone().find(|&i| c.kind(i) == ItemKind::Comma)?;
        let tells = |&i: &usize| {
            let word = c.items[i].word;
            word.tells() || word.takes(Takes::It) && self.says(i + 1, "it")
        };
        let verb = (at + 2..comma).find(tells)?;
        let word = c.items[verb].word;
        let told = word.takes(Takes::It) || word.takes(Takes::Bare);
        let source = noun::leftward(c, at + 1, verb).filter(|s| s.start == at + 1)?;
        // 'it', 'it to me', 'to the Post'
        let tail = |i: usize| {
            let to = c.is(i, Class::Preposition) || c.is(i, Class::ObjectPronoun);
            to || c.is(i, Class::Determiner) || c.kind(i) == ItemKind::Capital
        };
        if !told || !(verb + 1..comma).all(tail) || self.is_marked(comma + 1) {
            return None;
        }
        let mut report = self.report(verb..verb + 1, Some(source));
        report.contents = vec![extent::right(c, comma + 1, self.items.end)];
        (report.contents[0].len() > 2).then_some(report)
    }

    /// Where 'police and the coroner's office' ends, if nothing of a clause follows: '…, according to police and
    /// the coroner's office.'
    fn joined_end(&self, end: usize) -> usize {
        let c = self.c;
        let next = end + 1;
        if !self.says(end, "and") || !self.is(next, Class::Determiner) {
            return end;
        }
        let close = noun::attached_end(c, next, self.items.end);
        let closes = matches!(
            self.kind(close),
            None | Some(ItemKind::Stop | ItemKind::Comma)
        );
        if closes { close } else { end }
    }

    /// Words in marks are among what it reports.
    fn holds_marks(&self, report: &Report) -> bool {
        let mut items = report.contents.iter().flat_map(Range::clone);
        items.any(|i| self.is_marked(i))
    }

    /// 'The mine will, according to Lee, close': an auxiliary waits for its verb.
    fn divides(&self, at: usize) -> bool {
        let c = self.c;
        at > self.items.start + 1
            && matches!(c.kind(at - 1), ItemKind::Comma | ItemKind::Dash)
            && c.is(at - 2, Class::Auxiliary)
    }

    /// The rest of a sentence that its source divides: 'Three councillors, according to the mayor, have
    /// left'. It begins with a verb, unless what stands before `divides` it surely.
    pub(super) fn continuation(&self, at: usize, divides: bool) -> Option<Range<usize>> {
        let c = self.c;
        let gap = matches!(self.kind(at), Some(ItemKind::Comma | ItemKind::Dash));
        let start = at + 1;
        if !gap || start + 1 >= self.items.end || !c.is_word(start) {
            return None;
        }
        // 'By noon the mine was empty, Lee said, citing officials'
        if c.text(start).ends_with("ing") {
            return None;
        }
        let verb = c.kind(start) == ItemKind::Lower
            && (c.is(start, Class::Auxiliary)
                || c.is(start, Class::PastVerb)
                || c.text(start).ends_with("ed") && !c.items[start].word.reports());
        let rest = (verb || divides).then(|| extent::right(c, start, self.items.end));
        rest.filter(|rest| !rest.is_empty())
    }

    /// Where the source of 'According to …, the mine will close' ends: with what is said of it up to
    /// the comma, and after an apposition that a second comma closes.
    fn leading_end(&self, at: usize) -> usize {
        const LONGEST: usize = 14;
        let c = self.c;
        let end = noun::attached_end(c, at, self.items.end);
        if end == at {
            return end;
        }
        // 'According to Ann Lee, 44, the mine will close'
        let aged = self.kind(end) == Some(ItemKind::Comma)
            && self.kind(end + 1) == Some(ItemKind::Number)
            && self.kind(end + 2) == Some(ItemKind::Comma);
        if aged {
            return end + 2;
        }
        let mut near = end..self.items.end.min(end + LONGEST);
        let Some(comma) = near.find(|&i| c.kind(i) == ItemKind::Comma) else {
            return end;
        };
        let between = end..comma;
        let clause = |i: usize| c.is(i, Class::Auxiliary) || c.is(i, Class::PersonPronoun);
        let relative = !between.is_empty() && c.is(end, Class::Relative);
        let plain = |i: usize| c.is_word(i) || c.kind(i) == ItemKind::Possessive;
        if !between.clone().all(plain) || !relative && between.clone().any(clause) {
            return end;
        }
        if !between.is_empty() {
            return comma;
        }
        let close = (comma + 1..self.items.end.min(comma + LONGEST))
            .find(|&i| c.kind(i) == ItemKind::Comma);
        let explains = |close: usize| {
            // 'According to Lee, whose firm built it, the mine was safe'
            if c.is(comma + 1, Class::Relative) {
                return true;
            }
            let article = c.says(comma + 1, "a") || c.says(comma + 1, "an");
            let role = article || (comma + 1..close).any(|i| c.is(i, Class::Role));
            let verb = |i: usize| c.is(i, Class::PastVerb) || c.text(i).ends_with("ed");
            let plain = (comma + 1..close).all(|i| plain(i) && !clause(i) && !verb(i));
            let named = c.kind(comma - 1) == ItemKind::Capital;
            named && c.is(comma + 1, Class::Determiner) && role && plain
        };
        close.filter(|&close| explains(close)).unwrap_or(comma)
    }

    /// '“We won,” the Post quoted Lee as saying': the speaker stands between.
    pub(super) fn quoting(&self, at: usize) -> Option<Report> {
        const FARTHEST: usize = 12;
        let c = self.c;
        if !self.quotes_another(at) || at == self.items.start {
            return None;
        }
        let mut near = at + 1..self.items.end.min(at + FARTHEST);
        let saying = near.find(|&i| c.says(i, "saying") && c.says(i - 1, "as"))?;
        let closed = c.kind(saying - 2) == ItemKind::Comma;
        let source = at + 1..saying - 1 - usize::from(closed);
        let outlet = noun::leftward(c, self.items.start, at)?;
        let passive = c.is(at - 1, Class::Be);
        let comma =
            || outlet.start > self.items.start + 1 && c.kind(outlet.start - 1) == ItemKind::Comma;
        let ends = matches!(
            self.kind(saying + 1),
            None | Some(ItemKind::Stop | ItemKind::Comma)
        );
        if passive || source.is_empty() || !(self.quote_before(outlet.start) || ends && comma()) {
            return None;
        }
        let mut report = self.report(saying..saying + 1, Some(source));
        report.contents = vec![extent::left(c, self.items.start, outlet.start)];
        report.contents.extend(self.rest(saying + 1));
        Some(report)
    }

    /// 'In Lee's words, “…”', 'in the words of Ann Lee, “…”'.
    pub(super) fn in_words(&self, at: usize) -> Option<Report> {
        const FARTHEST: usize = 8;
        let c = self.c;
        if !c.says(at, "in") {
            return None;
        }
        let near = at + 1..self.items.end.min(at + FARTHEST);
        let words = near.clone().find(|&i| c.says(i, "words"))?;
        let (source, end) = if self.says(words + 1, "of") {
            let source = words + 2..noun::attached_end(c, words + 2, self.items.end);
            (source.clone(), source.end)
        } else {
            (possessor(c, at + 1, words)?, words + 1)
        };
        let comma = matches!(self.kind(end), Some(ItemKind::Comma | ItemKind::Colon));
        let start = end + usize::from(comma);
        if source.is_empty() || !self.is_marked(start) {
            return None;
        }
        let mut report = self.report(at..words + 1, Some(source));
        report.contents.push(start..start + 1);
        Some(report)
    }

    /// 'Said Ann Lee, the mayor: “…”', 'Added Lee, “…”': the verb first, then the speaker, then words
    /// in marks.
    pub(super) fn fronted(&self, at: usize) -> Option<Report> {
        let c = self.c;
        if !(self.leads(at) && c.items[at].word.tells()) || at + 1 >= self.items.end {
            return None;
        }
        let pronoun = c.is(at + 1, Class::PersonPronoun);
        let end = if pronoun {
            at + 2
        } else {
            noun::rightward(c, at + 1, self.items.end).end
        };
        let source = at + 1..end;
        let gap = matches!(self.kind(end), Some(ItemKind::Comma | ItemKind::Colon));
        if !gap || !self.is_marked(end + 1) || !noun::is_nominal(c, source.clone()) {
            return None;
        }
        let mut report = self.report(at..at + 1, Some(source));
        report.contents = vec![extent::right(c, end + 1, self.items.end)];
        Some(report)
    }

    /// 'her claim that …', 'the charge: “…”'.
    pub(super) fn noun(&self, at: usize) -> Option<Report> {
        const NEAR: usize = 5;
        let c = self.c;
        if !c.is(at, Class::SpeechNoun) || c.kind(at) != ItemKind::Lower || at == self.items.start {
            return None;
        }
        let own = possessor(c, self.items.start, at);
        let voiced = || self.voicer(at);
        let next = match own {
            Some(_) => at + 1,
            // 'made a claim on the radio that'
            None => self.near_adjuncts(at + 1),
        };
        // 'said in its report that' is told by who said it
        let begins = |r: &Report| r.contents.iter().any(|content| content.start == next);
        if !self.says(next, "that") || self.earlier.iter().rev().take(NEAR).any(begins) {
            return None;
        }
        // 'made remarks that were lost' tells of no words.
        let told = || voiced().filter(|_| !self.is_relative_verb(next + 1));
        let source = own.or_else(told);
        source.as_ref()?;
        let heads = source
            .as_ref()
            .is_some_and(|s| self.leads(s.start) && at - s.start <= NEAR);
        let mut report = self.report(at..at + 1, source);
        let content = extent::right(c, next, self.items.end);
        let predicate = heads.then(|| self.predicate(content.clone())).flatten();
        let end = predicate.unwrap_or(content.end);
        report.contents.push(content.start..end);
        (report.contents[0].len() > 2).then_some(report)
    }

    /// Where the second verb of a clause stands, which is that of its noun: 'His claim that the mine
    /// was lost proved wrong'.
    fn predicate(&self, content: Range<usize>) -> Option<usize> {
        let c = self.c;
        let verb = |&i: &usize| {
            let past = c.kind(i) == ItemKind::Lower && c.text(i).ends_with("ed");
            past || begins_predicate(c, i)
        };
        // 'had been lost' is one verb, 'owned by' none.
        let begins = |i: &usize| {
            let again = [
                Class::Auxiliary,
                Class::Adverb,
                Class::Negation,
                Class::Determiner,
            ];
            let again = |b: usize| again.iter().any(|&class| c.is(b, class));
            !again(i - 1) && !c.text(*i).contains('-') && !self.says(i + 1, "by")
        };
        let open = |i: &usize| c.is(*i, Class::Conjunction) || c.is(*i, Class::Relative);
        let verbs = content.clone().skip(2).filter(verb).filter(begins);
        let mut verbs: Vec<usize> = verbs.take(3).collect();
        // 'that the road built in 1902 would be repaired was kept'
        if let [first, second, _] = verbs[..] {
            let participle = !c.is(first, Class::Auxiliary) && c.is(first + 1, Class::Preposition);
            if participle && c.is(second, Class::Auxiliary) {
                verbs.remove(0);
            }
        }
        let [first, second, ..] = verbs[..] else {
            return None;
        };
        if c.is(second - 1, Class::PersonPronoun) {
            return None;
        }
        let joined = (first..second).any(|i| open(&i) || c.kind(i) == ItemKind::Comma);
        (!joined).then_some(second)
    }
}

/// The possessor before a noun: 'her', 'Lee's', 'the mayor's'.
fn possessor(c: &Clauses, floor: usize, noun: usize) -> Option<Range<usize>> {
    const FARTHEST: usize = 4;
    let window = noun.saturating_sub(FARTHEST).max(floor)..noun;
    let at = window
        .rev()
        .find(|&i| c.is(i, Class::PossessivePronoun) || c.kind(i) == ItemKind::Possessive)?;
    if c.is(at, Class::PossessivePronoun) {
        return Some(at..at + 1);
    }
    noun::leftward(c, floor, at).map(|s| s.start..at + 1)
}
