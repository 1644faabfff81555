//! An event condition of which something is not known: every completion is tried, and what they give is put together.

use super::event;
use super::outlook::{Outlook, Todo};
use super::picks::Picks;
use super::reach::{Reach, anchors, reach};
use super::term::{Seen, held, term};
use super::unknowns::{Open, Sort, unknowns};
use super::view::{Supposition, View};
use crate::limits;
use crate::model::EventCondition;
use crate::truth::Truth;
use crate::value::{Cell, Day, Duration, Occurrence, Unit, Value};

/// What is known of an event condition over all completions of what it reads.
pub(crate) fn standing<'a>(view: View<'a, '_>, event: &'a EventCondition) -> Outlook {
    let view = view.trying();
    let mut unknowns = Vec::new();
    self::unknowns(view, event, &mut unknowns);
    let mut choices: Vec<(&Cell, Vec<Cell>)> = Vec::new();
    for open in &unknowns {
        let values = values(view, open, unknowns.len() > 1);
        match choices.iter_mut().find(|(cell, _)| std::ptr::eq(*cell, open.cell)) {
            Some((_, known)) => known.extend(values),
            None => choices.push((open.cell, values)),
        }
    }
    for (_, values) in &mut choices {
        let mut distinct: Vec<Cell> = Vec::with_capacity(values.len());
        for value in values.drain(..) {
            if !distinct.contains(&value) {
                distinct.push(value);
            }
        }
        *values = distinct;
    }
    let combinations = choices.iter().try_fold(1_usize, |all, (_, values)| all.checked_mul(values.len()));
    if combinations.is_none_or(|all| all > limits::COMPLETIONS) {
        return anything();
    }
    let mut all = Completions { outlook: None, runs: 0 };
    suppose(view, event, &choices, &mut all);
    all.outlook.unwrap_or_else(anything)
}

/// Past the limit nothing is said, which is never wrong.
fn anything() -> Outlook {
    Outlook::of(
        Truth::ANY,
        Todo::WAITS.or_maybe(Todo::can_be_done(None, None)).or_maybe(Todo::can_be_done(Some(Day::LAST), None)),
    )
}

struct Completions {
    outlook: Option<Outlook>,
    runs: usize,
}

fn suppose(view: View<'_, '_>, event: &EventCondition, choices: &[(&Cell, Vec<Cell>)], all: &mut Completions) {
    let Some(((cell, values), rest)) = choices.split_first() else {
        let mut picks = Picks::default();
        loop {
            let outlook = event::run(view, event, &mut picks);
            all.runs += 1;
            all.outlook = Some(match all.outlook {
                _ if all.runs > limits::COMPLETIONS || view.world.step() => anything(),
                Some(before) => before.or_maybe(outlook),
                None => outlook,
            });
            if all.runs > limits::COMPLETIONS || view.world.stopped().is_some() || !picks.next() {
                return;
            }
        }
    };
    for value in values {
        if view.world.stopped().is_some() {
            return;
        }
        suppose(view.supposing(&Supposition { cell, value, range: None, next: view.supposed }), event, rest, all);
    }
}

/// The values of one unknown that can make a difference to the days admitted.
///
/// Beside others that are not known either, the days on record and next to them are tried too.
fn values(view: View<'_, '_>, open: &Open<'_>, beside_others: bool) -> Vec<Cell> {
    match open.sort {
        Sort::Choice => actors(view, open),
        Sort::Date { first, last } => {
            let mut days = critical_days(view, open, first, last, &|day| Cell::Known(Value::Date(day)));
            if beside_others {
                let near = anchors(view, open.level).into_iter().flat_map(|day| [day.plus(-1), day, day.plus(1)]);
                days.extend(near.filter(|day| (first..=last).contains(day)));
            }
            days.into_iter().map(|day| Cell::Known(Value::Date(day))).collect()
        }
        Sort::Duration => {
            let longest = Day::LAST.0 - Day::FIRST.0;
            let days = critical_days(view, open, Day(0), Day(longest), &|day| lasting(day));
            days.into_iter().map(lasting).collect()
        }
        Sort::Event => {
            let today = view.world.today;
            let mut days = critical_days(view, open, Day::FIRST, today, &happened);
            let own = reach(view, open.narrowed, &mut Picks::default());
            let near = own.edges().into_iter().flat_map(|edge| [edge.plus(-1), edge, edge.plus(1)]);
            days.extend(near.filter(|day| (Day::FIRST..=today).contains(day)));
            let never = Cell::Known(Value::Event([].into()));
            days.into_iter().map(happened).chain([never]).collect()
        }
    }
}

/// The actors that are asked for or on record, and anybody else.
fn actors(view: View<'_, '_>, open: &Open<'_>) -> Vec<Cell> {
    let levels = [open.level, open.narrowed];
    let asked =
        levels.into_iter().flat_map(|level| [&level.by, &level.only_by]).flatten().map(|actor| term(view, actor));
    let on_record =
        levels.into_iter().flat_map(|level| event::occurrences(view, view.cell(level.event)).unwrap_or(&[]));
    let seen = asked.chain(on_record.map(|occurrence| held(view, &occurrence.by)));
    let members = seen.filter_map(|seen| if let Seen::Choice(member) = seen { Some(member) } else { None });
    members.chain([u16::MAX]).map(|member| Cell::Known(Value::Choice(member))).collect()
}

fn lasting(day: Day) -> Cell {
    Cell::Known(Value::Duration(Duration { count: u32::try_from(day.0).unwrap_or(0), unit: Unit::Day }))
}

fn happened(day: Day) -> Cell {
    let occurrence = Occurrence { on: Cell::Known(Value::Date(day)), by: Cell::Unknown, note: None, fields: [].into() };
    Cell::Known(Value::Event([occurrence].into()))
}

/// Days for an unknown, one for every way in which the days admitted can stand to those on record and to today.
///
/// Each edge of the days admitted moves one way only as the unknown grows, so where it passes a day can be found by
/// halving.
fn critical_days(view: View<'_, '_>, open: &Open<'_>, first: Day, last: Day, value: &dyn Fn(Day) -> Cell) -> Vec<Day> {
    let edges = |day: Day| -> [Day; 6] {
        view.world.step();
        let value = value(day);
        let supposition = Supposition { cell: open.cell, value: &value, range: None, next: view.supposed };
        reach_of(view.supposing(&supposition), open.level).edges()
    };
    let mut found = vec![first, last];
    let (low, high) = (edges(first), edges(last));
    let targets: Vec<Day> =
        anchors(view, open.level).into_iter().flat_map(|day| [day.plus(-1), day, day.plus(1)]).collect();
    for (index, (low, high)) in low.into_iter().zip(high).enumerate() {
        for target in &targets {
            let passed = |edge: Day| if low <= high { edge >= *target } else { edge <= *target };
            if passed(low) || !passed(high) {
                continue;
            }
            let (mut before, mut after) = (first, last);
            while before.plus(1) < after {
                let middle = Day(before.0 + (after.0 - before.0) / 2);
                let there = edges(middle).get(index).copied().unwrap_or(middle);
                if passed(there) { after = middle } else { before = middle }
            }
            found.extend([before, after]);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn reach_of(view: View<'_, '_>, event: &EventCondition) -> Reach {
    reach(view, event, &mut Picks::default())
}
