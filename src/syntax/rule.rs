//! Rules, exceptions and examples as written.

use super::{CaseLine, Expr, Force, Label, Name, Written};
use crate::source::Span;

/// `whereas page "…" 8, treaty "Article 10"` or `inferred from …`
#[derive(Debug, Clone)]
pub struct CitationClause {
    /// Whether it is `inferred from`.
    pub inferred: bool,
    /// The passages.
    pub citations: Vec<Citation>,
    /// The whole clause.
    pub span: Span,
}

/// `page "Role and responsibilities" 8`
#[derive(Debug, Clone)]
pub struct Citation {
    /// `page`
    pub source: Name,
    /// `"Role and responsibilities"`
    pub heading: Option<Written<String>>,
    /// `8`
    pub number: Option<Written<u32>>,
    /// The whole citation.
    pub span: Span,
}

/// A rule.
#[derive(Debug, Clone)]
pub struct RuleItem {
    /// `approval`
    pub name: Name,
    /// `"The Secretary General approves every appointment"`
    pub title: Label,
    /// At least one.
    pub citations: Vec<CitationClause>,
    /// `for each d in decisions`
    pub for_each: Option<ForEach>,
    /// `in force from …`
    pub force: Option<Force>,
    /// `judged on T`
    pub judged_on: Option<Expr>,
    /// `when C`
    pub when: Option<Expr>,
    /// `unless C "reason"`
    pub unless: Vec<Unless>,
    /// `duty of secretary_general`
    pub duty_of: Option<Expr>,
    /// `must C`, `requires C`, `should C`
    pub norm: Norm,
    /// Shown for not met.
    pub otherwise: Option<Label>,
    /// Shown for not met and due.
    pub remedy: Option<Label>,
    /// The whole declaration.
    pub span: Span,
}

/// `for each d in decisions`
#[derive(Debug, Clone, PartialEq)]
pub struct ForEach {
    /// `d`
    pub variable: Name,
    /// `decisions`
    pub list: Expr,
}

/// `unless candidate.internal "transferred within the staff"`
#[derive(Debug, Clone, PartialEq)]
pub struct Unless {
    /// The condition.
    pub condition: Expr,
    /// Why.
    pub reason: Label,
}

/// What kind of norm a rule states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NormKind {
    /// A duty.
    Must,
    /// A condition of validity.
    Requires,
    /// Advice.
    Should,
}

/// `must not be published before decided`
#[derive(Debug, Clone)]
pub struct Norm {
    /// `must`, `requires` or `should`.
    pub kind: NormKind,
    /// `must not C`
    pub negated: bool,
    /// Whether `be` is written. It means nothing, and is not compared.
    pub be: bool,
    /// The condition, without `not` and `be`.
    pub condition: Expr,
    /// The whole clause.
    pub span: Span,
}

/// An exception to rules or to other exceptions.
#[derive(Debug, Clone)]
pub struct ExceptionItem {
    /// `council_appoints`
    pub name: Name,
    /// `approval, approval_in_time`
    pub targets: Vec<Name>,
    /// `"The Secretary General is appointed by the Council"`
    pub title: Label,
    /// At least one.
    pub citations: Vec<CitationClause>,
    /// `when C`
    pub when: Option<Expr>,
    /// The whole declaration.
    pub span: Span,
}

/// A case with what is expected of it.
#[derive(Debug, Clone)]
pub struct ExampleItem {
    /// `"Approved by the Deputy Secretary General only"`
    pub title: Written<String>,
    /// The lines of the body.
    pub lines: Vec<CaseLine>,
    /// The whole declaration.
    pub span: Span,
}
