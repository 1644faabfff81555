//! The language as a whole: its meaning, its laws, and what a verdict costs.

mod allocations;
mod common;
mod errors;
mod laws;
mod meaning;
