//! A second evaluator, small and slow, that decides by the definition: what is not known is completed in every way, and
//! the record goes on in every way. It shares with the real one only the syntax tree. Generated procedures and cases go
//! through both, and a disagreement is shrunk to a small procedure and case.
//!
//! A longer run: `sh tests/reference/run 1000000`, which takes other procedures each time.

#![allow(
    clippy::allow_attributes,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test that panics has failed, and says what it compared"
)]

#[path = "../generated/mod.rs"]
mod generated;

mod agree;
mod days;
mod holds;
mod inline;
mod judge;
mod time;
mod value;
mod world;
