//! The rules of `procedures/appointment.whereas`, decided by hand in Rust over a serde struct: the floor that the
//! checker is measured against. It decides the known cases only: no explanation, no unknown facts, no language.

use serde::Deserialize;
use whereas::value::Day;

/// A case of an appointment with every fact known.
#[derive(Debug, Deserialize)]
pub struct Appointment {
    as_of: String,
    facts: Facts,
}

#[derive(Debug, Deserialize)]
struct Facts {
    candidate: Candidate,
    office: String,
    occasion: String,
    route: Option<String>,
    seconding_country: Option<String>,
    starts: String,
    approved: Approved,
    absences: Vec<Absence>,
    published: Published,
    limited_to: Vec<String>,
    applied: String,
    selected: String,
}

#[derive(Debug, Deserialize)]
struct Candidate {
    nationalities: Vec<String>,
    internal: bool,
}

#[derive(Debug, Deserialize)]
struct Approved {
    on: String,
    by: String,
    names_this: bool,
}

#[derive(Debug, Deserialize)]
struct Absence {
    from: String,
    until: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Published {
    on: String,
    medium: String,
}

const MEMBERS: [(&str, &str); 32] = [
    ("belgium", "1949-08-24"),
    ("canada", "1949-08-24"),
    ("denmark", "1949-08-24"),
    ("france", "1949-08-24"),
    ("iceland", "1949-08-24"),
    ("italy", "1949-08-24"),
    ("luxembourg", "1949-08-24"),
    ("netherlands", "1949-08-24"),
    ("norway", "1949-08-24"),
    ("portugal", "1949-08-24"),
    ("united_kingdom", "1949-08-24"),
    ("united_states", "1949-08-24"),
    ("greece", "1952-02-18"),
    ("turkiye", "1952-02-18"),
    ("germany", "1955-05-06"),
    ("spain", "1982-05-30"),
    ("czechia", "1999-03-12"),
    ("hungary", "1999-03-12"),
    ("poland", "1999-03-12"),
    ("bulgaria", "2004-03-29"),
    ("estonia", "2004-03-29"),
    ("latvia", "2004-03-29"),
    ("lithuania", "2004-03-29"),
    ("romania", "2004-03-29"),
    ("slovakia", "2004-03-29"),
    ("slovenia", "2004-03-29"),
    ("albania", "2009-04-01"),
    ("croatia", "2009-04-01"),
    ("montenegro", "2017-06-05"),
    ("north_macedonia", "2020-03-27"),
    ("finland", "2023-04-04"),
    ("sweden", "2024-03-07"),
];

fn is_member(country: &str, day: &str) -> bool {
    MEMBERS.iter().any(|(member, since)| *member == country && *since <= day)
}

/// Working days as the example calendar counts them, two holidays of the turn of the year apart.
fn ten_working_days_before(day: Day) -> Day {
    let (mut day, mut left) = (day, 10);
    while left > 0 {
        day = day.plus(-1);
        if day.weekday() < 5 {
            left -= 1;
        }
    }
    day
}

/// Which rules of the appointment procedure are not met, as bits.
pub fn not_met(case: &Appointment) -> u32 {
    let facts = &case.facts;
    let (today, starts) = (case.as_of.as_str(), facts.starts.as_str());
    if starts < "2017-12-04" {
        return 0;
    }
    let secretary_general = facts.office == "secretary_general";
    let happened = |day: &str| day <= today;
    let approved = |by: &str| happened(&facts.approved.on) && facts.approved.by == by;
    let seconded = facts.route.as_deref() == Some("seconded");
    let direct = facts.route.as_deref() == Some("direct");
    let appointment = facts.occasion == "first_appointment" || facts.occasion != "change_of_route";
    let deputy = approved("deputy_secretary_general")
        && facts.approved.names_this
        && facts.absences.iter().any(|absence| {
            absence.from <= facts.approved.on && absence.until.as_ref().is_none_or(|until| facts.approved.on <= *until)
        });
    let published = happened(&facts.published.on);
    let on_website = published && facts.published.medium == "nato_website";
    let nationals = &facts.candidate.nationalities;
    let seconding = facts.seconding_country.as_deref();
    let in_time = || {
        let published = Day::parse(&facts.published.on);
        let latest = Day::parse(&facts.applied).map(ten_working_days_before);
        published.zip(latest).is_some_and(|(published, latest)| published <= latest)
    };
    let failed = [
        !nationals.iter().any(|country| is_member(country, starts)),
        starts <= today && !nationals.iter().any(|country| is_member(country, starts)),
        facts.route.is_none() && !secretary_general,
        seconded && seconding.is_none_or(|country| !nationals.iter().any(|national| national == country)),
        seconded && seconding.is_none_or(|country| !is_member(country, starts)),
        appointment && starts <= today && !approved("secretary_general") && !deputy && !secretary_general,
        appointment && approved("secretary_general") && !facts.approved.names_this,
        direct && happened(&facts.selected) && !on_website && !secretary_general,
        direct
            && !(on_website && facts.published.on < facts.selected)
            && happened(&facts.selected)
            && !secretary_general,
        direct && published && !facts.limited_to.is_empty() && !secretary_general,
        direct && !facts.candidate.internal && happened(&facts.applied) && !in_time() && !secretary_general,
    ];
    failed.iter().enumerate().fold(0, |bits, (bit, failed)| bits | u32::from(*failed) << bit)
}
