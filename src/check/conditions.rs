//! Conditions: what holds or fails.

use super::Checker;
use super::meaning::{Form, Meaning, bare, is_plain};
use super::scope::Scope;
use crate::error::check::TypeError;
use crate::model::{Comparator, Condition, ConditionKind, EventCondition, Listing, Term};
use crate::source::Span;
use crate::syntax::{Comparison, Expr, ExprKind};
use crate::value::Type;

impl Checker<'_> {
    /// What a condition says.
    pub(super) fn condition(&mut self, scope: &mut Scope, e: &Expr) -> Option<Condition> {
        let kind = match &e.kind {
            ExprKind::Brackets(inner) => return self.condition(scope, inner),
            ExprKind::And(all) => {
                let mark = scope.mark();
                let mut parts = Vec::new();
                for one in all {
                    parts.push(self.condition(scope, one));
                    scope.learn(one);
                }
                scope.forget(mark);
                ConditionKind::And(parts.into_iter().collect::<Option<_>>()?)
            }
            ExprKind::Or(all) => {
                let parts: Vec<_> = all.iter().map(|one| self.condition(scope, one)).collect();
                ConditionKind::Or(parts.into_iter().collect::<Option<_>>()?)
            }
            ExprKind::Not(inner) => ConditionKind::Not(Box::new(self.condition(scope, inner)?)),
            ExprKind::Compare(left, sign, right) => return self.comparison(scope, left, *sign, right, e.span),
            ExprKind::Quantified { quantifier, variable, list, body } => {
                ConditionKind::Quantified(Box::new(self.quantified(scope, quantifier, variable, list, body)?))
            }
            ExprKind::Qualified(head, qualifiers) => return self.qualified(scope, head, qualifiers, e.span),
            _ => {
                let meaning = self.value(scope, e, Some(&Type::YesNo))?;
                return self.holds(scope, e, meaning);
            }
        };
        Some(Condition { kind, span: e.span })
    }

    /// A value as a condition: a yes/no, or an event that has happened.
    pub(super) fn holds(&mut self, scope: &Scope, e: &Expr, meaning: Meaning) -> Option<Condition> {
        let span = bare(e).span;
        match (&meaning.form, meaning.ty.bare()) {
            (Form::Condition(condition), _) => return Some(Condition::clone(condition)),
            (Form::Place(place), Type::Event { .. }) => {
                let event =
                    EventCondition { event: *place, by: None, only_by: None, windows: Vec::new(), filter: None, span };
                return Some(Condition { kind: ConditionKind::Event(Box::new(event)), span });
            }
            (Form::None | Form::Today, _) => {}
            (_, Type::YesNo) => {
                let meaning = self.present(scope, e, meaning)?;
                return Some(Condition { kind: ConditionKind::Holds(meaning.term()?), span });
            }
            _ => {}
        }
        let written = self.written(e);
        let help = match (&meaning.form, meaning.ty.bare()) {
            (Form::Today, _) => Some("compare it with a date, as in `starts <= today`".into()),
            (Form::None, _) => None,
            (Form::Term(Term::Value(_)), Type::Choice(_)) => {
                Some(format!("say what it is compared with, as in `… is {written}`"))
            }
            (Form::Listing(_), _) | (_, Type::List(_)) => {
                Some(format!("write `some x in {written} satisfies …`, or `count({written}) > 0`"))
            }
            (_, Type::Choice(_)) => Some(format!("say which, as in `{written} is …`")),
            (_, Type::Date) => Some(format!("compare it, as in `{written} <= today`")),
            (_, Type::Period) => Some(format!("write `today during {written}`")),
            (_, Type::Record(_)) => Some(format!("write one of its fields, as in `{written}.…`")),
            _ => Some(format!("compare it, as in `{written} is …`")),
        };
        let found = self.found(&meaning);
        self.problems.say(scope.file, TypeError::NotCondition { found, at: span, help });
        None
    }

    fn comparison(
        &mut self,
        scope: &mut Scope,
        left: &Expr,
        sign: Comparison,
        right: &Expr,
        span: Span,
    ) -> Option<Condition> {
        if let Comparison::IsIn | Comparison::IsNotIn = sign {
            let condition = self.is_in(scope, left, right, span)?;
            return Some(if sign == Comparison::IsNotIn { not(condition, span) } else { condition });
        }
        let (left_hint, right_hint) = (self.hint(scope, left), self.hint(scope, right));
        let a = self.value(scope, left, right_hint.as_ref());
        let right_want =
            a.as_ref().filter(|a| !matches!(a.form, Form::None)).map(|a| a.ty.bare().clone()).or(left_hint);
        let b = self.value(scope, right, right_want.as_ref());
        let (a, b) = (a?, b?);
        match (&a.form, &b.form) {
            (Form::None, _) => self.is_none(scope, right, b, sign, span),
            (_, Form::None) => self.is_none(scope, left, a, sign, span),
            _ => self.compare(scope, (left, a), sign, (right, b), span),
        }
    }

    /// `x is none`
    fn is_none(
        &mut self,
        scope: &Scope,
        e: &Expr,
        meaning: Meaning,
        sign: Comparison,
        span: Span,
    ) -> Option<Condition> {
        if !matches!(sign, Comparison::Is | Comparison::IsNot) || matches!(meaning.form, Form::None) {
            let help = "`x is none` and `x is not none` say whether something is absent".into();
            self.problems.say(scope.file, TypeError::NoneHere { at: span, help });
            return None;
        }
        if !meaning.ty.is_optional() || matches!(meaning.form, Form::Condition(_)) {
            let name = self.written(e);
            let help = match meaning.ty {
                Type::Event { .. } => format!("write `not {name}`: an event that has not happened is not none"),
                Type::List(_) => format!("write `count({name}) is 0` for an empty list"),
                _ => format!("leave the comparison out, or declare `{name}` as optional"),
            };
            let found = self.found(&meaning);
            self.problems.say(scope.file, TypeError::NeverNone { name, at: bare(e).span, found, help });
            return None;
        }
        let term = match meaning.form {
            Form::Term(term) => term,
            Form::Place(place) => Term::Cell(place),
            _ => return None,
        };
        let condition = Condition { kind: ConditionKind::IsNone(term), span };
        Some(if sign == Comparison::IsNot { not(condition, span) } else { condition })
    }

    fn compare(
        &mut self,
        scope: &Scope,
        (left, a): (&Expr, Meaning),
        sign: Comparison,
        (right, b): (&Expr, Meaning),
        span: Span,
    ) -> Option<Condition> {
        let comparator = match sign {
            Comparison::Is => Comparator::Is,
            Comparison::IsNot => Comparator::IsNot,
            Comparison::Less => Comparator::Less,
            Comparison::LessOrEqual => Comparator::LessOrEqual,
            Comparison::Greater => Comparator::Greater,
            Comparison::GreaterOrEqual => Comparator::GreaterOrEqual,
            Comparison::IsIn | Comparison::IsNotIn => return None,
        };
        for (e, side) in [(left, &a), (right, &b)] {
            if let Form::Condition(_) = side.form {
                let written = self.written(bare(e));
                let help = format!("a condition holds or fails by itself: write `{written}`, or `not ({written})`");
                self.problems.say(scope.file, TypeError::ConditionHere { at: bare(e).span, help });
                return None;
            }
        }
        if a.ty.bare() != b.ty.bare() {
            let help = self.comparable(left, &a, comparator, right, &b);
            let (at, other) = (bare(left).span, bare(right).span);
            let (left, right) = (self.found(&a), self.found(&b));
            self.problems.say(scope.file, TypeError::NotComparable { left, right, at, other, help });
            return None;
        }
        if !is_plain(&a.ty) {
            let written = self.written(left);
            let help = match a.ty.bare() {
                Type::List(_) => {
                    format!("write `every x in {written} satisfies x is in …`, or `count({written}) is …`")
                }
                Type::Event { .. } => {
                    format!("write `{written}.on`, or narrow one by the other, as in `{written} before …`")
                }
                Type::Period => format!("compare `{written}.from` or `{written}.until`"),
                _ => format!("compare one of its fields, as in `{written}.…`"),
            };
            let what = self.found(&a);
            self.problems.say(scope.file, TypeError::NotCompared { what, at: bare(left).span, help });
            return None;
        }
        if let (Form::Today, Form::Today) = (&a.form, &b.form) {
            self.today_here(scope, bare(right).span);
            return None;
        }
        let equality = matches!(comparator, Comparator::Is | Comparator::IsNot);
        let (mut a, mut b) = (a, b);
        if !equality {
            if !matches!(a.ty.bare(), Type::Number | Type::Date | Type::Duration) {
                let what = self.found(&Meaning { ty: a.ty.bare().clone(), ..a });
                self.problems.say(scope.file, TypeError::NoOrder { what, at: span });
                return None;
            }
            let (left, right) = (self.present(scope, left, a), self.present(scope, right, b));
            (a, b) = (left?, right?);
        }
        if *a.ty.bare() == Type::Duration {
            self.units.join(span, a.units.iter().chain(&b.units).copied().collect());
        }
        Some(Condition { kind: ConditionKind::Compare(a.term()?, comparator, b.term()?), span })
    }

    /// What to write where two things cannot be compared.
    fn comparable(
        &self,
        left: &Expr,
        a: &Meaning,
        comparator: Comparator,
        right: &Expr,
        b: &Meaning,
    ) -> Option<String> {
        let (one, other) = (self.written(left), self.written(right));
        let (event, date, back) = match (a.ty.bare(), b.ty.bare()) {
            (Type::Event { .. }, _) => (&one, &other, false),
            (_, Type::Event { .. }) => (&other, &one, true),
            (Type::List(element), ty) if **element == *ty => return Some(format!("write `{other} is in {one}`")),
            (ty, Type::List(element)) if **element == *ty => return Some(format!("write `{one} is in {other}`")),
            (Type::Date, Type::Period) => return Some(format!("write `{one} during {other}`")),
            _ => return None,
        };
        let (event_type, other_type) = if back { (&b.ty, &a.ty) } else { (&a.ty, &b.ty) };
        match (event_type.bare(), other_type.bare()) {
            (Type::Event { by: Some(_), .. }, Type::Choice(_)) => Some(format!("write `{event} by {date}`")),
            (_, Type::Date) => {
                let word = match (comparator, back) {
                    (Comparator::Is | Comparator::IsNot, _) => "on",
                    (Comparator::Less, false) | (Comparator::Greater, true) => "before",
                    (Comparator::LessOrEqual, false) | (Comparator::GreaterOrEqual, true) => "no later than",
                    (Comparator::Greater, false) | (Comparator::Less, true) => "after",
                    (Comparator::GreaterOrEqual, false) | (Comparator::LessOrEqual, true) => "no earlier than",
                };
                Some(format!("write `{event} {word} {date}`"))
            }
            (_, Type::YesNo) => Some(format!("write `{event}` alone: it holds once the event has happened")),
            _ => None,
        }
    }

    fn is_in(&mut self, scope: &mut Scope, left: &Expr, right: &Expr, span: Span) -> Option<Condition> {
        let hint = self.hint(scope, left).map(|ty| Type::List(ty.into()));
        let list = self.value(scope, right, hint.as_ref());
        let element = list.as_ref().and_then(|list| match &list.ty {
            Type::List(element) => self.looked_for(&list.form, element),
            _ => None,
        });
        let sought = self.value(scope, left, element.as_ref()).and_then(|sought| {
            let sought = self.present(scope, left, sought)?;
            match sought.form {
                Form::Today => {
                    self.today_here(scope, sought.span);
                    None
                }
                _ => Some(sought),
            }
        });
        let list = list?;
        let Type::List(_) = list.ty else {
            let written = (self.written(left), self.written(right));
            let help = match list.ty.bare() {
                Type::Period => Some(format!("write `{} during {}`", written.0, written.1)),
                Type::Event { .. } => None,
                _ => Some(format!("write `{} is {}`", written.0, written.1)),
            };
            let found = self.found(&list);
            self.problems.say(scope.file, TypeError::NotAList { found, at: bare(right).span, help });
            return None;
        };
        let (sought, element) = (sought?, element?);
        if sought.ty != element || matches!(sought.form, Form::Condition(_)) {
            let help = match &sought.ty {
                Type::List(_) => {
                    let (one, other) = (self.written(left), self.written(right));
                    Some(format!("write `every x in {one} satisfies x is in {other}`, or `some`"))
                }
                _ => None,
            };
            let (found, list) = (self.found(&sought), self.said(&Type::List(element.into())));
            let (at, other) = (bare(left).span, bare(right).span);
            let problem = TypeError::NotComparable { left: found, right: list, at, other, help };
            self.problems.say(scope.file, problem);
            return None;
        }
        if !is_plain(&sought.ty) {
            let what = self.found(&sought);
            let help = format!("write `some x in {} satisfies …`", self.written(right));
            self.problems.say(scope.file, TypeError::NotCompared { what, at: bare(left).span, help });
            return None;
        }
        if sought.ty == Type::Duration {
            self.units.join(span, sought.units.iter().chain(&list.units).copied().collect());
        }
        let listing = match list.form {
            Form::Place(place) => Listing::Cell(place),
            Form::Listing(listing) => listing,
            _ => return None,
        };
        Some(Condition { kind: ConditionKind::IsIn(sought.term()?, listing), span })
    }

    /// The type of what is looked for in a list: its elements, or the first column of a table.
    fn looked_for(&self, form: &Form, element: &Type) -> Option<Type> {
        match form {
            Form::Listing(Listing::Table(table)) => {
                let first = self.tables.get(*table)?.shape.fields.first()?;
                (!self.broken.contains(&first.span)).then(|| first.ty.bare().clone())
            }
            _ => Some(element.clone()),
        }
    }
}

/// `not C`
pub(super) fn not(condition: Condition, span: Span) -> Condition {
    Condition { kind: ConditionKind::Not(Box::new(condition)), span }
}
