//! The race: the appointment procedure in Whereas, in five other rule engines and by hand in Rust, over the same cases.
//!
//! All must give the same rules as not met before anything is timed. Then everything is measured in one run, the engines
//! taking turns, and `docs/performance.md` is written from it. `sh benches/peers/run` does all of it.

mod allocations;
mod by_hand;
mod by_value;
mod cases;
mod cedar;
mod cel;
mod clock;
mod document;
mod engine;
mod lanes;
mod measure;
mod memory;
mod rego;
mod repeat;
mod rhai;
mod said;
mod tables;
mod whereas;
mod zen;

use std::process::ExitCode;

use lanes::Lane;

#[global_allocator]
static ALLOCATOR: allocations::Counting = allocations::Counting;

/// How many cases must be agreed on before anything is timed.
const AGREED: usize = 200;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match *arguments.as_slice() {
        ["memory", name] => memory::child(name),
        ["agree"] => match agree(10_000) {
            Ok(()) => ExitCode::SUCCESS,
            Err(why) => failed(&why),
        },
        [out] => match agree(AGREED) {
            Ok(()) => {
                let measured = measure::all();
                let text = document::text(&measured);
                match std::fs::write(out, text) {
                    Ok(()) => ExitCode::SUCCESS,
                    Err(error) => failed(&format!("{out} cannot be written: {error}")),
                }
            }
            Err(why) => failed(&why),
        },
        _ => failed("usage: peers FILE   (the document to write), or: peers agree"),
    }
}

fn failed(why: &str) -> ExitCode {
    eprintln!("peers: {why}");
    ExitCode::FAILURE
}

/// That all engines find the same rules not met in every case, that each rule fails in some cases and not in others, and
/// that no outcome of Whereas is left open.
fn agree(cases: usize) -> Result<(), String> {
    let texts = cases::texts(cases);
    let whereas = lanes::ready::<whereas::Whereas>(&<whereas::Whereas as engine::Engine>::rules());
    let mut failed = [0_usize; engine::RULES.len()];
    let mut lanes: Vec<Lane> = lanes::all(&texts);
    for (number, text) in texts.iter().enumerate() {
        if !whereas::is_settled(whereas, &engine::Engine::read(whereas, text)) {
            return Err(format!("Whereas leaves an outcome open in this case:\n{text}"));
        }
        let answers: Vec<_> = lanes.iter_mut().map(|lane| (lane.name, (lane.judge)(number))).collect();
        let Some((_, first)) = answers.first() else { return Err("there is no engine".to_owned()) };
        if answers.iter().any(|(_, answer)| answer != first) {
            let said = answers.iter().map(|(name, answer)| format!("  {name}: {}\n", answer.names().join(", ")));
            return Err(format!("the engines disagree on this case:\n{text}\n{}", said.collect::<String>()));
        }
        for (rule, count) in failed.iter_mut().enumerate() {
            *count += usize::from(first.has(rule));
        }
    }
    println!("{} engines agree on {cases} cases; not met:", lanes.len());
    for (rule, count) in engine::RULES.iter().zip(failed) {
        println!("  {rule:<18} {count}");
        if count == 0 || count == cases {
            return Err(format!("the rule {rule} has one outcome in all cases"));
        }
    }
    Ok(())
}
