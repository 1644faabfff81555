//! From pairs to the lines of cases and examples.

use super::pairs::{Pair, Parts, Rule, exactly, has_word};
use super::reader::{Quantity, Reader, inner};
use crate::error::parse::ParseError;
use crate::limits;
use crate::outcome::Outcome;
use crate::syntax::{CaseLine, CaseValue, CaseValueKind, Expectation, Path, Step, Written};

impl Reader<'_> {
    /// One line of a case or example.
    pub fn case_line(&mut self, pair: Pair) -> CaseLine {
        match pair.as_rule() {
            Rule::as_of => CaseLine::AsOf(self.day(&inner(pair))),
            Rule::setting => {
                let [name, value] = exactly(Parts::of(pair));
                CaseLine::Set(self.name(&name), self.case_value(value))
            }
            Rule::fact => {
                let [path, value] = exactly(Parts::of(pair));
                CaseLine::Fact(self.path(path), self.case_value(value))
            }
            Rule::expectation => CaseLine::Expect(self.expectation(inner(pair))),
            other => unreachable!("the grammar has no line {other:?}"),
        }
    }

    fn path(&mut self, pair: Pair) -> Path {
        let span = self.span(&pair);
        let mut steps = Vec::new();
        for step in Parts::of(pair) {
            let span = self.span(&step);
            let step = match step.as_rule() {
                Rule::index => Step::Index(self.whole(&inner(step)).value),
                _ => Step::Name(step.as_str().into()),
            };
            steps.push(Written::new(step, span));
        }
        self.check_chain(steps.len(), span);
        Path { steps, span }
    }

    fn expectation(&mut self, pair: Pair) -> Expectation {
        match pair.as_rule() {
            Rule::expect_missing => Expectation::Missing(self.path(inner(pair))),
            Rule::outcome => Expectation::Verdict(self.outcome(&pair)),
            _ => {
                let mut parts = Parts::of(pair);
                let rule = self.name(&parts.one());
                let element = parts.maybe(Rule::fact_path).map(|path| self.path(path));
                let outcome = self.outcome(&parts.one());
                let due = parts.next().map(|day| self.day(&day));
                if let Some(day) = due.filter(|_| outcome.value != Outcome::Due) {
                    self.report(ParseError::DayWithoutDue { outcome: outcome.value.words(), span: day.span });
                }
                Expectation::Rule { rule, element, outcome, due }
            }
        }
    }

    fn outcome(&self, pair: &Pair) -> Written<Outcome> {
        let span = self.span(pair);
        let words = self.written(span);
        let outcome = Outcome::ALL.into_iter().find(|outcome| outcome.words() == words);
        Written::new(outcome.unwrap_or(Outcome::Undetermined), span)
    }

    /// What is said of a fact.
    fn case_value(&mut self, pair: Pair) -> CaseValue {
        let span = self.span(&pair);
        let kind = match pair.as_rule() {
            Rule::case_value | Rule::plain | Rule::actor | Rule::alternative | Rule::period_end => {
                return self.case_value(inner(pair));
            }
            Rule::stated => return self.stated(pair),
            Rule::assumed => {
                let mut parts = Parts::of(pair);
                let value = Box::new(self.case_value(parts.one()));
                CaseValueKind::Assumed(value, parts.next().map(|why| self.plain_text(&why)))
            }
            Rule::unknown => CaseValueKind::Unknown,
            Rule::none => CaseValueKind::None,
            Rule::disputed => CaseValueKind::Disputed(self.case_values(pair)),
            Rule::between => {
                let [first, last] = exactly(Parts::of(pair));
                CaseValueKind::Between(self.day(&first), self.day(&last))
            }
            Rule::case_list => CaseValueKind::List(self.case_list(pair)),
            Rule::case_period => {
                let mut parts = Parts::of(pair);
                let from = Box::new(self.case_value(parts.one()));
                CaseValueKind::Period(from, parts.next().map(|until| Box::new(self.case_value(until))))
            }
            Rule::date => CaseValueKind::Date(self.day(&pair).value),
            Rule::quantity => match self.quantity(pair) {
                Quantity::Number(number) => CaseValueKind::Number(number),
                Quantity::Duration(duration) => CaseValueKind::Duration(duration),
            },
            Rule::text => CaseValueKind::Text(self.plain_text(&pair).value),
            Rule::yes_no => CaseValueKind::YesNo(has_word(&pair, Rule::YES)),
            Rule::name => CaseValueKind::Word(pair.as_str().into()),
            other => unreachable!("the grammar has no value {other:?}"),
        };
        CaseValue { kind, span }
    }

    fn case_values(&mut self, pair: Pair) -> Vec<CaseValue> {
        let span = self.span(&pair);
        let values: Vec<CaseValue> = Parts::of(pair).map(|value| self.case_value(value)).collect();
        if values.len() > limits::LIST_ELEMENTS {
            self.report(ParseError::ListTooLong { elements: values.len(), span });
        }
        values
    }

    fn case_list(&mut self, pair: Pair) -> Vec<CaseValue> {
        let values = self.case_values(pair);
        for value in &values {
            let disputed = |value: &CaseValue| matches!(value.kind, CaseValueKind::Disputed(_));
            let word = match &value.kind {
                CaseValueKind::Assumed(..) => "assume",
                CaseValueKind::Disputed(_) => "disputed",
                CaseValueKind::Occurrence { on: Some(on), .. } if disputed(on) => "disputed",
                _ => continue,
            };
            self.report(ParseError::StateInList { word, span: value.span });
        }
        values
    }

    /// A value, or an occurrence where an actor or a remark is given.
    fn stated(&mut self, pair: Pair) -> CaseValue {
        let span = self.span(&pair);
        let (mut on, mut by, mut note) = (None, None, None);
        for part in Parts::of(pair) {
            match part.as_rule() {
                Rule::stated_by => by = Some(Box::new(self.case_value(inner(part)))),
                Rule::stated_note => note = Some(self.plain_text(&inner(part))),
                _ => on = Some(Box::new(self.case_value(part))),
            }
        }
        match (on, by, note) {
            (Some(value), None, None) => *value,
            (on, by, note) => CaseValue { kind: CaseValueKind::Occurrence { on, by, note }, span },
        }
    }
}
