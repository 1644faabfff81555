//! What a term is seen to be.

use std::cmp::Ordering;
use std::ops::Bound;

use super::view::{Range, Slot, View};
use super::{Stop, condition, event};
use crate::calendar::{self, Direction, Reached};
use crate::model::{Argument, DefineBody, Key, Listing, Operator, Table, Term};
use crate::truth::Time;
use crate::value::{Cell, Day, Decimal, Duration, List, Occurrence, Unit, Value};

/// What is seen of a term.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Seen<'a> {
    Text(&'a str),
    Number(Decimal),
    YesNo(bool),
    Date(Day),
    Duration(Duration),
    Choice(u16),
    /// Known to be absent.
    None,
    /// The day of the check, which moves on.
    Today,
    /// Not known at all.
    Unknown,
    /// A date that is not known but lies between two days.
    Days(Day, Day),
    /// A number or duration that is not known but lies in a range.
    Within(Range),
    /// It hangs on an event that has not happened.
    Pending(Pending),
    /// It hangs on an event of which it is not known whether it happened; if so, it lies between two days.
    Perhaps(Day, Day),
    /// The actors of a first occurrence, several on one day.
    Actors(&'a [Occurrence], Day),
}

/// A day that hangs on an event to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pending {
    /// The earliest that the day can be: the least and the greatest, where that is not known.
    pub first: (Day, Day),
    /// The earliest that the event itself can be, likewise.
    pub event: (Day, Day),
    /// The latest that the day can be if the event still happens; [`NEVER`] where there is no latest.
    pub last: Day,
}

impl Pending {
    /// A day that is the event's own, on that day at the earliest, and not after the other.
    pub fn on(first: (Day, Day), last: Day) -> Self {
        Pending { first, event: first, last }
    }
}

/// After every day.
pub(crate) const NEVER: Day = Day(i32::MAX);
/// Before every day.
pub(crate) const ALWAYS: Day = Day(i32::MIN);

impl Seen<'_> {
    /// As a range of days: all of them for what is not known.
    pub fn days(self) -> Option<(Day, Day)> {
        match self {
            Seen::Date(day) => Some((day, day)),
            Seen::Days(first, last) => Some((first, last)),
            Seen::Unknown => Some((Day::FIRST, Day::LAST)),
            _ => None,
        }
    }
}

/// What a cell holds.
pub(crate) fn held<'a>(view: View<'a, '_>, cell: &'a Cell) -> Seen<'a> {
    match view.read(cell) {
        Cell::Missing | Cell::Unknown | Cell::Disputed(_) => {
            let range = view.supposition(cell).and_then(|supposition| supposition.range);
            range.map_or(Seen::Unknown, Seen::Within)
        }
        Cell::None => Seen::None,
        Cell::Between(first, last) => Seen::Days(*first, *last),
        Cell::Known(value) => written(value),
    }
}

fn written(value: &Value) -> Seen<'_> {
    match value {
        Value::Text(text) => Seen::Text(text),
        Value::Number(number) => Seen::Number(*number),
        Value::YesNo(holds) => Seen::YesNo(*holds),
        Value::Date(day) => Seen::Date(*day),
        Value::Duration(duration) => Seen::Duration(*duration),
        Value::Choice(member) => Seen::Choice(*member),
        Value::List(_) | Value::Event(_) => unreachable!("checking keeps lists and events out of terms"),
    }
}

/// What a term is seen to be.
pub(crate) fn term<'a>(view: View<'a, '_>, term: &'a Term) -> Seen<'a> {
    if view.world.step() {
        return Seen::Unknown;
    }
    match term {
        Term::Value(value) => {
            if let Some(trace) = view.trace {
                trace.note_value(value);
            }
            written(value)
        }
        Term::None => Seen::None,
        Term::Today => Seen::Today,
        Term::Cell(place) => match view.slot(*place) {
            Slot::Cell(cell) => held(view, cell),
            Slot::Argument(argument, caller) => self::term(caller, argument),
        },
        Term::On(place) => event::first_day(view, view.cell(*place)),
        Term::By(place) => event::first_actor(view, view.cell(*place)),
        Term::Arithmetic(left, operator, right) => {
            arithmetic(view, self::term(view, left), *operator, self::term(view, right))
        }
        Term::Shift(date, duration, direction) => {
            shifted(view, self::term(view, date), self::term(view, duration), *direction)
        }
        Term::Days { working, from, to } => days(view, *working, self::term(view, from), self::term(view, to)),
        Term::Count(listing) => elements(view, listing).map_or(Seen::Unknown, |list| Seen::Number(list.len().into())),
        Term::If(chooser, yes, no) => {
            let chosen = condition::truth(view, chooser);
            let (yes, no) = (self::term(view, yes), self::term(view, no));
            match chosen.value() {
                Some(Time::Yes | Time::SoFar) => yes,
                Some(_) => no,
                None if equal(yes, no) => yes,
                None => Seen::Unknown,
            }
        }
        Term::Lookup { table, key, column } => match view.world.model.tables.get(*table) {
            Some(table) => lookup(view, table, self::term(view, key), *column),
            None => unreachable!("checking resolves every table"),
        },
        Term::Call(define, arguments) => called(view, *define, arguments),
    }
}

fn called<'a>(view: View<'a, '_>, define: usize, arguments: &'a [Argument]) -> Seen<'a> {
    let Some(DefineBody::Term(body, _)) = view.world.model.defines.get(define).map(|define| &define.body) else {
        unreachable!("checking resolves every call to a term");
    };
    view.call(arguments, &mut |inside| term(inside, body))
}

/// The known list of a listing, if it is known.
pub(crate) fn elements<'a>(view: View<'a, '_>, listing: &'a Listing) -> Option<&'a List> {
    match listing {
        Listing::Cell(place) => match view.read(view.cell(*place)) {
            Cell::Known(Value::List(list)) => Some(list),
            _ => None,
        },
        Listing::Constant(list) => Some(list),
        Listing::Table(table) => view.world.model.tables.get(*table).map(|table| &*table.rows),
        Listing::Terms(_) => unreachable!("checking keeps lists of terms after `is in`"),
    }
}

/// Whether two known values are the same. What is not known equals nothing.
pub(crate) fn equal(left: Seen<'_>, right: Seen<'_>) -> bool {
    matches!((left, right), (Seen::None, Seen::None)) || order(left, right) == Some(Ordering::Equal)
}

/// How two known values of one type stand to each other. Texts and choices have an order here only to be told apart.
pub(crate) fn order(left: Seen<'_>, right: Seen<'_>) -> Option<Ordering> {
    match (left, right) {
        (Seen::Text(left), Seen::Text(right)) => Some(left.cmp(right)),
        (Seen::Number(left), Seen::Number(right)) => Some(left.cmp(&right)),
        (Seen::YesNo(left), Seen::YesNo(right)) => Some(left.cmp(&right)),
        (Seen::Date(left), Seen::Date(right)) => Some(left.cmp(&right)),
        (Seen::Duration(left), Seen::Duration(right)) if left.unit == right.unit => Some(left.count.cmp(&right.count)),
        (Seen::Choice(left), Seen::Choice(right)) => Some(left.cmp(&right)),
        _ => None,
    }
}

/// The event that two terms hang on, where one does: what hangs on it hangs on it after all arithmetic.
fn hanging<'a>(left: Seen<'a>, right: Seen<'a>) -> Option<Seen<'a>> {
    let pending = [left, right].into_iter().find(|seen| matches!(seen, Seen::Pending(_)));
    pending.or([left, right].into_iter().find(|seen| matches!(seen, Seen::Perhaps(..))))
}

fn arithmetic<'a>(view: View<'a, '_>, left: Seen<'a>, operator: Operator, right: Seen<'a>) -> Seen<'a> {
    let result = match (left, right) {
        (Seen::Number(left), Seen::Number(right)) => exact(left, operator, right).map(Seen::Number),
        (Seen::Within(_), Seen::Number(_)) | (Seen::Number(_), Seen::Within(_)) => {
            return super::ranges::arithmetic(left, operator, right).unwrap_or(Seen::Unknown);
        }
        (Seen::Duration(left), Seen::Duration(right)) if left.unit == right.unit => {
            let count = left.count.checked_add(right.count);
            count.map(|count| Seen::Duration(Duration { count, unit: left.unit }))
        }
        _ => return hanging(left, right).unwrap_or(Seen::Unknown),
    };
    result.unwrap_or_else(|| {
        view.world.stop(Stop::Number);
        Seen::Unknown
    })
}

/// The exact result, or nothing: a result that would have to be rounded is no result.
pub(crate) fn exact(left: Decimal, operator: Operator, right: Decimal) -> Option<Decimal> {
    match operator {
        Operator::Plus | Operator::Minus => {
            let (sum, scale) = (left, left.scale().max(right.scale()));
            let sum = if operator == Operator::Plus { sum.checked_add(right) } else { sum.checked_sub(right) };
            sum.filter(|sum| sum.scale() == scale || left.is_zero() || right.is_zero())
        }
        Operator::Times => {
            let (left, right) = (left.normalize(), right.normalize());
            let scale = left.scale() + right.scale();
            left.checked_mul(right)
                .filter(|product| product.scale() == scale || product.is_zero() && (left.is_zero() || right.is_zero()))
        }
    }
}

/// A date moved by a duration.
pub(crate) fn shifted<'a>(view: View<'a, '_>, date: Seen<'a>, by: Seen<'a>, direction: Direction) -> Seen<'a> {
    let duration = match by {
        Seen::Duration(duration) => duration,
        Seen::Pending(_) | Seen::Perhaps(..) => return hanging(date, by).unwrap_or(Seen::Unknown),
        Seen::Within(Range::Durations(unit, least, most)) if date.days().is_some() => {
            return shifted_within(view, date, unit, (least, most), direction);
        }
        // Any length, so any day from there on.
        _ => {
            return match (date.days(), direction) {
                (Some((first, _)), Direction::After) => Seen::Days(first, Day::LAST),
                (Some((_, last)), Direction::Before) => Seen::Days(Day::FIRST, last),
                (None, _) => date,
            };
        }
    };
    match date {
        Seen::Date(day) => match counted(view, day, duration, direction) {
            Reached::Day(day) if day.is_date() => Seen::Date(day),
            Reached::Day(day) if view.trying => Seen::Date(day),
            Reached::Day(_) => {
                view.world.stop(Stop::Date);
                Seen::Unknown
            }
            Reached::Outside(first, last) => Seen::Days(first, last),
        },
        Seen::Days(first, last) => {
            let first = earliest(reached(view, first, duration, direction));
            let last = latest(reached(view, last, duration, direction));
            Seen::Days(first, last)
        }
        Seen::Pending(pending) => {
            let (least, greatest) = pending.first;
            let least = earliest(reached(view, least, duration, direction));
            let greatest = latest(reached(view, greatest, duration, direction));
            let last = match pending.last {
                NEVER => NEVER,
                last => latest(reached(view, last, duration, direction)),
            };
            Seen::Pending(Pending { first: (least, greatest), last, ..pending })
        }
        Seen::Perhaps(first, last) => {
            let first = earliest(reached(view, first, duration, direction));
            Seen::Perhaps(first, latest(reached(view, last, duration, direction)))
        }
        _ => Seen::Unknown,
    }
}

/// A date moved by a duration of which only the least and the greatest count are known: the days in between.
fn shifted_within<'a>(view: View<'a, '_>, date: Seen<'a>, unit: Unit, counts: (u32, u32), to: Direction) -> Seen<'a> {
    let by = |count| shifted(view, date, Seen::Duration(Duration { count, unit }), to).days();
    match (by(counts.0), by(counts.1)) {
        (Some((a, b)), Some((c, d))) => Seen::Days(a.min(c), b.max(d)),
        _ => Seen::Unknown,
    }
}

/// The day counted to.
pub(crate) fn reached(view: View<'_, '_>, from: Day, duration: Duration, direction: Direction) -> Reached {
    let calendar = view.world.model.calendar.as_ref();
    calendar::shift(calendar, from, duration, direction).unwrap_or(Reached::Outside(Day::FIRST, Day::LAST))
}

/// The day counted to from one that is known: notes where that leaves the calendar.
pub(crate) fn counted(view: View<'_, '_>, from: Day, duration: Duration, direction: Direction) -> Reached {
    let reached = reached(view, from, duration, direction);
    if matches!(reached, Reached::Outside(..)) {
        view.leave_calendar();
    }
    reached
}

pub(crate) fn earliest(reached: Reached) -> Day {
    match reached {
        Reached::Day(day) | Reached::Outside(day, _) => day,
    }
}

pub(crate) fn latest(reached: Reached) -> Day {
    match reached {
        Reached::Day(day) | Reached::Outside(_, day) => day,
    }
}

fn days<'a>(view: View<'a, '_>, working: bool, from: Seen<'a>, to: Seen<'a>) -> Seen<'a> {
    let (Some((from_first, from_last)), Some((to_first, to_last))) = (from.days(), to.days()) else {
        return hanging(from, to).unwrap_or(Seen::Unknown);
    };
    let known = matches!((from, to), (Seen::Date(_), Seen::Date(_)));
    let all = |from: Day, to: Day| Bound::Included(i64::from(to.0) - i64::from(from.0));
    let (least, most) = match view.world.model.calendar.as_ref().filter(|_| working) {
        None => (all(from_last, to_first), all(from_first, to_last)),
        Some(calendar) => calendar.bounds((from_first, from_last), (to_first, to_last)),
    };
    if known && least != most {
        view.leave_calendar();
    }
    match (least, most) {
        (Bound::Included(least), Bound::Included(most)) if least == most => Seen::Number(least.into()),
        _ => Seen::Within(Range::Numbers(least.map(Decimal::from), most.map(Decimal::from))),
    }
}

fn lookup<'a>(view: View<'a, '_>, table: &'a Table, key: Seen<'a>, column: usize) -> Seen<'a> {
    if matches!(key, Seen::Unknown | Seen::Days(..) | Seen::Within(_) | Seen::Actors(..)) {
        return Seen::Unknown;
    }
    if matches!(key, Seen::Pending(_) | Seen::Perhaps(..)) {
        return key;
    }
    row(table, key).and_then(|row| row.get(column)).map_or(Seen::None, |cell| held(view, cell))
}

/// The row that begins with a known value.
pub(crate) fn row<'a>(table: &'a Table, key: Seen<'_>) -> Option<&'a [Cell]> {
    let found = table.index.binary_search_by(|(known, _)| order(keyed(known), key).unwrap_or(Ordering::Less));
    let (_, row) = table.index.get(found.ok()?)?;
    table.rows.elements().nth(*row as usize)
}

fn keyed(key: &Key) -> Seen<'_> {
    match key {
        Key::Choice(member) => Seen::Choice(*member),
        Key::Date(day) => Seen::Date(*day),
        Key::YesNo(holds) => Seen::YesNo(*holds),
        Key::Number(number) => Seen::Number(*number),
        Key::Text(text) => Seen::Text(text),
    }
}
