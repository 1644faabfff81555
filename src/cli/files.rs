//! From paths to texts: whole, as UTF-8, and within the limits.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::cli::face::Face;
use crate::cli::trouble::Trouble;
use crate::cli::{Code, Where};
use crate::limits;
use crate::session::Workspace;

/// Entries of one folder tree that are looked at.
const ENTRIES: usize = 20_000;
/// Folders within folders.
const DEPTH: usize = 16;

/// What a path is called where it is shown.
pub fn name(path: &Path) -> String {
    if path == Path::new("-") { "standard input".into() } else { path.display().to_string() }
}

/// The text of a file, or of standard input for `-`.
pub fn read(path: &Path, limit: usize, face: &mut Face<'_, '_>) -> Result<String, Trouble> {
    let most = limit as u64 + 1;
    let bytes = if path == Path::new("-") {
        face.input(most)
    } else if path.is_dir() {
        return Err(Trouble::Unreadable { path: name(path), why: "it is a folder".into() });
    } else {
        whole(path, most)
    };
    let bytes = bytes.map_err(|error| unreadable(path, &error))?;
    if bytes.len() > limit {
        return Err(Trouble::TooLarge { path: name(path), limit });
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let line = error.as_bytes().iter().take(good).filter(|byte| **byte == b'\n').count() + 1;
        Trouble::NotUtf8 { path: name(path), line, byte: good + 1 }
    })?;
    // Some editors put a mark in front of UTF-8.
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

fn whole(path: &Path, most: u64) -> std::io::Result<Vec<u8>> {
    let (file, watch) = Watch::open(path)?;
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < most && watch.is_some_and(|watch| watch.changed(bytes.len() as u64)) {
        return Err(std::io::Error::other("it changed while it was read"));
    }
    Ok(bytes)
}

/// Why a file cannot be opened or read.
pub fn unreadable(path: &Path, error: &std::io::Error) -> Trouble {
    match error.kind() {
        ErrorKind::NotFound => Trouble::Missing { path: name(path) },
        _ => Trouble::Unreadable { path: name(path), why: why(error) },
    }
}

/// What the system says, without its number.
pub fn why(error: &std::io::Error) -> String {
    let said = error.to_string();
    said.split(" (os error ").next().unwrap_or(&said).to_owned()
}

/// A file as it was when it was opened, to tell whether it changed while it was read.
pub struct Watch {
    file: File,
    length: u64,
    modified: Option<SystemTime>,
}

impl Watch {
    /// Opens a file. One that is not on the disk, such as a pipe, is not watched.
    pub fn open(path: &Path) -> std::io::Result<(File, Option<Watch>)> {
        let file = File::open(path)?;
        let before = file.metadata()?;
        if !before.is_file() {
            return Ok((file, None));
        }
        let watch = Watch { file: file.try_clone()?, length: before.len(), modified: before.modified().ok() };
        Ok((file, Some(watch)))
    }

    /// Whether it is another one now, at its end after so many bytes.
    pub fn changed(&self, read: u64) -> bool {
        let same = |now: fs::Metadata| now.len() == self.length && now.modified().ok() == self.modified;
        read < self.length || !self.file.metadata().is_ok_and(same)
    }
}

/// The files under a folder that end so, in the order of their paths. Hidden ones and what links lead to is left out.
pub fn under(folder: &Path, ends: &[&str]) -> Result<Vec<PathBuf>, Trouble> {
    let mut found = Vec::new();
    let mut open = vec![(folder.to_owned(), 0)];
    let mut seen = 0;
    while let Some((folder, depth)) = open.pop() {
        let unreadable = |error: std::io::Error| unreadable(&folder, &error);
        for entry in fs::read_dir(&folder).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let (path, kind) = (entry.path(), entry.file_type().map_err(unreadable)?);
            seen += 1;
            if seen > ENTRIES {
                return Err(Trouble::TooManyFiles { path: name(&folder) });
            }
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            if kind.is_dir() && !hidden && depth < DEPTH {
                open.push((path, depth + 1));
            } else if !kind.is_dir() && !hidden && has_end(&path, ends) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Whether a path ends in one of these extensions.
pub fn has_end(path: &Path, ends: &[&str]) -> bool {
    path.extension().is_some_and(|end| ends.iter().any(|known| end.eq_ignore_ascii_case(known)))
}

/// Says that standard input is asked for more than once.
pub fn input_twice(paths: &[PathBuf], face: &mut Face<'_, '_>) -> bool {
    let twice = paths.iter().filter(|path| path.as_path() == Path::new("-")).count() > 1;
    if twice {
        face.trouble(&Trouble::InputTwice, Code::Usage);
    }
    twice
}

/// Tells what is wrong with files whose head cannot be read, and which are in nobody's way so far.
pub fn tell_headless(workspace: &Workspace, face: &mut Face<'_, '_>) {
    for file in workspace.headless() {
        face.aside(&workspace.reading(file));
    }
}

/// What can be done where no name is near.
pub const LISTED: &str = "`whereas list` shows which there are";

/// Says that no procedure has that name: what is wrong with the files that may declare it, else which name is near, else
/// what can be done.
pub fn unknown(workspace: &Workspace, name: &str, otherwise: &str, face: &mut Face<'_, '_>) {
    if !may_declare(workspace, name, face) {
        let help = workspace.did_you_mean(name).unwrap_or_else(|| otherwise.into());
        face.trouble(&Trouble::UnknownProcedure { name: name.into(), help }, Code::Usage);
    }
}

/// Tells what is wrong with the files that may declare that name and whose head cannot be read. Says whether there are any.
pub fn may_declare(workspace: &Workspace, name: &str, face: &mut Face<'_, '_>) -> bool {
    let files = workspace.may_declare(name);
    for file in &files {
        face.failure(&workspace.reading(*file), Code::Rules);
    }
    !files.is_empty()
}

/// The workspace of a command line: the folder that it names and, behind it, the procedures carried inside.
pub fn workspace(from: &Where, face: &mut Face<'_, '_>) -> Option<Workspace> {
    let mut workspace = Workspace::new();
    if let Some(folder) = from.procedures.as_ref().filter(|folder| folder.is_file()) {
        let beside = folder.parent().filter(|beside| !beside.as_os_str().is_empty()).unwrap_or(Path::new("."));
        face.trouble(&Trouble::NotAFolder { path: name(folder), folder: name(beside) }, Code::Usage);
        return None;
    }
    if let Some(folder) = &from.procedures
        && !add(&mut workspace, folder, None, face)
    {
        return None;
    }
    workspace.add_carried();
    Some(workspace)
}

/// Adds the procedures under a folder, but for one that is there already. Says whether all could be read.
pub fn add(workspace: &mut Workspace, folder: &Path, but: Option<&Path>, face: &mut Face<'_, '_>) -> bool {
    let paths = match under(folder, &["whereas"]) {
        Ok(paths) if paths.len() > limits::FILES => {
            face.trouble(&Trouble::TooManyFiles { path: name(folder) }, Code::Usage);
            return false;
        }
        Ok(paths) => paths,
        Err(trouble) => {
            face.trouble(&trouble, Code::Usage);
            return false;
        }
    };
    if paths.is_empty() {
        face.trouble(&Trouble::NoProcedures { path: name(folder) }, Code::Usage);
        return false;
    }
    let mut good = true;
    for path in paths.iter().filter(|path| but != Some(path.as_path())) {
        match read(path, limits::SOURCE_BYTES, face) {
            Ok(text) => {
                workspace.add(&name(path), &text);
            }
            Err(trouble) => {
                face.trouble(&trouble, Code::Rules);
                good = false;
            }
        }
    }
    good
}
