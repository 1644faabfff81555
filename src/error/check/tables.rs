//! Tables: what they hold, and finding a row.

use miette::Diagnostic;
use thiserror::Error;

use crate::source::Span;

/// What is wrong with a table, or with how many there are of something.
#[derive(Debug, Clone, Error, Diagnostic)]
pub enum TableError {
    /// More members, choices or records than the limit
    #[error("there are more than {limit} {what}")]
    #[diagnostic(code(check::too_many), help("the limit is {limit}"))]
    TooMany {
        /// `members`
        what: &'static str,
        /// The limit.
        limit: usize,
        /// The first that goes past it.
        #[label("one too many")]
        at: Span,
    },

    /// A table without rows
    #[error("the table `{name}` is empty")]
    #[diagnostic(code(check::empty_table), help("write one row a line, each cell between `|`"))]
    Empty {
        /// Its name.
        name: String,
        /// Its name.
        #[label("no row follows")]
        at: Span,
    },

    /// A row of three cells under two columns
    #[error("the row has {found}, and `{table}` has {needed}")]
    #[diagnostic(
        code(check::cells),
        help("every row has one cell for each column; leave a cell empty where its column is optional")
    )]
    Cells {
        /// The table.
        table: String,
        /// `3 cells`
        found: String,
        /// `2 columns`
        needed: String,
        /// The row.
        #[label("{found}")]
        at: Span,
    },

    /// An empty cell in a column that is not optional
    #[error("the column `{column}` is not optional, and this row leaves it empty")]
    #[diagnostic(code(check::empty_cell), help("fill it in, or declare the column as `{column}: optional …`"))]
    EmptyCell {
        /// The column.
        column: String,
        /// The row.
        #[label("`{column}` is empty here")]
        at: Span,
    },

    /// A cell `starts + 1 day`
    #[error("{place} holds values, and this is not one")]
    #[diagnostic(
        code(check::not_constant),
        help("write a text, a number, yes or no, a date, a duration or a member of a choice")
    )]
    NotConstant {
        /// `a table`
        place: &'static str,
        /// Where.
        #[label("has to be worked out")]
        at: Span,
    },

    /// A column `events: event`
    #[error("a column cannot be {found}")]
    #[diagnostic(
        code(check::column_type),
        help("a cell holds one text, number, yes/no, date, duration or member of a choice, or is optional")
    )]
    ColumnType {
        /// `an event`
        found: String,
        /// Where.
        #[label("does not fit into a cell")]
        at: Span,
    },

    /// A first column `since: optional date`
    #[error("the first column cannot be {found}")]
    #[diagnostic(
        code(check::first_column),
        help("rows are found by their first cell: put a column of a choice, text, number or date first")
    )]
    FirstColumn {
        /// `optional`
        found: String,
        /// Where.
        #[label("rows are found by this column")]
        at: Span,
    },

    /// `Member[norway].since` with two rows for `norway`
    #[error("`{table}` has two rows for {key}")]
    #[diagnostic(code(check::two_rows))]
    TwoRows {
        /// The table.
        table: String,
        /// `` `norway` ``
        key: String,
        /// The looking up.
        #[label("which of the two is meant is not clear")]
        at: Span,
        /// The second row, where it stands in the same file.
        #[label("a second row for {key}")]
        row: Option<Span>,
        /// What to do.
        #[help]
        help: String,
    },

    /// `starts[norway].since`
    #[error("`{name}` is not a table")]
    #[diagnostic(code(check::not_a_table))]
    NotATable {
        /// The name.
        name: String,
        /// Where.
        #[label("{what}")]
        at: Span,
        /// `a fact`
        what: String,
        /// What to write instead.
        #[help]
        help: Option<String>,
    },

    /// `Member.since`
    #[error("of which row of `{table}` is not said")]
    #[diagnostic(
        code(check::which_row),
        help("write `{table}[…].{column}`, with what stands in the first column between the brackets")
    )]
    WhichRow {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// Where.
        #[label("a row is needed")]
        at: Span,
    },
}
