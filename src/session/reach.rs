//! From a rule to the outcomes that it can have, so that one which no example reaches is seen.

use std::collections::BTreeMap;

use crate::model::{
    Condition, ConditionKind, DefineBody, EventCondition, Instant, Model, NormKind, Rule, Term, WindowKind,
};
use crate::outcome::Outcome;

/// The outcomes that the examples of a procedure reach for one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// The rule's name.
    pub rule: String,
    /// How often each outcome is reached.
    pub reached: BTreeMap<Outcome, usize>,
    /// The outcomes that its parts allow.
    pub possible: Vec<Outcome>,
}

impl Reached {
    /// Outcomes that the rule can have and that no example reaches.
    pub fn never(&self) -> Vec<Outcome> {
        self.possible.iter().copied().filter(|outcome| !self.reached.contains_key(outcome)).collect()
    }
}

/// The outcomes that the parts of a rule allow, in order. Whether facts can bring them about is not asked.
pub fn possible(model: &Model, rule: &Rule) -> Vec<Outcome> {
    let timing = |condition: &Condition| Timing::of(model, condition);
    let norm = timing(&rule.condition);
    let when = rule.when.as_ref().map(timing).unwrap_or_default();
    let judged_on_event = !rule.force.is_empty() && matches!(rule.judged_on, Some(Instant::Event(_)));
    let has = |outcome: &Outcome| match outcome {
        Outcome::NotApplicable => rule.when.is_some() || !rule.force.is_empty(),
        Outcome::Waiting => judged_on_event || when.timed() || norm.today || norm.relative,
        Outcome::Excused => !rule.excuses.is_empty(),
        Outcome::Due => norm.event && (rule.norm != NormKind::Requires || norm.bounded),
        Outcome::Met | Outcome::NotMet | Outcome::Undetermined => true,
    };
    Outcome::ALL.into_iter().filter(has).collect()
}

/// What makes a condition change with time.
#[derive(Debug, Clone, Copy, Default)]
struct Timing {
    /// It reads `today`.
    today: bool,
    /// It reads an event that something can still be done about.
    event: bool,
    /// An event in it is measured from another event, or stands under `not`.
    relative: bool,
    /// An event in it has a window.
    bounded: bool,
}

impl Timing {
    fn timed(self) -> bool {
        self.today || self.event || self.relative
    }

    fn and(self, other: Timing) -> Timing {
        Timing {
            today: self.today || other.today,
            event: self.event || other.event,
            relative: self.relative || other.relative,
            bounded: self.bounded || other.bounded,
        }
    }

    fn all(parts: impl Iterator<Item = Timing>) -> Timing {
        parts.fold(Timing::default(), Timing::and)
    }

    fn of(model: &Model, condition: &Condition) -> Timing {
        match &condition.kind {
            ConditionKind::Holds(term) | ConditionKind::IsNone(term) | ConditionKind::IsIn(term, _) => {
                Timing::of_term(model, term)
            }
            ConditionKind::During(term, _) => Timing::of_term(model, term),
            ConditionKind::Compare(left, _, right) => Timing::of_term(model, left).and(Timing::of_term(model, right)),
            ConditionKind::Event(event) => Timing::of_event(event),
            ConditionKind::Not(inner) => {
                let inner = Timing::of(model, inner);
                Timing { relative: inner.timed(), ..inner }
            }
            ConditionKind::And(parts) | ConditionKind::Or(parts) => {
                Timing::all(parts.iter().map(|part| Timing::of(model, part)))
            }
            ConditionKind::If(test, yes, no) => {
                Timing::all([test, yes, no].into_iter().map(|part| Timing::of(model, part)))
            }
            ConditionKind::Quantified(quantified) => Timing::of(model, &quantified.body),
            ConditionKind::Call(define, _) => match model.defines.get(*define).map(|define| &define.body) {
                Some(DefineBody::Condition(body)) => Timing::of(model, body),
                Some(DefineBody::Term(term, _)) => Timing::of_term(model, term),
                None => Timing::default(),
            },
        }
    }

    fn of_event(event: &EventCondition) -> Timing {
        let from_event = event.windows.iter().any(|window| matches!(bound(&window.kind), Some(Instant::Event(_))));
        let bounded = event.windows.iter().any(|window| {
            !matches!(window.kind, WindowKind::After(_) | WindowKind::NoEarlierThan(_) | WindowKind::AtLeastAfter(..))
        });
        Timing { today: false, event: true, relative: from_event || event.only_by.is_some(), bounded }
    }

    fn of_term(model: &Model, term: &Term) -> Timing {
        match term {
            Term::Today => Timing { today: true, ..Timing::default() },
            // A comparison that reads the day or actor of an event waits on it.
            Term::On(_) | Term::By(_) => Timing { relative: true, ..Timing::default() },
            Term::Arithmetic(left, _, right) | Term::Shift(left, right, _) => {
                Timing::of_term(model, left).and(Timing::of_term(model, right))
            }
            Term::Days { from, to, .. } => Timing::of_term(model, from).and(Timing::of_term(model, to)),
            Term::Lookup { key, .. } => Timing::of_term(model, key),
            Term::Call(define, _) => match model.defines.get(*define).map(|define| &define.body) {
                Some(DefineBody::Term(term, _)) => Timing::of_term(model, term),
                _ => Timing::default(),
            },
            Term::If(_, yes, no) => Timing::of_term(model, yes).and(Timing::of_term(model, no)),
            _ => Timing::default(),
        }
    }
}

fn bound(window: &WindowKind) -> Option<&Instant> {
    match window {
        WindowKind::Before(at) | WindowKind::After(at) | WindowKind::On(at) | WindowKind::NoLaterThan(at) => Some(at),
        WindowKind::NoEarlierThan(at) | WindowKind::WithinAfter(_, at) | WindowKind::WithinBefore(_, at) => Some(at),
        WindowKind::AtLeastAfter(_, at) | WindowKind::AtLeastBefore(_, at) => Some(at),
        WindowKind::During(_) => None,
    }
}
