//! What can go wrong when a file is laid out anew.

use miette::Diagnostic;
use thiserror::Error;

/// Why a file was not laid out.
#[derive(Debug, Clone, PartialEq, Error, Diagnostic)]
pub enum FormatError {
    /// The new text would not say the same as the old one.
    #[error("this file cannot be laid out: the new text would {what}")]
    #[diagnostic(
        code(format::not_proved),
        help("this is a mistake of the formatter, and the file is left as it is; please report it with the file")
    )]
    NotProved {
        /// `not say the same`
        what: &'static str,
    },
}
