//! Types as they are declared.

use miette::Diagnostic;
use thiserror::Error;

use crate::source::Span;

/// What is wrong with a type.
#[derive(Debug, Clone, Error, Diagnostic)]
pub enum ShapeError {
    /// `list of event`
    #[error("a list of events is not needed")]
    #[diagnostic(
        code(check::list_of_events),
        help(
            "an event can happen more than once by itself: write `event`, with `of` a record for what each time carries"
        )
    )]
    ListOfEvents {
        /// Where.
        #[label("write `event`")]
        at: Span,
    },

    /// `list of list of text`
    #[error("a list cannot hold lists")]
    #[diagnostic(
        code(check::list_of_lists),
        help("declare a `record` that has the inner list as a field, and write a list of that")
    )]
    ListOfLists {
        /// Where.
        #[label("a list within a list")]
        at: Span,
    },

    /// `list of optional text`
    #[error("the elements of a list cannot be optional")]
    #[diagnostic(code(check::list_of_optional), help("leave `optional` out: what is absent is not in the list"))]
    ListOfOptional {
        /// Where.
        #[label("optional within a list")]
        at: Span,
    },

    /// `optional event`
    #[error("an event cannot be optional")]
    #[diagnostic(code(check::optional_event), help("write `event`: one that never happens is simply not on record"))]
    OptionalEvent {
        /// Where.
        #[label("leave `optional` out")]
        at: Span,
    },

    /// `optional list of text`
    #[error("a list cannot be optional")]
    #[diagnostic(code(check::optional_list), help("write the list alone: where there is nothing, it is empty"))]
    OptionalList {
        /// Where.
        #[label("leave `optional` out")]
        at: Span,
    },

    /// `optional optional text`
    #[error("`optional` is said twice")]
    #[diagnostic(code(check::optional_twice), help("write `optional` once"))]
    OptionalTwice {
        /// Where.
        #[label("once is enough")]
        at: Span,
    },

    /// `event by Candidate`
    #[error("`{name}` is not a choice")]
    #[diagnostic(
        code(check::by_not_a_choice),
        help("after `by` stands the choice of those who can do it: declare one with `choice`")
    )]
    ByNotChoice {
        /// The name.
        name: String,
        /// Where.
        #[label("a choice is needed after `by`")]
        at: Span,
    },

    /// `event of Office`
    #[error("`{name}` is not a record")]
    #[diagnostic(
        code(check::of_not_a_record),
        help("after `of` stands the record of what each time carries: declare one with `record`")
    )]
    OfNotRecord {
        /// The name.
        name: String,
        /// Where.
        #[label("a record is needed after `of`")]
        at: Span,
    },

    /// `event of Decision` where a decision has an event
    #[error("what an event carries cannot have events of its own")]
    #[diagnostic(code(check::event_in_event), help("`{record}` has the event `{field}`; declare a record without it"))]
    EventInEvent {
        /// The record.
        record: String,
        /// Its event.
        field: String,
        /// Where.
        #[label("carries an event")]
        at: Span,
    },

    /// A record that contains itself
    #[error("the record `{name}` contains itself")]
    #[diagnostic(code(check::circular_record), help("{cycle}; leave one of these fields out"))]
    CircularRecord {
        /// The record.
        name: String,
        /// `` `Aaa` has a `Bbb`, which has an `Aaa` ``
        cycle: String,
        /// Its name.
        #[label("comes back to itself")]
        at: Span,
    },

    /// A record of records of records …
    #[error("`{name}` has more than {limit} fields, those of its records counted")]
    #[diagnostic(code(check::too_wide), help("the limit is {limit}; use a list where many of one kind are needed"))]
    TooWide {
        /// What is too wide.
        name: String,
        /// The limit.
        limit: usize,
        /// Where.
        #[label("too many")]
        at: Span,
    },

    /// `parameter office_event event`
    #[error("a parameter cannot be {found}")]
    #[diagnostic(
        code(check::parameter_type),
        help("an office sets a text, number, yes/no, date, duration, period, member of a choice, or a list of these")
    )]
    ParameterType {
        /// `an event`
        found: String,
        /// Where.
        #[label("not something that an office sets")]
        at: Span,
    },
}
