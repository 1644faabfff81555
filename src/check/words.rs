//! Types and lists of things in the user's words.

use crate::model::{Choice, Record};
use crate::value::{ChoiceId, RecordId, Type};

/// `a, b and c`
pub(super) fn list(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [before @ .., end] => format!("{} {last} {end}", before.join(", ")),
    }
}

/// `` `a`, `b` and `c` `` of the names, with `…` where there are more than ten.
pub(super) fn names<'n>(names: impl IntoIterator<Item = &'n str>, last: &str) -> String {
    let mut words: Vec<_> = names.into_iter().map(|name| format!("`{name}`")).collect();
    if words.len() > 10 {
        words.truncate(10);
        return format!("{} …", words.join(", "));
    }
    list(&words, last)
}

/// `` `a` uses `b`, which uses `a` ``
pub(super) fn chain(names: &[&str], first: &str, then: &str) -> String {
    let mut words = String::new();
    for (at, name) in names.iter().enumerate() {
        match at {
            0 => {}
            1 => words.push_str(&format!(" {first} ")),
            _ => words.push_str(&format!(", {then} ")),
        }
        words.push_str(&format!("`{name}`"));
    }
    words
}

/// `1 cell`, `3 cells`
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// `date`, `list of Country`, as the file would write it.
pub(super) fn written(choices: &[Choice], records: &[Record], ty: &Type) -> String {
    let choice = |id: &ChoiceId| choices.get(usize::from(id.0)).map_or("", |choice| &*choice.name);
    let record = |id: &RecordId| records.get(usize::from(id.0)).map_or("", |record| &*record.name);
    match ty {
        Type::Text => "text".into(),
        Type::Number => "number".into(),
        Type::YesNo => "yes/no".into(),
        Type::Date => "date".into(),
        Type::Duration => "duration".into(),
        Type::Period => "period".into(),
        Type::Event { by, of } => {
            let of = of.as_ref().map(|id| format!(" of {}", record(id))).unwrap_or_default();
            let by = by.as_ref().map(|id| format!(" by {}", choice(id))).unwrap_or_default();
            format!("event{of}{by}")
        }
        Type::Choice(id) => choice(id).into(),
        Type::Record(id) => record(id).into(),
        Type::List(element) => format!("list of {}", written(choices, records, element)),
        Type::Optional(inner) => format!("optional {}", written(choices, records, inner)),
    }
}

/// `a date`, `` a list of `Country` ``, `` an `Office` ``: as one would say it.
pub(super) fn said(choices: &[Choice], records: &[Record], ty: &Type) -> String {
    let named = |name: &str| format!("{} `{name}`", article(name));
    match ty {
        Type::YesNo => "a yes/no".into(),
        Type::Event { .. } => "an event".into(),
        Type::Choice(_) | Type::Record(_) => named(&written(choices, records, ty)),
        Type::List(element) => match &**element {
            Type::Choice(_) | Type::Record(_) => format!("a list of `{}`", written(choices, records, element)),
            Type::Text => "a list of texts".into(),
            Type::Number => "a list of numbers".into(),
            Type::Date => "a list of dates".into(),
            Type::Duration => "a list of durations".into(),
            Type::Period => "a list of periods".into(),
            other => format!("a list of {}", written(choices, records, other)),
        },
        Type::Optional(inner) => match &**inner {
            Type::Choice(_) | Type::Record(_) => format!("an optional `{}`", written(choices, records, inner)),
            other => format!("an optional {}", written(choices, records, other)),
        },
        other => format!("a {}", written(choices, records, other)),
    }
}

fn article(name: &str) -> &'static str {
    if name.starts_with(['A', 'E', 'I', 'O', 'U', 'a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}
