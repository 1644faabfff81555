//! From reasons and citations to the short lines under a rule.

use crate::report::layout::{Paint, Words};
use crate::report::words::Dictionary;
use crate::report::{Citation, Counted, Read, Reason};

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
    let mut found = Vec::new();
    visit(reason, &mut |part| {
        for read in &part.reads {
            if !found.contains(&read) {
                found.push(read);
            }
        }
    });
    found
}

/// The counting of days by the parts that made a condition what it is, each once.
pub fn counts(reason: &Reason) -> Vec<&Counted> {
    let mut found = Vec::new();
    visit(reason, &mut |part| {
        for counted in &part.counts {
            if !found.contains(&counted) {
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
