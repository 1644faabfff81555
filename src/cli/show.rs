//! `whereas show`: a procedure's file as it is.

use clap::Args;

use crate::cli::face::Face;
use crate::cli::{Where, files};

/// What can be said after `show`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The procedure or library, by its name
    #[arg(value_name = "NAME")]
    name: String,
    #[command(flatten)]
    from: Where,
}

/// Prints the file that declares the name.
pub fn run(arguments: &Arguments, face: &mut Face<'_, '_>) {
    let Some(workspace) = files::workspace(&arguments.from, face) else { return };
    let source = workspace.find(&arguments.name).and_then(|file| workspace.sources().get(file));
    match source {
        Some(source) => {
            files::tell_headless(&workspace, face);
            face.print(&source.text);
        }
        None => files::unknown(&workspace, &arguments.name, files::LISTED, face),
    }
}
