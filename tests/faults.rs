//! Disks that are full, files that may not be read, that change or go, pipes that close, and Ctrl-C: the error is clear,
//! no file is half written, and no case is lost in silence.

#![cfg(unix)]

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::Duration;

const BINARY: &str = env!("CARGO_BIN_EXE_whereas");

/// A case, by its number: every third one is not met.
fn case(number: usize) -> String {
    let by = if number.is_multiple_of(3) { "clerk" } else { "head" };
    format!(
        r#"{{"case": "No. {number}", "as_of": "2018-01-10", "facts": {{"leaves": "2018-01-05", "approved": {{"on": "2017-12-20", "by": "{by}"}}, "reported": "2018-01-08"}}}}"#
    ) + "\n"
}

fn cases(number: usize) -> String {
    (1..=number).map(case).collect()
}

/// A folder with the procedures of an office, into which everybody may look.
fn office() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    mode(folder.path(), 0o755);
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/office");
    fs::create_dir(folder.path().join("office")).expect("a folder can be made");
    for name in ["terms.whereas", "travel.whereas"] {
        fs::copy(from.join(name), folder.path().join("office").join(name)).expect("it can be copied");
    }
    folder
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("whoever made it may do so");
}

fn whereas(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(BINARY);
    command.current_dir(folder).args(arguments).stdin(Stdio::null());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

/// One that runs while the test goes on.
fn started(command: &mut Command) -> Child {
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command starts")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("the command writes UTF-8")
}

/// The exit code and what stands on standard error.
fn end(mut child: Child) -> (Option<i32>, String) {
    let mut errors = String::new();
    child.stderr.take().expect("it was asked for").read_to_string(&mut errors).expect("it is UTF-8");
    (child.wait().expect("it ends").code(), errors)
}

fn pipe(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status().expect("mkfifo is there");
    assert!(made.success());
}

fn interrupt(child: &Child) {
    let told = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill is there");
    assert!(told.success());
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("it is there").map(|entry| entry.expect("it can be read").file_name());
    let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The numbers of the cases of a text, each line of which has to be whole.
fn numbers(text: &str) -> Vec<usize> {
    assert!(text.is_empty() || text.ends_with('\n'), "the last line is cut off: {text:?}");
    let lines = text.lines().take_while(|line| !line.starts_with('─'));
    lines
        .map(|line| {
            let number = line.split_whitespace().next().expect("it has a number").parse().expect("it has a number");
            assert!(line.contains(&format!("No. {number}")), "{line}");
            number
        })
        .collect()
}

// Full disks.

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_standard_output_is_said() {
    let folder = office();
    fs::write(folder.path().join("one.json"), case(1)).unwrap();
    fs::write(folder.path().join("many.jsonl"), cases(20_000)).unwrap();
    let full = |arguments: &[&str]| {
        let full = File::options().write(true).open("/dev/full").expect("Linux has it");
        whereas(folder.path(), arguments).stdout(full).output().expect("it starts")
    };
    let commands: &[&[&str]] = &[
        &["check", "office", "one.json"],
        &["check", "office", "one.json", "--format", "json"],
        &["check", "office", "many.jsonl"],
        &["check", "office", "many.jsonl", "--keep-going", "--format", "json"],
        &["test", "office"],
        &["list"],
        &["show", "appointment"],
        &["--help"],
    ];
    for arguments in commands {
        let output = full(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let errors = text(&output.stderr);
        assert_eq!(errors.matches("standard output cannot be written: No space left on device").count(), 1, "{errors}");
    }
    insta::assert_snapshot!(text(&full(&["check", "office", "one.json"]).stderr));
}

#[test]
fn a_full_disk_leaves_a_file_as_it_was() {
    let folder = office();
    let file = folder.path().join("office/travel.whereas");
    let before = fs::read_to_string(&file).unwrap();
    // No file may grow, and the signal that would end the command is not sent.
    let script = "trap '' XFSZ; ulimit -f 0; exec \"$0\" fmt office/travel.whereas";
    let output = Command::new("sh").args(["-c", script, BINARY]).current_dir(&folder).output().unwrap();
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), ""));
    insta::assert_snapshot!(text(&output.stderr));
    assert_eq!(fs::read_to_string(&file).unwrap(), before);
    assert_eq!(names(&folder.path().join("office")), ["terms.whereas", "travel.whereas"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_really_full_leaves_a_file_as_it_was() {
    let folder = office();
    // A disk with room for one page of memory, which only this command sees.
    let script = "mkdir small && mount -t tmpfs -o size=4k tmpfs small || exit 99
        cp office/travel.whereas small && \"$0\" fmt small/travel.whereas; code=$?
        cmp office/travel.whereas small/travel.whereas && [ \"$(ls -A small)\" = travel.whereas ] || exit 98
        exit $code";
    let run = |options: &[&str]| {
        Command::new("unshare").args(options).args(["sh", "-c", script, BINARY]).current_dir(&folder).output().ok()
    };
    let output = run(&["-m"]).filter(|output| output.status.success() || ![1, 99].contains(&code(output)));
    let _ = fs::remove_dir(folder.path().join("small"));
    let Some(output) = output.or_else(|| run(&["-rm"])).filter(|output| ![1, 99].contains(&code(output))) else {
        println!("skipped: neither root nor a user of its own may mount a disk here");
        return;
    };
    let errors = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{errors}");
    assert!(errors.contains("`small/travel.whereas` cannot be written: No space left on device"), "{errors}");
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

// Files that may not be read or written.

/// The command as somebody whom permissions bind. Root is bound by none.
#[expect(clippy::print_stdout, reason = "what is skipped says why")]
fn bound(folder: &Path) -> Option<Command> {
    let id = Command::new("id").arg("-u").output().expect("id is there");
    if text(&id.stdout).trim() != "0" {
        return Some(whereas(folder, &[]));
    }
    let own = folder.join("whereas");
    fs::copy(BINARY, &own).expect("it can be copied");
    let options = ["--reuid=65534", "--regid=65534", "--clear-groups"];
    let able = Command::new("setpriv").args(options).arg(&own).arg("--version").current_dir(folder).output();
    if !able.is_ok_and(|output| output.status.success()) {
        println!("skipped: root cannot become somebody else here, and is bound by no permissions");
        return None;
    }
    let mut command = Command::new("setpriv");
    command.args(options).arg(own).current_dir(folder);
    Some(command)
}

#[test]
fn what_may_not_be_read_is_said_and_the_rest_is_judged() {
    let folder = office();
    fs::create_dir(folder.path().join("cases")).unwrap();
    for name in ["a.json", "b.json", "c.json"] {
        fs::write(folder.path().join("cases").join(name), case(1)).unwrap();
    }
    fs::write(folder.path().join("many.jsonl"), cases(3)).unwrap();
    fs::write(folder.path().join("more.jsonl"), cases(3)).unwrap();
    for path in ["cases/b.json", "many.jsonl"] {
        mode(&folder.path().join(path), 0o000);
    }
    let run = |arguments: &[&str]| Some(bound(folder.path())?.args(arguments).output().expect("it starts"));
    let Some(output) = run(&["check", "office", "cases"]) else { return };
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stdout).contains("\n3 cases: 2 met, 1 could not be judged.\n"), "{}", text(&output.stdout));
    assert!(
        text(&output.stderr).contains("`cases/b.json` cannot be read: Permission denied"),
        "{}",
        text(&output.stderr)
    );

    let Some(output) = run(&["check", "office", "many.jsonl", "more.jsonl", "--keep-going"]) else { return };
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stdout).contains("\n3 cases: 1 not met, 2 met.\n"), "{}", text(&output.stdout));
    assert!(
        text(&output.stderr).contains("`many.jsonl` cannot be read: Permission denied"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn what_may_not_be_written_stays_as_it_is() {
    let folder = office();
    let file = folder.path().join("office/travel.whereas");
    let before = fs::read_to_string(&file).unwrap();
    mode(&folder.path().join("office"), 0o555);
    let Some(mut command) = bound(folder.path()) else { return };
    let output = command.args(["fmt", "office/travel.whereas"]).output().unwrap();
    mode(&folder.path().join("office"), 0o755);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), ""));
    let errors = text(&output.stderr);
    assert!(errors.contains("`office/travel.whereas` cannot be written: Permission denied"), "{errors}");
    assert_eq!(fs::read_to_string(&file).unwrap(), before);
}

// Files that change or go.

#[test]
fn a_case_that_goes_before_it_is_read_is_said() {
    let folder = office();
    let cases = folder.path().join("cases");
    fs::create_dir(&cases).unwrap();
    pipe(&cases.join("a.json"));
    fs::write(cases.join("b.json"), case(2)).unwrap();
    fs::write(cases.join("c.json"), case(3)).unwrap();
    let child = started(&mut whereas(folder.path(), &["check", "office", "cases"]));
    // Once it reads the first one, it has made its list.
    let mut first = File::options().write(true).open(cases.join("a.json")).unwrap();
    fs::remove_file(cases.join("b.json")).unwrap();
    first.write_all(case(1).as_bytes()).unwrap();
    drop(first);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stdout).contains("\n3 cases: 1 not met, 1 met, 1 could not be judged.\n"),
        "{}",
        text(&output.stdout)
    );
    assert!(text(&output.stderr).contains("there is no file or folder `cases/b.json`"), "{}", text(&output.stderr));
}

/// A stream of cases that is in the middle of it: it has printed its first sign, and nobody takes more.
fn in_the_middle(folder: &Path, number: usize) -> (Child, Vec<u8>) {
    fs::write(folder.join("many.jsonl"), cases(number)).expect("it can be written");
    let mut child = started(&mut whereas(folder, &["check", "office/travel.whereas", "many.jsonl"]));
    let mut first = vec![0];
    child.stdout.as_mut().expect("it was asked for").read_exact(&mut first).expect("something is printed");
    (child, first)
}

/// All that it prints.
fn rest(child: &mut Child, first: Vec<u8>) -> String {
    let mut all = first;
    child.stdout.take().expect("it was asked for").read_to_end(&mut all).expect("it can be read");
    String::from_utf8(all).expect("the command writes UTF-8")
}

#[test]
fn a_file_that_is_cut_off_while_it_is_read_is_said() {
    let folder = office();
    let (mut child, first) = in_the_middle(folder.path(), 60_000);
    File::options().write(true).open(folder.path().join("many.jsonl")).unwrap().set_len(0).unwrap();
    let printed = rest(&mut child, first);
    let judged = numbers(&printed);
    assert_eq!(judged, (1..=judged.len()).collect::<Vec<_>>());
    assert!(judged.len() < 60_000, "{}", judged.len());
    let (code, errors) = end(child);
    assert_eq!(code, Some(2), "{errors}");
    assert!(errors.contains("`many.jsonl` changed while it was read"), "{errors}");
    assert!(!printed.contains(" cases: "), "what is not complete is not summed up");
}

#[test]
fn a_file_that_goes_while_it_is_read_is_read_to_its_end() {
    let folder = office();
    let (mut child, first) = in_the_middle(folder.path(), 20_000);
    fs::remove_file(folder.path().join("many.jsonl")).unwrap();
    assert_eq!(numbers(&rest(&mut child, first)), (1..=20_000).collect::<Vec<_>>());
    assert_eq!(end(child), (Some(1), String::new()));
}

#[test]
fn a_pipe_that_ends_in_the_middle_of_a_line_is_said() {
    let folder = office();
    pipe(&folder.path().join("pipe.jsonl"));
    let child = started(&mut whereas(folder.path(), &["check", "office/travel.whereas", "pipe.jsonl"]));
    let mut writer = File::options().write(true).open(folder.path().join("pipe.jsonl")).unwrap();
    writer.write_all(cases(10).as_bytes()).unwrap();
    writer.write_all(b"{\"case\": \"No. 11\", \"facts\": {\"lea").unwrap();
    drop(writer);
    let output = child.wait_with_output().unwrap();
    assert_eq!(numbers(text(&output.stdout)), (1..=10).collect::<Vec<_>>());
    assert_eq!(output.status.code(), Some(2));
    insta::assert_snapshot!(text(&output.stderr));
}

#[test]
fn fmt_does_not_write_over_what_somebody_else_has_written() {
    let folder = office();
    let (link, slow, real) = (folder.path().join("x.whereas"), folder.path().join("slow"), folder.path().join("real"));
    let before = fs::read_to_string(folder.path().join("office/travel.whereas")).unwrap();
    let theirs = format!("{before}\n# a remark of a colleague\n");
    fs::write(&real, &theirs).unwrap();
    pipe(&slow);
    symlink(&slow, &link).unwrap();
    let child = started(&mut whereas(folder.path(), &["fmt", "x.whereas"]));
    // While it reads, the name comes to stand for the colleague's version.
    let mut writer = File::options().write(true).open(&slow).unwrap();
    fs::remove_file(&link).unwrap();
    symlink(&real, &link).unwrap();
    writer.write_all(before.as_bytes()).unwrap();
    drop(writer);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), ""));
    insta::assert_snapshot!(text(&output.stderr));
    assert_eq!(fs::read_to_string(&real).unwrap(), theirs);
    assert_eq!(names(folder.path()), ["office", "real", "slow", "x.whereas"]);
}

#[test]
fn of_two_that_format_a_file_at_once_neither_leaves_half_of_it() {
    let folder = office();
    let file = folder.path().join("office/travel.whereas");
    let before = fs::read_to_string(&file).unwrap();
    let once = whereas(folder.path(), &["fmt", "-"]).stdin(File::open(&file).unwrap()).output().unwrap();
    let after = String::from_utf8(once.stdout).unwrap();
    assert_ne!(before, after);
    for _ in 0..20 {
        fs::write(&file, &before).unwrap();
        let mut two = [(); 2].map(|()| started(&mut whereas(folder.path(), &["fmt", "office/travel.whereas"])));
        let mut going = true;
        while going {
            let now = fs::read_to_string(&file).unwrap();
            assert!(now == before || now == after, "{now}");
            going = two.iter_mut().any(|child| child.try_wait().unwrap().is_none());
        }
        for child in two {
            assert_eq!(end(child), (Some(0), String::new()));
        }
        assert_eq!(fs::read_to_string(&file).unwrap(), after);
    }
    assert_eq!(names(&folder.path().join("office")), ["terms.whereas", "travel.whereas"]);
}

// Pipes that close, and Ctrl-C.

#[test]
fn a_reader_that_has_enough_ends_the_stream() {
    let folder = office();
    fs::write(folder.path().join("many.jsonl"), cases(60_000)).unwrap();
    let mut child = started(&mut whereas(folder.path(), &["check", "office/travel.whereas", "many.jsonl"]));
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert_eq!(line, "      1  met             No. 1\n");
    assert_eq!(end(child), (Some(1), String::new()));
}

#[test]
fn an_interruption_in_the_middle_leaves_whole_lines() {
    let folder = office();
    let (mut child, first) = in_the_middle(folder.path(), 60_000);
    interrupt(&child);
    let judged = numbers(&rest(&mut child, first));
    assert_eq!(judged, (1..=judged.len()).collect::<Vec<_>>());
    assert!(judged.len() < 60_000, "{}", judged.len());
    let (code, errors) = end(child);
    assert_eq!(code, Some(130), "{errors}");
    let far = format!("interrupted after {} cases, the last on line {0} of `many.jsonl`", judged.len());
    assert!(errors.contains(&far), "{errors}");
}

#[test]
fn an_interruption_is_heard_while_nothing_comes_in() {
    let folder = office();
    let mut command = whereas(folder.path(), &["check", "office/travel.whereas", "-", "--lines"]);
    let mut child = started(command.stdin(Stdio::piped()));
    let mut input = child.stdin.take().unwrap();
    input.write_all(cases(100).as_bytes()).unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut printed = String::new();
    while printed.lines().count() < 100 {
        // Answers come without waiting for the end.
        output.read_line(&mut printed).unwrap();
    }
    interrupt(&child);
    output.read_to_string(&mut printed).unwrap();
    assert_eq!(numbers(&printed), (1..=100).collect::<Vec<_>>());
    let (code, errors) = end(child);
    drop(input);
    assert_eq!(code, Some(130));
    insta::assert_snapshot!(errors);
}

#[test]
fn a_second_interruption_ends_whatever_is_waited_for() {
    let folder = office();
    let (mut child, _) = in_the_middle(folder.path(), 60_000);
    let mut ended: Option<ExitStatus> = None;
    for _ in 0..200 {
        interrupt(&child);
        std::thread::sleep(Duration::from_millis(50));
        ended = child.try_wait().unwrap();
        if ended.is_some() {
            break;
        }
    }
    assert_eq!(ended.and_then(|status| status.code()), Some(130));
}

/// How far it has come is shown where somebody sees it, and nowhere else.
#[cfg(target_os = "linux")]
#[test]
fn progress_is_shown_on_a_terminal_only() {
    let folder = office();
    fs::write(folder.path().join("many.jsonl"), cases(20_000)).unwrap();
    let line = format!("{BINARY} check office/travel.whereas many.jsonl --lang fr >printed");
    let script =
        Command::new("script").args(["-qec", &line, "/dev/null"]).current_dir(&folder).env("TERM", "xterm").output();
    let Ok(output) = script else {
        println!("skipped: there is no `script` to lend a terminal");
        return;
    };
    assert_eq!(output.status.code(), Some(1));
    let shown = text(&output.stdout);
    assert!(shown.contains(" % ") && shown.contains(" dossiers · encore 00:00:"), "{shown:?}");
    let printed: PathBuf = folder.path().join("printed");
    assert_eq!(numbers(&fs::read_to_string(printed).unwrap()).len(), 20_000);
    let plain = whereas(folder.path(), &["check", "office/travel.whereas", "many.jsonl"]).output().unwrap();
    assert_eq!(text(&plain.stderr), "");
}
