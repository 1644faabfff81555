//! From what was measured to the document.

use std::fmt::Write;

use crate::clock::Taken;
use crate::lanes::{BY_HAND, PEERS, WHEREAS};
use crate::measure::{Measured, Row, SIZES};
use crate::memory;

/// What the engines are pinned to.
const LOCK: &str = include_str!("../Cargo.lock");

const OPENING: &str = "\
# Performance

<!-- Written by `sh benches/peers/run`; changes made here by hand are lost. -->

How long Whereas takes over a case, beside five other rule engines and beside the same rules written by hand in Rust.
What runs is the procedure that the program carries, `procedures/appointment.whereas`: twelve rules with their
exceptions, a table of countries, a calendar of working days. It is written again for every engine, and the cases are
the same. Before anything is timed, all engines must give the same rules as not met on 200 cases made by chance;
where one differs, the program prints the case and stops.

The engines take turns within one run, so that whatever else the machine does meets them all. The ratios say more than
the figures: another machine gives other figures. A ratio of 2 means twice as long, or twice as much. The ratio and
the figure are those of the fastest round; the round in the middle stands beside them.
";

const LIMITS: &str = "\
## What is compared, and what is not

The peers answer one question: which rules are not met. Whereas answers it here too, but for each rule it also works out
whether it is met, due, waiting, excused or not applicable, until when it can still be met, and whether that can
change; it works with facts that are unknown, disputed or assumed, and it can say why. None of the peers does
any of this by itself, so the cases here leave nothing unknown, and nothing is explained.

The other way round, the peers are made for more than this. Rhai is a whole scripting language, CEL and ZEN have large
libraries, Cedar's policies can be analysed, and Rego can ask across any data. All of them can be used for rules
that are no procedures at all.

Each peer is set up as somebody who knows it would: everything is compiled once and kept, tables are made ready once in
the engine's own form, and what can be kept between cases is kept. Nothing of that is counted as compiling.

- **Reading JSON.** Cedar, ZEN, CEL and Rhai are filled from a Rust struct of this very procedure, which serde borrows
  from the text: Rust that has to be written for each procedure, where Whereas has none. Rego reads JSON itself.
- **Working days.** No peer has them built in; some could count them day by day, which takes longer. Each is given a
  table of how many working days come before each day, so its rule is a subtraction of two numbers that are looked
  up. Whereas counts by its calendar.
- **Cedar** cannot go through a list. The countries stand in sets by the day from which they are members, two absences
  at most are attributes of their own, and the nationalities that have not been lost are worked out beforehand in
  Rust. Its texts cannot be compared by order, so days are numbers. The policies are not validated against a schema.
- **Rego** is compiled for the virtual machine of regorus, and reads JSON itself. Definitions are worked out once for a
  case and used by several rules.
- **ZEN** is its expression language alone, without the decision graphs of GoRules around it. Days are numbers.
- **CEL** asks the case for its variables directly. Days are numbers.
- **Rhai** works out the shared definitions once for a case, and asks functions in Rust for what stands in tables.
- **By hand, over a struct** is the floor: plain Rust with an enum for each list of alternatives, days as numbers, and no
  language. **By hand, over JSON values** is Rust over `serde_json::Value`.

Whereas checks names, types, units and days of every case against the procedure, and keeps the place of each value for
its messages. Of the others only the struct checks anything like it, and stops at the first mistake.
";

const COMPILING: &str = "\
## Compiling

From the text of the rules to an engine that can judge. The file of Whereas holds the examples that it is tested with,
the titles in two languages, and its tables; in the second row the command makes the carried files ready, which is
the same work, and in the third the examples are left out. Whereas checks the names, types and units of all of it.
";

/// The document.
pub fn text(measured: &Measured) -> String {
    let mut out = String::from(OPENING);
    let mut say = |text: String| {
        out.push('\n');
        out.push_str(&text);
    };
    say(format!("Run on {} cores, {}.\n", cores(), processor()));
    say(format!("Versions: {}.\n", versions()));

    say("## From a ready case to the verdict\n\nThe case is in the engine's own form already.\n".to_owned());
    say(table(&measured.verdict, true));
    say(format!(
        "The verdict on the whole case alone takes Whereas {}.\n\n{}",
        duration(measured.verdict_alone.least),
        faster(&measured.verdict)
    ));
    let bytes = measured.bytes;
    say(format!("## From JSON text to the verdict\n\nA text has {bytes} bytes on average.\n"));
    say(table(&measured.json, true));
    say(faster(&measured.json));
    let (cases, texts) = (memory::CASES, memory::TEXTS);
    say(format!("## {} cases\n\nFrom JSON texts, {} different ones, on one core.\n", grouped(cases), grouped(texts)));
    say(table(&measured.many, true));
    say(faster(&measured.many));
    say(format!(
        "## Memory\n\nThe peak of a process that judges {} cases from JSON texts, as the system counts it: the program with\n\
         all engines in it, {} texts, and what the one engine adds. And how often memory is asked for in a case, on\n\
         average.\n",
        grouped(cases),
        grouped(texts)
    ));
    say(memory_table(measured));
    say(COMPILING.to_owned());
    say(table(&measured.compile, false));
    say(faster(&measured.compile));
    say("## More rules\n\nThe twelve rules again and again under other names: how long one rule takes in a verdict.\n"
        .to_owned());
    say(growth_table(measured));
    say(LIMITS.to_owned());
    out
}

fn least(rows: &[Row], name: &str) -> Option<f64> {
    rows.iter().find(|(known, _)| *known == name).map(|(_, taken)| taken.least)
}

fn table(rows: &[Row], floor: bool) -> String {
    let mut out = String::from("| | to Whereas |");
    let rule = if floor {
        " to the floor | fastest | middle |\n|---|--:|--:|--:|--:|\n"
    } else {
        " fastest | middle |\n|---|--:|--:|--:|\n"
    };
    out.push_str(rule);
    let (whereas, by_hand) = (least(rows, WHEREAS), least(rows, BY_HAND));
    for (name, Taken { least, median }) in rows {
        let mut cells = vec![(*name).to_owned(), ratio(*least, whereas)];
        if floor {
            cells.push(ratio(*least, by_hand));
        }
        cells.extend([duration(*least), duration(*median)]);
        line(&mut out, &cells);
    }
    out
}

fn memory_table(measured: &Measured) -> String {
    let mut out = String::from(
        "| | to Whereas | peak | times asked, ready case | times asked, JSON text |\n|---|--:|--:|--:|--:|\n",
    );
    let peak = |name: &str| measured.memory.iter().find(|(known, _)| *known == name).and_then(|(_, peak)| *peak);
    let whereas = peak(WHEREAS).map(|kilobytes| kilobytes as f64);
    let shown = |kilobytes: Option<u64>| kilobytes.map_or("?".to_owned(), |k| format!("{:.1} MB", k as f64 / 1_000.0));
    let to_whereas = |name: &str| peak(name).map_or("?".to_owned(), |kilobytes| ratio(kilobytes as f64, whereas));
    let idle = [memory::NOTHING, "the texts alone"];
    line(&mut out, &[idle[1].to_owned(), to_whereas(idle[0]), shown(peak(idle[0])), String::new(), String::new()]);
    for (name, judged, read) in &measured.allocations {
        let times = |count: &f64| if *count == 0.0 { "0".to_owned() } else { format!("{count:.1}") };
        line(&mut out, &[(*name).to_owned(), to_whereas(name), shown(peak(name)), times(judged), times(read)]);
    }
    let alone = measured.verdict_alone_allocations;
    let _ = write!(out, "\nThe verdict on the whole case alone asks for memory {alone:.0} times.\n");
    out
}

fn growth_table(measured: &Measured) -> String {
    let mut out = String::from("| |");
    for size in SIZES {
        let _ = write!(out, " {} rules |", grouped(size));
    }
    out.push_str(" most to least |\n|---|--:|--:|--:|--:|\n");
    for (name, _) in measured.growth.first().into_iter().flatten() {
        let each: Vec<f64> = measured.growth.iter().filter_map(|rows| least(rows, name)).collect();
        let (low, high) = each.iter().fold((f64::MAX, 0.0_f64), |(low, high), time| (low.min(*time), high.max(*time)));
        let mut cells = vec![(*name).to_owned()];
        cells.extend(each.iter().map(|time| duration(*time)));
        cells.push(ratio(high, Some(low)));
        line(&mut out, &cells);
    }
    out
}

fn line(out: &mut String, cells: &[String]) {
    let _ = writeln!(out, "| {} |", cells.join(" | "));
}

/// Which peers are faster than Whereas.
fn faster(rows: &[Row]) -> String {
    let Some(whereas) = least(rows, WHEREAS) else { return String::new() };
    let names: Vec<&str> = rows
        .iter()
        .filter(|(name, taken)| PEERS.contains(name) && taken.least < whereas)
        .map(|(name, _)| *name)
        .collect();
    match names.as_slice() {
        [] => "No peer is faster than Whereas here.\n".to_owned(),
        [one] => format!("Faster than Whereas here: {one}.\n"),
        [all @ .., last] => format!("Faster than Whereas here: {} and {last}.\n", all.join(", ")),
    }
}

fn ratio(value: f64, to: Option<f64>) -> String {
    match to.map(|to| value / to) {
        None => "?".to_owned(),
        Some(ratio) if ratio < 0.095 => format!("{ratio:.3}"),
        Some(ratio) if ratio < 9.95 => format!("{ratio:.2}"),
        Some(ratio) if ratio < 99.5 => format!("{ratio:.1}"),
        Some(ratio) => format!("{ratio:.0}"),
    }
}

fn duration(seconds: f64) -> String {
    let (value, unit) = match seconds {
        s if s < 1e-6 => (s * 1e9, "ns"),
        s if s < 1e-3 => (s * 1e6, "µs"),
        s if s < 1.0 => (s * 1e3, "ms"),
        s => (s, "s"),
    };
    match value {
        v if v < 9.95 => format!("{v:.2} {unit}"),
        v if v < 99.5 => format!("{v:.1} {unit}"),
        v => format!("{v:.0} {unit}"),
    }
}

/// 100,000
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

fn processor() -> String {
    let all = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = all.lines().find(|line| line.starts_with("model name")).and_then(|line| line.split_once(':'));
    model.map_or("a processor that the system does not name".to_owned(), |(_, model)| model.trim().to_owned())
}

fn versions() -> String {
    let version = |name: &str| {
        let package = LOCK.split("[[package]]").find(|package| package.contains(&format!("\nname = \"{name}\"\n")))?;
        package.lines().find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'))
    };
    let names = ["whereas", "cedar-policy", "regorus", "zen-expression", "cel", "rhai", "serde_json"];
    let all: Vec<String> = names.iter().map(|name| format!("{name} {}", version(name).unwrap_or("?"))).collect();
    let (first, last) = all.split_at(4);
    format!("{},\n{}", first.join(", "), last.join(", "))
}
