//! Which facts would decide a rule: those of which some value changes its possible outcomes.

use super::cases;
use super::rule::{Outcomes, judge};
use super::view::{Supposition, Trace, View};
use crate::calendar::{Direction, Reached, shift};
use crate::limits;
use crate::model::{Model, Rule};
use crate::value::{Cell, Day, Decimal, Duration, List, Occurrence, Type, Unit, Value};

/// A cell of which nothing is known, with what it could hold.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unknown<'a> {
    pub cell: &'a Cell,
    pub ty: &'a Type,
    /// Whether it only says whether an optional record or period is there.
    pub presence: bool,
    /// The unit that a duration must have, where one is fixed.
    pub unit: Option<Unit>,
}

/// What a rule reads.
pub(crate) fn reads(view: View<'_, '_>, rule: &Rule) -> Trace {
    let trace = Trace::default();
    judge_traced(view, rule, &trace);
    trace
}

/// Which of the unknown cells that a rule reads would decide it, by their index: those of which one value alone changes
/// the possible outcomes; where none does, all of them.
pub(crate) fn deciding<'a>(
    view: View<'a, '_>,
    rule: &'a Rule,
    possible: Outcomes,
    read: &Trace,
    unknown: &[Unknown<'a>],
) -> Vec<usize> {
    let anchors = read.values();
    let until = view.world.steps() + limits::CASE_STEPS;
    let decides = |one: &Unknown<'a>| {
        let values = values(view, one, &anchors);
        values.into_iter().take(limits::TRIALS).any(|value| changes(view, rule, possible, one.cell, &value, until))
    };
    let deciding: Vec<usize> =
        unknown.iter().enumerate().filter(|(_, one)| decides(one)).map(|(index, _)| index).collect();
    if deciding.is_empty() { (0..unknown.len()).collect() } else { deciding }
}

fn judge_traced(view: View<'_, '_>, rule: &Rule, trace: &Trace) {
    judge(view.tracing(trace), rule);
}

fn changes(view: View<'_, '_>, rule: &Rule, possible: Outcomes, cell: &Cell, value: &Cell, until: u64) -> bool {
    let supposition = Supposition { cell, value, range: None, next: view.supposed };
    let supposed = cases::possible(view.supposing(&supposition), rule, until);
    let stopped = view.world.stopped().is_some();
    // A value that leads to no verdict decides nothing.
    view.world.forget_stop();
    !stopped && supposed != possible
}

/// Values of an unknown that can make a difference: all where there are few, else those next to what the rule reads.
fn values(view: View<'_, '_>, unknown: &Unknown<'_>, anchors: &[Value]) -> Vec<Cell> {
    let mut values: Vec<Cell> = if unknown.presence {
        vec![Cell::Known(Value::YesNo(true))]
    } else {
        plain(view, unknown.ty.bare(), unknown.unit, anchors)
    };
    if unknown.ty.is_optional() {
        values.push(Cell::None);
    }
    values
}

fn plain(view: View<'_, '_>, ty: &Type, unit: Option<Unit>, anchors: &[Value]) -> Vec<Cell> {
    let model = view.world.model;
    let known = |values: Vec<Value>| values.into_iter().map(Cell::Known).collect();
    match ty {
        Type::YesNo => known(vec![Value::YesNo(true), Value::YesNo(false)]),
        Type::Choice(id) => known(members(model, *id)),
        Type::Date => known(days(view, anchors).into_iter().map(Value::Date).collect()),
        Type::Number => known(numbers(anchors).into_iter().map(Value::Number).collect()),
        Type::Duration => known(durations(unit, anchors).into_iter().map(Value::Duration).collect()),
        Type::Text => {
            let read = anchors.iter().filter(|anchor| matches!(anchor, Value::Text(_))).cloned();
            known(read.chain([Value::Text("\u{fffd}".into())]).collect())
        }
        Type::List(element) => {
            let width = model.width(element);
            let of = |cells: Vec<Cell>| Value::List(List { width, cells }.into());
            let mut lists = vec![of(Vec::new()), of(vec![Cell::Unknown; width])];
            if width == 1 && !matches!(**element, Type::Event { .. } | Type::List(_)) {
                lists.extend(plain(view, element.bare(), unit, anchors).into_iter().map(|cell| of(vec![cell])));
            }
            known(lists)
        }
        Type::Event { by, of } => {
            let width = of.and_then(|id| model.record(id)).map_or(0, |record| record.shape.width);
            let actors = match by {
                Some(id) => members(model, *id).into_iter().map(Cell::Known).collect(),
                None => vec![Cell::Missing],
            };
            let mut events = vec![Value::Event([].into())];
            for day in days(view, anchors).into_iter().filter(|day| *day <= view.world.today) {
                events.extend(actors.iter().map(|by| {
                    let fields = vec![Cell::Unknown; width].into();
                    let on = Cell::Known(Value::Date(day));
                    Value::Event([Occurrence { on, by: by.clone(), note: None, fields }].into())
                }));
            }
            known(events)
        }
        Type::Period | Type::Record(_) | Type::Optional(_) => Vec::new(),
    }
}

fn members(model: &Model, id: crate::value::ChoiceId) -> Vec<Value> {
    let count = model.choice(id).map_or(0, |choice| choice.members.len());
    (0..count).filter_map(|member| u16::try_from(member).ok()).map(Value::Choice).collect()
}

/// The first and last days that are worth trying, and all next to those that are read, moved by what is read.
fn days(view: View<'_, '_>, anchors: &[Value]) -> Vec<Day> {
    let read = anchors.iter().filter_map(|anchor| if let Value::Date(day) = anchor { Some(*day) } else { None });
    let lengths: Vec<Duration> = anchors
        .iter()
        .filter_map(|anchor| if let Value::Duration(length) = anchor { Some(*length) } else { None })
        .collect();
    let mut days: Vec<Day> = read.chain([view.world.today]).collect();
    let calendar = view.world.model.calendar.as_ref();
    for day in days.clone() {
        for length in &lengths {
            for direction in [Direction::After, Direction::Before] {
                if let Some(Reached::Day(moved)) = shift(calendar, day, *length, direction) {
                    days.push(moved);
                }
            }
        }
    }
    let mut near: Vec<Day> = days.into_iter().flat_map(|day| [day.plus(-1), day, day.plus(1)]).collect();
    // Far enough from either end that what is counted from them is still a date.
    near.extend([Day::new(1000, 1, 1), Day::new(8000, 1, 1)].into_iter().flatten());
    near.retain(|day| day.is_date());
    near.sort_unstable();
    near.dedup();
    near
}

fn numbers(anchors: &[Value]) -> Vec<Decimal> {
    let read =
        anchors.iter().filter_map(|anchor| if let Value::Number(number) = anchor { Some(*number) } else { None });
    let near = read.chain([Decimal::ZERO]).flat_map(|number| {
        [number.checked_sub(Decimal::ONE), Some(number), number.checked_add(Decimal::ONE)].into_iter().flatten()
    });
    let far = Decimal::from(1_000_000_000_000_i64);
    near.chain([far, -far]).collect()
}

fn durations(unit: Option<Unit>, anchors: &[Value]) -> Vec<Duration> {
    let units = unit.map_or(Unit::ALL.to_vec(), |unit| vec![unit]);
    let read = anchors
        .iter()
        .filter_map(|anchor| if let Value::Duration(length) = anchor { Some(length.count) } else { None });
    let counts: Vec<u32> = read
        .flat_map(|count| [count.saturating_sub(1), count, count.saturating_add(1)])
        .chain([0, 1, 30, 365, limits::DURATION_UNITS])
        .collect();
    units.into_iter().flat_map(|unit| counts.iter().map(move |&count| Duration { count, unit })).collect()
}
