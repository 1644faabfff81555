//! `whereas check`: cases held against procedures.

mod many;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::case::Case;
use crate::cli::case_files::{self, CaseText, CaseTexts, OfLines};
use crate::cli::face::Face;
use crate::cli::files::{self, has_end};
use crate::cli::trouble::Trouble;
use crate::cli::{Code, Format, Reporting, Where};
use crate::limits;
use crate::report::layout::{Paint, Words};
use crate::report::words::{Dictionary, order};
use crate::report::{Explain, Report, Style, json, text};
use crate::session::{self, Compiled, Failure, Question, Sources, Workspace};
use crate::source::FileId;
use crate::value::{Day, NoDay};

/// What can be said after `check`.
#[derive(Debug, Args)]
#[command(override_usage = "whereas check [OPTIONS] [PROCEDURE] CASE...")]
pub struct Arguments {
    /// The procedure (a name that `whereas list` shows, a `.whereas` file, or a folder of them), then the cases (files,
    /// folders, or `-` for standard input; a file that ends in `.jsonl` or `.ndjson` holds a case on each line). The
    /// procedure may be left out where each case names its own
    #[arg(value_name = "PROCEDURE or CASE", required = true)]
    names: Vec<PathBuf>,
    #[command(flatten)]
    from: Where,
    /// Judge on this day, whatever day the case gives; without it the case's own day, else today by this machine's clock
    /// and time zone
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Day>,
    /// Set a parameter, as in `--set "open_for=5 working days"`
    #[arg(long, value_name = "NAME=VALUE", value_parser = setting)]
    set: Vec<(String, String)>,
    /// Show the reasons of this rule, or of `all`
    #[arg(long, value_name = "RULE")]
    explain: Vec<String>,
    #[command(flatten)]
    reporting: Reporting,
    /// Take every file, and `-`, to hold a case in JSON on each line, whatever it is called
    #[arg(long)]
    lines: bool,
    /// Of cases on lines: go on after a wrong one
    #[arg(long)]
    keep_going: bool,
    /// Take warnings about the rules for errors
    #[arg(long)]
    deny_warnings: bool,
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| match NoDay::of(text) {
        NoDay::Digits(day) => format!("write it as `{day}`"),
        NoDay::Time(day) => format!("the smallest unit is the day: write `{day}`"),
        NoDay::None(why) => format!("there is no such day: {why}"),
        NoDay::Form => "a day is written `2018-01-20`: year, month, day".into(),
    })
}

fn setting(text: &str) -> Result<(String, String), String> {
    let parts = text.split_once('=').map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()));
    parts.filter(|(name, _)| !name.is_empty()).ok_or_else(|| "a parameter is set with `name=value`".into())
}

/// What the cases are held against.
enum Against {
    /// One procedure.
    One(FileId),
    /// Procedures of a folder: what a case names, or the only one there is.
    Folder(Vec<FileId>),
    /// What each case names.
    Named,
}

/// A case that can be judged.
struct Job {
    procedure: FileId,
    case: Case,
}

/// Reads all, then judges, so that what is wrong with the command line is said before any report.
pub fn run(arguments: &Arguments, face: &mut Face<'_, '_>) {
    if twice(arguments, face) {
        return;
    }
    let Some(mut workspace) = files::workspace(&arguments.from, face) else { return };
    let Some((against, paths)) = against(arguments, &mut workspace, face) else { return };
    match case_files::of_lines(&paths, arguments.lines, face) {
        OfLines::None => {}
        OfLines::All(files) => return many::run(arguments, against, workspace, files, face),
        OfLines::Wrong => return,
    }
    let read = case_files::read(&paths, face);
    // Where the first word may have been meant for the procedure and cannot be read, nothing more is said of that.
    let lost = matches!(against, Against::Named) && !read.first;
    let mut procedures = BTreeMap::new();
    let mut jobs = Vec::new();
    for case in &read.cases {
        let Some(procedure) = procedure(&against, case, lost, &workspace, face) else { continue };
        let compiled = procedures
            .entry(procedure)
            .or_insert_with(|| compile(&workspace, procedure, arguments.deny_warnings, face))
            .as_ref();
        let Some(compiled) = compiled else { continue };
        jobs.extend(job(arguments, compiled, procedure, case, face));
    }
    if arguments.from.procedures.is_some() || matches!(against, Against::Folder(_)) {
        files::tell_headless(&workspace, face);
    }
    let compiled: Vec<&Compiled> = procedures.values().flatten().collect();
    if !explains_known_rules(arguments, &compiled, face) || !knows_language(arguments, &compiled, face) {
        return;
    }
    let mut reports = Vec::new();
    for job in &jobs {
        let Some(Some(compiled)) = procedures.get(&job.procedure) else { continue };
        match compiled.check(&job.case, &question(arguments, face)) {
            Ok(report) => {
                face.worsen(Code::of(&report.verdict));
                reports.push(report);
            }
            Err(why) => face.trouble(&why, Code::Usage),
        }
    }
    match arguments.reporting.format {
        Format::Json if read.one => reports.iter().for_each(|report| face.print(&json(report))),
        Format::Json => face.print(&all_json(&reports)),
        Format::Text => texts(&reports, arguments, &read, face),
    }
}

/// Says what stands twice on the command line and can only stand once.
fn twice(arguments: &Arguments, face: &mut Face<'_, '_>) -> bool {
    let mut seen = BTreeSet::new();
    let again: BTreeSet<&String> =
        arguments.set.iter().map(|(name, _)| name).filter(|name| !seen.insert(*name)).collect();
    for name in &again {
        face.trouble(&Trouble::SetTwice { name: (*name).clone() }, Code::Usage);
    }
    files::input_twice(&arguments.names, face) || !again.is_empty()
}

/// What comes first: a procedure or already a case.
fn against(
    arguments: &Arguments,
    workspace: &mut Workspace,
    face: &mut Face<'_, '_>,
) -> Option<(Against, Vec<PathBuf>)> {
    let (first, rest) = arguments.names.split_first()?;
    let all = arguments.names.clone();
    let given = files::name(first);
    let bare = first.components().count() == 1 && first.extension().is_none() && first != Path::new("-");
    let named = if bare { workspace.find(&given) } else { None };
    let against = if let Some(file) = named {
        Against::One(file)
    } else if first.is_dir() {
        let paths = files::under(first, &["whereas"]).map_err(|trouble| face.trouble(&trouble, Code::Usage)).ok()?;
        if paths.is_empty() {
            return Some((Against::Named, all));
        }
        if !files::add(workspace, first, None, face) {
            return None;
        }
        let there = workspace.declared().into_iter().filter(|one| !one.library && one.own);
        let cases = if rest.is_empty() { all } else { rest.to_vec() };
        return Some((Against::Folder(there.map(|one| one.file).collect()), cases));
    } else if has_end(first, &["whereas"]) {
        Against::One(procedure_file(first, arguments.from.procedures.is_none(), workspace, face)?)
    } else if bare && !first.exists() {
        let otherwise = format!("{}; a case is given by its file", files::LISTED);
        files::unknown(workspace, &given, &otherwise, face);
        return None;
    } else {
        return Some((Against::Named, all));
    };
    if rest.is_empty() {
        face.trouble(&Trouble::NoCaseGiven { procedure: given }, Code::Usage);
        return None;
    }
    Some((against, rest.to_vec()))
}

/// Adds the procedure of a file; where it uses others, those of its folder too.
pub fn procedure_file(
    path: &Path,
    whole_folder: bool,
    workspace: &mut Workspace,
    face: &mut Face<'_, '_>,
) -> Option<FileId> {
    let known = workspace.named(&files::name(path));
    if known.is_some() {
        return known;
    }
    let text = match files::read(path, limits::SOURCE_BYTES, face) {
        Ok(text) => text,
        Err(trouble) => {
            let code = if matches!(trouble, Trouble::Missing { .. }) { Code::Usage } else { Code::Rules };
            face.trouble(&trouble, code);
            return None;
        }
    };
    let file = workspace.add(&files::name(path), &text);
    if whole_folder && workspace.uses(file) {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let beside: PathBuf = if folder == Path::new(".") { folder.join(path) } else { path.to_owned() };
        if !files::add(workspace, folder, Some(&beside), face) {
            return None;
        }
    }
    Some(file)
}

/// The procedure that a case is held against.
fn procedure(
    against: &Against,
    case: &CaseText,
    lost: bool,
    workspace: &Workspace,
    face: &mut Face<'_, '_>,
) -> Option<FileId> {
    let named = match session::procedure_of(&case.name, &case.text) {
        Ok(named) => named,
        Err(failure) => {
            face.failure(&failure, Code::Usage);
            return None;
        }
    };
    let name = named.as_deref();
    match (against, name) {
        (Against::Folder(_) | Against::Named, Some(name))
            if workspace.find(name).is_none() && (lost || files::may_declare(workspace, name, face)) =>
        {
            return None;
        }
        // There may be more than one, as long as a head cannot be read.
        (Against::Folder(files), None) if files.len() < 2 && !workspace.headless().is_empty() => {
            for file in workspace.headless() {
                face.failure(&workspace.reading(file), Code::Rules);
            }
            return None;
        }
        (Against::Named, None) if lost => return None,
        _ => {}
    }
    let found = procedure_named(against, &case.name, session::Spelling::of(&case.name, &case.text), name, workspace);
    found.map_err(|trouble| face.trouble(&trouble, Code::Usage)).ok()
}

/// The procedure that a case is held against which names that one, or none.
fn procedure_named(
    against: &Against,
    case: &str,
    spelling: session::Spelling,
    named: Option<&str>,
    workspace: &Workspace,
) -> Result<FileId, Trouble> {
    match (against, named) {
        // A file whose head cannot be read may be of any procedure: what is wrong with it is said.
        (Against::One(file), Some(named)) if !workspace.takes_in(*file, named) => {
            let Some(given) = workspace.declared_by(*file).map(|declared| declared.name) else { return Ok(*file) };
            Err(Trouble::OtherProcedure { case: case.to_owned(), named: named.to_owned(), given })
        }
        (Against::One(file), _) => Ok(*file),
        (Against::Folder(_) | Against::Named, Some(name)) => workspace.find(name).ok_or_else(|| {
            let near = workspace.did_you_mean(name);
            let help =
                near.unwrap_or_else(|| "name its file before the case, or its folder with `--procedures`".into());
            Trouble::UnknownProcedure { name: name.to_owned(), help }
        }),
        (Against::Folder(files), None) if let [only] = files.as_slice() => Ok(*only),
        (Against::Folder(_) | Against::Named, None) => {
            let help = match spelling {
                session::Spelling::Json => {
                    "write `\"procedure\": \"appointment\"` in it, or name the procedure before it"
                }
                session::Spelling::Case => "write `case \"…\" of appointment`, or name the procedure before it",
            };
            Err(Trouble::NoProcedureNamed { case: case.to_owned(), help: help.into() })
        }
    }
}

/// A procedure to hold cases against or why there is none, with what its authors should look at.
#[derive(Debug)]
pub struct Made {
    /// Its file.
    pub file: FileId,
    /// The procedure, where it can be used.
    pub compiled: Option<Compiled>,
    said: Failure,
    trouble: Option<Trouble>,
    code: Code,
}

impl Made {
    /// Takes it for one that cannot be used, because of how it was asked for.
    fn refuse(&mut self, failure: Failure) {
        (self.compiled, self.said, self.code) = (None, failure, Code::Usage);
    }

    /// Says what is wrong with the rules.
    pub fn say(&self, face: &mut Face<'_, '_>) {
        face.failure(&self.said, self.code);
        if let Some(trouble) = &self.trouble {
            face.trouble(trouble, self.code);
        }
    }
}

/// Compiles a procedure, and keeps what there is to say of it.
fn make(workspace: &Workspace, file: FileId, deny: bool) -> Made {
    let nothing = Failure { problems: Vec::new(), sources: Sources::default() };
    let made = Made { file, compiled: None, said: nothing, trouble: None, code: Code::Rules };
    let declared = workspace.declared_by(file);
    if let Some(library) = declared.as_ref().filter(|declared| declared.library) {
        return Made { trouble: Some(Trouble::Library { name: library.name.clone() }), code: Code::Usage, ..made };
    }
    match workspace.compile(file) {
        Ok(compiled) => {
            let said = Failure { problems: compiled.warnings.clone(), sources: compiled.sources.clone() };
            if deny && !said.problems.is_empty() {
                let procedure = compiled.model.name.to_string();
                return Made { said, trouble: Some(Trouble::Warnings { procedure }), ..made };
            }
            Made { compiled: Some(compiled), said, code: Code::Nothing, ..made }
        }
        Err(said) => Made { said, ..made },
    }
}

/// Compiles, and says what is wrong with the rules.
pub fn compile(workspace: &Workspace, file: FileId, deny: bool, face: &mut Face<'_, '_>) -> Option<Compiled> {
    let made = make(workspace, file, deny);
    made.say(face);
    made.compiled
}

fn job(
    arguments: &Arguments,
    compiled: &Compiled,
    procedure: FileId,
    case: &CaseText,
    face: &mut Face<'_, '_>,
) -> Option<Job> {
    let mut read = match compiled.case(&case.name, &case.text) {
        Ok(read) => read,
        Err(failure) => {
            face.failure(&failure, Code::Usage);
            return None;
        }
    };
    let mut set = true;
    for (name, value) in &arguments.set {
        if let Err(failure) = compiled.set(&mut read, name, value) {
            face.failure(&failure, Code::Usage);
            set = false;
        }
    }
    set.then_some(Job { procedure, case: read })
}

/// Every rule to be explained is a rule of one of the procedures.
fn explains_known_rules(arguments: &Arguments, compiled: &[&Compiled], face: &mut Face<'_, '_>) -> bool {
    let mut known = true;
    for name in arguments.explain.iter().filter(|name| *name != "all") {
        let found: Vec<_> = compiled.iter().map(|compiled| compiled.rule(name)).collect();
        if !found.is_empty() && found.iter().all(Result::is_err) {
            let help = found.into_iter().find_map(|found| found.err().flatten());
            face.trouble(&Trouble::UnknownRule { name: name.clone(), help }, Code::Usage);
            known = false;
        }
    }
    known
}

/// The language asked for is one that the command or one of the procedures has.
fn knows_language(arguments: &Arguments, compiled: &[&Compiled], face: &mut Face<'_, '_>) -> bool {
    let languages = compiled.iter().flat_map(|compiled| compiled.languages.iter().map(String::as_str));
    arguments.reporting.knows_language(languages, face)
}

fn explain(arguments: &Arguments) -> Explain {
    match arguments.explain.as_slice() {
        [] => Explain::None,
        names if names.iter().any(|name| name == "all") => Explain::All,
        names => Explain::Rules(names.to_vec()),
    }
}

fn question(arguments: &Arguments, face: &Face<'_, '_>) -> Question {
    // A text shows the facts that decided each rule, and takes them from its reasons.
    let explain = if arguments.reporting.format == Format::Text { Explain::All } else { explain(arguments) };
    Question { as_of: arguments.as_of, today: face.today(), language: arguments.reporting.lang.clone(), explain }
}

fn all_json(reports: &[Report]) -> String {
    let all: Vec<String> = reports.iter().map(|report| json(report).trim_end().to_owned()).collect();
    if all.is_empty() { "[]\n".into() } else { format!("[\n{}\n]\n", all.join(",\n")) }
}

/// One report after the other; after several, how many cases have which verdict.
fn texts(reports: &[Report], arguments: &Arguments, read: &CaseTexts, face: &mut Face<'_, '_>) {
    let style = Style { width: face.width(), colour: face.colour(), explain: explain(arguments) };
    for (number, report) in reports.iter().enumerate() {
        if number > 0 {
            let mut page = face.page();
            page.blank();
            page.paragraph(0, &Words::new().then(&"─".repeat(style.width), Paint::Faint));
            face.print(&format!("\n{}\n", page.finish()));
        }
        face.print(&text(report, &style));
    }
    if read.one || reports.is_empty() {
        return;
    }
    let languages: BTreeSet<&str> = reports.iter().map(|report| report.language.as_str()).collect();
    let dictionary = Dictionary::of(if languages.len() == 1 { languages.first().unwrap_or(&"en") } else { "en" });
    let having = |verdict: &str| reports.iter().filter(|report| report.verdict == verdict).count() as u64;
    let counts: Vec<(&str, u64)> = order().map(|verdict| (verdict, having(verdict))).collect();
    let mut page = face.page();
    page.paragraph(0, &Words::new().then(&"─".repeat(style.width), Paint::Faint));
    page.paragraph(0, &Words::plain(&dictionary.cases(&counts, read.asked.saturating_sub(reports.len()) as u64)));
    face.print(&format!("\n{}", page.finish()));
}
