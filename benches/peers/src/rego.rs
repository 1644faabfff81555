//! The rules in Rego, run by regorus: compiled for its virtual machine, which is kept, with its own reader of JSON.

use std::cell::RefCell;

use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use regorus::{PolicyModule, Value, compile_policy_with_entrypoint};

use crate::engine::{Engine, Failing};
use crate::repeat;
use crate::tables::{MEMBERS, working_days};

const MODULE: &str = include_str!("../rules/appointment.rego");
const ANSWER: &str = "data.appointment.failing";
const MARK: &str = "# --- ";

/// The machine with the program and the tables loaded.
pub struct Rego(RefCell<RegoVM>);

/// The member countries with their first days, and the working days before each day.
fn tables() -> Value {
    let members: serde_json::Map<_, _> =
        MEMBERS.iter().map(|(country, since)| ((*country).to_owned(), (*since).into())).collect();
    let days: serde_json::Map<_, _> =
        working_days().into_iter().map(|(day, before)| (day.to_string(), before.into())).collect();
    let all = serde_json::json!({ "members": members, "working_days": days });
    Value::from_json_str(&all.to_string()).expect("the tables are plain values")
}

impl Engine for Rego {
    type Case = Value;
    type Tables = Value;

    fn tables() -> Value {
        tables()
    }

    fn rules() -> String {
        MODULE.to_owned()
    }

    fn repeated(count: usize) -> String {
        let (definitions, _) = MODULE.split_once(MARK).expect("rules follow the definitions");
        let rules = repeat::sections(MODULE, MARK, count).into_iter().map(|(number, body)| {
            let head = format!("failing contains \"{}\" ", repeat::name(number));
            let (_, conditions) = body.split_once(" if ").expect("a rule has conditions");
            format!("{head}if {conditions}\n\n")
        });
        std::iter::once(definitions.to_owned()).chain(rules).collect()
    }

    fn compile(rules: &str, data: &'static Value) -> Self {
        let module = PolicyModule { id: "appointment.rego".into(), content: rules.into() };
        let policy = compile_policy_with_entrypoint(data.clone(), &[module], ANSWER.into())
            .unwrap_or_else(|error| panic!("the module has errors: {error}"));
        let program = Compiler::compile_from_policy(&policy, &[ANSWER]).expect("the module can be compiled");
        let mut machine = RegoVM::new();
        // The limit is meant for rules of unknown origin.
        machine.set_max_instructions(usize::MAX);
        machine.load_program(program);
        machine.set_data(data.clone()).expect("the tables do not stand where the rules do");
        Rego(RefCell::new(machine))
    }

    fn read(&'static self, json: &str) -> Value {
        Value::from_json_str(json).expect("the cases are JSON")
    }

    fn judge(&'static self, case: &Value) -> Failing {
        let mut machine = self.0.borrow_mut();
        // A clone counts a reference up.
        machine.set_input(case.clone());
        let failing =
            machine.execute_entry_point_by_index(0).unwrap_or_else(|error| panic!("the module fails: {error}"));
        let names = failing.as_set().expect("the answer is a set");
        let names = names.iter().map(|name| name.as_string().expect("the answer holds names"));
        names.filter_map(|name| repeat::number(name)).collect()
    }
}
