//! Whether the last day of what is due is known, or is only the earliest of several that are possible.

use super::names::{Named, Names};
use crate::evaluate::condition::truth;
use crate::evaluate::rule::judge;
use crate::evaluate::view::{Supposition, Trace, View, World};
use crate::model::{Condition, Rule};
use crate::value::{Cell, Day, Duration, Occurrence, Type, Unit, Value};

/// Whether some value of a fact that is not known for sure moves the due day, or its count leaves the calendar.
pub(crate) fn is_earliest(names: &Names<'_>, view: View<'_, '_>, rule: &Rule, due: Day) -> bool {
    let old = view.world;
    let world = World::new(old.model, old.facts, old.settings, old.today);
    let view = view.in_world(&world);
    let trace = Trace::default();
    traced(view, &rule.condition, &trace);
    if world.take_left_calendar() {
        return true;
    }
    let moves = |named: &Named<'_>, value: &Cell| {
        let supposition = Supposition { cell: named.cell, value, range: None, next: view.supposed };
        let moved = due_if(view, &supposition, rule);
        world.forget_stop();
        moved.is_some_and(|moved| moved != due)
    };
    let read = names.read_by(&trace);
    read.into_iter().any(|named| values(names, named, old.today).iter().any(|value| moves(named, value)))
}

fn traced(view: View<'_, '_>, condition: &Condition, trace: &Trace) {
    truth(view.tracing(trace), condition);
}

fn due_if(view: View<'_, '_>, supposition: &Supposition<'_>, rule: &Rule) -> Option<Day> {
    judge(view.trying().supposing(supposition), rule).due
}

/// Values that a cell may have, far apart from each other; none for one that is known.
fn values(names: &Names<'_>, named: &Named<'_>, today: Day) -> Vec<Cell> {
    let known = |values: Vec<Value>| values.into_iter().map(Cell::Known).collect();
    match (named.cell, named.ty.bare()) {
        (Cell::Known(_) | Cell::None, _) => Vec::new(),
        (Cell::Between(first, last), _) => known(vec![Value::Date(*first), Value::Date(*last)]),
        (Cell::Disputed(values), _) => values.to_vec(),
        (_, Type::YesNo) => known(vec![Value::YesNo(true), Value::YesNo(false)]),
        (_, Type::Choice(id)) => {
            let members = names.model.choice(*id).map_or(0, |choice| choice.members.len());
            known((0..members).filter_map(|member| u16::try_from(member).ok()).map(Value::Choice).collect())
        }
        (_, Type::Date) => known([-1, 0, 1000].map(|days| Value::Date(today.plus(days))).to_vec()),
        (_, Type::Duration) => {
            known([1, 1000].map(|count| Value::Duration(Duration { count, unit: Unit::Day })).to_vec())
        }
        (_, Type::Event { .. }) => {
            let on = Cell::Known(Value::Date(today));
            let once = Occurrence { on, by: Cell::Unknown, note: None, fields: [].into() };
            known(vec![Value::Event([].into()), Value::Event([once].into())])
        }
        _ => Vec::new(),
    }
}
