//! Every cell of a case with its name, for those who show it.

use std::sync::Arc;

use super::Case;
use crate::model::{Field, Model, Shape};
use crate::text::Text;
use crate::value::{Cell, ChoiceId, Occurrence, RecordId, Type, Value};

/// A cell with its name.
#[derive(Debug, Clone, Copy)]
pub struct Leaf<'c> {
    /// The path as the report gives it: `decisions[0].owner`, `approved.on`.
    pub path: &'c str,
    /// The label of the field.
    pub label: &'c Text,
    /// Of what is labelled, this part.
    pub part: Part,
    /// The type of the cell.
    pub ty: &'c Type,
    /// The class of units of a duration, see [`Field::unit_class`].
    pub unit_class: Option<u16>,
    /// The cell itself, so that it can be found by its address.
    pub cell: &'c Cell,
}

/// Which part of what is labelled a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of it: a plain fact, a list, an event.
    Whole,
    /// Whether there is one: of an optional record or period.
    Presence,
    /// The element of a list, counted from 0.
    Element(usize),
    /// The first day of a period.
    From,
    /// The last day of a period.
    Until,
    /// The day of an occurrence, counted from 0.
    Day(usize),
    /// The actor of an occurrence, counted from 0.
    Actor(usize),
}

/// Visits every cell: the facts in the order of the model, then the parameters. A list and an event come first as a
/// whole, then their parts. The fields of an optional record that is known to be absent are not visited.
pub fn leaves<'c>(model: &'c Model, case: &'c Case, visit: &mut dyn FnMut(Leaf<'_>)) {
    let mut walk = Walk { model, path: String::new(), visit };
    walk.shape(&model.facts, &case.cells);
    walk.shape(&model.parameters, &case.settings);
}

/// A field with the part of it that is visited.
#[derive(Clone, Copy)]
struct Name<'c> {
    field: &'c Field,
    part: Part,
}

struct Walk<'c, 'v> {
    model: &'c Model,
    path: String,
    visit: &'v mut dyn FnMut(Leaf<'_>),
}

impl<'c> Walk<'c, '_> {
    fn shape(&mut self, shape: &'c Shape, cells: &'c [Cell]) {
        for field in &shape.fields {
            let length = self.path.len();
            if length > 0 {
                self.path.push('.');
            }
            self.path.push_str(&field.name);
            self.value(Name { field, part: Part::Whole }, &field.ty, cells.get(field.at..).unwrap_or_default());
            self.path.truncate(length);
        }
    }

    fn value(&mut self, name: Name<'c>, ty: &'c Type, cells: &'c [Cell]) {
        match ty {
            Type::Record(id) => {
                if let Some(record) = self.model.record(*id) {
                    self.shape(&record.shape, cells);
                }
            }
            Type::Period => {
                const ENDS: [(&str, Part); 2] = [(".from", Part::From), (".until", Part::Until)];
                for ((end, part), cell) in ENDS.into_iter().zip(cells) {
                    self.part(end, |walk| walk.leaf(Name { part, ..name }, &Type::Date, cell));
                }
            }
            Type::Optional(inner) if matches!(**inner, Type::Period | Type::Record(_)) => {
                let Some((presence, rest)) = cells.split_first() else { return };
                let part = if name.part == Part::Whole { Part::Presence } else { name.part };
                self.leaf(Name { part, ..name }, ty, presence);
                if *presence != Cell::None {
                    self.value(name, inner, rest);
                }
            }
            _ => {
                let Some(cell) = cells.first() else { return };
                self.leaf(name, ty, cell);
                match (ty.bare(), cell) {
                    (Type::List(inner), Cell::Known(Value::List(list))) => {
                        for (at, element) in list.elements().enumerate() {
                            let name = Name { part: Part::Element(at), ..name };
                            self.part(&format!("[{at}]"), |walk| walk.value(name, inner, element));
                        }
                    }
                    (Type::Event { by, of }, Cell::Known(Value::Event(occurrences))) => {
                        self.occurrences(name, *by, *of, occurrences);
                    }
                    _ => {}
                }
            }
        }
    }

    fn occurrences(
        &mut self,
        name: Name<'c>,
        by: Option<ChoiceId>,
        of: Option<RecordId>,
        occurrences: &'c Arc<[Occurrence]>,
    ) {
        for (at, occurrence) in occurrences.iter().enumerate() {
            // The first occurrence is called by the name of the event itself.
            let index = if at == 0 { String::new() } else { format!("[{at}]") };
            self.part(&index, |walk| {
                let day = Name { part: Part::Day(at), ..name };
                walk.part(".on", |walk| walk.leaf(day, &Type::Date, &occurrence.on));
                if let Some(id) = by {
                    let actor = Name { part: Part::Actor(at), ..name };
                    walk.part(".by", |walk| walk.leaf(actor, &Type::Choice(id), &occurrence.by));
                }
                if let Some(record) = of.and_then(|id| walk.model.record(id)) {
                    walk.shape(&record.shape, &occurrence.fields);
                }
            });
        }
    }

    fn part(&mut self, part: &str, visit: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        self.path.push_str(part);
        visit(self);
        self.path.truncate(length);
    }

    fn leaf(&mut self, name: Name<'c>, ty: &Type, cell: &'c Cell) {
        let Name { field, part } = name;
        (self.visit)(Leaf { path: &self.path, label: &field.label, part, ty, unit_class: field.unit_class, cell });
    }
}
