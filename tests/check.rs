//! Checking: what is right gives a model, and what is wrong is said as a reader of the file would want to hear it.
//!
//! Each file under `tests/cases/check` is a claim. Those in `good` give a model (the whole appointment procedure with
//! a warning, as it is not translated throughout); those in `bad` give what the
//! snapshot shows. A folder is a procedure of several files, of which `main.whereas` is checked.

use std::collections::BTreeSet;
use std::path::Path;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, NamedSource};
use whereas::check::{Checked, check};
use whereas::error::Problem;
use whereas::parse;
use whereas::source::{FileId, Source, Sources};

#[path = "check/printed.rs"]
mod printed;

/// A problem with its source text, as a face shows it.
#[derive(Debug)]
struct Shown<'p>(&'p Problem, NamedSource<String>);

impl std::fmt::Display for Shown<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.diagnostic.fmt(out)
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        self.0.diagnostic.code()
    }

    fn severity(&self) -> Option<miette::Severity> {
        self.0.diagnostic.severity()
    }

    fn help<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        self.0.diagnostic.help()
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = miette::LabeledSpan> + '_>> {
        self.0.diagnostic.labels()
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        Some(&self.1)
    }
}

fn screen(problems: &[Problem], sources: &Sources) -> String {
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor()).with_width(100);
    let mut screen = String::new();
    for problem in problems {
        let source = sources.get(problem.file).expect("every problem is in a file");
        let shown = Shown(problem, NamedSource::new(&source.name, source.text.to_string()));
        handler.render_report(&mut screen, &shown).expect("a string takes everything");
    }
    screen
}

/// Parses the texts and checks the first of them.
fn checked(texts: &[(String, String)]) -> (Checked, Sources) {
    let mut sources = Sources::default();
    let mut files = Vec::new();
    for (name, text) in texts {
        let source = Source::new(name.as_str(), text.as_str());
        let id: FileId = sources.add(source.clone());
        let (file, problems) = parse::file(id, &source);
        assert!(problems.is_empty(), "{name} does not parse:\n{}", screen(&problems, &sources));
        files.push(file);
    }
    (check(&files, &sources, 0, parse::message), sources)
}

/// The texts of a case: one file, or a folder with `main.whereas` first.
fn texts(path: &Path) -> Vec<(String, String)> {
    let read = |path: &Path| {
        let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        (name, std::fs::read_to_string(path).expect("the file is there"))
    };
    if path.file_name().is_some_and(|name| name != "main.whereas") {
        return vec![read(path)];
    }
    let folder = path.parent().expect("a file is in a folder");
    let mut paths: Vec<_> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("the folder can be read").into_path())
        .filter(|path| path.extension().is_some_and(|end| end == "whereas"))
        .collect();
    paths.sort_by_key(|path| (path.file_name().is_some_and(|name| name != "main.whereas"), path.clone()));
    paths.iter().map(|path| read(path)).collect()
}

fn is(path: &Path, folder: &str) -> bool {
    path.components().any(|part| part.as_os_str() == folder)
}

fn holds(path: &Path) {
    let texts = texts(path);
    let (checked, sources) = checked(&texts);
    let screen = screen(&checked.problems, &sources);
    let name = path.to_string_lossy();
    if is(path, "good") {
        assert!(checked.problems.iter().all(Problem::is_warning), "{name}:\n{screen}");
        let model = checked.model.expect("there is a model where nothing is wrong");
        insta::assert_snapshot!(printed::model(&model) + &screen);
    } else {
        assert!(!checked.problems.is_empty(), "{name} has nothing wrong");
        assert_eq!(checked.model.is_some(), checked.problems.iter().all(Problem::is_warning), "{name}:\n{screen}");
        insta::assert_snapshot!(screen);
    }
}

#[test]
fn every_file_keeps_its_claim() {
    insta::glob!("cases/check/**/*.whereas", |path| {
        let depth = path.components().rev().position(|part| part.as_os_str() == "check");
        if depth == Some(2) || path.file_name().is_some_and(|name| name == "main.whereas") {
            holds(path);
        }
    });
}

/// The order of files and of declarations changes nothing.
#[test]
fn order_never_matters() {
    let path = Path::new("tests/cases/check/good/appointment/main.whereas");
    let texts = texts(path);
    let (first, _) = checked(&texts);
    let mut turned = texts.clone();
    let tail: Vec<_> = turned.drain(1..).rev().collect();
    turned.extend(tail);
    let (second, _) = checked(&turned);
    let summaries = [first, second].map(|checked| printed::model(&checked.model.expect("it is right")));
    assert_eq!(summaries[0], summaries[1]);
}

/// Files of many declarations, made here so that nobody has to read them.
#[test]
fn limits_are_named() {
    let lines = |count: usize, line: &dyn Fn(usize) -> String| (0..count).map(line).collect::<Vec<_>>().join("\n");
    let head = "procedure sample \"Sample\"\n\npractice house \"House practice\"\n\n";
    let exceptions = |n: usize| {
        let to = if n < 2 {
            "rule_one".to_owned()
        } else {
            format!("exception_{}, exception_{}", n - 2 - n % 2, n - 1 - n % 2)
        };
        format!("exception exception_{n} to {to} \"One\"\n  whereas house\n")
    };
    let bodies = [
        format!("{head}choice Many\n{}\n", lines(10_001, &|n| format!("  member_{n}"))),
        format!("{head}{}\n", lines(10_001, &|n| format!("choice Choice{n}\n  member"))),
        format!("{head}{}\n", lines(10_001, &|n| format!("record Record{n}\n  name text"))),
        format!(
            "{head}define define_0 as starts <= today\n{}\nfacts\n  starts date\n",
            lines(450, &|n| format!("define define_{} as not define_{n}", n + 1))
        ),
        format!(
            "{head}facts\n  starts date\n\nrule rule_one \"One\"\n  whereas house\n  requires starts <= today\n\n{}\n",
            lines(40, &exceptions)
        ),
    ];
    let mut screens = String::new();
    for body in bodies {
        let (checked, sources) = checked(&[("main.whereas".to_owned(), body)]);
        assert!(checked.model.is_none());
        let errors: Vec<_> = checked.problems.iter().filter(|problem| !problem.is_warning()).cloned().collect();
        screens.push_str(&screen(&errors, &sources));
    }
    let mut files = vec![("main.whereas".to_owned(), format!("{head}use library_1\n"))];
    files.extend(
        (1..1_002)
            .map(|n| (format!("{n}.whereas"), format!("library library_{n} \"Library\"\n\nuse library_{}\n", n + 1))),
    );
    files.push(("last.whereas".to_owned(), "library library_1002 \"Library\"\n".to_owned()));
    let (checked, sources) = checked(&files);
    screens.push_str(&screen(&checked.problems, &sources));
    insta::assert_snapshot!(screens);
}

/// A chain of a thousand terms is no deeper than it has to be.
#[test]
fn a_long_chain_is_fine() {
    let chain = vec!["size"; 1_000].join("\n    - ");
    let text = format!(
        "procedure sample \"Sample\"\n\npractice house \"House\"\n\nfacts\n  size number\n\nrule one_rule \"One\"\n  whereas house\n  requires {chain} < 3\n"
    );
    let (checked, sources) = checked(&[("main.whereas".to_owned(), text)]);
    assert!(checked.model.is_some(), "{}", screen(&checked.problems, &sources));
}

/// What can be said is shown somewhere.
#[test]
fn every_error_is_shown_in_a_snapshot() {
    let mut shown = String::new();
    for entry in walkdir::WalkDir::new("tests/snapshots") {
        let path = entry.expect("the folder can be read").into_path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("check__")) {
            shown.push_str(&std::fs::read_to_string(path).expect("the file is there"));
        }
    }
    let mut missing = BTreeSet::new();
    for entry in walkdir::WalkDir::new("src/error/check") {
        let path = entry.expect("the folder can be read").into_path();
        let text = if path.is_file() { std::fs::read_to_string(path).expect("the file is there") } else { continue };
        let codes = text.split("code(").skip(1).filter_map(|rest| rest.split(')').next()).map(str::to_owned);
        missing.extend(codes.filter(|code| !shown.contains(&format!("{code}\n"))));
    }
    assert!(missing.is_empty(), "no snapshot shows {missing:?}");
}
