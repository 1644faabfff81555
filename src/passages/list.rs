//! From a list of passages in TOML to the passages, and back.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Passage, cited};
use crate::digest::MADE_BY;
use crate::error::Problem;
use crate::error::passages::ListError;
use crate::source::{FileId, Source, Span};

/// Signs of a digest, behind how it was made.
const DIGITS: usize = 64;

/// The passages of a source as its list has them.
#[derive(Debug, Clone)]
pub struct List {
    /// The source.
    pub source: String,
    /// Its passages, each with its place in the list.
    pub passages: Vec<(Passage, Span)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    #[serde(default)]
    passage: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(default)]
    heading: String,
    number: Spanned<u32>,
    digest: Spanned<String>,
}

/// The list of that source, or all that is wrong with it.
pub fn list(name: &str, file: FileId, text: &Source) -> Result<List, Vec<Problem>> {
    let at = |range: std::ops::Range<usize>| Span::new(file, range.start, range.end);
    let read: Read = toml::from_str(&text.text).map_err(|error| {
        let at = at(error.span().unwrap_or_default());
        // What is no TOML at all is told as a guess at what it was to be, which helps nobody.
        let why = error.message().lines().next().filter(|why| !why.starts_with("invalid"));
        let why = why.unwrap_or("not understood from here on").to_owned();
        vec![Problem::new(file, ListError::NotAList { name: name.to_owned(), why, at })]
    })?;
    let mut problems = Vec::new();
    let mut seen: HashMap<(String, u32), Span> = HashMap::new();
    let mut passages = Vec::new();
    for entry in read.passage {
        let (place, digest_place) = (at(entry.number.span()), at(entry.digest.span()));
        let (heading, number, digest) = (entry.heading, entry.number.into_inner(), entry.digest.into_inner());
        let passage = cited(name, &heading, Some(number));
        if number == 0 {
            problems.push(Problem::new(file, ListError::Zero { at: place }));
        }
        if !is_digest(&digest) {
            problems.push(Problem::new(file, ListError::NotADigest { passage: passage.clone(), at: digest_place }));
        }
        if let Some(first) = seen.insert((heading.clone(), number), place) {
            problems.push(Problem::new(file, ListError::Twice { passage, at: place, first }));
        }
        passages.push((Passage { heading, number, digest }, place));
    }
    if problems.is_empty() { Ok(List { source: name.to_owned(), passages }) } else { Err(problems) }
}

fn is_digest(text: &str) -> bool {
    text.strip_prefix(MADE_BY)
        .is_some_and(|rest| rest.len() == DIGITS && rest.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f')))
}

#[derive(Serialize)]
struct Entries<'p> {
    passage: Vec<Line<'p>>,
}

#[derive(Serialize)]
struct Line<'p> {
    heading: &'p str,
    number: u32,
    digest: &'p str,
}

/// The list of a source in TOML.
pub fn written<'p>(name: &str, passages: impl Iterator<Item = &'p Passage>) -> String {
    let line = |one: &'p Passage| Line { heading: &one.heading, number: one.number, digest: &one.digest };
    let entries = Entries { passage: passages.map(line).collect() };
    let Ok(entries) = toml::to_string(&entries) else { unreachable!("texts and numbers can be written as TOML") };
    format!(
        "# The passages of the source `{name}`: the heading, the number of the sentence under it, and the digest of the\n\
         # sentence with its spaces evened out. The text itself is not kept here.\n\
         # `whereas sources lock {name} FILE --procedures DIR` writes this list from a text.\n\n{entries}"
    )
}

#[cfg(test)]
mod tests {
    use super::super::sentences;
    use super::*;

    #[test]
    fn a_list_is_read_as_it_was_written() {
        let text = sentences("Before.\n\nA \"heading\" \\ of its own\n\nOne. Two.\n");
        let written = written("guide", text.iter().map(|one| &one.passage));
        let read = list("guide", 0, &Source::new("guide.toml", written)).unwrap();
        let passages: Vec<Passage> = read.passages.into_iter().map(|(passage, _)| passage).collect();
        assert_eq!(passages, text.into_iter().map(|one| one.passage).collect::<Vec<_>>());
    }
}
