//! Whether a comparison or an event condition holds of one record that is known and complete up to a day.

use std::collections::BTreeMap;

use whereas::syntax::{Comparison, Expr, ExprKind, Name, Operator, Qualifier};
use whereas::value::{Day, Decimal, Unit};

use crate::value::{Occurrence, Value};
use crate::world::World;

/// A record: what is known, what happens beside it, and the day up to which it goes.
#[derive(Clone, Copy)]
pub struct Record<'r> {
    pub world: &'r World,
    pub facts: &'r BTreeMap<String, Value>,
    pub locals: &'r [Local],
    pub added: &'r [Added],
    pub until: Day,
}

/// A name bound by a quantifier or `for each`.
#[derive(Debug, Clone)]
pub struct Local {
    pub name: String,
    pub value: Value,
    /// Where the element stands: `items[0]`.
    pub place: String,
}

/// An occurrence that is yet to come.
#[derive(Debug, Clone)]
pub struct Added {
    /// Of which event: `items[0].done`.
    pub place: String,
    pub occurrence: Occurrence,
}

/// It hangs on an event that has not happened.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pending;

/// The day T that a qualifier is measured from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum At {
    Day(Day),
    /// It has not come: later than every day.
    Never,
}

impl Record<'_> {
    /// The value of a path; `None` for a name that is neither a local one nor a fact: a member of a choice.
    pub fn path(&self, names: &[Name]) -> Option<&Value> {
        let (first, rest) = names.split_first().expect("a name");
        let local = self.locals.iter().rev().find(|local| local.name == *first.value);
        let mut value = local.map(|local| &local.value).or_else(|| self.facts.get(&*first.value))?;
        for name in rest {
            value = match (value, &*name.value) {
                (Value::Record(fields), name) => &fields[name],
                (Value::Period(ends), "from") => &ends.0,
                (Value::Period(ends), "until") => &ends.1,
                (other, name) => panic!("{name} of {other:?}"),
            };
        }
        Some(value)
    }

    /// Where the value of a path stands: `items[0].done`.
    pub fn place(&self, names: &[Name]) -> String {
        let local = self.locals.iter().rev().find(|local| local.name == *names[0].value);
        let first = local.map_or(&*names[0].value, |local| &local.place);
        names[1..].iter().fold(first.to_owned(), |place, name| format!("{place}.{}", name.value))
    }

    /// The occurrences of an event, those to come among them.
    pub fn occurrences(&self, names: &[Name]) -> impl Iterator<Item = &Occurrence> {
        let Some(Value::Event(occurrences)) = self.path(names) else { panic!("no event: {names:?}") };
        let place = if self.added.is_empty() { String::new() } else { self.place(names) };
        let added = self.added.iter().filter(move |added| added.place == place);
        occurrences.iter().chain(added.map(|added| &added.occurrence))
    }

    fn first(&self, names: &[Name]) -> Result<&Occurrence, Pending> {
        self.occurrences(names).min_by_key(|occurrence| day(&occurrence.on)).ok_or(Pending)
    }

    /// The value of a term.
    pub fn term(&self, expr: &Expr) -> Result<Value, Pending> {
        Ok(match &expr.kind {
            ExprKind::Brackets(inner) => self.term(inner)?,
            ExprKind::Today => Value::Date(self.until),
            ExprKind::Path(names) => match names.split_last() {
                Some((last, event)) if *last.value == *"on" && !event.is_empty() => self.first(event)?.on.clone(),
                Some((last, event)) if *last.value == *"by" && !event.is_empty() => self.first(event)?.by.clone(),
                _ => self.path(names).cloned().unwrap_or_else(|| Value::Choice(names[0].value.to_string())),
            },
            ExprKind::Lookup { table, key, column } => {
                let (table, key) = (&self.world.tables[&*table.value], self.term(key)?);
                let column = table.columns.iter().position(|name| **name == *column.value).expect("a column");
                table.rows.iter().find(|row| row[0] == key).map_or(Value::None, |row| row[column].clone())
            }
            ExprKind::Count(list) => match self.term(list)? {
                Value::List(items) => Value::Number(items.len().into()),
                other => panic!("count of {other:?}"),
            },
            ExprKind::Days { working, from, to } => {
                let (from, to) = (day(&self.term(from)?), day(&self.term(to)?));
                let calendar = self.world.calendar.as_ref().expect("a calendar");
                Value::Number(if *working { calendar.working_between(from, to) } else { to.0 - from.0 }.into())
            }
            ExprKind::Arithmetic(first, rest) => {
                let mut value = self.term(first)?;
                for (operator, other) in rest {
                    value = self.arithmetic(value, *operator, self.term(other)?);
                }
                value
            }
            ExprKind::If(test, yes, no) => {
                if self.timeless(test) {
                    self.term(yes)?
                } else {
                    self.term(no)?
                }
            }
            ExprKind::List(items) => Value::List(items.iter().map(|item| self.term(item)).collect::<Result<_, _>>()?),
            ExprKind::Period(from, until) => {
                let until = until.as_ref().map_or(Ok(Value::None), |until| self.term(until))?;
                Value::Period(Box::new((self.term(from)?, until)))
            }
            _ => crate::world::literal(expr),
        })
    }

    fn arithmetic(&self, left: Value, operator: Operator, right: Value) -> Value {
        match (left, operator, right) {
            (Value::Date(date), operator, Value::Duration(count, unit)) => {
                Value::Date(self.moved(date, count, unit, operator == Operator::Plus))
            }
            (Value::Number(left), Operator::Plus, Value::Number(right)) => Value::Number(left + right),
            (Value::Number(left), Operator::Minus, Value::Number(right)) => Value::Number(left - right),
            (Value::Number(left), Operator::Times, Value::Number(right)) => Value::Number(left * right),
            (Value::Duration(left, unit), Operator::Plus, Value::Duration(right, _)) => {
                Value::Duration(left + right, unit)
            }
            other => panic!("{other:?}"),
        }
    }

    fn moved(&self, from: Day, count: u32, unit: Unit, forward: bool) -> Day {
        self.world.calendar.as_ref().expect("a calendar").moved(from, count, unit, forward)
    }

    /// Whether a condition without events and without `today` holds.
    pub fn timeless(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Brackets(inner) => self.timeless(inner),
            ExprKind::And(parts) => parts.iter().all(|part| self.timeless(part)),
            ExprKind::Or(parts) => parts.iter().any(|part| self.timeless(part)),
            ExprKind::Not(inner) => !self.timeless(inner),
            ExprKind::If(test, yes, no) => {
                if self.timeless(test) {
                    self.timeless(yes)
                } else {
                    self.timeless(no)
                }
            }
            _ => self.comparison(expr) == Ok(true),
        }
    }

    /// Whether a comparison holds.
    pub fn comparison(&self, expr: &Expr) -> Result<bool, Pending> {
        Ok(match &expr.kind {
            ExprKind::Brackets(inner) => self.comparison(inner)?,
            ExprKind::Compare(left, sign, right) => self.compare(left, *sign, right)?,
            ExprKind::Qualified(date, qualifiers) => match &qualifiers[0].value {
                Qualifier::During(period) => during(day(&self.term(date)?), &self.term(period)?),
                other => panic!("{other:?} of a date"),
            },
            _ => self.term(expr)? == Value::YesNo(true),
        })
    }

    fn compare(&self, left: &Expr, sign: Comparison, right: &Expr) -> Result<bool, Pending> {
        if matches!(sign, Comparison::IsIn | Comparison::IsNotIn) {
            let item = self.term(left)?;
            let among = match &unbracketed(right).kind {
                ExprKind::Path(names) if self.world.tables.contains_key(&*names[0].value) => {
                    self.world.tables[&*names[0].value].rows.iter().any(|row| row[0] == item)
                }
                _ => match self.term(right)? {
                    Value::List(items) => items.contains(&item),
                    other => panic!("in {other:?}"),
                },
            };
            return Ok(among == (sign == Comparison::IsIn));
        }
        let (left, right) = (self.term(left)?, self.term(right)?);
        let order = match (&left, &right) {
            (Value::Number(left), Value::Number(right)) => left.cmp(right),
            (Value::Date(left), Value::Date(right)) => left.cmp(right),
            (Value::Duration(left, _), Value::Duration(right, _)) => left.cmp(right),
            // Only told apart; a guard beside it makes an order of `none` irrelevant.
            _ => return Ok((left == right) == (sign == Comparison::Is)),
        };
        Ok(match sign {
            Comparison::Is => order.is_eq(),
            Comparison::IsNot => order.is_ne(),
            Comparison::Less => order.is_lt(),
            Comparison::LessOrEqual => order.is_le(),
            Comparison::Greater => order.is_gt(),
            Comparison::GreaterOrEqual => order.is_ge(),
            Comparison::IsIn | Comparison::IsNotIn => unreachable!("told apart above"),
        })
    }

    /// Whether an event condition holds: some occurrence fits; with `only by`, none by anybody else does.
    pub fn event(&self, expr: &Expr) -> bool {
        let (names, qualifiers) = narrowed(expr);
        let only = qualifiers.iter().find_map(|qualifier| match qualifier {
            Qualifier::OnlyBy(actor) => Some(actor),
            _ => None,
        });
        let mut fitting = self.occurrences(names).filter(|one| self.fits(one, &qualifiers));
        match only {
            None => fitting.next().is_some(),
            Some(actor) => match self.term(actor) {
                Ok(actor) => fitting.all(|occurrence| occurrence.by == actor),
                Err(Pending) => fitting.next().is_none(),
            },
        }
    }

    /// Whether all qualifiers admit an occurrence, `only by` apart.
    pub fn fits(&self, occurrence: &Occurrence, qualifiers: &[&Qualifier]) -> bool {
        qualifiers.iter().all(|qualifier| self.admits(occurrence, qualifier))
    }

    fn admits(&self, occurrence: &Occurrence, qualifier: &Qualifier) -> bool {
        let on = day(&occurrence.on);
        match qualifier {
            Qualifier::By(actor) => self.term(actor) == Ok(occurrence.by.clone()),
            Qualifier::OnlyBy(_) => true,
            Qualifier::Before(t) => self.at(t).is_none_or_later(|t| on < t),
            Qualifier::NoLaterThan(t) => self.at(t).is_none_or_later(|t| on <= t),
            Qualifier::After(t) => self.at(t).is(|t| on > t),
            Qualifier::NoEarlierThan(t) => self.at(t).is(|t| on >= t),
            Qualifier::On(t) => self.at(t).is(|t| on == t),
            Qualifier::WithinAfter(length, t) => self.at(t).is(|t| {
                let (count, unit) = self.length(length);
                let calendar = self.world.calendar.as_ref().expect("a calendar");
                t <= on && on <= calendar.last_day(t, count, unit)
            }),
            Qualifier::AtLeastAfter(length, t) => self.at(t).is(|t| on >= self.counted(t, length, true)),
            Qualifier::AtLeastBefore(length, t) => {
                self.at(t).is_none_or_later(|t| on <= self.counted(t, length, false))
            }
            Qualifier::WithinBefore(length, t) => match self.at(t) {
                At::Day(t) => self.counted(t, length, false) <= on && on <= t,
                // While T is to come the occurrence is within D before it if T can still come soon enough.
                At::Never => self.soonest(t).is(|t| self.counted(t, length, false) <= on),
            },
            Qualifier::During(period) => self.term(period).is_ok_and(|period| during(on, &period)),
            Qualifier::Where(condition) => {
                let fields = occurrence.fields.iter();
                let fields = fields.map(|(name, value)| Local {
                    name: name.clone(),
                    value: value.clone(),
                    place: String::new(),
                });
                let locals: Vec<Local> = self.locals.iter().cloned().chain(fields).collect();
                Record { locals: &locals, ..*self }.timeless(condition)
            }
        }
    }

    fn length(&self, length: &Expr) -> (u32, Unit) {
        match self.term(length) {
            Ok(Value::Duration(count, unit)) => (count, unit),
            other => panic!("{other:?}"),
        }
    }

    fn counted(&self, from: Day, length: &Expr, forward: bool) -> Day {
        let (count, unit) = self.length(length);
        self.moved(from, count, unit, forward)
    }

    /// The day T: a date, or the first occurrence of an event that fits.
    pub fn at(&self, t: &Expr) -> At {
        if is_event(self, t) {
            let (names, qualifiers) = narrowed(t);
            let fitting = self.occurrences(names).filter(|one| self.fits(one, &qualifiers));
            return fitting.map(|occurrence| day(&occurrence.on)).min().map_or(At::Never, At::Day);
        }
        match self.term(t) {
            Ok(Value::Date(day)) => At::Day(day),
            Ok(Value::None) | Err(Pending) => At::Never,
            Ok(other) => panic!("{other:?} as a day"),
        }
    }

    /// The earliest day on which a T that has not come can come.
    fn soonest(&self, t: &Expr) -> At {
        let mut events = Vec::new();
        events_of(self, t, &mut events);
        let days = (0..60).map(|later| self.until.plus(later));
        let tried = days.flat_map(|day| {
            events.iter().flat_map(move |(place, actors)| {
                actors.iter().map(move |by| Added {
                    place: place.clone(),
                    occurrence: Occurrence { on: Value::Date(day), by: by.clone(), fields: BTreeMap::new() },
                })
            })
        });
        let comes = tried.filter_map(|one| {
            let added: Vec<Added> = self.added.iter().cloned().chain([one]).collect();
            match (Record { added: &added, ..*self }).at(t) {
                At::Day(day) => Some(day),
                At::Never => None,
            }
        });
        comes.min().map_or(At::Never, At::Day)
    }
}

impl At {
    fn is(self, holds: impl Fn(Day) -> bool) -> bool {
        matches!(self, At::Day(day) if holds(day))
    }

    /// A day that never comes lies after every day.
    fn is_none_or_later(self, holds: impl Fn(Day) -> bool) -> bool {
        match self {
            At::Day(day) => holds(day),
            At::Never => true,
        }
    }
}

pub fn day(value: &Value) -> Day {
    match value {
        Value::Date(day) => *day,
        other => panic!("{other:?} is no day"),
    }
}

fn during(day: Day, period: &Value) -> bool {
    let Value::Period(ends) = period else { panic!("no period: {period:?}") };
    self::day(&ends.0) <= day && (ends.1 == Value::None || day <= self::day(&ends.1))
}

pub fn unbracketed(expr: &Expr) -> &Expr {
    match &expr.kind {
        ExprKind::Brackets(inner) => unbracketed(inner),
        _ => expr,
    }
}

/// An event and its qualifiers.
pub fn narrowed(expr: &Expr) -> (&[Name], Vec<&Qualifier>) {
    match &unbracketed(expr).kind {
        ExprKind::Path(names) => (names, Vec::new()),
        ExprKind::Qualified(event, qualifiers) => {
            let (names, mut all) = narrowed(event);
            all.extend(qualifiers.iter().map(|qualifier| &qualifier.value));
            (names, all)
        }
        other => panic!("no event: {other:?}"),
    }
}

/// Whether an expression is an event, narrowed or not.
pub fn is_event(record: &Record<'_>, expr: &Expr) -> bool {
    match &unbracketed(expr).kind {
        ExprKind::Qualified(event, _) => is_event(record, event),
        ExprKind::Path(names) => {
            let own = names.last().is_some_and(|last| ["on", "by", "from", "until"].contains(&&*last.value));
            !own && matches!(record.path(names), Some(Value::Event(_)))
        }
        _ => false,
    }
}

/// The events that an expression reads as days or in conditions, each with the actors that are asked for there and one
/// that is not.
pub fn events_of(record: &Record<'_>, expr: &Expr, found: &mut Vec<(String, Vec<Value>)>) {
    let expr = unbracketed(expr);
    if is_event(record, expr) {
        let (names, qualifiers) = narrowed(expr);
        let asked = qualifiers.iter().filter_map(|qualifier| match qualifier {
            Qualifier::By(actor) | Qualifier::OnlyBy(actor) => record.term(actor).ok(),
            _ => None,
        });
        let mut actors: Vec<Value> = asked.collect();
        actors.push(Value::Choice("somebody else".to_owned()));
        found.push((record.place(names), actors));
        for qualifier in qualifiers {
            if let Some(part) = part_of(qualifier) {
                events_of(record, part, found);
            }
        }
        return;
    }
    match &expr.kind {
        ExprKind::Path(names) => {
            if let Some((last, event)) = names.split_last()
                && ["on", "by"].contains(&&*last.value)
                && !event.is_empty()
            {
                let actors = record.world.choices.values().flatten().cloned().map(Value::Choice);
                let actors = if &*last.value == "by" { actors.collect() } else { vec![Value::None] };
                found.push((record.place(event), actors));
            }
        }
        ExprKind::Arithmetic(first, rest) => {
            events_of(record, first, found);
            rest.iter().for_each(|(_, other)| events_of(record, other, found));
        }
        _ => {}
    }
}

/// What a qualifier reads beside the occurrence: a day T, or an actor.
fn part_of(qualifier: &Qualifier) -> Option<&Expr> {
    match qualifier {
        Qualifier::By(part) | Qualifier::OnlyBy(part) => Some(part),
        Qualifier::Before(t) | Qualifier::After(t) | Qualifier::On(t) => Some(t),
        Qualifier::NoLaterThan(t) | Qualifier::NoEarlierThan(t) => Some(t),
        Qualifier::WithinAfter(_, t) | Qualifier::WithinBefore(_, t) => Some(t),
        Qualifier::AtLeastAfter(_, t) | Qualifier::AtLeastBefore(_, t) => Some(t),
        Qualifier::During(_) | Qualifier::Where(_) => None,
    }
}

/// The least whole number that is not less.
pub fn whole(number: Decimal) -> usize {
    if number > Decimal::ZERO { number.ceil().to_string().parse().expect("a whole number") } else { 0 }
}
