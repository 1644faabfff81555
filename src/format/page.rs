//! The lines of a page, each with the place in the old text where it begins.

use unicode_width::UnicodeWidthStr;

use crate::source::{Source, Span};
use crate::syntax::Comment;

/// Columns after which a line is broken where it can be.
pub const WIDTH: usize = 110;

/// One line of the new text.
#[derive(Debug)]
pub struct Line {
    /// Blanks before it.
    pub indent: usize,
    /// What it says.
    pub text: String,
    /// Where that begins in the old text.
    pub start: usize,
    /// Whether a declaration begins with it.
    pub top: bool,
    /// Whether it goes on with what the line above says, so that no comment comes between.
    pub continued: bool,
}

/// A text in the making.
pub struct Page<'s> {
    /// The old text.
    pub source: &'s str,
    /// Its comments.
    pub comments: &'s [Comment],
    /// The lines of the new text.
    pub lines: Vec<Line>,
}

impl<'s> Page<'s> {
    /// An empty page.
    pub fn new(source: &'s Source, comments: &'s [Comment]) -> Self {
        Page { source: &source.text, comments, lines: Vec::new() }
    }

    /// Adds a line of a body.
    pub fn line(&mut self, indent: usize, text: impl Into<String>, start: usize) {
        self.lines.push(Line { indent, text: text.into(), start, top: false, continued: false });
    }

    /// Adds a line that goes on with what the one above says.
    pub fn continued(&mut self, indent: usize, text: impl Into<String>) {
        let start = self.lines.last().map_or(0, |line| line.start);
        self.lines.push(Line { indent, text: text.into(), start, top: false, continued: true });
    }

    /// Marks the line from which a declaration begins.
    pub fn begin(&mut self, first_line: usize) {
        if let Some(line) = self.lines.get_mut(first_line) {
            line.top = true;
        }
    }

    /// Where the words begin that stand in the old text before that place.
    pub fn words_before(&self, span: Span, words: &str) -> usize {
        words.split(' ').rev().fold(span.start as usize, |at, word| {
            let end = self.code_end(at);
            let before = self.source.get(..end).unwrap_or("");
            before.strip_suffix(word).map_or(at, str::len)
        })
    }

    /// Whether a comment begins between those places.
    pub fn has_comment(&self, start: usize, end: usize) -> bool {
        let first = self.comments.partition_point(|comment| (comment.span.start as usize) < start);
        self.comments.get(first).is_some_and(|comment| (comment.span.start as usize) < end)
    }

    /// The end of what stands before that place, blanks and comments left out.
    fn code_end(&self, at: usize) -> usize {
        let mut end = self.source.get(..at).unwrap_or("").trim_end().len();
        loop {
            let before = self.comments.partition_point(|comment| (comment.span.start as usize) < end);
            let comment = before.checked_sub(1).and_then(|last| self.comments.get(last));
            match comment.filter(|comment| comment.span.end as usize >= end) {
                Some(comment) => {
                    let start = comment.span.start as usize;
                    end = self.source.get(..start).unwrap_or("").trim_end().len();
                }
                None => return end,
            }
        }
    }
}

/// Columns that a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// A text with blanks after it, up to so many columns.
pub fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}
