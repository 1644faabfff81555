//! The tree as checked: every name is a slot, every choice a number, every expression has its type.
//! What the evaluator runs over.

mod condition;
mod rule;
mod term;

use std::sync::Arc;

use crate::calendar::Calendar;
use crate::source::Span;
use crate::text::Text;
use crate::value::{Cell, ChoiceId, Day, List, RecordId, Type, Unit};

pub use self::condition::{
    Comparator, Condition, ConditionKind, EventCondition, Instant, Quantified, Quantifier, Window, WindowKind,
};
pub use self::rule::{Define, DefineBody, Exception, Excuse, ForEach, Force, Message, Piece, Rule, Shown};
pub use self::term::{Argument, Base, Listing, PeriodTerm, Place, Term};
pub use crate::syntax::{NormKind, Operator};

/// A procedure with all that it uses, checked.
#[derive(Debug, Clone)]
pub struct Model {
    /// `appointment`
    pub name: Arc<str>,
    /// Its title.
    pub title: Text,
    /// What stands after `version`; empty where nothing does.
    pub version: Arc<str>,
    /// The language of the procedure's file.
    pub language: Arc<str>,
    /// All choices.
    pub choices: Vec<Choice>,
    /// All records.
    pub records: Vec<Record>,
    /// All tables.
    pub tables: Vec<Table>,
    /// The shape of a case.
    pub facts: Shape,
    /// What an office sets, as a shape; the cells stand in [`Model::settings`].
    pub parameters: Shape,
    /// The values of the parameters as the files set them.
    pub settings: Vec<Cell>,
    /// Passages that each parameter rests on, one entry for each field of [`Model::parameters`].
    pub parameter_citations: Vec<Vec<Citation>>,
    /// Durations that are compared or added must have one unit: the unit of each class, where the files fix it.
    pub unit_classes: Vec<Option<Unit>>,
    /// The working days.
    pub calendar: Option<Calendar>,
    /// All sources and practices.
    pub sources: Vec<Source>,
    /// Named terms and conditions.
    pub defines: Vec<Define>,
    /// All rules: those of used procedures first, then the procedure's own, each in the order written.
    pub rules: Vec<Rule>,
    /// All exceptions; what they say is compiled into each rule, see [`Rule::excuses`].
    pub exceptions: Vec<Exception>,
    /// Passages left out, and why.
    pub unencoded: Vec<(Citation, Text)>,
    /// An element of which nothing is known: as many cells as the widest record takes.
    pub blank: Vec<Cell>,
}

/// A closed list of alternatives.
#[derive(Debug, Clone)]
pub struct Choice {
    /// `Route`
    pub name: Arc<str>,
    /// Its label, the name where it has none.
    pub label: Text,
    /// The alternatives; [`Value::Choice`] is an index into them.
    pub members: Vec<Member>,
}

/// One alternative.
#[derive(Debug, Clone)]
pub struct Member {
    /// `direct`
    pub name: Arc<str>,
    /// Its label, the name where it has none.
    pub label: Text,
}

/// A record type.
#[derive(Debug, Clone)]
pub struct Record {
    /// `Candidate`
    pub name: Arc<str>,
    /// Its fields.
    pub shape: Shape,
}

/// Named fields laid out in cells.
///
/// A field of a plain type takes one cell. A period takes two: `from` (a date) and `until` (an optional date;
/// [`Cell::None`] for one without end). A record takes the cells of its fields. An *optional* record or period takes one
/// more, in front: [`Cell::None`] when it is absent, `Known(YesNo(true))` when it is there, else missing or unknown.
#[derive(Debug, Clone, Default)]
pub struct Shape {
    /// The fields, in the order written.
    pub fields: Vec<Field>,
    /// Cells in all.
    pub width: usize,
}

impl Shape {
    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| &*field.name == name)
    }
}

/// A named place for values.
#[derive(Debug, Clone)]
pub struct Field {
    /// `nationalities`
    pub name: Arc<str>,
    /// Its label, the name where it has none.
    pub label: Text,
    /// Its type.
    pub ty: Type,
    /// Its first cell within the shape.
    pub at: usize,
    /// For a duration (or a list of durations) that is compared or added: its class in [`Model::unit_classes`].
    pub unit_class: Option<u16>,
    /// Where it is declared.
    pub span: Span,
}

/// Reference data.
#[derive(Debug, Clone)]
pub struct Table {
    /// `Member`
    pub name: Arc<str>,
    /// Its label, the name where it has none.
    pub label: Text,
    /// What it rests on.
    pub citations: Vec<Citation>,
    /// Its columns, one cell each.
    pub shape: Shape,
    /// Its rows, as the elements of a list. An empty cell is [`Cell::None`].
    pub rows: Arc<List>,
    /// Rows by their first cell, sorted by [`crate::model::Key`], for looking up.
    pub index: Vec<(Key, u32)>,
}

/// The first cell of a row, in a form that can be sorted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// An alternative of a choice.
    Choice(u16),
    /// A day.
    Date(Day),
    /// Yes or no.
    YesNo(bool),
    /// A number.
    Number(rust_decimal::Decimal),
    /// A text.
    Text(Arc<str>),
}

/// A text that rules cite.
#[derive(Debug, Clone)]
pub struct Source {
    /// `page`
    pub name: Arc<str>,
    /// Its title.
    pub title: Text,
    /// Whether it is house practice.
    pub practice: bool,
    /// The day of the text.
    pub dated: Option<Day>,
    /// Where it can be read.
    pub link: Option<Arc<str>>,
}

/// On what authority a rule rests on a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Authority {
    /// The source says so.
    Stated,
    /// Our reading of it.
    Inferred,
    /// House practice.
    Practice,
}

/// A passage that something rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Citation {
    /// Index into [`Model::sources`].
    pub source: usize,
    /// The heading.
    pub heading: Option<Arc<str>>,
    /// The number of the sentence under it.
    pub number: Option<u32>,
    /// On what authority.
    pub authority: Authority,
}

impl Model {
    /// How many cells a value of that type takes, see [`Shape`].
    pub fn width(&self, ty: &Type) -> usize {
        width(&self.records, ty)
    }

    /// The record of that number. Checking made all numbers good.
    pub fn record(&self, id: RecordId) -> Option<&Record> {
        self.records.get(usize::from(id.0))
    }

    /// The choice of that number. Checking made all numbers good.
    pub fn choice(&self, id: ChoiceId) -> Option<&Choice> {
        self.choices.get(usize::from(id.0))
    }

    /// The rule of that name.
    pub fn rule(&self, name: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| &*rule.name == name)
    }
}

/// How many cells a value of that type takes, see [`Shape`].
pub fn width(records: &[Record], ty: &Type) -> usize {
    match ty {
        Type::Period => 2,
        Type::Record(id) => records.get(usize::from(id.0)).map_or(1, |record| record.shape.width),
        Type::Optional(inner) if matches!(**inner, Type::Period | Type::Record(_)) => 1 + width(records, inner),
        _ => 1,
    }
}
