//! From a batch of lines to what is printed for them. Everything that takes time happens here, on whichever core is free.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use miette::Diagnostic;

use crate::case::Case;
use crate::cli::Format;
use crate::cli::check::many::lines::{Batch, Line};
use crate::cli::check::many::tally::Tally;
use crate::cli::check::{Against, Made, make, procedure_named};
use crate::cli::problems::{AtLine, Printer};
use crate::cli::trouble::Trouble;
use crate::report::layout::{Page, Words};
use crate::report::text::paint;
use crate::report::words::{Dictionary, order};
use crate::report::{Explain, Report, Style, json_line, text};
use crate::session::{self, Compiled, Failure, Question, Spelling, Workspace};
use crate::source::FileId;

/// Columns for the number of a line.
const NUMBERS: usize = 7;
/// A line for a case is never broken.
const UNBROKEN: usize = usize::MAX / 4;

/// What is asked of every case.
#[derive(Debug)]
pub struct Asked {
    /// Day, language and reasons.
    pub question: Question,
    /// What is set for each.
    pub set: Vec<(String, String)>,
    /// Whether warnings about the rules are errors.
    pub deny_warnings: bool,
    /// The form of what is printed.
    pub format: Format,
    /// How reports are laid out.
    pub style: Style,
    /// Whether what is wrong is coloured.
    pub colour_errors: bool,
    /// Whether lines are of several files.
    pub several: bool,
    /// Whether a wrong case is passed over.
    pub keep_going: bool,
}

/// Holds cases against procedures.
pub struct Judge {
    workspace: Workspace,
    against: Against,
    asked: Asked,
    /// Each procedure is compiled when the first case names it.
    made: Mutex<BTreeMap<FileId, Arc<Made>>>,
}

/// What became of a batch.
pub struct Answer {
    /// What the file is called.
    pub file: Arc<str>,
    /// In the order of the lines.
    pub pieces: Vec<Piece>,
    /// Bytes of all files so far.
    pub read: u64,
}

/// What became of some lines.
pub enum Piece {
    /// They were judged.
    Judged(Judged),
    /// One case is wrong.
    Wrong(Wrong),
    /// One case is of a procedure that cannot be used.
    Unusable(FileId, u64),
    /// Something is wrong with the file itself.
    File(Trouble),
}

/// Some lines that were judged.
#[derive(Default)]
pub struct Judged {
    /// What is printed for them.
    pub text: String,
    /// Their counts.
    pub tally: Tally,
    /// The number of the last one.
    pub line: u64,
}

/// A case that has no report.
pub struct Wrong {
    /// Where it stands.
    pub line: u64,
    /// What is wrong with it, set for the terminal.
    pub blocks: Vec<String>,
}

impl Judge {
    /// Holds each case against the procedures of a workspace.
    pub fn new(workspace: Workspace, against: Against, asked: Asked) -> Self {
        Judge { workspace, against, asked, made: Mutex::default() }
    }

    /// The procedure, where one was given.
    pub fn only(&self) -> Option<FileId> {
        if let Against::One(file) = &self.against { Some(*file) } else { None }
    }

    /// The procedure that most cases will be of.
    fn likely(&self) -> Option<FileId> {
        match &self.against {
            Against::One(file) => Some(*file),
            Against::Folder(files) if files.len() == 1 => files.first().copied(),
            Against::Folder(_) | Against::Named => None,
        }
    }

    /// A procedure as compiled, once for all cases.
    pub fn made(&self, file: FileId) -> Arc<Made> {
        let make = || {
            let mut made = make(&self.workspace, file, self.asked.deny_warnings);
            let failure = made.compiled.as_ref().and_then(|compiled| self.cannot_be_set(compiled));
            if let Some(failure) = failure {
                made.refuse(failure);
            }
            Arc::new(made)
        };
        match self.made.lock() {
            Ok(mut all) => Arc::clone(all.entry(file).or_insert_with(make)),
            Err(_) => make(),
        }
    }

    /// All procedures that were needed so far.
    pub fn all_made(&self) -> Vec<Arc<Made>> {
        self.made.lock().map(|all| all.values().cloned().collect()).unwrap_or_default()
    }

    /// What is wrong with the parameters that are set for each case. It is said once, and not of each case.
    fn cannot_be_set(&self, compiled: &Compiled) -> Option<Failure> {
        let mut blank = compiled.case("--set", "{}").ok()?;
        self.asked.set.iter().find_map(|(name, value)| compiled.set(&mut blank, name, value).err())
    }

    /// Judges a batch, up to its first wrong case where that ends it all.
    pub fn batch(&self, batch: Batch) -> Answer {
        let mut pieces: Vec<Piece> = Vec::new();
        for line in &batch.lines {
            match self.line(&batch.file, line) {
                Ok((procedure, report)) => {
                    let text = self.shown(&batch.file, line.number, &report);
                    let judged = match pieces.last_mut() {
                        Some(Piece::Judged(judged)) => judged,
                        _ => pieces.push_mut(Piece::Judged(Judged::default())).judged(),
                    };
                    judged.text.push_str(&text);
                    judged.tally.count(procedure, &report);
                    judged.line = line.number;
                }
                Err(piece) => {
                    pieces.push(piece);
                    if !self.asked.keep_going {
                        return Answer { file: batch.file, pieces, read: batch.read };
                    }
                }
            }
        }
        pieces.extend(batch.end.map(Piece::File));
        Answer { file: batch.file, pieces, read: batch.read }
    }

    fn line(&self, file: &str, line: &Line) -> Result<(FileId, Report), Piece> {
        let wrong = |trouble: &dyn Diagnostic| self.trouble(file, line, trouble);
        let Some(bytes) = &line.text else { return Err(wrong(&Trouble::LineTooLong)) };
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let byte = line.start + error.valid_up_to() as u64 + 1;
            wrong(&Trouble::LineNotUtf8 { byte })
        })?;
        if Spelling::of("", text) != Spelling::Json {
            return Err(wrong(&Trouble::LineNotJson));
        }
        let (procedure, made, mut case) = self.read(file, line, text)?;
        let Some(compiled) = &made.compiled else { return Err(Piece::Unusable(procedure, line.number)) };
        for (name, value) in &self.asked.set {
            compiled.set(&mut case, name, value).map_err(|failure| self.failure(line, &failure))?;
        }
        compiled.check(&case, &self.asked.question).map(|report| (procedure, report)).map_err(|why| wrong(&why))
    }

    /// The case, and what it is held against. Where that is likely to be one procedure, the text is read only once.
    fn read(&self, file: &str, line: &Line, text: &str) -> Result<(FileId, Arc<Made>, Case), Piece> {
        let named = |named: Option<&str>| {
            let place = format!("{file}:{}", line.number);
            procedure_named(&self.against, &place, Spelling::Json, named, &self.workspace).map_err(|trouble| {
                match trouble {
                    Trouble::UnknownProcedure { .. } => self.trouble(file, line, &trouble),
                    // The others name the case by its place.
                    _ => Piece::Wrong(Wrong { line: line.number, blocks: vec![self.printer().plain(&trouble)] }),
                }
            })
        };
        if let Some(likely) = self.likely() {
            let made = self.made(likely);
            if let Some(Ok(case)) = made.compiled.as_ref().map(|compiled| compiled.case(file, text))
                && named(case.procedure.as_deref())? == likely
            {
                return Ok((likely, made, case));
            }
        }
        let failed = |failure: Failure| self.failure(line, &failure);
        let procedure = session::procedure_of(file, text).map_err(failed)?;
        let procedure = named(procedure.as_deref())?;
        let made = self.made(procedure);
        let Some(compiled) = &made.compiled else { return Err(Piece::Unusable(procedure, line.number)) };
        let case = compiled.case(file, text).map_err(failed)?;
        Ok((procedure, made, case))
    }

    fn printer(&self) -> Printer {
        Printer::new(self.asked.style.width, self.asked.colour_errors)
    }

    fn trouble(&self, file: &str, line: &Line, trouble: &dyn Diagnostic) -> Piece {
        let block = self.printer().plain(&AtLine::new(file, line.number, trouble));
        Piece::Wrong(Wrong { line: line.number, blocks: vec![block] })
    }

    fn failure(&self, line: &Line, failure: &Failure) -> Piece {
        let mut printer = self.printer().starting_at(line.number);
        let blocks = failure.problems.iter().map(|problem| printer.block(problem, &failure.sources)).collect();
        Piece::Wrong(Wrong { line: line.number, blocks })
    }

    /// What is printed for a case: its report as JSON, or one line; with an explanation, the report behind it.
    fn shown(&self, file: &str, line: u64, report: &Report) -> String {
        if self.asked.format == Format::Json {
            return json_line(report, file, line);
        }
        let place = if self.asked.several { format!("{file}:{line}") } else { line.to_string() };
        let short = short(&place, report, self.asked.style.colour);
        if self.asked.style.explain == Explain::None {
            return short;
        }
        format!("{short}\n{}\n", text(report, &self.asked.style))
    }
}

impl Piece {
    fn judged(&mut self) -> &mut Judged {
        match self {
            Piece::Judged(judged) => judged,
            _ => unreachable!("asked only of lines that were judged"),
        }
    }
}

/// `     12  not met         Ms A., director · not met: approval · undetermined: announced`
fn short(place: &str, report: &Report, colour: bool) -> String {
    let dictionary = Dictionary::of(&report.language);
    let verdict = |id| dictionary.verdict(id).to_lowercase();
    let widest = order().map(|id| verdict(id).chars().count()).max().unwrap_or(0);
    let word = verdict(report.verdict.as_str());
    // Blanks that no line break can take away hold the columns.
    let gap = "\u{a0}".repeat(widest + 2 - word.chars().count().min(widest));
    let mut words = Words::new().then(&word.replace(' ', "\u{a0}"), paint(&report.verdict)).then(&gap, paint(""));
    words = words.then(&report.case, paint("waiting"));
    for outcome in ["not_met", "due", "undetermined"] {
        let mut names: Vec<&str> = Vec::new();
        for rule in report.rules.iter().filter(|rule| rule.outcome == outcome) {
            if !names.contains(&rule.rule.as_str()) {
                names.push(&rule.rule);
            }
        }
        if !names.is_empty() {
            let head = format!(" · {}{}", dictionary.outcome(outcome), dictionary.colon());
            words = words.then(&head, paint("")).then(&names.join(", "), paint("waiting"));
        }
    }
    let mut page = Page::new(UNBROKEN, colour);
    let column = NUMBERS.max(place.chars().count());
    page.hanging(column - place.chars().count(), &Words::new().then(place, paint("")), column + 2, &words);
    page.finish()
}
