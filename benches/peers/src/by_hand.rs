//! The rules written by hand in Rust over a struct that serde reads: the floor. It decides known cases only: no
//! explanation, no unknown facts, no language.

use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};
use whereas::value::Day as Number;

use crate::engine::{Engine, Failing, RULES};
use crate::tables::{MEMBERS, working_days};

/// Days since 1 January 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(i32);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Day;
            fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str("a day")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Day, E> {
                parse(text).ok_or_else(|| E::custom("not a day"))
            }
        }
        from.deserialize_str(Text)
    }
}

/// Reads `2018-01-20` of the years 1 to 9999.
fn parse(text: &str) -> Option<Day> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    let mut all_digits = true;
    let mut digits = |digits: &[u8]| {
        digits.iter().fold(0, |number, digit| {
            all_digits &= digit.is_ascii_digit();
            number * 10 + i32::from(digit.wrapping_sub(b'0'))
        })
    };
    let (year, month, day) = (digits(&[y1, y2, y3, y4]), digits(&[m1, m2]), digits(&[d1, d2]));
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 => 28 + i32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => return None,
    };
    if !all_digits || year == 0 || !(1..=last).contains(&day) {
        return None;
    }
    // Years are counted from March, so that the day that some years have more is the last one.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day;
    Some(Day(days - 719_469))
}

/// A case.
#[derive(Debug, Deserialize)]
pub struct Case {
    #[serde(rename = "case")]
    _title: String,
    #[serde(rename = "procedure")]
    _procedure: String,
    as_of: Day,
    parameters: Parameters,
    facts: Facts,
}

#[derive(Debug, Deserialize)]
struct Parameters {
    approval_timing: Timing,
    instrument_required: bool,
    announce_secondments: bool,
}

#[derive(Debug, Deserialize)]
struct Facts {
    candidate: Candidate,
    office: Office,
    occasion: Occasion,
    route: Option<Route>,
    seconding_country: Option<Country>,
    starts: Day,
    approved: Option<Approved>,
    absences: Vec<Absence>,
    delegated: Option<Delegated>,
    published: Option<Published>,
    limited_to: Vec<Country>,
    applied: Option<Day>,
    selected: Option<Day>,
    lost: Option<Lost>,
    left: Option<Day>,
}

#[derive(Debug, Deserialize)]
struct Candidate {
    #[serde(rename = "name")]
    _name: String,
    nationalities: Vec<Country>,
    internal: bool,
}

#[derive(Debug, Deserialize)]
struct Approved {
    on: Day,
    by: Office,
    names_this: bool,
}

#[derive(Debug, Deserialize)]
struct Absence {
    from: Day,
    until: Option<Day>,
}

#[derive(Debug, Deserialize)]
struct Delegated {
    on: Day,
    by: Office,
}

#[derive(Debug, Deserialize)]
struct Published {
    on: Day,
    medium: Medium,
}

#[derive(Debug, Deserialize)]
struct Lost {
    on: Day,
    nationality: Country,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Timing {
    BeforeStart,
    AnyTime,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(clippy::enum_variant_names, reason = "they are called as the cases call them")]
enum Office {
    SecretaryGeneral,
    DeputySecretaryGeneral,
    AssistantSecretaryGeneral,
    PrivateOfficeDirector,
    OfficeDirector,
    StaffMember,
    Council,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Occasion {
    FirstAppointment,
    Renewal,
    Promotion,
    Transfer,
    ChangeOfRoute,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Route {
    Direct,
    Seconded,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Medium {
    NatoWebsite,
    Elsewhere,
}

/// In the order of [`MEMBERS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(clippy::enum_variant_names, reason = "they are called as the cases call them")]
enum Country {
    Belgium,
    Canada,
    Denmark,
    France,
    Iceland,
    Italy,
    Luxembourg,
    Netherlands,
    Norway,
    Portugal,
    UnitedKingdom,
    UnitedStates,
    Greece,
    Turkiye,
    Germany,
    Spain,
    Czechia,
    Hungary,
    Poland,
    Bulgaria,
    Estonia,
    Latvia,
    Lithuania,
    Romania,
    Slovakia,
    Slovenia,
    Albania,
    Croatia,
    Montenegro,
    NorthMacedonia,
    Finland,
    Sweden,
    OtherCountry,
}

/// The rules.
pub struct ByHand {
    /// The day from which each country is a member.
    since: [Day; MEMBERS.len()],
    /// The first day of the calendar, and the number of working days before it and each day after it.
    first: Day,
    before: Vec<u16>,
    page: Day,
    copies: usize,
}

impl ByHand {
    fn is_member(&self, country: Country, day: Day) -> bool {
        self.since.get(country as usize).is_some_and(|since| *since <= day)
    }

    fn working_days(&self, from: Day, to: Day) -> i32 {
        let before = |day: Day| {
            let at = usize::try_from(day.0 - self.first.0).expect("the calendar covers the cases");
            i32::from(*self.before.get(at).expect("the calendar covers the cases"))
        };
        before(to) - before(from)
    }

    fn decide(&self, case: &Case) -> [bool; RULES.len()] {
        let (facts, set, today) = (&case.facts, &case.parameters, case.as_of);
        let starts = facts.starts;
        if starts < self.page {
            return [false; RULES.len()];
        }
        let nationalities = &facts.candidate.nationalities;
        let is_national = nationalities.iter().any(|country| self.is_member(*country, starts));
        let lost = facts.lost.as_ref().filter(|lost| lost.on <= today).map(|lost| lost.nationality);
        let is_still_national =
            nationalities.iter().any(|country| self.is_member(*country, starts) && lost != Some(*country));
        let is_secretary_general = facts.office == Office::SecretaryGeneral;
        let is_appointment = facts.occasion != Occasion::ChangeOfRoute;
        let seconded = facts.route == Some(Route::Seconded);
        let seconding = facts.seconding_country;
        let approved = facts.approved.as_ref().filter(|approved| approved.on <= today);
        let approved_by = |office: Office| approved.filter(|approved| approved.by == office);
        let delegated = facts.delegated.as_ref().filter(|delegated| delegated.on <= today);
        let deputy = approved_by(Office::DeputySecretaryGeneral).filter(|approved| {
            let within = |absence: &Absence| {
                absence.from <= approved.on && absence.until.is_none_or(|until| approved.on <= until)
            };
            let has_instrument = || {
                delegated
                    .is_some_and(|delegated| delegated.by == Office::SecretaryGeneral && delegated.on <= approved.on)
            };
            approved.names_this && facts.absences.iter().any(within) && (!set.instrument_required || has_instrument())
        });
        let by_secretary_general = approved_by(Office::SecretaryGeneral);
        let needs_vacancy = facts.route == Some(Route::Direct) || set.announce_secondments;
        let published = facts.published.as_ref().filter(|published| published.on <= today);
        let on_website = published.filter(|published| published.medium == Medium::NatoWebsite);
        let selected = facts.selected.filter(|selected| *selected <= today);
        let applied = facts.applied.filter(|applied| *applied <= today);
        let by_vacancy = needs_vacancy && !is_secretary_general;
        [
            !is_national,
            starts <= today && facts.left.is_none_or(|left| today < left) && is_national && !is_still_national,
            facts.route.is_none() && !is_secretary_general,
            seconded
                && seconding != Some(Country::OtherCountry)
                && seconding.is_none_or(|country| !nationalities.contains(&country)),
            seconded && seconding.is_none_or(|country| !self.is_member(country, starts)),
            is_appointment
                && starts <= today
                && by_secretary_general.is_none()
                && !is_secretary_general
                && deputy.is_none(),
            is_appointment && by_secretary_general.is_some_and(|approved| !approved.names_this),
            is_appointment
                && set.approval_timing == Timing::BeforeStart
                && starts < today
                && by_secretary_general.is_none_or(|approved| starts < approved.on)
                && !is_secretary_general
                && deputy.is_none_or(|approved| starts < approved.on),
            by_vacancy && selected.is_some() && on_website.is_none(),
            by_vacancy && selected.is_some_and(|selected| on_website.is_none_or(|published| selected <= published.on)),
            by_vacancy
                && !facts.limited_to.is_empty()
                && published.is_some_and(|published| {
                    let mut members = COUNTRIES.iter().filter(|country| self.is_member(**country, published.on));
                    members.any(|country| !facts.limited_to.contains(country))
                }),
            by_vacancy
                && !facts.candidate.internal
                && applied.is_some_and(|applied| {
                    published.is_none_or(|published| self.working_days(published.on, applied) < 10)
                }),
        ]
    }
}

/// The countries that are or became members, in the order of [`MEMBERS`].
const COUNTRIES: [Country; MEMBERS.len()] = [
    Country::Belgium,
    Country::Canada,
    Country::Denmark,
    Country::France,
    Country::Iceland,
    Country::Italy,
    Country::Luxembourg,
    Country::Netherlands,
    Country::Norway,
    Country::Portugal,
    Country::UnitedKingdom,
    Country::UnitedStates,
    Country::Greece,
    Country::Turkiye,
    Country::Germany,
    Country::Spain,
    Country::Czechia,
    Country::Hungary,
    Country::Poland,
    Country::Bulgaria,
    Country::Estonia,
    Country::Latvia,
    Country::Lithuania,
    Country::Romania,
    Country::Slovakia,
    Country::Slovenia,
    Country::Albania,
    Country::Croatia,
    Country::Montenegro,
    Country::NorthMacedonia,
    Country::Finland,
    Country::Sweden,
];

impl Engine for ByHand {
    type Case = Case;
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
        let days = working_days();
        let first = days.first().map_or(Number(0), |(day, _)| *day);
        ByHand {
            since: MEMBERS.map(|(_, since)| parse(since).expect("it is a day")),
            first: Day(first.0),
            before: days.iter().map(|(_, before)| *before).collect(),
            page: parse("2017-12-04").expect("it is a day"),
            copies: count.div_ceil(RULES.len()),
        }
    }

    fn read(&'static self, json: &str) -> Case {
        serde_json::from_str(json).expect("the cases have this form")
    }

    fn judge(&'static self, case: &Case) -> Failing {
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
