//! The procedures that the command carries keep their promises.

#![expect(clippy::panic, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use whereas::model::{Model, NormKind};
use whereas::report::{self, Style};
use whereas::session::{Compiled, Outcome, Question, Workspace, formatted, procedure_of};
use whereas::text::Text;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/procedures");

fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be read").path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| endings.iter().any(|other| ending == *other)));
    files.sort();
    assert!(!files.is_empty(), "nothing ends in {endings:?} in {folder}");
    files
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("it is text")
}

fn name(path: &Path) -> String {
    path.file_name().expect("it has a name").to_string_lossy().into_owned()
}

fn workspace() -> Workspace {
    let mut workspace = Workspace::new();
    for path in files(FOLDER, &["whereas"]) {
        workspace.add(&name(&path), &read(&path));
    }
    workspace
}

/// Every procedure of the folder, compiled; libraries are compiled with them.
fn procedures() -> Vec<(String, Compiled)> {
    let workspace = workspace();
    let procedures = workspace.declared().into_iter().filter(|declared| !declared.library);
    let compiled = procedures.map(|declared| {
        let compiled = workspace.compile(declared.file).unwrap_or_else(|failure| {
            let problems: Vec<String> = failure.problems.iter().map(|problem| problem.diagnostic.to_string()).collect();
            panic!("{} does not compile: {problems:#?}", declared.name)
        });
        (declared.name, compiled)
    });
    compiled.collect()
}

#[test]
fn the_procedures_check_without_a_warning() {
    for (procedure, compiled) in procedures() {
        let warnings: Vec<String> = compiled.warnings.iter().map(|problem| problem.diagnostic.to_string()).collect();
        assert!(warnings.is_empty(), "{procedure}: {warnings:#?}");
    }
}

#[test]
fn their_examples_turn_out_as_they_say() {
    for (procedure, compiled) in procedures() {
        let tested = compiled.test();
        assert!(!tested.examples.is_empty(), "{procedure} has no example");
        for example in tested.examples {
            let problems: Vec<String> = example
                .problems
                .iter()
                .map(|problem| {
                    format!("{} ({:?})", problem.diagnostic, problem.diagnostic.help().map(|help| help.to_string()))
                })
                .collect();
            assert!(problems.is_empty(), "{procedure}, {:?}: {problems:#?}", example.title);
        }
    }
}

#[test]
fn their_examples_reach_every_outcome_that_a_rule_can_have() {
    let mut never = Vec::new();
    for (_, compiled) in procedures() {
        for rule in compiled.test().rules {
            never.extend(rule.never().into_iter().map(|outcome| (rule.rule.clone(), outcome)));
        }
    }
    assert!(never.is_empty(), "never reached: {never:?}");
}

#[test]
fn every_duty_has_a_bearer() {
    let mut without = Vec::new();
    let mut number = 0;
    for (procedure, compiled) in procedures() {
        let duties = compiled.model.rules.iter().filter(|rule| rule.norm == NormKind::Must);
        for rule in duties {
            number += 1;
            without.extend(rule.duty_of.is_none().then(|| format!("{procedure}: {}", rule.name)));
        }
    }
    assert!(number > 20, "only {number} duties");
    assert!(without.is_empty(), "{without:#?}");
}

#[test]
fn there_are_many_examples_and_cases() {
    let examples: usize = procedures().iter().map(|(_, compiled)| compiled.test().examples.len()).sum();
    assert!(examples >= 180, "{examples} examples");
    let cases = files(&format!("{FOLDER}/cases"), &["case", "json"]).len();
    assert!(cases >= 30, "{cases} cases");
}

fn texts(model: &Model) -> Vec<&Text> {
    let mut texts = vec![&model.title];
    texts.extend(model.sources.iter().map(|source| &source.title));
    texts.extend(model.unencoded.iter().map(|(_, why)| why));
    for choice in &model.choices {
        texts.push(&choice.label);
        texts.extend(choice.members.iter().map(|member| &member.label));
    }
    // The rows of a table are records too; its columns have names, and no labels.
    let records = model.records.iter().filter(|record| model.tables.iter().all(|table| table.name != record.name));
    let shapes = records.map(|record| &record.shape).chain([&model.facts, &model.parameters]);
    texts.extend(shapes.flat_map(|shape| &shape.fields).map(|field| &field.label));
    texts.extend(model.tables.iter().map(|table| &table.label));
    texts.extend(model.defines.iter().filter_map(|define| define.label.as_ref()));
    texts.extend(model.exceptions.iter().map(|exception| &exception.title));
    if let Some(calendar) = &model.calendar {
        texts.push(&calendar.name);
        texts.extend(calendar.holidays().iter().map(|holiday| &holiday.name));
    }
    texts.extend(model.rules.iter().map(|rule| &rule.title));
    texts
}

#[test]
fn every_text_is_in_both_languages() {
    for (procedure, compiled) in procedures() {
        let texts = texts(&compiled.model);
        assert!(texts.len() > 50, "{procedure}: only {} texts", texts.len());
        for text in texts {
            assert!(text.has("en") && text.has("fr"), "{procedure}: {:?}", text.own);
        }
        for define in &compiled.model.defines {
            assert!(define.label.is_some(), "{procedure}: `{}` has no label", define.name);
        }
    }
}

#[test]
fn every_rule_says_what_is_wrong_and_what_to_do() {
    for (procedure, compiled) in procedures() {
        for rule in &compiled.model.rules {
            assert!(rule.otherwise.is_some() && rule.remedy.is_some(), "{procedure}: `{}`", rule.name);
            assert!(!rule.citations.is_empty(), "{procedure}: `{}`", rule.name);
        }
    }
}

#[test]
fn every_case_gives_a_report_in_both_languages() {
    let procedures = procedures();
    let (mut verdicts, mut outcomes) = (BTreeSet::new(), BTreeSet::new());
    let cases = files(&format!("{FOLDER}/cases"), &["case", "json"]);
    assert!(cases.len() >= 12, "only {} cases", cases.len());
    for path in cases {
        let text = read(&path);
        let wanted = procedure_of(&name(&path), &text).ok().flatten().expect("the case names its procedure");
        let (_, compiled) =
            procedures.iter().find(|(procedure, _)| *procedure == wanted).expect("there is such a procedure");
        let case = compiled.case(&name(&path), &text).unwrap_or_else(|failure| {
            let problems: Vec<String> = failure.problems.iter().map(|problem| problem.diagnostic.to_string()).collect();
            panic!("{}: {problems:#?}", name(&path))
        });
        for language in ["en", "fr"] {
            let question = Question { language: Some(language.into()), ..Question::default() };
            let report = compiled.check(&case, &question).expect("the case gives its day");
            assert!(!report::text(&report, &Style::default()).is_empty());
            outcomes.extend(report.rules.iter().map(|rule| rule.outcome.clone()));
            verdicts.insert(report.verdict);
        }
    }
    assert_eq!(outcomes.len(), Outcome::ALL.len(), "the cases show only {outcomes:?}");
    assert!(
        ["met", "due", "not_met", "undetermined"].iter().all(|verdict| verdicts.contains(*verdict)),
        "{verdicts:?}"
    );
}

#[test]
fn they_are_laid_out_as_the_formatter_lays_them_out() {
    for path in [files(FOLDER, &["whereas"]), files(&format!("{FOLDER}/cases"), &["case"])].concat() {
        let text = read(&path);
        let formatted = formatted(&name(&path), &text).unwrap_or_else(|failure| {
            let problems: Vec<String> = failure.problems.iter().map(|problem| problem.diagnostic.to_string()).collect();
            panic!("{}: {problems:#?}", name(&path))
        });
        assert_eq!(formatted, text, "{}", name(&path));
    }
}
