//! From the lines of a body to their starts; from the lines of a case to its body, each read by itself where the whole
//! cannot be.

use std::ops::Range;

use super::pairs::{Pair, Parts, Rule};
use super::reader::Reader;
use super::scan::{Kind, Piece};
use crate::error::parse::ParseError;
use crate::syntax::{CaseFile, CaseLine, Expectation};

/// Words that go on with a line of a case.
const GO_ON: [&str; 5] = ["and", "because", "by", "note", "until"];

impl Reader<'_> {
    /// A `.case` file, without its comments.
    pub fn case_file(&mut self, pair: Pair) -> CaseFile {
        let mut parts = Parts::of(pair);
        let title = self.plain_text(&parts.one());
        let procedure = parts.maybe(Rule::name).map(|name| self.name(&name));
        let lines: Vec<CaseLine> = parts.map(|line| self.case_line(line)).collect();
        let expected = lines.iter().find_map(|line| if let CaseLine::Expect(one) = line { Some(one) } else { None });
        if let Some(span) = expected.map(Expectation::span) {
            self.report_lightly(ParseError::ExpectInCase { span });
        }
        CaseFile { id: self.file, title, procedure, lines, comments: Vec::new() }
    }

    /// Reads the lines in a part of the text one by one.
    pub fn each_line(&mut self, range: &Range<usize>) -> Vec<Option<CaseLine>> {
        let starts: Vec<usize> = self.line_starts(range);
        let first = self.scan.piece_at(range.start).map_or(range.end, |piece| piece.start);
        let starts = if starts.first() == Some(&first) { starts } else { [vec![first], starts].concat() };
        let ends = starts.iter().skip(1).copied().chain([range.end]);
        let ranges: Vec<Range<usize>> = starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect();
        let build = |reader: &mut Self, pair: Pair| Some(reader.case_line(pair));
        let lines = ranges.iter().filter(|line| !line.is_empty());
        lines.map(|line| self.read(Rule::one_case_line, line, build)).collect()
    }

    /// Where a line of a case seems to start: `path =` (or `path:`, which is a mistake), `as of`, `set`, `expect`, or any
    /// word as far to the right as the first line, first on its line.
    pub fn line_starts(&self, range: &Range<usize>) -> Vec<usize> {
        let (mut starts, mut depth, mut column) = (Vec::new(), 0_usize, None);
        let pieces = self.pieces(range);
        for (at, piece) in pieces.iter().enumerate() {
            if self.is_first_on_line(piece) {
                let own = self.column(piece.start);
                let level = *column.get_or_insert(own) == own && depth == 0;
                let word = piece.kind == Kind::Word && !GO_ON.contains(&self.piece_text(piece));
                if self.starts_line(pieces.get(at..).unwrap_or(&[])) || (level && word) {
                    starts.push(piece.start);
                    depth = 0;
                }
            }
            match self.piece_text(piece) {
                "[" | "(" => depth += 1,
                "]" | ")" => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        starts
    }

    /// Where the lines of a body start: the words that are first on their line, and no further to the right than the first
    /// of these.
    pub fn body_starts(&self, range: &Range<usize>) -> Vec<usize> {
        let first = |piece: &&Piece| piece.kind == Kind::Word && self.is_first_on_line(piece);
        let words: Vec<&Piece> = self.pieces(range).iter().filter(first).collect();
        let column = words.first().map_or(0, |piece| self.column(piece.start));
        let level = words.into_iter().filter(|piece| self.column(piece.start) <= column);
        level.map(|piece| piece.start).collect()
    }

    /// The pieces in a part of the text.
    pub fn pieces(&self, range: &Range<usize>) -> &[Piece] {
        let first = self.scan.pieces.partition_point(|piece| piece.start < range.start);
        let last = self.scan.pieces.partition_point(|piece| piece.start < range.end);
        self.scan.pieces.get(first..last).unwrap_or(&[])
    }

    /// The text of a piece.
    pub fn piece_text(&self, piece: &Piece) -> &str {
        self.text.get(piece.start..piece.end).unwrap_or("")
    }

    /// Whether nothing but blanks stands before a piece on its line.
    pub fn is_first_on_line(&self, piece: &Piece) -> bool {
        let before = self.text.get(..piece.start).unwrap_or("");
        let line = before.rfind('\n').map_or(before, |end| before.get(end + 1..).unwrap_or(""));
        line.chars().all(|c| c.is_whitespace() || c == '\u{feff}')
    }

    /// How many characters stand before a byte on its line.
    fn column(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or("");
        before.rfind('\n').map_or(before, |end| before.get(end + 1..).unwrap_or("")).chars().count()
    }

    fn starts_line(&self, pieces: &[Piece]) -> bool {
        let mut words = pieces.iter().map(|piece| (piece.kind, self.piece_text(piece))).peekable();
        match words.next() {
            Some((Kind::Word, "as" | "set" | "expect")) => words.next().is_some_and(|(kind, _)| kind == Kind::Word),
            Some((Kind::Word, _)) => loop {
                match words.next() {
                    Some((_, "=" | ":")) => return true,
                    Some((_, "." | "[")) if words.peek().is_some_and(|(kind, _)| *kind == Kind::Word) => {
                        words.next();
                        words.next_if(|(_, text)| *text == "]");
                    }
                    _ => return false,
                }
            },
            _ => false,
        }
    }
}
