//! Which outcomes a rule can have, so that one which no example reaches is seen.

use whereas::session::{Outcome, Workspace};

const HEAD: &str = r#"procedure office "The office"
source guide "Guide"
choice Post "Post"
  head "Head"
facts
  leaves date "Leaves"
  asked event by Post "Asked"
  done event by Post "Done"
  flag yes/no "Flag"
"#;

/// The outcomes that a rule with these parts can have, undetermined apart: any can be that.
fn possible(parts: &str) -> String {
    let text = format!("{HEAD}\nrule one \"One\"\n  whereas guide 1\n{parts}\n");
    let mut workspace = Workspace::new();
    let file = workspace.add("office.whereas", &text);
    let tested = workspace.compile(file).expect("it is right").test();
    let possible = tested.rules.first().expect("it has a rule").possible.iter();
    let words = possible.filter(|outcome| **outcome != Outcome::Undetermined).map(|outcome| outcome.words());
    words.collect::<Vec<_>>().join(", ")
}

#[test]
fn what_comes_before_another_event_never_waits_for_it() {
    for window in ["before asked", "at least 5 days before asked", "no later than asked", "within 5 days before asked"]
    {
        assert_eq!(possible(&format!("  duty of head\n  must be done {window}")), "met, due, not met", "{window}");
    }
    // Without a duty, what has no last day is not met as long as it is open.
    assert_eq!(possible("  requires done before asked"), "met, not met");
    assert_eq!(possible("  requires done no later than asked"), "met, due, not met");
}

#[test]
fn what_comes_after_another_event_waits_for_it() {
    for window in ["after asked", "no earlier than asked", "at least 5 days after asked"] {
        assert_eq!(possible(&format!("  duty of head\n  must be done {window}")), "waiting, met, due", "{window}");
    }
    for window in ["on asked", "within 5 days after asked"] {
        let parts = format!("  duty of head\n  must be done {window}");
        assert_eq!(possible(&parts), "waiting, met, due, not met", "{window}");
    }
    assert_eq!(possible("  duty of head\n  must be done by asked.by"), "waiting, met, due");
}

#[test]
fn what_must_not_happen_is_never_due() {
    assert_eq!(possible("  duty of head\n  must not be done"), "met, not met");
    assert_eq!(possible("  requires done only by head"), "met, not met");
    assert_eq!(possible("  requires done only by head before asked"), "waiting, met, not met");
}

#[test]
fn a_rule_waits_for_what_it_is_about() {
    assert_eq!(possible("  when asked\n  requires flag"), "waiting, met, not met");
    assert_eq!(possible("  when leaves <= today\n  requires flag"), "waiting, met, not met");
    assert_eq!(possible("  when today <= leaves\n  requires flag"), "not applicable, met, not met");
    assert_eq!(
        possible("  when flag\n  unless leaves <= today \"gone\"\n  requires done no later than leaves"),
        "not applicable, met, excused, due, not met"
    );
}
