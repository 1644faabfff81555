//! A case in any spelling, read against the model.

mod leaves;

use std::sync::Arc;

use crate::value::{Cell, Day};

pub use leaves::{Leaf, Part, leaves};

/// A case, every fact in its slot.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// What it is called: `Ms A., director`.
    pub title: Arc<str>,
    /// The procedure that it names, where it names one.
    pub procedure: Option<Arc<str>>,
    /// The day on which it is judged, where it says.
    pub as_of: Option<Day>,
    /// The facts, laid out as [`crate::model::Model::facts`].
    pub cells: Vec<Cell>,
    /// The parameters, laid out as [`crate::model::Model::parameters`]: the files' values, or what was set instead.
    pub settings: Vec<Cell>,
    /// Who set each parameter, one for each field of [`crate::model::Model::parameters`].
    pub set_by: Vec<SetBy>,
    /// Facts that are assumed, in the order given.
    pub assumed: Vec<Assumption>,
}

/// Who set a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetBy {
    /// The procedure's files, or nobody.
    File,
    /// The case.
    Case,
    /// Whoever asked for the check.
    Caller,
}

/// A fact that is taken for given although the file does not say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assumption {
    /// The fact, as in `decisions[0].owner` or `approved[1].on`.
    pub fact: String,
    /// Why.
    pub because: Option<Arc<str>>,
}
