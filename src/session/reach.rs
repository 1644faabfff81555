//! From a rule to the outcomes that it can have, so that one which no example reaches is seen.

use std::collections::BTreeMap;

use crate::model::{Model, NormKind, Rule};
use crate::outcome::Outcome;
use crate::session::timing::{Known, Timing};

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

/// The outcomes that the parts of a rule allow, in order. Whether facts can bring them about together is not asked.
pub fn possible(model: &Model, rule: &Rule) -> Vec<Outcome> {
    let known = Known::new(model);
    let norm = Timing::of(&known, &rule.condition);
    let when = rule.when.as_ref().map_or(Timing::YES, |when| Timing::of(&known, when));
    let force_waits = !rule.force.is_empty() && rule.judged_on.as_ref().is_some_and(|at| known.hangs(at));
    let duty = rule.norm != NormKind::Requires;
    let has = |outcome: &Outcome| match outcome {
        Outcome::NotApplicable => when.no || !rule.force.is_empty(),
        Outcome::Waiting => force_waits || when.not_yet() || norm.waits,
        Outcome::Met => norm.yes || norm.so_far,
        Outcome::Excused => !rule.excuses.is_empty(),
        Outcome::Due => norm.timely || duty && norm.open,
        Outcome::NotMet => norm.no || !duty && norm.open,
        Outcome::Undetermined => true,
    };
    Outcome::ALL.into_iter().filter(has).collect()
}
