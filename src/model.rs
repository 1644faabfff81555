//! The tree as checked: every name is a slot, every choice a number, every expression has its type.
//! What the evaluator runs over.

use std::sync::Arc;

use crate::calendar::{Calendar, Direction};
use crate::source::Span;
use crate::text::Text;
use crate::value::{Cell, ChoiceId, Day, List, RecordId, Type, Unit, Value};

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

/// A named term or condition.
#[derive(Debug, Clone)]
pub struct Define {
    /// `is_member`
    pub name: Arc<str>,
    /// Its label, where it has one.
    pub label: Option<Text>,
    /// The names of its parameters.
    pub parameters: Vec<Arc<str>>,
    /// What it stands for.
    pub body: DefineBody,
    /// What it rests on.
    pub citations: Vec<Citation>,
    /// Where it is declared.
    pub span: Span,
}

/// What a define stands for.
#[derive(Debug, Clone)]
pub enum DefineBody {
    /// A value of that type.
    Term(Term, Type),
    /// A condition.
    Condition(Condition),
}

/// Days on which a text is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Force {
    /// First day.
    pub from: Option<Day>,
    /// Last day.
    pub until: Option<Day>,
}

impl Force {
    /// Whether the text is in force on that day.
    pub fn holds(self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// A rule.
#[derive(Debug, Clone)]
pub struct Rule {
    /// `approval`
    pub name: Arc<str>,
    /// Its title.
    pub title: Text,
    /// What it rests on.
    pub citations: Vec<Citation>,
    /// Whether it cites only practice.
    pub practice: bool,
    /// `for each d in decisions`
    pub for_each: Option<ForEach>,
    /// When it is in force: its procedure's and its own; all must hold.
    pub force: Vec<Force>,
    /// The day that decides which text is in force: its own, else its procedure's.
    pub judged_on: Option<Instant>,
    /// `when C`
    pub when: Option<Condition>,
    /// `unless`, in the order written, then the exceptions, by name.
    pub excuses: Vec<Excuse>,
    /// `duty of …`: a choice.
    pub duty_of: Option<(Term, ChoiceId)>,
    /// `must`, `requires` or `should`.
    pub norm: NormKind,
    /// What must hold, `not` included.
    pub condition: Condition,
    /// Shown for not met.
    pub otherwise: Option<Message>,
    /// Shown for not met and due.
    pub remedy: Option<Message>,
    /// The whole declaration.
    pub span: Span,
}

/// `for each d in decisions`
#[derive(Debug, Clone)]
pub struct ForEach {
    /// `d`
    pub variable: Arc<str>,
    /// The list's cell, or a table.
    pub list: Listing,
    /// How the list is called in the file: `decisions`, `meeting.decisions`.
    pub path: Arc<str>,
    /// The type of an element.
    pub element: Type,
}

/// What excuses a rule that is not met: an `unless`, or an exception as seen from the rule.
#[derive(Debug, Clone)]
pub struct Excuse {
    /// The index into [`Model::exceptions`]; `None` for an `unless`.
    pub exception: Option<usize>,
    /// The reason, or the exception's title.
    pub text: Text,
    /// When it holds; always, without one.
    pub when: Option<Condition>,
    /// The exceptions to it, by name.
    pub exceptions: Vec<Excuse>,
}

/// An exception, whatever it is from.
#[derive(Debug, Clone)]
pub struct Exception {
    /// `council_appoints`
    pub name: Arc<str>,
    /// Its title.
    pub title: Text,
    /// What it rests on.
    pub citations: Vec<Citation>,
    /// Whether it cites only practice.
    pub practice: bool,
    /// The whole declaration.
    pub span: Span,
}

/// A message with places for values, in each language that the author gave.
#[derive(Debug, Clone, Default)]
pub struct Message {
    /// The pieces by language, the file's own first.
    pub versions: Vec<(Arc<str>, Vec<Piece>)>,
}

impl Message {
    /// The pieces in that language, or in the file's own.
    pub fn pieces(&self, language: &str) -> &[Piece] {
        let version = self.versions.iter().find(|(code, _)| &**code == language).or(self.versions.first());
        version.map_or(&[], |(_, pieces)| pieces)
    }
}

/// A piece of a message.
#[derive(Debug, Clone)]
pub enum Piece {
    /// Words.
    Text(Arc<str>),
    /// `{starts}`
    Show(Shown),
}

/// A value to be shown.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Where it comes from: a [`Argument::Place`] for lists, periods and events, else a term.
    pub value: Argument,
    /// Its type.
    pub ty: Type,
    /// What it is called where it is not known.
    pub label: Option<Text>,
    /// Where it is written.
    pub span: Span,
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
