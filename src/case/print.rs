//! From what is said to a text: JSON, and the lines of a `.case` file.

use std::fmt::Write;

use super::spelled::{Kind, Member, Spelled};
use crate::value::Day;

/// What fits on a line of this many characters is not broken.
const LINE: usize = 100;

/// The text in JSON, with a line break at the end.
pub(super) fn json(kind: &Kind) -> String {
    let mut out = String::new();
    lay_out(kind, 0, &mut out);
    out.push('\n');
    out
}

fn lay_out(kind: &Kind, indent: usize, out: &mut String) {
    let start = out.len();
    let fits = match kind {
        // The case and its facts are always one member a line.
        Kind::Object(members) if indent < 4 => members.is_empty(),
        Kind::Object(_) | Kind::List(_) => true,
        _ => return compact(kind, out),
    };
    if fits {
        compact(kind, out);
        if out.len() - start + indent <= LINE {
            return;
        }
        out.truncate(start);
    }
    let inner = indent + 2;
    let line = |out: &mut String, last: bool, write: &mut dyn FnMut(&mut String)| {
        let _ = write!(out, "\n{:inner$}", "");
        write(out);
        if !last {
            out.push(',');
        }
    };
    match kind {
        Kind::Object(members) => {
            out.push('{');
            for (at, member) in members.iter().enumerate() {
                line(out, at + 1 == members.len(), &mut |out| {
                    string(&member.name, out);
                    out.push_str(": ");
                    lay_out(&member.value.kind, inner, out);
                });
            }
            let _ = write!(out, "\n{:indent$}}}", "");
        }
        Kind::List(elements) => {
            out.push('[');
            for (at, element) in elements.iter().enumerate() {
                line(out, at + 1 == elements.len(), &mut |out| lay_out(&element.kind, inner, out));
            }
            let _ = write!(out, "\n{:indent$}]", "");
        }
        _ => unreachable!("only objects and lists are broken into lines"),
    }
}

fn compact(kind: &Kind, out: &mut String) {
    match kind {
        Kind::None => out.push_str("null"),
        Kind::YesNo(yes) => out.push_str(if *yes { "true" } else { "false" }),
        Kind::Number(number) => _ = write!(out, "{number}"),
        Kind::String(text) | Kind::Text(text) => string(text, out),
        Kind::Word(word) => string(word, out),
        Kind::Date(day) => _ = write!(out, "\"{day}\""),
        Kind::Duration(duration) => _ = write!(out, "\"{duration}\""),
        Kind::List(elements) => list(elements.iter(), out),
        Kind::Object(members) => object(members.iter().map(|member| (&*member.name, Some(&member.value))), out),
        Kind::Period(from, until) => object([("from", Some(&**from)), ("until", until.as_deref())].into_iter(), out),
        Kind::Unknown => out.push_str(r#"{"unknown": true}"#),
        Kind::Assumed(value, because) => {
            let because = because.iter().map(|because| ("because", Some(&**because)));
            object([("assumed", Some(&**value))].into_iter().chain(because), out);
        }
        Kind::Disputed(values) => {
            out.push_str(r#"{"disputed": "#);
            list(values.iter(), out);
            out.push('}');
        }
        Kind::Between(first, last) => {
            out.push_str(r#"{"between": "#);
            list([&**first, &**last].into_iter(), out);
            out.push('}');
        }
        Kind::Digits | Kind::Malformed(..) => unreachable!("only what is read has these"),
    }
}

fn object<'s>(members: impl Iterator<Item = (&'s str, Option<&'s Spelled>)>, out: &mut String) {
    out.push('{');
    for (at, (name, value)) in members.enumerate() {
        out.push_str(if at == 0 { "" } else { ", " });
        string(name, out);
        out.push_str(": ");
        compact(value.map_or(&Kind::None, |value| &value.kind), out);
    }
    out.push('}');
}

fn list<'s>(elements: impl Iterator<Item = &'s Spelled>, out: &mut String) {
    out.push('[');
    for (at, element) in elements.enumerate() {
        out.push_str(if at == 0 { "" } else { ", " });
        compact(&element.kind, out);
    }
    out.push(']');
}

fn string(text: &str, out: &mut String) {
    match serde_json::to_string(text) {
        Ok(quoted) => out.push_str(&quoted),
        Err(_) => unreachable!("every text can be written in JSON"),
    }
}

/// The text of a `.case` file.
pub(super) fn case(
    title: &str,
    procedure: Option<&str>,
    as_of: Option<Day>,
    facts: &[Member],
    parameters: &[Member],
) -> String {
    let mut out = format!("case {}", quoted(title));
    let mut lines = Vec::new();
    match procedure {
        Some(procedure) if is_name(procedure) => _ = write!(out, " of {procedure}"),
        Some(_) => lines.push(unsaid("procedure")),
        None => {}
    }
    for fact in facts {
        said(&fact.name, &fact.value, &mut lines);
    }
    lines.extend(as_of.map(|day| format!("as of {day}")));
    for parameter in parameters {
        lines.push(match inline(&parameter.value) {
            Some(value) => format!("set {} = {value}", parameter.name),
            None => unsaid(&parameter.name),
        });
    }
    for line in lines {
        let _ = write!(out, "\n  {line}");
    }
    out.push('\n');
    out
}

/// The lines that say it.
fn said(path: &str, value: &Spelled, lines: &mut Vec<String>) {
    if let Some(value) = inline(value) {
        return lines.push(format!("{path} = {value}"));
    }
    match &value.kind {
        Kind::Object(members) if members.is_empty() => lines.push(unsaid(path)),
        Kind::Object(members) => {
            let (head, rest): (Vec<Member>, Vec<Member>) = members.iter().cloned().partition(is_part);
            let head = Spelled { kind: Kind::Object(head), span: value.span };
            match (inline(&head), &head.kind) {
                (Some(value), _) => lines.push(format!("{path} = {value}")),
                (None, Kind::Object(members)) => {
                    members.iter().for_each(|member| said(&format!("{path}.{}", member.name), &member.value, lines));
                }
                _ => {}
            }
            rest.iter().for_each(|member| said(&format!("{path}.{}", member.name), &member.value, lines));
        }
        Kind::List(elements) => {
            for (at, element) in elements.iter().enumerate() {
                said(&format!("{path}[{at}]"), element, lines);
            }
        }
        // The fields of an occurrence have no place within the assumption; they are said beside it.
        Kind::Assumed(value, because) => {
            let several = matches!(value.kind, Kind::List(_));
            let all = if let Kind::List(elements) = &value.kind { &**elements } else { std::slice::from_ref(&**value) };
            let (mut heads, mut fields) = (Vec::new(), Vec::new());
            for (at, element) in all.iter().enumerate() {
                let mut head = element.clone();
                if let Kind::Object(members) = &mut head.kind {
                    let (parts, rest) = std::mem::take(members).into_iter().partition(is_part);
                    *members = parts;
                    let rest: Vec<Member> = rest;
                    rest.iter()
                        .for_each(|member| said(&format!("{path}[{at}].{}", member.name), &member.value, &mut fields));
                }
                heads.push(head);
            }
            let value = match several {
                true => Some(Spelled { kind: Kind::List(heads), span: value.span }),
                false => heads.pop(),
            };
            let value = value.map(|value| Spelled {
                kind: Kind::Assumed(Box::new(value), because.clone()),
                span: Default::default(),
            });
            match value.as_ref().and_then(inline) {
                Some(value) => {
                    lines.push(format!("{path} = {value}"));
                    lines.append(&mut fields);
                }
                None => lines.push(unsaid(path)),
            }
        }
        _ => lines.push(unsaid(path)),
    }
}

/// Words that the grammar takes for no name.
const RESERVED: [&str; 28] = [
    "after",
    "and",
    "before",
    "by",
    "count",
    "during",
    "else",
    "every",
    "exactly",
    "for",
    "from",
    "if",
    "in",
    "is",
    "no",
    "none",
    "not",
    "on",
    "only",
    "or",
    "satisfies",
    "some",
    "then",
    "today",
    "until",
    "where",
    "within",
    "yes",
];

/// Whether a `.case` file can name it. In JSON, any text may stand where a procedure is named.
fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !RESERVED.contains(&text)
}

/// Nothing is dropped in silence.
fn unsaid(path: &str) -> String {
    format!("# `{path}` has no spelling in lines: see the JSON of this case")
}

fn has_dispute(value: &Spelled) -> bool {
    match &value.kind {
        Kind::Assumed(..) | Kind::Disputed(_) => true,
        Kind::Period(from, until) => has_dispute(from) || until.as_deref().is_some_and(has_dispute),
        _ => false,
    }
}

fn is_part(member: &Member) -> bool {
    matches!(&*member.name, "on" | "by" | "note")
}

/// A value on one line, where it has such a spelling.
fn inline(value: &Spelled) -> Option<String> {
    let all = |values: &[Spelled]| Some(values.iter().map(inline).collect::<Option<Vec<_>>>()?.join(", "));
    Some(match &value.kind {
        Kind::None => "none".to_owned(),
        Kind::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Kind::Number(number) => number.to_string(),
        Kind::String(text) | Kind::Text(text) => quoted(text),
        Kind::Word(word) => word.to_string(),
        Kind::Date(day) => day.to_string(),
        Kind::Duration(duration) => duration.to_string(),
        Kind::List(elements) => {
            // The commas of a dispute would be taken for those of the list.
            if elements.iter().any(has_dispute) {
                return None;
            }
            format!("[{}]", all(elements)?)
        }
        Kind::Object(members) => return occurrence(members),
        Kind::Period(from, until) => match until {
            Some(until) => format!("from {} until {}", inline(from)?, inline(until)?),
            None => format!("from {}", inline(from)?),
        },
        Kind::Unknown => "unknown".to_owned(),
        Kind::Assumed(value, because) => match because {
            Some(because) => format!("assume {} because {}", inline(value)?, inline(because)?),
            None => format!("assume {}", inline(value)?),
        },
        Kind::Disputed(values) => format!("disputed {}", all(values)?),
        Kind::Between(first, last) => format!("between {} and {}", inline(first)?, inline(last)?),
        Kind::Digits | Kind::Malformed(..) => unreachable!("only what is read has these"),
    })
}

/// `2018-05-30 by secretary_general note "by letter"`
fn occurrence(members: &[Member]) -> Option<String> {
    let mut words = Vec::new();
    for Member { name, value, .. } in members {
        match (&**name, &value.kind) {
            // `unknown` alone would be said of the event.
            ("on", Kind::Unknown) if members.len() > 1 => words.push("unknown".to_owned()),
            ("on", Kind::Date(_) | Kind::Between(..)) => words.push(inline(value)?),
            ("by", Kind::Word(_) | Kind::Unknown) => words.push(format!("by {}", inline(value)?)),
            ("note", Kind::Text(_)) => words.push(format!("note {}", inline(value)?)),
            _ => return None,
        }
    }
    (!words.is_empty()).then(|| words.join(" "))
}

/// A text between quotes.
fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\' | '{') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}
