//! Values, what is not known among them by number.

use std::collections::BTreeMap;

use whereas::value::{Day, Decimal, Unit};

#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Text(String),
    Number(Decimal),
    YesNo(bool),
    Date(Day),
    Duration(u32, Unit),
    Choice(String),
    None,
    List(Vec<Value>),
    /// First and last day, `none` for a period without end.
    Period(Box<(Value, Value)>),
    Record(BTreeMap<String, Value>),
    Event(Vec<Occurrence>),
    /// What is not known, by its number in the case.
    Unknown(usize),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Occurrence {
    pub on: Value,
    pub by: Value,
    pub fields: BTreeMap<String, Value>,
}

impl Value {
    /// With everything that is not known put in.
    pub fn completed(&self, known: &[Value]) -> Value {
        match self {
            Value::Unknown(number) => known[*number].clone(),
            Value::List(items) => Value::List(items.iter().map(|item| item.completed(known)).collect()),
            Value::Period(ends) => Value::Period(Box::new((ends.0.completed(known), ends.1.completed(known)))),
            Value::Record(fields) => Value::Record(completed(fields, known)),
            Value::Event(occurrences) => Value::Event(
                occurrences
                    .iter()
                    .map(|occurrence| Occurrence {
                        on: occurrence.on.completed(known),
                        by: occurrence.by.completed(known),
                        fields: completed(&occurrence.fields, known),
                    })
                    .collect(),
            ),
            other => other.clone(),
        }
    }

    /// The numbers of all that is not known in it.
    pub fn unknowns(&self, found: &mut Vec<usize>) {
        match self {
            Value::Unknown(number) if !found.contains(number) => found.push(*number),
            Value::List(items) => items.iter().for_each(|item| item.unknowns(found)),
            Value::Period(ends) => [&ends.0, &ends.1].into_iter().for_each(|end| end.unknowns(found)),
            Value::Record(fields) => fields.values().for_each(|field| field.unknowns(found)),
            Value::Event(occurrences) => {
                for occurrence in occurrences {
                    let fields = occurrence.fields.values();
                    [&occurrence.on, &occurrence.by].into_iter().chain(fields).for_each(|part| part.unknowns(found));
                }
            }
            _ => {}
        }
    }
}

fn completed(fields: &BTreeMap<String, Value>, known: &[Value]) -> BTreeMap<String, Value> {
    fields.iter().map(|(name, value)| (name.clone(), value.completed(known))).collect()
}
