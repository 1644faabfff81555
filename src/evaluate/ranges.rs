//! What holds of values of which only the range is known.

use std::cmp::Ordering;
use std::ops::Bound;

use super::term::{Seen, exact};
use super::view::Range;
use crate::model::Operator;
use crate::value::{Day, Decimal};

/// How two values of one type may stand to each other, where at least one of them is not known.
pub(crate) fn compare(left: Seen<'_>, right: Seen<'_>) -> impl Iterator<Item = Ordering> {
    let days = |seen: Seen<'_>| if matches!(seen, Seen::Unknown) { None } else { seen.days() };
    let [less, equal, greater] = if let (Some(left), Some(right)) = (numbers(left), numbers(right)) {
        [left.0 < right.1, left.0 <= right.1 && right.0 <= left.1, left.1 > right.0]
    } else if counts(left).or(counts(right)).is_some()
        && let (Some(left), Some(right)) = (any_count(left), any_count(right))
    {
        [left.0 < right.1, left.0 <= right.1 && right.0 <= left.1, left.1 > right.0]
    } else if days(left).or(days(right)).is_some()
        && let (Some(left), Some(right)) = (left.days(), right.days())
    {
        [left.0 < right.1, left.0 <= right.1 && right.0 <= left.1, left.1 > right.0]
    } else {
        [true; 3]
    };
    let all = [(less, Ordering::Less), (equal, Ordering::Equal), (greater, Ordering::Greater)];
    all.into_iter().filter(|(possible, _)| *possible).map(|(_, order)| order)
}

/// An end of a range of numbers: a number, just beside one, or at the end of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    /// Less than all.
    Least,
    /// A number: just below it, it, just above it.
    At(Decimal, Side),
    /// Greater than all.
    Greatest,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Below,
    There,
    Above,
}

fn numbers(seen: Seen<'_>) -> Option<(End, End)> {
    match seen {
        Seen::Number(number) => Some((End::At(number, Side::There), End::At(number, Side::There))),
        Seen::Within(Range::Numbers(above, below)) => {
            Some((end(above, End::Least, Side::Above), end(below, End::Greatest, Side::Below)))
        }
        _ => None,
    }
}

/// An end that excludes its number lies on that side of it.
fn end(bound: Bound<Decimal>, open: End, side: Side) -> End {
    match bound {
        Bound::Included(number) => End::At(number, Side::There),
        Bound::Excluded(number) => End::At(number, side),
        Bound::Unbounded => open,
    }
}

fn counts(seen: Seen<'_>) -> Option<(u32, u32)> {
    match seen {
        Seen::Duration(duration) => Some((duration.count, duration.count)),
        Seen::Within(Range::Durations(_, least, most)) => Some((least, most)),
        _ => None,
    }
}

/// A duration of which nothing is known has some count.
fn any_count(seen: Seen<'_>) -> Option<(u32, u32)> {
    if matches!(seen, Seen::Unknown) { Some((0, u32::MAX)) } else { counts(seen) }
}

/// `x + 3`, `3 - x`, `x * 3` of a number of which the range is known.
pub(crate) fn arithmetic<'a>(left: Seen<'a>, operator: Operator, right: Seen<'a>) -> Option<Seen<'a>> {
    let (range, moved, turned): (_, &dyn Fn(Decimal) -> Option<Decimal>, bool) = match (left, right, operator) {
        (Seen::Within(range), Seen::Number(by), _) => {
            (range, &move |end| exact(end, operator, by), operator == Operator::Times && by < Decimal::ZERO)
        }
        (Seen::Number(by), Seen::Within(range), _) => {
            let turned = operator == Operator::Minus || operator == Operator::Times && by < Decimal::ZERO;
            (range, &move |end| exact(by, operator, end), turned)
        }
        _ => return None,
    };
    let Range::Numbers(above, below) = range else { return None };
    // Times nothing is nothing, and an end that cannot be given exactly is none.
    if operator == Operator::Times && [left, right].iter().any(|seen| matches!(seen, Seen::Number(n) if n.is_zero())) {
        return Some(Seen::Number(Decimal::ZERO));
    }
    let moved = |end: Bound<Decimal>| match end {
        Bound::Included(number) => moved(number).map_or(Bound::Unbounded, Bound::Included),
        Bound::Excluded(number) => moved(number).map_or(Bound::Unbounded, Bound::Excluded),
        Bound::Unbounded => Bound::Unbounded,
    };
    let (above, below) = (moved(above), moved(below));
    Some(Seen::Within(if turned { Range::Numbers(below, above) } else { Range::Numbers(above, below) }))
}

/// Cuts of a range of whole numbers into two, at the one of these places that is nearest the middle of them, else in the
/// middle: the last number of the first part.
pub(crate) fn cut(first: i64, last: i64, near: impl Iterator<Item = i64>) -> i64 {
    let mut places: Vec<i64> = near.flat_map(|at| [at - 1, at]).filter(|at| (first..last).contains(at)).collect();
    places.sort_unstable();
    places.dedup();
    places.get(places.len() / 2).copied().unwrap_or(first + (last - first) / 2)
}

/// Cuts a range of days in two.
pub(crate) fn cut_days(first: Day, last: Day, near: impl Iterator<Item = Day>) -> Day {
    let at = cut(first.0.into(), last.0.into(), near.map(|day| day.0.into()));
    Day(i32::try_from(at).unwrap_or(first.0))
}
