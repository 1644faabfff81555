//! Warnings: the rules can be used, and their author may want to know.

use miette::Diagnostic;
use thiserror::Error;

use crate::source::Span;

/// What an author may want to know.
#[derive(Debug, Clone, Error, Diagnostic)]
pub enum Warning {
    /// `must candidate.internal`
    #[error("the duty `{name}` says neither what is done nor by whom")]
    #[diagnostic(
        code(check::warn_empty_duty),
        severity(Warning),
        help("add `duty of …`, or write `requires` if nobody is at fault when it does not hold")
    )]
    EmptyDuty {
        /// The rule.
        name: String,
        /// The norm.
        #[label("reads no event, and nobody bears it")]
        at: Span,
    },

    /// `must some c in contacts satisfies c.held`
    #[error("nothing can be added to this list by doing something")]
    #[diagnostic(
        code(check::warn_list_as_log),
        severity(Warning),
        help("if the list is a log of what was done, make it an event: `event of {record}` can happen more than once")
    )]
    ListAsLog {
        /// The record of its elements.
        record: String,
        /// The list.
        #[label("a list of things that are, not of things done")]
        at: Span,
    },

    /// House practice against a source
    #[error("`{name}` rests on practice alone, and `{target}` rests on a source")]
    #[diagnostic(
        code(check::warn_practice_over_source),
        severity(Warning),
        help("practice does not set a text aside; cite the passage that allows it, or leave the exception out")
    )]
    PracticeOverSource {
        /// The exception.
        name: String,
        /// What it is an exception to.
        target: String,
        /// The target as written.
        #[label("rests on a source")]
        at: Span,
    },

    /// A fact that no rule reads
    #[error("the {what} `{name}` is not used")]
    #[diagnostic(code(check::warn_unused), severity(Warning), help("leave it out, or write the rule that needs it"))]
    Unused {
        /// `fact`
        what: &'static str,
        /// Its name.
        name: String,
        /// Where.
        #[label("nothing reads it")]
        at: Span,
    },

    /// `"Name"` in a file with French
    #[error("{count} not translated into `{language}`")]
    #[diagnostic(
        code(check::warn_untranslated),
        severity(Warning),
        help("add `{language} \"…\"` after the text; until then readers see it in `{own}`")
    )]
    Untranslated {
        /// `3 texts are`
        count: String,
        /// The language.
        language: String,
        /// The language of the file.
        own: String,
        /// The texts.
        #[label(collection, "no `{language}`")]
        at: Vec<Span>,
    },

    /// `some country in countries satisfies flag`
    #[error("`{name}` is not used")]
    #[diagnostic(code(check::warn_unused_variable), severity(Warning), help("{help}"))]
    UnusedVariable {
        /// Its name.
        name: String,
        /// Where.
        #[label("nothing reads it")]
        at: Span,
        /// What to do.
        help: &'static str,
    },

    /// `rule approval "{candidate.name} is approved"`
    #[error("this text is shown as it stands")]
    #[diagnostic(
        code(check::warn_not_filled_in),
        severity(Warning),
        help("only `otherwise` and `remedy` are filled in; write `\\{{` where a brace is meant")
    )]
    NotFilledIn {
        /// The text.
        #[label("its braces too")]
        at: Span,
    },

    /// `must approved.on <= starts`
    #[error("a comparison with `{event}.on` waits, and is never due")]
    #[diagnostic(code(check::warn_never_due), severity(Warning), help("write `{better}`"))]
    NeverDue {
        /// The event.
        event: String,
        /// `must be approved no later than starts`
        better: String,
        /// The comparison.
        #[label("nobody would be told to do anything")]
        at: Span,
    },
}
