//! What a case says, whatever its spelling: a small tree with the place of every node.

use std::sync::Arc;

use super::words::shown;
use crate::source::Span;
use crate::value::{Day, Decimal, Duration};

/// A node with its place.
#[derive(Debug, Clone)]
pub(super) struct Spelled {
    /// What is said.
    pub(super) kind: Kind,
    /// Where.
    pub(super) span: Span,
}

/// A name with what is said of it.
#[derive(Debug, Clone)]
pub(super) struct Member {
    /// `starts`
    pub(super) name: Box<str>,
    /// Where the name is written.
    pub(super) name_span: Span,
    /// What is said.
    pub(super) value: Spelled,
}

/// What is said.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    /// `none`, `null`
    None,
    /// `yes`, `true`
    YesNo(bool),
    /// A number of JSON; its digits are those of the source.
    Digits,
    /// A number of a `.case` file.
    Number(Decimal),
    /// A text of JSON, which may spell a text, number, date, duration or alternative.
    String(Box<str>),
    /// `"text"` in a `.case` file.
    Text(Box<str>),
    /// `norway`
    Word(Arc<str>),
    /// `2018-01-20`
    Date(Day),
    /// `10 working days`
    Duration(Duration),
    /// `[norway, france]`
    List(Vec<Spelled>),
    /// `{"internal": true}`; the occurrence `2018-01-20 by chair` too.
    Object(Vec<Member>),
    /// `from 2018-01-01 until 2018-12-31`
    Period(Box<Spelled>, Option<Box<Spelled>>),
    /// `unknown`
    Unknown,
    /// `assume direct because "the file does not say"`
    Assumed(Box<Spelled>, Option<Box<Spelled>>),
    /// `disputed 2018-03-20, 2018-03-22`
    Disputed(Vec<Spelled>),
    /// `between 2018-03-01 and 2018-03-07`
    Between(Box<Spelled>, Box<Spelled>),
    /// `{"unknown": "yes"}`: what is wrong, and what to write.
    Malformed(&'static str, &'static str),
}

impl Spelled {
    /// What it is called where something else was wanted.
    pub(super) fn what(&self, json: bool) -> String {
        let what = match &self.kind {
            Kind::None if json => "`null`",
            Kind::None => "`none`",
            Kind::YesNo(yes) => match (json, yes) {
                (true, true) => "`true`",
                (true, false) => "`false`",
                (false, true) => "`yes`",
                (false, false) => "`no`",
            },
            Kind::Digits | Kind::Number(_) => "a number",
            Kind::String(_) | Kind::Text(_) => "a text",
            Kind::Word(name) => return format!("`{}`", shown(name)),
            Kind::Date(_) => "a date",
            Kind::Duration(_) => "a duration",
            Kind::List(_) => "a list",
            Kind::Object(_) if json => "an object",
            Kind::Object(_) => "several parts",
            Kind::Period(..) => "a period",
            Kind::Unknown => "`unknown`",
            Kind::Assumed(..) => "an assumption",
            Kind::Disputed(_) => "a dispute",
            Kind::Between(..) => "a range of days",
            Kind::Malformed(..) => "this",
        };
        what.to_owned()
    }
}

/// The JSON pointer of a place: the way to the innermost node that holds it.
pub(super) fn pointer(root: &Spelled, span: Span) -> String {
    let mut pointer = String::new();
    let mut node = root;
    loop {
        let next = match &node.kind {
            Kind::Object(members) => {
                let at = members.partition_point(|member| member.value.span.end <= span.start);
                members
                    .get(at)
                    .filter(|member| member.name_span.start <= span.start)
                    .map(|member| (step(&member.name), &member.value))
            }
            Kind::List(elements) => {
                let at = elements.partition_point(|element| element.span.end <= span.start);
                let element = elements.get(at).filter(|element| element.span.start <= span.start);
                element.map(|element| (at.to_string(), element))
            }
            Kind::Assumed(value, because) => {
                let because = because.iter().map(|because| ("because".to_owned(), &**because));
                because.chain([("assumed".to_owned(), &**value)]).find(|(_, inner)| holds(inner, span))
            }
            Kind::Disputed(values) => {
                let mut values = values.iter().enumerate();
                values.find(|(_, inner)| holds(inner, span)).map(|(at, inner)| (format!("disputed/{at}"), inner))
            }
            Kind::Between(first, last) => {
                let mut days = [("between/0".to_owned(), &**first), ("between/1".to_owned(), &**last)].into_iter();
                days.find(|(_, inner)| holds(inner, span))
            }
            _ => None,
        };
        let Some((step, inner)) = next else { return pointer };
        pointer.push('/');
        pointer.push_str(&step);
        if span.start < inner.span.start {
            // The place is the name itself.
            return pointer;
        }
        node = inner;
    }
}

/// A name as a step of a JSON pointer. What is longer than any name is cut.
pub(super) fn step(name: &str) -> String {
    shown(name).replace('~', "~0").replace('/', "~1")
}

fn holds(node: &Spelled, span: Span) -> bool {
    node.span.start <= span.start && span.start < node.span.end
}
