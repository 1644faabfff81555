//! Files: what `use` takes in, headers, languages and calendars.

use miette::Diagnostic;
use thiserror::Error;

use crate::source::Span;

/// What is wrong between files, or at the head of one.
#[derive(Debug, Clone, Error, Diagnostic)]
pub enum FileError {
    /// `use aliance`
    #[error("no file declares `{name}`")]
    #[diagnostic(code(check::unknown_file))]
    Unknown {
        /// The name.
        name: String,
        /// Where.
        #[label("not found in this folder or below it")]
        at: Span,
        /// Did you mean …
        #[help]
        help: Option<String>,
    },

    /// Two files with `library alliance`
    #[error("more than one file declares `{name}`")]
    #[diagnostic(code(check::which_file), help("they are {files}; rename one of them in its first line"))]
    Which {
        /// The name.
        name: String,
        /// `` `a.whereas` and `b.whereas` ``
        files: String,
        /// Where.
        #[label("which one is meant is not clear")]
        at: Span,
    },

    /// A file that uses itself in the end
    #[error("`{name}` uses itself")]
    #[diagnostic(code(check::circular_use), help("{cycle}"))]
    Circular {
        /// The name.
        name: String,
        /// `` `a` uses `b`, which uses `a` ``
        cycle: String,
        /// The `use` that closes the circle.
        #[label("this closes the circle")]
        at: Span,
    },

    /// `use alliance, alliance`
    #[error("`{name}` is used twice")]
    #[diagnostic(code(check::used_twice), help("leave one of them out"))]
    Twice {
        /// The name.
        name: String,
        /// The second.
        #[label("taken in already")]
        at: Span,
        /// The first.
        #[label("here")]
        first: Span,
    },

    /// A library with `use appointment`
    #[error("a library cannot use the procedure `{name}`")]
    #[diagnostic(
        code(check::library_uses_procedure),
        help("a library has no facts or rules; make this file a `procedure`, or use a library")
    )]
    LibraryUsesProcedure {
        /// The name.
        name: String,
        /// Where.
        #[label("a procedure")]
        at: Span,
    },

    /// A rule in a library
    #[error("a library has no {what}")]
    #[diagnostic(
        code(check::not_in_a_library),
        help("move it to a procedure, or write `procedure` in place of `library` in the first line")
    )]
    NotInLibrary {
        /// `rules`
        what: &'static str,
        /// Where.
        #[label("stands in a library")]
        at: Span,
    },

    /// More files than the limit
    #[error("more than {limit} files are taken in")]
    #[diagnostic(code(check::too_many_files), help("a check takes in {limit} files at most"))]
    TooMany {
        /// The limit.
        limit: usize,
        /// The `use` that goes past it.
        #[label("one file too many")]
        at: Span,
    },

    /// `in force from 2018-01-01 until 2017-01-01`
    #[error("the last day is before the first")]
    #[diagnostic(code(check::reversed), help("write `{instead}`"))]
    Reversed {
        /// The same with the earlier day first.
        instead: String,
        /// Where.
        #[label("ends before it begins")]
        at: Span,
    },

    /// A second calendar
    #[error("there are two calendars")]
    #[diagnostic(code(check::two_calendars))]
    TwoCalendars {
        /// The second.
        #[label("a second calendar")]
        at: Span,
        /// The first, where it stands in the same file.
        #[label("the first is here")]
        first: Option<Span>,
        /// Where the first is.
        #[help]
        help: String,
    },

    /// A calendar without `covers`
    #[error("the calendar `{name}` does not say which days it covers")]
    #[diagnostic(
        code(check::covers_missing),
        help("add `covers 2017-01-01 to 2019-12-31`: the years whose holidays are all listed")
    )]
    CoversMissing {
        /// The calendar.
        name: String,
        /// Its name.
        #[label("`covers` is missing")]
        at: Span,
    },

    /// A calendar of three centuries
    #[error("a calendar covers {limit} years at most")]
    #[diagnostic(code(check::covers_too_long), help("cover only the years whose holidays are all listed"))]
    CoversLong {
        /// The limit.
        limit: i32,
        /// Where.
        #[label("longer than that")]
        at: Span,
    },

    /// A holiday in a year that is not covered
    #[error("the holiday {day} is not covered by the calendar")]
    #[diagnostic(
        code(check::holiday_outside),
        help("the calendar covers {from} to {until}; widen `covers`, or leave the holiday out")
    )]
    HolidayOutside {
        /// The holiday.
        day: String,
        /// First day covered.
        from: String,
        /// Last day covered.
        until: String,
        /// Where.
        #[label("outside")]
        at: Span,
    },

    /// A holiday given twice
    #[error("the holiday {day} is given twice")]
    #[diagnostic(code(check::holiday_twice), help("leave one of them out"))]
    HolidayTwice {
        /// The holiday.
        day: String,
        /// The second.
        #[label("a second time")]
        at: Span,
        /// The first.
        #[label("here already")]
        first: Span,
    },

    /// `weekend saterday`
    #[error("`{name}` is not a day of the week")]
    #[diagnostic(code(check::weekday))]
    Weekday {
        /// As written.
        name: String,
        /// Where.
        #[label("a day of the week is needed")]
        at: Span,
        /// Did you mean …
        #[help]
        help: Option<String>,
    },

    /// `weekend saturday, saturday`
    #[error("`{name}` is given twice")]
    #[diagnostic(code(check::weekday_twice), help("leave one of them out"))]
    WeekdayTwice {
        /// As written.
        name: String,
        /// The second.
        #[label("a second time")]
        at: Span,
    },

    /// A weekend of seven days
    #[error("a week without a working day")]
    #[diagnostic(code(check::no_working_day), help("leave out the days that are worked"))]
    NoWorkingDay {
        /// Where.
        #[label("all seven days are off")]
        at: Span,
    },

    /// `roll forward`
    #[error("a last day cannot roll `{name}`")]
    #[diagnostic(
        code(check::roll),
        help("write `roll next` (to the next working day), `roll previous` (to the one before) or `roll stay`")
    )]
    Roll {
        /// As written.
        name: String,
        /// Where.
        #[label("`next`, `previous` or `stay` is needed")]
        at: Span,
    },

    /// `10 working days` and no calendar
    #[error("working days are counted, and there is no calendar")]
    #[diagnostic(
        code(check::no_calendar),
        help("declare a `calendar` with its holidays, or use a library that has one")
    )]
    NoCalendar {
        /// The first place.
        #[label("which days are worked is not known")]
        at: Span,
    },
}
