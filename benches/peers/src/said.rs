//! A case as its JSON says it, borrowed from the text: what the engines that have no JSON of their own are filled from.

use serde::Deserialize;

use crate::tables::{NEVER, number};

/// A case.
#[derive(Debug, Deserialize)]
pub struct Said<'t> {
    pub as_of: &'t str,
    #[serde(borrow)]
    pub parameters: Parameters<'t>,
    pub facts: Facts<'t>,
}

/// What the office has set.
#[derive(Debug, Deserialize)]
pub struct Parameters<'t> {
    pub approval_timing: &'t str,
    pub instrument_required: bool,
    pub announce_secondments: bool,
}

/// What is on file.
#[derive(Debug, Deserialize)]
pub struct Facts<'t> {
    #[serde(borrow)]
    pub candidate: Candidate<'t>,
    pub office: &'t str,
    pub occasion: &'t str,
    pub route: Option<&'t str>,
    pub seconding_country: Option<&'t str>,
    pub starts: &'t str,
    pub approved: Option<Approved<'t>>,
    pub absences: Vec<Absence<'t>>,
    pub delegated: Option<Delegated<'t>>,
    pub published: Option<Published<'t>>,
    pub limited_to: Vec<&'t str>,
    pub applied: Option<&'t str>,
    pub selected: Option<&'t str>,
    pub lost: Option<Lost<'t>>,
    pub left: Option<&'t str>,
}

/// The candidate.
#[derive(Debug, Deserialize)]
pub struct Candidate<'t> {
    #[serde(borrow)]
    pub nationalities: Vec<&'t str>,
    pub internal: bool,
}

/// The approval.
#[derive(Debug, Deserialize)]
pub struct Approved<'t> {
    pub on: &'t str,
    pub by: &'t str,
    pub names_this: bool,
}

/// An absence of the Secretary General.
#[derive(Debug, Deserialize)]
pub struct Absence<'t> {
    pub from: &'t str,
    pub until: Option<&'t str>,
}

/// The delegation.
#[derive(Debug, Deserialize)]
pub struct Delegated<'t> {
    pub on: &'t str,
    pub by: &'t str,
}

/// The notice.
#[derive(Debug, Deserialize)]
pub struct Published<'t> {
    pub on: &'t str,
    pub medium: &'t str,
}

/// The loss of a nationality.
#[derive(Debug, Deserialize)]
pub struct Lost<'t> {
    pub on: &'t str,
    pub nationality: &'t str,
}

impl<'t> Said<'t> {
    /// Reads a case.
    pub fn read(json: &'t str) -> Said<'t> {
        serde_json::from_str(json).expect("the cases have this form")
    }
}

/// The number of the day on which something happened; [`NEVER`] where it did not.
pub fn day(day: Option<&str>) -> i64 {
    day.map_or(NEVER, number)
}
