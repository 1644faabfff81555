//! Names: how they are written, declared once, and found.

use miette::Diagnostic;
use thiserror::Error;

use crate::source::Span;

/// What is wrong with a name.
#[derive(Debug, Clone, Error, Diagnostic)]
pub enum NameError {
    /// Two facts `starts`
    #[error("`{name}` is declared twice")]
    #[diagnostic(code(check::declared_twice))]
    Twice {
        /// The name.
        name: String,
        /// The second declaration.
        #[label("declared again here")]
        at: Span,
        /// The first, where it stands in the same file.
        #[label("first declared here")]
        first: Option<Span>,
        /// Where the first is, and what to do.
        #[help]
        help: String,
    },

    /// A fact `direct` beside `choice Route` with the member `direct`
    #[error("`{name}` is {what} and also a member of `{choice}`")]
    #[diagnostic(code(check::also_a_member))]
    AlsoMember {
        /// The name.
        name: String,
        /// `a fact`
        what: String,
        /// The choice.
        choice: String,
        /// The fact, parameter, define or table.
        #[label("a rule could not tell the two apart")]
        at: Span,
        /// The member, where it stands in the same file.
        #[label("the member is here")]
        member: Option<Span>,
        /// What to do.
        #[help]
        help: String,
    },

    /// A fact `no`
    #[error("the name `{name}` is too short")]
    #[diagnostic(
        code(check::short_name),
        help("write three letters or more; only variables and the parameters of a define may be shorter")
    )]
    Short {
        /// The name.
        name: String,
        /// Where.
        #[label("shorter than three letters")]
        at: Span,
    },

    /// `every X in xs satisfies …`
    #[error("the variable `{name}` is not written in small letters")]
    #[diagnostic(code(check::small_letters), help("write `{better}`"))]
    Small {
        /// The name.
        name: String,
        /// `x`
        better: String,
        /// Where.
        #[label("not in small letters")]
        at: Span,
    },

    /// `table member_fee`
    #[error("`{name}` is not written as {what} is")]
    #[diagnostic(
        code(check::capital_letters),
        help("write `{better}`: each word begins with a capital, and nothing stands between them")
    )]
    NotCamel {
        /// The name.
        name: String,
        /// `the name of a choice`
        what: String,
        /// `Route`
        better: String,
        /// Where.
        #[label("a capital is needed")]
        at: Span,
    },

    /// A field `unknown`
    #[error("a field may not be called `{name}`")]
    #[diagnostic(
        code(check::field_word),
        help("choose another name, such as `{name}_text`; its label may say anything")
    )]
    FieldWord {
        /// The word.
        name: String,
        /// Where.
        #[label("in a case, this word says what is known of a fact")]
        at: Span,
    },

    /// `rule waiting`
    #[error("a rule may not be called `{name}`")]
    #[diagnostic(code(check::outcome_word), help("choose another name, one that says what the rule is about"))]
    OutcomeWord {
        /// The word.
        name: String,
        /// Where.
        #[label("an example could not tell it from what it expects")]
        at: Span,
    },

    /// `startz`
    #[error("unknown {kind} `{name}`")]
    #[diagnostic(code(check::unknown_name))]
    Unknown {
        /// `name`, `type`, `source`, `rule`
        kind: &'static str,
        /// The name.
        name: String,
        /// Where.
        #[label("not declared")]
        at: Span,
        /// Did you mean …
        #[help]
        help: Option<String>,
    },

    /// `starts` in a library
    #[error("`{name}` is a fact, and a library reads no facts")]
    #[diagnostic(
        code(check::fact_in_library),
        help("give the define a parameter, as in `define {define}({name} {ty})`, and hand the fact over in the rule")
    )]
    FactInLibrary {
        /// The fact.
        name: String,
        /// The define that reads it.
        define: String,
        /// The type of the fact.
        ty: String,
        /// Where.
        #[label("not known here")]
        at: Span,
    },

    /// A name that only another file sees
    #[error("`{name}` is declared in a file that this one does not use")]
    #[diagnostic(code(check::not_used))]
    NotUsed {
        /// The name.
        name: String,
        /// Where.
        #[label("not known here")]
        at: Span,
        /// Which file has it.
        #[help]
        help: String,
    },

    /// `candidate.naem`
    #[error("{owner} has no {what} `{name}`")]
    #[diagnostic(code(check::unknown_field))]
    UnknownField {
        /// `` `Candidate` ``
        owner: String,
        /// `field` or `column`
        what: &'static str,
        /// The field.
        name: String,
        /// Where.
        #[label("no such {what}")]
        at: Span,
        /// Did you mean, or the fields that there are.
        #[help]
        help: Option<String>,
    },

    /// `starts.month`
    #[error("`{name}` is {found}, and has no parts")]
    #[diagnostic(code(check::no_parts))]
    NoParts {
        /// What stands before the full stop.
        name: String,
        /// `a date`
        found: String,
        /// The part asked for.
        #[label("nothing can stand after the full stop")]
        at: Span,
        /// What to write instead.
        #[help]
        help: Option<String>,
    },

    /// `Route` where a value is needed
    #[error("`{name}` is {what}, not a value")]
    #[diagnostic(code(check::not_a_value))]
    NotAValue {
        /// The name.
        name: String,
        /// `a choice`
        what: String,
        /// Where.
        #[label("a value is needed here")]
        at: Span,
        /// What to write instead.
        #[help]
        help: Option<String>,
    },

    /// `other` of two choices, with nothing to tell which
    #[error("`{name}` is a member of more than one choice")]
    #[diagnostic(
        code(check::which_choice),
        help("it is a member of {choices}; compare it with a fact, or give it another name in one of them")
    )]
    WhichChoice {
        /// The member.
        name: String,
        /// `` `Office` and `Route` ``
        choices: String,
        /// Where.
        #[label("which one is meant is not clear")]
        at: Span,
    },

    /// `route is norway`
    #[error("`{name}` is not a member of `{choice}`")]
    #[diagnostic(code(check::not_a_member))]
    NotMember {
        /// The name.
        name: String,
        /// The choice.
        choice: String,
        /// Where.
        #[label("a member of `{choice}` is needed here")]
        at: Span,
        /// Did you mean, or the members that there are.
        #[help]
        help: Option<String>,
    },

    /// `every starts in list satisfies …` with a fact `starts`
    #[error("`{name}` already means something here")]
    #[diagnostic(code(check::name_taken))]
    Taken {
        /// The name.
        name: String,
        /// The variable or parameter.
        #[label("a second meaning")]
        at: Span,
        /// The other one, where it stands in the same file.
        #[label("the first is here")]
        first: Option<Span>,
        /// What to do.
        #[help]
        help: String,
    },

    /// `met where (starts is …)` with a field and a fact `starts`
    #[error("`{name}` can mean two things here")]
    #[diagnostic(
        code(check::two_meanings),
        help("it is a field of `{record}`, which every occurrence carries, and also {what}; rename one of them")
    )]
    TwoMeanings {
        /// The name.
        name: String,
        /// The record of the event.
        record: String,
        /// `a fact`
        what: String,
        /// Where.
        #[label("a field of the occurrence, or something else")]
        at: Span,
    },

    /// `define aaa as bbb` and `define bbb as aaa`
    #[error("`{name}` is defined by itself")]
    #[diagnostic(code(check::circular_define), help("a define may not come back to itself: {cycle}"))]
    CircularDefine {
        /// The first define of the cycle.
        name: String,
        /// `` `aaa` reads `bbb`, which reads `aaa` ``
        cycle: String,
        /// Its name.
        #[label("comes back to itself")]
        at: Span,
    },
}
