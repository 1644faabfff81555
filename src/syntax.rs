//! The tree as written: what a file says, before any name is looked up.
//!
//! Equality of trees ignores spans and comments are kept apart, so that a formatted file can be compared with its original.

mod case;
mod declaration;
mod equality;
mod expression;
mod parts;
mod rule;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::source::{FileId, Span};
use crate::text::Text;

pub use self::case::{CaseLine, CaseValue, CaseValueKind, Expectation, Path, Step};
pub use self::declaration::{
    CalendarItem, ChoiceItem, DefineItem, FactsItem, FieldLine, Force, Header, HolidayLine, ParameterItem, RecordItem,
    Row, SourceItem, TableItem, TypeExpr, Unencoded, Use,
};
pub use self::expression::{Comparison, Expr, ExprKind, Operator, Qualifier, Quantifier};
pub use self::rule::{Citation, CitationClause, ExampleItem, ExceptionItem, ForEach, Norm, NormKind, RuleItem, Unless};

/// One `.whereas` file.
#[derive(Debug, Clone, PartialEq)]
pub struct File {
    /// Its number among the sources.
    pub id: FileId,
    /// `procedure appointment "…"` or `library alliance "…"`; `None` where it is missing or broken.
    pub header: Option<Header>,
    /// The other declarations, in the order written.
    pub items: Vec<Item>,
    /// Declarations that could not be read: what they would have declared is not known, and no mistake of others.
    pub broken: Vec<Span>,
    /// Every comment, in the order written.
    pub comments: Vec<Comment>,
    /// The languages of its texts.
    pub languages: BTreeSet<Arc<str>>,
}

/// A `.case` file, or the case in an example.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseFile {
    /// Its number among the sources.
    pub id: FileId,
    /// `"Ms A., director"`
    pub title: Written<String>,
    /// `of appointment`
    pub procedure: Option<Name>,
    /// The lines of the body.
    pub lines: Vec<CaseLine>,
    /// Every comment, in the order written.
    pub comments: Vec<Comment>,
}

/// A thing with its place. Places are not compared.
#[derive(Debug, Clone, Copy)]
pub struct Written<T> {
    /// The thing.
    pub value: T,
    /// Where it is written.
    pub span: Span,
}

impl<T> Written<T> {
    /// The thing at that place.
    pub fn new(value: T, span: Span) -> Self {
        Written { value, span }
    }
}

/// A name as written.
pub type Name = Written<Arc<str>>;

/// `# …`, without the sign and the blanks around.
#[derive(Debug, Clone)]
pub struct Comment {
    /// The words.
    pub text: String,
    /// From the sign to the end of the line.
    pub span: Span,
    /// Whether nothing stands before it on its line.
    pub own_line: bool,
}

/// `"…" fr "…"`; the language of the own text is filled in from the header (`en` where it gives none).
///
/// The texts of `otherwise` and `remedy` are raw, as they stand between the marks, so that `\{` can be told from `{`:
/// [`crate::parse::message`] reads them. All others stand as they are meant, without escapes.
#[derive(Debug, Clone)]
pub struct Label {
    /// The texts.
    pub value: Text,
    /// The whole label.
    pub span: Span,
    /// Where each text stands, without its marks: the own one first, then the translations.
    pub spans: Vec<Span>,
}

/// A part of a message: text, or an expression that is shown.
#[derive(Debug, Clone, PartialEq)]
pub enum MessagePiece {
    /// ` holds no nationality`
    Text(String),
    /// `{candidate.name}`
    Show(Expr),
}

/// A declaration other than the header.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// `use alliance, house_rules`
    Use(Use),
    /// `source page "…"` or `practice house "…"`
    Source(SourceItem),
    /// `unencoded page "Evolution" 7 "an aim, nothing to check"`
    Unencoded(Unencoded),
    /// `calendar office "…" …`
    Calendar(CalendarItem),
    /// `choice Route "…" …`
    Choice(ChoiceItem),
    /// `record Candidate …`
    Record(RecordItem),
    /// `table Member "…" …`
    Table(TableItem),
    /// `facts …`
    Facts(FactsItem),
    /// `parameter open_for duration = 10 working days "…"`
    Parameter(ParameterItem),
    /// `define is_member(country Country, day date) "…" as …`
    Define(DefineItem),
    /// `rule approval "…" …`
    Rule(Box<RuleItem>),
    /// `exception council_appoints to approval "…" …`
    Exception(Box<ExceptionItem>),
    /// `example "…" …`
    Example(ExampleItem),
}

impl Item {
    /// The whole declaration.
    pub fn span(&self) -> Span {
        match self {
            Item::Use(item) => item.span,
            Item::Source(item) => item.span,
            Item::Unencoded(item) => item.span,
            Item::Calendar(item) => item.span,
            Item::Choice(item) => item.span,
            Item::Record(item) => item.span,
            Item::Table(item) => item.span,
            Item::Facts(item) => item.span,
            Item::Parameter(item) => item.span,
            Item::Define(item) => item.span,
            Item::Rule(item) => item.span,
            Item::Exception(item) => item.span,
            Item::Example(item) => item.span,
        }
    }
}
