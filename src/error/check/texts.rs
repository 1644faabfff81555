//! Texts that nobody could read.

use miette::Diagnostic;
use thiserror::Error;

use crate::source::Span;

/// What is wrong with a text, or with what stands at the head of a file.
#[derive(Debug, Clone, Error, Diagnostic)]
pub enum TextError {
    /// `rule approval ""`
    #[error("the text is empty")]
    #[diagnostic(code(check::empty_text), help("write what a reader of the report is to see"))]
    Empty {
        /// The text.
        #[label("nothing to read")]
        at: Span,
    },

    /// `page "" 8`
    #[error("the heading is empty")]
    #[diagnostic(code(check::empty_heading), help("write the heading as the text has it, or only the number"))]
    EmptyHeading {
        /// The heading.
        #[label("nobody finds the passage by it")]
        at: Span,
    },

    /// `library alliance "…" in force from 2018-01-01`
    #[error("a library is not in force, and nothing is judged by it")]
    #[diagnostic(
        code(check::library_in_force),
        help("write the clause in the procedures that use the library, or in the rules that it is meant for")
    )]
    LibraryInForce {
        /// `in force …` or `judged on …`
        #[label("it would have no effect")]
        at: Span,
    },
}
