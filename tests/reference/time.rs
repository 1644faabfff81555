//! The value of a condition: what holds over every way in which the record can go on, tried one by one; and what can
//! still be done about it.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap};

use whereas::syntax::{Expr, ExprKind, Qualifier, Quantifier};
use whereas::value::{Day, Decimal};

use crate::holds::{Added, Local, Pending, Record, events_of, is_event, narrowed, unbracketed, whole};
use crate::value::{Occurrence, Value};
use crate::world::{Type, World};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Time {
    No,
    NotYet,
    SoFar,
    Yes,
}

/// What can be done about a condition that is not yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Todo {
    Waits,
    /// It can be done: up to a last day, from a first day.
    Can {
        due: Option<Day>,
        opens: Option<Day>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub time: Time,
    pub todo: Todo,
}

impl Standing {
    fn waits(time: Time) -> Standing {
        Standing { time, todo: Todo::Waits }
    }

    fn not(self) -> Standing {
        Standing::waits(match self.time {
            Time::No => Time::Yes,
            Time::NotYet => Time::SoFar,
            Time::SoFar => Time::NotYet,
            Time::Yes => Time::No,
        })
    }
}

/// What has been worked out of a condition with the same facts.
pub type Memo = RefCell<HashMap<(usize, String, Vec<usize>), Standing>>;

/// A case with everything known, on one day.
#[derive(Clone, Copy)]
pub struct Known<'k> {
    pub world: &'k World,
    pub facts: &'k BTreeMap<String, Value>,
    pub today: Day,
    /// Days to come on which something may happen, the last one beyond all windows.
    pub ahead: &'k [Day],
    /// For each unknown, which of its values this is.
    pub picked: &'k [usize],
    pub memo: &'k Memo,
    /// The numbers of the unknowns of each fact.
    pub unknowns: &'k BTreeMap<String, Vec<usize>>,
    /// The most ways of going on that are tried for one condition.
    pub most: usize,
    /// Whether the record can go on in more ways than that.
    pub too_many: &'k Cell<bool>,
}

impl Known<'_> {
    fn record<'r>(&'r self, locals: &'r [Local], added: &'r [Added], until: Day) -> Record<'r> {
        Record { world: self.world, facts: self.facts, locals, added, until }
    }

    /// The elements of a list.
    pub fn elements(&self, list: &Expr, locals: &[Local]) -> Vec<(Value, String)> {
        if let ExprKind::Path(names) = &unbracketed(list).kind {
            if let Some(table) = self.world.tables.get(&*names[0].value) {
                let row = |row: &Vec<Value>| {
                    let cells = table.columns.iter().cloned().zip(row.iter().cloned()).collect();
                    (Value::Record(cells), String::new())
                };
                return table.rows.iter().map(row).collect();
            }
            let record = self.record(locals, &[], self.today);
            let Some(Value::List(items)) = record.path(names) else { panic!("no list: {names:?}") };
            let place = record.place(names);
            return items.iter().cloned().enumerate().map(|(at, item)| (item, format!("{place}[{at}]"))).collect();
        }
        match self.record(locals, &[], self.today).term(list) {
            Ok(Value::List(items)) => items.into_iter().map(|item| (item, String::new())).collect(),
            other => panic!("no list: {other:?}"),
        }
    }

    /// The value of a condition, and what can be done about it.
    pub fn standing(&self, expr: &Expr, locals: &[Local]) -> Standing {
        match &expr.kind {
            ExprKind::Brackets(inner) => self.standing(inner, locals),
            ExprKind::Not(inner) => self.standing(inner, locals).not(),
            ExprKind::And(parts) => all(parts.iter().map(|part| self.standing(part, locals)).collect()),
            ExprKind::Or(parts) => any(parts.iter().map(|part| self.standing(part, locals)).collect()),
            ExprKind::If(test, yes, no) => {
                let holds = self.record(locals, &[], self.today).timeless(test);
                self.standing(if holds { yes } else { no }, locals)
            }
            ExprKind::Quantified { quantifier, variable, list, body } => {
                let each = self.elements(list, locals).into_iter().map(|(value, place)| {
                    let local = Local { name: variable.value.to_string(), value, place };
                    let locals: Vec<Local> = locals.iter().cloned().chain([local]).collect();
                    self.standing(body, &locals)
                });
                let each: Vec<Standing> = each.collect();
                let number = |number: &Expr| match self.record(locals, &[], self.today).term(number) {
                    Ok(Value::Number(number)) => number,
                    other => panic!("no number: {other:?}"),
                };
                let never = Standing::waits(Time::No);
                match quantifier {
                    Quantifier::Every => all(each),
                    Quantifier::Some => any(each),
                    Quantifier::No => any(each).not(),
                    Quantifier::AtLeast(n) => at_least(whole(number(n)), each),
                    Quantifier::AtMost(n) if number(n) < Decimal::ZERO => never,
                    Quantifier::AtMost(n) => at_least(whole(number(n).floor()) + 1, each).not(),
                    Quantifier::Exactly(n) if number(n) < Decimal::ZERO || !number(n).fract().is_zero() => never,
                    Quantifier::Exactly(n) => {
                        let n = whole(number(n));
                        let (lower, upper) = (at_least(n, each.clone()), at_least(n + 1, each).not());
                        let todo = if lower.time == Time::NotYet { lower.todo } else { Todo::Waits };
                        Standing { time: lower.time.min(upper.time), todo }
                    }
                }
            }
            _ => self.leaf(expr, locals),
        }
    }

    /// A comparison or an event condition, worked out once for the same facts.
    fn leaf(&self, expr: &Expr, locals: &[Local]) -> Standing {
        let address: *const Expr = expr;
        let places: Vec<&str> = locals.iter().map(|local| &*local.place).collect();
        let mut read = Vec::new();
        names(expr, locals, &mut read);
        let picked: Vec<usize> = read
            .iter()
            .filter_map(|name| self.unknowns.get(name))
            .flatten()
            .map(|unknown| self.picked[*unknown])
            .collect();
        let key = (address as usize, places.join(" "), picked);
        if let Some(known) = self.memo.borrow().get(&key) {
            return *known;
        }
        let now = self.record(locals, &[], self.today);
        let standing = if is_event(&now, expr) { self.event(expr, locals) } else { self.comparison(expr, locals) };
        self.memo.borrow_mut().insert(key, standing);
        standing
    }

    /// A comparison: as the days go on.
    fn comparison(&self, expr: &Expr, locals: &[Local]) -> Standing {
        let holds = |until: Day| self.record(locals, &[], until).comparison(expr);
        let now = match holds(self.today) {
            Ok(now) => now,
            Err(Pending) => return Standing::waits(Time::NotYet),
        };
        let ways = self.ahead.iter().map(|until| holds(*until) == Ok(true));
        Standing::waits(over(now, ways))
    }

    /// An event condition: over all that may happen of the events that it reads, and over the days as they go on.
    fn event(&self, expr: &Expr, locals: &[Local]) -> Standing {
        let now = self.record(locals, &[], self.today);
        let mut events = Vec::new();
        events_of(&now, expr, &mut events);
        let ways = events.iter().map(|(_, actors)| 1 + actors.len() * self.ahead.len());
        if ways.product::<usize>() > self.most {
            self.too_many.set(true);
            return Standing::waits(Time::No);
        }
        let (_, qualifiers) = narrowed(expr);
        let only = qualifiers.iter().any(|qualifier| matches!(qualifier, Qualifier::OnlyBy(_)));
        let (mut ways, mut can, mut last, mut first) = (Vec::new(), false, None::<Day>, None::<Day>);
        self.go_on(&events, &self.fields_of(expr, locals), &mut Vec::new(), &mut |added| {
            let latest = added.iter().flatten().map(|added| crate::holds::day(&added.occurrence.on)).max();
            let all: Vec<Added> = added.iter().flatten().cloned().collect();
            for until in [latest.unwrap_or(self.today), *self.ahead.last().expect("days ahead")] {
                let record = self.record(locals, &all, until);
                ways.push(record.event(expr));
                if let Some(own) = &added[0]
                    && record.fits(&own.occurrence, &qualifiers)
                {
                    let day = crate::holds::day(&own.occurrence.on);
                    last = last.max(Some(day));
                    first = first.map_or(Some(day), |first| Some(first.min(day)));
                    let others = added.iter().skip(1).flatten();
                    can |= others.into_iter().all(|other| crate::holds::day(&other.occurrence.on) > day);
                }
            }
        });
        let todo = if can && !only {
            let beyond = self.ahead.last().copied();
            Todo::Can { due: last.filter(|last| Some(*last) != beyond), opens: first.filter(|day| *day > self.today) }
        } else {
            Todo::Waits
        };
        Standing { time: over(now.event(expr), ways.into_iter()), todo }
    }

    /// The fields that an occurrence of an event can carry, in every way that makes a difference.
    fn fields_of(&self, expr: &Expr, locals: &[Local]) -> Vec<BTreeMap<String, Value>> {
        let (names, qualifiers) = narrowed(expr);
        if !qualifiers.iter().any(|qualifier| matches!(qualifier, Qualifier::Where(_))) {
            return vec![BTreeMap::new()];
        }
        let place = self.record(locals, &[], self.today).place(names);
        let of = self.world.facts.iter().find_map(|(name, ty)| match ty {
            Type::Event { of, .. } if *name == place => of.as_ref(),
            _ => None,
        });
        let shape = of.map(|of| &self.world.records[of]).expect("the fields of an event");
        shape.iter().fold(vec![BTreeMap::new()], |all, (name, ty)| {
            let values: Vec<Value> = match ty {
                Type::Choice(choice) => self.world.choices[choice].iter().cloned().map(Value::Choice).collect(),
                Type::Number => [0, 9].map(|number| Value::Number(number.into())).to_vec(),
                other => panic!("a field of {other:?}"),
            };
            let with = |fields: &BTreeMap<String, Value>, value: &Value| {
                fields.iter().chain([(name, value)]).map(|(name, value)| (name.clone(), value.clone())).collect()
            };
            all.iter().flat_map(|fields| values.iter().map(|value| with(fields, value)).collect::<Vec<_>>()).collect()
        })
    }

    /// Every way in which each event happens once more, or does not. The fields are those of the first.
    fn go_on(
        &self,
        events: &[(String, Vec<Value>)],
        fields: &[BTreeMap<String, Value>],
        added: &mut Vec<Option<Added>>,
        then: &mut dyn FnMut(&[Option<Added>]),
    ) {
        let Some(((place, actors), rest)) = events.split_first() else { return then(added) };
        let none = [BTreeMap::new()];
        added.push(None);
        self.go_on(rest, &none, added, then);
        added.pop();
        for on in self.ahead {
            for (by, fields) in actors.iter().flat_map(|by| fields.iter().map(move |fields| (by, fields))) {
                let occurrence = Occurrence { on: Value::Date(*on), by: by.clone(), fields: fields.clone() };
                added.push(Some(Added { place: place.clone(), occurrence }));
                self.go_on(rest, &none, added, then);
                added.pop();
            }
        }
    }
}

/// What holds now, and in every way of going on.
fn over(now: bool, ways: impl Iterator<Item = bool>) -> Time {
    let (mut always, mut ever) = (now, now);
    for holds in ways {
        always &= holds;
        ever |= holds;
    }
    match (always, ever, now) {
        (true, ..) => Time::Yes,
        (_, false, _) => Time::No,
        (.., true) => Time::SoFar,
        (.., false) => Time::NotYet,
    }
}

/// The parts that are not yet and can be done: their last days and first days.
fn doable(parts: &[Standing]) -> Vec<(Option<Day>, Option<Day>)> {
    let parts = parts.iter().filter(|part| part.time == Time::NotYet);
    parts
        .filter_map(|part| match part.todo {
            Todo::Can { due, opens } => Some((due, opens)),
            Todo::Waits => None,
        })
        .collect()
}

fn opens(parts: &[(Option<Day>, Option<Day>)]) -> Option<Day> {
    if parts.iter().any(|(_, opens)| opens.is_none()) {
        None
    } else {
        parts.iter().filter_map(|(_, opens)| *opens).min()
    }
}

/// The least; what is due is due by the earliest of the days of its parts.
fn all(parts: Vec<Standing>) -> Standing {
    let time = parts.iter().map(|part| part.time).min().unwrap_or(Time::Yes);
    let can = doable(&parts);
    if can.is_empty() {
        return Standing::waits(time);
    }
    let due = can.iter().filter_map(|(due, _)| *due).min();
    Standing { time, todo: Todo::Can { due, opens: opens(&can) } }
}

/// The greatest; what is due is due by the latest of the days of its parts, and without one if one has none.
fn any(parts: Vec<Standing>) -> Standing {
    let time = parts.iter().map(|part| part.time).max().unwrap_or(Time::No);
    let can = doable(&parts);
    if can.is_empty() {
        return Standing::waits(time);
    }
    let due =
        if can.iter().any(|(due, _)| due.is_none()) { None } else { can.iter().filter_map(|(due, _)| *due).max() };
    Standing { time, todo: Todo::Can { due, opens: opens(&can) } }
}

/// The n-th greatest; with k fulfilled, due by the (n - k)-th latest day.
fn at_least(n: usize, parts: Vec<Standing>) -> Standing {
    let mut times: Vec<Time> = parts.iter().map(|part| part.time).collect();
    times.sort_by(|one, other| other.cmp(one));
    let time = match n.checked_sub(1) {
        None => Time::Yes,
        Some(at) => times.get(at).copied().unwrap_or(Time::No),
    };
    let can = doable(&parts);
    if can.is_empty() {
        return Standing::waits(time);
    }
    // A day that is none comes after all others.
    let mut days: Vec<Day> = can.iter().map(|(due, _)| due.unwrap_or(Day(i32::MAX))).collect();
    days.sort_by(|one, other| other.cmp(one));
    let fulfilled = times.iter().filter(|time| **time >= Time::SoFar).count();
    let needed = n.saturating_sub(fulfilled).max(1);
    let due = days.get(needed - 1).or(days.last()).copied().filter(|day| *day != Day(i32::MAX));
    Standing { time, todo: Todo::Can { due, opens: opens(&can) } }
}

/// The facts that an expression reads, those behind local names too.
pub fn names(expr: &Expr, locals: &[Local], found: &mut Vec<String>) {
    let mut add = |name: &str| {
        let root = locals
            .iter()
            .rev()
            .find(|local| local.name == name)
            .map_or(name, |local| local.place.split(['[', '.']).next().unwrap_or(""));
        if !found.iter().any(|known| known == root) {
            found.push(root.to_owned());
        }
    };
    match &expr.kind {
        ExprKind::Path(names) => add(&names[0].value),
        ExprKind::List(items) | ExprKind::And(items) | ExprKind::Or(items) => {
            items.iter().for_each(|item| names(item, locals, found));
        }
        ExprKind::Period(from, until) => {
            names(from, locals, found);
            until.iter().for_each(|until| names(until, locals, found));
        }
        ExprKind::Lookup { key: inner, .. }
        | ExprKind::Count(inner)
        | ExprKind::Not(inner)
        | ExprKind::Brackets(inner) => names(inner, locals, found),
        ExprKind::Days { from, to, .. } => [from, to].into_iter().for_each(|part| names(part, locals, found)),
        ExprKind::Arithmetic(first, rest) => {
            names(first, locals, found);
            rest.iter().for_each(|(_, other)| names(other, locals, found));
        }
        ExprKind::If(test, yes, no) => [test, yes, no].into_iter().for_each(|part| names(part, locals, found)),
        ExprKind::Compare(left, _, right) => [left, right].into_iter().for_each(|part| names(part, locals, found)),
        ExprKind::Quantified { quantifier, list, body, .. } => {
            if let Quantifier::Exactly(n) | Quantifier::AtLeast(n) | Quantifier::AtMost(n) = quantifier {
                names(n, locals, found);
            }
            [list, body].into_iter().for_each(|part| names(part, locals, found));
        }
        ExprKind::Qualified(event, qualifiers) => {
            names(event, locals, found);
            for qualifier in qualifiers {
                match &qualifier.value {
                    Qualifier::WithinAfter(d, t)
                    | Qualifier::WithinBefore(d, t)
                    | Qualifier::AtLeastAfter(d, t)
                    | Qualifier::AtLeastBefore(d, t) => {
                        names(d, locals, found);
                        names(t, locals, found);
                    }
                    Qualifier::By(t) | Qualifier::OnlyBy(t) | Qualifier::Before(t) | Qualifier::After(t) => {
                        names(t, locals, found);
                    }
                    Qualifier::On(t) | Qualifier::NoLaterThan(t) | Qualifier::NoEarlierThan(t) => {
                        names(t, locals, found);
                    }
                    Qualifier::During(t) | Qualifier::Where(t) => names(t, locals, found),
                }
            }
        }
        _ => {}
    }
}
