//! **Whereas**: a small language in which an office writes down its procedures, and a checker that holds a case
//! against them and explains its verdict.
//!
//! The way through:
//!
//! ```text
//! text --parse--> syntax --check--> model --+
//!                                           +--evaluate--> outcome --report--> text | JSON
//! JSON, .case ------------case------> case--+
//!
//! text --parse--> syntax --document--> HTML | Markdown
//! ```
//!
//! A stage is a file, a function and the type that it returns; stages never import one another. `session` strings
//! them together and is what every face talks to. The library reads no file, clock, environment or terminal.

pub mod calendar;
pub mod carried;
pub mod case;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub(crate) mod digest;
pub mod document;
pub mod error;
pub mod evaluate;
pub(crate) mod explain;
pub mod format;
pub mod limits;
pub mod model;
pub mod outcome;
pub mod parse;
pub mod passages;
pub mod report;
pub mod session;
pub mod show;
pub mod source;
pub mod syntax;
pub mod text;
pub mod truth;
pub mod value;
