//! Every fixed limit, in one table. The same natively and in the browser.

/// Bytes in one source file (1 MiB).
pub const SOURCE_BYTES: usize = 1 << 20;
/// Columns (characters) in one line of a source file.
pub const LINE_COLUMNS: usize = 1_024;
/// Levels of nesting in a source file: brackets, `not` and `if` together.
pub const NESTING: usize = 64;
/// Terms in one chain of `and`, `or`, `+`, `-`, `*` or in one list of a source file.
pub const CHAIN_TERMS: usize = 1_000;
/// Levels of one condition once defines are put in: conditions and terms.
pub const DEPTH: usize = 400;
/// Terms in one sum of dates or durations.
pub const SUM_TERMS: usize = 32;
/// Exceptions of one rule, exceptions to exceptions counted each time.
pub const EXCUSES: usize = 1_000;
/// Choices, and records with tables, of one check.
pub const TYPES: usize = 10_000;
/// Problems of one source file that are reported.
pub const PROBLEMS: usize = 100;
/// Files that may be taken in by `use`, the first one included.
pub const FILES: usize = 1_000;
/// Bytes in one case (8 MiB).
pub const CASE_BYTES: usize = 8 << 20;
/// Levels of nesting in a case.
pub const CASE_NESTING: usize = 64;
/// Elements in one list of a case, occurrences of one event among them.
pub const LIST_ELEMENTS: usize = 10_000;
/// Characters in one text of a case.
pub const TEXT_CHARACTERS: usize = 100_000;
/// Errors of one case that are shown; of the others the number is given.
pub const CASE_PROBLEMS: usize = 100;
/// Units in one duration, such as `10000 days`.
pub const DURATION_UNITS: u32 = 10_000;
/// Steps of evaluation in one check: conditions and terms looked at.
pub const STEPS: u64 = 10_000_000;
/// Values in one dispute.
pub const DISPUTES: usize = 256;
/// Steps of evaluation in which the cases of one rule are judged: of disputed facts, of dates in a range, and of what is
/// not known and read more than once.
pub const CASE_STEPS: u64 = 100_000;
/// As often as this a rule may be judged by cases whatever that takes.
pub const CASES_AT_LEAST: u64 = 4;
/// Combinations of the unknown days, actors and events that are tried within one event condition.
pub const COMPLETIONS: usize = 20_000;
/// Values of one unknown fact that are tried to see whether it matters.
pub const TRIALS: usize = 400;
/// Reasons (conditions, and what stands in for those cut off) of one rule, for one element.
pub const REASONS: usize = 1_000;
/// Reasons in one report.
pub const REASONS_IN_ALL: usize = 10_000;
/// Reasons of one rule that are given whatever has been given before.
pub const REASONS_AT_LEAST: usize = 10;
/// Rows of a table that are shown in a reason.
pub const REASON_ROWS: usize = 5;
/// Terms worked out, and days counted, of one condition.
pub const REASON_TERMS: usize = 100;
/// First and last year of a date.
pub const YEARS: (i16, i16) = (1, 9999);
