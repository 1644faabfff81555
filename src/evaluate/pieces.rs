//! From a cell that is not known to the values to suppose of it, those that cannot be told apart in one range.

use std::ops::{Bound, RangeBounds};

use super::cells::Holds;
use super::ranges::{cut, cut_days};
use super::view::{Range, Trace, View};
use crate::limits;
use crate::model::Model;
use crate::value::{Cell, ChoiceId, Day, Decimal, Duration, Occurrence, Type, Unit, Value};

/// What to suppose of a cell: a value, or that it lies in a range.
pub(crate) struct Piece {
    pub value: Cell,
    pub range: Option<Range>,
}

impl Piece {
    /// That value.
    pub fn of(value: Cell) -> Piece {
        Piece { value, range: None }
    }

    fn known(value: Value) -> Piece {
        Piece::of(Cell::Known(value))
    }

    fn none() -> Piece {
        Piece::of(Cell::None)
    }

    /// Days from the first to the last.
    pub fn days(first: Day, last: Day) -> Piece {
        if first == last {
            return Piece::known(Value::Date(first));
        }
        Piece::of(Cell::Between(first, last))
    }

    /// A value of that range.
    pub fn within(range: Range) -> Piece {
        match range {
            Range::Durations(unit, least, most) if least == most => {
                Piece::known(Value::Duration(Duration { count: least, unit }))
            }
            _ => Piece { value: Cell::Unknown, range: Some(range) },
        }
    }
}

/// Which cell first: kinds of few values, then records that happened or not, then ranges, which have many parts.
const FEW: usize = 0;
const HAPPENED: usize = 1_000_000;
const RANGE: usize = 2_000_000;

/// The values to suppose of a cell beside its place in the order of cells; nothing where it has none to tell apart.
pub(crate) fn pieces(view: View<'_, '_>, cell: &Cell, holds: Holds<'_>, trace: &Trace) -> Option<(usize, Vec<Piece>)> {
    let model = view.world.model;
    let today = view.world.today;
    let supposed = view.supposition(cell);
    match supposed.map_or(cell, |supposed| supposed.value) {
        Cell::Known(_) | Cell::None => None,
        Cell::Disputed(values) => Some((FEW, values.iter().cloned().map(Piece::of).collect())),
        Cell::Between(first, last) => {
            let last = if matches!(holds, Holds::Day) { (*last).min(today) } else { *last };
            Some((RANGE, halves_of_days(view, *first, last, trace)))
        }
        Cell::Missing | Cell::Unknown => match (supposed.and_then(|supposed| supposed.range), holds) {
            (Some(range), _) => Some((RANGE, parts(range, trace)?)),
            (None, Holds::Plain(ty, unit)) => {
                let unit = unit.and_then(|class| model.unit_classes.get(usize::from(class)).copied().flatten());
                let (rank, mut pieces) = plain(view, ty.bare(), unit)?;
                if ty.is_optional() {
                    pieces.push(Piece::none());
                }
                Some((rank + pieces.len(), pieces))
            }
            (None, Holds::Presence) => Some((FEW, vec![Piece::known(Value::YesNo(true)), Piece::none()])),
            (None, Holds::End { last }) => {
                let mut pieces = vec![Piece::days(Day::FIRST, Day::LAST)];
                pieces.extend(last.then(Piece::none));
                Some((RANGE, pieces))
            }
            (None, Holds::Day) => Some((RANGE, vec![Piece::days(Day::FIRST, today)])),
            (None, Holds::Actor(Type::Event { by: Some(by), .. })) => Some((FEW, members(model, *by))),
            (None, Holds::Actor(_)) => None,
        },
    }
}

fn plain(view: View<'_, '_>, ty: &Type, unit: Option<Unit>) -> Option<(usize, Vec<Piece>)> {
    match ty {
        Type::YesNo => Some((FEW, vec![Piece::known(Value::YesNo(true)), Piece::known(Value::YesNo(false))])),
        Type::Choice(id) => Some((FEW, members(view.world.model, *id))),
        Type::Date => Some((RANGE, vec![Piece::days(Day::FIRST, Day::LAST)])),
        Type::Number => Some((RANGE, vec![Piece::within(Range::Numbers(Bound::Unbounded, Bound::Unbounded))])),
        Type::Duration => {
            unit.map(|unit| (RANGE, vec![Piece::within(Range::Durations(unit, 0, limits::DURATION_UNITS))]))
        }
        Type::Event { of, .. } => {
            let width = of.and_then(|of| view.world.model.record(of)).map_or(0, |record| record.shape.width);
            let fields = vec![Cell::Unknown; width].into();
            let on = Cell::Between(Day::FIRST, view.world.today);
            let once = Occurrence { on, by: Cell::Unknown, note: None, fields };
            let events = [Value::Event([].into()), Value::Event([once].into())];
            Some((HAPPENED, events.into_iter().map(Piece::known).collect()))
        }
        Type::Text | Type::List(_) | Type::Period | Type::Record(_) | Type::Optional(_) => None,
    }
}

fn members(model: &Model, id: ChoiceId) -> Vec<Piece> {
    let count = model.choice(id).map_or(0, |choice| choice.members.len());
    let members = (0..count).filter_map(|member| u16::try_from(member).ok());
    members.map(|member| Piece::known(Value::Choice(member))).collect()
}

fn halves_of_days(view: View<'_, '_>, first: Day, last: Day, trace: &Trace) -> Vec<Piece> {
    if first >= last {
        return vec![Piece::days(first, first)];
    }
    let read = trace.values();
    let days = read.iter().filter_map(|value| if let Value::Date(day) = value { Some(*day) } else { None });
    let at = cut_days(first, last, days.chain([view.world.today]));
    vec![Piece::days(first, at), Piece::days(at.plus(1), last)]
}

/// Of so many numbers that are read, their sums and differences are places to cut too.
const SUMS: usize = 20;

/// Parts of a range; nothing where no value that is read lies in it.
fn parts(range: Range, trace: &Trace) -> Option<Vec<Piece>> {
    let read = trace.values();
    match range {
        Range::Durations(unit, least, most) => {
            let counts = read.iter().filter_map(|value| match value {
                Value::Duration(duration) if duration.unit == unit => Some(i64::from(duration.count)),
                _ => None,
            });
            let at = u32::try_from(cut(least.into(), most.into(), counts)).unwrap_or(least);
            let halves = [Range::Durations(unit, least, at), Range::Durations(unit, at + 1, most)];
            Some(halves.into_iter().map(Piece::within).collect())
        }
        Range::Numbers(above, below) => {
            let read: Vec<Decimal> = read
                .iter()
                .filter_map(|value| if let Value::Number(number) = value { Some(*number) } else { None })
                .collect();
            // One may be added to another before that is compared with a third.
            let few = if read.len() <= SUMS { read.as_slice() } else { &[] };
            let moved = few.iter().flat_map(|one| {
                few.iter().flat_map(|other| [one.checked_add(*other), one.checked_sub(*other)]).flatten()
            });
            let numbers = read.iter().copied().chain(moved);
            let mut numbers: Vec<Decimal> = numbers.filter(|number| (above, below).contains(number)).collect();
            numbers.sort_unstable();
            let at = *numbers.get(numbers.len() / 2)?;
            let sides = [Range::Numbers(above, Bound::Excluded(at)), Range::Numbers(Bound::Excluded(at), below)];
            Some(sides.into_iter().map(Piece::within).chain([Piece::known(Value::Number(at))]).collect())
        }
    }
}
