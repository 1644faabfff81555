//! From what a case says to its cells, guided by the model.

use std::sync::Arc;

use super::reader::{Inside, Reader};
use super::spelled::{Kind, Member, Spelled};
use crate::error::case::CaseError;
use crate::limits;
use crate::model::{Field, Shape};
use crate::source::Span;
use crate::value::{Cell, Day, List, RecordId, Type, Value};

impl<'m> Reader<'m> {
    /// Which member is said of which field, and of the names that stand beside the fields, such as `on`.
    /// What is left over is an error.
    pub(super) fn sorted<'s>(
        &mut self,
        shape: &Shape,
        what: &str,
        members: &'s [Member],
        others: &[&str],
    ) -> (Vec<Option<&'s Spelled>>, Vec<Option<&'s Spelled>>) {
        let mut said = vec![None; shape.fields.len()];
        let mut beside = vec![None; others.len()];
        for member in members {
            let field = shape.fields.iter().position(|field| *field.name == *member.name);
            let other = others.iter().position(|other| **other == *member.name);
            let slot = match (field, other) {
                (Some(at), _) => said.get_mut(at),
                (_, Some(at)) => beside.get_mut(at),
                _ => None,
            };
            match slot {
                Some(slot) => *slot = Some(&member.value),
                None => self.unknown_name(what, &member.name, member.name_span, shape, others),
            }
        }
        (said, beside)
    }

    /// The cells of the fields of a record.
    pub(super) fn fields(&mut self, shape: &'m Shape, what: &str, members: &[Member], cells: &mut Vec<Cell>) {
        let (said, _) = self.sorted(shape, what, members, &[]);
        for (field, said) in shape.fields.iter().zip(said) {
            self.field(field, said, cells);
        }
    }

    /// The cells of one field.
    pub(super) fn field(&mut self, field: &'m Field, said: Option<&Spelled>, cells: &mut Vec<Cell>) {
        self.within(field, |reader| match said {
            Some(said) => reader.value(&field.ty, said, cells),
            None => reader.fill(&field.ty, &Cell::Missing, cells),
        });
    }

    /// The cells of a value of that type, as many as the type takes, whatever is said.
    pub(super) fn value(&mut self, ty: &Type, said: &Spelled, cells: &mut Vec<Cell>) {
        match ty {
            Type::Optional(inner) if matches!(**inner, Type::Period | Type::Record(_)) => {
                self.optional(ty, inner, said, cells);
            }
            Type::Record(id) => self.record(ty, *id, said, cells),
            Type::Period => self.period(ty, said, cells),
            Type::Event { by, of } => {
                let cell = self.event(ty, *by, *of, said);
                cells.push(cell);
            }
            _ => {
                let cell = self.cell(ty.bare(), ty.is_optional(), said);
                cells.push(cell);
            }
        }
    }

    /// The cells of a thing of which nothing is said, or which is unknown as a whole.
    pub(super) fn fill(&mut self, ty: &Type, cell: &Cell, cells: &mut Vec<Cell>) {
        match ty {
            Type::Record(id) => {
                for field in self.model.record(*id).iter().flat_map(|record| &record.shape.fields) {
                    self.fill(&field.ty, cell, cells);
                }
            }
            Type::Period => cells.extend([cell.clone(), cell.clone()]),
            Type::Optional(inner) if matches!(**inner, Type::Period | Type::Record(_)) => {
                cells.push(cell.clone());
                self.fill(inner, cell, cells);
            }
            // What is not on record has not happened.
            Type::Event { .. } if *cell == Cell::Missing => cells.push(Cell::Known(Value::Event(Arc::default()))),
            _ => cells.push(cell.clone()),
        }
    }

    fn optional(&mut self, ty: &Type, inner: &Type, said: &Spelled, cells: &mut Vec<Cell>) {
        let none = match &said.kind {
            _ if self.refused(said) => return self.fill(ty, &Self::WRONG, cells),
            Kind::Unknown => return self.fill(ty, &Cell::Unknown, cells),
            Kind::None => true,
            Kind::Assumed(value, because) if matches!(value.kind, Kind::None) => {
                self.assume(because.as_deref());
                true
            }
            _ => false,
        };
        if none {
            cells.push(Cell::None);
            self.fill(inner, &Cell::Missing, cells);
        } else {
            cells.push(Cell::Known(Value::YesNo(true)));
            self.value(inner, said, cells);
        }
    }

    fn record(&mut self, ty: &Type, id: RecordId, said: &Spelled, cells: &mut Vec<Cell>) {
        let Some(record) = self.model.record(id) else { unreachable!("checking made all numbers of records good") };
        match &said.kind {
            _ if self.refused(said) => {}
            Kind::Object(members) => {
                return self.fields(&record.shape, &format!("`{}` has no field", record.name), members, cells);
            }
            Kind::Unknown => return self.fill(ty, &Cell::Unknown, cells),
            Kind::Assumed(..) | Kind::Disputed(_) => {
                let what = format!("`{}` cannot be assumed or disputed as a whole", self.path());
                let field = record.shape.fields.first().map_or("\u{2026}", |field| &*field.name);
                let help = format!("say it of its fields, such as `{}.{field}`", self.path());
                self.state_error(said.span, what, help);
            }
            _ => self.misfit(ty, said),
        }
        self.fill(ty, &Self::WRONG, cells);
    }

    /// Says that a value is not of its type.
    pub(super) fn misfit(&mut self, ty: &Type, said: &Spelled) {
        if matches!(said.kind, Kind::None) {
            let (none, help) = (
                self.none(),
                format!("leave it out where nobody asked, write {} where it is not known", self.unknown()),
            );
            let span = said.span;
            return self.error(span, |place| CaseError::NotOptional { none, help, span, place });
        }
        self.wrong_type(ty, said);
    }

    fn period(&mut self, ty: &Type, said: &Spelled, cells: &mut Vec<Cell>) {
        let (value, because) = match &said.kind {
            Kind::Assumed(value, because) if self.inside == Inside::Nothing => (&**value, Some(because.as_deref())),
            _ => (said, None),
        };
        let ends = match &value.kind {
            _ if self.refused(value) => None,
            Kind::Unknown if because.is_none() => return self.fill(ty, &Cell::Unknown, cells),
            Kind::Disputed(_) => {
                let what = format!("`{}` cannot be disputed as a whole", self.path());
                let help = format!("say it of its ends, `{0}.from` and `{0}.until`", self.path());
                self.state_error(value.span, what, help);
                None
            }
            Kind::Period(from, until) => Some((Some(&**from), until.as_deref(), Cell::None)),
            Kind::Object(members) => {
                let (_, ends) = self.sorted(&Shape::default(), "a period has no part", members, &["from", "until"]);
                let end = |at: usize| ends.get(at).copied().flatten();
                // A first day without a last one says that there is no end, in every spelling: `from A`.
                let open = if end(0).is_some() { Cell::None } else { Cell::Missing };
                Some((end(0), end(1), open))
            }
            _ => {
                self.misfit(ty, value);
                None
            }
        };
        let Some((from, until, open)) = ends else { return self.fill(ty, &Self::WRONG, cells) };
        let inside = if because.is_some() { Inside::Assumed } else { self.inside };
        let mut end = |part: &str, said: &Spelled, optional: bool| {
            self.part(part, |reader| {
                if let Some(because) = because {
                    reader.assume(because);
                }
                reader.inside(inside, |reader| reader.cell(&Type::Date, optional, said))
            })
        };
        let first = from.map_or(Cell::Missing, |from| end(".from", from, false));
        let last = until.map_or(open, |until| end(".until", until, true));
        if let (Some((from, _)), Some((_, latest))) = (bounds(&first), bounds(&last))
            && latest < from
        {
            let span = until.map_or(said.span, |until| until.span);
            let (from, until) = (from.to_string(), latest.to_string());
            self.error(span, |place| CaseError::PeriodOrder { from, until, span, place });
        }
        cells.extend([first, last]);
    }

    /// The cell of a type that takes one, events aside.
    pub(super) fn cell(&mut self, ty: &Type, optional: bool, said: &Spelled) -> Cell {
        if self.refused(said) {
            return Self::WRONG;
        }
        match &said.kind {
            Kind::Unknown => Cell::Unknown,
            Kind::None if optional => Cell::None,
            Kind::Assumed(value, because) => {
                self.assumed(value, because.as_deref(), |reader, value| reader.cell(ty, optional, value))
            }
            Kind::Disputed(values) => self.disputed(said, values, |reader, value| reader.cell(ty, optional, value)),
            Kind::Between(first, last) if *ty == Type::Date => self.between(said, first, last),
            Kind::None => {
                self.misfit(ty, said);
                Self::WRONG
            }
            _ => match ty {
                Type::List(inner) => self.list(ty, inner, said),
                _ => self.plain(ty, said).map_or(Self::WRONG, Cell::Known),
            },
        }
    }

    fn list(&mut self, ty: &Type, inner: &Type, said: &Spelled) -> Cell {
        let Kind::List(elements) = &said.kind else {
            self.misfit(ty, said);
            return Self::WRONG;
        };
        if self.inside == Inside::Disputed && matches!(inner.bare(), Type::Record(_) | Type::Event { .. }) {
            let what = format!("`{}` cannot be disputed as a whole", self.path());
            let help = format!("say it of the fields of its elements, such as `{}[0]`", self.path());
            self.state_error(said.span, what, help);
            return Self::WRONG;
        }
        if self.too_long(elements, said.span) {
            return Self::WRONG;
        }
        let width = self.model.width(inner);
        let mut cells = Vec::with_capacity(elements.len() * width);
        for (at, element) in elements.iter().enumerate() {
            self.element(at, |reader| reader.value(inner, element, &mut cells));
        }
        Cell::Known(Value::List(Arc::new(List { width, cells })))
    }

    /// Whether a list has more elements than the limit; then that is said.
    pub(super) fn too_long(&mut self, elements: &[Spelled], span: Span) -> bool {
        let (elements, limit) = (elements.len(), limits::LIST_ELEMENTS);
        if elements > limit {
            self.error(span, |place| CaseError::ListTooLong { elements, limit, span, place });
        }
        elements > limit
    }
}

/// The earliest and the latest day that a date can be.
fn bounds(cell: &Cell) -> Option<(Day, Day)> {
    match cell {
        Cell::Known(Value::Date(day)) => Some((*day, *day)),
        Cell::Between(first, last) => Some((*first, *last)),
        Cell::Disputed(cells) => {
            let all: Option<Vec<_>> = cells.iter().map(bounds).collect();
            let all = all?;
            Some((all.iter().map(|(first, _)| *first).min()?, all.iter().map(|(_, last)| *last).max()?))
        }
        _ => None,
    }
}
