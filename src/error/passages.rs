//! What is wrong with the list of a source's passages, and between it and the procedures.

use miette::Diagnostic;
use thiserror::Error;

use crate::source::Span;

/// What is wrong with a list, or with what rests on it.
#[derive(Debug, Clone, Error, Diagnostic)]
pub enum ListError {
    /// A list that is no TOML, or of another shape
    #[error("this is no list of the passages of `{name}`")]
    #[diagnostic(
        code(sources::not_a_list),
        help(
            "each passage is a `[[passage]]` with `heading`, `number` and `digest`; `whereas sources lock {name} FILE --procedures DIR` writes the whole list"
        )
    )]
    NotAList {
        /// The source.
        name: String,
        /// What the reader of TOML says.
        why: String,
        /// Where.
        #[label("{why}")]
        at: Span,
    },

    /// `number = 0`
    #[error("there is no sentence 0")]
    #[diagnostic(code(sources::zero), help("the first sentence under a heading is 1"))]
    Zero {
        /// Where.
        #[label("counted from 1")]
        at: Span,
    },

    /// `digest = "todo"`
    #[error("the digest of `{passage}` is none")]
    #[diagnostic(
        code(sources::not_a_digest),
        help("a digest is `sha256:` and 64 digits, of 0 to 9 and a to f; `whereas sources lock` writes it")
    )]
    NotADigest {
        /// The passage.
        passage: String,
        /// Where.
        #[label("not a digest")]
        at: Span,
    },

    /// The same heading and number twice
    #[error("`{passage}` is listed twice")]
    #[diagnostic(code(sources::listed_twice), help("leave one of them out"))]
    Twice {
        /// The passage.
        passage: String,
        /// The second.
        #[label("a second time")]
        at: Span,
        /// The first.
        #[label("here already")]
        first: Span,
    },

    /// A list of `pgae`
    #[error("no procedure declares the source `{name}`")]
    #[diagnostic(code(sources::unknown_source), help("{help}"))]
    NoSource {
        /// The source.
        name: String,
        /// Did you mean …
        help: String,
        /// The start of its list.
        #[label("the list of its passages")]
        at: Span,
    },

    /// A passage that nothing rests on
    #[error("nothing rests on `{passage}`, and nothing says why")]
    #[diagnostic(
        code(sources::open_passage),
        help("cite it where it belongs, or say why it is left out: `unencoded {passage} \"…\"`")
    )]
    Open {
        /// The passage.
        passage: String,
        /// Its place in the list.
        #[label("listed here")]
        at: Span,
    },

    /// `whereas page "Role" 99`
    #[error("the list of `{name}` has no `{passage}`")]
    #[diagnostic(code(sources::not_listed), help("{help}"))]
    NotListed {
        /// The source.
        name: String,
        /// The passage.
        passage: String,
        /// What there is.
        help: String,
        /// The citation.
        #[label("not a passage of the list")]
        at: Span,
    },
}
