//! `whereas sources`: what rests on each passage of a source, and what a newer text of it changes.

mod words;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use self::words::Say;
use crate::cli::check::compile;
use crate::cli::face::Face;
use crate::cli::trouble::Trouble;
use crate::cli::write::{create, replace};
use crate::cli::{Code, Format, Reporting, Where, files, test};
use crate::limits;
use crate::report::harmless;
use crate::report::layout::{Page, Paint, Words};
use crate::session::{
    Change, Coverage, Covered, Passage, Sentence, Use, Workspace, carried_lists, changes, sentences, written,
};

/// The folder of the lists, within that of the procedures.
const FOLDER: &str = "sources";
/// Where what stands under a heading begins, and where its text does.
const INDENT: [usize; 2] = [4, 9];

/// What can be said after `sources`.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    override_usage = "whereas sources [OPTIONS]\n       whereas sources check [OPTIONS] NAME FILE\n       whereas sources lock NAME FILE --procedures DIR",
    after_help = "Examples:
  whereas sources
  whereas sources --procedures office --lang fr
  whereas sources check page page.txt
  whereas sources lock page page.txt --procedures office

Exit codes:
  0  every passage is used or left out with a reason; `check`: nothing differs; `lock`: written
  1  `check`: something differs
  2  something is wrong with the command
  3  a passage is neither used nor left out, a citation is not in the list, or the rules are wrong"
)]
pub struct Arguments {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    from: Where,
    #[command(flatten)]
    reporting: Reporting,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Hold a newer text of a source against its list: what changed, and which rules have to be looked at again
    #[command(after_help = "Example:\n  whereas sources check page page.txt")]
    Check(CheckArguments),
    /// Write the list of a source anew from a text, whole or not at all
    #[command(after_help = "Example:\n  whereas sources lock page page.txt --procedures office")]
    Lock(LockArguments),
}

#[derive(Debug, Args)]
struct CheckArguments {
    #[command(flatten)]
    text: Given,
    #[command(flatten)]
    from: Where,
    #[command(flatten)]
    reporting: Reporting,
}

#[derive(Debug, Args)]
struct LockArguments {
    #[command(flatten)]
    text: Given,
    #[command(flatten)]
    from: Where,
}

#[derive(Debug, Args)]
struct Given {
    /// The source, as the procedures call it
    #[arg(value_name = "NAME")]
    name: String,
    /// Its plain text, or `-` for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Shows what rests on each passage, or carries out what is asked for.
pub fn run(arguments: &Arguments, face: &mut Face<'_, '_>) {
    match &arguments.what {
        Some(What::Check(arguments)) => check(arguments, face),
        Some(What::Lock(arguments)) => lock(arguments, face),
        None => show(arguments, face),
    }
}

/// The list of one source.
struct Listed {
    source: String,
    name: String,
    text: String,
}

/// The lists of a folder of procedures, or those that the command carries.
fn lists(from: &Where, face: &mut Face<'_, '_>) -> Option<Vec<Listed>> {
    let Some(folder) = &from.procedures else {
        let carried = carried_lists().iter().map(|(source, text)| Listed {
            source: (*source).to_owned(),
            name: format!("{FOLDER}/{source}.toml"),
            text: (*text).to_owned(),
        });
        return Some(carried.collect());
    };
    let folder = folder.join(FOLDER);
    if !folder.is_dir() {
        return Some(Vec::new());
    }
    let mut paths = match files::under(&folder, &["toml"]) {
        Ok(paths) => paths,
        Err(trouble) => {
            face.trouble(&trouble, Code::Usage);
            return None;
        }
    };
    paths.retain(|path| path.parent() == Some(&*folder));
    let mut lists = Vec::new();
    for path in paths {
        match files::read(&path, limits::SOURCE_BYTES, face) {
            Ok(text) => {
                let source = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                lists.push(Listed { source, name: files::name(&path), text });
            }
            Err(trouble) => {
                face.trouble(&trouble, Code::Rules);
                return None;
            }
        }
    }
    Some(lists)
}

/// The procedures, if they can be used. Of those inside it is known that they can.
fn procedures(from: &Where, face: &mut Face<'_, '_>) -> Option<Workspace> {
    let workspace = files::workspace(from, face)?;
    let mut good = from.procedures.is_none() || !test::unread(&workspace, &[], face);
    for one in workspace.declared().iter().filter(|one| one.own && !one.library) {
        good &= compile(&workspace, one.file, false, face).is_some();
    }
    good.then_some(workspace)
}

fn knows_language(reporting: &Reporting, workspace: &Workspace, face: &mut Face<'_, '_>) -> bool {
    let declared = workspace.declared();
    let languages = declared.iter().flat_map(|one| {
        let translations = one.title.translations.iter().map(|(code, _)| &**code);
        translations.chain([&*one.title.language])
    });
    reporting.knows_language(languages, face)
}

fn show(arguments: &Arguments, face: &mut Face<'_, '_>) {
    let Some(workspace) = procedures(&arguments.from, face) else { return };
    let Some(lists) = lists(&arguments.from, face) else { return };
    if !knows_language(&arguments.reporting, &workspace, face) {
        return;
    }
    if lists.is_empty() {
        let folder = arguments.from.procedures.as_deref().unwrap_or(Path::new(".")).join(FOLDER);
        return face.trouble(&Trouble::NoLists { path: files::name(&folder) }, Code::Usage);
    }
    let mut all = Vec::new();
    for list in &lists {
        let coverage = match workspace.coverage(&list.source, &list.name, &list.text) {
            Ok(coverage) => coverage,
            Err(failure) => {
                face.failure(&failure, Code::Rules);
                continue;
            }
        };
        let say = Say::of(arguments.reporting.lang.as_deref().unwrap_or(&coverage.title.language));
        match arguments.reporting.format {
            Format::Json => all.push(as_json(&coverage, say)),
            Format::Text => {
                let mut page = face.page();
                as_text(&coverage, say, &mut page);
                face.print(&page.finish());
            }
        }
        if !coverage.problems.is_empty() {
            face.problems(&coverage.problems, &coverage.sources);
            face.worsen(Code::Rules);
        }
    }
    if arguments.reporting.format == Format::Json {
        face.print(&format!("{:#}\n", Value::Array(all)));
    }
}

fn uses_as_json(used: &[Use]) -> Value {
    let used = used.iter().map(|used| {
        json!({
            "procedure": used.procedure, "kind": used.kind, "name": used.name,
            "inferred": used.inferred, "whole_heading": used.whole,
        })
    });
    used.collect()
}

fn as_json(coverage: &Coverage, say: Say<'_>) -> Value {
    let passages = coverage.passages.iter().map(|one| {
        let left_out = one
            .left_out
            .iter()
            .map(|left_out| json!({"procedure": left_out.procedure, "reason": left_out.reason.show(say.language)}));
        json!({
            "heading": one.passage.heading, "number": one.passage.number, "digest": one.passage.digest,
            "used": uses_as_json(&one.used), "unencoded": left_out.collect::<Vec<_>>(),
        })
    });
    let passages: Vec<Value> = passages.collect();
    json!({"source": coverage.source, "title": coverage.title.show(say.language), "passages": passages})
}

fn head(coverage: &Coverage, told: &str, say: Say<'_>, page: &mut Page) {
    let name = Words::new().then(&coverage.source, Paint::Strong).then(" · ", Paint::Faint);
    let title = name.then(coverage.title.show(say.language), Paint::Plain);
    page.paragraph(0, &title.then(" · ", Paint::Faint).then(told, Paint::Plain));
    page.blank();
}

/// What rests on each passage, under its heading.
fn as_text(coverage: &Coverage, say: Say<'_>, page: &mut Page) {
    let [at, indent] = INDENT;
    let passages = &coverage.passages;
    let used = passages.iter().filter(|one| !one.used.is_empty()).count();
    let left_out = passages.iter().filter(|one| one.used.is_empty() && !one.left_out.is_empty()).count();
    head(coverage, &say.tally(passages.len(), used, left_out), say, page);
    for under in passages.chunk_by(|one, other| one.passage.heading == other.passage.heading) {
        let Some(first) = under.first() else { continue };
        page.blank();
        page.paragraph(2, &Words::new().then(say.heading(&first.passage.heading), Paint::Strong));
        let mut mark = Words::new().then(say.all(), Paint::Faint);
        for line in by_procedure(first.used.iter().filter(|used| used.whole), say) {
            page.hanging(at, &std::mem::take(&mut mark), indent, &line);
        }
        for one in under {
            let mut mark = Words::plain(&one.passage.number.to_string());
            for line in resting(one, say) {
                page.hanging(at, &std::mem::take(&mut mark), indent, &line);
            }
        }
    }
    page.blank();
}

/// What rests on that very passage, or why nothing does.
fn resting(one: &Covered, say: Say<'_>) -> Vec<Words> {
    let mut lines: Vec<Words> = by_procedure(one.used.iter().filter(|used| !used.whole), say);
    lines.extend(one.left_out.iter().map(|left_out| {
        let said = Words::new().then(say.left_out(), Paint::Faint).then(say.colon(), Paint::Faint);
        let reason = said.then(left_out.reason.show(say.language), Paint::Plain);
        reason.then(&format!(" ({})", left_out.procedure), Paint::Faint)
    }));
    if lines.is_empty() {
        lines.push(match one.used.is_empty() {
            true => Words::new().then(say.open(), Paint::Bad),
            false => Words::new().then(say.with_heading(), Paint::Faint),
        });
    }
    lines
}

/// A line for each procedure.
fn by_procedure<'u>(used: impl Iterator<Item = &'u Use>, say: Say<'_>) -> Vec<Words> {
    let used: Vec<&Use> = used.collect();
    let lines = used.chunk_by(|one, other| one.procedure == other.procedure).map(|used| {
        let procedure = used.first().map_or("", |first| &*first.procedure);
        let names: Vec<String> = used.iter().map(|used| say.used(used)).collect();
        let head = Words::new().then(procedure, Paint::Strong).then(say.colon(), Paint::Plain);
        head.then(&names.join(", "), Paint::Plain)
    });
    lines.collect()
}

/// The sentences of the text that is given, if there are any.
fn text(given: &Given, face: &mut Face<'_, '_>) -> Option<Vec<Sentence>> {
    let text = match files::read(&given.file, limits::SOURCE_BYTES, face) {
        Ok(text) => sentences(&text),
        Err(trouble) => {
            face.trouble(&trouble, Code::Usage);
            return None;
        }
    };
    if text.is_empty() {
        face.trouble(&Trouble::NoSentence { path: files::name(&given.file) }, Code::Usage);
    }
    Some(text).filter(|text| !text.is_empty())
}

fn check(arguments: &CheckArguments, face: &mut Face<'_, '_>) {
    let Some(workspace) = procedures(&arguments.from, face) else { return };
    let Some(lists) = lists(&arguments.from, face) else { return };
    if !knows_language(&arguments.reporting, &workspace, face) {
        return;
    }
    let name = &arguments.text.name;
    let Some(list) = lists.iter().find(|list| list.source == *name) else {
        let known: Vec<String> = lists.iter().map(|list| format!("`{}`", list.source)).collect();
        let help = match known.is_empty() {
            true => format!("`whereas sources lock {name} FILE --procedures DIR` writes one"),
            false => format!("there are lists of {}", known.join(", ")),
        };
        return face.trouble(&Trouble::NoListOf { name: name.clone(), help }, Code::Usage);
    };
    let coverage = match workspace.coverage(&list.source, &list.name, &list.text) {
        Ok(coverage) => coverage,
        Err(failure) => return face.failure(&failure, Code::Rules),
    };
    let Some(sentences) = text(&arguments.text, face) else { return };
    let changes = changes(&coverage.listed(), &sentences);
    let say = Say::of(arguments.reporting.lang.as_deref().unwrap_or(&coverage.title.language));
    match arguments.reporting.format {
        Format::Json => face.print(&format!("{:#}\n", changes_as_json(&coverage, &changes))),
        Format::Text => {
            let mut page = face.page();
            changes_as_text(&coverage, &changes, say, &mut page);
            face.print(&page.finish());
        }
    }
    if !changes.is_empty() {
        face.worsen(Code::NotMet);
    }
}

fn changes_as_json(coverage: &Coverage, changes: &[Change]) -> Value {
    let all = changes.iter().map(|change| {
        let place = |passage: Option<&Passage>| {
            passage.map(|passage| json!({"heading": passage.heading, "number": passage.number}))
        };
        json!({
            "change": words::id(change), "before": place(change.before()), "after": place(change.after()),
            "look_at": uses_as_json(&coverage.shaken(change)),
        })
    });
    json!({"source": coverage.source, "changes": all.collect::<Vec<_>>()})
}

/// What has changed, passage by passage, and what has to be looked at again.
fn changes_as_text(coverage: &Coverage, changes: &[Change], say: Say<'_>, page: &mut Page) {
    head(coverage, &say.changes(changes), say, page);
    let widest = changes.iter().map(|change| say.change(change).chars().count()).max().unwrap_or(0);
    let indent = 2 + widest + 2;
    for change in changes {
        let mark = Words::new().then(say.change(change), Paint::Doubt);
        page.hanging(2, &mark, indent, &Words::new().then(&say.places(change), Paint::Strong));
        if let Change::Changed(sentence) | Change::New(sentence) = change {
            page.paragraph(indent, &Words::new().then(&say.quoted(&sentence.words), Paint::Faint));
        }
        let shaken = coverage.shaken(change);
        for line in by_procedure(shaken.iter(), say) {
            page.hanging(indent, &Words::new().then("→", Paint::Open), indent + 2, &line);
        }
        if let (Change::New(_), true) = (change, shaken.is_empty()) {
            page.hanging(indent, &Words::new().then("→", Paint::Open), indent + 2, &Words::plain(say.new_is_open()));
        }
    }
    page.blank();
    if changes.is_empty() {
        return;
    }
    let shaken = coverage.all_shaken(changes);
    if shaken.is_empty() {
        return page.paragraph(0, &Words::plain(say.nothing_shaken()));
    }
    page.paragraph(0, &Words::new().then(say.look_again(), Paint::Strong));
    for line in by_procedure(shaken.iter(), say) {
        page.paragraph(2, &line);
    }
}

fn lock(arguments: &LockArguments, face: &mut Face<'_, '_>) {
    let Some(folder) = &arguments.from.procedures else {
        return face.trouble(&Trouble::ListInside, Code::Usage);
    };
    let Some(workspace) = files::workspace(&arguments.from, face) else { return };
    let name = &arguments.text.name;
    let declared = workspace.declared_sources();
    if !declared.iter().any(|(known, _)| known == name) {
        let known: std::collections::BTreeSet<String> =
            declared.iter().map(|(known, _)| format!("`{known}`")).collect();
        let help = match known.is_empty() {
            true => format!("declare it: `source {name} \"…\"`"),
            false => format!("they declare {}", known.into_iter().collect::<Vec<_>>().join(", ")),
        };
        return face.trouble(&Trouble::UnknownSource { name: name.clone(), help }, Code::Usage);
    }
    let Some(sentences) = text(&arguments.text, face) else { return };
    let text = written(name, sentences.iter().map(|one| &one.passage));
    let path = folder.join(FOLDER).join(format!("{name}.toml"));
    let done = match files::read(&path, limits::SOURCE_BYTES, face) {
        Ok(before) => replace(&path, &before, &text),
        Err(Trouble::Missing { .. }) => create(&path, &text),
        Err(trouble) => return face.trouble(&trouble, Code::Usage),
    };
    let name = files::name(&path);
    match done {
        Ok(true) => {
            let count = sentences.len();
            let passages = if count == 1 { "passage" } else { "passages" };
            face.print(&format!("{} written: {count} {passages}\n", harmless(&name)));
        }
        Ok(false) => face.trouble(&Trouble::ChangedMeanwhile { path: name }, Code::Usage),
        Err(error) => face.trouble(&Trouble::Unwritable { path: name, why: files::why(&error) }, Code::Usage),
    }
}
