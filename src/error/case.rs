//! What can be wrong with a case, or with what an example expects.

mod place;

use miette::Diagnostic;
use thiserror::Error;

use super::Problem;
use crate::limits;
use crate::source::Span;

pub use place::Place;

/// What is wrong with a case.
#[derive(Debug, Clone, Error, Diagnostic)]
pub enum CaseError {
    /// `{"starts": 2018-01-01}`
    #[error("this is not JSON: {what}")]
    #[diagnostic(code(case::not_json))]
    NotJson {
        /// What is wrong, in plain words.
        what: String,
        /// What to write instead.
        #[help]
        help: Option<String>,
        /// Where reading stopped.
        #[label("reading stopped here")]
        span: Span,
        /// The bracket or quote that is not closed.
        #[label("opened here and never closed")]
        opened: Option<Span>,
    },
    /// A file of 9 MiB.
    #[error("the case is {bytes} bytes long, and a case has at most {}", limits::CASE_BYTES)]
    #[diagnostic(code(case::too_large), help("a case holds the facts, not the documents they were taken from"))]
    TooLarge {
        /// How long it is.
        bytes: usize,
        /// The whole text.
        #[label("this case")]
        span: Span,
    },
    /// `[[[[…`
    #[error("brackets are nested more than {} levels deep", limits::CASE_NESTING)]
    #[diagnostic(code(case::too_deep), help("no case has facts that deep: look for a bracket that is not closed"))]
    TooDeep {
        /// The first bracket too deep.
        #[label("one level too deep")]
        span: Span,
    },
    /// `{"starts": "2018-01-01", "starts": "2018-01-02"}`
    #[error("`{name}` is given twice")]
    #[diagnostic(code(case::given_twice), help("{help}"))]
    GivenTwice {
        /// The name or path as written.
        name: String,
        /// What to do.
        help: String,
        /// Where it is given once more.
        #[label("{place}: given again")]
        span: Span,
        /// The first time.
        #[label("the first time")]
        first: Span,
        /// Where.
        place: Place,
    },
    /// `candidate = unknown` and `candidate.name = "A"`
    #[error("`{part}` is given, and `{whole}` as a whole as well")]
    #[diagnostic(code(case::whole_and_part), help("keep one of the two"))]
    WholeAndPart {
        /// The part.
        part: String,
        /// The whole.
        whole: String,
        /// The part's line.
        #[label("{place}: the part")]
        span: Span,
        /// What is said of the whole.
        #[label("the whole")]
        first: Span,
        /// Where.
        place: Place,
    },
    /// `{"startz": "2018-01-01"}`
    #[error("{holder} `{name}`")]
    #[diagnostic(code(case::unknown_name))]
    UnknownName {
        /// What has no such name: "`Candidate` has no field".
        holder: String,
        /// The name as written.
        name: String,
        /// Did you mean; where none is near, what there is.
        #[help]
        help: Option<String>,
        /// The name.
        #[label("{place}")]
        span: Span,
        /// Where.
        place: Place,
    },
    /// `starts = yes`
    #[error("`{}` takes {expected}, not {found}", place.path)]
    #[diagnostic(code(case::wrong_type))]
    WrongType {
        /// What it takes: `a date`.
        expected: String,
        /// What stands there: `a number`.
        found: String,
        /// How it is written.
        #[help]
        help: Option<String>,
        /// The value.
        #[label("{place}")]
        span: Span,
        /// Where.
        place: Place,
    },
    /// `starts = none`
    #[error("`{}` cannot be {none}: it is not optional", place.path)]
    #[diagnostic(code(case::not_optional))]
    NotOptional {
        /// `none` or `null`.
        none: &'static str,
        /// What to write instead.
        #[help]
        help: String,
        /// The value.
        #[label("{place}")]
        span: Span,
        /// Where.
        place: Place,
    },
    /// `2018-02-30`
    #[error("there is no day `{text}`")]
    #[diagnostic(code(case::no_such_day))]
    NoSuchDay {
        /// As written.
        text: String,
        /// Why there is none.
        #[help]
        help: String,
        /// The value.
        #[label("{place}")]
        span: Span,
        /// Where.
        place: Place,
    },
    /// `20/01/2018`
    #[error("`{text}` cannot be read as a day")]
    #[diagnostic(code(case::not_a_day))]
    NotADay {
        /// As written.
        text: String,
        /// How days are written.
        #[help]
        help: String,
        /// The value.
        #[label("{place}")]
        span: Span,
        /// Where.
        place: Place,
    },
    /// `2018-01-20T09:30:00Z`
    #[error("`{text}` has a time of day, and only the day is used")]
    #[diagnostic(
        code(case::time_of_day),
        help("write {day}; what comes after a cut-off hour is entered with the next day")
    )]
    TimeOfDay {
        /// As written.
        text: String,
        /// The day alone, as this spelling writes it.
        day: String,
        /// The value.
        #[label("{place}")]
        span: Span,
        /// Where.
        place: Place,
    },
    /// `route = directly`
    #[error("`{name}` is not one of the alternatives of `{choice}`")]
    #[diagnostic(code(case::not_an_alternative))]
    NotAnAlternative {
        /// As written.
        name: String,
        /// The choice.
        choice: String,
        /// Did you mean, or the alternatives.
        #[help]
        help: String,
        /// The value.
        #[label("{place}")]
        span: Span,
        /// Where.
        place: Place,
    },
    /// `1,5`
    #[error("`{text}` cannot be read as a number")]
    #[diagnostic(code(case::not_a_number))]
    NotANumber {
        /// As written.
        text: String,
        /// How numbers are written.
        #[help]
        help: String,
        /// The value.
        #[label("{place}")]
        span: Span,
        /// Where.
        place: Place,
    },
    /// `10 dayz`
    #[error("`{text}` cannot be read as a duration")]
    #[diagnostic(code(case::not_a_duration))]
    NotADuration {
        /// As written.
        text: String,
        /// How durations are written.
        #[help]
        help: String,
        /// The value.
        #[label("{place}")]
        span: Span,
        /// Where.
        place: Place,
    },
    /// `5 weeks` where the rules count days
    #[error("`{}` is counted in {unit} here, and `{duration}` is not", place.path)]
    #[diagnostic(
        code(case::unit),
        help("write it in {unit}, as {because}: durations that are compared or added have one unit")
    )]
    Unit {
        /// As written.
        duration: String,
        /// `working days`
        unit: &'static str,
        /// What says so.
        because: String,
        /// The value.
        #[label("{place}")]
        span: Span,
        /// Where.
        place: Place,
    },
    /// `5 working days` where no calendar says which days those are
    #[error("`{}` is counted in working days, and the procedure has no calendar", place.path)]
    #[diagnostic(
        code(case::no_calendar),
        help("write it in days, weeks, months or years, or have a `calendar` declared in the procedure")
    )]
    NoCalendar {
        /// The value.
        #[label("{place}")]
        span: Span,
        /// Where.
        place: Place,
    },
    /// `from 2018-02-01 until 2018-01-01`
    #[error("the period ends on {until}, before it begins on {from}")]
    #[diagnostic(code(case::period_order), help("both days belong to the period; give the earlier one first"))]
    PeriodOrder {
        /// First day.
        from: String,
        /// Last day.
        until: String,
        /// The last day's value.
        #[label("{place}")]
        span: Span,
        /// Where.
        place: Place,
    },
    /// `between 2018-02-01 and 2018-01-01`
    #[error("between {first} and {last} there is no day")]
    #[diagnostic(code(case::between_order), help("give the earlier day first; both belong to the range"))]
    BetweenOrder {
        /// The first.
        first: String,
        /// The last.
        last: String,
        /// The value.
        #[label("{place}")]
        span: Span,
        /// Where.
        place: Place,
    },
    /// `{"unknown": "yes"}`
    #[error("{what}")]
    #[diagnostic(code(case::state))]
    State {
        /// What is wrong.
        what: String,
        /// What to write instead.
        #[help]
        help: String,
        /// The value.
        #[label("{place}")]
        span: Span,
        /// Where.
        place: Place,
    },
    /// `published = none`
    #[error("the event `{}` cannot be {none}", place.path)]
    #[diagnostic(code(case::event_none))]
    EventNone {
        /// `none` or `null`.
        none: &'static str,
        /// What to write instead.
        #[help]
        help: String,
        /// The value.
        #[label("{place}")]
        span: Span,
        /// Where.
        place: Place,
    },
    /// `published = 2018-01-01 by secretary_general`
    #[error("the event `{event}` is declared without `by`")]
    #[diagnostic(code(case::no_actor), help("leave the actor out; the rules cannot ask who did it"))]
    NoActor {
        /// The event.
        event: String,
        /// The actor.
        #[label("{place}")]
        span: Span,
        /// Where.
        place: Place,
    },
    /// `decisions[2].owner = …` and nothing of `decisions[1]`
    #[error("`{list}[{given}]` is given, and `{list}[{absent}]` is not")]
    #[diagnostic(
        code(case::gap),
        help("indices count from 0, and none is left out: say something of `{list}[{absent}]`, or count anew")
    )]
    Gap {
        /// The list.
        list: String,
        /// The element that is given.
        given: u32,
        /// The first that is not.
        absent: u32,
        /// The one that is given.
        #[label("{place}")]
        span: Span,
        /// Where.
        place: Place,
    },
    /// `starts.day = …`, `decisions.owner = …`, `candidate[0] = …`
    #[error("`{path}` {what}")]
    #[diagnostic(code(case::path))]
    Path {
        /// The path up to where it goes wrong.
        path: String,
        /// What is wrong with it.
        what: &'static str,
        /// What to write instead.
        #[help]
        help: Option<String>,
        /// The step.
        #[label("{place}")]
        span: Span,
        /// Where.
        place: Place,
    },
    /// A text of two million characters.
    #[error("the text has {characters} characters, and a text has at most {}", limits::TEXT_CHARACTERS)]
    #[diagnostic(code(case::text_too_long), help("shorten it: no rule reads more"))]
    TextTooLong {
        /// How many it has.
        characters: usize,
        /// The value.
        #[label("{place}")]
        span: Span,
        /// Where.
        place: Place,
    },
    /// A text with a zero byte.
    #[error("the text contains a NUL character")]
    #[diagnostic(
        code(case::nul),
        help("remove the character U+0000: it is a sign that the text was damaged on its way")
    )]
    Nul {
        /// The value.
        #[label("{place}")]
        span: Span,
        /// Where.
        place: Place,
    },
    /// A list of 10,001 elements.
    #[error("`{}` has {elements} elements, and a list has at most {limit}", place.path)]
    #[diagnostic(code(case::list_too_long), help("split the case"))]
    ListTooLong {
        /// How many it has.
        elements: usize,
        /// How many it may have.
        limit: usize,
        /// The value.
        #[label("{place}")]
        span: Span,
        /// Where.
        place: Place,
    },
    /// An example without `as of`.
    #[error("the example does not say on which day it is judged")]
    #[diagnostic(code(case::no_day), help("add a line such as `as of 2018-01-20`"))]
    NoDay {
        /// Its title.
        #[label("this example")]
        span: Span,
    },
    /// An example without `expect`.
    #[error("the example expects nothing")]
    #[diagnostic(
        code(case::no_expectation),
        help("add a line such as `expect not met`, or `expect` with a rule and its outcome")
    )]
    NoExpectation {
        /// Its title.
        #[label("this example")]
        span: Span,
    },
    /// `expect approvl met`
    #[error("there is no rule `{name}`")]
    #[diagnostic(code(case::unknown_rule))]
    UnknownRule {
        /// As written.
        name: String,
        /// Did you mean.
        #[help]
        help: Option<String>,
        /// The name.
        #[label("not declared")]
        span: Span,
    },
    /// `expect approval for decisions[0] met` where the rule has no `for each`
    #[error("the rule `{rule}` {what}")]
    #[diagnostic(code(case::element))]
    Element {
        /// The rule.
        rule: String,
        /// What is wrong.
        what: String,
        /// What to write instead.
        #[help]
        help: String,
        /// The path.
        #[label("this element")]
        span: Span,
    },
    /// `expect excused`
    #[error("a verdict is never `excused`")]
    #[diagnostic(
        code(case::verdict_excused),
        help("a case in which rules are excused is `met`; of one rule, write its name before the outcome")
    )]
    VerdictExcused {
        /// The outcome.
        #[label("expected of the whole case")]
        span: Span,
    },
    /// After a hundred errors.
    #[error("{more} more errors in this case are not shown")]
    #[diagnostic(code(case::too_many), help("correct those above first"))]
    TooMany {
        /// How many.
        more: usize,
        /// The first that is not shown.
        #[label("from here on")]
        span: Span,
    },
}

impl CaseError {
    /// The fact that it is about, for faces that show errors next to a field.
    pub fn place(&self) -> Option<&Place> {
        match self {
            CaseError::GivenTwice { place, .. }
            | CaseError::WholeAndPart { place, .. }
            | CaseError::UnknownName { place, .. }
            | CaseError::WrongType { place, .. }
            | CaseError::NotOptional { place, .. }
            | CaseError::NoSuchDay { place, .. }
            | CaseError::NotADay { place, .. }
            | CaseError::TimeOfDay { place, .. }
            | CaseError::NotAnAlternative { place, .. }
            | CaseError::NotANumber { place, .. }
            | CaseError::NotADuration { place, .. }
            | CaseError::Unit { place, .. }
            | CaseError::NoCalendar { place, .. }
            | CaseError::PeriodOrder { place, .. }
            | CaseError::BetweenOrder { place, .. }
            | CaseError::State { place, .. }
            | CaseError::EventNone { place, .. }
            | CaseError::NoActor { place, .. }
            | CaseError::Gap { place, .. }
            | CaseError::Path { place, .. }
            | CaseError::TextTooLong { place, .. }
            | CaseError::Nul { place, .. }
            | CaseError::ListTooLong { place, .. } => Some(place),
            _ => None,
        }
    }

    /// The fact that a problem is about, where it is one of a case.
    pub fn place_of(problem: &Problem) -> Option<&Place> {
        let error: &(dyn std::error::Error + 'static) = &*problem.diagnostic;
        error.downcast_ref::<CaseError>()?.place()
    }
}
