//! From reasons and citations to the short lines under a rule.

use std::collections::BTreeSet;

use crate::report::layout::{Paint, Words};
use crate::report::words::Dictionary;
use crate::report::{Citation, Counted, Read, Reason, WorkedOut};

/// Characters of a value that are shown.
const VALUE: usize = 300;

/// `Takes effect on: 15 January 2018`
pub fn stated(dictionary: Dictionary, label: &str, value: &str) -> Words {
    Words::plain(&format!("{label}{}{value}", dictionary.colon())).then("", Paint::Plain)
}

/// A value cut where nobody would read on.
pub fn short(value: &str) -> String {
    match value.char_indices().nth(VALUE) {
        Some((end, _)) => format!("{}…", value.get(..end).unwrap_or("")),
        None => value.to_owned(),
    }
}

/// A value as it is written out for a reader: days in words, numbers in groups.
pub fn value(dictionary: Dictionary, value: &str, number: bool) -> String {
    short(&if number { dictionary.grouped(value) } else { dictionary.days_in(value) })
}

/// A label without the name of the element that the rule above it is for.
pub fn within<'l>(dictionary: Dictionary, label: &'l str, element: Option<&str>) -> &'l str {
    let inner = element.and_then(|element| label.strip_prefix(element)?.strip_prefix(dictionary.colon()));
    inner.unwrap_or(label)
}

/// `our reading of International Staff, Role and responsibilities 8`
pub fn citation(dictionary: Dictionary, citation: &Citation) -> String {
    let passage = match citation.passage.as_str() {
        "" => citation.title.clone(),
        passage => format!("{}, {passage}", citation.title),
    };
    match citation.authority.as_str() {
        "inferred" => format!("{}{passage}", dictionary.reading_of()),
        _ => passage,
    }
}

/// The facts that made a condition what it is: those read by its parts that have its value, each once.
pub fn decisive(reason: &Reason) -> Vec<&Read> {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    visit(reason, &mut |part| {
        found.extend(part.reads.iter().filter(|read| seen.insert((&read.fact, &read.value))));
    });
    found
}

/// The values worked out by those parts, each once.
pub fn worked_out(reason: &Reason) -> Vec<&WorkedOut> {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    visit(reason, &mut |part| {
        found.extend(part.worked_out.iter().filter(|worked| seen.insert((&worked.term, &worked.value))));
    });
    found
}

/// The counting of days by the parts that made a condition what it is, each once.
pub fn counts(reason: &Reason) -> Vec<&Counted> {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    visit(reason, &mut |part| {
        for counted in &part.counts {
            if seen.insert((&counted.duration, &counted.direction, &counted.from, &counted.to)) {
                found.push(counted);
            }
        }
    });
    found
}

fn visit<'r>(reason: &'r Reason, seen: &mut impl FnMut(&'r Reason)) {
    seen(reason);
    let alike = |part: &&'r Reason| part.values.iter().any(|value| reason.values.contains(value));
    // Under `not` no part has the value of the whole: then all of them made it.
    let any = reason.children.iter().any(|part| alike(&part));
    for part in reason.children.iter().filter(|part| !any || alike(part)) {
        visit(part, seen);
    }
}
