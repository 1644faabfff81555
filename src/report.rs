//! The one report of a check. JSON is its exact form; text, Markdown and HTML are renderings of it.
//!
//! Words in it are those of the language in `snake_case`; days are ISO dates; texts are in the report's language.

use serde::{Deserialize, Serialize};

mod build;
mod facts;
pub mod harmless;
pub mod json;
pub mod layout;
mod reasons;
pub mod text;
pub mod words;

pub use build::{Options, build};
pub use harmless::harmless;
pub use json::{json, json_line};
pub use text::{Explain, Style, text};

/// The version of the format.
pub const FORMAT: u32 = 1;

/// A check of one case against one procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The version of the format, [`FORMAT`].
    pub report: u32,
    /// The procedure's name.
    pub procedure: String,
    /// The procedure's title.
    pub title: String,
    /// What the procedure gives as its version.
    pub version: String,
    /// What the case is called.
    pub case: String,
    /// The day on which it was judged.
    pub as_of: String,
    /// The language of the texts, as a two-letter code.
    pub language: String,
    /// The verdict on the case: `not_applicable`, `waiting`, `met`, `due`, `not_met` or `undetermined`.
    pub verdict: String,
    /// Every rule but advice, one entry for each element of a `for each`.
    pub rules: Vec<RuleReport>,
    /// The rules that say `should`: they count neither in the verdict nor in the exit code.
    pub advice: Vec<RuleReport>,
    /// Rules for each element of a list that has none: they count nowhere, and the reader is told why.
    pub nothing_to_judge: Vec<NothingToJudge>,
    /// What is due, earliest first.
    pub next: Vec<Next>,
    /// What would decide the undetermined rules and is missing or unknown.
    pub missing: Vec<Missing>,
    /// Facts taken for given.
    pub assumed: Vec<Assumed>,
    /// Facts on which records disagree, and dates known only to lie in a range.
    pub disputed: Vec<Disputed>,
    /// Every parameter that a rule of the check reads.
    pub parameters: Vec<Parameter>,
    /// What the reader should know of how the check was made.
    pub notices: Vec<Notice>,
    /// What makes the check repeatable.
    pub receipt: Receipt,
}

/// What became of one rule (for one element).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleReport {
    /// The rule's name.
    pub rule: String,
    /// The element's path, such as `decisions[0]`; the list's path where the list is not known.
    #[serde(rename = "for")]
    pub element: Option<String>,
    /// What that element is called, such as `Decisions, 1st (Budget)`.
    #[serde(rename = "for_label")]
    pub element_label: Option<String>,
    /// The rule's title.
    pub title: String,
    /// `must`, `requires` or `should`.
    pub norm: String,
    /// Whether the rule cites only house practice.
    pub practice: bool,
    /// The outcome.
    pub outcome: String,
    /// Whether a met, excused, not met or not applicable rule can still change by what may yet happen.
    pub so_far: bool,
    /// Whether facts that are not known were tried by cases, and that ruled outcomes out.
    pub by_cases: bool,
    /// For an undetermined rule: the outcomes that it may have.
    pub possible: Vec<String>,
    /// For not met: what is wrong, as the author says it.
    pub message: Option<String>,
    /// For not met and due: what to do, as the author says it.
    pub remedy: Option<String>,
    /// Who must do it.
    pub duty_of: Option<Bearer>,
    /// The last day on which it can be done.
    pub due: Option<String>,
    /// Whether that day is only the earliest of several, because of what is not known.
    pub due_at_earliest: bool,
    /// The first day on which it can be done, where that is still to come.
    pub opens: Option<String>,
    /// Days from the day of the check to the due day.
    pub days_left: Option<i32>,
    /// What excuses it.
    pub excused_by: Vec<ExcusedBy>,
    /// Facts that would decide it, as paths.
    pub missing: Vec<String>,
    /// Facts in dispute, and dates in a range, that would decide it, as paths.
    pub disputed: Vec<String>,
    /// The passages that it rests on.
    pub citations: Vec<Citation>,
    /// Why: the tree of reasons, where it was asked for.
    pub because: Option<Reasons>,
}

/// A rule for each element of a list that has none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NothingToJudge {
    /// The rule's name.
    pub rule: String,
    /// The rule's title.
    pub title: String,
    /// `must`, `requires` or `should`.
    pub norm: String,
    /// The list's path.
    pub list: String,
    /// What the list is called.
    pub label: String,
}

/// Who bears a duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bearer {
    /// The alternative's name; `null` where the bearer is not known.
    pub id: Option<String>,
    /// Its label.
    pub label: String,
}

/// An exception or `unless` that is effective.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExcusedBy {
    /// The exception's name; `null` for an `unless`.
    pub exception: Option<String>,
    /// Its title or reason.
    pub text: String,
    /// The passages that an exception rests on.
    pub citations: Vec<Citation>,
}

/// A passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// The source's name.
    pub source: String,
    /// The source's title.
    pub title: String,
    /// Heading and number.
    pub passage: String,
    /// `stated`, `inferred` or `practice`.
    pub authority: String,
    /// Where the source can be read.
    pub link: Option<String>,
}

/// The reasons of a rule, by its parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reasons {
    /// Whether the rule is in force on the day it is judged on, where it has an `in force`.
    pub in_force: Option<Reason>,
    /// `when`
    pub when: Option<Reason>,
    /// Each `unless` and exception.
    pub excuses: Vec<Reason>,
    /// The norm itself.
    pub norm: Option<Reason>,
}

/// One condition: what it says, what it is, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The condition in the author's words; for a define with a label, the label.
    pub text: String,
    /// The values that it may have: `no`, `not_yet`, `so_far`, `yes`.
    pub values: Vec<String>,
    /// The facts that it read.
    pub reads: Vec<Read>,
    /// The counting of days that it did.
    pub counts: Vec<Counted>,
    /// The values of defines, and numbers of elements, that it came to.
    pub worked_out: Vec<WorkedOut>,
    /// What would have to change for it to hold, where it does not.
    pub change: Option<String>,
    /// Where it is written.
    pub span: Option<Place>,
    /// Its parts.
    pub children: Vec<Reason>,
}

/// A fact as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read {
    /// Its path.
    pub fact: String,
    /// Its label.
    pub label: String,
    /// Its value, as shown to a reader.
    pub value: String,
    /// Whether it is a number, or several, whose digits a rendering groups.
    pub number: bool,
}

/// A value that was worked out on the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkedOut {
    /// The define's name, or `count(documents)`.
    pub term: String,
    /// What it is called.
    pub label: String,
    /// Its value, as shown to a reader.
    pub value: String,
    /// Whether it is a number, or several, whose digits a rendering groups.
    pub number: bool,
}

/// A counting of days: `10 working days before 2018-01-05 is 2017-12-20`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// `10 working days`
    pub duration: String,
    /// `before` or `after`; `between` where the days from one to the other were counted.
    pub direction: String,
    /// The day counted from.
    pub from: String,
    /// The day counted to; `null` where the calendar does not cover it.
    pub to: Option<String>,
    /// The day before it was moved off a day off, where it was.
    pub rolled_from: Option<String>,
    /// Each day that was skipped.
    pub skipped: Vec<SkippedDay>,
}

/// A day that a count skipped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkippedDay {
    /// The day.
    pub day: String,
    /// The holiday's name, or the name of the day of the week.
    pub name: String,
    /// Whether it is a holiday (not a day of the weekend).
    pub holiday: bool,
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The file's name.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Something that is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Next {
    /// The rule's name.
    pub rule: String,
    /// The element's path.
    #[serde(rename = "for")]
    pub element: Option<String>,
    /// What that element is called.
    #[serde(rename = "for_label")]
    pub element_label: Option<String>,
    /// The rule's title.
    pub title: String,
    /// Who must do it.
    pub duty_of: Option<Bearer>,
    /// The last day on which it can be done.
    pub due: Option<String>,
    /// Whether that day is only the earliest of several, because of what is not known.
    pub due_at_earliest: bool,
    /// The first day on which it can be done, where that is still to come.
    pub opens: Option<String>,
    /// Days from the day of the check to the due day.
    pub days_left: Option<i32>,
}

/// A fact that would decide something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// Its path; `calendar` for days that the calendar does not cover.
    pub fact: String,
    /// Its label.
    pub label: String,
    /// `missing` or `unknown`.
    pub state: String,
    /// The rules that it would decide, or help to decide.
    pub rules: Vec<String>,
}

/// A fact taken for given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assumed {
    /// Its path.
    pub fact: String,
    /// Its label.
    pub label: String,
    /// What is assumed.
    pub value: String,
    /// Whether it is a number, or several, whose digits a rendering groups.
    pub number: bool,
    /// Why.
    pub because: Option<String>,
}

/// A fact of which several values are possible: records disagree, a date is known to lie between two days, or several
/// acted on the first day of an event, so that nobody knows who was first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disputed {
    /// Its path.
    pub fact: String,
    /// Its label.
    pub label: String,
    /// `disputed`, `between` or `same_day`.
    pub state: String,
    /// The values; for a range, its first and last day.
    pub values: Vec<String>,
    /// Whether it is a number, or several, whose digits a rendering groups.
    pub number: bool,
    /// The rules that it would decide, or help to decide.
    pub rules: Vec<String>,
}

/// A parameter that a rule reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: String,
    /// Its value; `null` where it is not set.
    pub value: Option<String>,
    /// Whether it is a number, or several, whose digits a rendering groups.
    pub number: bool,
    /// `file`, `case` or `caller`.
    pub set_by: String,
}

/// Something that the reader should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// A stable code, such as `plan_ignored`.
    pub code: String,
    /// The text.
    pub text: String,
}

/// The same engine, rules, case, parameters and day give the same report, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The version of this library.
    pub engine: String,
    /// Digest of the procedure's files, whatever their order: `sha256:…`.
    pub rules: String,
    /// Digest of the case as it was read, its parameters included.
    pub case: String,
}
