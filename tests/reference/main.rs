//! A second evaluator, small and slow, that decides by the definition: what is not known is completed in every way, and
//! the record goes on in every way. It shares with the real one only the syntax tree. Generated procedures and cases go
//! through both, and a disagreement is shrunk to a small procedure and case.
//!
//! The longer run, with other procedures each time: `sh tests/reference/run COMPARISONS`.

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
