//! From an outcome to its reasons, only when asked: each condition in the author's words, what it is, the facts that it
//! read, the days that it counted, and what would have to change.

mod budget;
mod change;
mod counts;
pub(crate) mod earliest;
mod elements;
pub(crate) mod message;
pub(crate) mod names;
pub(crate) mod shown;

use crate::evaluate::condition::truth;
use crate::evaluate::rule::{effective, in_force};
use crate::evaluate::view::{Trace, View};
use crate::model::{Condition, ConditionKind, DefineBody, Excuse, Rule};
use crate::report::{Place, Read, Reason, Reasons};
use crate::show;
use crate::source::{Sources, Span};
use crate::truth::{Time, Truth};
pub(crate) use budget::Budget;
use names::Names;

/// What it takes to put reasons into words.
#[derive(Clone, Copy)]
pub(crate) struct Words<'w> {
    pub sources: &'w Sources,
    pub names: &'w Names<'w>,
    pub language: &'w str,
    pub budget: &'w Budget,
}

/// The reasons of a rule, in the scope of its element.
pub(crate) fn reasons(words: Words<'_>, view: View<'_, '_>, rule: &Rule) -> Reasons {
    words.budget.start();
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
        // The norm comes first: where not all can be given, it matters most.
        norm: norm_counts.then(|| reason(words, view, &rule.condition, true)),
        excuses: if norm_counts { excuses(words, view, &rule.excuses, true) } else { Vec::new() },
    }
}

/// Excuses, or the exceptions to one. What helps an exception to an exception along is not wanted, and so on.
fn excuses(words: Words<'_>, view: View<'_, '_>, all: &[Excuse], wanted: bool) -> Vec<Reason> {
    let mut given = Vec::new();
    for (at, excuse) in all.iter().enumerate() {
        if words.budget.is_out(view) {
            given.push(more(words, all.len() - at));
            break;
        }
        let when = excuse.when.as_ref().map(|when| reason(words, view, when, wanted));
        let mut children: Vec<Reason> = when.into_iter().collect();
        children.extend(excuses(words, view, &excuse.exceptions, !wanted));
        let text = excuse.text.show(words.language).to_owned();
        given.push(Reason { values: values_of(effective(view, excuse)), children, ..blank(text) });
    }
    given
}

/// What stands for reasons that are cut off.
fn more(words: Words<'_>, count: usize) -> Reason {
    blank(show::more((count > 0).then_some(count), words.language))
}

fn blank(text: String) -> Reason {
    Reason {
        text,
        values: Vec::new(),
        reads: Vec::new(),
        counts: Vec::new(),
        worked_out: Vec::new(),
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
    if !words.budget.take(view) {
        return more(words, 0);
    }
    let value = truth(view, condition);
    let mut reason = Reason {
        values: values_of(value),
        span: place(words.sources, condition.span),
        ..blank(written(words.sources, condition.span))
    };
    let fulfilled = if wanted { value } else { !value };
    let surely = !fulfilled.may_be(Time::No) && !fulfilled.may_be(Time::NotYet);
    match &condition.kind {
        ConditionKind::And(all) | ConditionKind::Or(all) => parts(words, view, all, wanted, &mut reason.children),
        // `is not none` and `is not in` are one condition to whoever reads them.
        ConditionKind::Not(inner) if inner.span == condition.span => {
            let inner = self::reason(words, view, inner, !wanted);
            return Reason { values: reason.values, text: reason.text, ..inner };
        }
        ConditionKind::Not(inner) => reason.children = vec![self::reason(words, view, inner, !wanted)],
        ConditionKind::If(chooser, yes, no) => {
            let chosen = truth(view, chooser);
            reason.children.push(self::reason(words, view, chooser, chosen != Truth::NO));
            let branches = [(yes, Time::Yes), (no, Time::No)].into_iter().filter(|(_, value)| chosen.may_be(*value));
            reason.children.extend(branches.map(|(branch, _)| self::reason(words, view, branch, wanted)));
        }
        ConditionKind::Quantified(quantified) => {
            elements::of_quantified(words, view, quantified, value, wanted, &mut reason);
        }
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
            (reason.counts, reason.worked_out) = counts::of_condition(words, view, condition);
            reason.change = (!surely).then(|| change::change(words, view, condition, wanted)).flatten();
        }
    }
    reason
}

/// The parts of a condition, as far as reasons can still be given.
fn parts(words: Words<'_>, view: View<'_, '_>, all: &[Condition], wanted: bool, given: &mut Vec<Reason>) {
    for (at, part) in all.iter().enumerate() {
        if words.budget.is_out(view) {
            given.push(more(words, all.len() - at));
            return;
        }
        given.push(reason(words, view, part, wanted));
    }
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
