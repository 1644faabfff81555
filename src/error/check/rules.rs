//! Rules: citations, exceptions and messages.

use miette::Diagnostic;
use thiserror::Error;

use crate::source::Span;

/// What is wrong with a rule or an exception.
#[derive(Debug, Clone, Error, Diagnostic)]
pub enum RuleError {
    /// `whereas page`
    #[error("which passage of `{source_name}` is not said")]
    #[diagnostic(
        code(check::no_passage),
        help("add the heading in quotes, the number of the sentence, or both, as in `{source_name} \"Role\" 8`")
    )]
    NoPassage {
        /// The source.
        source_name: String,
        /// Where.
        #[label("a heading or a number is missing")]
        at: Span,
    },

    /// `exception a to b, b`
    #[error("`{name}` is named twice")]
    #[diagnostic(code(check::target_twice), help("leave one of them out"))]
    TargetTwice {
        /// The rule.
        name: String,
        /// The second.
        #[label("a second time")]
        at: Span,
    },

    /// Exceptions to each other
    #[error("the exception `{name}` is an exception to itself")]
    #[diagnostic(code(check::circular_exception), help("{cycle}; leave one of these out"))]
    CircularException {
        /// The exception.
        name: String,
        /// `` `aaa` is an exception to `bbb`, and that to `aaa` ``
        cycle: String,
        /// Its name.
        #[label("comes back to itself")]
        at: Span,
    },

    /// A name that only some of the rules have
    #[error("`{name}` is not known in the rule `{rule}`")]
    #[diagnostic(code(check::unknown_in_rule))]
    UnknownInRule {
        /// The name.
        name: String,
        /// The rule.
        rule: String,
        /// Where.
        #[label("not known there")]
        at: Span,
        /// What to do.
        #[help]
        help: Option<String>,
    },

    /// Exceptions past the limit
    #[error("the rule `{name}` has more than {limit} exceptions, exceptions to exceptions counted")]
    #[diagnostic(code(check::too_many_exceptions), help("the limit is {limit}"))]
    TooManyExceptions {
        /// The rule.
        name: String,
        /// The limit.
        limit: usize,
        /// Its name.
        #[label("too many")]
        at: Span,
    },

    /// `for each x in [a, b]`
    #[error("`for each` goes through a fact, a parameter or a table")]
    #[diagnostic(
        code(check::for_each_written_list),
        help("declare the list as a parameter, or the elements as a table")
    )]
    ForEachWritten {
        /// Where.
        #[label("a list written out")]
        at: Span,
    },

    /// `duty of starts`
    #[error("a duty is somebody's, and this is {found}")]
    #[diagnostic(code(check::bearer), help("after `duty of` stands a member of a choice, or a fact that is one"))]
    Bearer {
        /// `a date`
        found: String,
        /// Where.
        #[label("{found}")]
        at: Span,
    },

    /// `{candidate}`
    #[error("a message cannot show {what}")]
    #[diagnostic(code(check::not_shown))]
    NotShown {
        /// ``a `Candidate` ``
        what: String,
        /// Where.
        #[label("{what}")]
        at: Span,
        /// What to write instead.
        #[help]
        help: String,
    },
}
