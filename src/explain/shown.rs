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
            match (shown.is_empty(), ty.is_optional()) {
                (false, _) => show::list(&shown, language),
                // Where the list itself may be absent, that is another state.
                (true, true) => show::empty(language).to_owned(),
                (true, false) => show::none(language).to_owned(),
            }
        }
        Value::Event(occurrences) => {
            let Type::Event { by, .. } = ty.bare() else { unreachable!("checking gives every event its type") };
            let shown: Vec<String> = occurrences.iter().map(|one| occurrence(model, *by, one, language)).collect();
            match shown.is_empty() {
                true => show::none(language).to_owned(),
                false if shown.iter().any(|one| one.contains(',')) => shown.join("; "),
                false => show::list(&shown, language),
            }
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
    let known = |ty: &Type, cell: &Cell| {
        (!matches!(cell, Cell::Missing | Cell::Unknown)).then(|| self::cell(model, ty, cell, language))
    };
    let on = known(&Type::Date, &occurrence.on);
    let by = by.map(|choice| known(&Type::Choice(choice), &occurrence.by));
    show::occurrence(on.as_deref(), by.as_ref().map(Option::as_deref), language)
}

/// What names an element of a list to a reader: its first text that is known.
pub(crate) fn naming(model: &Model, ty: &Type, cells: &[Cell]) -> Option<String> {
    let Type::Record(id) = ty else { return None };
    let fields = &model.record(*id)?.shape.fields;
    fields.iter().filter(|field| field.ty == Type::Text).find_map(|field| match cells.get(field.at)? {
        Cell::Known(Value::Text(text)) => Some(text.to_string()),
        _ => None,
    })
}

/// Whether what is shown of a type is numbers, whose digits a rendering groups.
pub(crate) fn is_number(ty: &Type) -> bool {
    match ty.bare() {
        Type::Number => true,
        Type::List(element) => *element.bare() == Type::Number,
        _ => false,
    }
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
