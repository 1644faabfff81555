//! Exceptions: to what, and what they say in the scope of each rule.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::citations::is_practice;
use super::names::Thing;
use super::rules::Checked;
use super::scope::Scope;
use super::{Checker, graph, words};
use crate::error::check::{NameError, RuleError, TypeError, Warning};
use crate::limits;
use crate::model::{Condition, Exception, Excuse, Rule};
use crate::syntax::{ExceptionItem, Name};

/// Exceptions by what they are from, each list by name.
struct From {
    rules: BTreeMap<usize, Vec<usize>>,
    exceptions: BTreeMap<usize, Vec<usize>>,
}

/// What is done for one rule.
struct OneRule<'r> {
    scope: &'r Scope,
    name: &'r Name,
    /// What each exception says in this rule.
    said: BTreeMap<usize, Option<Option<Condition>>>,
    left: usize,
}

impl Checker<'_> {
    /// All exceptions, and in each rule those that excuse it.
    pub(super) fn check_exceptions(&mut self, rules: &mut [Checked]) -> Vec<Exception> {
        let items = self.names.exceptions.clone();
        let exceptions: Vec<Exception> = items
            .iter()
            .map(|item| {
                let citations = self.citations(&item.citations);
                Exception {
                    name: item.name.value.clone(),
                    title: self.text(&item.title),
                    practice: is_practice(&citations),
                    citations,
                    span: item.span,
                }
            })
            .collect();
        let from = self.targets(&items);
        self.practice_over_source(&items, &exceptions, rules);
        let edges: Vec<Vec<usize>> =
            (0..items.len()).map(|at| from.exceptions.get(&at).cloned().unwrap_or_default()).collect();
        let circles = graph::order(&edges).1;
        for circle in &circles {
            // An edge leads from what is excepted from to the exception; read aloud it is the other way round.
            let mut named: Vec<&str> =
                circle.iter().chain(circle.first()).filter_map(|&at| Some(&*items.get(at)?.name.value)).collect();
            named.reverse();
            let Some(first) = circle.first().and_then(|&at| items.get(at)) else { continue };
            let cycle = words::chain(&named, "is an exception to", "which is an exception to");
            let (name, at) = (first.name.value.to_string(), first.name.span);
            self.problems.say(at.file, RuleError::CircularException { name, cycle, at });
        }
        if circles.is_empty() {
            for (number, checked) in rules.iter_mut().enumerate() {
                self.excuse(number, checked, &from, &items);
            }
        }
        exceptions
    }

    fn targets(&mut self, items: &[&ExceptionItem]) -> From {
        let mut from = From { rules: BTreeMap::new(), exceptions: BTreeMap::new() };
        let mut by_name: Vec<(usize, &&ExceptionItem)> = items.iter().enumerate().collect();
        by_name.sort_by(|(_, a), (_, b)| a.name.value.cmp(&b.name.value));
        for (number, item) in by_name {
            let mut seen: BTreeSet<Arc<str>> = BTreeSet::new();
            for target in &item.targets {
                if !seen.insert(target.value.clone()) {
                    let (name, at) = (target.value.to_string(), target.span);
                    self.problems.say(at.file, RuleError::TargetTwice { name, at });
                    continue;
                }
                match self.seen(target.span.file, &target.value).map(|declared| declared.thing) {
                    Some(Thing::Rule(rule)) => from.rules.entry(rule).or_default().push(number),
                    Some(Thing::Exception(other)) => from.exceptions.entry(other).or_default().push(number),
                    other => self.unknown_target(target, other),
                }
            }
        }
        from
    }

    fn unknown_target(&mut self, target: &Name, other: Option<Thing>) {
        let file = target.span.file;
        let name = target.value.to_string();
        if let Some(thing) = other {
            let (needed, found, at) = ("a rule or an exception".into(), thing.words().into(), target.span);
            self.problems.say(file, TypeError::Wrong { needed, found, at, help: None });
            return;
        }
        if let Some(declared) = self.names.things.get(&target.value) {
            let problem = self.not_used(file, target, declared.span.file);
            return self.add(problem);
        }
        if !self.folder.has_gap(file) {
            let known = self.names.things.iter().filter(|(_, declared)| {
                matches!(declared.thing, Thing::Rule(_) | Thing::Exception(_))
                    && self.folder.sees(file, declared.span.file)
            });
            let help = self.problems.did_you_mean(&target.value, known.map(|(name, _)| &**name));
            self.problems.say(file, NameError::Unknown { kind: "rule", name, at: target.span, help });
        }
    }

    fn excuse(&mut self, number: usize, checked: &mut Checked, from: &From, items: &[&ExceptionItem]) {
        let Some(item) = self.names.rules.get(number).copied() else { return };
        let mut one = OneRule { scope: &checked.scope, name: &item.name, said: BTreeMap::new(), left: limits::EXCUSES };
        let direct = from.rules.get(&number).map(Vec::as_slice).unwrap_or_default();
        let excuses = self.excuses(&mut one, direct, from, items);
        if one.left == 0 {
            let (name, limit, at) = (item.name.value.to_string(), limits::EXCUSES, item.name.span);
            self.problems.say(at.file, RuleError::TooManyExceptions { name, limit, at });
        }
        if let (Some(rule), Some(excuses)) = (&mut checked.rule, excuses) {
            rule.excuses.extend(excuses);
        }
    }

    fn excuses(
        &mut self,
        one: &mut OneRule<'_>,
        numbers: &[usize],
        from: &From,
        items: &[&ExceptionItem],
    ) -> Option<Vec<Excuse>> {
        let mut excuses = Vec::new();
        for number in numbers {
            one.left = one.left.saturating_sub(1);
            if one.left == 0 {
                return None;
            }
            let Some(item) = items.get(*number) else { continue };
            let when = match one.said.get(number) {
                Some(said) => said.clone(),
                None => {
                    let said = self.said_in(one, item);
                    one.said.insert(*number, said.clone());
                    said
                }
            };
            let further = from.exceptions.get(number).map(Vec::as_slice).unwrap_or_default();
            let exceptions = self.excuses(one, further, from, items);
            if let (Some(when), Some(exceptions)) = (when, exceptions) {
                excuses.push(Some(Excuse { exception: Some(*number), text: self.text(&item.title), when, exceptions }));
            } else {
                excuses.push(None);
            }
        }
        excuses.into_iter().collect()
    }

    /// What an exception says in the scope of one rule.
    fn said_in(&mut self, one: &OneRule<'_>, item: &ExceptionItem) -> Option<Option<Condition>> {
        let Some(when) = &item.when else { return Some(None) };
        let mut scope = one.scope.clone();
        scope.file = item.name.span.file;
        scope.rule = Some(one.name.value.clone());
        let condition = self.condition(&mut scope, when)?;
        self.not_too_deep(&condition, &item.name.value, item.name.span);
        Some(Some(condition))
    }

    /// Warns where practice sets a source aside.
    fn practice_over_source(&mut self, items: &[&ExceptionItem], exceptions: &[Exception], rules: &[Checked]) {
        for (item, _) in items.iter().zip(exceptions).filter(|(_, exception)| exception.practice) {
            for target in &item.targets {
                let practice = match self.seen(target.span.file, &target.value).map(|declared| declared.thing) {
                    Some(Thing::Rule(rule)) => {
                        let rule: Option<&Rule> = rules.get(rule).and_then(|checked| checked.rule.as_ref());
                        rule.is_none_or(|rule| rule.practice)
                    }
                    Some(Thing::Exception(other)) => exceptions.get(other).is_none_or(|other| other.practice),
                    _ => true,
                };
                if !practice {
                    let (name, at) = (item.name.value.to_string(), target.span);
                    self.warn(at.file, Warning::PracticeOverSource { name, target: target.value.to_string(), at });
                }
            }
        }
    }
}
