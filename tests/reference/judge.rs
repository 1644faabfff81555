//! The outcomes of a rule: the table of the language, for every completion of what is not known.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use whereas::outcome::Outcome;
use whereas::syntax::{Expr, ExprKind, Force, NormKind, RuleItem};
use whereas::value::Day;

use crate::holds::{At, Local, Record, is_event};
use crate::inline::inlined;
use crate::time::{Known, Memo, Standing, Time, Todo, names};
use crate::value::{Occurrence, Value};
use crate::world::{Case, World};

/// What may become of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Judged {
    pub possible: BTreeSet<Outcome>,
    pub ends: BTreeSet<Outcome>,
    /// By when and from when, over all completions in which it is due.
    pub due: Option<Day>,
    pub opens: Option<Option<Day>>,
}

/// A rule with its defines written out.
pub struct Prepared<'r> {
    rule: &'r RuleItem,
    force: Vec<&'r Force>,
    judged_on: Option<Expr>,
    when: Option<Expr>,
    excuses: Vec<Excuse>,
    norm: Expr,
    /// Whether it reads who was the first to act.
    reads_actors: bool,
}

struct Excuse {
    when: Option<Expr>,
    exceptions: Vec<Excuse>,
}

impl<'r> Prepared<'r> {
    pub fn of(world: &'r World, rule: &'r RuleItem, text: &str) -> Prepared<'r> {
        let unless = rule
            .unless
            .iter()
            .map(|unless| Excuse { when: Some(inlined(world, &unless.condition)), exceptions: Vec::new() });
        let excuses = unless.chain(exceptions(world, &rule.name.value)).collect();
        let norm = inlined(world, &rule.norm.condition);
        let norm = if rule.norm.negated { Expr { span: norm.span, kind: ExprKind::Not(Box::new(norm)) } } else { norm };
        Prepared {
            rule,
            force: rule.force.iter().collect(),
            judged_on: rule.judged_on.as_ref().map(|judged_on| inlined(world, judged_on)),
            when: rule.when.as_ref().map(|when| inlined(world, when)),
            excuses,
            norm,
            reads_actors: text.contains(".by"),
        }
    }

    fn expressions(&self) -> Vec<&Expr> {
        let mut all: Vec<&Expr> = self.judged_on.iter().chain(&self.when).chain([&self.norm]).collect();
        let mut open: Vec<&Excuse> = self.excuses.iter().collect();
        while let Some(excuse) = open.pop() {
            all.extend(&excuse.when);
            open.extend(&excuse.exceptions);
        }
        all
    }
}

fn exceptions(world: &World, to: &str) -> Vec<Excuse> {
    let of = world.exceptions.iter().filter(|one| one.targets.iter().any(|target| &*target.value == to));
    of.map(|one| Excuse {
        when: one.when.as_ref().map(|when| inlined(world, when)),
        exceptions: exceptions(world, &one.name.value),
    })
    .collect()
}

/// Judges a rule for each element of its list, or once. Nothing where there are more completions to try than `most`, or
/// more ways for the record to go on.
pub fn judge(world: &World, case: &Case, ahead: &[Day], prepared: &Prepared<'_>, most: usize) -> Option<Vec<Judged>> {
    let unknowns: BTreeMap<String, Vec<usize>> = case
        .facts
        .iter()
        .map(|(name, value)| {
            let mut found = Vec::new();
            value.unknowns(&mut found);
            (name.clone(), found)
        })
        .collect();
    let mut read = Vec::new();
    prepared.expressions().into_iter().for_each(|expr| names(expr, &[], &mut read));
    if let Some(for_each) = &prepared.rule.for_each {
        names(&for_each.list, &[], &mut read);
    }
    let read: BTreeSet<usize> = read.iter().filter_map(|name| unknowns.get(name)).flatten().copied().collect();
    let read: Vec<usize> = read.into_iter().collect();
    let sizes = read.iter().map(|unknown| case.domains[*unknown].len());
    let completions = sizes.clone().try_fold(1_usize, |all, size| all.checked_mul(size))?;
    if completions > most || completions == 0 {
        return None;
    }
    let memo = Memo::default();
    let too_many = Cell::new(false);
    let mut picked = vec![0; case.domains.len()];
    let mut judged: Vec<Judged> = Vec::new();
    for number in 0..completions {
        let mut rest = number;
        for (unknown, size) in read.iter().zip(sizes.clone()) {
            picked[*unknown] = rest % size;
            rest /= size;
        }
        let known: Vec<Value> = case.domains.iter().zip(&picked).map(|(domain, at)| domain[*at].clone()).collect();
        let facts = case.facts.iter().map(|(name, value)| (name.clone(), value.completed(&known))).collect();
        let known = Known {
            world,
            facts: &facts,
            today: case.today,
            ahead,
            picked: &picked,
            memo: &memo,
            most,
            unknowns: &unknowns,
            too_many: &too_many,
        };
        if prepared.reads_actors && facts_tie(known.facts, case.today) {
            return None;
        }
        let elements = match &prepared.rule.for_each {
            None => vec![Vec::new()],
            Some(for_each) => known
                .elements(&for_each.list, &[])
                .into_iter()
                .map(|(value, place)| vec![Local { name: for_each.variable.value.to_string(), value, place }])
                .collect(),
        };
        judged.resize(elements.len(), Judged::default());
        for (judged, locals) in judged.iter_mut().zip(&elements) {
            completion(known, prepared, locals, judged);
        }
        if too_many.get() {
            return None;
        }
    }
    Some(judged)
}

/// Whether several actors share the first day of an event, so that either may have been the first. Here the first is one.
fn facts_tie(facts: &BTreeMap<String, Value>, today: Day) -> bool {
    facts.values().any(|value| match value {
        Value::Event(occurrences) => {
            let day = |occurrence: &&Occurrence| crate::holds::day(&occurrence.on);
            let past = || occurrences.iter().filter(|occurrence| day(occurrence) <= today);
            let first = past().map(|occurrence| day(&occurrence)).min();
            let firsts: Vec<&Occurrence> = past().filter(|occurrence| Some(day(occurrence)) == first).collect();
            firsts.iter().any(|occurrence| occurrence.by != firsts[0].by)
        }
        _ => false,
    })
}

/// Whether a text is in force on the day it is judged; `None` where that waits for an event.
fn in_force(known: Known<'_>, prepared: &Prepared<'_>, locals: &[Local]) -> Option<bool> {
    let holds = |day: Day| {
        prepared.force.iter().all(|force| {
            force.from.as_ref().is_none_or(|from| from.value <= day)
                && force.until.as_ref().is_none_or(|until| day <= until.value)
        })
    };
    let Some(judged_on) = prepared.judged_on.as_ref().filter(|_| !prepared.force.is_empty()) else {
        return Some(holds(known.today));
    };
    let record = Record { world: known.world, facts: known.facts, locals, added: &[], until: known.today };
    match record.at(judged_on) {
        At::Day(day) => Some(holds(day)),
        At::Never if is_event(&record, judged_on) => None,
        At::Never => Some(false),
    }
}

/// Whether an excuse is effective: its `when` holds, and no exception to it is effective.
fn effective(known: Known<'_>, excuse: &Excuse, locals: &[Local]) -> Time {
    let when = excuse.when.as_ref().map_or(Time::Yes, |when| known.standing(when, locals).time);
    let not = |time: Time| match time {
        Time::No => Time::Yes,
        Time::NotYet => Time::SoFar,
        Time::SoFar => Time::NotYet,
        Time::Yes => Time::No,
    };
    excuse.exceptions.iter().map(|exception| not(effective(known, exception, locals))).fold(when, Time::min)
}

/// The first row of the table that fits, and what the rule may end with.
fn completion(known: Known<'_>, prepared: &Prepared<'_>, locals: &[Local], judged: &mut Judged) {
    let force = in_force(known, prepared, locals);
    let yes = Standing { time: Time::Yes, todo: Todo::Waits };
    let when = prepared.when.as_ref().map_or(yes, |when| known.standing(when, locals)).time;
    let norm = known.standing(&prepared.norm, locals);
    let excused = prepared.excuses.iter().map(|excuse| effective(known, excuse, locals)).max().unwrap_or(Time::No);
    let outcome = if force == Some(false) || when == Time::No {
        Outcome::NotApplicable
    } else if force.is_none() || when == Time::NotYet {
        Outcome::Waiting
    } else if norm.time >= Time::SoFar {
        Outcome::Met
    } else if excused >= Time::SoFar {
        Outcome::Excused
    } else {
        match (norm.time, norm.todo) {
            (Time::NotYet, Todo::Waits) => Outcome::Waiting,
            (Time::NotYet, Todo::Can { due, opens }) => {
                let timely = due.is_some() || opens.is_some();
                if prepared.rule.norm.kind == NormKind::Requires && !timely {
                    Outcome::NotMet
                } else {
                    judged.due = [judged.due, due].into_iter().flatten().min();
                    judged.opens = Some(match judged.opens {
                        None => opens,
                        Some(before) => before.zip(opens).map(|(one, other)| one.min(other)),
                    });
                    Outcome::Due
                }
            }
            _ => Outcome::NotMet,
        }
    };
    judged.possible.insert(outcome);
    if force == Some(false) {
        judged.ends.insert(Outcome::NotApplicable);
        return;
    }
    let may_end = |time: Time, holds: bool| match time {
        Time::No => !holds,
        Time::Yes => holds,
        Time::NotYet | Time::SoFar => true,
    };
    if may_end(when, false) {
        judged.ends.insert(Outcome::NotApplicable);
    }
    if may_end(when, true) && force == Some(true) {
        if may_end(norm.time, true) {
            judged.ends.insert(Outcome::Met);
        }
        if may_end(norm.time, false) {
            if may_end(excused, true) {
                judged.ends.insert(Outcome::Excused);
            }
            if may_end(excused, false) {
                judged.ends.insert(Outcome::NotMet);
            }
        }
    }
}
