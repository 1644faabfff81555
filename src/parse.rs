//! From text to syntax tree. The only module that knows pest.
//!
//! A text is looked at once as it stands (`scan`), divided into declarations (`split`), and each of these is read by
//! the grammar (`grammar/whereas.pest`) by itself. Nothing here is recursive before nesting has been counted (`depth`).

mod advice;
mod clause;
mod declaration;
mod depth;
mod expected;
mod expression;
mod fields;
mod foreign;
mod lines;
mod message;
mod pairs;
mod reader;
mod scan;
mod split;
mod value;

use std::collections::BTreeSet;
use std::ops::Range;

use self::declaration::Declaration;
use self::pairs::{Departure, Pair, Rule};
use self::reader::Reader;
use self::scan::Scan;
use self::split::{DECLARATIONS, Part, split};
use crate::error::parse::ParseError;
use crate::error::{self, Problem};
use crate::limits;
use crate::source::{FileId, Source, Span};
use crate::syntax::{CaseFile, CaseLine, Expr, File};

pub use self::message::message;

/// Reads a `.whereas` file. What is broken is reported and left out of the tree; everything else is in it.
pub fn file(id: FileId, source: &Source) -> (File, Vec<Problem>) {
    let scan = Scan::of(id, &source.text);
    let mut file = File {
        id,
        header: None,
        items: Vec::new(),
        broken: Vec::new(),
        comments: Vec::new(),
        languages: BTreeSet::new(),
    };
    if scan.unreadable {
        return (file, scan.problems);
    }
    let mut reader = Reader::new(id, &source.text, &scan, 0);
    let parts = reader.divide(&DECLARATIONS);
    let (heads, others): (Vec<&Part>, Vec<&Part>) =
        parts.iter().filter(|part| part.known).partition(|part| part.is_head());

    // The head is read first, wherever it stands: it tells the language of all texts.
    let head = heads.first().and_then(|part| reader.declaration_at(part, &mut file.broken));
    if let Some(Declaration::Header(header)) = head {
        file.header = Some(header);
    }
    reader.check_heads(&parts, &heads);
    for part in others {
        if let Some(Declaration::Item(item)) = reader.declaration_at(part, &mut file.broken) {
            file.items.push(item);
        } else {
            file.broken.push(Span::new(id, part.range.start, part.range.end));
        }
    }
    file.broken.append(&mut reader.misnamed);
    let strange = parts.iter().filter(|part| !part.known);
    file.broken.extend(strange.map(|part| Span::new(id, part.range.start, part.range.end)));
    let problems = reader.all_problems();
    file.languages = reader.languages;
    file.comments = scan.comments;
    (file, problems)
}

/// Reads a `.case` file.
pub fn case(id: FileId, source: &Source) -> (Option<CaseFile>, Vec<Problem>) {
    let scan = Scan::of(id, &source.text);
    if scan.unreadable {
        return (None, scan.problems);
    }
    let mut reader = Reader::new(id, &source.text, &scan, 0);
    if let Some(first) = scan.pieces.first().filter(|piece| matches!(reader.piece_text(piece), "procedure" | "library"))
    {
        let span = reader.range(first.start, first.end);
        let what = "this is a procedure, not a case";
        let help = "procedures are files that end in `.whereas`; a case begins with `case \"Ms A., director\"`";
        return (None, vec![Problem::new(id, ParseError::NotACase { what, help, span })]);
    }
    let parts = reader.divide(&["case"]);
    let mut cases = parts.iter().filter(|part| part.known);
    let found = cases.next().and_then(|part| {
        let build = |reader: &mut Reader, pair: Pair| Some(reader.case_file(pair));
        reader.read(Rule::one_case, &part.range, build)
    });
    let help = "a case file holds one case: `case \"Ms A., director\" of appointment`";
    if parts.is_empty() {
        reader.report(ParseError::NotACase { what: "this file holds no case", help, span: Span::new(id, 0, 0) });
    }
    if let Some(second) = cases.next() {
        let span = reader.range(second.range.start, second.range.start + second.word.len());
        reader.report(ParseError::NotACase { what: "this file holds two cases", help, span });
    }
    let problems = reader.all_problems();
    (found.map(|case| CaseFile { comments: scan.comments, ..case }), problems)
}

/// Reads lines as they stand in a case or example, without its head.
pub fn case_lines(id: FileId, source: &Source) -> (Vec<CaseLine>, Vec<Problem>) {
    let scan = Scan::of(id, &source.text);
    let mut reader = Reader::new(id, &source.text, &scan, 0);
    let lines = reader.each_line(&(0..source.text.len()));
    (lines.into_iter().flatten().collect(), reader.all_problems())
}

/// Reads one expression and nothing else.
pub fn expression(id: FileId, source: &Source) -> Result<Expr, Vec<Problem>> {
    let scan = Scan::of(id, &source.text);
    expression_in(id, &source.text, &scan, 0)
}

/// Reads the expression that is all of a text, which starts at `shift` in its file.
fn expression_in(id: FileId, text: &str, scan: &Scan, shift: usize) -> Result<Expr, Vec<Problem>> {
    let mut reader = Reader::new(id, text, scan, shift);
    let build = |reader: &mut Reader, pair: Pair| Some(reader.expression(pair));
    let found = reader.read(Rule::one_expression, &(0..text.len()), build);
    let problems = reader.all_problems();
    found.filter(|_| problems.is_empty()).ok_or(problems)
}

impl Reader<'_> {
    fn divide(&mut self, words: &[&str]) -> Vec<Part> {
        let (parts, errors) = split(self.file, self.text, self.scan, words);
        errors.into_iter().for_each(|error| self.report(error));
        parts
    }

    fn declaration_at(&mut self, part: &Part, broken: &mut Vec<Span>) -> Option<Declaration> {
        match self.attempt(Rule::one_declaration, &part.range, Reader::declaration) {
            Ok(found) => found,
            Err(departure) => self.line_by_line(part, broken).or_else(|| {
                self.explain(Rule::one_declaration, &part.range, &departure);
                None
            }),
        }
    }

    /// Reads a part of the text by a rule of the grammar; nothing, if anything in it is in doubt.
    fn read<T>(
        &mut self,
        rule: Rule,
        range: &Range<usize>,
        build: impl FnOnce(&mut Self, Pair) -> Option<T>,
    ) -> Option<T> {
        self.attempt(rule, range, build).unwrap_or_else(|departure| {
            self.explain(rule, range, &departure);
            None
        })
    }

    /// The same, where a departure from the grammar is not yet reported.
    fn attempt<T>(
        &mut self,
        rule: Rule,
        range: &Range<usize>,
        build: impl FnOnce(&mut Self, Pair) -> Option<T>,
    ) -> Result<Option<T>, Departure> {
        if self.scan.is_spoilt(range) {
            return Ok(None);
        }
        if let Some(piece) = depth::too_deep(self.text, &self.scan.pieces, range) {
            let span = self.range(piece.start, piece.end);
            self.report(ParseError::TooDeep { span });
            return Ok(None);
        }
        let grave = |reader: &Self| reader.problems.len() - reader.light;
        let before = grave(self);
        self.base = range.start;
        let pair = pairs::read(rule, self.text.get(range.clone()).unwrap_or(""))?;
        let built = build(self, pair);
        Ok(built.filter(|_| grave(self) == before))
    }

    /// A file has one head, and it stands first. A broken head is a head all the same.
    fn check_heads(&mut self, parts: &[Part], heads: &[&Part]) {
        let span = |part: &Part| self.range(part.range.start, part.range.start + part.word.len());
        let first = parts.first();
        let error = match (first, heads) {
            // What stands first and is not known has been reported; it may well be the head.
            (Some(first), []) if !first.known => None,
            (first, []) => Some(ParseError::MissingHeader { span: first.map_or(Span::new(self.file, 0, 0), span) }),
            (Some(first), [head, ..]) if first.known && !first.is_head() => {
                Some(ParseError::HeaderNotFirst { word: head.word.clone(), span: span(head), first: span(first) })
            }
            _ => None,
        };
        let second = match heads {
            [first, second, ..] => Some(ParseError::SecondHeader { span: span(second), first: span(first) }),
            _ => None,
        };
        error.into_iter().chain(second).for_each(|error| self.report(error));
    }

    /// Everything that was found, in the order of the text.
    fn all_problems(&mut self) -> Vec<Problem> {
        let mut problems = std::mem::take(&mut self.problems);
        problems.extend(self.scan.problems.iter().cloned());
        error::sort(&mut problems);
        if problems.len() > limits::PROBLEMS {
            let at = problems.get(limits::PROBLEMS).and_then(Problem::offset).unwrap_or_default();
            problems.truncate(limits::PROBLEMS);
            problems.push(Problem::new(self.file, ParseError::More { span: Span::new(self.file, at, at) }));
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::ExprKind;

    fn source(text: &str) -> Source {
        Source::new("typed", text)
    }

    #[test]
    fn an_expression_is_read_alone_and_nothing_else() {
        let kind = |text: &str| expression(0, &source(text)).map(|expression| expression.kind);
        assert!(matches!(kind("  starts <= today # so "), Ok(ExprKind::Compare(..))));
        assert!(matches!(kind("a and b"), Ok(ExprKind::And(operands)) if operands.len() == 2));
        for wrong in ["", "a b", "a and b or c", "(a", "rule x"] {
            assert!(kind(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn lines_of_a_case_are_read_alone_and_the_good_ones_are_kept() {
        let (lines, problems) = case_lines(0, &source("starts = 2018-01-01\noffice =\nas of 2018-02-01\n"));
        assert_eq!((lines.len(), problems.len()), (2, 1));
        let (lines, problems) = case_lines(0, &source("# nothing"));
        assert_eq!((lines.len(), problems.len()), (0, 0));
    }
}
