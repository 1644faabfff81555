//! The outcome of one rule: the table of outcomes, over every combination of what may be.

use super::condition::truth;
use super::outlook::{Todo, outlook};
use super::picks::Picks;
use super::reach::{At, instant};
use super::view::View;
use crate::model::{Excuse, NormKind, Rule};
use crate::outcome::Outcome;
use crate::truth::{Time, Truth};
use crate::value::Day;

/// A set of outcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Outcomes(u8);

impl Outcomes {
    /// The set of one outcome.
    pub const fn only(outcome: Outcome) -> Outcomes {
        Outcomes(1 << outcome as u8)
    }

    /// Whether it holds that outcome.
    pub const fn has(self, outcome: Outcome) -> bool {
        self.0 & (1 << outcome as u8) != 0
    }

    /// Whether there are some, and all of them are among the others.
    pub const fn are_among(self, others: Outcomes) -> bool {
        self.0 != 0 && self.0 & !others.0 == 0
    }

    /// Both together.
    #[must_use]
    pub const fn with(self, other: Outcomes) -> Outcomes {
        Outcomes(self.0 | other.0)
    }

    /// The outcomes, in the order of reports.
    pub fn iter(self) -> impl Iterator<Item = Outcome> {
        Outcome::ALL.into_iter().filter(move |outcome| self.has(*outcome))
    }

    /// The only one, or undetermined.
    pub fn outcome(self) -> Outcome {
        let mut all = self.iter();
        match (all.next(), all.next()) {
            (Some(only), None) => only,
            _ => Outcome::Undetermined,
        }
    }

    fn add(&mut self, possible: bool, outcome: Outcome) {
        if possible {
            *self = self.with(Outcomes::only(outcome));
        }
    }
}

/// What may become of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judgement {
    /// The outcomes that it may have now.
    pub possible: Outcomes,
    /// The outcomes that it may end with.
    pub ends: Outcomes,
    /// The last day on which what is due can be done.
    pub due: Option<Day>,
    /// The first day on which it can be done, where that is still to come.
    pub opens: Option<Day>,
}

impl Judgement {
    /// The outcome.
    pub fn outcome(&self) -> Outcome {
        self.possible.outcome()
    }

    /// Whether a met, excused, not met or not applicable rule may still end otherwise.
    pub fn so_far(&self) -> bool {
        let outcome = self.outcome();
        let settles = matches!(outcome, Outcome::Met | Outcome::Excused | Outcome::NotMet | Outcome::NotApplicable);
        settles && self.ends != Outcomes::only(outcome)
    }

    /// Whether nothing about it is open: one outcome, now and in the end, and no day to be told.
    pub(crate) fn is_settled(&self) -> bool {
        let outcome = self.outcome();
        outcome != Outcome::Undetermined && self.ends == Outcomes::only(outcome) && self.due.is_none()
    }

    /// One or the other.
    #[must_use]
    pub(crate) fn or_maybe(self, other: Judgement) -> Judgement {
        let due = [self.due, other.due].into_iter().flatten().min();
        let opens = match (self.possible.has(Outcome::Due), other.possible.has(Outcome::Due)) {
            (true, true) => self.opens.zip(other.opens).map(|(first, second)| first.min(second)),
            (true, false) => self.opens,
            _ => other.opens,
        };
        Judgement { possible: self.possible.with(other.possible), ends: self.ends.with(other.ends), due, opens }
    }

    /// One or the other, of which only the outcomes are of interest.
    pub(crate) fn or_maybe_only(self, other: Judgement) -> Judgement {
        Judgement { possible: self.possible.with(other.possible), ..self }
    }
}

/// Whether a rule is in force on the day that it is judged on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct InForce {
    pub may_be: bool,
    pub may_not_be: bool,
    /// The day hangs on an event that has not happened.
    pub may_wait: bool,
}

/// Whether a rule is in force on the day that it is judged on.
pub(crate) fn in_force<'a>(view: View<'a, '_>, rule: &'a Rule) -> InForce {
    let known = |holds: bool| InForce { may_be: holds, may_not_be: !holds, may_wait: false };
    let on = |day: Day| rule.force.iter().all(|force| force.holds(day));
    if rule.force.is_empty() {
        return known(true);
    }
    let Some(judged_on) = &rule.judged_on else {
        return known(on(view.world.today));
    };
    let first = rule.force.iter().filter_map(|force| force.from).max().unwrap_or(Day::FIRST);
    let last = rule.force.iter().filter_map(|force| force.until).min().unwrap_or(Day::LAST);
    let mut picks = Picks::default();
    let mut all = InForce { may_be: false, may_not_be: false, may_wait: false };
    view.at_once(|| {
        loop {
            match instant(view, judged_on, &mut picks) {
                At::Day(day) => {
                    all.may_be |= on(day);
                    all.may_not_be |= !on(day);
                }
                At::Between(from, to) => {
                    all.may_be |= first.max(from) <= last.min(to);
                    all.may_not_be |= from < first || last < to;
                }
                At::Pending(_) => all.may_wait = true,
                At::Never => all.may_not_be = true,
            }
            if !picks.next() {
                return all;
            }
        }
    })
}

/// Whether an `unless` or exception is effective: its `when` holds, and no exception to it is effective.
pub(crate) fn effective(view: View<'_, '_>, excuse: &Excuse) -> Truth {
    let when = excuse.when.as_ref().map_or(Truth::YES, |when| truth(view, when));
    let mut all = when;
    for exception in &excuse.exceptions {
        if view.settles_all(all) {
            break;
        }
        all = all.and(!effective(view, exception));
    }
    all
}

/// Whether any excuse of a rule is effective.
fn excused(view: View<'_, '_>, rule: &Rule) -> Truth {
    let mut any = Truth::NO;
    for excuse in &rule.excuses {
        any = any.or(effective(view, excuse));
        if view.settles_any(any) {
            break;
        }
    }
    any
}

/// Judges a rule as it stands, what is disputed or between two days taken for not known.
pub(crate) fn judge<'a>(view: View<'a, '_>, rule: &'a Rule) -> Judgement {
    let force = in_force(view, rule);
    let view = if rule.counts { view } else { view.brisk() };
    let when = if force.may_be || force.may_wait {
        rule.when.as_ref().map_or(Truth::YES, |when| truth(view, when))
    } else {
        Truth::NO
    };
    let applies = force.may_be && (when.may_be(Time::SoFar) || when.may_be(Time::Yes));
    let (mut possible, mut ends) = (Outcomes::default(), Outcomes::default());
    for all in [&mut possible, &mut ends] {
        all.add(force.may_not_be || when.may_be(Time::No), Outcome::NotApplicable);
    }
    ends.add(when.meets(OPEN), Outcome::NotApplicable);
    possible.add(when.may_be(Time::NotYet), Outcome::Waiting);
    possible.add(force.may_wait && (when.may_be(Time::SoFar) || when.may_be(Time::Yes)), Outcome::Waiting);
    let mut judgement = Judgement { possible, ends, due: None, opens: None };
    if applies {
        let norm = truth(view, &rule.condition);
        // What can be done matters only where the norm may be not yet, and hangs on no fact that the norm does not.
        let todo =
            if norm.may_be(Time::NotYet) { outlook(view.untraced(), &rule.condition).todo } else { Todo::NOTHING };
        // What is met needs no excuse.
        let excused = if view.settles_any(norm) { Truth::NO } else { excused(view, rule) };
        judgement.possible = judgement.possible.with(outcomes(rule.norm, norm, todo, excused));
        judgement.ends = judgement.ends.with(endings(norm, excused));
        if judgement.possible.has(Outcome::Due) {
            (judgement.due, judgement.opens) = (todo.due, todo.opens);
        }
    }
    judgement
}

/// Values that may still turn either way.
const OPEN: Truth = Truth::NOT_YET.or_maybe(Truth::SO_FAR);

/// Rows 3 to 7 of the table of outcomes.
fn outcomes(kind: NormKind, norm: Truth, todo: Todo, excused: Truth) -> Outcomes {
    let mut all = Outcomes::default();
    all.add(norm.may_be(Time::Yes) || norm.may_be(Time::SoFar), Outcome::Met);
    if !norm.may_be(Time::No) && !norm.may_be(Time::NotYet) {
        return all;
    }
    all.add(excused.may_be(Time::Yes) || excused.may_be(Time::SoFar), Outcome::Excused);
    if !excused.may_be(Time::No) && !excused.may_be(Time::NotYet) {
        return all;
    }
    all.add(norm.may_be(Time::No), Outcome::NotMet);
    if norm.may_be(Time::NotYet) {
        all.add(todo.may_wait(), Outcome::Waiting);
        all.add(todo.may_be_timely(), Outcome::Due);
        let open = if kind == NormKind::Requires { Outcome::NotMet } else { Outcome::Due };
        all.add(todo.may_be_open(), open);
    }
    all
}

/// What a rule that applies may end with, once nothing can change any more.
fn endings(norm: Truth, excused: Truth) -> Outcomes {
    let may_end =
        |truth: Truth, holds: bool| truth.meets(OPEN) || truth.may_be(if holds { Time::Yes } else { Time::No });
    let mut all = Outcomes::default();
    all.add(may_end(norm, true), Outcome::Met);
    if may_end(norm, false) {
        all.add(may_end(excused, true), Outcome::Excused);
        all.add(may_end(excused, false), Outcome::NotMet);
    }
    all
}

/// The excuses of an excused rule that are effective: those that surely are, else those that may be.
pub(crate) fn excuses<'a>(view: View<'a, '_>, rule: &'a Rule) -> Vec<usize> {
    let truths: Vec<Truth> = rule.excuses.iter().map(|excuse| effective(view, excuse)).collect();
    let pick = |wanted: &dyn Fn(&Truth) -> bool| -> Vec<usize> {
        truths.iter().enumerate().filter(|(_, truth)| wanted(truth)).map(|(at, _)| at).collect()
    };
    let surely = pick(&|truth| !truth.may_be(Time::No) && !truth.may_be(Time::NotYet));
    if surely.is_empty() { pick(&|truth| truth.may_be(Time::SoFar) || truth.may_be(Time::Yes)) } else { surely }
}
