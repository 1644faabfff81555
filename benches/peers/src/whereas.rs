//! Whereas: the carried procedure `procedures/appointment.whereas`, as it stands.

use whereas::case::Case;
use whereas::evaluate;
use whereas::outcome::Outcome;
use whereas::session::{Compiled, Workspace};

use crate::engine::{Engine, Failing};
use crate::repeat;

const APPOINTMENT: &str = include_str!("../../../procedures/appointment.whereas");
const ALLIANCE: &str = include_str!("../../../procedures/alliance.whereas");

/// The procedure, and which rule of the answer each of its rules is.
pub struct Whereas {
    compiled: Compiled,
    numbers: Vec<usize>,
}

impl Whereas {
    /// The verdict alone: the outcome of the whole case.
    pub fn verdict(&self, case: &Case) -> Outcome {
        evaluate::verdict(&self.compiled.model, case, case.as_of.expect("the cases have a day"))
            .expect("the cases are within the limits")
    }

    /// The rules without the examples that the file tests itself with: no peer's file holds such.
    pub fn without_examples() -> String {
        repeat::without_examples(APPOINTMENT)
    }

    /// What the command does with a procedure that it carries.
    pub fn carried() -> Compiled {
        let mut workspace = Workspace::new();
        workspace.add_carried();
        let file = workspace.find("appointment").expect("the procedure is carried");
        workspace.compile(file).expect("the carried procedure has no errors")
    }

    /// From texts to a procedure that can be held against cases.
    pub fn checked(rules: &str) -> Compiled {
        let mut workspace = Workspace::new();
        workspace.add("alliance.whereas", ALLIANCE);
        let file = workspace.add("appointment.whereas", rules);
        workspace.compile(file).unwrap_or_else(|failure| panic!("the rules have errors: {:?}", failure.problems))
    }
}

impl Engine for Whereas {
    type Case = Case;
    // They stand in the files, and are read with them.
    type Tables = ();

    fn tables() {}

    fn rules() -> String {
        APPOINTMENT.to_owned()
    }

    fn repeated(count: usize) -> String {
        repeat::whereas(APPOINTMENT, count)
    }

    fn compile(rules: &str, (): &()) -> Self {
        let compiled = Whereas::checked(rules);
        let numbers =
            compiled.model.rules.iter().map(|rule| repeat::number(&rule.name).expect("it is one of the twelve"));
        let numbers = numbers.collect();
        Whereas { compiled, numbers }
    }

    fn read(&'static self, json: &str) -> Case {
        self.compiled
            .case("case.json", json)
            .unwrap_or_else(|failure| panic!("the case has errors: {:?}", failure.problems))
    }

    fn judge(&'static self, case: &Case) -> Failing {
        let day = case.as_of.expect("the cases have a day");
        let findings = evaluate::findings(&self.compiled.model, case, day).expect("the cases are within the limits");
        let failing = findings.iter().filter(|finding| finding.outcome() == Outcome::NotMet);
        failing.filter_map(|finding| self.numbers.get(finding.rule).copied()).collect()
    }
}

/// That no outcome is left open, since no peer can say so.
pub fn is_settled(whereas: &Whereas, case: &Case) -> bool {
    let findings = evaluate::findings(&whereas.compiled.model, case, case.as_of.expect("the cases have a day"));
    findings.is_ok_and(|findings| findings.iter().all(|finding| finding.outcome() != Outcome::Undetermined))
}
