//! `whereas doc`: procedures as a document.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::cli::check::procedure_file;
use crate::cli::face::Face;
use crate::cli::files::{self, has_end};
use crate::cli::{Code, Where, knows_language, language};
use crate::session::{self, Chapter, Workspace};
use crate::source::FileId;

/// What can be said after `doc`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  whereas doc appointment > appointment.html
  whereas doc appointment --lang fr --format markdown > appointment.fr.md
  whereas doc office.whereas appointment --lang en > both.html")]
pub struct Arguments {
    /// Procedures and libraries by name, or `.whereas` files
    #[arg(value_name = "PROCEDURE", required = true)]
    names: Vec<PathBuf>,
    #[command(flatten)]
    from: Where,
    /// The language of texts, such as `fr`; without it the first procedure's own
    #[arg(long, value_name = "CODE", value_parser = language)]
    lang: Option<String>,
    /// The form of the document
    #[arg(long, value_enum, default_value_t = Form::Html, value_name = "FORMAT")]
    format: Form,
}

/// The form of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// One page, to open in a browser, to print or to send
    Html,
    /// Markdown, for a wiki or a code host
    Markdown,
}

/// Prints the document, or what is wrong with the procedures.
pub fn run(arguments: &Arguments, face: &mut Face<'_, '_>) {
    if files::input_twice(&arguments.names, face) {
        return;
    }
    let Some(mut workspace) = files::workspace(&arguments.from, face) else { return };
    let mut wanted: Vec<FileId> = Vec::new();
    for path in &arguments.names {
        let Some(file) = named(path, arguments, &mut workspace, face) else { return };
        if !wanted.contains(&file) {
            wanted.push(file);
        }
    }
    let mut languages: BTreeSet<String> = BTreeSet::new();
    let mut own = None;
    let mut good = true;
    for file in &wanted {
        match workspace.compile(*file) {
            Ok(compiled) => {
                face.problems(&compiled.warnings, &compiled.sources);
                own.get_or_insert(compiled.model.language.to_string());
                languages.extend(compiled.languages);
            }
            Err(failure) => {
                face.failure(&failure, Code::Rules);
                good = false;
            }
        }
    }
    let asked = arguments.lang.as_deref();
    if !good || !knows_language(asked, languages.iter().map(String::as_str), face) {
        return;
    }
    let language = asked.map(str::to_owned).or(own).unwrap_or_default();
    let chapters: Vec<Chapter> = wanted.iter().filter_map(|file| workspace.chapter(*file, &language)).collect();
    face.print(&match arguments.format {
        Form::Html => session::html(&chapters),
        Form::Markdown => session::markdown(&chapters),
    });
}

/// The file that one word of the command line means.
fn named(path: &Path, arguments: &Arguments, workspace: &mut Workspace, face: &mut Face<'_, '_>) -> Option<FileId> {
    let given = files::name(path);
    if let Some(file) = workspace.find(&given) {
        return Some(file);
    }
    if has_end(path, &["whereas"]) || path == Path::new("-") || path.exists() {
        return procedure_file(path, arguments.from.procedures.is_none(), workspace, face);
    }
    files::unknown(workspace, &given, files::LISTED, face);
    None
}
