//! Events and time: qualifiers, `today`, and conditions that time does not change.

use miette::Diagnostic;
use thiserror::Error;

use crate::source::Span;

/// What is wrong with an event condition, or with `today`.
#[derive(Debug, Clone, Error, Diagnostic)]
pub enum EventError {
    /// `starts before ends`
    #[error("`{word}` narrows an event, and this is {found}")]
    #[diagnostic(code(check::not_an_event))]
    NotAnEvent {
        /// `before`
        word: &'static str,
        /// `a date`
        found: String,
        /// What is narrowed.
        #[label("{found}")]
        at: Span,
        /// The qualifier.
        #[label("only an event can be narrowed like this")]
        qualifier: Span,
        /// What to write instead.
        #[help]
        help: Option<String>,
    },

    /// `published by secretary_general` of an event without `by`
    #[error("`{name}` does not say by whom it is done")]
    #[diagnostic(
        code(check::no_actor),
        help("declare it as `{name} event by …`, with the choice of those who can do it")
    )]
    NoActor {
        /// The event.
        name: String,
        /// The qualifier, or `.by`.
        #[label("declared without `by`")]
        at: Span,
    },

    /// `published where (…)` of an event without `of`
    #[error("`{name}` carries nothing but its day")]
    #[diagnostic(
        code(check::no_record),
        help("declare it as `{name} event of …`, with the record of what each time carries")
    )]
    NoRecord {
        /// The event.
        name: String,
        /// The qualifier.
        #[label("declared without `of`")]
        at: Span,
    },

    /// `approved by x by y`
    #[error("`{word}` stands twice")]
    #[diagnostic(code(check::twice))]
    Twice {
        /// `by`
        word: &'static str,
        /// The second.
        #[label("a second time")]
        at: Span,
        /// The first.
        #[label("here already")]
        first: Span,
        /// What to write instead.
        #[help]
        help: &'static str,
    },

    /// `after (approved only by chair)`
    #[error("`only by` names no occurrence to count from")]
    #[diagnostic(code(check::only_by_as_day), help("write `by` without `only`"))]
    OnlyByAsDay {
        /// The qualifier.
        #[label("says what nobody else did")]
        at: Span,
    },

    /// `approved on today`
    #[error("`today` does not stand here")]
    #[diagnostic(code(check::today_here))]
    TodayHere {
        /// Where.
        #[label("not here")]
        at: Span,
        /// What to write instead.
        #[help]
        help: String,
    },

    /// `later(today)` where `later` adds to its parameter
    #[error("`today` cannot be handed to `{define}`")]
    #[diagnostic(
        code(check::today_handed_over),
        help(
            "`today` may be handed over where `{parameter}` is only compared with dates or stands before `during`, and not within `if` or `where`"
        )
    )]
    TodayHandedOver {
        /// The define.
        define: String,
        /// The parameter.
        parameter: String,
        /// Where.
        #[label("`{define}` does more with `{parameter}` than compare it")]
        at: Span,
    },

    /// `if published then …`
    #[error("{place} reads no event and no `today`")]
    #[diagnostic(code(check::not_timeless))]
    NotTimeless {
        /// ``the condition after `if` ``
        place: &'static str,
        /// Where.
        #[label("changes with time")]
        at: Span,
        /// What to write instead.
        #[help]
        help: &'static str,
    },

    /// `before route`
    #[error("a date or an event is needed here, and this is {found}")]
    #[diagnostic(code(check::not_a_day))]
    NotADay {
        /// `` a `Route` ``
        found: String,
        /// Where.
        #[label("{found}")]
        at: Span,
        /// What to write instead.
        #[help]
        help: Option<String>,
    },

    /// `approved.counterpart`
    #[error("a field of an occurrence stands in `where`")]
    #[diagnostic(code(check::occurrence_field), help("write `{event} where ({field} is …)`"))]
    OccurrenceField {
        /// The event.
        event: String,
        /// The field.
        field: String,
        /// Where.
        #[label("of which occurrence is not clear")]
        at: Span,
    },
}
