//! What a document is made of, whatever it is rendered as.

use super::drawing::Drawing;

/// Words in a row.
pub type Inlines = Vec<Inline>;

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Words in the language of the document.
    Text(String),
    /// Words in another language.
    Foreign(String, String),
    /// What is written in the language of procedures.
    Code(String),
    /// Words that stand out.
    Strong(Inlines),
    /// The place of a value in a message.
    Slot(Inlines),
    /// On what authority something rests on a passage.
    Mark(Authority, &'static str),
    /// The end of a line, between the entries of a cell.
    Break,
    /// A place that links lead to.
    Anchor(String),
    /// To another place in the document.
    Link {
        /// The place.
        id: String,
        /// What is shown.
        text: Inlines,
    },
    /// To a page elsewhere: `http` or `https`.
    Out {
        /// The address.
        url: String,
        /// What is shown.
        text: Inlines,
    },
}

/// On what authority something rests on a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Authority {
    /// The source says so.
    Stated,
    /// Our reading of it.
    Inferred,
    /// House practice.
    Practice,
}

/// An item of a list, and those below it.
#[derive(Debug, Clone)]
pub struct ListItem {
    /// What it says.
    pub inline: Inlines,
    /// Those below it.
    pub below: Vec<ListItem>,
}

impl ListItem {
    /// An item with none below it.
    pub fn plain(inline: Inlines) -> Self {
        ListItem { inline, below: Vec::new() }
    }
}

/// A table; the first cell of a row is its head.
#[derive(Debug, Clone)]
pub struct Table {
    /// What it is.
    pub caption: Inlines,
    /// The heads of the columns.
    pub head: Vec<Inlines>,
    /// The rows.
    pub rows: Vec<Vec<Inlines>>,
}

/// A part of a document.
#[derive(Debug, Clone)]
pub enum Block {
    /// A heading and what stands under it.
    Section {
        /// Its place.
        id: String,
        /// The heading.
        title: Inlines,
        /// Whether the list of contents names it.
        listed: bool,
        /// What stands under it.
        blocks: Vec<Block>,
    },
    /// A paragraph.
    Paragraph(Inlines),
    /// A remark in smaller letters.
    Note(Inlines),
    /// A list.
    List(Vec<ListItem>),
    /// Words and what is said of each.
    Terms(Vec<(Inlines, Vec<Block>)>),
    /// A table.
    Table(Table),
    /// Lines of the language of procedures.
    Code(Vec<String>),
    /// What has a place of its own.
    Anchored(String, Vec<Block>),
    /// The list of contents.
    Contents(Vec<ListItem>),
    /// Which exception bears on which rule.
    Drawing(Drawing),
}

impl Block {
    /// A paragraph of plain words.
    pub fn paragraph(text: &str) -> Self {
        Block::Paragraph(vec![Inline::Text(text.to_owned())])
    }
}

/// The words alone.
pub fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(words) | Inline::Foreign(_, words) | Inline::Code(words) => text.push_str(words),
            Inline::Mark(_, words) => text.push_str(words),
            Inline::Strong(inner) | Inline::Link { text: inner, .. } | Inline::Out { text: inner, .. } => {
                text.push_str(&plain(inner));
            }
            Inline::Anchor(_) => {}
            Inline::Break => text.push(' '),
            Inline::Slot(inner) => text.push_str(&format!("[{}]", plain(inner))),
        }
    }
    text
}
