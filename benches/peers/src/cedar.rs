//! The rules in Cedar: a `forbid` policy for each, and the policies that decided are the rules that are not met. The
//! tables are entities, which are made once.

use std::collections::{BTreeMap, HashMap};
use std::str::FromStr;

use cedar_policy::{
    Authorizer, Context, Entities, Entity, EntityUid, Policy, PolicyId, PolicySet, Request, RestrictedExpression,
};

use crate::engine::{Engine, Failing};
use crate::repeat;
use crate::said::{Said, day};
use crate::tables::{MEMBERS, NEVER, number, working_days};

const POLICIES: &str = include_str!("../rules/appointment.cedar");

/// The policies, the tables, and which rule each policy is.
pub struct Cedar {
    authorizer: Authorizer,
    policies: PolicySet,
    entities: &'static Entities,
    numbers: HashMap<PolicyId, usize>,
    who: EntityUid,
    what: EntityUid,
    alliance: EntityUid,
}

fn uid(text: &str) -> EntityUid {
    EntityUid::from_str(text).expect("it names an entity")
}

fn text(text: &str) -> RestrictedExpression {
    RestrictedExpression::new_string(text.to_owned())
}

fn set<'a>(texts: impl Iterator<Item = &'a str>) -> RestrictedExpression {
    RestrictedExpression::new_set(texts.map(text))
}

/// The member countries: in sets by their first day, and each with its first day. The working days before each day.
fn entities() -> Entities {
    let mut by_day: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (country, since) in MEMBERS {
        by_day.entry(since).or_default().push(country);
    }
    let sets =
        by_day.iter().map(|(since, countries)| (format!("since_{}", number(since)), set(countries.iter().copied())));
    let since =
        MEMBERS.iter().map(|(country, since)| ((*country).to_owned(), RestrictedExpression::new_long(number(since))));
    let days = working_days()
        .into_iter()
        .map(|(day, before)| (day.to_string(), RestrictedExpression::new_long(i64::from(before))));
    let alliance = Entity::new_with_tags(uid(r#"Alliance::"nato""#), sets, [], since);
    let calendar = Entity::new_with_tags(uid(r#"Calendar::"working_days""#), [], [], days);
    Entities::from_entities([alliance, calendar].map(|made| made.expect("the tables are plain values")), None)
        .expect("the two entities differ")
}

impl Engine for Cedar {
    type Case = Request;
    type Tables = Entities;

    fn tables() -> Entities {
        entities()
    }

    fn rules() -> String {
        POLICIES.to_owned()
    }

    fn repeated(count: usize) -> String {
        repeat::sections(POLICIES, "@id(\"", count)
            .into_iter()
            .map(|(number, body)| format!("@id(\"{}\")\n{body}\n\n", repeat::name(number)))
            .collect()
    }

    fn compile(rules: &str, tables: &'static Entities) -> Self {
        let read = PolicySet::from_str(rules).unwrap_or_else(|error| panic!("the policies have errors: {error}"));
        let mut numbers = HashMap::new();
        let named = read.policies().map(|policy| {
            let name = policy.annotation("id").expect("every policy says which rule it is");
            let id = PolicyId::new(name);
            numbers.insert(id.clone(), repeat::number(name).expect("it is one of the rules"));
            policy.new_id(id)
        });
        let named: Vec<Policy> = named.collect();
        Cedar {
            authorizer: Authorizer::new(),
            policies: PolicySet::from_policies(named).expect("the rules have different names"),
            entities: tables,
            numbers,
            who: uid(r#"Office::"human_resources""#),
            what: uid(r#"Action::"appoint""#),
            alliance: uid(r#"Alliance::"nato""#),
        }
    }

    fn read(&'static self, json: &str) -> Request {
        let said = Said::read(json);
        let (facts, set_by_office) = (&said.facts, &said.parameters);
        let long = RestrictedExpression::new_long;
        let yes = RestrictedExpression::new_bool;
        let as_of = number(said.as_of);
        let nationalities = &facts.candidate.nationalities;
        let lost = facts.lost.as_ref().filter(|lost| number(lost.on) <= as_of).map(|lost| lost.nationality);
        let kept = nationalities.iter().copied().filter(|country| lost != Some(*country));
        let (approved, published) = (facts.approved.as_ref(), facts.published.as_ref());
        let absence = |at: usize| {
            facts.absences.get(at).map_or((NEVER, NEVER), |absence| (number(absence.from), day(absence.until)))
        };
        assert!(facts.absences.len() <= 2, "the policies know two absences");
        let (first, second) = (absence(0), absence(1));
        let context = [
            ("as_of", long(as_of)),
            ("approval_timing", text(set_by_office.approval_timing)),
            ("instrument_required", yes(set_by_office.instrument_required)),
            ("announce_secondments", yes(set_by_office.announce_secondments)),
            ("nationalities", set(nationalities.iter().copied())),
            ("kept", set(kept)),
            ("internal", yes(facts.candidate.internal)),
            ("office", text(facts.office)),
            ("occasion", text(facts.occasion)),
            ("route", text(facts.route.unwrap_or_default())),
            ("seconding_country", text(facts.seconding_country.unwrap_or_default())),
            ("starts", long(number(facts.starts))),
            ("approved_on", long(day(approved.map(|approved| approved.on)))),
            ("approved_by", text(approved.map_or("", |approved| approved.by))),
            ("names_this", yes(approved.is_some_and(|approved| approved.names_this))),
            ("first_absent_from", long(first.0)),
            ("first_absent_until", long(first.1)),
            ("second_absent_from", long(second.0)),
            ("second_absent_until", long(second.1)),
            ("delegated_on", long(day(facts.delegated.as_ref().map(|delegated| delegated.on)))),
            ("delegated_by", text(facts.delegated.as_ref().map_or("", |delegated| delegated.by))),
            ("published_on", long(day(published.map(|published| published.on)))),
            ("published_day", text(published.map_or("", |published| published.on))),
            ("medium", text(published.map_or("", |published| published.medium))),
            ("limited_to", set(facts.limited_to.iter().copied())),
            ("applied_on", long(day(facts.applied))),
            ("applied_day", text(facts.applied.unwrap_or_default())),
            ("selected_on", long(day(facts.selected))),
            ("left", long(day(facts.left))),
        ];
        let context = context.into_iter().map(|(name, value)| (name.to_owned(), value));
        let context = Context::from_pairs(context).expect("the names differ");
        Request::new(self.who.clone(), self.what.clone(), self.alliance.clone(), context, None)
            .expect("there is no schema to fit")
    }

    fn judge(&'static self, case: &Request) -> Failing {
        let response = self.authorizer.is_authorized(case, &self.policies, self.entities);
        let diagnostics = response.diagnostics();
        assert!(diagnostics.errors().next().is_none(), "a policy has an error");
        diagnostics.reason().map(|policy| self.numbers[policy]).collect()
    }
}
