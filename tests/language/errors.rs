//! All errors of all files in one go, and one error for one mistake.

use whereas::session::Workspace;

fn codes(files: &[(&str, &str)]) -> Vec<String> {
    let mut workspace = Workspace::new();
    let ids: Vec<_> = files.iter().map(|(name, text)| workspace.add(name, text)).collect();
    let failure = workspace.compile(ids[0]).expect_err("something is wrong");
    failure.problems.iter().filter(|problem| !problem.is_warning()).map(whereas::error::Problem::code).collect()
}

const HEAD: &str = "procedure trial \"Trial\"\npractice house \"House\"\n";

#[test]
fn a_declaration_that_cannot_be_read_is_the_only_thing_that_is_said_of_it() {
    let text = format!(
        "{HEAD}facts\n  starts date date \"Starts\"\n  flag yes/no \"Flag\"\n\n\
         rule one_rule \"One\"\n  whereas house\n  when starts <= today\n  requires flag\n"
    );
    let found = codes(&[("trial.whereas", &text)]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("parse::"), "{found:?}");
}

#[test]
fn a_broken_declaration_hides_no_other_mistake() {
    let text = format!(
        "{HEAD}facts\n  flag yes/no \"Flag\"\n\nchoice Office\n  chair = 5\n\n\
         rule one_rule \"One\"\n  whereas house\n  requires flagg\n\n\
         rule two_rule \"Two\"\n  whereas home\n  requires flag\n\n\
         rule three_rule \"Three\"\n  whereas house\n  requires flag and\n"
    );
    let found = codes(&[("trial.whereas", &text)]);
    let of = |stage: &str| found.iter().filter(|code| code.starts_with(stage)).count();
    assert_eq!((of("parse::"), of("check::")), (2, 2), "{found:?}");
}

#[test]
fn the_errors_of_used_files_come_in_the_same_go() {
    let main = format!(
        "{HEAD}use shared\nfacts\n  flag yes/no \"Flag\"\nrule one_rule \"One\"\n  whereas house\n  requires flat\n"
    );
    let shared = "library shared \"Shared\"\nchoice Office\n  chair \"Chair\"\n  chair \"Chair\"\n";
    let found = codes(&[("trial.whereas", &main), ("shared.whereas", shared)]);
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn the_order_of_files_changes_no_error() {
    let main = format!(
        "{HEAD}use shared, other\nfacts\n  flag yes/no \"Flag\"\nrule one_rule \"One\"\n  whereas house\n  requires flat\n"
    );
    let shared = ("shared.whereas", "library shared \"Shared\"\nchoice Office\n  chair \"Chair\"\n  chair \"Chair\"\n");
    let other = ("other.whereas", "library other \"Other\"\nrecord Item\n  owner Offic \"Owner\"\n");
    let mut forth = codes(&[("trial.whereas", &main), shared, other]);
    let mut back = codes(&[("trial.whereas", &main), other, shared]);
    forth.sort();
    back.sort();
    assert_eq!((forth.len(), &forth), (3, &back));
}

#[test]
fn what_can_be_read_of_a_list_with_a_broken_line_is_known() {
    let text = format!(
        "{HEAD}choice Kind:\n  sick \"Sick\"\n\nfacts:\n  kind Kind \"Kind\"\n  DaysLeft number \"Days left\"\n  back for date\n  \
         flag yes/no \"Flag\"\n\nrule one_rule \"One\"\n  whereas house\n  when kind is sick and back < today\n  \
         requires flag and days_left > 3\n"
    );
    let found = codes(&[("trial.whereas", &text)]);
    // Two colons, a name in capitals, and a line that is none.
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(found.iter().all(|code| code.starts_with("parse::")), "{found:?}");
}

#[test]
fn a_file_whose_head_cannot_be_read_is_told_instead_of_the_use_of_it() {
    let main = format!("{HEAD}use shared\nfacts\n  flag Office \"Flag\"\n");
    let shared = "libary shared \"Shared\"\nchoice Office\n  chair \"Chair\"\n";
    let found = codes(&[("trial.whereas", &main), ("shared.whereas", shared)]);
    assert_eq!(found, ["parse::unknown_declaration"]);
    let other = "libary other \"Other\"\n";
    assert_eq!(codes(&[("trial.whereas", &main), ("other.whereas", other)]), ["check::unknown_file"]);
}

#[test]
fn an_unused_fact_is_no_warning_beside_an_error() {
    let mut workspace = Workspace::new();
    let text = format!("{HEAD}facts:\n  flag yes/no \"Flag\"\n");
    let file = workspace.add("trial.whereas", &text);
    assert_eq!(workspace.compile(file).expect_err("a colon is wrong").problems.len(), 1);
}

#[test]
fn the_ending_of_a_name_says_how_a_case_is_spelled() {
    use whereas::session::Spelling;
    for (name, text, spelling) in [
        ("x.json", "// c", Spelling::Json),
        ("x.JSON", "null", Spelling::Json),
        ("x.json", "case \"X\"", Spelling::Json),
        ("x.case", "{}", Spelling::Case),
        ("standard input", " {}", Spelling::Json),
        ("x.txt", "case \"X\"", Spelling::Case),
    ] {
        assert_eq!(Spelling::of(name, text), spelling, "{name}: {text}");
    }
}
