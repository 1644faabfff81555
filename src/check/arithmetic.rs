//! Sums and products.

use super::Checker;
use super::meaning::{Form, Meaning, bare};
use super::scope::Scope;
use crate::calendar::Direction;
use crate::error::check::TypeError;
use crate::limits;
use crate::model::{Operator, Term};
use crate::source::Span;
use crate::syntax::Expr;
use crate::value::Type;

impl Checker<'_> {
    /// `a + b - c`, `a * b`: numbers, durations, dates and durations.
    pub(super) fn arithmetic(
        &mut self,
        scope: &mut Scope,
        first: &Expr,
        rest: &[(Operator, Expr)],
        span: Span,
    ) -> Option<Meaning> {
        let mut operands = vec![(Operator::Plus, self.operand(scope, first))];
        for (operator, e) in rest {
            operands.push((*operator, self.operand(scope, e)));
        }
        let operands: Vec<_> =
            operands.into_iter().map(|(operator, one)| Some((operator, one?))).collect::<Option<_>>()?;
        let numbers = operands.iter().all(|(_, one)| one.ty == Type::Number && one.term().is_some());
        if numbers {
            return Some(Meaning::new(Form::Term(balanced(&operands)?), Type::Number, span));
        }
        if operands.len() > limits::SUM_TERMS {
            self.problems.say(scope.file, TypeError::LongSum { limit: limits::SUM_TERMS, at: span });
            return None;
        }
        let mut whole: Option<Meaning> = None;
        for (operator, one) in operands {
            whole = match whole {
                None => Some(one),
                Some(left) => Some(self.operation(scope, left, operator, one)?),
            };
        }
        whole.map(|whole| Meaning { span, ..whole })
    }

    fn operand(&mut self, scope: &mut Scope, e: &Expr) -> Option<Meaning> {
        let meaning = self.value(scope, e, None)?;
        let meaning = self.present(scope, e, meaning)?;
        if let Form::Today = meaning.form {
            self.today_here(scope, meaning.span);
            return None;
        }
        Some(Meaning { span: bare(e).span, ..meaning })
    }

    fn operation(&mut self, scope: &Scope, left: Meaning, operator: Operator, right: Meaning) -> Option<Meaning> {
        let span = left.span.to(right.span);
        let terms = (left.term(), right.term());
        let boxed = |left, right| (Box::new(left), Box::new(right));
        let direction = match operator {
            Operator::Plus => Some(Direction::After),
            Operator::Minus => Some(Direction::Before),
            Operator::Times => None,
        };
        match (&left.ty, &right.ty, direction, terms) {
            (Type::Number, Type::Number, _, (Some(a), Some(b))) => {
                let (a, b) = boxed(a, b);
                Some(Meaning::new(Form::Term(Term::Arithmetic(a, operator, b)), Type::Number, span))
            }
            (Type::Date, Type::Duration, Some(direction), (Some(a), Some(b))) => {
                let (a, b) = boxed(a, b);
                Some(Meaning::new(Form::Term(Term::Shift(a, b, direction)), Type::Date, span))
            }
            (Type::Duration, Type::Duration, Some(Direction::After), (Some(a), Some(b))) => {
                let units: Vec<_> = left.units.iter().chain(&right.units).copied().collect();
                self.units.join(span, units.clone());
                let (a, b) = boxed(a, b);
                Some(Meaning {
                    units,
                    ..Meaning::new(Form::Term(Term::Arithmetic(a, operator, b)), Type::Duration, span)
                })
            }
            _ => {
                let help = match (&left.ty, &right.ty, operator) {
                    (Type::Date, Type::Date, Operator::Minus) => {
                        "write `days from … to …`, or `working days from … to …`, for the days between two dates"
                    }
                    (Type::Duration, Type::Date, Operator::Plus) => "write the date first, and the duration after it",
                    (Type::Date, Type::Number, _) => "write the unit too, as in `+ 3 days` or `+ 3 working days`",
                    (Type::Event { .. }, Type::Duration, _) => {
                        "write `.on` after the event for the day on which it happened"
                    }
                    (Type::Duration, Type::Duration, _) => "durations are only added",
                    (Type::Duration, Type::Number, _) | (Type::Number, Type::Duration, _) => {
                        "a duration is a whole number of units, such as `20 working days`"
                    }
                    _ => {
                        "numbers are added, subtracted and multiplied; a duration is added to a date or another duration, or taken from a date"
                    }
                };
                let sign = match operator {
                    Operator::Plus => "plus",
                    Operator::Minus => "minus",
                    Operator::Times => "times",
                };
                let (at, other) = (left.span, right.span);
                let (left, right) = (self.found(&left), self.found(&right));
                let problem = TypeError::Arithmetic { left, sign, right, at, other, help: help.into() };
                self.problems.say(scope.file, problem);
                None
            }
        }
    }
}

/// A chain of numbers as a tree that is no deeper than it has to be: `a - b - c - d` as `(a - b) - (c + d)`.
fn balanced(operands: &[(Operator, Meaning)]) -> Option<Term> {
    if let [(_, only)] = operands {
        return only.term();
    }
    let (left, right) = operands.split_at(operands.len() / 2);
    let operator = right.first()?.0;
    let turned = |(sign, one): &(Operator, Meaning)| match (operator, sign) {
        (Operator::Minus, Operator::Plus) => (Operator::Minus, one.clone()),
        (Operator::Minus, Operator::Minus) => (Operator::Plus, one.clone()),
        _ => (*sign, one.clone()),
    };
    let right: Vec<_> = right.iter().map(turned).collect();
    Some(Term::Arithmetic(Box::new(balanced(left)?), operator, Box::new(balanced(&right)?)))
}
