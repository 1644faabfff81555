//! Both evaluators over generated procedures and cases.

use std::cell::Cell;
use std::fmt::Write;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use whereas::evaluate::{Finding, findings};
use whereas::outcome::Outcome;
use whereas::parse;
use whereas::session::{Compiled, Source, Workspace};
use whereas::syntax::NormKind;
use whereas::value::{Day, Decimal, Unit};

use crate::generated::{Facts, day, declarations, facts, lines, roll, rule};
use crate::judge::{Judged, Prepared, judge};
use crate::value::Value;
use crate::world::{Critical, World, read};

/// Days from which an unknown day is taken: all that lie near those of the procedures, and one that lies long before them.
fn critical() -> Critical {
    let date = |text: &str| Day::parse(text).expect("a day");
    let near = date("2018-05-28").0..=date("2018-06-25").0;
    let long_ago = date("2012-03-01");
    let halves = [-9, 90].into_iter().chain(-2..13).map(|half| Value::Number(Decimal::new(half * 5, 1)));
    Critical {
        days: std::iter::once(long_ago).chain(near.map(Day)).collect(),
        numbers: halves.collect(),
        counts: (0..10).chain([100]).collect(),
        unit: Unit::Day,
    }
}

/// Days on which something may still happen, the last two beyond all windows.
fn ahead(today: Day) -> Vec<Day> {
    let date = |text: &str| Day::parse(text).expect("a day");
    let near = (today.0..=date("2018-06-29").0).map(Day);
    near.chain([date("2024-10-30"), date("2025-11-28")]).collect()
}

/// How many rules were compared in how many ways.
#[derive(Default)]
struct Tally {
    compared: Cell<usize>,
    by_cases: Cell<usize>,
    undetermined: Cell<usize>,
    cut_short: Cell<usize>,
    afresh: Cell<usize>,
    too_many: Cell<usize>,
    /// The most completions of a case, and ways for its record to go on, that are tried.
    most: usize,
}

fn count(cell: &Cell<usize>) {
    cell.set(cell.get() + 1);
}

/// What the real evaluator says, in the words of the reference.
fn real(finding: &Finding) -> Judged {
    let judgement = &finding.judgement;
    Judged {
        possible: judgement.possible.iter().collect(),
        ends: judgement.ends.iter().collect(),
        due: judgement.due,
        opens: judgement.possible.has(Outcome::Due).then_some(judgement.opens),
    }
}

/// Whether two judgements say the same: the outcomes; of one that is settled whether it stays, and the days of one that
/// is due.
fn same(one: &Judged, other: &Judged) -> bool {
    let due = |judged: &Judged| judged.possible.iter().all(|outcome| *outcome == Outcome::Due);
    let settled = |judged: &Judged| judged.possible.len() == 1;
    let so_far = |judged: &Judged| {
        let settles = [Outcome::Met, Outcome::Excused, Outcome::NotMet, Outcome::NotApplicable];
        settles.iter().any(|outcome| judged.possible.contains(outcome)) && judged.ends != judged.possible
    };
    one.possible == other.possible
        && (!settled(one) || so_far(one) == so_far(other))
        && (!due(one) || (one.due, one.opens) == (other.due, other.opens))
}

fn compare(roll: &str, rules: &[String], cases: &[(Facts, String)], tally: &Tally) -> Result<(), TestCaseError> {
    let text = format!("{}\n{}", declarations(roll), rules.join("\n"));
    let mut workspace = Workspace::new();
    let file = workspace.add("trial.whereas", &text);
    let compiled: Compiled = workspace.compile(file).map_err(|failure| {
        let told: Vec<String> = failure.problems.iter().map(|problem| problem.diagnostic.to_string()).collect();
        TestCaseError::fail(format!("{}\n{}", rules.join("\n"), told.join("\n")))
    })?;
    let (tree, _) = parse::file(0, &Source::new("trial.whereas", text.as_str()));
    let world = World::of(&tree);
    let prepared: Vec<Prepared<'_>> =
        world.rules.iter().zip(rules).map(|(rule, text)| Prepared::of(&world, rule, text)).collect();
    let critical = critical();
    for (facts, today) in cases {
        let lines: String = lines(facts, today).split("; ").map(|line| format!("  {line}\n")).collect();
        let case_text = format!("case \"A\" of trial\n{lines}");
        let case = compiled
            .case("trial.case", &case_text)
            .map_err(|failure| TestCaseError::fail(format!("{case_text}\n{:?}", failure.problems)))?;
        let today = case.as_of.expect("a day");
        let found = findings(&compiled.model, &case, today).map_err(|halt| TestCaseError::fail(format!("{halt:?}")))?;
        let (tree, _) = parse::case(0, &Source::new("trial.case", case_text.as_str()));
        let same_case = read(&world, &tree.expect("a case"), &critical);
        let ahead = ahead(today);
        for (at, (prepared, rule)) in prepared.iter().zip(&world.rules).enumerate() {
            let Some(expected) = judge(&world, &same_case, &ahead, prepared, tally.most) else {
                count(&tally.too_many);
                continue;
            };
            let number = compiled.model.rules.iter().position(|known| known.name == rule.name.value);
            let of_rule: Vec<&Finding> = found.iter().filter(|finding| Some(finding.rule) == number).collect();
            prop_assert_eq!(of_rule.len(), expected.len(), "elements of {}", rules[at]);
            for (finding, expected) in of_rule.into_iter().zip(&expected) {
                count(&tally.compared);
                let found = real(finding);
                let afresh = taken_afresh(facts, &rules[at]);
                if finding.cut_short || afresh {
                    count(if afresh { &tally.afresh } else { &tally.cut_short });
                    let inside = expected.possible.is_subset(&found.possible);
                    prop_assert!(inside, "{}\n{}{:?} not in {:?}", rules[at], case_text, expected, found);
                    continue;
                }
                if finding.by_cases {
                    count(&tally.by_cases);
                }
                if found.possible.len() > 1 {
                    count(&tally.undetermined);
                }
                if !same(&found, expected) {
                    let mut told = String::new();
                    let kind = if rule.norm.kind == NormKind::Should { " (advice)" } else { "" };
                    let _ = writeln!(told, "roll {roll}\n{}{case_text}{kind}", rules[at]);
                    let _ = writeln!(told, "the evaluator says {found:?}\nthe reference says {expected:?}");
                    return Err(TestCaseError::fail(told));
                }
            }
        }
    }
    Ok(())
}

/// Whether a rule reads a list that is not known more than once: the language takes it afresh each time.
fn taken_afresh(facts: &Facts, rule: &str) -> bool {
    let known = facts.get("homes").is_some_and(|homes| homes != "unknown");
    !known && rule.matches("homes").count() > 1
}

/// Procedures that are generated with one seed.
const ROUND: u32 = 50;

/// Compares over the generated procedures of one seed, with several cases each.
fn round(seed: u64, most: usize) -> Tally {
    let config = Config { cases: ROUND, failure_persistence: None, max_shrink_iters: 20_000, ..Config::default() };
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    let rules = (rule("one_rule"), prop::option::of(rule("two_rule")), prop::option::of(rule("three_rule")))
        .prop_map(|(one, two, three)| [Some(one), two, three].into_iter().flatten().collect::<Vec<String>>());
    let cases = prop::collection::vec((facts(), day()), 1..16);
    let tally = Tally { most, ..Tally::default() };
    match runner.run(&(roll(), rules, cases), |(roll, rules, cases)| compare(roll, &rules, &cases, &tally)) {
        Ok(()) => tally,
        // What was generated is told in the reason, as procedure and case.
        Err(TestError::Fail(reason, _)) => panic!("seed {seed}\n{reason}"),
        Err(other) => panic!("seed {seed}: {other}"),
    }
}

/// Makes that many comparisons at least, on all cores.
fn run(comparisons: usize, first: u64, most: usize) {
    let (next, total) = (AtomicU64::new(first), Mutex::new(Counts::default()));
    let rounds = comparisons.div_ceil(PER_ROUND) as u64;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= first + rounds {
                        return;
                    }
                    let tally = round(seed, most);
                    total.lock().unwrap().add(&tally);
                }
            });
        }
    });
    let total = total.into_inner().unwrap();
    println!("{total}");
    assert!(total.compared >= comparisons, "{total}");
}

/// A round makes more comparisons than this.
const PER_ROUND: usize = 350;

/// The sums of all rounds.
#[derive(Default)]
struct Counts {
    compared: usize,
    by_cases: usize,
    undetermined: usize,
    cut_short: usize,
    afresh: usize,
    too_many: usize,
}

impl Counts {
    fn add(&mut self, tally: &Tally) {
        self.compared += tally.compared.get();
        self.by_cases += tally.by_cases.get();
        self.undetermined += tally.undetermined.get();
        self.cut_short += tally.cut_short.get();
        self.afresh += tally.afresh.get();
        self.too_many += tally.too_many.get();
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Counts { compared, by_cases, undetermined, cut_short, afresh, too_many } = self;
        write!(
            out,
            "{compared} comparisons: {undetermined} undetermined; {by_cases} narrower by cases than by composition; \
             {cut_short} past the limit of cases and {afresh} with an unknown list read twice, of which only that nothing \
             possible is lost was asked; {too_many} left out, with too many completions to try, or two who were first"
        )
    }
}

#[test]
fn both_evaluators_agree() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let comparisons = number("WHEREAS_COMPARISONS").unwrap_or(1_000);
    run(comparisons as usize, number("WHEREAS_SEED").unwrap_or(1), number("WHEREAS_MOST").unwrap_or(300) as usize);
}
