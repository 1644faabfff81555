//! What all subcommands say and ask through: reports to standard output, what is wrong to standard error.

use std::collections::HashSet;
use std::io::{ErrorKind, Read};

use miette::Diagnostic;

use crate::cli::problems::{Printer, tally};
use crate::cli::{Code, Terminal};
use crate::report::layout::Page;
use crate::session::{Failure, Problem, Sources};
use crate::value::Day;

/// The two streams, and what has been said on them.
pub struct Face<'f, 't> {
    terminal: &'f mut Terminal<'t>,
    colour: bool,
    colour_errors: bool,
    code: Code,
    errors: usize,
    warnings: usize,
    /// What was shown: what is wrong with the rules is said once, however many cases meet it.
    said: HashSet<String>,
    /// Whether the reader of standard output has gone away.
    closed: bool,
}

impl<'f, 't> Face<'f, 't> {
    /// A face that has said nothing yet.
    pub fn new(terminal: &'f mut Terminal<'t>, colour: bool, colour_errors: bool) -> Self {
        let said = HashSet::new();
        Face { terminal, colour, colour_errors, code: Code::Nothing, errors: 0, warnings: 0, said, closed: false }
    }

    /// Columns.
    pub fn width(&self) -> usize {
        self.terminal.width
    }

    /// Whether what goes to standard output is coloured.
    pub fn colour(&self) -> bool {
        self.colour
    }

    /// An empty page as wide as the terminal.
    pub fn page(&self) -> Page {
        Page::new(self.terminal.width, self.colour)
    }

    /// The day here and now.
    pub fn today(&self) -> Option<Day> {
        (self.terminal.today)()
    }

    /// Reads standard input, up to so many bytes.
    pub fn input(&mut self, most: u64) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        std::io::Read::take(&mut self.terminal.input, most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Prints to standard output.
    pub fn print(&mut self, text: &str) {
        if self.closed {
            return;
        }
        if let Err(error) = self.terminal.output.write_all(text.as_bytes()) {
            self.closed = true;
            if error.kind() != ErrorKind::BrokenPipe {
                self.line(&format!("standard output cannot be written: {error}"));
                self.worsen(Code::Usage);
            }
        }
    }

    /// The code is this one, unless it is a graver one already.
    pub fn worsen(&mut self, code: Code) {
        self.code = self.code.max(code);
    }

    /// Shows all that is wrong with rules or with a case.
    pub fn failure(&mut self, failure: &Failure, code: Code) {
        self.problems(&failure.problems, &failure.sources);
        self.worsen(code);
    }

    /// Shows what is wrong with rules that are in nobody's way, as warnings.
    pub fn aside(&mut self, failure: &Failure) {
        let warnings: Vec<Problem> = failure.problems.iter().map(Problem::as_warning).collect();
        self.problems(&warnings, &failure.sources);
    }

    /// Shows problems with their places.
    pub fn problems(&mut self, problems: &[Problem], sources: &Sources) {
        let mut printer = Printer::new(self.terminal.width, self.colour_errors);
        for problem in problems {
            let file = sources.get(problem.file).map_or("", |source| &*source.name);
            let (code, said) = (problem.code(), &problem.diagnostic);
            if self.said.insert(format!("{file}\n{:?} {code}\n{said}", problem.offset())) {
                let block = printer.block(problem, sources);
                self.block(&block, problem.is_warning());
            }
        }
    }

    /// Shows what is wrong with the command line or the disk.
    pub fn trouble(&mut self, trouble: &dyn Diagnostic, code: Code) {
        let block = Printer::new(self.terminal.width, self.colour_errors).plain(trouble);
        if self.said.insert(block.clone()) {
            self.block(&block, false);
        }
        self.worsen(code);
    }

    fn block(&mut self, block: &str, warning: bool) {
        match warning {
            true => self.warnings += 1,
            false => self.errors += 1,
        }
        self.line(block);
    }

    /// Prints to standard error, and goes on where that fails: there is nobody to tell.
    fn line(&mut self, text: &str) {
        let _ = writeln!(self.terminal.errors, "{text}");
    }

    /// The last line on standard error says how many problems there are.
    pub fn end(mut self) -> Code {
        if self.errors + self.warnings > 0 {
            self.line(&tally(self.errors, self.warnings));
        }
        self.code
    }
}
