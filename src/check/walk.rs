//! Goes through a checked condition, and tells what stands where.

use crate::model::{
    Argument, Condition, ConditionKind, EventCondition, Instant, Listing, PeriodTerm, Quantifier, Term, WindowKind,
};

/// What is met on the way.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sight<'m> {
    Term(&'m Term),
    Event,
    /// A qualifier of time that counts from a day.
    Counted,
    /// A define, by its number, and what it is called with.
    Call(usize, &'m [Argument]),
}

/// Where it is met.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around {
    /// What holds it directly.
    pub(super) holder: Holder,
    /// Within a condition that reads no event and no `today`.
    pub(super) timeless: bool,
    /// Within `not`, in the wide sense.
    pub(super) negated: bool,
    /// Scopes opened on the way.
    pub(super) opened: u32,
    /// Levels above it.
    pub(super) depth: usize,
}

/// What holds a term directly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    /// A comparison with `is`, `<` and the like, or `during`: there `today` may stand.
    Comparison,
    /// A call: the define and the number of the parameter.
    Call(usize, usize),
    Other,
}

impl Around {
    /// At the top.
    pub(super) const TOP: Around =
        Around { holder: Holder::Other, timeless: false, negated: false, opened: 0, depth: 0 };

    fn within(self) -> Self {
        Around { holder: Holder::Other, depth: self.depth + 1, ..self }
    }
}

/// Goes through a condition.
pub(super) fn condition<'m>(c: &'m Condition, around: Around, see: &mut dyn FnMut(Sight<'m>, Around)) {
    let inner = around.within();
    match &c.kind {
        ConditionKind::Holds(t) | ConditionKind::IsNone(t) => term(t, inner, see),
        ConditionKind::Compare(a, _, b) => {
            term(a, Around { holder: Holder::Comparison, ..inner }, see);
            term(b, Around { holder: Holder::Comparison, ..inner }, see);
        }
        ConditionKind::IsIn(t, list) => {
            term(t, inner, see);
            listing(list, inner, see);
        }
        ConditionKind::During(t, p) => {
            term(t, Around { holder: Holder::Comparison, ..inner }, see);
            period(p, inner, see);
        }
        ConditionKind::Event(e) => event(e, inner, see),
        ConditionKind::Not(inside) => condition(inside, Around { negated: true, ..inner }, see),
        ConditionKind::And(all) | ConditionKind::Or(all) => all.iter().for_each(|one| condition(one, inner, see)),
        ConditionKind::If(test, yes, no) => {
            condition(test, Around { timeless: true, ..inner }, see);
            condition(yes, inner, see);
            condition(no, inner, see);
        }
        ConditionKind::Quantified(q) => {
            let negated = match &q.quantifier {
                Quantifier::Every | Quantifier::Some => false,
                Quantifier::No => true,
                Quantifier::Exactly(n) | Quantifier::AtLeast(n) => {
                    term(n, inner, see);
                    false
                }
                Quantifier::AtMost(n) => {
                    term(n, inner, see);
                    true
                }
            };
            listing(&q.list, inner, see);
            let body = Around { negated: inner.negated || negated, opened: inner.opened + 1, ..inner };
            condition(&q.body, body, see);
        }
        ConditionKind::Call(define, arguments) => call(*define, arguments, inner, see),
    }
}

fn call<'m>(define: usize, arguments: &'m [Argument], around: Around, see: &mut dyn FnMut(Sight<'m>, Around)) {
    see(Sight::Call(define, arguments), around);
    for (number, argument) in arguments.iter().enumerate() {
        if let Argument::Term(t) = argument {
            term(t, Around { holder: Holder::Call(define, number), ..around }, see);
        }
    }
}

/// Goes through a term.
pub(super) fn term<'m>(t: &'m Term, around: Around, see: &mut dyn FnMut(Sight<'m>, Around)) {
    see(Sight::Term(t), around);
    let inner = around.within();
    match t {
        Term::Value(_) | Term::None | Term::Today | Term::Cell(_) | Term::On(_) | Term::By(_) => {}
        Term::Arithmetic(a, _, b) | Term::Shift(a, b, _) => {
            term(a, inner, see);
            term(b, inner, see);
        }
        Term::Days { from, to, .. } => {
            term(from, inner, see);
            term(to, inner, see);
        }
        Term::Count(list) => listing(list, inner, see),
        Term::If(test, yes, no) => {
            condition(test, Around { timeless: true, ..inner }, see);
            term(yes, inner, see);
            term(no, inner, see);
        }
        Term::Lookup { key, .. } => term(key, inner, see),
        Term::Call(define, arguments) => call(*define, arguments, inner, see),
    }
}

fn listing<'m>(list: &'m Listing, around: Around, see: &mut dyn FnMut(Sight<'m>, Around)) {
    if let Listing::Terms(terms) = list {
        terms.iter().for_each(|one| term(one, around, see));
    }
}

fn period<'m>(p: &'m PeriodTerm, around: Around, see: &mut dyn FnMut(Sight<'m>, Around)) {
    if let PeriodTerm::Written(from, until) = p {
        term(from, around, see);
        if let Some(until) = until {
            term(until, around, see);
        }
    }
}

fn event<'m>(e: &'m EventCondition, around: Around, see: &mut dyn FnMut(Sight<'m>, Around)) {
    see(Sight::Event, around);
    for t in e.by.iter().chain(&e.only_by) {
        term(t, around, see);
    }
    for window in &e.windows {
        match &window.kind {
            WindowKind::Before(i)
            | WindowKind::After(i)
            | WindowKind::On(i)
            | WindowKind::NoLaterThan(i)
            | WindowKind::NoEarlierThan(i) => instant(i, around, see),
            WindowKind::WithinAfter(d, i)
            | WindowKind::WithinBefore(d, i)
            | WindowKind::AtLeastAfter(d, i)
            | WindowKind::AtLeastBefore(d, i) => {
                see(Sight::Counted, around);
                term(d, around, see);
                instant(i, around, see);
            }
            WindowKind::During(p) => period(p, around, see),
        }
    }
    if let Some(filter) = &e.filter {
        let inside = Around { timeless: true, opened: around.opened + 1, ..around };
        condition(filter, inside, see);
    }
}

fn instant<'m>(i: &'m Instant, around: Around, see: &mut dyn FnMut(Sight<'m>, Around)) {
    match i {
        Instant::Date(t) => term(t, around.within(), see),
        Instant::Event(e) => event(e, around.within(), see),
    }
}
