//! Every cell of a case, with what it could hold.

use crate::model::{Model, Shape};
use crate::value::{Cell, Type, Value};

/// What a cell could hold.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Holds<'m> {
    /// A value of that type, the unit of a duration with it where one is fixed.
    Plain(&'m Type, Option<u16>),
    /// Whether an optional record or period is there.
    Presence,
    /// A day of a period; the last one may be `none`.
    End {
        /// Whether it is the last day.
        last: bool,
    },
    /// The day of an occurrence.
    Day,
    /// The actor of an occurrence: a choice.
    Actor(&'m Type),
}

/// Visits every cell of the facts and parameters, those inside lists and occurrences too.
pub(crate) fn each<'c, 'm>(model: &'m Model, shape: &'m Shape, cells: &'c [Cell], visit: &mut Visit<'_, 'c, 'm>) {
    for field in &shape.fields {
        value(model, &field.ty, field.unit_class, cells.get(field.at..).unwrap_or_default(), visit);
    }
}

/// What is done at each cell.
pub(crate) type Visit<'v, 'c, 'm> = dyn FnMut(&'c Cell, Holds<'m>) + 'v;

/// Visits the cells of one value, see [`Shape`] for how they lie.
fn value<'c, 'm>(model: &'m Model, ty: &'m Type, unit: Option<u16>, cells: &'c [Cell], visit: &mut Visit<'_, 'c, 'm>) {
    let Some((first, rest)) = cells.split_first() else { return };
    match ty {
        Type::Record(id) => {
            if let Some(record) = model.record(*id) {
                each(model, &record.shape, cells, visit);
            }
        }
        Type::Period => {
            visit(first, Holds::End { last: false });
            if let Some(last) = rest.first() {
                visit(last, Holds::End { last: true });
            }
        }
        Type::Optional(inner) if matches!(**inner, Type::Record(_) | Type::Period) => {
            visit(first, Holds::Presence);
            value(model, inner, unit, rest, visit);
        }
        _ => {
            visit(first, Holds::Plain(ty, unit));
            inside(model, ty.bare(), unit, first, visit);
        }
    }
}

/// Visits what stands inside of a list or an event.
pub(crate) fn inside<'c, 'm>(
    model: &'m Model,
    ty: &'m Type,
    unit: Option<u16>,
    cell: &'c Cell,
    visit: &mut Visit<'_, 'c, 'm>,
) {
    match (ty, cell) {
        (Type::List(element), Cell::Known(Value::List(list))) => {
            for cells in list.elements() {
                value(model, element, unit, cells, visit);
            }
        }
        (Type::Event { of, .. }, Cell::Known(Value::Event(occurrences))) => {
            for occurrence in &**occurrences {
                visit(&occurrence.on, Holds::Day);
                visit(&occurrence.by, Holds::Actor(ty));
                if let Some(record) = of.and_then(|of| model.record(of)) {
                    each(model, &record.shape, &occurrence.fields, visit);
                }
            }
        }
        _ => {}
    }
}
