//! Terms as checked: expressions that give a value.

use std::sync::Arc;

use super::{Condition, Operator};
use crate::calendar::Direction;
use crate::value::{Cell, List, Value};

/// Where a cell stands: counted from the start of the facts, the parameters, or what a local name is bound to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// From where it is counted.
    pub base: Base,
    /// Cells from there.
    pub at: u32,
}

/// What a place is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// The facts of the case.
    Facts,
    /// The parameters.
    Parameters,
    /// A local name, by the number of scopes outward: 0 is the innermost.
    ///
    /// `for each`, each quantifier and each `where` open one scope, which holds the element (for `where`, the fields of
    /// the occurrence). A call opens one scope for each parameter of the define, the last one innermost; the body of a
    /// define sees nothing of its caller.
    Local(u32),
}

/// An expression that gives a value.
#[derive(Debug, Clone)]
pub enum Term {
    /// A value written in the file.
    Value(Value),
    /// `none`
    None,
    /// `today`: only as a side of a comparison of dates, before `during`, or as an argument.
    Today,
    /// One cell, or the local that holds a computed argument.
    Cell(Place),
    /// `E.on`; the place is the event's cell.
    On(Place),
    /// `E.by`
    By(Place),
    /// `a + b`, `a - b`, `a * b` of numbers; `a + b` of durations in one unit.
    Arithmetic(Box<Term>, Operator, Box<Term>),
    /// `date + duration` ([`Direction::After`]) or `date - duration`.
    Shift(Box<Term>, Box<Term>, Direction),
    /// `days from a to b`, `working days from a to b`.
    Days {
        /// Whether working days are counted.
        working: bool,
        /// From this day, not counted.
        from: Box<Term>,
        /// To this day, counted.
        to: Box<Term>,
    },
    /// `count(xs)`
    Count(Listing),
    /// `if C then A else B`
    If(Box<Condition>, Box<Term>, Box<Term>),
    /// `T[k].column`; `none` where there is no such row.
    Lookup {
        /// Index into [`Model::tables`].
        table: usize,
        /// `k`
        key: Box<Term>,
        /// The cell of the row.
        column: usize,
    },
    /// A define that gives a value.
    Call(usize, Vec<Argument>),
}

/// What a parameter of a define is bound to.
#[derive(Debug, Clone)]
pub enum Argument {
    /// Cells: a record, list, event or period, or a plain fact.
    Place(Place, u32),
    /// A list or other value written in the file.
    Constant(Cell),
    /// Anything else, worked out where the define reads it.
    Term(Term),
}

/// A list that is gone through or looked into.
#[derive(Debug, Clone)]
pub enum Listing {
    /// The cell of a list.
    Cell(Place),
    /// A list of values written in the file.
    Constant(Arc<List>),
    /// The rows of a table.
    Table(usize),
    /// `[a, starts]`: only after `is in`.
    Terms(Vec<Term>),
}

/// A period.
#[derive(Debug, Clone)]
pub enum PeriodTerm {
    /// Two cells, `from` and `until`.
    Place(Place),
    /// `from A until B`
    Written(Box<Term>, Option<Box<Term>>),
}
