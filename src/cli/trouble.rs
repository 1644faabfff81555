//! What can be wrong with a command line or with the disk.

use miette::Diagnostic;
use thiserror::Error;

use crate::limits;

/// Why a command cannot be carried out.
#[derive(Debug, Clone, PartialEq, Eq, Error, Diagnostic)]
pub enum Trouble {
    /// `whereas check appointment no-such-file.json`
    #[error("there is no file or folder `{path}`")]
    #[diagnostic(code(command::missing))]
    Missing {
        /// As given.
        path: String,
    },
    /// A file without leave to read it, and the like.
    #[error("`{path}` cannot be read: {why}")]
    #[diagnostic(code(command::unreadable))]
    Unreadable {
        /// As given.
        path: String,
        /// As the system says.
        why: String,
    },
    /// A file that cannot be written in its place.
    #[error("`{path}` cannot be written: {why}")]
    #[diagnostic(code(command::unwritable), help("it is as it was"))]
    Unwritable {
        /// As given.
        path: String,
        /// As the system says.
        why: String,
    },
    /// A file that `fmt` read and somebody else wrote since.
    #[error("`{path}` was changed by somebody else in the meantime")]
    #[diagnostic(code(command::changed_meanwhile), help("it is as they left it: run this again"))]
    ChangedMeanwhile {
        /// As given.
        path: String,
    },
    /// A file of cases that somebody wrote while it was read.
    #[error("`{path}` changed while it was read")]
    #[diagnostic(
        code(command::changed),
        help("what was read may be neither the one nor the other: run this again when nobody writes to it")
    )]
    Changed {
        /// As given.
        path: String,
    },
    /// A full disk, and the like.
    #[error("standard output cannot be written: {why}")]
    #[diagnostic(code(command::output), help("what was printed is not complete"))]
    Output {
        /// As the system says.
        why: String,
    },
    /// A line of 9 MiB.
    #[error("the case is too long: the limit is {} bytes", limits::CASE_BYTES)]
    #[diagnostic(code(command::line_too_long), help("a case holds the facts, not the documents they were taken from"))]
    LineTooLong,
    /// Another encoding, or no text at all.
    #[error("this is not UTF-8 text: byte {byte} of the file")]
    #[diagnostic(code(command::not_utf8), help("save it as UTF-8; most editors offer this under “encoding”"))]
    LineNotUtf8 {
        /// The first such byte, from 1.
        byte: u64,
    },
    /// A line of another form.
    #[error("this is no case in JSON")]
    #[diagnostic(
        code(command::line_not_json),
        help("each line holds one whole case: `{{\"case\": \"…\", \"as_of\": \"2018-01-20\", \"facts\": {{ … }}}}`")
    )]
    LineNotJson,
    /// A file of cases without one.
    #[error("there is no case in `{path}`")]
    #[diagnostic(code(command::no_lines), help("each line holds one whole case in JSON"))]
    NoLines {
        /// As given.
        path: String,
    },
    /// `whereas check appointment cases.jsonl case.json`
    #[error("`{lines}` holds a case on each line, and `{one}` a single case")]
    #[diagnostic(code(command::mixed), help("check them one after the other; `--lines` takes all for the former"))]
    Mixed {
        /// A file of lines.
        lines: String,
        /// Another.
        one: String,
    },
    /// A wrong case, without `--keep-going`.
    #[error("nothing was looked at behind line {line} of `{path}`")]
    #[diagnostic(code(command::stopped), severity(Advice), help("`--keep-going` goes on after a wrong case"))]
    Stopped {
        /// As given.
        path: String,
        /// Of the wrong case.
        line: u64,
    },
    /// Ctrl-C.
    #[error("interrupted after {cases}, the last on line {line} of `{path}`")]
    #[diagnostic(code(command::interrupted), severity(Advice), help("what was printed for them is complete"))]
    Interrupted {
        /// How many were judged or found wrong: `3 cases`.
        cases: String,
        /// As given.
        path: String,
        /// Of the last one.
        line: u64,
    },
    /// Ctrl-C before the first result.
    #[error("interrupted before the first case was judged")]
    #[diagnostic(code(command::interrupted), severity(Advice))]
    InterruptedAtOnce,
    /// Another encoding, or no text at all.
    #[error("`{path}` is not UTF-8 text: byte {byte}, in line {line}")]
    #[diagnostic(code(command::not_utf8), help("save it as UTF-8; most editors offer this under “encoding”"))]
    NotUtf8 {
        /// As given.
        path: String,
        /// The first line with another byte.
        line: usize,
        /// The first such byte, from 1.
        byte: usize,
    },
    /// More bytes than the limit.
    #[error("`{path}` is too large: the limit is {limit} bytes")]
    #[diagnostic(code(command::too_large))]
    TooLarge {
        /// As given.
        path: String,
        /// The limit.
        limit: usize,
    },
    /// `--procedures travel.whereas`
    #[error("`{path}` is a file, not a folder")]
    #[diagnostic(code(command::not_a_folder), help("name the folder that it is in: `--procedures {folder}`"))]
    NotAFolder {
        /// As given.
        path: String,
        /// The folder that it is in.
        folder: String,
    },
    /// `whereas fmt case.json`
    #[error("`{path}` is neither a procedure nor a `.case` file")]
    #[diagnostic(code(command::not_formatted), help("`fmt` lays out files that end in `.whereas` or `.case`"))]
    NotFormatted {
        /// As given.
        path: String,
    },
    /// `whereas check travel - -`
    #[error("`-` stands twice")]
    #[diagnostic(code(command::input_twice), help("standard input is read once; give the other by its file"))]
    InputTwice,
    /// `--set ahead=1 --set ahead=2`
    #[error("the parameter `{name}` is set twice")]
    #[diagnostic(code(command::set_twice), help("keep one of the two"))]
    SetTwice {
        /// The parameter.
        name: String,
    },
    /// `--lang xx`
    #[error("there is no text in the language `{code}`")]
    #[diagnostic(code(command::unknown_language), help("{help}"))]
    UnknownLanguage {
        /// As given.
        code: String,
        /// Which there are.
        help: String,
    },
    /// A folder tree with too much in it.
    #[error("the folder `{path}` holds too much to look through")]
    #[diagnostic(code(command::too_many_files), help("name the folder of the procedures with `--procedures DIR`"))]
    TooManyFiles {
        /// As given.
        path: String,
    },
    /// A folder without `.json` and `.case` files.
    #[error("there is no case in the folder `{path}`")]
    #[diagnostic(code(command::no_cases), help("cases are files that end in `.case`, `.json`, `.jsonl` or `.ndjson`"))]
    NoCases {
        /// As given.
        path: String,
    },
    /// A folder without `.whereas` files.
    #[error("there is no procedure in the folder `{path}`")]
    #[diagnostic(code(command::no_procedures), help("procedures are files that end in `.whereas`"))]
    NoProcedures {
        /// As given.
        path: String,
    },
    /// `whereas sources --procedures office`, and no list there
    #[error("there is no list of the passages of a source in `{path}`")]
    #[diagnostic(code(command::no_lists), help("`whereas sources lock NAME FILE --procedures DIR` writes one"))]
    NoLists {
        /// The folder.
        path: String,
    },
    /// `whereas sources check guide guide.txt`, and no list of it
    #[error("there is no list of the passages of `{name}`")]
    #[diagnostic(code(command::no_list_of), help("{help}"))]
    NoListOf {
        /// As given.
        name: String,
        /// Which there are.
        help: String,
    },
    /// `whereas sources lock pgae page.txt --procedures office`
    #[error("the procedures declare no source `{name}`")]
    #[diagnostic(code(command::unknown_source), help("{help}"))]
    UnknownSource {
        /// As given.
        name: String,
        /// Which there are.
        help: String,
    },
    /// `whereas sources lock page page.txt`
    #[error("the lists of the procedures that the command carries cannot be written")]
    #[diagnostic(code(command::list_inside), help("name the folder of the procedures: `--procedures DIR`"))]
    ListInside,
    /// A text of headings alone.
    #[error("there is no sentence in `{path}`")]
    #[diagnostic(
        code(command::no_sentence),
        help("it is read as plain text: a sentence ends with a full stop, a heading does not")
    )]
    NoSentence {
        /// As given.
        path: String,
    },
    /// A folder without files that `fmt` can write.
    #[error("there is nothing to format in the folder `{path}`")]
    #[diagnostic(code(command::nothing_to_format), help("it formats files that end in `.whereas` or `.case`"))]
    NothingToFormat {
        /// As given.
        path: String,
    },
    /// `whereas check appointment`
    #[error("no case is given to hold against `{procedure}`")]
    #[diagnostic(code(command::no_case_given), help("name its file after the procedure, or `-` for standard input"))]
    NoCaseGiven {
        /// As given.
        procedure: String,
    },
    /// `whereas check appointmnet case.json`
    #[error("there is no procedure `{name}`")]
    #[diagnostic(code(command::unknown_procedure))]
    UnknownProcedure {
        /// As given.
        name: String,
        /// A near one, or where to look.
        #[help]
        help: String,
    },
    /// `whereas check alliance case.json`
    #[error("`{name}` is a library, and has no rules to hold a case against")]
    #[diagnostic(code(command::library))]
    Library {
        /// Its name.
        name: String,
    },
    /// A case that names no procedure, and none is given.
    #[error("the case `{case}` does not say of which procedure it is")]
    #[diagnostic(code(command::no_procedure_named))]
    NoProcedureNamed {
        /// Its file.
        case: String,
        /// How to say so.
        #[help]
        help: String,
    },
    /// A case of another procedure than the one given.
    #[error("the case `{case}` is of `{named}`, not of `{given}`")]
    #[diagnostic(
        code(command::other_procedure),
        help("leave the procedure out, and each case is held against its own")
    )]
    OtherProcedure {
        /// Its file.
        case: String,
        /// The procedure that it names.
        named: String,
        /// The procedure that was given.
        given: String,
    },
    /// `--explain aproval`
    #[error("there is no rule `{name}` to explain")]
    #[diagnostic(code(command::unknown_rule))]
    UnknownRule {
        /// As given.
        name: String,
        /// A near one.
        #[help]
        help: Option<String>,
    },
    /// `--deny-warnings`, and there are some.
    #[error("the rules of `{procedure}` have warnings, and `--deny-warnings` makes them errors")]
    #[diagnostic(code(command::warnings))]
    Warnings {
        /// The procedure.
        procedure: String,
    },
}
