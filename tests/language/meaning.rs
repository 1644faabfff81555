//! The meaning of the language: each bullet and each row of its definition by a test of its own.

use crate::common::report;
use whereas::report::RuleReport;

fn rule(rules: &str, lines: &str) -> RuleReport {
    let report = report(rules, lines);
    report.rules.into_iter().chain(report.advice).next().expect("one rule")
}

const AS_OF: &str = "as of 2018-06-15";

/// The values that a condition may have, as of 2018-06-15 where the lines do not say otherwise.
fn is(condition: &str, lines: &str, expected: &str) {
    let as_of = if lines.contains("as of") { "" } else { "; as of 2018-06-15" };
    let lines = format!("{lines}{as_of}").trim_start_matches("; ").to_owned();
    let rule = rule(&format!("rule trial_rule \"Trial\"\n  whereas house\n  requires {condition}\n"), &lines);
    let norm = rule.because.and_then(|because| because.norm).expect("the norm has its reason");
    assert_eq!(norm.values.join(" "), expected, "{condition}   with {lines}");
}

/// The outcome of a rule with this body, and whether it is so far only; the possible outcomes where undetermined.
fn outcome(body: &str, lines: &str, expected: &str) {
    let found = rule(&format!("rule trial_rule \"Trial\"\n  whereas house\n{body}\n"), lines);
    let mut shown = found.outcome.clone();
    if found.so_far {
        shown.push_str(" so_far");
    }
    if !found.possible.is_empty() {
        shown = format!("{shown}: {}", found.possible.join(" "));
    }
    for (word, day) in [("due", &found.due), ("opens", &found.opens)] {
        if let Some(day) = day {
            shown.push_str(&format!(" {word} {day}"));
        }
    }
    assert_eq!(shown, expected, "{body}   with {lines}");
}

/// The lines, as of 2018-06-15.
fn on(lines: &str) -> String {
    format!("{lines}; {AS_OF}").trim_start_matches("; ").to_owned()
}

fn verdict(rules: &str, lines: &str, expected: &str) {
    assert_eq!(report(rules, lines).verdict, expected, "{rules}   with {lines}");
}

mod time {
    use super::is;

    #[test]
    fn and_is_the_least_or_the_greatest_and_not_mirrors() {
        is("adopted and 2018-01-01 <= starts", "starts = 2018-02-01", "not_yet");
        is("adopted or 2018-01-01 <= starts", "starts = 2018-02-01", "yes");
        is("not adopted", "", "so_far");
        is("not (not adopted)", "", "not_yet");
    }

    #[test]
    fn an_occurrence_that_fits_is_yes_one_that_still_can_not_yet_and_none_that_can_no() {
        is("adopted", "adopted = 2018-06-15", "yes");
        is("adopted no later than 2018-06-15", "", "not_yet");
        is("adopted no later than 2018-06-14", "", "no");
        is("adopted before 2018-06-16", "adopted = 2018-06-15", "yes");
        is("adopted before 2018-06-15", "adopted = 2018-06-15", "no");
        is("adopted by chair no later than 2018-06-20", "adopted = 2018-06-01 by clerk", "not_yet");
        is("adopted by chair no later than 2018-06-10", "adopted = 2018-06-01 by clerk", "no");
    }

    #[test]
    fn the_record_is_complete_before_today_and_what_is_dated_later_is_a_plan() {
        is("adopted", "adopted = 2018-06-16", "not_yet");
        is("adopted no later than 2018-06-15", "adopted = 2018-06-16", "not_yet");
    }

    #[test]
    fn before_an_event_to_come_is_so_far_on_the_day_and_yes_from_the_day_after() {
        is("adopted before sent", "adopted = 2018-06-15", "so_far");
        is("adopted before sent", "adopted = 2018-06-14", "yes");
        is("adopted before sent", "sent = 2018-06-01", "no");
        is("adopted before sent", "adopted = 2018-06-02; sent = 2018-06-01", "no");
        is("adopted before sent", "adopted = 2018-06-01; sent = 2018-06-01", "no");
        is("adopted before sent", "", "not_yet");
        is("adopted no later than sent", "adopted = 2018-06-15", "yes");
    }

    #[test]
    fn within_before_an_event_to_come_is_so_far_until_it_is_too_long_ago() {
        is("adopted within 5 days before sent", "adopted = 2018-06-10", "so_far");
        is("adopted within 5 days before sent", "adopted = 2018-06-09", "not_yet");
        is("adopted within 5 days before sent", "adopted = 2018-06-01; sent = 2018-06-06", "yes");
        is("adopted within 5 days before sent", "adopted = 2018-06-01; sent = 2018-06-07", "no");
    }

    #[test]
    fn at_least_before_an_event_to_come_is_so_far_until_it_cannot_be_lost() {
        is("adopted at least 5 days before sent", "adopted = 2018-06-11", "so_far");
        is("adopted at least 5 days before sent", "adopted = 2018-06-10", "yes");
        is("adopted at least 5 days before sent", "adopted = 2018-06-01; sent = 2018-06-06", "yes");
        is("adopted at least 5 days before sent", "adopted = 2018-06-01; sent = 2018-06-05", "no");
    }

    #[test]
    fn within_after_an_event_to_come_is_not_yet() {
        is("adopted within 5 days after sent", "", "not_yet");
        is("adopted within 5 days after sent", "adopted = 2018-06-10", "not_yet");
        is("adopted within 5 days after sent", "adopted = 2018-06-10; sent = 2018-06-05", "yes");
        is("adopted within 5 days after sent", "adopted = 2018-06-11; sent = 2018-06-05", "no");
        is("adopted within 5 days after sent", "sent = 2018-06-10", "not_yet");
        is("adopted within 5 days after sent", "sent = 2018-06-09", "no");
    }

    #[test]
    fn only_by_is_lost_when_somebody_else_acts() {
        is("adopted only by chair", "", "so_far");
        is("adopted only by chair", "adopted = 2018-06-01 by chair", "so_far");
        is("adopted only by chair", "adopted = 2018-06-01 by clerk", "no");
        is("adopted only by chair no later than 2018-06-14", "adopted = 2018-06-01 by chair", "yes");
        is("adopted only by chair no later than 2018-06-14", "", "yes");
        is("adopted only by chair after sent", "adopted = 2018-06-15 by clerk", "so_far");
        is("adopted only by chair within 5 days before sent", "adopted = 2018-06-14 by clerk", "not_yet");
    }

    #[test]
    fn comparisons_with_today_follow_the_days() {
        for (condition, before, on, after) in [
            ("starts <= today", "not_yet", "yes", "yes"),
            ("starts < today", "not_yet", "not_yet", "yes"),
            ("starts >= today", "so_far", "so_far", "no"),
            ("starts > today", "so_far", "no", "no"),
            ("starts is today", "not_yet", "so_far", "no"),
            ("starts is not today", "so_far", "not_yet", "yes"),
            ("today >= starts", "not_yet", "yes", "yes"),
        ] {
            is(condition, "starts = 2018-06-16", before);
            is(condition, "starts = 2018-06-15", on);
            is(condition, "starts = 2018-06-14", after);
        }
    }

    #[test]
    fn today_during_a_period() {
        is("today during service", "service = from 2018-06-16 until 2018-06-20", "not_yet");
        is("today during service", "service = from 2018-06-15 until 2018-06-20", "so_far");
        is("today during service", "service = from 2018-06-01 until 2018-06-15", "so_far");
        is("today during service", "service = from 2018-06-01 until 2018-06-14", "no");
        is("today during service", "service = from 2018-06-15", "yes");
        is("today during service", "service = from 2018-06-16", "not_yet");
        is("today during service", "", "no not_yet so_far yes");
        is("starts during service", "starts = 2018-06-20; service = from 2018-06-01 until 2018-06-20", "yes");
        is("starts during service", "starts = 2018-06-21; service = from 2018-06-01 until 2018-06-20", "no");
        is("adopted during service", "adopted = 2018-06-10; service = from 2018-06-01 until 2018-06-20", "yes");
    }

    #[test]
    fn what_reads_the_day_or_actor_of_an_event_to_come_is_not_yet() {
        is("adopted.on <= 2018-07-01", "", "not_yet");
        is("adopted.by is chair", "", "not_yet");
        is("adopted.on <= 2018-07-01", "adopted = 2018-06-01", "yes");
        is("adopted.by is chair", "adopted = 2018-06-01 by clerk", "no");
        is("adopted before sent.on + 10 days", "adopted = 2018-06-15", "yes");
        is("adopted no earlier than sent.on", "adopted = 2018-06-10", "not_yet");
    }

    #[test]
    fn day_and_actor_are_those_of_the_first_occurrence() {
        is("adopted.by is clerk", "adopted = [2018-06-03 by chair, 2018-06-01 by clerk]", "yes");
        is("adopted.on is 2018-06-01", "adopted = [2018-06-03 by chair, 2018-06-01 by clerk]", "yes");
        is("adopted.by is clerk", "adopted = [2018-06-01 by chair, 2018-06-01 by clerk]", "no yes");
        is("adopted.by is in [chair, clerk]", "adopted = [2018-06-01 by chair, 2018-06-01 by clerk]", "yes");
        is("adopted.by is guest", "adopted = [2018-06-01 by chair, 2018-06-01 by clerk]", "no");
    }

    #[test]
    fn what_may_be_absent_is_read_behind_an_or_or_an_else() {
        is("leaves is none or leaves <= 2018-06-10", "leaves = none", "yes");
        is("leaves is none or leaves <= 2018-06-10", "leaves = 2018-06-10", "yes");
        is("leaves is none or leaves <= 2018-06-10", "leaves = 2018-06-11", "no");
        is("if leaves is none then flag else leaves <= 2018-06-10", "leaves = none; flag = no", "no");
        is("if leaves is none then flag else leaves <= 2018-06-10", "leaves = 2018-06-10; flag = no", "yes");
        is("home is not in Member or Member[home].since < 2018-06-10", "home = france", "yes");
        is("home is not in Member or Member[home].since < 2018-06-10", "home = norway", "yes");
    }

    #[test]
    fn where_several_share_the_first_day_the_report_says_so() {
        let rule = "rule one_rule \"One\"\n  whereas house\n  requires adopted.by is clerk\n";
        let report = super::report(
            rule,
            "adopted = [2018-06-01 by chair, 2018-06-01 by clerk, 2018-06-01 by chair]; as of 2018-06-10",
        );
        let [rule] = &*report.rules else { panic!("{report:?}") };
        assert_eq!(
            (&*rule.outcome, &rule.missing, &*rule.disputed),
            ("undetermined", &vec![], &["adopted.by".to_owned()][..])
        );
        let [told] = &*report.disputed else { panic!("{report:?}") };
        assert_eq!((&*told.state, &*told.label), ("same_day", "Adopted, by whom"));
        assert_eq!(
            (&told.values, &told.rules),
            (&vec!["Chair".to_owned(), "Clerk".to_owned()], &vec!["one_rule".to_owned()])
        );
    }

    #[test]
    fn a_day_that_never_comes_lies_after_every_day() {
        is("adopted before (sent by chair no later than 2018-06-10)", "adopted = 2018-06-14", "yes");
        is("adopted after (sent by chair no later than 2018-06-10)", "adopted = 2018-06-14", "no");
        is("adopted within 2 days after (sent by chair)", "sent = 2018-06-01 by clerk", "not_yet");
        is(
            "adopted within 2 days after (sent by chair)",
            "sent = [2018-06-01 by clerk, 2018-06-10 by chair]; adopted = 2018-06-12",
            "yes",
        );
    }

    #[test]
    fn counted_quantifiers_take_the_nth_greatest_value() {
        let items = "items[0].done = 2018-06-01; items[1].done = []";
        is("at least 1 item in items satisfies item.done", items, "yes");
        is("at least 2 item in items satisfies item.done", items, "not_yet");
        is("at least 3 item in items satisfies item.done", items, "no");
        is("at most 1 item in items satisfies item.done", items, "so_far");
        is("at most 0 item in items satisfies item.done", items, "no");
        is("exactly 1 item in items satisfies item.done", items, "so_far");
        is("exactly 2 item in items satisfies item.done", items, "not_yet");
        is("every item in items satisfies item.done", items, "not_yet");
        is("some item in items satisfies item.done", items, "yes");
        is("no item in items satisfies item.done", items, "no");
        is("every item in items satisfies item.done", "items = []", "yes");
        is("some item in items satisfies item.done", "items = []", "no");
    }
}

mod knowledge {
    use super::is;

    #[test]
    fn a_timeless_comparison_of_what_is_not_known_is_no_or_yes() {
        is("amount > 5", "", "no yes");
        is("flag", "flag = unknown", "no yes");
        is("flag and other", "other = no", "no");
        is("flag or other", "other = yes", "yes");
        is("home is norway", "", "no yes");
    }

    #[test]
    fn a_comparison_with_today_is_whatever_the_date_could_make_it() {
        is("starts <= today", "", "not_yet yes");
        is("starts >= today", "", "no so_far");
        is("starts is today", "", "no not_yet so_far");
    }

    #[test]
    fn an_event_that_may_have_happened() {
        is("adopted", "adopted = unknown", "not_yet yes");
        is("adopted no later than 2018-06-14", "adopted = unknown", "no yes");
        is("adopted no later than 2018-06-16", "adopted = unknown", "not_yet yes");
        is("adopted by chair", "adopted = unknown", "not_yet yes");
        is("adopted after 2018-07-01", "adopted = unknown", "not_yet");
        is("adopted.on <= 2018-07-01", "adopted = unknown", "not_yet yes");
        is("adopted.on <= 2018-06-01", "adopted = unknown", "no not_yet yes");
        is("not adopted", "adopted = unknown", "no so_far");
    }

    #[test]
    fn an_occurrence_without_its_day_has_happened() {
        is("adopted", "adopted = by chair", "yes");
        is("adopted by chair no later than 2018-06-10", "adopted = by chair", "no yes");
        is("adopted by chair no later than 2018-06-20", "adopted = by chair", "yes");
        is("adopted by chair after 2018-06-20", "adopted = by chair", "not_yet");
        is("adopted by chair", "adopted = 2018-06-01", "not_yet yes");
        is("adopted by chair no later than 2018-06-14", "adopted = 2018-06-01", "no yes");
    }

    #[test]
    fn a_day_between_two_is_judged_at_each_and_cut_at_today() {
        is("adopted before 2018-06-10", "adopted = between 2018-06-01 and 2018-06-09", "yes");
        is("adopted after 2018-06-14", "adopted = between 2018-06-15 and 2018-06-30", "yes");
        is("adopted", "adopted = between 2018-06-16 and 2018-06-30", "not_yet");
    }

    #[test]
    fn a_bound_that_is_not_known_may_be_any_day() {
        is("adopted no later than starts", "adopted = 2018-06-01", "no yes");
        is("adopted no later than starts", "", "no not_yet");
        is("adopted no later than sent", "adopted = 2018-06-01; sent = unknown", "no yes");
        is("adopted at least unset_days before starts", "adopted = 2018-06-01; starts = 2018-06-10", "no yes");
        is("adopted at least unset_days before starts", "adopted = 2018-06-01; starts = 2018-06-20", "no yes");
        is("adopted at least unset_days before starts", "adopted = 2018-06-11; starts = 2018-06-10", "no");
    }

    #[test]
    fn within_one_event_condition_a_fact_has_one_value() {
        is("adopted no earlier than starts no later than starts + 400 days", "adopted = 2018-06-01", "no not_yet yes");
        is("adopted after starts before starts", "adopted = 2018-06-01", "no");
        is("adopted on starts", "", "no not_yet");
    }

    #[test]
    fn a_bound_outside_the_calendar_may_be_any_day_on_its_side() {
        is("adopted within 300 working days after sent", "sent = 2018-06-01; adopted = 2018-06-10", "yes");
        is("adopted within 300 working days after sent", "sent = 2018-06-01", "not_yet");
        is("adopted at least 400 working days before sent", "sent = 2018-06-01; adopted = 2017-06-01", "no");
        is("adopted at least 400 working days before sent", "sent = 2018-06-01; adopted = 2016-06-01", "no yes");
    }

    #[test]
    fn a_list_that_is_not_known_under_a_quantifier() {
        is("every place in homes satisfies place is norway", "", "no yes");
        is("every item in items satisfies item.done", "", "no not_yet so_far yes");
        is("count(homes) > 2", "", "no yes");
        is("every item in items satisfies item.done", "items = [unknown]", "not_yet yes");
    }

    #[test]
    fn membership_with_unknown_elements() {
        is("home is in homes", "home = norway; homes = [norway, unknown]", "yes");
        is("home is in homes", "home = france; homes = [norway, unknown]", "no yes");
        is("home is in homes", "home = france; homes = [norway]", "no");
        is("home is in homes", "homes = []", "no");
        is("home is not in homes", "home = france; homes = [norway]", "yes");
    }

    #[test]
    fn an_event_with_fields_that_are_not_known() {
        is("talks where (length > 5)", "talks = 2018-06-01", "not_yet yes");
        is("talks where (length > 5)", "talks = 2018-06-01; talks[0].length = 6", "yes");
        is("talks where (length > 5)", "talks = 2018-06-01; talks[0].length = 5", "not_yet");
        is("talks by chair where (partner is clerk)", "talks = 2018-06-01 by chair; talks[0].partner = clerk", "yes");
    }

    #[test]
    fn a_choice_between_terms_counts_both_where_the_question_is_open() {
        is("(if flag then 1 else 2) < 5", "", "yes");
        is("(if flag then starts else ends) <= today", "starts = 2018-06-01; ends = 2018-06-02", "yes");
        is("if flag then adopted else other", "other = no", "no not_yet");
    }

    #[test]
    fn none_equals_only_none() {
        is("leaves is none", "leaves = none", "yes");
        is("leaves is none", "leaves = 2018-01-01", "no");
        is("leaves is none", "", "no yes");
        is("leaves is 2018-01-01", "leaves = none", "no");
        is("leaves is not none and leaves <= today", "leaves = none", "no");
        is("leaves is not none and leaves <= today", "leaves = 2018-01-01", "yes");
    }

    #[test]
    fn a_table_is_a_list_of_its_rows_and_an_absent_key_is_none() {
        is("home is in Member", "home = norway", "yes");
        is("home is in Member", "home = france", "no");
        is("home is in Member", "", "no yes");
        is("home is in Member and Member[home].since <= starts", "home = spain; starts = 1980-01-01", "no");
        is("some row in Member satisfies row.since < 1950-01-01", "", "yes");
        is("exactly 1 row in Member satisfies row.since < 1950-01-01", "", "yes");
    }
}

mod counting {
    use super::is;

    #[test]
    fn working_days_after_start_on_the_day_after_and_skip_days_off() {
        is("starts + 3 working days is 2017-12-28", "starts = 2017-12-22", "yes");
        is("starts - 10 working days is 2017-12-20", "starts = 2018-01-05", "yes");
        is("working days from starts to ends is 3", "starts = 2017-12-22; ends = 2017-12-28", "yes");
        is("working days from ends to starts is 0 - 3", "starts = 2017-12-22; ends = 2017-12-28", "yes");
        is("days from starts to ends is 6", "starts = 2017-12-22; ends = 2017-12-28", "yes");
    }

    #[test]
    fn windows_include_the_days_that_the_definition_says() {
        for (condition, first, last) in [
            ("adopted within 5 days after 2018-03-10", "2018-03-10", "2018-03-15"),
            ("adopted within 5 days before 2018-03-10", "2018-03-05", "2018-03-10"),
            ("adopted within 0 days after 2018-03-10", "2018-03-10", "2018-03-10"),
            ("adopted on 2018-03-10", "2018-03-10", "2018-03-10"),
            ("adopted after 2018-03-09 before 2018-03-11", "2018-03-10", "2018-03-10"),
            ("adopted no earlier than 2018-03-10 no later than 2018-03-12", "2018-03-10", "2018-03-12"),
            ("adopted at least 1 month after 2018-01-31 before 2018-03-02", "2018-02-28", "2018-03-01"),
            ("adopted at least 2 days after 2018-03-08 at least 2 days before 2018-03-14", "2018-03-10", "2018-03-12"),
        ] {
            let shifted = |day: &str, by| whereas::value::Day::parse(day).expect("a day").plus(by).to_string();
            is(condition, &format!("adopted = {}", shifted(first, -1)), "no");
            is(condition, &format!("adopted = {first}"), "yes");
            is(condition, &format!("adopted = {last}"), "yes");
            is(condition, &format!("adopted = {}", shifted(last, 1)), "no");
        }
    }

    #[test]
    fn months_and_years_end_on_the_last_day_there_is() {
        is("starts + 1 month is 2018-02-28", "starts = 2018-01-31", "yes");
        is("starts - 1 month is 2018-02-28", "starts = 2018-03-31", "yes");
        is("starts + 1 year is 2017-02-28", "starts = 2016-02-29", "yes");
    }

    #[test]
    fn numbers_are_exact() {
        is("amount * 3 is 0.3", "amount = 0.1", "yes");
        is("amount + 0.20 is 0.3", "amount = 0.10", "yes");
        is("amount - 1 < 0", "amount = 0.99", "yes");
    }
}

mod outcomes {
    use super::{on, outcome, report, rule};

    #[test]
    fn row_1_not_applicable() {
        outcome("  when starts is 2018-01-01\n  requires flag", &on("starts = 2018-01-02"), "not_applicable");
        outcome("  in force from 2018-07-01\n  requires flag", &on("flag = no"), "not_applicable");
        outcome("  in force until 2018-06-14\n  requires flag", &on("flag = no"), "not_applicable");
        outcome(
            "  in force from 2018-07-01\n  judged on starts\n  requires flag",
            &on("flag = yes; starts = 2018-07-01"),
            "met",
        );
        outcome(
            "  in force from 2018-07-01\n  judged on starts\n  requires flag",
            &on("flag = yes"),
            "undetermined: not_applicable met",
        );
    }

    #[test]
    fn row_2_waiting_for_when_and_for_the_day_that_it_is_judged_on() {
        outcome("  when starts <= today\n  requires flag", &on("starts = 2018-07-01; flag = no"), "waiting");
        outcome("  when adopted\n  requires flag", &on("flag = no"), "waiting");
        outcome("  in force from 2018-01-01\n  judged on adopted\n  requires flag", &on("flag = no"), "waiting");
        outcome("  judged on adopted\n  requires flag", &on("flag = yes"), "met");
        outcome(
            "  in force from 2018-01-01\n  judged on adopted\n  when other\n  requires flag",
            &on("other = no"),
            "not_applicable",
        );
    }

    #[test]
    fn row_3_met_now_or_so_far() {
        outcome("  requires adopted", &on("adopted = 2018-06-01"), "met");
        outcome("  must not (adopted)", &on(""), "met so_far");
    }

    #[test]
    fn row_4_excused_by_unless_and_exceptions() {
        outcome("  unless other \"because\"\n  requires flag", &on("flag = no; other = yes"), "excused");
        outcome("  unless other \"because\"\n  requires flag", &on("flag = yes; other = yes"), "met");
        outcome("  unless adopted \"because\"\n  requires flag", &on("flag = no"), "not_met so_far");
        outcome("  unless adopted \"because\"\n  requires flag", &on("flag = no; adopted = 2018-06-15"), "excused");
    }

    #[test]
    fn exceptions_to_exceptions() {
        let rules = "rule trial_rule \"Trial\"\n  whereas house\n  requires flag\n\
            exception first_one to trial_rule \"First\"\n  whereas house\n  when other\n\
            exception second_one to first_one \"Second\"\n  whereas house\n  when amount > 5\n";
        let of = |lines: &str| rule(rules, &on(lines));
        assert_eq!(of("flag = no; other = yes; amount = 1").outcome, "excused");
        assert_eq!(of("flag = no; other = yes; amount = 6").outcome, "not_met");
        assert_eq!(of("flag = no; other = no; amount = 6").outcome, "not_met");
        let open = of("flag = no; other = yes");
        assert_eq!(open.possible, ["excused", "not_met"]);
        assert_eq!(open.missing, ["amount"]);
        let excused = of("flag = no; other = yes; amount = 1").excused_by;
        assert_eq!(excused.iter().map(|by| by.exception.as_deref()).collect::<Vec<_>>(), [Some("first_one")]);
    }

    #[test]
    fn row_5_waiting_where_nothing_can_be_done_now() {
        outcome("  duty of chair\n  must be adopted within 5 days after sent", &on(""), "waiting");
        outcome("  duty of chair\n  must be adopted after sent", &on(""), "waiting");
        outcome("  requires starts <= today", &on("starts = 2018-07-01"), "waiting");
        outcome("  requires adopted.on <= 2018-07-01", &on(""), "waiting");
        outcome(
            "  requires adopted only by chair within 5 days before sent",
            &on("adopted = 2018-06-14 by clerk"),
            "waiting",
        );
        outcome(
            "  requires sent and not (adopted within 5 days before sent)",
            &on("adopted = 2018-06-14"),
            "not_met so_far",
        );
    }

    #[test]
    fn row_6_due_by_when_and_from_when() {
        outcome("  duty of chair\n  must be adopted no later than 2018-06-20", &on(""), "due due 2018-06-20");
        outcome("  duty of chair\n  must be adopted", &on(""), "due");
        outcome("  should be adopted", &on(""), "due");
        outcome("  requires adopted no later than 2018-06-20", &on(""), "due due 2018-06-20");
        outcome("  requires adopted no earlier than 2018-06-20", &on(""), "due opens 2018-06-20");
        outcome("  must be adopted within 5 days after sent", &on("sent = 2018-06-14"), "due due 2018-06-19");
        outcome("  must be adopted before sent", &on(""), "due");
        outcome("  must be adopted within 5 days before sent", &on("adopted = 2018-06-01"), "due");
        outcome(
            "  must be adopted during service",
            &on("service = from 2018-07-01 until 2018-07-10"),
            "due due 2018-07-10 opens 2018-07-01",
        );
    }

    #[test]
    fn row_7_not_met_and_what_can_still_be_put_right() {
        outcome("  requires adopted", &on(""), "not_met so_far");
        outcome("  requires flag", &on("flag = no"), "not_met");
        outcome("  must be adopted no later than 2018-06-14", &on(""), "not_met");
    }

    #[test]
    fn every_combination_counts_where_something_is_not_known() {
        outcome("  when flag\n  requires other", &on("other = no"), "undetermined: not_applicable not_met");
        outcome(
            "  when flag\n  requires adopted no later than 2018-06-20",
            &on(""),
            "undetermined: not_applicable due",
        );
        outcome("  requires flag", &on(""), "undetermined: met not_met");
        outcome("  unless flag \"why\"\n  requires other", &on("other = no"), "undetermined: excused not_met");
        outcome("  when starts <= today\n  requires flag", &on("flag = yes"), "undetermined: waiting met");
    }

    #[test]
    fn due_days_of_parts() {
        let both =
            |joint: &str| format!("  must (adopted no later than 2018-06-20 {joint} sent no later than 2018-06-25)");
        outcome(&both("and"), &on(""), "due due 2018-06-20");
        outcome(&both("or"), &on(""), "due due 2018-06-25");
        outcome(&both("and"), &on("adopted = 2018-06-01"), "due due 2018-06-25");
        outcome("  must (adopted no later than 2018-06-20 or sent)", &on(""), "due");
        outcome("  must (adopted no later than 2018-06-20 and sent)", &on(""), "due due 2018-06-20");
        let items = "items[0].limit = 2018-06-20; items[1].limit = 2018-06-22; items[2].limit = 2018-06-24";
        let counted =
            |n: u32| format!("  must (at least {n} item in items satisfies item.done no later than item.limit)");
        outcome(&counted(1), &on(items), "due due 2018-06-24");
        outcome(&counted(2), &on(items), "due due 2018-06-22");
        outcome(&counted(3), &on(items), "due due 2018-06-20");
        outcome(&counted(2), &on(&format!("{items}; items[0].done = 2018-06-01")), "due due 2018-06-24");
    }

    #[test]
    fn the_earliest_day_counts_where_several_are_possible() {
        outcome(
            "  must be adopted no later than starts",
            &on("starts = between 2018-06-20 and 2018-06-30"),
            "due due 2018-06-20",
        );
        outcome(
            "  must be adopted no later than starts",
            &on("starts = disputed 2018-06-25, 2018-06-20"),
            "due due 2018-06-20",
        );
    }

    #[test]
    fn disputed_facts_are_judged_for_each_value() {
        outcome("  requires flag or not flag", &on("flag = disputed yes, no"), "met");
        outcome("  requires amount > 3", &on("amount = disputed 4, 5"), "met");
        outcome("  requires amount > 4", &on("amount = disputed 4, 5"), "undetermined: met not_met");
        outcome("  when flag\n  requires flag", &on("flag = disputed yes, no"), "undetermined: not_applicable met");
        let found = report(
            "rule trial_rule \"Trial\"\n  whereas house\n  requires amount > 3\n",
            &on("amount = disputed 4, 5"),
        );
        assert_eq!(
            found.disputed.iter().map(|one| (&*one.fact, one.values.len())).collect::<Vec<_>>(),
            [("amount", 2)]
        );
        assert!(found.missing.is_empty());
    }

    #[test]
    fn a_date_in_a_range_is_judged_at_every_day() {
        outcome(
            "  requires starts is not 2018-03-05",
            &on("starts = between 2018-03-01 and 2018-03-07"),
            "undetermined: met not_met",
        );
        outcome("  requires starts > 2018-02-28", &on("starts = between 2018-03-01 and 2018-03-07"), "met");
        outcome(
            "  requires starts < 2018-03-04 or starts > 2018-03-03",
            &on("starts = between 2018-03-01 and 2018-03-07"),
            "met",
        );
    }

    #[test]
    fn for_each_judges_each_element_and_an_unknown_list_is_one_entry() {
        let rules = "rule trial_rule \"Trial\"\n  whereas house\n  for each item in items\n  requires item.wanted\n";
        let all = report(rules, &on("items[0].wanted = yes; items[1].wanted = no"));
        let shown: Vec<_> = all.rules.iter().map(|rule| (rule.element.as_deref(), &*rule.outcome)).collect();
        assert_eq!(shown, [(Some("items[0]"), "met"), (Some("items[1]"), "not_met")]);
        assert!(report(rules, &on("items = []")).rules.is_empty());
        let missing = report(rules, &on("flag = yes"));
        let entry = missing.rules.first().expect("one entry");
        assert_eq!((entry.element.as_deref(), &*entry.outcome), (Some("items"), "undetermined"));
        assert_eq!(entry.possible, ["met", "not_met"]);
        assert_eq!(entry.missing, ["items"]);
        assert_eq!(missing.verdict, "undetermined");
    }

    #[test]
    fn a_fact_counts_only_where_it_could_change_something() {
        let of = |body: &str, lines: &str| {
            rule(&format!("rule trial_rule \"Trial\"\n  whereas house\n{body}\n"), &on(lines)).missing
        };
        assert_eq!(of("  requires flag and other", "flag = unknown"), ["flag", "other"]);
        assert!(of("  requires flag and other", "flag = no").is_empty());
        assert_eq!(of("  requires flag and (amount > 5 or other)", "other = yes"), ["flag"]);
        assert_eq!(of("  when starts <= 2018-01-01\n  requires flag", "flag = no"), ["starts"]);
        assert_eq!(of("  requires starts <= ends", ""), ["starts", "ends"]);
        assert_eq!(of("  requires adopted by chair no later than 2018-06-01", "adopted = unknown"), ["adopted"]);
        assert_eq!(of("  requires adopted by chair no later than 2018-06-01", "adopted = 2018-05-01"), ["adopted.by"]);
        assert_eq!(of("  requires adopted no later than 2018-06-01", "adopted = by chair"), ["adopted.on"]);
        assert_eq!(
            of("  requires adopted at least unset_days before starts", "adopted = 2018-06-01; starts = 2018-06-10"),
            ["unset_days"]
        );
        assert_eq!(of("  requires starts + 400 working days <= 2020-06-01", "starts = 2018-06-01"), ["calendar"]);
    }
}

mod cases {
    use super::{on, outcome, rule};
    use crate::common::report;

    #[test]
    fn a_fact_that_is_read_twice_has_one_value() {
        outcome("  requires flag or not flag", &on(""), "met");
        outcome("  requires flag and not flag", &on(""), "not_met");
        outcome("  when flag\n  requires not flag", &on(""), "undetermined: not_applicable not_met");
        outcome("  when flag\n  requires flag or other", &on(""), "undetermined: not_applicable met");
        outcome("  requires who is chair or who is clerk or who is guest", &on(""), "met");
        outcome("  requires starts < 2018-06-01 or starts >= 2018-06-01", &on(""), "met");
        outcome("  requires starts < 2018-06-01 or starts > 2018-06-01", &on(""), "undetermined: met not_met");
        outcome("  requires starts + 2 working days > 2018-06-01 or starts < 2018-06-06", &on(""), "met");
        outcome("  requires amount < 5 or amount * 2 >= 10", &on(""), "met");
        outcome("  requires amount < 5 or amount > 5", &on(""), "undetermined: met not_met");
        outcome("  requires spell < 5 days or spell >= 5 days", &on(""), "met");
        outcome("  requires leaves is none or (leaves is not none and leaves >= 0001-01-01)", &on(""), "met");
    }

    #[test]
    fn an_event_that_is_read_twice_happened_or_not() {
        outcome("  when adopted by chair\n  requires adopted", &on("adopted = unknown"), "undetermined: waiting met");
        outcome(
            "  when adopted no later than 2018-06-01\n  requires adopted before 2018-06-02",
            &on("adopted = unknown"),
            "undetermined: not_applicable met",
        );
        outcome(
            "  requires adopted by chair or adopted by clerk or adopted by guest",
            &on("adopted = 2018-06-01 by unknown"),
            "met",
        );
        outcome(
            "  requires adopted before 2018-05-01 or adopted no earlier than 2018-05-01",
            &on("adopted = by chair"),
            "met",
        );
    }

    #[test]
    fn what_the_cases_leave_open_is_said_and_what_they_settle_too() {
        let of = |lines: &str| {
            rule("rule trial_rule \"Trial\"\n  whereas house\n  requires (flag or not flag) and other\n", &on(lines))
        };
        let open = of("");
        assert_eq!((&*open.outcome, open.by_cases, open.missing), ("undetermined", false, vec!["other".to_owned()]));
        let settled = of("other = yes");
        assert_eq!((&*settled.outcome, settled.by_cases, settled.missing.len()), ("met", true, 0));
        let known = of("flag = yes; other = yes");
        assert_eq!((&*known.outcome, known.by_cases), ("met", false));
    }

    #[test]
    fn past_the_limit_the_report_says_so() {
        let parts: Vec<String> =
            (1..200).map(|day| format!("(starts + {day} days >= ends - {day} days or amount * {day} > 7)")).collect();
        let rules = format!("rule trial_rule \"Trial\"\n  whereas house\n  requires {}\n", parts.join("\n    and "));
        let found = report(&rules, &on(""));
        assert_eq!(found.verdict, "undetermined");
        assert!(found.notices.iter().any(|notice| notice.code == "cases_not_tried"), "{:?}", found.notices);
    }
}

mod limits {
    use super::on;
    use crate::common::{compiled, judged, report};

    fn stopped(rules: &str, lines: &str) -> String {
        judged(&compiled(rules), &on(lines)).expect_err("a limit").to_string()
    }

    #[test]
    fn work_that_grows_beyond_all_bounds_ends_in_an_error() {
        let doubled: String =
            (1..60).map(|at| format!("define twice{at} as twice{} and twice{}\n", at - 1, at - 1)).collect();
        let rules =
            format!("define twice0 as flag\n{doubled}rule trial_rule \"Trial\"\n  whereas house\n  requires twice59\n");
        for lines in ["", "flag = yes"] {
            let why = stopped(&rules, lines);
            assert!(why.contains("steps") && why.contains("`trial_rule`"), "{why}");
        }
    }

    #[test]
    fn a_day_beyond_all_dates_is_an_error() {
        for condition in [
            "starts > 9999-12-31 + 1 day",
            "starts > 9999-12-31 + 10000 years",
            "starts < 0001-01-01 - 1 month",
            "adopted within 9000 years after 2018-01-01",
            "adopted at least 9000 years before 2018-01-01",
        ] {
            let why = stopped(
                &format!("rule trial_rule \"Trial\"\n  whereas house\n  requires {condition}\n"),
                "starts = 2018-01-01",
            );
            assert!(why.contains("outside the years 1 to 9999"), "{condition}: {why}");
        }
    }

    #[test]
    fn a_count_from_a_day_that_is_not_known_does_not_leave_the_calendar() {
        let rules =
            "rule trial_rule \"Trial\"\n  whereas house\n  requires adopted at least 3 working days before starts\n";
        for lines in [
            "",
            "starts = disputed 2018-03-12, 2018-03-14; adopted = 2018-03-09",
            "starts = between 2018-03-12 and 2018-03-14",
        ] {
            let found = report(rules, &on(lines));
            assert!(found.notices.is_empty(), "{lines}: {:?}", found.notices);
            assert!(found.missing.iter().all(|missing| missing.fact != "calendar"), "{lines}: {:?}", found.missing);
        }
        let left = report(rules, &on("starts = disputed 2018-03-12, 2016-03-14; adopted = 2018-03-01"));
        assert_eq!(left.notices.first().map(|notice| &*notice.code), Some("calendar_left"));
    }
}

mod verdicts {
    use super::{AS_OF, verdict};

    fn two(first: &str, second: &str) -> String {
        format!(
            "rule first_rule \"First\"\n  whereas house\n{first}\nrule second_rule \"Second\"\n  whereas house\n{second}\n"
        )
    }

    #[test]
    fn the_worst_counts_unless_it_is_only_possible() {
        let rules = two("  requires flag", "  requires other");
        verdict(&rules, &format!("flag = yes; other = yes; {AS_OF}"), "met");
        verdict(&rules, &format!("flag = no; other = yes; {AS_OF}"), "not_met");
        verdict(&rules, &format!("flag = no; {AS_OF}"), "not_met");
        verdict(&rules, &format!("flag = yes; {AS_OF}"), "undetermined");
        let due = two("  requires flag", "  duty of chair\n  must be adopted");
        verdict(&due, &format!("flag = yes; {AS_OF}"), "due");
        verdict(&due, &format!("flag = no; {AS_OF}"), "not_met");
        verdict(&due, AS_OF, "undetermined");
    }

    #[test]
    fn quiet_reads_not_applicable_waiting_or_met() {
        let rules = two("  when flag\n  requires other", "  when starts <= today\n  requires other");
        verdict(&rules, &format!("flag = no; starts = 2018-07-01; other = yes; {AS_OF}"), "waiting");
        verdict(&rules, &format!("flag = yes; starts = 2018-07-01; other = yes; {AS_OF}"), "met");
        verdict(
            &two("  when flag\n  requires other", "  when flag\n  requires other"),
            &format!("flag = no; {AS_OF}"),
            "not_applicable",
        );
        verdict(
            &two("  when flag\n  requires other", "  when flag\n  requires other"),
            &format!("other = yes; {AS_OF}"),
            "met",
        );
    }

    #[test]
    fn advice_counts_for_nothing() {
        verdict(&two("  requires flag", "  should other"), &format!("flag = yes; other = no; {AS_OF}"), "met");
    }
}
