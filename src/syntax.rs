//! The tree as written: what a file says, before any name is looked up.
//!
//! Equality of trees ignores spans and comments are kept apart, so that a formatted file can be compared with its original.

mod equality;

use std::sync::Arc;

use crate::outcome::Outcome;
use crate::source::{FileId, Span};
use crate::text::Text;
use crate::value::{Day, Decimal, Duration};

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
