//! Where the reading of a case stands: the path, the label, what was assumed, what is wrong.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::Assumption;
use super::spelled::{Kind, Spelled, pointer};
use super::words::{either, nearest, shown};
use crate::error::Problem;
use crate::error::case::{CaseError, Place};
use crate::limits;
use crate::model::{Field, Model, Shape};
use crate::source::{FileId, Span};
use crate::text::Text;
use crate::value::{Cell, ChoiceId, Day, Type, Unit};

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

/// Where the reading stood.
#[derive(Clone, Copy)]
pub(super) struct Mark<'m> {
    length: usize,
    label: Option<&'m Text>,
    class: Option<u16>,
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
    /// What was said of a whole and is also said of its parts: that is an error once.
    pub(super) divided: BTreeSet<Span>,
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
            divided: BTreeSet::new(),
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
        let mark = self.mark();
        self.enter_field(field);
        let result = read(self);
        self.back_to(mark);
        result
    }

    /// Reads a part that is no field: `.on`, `[2]`.
    pub(super) fn part<T>(&mut self, part: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let mark = self.mark();
        self.enter(part);
        let result = read(self);
        self.back_to(mark);
        result
    }

    /// Reads an element of a list.
    pub(super) fn element<T>(&mut self, number: usize, read: impl FnOnce(&mut Self) -> T) -> T {
        let mark = self.mark();
        // Writing to a text cannot fail.
        let _ = write!(self.path, "[{number}]");
        let result = read(self);
        self.back_to(mark);
        result
    }

    pub(super) fn enter_field(&mut self, field: &'m Field) {
        if !self.path.is_empty() {
            self.path.push('.');
        }
        self.path.push_str(&field.name);
        (self.label, self.class) = (Some(&field.label), field.unit_class);
    }

    pub(super) fn enter(&mut self, part: &str) {
        self.path.push_str(part);
    }

    pub(super) fn mark(&self) -> Mark<'m> {
        Mark { length: self.path.len(), label: self.label, class: self.class }
    }

    pub(super) fn back_to(&mut self, mark: Mark<'m>) {
        self.path.truncate(mark.length);
        (self.label, self.class) = (mark.label, mark.class);
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
    fn example(&self, ty: &Type) -> String {
        let json = self.is_json();
        let quoted = |text: &str| if json { format!("\"{text}\"") } else { text.to_owned() };
        let first = |id: ChoiceId| {
            let member = self.model.choice(id).and_then(|choice| choice.members.first());
            member.map_or("\u{2026}", |member| &*member.name)
        };
        match ty {
            Type::Text => "\"\u{2026}\"".to_owned(),
            Type::Number => "12.50".to_owned(),
            Type::YesNo if json => "true".to_owned(),
            Type::YesNo => "yes".to_owned(),
            Type::Date => quoted("2018-01-20"),
            Type::Duration => quoted("10 working days"),
            Type::Period if json => r#"{"from": "2018-01-01", "until": "2018-12-31"}"#.to_owned(),
            Type::Period => "from 2018-01-01 until 2018-12-31".to_owned(),
            Type::Event { by: Some(id), .. } if json => format!(r#"{{"on": "2018-01-20", "by": "{}"}}"#, first(*id)),
            Type::Event { by: Some(id), .. } => format!("2018-01-20 by {}", first(*id)),
            Type::Event { .. } => quoted("2018-01-20"),
            Type::Choice(id) => quoted(first(*id)),
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
        }
    }

    fn how(&self, ty: &Type, said: &Spelled) -> String {
        self.how_instead(ty, said).unwrap_or_else(|| match ty {
            Type::Choice(id) => match self.model.choice(*id) {
                Some(choice) => {
                    let names: Vec<String> = choice
                        .members
                        .iter()
                        .map(|member| match self.is_json() {
                            true => format!("\"{}\"", member.name),
                            false => member.name.to_string(),
                        })
                        .collect();
                    format!("write {}", either(names.iter().map(String::as_str)))
                }
                None => String::new(),
            },
            Type::Text => "write it in double quotes".to_owned(),
            _ => format!("write it as `{}`", self.example(ty)),
        })
    }

    /// How a value of that type is written, where what is said shows what is meant.
    fn how_instead(&self, ty: &Type, said: &Spelled) -> Option<String> {
        Some(match (ty, &said.kind) {
            (_, Kind::String(word)) if &**word == "unknown" => {
                format!("write {} where it is not known", self.unknown())
            }
            (Type::Number, Kind::Duration(duration)) => format!("write it without its unit: `{}`", duration.count),
            (Type::Number, Kind::Text(_)) => "write it in digits, without quotation marks".to_owned(),
            (Type::Date | Type::Event { .. }, Kind::Text(text)) if Day::parse(text).is_some() => {
                format!("write it without quotation marks: `{text}`")
            }
            (Type::Duration | Type::Choice(_), Kind::Text(text)) => {
                format!("write it without quotation marks: `{}`", shown(text))
            }
            (Type::Event { .. }, Kind::YesNo(_) | Kind::Word(_)) => {
                format!("write the day, as in `{}`, or `[]` where it has not happened", self.example(ty))
            }
            (Type::YesNo, said) => self.yes_or_no(said),
            _ => return None,
        })
    }

    fn yes_or_no(&self, said: &Kind) -> String {
        let [yes, no] = if self.is_json() { ["true", "false"] } else { ["yes", "no"] };
        let (word, quotes) = match said {
            Kind::String(word) | Kind::Text(word) => (word.to_lowercase(), ", without quotation marks"),
            Kind::Word(word) => (word.to_lowercase(), ""),
            _ => (String::new(), ""),
        };
        match word.as_str() {
            "yes" | "true" | "y" | "oui" => format!("write `{yes}`{quotes}"),
            "no" | "false" | "n" | "non" => format!("write `{no}`{quotes}"),
            _ => format!("write {}{quotes}", either([yes, no])),
        }
    }

    pub(super) fn wrong_type(&mut self, ty: &Type, said: &Spelled) {
        let (expected, help) = (self.expected(ty), self.how(ty, said));
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

    pub(super) fn given_twice(&mut self, name: &str, span: Span, first: Span, help: &str) {
        self.error(span, |mut place| {
            if place.path.is_empty() {
                place.path = name.to_owned();
            }
            CaseError::GivenTwice { name: shown(name), help: help.to_owned(), span, first, place }
        });
    }

    pub(super) fn unknown_name(&mut self, holder: &str, name: &str, span: Span, shape: &Shape, others: &[&str]) {
        let known = shape.fields.iter().map(|field| &*field.name).chain(others.iter().copied());
        let model = self.model;
        let (fact, parameter) = (model.facts.field(name).is_some(), model.parameters.field(name).is_some());
        let (facts, parameters) = (std::ptr::eq(shape, &model.facts), std::ptr::eq(shape, &model.parameters));
        let json = self.is_json();
        self.error(span, |place| {
            let help = match () {
                () if facts && parameter && json => {
                    Some("it is a parameter: write it inside of `\"parameters\": { \u{2026} }`".to_owned())
                }
                () if facts && parameter => Some(format!("it is a parameter: write `set {name} = \u{2026}`")),
                () if parameters && fact && json => {
                    Some("it is a fact: write it inside of `\"facts\": { \u{2026} }`".to_owned())
                }
                () if parameters && fact => Some(format!("it is a fact: the case says it, as `{name} = \u{2026}`")),
                () => nearest(name, known),
            };
            CaseError::UnknownName { holder: holder.to_owned(), name: shown(name), help, span, place }
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
        let because = because.and_then(|because| self.part(".because", |reader| reader.text(because)));
        self.assumed.push(Assumption { fact: self.path.clone(), because });
    }

    /// The cell of something wrong: the case is not used then.
    pub(super) const WRONG: Cell = Cell::Missing;
}
