//! Types: what is compared, what may be none, and what is handed over.

use miette::Diagnostic;
use thiserror::Error;

use crate::source::Span;

/// What is wrong with a value of the wrong type.
#[derive(Debug, Clone, Error, Diagnostic)]
pub enum TypeError {
    /// `within 3 after starts`
    #[error("{needed} is needed here, and this is {found}")]
    #[diagnostic(code(check::wrong_type))]
    Wrong {
        /// `a duration`
        needed: String,
        /// `a number`
        found: String,
        /// Where.
        #[label("{found}")]
        at: Span,
        /// What to write instead.
        #[help]
        help: Option<String>,
    },

    /// `starts is direct`
    #[error("{left} cannot be compared with {right}")]
    #[diagnostic(code(check::not_comparable))]
    NotComparable {
        /// `a date`
        left: String,
        /// `` a `Route` ``
        right: String,
        /// The left side.
        #[label("{left}")]
        at: Span,
        /// The right side.
        #[label("{right}")]
        other: Span,
        /// What to write instead.
        #[help]
        help: Option<String>,
    },

    /// `route < direct`
    #[error("{what} has no order")]
    #[diagnostic(
        code(check::no_order),
        help("`<`, `<=`, `>` and `>=` compare numbers, dates or durations; write `is` or `is not`")
    )]
    NoOrder {
        /// `` a `Route` ``
        what: String,
        /// Where.
        #[label("neither before nor after another")]
        at: Span,
    },

    /// `candidate is other`
    #[error("{what} is not compared as a whole")]
    #[diagnostic(code(check::not_compared))]
    NotCompared {
        /// `a list of`
        what: String,
        /// Where.
        #[label("{what}")]
        at: Span,
        /// What to write instead.
        #[help]
        help: String,
    },

    /// `starts is none` of a date that is not optional
    #[error("`{name}` is never none")]
    #[diagnostic(code(check::never_none))]
    NeverNone {
        /// As written.
        name: String,
        /// Where.
        #[label("{found}, not optional")]
        at: Span,
        /// `a date`
        found: String,
        /// What to do.
        #[help]
        help: String,
    },

    /// `x < none`
    #[error("`none` does not stand here")]
    #[diagnostic(code(check::none_here), help("{help}"))]
    NoneHere {
        /// Where.
        #[label("nothing can be done with it here")]
        at: Span,
        /// What to write instead.
        help: String,
    },

    /// `seconding_country is in candidate.nationalities` without a guard
    #[error("`{name}` may be none")]
    #[diagnostic(code(check::may_be_none))]
    MayBeNone {
        /// As written.
        name: String,
        /// Where.
        #[label("used as if it were always there")]
        at: Span,
        /// The guard to write.
        #[help]
        help: String,
    },

    /// `when route`
    #[error("this is {found}, not a condition")]
    #[diagnostic(code(check::not_a_condition))]
    NotCondition {
        /// `` a `Route` ``
        found: String,
        /// Where.
        #[label("neither holds nor fails")]
        at: Span,
        /// What to write instead.
        #[help]
        help: Option<String>,
    },

    /// `is_member(…) is yes`
    #[error("this is a condition, not a value")]
    #[diagnostic(code(check::not_a_value_but_a_condition))]
    ConditionHere {
        /// Where.
        #[label("a value is needed here")]
        at: Span,
        /// What to write instead.
        #[help]
        help: String,
    },

    /// `starts + 3`
    #[error("{left} {sign} {right} means nothing")]
    #[diagnostic(code(check::arithmetic))]
    Arithmetic {
        /// `a date`
        left: String,
        /// `+`
        sign: &'static str,
        /// `a number`
        right: String,
        /// The left side.
        #[label("{left}")]
        at: Span,
        /// The right side.
        #[label("{right}")]
        other: Span,
        /// What to write instead.
        #[help]
        help: String,
    },

    /// `10 days < 1 month`
    #[error("{left} and {right} are neither compared nor added")]
    #[diagnostic(code(check::different_units))]
    DifferentUnits {
        /// `days`
        left: String,
        /// `months`
        right: String,
        /// Where they meet.
        #[label("{left} meet {right}")]
        at: Span,
        /// Where they are compared, if that is elsewhere in the same file.
        #[label("compared or added here")]
        compared: Option<Span>,
        /// Where they are compared, and what to do.
        #[help]
        help: String,
    },

    /// `if C then 3 else "x"`
    #[error("the two sides of `if` are of different types: {left} and {right}")]
    #[diagnostic(code(check::if_sides), help("`then` and `else` give the same kind of thing"))]
    IfSides {
        /// `a number`
        left: String,
        /// `a text`
        right: String,
        /// After `then`.
        #[label("{left}")]
        at: Span,
        /// After `else`.
        #[label("{right}")]
        other: Span,
    },

    /// `[1, "x"]`
    #[error("the elements of a list are of one type, and these are {left} and {right}")]
    #[diagnostic(code(check::list_elements), help("write two lists, or leave one of the elements out"))]
    ListElements {
        /// `a number`
        left: String,
        /// `a text`
        right: String,
        /// The first element.
        #[label("{left}")]
        at: Span,
        /// The element that differs.
        #[label("{right}")]
        other: Span,
    },

    /// `x is in []`
    #[error("the list is empty")]
    #[diagnostic(
        code(check::empty_list),
        help("write the elements between the brackets: nothing is in a list without any")
    )]
    EmptyList {
        /// Where.
        #[label("nothing in it")]
        at: Span,
    },

    /// `some x in [starts, ends] satisfies …`
    #[error("a list of facts stands only after `is in`")]
    #[diagnostic(
        code(check::list_of_facts),
        help("declare the facts as one `list of …`, or write the condition once for each with `and` or `or` between")
    )]
    ListOfFacts {
        /// Where.
        #[label("cannot be gone through")]
        at: Span,
    },

    /// `some x in starts satisfies …`
    #[error("{found} cannot be gone through")]
    #[diagnostic(code(check::not_a_list))]
    NotAList {
        /// `a date`
        found: String,
        /// Where.
        #[label("a list or a table is needed here")]
        at: Span,
        /// What to write instead.
        #[help]
        help: Option<String>,
    },

    /// `is_member(norway)` of two parameters
    #[error("`{name}` takes {needed}, and {found}")]
    #[diagnostic(code(check::arguments))]
    Arguments {
        /// The define.
        name: String,
        /// `2 values`
        needed: String,
        /// `1 is given`
        found: String,
        /// Where.
        #[label("{found}")]
        at: Span,
        /// How it is called.
        #[help]
        help: String,
    },

    /// `starts(3)`
    #[error("`{name}` is {what}, and takes no brackets")]
    #[diagnostic(code(check::not_a_define), help("write `{name}` alone"))]
    NotADefine {
        /// The name.
        name: String,
        /// `a fact`
        what: String,
        /// Where.
        #[label("only a define takes values in brackets")]
        at: Span,
    },

    /// `in_service(from starts until ends)`
    #[error("{what} cannot be handed to a define")]
    #[diagnostic(code(check::handed_over))]
    HandedOver {
        /// `a period written out`
        what: String,
        /// Where.
        #[label("not here")]
        at: Span,
        /// What to write instead.
        #[help]
        help: String,
    },

    /// `define during_it(a date) as from a until b`
    #[error("a define with values in brackets cannot give {found}")]
    #[diagnostic(
        code(check::define_gives),
        help("write it without values in brackets, or write it out where it is needed")
    )]
    DefineGives {
        /// `a period`
        found: String,
        /// Where.
        #[label("not with values in brackets")]
        at: Span,
    },

    /// `starts + 1 day + 1 day + …`
    #[error("a sum of dates or durations has more than {limit} terms")]
    #[diagnostic(code(check::long_sum), help("the limit is {limit}; give a part of it a name with `define`"))]
    LongSum {
        /// The limit.
        limit: usize,
        /// The whole sum.
        #[label("this sum")]
        at: Span,
    },

    /// Nesting past the limit, defines put in
    #[error("`{name}` is nested more than {limit} deep, once its defines are put in")]
    #[diagnostic(code(check::too_deep), help("say the same with fewer levels, or divide the rule"))]
    TooDeep {
        /// The define, rule or exception.
        name: String,
        /// The limit.
        limit: usize,
        /// Where.
        #[label("too deep")]
        at: Span,
    },
}
