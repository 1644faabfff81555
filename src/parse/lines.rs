//! From the lines of a case to its body, each read by itself where the whole cannot be.

use std::ops::Range;

use super::pairs::{Pair, Parts, Rule};
use super::reader::Reader;
use super::scan::{Kind, Piece};
use crate::syntax::{CaseFile, CaseLine};

impl Reader<'_> {
    /// A `.case` file, without its comments.
    pub fn case_file(&mut self, pair: Pair) -> CaseFile {
        let mut parts = Parts::of(pair);
        let title = self.plain_text(&parts.one());
        let procedure = parts.maybe(Rule::name).map(|name| self.name(&name));
        let lines = parts.map(|line| self.case_line(line)).collect();
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

    /// Where a line of a case seems to start: `path =` (or `path:`, which is a mistake), `as of`, `set`,
    /// `expect`, first on its line.
    pub fn line_starts(&self, range: &Range<usize>) -> Vec<usize> {
        let first = self.scan.pieces.partition_point(|piece| piece.start < range.start);
        let last = self.scan.pieces.partition_point(|piece| piece.start < range.end);
        let pieces = self.scan.pieces.get(first..last).unwrap_or(&[]);
        let mut end = range.start;
        let mut starts = Vec::new();
        for (at, piece) in pieces.iter().enumerate() {
            let first_on_line = self.text.get(end..piece.start).is_some_and(|gap| at == 0 || gap.contains('\n'));
            if first_on_line && self.starts_line(pieces.get(at..).unwrap_or(&[])) {
                starts.push(piece.start);
            }
            end = piece.end;
        }
        starts
    }

    fn starts_line(&self, pieces: &[Piece]) -> bool {
        let mut words = pieces.iter().map(|piece| (piece.kind, self.text.get(piece.start..piece.end).unwrap_or("")));
        match words.next() {
            Some((Kind::Word, "as" | "set" | "expect")) => words.next().is_some_and(|(kind, _)| kind == Kind::Word),
            Some((Kind::Word, _)) => {
                let path = |&(kind, text): &(Kind, &str)| kind == Kind::Word || matches!(text, "." | "[" | "]");
                words.find(|piece| !path(piece)).is_some_and(|(_, sign)| matches!(sign, "=" | ":"))
            }
            _ => false,
        }
    }
}
