//! What the reader is told of a value. Days stay as ISO dates; a rendering writes them out.

use crate::model::{Model, Shape};
use crate::show;
use crate::value::{Cell, ChoiceId, Occurrence, Type, Value};

/// The value of a cell of that type.
pub(crate) fn cell(model: &Model, ty: &Type, cell: &Cell, language: &str) -> String {
    match cell {
        Cell::Missing | Cell::Unknown => show::not_known(language).to_owned(),
        Cell::None => show::none(language).to_owned(),
        Cell::Between(first, last) => show::between(&first.to_string(), &last.to_string(), language),
        Cell::Disputed(values) => {
            let values: Vec<String> = values.iter().map(|value| self::cell(model, ty, value, language)).collect();
            show::either(&values, language)
        }
        Cell::Known(value) => self::value(model, ty, value, language),
    }
}

fn value(model: &Model, ty: &Type, value: &Value, language: &str) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Number(number) => show::number(*number, language),
        Value::YesNo(yes) => show::yes_no(*yes, language).to_owned(),
        Value::Date(day) => day.to_string(),
        Value::Duration(duration) => show::duration(*duration, language),
        Value::Choice(member) => match ty.bare() {
            Type::Choice(id) => self::member(model, *id, *member, language),
            _ => unreachable!("checking gives every choice its type"),
        },
        Value::List(list) => {
            let Type::List(element) = ty.bare() else { unreachable!("checking gives every list its type") };
            let shown: Vec<String> =
                list.elements().map(|cells| self::element(model, element, cells, language)).collect();
            if shown.is_empty() { show::none(language).to_owned() } else { show::list(&shown, language) }
        }
        Value::Event(occurrences) => {
            let Type::Event { by, .. } = ty.bare() else { unreachable!("checking gives every event its type") };
            let shown: Vec<String> = occurrences.iter().map(|one| occurrence(model, *by, one, language)).collect();
            if shown.is_empty() { show::none(language).to_owned() } else { show::list(&shown, language) }
        }
    }
}

/// The label of an alternative.
pub(crate) fn member(model: &Model, choice: ChoiceId, member: u16, language: &str) -> String {
    let member = model.choice(choice).and_then(|choice| choice.members.get(usize::from(member)));
    member.map(|member| member.label.show(language).to_owned()).unwrap_or_default()
}

/// An element of a list: a record by its first text, else by its first field.
pub(crate) fn element(model: &Model, ty: &Type, cells: &[Cell], language: &str) -> String {
    let Type::Record(id) = ty.bare() else {
        return cells.first().map(|cell| self::cell(model, ty, cell, language)).unwrap_or_default();
    };
    let empty = Shape::default();
    let shape = model.record(*id).map_or(&empty, |record| &record.shape);
    let naming = shape.fields.iter().find(|field| field.ty == Type::Text).or(shape.fields.first());
    let shown = naming.and_then(|field| Some(self::cell(model, &field.ty, cells.get(field.at)?, language)));
    shown.unwrap_or_default()
}

fn occurrence(model: &Model, by: Option<ChoiceId>, occurrence: &Occurrence, language: &str) -> String {
    let on = cell(model, &Type::Date, &occurrence.on, language);
    let by = by.map(|choice| cell(model, &Type::Choice(choice), &occurrence.by, language));
    show::occurrence(&on, by.as_deref(), language)
}

/// The two ends of a period.
pub(crate) fn period(cells: &[Cell], language: &str) -> String {
    let end = |cell: Option<&Cell>| match cell {
        Some(Cell::Known(Value::Date(day))) => day.to_string(),
        Some(Cell::Between(first, last)) => show::between(&first.to_string(), &last.to_string(), language),
        _ => show::not_known(language).to_owned(),
    };
    match cells {
        [from, Cell::None, ..] => show::period(&end(Some(from)), None, language),
        [from, until, ..] => show::period(&end(Some(from)), Some(&end(Some(until))), language),
        _ => show::not_known(language).to_owned(),
    }
}
