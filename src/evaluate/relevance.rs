//! Which facts would decide.
