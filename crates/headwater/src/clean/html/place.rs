//! Which parts of a page are about something else than its article: other stories, readers'
//! comments, posts shown in it, and the masthead with the day of the visit.

use super::markup::Mark;
use super::page::{Page, Part, Tag};
use super::stories::Stories;
use crate::clean::{surface, writer};
use crate::lexicon::fold::letters;
use ego_tree::NodeId;
use scraper::ElementRef;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

/// Where the article lies in its page.
pub(super) struct Place<'a> {
    page: &'a Page,
    /// The innermost parts of the headline and of the first line of text.
    head: usize,
    first: usize,
    /// The innermost `<article>` or `<main>` that holds the headline.
    home: Option<usize>,
    /// The first line behind the masthead.
    below_masthead: usize,
    parts: OnceCell<HashMap<NodeId, usize>>,
    stories: OnceCell<Stories>,
    /// Letters of the page's titles.
    titles: Vec<String>,
}

impl<'a> Place<'a> {
    /// Of a page whose headline and first line of text are known.
    pub fn new(page: &'a Page, head: Option<usize>, first: usize, titles: &[String]) -> Self {
        let at = head.unwrap_or(first).min(first);
        let block = |at: usize| page.lines.get(at).map_or(0, |line| line.block);
        let mut place = Place {
            page,
            head: block(at),
            first: block(first),
            home: None,
            below_masthead: 0,
            parts: OnceCell::new(),
            stories: OnceCell::new(),
            titles: titles.iter().map(|title| letters(title)).collect(),
        };
        let is_home = |&at: &usize| matches!(page.parts[at].tag, Tag::Article | Tag::Main);
        place.home = page.around(place.head).find(is_home);
        let masthead = (0..at)
            .rev()
            .find(|&at| place.in_masthead(&page.lines[at].block));
        place.below_masthead = masthead.map_or(0, |at| at + 1);
        place
    }

    /// A line that says nothing about the article's writers.
    pub fn names_other(&self, at: usize) -> bool {
        self.is_other(self.page.lines[at].holder) || self.is_below_story(at)
    }

    /// Behind the article's text and outside of what holds it, right below the headline of another
    /// story.
    fn is_below_story(&self, at: usize) -> bool {
        let part = self.page.lines[at].holder;
        let text = self.page.parts[self.first].parent;
        let behind = part > self.first && !self.page.holds(text, part);
        behind && at > 0 && self.stories().heads(at - 1..at, true) > 0
    }

    /// A line that says nothing about when the article was published.
    pub fn dates_other(&self, at: usize) -> bool {
        let line = &self.page.lines[at];
        let above = line.block < self.head && !self.holds_article(line.block);
        let words = self.page.words(line);
        let masthead = at < self.below_masthead || self.is_away(line.block) || is_ticking(words);
        let published = || surface::says_published(words) || writer::is_led(words);
        let changed = || self.around(line.holder).any(|part| part.changed);
        let masthead = masthead && !self.is_right_above(at);
        above && masthead && !self.is_signed(line.block) && !published()
            || changed() && !published()
            || self.is_other(line.holder)
            || self.is_below_story(at)
    }

    /// The last line before the `<article>` that holds headline and text, beside which it stands; the
    /// page's clock stands at its top.
    fn is_right_above(&self, at: usize) -> bool {
        let parts = &self.page.parts;
        let Some(home) = self.home.filter(|_| self.has_article()) else {
            return false;
        };
        let (line, next) = (&self.page.lines[at], self.page.lines.get(at + 1));
        let last = next.is_some_and(|next| self.page.holds(home, next.block));
        last && at > 0
            && parts[line.block].parent == parts[home].parent
            && !self.in_masthead(&line.block)
            && !is_ticking(self.page.words(line))
    }

    /// An element that says nothing about the article.
    pub fn is_elsewhere(&self, element: ElementRef) -> bool {
        let parts = self.parts.get_or_init(|| {
            let parts = self.page.parts.iter().enumerate().skip(1);
            parts.map(|(at, part)| (part.node, at)).collect()
        });
        let around = std::iter::once(*element).chain(element.ancestors());
        let part = around.filter_map(|node| parts.get(&node.id())).next();
        part.is_some_and(|&part| self.is_other(part) || self.is_above(part))
    }

    /// A part above the headline that does not belong to the article.
    fn is_above(&self, part: usize) -> bool {
        let last = self.below_masthead.checked_sub(1);
        let masthead = last.is_some_and(|at| part <= self.page.lines[at].holder);
        let above = part < self.head && !self.holds_article(part);
        above && (masthead || self.is_away(part)) && !self.is_signed(part)
    }

    /// A part outside the article's own that is not marked as its date, or of the masthead.
    fn is_away(&self, part: usize) -> bool {
        let outside = || self.home.is_some_and(|home| !self.page.holds(home, part));
        let dated = || {
            let mut around = self.around(part);
            let marked = around.any(|part| is(part, Mark::Date) || part.tag == Tag::Time);
            marked && !self.around_at(part).any(|at| self.stories_in(at) > 0)
        };
        self.in_masthead(&part) || outside() && !dated()
    }

    /// A part for finding one's way about the site, outside the article. Names such as 'header' say
    /// it of parts that say more about the article, too.
    fn in_masthead(&self, part: &usize) -> bool {
        const OWN: [Mark; 4] = [Mark::Text, Mark::Title, Mark::Date, Mark::Meta];
        let inside = self.home.is_some_and(|home| self.page.holds(home, *part));
        if inside && self.has_article() {
            return false;
        }
        let named = |part: &Part| is(part, Mark::Navigation) && !OWN.iter().any(|&m| is(part, m));
        let head = |part: &Part| part.tag == Tag::Header || !inside && named(part);
        let mut around = self.around(*part);
        around.any(|part| part.tag == Tag::Nav || head(part)) && !self.is_signed(*part)
    }

    /// A part of what says who wrote the article, or of what its headline stands in.
    fn is_signed(&self, part: usize) -> bool {
        let own = [Mark::Byline, Mark::Meta, Mark::Title];
        let mut around = self.around(part);
        around.any(|part| own.iter().any(|&mark| is(part, mark)))
    }

    /// A part that names comments, quotes a post or a picture, or belongs to another story.
    fn is_other(&self, part: usize) -> bool {
        let outside = part < self.head || part > self.first;
        let quoted = |part: &Part| {
            matches!(part.tag, Tag::Quote | Tag::Caption) || is(part, Mark::Quotation)
        };
        let other = |at: usize| {
            let part = &self.page.parts[at];
            is(part, Mark::Comment) || part.tag == Tag::Article && self.is_another(at)
        };
        self.around(part).any(quoted)
            || outside && self.around_at(part).any(other)
            || outside && self.is_beside(part)
            || self.is_in_card(part, outside)
    }

    /// The headline stands in an `<article>`.
    fn has_article(&self) -> bool {
        let parts = &self.page.parts;
        self.home
            .is_some_and(|home| parts[home].tag == Tag::Article)
    }

    /// An `<article>` beside that of the headline is another story. Where the text stands in one of
    /// its own, too, they are pieces of one story; one with a heading is not.
    fn is_another(&self, article: usize) -> bool {
        let whole = |home: usize| self.page.holds(home, self.first);
        self.has_article()
            && (self.home.is_some_and(whole) || self.stories().has_heading(self.within(article)))
    }

    /// A part of a card that nothing names: it shows one other story, and below that when and by whom
    /// it was written. Between headline and text what links to stories below is the article's own box.
    fn is_in_card(&self, part: usize, outside: bool) -> bool {
        let own = [Mark::Meta, Mark::Byline, Mark::Date];
        let stories = self.stories();
        let holds = |&at: &usize| stories.teasers(self.within(at)) > 0;
        let card = self.around_at(part).find(holds).filter(|&card| {
            let parts = self.within(card);
            let headed = stories.has_heading(parts.clone()) && (outside || part == card);
            let brief = outside && stories.is_brief(parts.clone());
            let lines = self.page.parts[card].line..self.page.parts[part].line;
            let above = stories.heads(lines, !outside);
            stories.is_card(parts) && (headed || brief || above > 0)
        });
        card.is_some_and(|card| !own.iter().any(|&mark| is(&self.page.parts[card], mark)))
    }

    /// A part of a list of other stories. Some sites name a list so that says who and when, and to what
    /// series the article belongs: it links to one at most.
    fn is_beside(&self, part: usize) -> bool {
        let own = [Mark::Meta, Mark::Byline, Mark::Date];
        self.around_at(part).fold(false, |beside, at| {
            let part = &self.page.parts[at];
            let list = matches!(part.tag, Tag::Aside | Tag::Nav) || is(part, Mark::Related);
            let named_so = own.iter().any(|&mark| is(part, mark));
            (beside || list && self.stories_in(at) > 1) && !named_so
        })
    }

    /// Stories that a part links to.
    fn stories_in(&self, part: usize) -> usize {
        self.stories().linked(self.within(part))
    }

    fn stories(&self) -> &Stories {
        self.stories
            .get_or_init(|| Stories::new(self.page, &self.titles))
    }

    /// The part and all in it.
    fn within(&self, part: usize) -> Range<usize> {
        part..self.page.parts[part].end
    }

    /// The part and those around it, up to what holds the headline or the text.
    fn around(&self, part: usize) -> impl Iterator<Item = &'a Part> {
        let page = self.page;
        self.around_at(part).map(move |at| &page.parts[at])
    }

    fn around_at(&self, part: usize) -> impl Iterator<Item = usize> + use<'a> {
        let page = self.page;
        let (head, first) = (self.head, self.first);
        let apart = move |&at: &usize| at > 0 && !page.holds(at, head) && !page.holds(at, first);
        page.around(part).take_while(apart)
    }

    fn holds_article(&self, part: usize) -> bool {
        self.page.holds(part, self.head) || self.page.holds(part, self.first)
    }
}

/// A clock that a script drives shows seconds.
fn is_ticking(words: &str) -> bool {
    let mut words = words.split_whitespace();
    words.any(|word| {
        word.starts_with(|c: char| c.is_ascii_digit()) && word.matches(':').count() == 2
    })
}

fn is(part: &Part, mark: Mark) -> bool {
    part.mark_steps[mark as usize] == 0
}

#[cfg(test)]
mod tests {
    use crate::clean::{bare, dating::Dates};
    use crate::model::{Document, Role, Stated};

    const ARTICLE: &str = "<p>The ship left the harbour at noon on Monday, the port said in a \
        statement to the press of the town.</p><p>Nobody knew where it would go, and the captain, \
        who was on board, did not want to say it to anybody.</p>";

    /// A page with words above its header, below its headline, in its text and below its article.
    fn page(top: &str, by: &str, text: &str, end: &str) -> Document {
        let html = format!(
            "<html><body>{top}<main><article><h1>Ship leaves the port</h1>{by}<div \
             class=article-body>{ARTICLE}{text}</div></article>{end}</main></body></html>"
        );
        read(&html)
    }

    fn read(html: &str) -> Document {
        let mut document = bare(Stated::default(), "a".into(), None, String::new());
        let mut dates = Dates::default();
        crate::clean::html::read(&mut document, html, &mut dates);
        dates.settle(&mut document);
        document
    }

    fn day(document: &Document) -> Option<&str> {
        document.published.value.as_deref()
    }

    #[test]
    fn only_the_article_s_own_lines_date_it() {
        let clock = "<header><div class=date>Monday 2 June 2025</div></header>";
        for top in [
            clock,
            "<div id=clock>Mon 2 Jun 2025, 10:32:01 AM</div>",
            "<header><time datetime=2025-06-02>Monday 2 June 2025</time></header>",
            "<nav><li>Today: 02 June 2025</li></nav>",
            "<div><a>No word from the owners yet</a> <time datetime=2025-06-02>2 June 2025</time></div>",
        ] {
            assert_eq!(day(&page(top, "", "", "")), None, "{top}");
        }
        for text in [
            "<p>The quay was opened on 4 May 1931 by the then mayor.</p>",
            "<p>The next hearing is on 4 May 2026.</p>",
            "<figure><img><figcaption>The quay on 4 May 1931</figcaption></figure>",
            "<blockquote class=twitter-tweet><p>The quay is shut.</p>— Port (@port) 16 May \
             2012</blockquote>",
        ] {
            assert_eq!(day(&page("", "", text, "")), None, "{text}");
        }
        for end in [
            "<div class=comments><div class=comment><time datetime=2024-03-07>7 March 2024</time><p>I \
             was there and it was worse.</p></div></div>",
            "<div itemprop=comment><meta itemprop=datePublished content=2024-03-07><p>I was there \
             and it was worse.</p></div>",
            "<aside><h3>Related</h3><ul><li><a>Mill opens</a> after years <time \
             datetime=2023-01-04>4 Jan 2023</time></li><li><a>Ten years of work at the \
             mill</a></li><li><a>No word from the owners yet</a></li></ul></aside>",
            "<section class=more><article><h3>Mill opens</h3><p class=date>4 January \
             2023</p></article></section>",
        ] {
            assert_eq!(day(&page("", "", "", end)), None, "{end}");
        }
        let change = "<time datetime=2024-03-06 class=updated>6 March 2024</time>";
        assert_eq!(day(&page("", change, "", "")), None);
        for by in [
            "<p class=meta>By Ann Lee, 5 March 2024</p>",
            "<p>von ann am 5. März 2024</p>",
        ] {
            assert_eq!(day(&page(clock, by, "", "")), Some("2024-03-05"), "{by}");
        }
    }

    #[test]
    fn names_that_parts_share_with_mastheads_and_lists_say_nothing() {
        let top = "<div class=date-header>Tuesday, 5 March 2024</div>";
        let signed =
            "<header><div class=byline>Published by Ann Lee on 5 March 2024</div></header>";
        for top in [top, signed] {
            let html =
                format!("<html><body>{top}<h1>Ship leaves the port</h1>{ARTICLE}</body></html>");
            assert_eq!(day(&read(&html)), Some("2024-03-05"), "{top}");
        }
        for end in [
            "<div class=references><p>5 March 2024</p></div>",
            "<aside><h3>Published</h3><p>5 March 2024</p></aside>",
        ] {
            assert_eq!(day(&page("", "", "", end)), Some("2024-03-05"), "{end}");
        }
    }

    #[test]
    fn other_stories_name_no_writers() {
        let end = "<div class=more-stories><article class=card><h3><a>Mill opens</a></h3><div \
            class=byline>By Rory Blake</div></article><a rel=author>Rory Blake</a></div>";
        assert!(page("", "", "", end).authors.is_empty());
        let own = page("", "<div class=byline>By Elif Kaya</div>", "", end);
        assert_eq!(own.authors, ["Elif Kaya"]);
        let two = "<div class=byline><span class=author>Ann Lee</span><span class=author>Bo \
            Chen</span></div>";
        assert_eq!(page("", two, "", "").authors, ["Ann Lee", "Bo Chen"]);
    }

    #[test]
    fn what_is_hidden_or_another_story_is_no_body() {
        let more = |n| {
            format!(
                "<p>The port was shut for {n} hours more, and the pilots of ship {n} went home.</p>"
            )
        };
        let long: String = (2..24).map(more).collect();
        let role = |document: &Document, words: &str| -> Vec<Role> {
            let blocks = document.blocks.iter();
            let held = blocks.filter(|block| block.span.of(&document.text).contains(words));
            held.map(|block| block.role).collect()
        };
        for text in [
            "<p style='display: none'>A draft of the first words, kept by the desk for another day.</p>",
            "<p class=sr-only>A draft of the first words, kept by the desk for another day.</p>",
            "<p>Read more: A draft of the first words, kept by the desk</p>",
        ] {
            let found = page("", "", &format!("{text}{long}"), "");
            assert!(!role(&found, "A draft").contains(&Role::Body), "{text}");
            assert!(role(&found, "Nobody knew").contains(&Role::Body), "{text}");
        }
        for line in [
            "Residents can sign up for flood alerts by e-mail at the town hall, the mayor said.",
            "Temperatures reached 41°C on the quay on Friday, the weather office said.",
            "Her photograph may not be published without leave of the court, the judge said.",
            "Published on May 3, 2011, the book sold 40,000 copies in a week.",
        ] {
            let found = page("", "", &format!("<p>{line}</p>{long}"), "");
            assert_eq!(role(&found, line), [Role::Body], "{line}");
        }
        let next = "<article><h1>Mill opens after years</h1><p>The mill was opened on Monday by \
            the mayor, who had waited for it for ten years, he said.</p></article>";
        let found = page("", "", "", next);
        assert!(!role(&found, "The mill was").contains(&Role::Body));
    }
}
