//! Declarations as written, other than rules.

use super::{Citation, CitationClause, Expr, Label, Name, Written};
use crate::source::Span;
use crate::value::Day;

/// The first declaration of a file.
#[derive(Debug, Clone)]
pub struct Header {
    /// Whether it is a `library`.
    pub library: bool,
    /// `appointment`
    pub name: Name,
    /// `"Appointment approval" fr "…"`
    pub title: Label,
    /// `version 1`: what stands after the word.
    pub version: Option<Written<String>>,
    /// `in force from … until …`
    pub force: Option<Force>,
    /// `judged on starts`
    pub judged_on: Option<Expr>,
    /// `language fr`
    pub language: Option<Name>,
    /// The whole declaration.
    pub span: Span,
}

/// `in force from 2017-12-04 until 2018-12-31`; one of the two at least.
#[derive(Debug, Clone)]
pub struct Force {
    /// First day.
    pub from: Option<Written<Day>>,
    /// Last day.
    pub until: Option<Written<Day>>,
    /// The whole clause.
    pub span: Span,
}

/// `use alliance, house_rules`
#[derive(Debug, Clone)]
pub struct Use {
    /// The declared names of the files.
    pub names: Vec<Name>,
    /// The whole declaration.
    pub span: Span,
}

/// `source page "…" dated 2017-12-04 link "https://…"`, `practice house "…"`
#[derive(Debug, Clone)]
pub struct SourceItem {
    /// Whether it is house practice.
    pub practice: bool,
    /// `page`
    pub name: Name,
    /// `"International Staff"`
    pub title: Label,
    /// The day of the text.
    pub dated: Option<Written<Day>>,
    /// Where it can be read.
    pub link: Option<Written<String>>,
    /// The whole declaration.
    pub span: Span,
}

/// A passage deliberately left out, and why.
#[derive(Debug, Clone)]
pub struct Unencoded {
    /// `page "Evolution" 7`
    pub citation: Citation,
    /// `"an aim, nothing to check"`
    pub reason: Label,
    /// The whole declaration.
    pub span: Span,
}

/// A calendar of working days.
#[derive(Debug, Clone)]
pub struct CalendarItem {
    /// `office`
    pub name: Name,
    /// `"Example calendar"`
    pub title: Option<Label>,
    /// `weekend saturday, sunday`: the names of the days as written.
    pub weekend: Option<Vec<Name>>,
    /// `holiday 2017-12-25 "Christmas Day"`
    pub holidays: Vec<HolidayLine>,
    /// `covers 2017-01-01 to 2019-12-31`
    pub covers: Option<(Written<Day>, Written<Day>)>,
    /// `roll next`: `next`, `previous` or `stay` as written.
    pub roll: Option<Name>,
    /// The whole declaration.
    pub span: Span,
}

/// `holiday 2017-12-25 "Christmas Day" fr "Noël"`
#[derive(Debug, Clone, PartialEq)]
pub struct HolidayLine {
    /// The day.
    pub day: Written<Day>,
    /// Its name.
    pub name: Label,
}

/// A closed list of alternatives.
#[derive(Debug, Clone)]
pub struct ChoiceItem {
    /// `Route`
    pub name: Name,
    /// `"How the member of staff is engaged"`
    pub title: Option<Label>,
    /// `direct "Recruited directly by the Organization"`
    pub members: Vec<(Name, Option<Label>)>,
    /// The whole declaration.
    pub span: Span,
}

/// Named fields.
#[derive(Debug, Clone)]
pub struct RecordItem {
    /// `Candidate`
    pub name: Name,
    /// The label of the record itself, where it has one.
    pub title: Option<Label>,
    /// Its fields.
    pub fields: Vec<FieldLine>,
    /// The whole declaration.
    pub span: Span,
}

/// `nationalities list of Country "Nationalities" fr "Nationalités"`
#[derive(Debug, Clone, PartialEq)]
pub struct FieldLine {
    /// `nationalities`
    pub name: Name,
    /// `list of Country`
    pub ty: TypeExpr,
    /// `"Nationalities"`
    pub label: Option<Label>,
}

/// A type as written.
#[derive(Debug, Clone)]
pub enum TypeExpr {
    /// `text`, `number`, `yes/no`, `date`, `duration`, `period`, `event`, or the name of a choice or record.
    Named(Name),
    /// `event of Contact by Office`; at least one of the two.
    Event {
        /// The record.
        of: Option<Name>,
        /// The choice.
        by: Option<Name>,
        /// The whole type.
        span: Span,
    },
    /// `list of Country`
    List(Box<TypeExpr>, Span),
    /// `optional Office`
    Optional(Box<TypeExpr>, Span),
}

impl TypeExpr {
    /// The whole type.
    pub fn span(&self) -> Span {
        match self {
            TypeExpr::Named(name) => name.span,
            TypeExpr::Event { span, .. } | TypeExpr::List(_, span) | TypeExpr::Optional(_, span) => *span,
        }
    }
}

/// Reference data.
#[derive(Debug, Clone)]
pub struct TableItem {
    /// `Member`
    pub name: Name,
    /// `"Member countries"`
    pub title: Option<Label>,
    /// The passages that it rests on, where given.
    pub citations: Vec<CitationClause>,
    /// `| country: Country | since: date |`
    pub columns: Vec<(Name, TypeExpr)>,
    /// One row a line; an empty cell is `None`.
    pub rows: Vec<Row>,
    /// The whole declaration.
    pub span: Span,
}

/// One line of a table.
#[derive(Debug, Clone)]
pub struct Row {
    /// One for each column, as written.
    pub cells: Vec<Option<Expr>>,
    /// The line.
    pub span: Span,
}

/// The shape of a case.
#[derive(Debug, Clone)]
pub struct FactsItem {
    /// One line a fact.
    pub facts: Vec<FieldLine>,
    /// The whole declaration.
    pub span: Span,
}

/// What an office sets.
#[derive(Debug, Clone)]
pub struct ParameterItem {
    /// `open_for`
    pub name: Name,
    /// `duration`
    pub ty: TypeExpr,
    /// `10 working days`
    pub value: Option<Expr>,
    /// `"Shortest time a vacancy stays open"`
    pub label: Option<Label>,
    /// What it rests on.
    pub citations: Vec<CitationClause>,
    /// The whole declaration.
    pub span: Span,
}

/// A named term or condition.
#[derive(Debug, Clone)]
pub struct DefineItem {
    /// `is_member`
    pub name: Name,
    /// `country Country, day date`
    pub parameters: Vec<(Name, TypeExpr)>,
    /// `"is a member country on that day"`
    pub label: Option<Label>,
    /// What stands after `as`.
    pub body: Expr,
    /// What it rests on.
    pub citations: Vec<CitationClause>,
    /// The whole declaration.
    pub span: Span,
}
