//! From an example to its case and to what it expects.

use super::Case;
use super::reader::{Reader, Spelling};
use super::words::nearest;
use crate::error::Problem;
use crate::error::case::CaseError;
use crate::model::Model;
use crate::outcome::Outcome;
use crate::source::Span;
use crate::syntax::{CaseLine, ExampleItem, Expectation, Name, Path, Written};
use crate::value::Day;

/// A case with what is expected of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// The case.
    pub case: Case,
    /// What is expected, in the order written.
    pub expectations: Vec<Expected>,
    /// The whole example.
    pub span: Span,
}

/// One thing that is expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// What.
    pub kind: ExpectedKind,
    /// Where it is written.
    pub span: Span,
}

/// What is expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpectedKind {
    /// `expect r for decisions[0] due 2018-01-03`
    Rule {
        /// The index into [`Model::rules`].
        rule: usize,
        /// The element's path, such as `decisions[0]`; without one, every element is meant.
        element: Option<String>,
        /// The outcome.
        outcome: Outcome,
        /// The due day.
        due: Option<Day>,
    },
    /// `expect not met`: the verdict on the whole case.
    Verdict(Outcome),
    /// `expect missing starts`: the path as the report gives it.
    Missing(String),
}

/// Reads an example: its case and its expectations, or all that is wrong with them.
pub fn from_example(model: &Model, item: &ExampleItem) -> Result<Example, Vec<Problem>> {
    let mut reader = Reader::new(model, Spelling::Written);
    let case = reader.lines(&item.title, None, &item.lines);
    if case.as_of.is_none() {
        let span = item.title.span;
        reader.error(span, |_| CaseError::NoDay { span });
    }
    let mut expectations = Vec::new();
    for line in &item.lines {
        if let CaseLine::Expect(expectation) = line {
            expectations.extend(reader.expectation(expectation));
        }
    }
    if !item.lines.iter().any(|line| matches!(line, CaseLine::Expect(_))) {
        let span = item.title.span;
        reader.error(span, |_| CaseError::NoExpectation { span });
    }
    reader.finish(item.span.file, Example { case, expectations, span: item.span })
}

impl Reader<'_> {
    fn expectation(&mut self, expectation: &Expectation) -> Option<Expected> {
        match expectation {
            Expectation::Missing(path) => {
                let kind = ExpectedKind::Missing(self.canonical(path)?);
                Some(Expected { kind, span: path.span })
            }
            Expectation::Verdict(outcome) => {
                let (outcome, span) = (outcome.value, outcome.span);
                if outcome == Outcome::Excused {
                    self.error(span, |_| CaseError::VerdictExcused { span });
                    return None;
                }
                Some(Expected { kind: ExpectedKind::Verdict(outcome), span })
            }
            Expectation::Rule { rule, element, outcome, due } => {
                self.expectation_of_rule(rule, element.as_ref(), outcome, due.as_ref())
            }
        }
    }

    fn expectation_of_rule(
        &mut self,
        name: &Name,
        path: Option<&Path>,
        outcome: &Written<Outcome>,
        due: Option<&Written<Day>>,
    ) -> Option<Expected> {
        let (model, mut span) = (self.model, name.span);
        let Some(index) = model.rules.iter().position(|rule| rule.name == name.value) else {
            self.error(span, |_| {
                let help = nearest(&name.value, model.rules.iter().map(|rule| &*rule.name));
                CaseError::UnknownRule { name: name.value.to_string(), help, span }
            });
            return None;
        };
        let rule = model.rules.get(index)?;
        let element = match (path, &rule.for_each) {
            (None, _) => None,
            (Some(path), Some(each)) => {
                let written = super::written::written(&path.steps);
                let list = written.split_once('[').filter(|(list, _)| **list == *each.path);
                if list.is_none() && *written != *each.path {
                    let help = format!("write `{}[0]`, or leave `for` out where every element is meant", each.path);
                    let what = format!("is judged for each element of `{}`", each.path);
                    let (rule, span) = (rule.name.to_string(), path.span);
                    self.error(span, |_| CaseError::Element { rule, what, help, span });
                    return None;
                }
                Some(written)
            }
            (Some(path), None) => {
                let (rule, span) = (rule.name.to_string(), path.span);
                let help = "leave `for` out".to_owned();
                let what = "is judged once, not for each element of a list".to_owned();
                self.error(span, |_| CaseError::Element { rule, what, help, span });
                return None;
            }
        };
        span = span.to(due.map_or(outcome.span, |due| due.span));
        let kind = ExpectedKind::Rule { rule: index, element, outcome: outcome.value, due: due.map(|due| due.value) };
        Some(Expected { kind, span })
    }
}
