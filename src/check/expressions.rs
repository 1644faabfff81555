//! Expressions that give a value.

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::meaning::{Form, Meaning, bare, is_plain};
use super::scope::Scope;
use super::{Checker, Found};
use crate::error::check::{EventError, FileError, RuleError, TypeError};
use crate::model::{Condition, ConditionKind, Listing, PeriodTerm, Term};
use crate::source::Span;
use crate::syntax::{Expr, ExprKind, Name};
use crate::value::{Cell, Duration, List, Type, Unit, Value};

impl Checker<'_> {
    /// What an expression means, whatever it is. `want` is the type that its surroundings ask for, where they do.
    pub(super) fn value(&mut self, scope: &mut Scope, e: &Expr, want: Option<&Type>) -> Option<Meaning> {
        let constant = |value, ty| Some(Meaning::constant(value, ty, e.span));
        match &e.kind {
            ExprKind::Text(text) => constant(Value::Text(text.nfc().collect::<String>().into()), Type::Text),
            ExprKind::Number(number) => constant(Value::Number(*number), Type::Number),
            ExprKind::YesNo(yes) => constant(Value::YesNo(*yes), Type::YesNo),
            ExprKind::Date(day) => constant(Value::Date(*day), Type::Date),
            ExprKind::Duration(duration) => Some(self.duration(*duration, e.span)),
            ExprKind::None => Some(Meaning::new(Form::None, Type::Text, e.span)),
            ExprKind::Today => Some(Meaning::new(Form::Today, Type::Date, e.span)),
            ExprKind::Brackets(inner) => self.value(scope, inner, want),
            ExprKind::List(elements) => self.list(scope, elements, want, e.span),
            ExprKind::Period(from, until) => self.written_period(scope, from, until.as_deref(), e.span),
            ExprKind::Path(names) => self.path(scope, names, want),
            ExprKind::Lookup { table, key, column } => self.lookup(scope, table, key, column, e),
            ExprKind::Call(name, arguments) => self.call(scope, name, arguments, e.span),
            ExprKind::Count(list) => {
                let (listing, _) = self.gone_through(scope, list)?;
                Some(Meaning::new(Form::Term(Term::Count(listing)), Type::Number, e.span))
            }
            ExprKind::Days { working, from, to } => {
                if *working {
                    self.needs_calendar(e.span);
                }
                let (from, to) = (self.term(scope, from, &Type::Date), self.term(scope, to, &Type::Date));
                let term = Term::Days { working: *working, from: Box::new(from?), to: Box::new(to?) };
                Some(Meaning::new(Form::Term(term), Type::Number, e.span))
            }
            ExprKind::Arithmetic(first, rest) => self.arithmetic(scope, first, rest, e.span),
            ExprKind::If(condition, left, right) => self.if_then(scope, condition, left, right, want, e.span),
            ExprKind::Compare(..)
            | ExprKind::Or(_)
            | ExprKind::And(_)
            | ExprKind::Not(_)
            | ExprKind::Quantified { .. }
            | ExprKind::Qualified(..) => Some(Meaning::condition(self.condition(scope, e)?, e.span)),
        }
    }

    /// `10 working days`
    pub(super) fn duration(&mut self, duration: Duration, span: Span) -> Meaning {
        if duration.unit == Unit::WorkingDay {
            self.needs_calendar(span);
        }
        let mut meaning = Meaning::constant(Value::Duration(duration), Type::Duration, span);
        meaning.units.push(self.units.of_constant(duration.unit));
        meaning
    }

    /// Remembers the first place that counts working days.
    fn needs_calendar(&mut self, span: Span) {
        if self.working_days.is_none_or(|first| self.before(span, first)) {
            self.working_days = Some(span);
        }
    }

    /// Says that working days are counted without a calendar, where that is so.
    pub(super) fn calendar_is_there(&mut self) {
        let gap = self.folder.files.last().is_none_or(|main| self.folder.has_gap(main.id));
        let library = self.folder.files.last().is_some_and(|main| self.folder.is_library(main.id));
        if let Some(at) = self.working_days
            && self.names.calendars.is_empty()
            && !gap
            && !library
        {
            self.problems.say(at.file, FileError::NoCalendar { at });
        }
    }

    fn path(&mut self, scope: &mut Scope, names: &[Name], want: Option<&Type>) -> Option<Meaning> {
        match self.find(scope, names) {
            Ok(Found::Meaning(meaning)) => Some(meaning),
            Ok(Found::Define(define)) => self.bare_define(scope, define, names),
            Ok(Found::Members(members)) => self.member(scope, names.first()?, &members, want),
            Err(problem) => {
                if let Some(problem) = problem {
                    let problem = match (names, want.map(Type::bare)) {
                        ([name], Some(Type::Choice(id))) if problem.code() == "check::unknown_name" => {
                            self.unknown_member(scope, name, *id, *problem)
                        }
                        _ => *problem,
                    };
                    self.problems.add(problem);
                }
                None
            }
        }
    }

    /// Where a member is needed, an unknown name that is near none of the facts is held against the members.
    fn unknown_member(
        &self,
        scope: &Scope,
        name: &Name,
        id: crate::value::ChoiceId,
        unknown: crate::error::Problem,
    ) -> crate::error::Problem {
        if unknown.diagnostic.help().is_some() {
            return unknown;
        }
        crate::error::Problem::new(scope.file, self.not_member(name, id))
    }

    fn list(&mut self, scope: &mut Scope, elements: &[Expr], want: Option<&Type>, span: Span) -> Option<Meaning> {
        let wanted = match want.map(Type::bare) {
            Some(Type::List(element)) => Some(Type::clone(element)),
            _ => None,
        };
        if elements.is_empty() {
            self.problems.say(scope.file, TypeError::EmptyList { at: span });
            return None;
        }
        let hint = wanted.or_else(|| elements.iter().find_map(|element| self.hint(scope, element)));
        let meanings: Vec<_> = elements
            .iter()
            .map(|element| {
                let meaning = self.value(scope, element, hint.as_ref())?;
                let meaning = self.present(scope, element, meaning)?;
                self.plain(scope, element, meaning)
            })
            .collect();
        let meanings: Vec<_> = meanings.into_iter().collect::<Option<_>>()?;
        let first = meanings.first()?;
        if let Some(other) = meanings.iter().find(|other| other.ty != first.ty) {
            let (left, right) = (self.said(&first.ty), self.said(&other.ty));
            let problem = TypeError::ListElements { left, right, at: first.span, other: other.span };
            self.problems.say(scope.file, problem);
            return None;
        }
        let ty = Type::List(first.ty.clone().into());
        let units = meanings.iter().flat_map(|meaning| meaning.units.iter().copied()).collect();
        let terms: Vec<_> = meanings.iter().filter_map(Meaning::term).collect();
        let constants = terms.iter().map(|term| match term {
            Term::Value(value) => Some(Cell::Known(value.clone())),
            _ => None,
        });
        let listing = match constants.collect::<Option<Vec<_>>>() {
            Some(cells) => Listing::Constant(Arc::new(List { width: 1, cells })),
            None => Listing::Terms(terms),
        };
        Some(Meaning { units, ..Meaning::new(Form::Listing(listing), ty, span) })
    }

    /// A plain value, not `today`.
    fn plain(&mut self, scope: &Scope, e: &Expr, meaning: Meaning) -> Option<Meaning> {
        match &meaning.form {
            Form::Today => {
                self.today_here(scope, meaning.span);
                None
            }
            Form::Condition(_) => {
                let help = "a condition holds or fails; write a fact, or a value".into();
                self.problems.say(scope.file, TypeError::ConditionHere { at: bare(e).span, help });
                None
            }
            _ if !is_plain(&meaning.ty) => {
                let needed = "a text, number, yes/no, date, duration or member of a choice".into();
                let found = self.found(&meaning);
                let help = self.instead(e, &meaning, &Type::Date).filter(|_| matches!(meaning.ty, Type::Event { .. }));
                self.problems.say(scope.file, TypeError::Wrong { needed, found, at: bare(e).span, help });
                None
            }
            _ => Some(meaning),
        }
    }

    /// `today` where it does not stand.
    pub(super) fn today_here(&mut self, scope: &Scope, at: Span) {
        let help = "`today` is one side of a comparison of dates, as in `starts <= today`, or stands before `during`";
        self.problems.say(scope.file, EventError::TodayHere { at, help: help.into() });
    }

    fn written_period(&mut self, scope: &mut Scope, from: &Expr, until: Option<&Expr>, span: Span) -> Option<Meaning> {
        let first = self.term(scope, from, &Type::Date);
        let last = until.map(|until| self.term(scope, until, &Type::Date));
        let (first, last) = (
            first?,
            match last {
                Some(last) => Some(last?),
                None => None,
            },
        );
        if let (Term::Value(Value::Date(first)), Some(Term::Value(Value::Date(last)))) = (&first, &last)
            && last < first
        {
            let instead = format!("from {last} until {first}");
            self.problems.say(scope.file, FileError::Reversed { instead, at: span });
            return None;
        }
        let period = PeriodTerm::Written(Box::new(first), last.map(Box::new));
        Some(Meaning::new(Form::Period(period), Type::Period, span))
    }

    /// A period, in a fact or written out.
    pub(super) fn period(&mut self, scope: &mut Scope, e: &Expr) -> Option<PeriodTerm> {
        let meaning = self.value(scope, e, Some(&Type::Period))?;
        let meaning = self.of_type(scope, e, meaning, &Type::Period)?;
        match meaning.form {
            Form::Place(place) => Some(PeriodTerm::Place(place)),
            Form::Period(period) => Some(period),
            _ => None,
        }
    }

    /// A list that can be gone through, and the type of its elements.
    pub(super) fn gone_through(&mut self, scope: &mut Scope, e: &Expr) -> Option<(Listing, Meaning)> {
        let meaning = self.value(scope, e, None)?;
        let Type::List(element) = meaning.ty.clone() else {
            let found = self.found(&meaning);
            let written = self.written(e);
            let help = match meaning.ty.bare() {
                Type::Event { .. } => {
                    Some(format!("an event is not a list: `{written}` alone says that it has happened"))
                }
                _ => None,
            };
            self.problems.say(scope.file, TypeError::NotAList { found, at: bare(e).span, help });
            return None;
        };
        let listing = match meaning.form.clone() {
            Form::Place(place) => Listing::Cell(place),
            Form::Listing(Listing::Terms(_)) => {
                self.problems.say(scope.file, TypeError::ListOfFacts { at: bare(e).span });
                return None;
            }
            Form::Listing(listing) => listing,
            _ => return None,
        };
        let element = Meaning { ty: Type::clone(&element), ..meaning };
        Some((listing, element))
    }

    fn if_then(
        &mut self,
        scope: &mut Scope,
        condition: &Expr,
        left: &Expr,
        right: &Expr,
        want: Option<&Type>,
        span: Span,
    ) -> Option<Meaning> {
        let test = self.timeless(scope, condition, "the condition after `if`");
        let hint = want.cloned().or_else(|| self.hint(scope, left)).or_else(|| self.hint(scope, right));
        let mark = scope.mark();
        scope.learn(condition);
        let yes = self.value(scope, left, hint.as_ref()).and_then(|yes| self.narrowed(scope, left, yes));
        scope.forget(mark);
        scope.learn_contrary(condition);
        let no = self.value(scope, right, hint.as_ref()).and_then(|no| self.narrowed(scope, right, no));
        scope.forget(mark);
        let (test, yes, no) = (test?, yes?, no?);
        let as_condition =
            |meaning: &Meaning| matches!(meaning.form, Form::Condition(_)) || matches!(meaning.ty, Type::Event { .. });
        if as_condition(&yes) || as_condition(&no) {
            let (yes, no) = (self.holds(scope, left, yes), self.holds(scope, right, no));
            let kind = ConditionKind::If(Box::new(test), Box::new(yes?), Box::new(no?));
            return Some(Meaning::condition(Condition { kind, span }, span));
        }
        let ty = match (&yes.form, &no.form) {
            (Form::None, Form::None) => {
                let help = "give a value on one side at least".into();
                self.problems.say(scope.file, TypeError::NoneHere { at: no.span, help });
                return None;
            }
            (Form::None, _) => optional(&no.ty),
            (_, Form::None) => optional(&yes.ty),
            _ if yes.ty == no.ty => yes.ty.clone(),
            _ if yes.ty.bare() == no.ty.bare() => optional(&yes.ty),
            _ => {
                let (left, right) = (self.found(&yes), self.found(&no));
                let problem = TypeError::IfSides { left, right, at: yes.span, other: no.span };
                self.problems.say(scope.file, problem);
                return None;
            }
        };
        let units = yes.units.iter().chain(&no.units).copied().collect();
        for (e, side) in [(left, &yes), (right, &no)] {
            let side =
                if matches!(side.form, Form::None) { Some(side.clone()) } else { self.plain(scope, e, side.clone()) };
            side?;
        }
        let term = Term::If(Box::new(test), Box::new(yes.term()?), Box::new(no.term()?));
        Some(Meaning { units, ..Meaning::new(Form::Term(term), ty, span) })
    }

    /// Without `optional` where it is known to be there.
    fn narrowed(&mut self, scope: &Scope, e: &Expr, meaning: Meaning) -> Option<Meaning> {
        if meaning.ty.is_optional() && scope.is_guarded(e) { self.present(scope, e, meaning) } else { Some(meaning) }
    }

    /// A condition that time does not change.
    pub(super) fn timeless(&mut self, scope: &mut Scope, e: &Expr, place: &'static str) -> Option<Condition> {
        let condition = self.condition(scope, e)?;
        let reads = self.reads(&condition);
        if reads.event || reads.today {
            let help = if place.contains("if") {
                "write two rules, each with one of the conditions in `when`"
            } else {
                "within the brackets stand only the fields of the occurrence and facts that stay"
            };
            self.problems.say(scope.file, EventError::NotTimeless { place, at: condition.span, help });
            return None;
        }
        Some(condition)
    }

    /// `for each x in xs`: a list that the report can name.
    pub(super) fn for_each_list(&mut self, scope: &mut Scope, e: &Expr) -> Option<(Listing, Meaning)> {
        let (listing, element) = self.gone_through(scope, e)?;
        if let Listing::Constant(_) | Listing::Terms(_) = listing {
            self.problems.say(scope.file, RuleError::ForEachWritten { at: bare(e).span });
            return None;
        }
        Some((listing, element))
    }
}

/// The type with `optional`, once.
pub(super) fn optional(ty: &Type) -> Type {
    if ty.is_optional() { ty.clone() } else { Type::Optional(ty.clone().into()) }
}
