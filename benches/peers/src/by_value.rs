//! The rules written by hand in Rust over `serde_json::Value`: the floor for those whose facts have no fixed form.

use std::collections::HashMap;

use serde_json::Value;

use crate::engine::{Engine, Failing, RULES};
use crate::tables::{MEMBERS, working_days};

/// The rules.
pub struct ByValue {
    since: HashMap<&'static str, &'static str>,
    before: HashMap<String, u16>,
    copies: usize,
}

impl ByValue {
    fn is_member(&self, country: &str, day: &str) -> bool {
        self.since.get(country).is_some_and(|since| *since <= day)
    }

    fn before(&self, day: &str) -> i32 {
        i32::from(*self.before.get(day).expect("the calendar covers the cases"))
    }

    fn decide(&self, case: &Value) -> [bool; RULES.len()] {
        let (facts, set) = (&case["facts"], &case["parameters"]);
        let (today, starts) = (text(&case["as_of"]), text(&facts["starts"]));
        if starts < "2017-12-04" {
            return [false; RULES.len()];
        }
        let happened = |day: &Value| day.as_str().is_some_and(|day| day <= today);
        let yes = |value: &Value| value.as_bool().unwrap_or(false);
        let candidate = &facts["candidate"];
        let nationalities = list(&candidate["nationalities"]);
        let is_national = nationalities.iter().any(|country| self.is_member(text(country), starts));
        let lost = &facts["lost"];
        let lost = if happened(&lost["on"]) { &lost["nationality"] } else { &Value::Null };
        let is_still_national =
            nationalities.iter().any(|country| self.is_member(text(country), starts) && country != lost);
        let is_secretary_general = facts["office"] == "secretary_general";
        let is_appointment = facts["occasion"] != "change_of_route";
        let route = facts["route"].as_str();
        let seconding = &facts["seconding_country"];
        let approved = &facts["approved"];
        let approved_on = text(&approved["on"]);
        let names_this = yes(&approved["names_this"]);
        let approved_by = |office: &str| happened(&approved["on"]) && approved["by"] == *office;
        let by_secretary_general = approved_by("secretary_general");
        let within = |absence: &Value| {
            text(&absence["from"]) <= approved_on && absence["until"].as_str().is_none_or(|until| approved_on <= until)
        };
        let delegated = &facts["delegated"];
        let has_instrument = || {
            happened(&delegated["on"])
                && delegated["by"] == "secretary_general"
                && text(&delegated["on"]) <= approved_on
        };
        let deputy = approved_by("deputy_secretary_general")
            && names_this
            && list(&facts["absences"]).iter().any(within)
            && (!yes(&set["instrument_required"]) || has_instrument());
        let by_vacancy = (route == Some("direct") || yes(&set["announce_secondments"])) && !is_secretary_general;
        let published = &facts["published"];
        let published_on = text(&published["on"]);
        let is_published = happened(&published["on"]);
        let on_website = is_published && published["medium"] == "nato_website";
        let selected = happened(&facts["selected"]);
        let limited_to = list(&facts["limited_to"]);
        let leaves_out =
            |country: &str, since: &str| since <= published_on && !limited_to.iter().any(|named| named == country);
        [
            !is_national,
            starts <= today && !happened(&facts["left"]) && is_national && !is_still_national,
            route.is_none() && !is_secretary_general,
            route == Some("seconded") && seconding != "other_country" && !nationalities.contains(seconding),
            route == Some("seconded") && !seconding.as_str().is_some_and(|country| self.is_member(country, starts)),
            is_appointment && starts <= today && !by_secretary_general && !is_secretary_general && !deputy,
            is_appointment && by_secretary_general && !names_this,
            is_appointment
                && set["approval_timing"] == "before_start"
                && starts < today
                && !(approved_on <= starts && (by_secretary_general || deputy))
                && !is_secretary_general,
            by_vacancy && selected && !on_website,
            by_vacancy && selected && !(on_website && published_on < text(&facts["selected"])),
            by_vacancy
                && is_published
                && !limited_to.is_empty()
                && MEMBERS.iter().any(|(country, since)| leaves_out(country, since)),
            by_vacancy
                && !yes(&candidate["internal"])
                && happened(&facts["applied"])
                && !(is_published && self.before(text(&facts["applied"])) - self.before(published_on) >= 10),
        ]
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

impl Engine for ByValue {
    type Case = Value;
    type Tables = ();

    fn tables() {}

    fn rules() -> String {
        RULES.len().to_string()
    }

    fn repeated(count: usize) -> String {
        count.to_string()
    }

    fn compile(rules: &str, (): &()) -> Self {
        let count: usize = rules.parse().expect("it is the number of rules");
        ByValue {
            since: MEMBERS.into(),
            before: working_days().into_iter().map(|(day, before)| (day.to_string(), before)).collect(),
            copies: count.div_ceil(RULES.len()),
        }
    }

    fn read(&'static self, json: &str) -> Value {
        serde_json::from_str(json).expect("the cases are JSON")
    }

    fn judge(&'static self, case: &Value) -> Failing {
        let mut failing = Failing::default();
        for copy in 0..self.copies {
            let decided = std::hint::black_box(self).decide(std::hint::black_box(case));
            decided.iter().enumerate().filter(|(_, failed)| **failed).for_each(|(rule, _)| {
                failing.add(copy * RULES.len() + rule);
            });
        }
        failing
    }
}
