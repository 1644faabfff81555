//! From reports to counts: how many cases have which verdict, and how often each rule has which outcome.

use std::collections::BTreeMap;

use crate::report::words::order;
use crate::report::{Report, RuleReport};
use crate::source::FileId;

/// One number for each outcome, in the order of reports.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts([u64; 7]);

/// The counts of one procedure. A rule `for each` element counts once for each.
#[derive(Debug, Clone, Default)]
pub struct Procedure {
    /// Of cases.
    pub verdicts: Counts,
    /// Of each rule.
    pub rules: BTreeMap<String, Counts>,
    /// Of each rule that advises.
    pub advice: BTreeMap<String, Counts>,
}

/// The counts of each procedure.
#[derive(Debug, Clone, Default)]
pub struct Tally(pub BTreeMap<FileId, Procedure>);

impl Counts {
    fn count(&mut self, outcome: &str) {
        let at = order().position(|known| known == outcome);
        if let Some(count) = at.and_then(|at| self.0.get_mut(at)) {
            *count += 1;
        }
    }

    /// Adds others.
    pub fn add(&mut self, other: &Counts) {
        for (count, more) in self.0.iter_mut().zip(other.0) {
            *count += more;
        }
    }

    /// Each outcome with its number.
    pub fn each(&self) -> impl Iterator<Item = (&'static str, u64)> {
        order().zip(self.0)
    }

    /// All together.
    pub fn sum(&self) -> u64 {
        self.0.iter().sum()
    }
}

impl Tally {
    /// Counts one report.
    pub fn count(&mut self, procedure: FileId, report: &Report) {
        let counts = self.0.entry(procedure).or_default();
        counts.verdicts.count(&report.verdict);
        count_rules(&mut counts.rules, &report.rules);
        count_rules(&mut counts.advice, &report.advice);
    }

    /// Adds another.
    pub fn add(&mut self, other: &Tally) {
        for (procedure, more) in &other.0 {
            let counts = self.0.entry(*procedure).or_default();
            counts.verdicts.add(&more.verdicts);
            add_rules(&mut counts.rules, &more.rules);
            add_rules(&mut counts.advice, &more.advice);
        }
    }

    /// The verdicts of all procedures together.
    pub fn verdicts(&self) -> Counts {
        let mut all = Counts::default();
        self.0.values().for_each(|procedure| all.add(&procedure.verdicts));
        all
    }
}

fn count_rules(counts: &mut BTreeMap<String, Counts>, rules: &[RuleReport]) {
    for rule in rules {
        match counts.get_mut(&rule.rule) {
            Some(counts) => counts.count(&rule.outcome),
            None => counts.entry(rule.rule.clone()).or_default().count(&rule.outcome),
        }
    }
}

fn add_rules(counts: &mut BTreeMap<String, Counts>, more: &BTreeMap<String, Counts>) {
    for (rule, more) in more {
        match counts.get_mut(rule) {
            Some(counts) => counts.add(more),
            None => drop(counts.insert(rule.clone(), more.clone())),
        }
    }
}
