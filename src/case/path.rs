//! Paths as `.case` files and examples write them, held against the model step by step.

use super::reader::Reader;
use crate::error::case::CaseError;
use crate::model::Shape;
use crate::source::Span;
use crate::syntax::{Path, Step, Written};
use crate::value::{ChoiceId, RecordId, Type};

/// What a path has come to.
#[derive(Debug, Clone)]
pub(super) enum Stop<'m> {
    /// Named fields: the facts, the parameters, the fields of a record; with what is said of a name that they lack.
    Fields(&'m Shape, String),
    /// A value of that type.
    Value(Type),
    /// One occurrence of an event.
    Occurrence(Option<ChoiceId>, Option<RecordId>),
}

/// The way from one stop to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Way {
    /// A field, or a part such as `on`.
    Name(Box<str>),
    /// An element, or an occurrence.
    Index(u32),
}

const PARTS: [&str; 3] = ["on", "by", "note"];

impl<'m> Reader<'m> {
    /// The fields of a record as a stop.
    fn record_stop(&self, id: RecordId) -> Option<Stop<'m>> {
        let record = self.model.record(id)?;
        Some(Stop::Fields(&record.shape, format!("`{}` has no field", record.name)))
    }

    /// The facts as a stop.
    pub(super) fn facts_stop(&self) -> Stop<'m> {
        Stop::Fields(&self.model.facts, "the procedure has no fact".to_owned())
    }

    /// One step further. What is wrong with it is said.
    pub(super) fn step(&mut self, stop: &Stop<'m>, step: &Written<Step>) -> Option<(Way, Stop<'m>)> {
        let span = step.span;
        match (stop, &step.value) {
            (Stop::Fields(shape, holder), Step::Name(name)) => self.field_step(shape, holder, name, span),
            (Stop::Value(ty), step) => self.value_step(ty, step, span),
            (Stop::Occurrence(by, of), Step::Name(name)) => self.occurrence_step(*by, *of, name, span),
            (Stop::Fields(..), Step::Index(_)) => unreachable!("a path begins with a name"),
            (Stop::Occurrence(..), Step::Index(_)) => {
                self.path_error("is one occurrence, not a list", Some("leave the second index out".to_owned()), span)
            }
        }
    }

    fn field_step(&mut self, shape: &'m Shape, holder: &str, name: &str, span: Span) -> Option<(Way, Stop<'m>)> {
        let Some(field) = shape.field(name) else {
            self.unknown_name(holder, name, span, shape, &[]);
            return None;
        };
        self.enter_field(field);
        Some((Way::Name(name.into()), Stop::Value(field.ty.clone())))
    }

    fn value_step(&mut self, ty: &Type, step: &Step, span: Span) -> Option<(Way, Stop<'m>)> {
        match (ty.bare(), step) {
            (Type::Record(id), Step::Name(name)) => match self.record_stop(*id)? {
                Stop::Fields(shape, holder) => self.field_step(shape, &holder, name, span),
                _ => None,
            },
            (Type::Period, Step::Name(name)) => {
                let ty = match &**name {
                    "from" => Type::Date,
                    "until" => Type::Optional(Type::Date.into()),
                    _ => {
                        self.unknown_name("a period has no part", name, span, &Shape::default(), &["from", "until"]);
                        return None;
                    }
                };
                self.enter(&format!(".{name}"));
                Some((Way::Name((**name).into()), Stop::Value(ty)))
            }
            (Type::List(inner), Step::Index(at)) => {
                self.enter(&format!("[{at}]"));
                Some((Way::Index(*at), Stop::Value((**inner).clone())))
            }
            (Type::Event { by, of }, Step::Index(at)) => {
                // The first occurrence is called by the name of the event itself.
                if *at > 0 {
                    self.enter(&format!("[{at}]"));
                }
                Some((Way::Index(*at), Stop::Occurrence(*by, *of)))
            }
            (Type::List(_), Step::Name(name)) => {
                let help = format!("say of which element, as in `{}[0].{name}`", self.path());
                self.path_error("is a list", Some(help), span)
            }
            (_, Step::Index(_)) => self.path_error("is not a list", Some("leave the index out".to_owned()), span),
            (_, Step::Name(_)) => self.path_error("has no parts", None, span),
        }
    }

    fn occurrence_step(
        &mut self,
        by: Option<ChoiceId>,
        of: Option<RecordId>,
        name: &str,
        span: Span,
    ) -> Option<(Way, Stop<'m>)> {
        let part = match (name, by) {
            ("on", _) => Type::Date,
            ("note", _) => Type::Text,
            ("by", Some(id)) => Type::Choice(id),
            ("by", None) => {
                let event = self.path().to_owned();
                self.error(span, |place| CaseError::NoActor { event, span, place });
                return None;
            }
            _ => {
                let record = of.and_then(|id| self.model.record(id));
                let holder = match record {
                    Some(record) => format!("an occurrence with the fields of `{}` has no", record.name),
                    None => "an occurrence has no".to_owned(),
                };
                if let Some(field) = record.and_then(|record| record.shape.field(name)) {
                    self.enter_field(field);
                    return Some((Way::Name(name.into()), Stop::Value(field.ty.clone())));
                }
                let none = Shape::default();
                let shape = record.map_or(&none, |record| &record.shape);
                self.unknown_name(&holder, name, span, shape, &PARTS);
                return None;
            }
        };
        self.enter(&format!(".{name}"));
        Some((Way::Name(name.into()), Stop::Value(part)))
    }

    fn path_error<T>(&mut self, what: &'static str, help: Option<String>, span: Span) -> Option<T> {
        let path = self.path().to_owned();
        self.error(span, |place| CaseError::Path { path, what, help, span, place });
        None
    }

    /// The path of one cell as the report writes it: `approved.on` for `approved[0].on`.
    pub(super) fn canonical(&mut self, path: &Path) -> Option<String> {
        let mark = self.mark();
        let found = self.cell_at(path).map(|()| self.path().to_owned());
        self.back_to(mark);
        found
    }

    fn cell_at(&mut self, path: &Path) -> Option<()> {
        let model = self.model;
        let mut stop = match path.steps.first().map(|step| &step.value) {
            // What a day lacks that the calendar does not cover is listed as missing under this name.
            Some(Step::Name(name)) if &**name == "calendar" && path.steps.len() == 1 => {
                self.enter("calendar");
                return Some(());
            }
            Some(Step::Name(name)) if model.parameters.field(name).is_some() => {
                Stop::Fields(&model.parameters, String::new())
            }
            _ => self.facts_stop(),
        };
        for step in &path.steps {
            if let (Stop::Value(ty), Step::Name(_)) = (&stop, &step.value)
                && let Type::Event { by, of } = ty.bare()
            {
                stop = Stop::Occurrence(*by, *of);
            }
            (_, stop) = self.step(&stop, step)?;
        }
        let help = match &stop {
            Stop::Value(Type::Record(id)) => {
                let first = model.record(*id).and_then(|record| record.shape.fields.first());
                format!("name one of them, such as `{}.{}`", self.path(), first.map_or("\u{2026}", |field| &field.name))
            }
            Stop::Value(Type::Period) => format!("name one of them: `{0}.from` or `{0}.until`", self.path()),
            Stop::Occurrence(..) => format!("name one of them, such as `{}.on`", self.path()),
            _ => return Some(()),
        };
        self.path_error("has several parts", Some(help), path.span)
    }
}
