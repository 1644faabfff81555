//! The laws of the language, as properties over generated procedures and cases.

use std::collections::BTreeMap;

use crate::common::{DECLARATIONS, case, checked, compiled, judged};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;
use whereas::case::{Case, to_case, to_json};
use whereas::evaluate::verdict;
use whereas::outcome::Outcome;
use whereas::parse;
use whereas::report::{Explain, Report, RuleReport, json};
use whereas::session::{Question, Source, Workspace, formatted};
use whereas::value::Day;

/// Days close to each other, so that they meet.
fn day() -> impl Strategy<Value = String> {
    (1..29_u8).prop_map(|day| format!("2018-06-{day:02}"))
}

fn instant() -> impl Strategy<Value = String> {
    let event = select(vec![
        "sent",
        "held",
        "(sent by chair)",
        "(adopted by clerk before held)",
        "(sent no later than 2018-06-12)",
    ]);
    prop_oneof![
        day(),
        select(vec!["starts", "ends", "starts + 3 days", "sent.on + 2 working days"]).prop_map(str::to_owned),
        event.prop_map(str::to_owned),
    ]
}

fn qualifier() -> impl Strategy<Value = String> {
    let length = select(vec!["0 days", "3 days", "2 working days", "1 month", "1 week", "unset_days"]);
    prop_oneof![
        (select(vec!["before", "after", "on", "no later than", "no earlier than"]), instant())
            .prop_map(|(word, instant)| format!("{word} {instant}")),
        (select(vec!["within", "at least"]), length, select(vec!["before", "after"]), instant())
            .prop_map(|(kind, length, word, instant)| format!("{kind} {length} {word} {instant}")),
        Just("during service".to_owned()),
    ]
}

fn event() -> impl Strategy<Value = String> {
    let actor = select(vec!["", " by chair", " by who", " only by clerk"]);
    (select(vec!["adopted", "sent"]), actor, prop::collection::vec(qualifier(), 0..3))
        .prop_map(|(event, actor, qualifiers)| format!("({event}{actor} {})", qualifiers.join(" ")))
}

fn comparison() -> impl Strategy<Value = String> {
    let sign = || select(vec!["<", "<=", ">", ">=", "is", "is not"]);
    prop_oneof![
        Just("flag".to_owned()),
        Just("other".to_owned()),
        (sign(), 0..5_u8).prop_map(|(sign, number)| format!("amount {sign} {number}")),
        (sign(), day()).prop_map(|(sign, day)| format!("starts {sign} {day}")),
        sign().prop_map(|sign| format!("starts {sign} today")),
        sign().prop_map(|sign| format!("starts {sign} ends")),
        (sign(), day()).prop_map(|(sign, day)| format!("adopted.on {sign} {day}")),
        select(vec!["who is chair", "adopted.by is clerk", "home is in homes", "home is in Member", "leaves is none"])
            .prop_map(str::to_owned),
        select(vec!["today during service", "starts during service", "count(homes) > 1"]).prop_map(str::to_owned),
    ]
}

fn condition() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![2 => event(), 2 => comparison()];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let parts = || prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            parts().prop_map(|parts| format!("({})", parts.join(" and "))),
            parts().prop_map(|parts| format!("({})", parts.join(" or "))),
            inner.clone().prop_map(|part| format!("(not {part})")),
            select(vec!["every", "some", "no", "at least 1", "at most 1", "exactly 1"]).prop_map(|quantifier| {
                format!("({quantifier} item in items satisfies (item.done no later than item.limit or item.wanted))")
            }),
        ]
    })
}

fn rule(name: &'static str) -> impl Strategy<Value = String> {
    let clause = |word: &'static str| {
        prop::option::weighted(0.4, condition()).prop_map(move |one| one.map(|one| format!("  {word} {one}")))
    };
    let force = select(vec![
        "",
        "",
        "  in force from 2018-06-10\n",
        "  in force from 2018-06-10\n  judged on starts\n",
        "  in force until 2018-06-20\n  judged on sent\n",
    ]);
    let norm = select(vec!["must", "requires", "should"]);
    (force, clause("when"), clause("unless"), norm, condition()).prop_map(
        move |(force, when, unless, norm, condition)| {
            let when = when.map(|one| one + "\n").unwrap_or_default();
            let unless = unless.map(|one| one + " \"excused\"\n").unwrap_or_default();
            format!("rule {name} \"A rule\"\n  whereas house\n{force}{when}{unless}  {norm} {condition}\n")
        },
    )
}

/// What is said of each fact; nothing where it is missing.
type Facts = BTreeMap<&'static str, String>;

fn occurrence() -> impl Strategy<Value = String> {
    (day(), select(vec!["", " by chair", " by clerk"])).prop_map(|(day, by)| format!("{day}{by}"))
}

/// A fact with the values that it can have; each state beside them.
fn fact(name: &'static str) -> BoxedStrategy<Option<(&'static str, String)>> {
    let known = match name {
        "adopted" | "sent" => prop_oneof![
            occurrence(),
            prop::collection::vec(occurrence(), 0..3).prop_map(|all| format!("[{}]", all.join(", "))),
        ]
        .boxed(),
        "held" | "starts" | "ends" => day().boxed(),
        "leaves" => prop_oneof![day(), Just("none".to_owned())].boxed(),
        "flag" | "other" => select(vec!["yes", "no"]).prop_map(str::to_owned).boxed(),
        "amount" => (0..5_u8).prop_map(|number| number.to_string()).boxed(),
        "who" => select(vec!["chair", "clerk", "guest"]).prop_map(str::to_owned).boxed(),
        "home" => select(vec!["norway", "france"]).prop_map(str::to_owned).boxed(),
        "homes" => {
            select(vec!["[]", "[norway]", "[france, spain]", "[norway, unknown]"]).prop_map(str::to_owned).boxed()
        }
        "service" => prop_oneof![
            day().prop_map(|day| format!("from {day}")),
            day().prop_map(|day| format!("from {day} until 2018-06-28"))
        ]
        .boxed(),
        _ => Just("[]".to_owned()).boxed(),
    };
    prop::option::weighted(0.7, prop_oneof![5 => known, 1 => Just("unknown".to_owned())])
        .prop_map(move |value| value.map(|value| (name, value)))
        .boxed()
}

const NAMES: [&str; 12] =
    ["adopted", "sent", "held", "starts", "ends", "leaves", "flag", "other", "amount", "who", "home", "homes"];

fn facts() -> impl Strategy<Value = Facts> {
    let items = select(vec![None, Some("[]"), Some("[unknown]")]);
    let all: Vec<_> = NAMES.into_iter().chain(["service"]).map(fact).collect();
    (all, items).prop_map(|(all, items)| {
        let mut facts: Facts = all.into_iter().flatten().collect();
        if let Some(items) = items {
            facts.insert("items", items.to_owned());
        }
        facts
    })
}

fn lines(facts: &Facts, today: &str) -> String {
    let mut lines: Vec<String> = facts.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    lines.push(format!("as of {today}"));
    lines.join("; ")
}

/// What a rule may have become, as a set.
fn possible(rule: &RuleReport) -> Vec<&str> {
    if rule.possible.is_empty() { vec![&rule.outcome] } else { rule.possible.iter().map(String::as_str).collect() }
}

fn by_name(report: &Report) -> BTreeMap<String, RuleReport> {
    let all = report.rules.iter().chain(&report.advice).cloned();
    // Where a rule stands in its file is no part of what became of it.
    all.map(|rule| (format!("{} {:?}", rule.rule, rule.element), RuleReport { because: None, ..rule })).collect()
}

/// The same cases each time, and more or others where the environment asks for them.
fn laws() -> ProptestConfig {
    let number = |name: &str| std::env::var(name).ok().and_then(|number| number.parse().ok());
    ProptestConfig {
        cases: number("WHEREAS_CASES").and_then(|cases| u32::try_from(cases).ok()).unwrap_or(250),
        rng_seed: RngSeed::Fixed(number("WHEREAS_SEED").unwrap_or(1)),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(laws())]

    #[test]
    fn the_order_of_rules_and_facts_is_irrelevant(one in rule("one_rule"), two in rule("two_rule"), facts in facts(), today in day()) {
        let forth = checked(&compiled(&format!("{one}\n{two}")), &lines(&facts, &today));
        let mut shuffled: Vec<String> = facts.iter().map(|(name, value)| format!("{name} = {value}")).collect();
        shuffled.reverse();
        let back = checked(&compiled(&format!("{two}\n{one}")), format!("as of {today}; {}", shuffled.join("; ")).trim_end_matches("; "));
        prop_assert_eq!(by_name(&forth), by_name(&back));
        prop_assert_eq!(forth.verdict, back.verdict);
    }

    #[test]
    fn the_order_of_list_elements_is_irrelevant(one in rule("one_rule"), facts in facts(), today in day(), days in prop::collection::vec(occurrence(), 1..4)) {
        let compiled = compiled(&one);
        let with = |days: &[String]| {
            let mut facts = facts.clone();
            facts.insert("adopted", format!("[{}]", days.join(", ")));
            let homes: Vec<&str> = if days.first() < days.last() { vec!["norway", "france"] } else { vec!["france", "norway"] };
            facts.insert("homes", format!("[{}]", homes.join(", ")));
            checked(&compiled, &lines(&facts, &today))
        };
        let reversed: Vec<String> = days.iter().rev().cloned().collect();
        let (forth, back) = (with(&days), with(&reversed));
        prop_assert_eq!(&forth.verdict, &back.verdict);
        for (one, other) in forth.rules.iter().zip(&back.rules) {
            prop_assert_eq!(possible(one), possible(other));
            prop_assert_eq!((one.so_far, &one.due, &one.opens), (other.so_far, &other.due, &other.opens));
        }
    }

    #[test]
    fn duplicating_a_rule_changes_nothing(one in rule("one_rule"), facts in facts(), today in day()) {
        let twin = one.replace("one_rule", "twin_rule");
        let single = checked(&compiled(&one), &lines(&facts, &today));
        let double = checked(&compiled(&format!("{one}\n{twin}")), &lines(&facts, &today));
        prop_assert_eq!(&single.verdict, &double.verdict);
        let outcomes = |report: &Report| -> Vec<Vec<String>> {
            report.rules.iter().chain(&report.advice).map(|rule| possible(rule).into_iter().map(str::to_owned).collect()).collect()
        };
        let single = outcomes(&single);
        for outcome in outcomes(&double) {
            prop_assert_eq!(Some(&outcome), single.first());
        }
    }

    #[test]
    fn learning_a_fact_shrinks_every_set(one in rule("one_rule"), facts in facts(), learned in select(NAMES.to_vec()).prop_flat_map(fact), today in day()) {
        let Some((name, value)) = learned else { return Ok(()) };
        // Of an unknown event it is not known whether it happened: once, not more often.
        prop_assume!(value.matches("2018").count() < 2 || !["adopted", "sent"].contains(&name));
        let (mut before, mut after) = (facts.clone(), facts);
        before.insert(name, "unknown".to_owned());
        after.insert(name, value);
        let compiled = compiled(&one);
        let (before, after) = (checked(&compiled, &lines(&before, &today)), checked(&compiled, &lines(&after, &today)));
        for (unknown, known) in before.rules.iter().chain(&before.advice).zip(after.rules.iter().chain(&after.advice)) {
            let (small, large) = (possible(known), possible(unknown));
            prop_assert!(small.iter().all(|outcome| large.contains(outcome)), "{:?} not within {:?}", small, large);
        }
    }

    #[test]
    fn a_disputed_fact_gives_what_its_values_give(one in rule("one_rule"), facts in facts(), first in day(), second in day(), today in day()) {
        prop_assume!(first != second);
        let compiled = compiled(&one);
        let with = |value: String| {
            let mut facts = facts.clone();
            facts.insert("starts", value);
            checked(&compiled, &lines(&facts, &today))
        };
        let (one, other) = (with(first.clone()), with(second.clone()));
        let both = with(format!("disputed {first}, {second}"));
        // Where there are too many cases to try, the report says so, and may leave more open.
        let cut_short = both.notices.iter().any(|notice| notice.code == "cases_not_tried");
        for ((one, other), both) in one.rules.iter().zip(&other.rules).zip(&both.rules) {
            let mut union = possible(one);
            union.extend(possible(other));
            let possible = possible(both);
            prop_assert!(union.iter().all(|outcome| possible.contains(outcome)));
            prop_assert!(cut_short || possible.iter().all(|outcome| union.contains(outcome)));
        }
    }

    #[test]
    fn what_is_settled_stays_settled_as_time_passes(one in rule("one_rule"), facts in facts(), from in 1..20_u8, later in 1..9_u8) {
        // Unknown events and occurrences after the first day are news, not the passing of time.
        let mut facts = facts;
        let first = format!("2018-06-{from:02}");
        for event in ["adopted", "sent", "held"] {
            if facts.get(event).is_some_and(|value| value == "unknown" || value.split([' ', ',', '[', ']']).any(|word| word.starts_with("2018") && word > &*first)) {
                facts.remove(event);
            }
        }
        // The day that decides which text is in force must be given.
        prop_assume!(!one.contains("in force") || one.contains("judged on"));
        let compiled = compiled(&one);
        let (now, then) = (
            checked(&compiled, &lines(&facts, &first)),
            checked(&compiled, &lines(&facts, &format!("2018-06-{:02}", from + later))),
        );
        for (now, then) in now.rules.iter().chain(&now.advice).zip(then.rules.iter().chain(&then.advice)) {
            if ["met", "not_met", "excused", "not_applicable"].contains(&&*now.outcome) && !now.so_far {
                prop_assert_eq!(&now.outcome, &then.outcome);
            }
        }
    }

    #[test]
    fn the_format_keeps_the_meaning(one in rule("one_rule"), facts in facts(), today in day()) {
        let text = format!("{DECLARATIONS}\n{one}\n");
        let new = formatted("trial.whereas", &text).expect("it can be laid out");
        prop_assert_eq!(formatted("trial.whereas", &new).ok(), Some(new.clone()));
        let [(old_tree, _), (new_tree, _)] = [&text, &new].map(|text| parse::file(0, &Source::new("trial.whereas", text.as_str())));
        prop_assert_eq!(old_tree, new_tree);
        let mut workspace = Workspace::new();
        let file = workspace.add("trial.whereas", &new);
        let again = workspace.compile(file).map_err(|_| TestCaseError::fail("it no longer compiles"))?;
        let lines = lines(&facts, &today);
        prop_assert_eq!(by_name(&checked(&compiled(&one), &lines)), by_name(&checked(&again, &lines)));
    }

    #[test]
    fn a_case_says_the_same_in_every_spelling(one in rule("one_rule"), facts in facts(), today in day()) {
        let compiled = compiled(&one);
        let read = |name: &str, text: &str| compiled.case(name, text).map_err(|failure| TestCaseError::fail(format!("{text}\n{:?}", failure.problems)));
        let case = case(&compiled, &lines(&facts, &today));
        let report = |case: &Case| json(&compiled.check(case, &Question::default()).expect("within the limits"));
        let (in_json, in_lines) = (read("trial.json", &to_json(&compiled.model, &case))?, read("trial.case", &to_case(&compiled.model, &case))?);
        // The receipt too: its digest is of what the case says.
        prop_assert_eq!(report(&case), report(&in_json));
        prop_assert_eq!(report(&case), report(&in_lines));
    }

    #[test]
    fn a_report_made_again_from_its_receipt_is_the_same(one in rule("one_rule"), facts in facts(), today in day()) {
        let first = checked(&compiled(&one), &lines(&facts, &today));
        // The same rules, case and day, as the receipt says, in another workspace and without the day in the case.
        let again = {
            let compiled = compiled(&one);
            let given: Vec<String> = facts.iter().map(|(name, value)| format!("{name} = {value}")).collect();
            let question = Question { as_of: Day::parse(&first.as_of), explain: Explain::All, ..Question::default() };
            compiled.check(&case(&compiled, &given.join("; ")), &question).expect("within the limits")
        };
        prop_assert_eq!(&first.receipt, &again.receipt);
        prop_assert_eq!(by_name(&first), by_name(&again));
        let other = checked(&compiled(&one), &lines(&facts, &today));
        prop_assert_eq!(json(&first), json(&other));
        let added = checked(&compiled(&format!("{one}rule two_rule \"Another\"\n  whereas house\n  requires flag\n")), &lines(&facts, &today));
        prop_assert_ne!(&first.receipt.rules, &added.receipt.rules);
    }

    #[test]
    fn the_verdict_alone_is_that_of_the_report(one in rule("one_rule"), two in rule("two_rule"), facts in facts(), today in day()) {
        // Alone, it leaves out whatever can no longer change it; the report goes through everything.
        let compiled = compiled(&format!("{one}\n{two}"));
        let case = case(&compiled, &lines(&facts, &today));
        let report = compiled.check(&case, &Question { explain: Explain::All, ..Question::default() }).expect("within the limits");
        let alone = verdict(&compiled.model, &case, Day::parse(&today).expect("a day")).ok().map(Outcome::id);
        prop_assert_eq!(alone, Some(&*report.verdict));
    }

    #[test]
    fn every_report_that_is_undetermined_says_what_is_missing(one in rule("one_rule"), facts in facts(), today in day()) {
        let report = checked(&compiled(&one), &lines(&facts, &today));
        for rule in report.rules.iter().chain(&report.advice) {
            prop_assert_eq!(rule.outcome == "undetermined", !rule.possible.is_empty());
            if rule.outcome == "undetermined" {
                prop_assert!(!rule.missing.is_empty() || !rule.disputed.is_empty(), "{:?}", rule);
            }
        }
    }
}

#[test]
fn a_limit_is_an_error_and_never_an_outcome() {
    // Each element is held against each, and each pair against each: past some number that is too much.
    let each = "every x in items satisfies every y in items satisfies every z in items satisfies";
    let rule =
        format!("rule much_rule \"Much\"\n  whereas house\n  requires {each} (x.wanted or y.wanted or z.wanted)\n");
    let compiled = compiled(&rule);
    let judged = |number: u32| {
        let items: String = (0..number).map(|at| format!("items[{at}].wanted = yes; ")).collect();
        judged(&compiled, &format!("{items}as of 2018-06-10"))
    };
    assert_eq!(judged(40).map(|report| report.verdict).ok().as_deref(), Some("met"));
    assert!(judged(300).is_err_and(|why| format!("{why:?}").contains("Steps")));
}

#[test]
fn the_declarations_that_the_laws_run_over_are_sound() {
    assert!(DECLARATIONS.contains("facts"));
    assert!(
        compiled("rule one_rule \"One\"\n  whereas house\n  requires flag\n")
            .warnings
            .iter()
            .all(whereas::error::Problem::is_warning)
    );
}
