//! The rules as a script of Rhai, parsed and optimized once, and run over a scope that holds the case.

use std::cell::RefCell;
use std::collections::HashMap;

use rhai::{AST, Array, Dynamic, Engine as Interpreter, ImmutableString, Map, OptimizationLevel, Scope};

use crate::engine::{Engine, Failing};
use crate::repeat;
use crate::said::{Said, day};
use crate::tables::{MEMBERS, NEVER, number, working_days};

const SCRIPT: &str = include_str!("../rules/appointment.rhai");
const MARK: &str = "// --- ";
const END: &str = "// --- end\n";

/// The interpreter with the script.
pub struct Rhai {
    interpreter: &'static Interpreter,
    script: AST,
}

/// The functions that look the tables up.
fn interpreter() -> Interpreter {
    let mut interpreter = Interpreter::new();
    interpreter.set_optimization_level(OptimizationLevel::Full);
    // Ten terms joined by `&&` are no danger where the rules are known.
    interpreter.set_max_expr_depths(0, 0);
    let since: HashMap<&str, i64> = MEMBERS.iter().map(|(country, since)| (*country, number(since))).collect();
    let members: Vec<(ImmutableString, i64)> =
        MEMBERS.iter().map(|(country, since)| ((*country).into(), number(since))).collect();
    let before: HashMap<i64, i64> =
        working_days().into_iter().map(|(day, before)| (number(&day.to_string()), i64::from(before))).collect();
    interpreter
        .register_fn("since", move |country: ImmutableString| since.get(country.as_str()).copied().unwrap_or(NEVER));
    interpreter.register_fn("members_on", move |day: i64| -> Array {
        members.iter().filter(|(_, since)| *since <= day).map(|(country, _)| country.clone().into()).collect()
    });
    interpreter
        .register_fn("working_days_before", move |day: i64| *before.get(&day).expect("the calendar covers the cases"));
    interpreter
}

fn list(texts: &[&str]) -> Array {
    texts.iter().map(|country| Dynamic::from(ImmutableString::from(*country))).collect()
}

fn text(said: Option<&str>) -> ImmutableString {
    said.unwrap_or_default().into()
}

impl Engine for Rhai {
    type Case = RefCell<Scope<'static>>;
    type Tables = Interpreter;

    fn tables() -> Interpreter {
        interpreter()
    }

    fn rules() -> String {
        SCRIPT.to_owned()
    }

    fn repeated(count: usize) -> String {
        let (definitions, _) = SCRIPT.split_once(MARK).expect("rules follow the definitions");
        let (rules, end) = SCRIPT.split_once(END).expect("the script has an end");
        let repeated = repeat::sections(rules, MARK, count).into_iter().map(|(number, body)| {
            let (first, name) = (repeat::name(number % 12), repeat::name(number));
            body.replace(&format!("failing.push(\"{first}\")"), &format!("failing.push(\"{name}\")")) + "\n\n"
        });
        let repeated: String = repeated.collect();
        format!("{definitions}{repeated}{end}")
    }

    fn compile(rules: &str, interpreter: &'static Interpreter) -> Self {
        let script = interpreter.compile(rules).unwrap_or_else(|error| panic!("the script has errors: {error}"));
        Rhai { interpreter, script }
    }

    fn read(&'static self, json: &str) -> RefCell<Scope<'static>> {
        let said = Said::read(json);
        let (facts, set) = (&said.facts, &said.parameters);
        let (approved, published) = (facts.approved.as_ref(), facts.published.as_ref());
        let (delegated, lost) = (facts.delegated.as_ref(), facts.lost.as_ref());
        let absences = facts.absences.iter().map(|absence| {
            let ends = [("first", number(absence.from)), ("last", day(absence.until))];
            Dynamic::from(ends.into_iter().map(|(name, day)| (name.into(), day.into())).collect::<Map>())
        });
        let mut scope = Scope::with_capacity(40);
        scope
            .push("office", text(Some(facts.office)))
            .push("occasion", text(Some(facts.occasion)))
            .push("route", text(facts.route))
            .push("seconding_country", text(facts.seconding_country))
            .push("nationalities", list(&facts.candidate.nationalities))
            .push("internal", facts.candidate.internal)
            .push("approval_timing", text(Some(set.approval_timing)))
            .push("instrument_required", set.instrument_required)
            .push("announce_secondments", set.announce_secondments)
            .push("approved_on", day(approved.map(|approved| approved.on)))
            .push("approved_by", text(approved.map(|approved| approved.by)))
            .push("names_this", approved.is_some_and(|approved| approved.names_this))
            .push("absences", absences.collect::<Array>())
            .push("delegated_on", day(delegated.map(|delegated| delegated.on)))
            .push("delegated_by", text(delegated.map(|delegated| delegated.by)))
            .push("published_on", day(published.map(|published| published.on)))
            .push("medium", text(published.map(|published| published.medium)))
            .push("limited_to", list(&facts.limited_to))
            .push("applied_on", day(facts.applied))
            .push("selected_on", day(facts.selected))
            .push("lost_on", day(lost.map(|lost| lost.on)))
            .push("lost_nationality", text(lost.map(|lost| lost.nationality)))
            .push("left", day(facts.left))
            .push("starts", number(facts.starts))
            .push("as_of", number(said.as_of));
        RefCell::new(scope)
    }

    fn judge(&'static self, case: &RefCell<Scope<'static>>) -> Failing {
        let mut scope = case.borrow_mut();
        let length = scope.len();
        let failing = self.interpreter.eval_ast_with_scope::<Array>(&mut scope, &self.script);
        scope.rewind(length);
        let failing = failing.unwrap_or_else(|error| panic!("the script fails: {error}"));
        let names = failing.into_iter().map(Dynamic::cast::<ImmutableString>);
        names.filter_map(|name| repeat::number(&name)).collect()
    }
}
