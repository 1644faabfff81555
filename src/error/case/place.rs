//! Where in a case a thing is said.

use std::fmt;

/// Where in a case a thing is said, in the three ways in which readers look for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// In JSON: `/facts/decisions/0/owner`.
    pub pointer: Option<String>,
    /// As the rules and the report call it: `decisions[0].owner`; empty for what is no fact.
    pub path: String,
    /// The label of the fact: `Owner`.
    pub label: Option<String>,
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.pointer.as_deref().unwrap_or(&self.path);
        match &self.label {
            Some(label) if label != place => write!(out, "{place} ({label})"),
            _ if place.is_empty() => out.write_str("here"),
            _ => out.write_str(place),
        }
    }
}
