//! Types as written to types, and fields to cells.

use std::sync::Arc;

use super::Checker;
use super::graph;
use super::names::Thing;
use super::words;
use crate::error::Problem;
use crate::error::check::{NameError, ShapeError, TypeError};
use crate::limits;
use crate::model::{Field, Record, Shape, width};
use crate::source::{FileId, Span};
use crate::syntax::{FieldLine, Label, Name, TypeExpr};
use crate::text::Text;
use crate::value::{RecordId, Type};

const PLAIN: [(&str, Type); 6] = [
    ("text", Type::Text),
    ("number", Type::Number),
    ("yes/no", Type::YesNo),
    ("date", Type::Date),
    ("duration", Type::Duration),
    ("period", Type::Period),
];

impl Checker<'_> {
    /// The type that is meant; `None` where that was said to be wrong.
    pub(super) fn ty(&mut self, ty: &TypeExpr) -> Option<Type> {
        let file = ty.span().file;
        match ty {
            TypeExpr::Named(name) => self.named_type(file, name),
            TypeExpr::Event { of, by, span } => {
                let of = of.as_ref().map(|name| match self.named_type(file, name)? {
                    Type::Record(id) => Some(id),
                    _ => {
                        let name = name.clone();
                        self.problems
                            .say(file, ShapeError::OfNotRecord { name: name.value.to_string(), at: name.span });
                        None
                    }
                });
                let by = by.as_ref().map(|name| match self.named_type(file, name)? {
                    Type::Choice(id) => Some(id),
                    _ => {
                        let name = name.clone();
                        self.problems
                            .say(file, ShapeError::ByNotChoice { name: name.value.to_string(), at: name.span });
                        None
                    }
                });
                let flat = |id: Option<Option<_>>| id.map_or(Some(None), |id| id.map(Some));
                let of = match of {
                    None => None,
                    Some(id) => {
                        let id = id?;
                        self.carried.push((*span, id));
                        Some(id)
                    }
                };
                Some(Type::Event { by: flat(by)?, of })
            }
            TypeExpr::List(element, span) => {
                let wrong = match self.ty(element)? {
                    Type::Event { .. } => ShapeError::ListOfEvents { at: *span },
                    Type::List(_) => ShapeError::ListOfLists { at: *span },
                    Type::Optional(_) => ShapeError::ListOfOptional { at: *span },
                    element => return Some(Type::List(element.into())),
                };
                self.problems.say(file, wrong);
                None
            }
            TypeExpr::Optional(inner, span) => {
                let wrong = match self.ty(inner)? {
                    Type::Event { .. } => ShapeError::OptionalEvent { at: *span },
                    Type::List(_) => ShapeError::OptionalList { at: *span },
                    Type::Optional(_) => ShapeError::OptionalTwice { at: *span },
                    inner => return Some(Type::Optional(inner.into())),
                };
                self.problems.say(file, wrong);
                None
            }
        }
    }

    fn named_type(&mut self, file: FileId, name: &Name) -> Option<Type> {
        if let Some((_, ty)) = PLAIN.iter().find(|(word, _)| **word == *name.value) {
            return Some(ty.clone());
        }
        if &*name.value == "event" {
            return Some(Type::Event { by: None, of: None });
        }
        let declared = self.names.things.get(&name.value).copied();
        let Some(declared) = declared else {
            if !self.folder.has_gap(file) {
                let types = self.names.things.iter().filter(|(_, declared)| {
                    matches!(declared.thing, Thing::Choice(_) | Thing::Record(_))
                        && self.folder.sees(file, declared.span.file)
                });
                let plain = PLAIN.iter().map(|(word, _)| *word).chain(["event"]);
                let help = self.problems.did_you_mean(&name.value, plain.chain(types.map(|(name, _)| &**name))).or_else(|| {
                    Some("a type is `text`, `number`, `yes/no`, `date`, `duration`, `period`, `event`, or the name of a `choice` or `record`".into())
                });
                let problem = NameError::Unknown { kind: "type", name: name.value.to_string(), at: name.span, help };
                self.problems.say(file, problem);
            }
            return None;
        };
        if !self.folder.sees(file, declared.span.file) {
            if let Some(problem) = self.not_used(file, name, declared.span.file) {
                self.problems.add(*problem);
            }
            return None;
        }
        match declared.thing {
            Thing::Choice(id) => {
                self.used.borrow_mut().insert(declared.span);
                Some(Type::Choice(id))
            }
            Thing::Record(id) => {
                self.used.borrow_mut().insert(declared.span);
                Some(Type::Record(id))
            }
            other => {
                let help = match other {
                    Thing::Table(_) => Some("a table is not a type; write the type of one of its columns".into()),
                    _ => None,
                };
                let (needed, found) = ("a type".into(), other.words().into());
                self.problems.say(file, TypeError::Wrong { needed, found, at: name.span, help });
                None
            }
        }
    }

    /// The text in the language of its file.
    pub(super) fn text(&self, label: &Label) -> Text {
        let language = self.folder.language(label.span.file);
        Text { language: language.into(), ..label.value.clone() }
    }

    /// The label, or the name where there is none.
    pub(super) fn label(&self, label: Option<&Label>, name: &Name) -> Text {
        let plain = || Text::plain(self.folder.language(name.span.file), &name.value);
        label.map_or_else(plain, |label| self.text(label))
    }

    /// One field, its cell to be settled.
    pub(super) fn field(&mut self, name: &Name, ty: Option<Type>, label: Option<&Label>) -> Field {
        let holds_durations = |ty: &Type| match ty.bare() {
            Type::Duration => true,
            Type::List(element) => **element == Type::Duration,
            _ => false,
        };
        match &ty {
            None => {
                self.broken.insert(name.span);
            }
            Some(ty) if holds_durations(ty) => {
                self.units.add_field(name.span);
            }
            Some(_) => {}
        }
        Field {
            name: name.value.clone(),
            label: self.label(label, name),
            ty: ty.unwrap_or(Type::Text),
            at: 0,
            unit_class: None,
            span: name.span,
        }
    }

    fn lines<'l>(&mut self, lines: impl IntoIterator<Item = &'l FieldLine>) -> Vec<Field> {
        let mut fields = Vec::new();
        for line in lines {
            let ty = self.ty(&line.ty);
            fields.push(self.field(&line.name, ty, line.label.as_ref()));
        }
        fields
    }

    /// Lays the fields out side by side.
    pub(super) fn layout(&mut self, mut fields: Vec<Field>, owner: &str, at: Span) -> Shape {
        let (mut cells, limit) = (0, limits::LIST_ELEMENTS);
        // What holds a record that is too wide, which has a cell more than the limit, is too wide as well.
        let mut said = fields.iter().any(|field| width(&self.records, &field.ty) > limit);
        for field in &mut fields {
            field.at = cells;
            cells += width(&self.records, &field.ty);
            if cells > limit {
                if !std::mem::replace(&mut said, true) {
                    self.problems.say(at.file, ShapeError::TooWide { name: owner.to_owned(), limit, at });
                }
                cells = limit + 1;
            }
        }
        Shape { fields, width: cells }
    }

    /// The fields of every record, those within first.
    pub(super) fn lay_out_records(&mut self) {
        let items = self.names.records.clone();
        for item in &items {
            let fields = self.lines(&item.fields);
            let shape = Shape { fields, width: 1 };
            self.records.push(Record { name: item.name.value.clone(), shape });
        }
        let edges: Vec<Vec<usize>> = self.records.iter().map(|record| inner_records(&record.shape)).collect();
        let (order, circles) = graph::order(&edges);
        for circle in &circles {
            let named = circle.iter().chain(circle.first()).filter_map(|&at| items.get(at));
            let named: Vec<&str> = named.map(|item| &*item.name.value).collect();
            let Some(first) = circle.first().and_then(|&at| items.get(at)) else { continue };
            let cycle = words::chain(&named, "has a", "which has a");
            let name = first.name.value.to_string();
            self.problems.say(first.name.span.file, ShapeError::CircularRecord { name, cycle, at: first.name.span });
        }
        for at in order {
            let Some(item) = items.get(at) else { continue };
            let Some(fields) = self.records.get_mut(at).map(|record| std::mem::take(&mut record.shape.fields)) else {
                continue;
            };
            let shape = self.layout(fields, &item.name.value, item.name.span);
            if let Some(record) = self.records.get_mut(at) {
                record.shape = shape;
            }
        }
    }

    /// The facts, and what they are made of.
    pub(super) fn lay_out_facts(&mut self) {
        let fields = self.lines(self.names.facts.clone());
        let at = fields.last().map(|field| field.span).unwrap_or_default();
        self.facts = self.layout(fields, "facts", at);
    }

    /// An occurrence carries no events of its own.
    pub(super) fn carried_records(&mut self) {
        for (at, id) in std::mem::take(&mut self.carried) {
            if let Some(field) = self.event_of(id, &mut Vec::new()) {
                let record = self.records.get(usize::from(id.0)).map(|record| record.name.to_string());
                let record = record.unwrap_or_default();
                let problem = ShapeError::EventInEvent { record, field: field.to_string(), at };
                self.problems.say(at.file, problem);
            }
        }
    }

    /// The first event among the fields of a record, those of its records included.
    pub(super) fn event_of(&self, id: RecordId, seen: &mut Vec<RecordId>) -> Option<Arc<str>> {
        if seen.contains(&id) {
            return None;
        }
        seen.push(id);
        let record = self.records.get(usize::from(id.0))?;
        record.shape.fields.iter().find_map(|field| match &field.ty {
            Type::Event { .. } => Some(field.name.clone()),
            ty => self.event_of(record_in(ty)?, seen),
        })
    }

    /// Adds a problem that was made elsewhere.
    pub(super) fn add(&mut self, problem: Option<Box<Problem>>) {
        if let Some(problem) = problem {
            self.problems.add(*problem);
        }
    }
}

fn record_in(ty: &Type) -> Option<RecordId> {
    match ty {
        Type::Record(id) => Some(*id),
        Type::List(inner) | Type::Optional(inner) => record_in(inner),
        _ => None,
    }
}

fn inner_records(shape: &Shape) -> Vec<usize> {
    shape.fields.iter().filter_map(|field| record_in(&field.ty)).map(|id| usize::from(id.0)).collect()
}
