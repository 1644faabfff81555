//! The language as a whole: its meaning, its laws, and what a verdict costs.

#![expect(clippy::panic, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

mod allocations;
mod common;
mod errors;
mod laws;
mod meaning;
