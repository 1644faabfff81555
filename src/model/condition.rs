//! Conditions as checked: expressions that hold or not.

use std::sync::Arc;

use super::{Argument, Listing, PeriodTerm, Place, Term};
use crate::source::Span;

/// A condition with its place in the source.
#[derive(Debug, Clone)]
pub struct Condition {
    /// What it says.
    pub kind: ConditionKind,
    /// Where it is written, brackets not included.
    pub span: Span,
}

/// A comparing sign between terms of one plain type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparator {
    /// `is`
    Is,
    /// `is not`
    IsNot,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// What a condition says.
#[derive(Debug, Clone)]
pub enum ConditionKind {
    /// `candidate.internal`: a yes/no term
    Holds(Term),
    /// `starts <= today`, `route is direct`
    Compare(Term, Comparator, Term),
    /// `x is none`; the term is the presence cell of an optional record or period
    IsNone(Term),
    /// `country is in candidate.nationalities`; for a table, its first column
    IsIn(Term, Listing),
    /// `starts during service`, `today during service`
    During(Term, PeriodTerm),
    /// `approved by secretary_general no later than starts`
    Event(Box<EventCondition>),
    /// `not C`, `is not none`, `is not in`
    Not(Box<Condition>),
    /// `a and b`
    And(Vec<Condition>),
    /// `a or b`
    Or(Vec<Condition>),
    /// `if C then A else B`
    If(Box<Condition>, Box<Condition>, Box<Condition>),
    /// `every x in xs satisfies C`
    Quantified(Box<Quantified>),
    /// A define that is a condition.
    Call(usize, Vec<Argument>),
}

/// `every x in xs satisfies C`
#[derive(Debug, Clone)]
pub struct Quantified {
    /// How many must satisfy.
    pub quantifier: Quantifier,
    /// The name of the element, for explanations.
    pub variable: Arc<str>,
    /// The list.
    pub list: Listing,
    /// `C`, in a scope that holds the element.
    pub body: Condition,
    /// Whether the body reads an event or `today`.
    pub timed: bool,
    /// Whether the body reads an event outside every `not` (in the wide sense), so that something can be done about it.
    pub doable: bool,
}

/// How many elements must satisfy.
#[derive(Debug, Clone)]
pub enum Quantifier {
    /// All.
    Every,
    /// One or more.
    Some,
    /// None.
    No,
    /// That many and no more.
    Exactly(Term),
    /// That many or more.
    AtLeast(Term),
    /// That many or fewer.
    AtMost(Term),
}

/// An event, narrowed to the occurrences that its qualifiers admit. Without any: whether it has happened.
#[derive(Debug, Clone)]
pub struct EventCondition {
    /// The event's cell.
    pub event: Place,
    /// `by X`
    pub by: Option<Term>,
    /// `only by X`: then the condition says that nobody else did it.
    pub only_by: Option<Term>,
    /// The qualifiers of time.
    pub windows: Vec<Window>,
    /// `where (C)`, in a scope that holds the fields of the occurrence.
    pub filter: Option<Condition>,
    /// Where it is written.
    pub span: Span,
}

/// A qualifier of time.
#[derive(Debug, Clone)]
pub struct Window {
    /// What it says.
    pub kind: WindowKind,
    /// Where it is written.
    pub span: Span,
}

/// What a qualifier of time says.
#[derive(Debug, Clone)]
pub enum WindowKind {
    /// `before T`
    Before(Instant),
    /// `after T`
    After(Instant),
    /// `on T`
    On(Instant),
    /// `no later than T`
    NoLaterThan(Instant),
    /// `no earlier than T`
    NoEarlierThan(Instant),
    /// `within D after T`
    WithinAfter(Term, Instant),
    /// `within D before T`
    WithinBefore(Term, Instant),
    /// `at least D after T`
    AtLeastAfter(Term, Instant),
    /// `at least D before T`
    AtLeastBefore(Term, Instant),
    /// `during P`
    During(PeriodTerm),
}

/// A day that something is measured from.
#[derive(Debug, Clone)]
pub enum Instant {
    /// A date.
    Date(Term),
    /// The first occurrence of an event, narrowed or not.
    Event(Box<EventCondition>),
}
