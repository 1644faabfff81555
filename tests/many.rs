//! Many cases, one a line: order, wrong lines, forms and languages, as users meet them.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::Ordering;

use whereas::cli::{self, Code, Terminal};
use whereas::report::Report;

/// The command, in the folder of the tests of the command.
fn whereas() -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("whereas"));
    command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli")).stdin(Stdio::null());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

fn run(line: &str) -> Output {
    whereas().args(line.split_whitespace()).output().expect("the command starts")
}

/// The same in another folder, where `office` stands for the procedure of the office.
fn run_in(folder: &Path, line: &str) -> Output {
    let office = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/office/travel.whereas").display().to_string();
    let words = line.split_whitespace().map(|word| if word == "office" { office.as_str() } else { word });
    whereas().current_dir(folder).args(words).output().expect("the command starts")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("the command writes UTF-8")
}

fn screen(line: &str) -> String {
    let output = run(line);
    let part = |name: &str, text: &str| if text.is_empty() { String::new() } else { format!("\n--- {name}\n{text}") };
    let (said, errors) = (part("output", text(&output.stdout)), part("errors", text(&output.stderr)));
    let code = output.status.code().expect("it ends by itself");
    format!("$ whereas {line}\n[exit code {code}]\n{said}{errors}")
}

/// A case that is met, not met or undetermined, by its number.
fn case(number: usize) -> String {
    let facts = match number % 3 {
        0 => r#""approved": {"on": "2017-12-20", "by": "head"}, "reported": "2018-01-08""#,
        1 => r#""approved": {"on": "2018-01-03", "by": "clerk"}"#,
        _ => r#""approved": {"unknown": true}"#,
    };
    format!(r#"{{"case": "No. {number}", "as_of": "2018-01-10", "facts": {{"leaves": "2018-01-05", {facts}}}}}"#)
}

/// A folder with three thousand lines in `cases.jsonl`: a blank one after each hundred, and three wrong ones.
fn thousands() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let mut lines = String::new();
    for number in 1..=3_000 {
        let line = match number {
            n if n % 100 == 0 => String::new(),
            1_001 => r#"{"case": "No. 1001", "facts": {"leaves": "2018-02-30"}}"#.to_owned(),
            2_001 => "{\"case\": \"No. 2001\", ".to_owned(),
            2_003 => r#"{"case": "No. 2003", "procedure": "allegiance", "facts": {"sworn": 1}}"#.to_owned(),
            n => case(n),
        };
        let _ = writeln!(lines, "{line}");
    }
    fs::write(folder.path().join("cases.jsonl"), lines).expect("it can be written");
    folder
}

/// The lines that are judged.
fn good() -> Vec<usize> {
    (1..=3_000).filter(|n| n % 100 != 0 && ![1_001, 2_001, 2_003].contains(n)).collect()
}

#[test]
fn cases_on_lines() {
    insta::assert_snapshot!(screen("check travel --procedures office lines/some.jsonl"));
    insta::assert_snapshot!(screen("check office lines/some.jsonl --keep-going --lang fr"));
}

#[test]
fn every_case_comes_out_once_and_in_its_place() {
    let folder = thousands();
    let output = run_in(folder.path(), "check office cases.jsonl --keep-going");
    let lines: Vec<&str> = text(&output.stdout).lines().collect();
    let judged: Vec<&&str> = lines.iter().take_while(|line| !line.starts_with('─')).collect();
    let numbers: Vec<usize> =
        judged.iter().map(|line| line.split_whitespace().next().unwrap().parse().unwrap()).collect();
    assert_eq!(numbers, good());
    assert!(judged.iter().zip(&numbers).all(|(line, number)| line.contains(&format!(" No. {number}"))));
    assert_eq!(output.status.code(), Some(2));
    let count = |rest: usize| good().iter().filter(|number| *number % 3 == rest).count();
    let tally = format!(
        "{} cases: {} not met, {} undetermined, {} met. 3 more are wrong and have no verdict.",
        good().len(),
        count(1),
        count(2),
        count(0)
    );
    assert!(lines.join(" ").contains(&tally), "{tally}\n{:#?}", lines.iter().rev().take(9).collect::<Vec<_>>());
    insta::assert_snapshot!(text(&output.stderr));
}

#[test]
fn the_first_wrong_case_stops_after_what_came_before_it() {
    let folder = thousands();
    let output = run_in(folder.path(), "check office cases.jsonl");
    let last = text(&output.stdout).lines().last().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(last.trim_start().starts_with("999 "), "{last}");
    assert_eq!(text(&output.stdout).lines().count(), good().iter().filter(|number| **number < 1_001).count());
    insta::assert_snapshot!(text(&output.stderr));
}

#[test]
fn reports_as_json_stand_one_a_line_and_are_those_of_the_single_cases() {
    let folder = thousands();
    let output = run_in(folder.path(), "check office cases.jsonl --keep-going --format json --explain approval");
    let lines: Vec<serde_json::Value> =
        text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let numbers: Vec<usize> = lines.iter().map(|line| line["line"].as_u64().unwrap() as usize).collect();
    assert_eq!(numbers, good());
    assert!(lines.iter().all(|line| line["file"] == "cases.jsonl"));
    for number in [1, 2, 3] {
        fs::write(folder.path().join("one.json"), case(number)).unwrap();
        let alone = run_in(folder.path(), "check office one.json --format json --explain approval");
        let alone: Report = serde_json::from_slice(&alone.stdout).unwrap();
        let among: Report = serde_json::from_value(lines[number - 1].clone()).unwrap();
        assert_eq!(alone, among);
    }
}

#[test]
fn cases_on_lines_come_from_standard_input_too() {
    let folder = thousands();
    let file = run_in(folder.path(), "check office cases.jsonl --keep-going");
    let input = whereas()
        .args(["check", "office/travel.whereas", "-", "--lines", "--keep-going"])
        .stdin(File::open(folder.path().join("cases.jsonl")).unwrap())
        .output()
        .unwrap();
    assert_eq!(text(&input.stdout), text(&file.stdout));
    assert_eq!(text(&input.stderr), text(&file.stderr).replace("cases.jsonl", "standard input"));
}

#[test]
fn each_case_may_name_its_procedure_and_files_may_be_several() {
    insta::assert_snapshot!(screen("check lines/named.ndjson lines/some.jsonl --procedures office --keep-going"));
}

#[test]
fn an_explanation_gives_the_whole_report() {
    let output = run("check office lines/some.jsonl --explain approval");
    let shown = text(&output.stdout);
    assert!(shown.starts_with("      1  not met         Ms B., to Lisbon · not met: approval"), "{shown}");
    assert!(shown.contains("\nTravel on duty · Ms B., to Lisbon · as of 8 January 2018\n"), "{shown}");
    assert!(shown.contains("    requires  approved by head no later than leaves — no"), "{shown}");
}

#[test]
fn what_is_wrong_with_the_command_line_is_said_before_any_case() {
    for line in [
        "check office lines/some.jsonl cases/done.case",
        "check office lines/none.jsonl",
        "check office lines --lines --explain aproval",
        "check office/travel.whereas lines/some.jsonl --explain aproval",
        "check office/travel.whereas lines/some.jsonl --set haed=1",
        "check broken/travel.whereas lines/some.jsonl",
        "check office broken --lines",
    ] {
        let output = run(line);
        assert!(output.stdout.is_empty() || line.contains("lines --lines"), "{line}: {}", text(&output.stdout));
        assert_eq!(output.status.code(), Some(if line.contains("broken/t") { 3 } else { 2 }), "{line}");
    }
    insta::assert_snapshot!(screen("check office lines/some.jsonl cases/done.case"));
    insta::assert_snapshot!(screen("check office/travel.whereas lines/some.jsonl --set haed=1 --keep-going"));
}

#[test]
fn lines_that_are_no_cases() {
    let folder = tempfile::tempdir().unwrap();
    let mut lines = b"\xef\xbb\xbf{\"case\": \"first\", \"as_of\": \"2018-01-10\", \"facts\": {}}\r\n".to_vec();
    lines.extend(b"case \"x\" of travel\n[]\n{\"case\": \"\xe9\"}\n");
    lines.extend(vec![b' '; 9 << 20]);
    lines.extend(b"\n{\"case\": \"x\", \"procedure\": \"appointment\", \"facts\": {\"office\": 1}}\n");
    lines.extend(b"{\"case\": \"last\", \"as_of\": \"2018-01-10\", \"facts\": {}}");
    fs::write(folder.path().join("odd.ndjson"), lines).unwrap();
    fs::write(folder.path().join("empty.jsonl"), "\n\n").unwrap();
    let travel = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/office/travel.whereas");
    let output = whereas()
        .current_dir(&folder)
        .arg("check")
        .arg(&travel)
        .args(["odd.ndjson", "empty.jsonl", "--keep-going"])
        .output();
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(2));
    insta::assert_snapshot!(format!("{}\n--- errors\n{}", text(&output.stdout), text(&output.stderr)));
}

#[test]
fn nothing_in_a_line_acts_on_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let hostile = "{\"case\": \"\\u001b]0;x\\u0007 \\u202e\", \"as_of\": \"2018-01-10\", \"facts\": {}}\n\
                   {\"case\": \"x\", \"facts\": {\"\\u001b[2J\": \"\u{202e}\"}}\n\u{1b}[31m\n";
    fs::write(folder.path().join("a\u{1b}[31m.jsonl"), hostile).unwrap();
    fs::write(folder.path().join("b.jsonl"), hostile).unwrap();
    let office = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/office");
    let output = whereas().current_dir(&folder).arg("check").arg(office).args([".", "--keep-going"]).output().unwrap();
    for shown in [text(&output.stdout), text(&output.stderr)] {
        let bad = shown.chars().find(|c| c.is_control() && *c != '\n' || "\u{202e}\u{202c}".contains(*c));
        assert_eq!(bad, None, "{shown}");
        assert!(!shown.is_empty());
    }
}

#[test]
fn an_interruption_ends_with_the_code_that_shells_expect() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli");
    let path = |name: &str| path.join(name).display().to_string();
    let (mut output, mut errors) = (Vec::new(), Vec::new());
    let code = cli::run(
        ["whereas", "check", &path("office"), &path("lines/some.jsonl")].map(Into::into),
        &mut Terminal {
            input: Box::new(std::io::empty()),
            output: &mut output,
            errors: &mut errors,
            today: &|| None,
            width: 80,
            colour_output: false,
            colour_errors: false,
            errors_terminal: false,
            on_interrupt: &|flag| flag.store(true, Ordering::SeqCst),
        },
    );
    assert_eq!((code, code.number(), output.as_slice()), (Code::Interrupted, 130, &b""[..]));
    assert!(text(&errors).contains("interrupted before the first case was judged"), "{}", text(&errors));
}
