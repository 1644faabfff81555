//! The lines of a case or example as written.

use std::sync::Arc;

use super::{Name, Written};
use crate::outcome::Outcome;
use crate::source::Span;
use crate::value::{Day, Decimal, Duration};

/// One line of a case or example.
#[derive(Debug, Clone, PartialEq)]
pub enum CaseLine {
    /// `candidate.nationalities = [norway]`
    Fact(Path, CaseValue),
    /// `as of 2018-01-20`
    AsOf(Written<Day>),
    /// `set open_for = 5 working days`, in an example or case that is judged with another parameter
    Set(Name, CaseValue),
    /// `expect approval not met`; only in examples
    Expect(Expectation),
}

/// `decisions[0].owner`
#[derive(Debug, Clone)]
pub struct Path {
    /// Names and indices in turn; the first is a name.
    pub steps: Vec<Written<Step>>,
    /// The whole path.
    pub span: Span,
}

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// `.owner`
    Name(Arc<str>),
    /// `[0]`
    Index(u32),
}

/// A value in a case, with its place.
#[derive(Debug, Clone)]
pub struct CaseValue {
    /// What is said.
    pub kind: CaseValueKind,
    /// Where.
    pub span: Span,
}

/// What a case says of a fact.
#[derive(Debug, Clone, PartialEq)]
pub enum CaseValueKind {
    /// `none`
    None,
    /// `unknown`
    Unknown,
    /// `assume direct because "the file does not say"`
    Assumed(Box<CaseValue>, Option<Written<String>>),
    /// `disputed 2018-03-20, 2018-03-22`
    Disputed(Vec<CaseValue>),
    /// `between 2018-03-01 and 2018-03-07`
    Between(Written<Day>, Written<Day>),
    /// `"text"`
    Text(String),
    /// `12.50`
    Number(Decimal),
    /// `yes`, `no`
    YesNo(bool),
    /// `2017-12-04`
    Date(Day),
    /// `10 working days`
    Duration(Duration),
    /// `norway`
    Word(Arc<str>),
    /// `[norway, france]`
    List(Vec<CaseValue>),
    /// `from A until B`; each end may be a state
    Period(Box<CaseValue>, Option<Box<CaseValue>>),
    /// `2018-05-30 by secretary_general note "by letter"`: an occurrence with more than a day
    Occurrence {
        /// The day, where given: a date, `unknown`, `between …`, `disputed …`.
        on: Option<Box<CaseValue>>,
        /// The actor, where given.
        by: Option<Box<CaseValue>>,
        /// The remark, where given.
        note: Option<Written<String>>,
    },
}

/// `expect approval not met`
#[derive(Debug, Clone, PartialEq)]
pub enum Expectation {
    /// `expect r for decisions[0] due 2018-01-03`
    Rule {
        /// `r`
        rule: Name,
        /// `decisions[0]`
        element: Option<Path>,
        /// `due`
        outcome: Written<Outcome>,
        /// `2018-01-03`
        due: Option<Written<Day>>,
    },
    /// `expect not met`: the verdict on the whole case
    Verdict(Written<Outcome>),
    /// `expect missing starts`
    Missing(Path),
}

impl Expectation {
    /// Where it begins: the rule, the outcome or the fact.
    pub fn span(&self) -> Span {
        match self {
            Expectation::Rule { rule, .. } => rule.span,
            Expectation::Verdict(outcome) => outcome.span,
            Expectation::Missing(path) => path.span,
        }
    }
}
