//! From any text to what must be so of it, whatever it is: nothing here panics, and a failed claim is a mistake of the
//! library. The fuzz targets give it texts that nobody thought of; the tests, those that were kept.

use std::sync::{Arc, LazyLock};

use whereas::case::{Case, to_case, to_json};
use whereas::cli::problems::Printer;
use whereas::error::Problem;
use whereas::evaluate::verdict;
use whereas::parse;
use whereas::report::{Explain, Report, Style, json, json_line, text};
use whereas::session::{Compiled, Failure, Outcome, Question, Source, Sources, Spelling, Workspace};
use whereas::session::{formatted, procedure_of};
use whereas::value::Day;

/// The procedure that cases are held against.
static EVERY: LazyLock<Compiled> = LazyLock::new(|| {
    let mut workspace = Workspace::new();
    let file = workspace.add("every.whereas", include_str!("every.whereas"));
    workspace.compile(file).map_err(|failure| failure_shown(&failure)).expect("every.whereas is right")
});

/// The procedures that a text can use.
static CARRIED: LazyLock<Workspace> = LazyLock::new(|| {
    let mut workspace = Workspace::new();
    workspace.add_carried();
    let read = workspace.find("appointment").map(|file| workspace.compile(file).is_ok());
    assert_eq!(read, Some(true));
    workspace
});

/// A text as a file of rules: it compiles and its examples are run, or what is wrong with it is told.
pub fn source(text: &str) {
    let mut workspace = CARRIED.clone();
    let file = workspace.add("any.whereas", text);
    let source = Source::new("any.case", text);
    let mut sources = Sources::default();
    let id = sources.add(source.clone());
    problems_are_sound(&parse::case_lines(id, &source).1, &sources);
    match workspace.compile(file) {
        Err(failure) => is_sound(&failure),
        Ok(compiled) => {
            problems_are_sound(&compiled.warnings, &compiled.sources);
            for example in compiled.test().examples {
                problems_are_sound(&example.problems, &compiled.sources);
            }
        }
    }
}

/// A text as a case in JSON against a procedure with a fact of every type: it is judged, or what is wrong is told.
pub fn case_json(text: &str) {
    case("any.json", text);
}

/// A text as a `.case` file, likewise.
pub fn case_lines(text: &str) {
    case("any.case", text);
}

fn case(name: &str, text: &str) {
    if let Err(failure) = procedure_of(name, text) {
        is_sound(&failure);
    }
    match EVERY.case(name, text) {
        Err(failure) => is_sound(&failure),
        Ok(case) => [("en", 80), ("fr", 40)].into_iter().for_each(|(language, width)| judged(&case, language, width)),
    }
}

/// Holds a case against the procedure, and looks at the report in every form.
fn judged(case: &Case, language: &str, width: usize) {
    let today = Day::new(2018, 6, 10);
    let question = Question { as_of: None, today, language: Some(language.into()), explain: Explain::All };
    let report = match EVERY.check(case, &question) {
        Ok(report) => report,
        Err(why) => return harmless(&Printer::new(width, false).plain(&why)),
    };
    for explain in [Explain::None, Explain::All] {
        let shown = text(&report, &Style { width, colour: false, explain });
        assert!(shown.ends_with('\n'));
        harmless(&shown);
    }
    let whole = json(&report);
    assert_eq!(serde_json::from_str::<Report>(&whole).ok().as_ref(), Some(&report), "{whole}");
    let line = json_line(&report, "any.jsonl", 1);
    assert_eq!(line.trim_end_matches('\n').lines().count(), 1, "{line}");
    let day = case.as_of.or(today).unwrap_or(Day::FIRST);
    let outcome = verdict(&EVERY.model, case, day).ok().map(Outcome::words);
    assert_eq!(outcome.map(|words| words.replace(' ', "_")), Some(report.verdict), "the verdict alone is another");
}

/// A text as a file of any kind: laid out anew, it says the same, keeps its comments and has no other layout.
pub fn layout(text: &str) {
    for name in ["any.whereas", "any.case"] {
        let new = match formatted(name, text) {
            Ok(new) => new,
            Err(failure) => {
                let proved = failure.problems.iter().all(|problem| problem.code() != "format::not_proved");
                assert!(proved || text.len() > 100_000, "{}", failure_shown(&failure));
                is_sound(&failure);
                continue;
            }
        };
        assert_eq!(formatted(name, &new).as_ref().ok(), Some(&new), "another layout the second time");
        if name == "any.case" {
            let [(old, _), (new, _)] = [text, &new].map(|text| parse::case(0, &Source::new(name, text)));
            assert_eq!(old, new, "it says something else");
        } else {
            let [(old, _), (new, _)] = [text, &new].map(|text| parse::file(0, &Source::new(name, text)));
            assert_eq!(old, new, "it says something else");
        }
        assert_eq!(comments(text), comments(&new), "a comment is lost");
    }
}

/// What stands behind each `#` that is not in a text, found without the reader of files.
fn comments(text: &str) -> Vec<&str> {
    let comment = |line| {
        let (mut quoted, mut escaped) = (false, false);
        for (at, c) in str::char_indices(line) {
            match c {
                _ if escaped => escaped = false,
                '\\' if quoted => escaped = true,
                '"' => quoted = !quoted,
                '#' if !quoted => return line.get(at + 1..).map(str::trim),
                _ => {}
            }
        }
        None
    };
    let mut all: Vec<&str> = text.lines().filter_map(comment).collect();
    // A comment within an expression may be put before or behind another.
    all.sort_unstable();
    all
}

/// A text as a case in either spelling: written in both, it is the same case.
pub fn spellings(text: &str) {
    let Ok(case) = EVERY.case("any", text) else { return };
    let json = to_json(&EVERY.model, &case);
    assert_eq!(Spelling::of("any", &json), Spelling::Json);
    let again = EVERY.case("any.json", &json).map_err(|failure| failure_shown(&failure));
    assert_eq!(again.as_ref(), Ok(&case), "{json}");
    let lines = to_case(&EVERY.model, &case);
    // What has no spelling in lines is said to have none.
    let unsaid = lines.lines().any(|line| line.starts_with("  # `"));
    match EVERY.case("any.case", &lines) {
        Ok(again) => assert!(unsaid || again == case, "{lines}\n{again:#?}\n{case:#?}"),
        Err(failure) => {
            // What a text of a case may hold and a file may not: control characters, and more than a line.
            let other = |problem: &&Problem| {
                !["parse::forbidden_character", "parse::line_too_long"].contains(&&*problem.code())
            };
            let others = failure.problems.iter().filter(other).count();
            let held = case_text(&json).chars().any(|c| c.is_control() || is_turning(c)) || longest(&lines) > 1_000;
            assert!(held || others == 0, "{lines}\n{}", failure_shown(&failure));
        }
    }
}

/// The texts of a case in JSON, escapes undone.
fn case_text(json: &str) -> String {
    fn all(value: &serde_json::Value, out: &mut String) {
        match value {
            serde_json::Value::String(text) => out.push_str(text),
            serde_json::Value::Array(values) => values.iter().for_each(|value| all(value, out)),
            serde_json::Value::Object(values) => values.values().for_each(|value| all(value, out)),
            _ => {}
        }
    }
    let mut out = String::new();
    all(&serde_json::from_str(json).unwrap_or_default(), &mut out);
    out
}

fn longest(text: &str) -> usize {
    text.lines().map(|line| line.chars().count()).max().unwrap_or(0)
}

/// A failure names what is wrong, in places that there are, in words that can be shown.
fn is_sound(failure: &Failure) {
    assert!(failure.problems.iter().any(|problem| !problem.is_warning()), "it failed, and nothing is wrong");
    problems_are_sound(&failure.problems, &failure.sources);
}

fn problems_are_sound(problems: &[Problem], sources: &Sources) {
    for problem in problems {
        let text = sources.get(problem.file).map_or(Arc::default(), |source| Arc::clone(&source.text));
        for label in problem.diagnostic.labels().into_iter().flatten() {
            let place = text.get(label.offset()..label.offset() + label.len());
            assert!(place.is_some(), "{}: no such place", problem.code());
        }
        assert!(!problem.code().is_empty(), "{} has no code", problem.diagnostic);
    }
    let mut printer = Printer::new(80, false);
    problems.iter().for_each(|problem| harmless(&printer.block(problem, sources)));
}

fn failure_shown(failure: &Failure) -> String {
    let mut printer = Printer::new(100, false);
    failure.problems.iter().map(|problem| printer.block(problem, &failure.sources)).collect()
}

/// Nothing in what goes to a terminal acts on it, but the end of a line.
fn harmless(shown: &str) {
    let found = shown.chars().find(|c| *c != '\n' && c.is_control() || is_turning(*c));
    assert_eq!(found, None, "{shown:?}");
}

/// Whether it turns the direction of writing.
fn is_turning(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
