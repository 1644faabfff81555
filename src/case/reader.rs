//! Where the reading of a case stands: the path, the label, what was assumed, what is wrong.

use std::sync::Arc;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::spelled::{Kind, Spelled, pointer};
use super::{Assumption, nearest};
use crate::error::Problem;
use crate::error::case::{CaseError, Place};
use crate::limits;
use crate::model::{Field, Model, Shape};
use crate::source::{FileId, Span};
use crate::text::Text;
use crate::value::{Cell, Day, Type, Unit};

/// How the case is spelled, for the help in messages.
#[derive(Clone, Copy)]
pub(super) enum Spelling<'m> {
    /// JSON: the text, and what it says.
    Json(&'m str, &'m Spelled),
    /// A `.case` file or an example.
    Written,
}

/// Inside of what a value stands: there, states of knowledge are refused.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Inside {
    /// Of nothing.
    Nothing,
    /// Of an assumption.
    Assumed,
    /// Of a dispute.
    Disputed,
}

pub(super) struct Reader<'m> {
    pub(super) model: &'m Model,
    pub(super) spelling: Spelling<'m>,
    pub(super) inside: Inside,
    pub(super) assumed: Vec<Assumption>,
    /// For each class of durations: its unit, and what says so.
    pub(super) units: Vec<Option<(Unit, String)>>,
    /// The class of the field that is being read.
    pub(super) class: Option<u16>,
    path: String,
    label: Option<&'m Text>,
    errors: Vec<(Span, CaseError)>,
    more: usize,
}

impl<'m> Reader<'m> {
    pub(super) fn new(model: &'m Model, spelling: Spelling<'m>) -> Self {
        let units = model.unit_classes.iter().map(|unit| unit.map(|unit| (unit, "the rules do".to_owned()))).collect();
        Reader {
            model,
            spelling,
            inside: Inside::Nothing,
            assumed: Vec::new(),
            units,
            class: None,
            path: String::new(),
            label: None,
            errors: Vec::new(),
            more: 0,
        }
    }

    /// The result, or all that is wrong in the order of the file.
    pub(super) fn finish<T>(mut self, file: FileId, result: T) -> Result<T, Vec<Problem>> {
        if self.errors.is_empty() {
            return Ok(result);
        }
        self.errors.sort_by_key(|(span, _)| *span);
        let hidden = self.errors.get(limits::CASE_PROBLEMS).map(|(span, _)| *span);
        if let Some(span) = hidden {
            let more = self.more + self.errors.len() - limits::CASE_PROBLEMS;
            self.errors.truncate(limits::CASE_PROBLEMS);
            self.errors.push((span, CaseError::TooMany { more, span }));
        }
        Err(self.errors.into_iter().map(|(_, error)| Problem::new(file, error)).collect())
    }

    pub(super) fn error(&mut self, span: Span, error: impl FnOnce(Place) -> CaseError) {
        // More than anybody reads are only counted: the search for near names is not free.
        if self.errors.len() >= limits::CASE_PROBLEMS * 10 {
            self.more += 1;
            return;
        }
        let error = error(self.place(span));
        self.errors.push((span, error));
    }

    pub(super) fn place(&self, span: Span) -> Place {
        let pointer = match self.spelling {
            Spelling::Json(_, root) => Some(pointer(root, span)),
            Spelling::Written => None,
        };
        Place { pointer, path: self.path.clone(), label: self.label.map(|label| label.own.to_string()) }
    }

    /// The path of what is being read, as the report calls it.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// Reads a field under its name.
    pub(super) fn within<T>(&mut self, field: &'m Field, read: impl FnOnce(&mut Self) -> T) -> T {
        let (length, label, class) = (self.path.len(), self.label, self.class);
        if length > 0 {
            self.path.push('.');
        }
        self.path.push_str(&field.name);
        (self.label, self.class) = (Some(&field.label), field.unit_class);
        let result = read(self);
        (self.label, self.class) = (label, class);
        self.path.truncate(length);
        result
    }

    /// Reads a part that is no field: `.on`, `[2]`.
    pub(super) fn part<T>(&mut self, part: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        self.path.push_str(part);
        let result = read(self);
        self.path.truncate(length);
        result
    }

    /// Reads what stands inside of an assumption or a dispute.
    pub(super) fn inside<T>(&mut self, inside: Inside, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.inside, inside);
        let result = read(self);
        self.inside = before;
        result
    }

    pub(super) fn none(&self) -> &'static str {
        if self.is_json() { "`null`" } else { "`none`" }
    }

    pub(super) fn unknown(&self) -> &'static str {
        if self.is_json() { r#"`{"unknown": true}`"# } else { "`unknown`" }
    }

    pub(super) fn is_json(&self) -> bool {
        matches!(self.spelling, Spelling::Json(..))
    }

    /// A day as this spelling writes it.
    pub(super) fn day(&self, day: Day) -> String {
        if self.is_json() { format!("`\"{day}\"`") } else { format!("`{day}`") }
    }

    /// `a date`
    pub(super) fn expected(&self, ty: &Type) -> String {
        match ty {
            Type::Text => "a text".into(),
            Type::Number => "a number".into(),
            Type::YesNo if self.is_json() => "`true` or `false`".into(),
            Type::YesNo => "`yes` or `no`".into(),
            Type::Date => "a date".into(),
            Type::Duration => "a duration".into(),
            Type::Period => "a period".into(),
            Type::Event { .. } => "the day on which it happened".into(),
            Type::Choice(id) => match self.model.choice(*id) {
                Some(choice) => format!("an alternative of `{}`", choice.name),
                None => "an alternative".into(),
            },
            Type::Record(id) => match self.model.record(*id) {
                Some(record) => format!("the fields of `{}`", record.name),
                None => "fields".into(),
            },
            Type::List(_) => "a list".into(),
            Type::Optional(inner) => format!("{} or {}", self.expected(inner), self.none()),
        }
    }

    /// How a value of that type is written, for the help.
    pub(super) fn example(&self, ty: &Type) -> String {
        let json = self.is_json();
        let plain = match ty {
            Type::Text => "\"\u{2026}\"".to_owned(),
            Type::Number => "12.50".to_owned(),
            Type::YesNo if json => "true".to_owned(),
            Type::YesNo => "yes".to_owned(),
            Type::Date if json => "\"2018-01-20\"".to_owned(),
            Type::Date => "2018-01-20".to_owned(),
            Type::Duration if json => "\"10 working days\"".to_owned(),
            Type::Duration => "10 working days".to_owned(),
            Type::Period if json => r#"{"from": "2018-01-01", "until": "2018-12-31"}"#.to_owned(),
            Type::Period => "from 2018-01-01 until 2018-12-31".to_owned(),
            Type::Event { by: Some(id), .. } => {
                let actor = self.model.choice(*id).and_then(|choice| choice.members.first());
                let actor = actor.map_or("\u{2026}", |member| &*member.name);
                match json {
                    true => format!(r#"{{"on": "2018-01-20", "by": "{actor}"}}"#),
                    false => format!("2018-01-20 by {actor}"),
                }
            }
            Type::Event { .. } => self.example(&Type::Date),
            Type::Choice(id) => {
                let member = self.model.choice(*id).and_then(|choice| choice.members.first());
                let name = member.map_or("\u{2026}", |member| &*member.name);
                if json { format!("\"{name}\"") } else { name.to_owned() }
            }
            Type::Record(id) => match self.model.record(*id).and_then(|record| record.shape.fields.first()) {
                Some(field) if json => format!("{{\"{}\": \u{2026}}}", field.name),
                Some(field) => format!("{}.{} = \u{2026}", self.path, field.name),
                None => "{}".to_owned(),
            },
            Type::List(inner) => match **inner {
                Type::Record(_) if !json => format!("{}[0].\u{2026} = \u{2026}", self.path),
                _ => format!("[{}]", self.example(inner)),
            },
            Type::Optional(inner) => self.example(inner),
        };
        plain
    }

    pub(super) fn wrong_type(&mut self, ty: &Type, said: &Spelled) {
        let (expected, help) = (self.expected(ty), format!("write it as `{}`", self.example(ty)));
        let found = said.what(self.is_json());
        self.error(said.span, |place| CaseError::WrongType {
            expected,
            found,
            help: Some(help),
            span: said.span,
            place,
        });
    }

    pub(super) fn state_error(&mut self, span: Span, what: String, help: String) {
        self.error(span, |place| CaseError::State { what, help, span, place });
    }

    pub(super) fn unknown_name(&mut self, holder: &str, name: &str, span: Span, shape: &Shape, others: &[&str]) {
        let known = shape.fields.iter().map(|field| &*field.name).chain(others.iter().copied());
        self.error(span, |place| {
            let help = nearest(name, known);
            CaseError::UnknownName { holder: holder.to_owned(), name: name.to_owned(), help, span, place }
        });
    }

    /// A text in NFC; `None` where it is none, or a bad one.
    pub(super) fn text(&mut self, said: &Spelled) -> Option<Arc<str>> {
        let (Kind::String(text) | Kind::Text(text)) = &said.kind else {
            self.wrong_type(&Type::Text, said);
            return None;
        };
        let span = said.span;
        let characters = if text.len() > limits::TEXT_CHARACTERS { text.chars().count() } else { 0 };
        if characters > limits::TEXT_CHARACTERS {
            self.error(span, |place| CaseError::TextTooLong { characters, span, place });
            return None;
        }
        if text.contains('\0') {
            self.error(span, |place| CaseError::Nul { span, place });
            return None;
        }
        Some(if is_nfc(text) { (**text).into() } else { text.nfc().collect::<String>().into() })
    }

    /// Notes that what is being read is assumed.
    pub(super) fn assume(&mut self, because: Option<&Spelled>) {
        let because = because.and_then(|because| self.part("", |reader| reader.text(because)));
        self.assumed.push(Assumption { fact: self.path.clone(), because });
    }

    /// The cell of something wrong: the case is not used then.
    pub(super) const WRONG: Cell = Cell::Missing;
}
