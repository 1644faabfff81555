//! What all subcommands say and ask through: reports to standard output, what is wrong to standard error.

use std::collections::HashSet;
use std::io::{ErrorKind, Read};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use miette::Diagnostic;

use crate::cli::problems::{Printer, tally};
use crate::cli::trouble::Trouble;
use crate::cli::{Code, Terminal, files};
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

    /// Whether what goes to standard error is coloured.
    pub fn colour_errors(&self) -> bool {
        self.colour_errors
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

    /// Standard input as it is, for whoever reads it while other things go on.
    pub fn take_input(&mut self) -> Box<dyn Read + Send> {
        std::mem::replace(&mut self.terminal.input, Box::new(std::io::empty()))
    }

    /// A flag that is set once the user wants the command to stop. Whoever asks for it has to look at it.
    pub fn interruption(&self) -> Arc<AtomicBool> {
        let flag = Arc::new(AtomicBool::new(false));
        (self.terminal.on_interrupt)(Arc::clone(&flag));
        flag
    }

    /// Whether standard error is a terminal.
    pub fn errors_terminal(&self) -> bool {
        self.terminal.errors_terminal
    }

    /// Prints to standard output.
    pub fn print(&mut self, text: &str) {
        if !self.closed {
            let written = self.terminal.output.write_all(text.as_bytes());
            self.heed(written);
        }
    }

    /// Sees to it that what was printed arrives.
    pub fn flush(&mut self) {
        if !self.closed {
            let written = self.terminal.output.flush();
            self.heed(written);
        }
    }

    /// Whether standard output takes nothing any more.
    pub fn closed(&self) -> bool {
        self.closed
    }

    /// A reader that has gone away, as in `whereas check … | head`, is no reason to complain; a full disk is.
    fn heed(&mut self, written: std::io::Result<()>) {
        let Err(error) = written else { return };
        self.closed = true;
        if error.kind() != ErrorKind::BrokenPipe {
            self.trouble(&Trouble::Output { why: files::why(&error) }, Code::Usage);
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
    pub fn problems<'p>(&mut self, problems: impl IntoIterator<Item = &'p Problem>, sources: &Sources) {
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

    /// Shows one of any number of errors, which are not kept to be compared.
    pub fn error(&mut self, block: &str) {
        self.errors += 1;
        self.line(block);
    }

    /// Shows what is no error by itself.
    pub fn note(&mut self, note: &dyn Diagnostic) {
        let block = Printer::new(self.terminal.width, self.colour_errors).plain(note);
        self.line(&block);
    }

    fn block(&mut self, block: &str, warning: bool) {
        match warning {
            true => self.warnings += 1,
            false => self.errors += 1,
        }
        self.line(block);
    }

    /// Shows what the reader of the command line says.
    pub fn usage(&mut self, text: &str) {
        self.line(text.trim_end_matches('\n'));
        self.worsen(Code::Usage);
    }

    /// Prints to standard error, and goes on where that fails: there is nobody to tell.
    fn line(&mut self, text: &str) {
        let _ = writeln!(self.terminal.errors, "{text}");
    }

    /// The last line on standard error says how many problems there are.
    pub fn end(mut self) -> Code {
        self.flush();
        if self.errors + self.warnings > 0 {
            self.line(&tally(self.errors, self.warnings));
        }
        self.code
    }
}
