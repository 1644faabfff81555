//! From the plain text of a source to its passages, kept as digests, and from two states of it to what has changed.

mod changes;
mod list;
mod text;

pub use self::changes::{Change, changes};
pub use self::list::{List, list, written};
pub use self::text::sentences;

/// A sentence of a source, without its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The heading that it stands under, empty before the first one.
    pub heading: String,
    /// The number of the sentence under that heading, from 1.
    pub number: u32,
    /// The digest of the sentence, its spaces evened out.
    pub digest: String,
}

/// A sentence of a source with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, and its digest.
    pub passage: Passage,
    /// Its words, the spaces evened out.
    pub words: String,
}

/// A passage as a procedure cites it: `page "Role and responsibilities" 8`.
pub fn cited(source: &str, heading: &str, number: Option<u32>) -> String {
    let mut text = source.to_owned();
    if !heading.is_empty() {
        text.push_str(&format!(" \"{heading}\""));
    }
    if let Some(number) = number {
        text.push_str(&format!(" {number}"));
    }
    text
}
