//! Everything that the manual and the README show in a box is run.
//!
//! A `whereas` block is laid out as the formatter does it, checked with all that was shown before it, and its examples are
//! run; one marked `wrong` has to fail. A `case` or `json` block is held against the procedure that it names. A `text`
//! block is what the program prints for the block before it, `text fr` in French, `text explain RULE` with the reasons of
//! that rule. A `jsonl` block holds cases on lines, and the `text` block after it is what the command prints with
//! `--keep-going`, what is wrong at the end. `<!-- case: procedures/cases/… -->` stands for a case of the procedures that the command carries.
//!
//! `WRITE_DOCS=1 cargo test --test manual` writes the `text` blocks anew, and lays out the others.

#![expect(clippy::panic, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;
use std::fs;

use assert_cmd::Command;
use whereas::report::{self, Explain, Style};
use whereas::session::{Compiled, Problem, Question, Workspace, formatted, procedure_of};

/// A fenced block: what stands behind the fence, the lines, and the line of the first of them, from 0.
struct Block {
    info: String,
    body: String,
    line: usize,
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (at, line) in text.lines().enumerate() {
        if let Some(case) = line.strip_prefix("<!-- case: ").and_then(|rest| rest.strip_suffix(" -->")) {
            let body = fs::read_to_string(format!("{}/{case}", env!("CARGO_MANIFEST_DIR"))).expect("the case is there");
            blocks.push(Block { info: "json".to_owned(), body, line: at });
        }
        match (line.strip_prefix("```"), open.take()) {
            (Some(info), None) => open = Some(Block { info: info.to_owned(), body: String::new(), line: at + 1 }),
            (Some(_), Some(block)) => blocks.push(block),
            (None, Some(mut block)) => {
                let _ = writeln!(block.body, "{line}");
                open = Some(block);
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "the last block is not closed");
    blocks
}

/// What was shown last, and what a `text` block after it has to repeat.
enum Shown {
    Nothing,
    Case(Box<(Compiled, String)>),
    Screen(String),
}

/// What is wrong, in a few words.
fn said(problems: &[Problem]) -> String {
    let said = problems.iter().map(|problem| problem.diagnostic.to_string());
    said.collect::<Vec<_>>().join("; ")
}

/// The errors of a file as the command prints them.
fn screen(text: &str) -> String {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    fs::write(folder.path().join("travel.whereas"), text).expect("it can be written");
    let mut command = Command::cargo_bin("whereas").expect("the command is built");
    let run = command.current_dir(folder.path()).args(["test", "travel.whereas"]).output().expect("it runs");
    assert_eq!(run.status.code(), Some(3), "what is marked wrong has to fail");
    String::from_utf8(run.stderr).expect("it prints text")
}

/// What the command prints for cases on lines, held against all that was shown before; what is wrong comes last.
fn lines(workspace: &Workspace, cases: &str) -> String {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("it can be written");
    for declared in workspace.declared().iter().filter(|declared| declared.own) {
        let source = workspace.sources().get(declared.file).expect("every file has a source");
        write(&source.name, &source.text);
    }
    write("cases.jsonl", cases);
    let mut command = Command::cargo_bin("whereas").expect("the command is built");
    let arguments = ["check", "cases.jsonl", "--keep-going", "--procedures", "."];
    let run = command.current_dir(folder.path()).args(arguments).output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("it prints text");
    format!("{}\n{}", text(run.stdout), text(run.stderr))
}

fn report(compiled: &Compiled, case: &str, language: &str, style: &Style) -> String {
    let case = compiled.case("the case", case).unwrap_or_else(|failure| panic!("{}", said(&failure.problems)));
    let question = Question { language: Some(language.to_owned()), explain: Explain::All, ..Question::default() };
    let report = compiled.check(&case, &question).expect("the case gives its day");
    report::text(&report, style)
}

/// Runs all blocks of a document, and compares each `text` block.
fn run(document: &str) {
    let path = format!("{}/{document}", env!("CARGO_MANIFEST_DIR"));
    let mut text = fs::read_to_string(&path).expect("the document is there");
    let mut workspace = Workspace::new();
    workspace.add_carried();
    let mut shown = Shown::Nothing;
    let mut seen = 0;
    let mut wrong = Vec::new();
    for block in blocks(&text) {
        let place = format!("{document}:{}", block.line + 1);
        seen += 1;
        match block.info.as_str() {
            "whereas" => {
                laid_out(&block, &mut wrong);
                compile(&mut workspace, &place, &block.body);
                shown = Shown::Nothing;
            }
            "whereas wrong" => {
                shown = Shown::Screen(screen(&block.body));
            }
            "jsonl" => {
                shown = Shown::Screen(lines(&workspace, &block.body));
            }
            "case" | "json" => {
                if block.info == "case" {
                    laid_out(&block, &mut wrong);
                }
                let procedure = procedure_of(&place, &block.body)
                    .unwrap_or_else(|failure| panic!("{place}: {}", said(&failure.problems)))
                    .expect("a case of the document names its procedure");
                let file = workspace.find(&procedure).unwrap_or_else(|| panic!("{place}: no `{procedure}`"));
                let compiled =
                    workspace.compile(file).unwrap_or_else(|failure| panic!("{place}: {}", said(&failure.problems)));
                shown = Shown::Case(Box::new((compiled, block.body)));
            }
            text if text == "text" || text.starts_with("text ") => {
                let language = if text == "text fr" { "fr" } else { "en" };
                let explain = match text.strip_prefix("text explain ") {
                    Some(rule) => Explain::Rules(vec![rule.to_owned()]),
                    None => Explain::None,
                };
                let style = Style { explain, ..Style::default() };
                let expected = match &shown {
                    Shown::Nothing => panic!("{place}: there is nothing that would print this"),
                    Shown::Case(case) => report(&case.0, &case.1, language, &style),
                    Shown::Screen(screen) => screen.clone(),
                };
                if block.body.trim_end() != expected.trim_end() {
                    wrong.push((block.line, block.body.lines().count(), expected));
                }
            }
            other => panic!("{place}: nobody runs `{other}`"),
        }
    }
    assert!(seen > 0, "{document} shows nothing");
    if std::env::var_os("WRITE_DOCS").is_some() {
        let mut lines: Vec<&str> = text.lines().collect();
        for (line, count, expected) in wrong.iter().rev() {
            lines.splice(line..&(line + count), expected.trim_end().lines());
        }
        text = lines.join("\n") + "\n";
        fs::write(&path, text).expect("the document can be written");
    } else {
        let wrong = wrong.iter().map(|(line, _, expected)| format!("{document}:{} should read\n{expected}", line + 1));
        let wrong: Vec<String> = wrong.collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

/// Compares a block with what the formatter makes of it.
fn laid_out(block: &Block, wrong: &mut Vec<(usize, usize, String)>) {
    let formatted = formatted("the block", &block.body).unwrap_or_else(|failure| panic!("{}", said(&failure.problems)));
    if formatted != block.body {
        wrong.push((block.line, block.body.lines().count(), formatted));
    }
}

/// Adds a file, and replaces what was shown under the same name before.
fn compile(workspace: &mut Workspace, place: &str, text: &str) {
    let mut alone = Workspace::new();
    let file = alone.add(place, text);
    let name = alone.declared_by(file).expect("a block declares a procedure or library").name;
    let mut next = Workspace::new();
    next.add_carried();
    for declared in workspace.declared().iter().filter(|declared| declared.own && declared.name != name) {
        let source = workspace.sources().get(declared.file).expect("every file has a source");
        next.add(&source.name, &source.text);
    }
    let file = next.add(&format!("{name}.whereas"), text);
    if !next.declared_by(file).is_some_and(|declared| declared.library) {
        let compiled = next.compile(file).unwrap_or_else(|failure| panic!("{place}: {}", said(&failure.problems)));
        assert!(compiled.warnings.is_empty(), "{place}: {}", said(&compiled.warnings));
        for example in compiled.test().examples {
            assert!(example.problems.is_empty(), "{place}, {:?}: {}", example.title, said(&example.problems));
        }
    }
    *workspace = next;
}

#[test]
fn the_manual_is_true() {
    run("docs/manual.md");
}

#[test]
fn the_readme_is_true() {
    run("README.md");
}
