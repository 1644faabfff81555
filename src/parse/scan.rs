//! The first look at a text, before any grammar: its pieces, its comments, and what no source file may hold.
//!
//! One pass, without recursion: it is what keeps hostile input from the grammar.

use std::ops::Range;

use crate::error::Problem;
use crate::error::parse::ParseError;
use crate::limits;
use crate::source::{FileId, Span};
use crate::syntax::Comment;

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Letters, digits and `_` without a break.
    Word,
    /// `"…"` on one line.
    Text,
    /// Any other character.
    Sign,
}

/// A piece of text between blanks and comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: Kind,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Whether it stands in the first column.
    pub first_column: bool,
}

/// What the first look found.
#[derive(Debug, Default)]
pub struct Scan {
    /// All pieces, in order.
    pub pieces: Vec<Piece>,
    /// All comments, in order.
    pub comments: Vec<Comment>,
    /// What is wrong, and where: what stands there is not looked at again.
    pub problems: Vec<Problem>,
    /// The bytes of the problems.
    pub spoilt: Vec<usize>,
    /// The text with blanks for what was reported and can be passed over, so that the rest is read all the same.
    mended: Option<Vec<u8>>,
    /// Whether the text cannot be looked at, as it is too large or not in lines.
    pub unreadable: bool,
    /// Whether a comment is written as in another language.
    foreign_comments: bool,
    /// Where the text starts in its file.
    shift: usize,
}

impl Scan {
    /// Looks at the text of a whole file.
    pub fn of(file: FileId, text: &str) -> Scan {
        Scan::part(file, text, 0)
    }

    /// Looks at a text that starts at `shift` in its file. Pieces are counted from the start of the text, the places of
    /// problems and comments from the start of the file.
    pub fn part(file: FileId, text: &str, shift: usize) -> Scan {
        let mut scan = Scan { shift, ..Scan::default() };
        let unreadable = if text.len() > limits::SOURCE_BYTES {
            Some(ParseError::FileTooLarge { bytes: text.len(), span: Span::new(file, 0, 0) })
        } else {
            let old = text.find('\r').filter(|_| !text.contains('\n'));
            old.map(|at| ParseError::OldLineEnds { span: scan.span(file, at, at + 1) })
        };
        if let Some(error) = unreadable {
            scan.problems.push(Problem::new(file, error));
            scan.unreadable = true;
            return scan;
        }
        let mut at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        for line in text.get(at..).unwrap_or("").split_inclusive('\n') {
            let bare = line.strip_suffix('\n').unwrap_or(line);
            scan.line(file, text, at, bare.strip_suffix('\r').unwrap_or(bare));
            at += line.len();
        }
        scan
    }

    /// The text that it was made of, as it can be read.
    pub fn readable<'t>(&'t self, text: &'t str) -> &'t str {
        self.mended.as_deref().and_then(|mended| std::str::from_utf8(mended).ok()).unwrap_or(text)
    }

    /// The end of the last piece that ends no later than that byte.
    pub fn trimmed(&self, end: usize) -> usize {
        let before = self.pieces.partition_point(|piece| piece.end <= end);
        before.checked_sub(1).and_then(|last| self.pieces.get(last)).map_or(0, |piece| piece.end)
    }

    /// The piece that starts at that byte or is the first one after it.
    pub fn piece_at(&self, start: usize) -> Option<&Piece> {
        self.pieces.get(self.pieces.partition_point(|piece| piece.start < start))
    }

    /// The piece that ends at that byte.
    pub fn piece_ending_at(&self, end: usize) -> Option<&Piece> {
        let before = self.pieces.partition_point(|piece| piece.end < end);
        self.pieces.get(before).filter(|piece| piece.end == end)
    }

    /// The last piece that ends before that byte or at it.
    pub fn piece_before(&self, start: usize) -> Option<&Piece> {
        let before = self.pieces.partition_point(|piece| piece.end <= start);
        before.checked_sub(1).and_then(|last| self.pieces.get(last))
    }

    /// Whether a problem was found in that part of the text.
    pub fn is_spoilt(&self, part: &std::ops::Range<usize>) -> bool {
        let first = self.spoilt.partition_point(|&at| at < part.start);
        self.spoilt.get(first).is_some_and(|at| part.contains(at))
    }

    fn span(&self, file: FileId, start: usize, end: usize) -> Span {
        Span::new(file, self.shift + start, self.shift + end)
    }

    fn report(&mut self, file: FileId, at: usize, error: ParseError) {
        if self.problems.len() <= limits::PROBLEMS {
            self.problems.push(Problem::new(file, error));
        }
        self.spoilt.push(at);
    }

    /// Reports what can be passed over: blanks take its place.
    fn pass_over(&mut self, file: FileId, text: &str, place: Range<usize>, error: Option<ParseError>) {
        if self.problems.len() <= limits::PROBLEMS {
            self.problems.extend(error.map(|error| Problem::new(file, error)));
        }
        let mended = self.mended.get_or_insert_with(|| text.as_bytes().to_vec());
        mended.iter_mut().take(place.end).skip(place.start).for_each(|byte| *byte = b' ');
    }

    fn line(&mut self, file: FileId, whole: &str, base: usize, line: &str) {
        if line.chars().nth(limits::LINE_COLUMNS).is_some() {
            let span = self.span(file, base, base + 1);
            self.report(file, base, ParseError::LineTooLong { columns: line.chars().count(), span });
        }
        let mut rest = line;
        // What may not stand there at all takes no column.
        let mut passed = 0;
        while let Some(first) = rest.chars().next() {
            let at = base + line.len() - rest.len();
            let column = line.len() - rest.len() - passed;
            let length = match first {
                ' ' | '\t' => 1,
                '#' => {
                    self.comment(file, whole, at, rest, line.len() == rest.len() + blanks(line));
                    rest.len()
                }
                '"' => {
                    let length = self.text(file, whole, at, rest);
                    self.piece(Kind::Text, at, length, column);
                    length
                }
                _ if is_letter(first) => {
                    let length = rest.find(|c| !is_letter(c)).unwrap_or(rest.len());
                    self.piece(Kind::Word, at, length, column);
                    length
                }
                '/' if rest.starts_with("//") || rest.starts_with("/*") => {
                    // Whoever writes one so writes all of them so: the first is reported.
                    let again = std::mem::replace(&mut self.foreign_comments, true);
                    let error = ParseError::ForeignComment { span: self.span(file, at, at + 2) };
                    self.pass_over(file, whole, at..at + rest.len(), Some(error).filter(|_| !again));
                    rest.len()
                }
                _ if is_forbidden(first) || is_wide_blank(first) => {
                    let end = at + first.len_utf8();
                    let error = ParseError::forbidden(first, self.span(file, at, end));
                    self.pass_over(file, whole, at..end, Some(error));
                    passed += if is_wide_blank(first) { 0 } else { first.len_utf8() };
                    first.len_utf8()
                }
                _ => {
                    self.piece(Kind::Sign, at, first.len_utf8(), column);
                    first.len_utf8()
                }
            };
            rest = rest.get(length..).unwrap_or("");
        }
    }

    fn piece(&mut self, kind: Kind, start: usize, length: usize, column: usize) {
        self.pieces.push(Piece { kind, start, end: start + length, first_column: column == 0 });
    }

    fn comment(&mut self, file: FileId, whole: &str, at: usize, comment: &str, own_line: bool) {
        self.characters(file, whole, at, comment, true);
        let text = comment.trim_start_matches('#');
        // `## heading` keeps its second sign.
        let signs = comment.len() - text.len();
        let text = if signs == 1 { text.trim() } else { comment.get(1..).unwrap_or("").trim() };
        self.comments.push(Comment {
            text: text.to_owned(),
            span: self.span(file, at, at + comment.trim_end().len()),
            own_line,
        });
    }

    /// The length of the text that `rest` starts with.
    fn text(&mut self, file: FileId, whole: &str, at: usize, rest: &str) -> usize {
        let mut escaped = false;
        let end = rest.char_indices().skip(1).find(|&(_, c)| {
            let found = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            found
        });
        let length = match end {
            Some((end, _)) => end + 1,
            None => {
                let span = self.span(file, at, at + rest.trim_end().len());
                self.report(file, at, ParseError::UnclosedText { span });
                rest.len()
            }
        };
        self.characters(file, whole, at, rest.get(..length).unwrap_or(rest), false);
        length
    }

    /// Reports characters that no source file may hold.
    fn characters(&mut self, file: FileId, whole: &str, base: usize, part: &str, tab_allowed: bool) {
        for (at, c) in part.char_indices() {
            if is_forbidden(c) && !(tab_allowed && c == '\t') {
                let place = base + at..base + at + c.len_utf8();
                let error = ParseError::forbidden(c, self.span(file, place.start, place.end));
                self.pass_over(file, whole, place, Some(error));
            }
        }
    }
}

fn blanks(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// Letters of any script: a word ends where they end, so that `é` is seen as part of a word.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Blanks that do not break, which may only stand in texts.
fn is_wide_blank(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}')
}

/// Control characters and the marks that turn the direction of writing: what is shown would not be what is read.
fn is_forbidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{2028}' | '\u{2029}')
}
