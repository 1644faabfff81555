//! From a departure from the grammar to an error in the language's own words.

use std::ops::Range;

use super::pairs::{Departure, Rule};
use super::reader::Reader;
use crate::error::parse::ParseError;

impl Reader<'_> {
    /// Reports why a part of the text does not follow the grammar.
    pub fn explain(&mut self, rule: Rule, range: &Range<usize>, departure: &Departure) {
        let _ = rule;
        let at = range.start + departure.at;
        let span = self.range(at, at + 1);
        self.report(ParseError::Unexpected {
            found: String::new(),
            expected: format!("{:?}", departure.expected),
            help: String::new(),
            span,
        });
    }
}
