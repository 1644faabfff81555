//! From a model and a case to outcomes.
//!
//! A verdict touches no string, no map and no heap unless something that it reads is not known. What needs more
//! than the outcomes asks [`crate::explain`].

pub(crate) mod cases;
pub(crate) mod cells;
mod complete;
pub(crate) mod condition;
mod counts;
pub(crate) mod event;
mod kinds;
mod outlook;
pub(crate) mod picks;
mod pieces;
mod ranges;
pub(crate) mod reach;
pub(crate) mod relevance;
pub(crate) mod rule;
pub(crate) mod term;
mod unknowns;
pub(crate) mod view;

use crate::case::Case;
use crate::limits;
use crate::model::{ForEach, Model, NormKind};
use crate::outcome::Outcome;
use crate::value::Day;

pub use rule::{Judgement, Outcomes};

use cases::{Split, judge_by_cases};
use view::{Local, View, World};

/// Why a check ended without a verdict. Never an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Stop {
    /// More than [`limits::STEPS`] steps.
    #[error("the check takes more than {} steps of evaluation, which is the limit", limits::STEPS)]
    Steps,
    /// A number that cannot be given exactly.
    #[error("a calculation gives a number with more than 28 digits, which cannot be kept exactly")]
    Number,
    /// A date outside the years 1 to 9999.
    #[error("a calculation gives a date outside the years {} to {}", limits::YEARS.0, limits::YEARS.1)]
    Date,
}

/// Where a check ended without a verdict, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Halt {
    /// Why.
    pub stop: Stop,
    /// The rule that was being judged: index into [`Model::rules`].
    pub rule: usize,
}

/// What became of one rule, for one element where the rule is `for each`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// Index into [`Model::rules`].
    pub rule: usize,
    /// For which element.
    pub element: Element,
    /// The outcomes.
    pub judgement: Judgement,
    /// Whether facts that are not known were tried by cases, and that ruled outcomes out.
    pub by_cases: bool,
    /// Whether a count left what the calendar covers.
    pub left_calendar: bool,
    /// Whether there were too many cases to judge each, so that some facts were taken for not known throughout.
    pub cut_short: bool,
}

impl Finding {
    /// The outcome: undetermined for a list that is not known.
    pub fn outcome(&self) -> Outcome {
        if self.element == Element::Unknown { Outcome::Undetermined } else { self.judgement.outcome() }
    }

    /// Whether it calls for nothing: it is neither not met nor due nor undetermined.
    pub fn is_quiet(&self) -> bool {
        !matches!(self.outcome(), Outcome::NotMet | Outcome::Due | Outcome::Undetermined)
    }
}

/// The element of a `for each` that a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Element {
    /// The rule is not `for each`.
    Whole,
    /// That element, counted from 0.
    Number(usize),
    /// The list is not known.
    Unknown,
}

/// The verdict on a case, and nothing else.
///
/// # Errors
/// Where the check passes a limit.
pub fn verdict(model: &Model, case: &Case, today: Day) -> Result<Outcome, Halt> {
    let mut rollup = Rollup::default();
    for_each_finding(model, case, today, |finding| rollup.add(model, &finding))?;
    Ok(rollup.verdict())
}

/// What became of every rule.
///
/// # Errors
/// Where the check passes a limit.
pub fn findings(model: &Model, case: &Case, today: Day) -> Result<Vec<Finding>, Halt> {
    let mut findings = Vec::with_capacity(model.rules.len());
    for_each_finding(model, case, today, |finding| findings.push(finding))?;
    Ok(findings)
}

/// The verdict that follows from the findings.
pub fn roll_up(model: &Model, findings: &[Finding]) -> Outcome {
    let mut rollup = Rollup::default();
    findings.iter().for_each(|finding| rollup.add(model, finding));
    rollup.verdict()
}

fn for_each_finding(model: &Model, case: &Case, today: Day, mut then: impl FnMut(Finding)) -> Result<(), Halt> {
    let world = World::new(model, &case.cells, &case.settings, today);
    let view = View::new(&world);
    for (index, rule) in model.rules.iter().enumerate() {
        for_each_element(view, rule.for_each.as_ref(), |element, inside| {
            let Split { judgement, by_cases, cut_short } = judge_by_cases(inside, rule);
            let left_calendar = world.take_left_calendar();
            then(Finding { rule: index, element, judgement, by_cases, left_calendar, cut_short });
        });
        if let Some(stop) = world.stopped() {
            return Err(Halt { stop, rule: index });
        }
    }
    Ok(())
}

/// Goes through the elements of a `for each`; without one, once; for a list that is not known, once.
pub(crate) fn for_each_element<'a>(
    view: View<'a, '_>,
    for_each: Option<&'a ForEach>,
    mut then: impl FnMut(Element, View<'a, '_>),
) {
    let Some(for_each) = for_each else {
        return then(Element::Whole, view);
    };
    match term::elements(view, &for_each.list) {
        Some(list) => {
            for (number, element) in list.elements().enumerate() {
                if view.world.step() {
                    return;
                }
                view.with(Local::Row(element), |inside| then(Element::Number(number), inside));
            }
        }
        None => view.with(Local::Row(&view.world.model.blank), |inside| then(Element::Unknown, inside)),
    }
}

/// The rules' outcomes as they add up to a verdict.
#[derive(Debug, Default)]
struct Rollup {
    /// The worst of the best that each rule may have, and the worst of the worst.
    best: Rank,
    worst: Rank,
    all: Outcomes,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    #[default]
    Quiet,
    Due,
    NotMet,
}

impl Rank {
    /// The best that may come of a rule.
    fn best(possible: Outcomes) -> Rank {
        const NOT_MET: Outcomes = Outcomes::only(Outcome::NotMet);
        const LOUD: Outcomes = NOT_MET.with(Outcomes::only(Outcome::Due));
        match possible {
            _ if possible.are_among(NOT_MET) => Rank::NotMet,
            _ if possible.are_among(LOUD) => Rank::Due,
            _ => Rank::Quiet,
        }
    }

    /// The worst.
    fn worst(possible: Outcomes) -> Rank {
        match possible {
            _ if possible.has(Outcome::NotMet) => Rank::NotMet,
            _ if possible.has(Outcome::Due) => Rank::Due,
            _ => Rank::Quiet,
        }
    }
}

impl Rollup {
    fn add(&mut self, model: &Model, finding: &Finding) {
        if model.rules.get(finding.rule).is_none_or(|rule| rule.norm == NormKind::Should) {
            return;
        }
        let possible = finding.judgement.possible;
        let best = if finding.element == Element::Unknown { Rank::Quiet } else { Rank::best(possible) };
        self.best = self.best.max(best);
        self.worst = self.worst.max(Rank::worst(possible));
        self.all = self.all.with(possible);
    }

    fn verdict(&self) -> Outcome {
        let settled = self.all.has(Outcome::Met) || self.all.has(Outcome::Excused);
        match (self.best, self.worst) {
            (best, worst) if best != worst => Outcome::Undetermined,
            (Rank::NotMet, _) => Outcome::NotMet,
            (Rank::Due, _) => Outcome::Due,
            _ if settled => Outcome::Met,
            _ if self.all.has(Outcome::Waiting) => Outcome::Waiting,
            _ => Outcome::NotApplicable,
        }
    }
}
