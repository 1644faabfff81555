//! From a condition to the values of time that it may have, whatever the facts.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::calendar::Direction;
use crate::model::{
    Argument, Comparator, Condition, ConditionKind, DefineBody, EventCondition, Instant, Listing, Model, PeriodTerm,
    Quantifier, Term, WindowKind,
};

/// The defines of a procedure, each looked through once however often it is called.
pub(super) struct Known<'m> {
    model: &'m Model,
    conditions: RefCell<BTreeMap<usize, Timing>>,
    terms: RefCell<BTreeMap<usize, bool>>,
}

impl<'m> Known<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        Known { model, conditions: RefCell::default(), terms: RefCell::default() }
    }

    /// Whether a day hangs on an event.
    pub(super) fn hangs(&self, instant: &Instant) -> bool {
        match instant {
            Instant::Event(_) => true,
            Instant::Date(date) => reads_event(self, date),
        }
    }

    fn of_define(&self, define: usize) -> Timing {
        let known = self.conditions.borrow().get(&define).copied();
        known.unwrap_or_else(|| {
            let timing = match self.model.defines.get(define).map(|define| &define.body) {
                Some(DefineBody::Condition(body)) => Timing::of(self, body),
                _ => Timing::default(),
            };
            self.conditions.borrow_mut().insert(define, timing);
            timing
        })
    }

    fn define_reads_event(&self, define: usize) -> bool {
        let known = self.terms.borrow().get(&define).copied();
        known.unwrap_or_else(|| {
            let reads = match self.model.defines.get(define).map(|define| &define.body) {
                Some(DefineBody::Term(body, _)) => reads_event(self, body),
                _ => false,
            };
            self.terms.borrow_mut().insert(define, reads);
            reads
        })
    }
}

/// The values of time that a condition may have, *not yet* told apart by what can be done about it.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "it is a set")]
pub(super) struct Timing {
    pub no: bool,
    /// Not yet, and nothing can be done now.
    pub waits: bool,
    /// Not yet, and it can be done, without a last day.
    pub open: bool,
    /// Not yet, and it can be done up to a last day or from a first.
    pub timely: bool,
    pub so_far: bool,
    pub yes: bool,
}

impl Timing {
    const NO: Timing = Timing { no: true, waits: false, open: false, timely: false, so_far: false, yes: false };
    pub(super) const YES: Timing = Timing { yes: true, no: false, ..Timing::NO };
    const TIMELESS: Timing = Timing { yes: true, ..Timing::NO };
    const WAITS: Timing = Timing { waits: true, no: false, ..Timing::NO };

    /// Whether it may be not yet.
    pub(super) fn not_yet(self) -> bool {
        self.waits || self.open || self.timely
    }

    /// Its negation, about which nothing can be done.
    fn negated(self) -> Timing {
        let not_yet = self.not_yet();
        Timing { no: self.yes, waits: self.so_far, open: false, timely: false, so_far: not_yet, yes: self.no }
    }

    fn or_maybe(self, other: Timing) -> Timing {
        Timing {
            no: self.no || other.no,
            waits: self.waits || other.waits,
            open: self.open || other.open,
            timely: self.timely || other.timely,
            so_far: self.so_far || other.so_far,
            yes: self.yes || other.yes,
        }
    }

    fn all(parts: impl Iterator<Item = Timing>) -> Timing {
        parts.fold(Timing::default(), Timing::or_maybe)
    }

    /// A comparison: what reads the day or actor of an event waits for it.
    fn timeless(known: &Known<'_>, terms: &[&Term]) -> Timing {
        let waits = terms.iter().any(|term| reads_event(known, term));
        Timing { waits, ..Timing::TIMELESS }
    }

    /// The values that a condition may have.
    pub(super) fn of(known: &Known<'_>, condition: &Condition) -> Timing {
        match &condition.kind {
            ConditionKind::Holds(term) | ConditionKind::IsNone(term) => Timing::timeless(known, &[term]),
            ConditionKind::IsIn(term, Listing::Terms(terms)) => {
                Timing::timeless(known, &terms.iter().chain([term]).collect::<Vec<_>>())
            }
            ConditionKind::IsIn(term, _) => Timing::timeless(known, &[term]),
            ConditionKind::During(Term::Today, _) => Timing { waits: true, so_far: true, ..Timing::TIMELESS },
            ConditionKind::During(term, period) => {
                let ends: Vec<&Term> = ends(period).collect();
                Timing::timeless(known, &[&[term], &*ends].concat())
            }
            ConditionKind::Compare(Term::Today, sign, date) => Timing::of_today(known, date, mirrored(*sign)),
            ConditionKind::Compare(date, sign, Term::Today) => Timing::of_today(known, date, *sign),
            ConditionKind::Compare(left, _, right) => Timing::timeless(known, &[left, right]),
            ConditionKind::Event(event) => Timing::of_event(known, event),
            ConditionKind::Not(inner) => Timing::of(known, inner).negated(),
            ConditionKind::And(parts) | ConditionKind::Or(parts) => {
                Timing::all(parts.iter().map(|part| Timing::of(known, part)))
            }
            ConditionKind::If(_, yes, no) => Timing::of(known, yes).or_maybe(Timing::of(known, no)),
            ConditionKind::Quantified(quantified) => {
                let body = Timing::of(known, &quantified.body);
                // Of no elements every condition holds, and none does.
                match quantified.quantifier {
                    Quantifier::Every => body.or_maybe(Timing::YES),
                    Quantifier::Some => body.or_maybe(Timing::NO),
                    Quantifier::No => body.negated().or_maybe(Timing::YES),
                    Quantifier::AtMost(_) => body.negated().or_maybe(Timing::TIMELESS),
                    Quantifier::AtLeast(_) => body.or_maybe(Timing::TIMELESS),
                    Quantifier::Exactly(_) => body.or_maybe(body.negated()).or_maybe(Timing::TIMELESS),
                }
            }
            ConditionKind::Call(define, arguments) => {
                let body = known.of_define(*define);
                Timing::all(arguments.iter().map(|argument| match argument {
                    Argument::Term(Term::Today) => Timing { waits: true, so_far: true, ..Timing::TIMELESS },
                    Argument::Term(term) if reads_event(known, term) => Timing::WAITS,
                    _ => Timing::default(),
                }))
                .or_maybe(body)
            }
        }
    }

    /// `date sign today`, as the days go on.
    fn of_today(known: &Known<'_>, date: &Term, sign: Comparator) -> Timing {
        let values = match sign {
            Comparator::Less | Comparator::LessOrEqual => Timing { yes: true, ..Timing::WAITS },
            Comparator::Greater | Comparator::GreaterOrEqual => Timing { so_far: true, ..Timing::NO },
            Comparator::Is => Timing { no: true, so_far: true, ..Timing::WAITS },
            Comparator::IsNot => Timing { yes: true, so_far: true, ..Timing::WAITS },
        };
        Timing { waits: values.waits || reads_event(known, date), ..values }
    }

    fn of_event(known: &Known<'_>, event: &EventCondition) -> Timing {
        let mut fits = Timing { yes: true, ..Timing::default() };
        let (mut last, mut waits) = (false, event.by.as_ref().is_some_and(|by| reads_event(known, by)));
        for window in &event.windows {
            let edge = Edge::of(known, &window.kind);
            fits = fits.or_maybe(Timing {
                no: edge.last,
                timely: edge.last_is_known || edge.first,
                // What is measured from an event to come can be lost when it comes.
                so_far: edge.hangs,
                ..Timing::default()
            });
            last |= edge.last_is_known;
            waits |= edge.waits;
        }
        // A last day that hangs on an event to come is none yet.
        fits.open = !last || event.windows.iter().all(|window| Edge::of(known, &window.kind).hangs);
        fits.waits = waits;
        if event.only_by.is_some() { fits.negated() } else { fits }
    }
}

/// What a qualifier of time does to the days that it admits.
#[expect(clippy::struct_excessive_bools, reason = "it is a set")]
struct Edge {
    /// It admits none before some day.
    first: bool,
    /// It admits none after some day.
    last: bool,
    /// That last day may be one from today on.
    last_is_known: bool,
    /// It is measured from another event.
    hangs: bool,
    /// It admits no day before that event has happened.
    waits: bool,
}

impl Edge {
    fn of(known: &Known<'_>, window: &WindowKind) -> Edge {
        let (first, last, at) = match window {
            WindowKind::Before(at) | WindowKind::NoLaterThan(at) | WindowKind::AtLeastBefore(_, at) => {
                (false, true, at)
            }
            WindowKind::After(at) | WindowKind::NoEarlierThan(at) | WindowKind::AtLeastAfter(_, at) => {
                (true, false, at)
            }
            // The first day of what comes before an event moves with it, and can be reached without it.
            WindowKind::WithinBefore(_, at) => (!known.hangs(at), true, at),
            WindowKind::On(at) | WindowKind::WithinAfter(_, at) => (true, true, at),
            WindowKind::During(period) => {
                let hangs = ends(period).any(|end| reads_event(known, end));
                let starts = match period {
                    PeriodTerm::Written(from, _) => reads_event(known, from),
                    PeriodTerm::Place(_) => false,
                };
                return Edge { first: true, last: true, last_is_known: true, hangs, waits: starts };
            }
        };
        let hangs = known.hangs(at);
        // Before an event that has happened no day is left, and before one to come there is no last day; a narrowed one
        // may have a last day itself.
        let past = matches!(window, WindowKind::Before(_) | WindowKind::AtLeastBefore(..))
            && matches!(at, Instant::Event(event) if event.windows.is_empty());
        // Some days before an event to come are admitted without it.
        let ahead = matches!(at, Instant::Date(Term::Shift(_, _, Direction::Before)));
        Edge { first, last, last_is_known: last && !past, hangs, waits: first && hangs && !ahead }
    }
}

fn ends(period: &PeriodTerm) -> impl Iterator<Item = &Term> {
    let (from, until) = match period {
        PeriodTerm::Written(from, until) => (Some(&**from), until.as_deref()),
        PeriodTerm::Place(_) => (None, None),
    };
    from.into_iter().chain(until)
}

fn mirrored(sign: Comparator) -> Comparator {
    match sign {
        Comparator::Less => Comparator::Greater,
        Comparator::LessOrEqual => Comparator::GreaterOrEqual,
        Comparator::Greater => Comparator::Less,
        Comparator::GreaterOrEqual => Comparator::LessOrEqual,
        same => same,
    }
}

/// Whether a term reads the day or the actor of an event.
fn reads_event(known: &Known<'_>, term: &Term) -> bool {
    match term {
        Term::On(_) | Term::By(_) => true,
        Term::Arithmetic(left, _, right) | Term::Shift(left, right, _) => {
            reads_event(known, left) || reads_event(known, right)
        }
        Term::Days { from, to, .. } => reads_event(known, from) || reads_event(known, to),
        Term::Lookup { key, .. } => reads_event(known, key),
        Term::If(_, yes, no) => reads_event(known, yes) || reads_event(known, no),
        Term::Call(define, arguments) => {
            let body = known.define_reads_event(*define);
            let handed = |argument: &Argument| matches!(argument, Argument::Term(term) if reads_event(known, term));
            body || arguments.iter().any(handed)
        }
        Term::Value(_) | Term::None | Term::Today | Term::Cell(_) | Term::Count(_) => false,
    }
}
