//! From an outcome to its reasons, only when asked: each condition in the author's words, what it is, the facts that it
//! read, the days that it counted, and what would have to change.

mod change;
mod counts;
pub(crate) mod message;
pub(crate) mod names;
pub(crate) mod shown;

use crate::evaluate::condition::truth;
use crate::evaluate::rule::{effective, in_force};
use crate::evaluate::term;
use crate::evaluate::view::{Local, Trace, View};
use crate::model::{Condition, ConditionKind, DefineBody, Excuse, Listing, Quantified, Rule};
use crate::report::{Place, Read, Reason, Reasons};
use crate::source::{Sources, Span};
use crate::truth::{Time, Truth};
use names::Names;

/// The most elements of one list that are explained one by one.
const ELEMENTS: usize = 50;

/// What it takes to put reasons into words.
#[derive(Clone, Copy)]
pub(crate) struct Words<'w> {
    pub sources: &'w Sources,
    pub names: &'w Names<'w>,
    pub language: &'w str,
}

/// The reasons of a rule, in the scope of its element.
pub(crate) fn reasons(words: Words<'_>, view: View<'_, '_>, rule: &Rule) -> Reasons {
    let applies = rule.when.as_ref().is_none_or(|when| truth(view, when) != Truth::NO);
    let force = in_force(view, rule);
    let in_force = (!rule.force.is_empty()).then(|| {
        let known = |possible: bool, value| if possible { Truth::only(value) } else { Truth::EMPTY };
        let values = known(force.may_be, Time::Yes)
            .or_maybe(known(force.may_not_be, Time::No))
            .or_maybe(known(force.may_wait, Time::NotYet));
        Reason { values: values_of(values), ..blank(change::in_force(words.language, rule)) }
    });
    let norm_counts = applies && (force.may_be || force.may_wait);
    Reasons {
        in_force,
        when: rule.when.as_ref().map(|when| reason(words, view, when, true)),
        excuses: if norm_counts { excuses(words, view, &rule.excuses) } else { Vec::new() },
        norm: norm_counts.then(|| reason(words, view, &rule.condition, true)),
    }
}

fn excuses(words: Words<'_>, view: View<'_, '_>, all: &[Excuse]) -> Vec<Reason> {
    all.iter()
        .map(|excuse| {
            let when = excuse.when.as_ref().map(|when| reason(words, view, when, true));
            let mut children: Vec<Reason> = when.into_iter().collect();
            children.extend(excuses(words, view, &excuse.exceptions));
            let text = excuse.text.show(words.language).to_owned();
            Reason { values: values_of(effective(view, excuse)), children, ..blank(text) }
        })
        .collect()
}

fn blank(text: String) -> Reason {
    Reason {
        text,
        values: Vec::new(),
        reads: Vec::new(),
        counts: Vec::new(),
        change: None,
        span: None,
        children: Vec::new(),
    }
}

fn values_of(truth: Truth) -> Vec<String> {
    truth.values().map(|value| value.word().to_owned()).collect()
}

/// The condition as written, on one line.
pub(crate) fn written(sources: &Sources, span: Span) -> String {
    sources
        .slice(span)
        .lines()
        .map(|line| line.split(" #").next().unwrap_or(line))
        .collect::<Vec<_>>()
        .join(" ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn place(sources: &Sources, span: Span) -> Option<Place> {
    let source = sources.get(span.file)?;
    let position = source.position(span.start as usize);
    Some(Place { file: source.name.to_string(), line: position.line, column: position.column })
}

/// Why a condition is what it is. `wanted` is what it would have to be for the rule to hold.
pub(crate) fn reason(words: Words<'_>, view: View<'_, '_>, condition: &Condition, wanted: bool) -> Reason {
    let value = truth(view, condition);
    let mut reason = Reason {
        values: values_of(value),
        span: place(words.sources, condition.span),
        ..blank(written(words.sources, condition.span))
    };
    let fulfilled = if wanted { value } else { !value };
    let surely = !fulfilled.may_be(Time::No) && !fulfilled.may_be(Time::NotYet);
    match &condition.kind {
        ConditionKind::And(parts) | ConditionKind::Or(parts) => {
            reason.children = parts.iter().map(|part| self::reason(words, view, part, wanted)).collect();
        }
        ConditionKind::Not(inner) => reason.children = vec![self::reason(words, view, inner, !wanted)],
        ConditionKind::If(chooser, yes, no) => {
            let chosen = truth(view, chooser);
            reason.children.push(self::reason(words, view, chooser, chosen != Truth::NO));
            let branches = [(yes, Time::Yes), (no, Time::No)].into_iter().filter(|(_, value)| chosen.may_be(*value));
            reason.children.extend(branches.map(|(branch, _)| self::reason(words, view, branch, wanted)));
        }
        ConditionKind::Quantified(quantified) => elements(words, view, quantified, wanted, &mut reason),
        ConditionKind::Call(define, arguments) => {
            let define_of = view.world.model.defines.get(*define);
            if let Some(label) = define_of.and_then(|define| define.label.as_ref()) {
                reason.text = format!("{} ({})", label.show(words.language), reason.text);
            }
            if let Some(DefineBody::Condition(body)) = define_of.map(|define| &define.body) {
                reason.children = vec![view.call(arguments, &mut |inside| self::reason(words, inside, body, wanted))];
            }
        }
        _ => {
            reason.reads = reads(words, view, condition);
            counts::of_condition(words, view, condition, &mut reason.counts);
            reason.change = (!surely).then(|| change::change(words, view, condition, wanted)).flatten();
        }
    }
    reason
}

/// The facts that a condition reads, by name.
fn reads(words: Words<'_>, view: View<'_, '_>, condition: &Condition) -> Vec<Read> {
    fn traced(view: View<'_, '_>, condition: &Condition, trace: &Trace) {
        truth(view.tracing(trace), condition);
    }
    let trace = Trace::default();
    traced(view, condition, &trace);
    words.names.reads(&trace, words.language)
}

/// The elements of a quantified condition: those that decide, or all where none alone does.
fn elements(words: Words<'_>, view: View<'_, '_>, quantified: &Quantified, wanted: bool, reason: &mut Reason) {
    let list = match &quantified.list {
        Listing::Cell(place) => Some(view.cell(*place)),
        _ => None,
    };
    let Some(elements) = term::elements(view, &quantified.list) else {
        let read = list.and_then(|cell| words.names.read(cell, words.language));
        reason.reads.extend(read);
        return;
    };
    let name = list.and_then(|cell| words.names.path(cell)).unwrap_or(&quantified.variable);
    for (number, element) in elements.elements().enumerate().take(ELEMENTS) {
        view.with(Local::Row(element), |inside| {
            let mut child = self::reason(words, inside, &quantified.body, wanted);
            child.text = format!("{name}[{number}]: {}", child.text);
            reason.children.push(child);
        });
    }
    if elements.len() > ELEMENTS {
        reason.children.push(blank(format!("… {}", elements.len() - ELEMENTS)));
    }
}
