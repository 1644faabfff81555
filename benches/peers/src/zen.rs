//! The rules as expressions of ZEN (GoRules), compiled once, run one after another on one virtual machine. They are run
//! without the engine's decision graphs around them, which take longer.

use std::cell::RefCell;

use zen_expression::expression::Standard;
use zen_expression::variable::{Variable, VariableMap};
use zen_expression::vm::VM;
use zen_expression::{Expression, Isolate, Scope};

use crate::engine::{Engine, Failing};
use crate::repeat;
use crate::said::{Said, day};
use crate::tables::{MEMBERS, number, working_days};

const EXPRESSIONS: &str = include_str!("../rules/appointment.zen");
const MARK: &str = "# --- ";

/// The expressions by number, the tables, and the machine.
pub struct Zen {
    expressions: Vec<Expression<Standard>>,
    tables: &'static Tables,
    machine: RefCell<VM>,
}

/// The member countries as an object and as a list, and the working days before each day.
pub struct Tables {
    since: Variable,
    members: Variable,
    before: Variable,
}

fn object<'n>(entries: impl ExactSizeIterator<Item = (&'n str, Variable)>) -> Variable {
    let mut map = VariableMap::with_capacity(entries.len());
    for (name, value) in entries {
        map.insert(name.into(), value);
    }
    Variable::from_object(map)
}

fn long(number: i64) -> Variable {
    Variable::Number(number.into())
}

fn text(text: &str) -> Variable {
    Variable::String(text.into())
}

fn or_null(said: Option<&str>) -> Variable {
    said.map_or(Variable::Null, text)
}

fn list(texts: &[&str]) -> Variable {
    Variable::from_array(texts.iter().map(|country| text(country)).collect())
}

impl Engine for Zen {
    type Case = Scope;
    type Tables = Tables;

    fn tables() -> Tables {
        let members = MEMBERS
            .iter()
            .map(|(country, since)| object([("country", text(country)), ("since", long(number(since)))].into_iter()));
        let days: Vec<(String, u16)> =
            working_days().into_iter().map(|(day, before)| (day.to_string(), before)).collect();
        Tables {
            since: object(MEMBERS.iter().map(|(country, since)| (*country, long(number(since))))),
            members: Variable::from_array(members.collect()),
            before: object(days.iter().map(|(day, before)| (day.as_str(), long(i64::from(*before))))),
        }
    }

    fn rules() -> String {
        EXPRESSIONS.to_owned()
    }

    fn repeated(count: usize) -> String {
        let rules = repeat::sections(EXPRESSIONS, MARK, count).into_iter();
        rules.map(|(number, body)| format!("{MARK}{}\n{body}\n\n", repeat::name(number))).collect()
    }

    fn compile(rules: &str, tables: &'static Tables) -> Self {
        let mut isolate = Isolate::new();
        let expressions = rules.split(MARK).skip(1).map(|section| {
            let (name, body) = section.split_once('\n').expect("an expression follows its name");
            isolate.compile_standard(body).unwrap_or_else(|error| panic!("{name} has errors: {error}"))
        });
        Zen { expressions: expressions.collect(), tables, machine: RefCell::new(VM::new()) }
    }

    fn read(&'static self, json: &str) -> Scope {
        let said = Said::read(json);
        let (facts, set) = (&said.facts, &said.parameters);
        let (approved, published) = (facts.approved.as_ref(), facts.published.as_ref());
        let (delegated, lost) = (facts.delegated.as_ref(), facts.lost.as_ref());
        let absences = facts.absences.iter().map(|absence| {
            object([("from", long(number(absence.from))), ("until", long(day(absence.until)))].into_iter())
        });
        let entries = [
            ("starts", long(number(facts.starts))),
            ("as_of", long(number(said.as_of))),
            ("office", text(facts.office)),
            ("occasion", text(facts.occasion)),
            ("route", or_null(facts.route)),
            ("seconding_country", or_null(facts.seconding_country)),
            ("nationalities", list(&facts.candidate.nationalities)),
            ("internal", Variable::Bool(facts.candidate.internal)),
            ("approval_timing", text(set.approval_timing)),
            ("instrument_required", Variable::Bool(set.instrument_required)),
            ("announce_secondments", Variable::Bool(set.announce_secondments)),
            ("approved_on", long(day(approved.map(|approved| approved.on)))),
            ("approved_by", or_null(approved.map(|approved| approved.by))),
            ("names_this", Variable::Bool(approved.is_some_and(|approved| approved.names_this))),
            ("absences", Variable::from_array(absences.collect())),
            ("delegated_on", long(day(delegated.map(|delegated| delegated.on)))),
            ("delegated_by", or_null(delegated.map(|delegated| delegated.by))),
            ("published_on", long(day(published.map(|published| published.on)))),
            ("published", or_null(published.map(|published| published.on))),
            ("medium", or_null(published.map(|published| published.medium))),
            ("limited_to", list(&facts.limited_to)),
            ("applied_on", long(day(facts.applied))),
            ("applied", or_null(facts.applied)),
            ("selected_on", long(day(facts.selected))),
            ("lost_on", long(day(lost.map(|lost| lost.on)))),
            ("lost_nationality", or_null(lost.map(|lost| lost.nationality))),
            ("left", long(day(facts.left))),
            // A clone counts a reference up.
            ("since", self.tables.since.clone()),
            ("members", self.tables.members.clone()),
            ("before", self.tables.before.clone()),
        ];
        Scope::new(object(entries.into_iter()))
    }

    fn judge(&'static self, case: &Scope) -> Failing {
        let mut machine = self.machine.borrow_mut();
        let mut holds = |expression: &Expression<Standard>| {
            let answer = expression.evaluate_with_scope(case, &mut machine);
            answer.unwrap_or_else(|error| panic!("an expression fails: {error}")).as_bool().expect("it is a condition")
        };
        let rules = self.expressions.iter().enumerate();
        rules.filter(|(_, expression)| holds(expression)).map(|(rule, _)| rule).collect()
    }
}
