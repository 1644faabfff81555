//! Cases: what is read, in every spelling; what is refused; what is hostile.

mod common;
mod limits;
mod reading;
mod spellings;
