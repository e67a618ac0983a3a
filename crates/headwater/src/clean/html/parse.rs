//! A page to its tree: `html5gum` cuts it into tags and texts, `html5ever` builds the tree of them.
//!
//! Of a tag only what is read later is handed on, which is a small part of what pages hold.

use super::lean;
use ego_tree::NodeId;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Doctype, Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, LocalName, QualName, local_name, ns};
use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span, State, Tokenizer};
use scraper::{Html, HtmlTreeSink};
use std::convert::Infallible;

/// The tree of a page, without what nobody sees.
pub(super) fn parse(page: &str) -> Html {
    tree(&lean::lean(page.strip_prefix('\u{feff}').unwrap_or(page)))
}

fn tree(page: &str) -> Html {
    let sink = HtmlTreeSink::new(Html::new_document());
    let builder = TreeBuilder::new(sink, TreeBuilderOpts::default());
    let feed = Feed {
        builder: &builder,
        tag: None,
        wanted: false,
        state: None,
    };
    let tokens = Tokenizer::new_with_emitter(page, Tokens(CallbackEmitter::new(feed)));
    let Ok(()) = tokens.finish();
    builder.sink.finish()
}

/// Attributes that are read, here or where the tree is built.
pub(super) fn attribute(name: &[u8]) -> Option<LocalName> {
    Some(match name {
        b"class" => local_name!("class"),
        b"id" => local_name!("id"),
        b"href" => local_name!("href"),
        b"itemprop" => local_name!("itemprop"),
        b"role" => local_name!("role"),
        b"rel" => local_name!("rel"),
        b"content" => local_name!("content"),
        b"property" => local_name!("property"),
        b"name" => local_name!("name"),
        b"http-equiv" => local_name!("http-equiv"),
        b"datetime" => local_name!("datetime"),
        b"pubdate" => LocalName::from("pubdate"),
        b"title" => local_name!("title"),
        b"style" => local_name!("style"),
        b"hidden" => local_name!("hidden"),
        b"aria-hidden" => local_name!("aria-hidden"),
        b"type" => local_name!("type"),
        b"lang" => local_name!("lang"),
        b"cite" => local_name!("cite"),
        b"encoding" => local_name!("encoding"),
        b"color" => local_name!("color"),
        b"face" => local_name!("face"),
        b"size" => local_name!("size"),
        _ => return None,
    })
}

/// Hands tokens on to the builder of the tree.
struct Feed<'a> {
    builder: &'a TreeBuilder<NodeId, HtmlTreeSink>,
    /// The start tag being read.
    tag: Option<Tag>,
    /// The value of its last attribute is wanted.
    wanted: bool,
    /// How the text behind the last tag is to be read.
    state: Option<State>,
}

impl Feed<'_> {
    fn put(&mut self, token: Token) {
        // Errors are not told, so that lines need not be counted.
        self.state = match self.builder.process_token(token, 1) {
            TokenSinkResult::Continue | TokenSinkResult::EncodingIndicator(_) => return,
            TokenSinkResult::Script(_) => Some(State::Data),
            TokenSinkResult::Plaintext => Some(State::PlainText),
            TokenSinkResult::RawData(RawKind::Rcdata) => Some(State::RcData),
            TokenSinkResult::RawData(RawKind::Rawtext) => Some(State::RawText),
            TokenSinkResult::RawData(_) => Some(State::ScriptData),
        };
    }

    fn open(&mut self, name: &[u8]) {
        self.tag = Some(tag(TagKind::StartTag, name));
        self.wanted = false;
    }

    fn attribute(&mut self, name: &[u8]) {
        let (Some(tag), Some(name)) = (&mut self.tag, attribute(name)) else {
            self.wanted = false;
            return;
        };
        // Of attributes with one name the first counts.
        self.wanted = tag.attrs.iter().all(|other| other.name.local != name);
        if self.wanted {
            tag.attrs.push(Attribute {
                name: QualName::new(None, ns!(), name),
                value: StrTendril::new(),
            });
        }
    }

    fn value(&mut self, value: &[u8]) {
        let attribute = self.tag.as_mut().and_then(|tag| tag.attrs.last_mut());
        if let Some(attribute) = attribute.filter(|_| self.wanted) {
            attribute.value = text(value);
        }
    }

    fn close(&mut self, self_closing: bool) {
        if let Some(tag) = self.tag.take() {
            self.put(Token::TagToken(Tag {
                self_closing,
                ..tag
            }));
        }
    }

    fn characters(&mut self, value: &[u8]) {
        for (n, part) in value.split(|&byte| byte == 0).enumerate() {
            if n > 0 {
                self.put(Token::NullCharacterToken);
            }
            if !part.is_empty() {
                self.put(Token::CharacterTokens(text(part)));
            }
        }
    }
}

/// The page is text and is cut at ASCII, so that its parts are text.
fn words(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

fn text(bytes: &[u8]) -> StrTendril {
    StrTendril::from_slice(words(bytes))
}

fn tag(kind: TagKind, name: &[u8]) -> Tag {
    Tag {
        kind,
        name: LocalName::from(words(name)),
        self_closing: false,
        attrs: Vec::new(),
        had_duplicate_attributes: false,
    }
}

impl Callback<Infallible, ()> for Feed<'_> {
    fn handle_event(&mut self, event: CallbackEvent<'_>, _: Span<()>) -> Option<Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name } => self.open(name),
            CallbackEvent::AttributeName { name } => self.attribute(name),
            CallbackEvent::AttributeValue { value } => self.value(value),
            CallbackEvent::CloseStartTag { self_closing } => self.close(self_closing),
            CallbackEvent::EndTag { name } => self.put(Token::TagToken(tag(TagKind::EndTag, name))),
            CallbackEvent::String { value } => self.characters(value),
            CallbackEvent::Doctype {
                name,
                public_identifier,
                system_identifier,
                force_quirks,
            } => self.put(Token::DoctypeToken(Doctype {
                name: Some(text(name)).filter(|name| !name.is_empty()),
                public_id: public_identifier.map(text),
                system_id: system_identifier.map(text),
                force_quirks,
            })),
            // Without its words: it parts the texts of a table.
            CallbackEvent::Comment { .. } => self.put(Token::CommentToken(StrTendril::new())),
            CallbackEvent::Error(_) => {}
        }
        None
    }
}

/// Tells the tokenizer what only the builder of the tree knows.
struct Tokens<'a>(CallbackEmitter<Feed<'a>>);

impl ForwardingEmitter for Tokens<'_> {
    type Token = Infallible;

    fn inner(&mut self) -> &mut impl Emitter<Token = Infallible> {
        &mut self.0
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn emit_eof(&mut self) {
        self.0.emit_eof();
        let feed = self.0.callback_mut();
        feed.put(Token::EOFToken);
        feed.builder.end();
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        let state = self.0.emit_current_tag();
        self.0.callback_mut().state.take().or(state)
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        let builder = self.0.callback_mut().builder;
        builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::html::render::render;
    use proptest::prelude::*;

    const LONG: &str =
        "var a = 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx';";

    /// What a browser's parser makes of the whole page.
    fn whole(page: &str) -> String {
        render(&Html::parse_document(page)).text
    }

    #[test]
    fn what_is_seen_stays() {
        let cases = [
            format!("<p>One<script>{LONG}</script>two"),
            format!("<p>One<STYLE>{LONG}</Style >two"),
            format!("<p>One<!-- {LONG} --><!-->two<!--->three"),
            format!(
                "<p title=\"<script>\">One</p><p title='>{LONG}'>two<svg><path d='{LONG}'></svg>"
            ),
            format!("<p data-a=\"{LONG}\"class=b>One<br/src=\"{LONG}\">two<p=\"{LONG}\">three"),
            format!("<title><script>{LONG}</title><p>One<textarea><style></textarea>two</style>"),
            format!("<p>One<script><!-- <script>{LONG}</script> --></script>two"),
            format!("<p>One<svg>{LONG}<svg></svg>{LONG}</svg>two"),
            format!("<p>One<svg/><p>two{LONG}</svg>"),
            format!("<p>One<script>{LONG}"),
            format!("<p>One<p a=\"{LONG}"),
            format!("a < b <3 </x><p>{LONG}"),
            "\u{feff}<!DOCTYPE html><p>One".into(),
        ];
        for case in cases {
            assert_eq!(render(&parse(&case)).text, whole(&case), "{case}");
        }
    }

    #[test]
    fn of_attributes_only_those_stay_that_are_read() {
        let page = format!("<p CLASS=a class=b onclick=\"{LONG}\" data-b=c title='&lt;'>One");
        let html = parse(&page);
        let mut elements = html.tree.values().filter_map(|node| node.as_element());
        let paragraph = elements.find(|element| element.name() == "p");
        let attributes = paragraph.map(|p| Vec::from_iter(p.attrs()));
        assert_eq!(attributes, Some(vec![("class", "a"), ("title", "<")]));
    }

    const PIECES: &[&str] = &[
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<a href=x>",
        "</a>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<div class='a'>",
        "</div>",
        "<pre>\n",
        "<li>",
        "<select>",
        "<option>",
        "</select>",
        "<textarea>",
        "</textarea>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<svg>",
        "</svg>",
        "<title>",
        "</title>",
        "<![CDATA[",
        "]]>",
        "<math>",
        "<mi>",
        "&amp;",
        "&notit;",
        "&#x80;",
        "&eacute",
        "\0",
        "\r\n",
        "\r",
        " ",
        "é",
        "one",
        "<br>",
        "</br>",
        "<",
        ">",
        "=\"",
        "'",
        "<h1>",
        "</h2>",
        "<frameset>",
        "<plaintext>",
        "<template>",
        "</body>",
        "<noscript>",
    ];

    proptest! {
        #[test]
        fn soup_is_read_as_browsers_do(
            pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..40)
        ) {
            let page = pieces.concat();
            prop_assert_eq!(render(&tree(&page)).text, whole(&page));
        }
    }
}
