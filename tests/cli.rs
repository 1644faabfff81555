//! The command as its users meet it: whole screens, exit codes, and what it does to the disk.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use whereas::cli::{self, Code, Terminal};
use whereas::value::Day;

/// The command, in the folder of these tests and without the habits of whoever runs them.
fn whereas() -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("whereas"));
    command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli")).stdin(Stdio::null());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

/// What a command line shows: its exit code, standard output and standard error.
fn run(line: &str) -> (i32, String, String) {
    let output = whereas().args(line.split_whitespace()).output().expect("the command starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the command writes UTF-8");
    (output.status.code().expect("it ends by itself"), text(output.stdout), text(output.stderr))
}

fn code(line: &str) -> i32 {
    run(line).0
}

fn screen(line: &str) -> String {
    let (code, output, errors) = run(line);
    let part = |name: &str, text: &str| if text.is_empty() { String::new() } else { format!("\n--- {name}\n{text}") };
    format!("$ whereas {line}\n[exit code {code}]\n{}{}", part("output", &output), part("errors", &errors))
}

/// A folder of its own with copies of the files of these tests.
fn copies() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for name in ["office", "broken", "cases"] {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli").join(name);
        let to = folder.path().join(name);
        fs::create_dir(&to).expect("a folder can be made");
        for entry in fs::read_dir(from).expect("it is there") {
            let entry = entry.expect("it is there");
            fs::copy(entry.path(), to.join(entry.file_name())).expect("it can be copied");
        }
    }
    folder
}

#[test]
fn a_case_against_the_procedure_inside() {
    insta::assert_snapshot!(screen("check appointment ../../procedures/cases/deputy-approval.json"));
}

#[test]
fn a_case_that_names_its_procedure() {
    insta::assert_snapshot!(screen("check cases/clerk.json --procedures office"));
}

#[test]
fn a_case_explained_in_french() {
    insta::assert_snapshot!(screen("check office/travel.whereas cases/clerk.json --lang fr --explain all"));
}

#[test]
fn a_case_as_json() {
    let (code, output, errors) = run("check office cases/clerk.json --format json --explain approval");
    assert_eq!((code, errors.as_str()), (1, ""));
    let report: whereas::report::Report = serde_json::from_str(&output).unwrap();
    assert_eq!((report.verdict.as_str(), report.language.as_str()), ("not_met", "en"));
    let explained: Vec<_> =
        report.rules.iter().filter(|rule| rule.because.is_some()).map(|rule| rule.rule.as_str()).collect();
    assert_eq!(explained, ["approval"]);
}

#[test]
fn several_cases_as_json_are_a_list() {
    let reports = |line: &str| serde_json::from_str::<Vec<whereas::report::Report>>(&run(line).1).unwrap().len();
    assert_eq!(reports("check office cases --as-of 2018-01-08 --format json"), 4);
    assert_eq!(reports("check office cases/clerk.json cases/done.case --format json"), 2);
    assert_eq!(reports("check office cases/missing.json cases/none.case --format json"), 0);
    // One that is wrong takes nothing from the shape of the others; one alone is a report, or nothing at all.
    assert_eq!(reports("check office cases/clerk.json broken/case.json --format json"), 1);
    assert_eq!(run("check office broken/case.json --format json").1, "");
}

#[test]
fn several_cases_end_with_a_tally() {
    let (code, output, _) = run("check office cases --as-of 2018-01-08");
    assert_eq!(code, 1);
    assert_eq!(output.lines().last(), Some("4 cases: 1 not met, 1 due, 1 undetermined, 1 met."));
    let (_, output, _) = run("check office cases --as-of 2018-01-08 --lang fr");
    assert_eq!(output.lines().last(), Some("4 dossiers : 1 non conforme, 1 à accomplir, 1 indéterminé, 1 conforme."));
    let (_, output, _) = run("check office cases broken/case.json --as-of 2018-01-08");
    let told = "5 cases: 1 not met, 1 due, 1 undetermined, 1 met, 1 could not be judged.";
    assert_eq!(output.lines().last(), Some(told));
}

#[test]
fn another_day_than_the_case_gives_is_said() {
    insta::assert_snapshot!(screen("check office cases/done.case --as-of 2018-01-04"));
    assert!(!run("check office cases/done.case --as-of 2018-01-10").1.contains("another day"));
}

#[test]
fn a_parameter_set_for_the_check_is_said() {
    let set = whereas()
        .args(["check", "office", "cases/done.case", "--set", "ahead = 12 working days"])
        .output()
        .expect("the command starts");
    let output = String::from_utf8(set.stdout).unwrap();
    assert!(output.contains("Time between approval and departure: 12 working days (set for this check)"), "{output}");
    assert_eq!(set.status.code(), Some(4));
}

#[test]
fn errors_in_rules() {
    insta::assert_snapshot!(screen("check broken/travel.whereas cases/clerk.json"));
}

#[test]
fn errors_in_a_case() {
    insta::assert_snapshot!(screen("check office broken/case.json"));
}

#[test]
fn errors_on_the_command_line() {
    insta::assert_snapshot!(screen("check office cases/clerk.json --set ahead=2_weeks --set haed=1 --explain aproval"));
}

#[test]
fn warnings_are_shown_and_can_be_denied() {
    insta::assert_snapshot!(screen("check broken/warned.whereas broken/warned.case"));
    insta::assert_snapshot!(screen("check broken/warned.whereas broken/warned.case --deny-warnings"));
}

#[test]
fn exit_codes() {
    // Nothing against it, not met, undetermined.
    assert_eq!(code("check office cases/done.case"), 0);
    assert_eq!(code("check office cases/clerk.json"), 1);
    assert_eq!(code("check office cases/unknown.case"), 4);
    // The command line.
    for line in [
        "",
        "chekc",
        "check",
        "check office",
        "check travel cases/done.case",
        "check appointment cases/done.case",
        "check appointment",
        "check alliance cases/done.case",
        "check cases/done.case",
        "check office cases/none.case",
        "check office broken",
        "check office . --as-of 2018-1-1",
        "check office cases/done.case --as-of 2018-02-30",
        "check office cases/done.case --set ahead",
        "check office cases/done.case --explain aproval",
        "check office cases/done.case --lang f\u{1b}",
        "check office cases/done.case --lang xx",
        "check office cases/done.case --format xml",
        "show travle",
        "test no-such-folder",
        "fmt",
        "fmt no-such-file.whereas",
        "fmt broken/case.json",
        "list --lang xx",
    ] {
        assert_eq!(code(line), 2, "{line}");
    }
    // The rules.
    assert_eq!(code("check broken/travel.whereas cases/done.case"), 3);
    // Of many, the gravest.
    assert_eq!(code("check office cases/done.case cases/unknown.case"), 4);
    assert_eq!(code("check office cases/done.case cases/unknown.case cases/clerk.json"), 1);
    assert_eq!(code("check office cases/clerk.json cases/none.case"), 2);
    // Asking for help is no mistake.
    for line in ["--help", "--version", "check --help", "help test"] {
        assert_eq!(code(line), 0, "{line}");
    }
}

#[test]
fn examples() {
    insta::assert_snapshot!(screen("test office"));
    insta::assert_snapshot!(screen("test broken/failing.whereas"));
}

#[test]
fn a_folder_named_twice_is_tested_once() {
    let (once, twice) = (run("test office"), run("test --procedures office office"));
    assert!(once.1.contains("as expected"), "{}", once.1);
    assert_eq!(once, twice);
}

#[test]
fn the_examples_of_all_procedures_inside_are_as_expected() {
    let (code, output, errors) = run("test --deny-warnings");
    assert_eq!((code, errors.as_str()), (0, ""), "{output}");
    let json = run("test --format json").1;
    let all: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    assert!(all.iter().any(|one| one["procedure"] == "appointment"), "{json}");
}

#[test]
fn procedures_are_listed_and_shown() {
    insta::assert_snapshot!(screen("list --procedures office --lang fr"));
    let (code, output, _) = run("show travel --procedures office");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/office/travel.whereas");
    assert_eq!((code, output), (0, fs::read_to_string(file).unwrap()));
    let (_, output, _) = run("show appointment");
    assert!(output.contains("\nprocedure appointment "));
    insta::assert_snapshot!(screen("show apointment"));
}

#[test]
fn procedures_are_written_out() {
    let (code, page, errors) = run("doc office/travel.whereas appointment --lang fr");
    assert_eq!((code, errors.as_str()), (0, ""));
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"fr\">") && page.contains("<article id=\"appointment\">"));
    let (code, page, _) = run("doc alliance --format markdown");
    assert_eq!((code, page.starts_with("<a id=\"alliance\"></a>\n\n# The Alliance")), (0, true));
    assert_eq!(run("doc broken/travel.whereas").0, 3);
    insta::assert_snapshot!(screen("doc apointment"));
}

#[test]
fn help() {
    insta::assert_snapshot!(screen("--help"));
    insta::assert_snapshot!(screen("check -h"));
    insta::assert_snapshot!(screen("doc --help"));
}

#[test]
fn colour_is_given_where_it_is_asked_for_and_nowhere_else() {
    let colourful = |command: &mut Command| {
        let output = command.args(["check", "office", "cases/clerk.json"]).output().expect("the command starts");
        output.stdout.contains(&0x1b)
    };
    assert!(!colourful(&mut whereas()));
    assert!(colourful(whereas().args(["--color", "always"])));
    assert!(colourful(whereas().env("CLICOLOR_FORCE", "1")));
    assert!(!colourful(whereas().env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1")));
    assert!(!colourful(whereas().env("CLICOLOR_FORCE", "1").args(["--color", "never"])));
}

#[test]
fn nothing_that_users_wrote_acts_on_the_terminal() {
    let folder = copies();
    let hostile = "case \"\u{1b}[31m\" of travel\n  leaves = 2018-\u{202e}01\n  \u{9b}2J = 1\n";
    fs::write(folder.path().join("a\u{1b}[31m.case"), hostile).unwrap();
    fs::write(folder.path().join("b.json"), "{\"case\": \"\\u001b]0;x\\u0007 \\u202e\", \"facts\": {}}").unwrap();
    fs::write(folder.path().join("c.json"), "{\"case\": \"x\", \"facts\": {\"\\u001b[2J\": \"\u{202e}\"}}").unwrap();
    fs::write(folder.path().join("d.whereas"), "procedure d \"\u{1b}[31m\"\nrule \u{202e}\n").unwrap();
    for line in [
        "check office . --as-of 2018-01-08",
        "test d.whereas",
        "fmt --check d.whereas",
        "check d.whereas b.json",
        "check office b.json --as-of \u{202e}2018",
        "check office b.json --format \u{9b}2J",
        "--\u{1b}[31m",
    ] {
        let output = whereas().current_dir(folder.path()).args(line.split_whitespace()).output().unwrap();
        for text in [output.stdout, output.stderr] {
            let text = String::from_utf8(text).unwrap();
            let bad = text.chars().find(|c| c.is_control() && *c != '\n' || "\u{202e}\u{202c}".contains(*c));
            assert_eq!(bad, None, "{line}: {text}");
        }
    }
}

#[test]
fn files_that_cannot_be_read() {
    let folder = copies();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("latin.case", b"case \"x\" of travel\n  leaves = \xe9\n");
    write("large.json", &vec![b' '; (8 << 20) + 1]);
    write("large.whereas", &vec![b'#'; (1 << 20) + 1]);
    fs::create_dir(folder.path().join("empty")).unwrap();
    let errors = |line: &str| {
        let output = whereas().current_dir(folder.path()).args(line.split_whitespace()).output().unwrap();
        format!(
            "$ whereas {line}\n[exit code {:?}]\n{}\n",
            output.status.code(),
            String::from_utf8(output.stderr).unwrap()
        )
    };
    let lines = [
        "check office latin.case",
        "check office large.json",
        "check large.whereas cases/done.case",
        "check office empty",
        "check office none.case",
        "check travel cases/done.case --procedures empty",
        "check travel cases/done.case --procedures none",
        "fmt office/",
    ];
    insta::assert_snapshot!(lines.map(errors).concat());
}

/// A folder with a good procedure, one whose head cannot be read, and a library that nobody uses and cannot read.
fn half_broken() -> tempfile::TempDir {
    let folder = copies();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("it can be written");
    fs::create_dir(folder.path().join("mixed")).expect("a folder can be made");
    write(
        "mixed/good.whereas",
        &fs::read_to_string(folder.path().join("broken/failing.whereas")).expect("it is there"),
    );
    write("mixed/head.whereas", "procdure leave \"Leave\"\n\nfacts\n  urgent yes/no \"Urgent\"\n");
    write("mixed/lib.whereas", "library terms \"Terms\"\n\nchoice Kind \"Kind\"\n  = \"One\"\n");
    write("leave.case", "case \"Ms A.\" of leave\n  urgent = yes\n  as of 2018-01-20\n");
    write("nobody.case", "case \"Ms A.\"\n  urgent = yes\n  as of 2018-01-20\n");
    write("other.case", "case \"Ms A.\" of trip\n  as of 2018-01-20\n");
    write("empty.whereas", "");
    folder
}

/// The screens of some command lines in a folder.
fn screens(folder: &Path, lines: &[&str]) -> String {
    let mut all = String::new();
    for line in lines {
        let output = whereas().current_dir(folder).args(line.split_whitespace()).output().expect("the command starts");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the command writes UTF-8");
        let code = output.status.code().expect("it ends by itself");
        all += &format!(
            "$ whereas {line}\n[exit code {code}]\n{}--- errors\n{}\n",
            text(output.stdout),
            text(output.stderr)
        );
    }
    all
}

#[test]
fn a_file_of_a_folder_that_cannot_be_read_is_never_passed_over() {
    let folder = half_broken();
    let lines = [
        "test mixed",
        "list --procedures mixed",
        "show leave --procedures mixed",
        "check leave leave.case --procedures mixed",
        "check mixed leave.case",
        "check mixed nobody.case",
        "check mixed other.case",
        "check mixed/head.whereas leave.case",
        "check empty.whereas leave.case",
    ];
    insta::assert_snapshot!(screens(folder.path(), &lines));
    let line = ["show", "alliance", "--procedures", "mixed"];
    let shown = whereas().current_dir(folder.path()).args(line).output().unwrap();
    assert_eq!(shown.status.code(), Some(0));
    assert!(String::from_utf8(shown.stderr).unwrap().ends_with("1 warning\n"));
}

#[test]
fn what_is_wrong_with_a_command_line_is_said_once() {
    let folder = half_broken();
    let lines = [
        "check office - -",
        "fmt - -",
        "check office cases/done.case --procedures office/travel.whereas",
        "check office cases/done.case --as-of 2020-02-30",
        "check office cases/done.case --as-of 2020-2-3",
        "check office cases/done.case --lang de",
        "check office cases/done.case --lang french",
        "list --lang xx",
        "check office cases/done.case --set ahead=1 --set ahead=2",
        "check none.case cases/done.case",
        "check office office/travel.whereas",
        "fmt cases/clerk.json",
    ];
    insta::assert_snapshot!(screens(folder.path(), &lines));
}

#[test]
fn an_example_with_an_error_of_its_own_keeps_its_title() {
    let folder = copies();
    let text = "procedure trip \"Trip\"\n\npractice house \"House\"\n\nfacts\n  urgent yes/no \"Urgent\"\n\n\
                rule one \"One\"\n  whereas house\n  requires urgent\n\n\
                example \"Not so urgent\"\n  urgent = 3\n  as of 2018-01-20\n  expect met\n";
    fs::write(folder.path().join("trip.whereas"), text).unwrap();
    let screen = screens(folder.path(), &["test trip.whereas"]);
    assert!(screen.contains("trip · the only example is not as expected\n  × Not so urgent\n"), "{screen}");
    // A rule that no example reaches has not to be told which outcomes it never reaches.
    assert!(screen.contains("no example reaches it") && !screen.contains("never"), "{screen}");
}

#[test]
fn the_languages_of_the_procedure_can_be_asked_for() {
    let folder = copies();
    let text = "procedure trip \"Trip\" de \"Reise\"\n\npractice house \"House\"\n\nfacts\n  urgent yes/no \"Urgent\" de \"Eilig\"\n\n\
                rule one \"One\" de \"Eins\"\n  whereas house\n  requires urgent\n";
    fs::write(folder.path().join("trip.whereas"), text).unwrap();
    fs::write(folder.path().join("a.case"), "case \"A\"\n  urgent = yes\n  as of 2018-01-20\n").unwrap();
    let code = |language: &str| {
        let line = ["check", "trip.whereas", "a.case", "--lang", language];
        whereas().current_dir(folder.path()).args(line).output().unwrap().status.code()
    };
    assert_eq!(["de", "en", "fr", "fr-be", "DE", "nl"].map(code), [0, 0, 0, 0, 0, 2].map(Some));
}

#[test]
fn a_mark_in_front_of_utf8_is_passed_over() {
    let folder = copies();
    let text = fs::read_to_string(folder.path().join("cases/done.case")).unwrap();
    fs::write(folder.path().join("marked.case"), format!("\u{feff}{}", text.replace('\n', "\r\n"))).unwrap();
    let output = whereas().current_dir(folder.path()).args(["check", "office", "marked.case"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_case_can_come_from_standard_input() {
    let case = fs::File::open(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/cases/clerk.json")).unwrap();
    let output = whereas().args(["check", "office", "-"]).stdin(case).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("Travel on duty · Ms B., to Lisbon"));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = whereas()
        .args(["check", "office", "cases", "--explain", "all", "--as-of", "2018-01-08"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut errors = String::new();
    child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
    assert_eq!((child.wait().unwrap().code(), errors.as_str()), (Some(1), ""));
}

#[test]
fn a_house_file_beside_the_procedures_inside() {
    let folder = copies();
    let house = "procedure house_appointment \"Appointments here\"\n\nuse appointment\n\npractice ours \"Our practice\"\n\n\
                 rule on_mondays \"Appointments begin on a Monday\"\n  whereas ours\n  should starts is 2018-01-15\n";
    fs::write(folder.path().join("house.whereas"), house).unwrap();
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("procedures/cases/deputy-approval.json");
    let output = whereas().current_dir(folder.path()).args(["check", "house.whereas"]).arg(case).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{text}{}", String::from_utf8(output.stderr).unwrap());
    assert!(text.contains("Appointments begin on a Monday") && text.contains("Not met. 1 of"), "{text}");
}

#[test]
fn fmt_writes_whole_files_and_only_where_something_changes() {
    let folder = copies();
    let fmt = |arguments: &[&str]| whereas().current_dir(folder.path()).arg("fmt").args(arguments).output().unwrap();
    let file = folder.path().join("office/travel.whereas");
    let before = fs::read_to_string(&file).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    }
    let checked = fmt(&["--check", "office/travel.whereas"]);
    assert_eq!(checked.status.code(), Some(1));
    insta::assert_snapshot!(String::from_utf8(checked.stdout).unwrap());
    assert_eq!(fs::read_to_string(&file).unwrap(), before);

    assert_eq!(fmt(&["office", "cases"]).status.code(), Some(0));
    let after = fs::read_to_string(&file).unwrap();
    assert_ne!(after, before);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    }
    let again = fmt(&["office", "cases"]);
    assert_eq!((again.status.code(), again.stdout.as_slice()), (Some(0), &b""[..]));
    assert_eq!(fmt(&["--check", "office"]).status.code(), Some(0));
    let left: Vec<PathBuf> =
        fs::read_dir(folder.path().join("office")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn fmt_leaves_a_file_that_it_cannot_read_as_it_is() {
    let folder = copies();
    let file = folder.path().join("broken.whereas");
    let text = "procedure broken \"Broken\"\n\nrule half \"Half\"\n  requires (((\n";
    fs::write(&file, text).unwrap();
    let output = whereas().current_dir(folder.path()).args(["fmt", "broken.whereas"]).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
}

#[cfg(unix)]
#[test]
fn fmt_replaces_what_a_link_leads_to() {
    let folder = copies();
    std::os::unix::fs::symlink("office/travel.whereas", folder.path().join("link.whereas")).unwrap();
    let output = whereas().current_dir(folder.path()).args(["fmt", "link.whereas"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(folder.path().join("link.whereas").symlink_metadata().unwrap().file_type().is_symlink());
    let check =
        whereas().current_dir(folder.path()).args(["fmt", "--check", "office/travel.whereas"]).status().unwrap();
    assert_eq!(check.code(), Some(0));
}

#[test]
fn today_is_taken_where_nobody_says_a_day() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli");
    let path = |name: &str| folder.join(name).display().to_string();
    let (mut output, mut errors) = (Vec::new(), Vec::new());
    let today = || Day::new(2018, 1, 9);
    let code = cli::run(
        ["whereas", "check", &path("office"), &path("cases/no-day.case"), "--lang", "fr"].map(Into::into),
        &mut Terminal {
            input: Box::new(std::io::empty()),
            output: &mut output,
            errors: &mut errors,
            today: &today,
            width: 60,
            colour_output: false,
            colour_errors: false,
            errors_terminal: false,
            on_interrupt: &|_| {},
        },
    );
    assert_eq!((code, errors.as_slice()), (Code::Nothing, &b""[..]));
    insta::assert_snapshot!(String::from_utf8(output).unwrap());
}
