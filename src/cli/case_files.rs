//! From the paths of a command line to the texts of cases.

use std::path::{Path, PathBuf};

use crate::cli::face::Face;
use crate::cli::trouble::Trouble;
use crate::cli::{Code, files};
use crate::limits;

/// A case that was read from the disk and not yet looked into.
#[derive(Debug)]
pub struct CaseText {
    /// What its file is called.
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// The cases, and whether one alone was asked for.
#[derive(Debug)]
pub struct CaseTexts {
    /// Each, in the order given; those of a folder by name.
    pub cases: Vec<CaseText>,
    /// Whether the command line names one file.
    pub one: bool,
    /// Whether the first path could be read.
    pub first: bool,
}

/// Reads files, folders and standard input. What cannot be read is said, and the others are read all the same.
pub fn read(paths: &[PathBuf], face: &mut Face<'_, '_>) -> CaseTexts {
    let mut cases = Vec::new();
    let mut first = None;
    for path in paths {
        let before = cases.len();
        let found = if path.is_dir() { files::under(path, &["case", "json"]) } else { Ok(vec![path.clone()]) };
        match found {
            Ok(found) if found.is_empty() => {
                face.trouble(&Trouble::NoCases { path: files::name(path) }, Code::Usage);
            }
            Ok(found) => cases.extend(found.iter().filter_map(|path| one(path, face))),
            Err(trouble) => face.trouble(&trouble, Code::Usage),
        }
        first.get_or_insert(cases.len() > before);
    }
    let first = first.unwrap_or_default();
    let one = matches!(paths, [path] if !path.is_dir());
    CaseTexts { cases, one, first }
}

fn one(path: &Path, face: &mut Face<'_, '_>) -> Option<CaseText> {
    match files::read(path, limits::CASE_BYTES, face) {
        Ok(text) => Some(CaseText { name: files::name(path), text }),
        Err(trouble) => {
            face.trouble(&trouble, Code::Usage);
            None
        }
    }
}
