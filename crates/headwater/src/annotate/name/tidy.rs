//! Cuts away what is not part of a name: articles, titles, marks, possessives; drops peoples.

use super::feature::Words;
use super::gazetteer::{
    BODY, CALENDAR, DEMONYM, GIVEN, GROUP, Lists, ORGANISATION, PLACE, SITE, SPEAKS, TEAM, TITLE,
};
use super::rules::RULES;
use super::{Found, edge, person, vessel};
use crate::annotate::words::{Class, look_up};
use crate::lexicon::token::TokenKind;
use crate::model::EntityType;
use std::ops::Range;

/// A word, in lower case, with which names of companies end and no others.
pub(super) fn ends_company(word: &str) -> bool {
    RULES.company_endings.contains(word)
}

/// The word may stand before a name at the beginning of a sentence, and is part of none.
pub(super) fn opens_sentence(words: &Words, at: usize) -> bool {
    RULES.openers.contains(&lower(words, at))
}

/// The name with its edges in the right place; `None` when nothing is left that is a name.
pub(super) fn tidy(words: &Words, mut found: Found) -> Option<Found> {
    cut_opening(words, &mut found);
    trim(words, &mut found);
    cut_compound(words, &mut found);
    edge::cut(words, &mut found);
    take_bearer(words, &mut found);
    person::take_courtesy(words, &mut found);
    take_speaking(words, &mut found);
    edge::take_street(words, &mut found);
    if found.kind == EntityType::Person {
        vessel::take(words, &mut found);
    }
    if found.kind == EntityType::Person {
        person::cut_trade(words, &mut found);
        cut_titles(words, &mut found);
        cut_post_nominals(words, &mut found);
        cut_offices(words, &mut found);
        take_nickname(words, &mut found);
        take_title(words, &mut found);
    }
    take_held(words, &mut found);
    if matches!(found.kind, EntityType::Person | EntityType::Organisation) {
        take_particles(words, &mut found);
    }
    take_joined(words, &mut found);
    if found.kind == EntityType::Place && !found.tokens.is_empty() {
        take_office(words, &mut found);
    }
    (!found.tokens.is_empty() && is_name(words, &found)).then_some(found)
}

fn lower(words: &Words, at: usize) -> String {
    words.scan.word(at).to_lowercase()
}

/// Cuts the verb before whom a sentence is about: 'Sentencing' of 'Sentencing Cobb, she said'.
fn cut_opening(words: &Words, found: &mut Found) {
    let start = found.tokens.start;
    let sentence = words.scan.sentences.get(words.sentence_of(start));
    let first = sentence.is_some_and(|s| s.tokens.start == start);
    if first && found.tokens.len() > 1 && RULES.opening_verbs.contains(&lower(words, start)) {
        found.tokens.start += 1;
    }
}

/// 'of Arden', left of 'Duchess of Arden', is the place.
fn take_held(words: &Words, found: &mut Found) {
    let of = found.tokens.len() > 1 && words.scan.word(found.tokens.start) == "of";
    if of && found.kind == EntityType::Person {
        *found = Found {
            tokens: found.tokens.start + 1..found.tokens.end,
            kind: EntityType::Place,
        };
    }
}

/// Cuts articles and marks from the front, marks and possessives from the end.
fn trim(words: &Words, found: &mut Found) {
    let scan = words.scan;
    let tokens = &mut found.tokens;
    while tokens.start < tokens.end {
        let first = tokens.start;
        let mark = scan.tokens[first].kind == TokenKind::Mark;
        if !mark && !RULES.articles.contains(&lower(words, first)) {
            break;
        }
        tokens.start += 1;
    }
    while tokens.start < tokens.end {
        let last = tokens.end - 1;
        let kind = scan.tokens[last].kind;
        let stop =
            scan.word(last) == "." && last > tokens.start && is_abbreviation(words, last - 1);
        if stop || !matches!(kind, TokenKind::Mark | TokenKind::Possessive) {
            break;
        }
        tokens.end -= 1;
    }
}

fn is_abbreviation(words: &Words, at: usize) -> bool {
    matches!(
        words.scan.word(at),
        "Inc" | "Co" | "Corp" | "Ltd" | "Jr" | "Sr" | "Bros"
    )
}

/// 'Transport Minister Ann Lee', tagged as one name of no kind, names a person after the title, and
/// 'Headteacher Joan Hall' is no place.
fn take_bearer(words: &Words, found: &mut Found) {
    const FULL_NAME: usize = 2;
    let Range { start, end } = found.tokens;
    let trade = end == start + 1 + FULL_NAME && is_trade(words, start);
    let may_be = found.kind == EntityType::Other || found.kind == EntityType::Place && trade;
    if !may_be || end - start <= FULL_NAME {
        return;
    }
    let bearer = end - FULL_NAME..end;
    let title = &words.words[bearer.start - 1];
    let plain = |at: usize| {
        let word = &words.words[at];
        word.capital && word.lists & (TITLE | BODY | SITE | ORGANISATION) == 0
    };
    let titled = title.lists & TITLE != 0 || trade;
    if title.capital && titled && bearer.clone().all(plain) {
        *found = Found {
            tokens: bearer,
            kind: EntityType::Person,
        };
    }
}

/// 'Sunniva Aakre told the crowd': a name of no kind whose bearer speaks is a person's, where no
/// word of it names anything else.
fn take_speaking(words: &Words, found: &mut Found) {
    const ELSE: Lists =
        TITLE | BODY | SITE | ORGANISATION | TEAM | PLACE | DEMONYM | GROUP | CALENDAR;
    let Range { start, end } = found.tokens;
    if found.kind != EntityType::Other || !(2..=3).contains(&(end - start)) {
        return;
    }
    let plain = |at: usize| words.words[at].capital && words.words[at].lists & ELSE == 0;
    let article = start > 0 && RULES.articles.contains(&lower(words, start - 1));
    let speaks = words
        .words
        .get(end)
        .is_some_and(|w| !w.capital && w.lists & SPEAKS != 0);
    if speaks && !article && found.tokens.clone().all(plain) {
        found.kind = EntityType::Person;
    }
}

/// Cuts titles before a person's name.
fn cut_titles(words: &Words, found: &mut Found) {
    let tokens = &mut found.tokens;
    let is_title = |at: usize| {
        words.words[at].lists & TITLE != 0 || RULES.written_titles.contains(words.scan.word(at))
    };
    let is_stop = |at: usize| words.scan.word(at) == ".";
    while tokens.len() > 1 {
        let first = tokens.start;
        let prefix = RULES.title_prefixes.contains(&lower(words, first)) && is_title(first + 1);
        if !prefix && !is_title(first) {
            break;
        }
        let after = first + 1 + usize::from(is_stop(first + 1));
        if after >= tokens.end {
            break;
        }
        tokens.start = after;
    }
}

/// 'Solicitor' of 'Solicitor Ann Lee': what people are, before a given name.
fn is_trade(words: &Words, at: usize) -> bool {
    let given = |at: usize| words.words.get(at).is_some_and(|w| w.lists & GIVEN != 0);
    let role = look_up(words.scan.word(at)).is(Class::Role);
    let trade = role || RULES.more_titles.contains(&lower(words, at));
    trade && !given(at) && given(at + 1)
}

/// Cuts the letters that a person bears after the name: 'Ann Lee MP'.
fn cut_post_nominals(words: &Words, found: &mut Found) {
    let tokens = &mut found.tokens;
    let letters = |at: usize| RULES.post_nominals.contains(words.scan.word(at));
    while tokens.len() > 1 && letters(tokens.end - 1) {
        tokens.end -= 1;
        if tokens.len() > 1 && words.scan.word(tokens.end - 1) == "," {
            tokens.end -= 1;
        }
    }
    // Kings and popes, 'Joan I', are called by given names.
    let given = |at: usize| words.words[at].lists & GIVEN != 0;
    let says = tokens.len() > 1 && words.scan.word(tokens.end - 1) == "I";
    if says && !given(tokens.end - 2) {
        tokens.end -= 1;
    }
}

/// Cuts all up to the last title inside a person's name: 'Home Secretary Ann Lee', 'Afghan Ambassador
/// Ilan Dorsek'. Two words must follow, and a given name before the title keeps it: 'Ann Dean Lee
/// Marsh'.
fn cut_offices(words: &Words, found: &mut Found) {
    let is_word = |at: &usize| words.scan.tokens[*at].kind != TokenKind::Mark;
    let Range { start, end } = found.tokens;
    let is_title = |at: usize| {
        let listed = words.words[at].lists & TITLE != 0;
        let listed = listed || RULES.more_titles.contains(&lower(words, at));
        words.words[at].capital && (listed || at == start && is_trade(words, at))
    };
    let Some(title) = (start..end).rev().find(|&at| is_title(at)) else {
        return;
    };
    let after = title + 1 + usize::from(title + 1 < end && words.scan.word(title + 1) == ".");
    let given = |at: usize| words.words[at].lists & GIVEN != 0;
    let bears = (start..title).any(given) && !given(after.min(end - 1));
    if (after..end).filter(is_word).count() > 1 && !bears {
        found.tokens.start = after;
    }
}

/// A person's name whose one quotation mark has its other outside: 'Aldo "Red' goes on to 'Ferris'
/// where the nickname is short; else the name ends before the mark.
fn take_nickname(words: &Words, found: &mut Found) {
    let scan = words.scan;
    let is_mark = |at: &usize| {
        matches!(
            scan.word(*at),
            "\"" | "“" | "”" | "‘" | "’" | "'" | "(" | ")"
        )
    };
    let mut marks = found.tokens.clone().filter(is_mark);
    let (Some(mark), None) = (marks.next(), marks.next()) else {
        return;
    };
    let Range { start, end } = found.tokens;
    let capital = |at: usize| words.words.get(at).is_some_and(|w| w.capital);
    let opens = mark > start && !scan.tokens[mark].joined;
    let closes = end < scan.tokens.len() && is_mark(&end) && scan.tokens[end].joined;
    let closed = (2..=3).contains(&(end - mark)) && closes && capital(end + 1);
    let goes_on =
        || words.is_plain(start) && words.sentence_of(start) == words.sentence_of(end + 1);
    found.tokens = match opens {
        true if closed && goes_on() => start..end + 2,
        true => start..mark,
        false => mark + 1..end,
    };
    if found.tokens.len() == 1 && !words.names_person(found.tokens.start) {
        found.kind = EntityType::Other;
    }
}

/// Cuts a last word in lower case that goes on behind a hyphen: 'front' of 'GOP front-runner'.
fn cut_compound(words: &Words, found: &mut Found) {
    let end = found.tokens.end;
    let plain = |at: usize| words.words.get(at).is_some_and(|w| !w.capital);
    let hyphen =
        words.scan.tokens.get(end).is_some_and(|t| t.joined) && words.scan.word(end) == "-";
    let goes_on = words.scan.tokens.get(end + 1).is_some_and(|t| t.joined);
    if found.tokens.len() > 1 && plain(end - 1) && hyphen && goes_on && plain(end + 1) {
        found.tokens.end = end - 1;
    }
}

/// 'R-Ost.' behind a name or in parentheses tells a party and where its member was elected.
fn is_party_tag(words: &Words, found: &Found) -> bool {
    let Range { start, end } = found.tokens;
    let scan = words.scan;
    let before = start.checked_sub(1).map(|at| scan.word(at));
    let dash = |at: usize| at < scan.tokens.len() && matches!(scan.word(at), "-" | "–");
    let joined = dash(start + 1) && scan.tokens[start + 1].joined;
    let alone = end == start + 1;
    RULES.parties.contains(scan.word(start))
        && matches!(before, Some("," | "(" | "["))
        && (joined || alone)
}

/// Extends a name of one word to the title that it needs: 'Pope Francis'.
fn take_title(words: &Words, found: &mut Found) {
    let start = found.tokens.start;
    if found.tokens.len() == 1 && start > 0 {
        let title = &words.words[start - 1];
        if title.capital && RULES.kept_titles.contains(&lower(words, start - 1)) {
            found.tokens.start -= 1;
        }
    }
}

/// Extends a name to the particles before it: 'al-', 'bin'.
fn take_particles(words: &Words, found: &mut Found) {
    let scan = words.scan;
    let start = found.tokens.start;
    let joined = |at: usize| scan.tokens[at].joined;
    let hyphen = start >= 2 && joined(start) && joined(start - 1) && scan.word(start - 1) == "-";
    if hyphen && RULES.hyphen_particles.contains(&lower(words, start - 2)) {
        found.tokens.start = start - 2;
    } else if start >= 1
        && !joined(start)
        && found.kind == EntityType::Person
        && RULES.particles.contains(scan.word(start - 1))
        && !matches!(scan.word(start - 1), "do" | "den" | "ten")
    {
        found.tokens.start = start - 1;
    }
}

/// A name that ends in a particle goes on behind its hyphen: 'al' of 'Jund al-Noor'.
fn take_joined(words: &Words, found: &mut Found) {
    let scan = words.scan;
    let end = found.tokens.end;
    let particle = !found.tokens.is_empty()
        && RULES.hyphen_particles.contains(&lower(words, end - 1))
        && end + 1 < scan.tokens.len();
    if particle
        && scan.word(end) == "-"
        && scan.tokens[end].joined
        && scan.tokens[end + 1].joined
        && words.words[end + 1].capital
    {
        found.tokens.end = end + 2;
    }
}

/// 'Osterfeld County' or 'Osterfeld County Sheriff', of 'Osterfeld County Sheriff's Office', goes on
/// to the office.
fn take_office(words: &Words, found: &mut Found) {
    let tokens = &words.scan.tokens;
    let is_possessive = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|t| t.kind == TokenKind::Possessive)
    };
    let holder = found.tokens.end - usize::from(is_possessive(found.tokens.end));
    let office = holder + 2;
    let holds = |at: usize, lists: Lists| {
        words
            .words
            .get(at)
            .is_some_and(|w| w.capital && w.lists & lists != 0)
    };
    if holder > found.tokens.start
        && is_possessive(holder + 1)
        && holds(holder, TITLE | BODY)
        && holds(office, BODY)
    {
        *found = Found {
            tokens: found.tokens.start..office + 1,
            kind: EntityType::Organisation,
        };
    }
}

/// Peoples, days, titles, pronouns and parties alone are no names.
fn is_name(words: &Words, found: &Found) -> bool {
    // 'CEO'
    let alone = found.tokens.len() == 1;
    let text = words.scan.word(found.tokens.start);
    let initials = text.bytes().all(|b| b.is_ascii_uppercase());
    if alone && initials && look_up(text).is(Class::Role) {
        return false;
    }
    const LISTED: Lists = PLACE | ORGANISATION;
    let all = |lists: Lists| {
        let mut tokens = found.tokens.clone();
        tokens.all(|at| words.words[at].lists & lists != 0 && words.words[at].lists & LISTED == 0)
    };
    if !found.tokens.clone().any(|at| words.words[at].capital) || all(DEMONYM | GROUP | CALENDAR) {
        return false;
    }
    if is_party_tag(words, found) {
        return false;
    }
    match found.kind {
        EntityType::Person => {
            let single = found.tokens.len() == 1;
            !(all(TITLE)
                || person::is_nobody(words, &found.tokens)
                || single
                    && RULES
                        .not_persons
                        .contains(&lower(words, found.tokens.start)))
        }
        EntityType::Other => found.tokens.len() > 1,
        _ => true,
    }
}
