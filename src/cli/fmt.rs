//! `whereas fmt`: files in the one way to write them. A file is written whole or not at all.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::difference::difference;
use crate::cli::face::Face;
use crate::cli::trouble::Trouble;
use crate::cli::write::replace;
use crate::cli::{Code, files};
use crate::limits;
use crate::report::harmless;
use crate::session;

/// What can be said after `fmt`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Procedures and `.case` files, folders of them, or `-` for standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Write nothing, and show what would change; the exit code is 1 if anything would
    #[arg(long)]
    check: bool,
}

/// Formats each file.
pub fn run(arguments: &Arguments, face: &mut Face<'_, '_>) {
    if files::input_twice(&arguments.files, face) {
        return;
    }
    for path in &arguments.files {
        let paths = if path.is_dir() { files::under(path, &["whereas", "case"]) } else { Ok(vec![path.clone()]) };
        match paths {
            Ok(paths) if paths.is_empty() => {
                face.trouble(&Trouble::NothingToFormat { path: files::name(path) }, Code::Usage);
            }
            Ok(paths) => paths.iter().for_each(|path| file(path, arguments.check, face)),
            Err(trouble) => face.trouble(&trouble, Code::Usage),
        }
    }
}

fn file(path: &Path, check: bool, face: &mut Face<'_, '_>) {
    let name = files::name(path);
    if path != Path::new("-") && path.exists() && !files::has_end(path, &["whereas", "case"]) {
        return face.trouble(&Trouble::NotFormatted { path: name }, Code::Usage);
    }
    let before = match files::read(path, limits::SOURCE_BYTES, face) {
        Ok(text) => text,
        Err(trouble) => return face.trouble(&trouble, Code::Usage),
    };
    let after = match session::formatted(&name, &before) {
        Ok(after) => after,
        Err(failure) => return face.failure(&failure, Code::Rules),
    };
    if check {
        if before != after {
            let lines = difference(&before, &after);
            let lines: Vec<_> = lines.lines().map(harmless).collect();
            face.print(&format!("{} would change\n{}\n", harmless(&name), lines.join("\n")));
            face.worsen(Code::NotMet);
        }
    } else if path == Path::new("-") {
        face.print(&after);
    } else if before != after {
        match replace(path, &before, &after) {
            Ok(true) => face.print(&format!("{} formatted\n", harmless(&name))),
            Ok(false) => face.trouble(&Trouble::ChangedMeanwhile { path: name }, Code::Usage),
            Err(error) => face.trouble(&Trouble::Unwritable { path: name, why: files::why(&error) }, Code::Usage),
        }
    }
}
