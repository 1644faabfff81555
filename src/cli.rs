//! From a command line to reports on the terminal. The only place that reads the disk and the clock.

mod case_files;
mod check;
mod difference;
mod doc;
mod face;
mod files;
mod fmt;
mod list;
pub mod problems;
mod show;
mod sources;
mod test;
mod trouble;
mod write;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::{BufWriter, IsTerminal, Read, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::value::Day;
use face::Face;
use trouble::Trouble;

/// Columns where there is no terminal: what is written to a file is the same everywhere.
const WIDTH: usize = 80;
/// On shorter lines no sentence can be read.
const NARROWEST: usize = 40;
/// Longer lines are hard to read.
const WIDEST: usize = 100;
/// The exit code of an interrupted command.
const INTERRUPTED: u8 = 130;

/// What the command reaches the world through.
pub struct Terminal<'t> {
    /// Standard input.
    pub input: Box<dyn Read + Send>,
    /// Standard output: reports.
    pub output: &'t mut dyn Write,
    /// Standard error: what is wrong.
    pub errors: &'t mut dyn Write,
    /// The day on the calendar here and now.
    pub today: &'t dyn Fn() -> Option<Day>,
    /// Columns of the terminal.
    pub width: usize,
    /// Whether standard output takes colour, where the command line does not say.
    pub colour_output: bool,
    /// Whether standard error takes colour, where the command line does not say.
    pub colour_errors: bool,
    /// Whether standard error is a terminal, on which progress is shown.
    pub errors_terminal: bool,
    /// Has a flag set once the user wants the command to stop. Only what sees to that by itself asks for it.
    pub on_interrupt: &'t dyn Fn(Arc<AtomicBool>),
}

/// How the command ends. The gravest of many cases counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Code {
    /// Nothing against it: met, due, waiting or not applicable.
    #[default]
    Nothing,
    /// Undetermined.
    Undetermined,
    /// Not met; an example that does not turn out as it says; a file that is not formatted.
    NotMet,
    /// Something is wrong with the command line or with a case.
    Usage,
    /// Something is wrong with the rules.
    Rules,
    /// The user has interrupted it.
    Interrupted,
}

impl Code {
    /// The number that the command gives back.
    pub fn number(self) -> u8 {
        match self {
            Code::Nothing => 0,
            Code::NotMet => 1,
            Code::Usage => 2,
            Code::Rules => 3,
            Code::Undetermined => 4,
            // What shells expect of a command that Ctrl-C ended.
            Code::Interrupted => INTERRUPTED,
        }
    }

    fn of(verdict: &str) -> Self {
        match verdict {
            "not_met" => Code::NotMet,
            "undetermined" => Code::Undetermined,
            _ => Code::Nothing,
        }
    }
}

/// Holds cases against procedures, and explains each verdict.
///
/// A procedure is a file of rules in the language Whereas. Each rule names the passage that it rests on; what is not known
/// is never taken for no.
#[derive(Debug, Parser)]
#[command(
    name = "whereas",
    version,
    after_help = "Examples:
  whereas check appointment procedures/cases/deputy-approval.json
  whereas check appointment case.json --explain all --lang fr
  whereas check appointment cases.jsonl --keep-going --format json > reports.jsonl
  whereas show appointment > office.whereas
  whereas doc appointment --lang fr > appointment.html
  whereas test office.whereas
  whereas sources check page page.txt

Exit codes of `check`:
  0  nothing against it: met, due, waiting or not applicable
  1  not met
  2  something is wrong with the command or the case
  3  something is wrong with the rules
  4  undetermined
  130  interrupted, while many cases were judged
Of many cases the gravest counts: 3, 2, 1, 4, 0.

Exit codes of the others:
  0  done; `test`: every example is as expected; `fmt --check`: nothing would change;
     `sources`: every passage is used or left out; `sources check`: nothing differs
  1  `test`: an example is not as expected; `fmt --check`: a file would change;
     `sources check`: a passage differs
  2  something is wrong with the command
  3  something is wrong with the rules; `fmt`: a file cannot be read;
     `sources`: a passage is neither used nor left out, or a citation is of none"
)]
struct Arguments {
    /// When to use colour; `auto` heeds NO_COLOR and CLICOLOR
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    color: Colour,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Hold cases against a procedure and report
    Check(check::Arguments),
    /// Run the examples of procedures, and show which outcomes they reach
    Test(test::Arguments),
    /// Write procedures out as a document, for readers without the command
    Doc(doc::Arguments),
    /// Put procedures and `.case` files into the one way to write them
    Fmt(fmt::Arguments),
    /// List procedures
    List(list::Arguments),
    /// Print a procedure's file, to read or to start from
    Show(show::Arguments),
    /// Show what rests on each passage of a source, and what a newer text of it changes
    Sources(sources::Arguments),
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Colour {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The form of what goes to standard output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a person
    Text,
    /// For a program
    Json,
}

/// Where procedures come from.
#[derive(Debug, Args)]
struct Where {
    /// Take procedures from this folder and those under it; the ones that the command carries serve where it has none of
    /// that name
    #[arg(long, value_name = "DIR")]
    procedures: Option<std::path::PathBuf>,
}

/// How reports are given.
#[derive(Debug, Args)]
struct Reporting {
    /// The language of texts, such as `fr`; without it the procedure's own
    #[arg(long, value_name = "CODE", value_parser = language)]
    lang: Option<String>,
    /// The form of what is printed
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
}

fn language(code: &str) -> Result<String, String> {
    let plain = code.len() >= 2 && code.len() <= 12 && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if plain { Ok(code.to_ascii_lowercase()) } else { Err("a language is a code such as `en` or `fr`".into()) }
}

/// The languages that the command itself speaks.
const LANGUAGES: [&str; 2] = ["en", "fr"];

impl Reporting {
    /// Whether the language that is asked for is one of the command's or one of these; if not, that is said.
    fn knows_language<'l>(&'l self, others: impl Iterator<Item = &'l str>, face: &mut Face<'_, '_>) -> bool {
        knows_language(self.lang.as_deref(), others, face)
    }
}

/// Whether a language is one of the command's or one of these; if not, that is said.
fn knows_language<'l>(asked: Option<&'l str>, others: impl Iterator<Item = &'l str>, face: &mut Face<'_, '_>) -> bool {
    let Some(code) = asked else { return true };
    let all: BTreeSet<&str> = LANGUAGES.into_iter().chain(others).collect();
    // `fr-be` is a kind of `fr`.
    let primary = code.split('-').next().unwrap_or_default();
    if all.contains(code) || all.contains(primary) {
        return true;
    }
    let all: Vec<String> = all.into_iter().map(|code| format!("`{code}`")).collect();
    let help = format!("there are {}", all.join(" and "));
    face.trouble(&Trouble::UnknownLanguage { code: code.to_owned(), help }, Code::Usage);
    false
}

/// Runs one command line, its first word being the command itself.
pub fn run(arguments: impl IntoIterator<Item = OsString>, terminal: &mut Terminal<'_>) -> Code {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(said) => {
            let (output, errors) = (terminal.colour_output, terminal.colour_errors);
            let colour = if said.use_stderr() { errors } else { output };
            let plain = said.render().to_string();
            // What users wrote stands in it as it is.
            let safe = problems::lines(&plain);
            let text = if colour && safe == plain { said.render().ansi().to_string() } else { safe };
            let mut face = Face::new(terminal, output, errors);
            if said.use_stderr() {
                face.usage(&text)
            } else {
                face.print(&text)
            }
            return face.end();
        }
    };
    let colour = |here: bool| match arguments.color {
        Colour::Auto => here,
        Colour::Always => true,
        Colour::Never => false,
    };
    let (output, errors) = (colour(terminal.colour_output), colour(terminal.colour_errors));
    let mut face = Face::new(terminal, output, errors);
    match arguments.command {
        Command::Check(arguments) => check::run(&arguments, &mut face),
        Command::Test(arguments) => test::run(&arguments, &mut face),
        Command::Doc(arguments) => doc::run(&arguments, &mut face),
        Command::Fmt(arguments) => fmt::run(&arguments, &mut face),
        Command::List(arguments) => list::run(&arguments, &mut face),
        Command::Show(arguments) => show::run(&arguments, &mut face),
        Command::Sources(arguments) => sources::run(&arguments, &mut face),
    }
    face.end()
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let (output, errors) = (std::io::stdout(), std::io::stderr());
    let takes_colour = |choice: anstream::ColorChoice| choice != anstream::ColorChoice::Never;
    let colour_output = takes_colour(anstream::AutoStream::choice(&output));
    let colour_errors = takes_colour(anstream::AutoStream::choice(&errors));
    let columns = terminal_size::terminal_size_of(&output);
    let width = columns.map_or(WIDTH, |(width, _)| usize::from(width.0).clamp(NARROWEST, WIDEST));
    let today = || {
        let date = jiff::ZonedDateTime::now().date();
        Day::new(date.year(), date.month(), date.day())
    };
    let on_interrupt = |flag: Arc<AtomicBool>| {
        use signal_hook::consts::SIGINT;
        use signal_hook::flag::{register, register_conditional_shutdown};
        // The second time ends the command, whatever it waits for. Where no flag can be set, the first time does.
        let _ = register_conditional_shutdown(SIGINT, INTERRUPTED.into(), Arc::clone(&flag));
        let _ = register(SIGINT, flag);
    };
    let mut output = BufWriter::new(output.lock());
    let code = run(
        std::env::args_os(),
        &mut Terminal {
            input: Box::new(std::io::stdin()),
            output: &mut output,
            // Not locked: another thread that fails has to be able to say so.
            errors: &mut &errors,
            today: &today,
            width,
            colour_output,
            colour_errors,
            errors_terminal: errors.is_terminal(),
            on_interrupt: &on_interrupt,
        },
    );
    ExitCode::from(code.number())
}
