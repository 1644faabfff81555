//! From a text to its declarations: each starts in the first column, so that a broken one never hides the next.

use std::ops::Range;

use super::scan::{Kind, Piece, Scan};
use crate::error::did_you_mean;
use crate::error::parse::ParseError;
use crate::source::{FileId, Span};

/// The words that begin a declaration, in the order in which the manual shows them.
pub const DECLARATIONS: [&str; 16] = [
    "procedure",
    "library",
    "use",
    "source",
    "practice",
    "unencoded",
    "calendar",
    "choice",
    "record",
    "table",
    "facts",
    "parameter",
    "define",
    "rule",
    "exception",
    "example",
];

/// The words that begin a line of a body: in the first column they are wrongly indented, not unknown.
const BODY: [&str; 28] = [
    "version",
    "in",
    "judged",
    "language",
    "dated",
    "link",
    "weekend",
    "holiday",
    "covers",
    "roll",
    "as",
    "whereas",
    "inferred",
    "for",
    "when",
    "unless",
    "duty",
    "must",
    "requires",
    "should",
    "otherwise",
    "remedy",
    "set",
    "expect",
    "and",
    "or",
    "fr",
    "en",
];

/// A declaration, or what stands where one should.
#[derive(Debug, PartialEq)]
pub struct Part {
    /// The word that it begins with.
    pub word: String,
    /// All of it, up to the next one.
    pub range: Range<usize>,
    /// Whether the word is known.
    pub known: bool,
    /// Whether a line of it stands in the first column, which is reported once.
    has_outdented: bool,
}

impl Part {
    /// Whether it is what a file begins with.
    pub fn is_head(&self) -> bool {
        matches!(self.word.as_str(), "procedure" | "library")
    }
}

/// Divides a text where a line begins in the first column; `words` are those that may stand there.
pub fn split(file: FileId, text: &str, scan: &Scan, words: &[&str]) -> (Vec<Part>, Vec<ParseError>) {
    let mut parts: Vec<Part> = Vec::new();
    let mut errors = Vec::new();
    if let Some(first) = scan.pieces.first().filter(|piece| !piece.first_column) {
        let span = Span::new(file, first.start, first.end);
        let word = word_of(text, first);
        errors.push(match words.contains(&word.as_str()) {
            true => ParseError::Indented { word: word.clone(), span },
            false => unknown(word.clone(), words, span),
        });
        parts.push(Part { word, range: first.start..text.len(), known: false, has_outdented: false });
    }
    for piece in scan.pieces.iter().filter(|piece| piece.first_column) {
        let word = word_of(text, piece);
        let span = Span::new(file, piece.start, piece.end);
        let known = words.contains(&word.as_str());
        // A case is one declaration: whatever else stands in the first column belongs to it.
        let belongs = words.len() == 1 || piece.kind != Kind::Word || BODY.contains(&word.as_str());
        if let Some(last) = parts.last_mut().filter(|_| !known && belongs) {
            if !std::mem::replace(&mut last.has_outdented, true) {
                errors.push(ParseError::NotIndented { word, span });
            }
            continue;
        }
        if !known {
            errors.push(unknown(word.clone(), words, span));
        }
        if let Some(last) = parts.last_mut() {
            last.range.end = piece.start;
        }
        parts.push(Part { word, range: piece.start..text.len(), known, has_outdented: false });
    }
    (parts, errors)
}

fn word_of(text: &str, piece: &Piece) -> String {
    match piece.kind {
        Kind::Text => "\"".to_owned(),
        Kind::Word | Kind::Sign => text.get(piece.start..piece.end).unwrap_or("").to_owned(),
    }
}

fn unknown(word: String, words: &[&str], span: Span) -> ParseError {
    let help = did_you_mean(&word, words.iter().copied()).unwrap_or_else(|| {
        if words.len() == 1 {
            return "a case file begins with `case \"Ms A., director\" of appointment`; the rest is indented"
                .to_owned();
        }
        let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
        format!("a declaration begins with one of {}; what belongs to it is indented", words.join(", "))
    });
    ParseError::UnknownDeclaration { word, help, span }
}
