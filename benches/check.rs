//! How long a check takes: compiling, a verdict from a ready case, one from JSON text, a report with reasons; and,
//! in the same run, the same rules decided by hand in Rust.

mod by_hand;

use divan::{Bencher, black_box};
use whereas::report::Explain;
use whereas::session::{Compiled, Question, Workspace};

const CASE: &str = include_str!("../procedures/cases/all-in-order.json");

#[global_allocator]
static ALLOCATOR: divan::AllocProfiler = divan::AllocProfiler::system();

fn main() {
    divan::main();
}

fn appointment() -> Compiled {
    let mut workspace = Workspace::new();
    workspace.add_carried();
    let file = workspace.find("appointment").expect("it is carried");
    workspace.compile(file).expect("it has no errors")
}

#[divan::bench]
fn compile_the_appointment_procedure() -> Compiled {
    appointment()
}

#[divan::bench]
fn verdict_from_a_ready_case(bencher: Bencher<'_, '_>) {
    let compiled = appointment();
    let case = compiled.case("case.json", CASE).expect("it has no errors");
    let day = case.as_of.expect("it has a day");
    bencher.bench_local(|| whereas::evaluate::verdict(&compiled.model, black_box(&case), day));
}

#[divan::bench]
fn verdict_from_json_text(bencher: Bencher<'_, '_>) {
    let compiled = appointment();
    bencher.bench_local(|| {
        let case = compiled.case("case.json", black_box(CASE)).expect("it has no errors");
        whereas::evaluate::verdict(&compiled.model, &case, case.as_of.expect("it has a day"))
    });
}

#[divan::bench]
fn report_with_reasons_from_a_ready_case(bencher: Bencher<'_, '_>) {
    let compiled = appointment();
    let case = compiled.case("case.json", CASE).expect("it has no errors");
    let question = Question { explain: Explain::All, ..Question::default() };
    bencher.bench_local(|| compiled.check(black_box(&case), &question));
}

#[divan::bench]
fn by_hand_from_a_ready_case(bencher: Bencher<'_, '_>) {
    let case: by_hand::Appointment = serde_json::from_str(CASE).expect("it has the fields");
    bencher.bench_local(|| by_hand::not_met(black_box(&case)));
}

#[divan::bench]
fn by_hand_from_json_text(bencher: Bencher<'_, '_>) {
    bencher.bench_local(|| {
        let case: by_hand::Appointment = serde_json::from_str(black_box(CASE)).expect("it has the fields");
        by_hand::not_met(&case)
    });
}
