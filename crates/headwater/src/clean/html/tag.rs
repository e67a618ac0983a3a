//! What elements are, as far as it matters to the text in them.

/// What an element is, as far as it matters to the text in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tag {
    #[default]
    Other,
    Paragraph,
    MainHeading,
    Heading,
    Item,
    Quote,
    Verbatim,
    Cell,
    Caption,
    Time,
    Article,
    Main,
    Aside,
    Nav,
    Header,
    Footer,
    Form,
    Button,
    Figure,
    Table,
    List,
    Section,
}

/// Number of tags.
pub(super) const TAGS: usize = Tag::Section as usize + 1;

/// What the element of that name is.
pub(super) fn tag(name: &str) -> Tag {
    match name {
        "p" => Tag::Paragraph,
        "h1" => Tag::MainHeading,
        "h2" | "h3" | "h4" | "h5" | "h6" => Tag::Heading,
        "li" | "dd" | "dt" => Tag::Item,
        "blockquote" => Tag::Quote,
        "pre" => Tag::Verbatim,
        "td" | "th" => Tag::Cell,
        "figcaption" | "caption" => Tag::Caption,
        "time" => Tag::Time,
        "article" => Tag::Article,
        "main" => Tag::Main,
        "aside" => Tag::Aside,
        "nav" | "menu" => Tag::Nav,
        "header" | "hgroup" => Tag::Header,
        "footer" => Tag::Footer,
        "form" | "fieldset" => Tag::Form,
        "button" => Tag::Button,
        "figure" => Tag::Figure,
        "table" => Tag::Table,
        "ul" | "ol" | "dl" => Tag::List,
        "section" => Tag::Section,
        _ => Tag::Other,
    }
}
