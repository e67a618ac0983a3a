//! Readers' comments that nothing marks, below their heading: told by how they follow each other, a
//! reader's name, an hour or both, some words, and buttons.

use super::line::Line;
use super::reader::{self, Clue};
use super::sign::{self, Sign};

/// A line below a heading of comments.
pub(super) struct Post<'a> {
    pub line: Line<'a>,
    /// Most of it is links.
    pub linked: bool,
    /// The same for lines in like elements.
    pub form: u64,
}

/// What a line may be in a thread.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Few words that end no sentence.
    Name,
    /// Says when, or that somebody says something.
    Mark,
    Button,
    Text,
    /// Leads elsewhere.
    Link,
    /// Comments end here.
    End,
}

/// Lines without a comment that may stand between a heading and the first one.
const BEFORE: usize = 6;

/// For each line below the heading, `posts[0]`, which comment it belongs to, up to the end of the
/// comments; `None` where there are none. `apart` says that nothing else stands below the heading.
pub(super) fn below(posts: &[Post], apart: bool) -> Option<Vec<Option<usize>>> {
    let (heading, posts) = posts.split_first()?;
    let counted = heading.line.text.contains(|c: char| c.is_ascii_digit());
    let read = |named: bool| {
        let thread = Thread::new(posts, named, apart).read()?;
        let enough = thread.comments >= 2 || thread.comments == 1 && counted && apart;
        // Entries of a live blog have hours alone, answers of a round-up quotation marks.
        let own = (apart || thread.signed) && !(named && thread.quoted);
        (enough && own && thread.prose).then(|| thread.cut())
    };
    read(false).or_else(|| read(true).filter(|_| counted))
}

struct Thread<'a> {
    posts: &'a [Post<'a>],
    kinds: Vec<Kind>,
    /// Names alone begin comments, all in like elements.
    named: bool,
    apart: bool,
    of: Vec<Option<usize>>,
    /// The first line of the first comment.
    first: usize,
    comments: usize,
    /// Lines of words in the comment being read, and the most in one before it.
    texts: usize,
    most: usize,
    /// The comment being read has its buttons; so has each before it.
    closed: bool,
    buttons: bool,
    /// Some comment has a sentence.
    prose: bool,
    /// Some comment names its reader.
    signed: bool,
    /// Every comment begins with a quotation mark.
    quoted: bool,
}

impl<'a> Thread<'a> {
    fn new(posts: &'a [Post<'a>], named: bool, apart: bool) -> Self {
        Thread {
            kinds: posts.iter().map(kind).collect(),
            posts,
            named,
            apart,
            of: Vec::new(),
            first: 0,
            comments: 0,
            texts: 0,
            most: 0,
            closed: false,
            buttons: true,
            prose: false,
            signed: false,
            quoted: true,
        }
    }

    /// Reads comments up to their end; `None` where other text stands before them.
    fn read(mut self) -> Option<Self> {
        while let Some(&kind) = self.kinds.get(self.of.len()) {
            let at = self.of.len();
            let head = self.head(at);
            if head > 0 {
                self.begin(head);
            } else if kind == Kind::End && self.comments > 0 {
                break;
            } else if self.comments == 0 {
                if !self.apart && (at >= BEFORE || self.posts[at].line.prose) {
                    return None;
                }
                self.of.push(None);
            } else if kind == Kind::Button {
                self.closed = true;
                self.of.push(None);
            } else if kind == Kind::Link || kind == Kind::End {
                self.of.push(None);
            } else if !self.add(at) {
                break;
            }
        }
        Some(self)
    }

    /// Lines that begin a comment here: a name, when, or both, with words below them.
    fn head(&self, at: usize) -> usize {
        let kind = |at: usize| self.kinds.get(at).copied().unwrap_or(Kind::End);
        let lines = match (kind(at), kind(at + 1)) {
            (Kind::Mark, _) => 1,
            (Kind::Name, Kind::Mark) => 2,
            (Kind::Name, Kind::Name) if kind(at + 2) == Kind::Mark => 3,
            (Kind::Name, Kind::Text) if self.named && self.is_like_the_first(at) => 1,
            _ => 0,
        };
        let words = matches!(kind(at + lines), Kind::Text | Kind::Name);
        if words { lines } else { 0 }
    }

    fn is_like_the_first(&self, at: usize) -> bool {
        let form = |at: usize| self.posts.get(at).map(|post| post.form);
        let like = |n: usize| form(at + n) == form(self.first + n);
        self.comments == 0 || like(0) && like(1)
    }

    fn begin(&mut self, head: usize) {
        if self.comments == 0 {
            self.first = self.of.len();
        } else {
            self.buttons &= self.closed;
        }
        self.most = self.most.max(self.texts);
        (self.texts, self.closed) = (0, false);
        self.comments += 1;
        let at = self.of.len();
        let line = &self.posts[at].line;
        let says = line.clues.has(Clue::Says);
        let named = self.kinds[at] == Kind::Name;
        let beside = line.words > TIME && !line.clues.has(Clue::Day);
        self.signed |= named || says || beside;
        let words = self.posts.get(at + head).map_or("", |post| post.line.text);
        self.quoted &= words.starts_with(['“', '"', '„', '«', '‘']);
        self.of.resize(at + head, Some(self.comments - 1));
    }

    /// Adds words to the comment being read, unless comments are over.
    fn add(&mut self, at: usize) -> bool {
        let over = self.closed && self.buttons && self.comments > 1;
        if over && !self.apart {
            return false;
        }
        let prose = self.posts[at].line.prose;
        self.prose |= prose;
        self.texts += usize::from(!self.closed);
        let own = !self.closed || prose;
        self.of.push(own.then_some(self.comments - 1));
        true
    }

    /// Where other text may follow and no button closes the last comment, it is as long as the
    /// longest of the others.
    fn cut(mut self) -> Vec<Option<usize>> {
        let last = self.comments - 1;
        let first = self.of.iter().position(|&of| of == Some(last));
        if !self.apart
            && !self.closed
            && let Some(first) = first
        {
            let head = self.head(first);
            let most = first + head + self.most.max(1);
            self.of.truncate(most);
        }
        self.of
    }
}

/// Words of 'two hours ago'; a line with more has a name beside it.
const TIME: usize = 3;
/// Words beyond which a line is no reader's name.
const NAME: usize = 4;
/// Bytes beyond which it is none.
const LONG: usize = 40;

fn kind(post: &Post) -> Kind {
    let line = &post.line;
    let clues = line.clues;
    let sentence = line.text.ends_with(['.', '!', '?', ':', ';', ',']);
    // 'Ruth P.'
    let initial = line
        .text
        .rsplit(' ')
        .next()
        .is_some_and(|last| last.len() <= 3);
    let name = line.words <= NAME
        && line.text.len() <= LONG
        && (!sentence || initial && line.words > 1 && line.text.ends_with('.'))
        && line.text.contains(char::is_alphabetic);
    if reader::is_buttons(line.text) {
        return Kind::Button;
    }
    let signs = line.signs.and(sign::foreign(line.text));
    if clues.has(Clue::End) || signs.has(Sign::List) {
        Kind::End
    } else if !line.prose && clues.is_dated() || reader::is_moment(line.text) {
        Kind::Mark
    } else if signs.any(&[Sign::Chrome, Sign::Plea]) {
        Kind::Link
    } else if name && !clues.has(Clue::Section) {
        Kind::Name
    } else if post.linked {
        Kind::Link
    } else {
        Kind::Text
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn found(text: &str, apart: bool) -> Option<Vec<Option<usize>>> {
        let post = |line: Line<'static>| Post {
            line,
            linked: false,
            form: 0,
        };
        let text: &'static str = text.to_string().leak();
        let posts: Vec<Post> = lines(text).into_iter().map(post).collect();
        below(&posts, apart)
    }

    const WORDS: &str = "I was there on that day and saw it with my eyes.";

    #[test]
    fn names_hours_and_buttons_make_a_thread() {
        let one = |name: &str| format!("{name}\n2 hours ago\n{WORDS}\nReply\nLike\n");
        let text = format!(
            "Comments\n{}{}The port was shut on Monday, it said.",
            one("amos"),
            one("Ruth P.")
        );
        let own = [Some(0), Some(0), Some(0), None, None];
        let other = own.map(|of| of.map(|_| 1));
        assert_eq!(found(&text, false), Some([own, other].concat()));
        let alone = format!("Comments\n{}", one("amos"));
        assert_eq!(found(&alone, false), None);
        assert_eq!(
            found(&format!("1 comment\n{}", one("amos")), true),
            Some(own.to_vec())
        );
    }

    #[test]
    fn names_alone_do_below_a_number_of_comments() {
        let text = format!("amos\n{WORDS}\nRuth P.\n{WORDS}\n{WORDS}\n");
        let comments = [Some(0), Some(0), Some(1), Some(1)];
        assert_eq!(
            found(&format!("Comments (12)\n{text}"), false),
            Some(comments.to_vec())
        );
        assert_eq!(found(&format!("Comments\n{text}"), false), None);
    }

    #[test]
    fn entries_and_round_ups_are_no_threads() {
        let entry = format!("2 hours ago\n{WORDS}\n");
        assert_eq!(
            found(&format!("12 comments\n{entry}{entry}{entry}"), false),
            None
        );
        let answer = format!("Ruth Prior\n“{WORDS}”\n");
        assert_eq!(
            found(&format!("3 reactions\n{answer}{answer}"), false),
            None
        );
    }

    #[test]
    fn text_below_a_heading_is_no_thread() {
        let text = format!("5 comments\n{WORDS}\nRuth P.\n{WORDS}\namos\n{WORDS}\n");
        assert_eq!(found(&text, false), None);
        assert_eq!(found(&format!("Comments\n{WORDS}\n{WORDS}"), true), None);
    }
}
