//! Hostile cases get errors, and get them soon.

use std::time::{Duration, Instant};

use crate::common::model;
use whereas::case::{Case, from_json, json_procedure};
use whereas::error::Problem;
use whereas::limits;
use whereas::source::Source;

/// Reads a case, and fails where that takes long even for a build without optimization.
fn read(text: String) -> Result<Case, Vec<Problem>> {
    let (model, source) = (model(), Source::new("case.json", text));
    let start = Instant::now();
    let case = from_json(&model, 0, &source);
    json_procedure(&source.text);
    assert!(start.elapsed() < Duration::from_secs(20), "it took {:?}", start.elapsed());
    case
}

/// The codes of what is wrong, each once.
fn codes(text: String) -> Vec<String> {
    let problems = read(text).expect_err("the case is hostile");
    assert!(problems.len() <= limits::CASE_PROBLEMS + 1);
    for problem in &problems {
        // Nothing that is shown quotes more than a line of the case.
        assert!(problem.diagnostic.to_string().len() < 400, "{}", problem.diagnostic);
        let help = problem.diagnostic.help().map(|help| help.to_string()).unwrap_or_default();
        assert!(help.len() < 1_000, "{help}");
    }
    let mut codes: Vec<String> = problems.iter().map(Problem::code).collect();
    codes.dedup();
    codes
}

fn facts(facts: &str) -> String {
    format!("{{\"facts\": {{{facts}}}}}")
}

#[test]
fn a_hundred_thousand_brackets() {
    assert_eq!(codes("[".repeat(100_000)), ["case::too_deep"]);
    assert_eq!(codes("{\"a\":".repeat(100_000)), ["case::too_deep"]);
    assert_eq!(codes("]".repeat(100_000)), ["case::not_json"]);
    let deep = "[".repeat(limits::CASE_NESTING - 2) + &"]".repeat(limits::CASE_NESTING - 2);
    assert_eq!(codes(facts(&format!("\"keywords\": {deep}"))), ["case::wrong_type"]);
    // Brackets within a text are no brackets.
    assert!(read(facts(&format!("\"remark\": \"{}\"", "[{".repeat(1_000)))).is_ok());
}

#[test]
fn ten_mebibytes() {
    let much = "x".repeat(10 << 20);
    assert_eq!(codes(facts(&format!("\"remark\": \"{much}\""))), ["case::too_large"]);
    let full = "x".repeat(limits::CASE_BYTES - 100);
    assert_eq!(codes(facts(&format!("\"remark\": \"{full}\""))), ["case::text_too_long"]);
    assert_eq!(codes(facts(&format!("\"salary\": {}", "1".repeat(1 << 20)))), ["case::not_a_number"]);
    assert_eq!(codes(facts(&format!("\"salary\": \"{full}\""))), ["case::not_a_number"]);
    assert_eq!(codes(facts(&format!("\"starts\": \"{full}\""))), ["case::not_a_day"]);
    assert_eq!(codes(facts(&format!("\"notice\": \"1 {full}\""))), ["case::not_a_duration"]);
    assert_eq!(codes(facts(&format!("\"route\": \"{full}\""))), ["case::not_an_alternative"]);
    assert_eq!(codes(facts(&format!("\"{full}\": 1"))), ["case::unknown_name"]);
    assert_eq!(codes(" ".repeat(limits::CASE_BYTES)), ["case::not_json"]);
    assert_eq!(codes("1,".repeat(limits::CASE_BYTES / 2)), ["case::not_json"]);
    let ones = format!("{}1", "1,".repeat((limits::CASE_BYTES - 100) / 2));
    assert_eq!(codes(facts(&format!("\"keywords\": [{ones}]"))), ["case::list_too_long"]);
}

#[test]
fn long_lists() {
    let list = |length: usize, element: &str| format!("[{}]", vec![element; length].join(","));
    let most = limits::LIST_ELEMENTS;
    assert!(read(facts(&format!("\"keywords\": {}", list(most, "\"a\"")))).is_ok());
    assert_eq!(codes(facts(&format!("\"keywords\": {}", list(most + 1, "\"a\"")))), ["case::list_too_long"]);
    assert!(read(facts(&format!("\"approved\": {}", list(most, "\"2018-01-20\"")))).is_ok());
    assert_eq!(codes(facts(&format!("\"approved\": {}", list(most + 1, "\"2018-01-20\"")))), ["case::list_too_long"]);
    let decision =
        r#"{"subject": "x", "owner": "chair", "notice": "1 month", "adopted": {"on": "2018-01-20", "by": "chair"}}"#;
    assert!(read(facts(&format!("\"decisions\": {}", list(most, decision)))).is_ok());
    let dispute = (0..10_000).map(|at| format!("\"{at}\"")).collect::<Vec<_>>().join(",");
    assert_eq!(codes(facts(&format!("\"remark\": {{\"disputed\": [{dispute}]}}"))), ["case::list_too_long"]);
}

#[test]
fn errors_without_end() {
    let wrong = vec!["\"20 January\""; limits::LIST_ELEMENTS].join(",");
    let problems = read(facts(&format!("\"approved\": [{wrong}]"))).unwrap_err();
    assert_eq!(problems.len(), limits::CASE_PROBLEMS + 1);
    let last = problems.last().map(|problem| problem.diagnostic.to_string());
    assert_eq!(last.as_deref(), Some("9900 more errors in this case are not shown"));

    let keys = (0..60_000).map(|at| format!("\"starts{at}\": 1")).collect::<Vec<_>>().join(",");
    assert_eq!(codes(facts(&keys)), ["case::unknown_name", "case::too_many"]);
    let twice = vec!["\"starts\": \"2018-01-20\""; 60_000].join(",");
    assert_eq!(codes(facts(&twice)), ["case::given_twice", "case::too_many"]);
}

#[test]
fn strange_characters() {
    for text in ["\u{1b}[31mred", "\u{202e}reversed", "\u{7}", "a\u{301}", "😀", "\u{feff}", "\u{fffd}"] {
        let quoted = serde_json::to_string(text).unwrap();
        assert!(read(facts(&format!("\"remark\": {quoted}"))).is_ok(), "{text:?} is data");
    }
    assert!(read(format!("\u{feff}{}", facts("\"remark\": \"x\""))).is_ok());
    assert_eq!(codes(facts(r#""remark": "\u0000""#)), ["case::nul"]);
    assert_eq!(codes(facts(r#""remark": "\ud800""#)), ["case::not_json"]);
    assert_eq!(codes(facts(r#""\ud800": 1"#)), ["case::not_json"]);
    assert_eq!(codes("\u{0}".to_owned()), ["case::not_json"]);
    assert_eq!(codes("é".to_owned()), ["case::not_json"]);
}
