//! Expressions as written: terms and conditions.

use super::{Name, Written};
use crate::source::Span;
use crate::value::{Day, Decimal, Duration};

/// An expression: a term or a condition.
#[derive(Debug, Clone)]
pub struct Expr {
    /// What it says.
    pub kind: ExprKind,
    /// Where.
    pub span: Span,
}

/// What an expression says.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind {
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
    /// `none`
    None,
    /// `today`
    Today,
    /// `[a, b]`
    List(Vec<Expr>),
    /// `from A until B`
    Period(Box<Expr>, Option<Box<Expr>>),
    /// `candidate.nationalities`, `approved.on`, `direct`
    Path(Vec<Name>),
    /// `Member[country].since`
    Lookup {
        /// `Member`
        table: Name,
        /// `country`
        key: Box<Expr>,
        /// `since`
        column: Name,
    },
    /// `is_member(country, starts)`
    Call(Name, Vec<Expr>),
    /// `count(xs)`
    Count(Box<Expr>),
    /// `days from a to b`, `working days from a to b`
    Days {
        /// Whether working days are counted.
        working: bool,
        /// From this day, not counted.
        from: Box<Expr>,
        /// To this day, counted.
        to: Box<Expr>,
    },
    /// `a + b - c`, `a * b`: the first operand and the others with their operators. `+ -` and `*` are not in one chain.
    Arithmetic(Box<Expr>, Vec<(Operator, Expr)>),
    /// `if C then A else B`
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `a <= b`
    Compare(Box<Expr>, Comparison, Box<Expr>),
    /// `a or b or c`: two operands at least
    Or(Vec<Expr>),
    /// `a and b and c`: two operands at least
    And(Vec<Expr>),
    /// `not a`
    Not(Box<Expr>),
    /// `every x in xs satisfies C`
    Quantified {
        /// `every`
        quantifier: Quantifier,
        /// `x`
        variable: Name,
        /// `xs`
        list: Box<Expr>,
        /// `C`
        body: Box<Expr>,
    },
    /// `approved by secretary_general no later than starts`, `today during service`
    Qualified(Box<Expr>, Vec<Written<Qualifier>>),
    /// `(…)`
    Brackets(Box<Expr>),
}

/// An arithmetic sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
}

/// A comparing word or sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `is`
    Is,
    /// `is not`
    IsNot,
    /// `is in`
    IsIn,
    /// `is not in`
    IsNotIn,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Comparison {
    /// As the language writes it.
    pub fn words(self) -> &'static str {
        match self {
            Comparison::Is => "is",
            Comparison::IsNot => "is not",
            Comparison::IsIn => "is in",
            Comparison::IsNotIn => "is not in",
            Comparison::Less => "<",
            Comparison::LessOrEqual => "<=",
            Comparison::Greater => ">",
            Comparison::GreaterOrEqual => ">=",
        }
    }
}

/// How many elements must satisfy.
#[derive(Debug, Clone, PartialEq)]
pub enum Quantifier {
    /// `every`
    Every,
    /// `some`
    Some,
    /// `no`
    No,
    /// `exactly n`
    Exactly(Box<Expr>),
    /// `at least n`
    AtLeast(Box<Expr>),
    /// `at most n`
    AtMost(Box<Expr>),
}

/// What narrows an occurrence.
#[derive(Debug, Clone, PartialEq)]
pub enum Qualifier {
    /// `by X`
    By(Expr),
    /// `only by X`
    OnlyBy(Expr),
    /// `before T`
    Before(Expr),
    /// `after T`
    After(Expr),
    /// `on T`
    On(Expr),
    /// `no later than T`
    NoLaterThan(Expr),
    /// `no earlier than T`
    NoEarlierThan(Expr),
    /// `within D after T`
    WithinAfter(Expr, Expr),
    /// `within D before T`
    WithinBefore(Expr, Expr),
    /// `at least D after T`
    AtLeastAfter(Expr, Expr),
    /// `at least D before T`
    AtLeastBefore(Expr, Expr),
    /// `during P`
    During(Expr),
    /// `where (C)`
    Where(Expr),
}
