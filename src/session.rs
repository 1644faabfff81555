//! From texts to reports: strings the stages together. What every face talks to; it reads no disk and no clock.

mod coverage;
mod digest;
mod examples;
mod reach;
mod timing;
mod workspace;

use std::collections::BTreeSet;
use std::path::Path;

use crate::case::{self, Case};
use crate::error::did_you_mean;
use crate::model::Model;
use crate::report::{self, Explain, Notice, Report};
use crate::show::{self, Language};
use crate::value::Day;
use crate::{format, parse};

pub use crate::document::{Chapter, html, markdown};
pub use crate::error::Problem;
pub use crate::evaluate::Stop;
pub use crate::outcome::Outcome;
pub use crate::source::{FileId, Source, Sources};
pub use coverage::{
    Change, Coverage, Covered, LeftOut, Passage, Sentence, Use, carried_lists, changes, sentences, written,
};
pub use examples::{ExampleResult, Tested};
pub use reach::Reached;
pub use workspace::{Declared, Workspace};

/// What is wrong, with the sources that it points into.
#[derive(Debug, Clone)]
pub struct Failure {
    /// Errors, and warnings beside them.
    pub problems: Vec<Problem>,
    /// The sources.
    pub sources: Sources,
}

/// A procedure that can be held against cases.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// The procedure as checked.
    pub model: Model,
    /// Its files, and all others of the workspace.
    pub sources: Sources,
    /// Digest of the files that it takes in.
    pub digest: String,
    /// What its authors should look at.
    pub warnings: Vec<Problem>,
    /// The languages of its texts.
    pub languages: BTreeSet<String>,
    /// The examples of its own file: what each is called, and what it says or what is wrong with it.
    examples: Vec<(String, Result<case::Example, Vec<Problem>>)>,
}

/// What is asked of a check.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// The day asked for: it wins over the case's own.
    pub as_of: Option<Day>,
    /// The day taken where neither says one.
    pub today: Option<Day>,
    /// The language of the report; without it the procedure's own.
    pub language: Option<String>,
    /// Which rules are to have their reasons in the report.
    pub explain: Explain,
}

/// Why there is no report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, miette::Diagnostic)]
pub enum NoReport {
    /// Neither the case nor the question says a day.
    #[error("the case `{case}` does not say on which day it is to be judged")]
    #[diagnostic(
        code(check::no_day),
        help("add its day: `as of 2018-01-20` in a `.case` file, `\"as_of\": \"2018-01-20\"` in JSON")
    )]
    NoDay {
        /// What the case is called.
        case: String,
    },
    /// The check went past a limit.
    #[error("the case `{case}` cannot be judged: {stop}, in the rule `{rule}`")]
    #[diagnostic(code(check::stopped))]
    Stopped {
        /// What the case is called.
        case: String,
        /// The name of the rule that was being judged.
        rule: String,
        /// Which limit.
        stop: Stop,
    },
}

/// Which spelling a case is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// JSON.
    Json,
    /// A `.case` file.
    Case,
}

impl Spelling {
    /// The spelling of a file: the ending of its name says it, where it has one of these. Else the text does: JSON starts
    /// with a bracket, a `.case` file never does.
    pub fn of(name: &str, text: &str) -> Self {
        match end(name).as_deref() {
            Some("json") => return Spelling::Json,
            Some("case") => return Spelling::Case,
            _ => {}
        }
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if text.starts_with(['{', '[', '"']) { Spelling::Json } else { Spelling::Case }
    }
}

/// The ending of a file's name, in small letters.
fn end(name: &str) -> Option<String> {
    Path::new(name).extension().map(|end| end.to_string_lossy().to_ascii_lowercase())
}

/// The procedure that a case names, or what keeps it from being read at all. Whatever else is wrong with the case is left
/// to [`Compiled::case`].
pub fn procedure_of(name: &str, text: &str) -> Result<Option<String>, Failure> {
    let mut sources = Sources::default();
    let source = Source::new(name, text);
    let id = sources.add(source.clone());
    match Spelling::of(name, text) {
        Spelling::Json => match case::json_problem(id, &source) {
            None => Ok(case::json_procedure(text)),
            Some(problem) => Err(Failure { problems: vec![problem], sources }),
        },
        Spelling::Case => match parse::case(id, &source) {
            (Some(file), _) => Ok(file.procedure.map(|name| name.value.to_string())),
            (None, problems) => Err(Failure { problems, sources }),
        },
    }
}

/// A procedure or `.case` file in the one way to write it, or what is wrong with it. That the meaning stays is checked on
/// the way.
pub fn formatted(name: &str, text: &str) -> Result<String, Failure> {
    let mut sources = Sources::default();
    let source = Source::new(name, text);
    let id = sources.add(source.clone());
    let mut lines = text.lines().map(str::trim_start).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let case = match end(name).as_deref() {
        Some("case") => true,
        Some("whereas") => false,
        _ => lines.next().is_some_and(|line| line.split_whitespace().next() == Some("case")),
    };
    let done = if case { format::checked_case(&source, id) } else { format::checked(&source, id) };
    done.map_err(|problems| Failure { problems, sources })
}

impl Compiled {
    /// Reads a case in whichever spelling, or says all that is wrong with it.
    pub fn case(&self, name: &str, text: &str) -> Result<Case, Failure> {
        let source = Source::new(name, text);
        let id = self.sources.next_id();
        let read = match Spelling::of(name, text) {
            Spelling::Json => case::from_json(&self.model, id, &source),
            Spelling::Case => match parse::case(id, &source) {
                (Some(file), problems) if problems.is_empty() => case::from_syntax(&self.model, &file),
                (_, problems) => Err(problems),
            },
        };
        read.map_err(|problems| self.failure(problems, source))
    }

    /// Sets a parameter for a case, as whoever asks for the check wants it.
    pub fn set(&self, case: &mut Case, name: &str, text: &str) -> Result<(), Failure> {
        let id = self.sources.next_id();
        let said = || Source::new("--set", format!("{name}={text}"));
        case::set_parameter(&self.model, case, id, name, text).map_err(|problems| self.failure(problems, said()))
    }

    /// What is wrong with one more text. The sources are put together only here: of a million cases, few are wrong.
    fn failure(&self, problems: Vec<Problem>, source: Source) -> Failure {
        let mut sources = self.sources.clone();
        sources.add(source);
        Failure { problems, sources }
    }

    /// Holds a case against the procedure.
    pub fn check(&self, case: &Case, question: &Question) -> Result<Report, NoReport> {
        let language = question.language.as_deref().unwrap_or(&self.model.language);
        let title = || case.title.to_string();
        let (day, notice) = match (question.as_of, case.as_of, question.today) {
            (Some(asked), Some(own), _) if asked != own => (asked, Some(Notice::other_day(own, language))),
            (Some(asked), _, _) => (asked, None),
            (None, Some(own), _) => (own, None),
            (None, None, Some(today)) => (today, Some(Notice::today(language))),
            (None, None, None) => return Err(NoReport::NoDay { case: title() }),
        };
        let options = report::Options {
            day,
            language: language.into(),
            explain: question.explain.clone(),
            rules: self.digest.clone(),
            case: digest::case(case),
        };
        let built = report::build(&self.model, &self.sources, case, &options);
        let mut report = built.map_err(|halt| NoReport::Stopped {
            case: title(),
            rule: self.model.rules.get(halt.rule).map_or_else(String::new, |rule| rule.name.to_string()),
            stop: halt.stop,
        })?;
        report.notices.splice(0..0, notice);
        Ok(report)
    }

    /// The rule of that name, or which one may be meant.
    pub fn rule(&self, name: &str) -> Result<(), Option<String>> {
        let known = self.model.rules.iter().map(|rule| &*rule.name);
        if known.clone().any(|rule| rule == name) { Ok(()) } else { Err(did_you_mean(name, known)) }
    }
}

impl Notice {
    /// Another day was asked for than the case says.
    fn other_day(own: Day, language: &str) -> Self {
        let text = match Language::of(language) {
            Language::English => format!("the case gives {}; another day was asked for", show::day(own, language)),
            Language::French => {
                format!("le dossier indique le {}\u{a0}; un autre jour a été demandé", show::day(own, language))
            }
        };
        Notice { code: "other_day".into(), text }
    }

    /// The day of the check was not given.
    fn today(language: &str) -> Self {
        let text = match Language::of(language) {
            Language::English => "no day was given, so the case is judged as of today",
            Language::French => "aucun jour n'étant indiqué, le dossier est jugé à la date d'aujourd'hui",
        };
        Notice { code: "as_of_today".into(), text: text.into() }
    }
}
