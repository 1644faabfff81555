//! From the reasons of a rule to a tree: each condition in its author's words, its value, and what it was decided on.

use crate::report::facts;
use crate::report::layout::{Page, Paint, Words};
use crate::report::words::Dictionary;
use crate::report::{Reason, Reasons};

/// Where the parts of a rule start.
const PARTS: usize = 4;
/// How much further in the parts of a condition stand.
const STEP: usize = 2;

/// Adds the tree to the page.
pub fn tree(page: &mut Page, dictionary: Dictionary, norm: &str, element: Option<&str>, reasons: &Reasons) {
    page.blank();
    let first = [("in_force", &reasons.in_force), ("when", &reasons.when)];
    let first = first.into_iter().filter_map(|(part, reason)| reason.as_ref().map(|reason| (part, reason)));
    let excuses = reasons.excuses.iter().map(|reason| ("unless", reason));
    let last = reasons.norm.iter().map(|reason| (norm, reason));
    let parts: Vec<(&str, &Reason)> = first.chain(excuses).chain(last).collect();
    let widest = parts.iter().map(|(part, _)| dictionary.part(part).chars().count()).max().unwrap_or(0);
    for (part, reason) in parts {
        let mark = Words::new().then(dictionary.part(part), Paint::Strong);
        // The days of a text in force are the engine's words; all others are the author's.
        let told = Reason { text: dictionary.days_in(&reason.text), ..reason.clone() };
        let reason = if part == "in_force" { &told } else { reason };
        Tree { page, dictionary, element }.branch(reason, &mark, PARTS, PARTS + widest + 2);
    }
    page.blank();
}

struct Tree<'t> {
    page: &'t mut Page,
    dictionary: Dictionary,
    /// What the element is called that the rule is for.
    element: Option<&'t str>,
}

impl Tree<'_> {
    fn branch(&mut self, reason: &Reason, mark: &Words, at: usize, indent: usize) {
        let dictionary = self.dictionary;
        // Deep trees would leave no room for words.
        let indent = indent.min(self.page.width() / 2);
        let written = reason.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if reason.values.is_empty() {
            // It stands for what was cut off.
            self.page.hanging(at.min(indent), mark, indent, &Words::new().then(&written, Paint::Faint));
            return;
        }
        let value = dictionary.values(&reason.values);
        let mut line = Words::plain(&written).then(" — ", Paint::Faint).then(&value, paint(&reason.values));
        if let Some(place) = reason.span.as_ref().filter(|_| at == PARTS) {
            line = line.then(" ", Paint::Plain).then(&dictionary.place(&place.file, place.line), Paint::Faint);
        }
        self.page.hanging(at.min(indent), mark, indent, &line);
        let dot = Words::new().then("·", Paint::Faint);
        let inner = indent + STEP;
        for read in &reason.reads {
            let value = facts::value(dictionary, &read.value, read.number);
            let label = facts::within(dictionary, &read.label, self.element);
            self.page.paragraph(inner, &facts::stated(dictionary, label, &value));
        }
        for worked in &reason.worked_out {
            let value = facts::value(dictionary, &worked.value, worked.number);
            self.page.paragraph(inner, &facts::stated(dictionary, &worked.label, &value));
        }
        for counted in &reason.counts {
            self.page.paragraph(inner, &Words::plain(&dictionary.counted(counted)));
        }
        if let Some(change) = &reason.change {
            let change = format!(" {}", dictionary.days_in(facts::within(dictionary, change, self.element)));
            self.page
                .paragraph(inner, &Words::new().then(dictionary.change(), Paint::Strong).then(&change, Paint::Plain));
        }
        for part in &reason.children {
            self.branch(part, &dot, indent, inner);
        }
    }
}

fn paint(values: &[String]) -> Paint {
    match values {
        [value] if value == "yes" || value == "so_far" => Paint::Good,
        [value] if value == "no" => Paint::Bad,
        [value] if value == "not_yet" => Paint::Open,
        _ => Paint::Doubt,
    }
}
