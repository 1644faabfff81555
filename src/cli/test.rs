//! `whereas test`: the examples of procedures, and which outcomes they reach.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use crate::cli::check::{compile, procedure_file};
use crate::cli::face::Face;
use crate::cli::files::{self, has_end};
use crate::cli::{Code, Format, Where};
use crate::report::layout::{Paint, Words};
use crate::session::{Compiled, Outcome, Reached, Tested, Workspace};
use crate::source::FileId;

/// What can be said after `test`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Procedures by name, `.whereas` files, or folders of them; without any, all that `whereas list` shows
    #[arg(value_name = "PROCEDURE")]
    names: Vec<PathBuf>,
    #[command(flatten)]
    from: Where,
    /// The form of what is printed
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
    /// Take warnings about the rules for errors
    #[arg(long)]
    deny_warnings: bool,
}

/// Runs the examples of each procedure.
pub fn run(arguments: &Arguments, face: &mut Face<'_, '_>) {
    let Some(mut workspace) = files::workspace(&arguments.from, face) else { return };
    let mut wanted: Vec<FileId> = Vec::new();
    for path in &arguments.names {
        wanted.extend(named(path, arguments, &mut workspace, face));
    }
    if arguments.names.is_empty() {
        // Of those inside it is known that they can be read.
        unread(&workspace, &[], face);
        let own = arguments.from.procedures.is_some();
        let all = workspace.declared().into_iter().filter(|one| !one.library && (one.own || !own));
        wanted.extend(all.map(|one| one.file));
    }
    let mut results = Vec::new();
    for file in wanted {
        let Some(compiled) = compile(&workspace, file, arguments.deny_warnings, face) else { continue };
        let tested = compiled.test();
        let problems = tested.examples.iter().flat_map(|example| &example.problems);
        face.problems(problems, &compiled.sources);
        if tested.failures() > 0 {
            face.worsen(Code::NotMet);
        }
        match arguments.format {
            Format::Json => results.push(as_json(&compiled, &tested)),
            Format::Text => as_text(&compiled, &tested, face),
        }
    }
    if arguments.format == Format::Json {
        face.print(&format!("{:#}\n", Value::Array(results)));
    }
}

/// The procedures that one word of the command line means.
fn named(path: &Path, arguments: &Arguments, workspace: &mut Workspace, face: &mut Face<'_, '_>) -> Vec<FileId> {
    let given = files::name(path);
    if let Some(file) = workspace.find(&given) {
        return vec![file];
    }
    if path.is_dir() {
        let before: Vec<FileId> = workspace.sources().iter().map(|(id, _)| id).collect();
        // What `--procedures` names too is there already.
        let there = arguments.from.procedures.as_ref().is_some_and(|folder| is_inside(folder, path));
        if !there && !files::add(workspace, path, None, face) {
            return Vec::new();
        }
        unread(workspace, &before, face);
        let wanted = |file: FileId| match workspace.sources().get(file) {
            Some(source) if there => is_inside(path, Path::new(&*source.name)),
            _ => !before.contains(&file),
        };
        return workspace
            .declared()
            .into_iter()
            .filter(|one| !one.library && wanted(one.file))
            .map(|one| one.file)
            .collect();
    }
    if has_end(path, &["whereas"]) || path.exists() {
        return procedure_file(path, arguments.from.procedures.is_none(), workspace, face).into_iter().collect();
    }
    files::unknown(workspace, &given, files::LISTED, face);
    Vec::new()
}

/// Whether a file or folder is that folder, or lies in it.
fn is_inside(folder: &Path, path: &Path) -> bool {
    let whole = |path: &Path| path.canonicalize().ok();
    whole(folder).zip(whole(path)).is_some_and(|(folder, path)| path.starts_with(folder))
}

/// Tells of the files of a folder that no procedure may ever come to: those whose head cannot be read, and libraries. Says
/// whether something is wrong with them.
pub fn unread(workspace: &Workspace, before: &[FileId], face: &mut Face<'_, '_>) -> bool {
    let mut wrong = false;
    let libraries = workspace.declared().into_iter().filter(|one| one.library && one.own).map(|one| one.file);
    for file in workspace.headless().into_iter().chain(libraries).filter(|file| !before.contains(file)) {
        let reading = workspace.reading(file);
        if !reading.problems.is_empty() {
            face.failure(&reading, Code::Rules);
            wrong = true;
        }
    }
    wrong
}

fn words(outcomes: &[Outcome]) -> String {
    outcomes.iter().map(|outcome| outcome.words()).collect::<Vec<_>>().join(", ")
}

fn as_json(compiled: &Compiled, tested: &Tested) -> Value {
    let examples: Vec<Value> = tested
        .examples
        .iter()
        .map(|example| json!({"title": example.title, "as_expected": example.problems.is_empty()}))
        .collect();
    let ids = |outcomes: &[Outcome]| outcomes.iter().map(|outcome| outcome.id()).collect::<Vec<_>>();
    let rules: Vec<Value> = tested
        .rules
        .iter()
        .map(|rule| {
            let reached: serde_json::Map<String, Value> =
                rule.reached.iter().map(|(outcome, count)| (outcome.id().to_owned(), json!(count))).collect();
            json!({"rule": rule.rule, "reached": reached, "never": ids(&rule.never())})
        })
        .collect();
    json!({"procedure": &*compiled.model.name, "examples": examples, "rules": rules})
}

/// How many examples are as they say, and for each rule what they reach.
fn as_text(compiled: &Compiled, tested: &Tested, face: &mut Face<'_, '_>) {
    let mut page = face.page();
    let (all, failed) = (tested.examples.len(), tested.failures());
    let told = match (all, failed) {
        (0, _) => ("no examples".to_owned(), Paint::Doubt),
        (1, 0) => ("the one example is as expected".to_owned(), Paint::Good),
        (_, 0) => (format!("all {all} examples are as expected"), Paint::Good),
        (1, _) => ("the only example is not as expected".to_owned(), Paint::Bad),
        _ => (
            format!("{failed} of {all} examples {} as expected", if failed == 1 { "is not" } else { "are not" }),
            Paint::Bad,
        ),
    };
    let head = Words::new().then(&compiled.model.name, Paint::Strong).then(" · ", Paint::Faint).then(&told.0, told.1);
    page.paragraph(0, &head);
    for example in tested.examples.iter().filter(|example| !example.problems.is_empty()) {
        page.hanging(2, &Words::new().then("×", Paint::Bad), 4, &Words::plain(&example.title));
    }
    page.blank();
    let widest = tested.rules.iter().map(|rule| rule.rule.chars().count()).max().unwrap_or(0);
    let column = (widest + 4).min(page.width() / 2);
    for rule in &tested.rules {
        page.hanging(2, &Words::plain(&rule.rule), column, &reached(rule));
        let never = rule.never();
        if !never.is_empty() && !rule.reached.is_empty() {
            page.paragraph(column, &Words::new().then("never ", Paint::Doubt).then(&words(&never), Paint::Plain));
        }
    }
    page.blank();
    face.print(&page.finish());
}

/// `met 5, not met 2`
fn reached(rule: &Reached) -> Words {
    if rule.reached.is_empty() {
        return Words::new().then("no example reaches it", Paint::Doubt);
    }
    let parts: Vec<String> =
        rule.reached.iter().map(|(outcome, count)| format!("{} {count}", outcome.words())).collect();
    Words::plain(&parts.join(", "))
}
