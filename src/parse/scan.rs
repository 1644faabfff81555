//! The first look at a text, before any grammar: its pieces, its comments, and what no source file may hold.
//!
//! One pass, without recursion: it is what keeps hostile input from the grammar.

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
    /// Whether the text is too large to be looked at.
    pub too_large: bool,
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
        if text.len() > limits::SOURCE_BYTES {
            scan.problems.push(Problem::new(file, ParseError::FileTooLarge { bytes: text.len() }));
            scan.too_large = true;
            return scan;
        }
        let mut at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        for line in text.get(at..).unwrap_or("").split_inclusive('\n') {
            let bare = line.strip_suffix('\n').unwrap_or(line);
            scan.line(file, at, bare.strip_suffix('\r').unwrap_or(bare));
            at += line.len();
        }
        scan
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

    fn line(&mut self, file: FileId, base: usize, line: &str) {
        if line.chars().nth(limits::LINE_COLUMNS).is_some() {
            let span = self.span(file, base, base + 1);
            self.report(file, base, ParseError::LineTooLong { columns: line.chars().count(), span });
        }
        let mut rest = line;
        while let Some(first) = rest.chars().next() {
            let offset = line.len() - rest.len();
            let at = base + offset;
            let length = match first {
                ' ' | '\t' => 1,
                '\u{a0}' | '\u{202f}' => {
                    let span = self.span(file, at, at + first.len_utf8());
                    self.report(file, at, ParseError::forbidden(first, span));
                    first.len_utf8()
                }
                '#' => {
                    self.comment(file, at, rest, line.len() == rest.len() + blanks(line));
                    rest.len()
                }
                '"' => {
                    let length = self.text(file, at, rest);
                    self.piece(Kind::Text, at, length, offset);
                    length
                }
                _ if is_letter(first) => {
                    let length = rest.find(|c| !is_letter(c)).unwrap_or(rest.len());
                    self.characters(file, at, rest.get(..length).unwrap_or(rest), false);
                    self.piece(Kind::Word, at, length, offset);
                    length
                }
                _ => {
                    self.characters(file, at, rest.get(..first.len_utf8()).unwrap_or(rest), false);
                    self.piece(Kind::Sign, at, first.len_utf8(), offset);
                    first.len_utf8()
                }
            };
            rest = rest.get(length..).unwrap_or("");
        }
    }

    fn piece(&mut self, kind: Kind, start: usize, length: usize, column: usize) {
        self.pieces.push(Piece { kind, start, end: start + length, first_column: column == 0 });
    }

    fn comment(&mut self, file: FileId, at: usize, comment: &str, own_line: bool) {
        self.characters(file, at, comment, true);
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
    fn text(&mut self, file: FileId, at: usize, rest: &str) -> usize {
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
        self.characters(file, at, rest.get(..length).unwrap_or(rest), false);
        length
    }

    /// Reports characters that no source file may hold.
    fn characters(&mut self, file: FileId, base: usize, part: &str, tab_allowed: bool) {
        for (at, c) in part.char_indices() {
            if is_forbidden(c) && !(tab_allowed && c == '\t') {
                let span = self.span(file, base + at, base + at + c.len_utf8());
                self.report(file, base + at, ParseError::forbidden(c, span));
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

/// Control characters and the marks that turn the direction of writing: what is shown would not be what is read.
fn is_forbidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{2028}' | '\u{2029}')
}
