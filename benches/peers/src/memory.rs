//! The most memory that a whole run takes: each engine judges all cases in a process of its own, which then reports its
//! peak as the system counts it.

use std::process::{Command, ExitCode};

use crate::{cases, lanes};

/// How many cases a run judges.
pub const CASES: usize = 100_000;

/// How many different texts there are among them.
pub const TEXTS: usize = 1_000;

/// The name under which a process does nothing but make the texts.
pub const NOTHING: &str = "nothing";

/// Judges all cases, and prints the peak in kilobytes.
pub fn child(name: &str) -> ExitCode {
    let texts = cases::texts(TEXTS);
    if name != NOTHING {
        let Some(mut lane) = lanes::alone(name) else { return ExitCode::FAILURE };
        for text in texts.iter().cycle().take(CASES) {
            std::hint::black_box((lane.read_and_judge)(text));
        }
    }
    match peak() {
        Some(kilobytes) => {
            println!("{kilobytes}");
            ExitCode::SUCCESS
        }
        None => ExitCode::FAILURE,
    }
}

fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// The peak of that engine in kilobytes, where the system can say it.
pub fn of(name: &str) -> Option<u64> {
    let own = std::env::current_exe().ok()?;
    let output = Command::new(own).args(["memory", name]).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}
