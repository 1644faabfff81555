//! Parameters that whoever asks for the check sets: `--set open_for="10 working days"`.

use super::leaves::leaves;
use super::reader::{Reader, Spelling};
use super::spelled::{Kind, Spelled};
use super::{Case, SetBy, set};
use crate::error::Problem;
use crate::model::Model;
use crate::source::{FileId, Span};
use crate::value::{Cell, Type, Value};

/// Sets a parameter of a case. The value is spelled as in a `.case` file, texts with or without quotes.
///
/// Places in problems are counted in `name=text`: a face that shows them adds a source of that text under `id`.
pub fn set_parameter(model: &Model, case: &mut Case, id: FileId, name: &str, text: &str) -> Result<(), Vec<Problem>> {
    let mut reader = Reader::new(model, Spelling::Written);
    let Some((at, field)) = model.parameters.fields.iter().enumerate().find(|(_, field)| *field.name == *name) else {
        let span = Span::new(id, 0, name.len());
        reader.unknown_name("the procedure has no parameter", name, span, &model.parameters, &[]);
        return reader.finish(id, ());
    };
    leaves(model, case, &mut |leaf| {
        let own = leaf.path.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']));
        let Some(unit) = leaf.unit_class.filter(|_| !own).and_then(|class| reader.units.get_mut(usize::from(class)))
        else {
            return;
        };
        let first = match leaf.cell {
            Cell::Disputed(cells) => cells.iter().find(|cell| matches!(cell, Cell::Known(_))),
            cell => Some(cell),
        };
        if let (None, Some(Cell::Known(Value::Duration(duration)))) = (&unit, first) {
            *unit = Some((duration.unit, format!("`{}` is", leaf.path)));
        }
    });
    let said = spelled(&field.ty, &Text { id, whole: text, before: name.len() + 1 }, text);
    let mut cells = Vec::new();
    reader.field(field, Some(&said), &mut cells);
    reader.finish(id, ())?;
    set(&mut case.settings, field.at, cells);
    if let Some(set_by) = case.set_by.get_mut(at) {
        *set_by = SetBy::Caller;
    }
    let of_field =
        |fact: &str| fact.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']));
    case.assumed.retain(|assumption| !of_field(&assumption.fact));
    Ok(())
}

/// A text with its place.
struct Text<'t> {
    id: FileId,
    whole: &'t str,
    /// Bytes that stand before it.
    before: usize,
}

impl Text<'_> {
    fn span(&self, part: &str) -> Span {
        let start = self.before + (part.as_ptr() as usize).saturating_sub(self.whole.as_ptr() as usize);
        Span::new(self.id, start, start + part.len())
    }
}

fn spelled(ty: &Type, text: &Text<'_>, part: &str) -> Spelled {
    let part = part.trim();
    let bare = unquoted(part);
    let kind = match (part, ty.bare()) {
        ("unknown", _) => Kind::Unknown,
        ("none", _) => Kind::None,
        (_, Type::Text) if part.starts_with('"') && !is_one_text(part) => {
            Kind::Malformed("this is not one text", "write one text between quotation marks, or none of them")
        }
        (_, Type::Text) => Kind::Text(bare.into()),
        ("yes", Type::YesNo) => Kind::YesNo(true),
        ("no", Type::YesNo) => Kind::YesNo(false),
        (_, Type::Number | Type::Date | Type::Duration | Type::Choice(_)) => Kind::String(bare.into()),
        (_, Type::List(inner)) => match part.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Some(rest) if rest.trim().is_empty() => Kind::List(Vec::new()),
            Some(rest) => Kind::List(elements(rest).into_iter().map(|element| spelled(inner, text, element)).collect()),
            None => Kind::Malformed("this is not a list", "a list stands between `[` and `]`, with commas in it"),
        },
        (_, Type::Period) => match part.strip_prefix("from ") {
            Some(rest) => {
                let (from, until) = match rest.split_once(" until ") {
                    Some((from, until)) => (from, Some(until)),
                    None => (rest, None),
                };
                let day = |part| Box::new(spelled(&Type::Date, text, part));
                Kind::Period(day(from), until.map(day))
            }
            None => Kind::Malformed("this is not a period", "write `from 2018-01-01 until 2018-12-31`"),
        },
        _ => Kind::Word(part.into()),
    };
    Spelled { kind, span: text.span(part) }
}

/// Whether the quote that a text begins with is closed at its end and not before.
fn is_one_text(part: &str) -> bool {
    let mut escaped = false;
    let close = part.char_indices().skip(1).find(|&(_, c)| {
        let closes = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        closes
    });
    close.is_some_and(|(at, _)| at + 1 == part.len())
}

/// A text without the quotes around it.
fn unquoted(part: &str) -> String {
    match part.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(inner) => inner.replace("\\\"", "\"").replace("\\{", "{").replace("\\\\", "\\"),
        None => part.to_owned(),
    }
}

/// The elements of a list, at the commas that do not stand in quotes.
fn elements(text: &str) -> Vec<&str> {
    let mut elements = Vec::new();
    let (mut start, mut quoted, mut escaped) = (0, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => quoted = !quoted,
            b',' if !quoted => {
                elements.extend(text.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    elements.extend(text.get(start..));
    elements
}
