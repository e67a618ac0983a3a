//! Articles as lists of sentences, so that rewriting knows what it touches.

/// What a sentence tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A fact of the event.
    Fact(usize),
    /// Somebody's words.
    Quote(usize),
    /// A count.
    Count,
    /// The outlet's own.
    Own,
}

/// Words in a frame: '“{}”, she said.'
#[derive(Clone)]
pub struct Sentence {
    pub key: Key,
    /// Holds `{}` once.
    pub frame: String,
    pub words: String,
}

impl Sentence {
    pub fn plain(key: Key, words: String) -> Self {
        Sentence {
            key,
            frame: "{}.".into(),
            words,
        }
    }

    pub fn framed(key: Key, frame: &str, words: String) -> Self {
        Sentence {
            key,
            frame: frame.into(),
            words,
        }
    }

    fn text(&self) -> String {
        self.frame.replace("{}", &self.words)
    }
}

/// An article.
#[derive(Clone)]
pub struct Article {
    pub id: String,
    pub outlet: String,
    pub published: Option<String>,
    pub title: String,
    /// Byline or dateline before the first sentence.
    pub head: String,
    pub sentences: Vec<Sentence>,
    /// Lines after the last.
    pub tail: Vec<String>,
}

impl Article {
    pub fn add(&mut self, sentence: Sentence) {
        self.sentences.push(sentence);
    }

    /// The words with which the article tells `key`.
    pub fn words(&self, key: Key) -> Option<&str> {
        let mut sentences = self.sentences.iter();
        sentences.find(|s| s.key == key).map(|s| s.words.as_str())
    }

    pub fn sentence(&mut self, key: Key) -> Option<&mut Sentence> {
        self.sentences.iter_mut().find(|s| s.key == key)
    }

    /// Paragraphs of two sentences; a quotation stands alone.
    pub fn text(&self) -> String {
        let mut text = self.head.clone();
        let mut in_paragraph = 0;
        for (n, sentence) in self.sentences.iter().enumerate() {
            let alone = matches!(sentence.key, Key::Quote(_));
            let joined = n > 0 && self.sentences[n - 1].frame.ends_with(", and");
            if n > 0 && !joined && (alone || in_paragraph >= 2) {
                text.push_str("\n\n");
                in_paragraph = 0;
            } else if n > 0 {
                text.push(' ');
            }
            in_paragraph += if alone { 2 } else { 1 };
            text.push_str(&sentence.text());
        }
        for line in &self.tail {
            text.push_str("\n\n");
            text.push_str(line);
        }
        text
    }
}
