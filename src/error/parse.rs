//! What can be wrong with a text before any name is looked up.

use miette::Diagnostic;
use thiserror::Error;

use crate::limits;
use crate::source::Span;

/// Why a text cannot be read.
#[derive(Debug, Clone, PartialEq, Error, Diagnostic)]
pub enum ParseError {
    /// More than 1 MiB.
    #[error("this file has {bytes} bytes, and the limit is {} (1 MiB)", limits::SOURCE_BYTES)]
    #[diagnostic(code(parse::file_too_large), help("divide it into several files and take them in with `use`"))]
    FileTooLarge {
        /// Its size.
        bytes: usize,
        /// Its first character.
        #[label("it starts here")]
        span: Span,
    },

    /// A file of an old Mac.
    #[error("this file ends its lines with carriage returns alone, and reads as one line")]
    #[diagnostic(
        code(parse::old_line_ends),
        help("save it with line feeds (LF) at the ends of its lines, or with both (CR LF)")
    )]
    OldLineEnds {
        /// The first of them.
        #[label("the first line ends here")]
        span: Span,
    },

    /// More than 1,024 characters before the line ends.
    #[error("this line has {columns} columns, and the limit is {}", limits::LINE_COLUMNS)]
    #[diagnostic(code(parse::line_too_long), help("break it: outside texts and tables a line may end anywhere"))]
    LineTooLong {
        /// Its width.
        columns: usize,
        /// Its first character.
        #[label("the line starts here")]
        span: Span,
    },

    /// Too many to be read.
    #[error("there are more problems than the first {}", limits::PROBLEMS)]
    #[diagnostic(code(parse::more), help("mend these first, and try again"))]
    More {
        /// The first that is not shown.
        #[label("from here on")]
        span: Span,
    },

    /// `((((((((…`
    #[error("this is nested too deep: more than {} levels", limits::NESTING)]
    #[diagnostic(
        code(parse::too_deep),
        help("brackets, `not`, `if` and `satisfies` count; give the inner part a name with `define`")
    )]
    TooDeep {
        /// The piece that is one too many.
        #[label("one level too many")]
        span: Span,
    },

    /// `a and b and c and …`
    #[error("this chain has {terms} parts, and the limit is {}", limits::CHAIN_TERMS)]
    #[diagnostic(code(parse::chain_too_long), help("give a part of it a name with `define`"))]
    ChainTooLong {
        /// Its length.
        terms: usize,
        /// The whole chain.
        #[label("this chain")]
        span: Span,
    },

    /// `[a, b, c, …]` in a case
    #[error("this list has {elements} elements, and the limit is {}", limits::LIST_ELEMENTS)]
    #[diagnostic(code(parse::list_too_long))]
    ListTooLong {
        /// Its length.
        elements: usize,
        /// The whole list.
        #[label("this list")]
        span: Span,
    },

    /// A tab in a text, an escape sequence, a mark that turns the direction of writing.
    #[error("{name} may not stand here")]
    #[diagnostic(code(parse::forbidden_character), help("{help}"))]
    ForbiddenCharacter {
        /// `the character U+202E (a mark of the direction of writing)`
        name: String,
        /// What to do instead.
        help: &'static str,
        /// The character.
        #[label("here")]
        span: Span,
    },

    /// `// so far`
    #[error("a comment does not begin so")]
    #[diagnostic(code(parse::foreign_comment), help("a comment begins with `#`, and ends with its line"))]
    ForeignComment {
        /// The sign.
        #[label("not understood")]
        span: Span,
    },

    /// `"The Secretary General`
    #[error("this text is not closed")]
    #[diagnostic(
        code(parse::unclosed_text),
        help("a text ends with `\"` on the line where it starts; a quotation mark inside it is written `\\\"`")
    )]
    UnclosedText {
        /// From its first mark to the end of the line.
        #[label("no `\"` follows on this line")]
        span: Span,
    },

    /// `"\n"`
    #[error("`{escape}` stands for nothing")]
    #[diagnostic(
        code(parse::unknown_escape),
        help(
            "in a text `\\\"`, `\\\\` and `\\{{` stand for `\"`, `\\` and `{{`; any other character stands for itself"
        )
    )]
    UnknownEscape {
        /// The two characters.
        escape: String,
        /// Where.
        #[label("not an escape")]
        span: Span,
    },

    /// `rul approval "…"`
    #[error("`{word}` does not begin a declaration")]
    #[diagnostic(code(parse::unknown_declaration), help("{help}"))]
    UnknownDeclaration {
        /// The word.
        word: String,
        /// What is meant, or what there is.
        help: String,
        /// Where.
        #[label("in the first column, where declarations begin")]
        span: Span,
    },

    /// `requires` in the first column.
    #[error("`{word}` stands in the first column")]
    #[diagnostic(
        code(parse::not_indented),
        help("indent the line: what belongs to a declaration stands to the right of its first word")
    )]
    NotIndented {
        /// The word or sign.
        word: String,
        /// Where.
        #[label("this line belongs to the declaration above")]
        span: Span,
    },

    /// `  rule approval "…"`
    #[error("the declaration `{word}` is indented")]
    #[diagnostic(code(parse::indented), help("a declaration starts in the first column"))]
    Indented {
        /// The word.
        word: String,
        /// Where.
        #[label("move this to the first column")]
        span: Span,
    },

    /// A file of rules without `procedure` or `library`.
    #[error("this file has neither `procedure` nor `library`")]
    #[diagnostic(
        code(parse::missing_header),
        help("a file begins by saying what it is: `procedure appointment \"Appointment approval\"`")
    )]
    MissingHeader {
        /// The first declaration, or the start of the file.
        #[label("it would stand here")]
        span: Span,
    },

    /// `use alliance` before `procedure …`
    #[error("`{word}` is not the first declaration of its file")]
    #[diagnostic(code(parse::header_not_first), help("move it to the head of the file"))]
    HeaderNotFirst {
        /// `procedure` or `library`
        word: String,
        /// Where it stands.
        #[label("stands here")]
        span: Span,
        /// What stands before it.
        #[label("comes after this")]
        first: Span,
    },

    /// Two procedures in one file.
    #[error("this file has two heads")]
    #[diagnostic(
        code(parse::second_header),
        help("a file is one procedure or one library; move the other to a file of its own")
    )]
    SecondHeader {
        /// The one too many.
        #[label("the second")]
        span: Span,
        /// The first one.
        #[label("the first")]
        first: Span,
    },

    /// A case file that does not begin with `case`, or has two.
    #[error("{what}")]
    #[diagnostic(code(parse::not_a_case), help("{help}"))]
    NotACase {
        /// What is wrong.
        what: &'static str,
        /// What to write.
        help: &'static str,
        /// Where.
        #[label("here")]
        span: Span,
    },

    /// Anything that the grammar has no place for.
    #[error("`{found}` cannot stand here")]
    #[diagnostic(code(parse::unexpected))]
    Unexpected {
        /// The word or sign.
        found: String,
        /// What can stand here.
        expected: String,
        /// What to write, where it can be told.
        #[help]
        help: Option<String>,
        /// Where.
        #[label("expected {expected}")]
        span: Span,
    },

    /// A declaration or line that stops in the middle.
    #[error("{what} ends too soon")]
    #[diagnostic(code(parse::ends_too_soon), help("{help}"))]
    EndsTooSoon {
        /// `rule approval`, in backticks
        what: String,
        /// What can stand here, or what may be meant.
        help: String,
        /// Its last piece.
        #[label("something is missing after this")]
        span: Span,
    },

    /// `whn starts <= today`
    #[error("`{found}` is not understood here")]
    #[diagnostic(code(parse::unknown_word), help("{help}"))]
    UnknownWord {
        /// The word.
        found: String,
        /// `did you mean `when`?`
        help: String,
        /// Where.
        #[label("not a word that fits here")]
        span: Span,
    },

    /// `starts == today`
    #[error("`{found}` is not a sign of the language")]
    #[diagnostic(code(parse::foreign_sign), help("write {instead}"))]
    ForeignSign {
        /// The sign.
        found: String,
        /// What the language has for it.
        instead: &'static str,
        /// Where.
        #[label("not understood")]
        span: Span,
    },

    /// `rule no-backdating "…"`
    #[error("`{name}` is not one name")]
    #[diagnostic(code(parse::hyphen), help("names use `_`, not `-`: did you mean `{better}`?"))]
    Hyphen {
        /// As written.
        name: String,
        /// With `_`.
        better: String,
        /// Where.
        #[label("`-` is the sign for minus")]
        span: Span,
    },

    /// `define on "…" as …`
    #[error("`{word}` is a word of the language and cannot be a name")]
    #[diagnostic(code(parse::reserved_name), help("choose another name; users see labels, never names"))]
    ReservedName {
        /// The word.
        word: String,
        /// Where.
        #[label("a name is expected here")]
        span: Span,
    },

    /// `rule décision "…"`, `rule memberNational "…"`, `choice route "…"`
    #[error("`{name}` is not written like the name of {what}")]
    #[diagnostic(code(parse::name_style), help("{help}"))]
    NameStyle {
        /// The name.
        name: String,
        /// `a rule`
        what: &'static str,
        /// How it is written.
        help: String,
        /// Where.
        #[label("not a name")]
        span: Span,
    },

    /// `a and b or c`
    #[error("`and` and `or` are mixed without brackets")]
    #[diagnostic(
        code(parse::mixed_and_or),
        help("it can be read in two ways; write the one that is meant:\n  {first}\n  {second}")
    )]
    MixedAndOr {
        /// `and` first.
        first: String,
        /// `or` first.
        second: String,
        /// The whole chain.
        #[label("what belongs together?")]
        span: Span,
    },

    /// `if a then b else c and d`
    #[error("`{word}` follows an `if` without brackets")]
    #[diagnostic(
        code(parse::chain_after_if),
        help("put the `if` in brackets, or what follows `else`: it can be read in two ways")
    )]
    ChainAfterIf {
        /// `and`
        word: String,
        /// Where.
        #[label("does this belong to what follows `else`?")]
        span: Span,
    },

    /// `a <= b <= c`
    #[error("comparisons do not chain")]
    #[diagnostic(code(parse::chained_comparison), help("write `{instead}`"))]
    ChainedComparison {
        /// `a <= b and b <= c`
        instead: String,
        /// The whole chain.
        #[label("two comparisons at once")]
        span: Span,
    },

    /// `when` after `must`
    #[error("`{clause}` comes after `{before}`")]
    #[diagnostic(code(parse::clause_order), help("write it before `{before}`; the order is: {order}"))]
    ClauseOrder {
        /// The clause.
        clause: String,
        /// The one that it should come before.
        before: String,
        /// All clauses in order.
        order: &'static str,
        /// Where it stands.
        #[label("too late")]
        span: Span,
        /// What it should come before.
        #[label("this comes later")]
        earlier: Span,
    },

    /// Two `when` in one rule.
    #[error("`{clause}` stands twice")]
    #[diagnostic(code(parse::clause_repeated), help("{help}"))]
    ClauseRepeated {
        /// The clause.
        clause: String,
        /// How to say both.
        help: &'static str,
        /// The second one.
        #[label("again")]
        span: Span,
        /// The first one.
        #[label("first here")]
        first: Span,
    },

    /// `must` in an exception.
    #[error("{what} has no `{clause}`")]
    #[diagnostic(code(parse::clause_foreign), help("{help}"))]
    ClauseForeign {
        /// `an exception`
        what: &'static str,
        /// The clause.
        clause: String,
        /// What it has.
        help: &'static str,
        /// Where.
        #[label("not here")]
        span: Span,
    },

    /// A rule without citation or norm.
    #[error("`{declaration}` {what}")]
    #[diagnostic(code(parse::clause_missing), help("{help}"))]
    ClauseMissing {
        /// `rule approval`
        declaration: String,
        /// `does not say where it comes from`
        what: &'static str,
        /// What to write.
        help: &'static str,
        /// Its name.
        #[label("this one")]
        span: Span,
    },

    /// `2017-02-30`
    #[error("`{text}` is not a day of the calendar")]
    #[diagnostic(code(parse::impossible_date), help("{help}"))]
    ImpossibleDate {
        /// As written.
        text: String,
        /// Why there is none.
        help: String,
        /// Where.
        #[label("no such day")]
        span: Span,
    },

    /// `2018-4-2`
    #[error("`{text}` is not written as a date is")]
    #[diagnostic(code(parse::date_form), help("{help}"))]
    DateForm {
        /// As written.
        text: String,
        /// How to write it.
        help: String,
        /// Where.
        #[label("year, month and day have four, two and two digits")]
        span: Span,
    },

    /// `2018-04-03T10:00`
    #[error("`{text}` has a time of day, and the smallest unit is the day")]
    #[diagnostic(code(parse::time_of_day), help("write `{day}`; what comes after a cut-off hour takes the next day"))]
    TimeOfDay {
        /// As written.
        text: String,
        /// The day alone.
        day: String,
        /// Where.
        #[label("only the day is used")]
        span: Span,
    },

    /// A number with forty digits.
    #[error("the number `{text}` is too large")]
    #[diagnostic(code(parse::number_too_large), help("{help}"))]
    NumberTooLarge {
        /// As written.
        text: String,
        /// What is possible.
        help: &'static str,
        /// Where.
        #[label("too many digits")]
        span: Span,
    },

    /// `1.5 days`
    #[error("`{text}` is not a length of time")]
    #[diagnostic(code(parse::not_whole), help("days, weeks, months and years are counted in whole numbers from 0"))]
    NotWhole {
        /// As written.
        text: String,
        /// Where.
        #[label("not a whole number")]
        span: Span,
    },

    /// `10001 days`
    #[error("`{text}` is too long: the limit is {} of one unit", limits::DURATION_UNITS)]
    #[diagnostic(code(parse::duration_too_long), help("use a larger unit, such as months or years"))]
    DurationTooLong {
        /// As written.
        text: String,
        /// Where.
        #[label("too many")]
        span: Span,
    },

    /// A row that goes on in the next line.
    #[error("a row of a table stands on one line, and its last cell is closed with `|`")]
    #[diagnostic(code(parse::broken_row), help("write `|` after the last cell, and each row on a line of its own"))]
    BrokenRow {
        /// The row.
        #[label("this row goes on in the next line")]
        span: Span,
    },

    /// `[disputed norway, france]`
    #[error("`{word}` cannot stand inside a list")]
    #[diagnostic(
        code(parse::state_in_list),
        help("say it of one element on a line of its own: `candidate.nationalities[0] = {word} …`")
    )]
    StateInList {
        /// `disputed` or `assume`
        word: &'static str,
        /// Where.
        #[label("not clear how far it reaches")]
        span: Span,
    },

    /// `"Name" fr "Nom" fr "Prénom"`
    #[error("this text is given in `{language}` twice")]
    #[diagnostic(code(parse::translation_repeated), help("{help}"))]
    TranslationRepeated {
        /// `fr`
        language: String,
        /// What to do.
        help: String,
        /// The second one.
        #[label("again")]
        span: Span,
    },

    /// `expect approval met 2018-01-03`
    #[error("`{outcome}` has no day")]
    #[diagnostic(
        code(parse::day_without_due),
        help("only `due` is followed by a day: `expect approval due 2018-01-03`")
    )]
    DayWithoutDue {
        /// The outcome.
        outcome: &'static str,
        /// The day.
        #[label("this day says nothing")]
        span: Span,
    },

    /// `expect met` in a case file
    #[error("a case expects nothing")]
    #[diagnostic(
        code(parse::expect_in_case),
        help("leave the `expect` lines out, or write the case as an `example` in the file of the procedure")
    )]
    ExpectInCase {
        /// The first expectation.
        #[label("only an example says what is expected")]
        span: Span,
    },

    /// `ab text "…"` after a label
    #[error("`{name}` reads as the mark of a language, not as a name")]
    #[diagnostic(
        code(parse::name_or_language),
        help("a name has three letters or more; where a translation is meant, put it to the right of the text above")
    )]
    NameOrLanguage {
        /// The two letters.
        name: String,
        /// Where.
        #[label("a name, or the language of this text?")]
        span: Span,
    },

    /// `"{candidate.name holds no nationality"`
    #[error("`{{` is not closed")]
    #[diagnostic(
        code(parse::unclosed_brace),
        help("write `}}` after the expression, or `\\{{` where the sign itself is meant")
    )]
    UnclosedBrace {
        /// The brace.
        #[label("no `}}` follows in this text")]
        span: Span,
    },

    /// `"{} holds no nationality"`
    #[error("nothing stands between `{{` and `}}`")]
    #[diagnostic(code(parse::empty_brace), help("write the name of what is to be shown, as in `{{candidate.name}}`"))]
    EmptyBrace {
        /// The braces.
        #[label("empty")]
        span: Span,
    },
}

impl ParseError {
    /// The error for a character that no source file may hold.
    pub fn forbidden(c: char, span: Span) -> Self {
        let code = u32::from(c);
        let (name, help) = match c {
            '\t' => ("a tab".to_owned(), "write blanks: in a text a tab would look different everywhere"),
            '\u{a0}' | '\u{202f}' => (
                format!("the character U+{code:04X} (a blank that does not break)"),
                "write an ordinary blank; only in texts may this one stand",
            ),
            '\u{feff}' => (
                "the character U+FEFF (a byte order mark)".to_owned(),
                "remove it; it may only be the first character of a file",
            ),
            '\r' => {
                ("the character U+000D (a carriage return)".to_owned(), "end the line with a line feed, or with both")
            }
            _ if c.is_control() => {
                (format!("the character U+{code:04X} (a control character)"), "remove it: it cannot be seen")
            }
            '\u{2028}' | '\u{2029}' => {
                (format!("the character U+{code:04X} (a line separator)"), "end the line with a line feed")
            }
            _ => (
                format!("the character U+{code:04X} (a mark of the direction of writing)"),
                "remove it: with it, what is shown would not be what is read",
            ),
        };
        ParseError::ForbiddenCharacter { name, help, span }
    }
}
