//! Conditions: what holds or fails.

use super::meaning::{Form, Meaning, bare, is_plain};
use super::scope::Scope;
use super::{Checker, Found, words};
use crate::error::check::TypeError;
use crate::model::{Comparator, Condition, ConditionKind, EventCondition, Listing, Operator, Term};
use crate::source::Span;
use crate::syntax::{Comparison, Expr, ExprKind, Qualifier};
use crate::value::{ChoiceId, Type, Unit};

impl Checker<'_> {
    /// What a condition says.
    pub(super) fn condition(&mut self, scope: &mut Scope, e: &Expr) -> Option<Condition> {
        let kind = match &e.kind {
            ExprKind::Brackets(inner) => return self.condition(scope, inner),
            ExprKind::And(all) => {
                let mark = scope.mark();
                let mut parts = Vec::new();
                for (at, one) in all.iter().enumerate() {
                    let before = at.checked_sub(1).and_then(|at| all.get(at));
                    parts.push(self.joined(scope, before, "and", one));
                    scope.learn(one);
                }
                scope.forget(mark);
                ConditionKind::And(parts.into_iter().collect::<Option<_>>()?)
            }
            ExprKind::Or(all) => {
                let befores = std::iter::once(None).chain(all.iter().map(Some));
                let mark = scope.mark();
                let mut parts = Vec::new();
                for (one, before) in all.iter().zip(befores) {
                    parts.push(self.joined(scope, before, "or", one));
                    scope.learn_contrary(one);
                }
                scope.forget(mark);
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

    /// A condition after `and` or `or`. `by head or clerk` compares nothing with the clerk: each side says it all.
    fn joined(&mut self, scope: &mut Scope, before: Option<&Expr>, word: &str, one: &Expr) -> Option<Condition> {
        let value = match &bare(one).kind {
            ExprKind::Text(_) | ExprKind::Number(_) | ExprKind::Date(_) | ExprKind::Duration(_) => true,
            ExprKind::Path(names) => matches!(self.find(scope, names), Ok(Found::Members(_))),
            _ => false,
        };
        let compared = before.and_then(|before| match &before.kind {
            ExprKind::Compare(_, _, right) => Some((before, right.span)),
            ExprKind::Qualified(_, qualifiers) => match &qualifiers.last()?.value {
                Qualifier::By(who) | Qualifier::OnlyBy(who) | Qualifier::Before(who) | Qualifier::After(who) => {
                    Some((before, who.span))
                }
                _ => None,
            },
            _ => None,
        });
        let Some((before, last)) = compared.filter(|_| value) else { return self.condition(scope, one) };
        let start = self.sources.slice(Span { end: last.start, ..before.span });
        let again = format!("{}{}", start, self.written(one));
        let again = crate::error::quoted(&again.split_whitespace().collect::<Vec<_>>().join(" "));
        let help = format!("say the whole of it on each side: `{} {word} {again}`", self.written(before));
        let found = self.value(scope, one, None).map_or_else(|| "a value".to_owned(), |meaning| self.found(&meaning));
        self.problems.say(scope.file, TypeError::NotCondition { found, at: bare(one).span, help: Some(help) });
        None
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
        if let Some(problem) = self.dates_apart(scope, left, sign, right) {
            self.problems.say(scope.file, problem);
            return None;
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

    /// `leaves - asked >= 10 days`: how far dates lie apart is counted with `days from … to …`.
    fn dates_apart(&self, scope: &Scope, left: &Expr, sign: Comparison, right: &Expr) -> Option<TypeError> {
        let (ExprKind::Arithmetic(first, rest), ExprKind::Duration(duration)) = (&bare(left).kind, &bare(right).kind)
        else {
            return None;
        };
        let [(Operator::Minus, second)] = rest.as_slice() else { return None };
        if [&**first, second].into_iter().any(|side| self.hint(scope, side) != Some(Type::Date)) {
            return None;
        }
        let sign = match sign {
            Comparison::Is => "is",
            Comparison::IsNot => "is not",
            Comparison::Less => "<",
            Comparison::LessOrEqual => "<=",
            Comparison::Greater => ">",
            Comparison::GreaterOrEqual => ">=",
            Comparison::IsIn | Comparison::IsNotIn => return None,
        };
        let (days, count) = match duration.unit {
            Unit::WorkingDay => ("working days", duration.count),
            Unit::Week => ("days", duration.count.saturating_mul(7)),
            _ => ("days", duration.count),
        };
        let help = match duration.unit {
            // Months and years have no fixed number of days.
            Unit::Month | Unit::Year => {
                format!("write `{} {sign} {} + {duration}`", self.written(first), self.written(second))
            }
            _ => format!("write `{days} from {} to {} {sign} {count}`", self.written(second), self.written(first)),
        };
        let (at, other) = (first.span, second.span);
        Some(TypeError::Arithmetic { left: "a date".into(), sign: "minus", right: "a date".into(), at, other, help })
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
            (Type::Choice(id), Type::Text) => return self.unquoted_member(*id, right, &one),
            (Type::Text, Type::Choice(id)) => return self.unquoted_member(*id, left, &other),
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

    /// `kind is "sick"`
    fn unquoted_member(&self, id: ChoiceId, text: &Expr, compared: &str) -> Option<String> {
        let ExprKind::Text(text) = &bare(text).kind else { return None };
        let choice = self.choices.get(usize::from(id.0))?;
        let named = choice.members.iter().find(|member| *member.name == **text || *member.label.own == **text);
        Some(match named {
            Some(member) => format!("write `{compared} is {}`, without quotation marks", member.name),
            None => {
                let names = words::names(choice.members.iter().map(|member| &*member.name), "and");
                format!("the members of `{}` are written without quotation marks: {names}", choice.name)
            }
        })
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
