//! Checking: what is right gives a model, and what is wrong is said as a reader of the file would want to hear it.
//!
//! Each file under `tests/cases/check` is a claim. Those in `good` give a model (the whole appointment procedure with
//! a warning, as it is not translated throughout); those in `bad` give what the
//! snapshot shows. A folder is a procedure of several files, of which `main.whereas` is checked.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, NamedSource};
use whereas::check::{Checked, check};
use whereas::error::Problem;
use whereas::model::{Excuse, Model, Shape};
use whereas::parse;
use whereas::source::{FileId, Source, Sources};
use whereas::value::Type;

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

fn written(model: &Model, ty: &Type) -> String {
    match ty {
        Type::Choice(id) => model.choice(*id).map(|choice| choice.name.to_string()).unwrap_or_default(),
        Type::Record(id) => model.record(*id).map(|record| record.name.to_string()).unwrap_or_default(),
        Type::List(inner) => format!("list of {}", written(model, inner)),
        Type::Optional(inner) => format!("optional {}", written(model, inner)),
        Type::Event { by, of } => {
            let of = of.map(|id| format!(" of {}", written(model, &Type::Record(id)))).unwrap_or_default();
            let by = by.map(|id| format!(" by {}", written(model, &Type::Choice(id)))).unwrap_or_default();
            format!("event{of}{by}")
        }
        other => format!("{other:?}").to_lowercase(),
    }
}

fn slots(summary: &mut String, model: &Model, name: &str, shape: &Shape) {
    let mut fields = String::new();
    for field in &shape.fields {
        let class = field.unit_class.map(|class| format!(" in class {class}")).unwrap_or_default();
        write!(fields, "\n  {} {}: {}{class}", field.at, field.name, written(model, &field.ty)).expect("written");
    }
    writeln!(summary, "{name} ({} cells){fields}", shape.width).expect("written");
}

fn excuses(model: &Model, excuses: &[Excuse]) -> String {
    let each = excuses.iter().map(|excuse| match excuse.exception.and_then(|at| model.exceptions.get(at)) {
        Some(exception) if excuse.exceptions.is_empty() => exception.name.to_string(),
        Some(exception) => format!("{} ({})", exception.name, self::excuses(model, &excuse.exceptions)),
        None => format!("`{}`", excuse.text.own),
    });
    each.collect::<Vec<_>>().join(", ")
}

fn summary(model: &Model) -> String {
    let mut summary = String::from("ok\n");
    slots(&mut summary, model, "facts", &model.facts);
    if !model.parameters.fields.is_empty() {
        slots(&mut summary, model, "parameters", &model.parameters);
        writeln!(summary, "  set to {:?}", model.settings).expect("written");
    }
    if !model.unit_classes.is_empty() {
        writeln!(summary, "units {:?}", model.unit_classes).expect("written");
    }
    for record in &model.records {
        slots(&mut summary, model, &format!("record {}", record.name), &record.shape);
    }
    for define in &model.defines {
        writeln!(summary, "define {}({})", define.name, define.parameters.join(", ")).expect("written");
    }
    for rule in &model.rules {
        let excused =
            if rule.excuses.is_empty() { String::new() } else { format!(", unless {}", excuses(model, &rule.excuses)) };
        let practice = if rule.practice { ", practice" } else { "" };
        writeln!(summary, "rule {}: {:?}{practice}{excused}", rule.name, rule.norm).expect("written");
    }
    summary
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
        insta::assert_snapshot!(summary(&model) + &screen);
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
    let summaries = [first, second].map(|checked| summary(&checked.model.expect("it is right")));
    assert_eq!(summaries[0], summaries[1]);
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
