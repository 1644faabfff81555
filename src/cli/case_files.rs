//! From the paths of a command line to the texts of cases.

use std::path::{Path, PathBuf};

use crate::cli::face::Face;
use crate::cli::trouble::Trouble;
use crate::cli::{Code, files};
use crate::limits;

/// The ends of files that hold a case on each line.
const LINES: [&str; 2] = ["jsonl", "ndjson"];

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
    /// How many there are, those that cannot be read among them.
    pub asked: usize,
    /// Whether the command line names one file.
    pub one: bool,
    /// Whether the first path could be read.
    pub first: bool,
}

/// Reads files, folders and standard input. What cannot be read is said, and the others are read all the same.
pub fn read(paths: &[PathBuf], face: &mut Face<'_, '_>) -> CaseTexts {
    let (mut cases, mut asked, mut first) = (Vec::new(), 0, None);
    for path in paths {
        let before = cases.len();
        let found = if path.is_dir() { files::under(path, &["case", "json"]) } else { Ok(vec![path.clone()]) };
        match found {
            Ok(found) if found.is_empty() => {
                face.trouble(&Trouble::NoCases { path: files::name(path) }, Code::Usage);
            }
            Ok(found) => {
                asked += found.len();
                cases.extend(found.iter().filter_map(|path| one(path, face)));
            }
            Err(trouble) => face.trouble(&trouble, Code::Usage),
        }
        first.get_or_insert(cases.len() > before);
    }
    let first = first.unwrap_or_default();
    let one = matches!(paths, [path] if !path.is_dir());
    CaseTexts { cases, asked, one, first }
}

/// Whether cases stand one a line.
pub enum OfLines {
    /// Each file holds one case.
    None,
    /// Each of these holds a case on each line.
    All(Vec<PathBuf>),
    /// Something is wrong with the command line, and was said.
    Wrong,
}

/// The files that hold a case on each line, by their names or because the command line says so of all.
pub fn of_lines(paths: &[PathBuf], all: bool, face: &mut Face<'_, '_>) -> OfLines {
    let (mut lines, mut ones) = (Vec::new(), Vec::new());
    let ends: &[&str] = if all { &["json", "jsonl", "ndjson"] } else { &["case", "json", "jsonl", "ndjson"] };
    for path in paths {
        let found = if path.is_dir() { files::under(path, ends) } else { Ok(vec![path.clone()]) };
        match found {
            Ok(found) => {
                let found = found.into_iter();
                let (here, others): (Vec<_>, Vec<_>) = found.partition(|path| all || files::has_end(path, &LINES));
                lines.extend(here);
                ones.extend(others);
            }
            // What cannot be looked through is said by whoever reads it.
            Err(_) if !all => {}
            Err(trouble) => {
                face.trouble(&trouble, Code::Usage);
                return OfLines::Wrong;
            }
        }
    }
    match (lines.first(), ones.first()) {
        (Some(lines), Some(one)) => {
            face.trouble(&Trouble::Mixed { lines: files::name(lines), one: files::name(one) }, Code::Usage);
            OfLines::Wrong
        }
        (Some(_), None) => {
            let missing = lines.iter().filter(|path| *path != Path::new("-"));
            let missing: Vec<_> = missing.filter_map(|path| Some((path, std::fs::metadata(path).err()?))).collect();
            for (path, error) in &missing {
                face.trouble(&files::unreadable(path, error), Code::Usage);
            }
            if missing.is_empty() { OfLines::All(lines) } else { OfLines::Wrong }
        }
        (None, _) => OfLines::None,
    }
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
