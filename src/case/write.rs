//! From the cells of a case back to what is said: in the order of the model, every state kept.

use std::collections::HashMap;

use super::spelled::{Kind, Member, Spelled};
use super::{Case, SetBy, print};
use crate::model::{Model, Shape};
use crate::source::Span;
use crate::value::{Cell, ChoiceId, Occurrence, RecordId, Type, Value};

/// A case in JSON. Read again, it is the same case; what the caller set counts as set by the case then.
pub fn to_json(model: &Model, case: &Case) -> String {
    let (facts, parameters) = said(model, case);
    let mut members = vec![member("case", Kind::Text((*case.title).into()))];
    members.extend(case.procedure.as_ref().map(|name| member("procedure", Kind::Word(name.clone()))));
    members.extend(case.as_of.map(|day| member("as_of", Kind::Date(day))));
    members.push(member("facts", Kind::Object(facts)));
    if !parameters.is_empty() {
        members.push(member("parameters", Kind::Object(parameters)));
    }
    print::json(&Kind::Object(members))
}

/// A case as a `.case` file writes it. Read again, it is the same case.
///
/// A few things have no spelling there, and a comment says so in their place: a record or occurrence that is there and of
/// which nothing at all is said, assumptions and disputes within a parameter that is a list or record, an assumed event of
/// which more than day, actor and note is in a state, and a name that no procedure can have. Control characters in a text
/// are no part of a `.case` file.
pub fn to_case(model: &Model, case: &Case) -> String {
    let (facts, parameters) = said(model, case);
    print::case(&case.title, case.procedure.as_deref(), case.as_of, &facts, &parameters)
}

fn said(model: &Model, case: &Case) -> (Vec<Member>, Vec<Member>) {
    let assumed = case.assumed.iter().map(|assumption| (&*assumption.fact, assumption.because.as_deref())).collect();
    let mut writer = Writer { model, assumed, path: String::new() };
    let facts = writer.shape(&model.facts, &case.cells);
    let mut parameters = Vec::new();
    for (field, set_by) in model.parameters.fields.iter().zip(&case.set_by) {
        let value =
            writer.at(&field.name, |writer| writer.value(&field.ty, case.settings.get(field.at..).unwrap_or_default()));
        if let (Some(value), SetBy::Case | SetBy::Caller) = (value, set_by) {
            parameters.push(Member { name: (*field.name).into(), name_span: Span::default(), value });
        }
    }
    (facts, parameters)
}

fn spelled(kind: Kind) -> Spelled {
    Spelled { kind, span: Span::default() }
}

fn member(name: &str, kind: Kind) -> Member {
    Member { name: name.into(), name_span: Span::default(), value: spelled(kind) }
}

struct Writer<'c> {
    model: &'c Model,
    /// What is assumed, by path, and why.
    assumed: HashMap<&'c str, Option<&'c str>>,
    path: String,
}

impl Writer<'_> {
    fn at<T>(&mut self, name: &str, write: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        if length > 0 {
            self.path.push('.');
        }
        self.path.push_str(name);
        let result = write(self);
        self.path.truncate(length);
        result
    }

    fn index<T>(&mut self, at: usize, write: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        self.path.push_str(&format!("[{at}]"));
        let result = write(self);
        self.path.truncate(length);
        result
    }

    fn shape(&mut self, shape: &Shape, cells: &[Cell]) -> Vec<Member> {
        let mut members = Vec::new();
        for field in &shape.fields {
            let value =
                self.at(&field.name, |writer| writer.value(&field.ty, cells.get(field.at..).unwrap_or_default()));
            let name = (*field.name).into();
            members.extend(value.map(|value| Member { name, name_span: Span::default(), value }));
        }
        members
    }

    fn record(&mut self, id: RecordId, cells: &[Cell]) -> Vec<Member> {
        let model = self.model;
        model.record(id).map(|record| self.shape(&record.shape, cells)).unwrap_or_default()
    }

    /// What is said of a value, where anything is.
    fn value(&mut self, ty: &Type, cells: &[Cell]) -> Option<Spelled> {
        let first = cells.first()?;
        let kind = match ty {
            Type::Record(id) => {
                let width = self.model.width(ty);
                if cells.iter().take(width).all(|cell| *cell == Cell::Unknown) {
                    return Some(spelled(Kind::Unknown));
                }
                Kind::Object(some(self.record(*id, cells))?)
            }
            Type::Period => {
                let (from, until) = (self.at("from", |writer| writer.cell(&Type::Date, first)), cells.get(1)?);
                let until = self.at("until", |writer| writer.cell(&Type::Date, until));
                match (from, until) {
                    (None, None) => return None,
                    (Some(from), Some(until)) if !is_assumed(&from) && !is_assumed(&until) => {
                        let ends = !matches!(until.kind, Kind::None);
                        Kind::Period(Box::new(from), ends.then(|| Box::new(until)))
                    }
                    (from, until) => {
                        let ends = [("from", from), ("until", until)].into_iter();
                        Kind::Object(ends.filter_map(|(name, end)| end.map(|end| member(name, end.kind))).collect())
                    }
                }
            }
            Type::Optional(inner) if matches!(**inner, Type::Period | Type::Record(_)) => match first {
                Cell::Known(_) => {
                    let rest = cells.get(1..).unwrap_or_default();
                    let said = match **inner {
                        // That its fields are unknown does not say that it is unknown whether it is there.
                        Type::Record(id) => some(self.record(id, rest)).map(Kind::Object).map(spelled),
                        _ => self.value(inner, rest),
                    };
                    return Some(said.unwrap_or_else(|| self.silent(inner)));
                }
                _ => return self.cell(ty, first),
            },
            _ => return self.cell(ty.bare(), first),
        };
        Some(spelled(kind))
    }

    /// What is said of a thing that is there, and of which nothing is said: that an event has not happened, where it has
    /// one, for that can be said in lines.
    fn silent(&self, ty: &Type) -> Spelled {
        let record = match ty.bare() {
            Type::Record(id) => self.model.record(*id),
            _ => None,
        };
        let fields = record.map(|record| record.shape.fields.as_slice()).unwrap_or_default();
        let event = fields.iter().find(|field| matches!(field.ty, Type::Event { .. }));
        spelled(Kind::Object(event.iter().map(|event| member(&event.name, Kind::List(Vec::new()))).collect()))
    }

    /// What is said of one cell, with its assumption.
    fn cell(&mut self, ty: &Type, cell: &Cell) -> Option<Spelled> {
        let kind = match cell {
            Cell::Missing => return None,
            Cell::Unknown => Kind::Unknown,
            Cell::None => Kind::None,
            Cell::Between(first, last) => {
                let [first, last] = [*first, *last].map(|day| Box::new(spelled(Kind::Date(day))));
                Kind::Between(first, last)
            }
            Cell::Disputed(cells) => {
                let values = cells.iter().filter_map(|cell| match cell {
                    // A dispute over days alone would be one over the day of a single occurrence.
                    Cell::Known(Value::Event(occurrences)) => {
                        Some(spelled(Kind::List(self.occurrences(ty, occurrences))))
                    }
                    other => self.cell(ty, other),
                });
                Kind::Disputed(values.collect())
            }
            Cell::Known(Value::Event(occurrences)) => {
                let mut all = self.occurrences(ty, occurrences);
                match (all.len(), self.assumed.contains_key(&*self.path)) {
                    (0, false) => return None,
                    (1, _) => all.pop()?.kind,
                    _ => Kind::List(all),
                }
            }
            Cell::Known(value) => self.known(ty, value),
        };
        Some(match self.assumed.get(&*self.path) {
            Some(because) => {
                let because = Box::new(spelled(Kind::Text(because.unwrap_or_default().into())));
                spelled(Kind::Assumed(Box::new(spelled(kind)), Some(because)))
            }
            None => spelled(kind),
        })
    }

    fn known(&mut self, ty: &Type, value: &Value) -> Kind {
        match (ty, value) {
            (_, Value::Text(text)) => Kind::Text((**text).into()),
            (_, Value::Number(number)) => Kind::Number(*number),
            (_, Value::YesNo(yes)) => Kind::YesNo(*yes),
            (_, Value::Date(day)) => Kind::Date(*day),
            (_, Value::Duration(duration)) => Kind::Duration(*duration),
            (Type::Choice(id), Value::Choice(at)) => Kind::Word(self.alternative(*id, *at)),
            (Type::List(inner), Value::List(list)) => {
                let elements = list.elements().enumerate();
                let elements = elements.map(|(at, cells)| {
                    let element = self.index(at, |writer| writer.value(inner, cells));
                    element.unwrap_or_else(|| self.silent(inner))
                });
                Kind::List(elements.collect())
            }
            _ => unreachable!("a value is of the type of its cell"),
        }
    }

    fn alternative(&self, id: ChoiceId, at: u16) -> std::sync::Arc<str> {
        let member = self.model.choice(id).and_then(|choice| choice.members.get(usize::from(at)));
        member.map(|member| member.name.clone()).unwrap_or_default()
    }

    fn occurrences(&mut self, ty: &Type, occurrences: &[Occurrence]) -> Vec<Spelled> {
        let Type::Event { by, of } = ty else { unreachable!("only an event has occurrences") };
        let mut all = Vec::with_capacity(occurrences.len());
        for (at, occurrence) in occurrences.iter().enumerate() {
            let write = |writer: &mut Self| writer.occurrence(*by, *of, occurrence);
            all.push(if at == 0 { write(self) } else { self.index(at, write) });
        }
        all
    }

    fn occurrence(&mut self, by: Option<ChoiceId>, of: Option<RecordId>, occurrence: &Occurrence) -> Spelled {
        let mut members = Vec::new();
        let on = self.at("on", |writer| writer.cell(&Type::Date, &occurrence.on));
        members.extend(on.map(|on| member("on", on.kind)));
        if let Some(id) = by {
            let by = self.at("by", |writer| writer.cell(&Type::Choice(id), &occurrence.by));
            members.extend(by.map(|by| member("by", by.kind)));
        }
        members.extend(occurrence.note.as_deref().map(|note| member("note", Kind::Text(note.into()))));
        if let Some(id) = of {
            members.extend(self.record(id, &occurrence.fields));
        }
        match members.as_slice() {
            [Member { name, value: Spelled { kind: Kind::Date(day), .. }, .. }] if &**name == "on" => {
                spelled(Kind::Date(*day))
            }
            _ => spelled(Kind::Object(members)),
        }
    }
}

fn some<T>(all: Vec<T>) -> Option<Vec<T>> {
    (!all.is_empty()).then_some(all)
}

fn is_assumed(said: &Spelled) -> bool {
    matches!(said.kind, Kind::Assumed(..))
}
