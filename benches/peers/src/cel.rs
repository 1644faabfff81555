//! The rules as expressions of CEL, compiled once. A case holds its values in CEL's own form and resolves the variables
//! itself, which spares a context filled for each case.

use std::collections::HashMap;

use cel::common::types::{CelBool, CelInt, CelList, CelMap, CelMapKey, CelString};
use cel::common::value::{CowVal, Val};
use cel::context::VariableResolver;
use cel::{Context, Program, Value};

use crate::engine::{Engine, Failing};
use crate::repeat;
use crate::said::{Said, day};
use crate::tables::{MEMBERS, number, working_days};

const EXPRESSIONS: &str = include_str!("../rules/appointment.cel");
const MARK: &str = "// --- ";

type Map = CelMap<'static>;

/// The expressions by number, and the context with the tables.
pub struct Cel {
    programs: Vec<Program>,
    context: &'static Context<'static, 'static>,
}

/// The values of a case.
pub struct Case {
    starts: CelInt,
    as_of: CelInt,
    office: CelString<'static>,
    occasion: CelString<'static>,
    route: CelString<'static>,
    seconding_country: CelString<'static>,
    nationalities: CelList<'static>,
    internal: CelBool,
    approval_timing: CelString<'static>,
    instrument_required: CelBool,
    announce_secondments: CelBool,
    approved_on: CelInt,
    approved_by: CelString<'static>,
    names_this: CelBool,
    absences: CelList<'static>,
    delegated_on: CelInt,
    delegated_by: CelString<'static>,
    published_on: CelInt,
    medium: CelString<'static>,
    limited_to: CelList<'static>,
    applied_on: CelInt,
    selected_on: CelInt,
    lost_on: CelInt,
    lost_nationality: CelString<'static>,
    left: CelInt,
}

impl VariableResolver for Case {
    fn resolve<'b>(&'b self, variable: &str) -> Option<CowVal<'b, 'b>> {
        let value: &dyn Val = match variable {
            "starts" => &self.starts,
            "as_of" => &self.as_of,
            "office" => &self.office,
            "occasion" => &self.occasion,
            "route" => &self.route,
            "seconding_country" => &self.seconding_country,
            "nationalities" => &self.nationalities,
            "internal" => &self.internal,
            "approval_timing" => &self.approval_timing,
            "instrument_required" => &self.instrument_required,
            "announce_secondments" => &self.announce_secondments,
            "approved_on" => &self.approved_on,
            "approved_by" => &self.approved_by,
            "names_this" => &self.names_this,
            "absences" => &self.absences,
            "delegated_on" => &self.delegated_on,
            "delegated_by" => &self.delegated_by,
            "published_on" => &self.published_on,
            "medium" => &self.medium,
            "limited_to" => &self.limited_to,
            "applied_on" => &self.applied_on,
            "selected_on" => &self.selected_on,
            "lost_on" => &self.lost_on,
            "lost_nationality" => &self.lost_nationality,
            "left" => &self.left,
            _ => return None,
        };
        Some(CowVal::Borrowed(value))
    }
}

fn long(number: i64) -> Box<dyn Val> {
    Box::new(CelInt::from(number))
}

fn text(text: &str) -> CelString<'static> {
    CelString::from(text.to_owned())
}

fn or_empty(said: Option<&str>) -> CelString<'static> {
    text(said.unwrap_or_default())
}

fn list(texts: &[&str]) -> CelList<'static> {
    let texts: Vec<Box<dyn Val>> = texts.iter().map(|country| Box::new(text(country)) as Box<dyn Val>).collect();
    texts.into()
}

fn map(entries: impl Iterator<Item = (CelMapKey<'static>, Box<dyn Val>)>) -> Map {
    entries.collect::<HashMap<_, _>>().into()
}

impl Engine for Cel {
    type Case = Case;
    type Tables = Context<'static, 'static>;

    fn tables() -> Self::Tables {
        let mut context = Context::default();
        let since = MEMBERS.iter().map(|(country, since)| (CelMapKey::from(*country), long(number(since))));
        context.add_variable_as_val("since", Box::new(map(since)));
        let before = working_days();
        let before =
            before.iter().map(|(day, before)| (CelMapKey::from(number(&day.to_string())), long(i64::from(*before))));
        context.add_variable_as_val("before", Box::new(map(before)));
        context
    }

    fn rules() -> String {
        EXPRESSIONS.to_owned()
    }

    fn repeated(count: usize) -> String {
        let rules = repeat::sections(EXPRESSIONS, MARK, count).into_iter();
        rules.map(|(number, body)| format!("{MARK}{}\n{body}\n\n", repeat::name(number))).collect()
    }

    fn compile(rules: &str, context: &'static Self::Tables) -> Self {
        let programs = rules.split(MARK).skip(1).map(|section| {
            let (name, body) = section.split_once('\n').expect("an expression follows its name");
            Program::compile(body).unwrap_or_else(|error| panic!("{name} has errors: {error}"))
        });
        Cel { programs: programs.collect(), context }
    }

    fn read(&'static self, json: &str) -> Case {
        let said = Said::read(json);
        let (facts, set) = (&said.facts, &said.parameters);
        let (approved, published) = (facts.approved.as_ref(), facts.published.as_ref());
        let (delegated, lost) = (facts.delegated.as_ref(), facts.lost.as_ref());
        let absences = facts.absences.iter().map(|absence| {
            let ends = [("from", number(absence.from)), ("until", day(absence.until))];
            Box::new(map(ends.into_iter().map(|(name, day)| (CelMapKey::from(name), long(day))))) as Box<dyn Val>
        });
        Case {
            starts: number(facts.starts).into(),
            as_of: number(said.as_of).into(),
            office: text(facts.office),
            occasion: text(facts.occasion),
            route: or_empty(facts.route),
            seconding_country: or_empty(facts.seconding_country),
            nationalities: list(&facts.candidate.nationalities),
            internal: facts.candidate.internal.into(),
            approval_timing: text(set.approval_timing),
            instrument_required: set.instrument_required.into(),
            announce_secondments: set.announce_secondments.into(),
            approved_on: day(approved.map(|approved| approved.on)).into(),
            approved_by: or_empty(approved.map(|approved| approved.by)),
            names_this: approved.is_some_and(|approved| approved.names_this).into(),
            absences: absences.collect::<Vec<_>>().into(),
            delegated_on: day(delegated.map(|delegated| delegated.on)).into(),
            delegated_by: or_empty(delegated.map(|delegated| delegated.by)),
            published_on: day(published.map(|published| published.on)).into(),
            medium: or_empty(published.map(|published| published.medium)),
            limited_to: list(&facts.limited_to),
            applied_on: day(facts.applied).into(),
            selected_on: day(facts.selected).into(),
            lost_on: day(lost.map(|lost| lost.on)).into(),
            lost_nationality: or_empty(lost.map(|lost| lost.nationality)),
            left: day(facts.left).into(),
        }
    }

    fn judge(&'static self, case: &Case) -> Failing {
        let mut context = self.context.new_inner_scope();
        context.set_variable_resolver(case);
        let holds = |program: &Program| {
            let answer = Value::resolve_val(program.expression(), &context);
            let answer = answer.unwrap_or_else(|error| panic!("an expression fails: {error}"));
            *answer.downcast_ref::<CelBool>().expect("it is a condition").inner()
        };
        let rules = self.programs.iter().enumerate();
        rules.filter(|(_, program)| holds(program)).map(|(rule, _)| rule).collect()
    }
}
