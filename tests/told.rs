//! What a report says of cases, from the rules to the words: each case of a folder in both languages, with its reasons.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use whereas::report::{self, Explain, Reason, Report, Style};
use whereas::session::{Question, Workspace, procedure_of};

fn check(procedures: &[(&str, &str)], case: &str, language: &str) -> Report {
    let mut workspace = Workspace::new();
    for (name, text) in procedures {
        workspace.add(name, text);
    }
    let named = procedure_of("the case", case).ok().flatten().expect("the case names its procedure");
    let file = workspace.find(&named).expect("the procedure is there");
    let compiled = workspace.compile(file).expect("it is right");
    let case = compiled.case("the case", case).expect("the case is right");
    let question = Question { language: Some(language.into()), explain: Explain::All, ..Question::default() };
    compiled.check(&case, &question).expect("the case gives its day")
}

#[test]
fn cases_are_told_in_both_languages() {
    let office = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/told/office.whereas")).unwrap();
    insta::glob!("told/*.case", |path| {
        let case = fs::read_to_string(path).unwrap();
        let mut told = String::new();
        for (language, explain) in [("en", Explain::None), ("en", Explain::All), ("fr", Explain::All)] {
            let report = check(&[("office.whereas", &office)], &case, language);
            let _ = writeln!(told, "{}", report::text(&report, &Style { explain, ..Style::default() }));
        }
        insta::assert_snapshot!(told);
    });
}

fn nodes(reason: &Reason) -> usize {
    1 + reason.children.iter().map(nodes).sum::<usize>()
}

/// Each define says the one before it twice, so that twenty of them make a million parts.
#[test]
fn reasons_are_cut_off_before_they_are_worked_out() {
    let mut procedure =
        "procedure deep \"Deep\"\nsource guide \"Guide\"\nfacts\n  flag yes/no \"Flag\"\n  cost number \"Cost\"\n\
                         define flag_0 as flag\ndefine cost_0 as cost + 1\n"
            .to_owned();
    for level in 1..=18 {
        let before = level - 1;
        let _ = writeln!(procedure, "define flag_{level} as flag_{before} and flag_{before}");
        let _ = writeln!(procedure, "define cost_{level} as cost_{before} + cost_{before}");
    }
    procedure += "rule flags \"Flags\"\n  whereas guide 1\n  requires flag_18\n\
                  rule costs \"Costs\"\n  whereas guide 1\n  requires cost_18 <= 5\n";
    let case = "case \"x\" of deep\n  flag = no\n  cost = 1\n  as of 2018-01-01\n";
    let report = check(&[("deep.whereas", &procedure)], case, "en");
    let norm = |at: usize| report.rules[at].because.as_ref().unwrap().norm.as_ref().unwrap();
    assert!((1_000..1_100).contains(&nodes(norm(0))), "{}", nodes(norm(0)));
    assert!(norm(1).worked_out.len() <= 100);
    let text = report::text(&report, &Style { explain: Explain::All, ..Style::default() });
    assert!(text.contains("· … 1 more"), "{text}");
}
