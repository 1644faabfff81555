//! From facts, a record or a choice of which a line is broken to one without that line.

use std::collections::BTreeSet;
use std::ops::Range;

use super::declaration::Declaration;
use super::pairs::{self, Pair, Rule};
use super::reader::Reader;
use super::split::Part;
use crate::error::parse::ParseError;
use crate::source::Span;
use crate::syntax::{ChoiceItem, FactsItem, Item, Label, Name, RecordItem};

/// What is before the lines of a list: its name, where it has one, and its title.
type Head = (Option<Name>, Option<Label>);

impl Reader<'_> {
    /// Reads the lines of a list one by one, so that every broken one is reported and the others are kept; `broken` takes
    /// the places of those that are not. Nothing where it is no list, or where not even its head can be read.
    pub fn line_by_line(&mut self, part: &Part, broken: &mut Vec<Span>) -> Option<Declaration> {
        if !matches!(part.word.as_str(), "choice" | "facts" | "record") || self.scan.is_spoilt(&part.range) {
            return None;
        }
        let body = part.range.start + part.word.len()..part.range.end;
        let starts = self.body_starts(&body);
        let (name, title) = self.list_head(&(part.range.start..*starts.first()?), &part.word)?;
        let ends = starts.iter().skip(1).copied().chain([body.end]);
        let lines: Vec<Range<usize>> = starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect();
        let span = self.range(part.range.start, self.scan.trimmed(part.range.end));
        let item = match (part.word.as_str(), name) {
            ("choice", Some(name)) => {
                let members = self.each(&lines, Rule::one_member, broken, Self::member);
                Item::Choice(ChoiceItem { name, title, members, span })
            }
            ("record", Some(name)) => {
                let fields = self.each(&lines, Rule::one_field, broken, |reader, pair| reader.field(pair, "a field"));
                Item::Record(RecordItem { name, title, fields, span })
            }
            _ => {
                let facts = self.each(&lines, Rule::one_field, broken, |reader, pair| reader.field(pair, "a fact"));
                Item::Facts(FactsItem { facts, span })
            }
        };
        Some(Declaration::Item(item))
    }

    /// What stands before the lines. A colon at its end is reported and passed over.
    fn list_head(&mut self, range: &Range<usize>, word: &str) -> Option<Head> {
        let last = self.scan.piece_ending_at(self.scan.trimmed(range.end)).copied()?;
        let colon = self.text.get(last.start..last.end) == Some(":");
        let end = if colon { last.start } else { range.end };
        self.base = range.start;
        let pair = pairs::read(Rule::one_list_head, self.text.get(range.start..end)?).ok()?;
        if colon {
            let (span, instead) =
                (self.range(last.start, last.end), "nothing there: a blank or the line end is enough");
            self.report(ParseError::ForeignSign { found: ":".into(), instead, span });
        }
        let of = |rule: Rule| pair.clone().into_inner().find(|pair| pair.as_rule() == rule);
        let what = if word == "choice" { "a choice" } else { "a record" };
        let name = of(Rule::name).map(|name| self.type_name(&name, what));
        let title = of(Rule::label).map(|label| self.label(label));
        Some((name, title))
    }

    /// Reads each line by itself. The same mistake in many of them is reported once.
    fn each<T>(
        &mut self,
        lines: &[Range<usize>],
        rule: Rule,
        broken: &mut Vec<Span>,
        build: impl Fn(&mut Self, Pair) -> T,
    ) -> Vec<T> {
        let mut read = Vec::new();
        let mut said = BTreeSet::new();
        for line in lines {
            let before = self.problems.len();
            match self.read(rule, line, |reader, pair| Some(build(reader, pair))) {
                Some(item) => read.push(item),
                None => broken.push(self.range(line.start, line.end)),
            }
            let new = self.problems.split_off(before);
            self.problems.extend(new.into_iter().filter(|problem| {
                let code = problem.code();
                let same = matches!(code.as_str(), "parse::unexpected" | "parse::foreign_sign" | "parse::unknown_word");
                !same || said.insert(problem.diagnostic.to_string())
            }));
        }
        read
    }
}
