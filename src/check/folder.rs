//! From the files of a folder tree to those that matter for one of them, and who sees whom.

use std::collections::{BTreeMap, BTreeSet};

use super::problems::Problems;
use crate::error::check::FileError;
use crate::limits;
use crate::source::{FileId, Sources};
use crate::syntax::{File, Item, Name};

/// The files that are reached from one file by `use`.
#[derive(Debug)]
pub(super) struct Folder<'a> {
    /// The files, used ones before those that use them, else by name.
    pub(super) files: Vec<&'a File>,
    by_id: BTreeMap<FileId, &'a File>,
    /// For each file, those whose declarations it sees; itself among them.
    sees: BTreeMap<FileId, BTreeSet<FileId>>,
    /// Files that see one with a `use` that leads nowhere: what is not found there may be declared elsewhere.
    gaps: BTreeSet<FileId>,
}

struct Walk<'a, 'p> {
    named: BTreeMap<&'a str, Vec<&'a File>>,
    sources: &'p Sources,
    problems: &'p mut Problems,
    files: Vec<&'a File>,
    edges: BTreeMap<FileId, BTreeSet<FileId>>,
    gaps: BTreeSet<FileId>,
}

impl<'a> Folder<'a> {
    /// What is reached from `main`.
    pub(super) fn reach(all: &'a [File], main: &'a File, sources: &Sources, problems: &mut Problems) -> Self {
        let mut named: BTreeMap<&str, Vec<&File>> = BTreeMap::new();
        for file in all {
            if let Some(header) = &file.header {
                named.entry(&header.name.value).or_default().push(file);
            }
        }
        let mut walk =
            Walk { named, sources, problems, files: Vec::new(), edges: BTreeMap::new(), gaps: BTreeSet::new() };
        walk.visit(main, &mut Vec::new());
        let sees: BTreeMap<_, _> = walk.files.iter().map(|file| (file.id, closure(&walk.edges, file.id))).collect();
        let gaps = sees.iter().filter(|(_, seen)| !seen.is_disjoint(&walk.gaps)).map(|(id, _)| *id).collect();
        let by_id = walk.files.iter().map(|file| (file.id, *file)).collect();
        Folder { files: walk.files, by_id, sees, gaps }
    }

    /// Whether a file sees the declarations of another.
    pub(super) fn sees(&self, file: FileId, other: FileId) -> bool {
        self.sees.get(&file).is_some_and(|seen| seen.contains(&other))
    }

    /// Whether a name that is not found in that file may be declared in one that could not be taken in.
    pub(super) fn has_gap(&self, file: FileId) -> bool {
        self.gaps.contains(&file)
    }

    /// The file of that number.
    pub(super) fn file(&self, id: FileId) -> Option<&'a File> {
        self.by_id.get(&id).copied()
    }

    /// Whether that file is a library.
    pub(super) fn is_library(&self, id: FileId) -> bool {
        self.file(id).and_then(|file| file.header.as_ref()).is_some_and(|header| header.library)
    }

    /// The language of that file.
    pub(super) fn language(&self, id: FileId) -> &str {
        let header = self.file(id).and_then(|file| file.header.as_ref());
        header.and_then(|header| header.language.as_ref()).map_or("en", |language| &language.value)
    }
}

fn closure(edges: &BTreeMap<FileId, BTreeSet<FileId>>, from: FileId) -> BTreeSet<FileId> {
    let (mut seen, mut next) = (BTreeSet::from([from]), vec![from]);
    while let Some(id) = next.pop() {
        next.extend(edges.get(&id).into_iter().flatten().filter(|other| seen.insert(**other)));
    }
    seen
}

impl<'a> Walk<'a, '_> {
    fn visit(&mut self, file: &'a File, path: &mut Vec<&'a File>) {
        path.push(file);
        self.edges.insert(file.id, BTreeSet::new());
        let uses = file.items.iter().filter_map(|item| if let Item::Use(used) = item { Some(used) } else { None });
        let mut names: BTreeMap<&str, &Name> = BTreeMap::new();
        for name in uses.flat_map(|used| &used.names) {
            if let Some(first) = names.get(&*name.value) {
                let twice = FileError::Twice { name: name.value.to_string(), at: name.span, first: first.span };
                self.problems.say(file.id, twice);
            } else {
                names.insert(&name.value, name);
            }
        }
        for name in names.into_values() {
            if let Some(target) = self.target(file, name) {
                self.take_in(file, name, target, path);
            } else {
                self.gaps.insert(file.id);
            }
        }
        path.pop();
        self.files.push(file);
    }

    fn target(&mut self, file: &'a File, name: &Name) -> Option<&'a File> {
        let library = file.header.as_ref().is_some_and(|header| header.library);
        let found = self.named.get(&*name.value).map(Vec::as_slice).unwrap_or_default();
        match found {
            [] => {
                let others = self.named.iter().filter(|(_, files)| files.iter().all(|other| other.id != file.id));
                let help = self
                    .problems
                    .did_you_mean(&name.value, others.map(|(other, _)| *other))
                    .or_else(|| Some("a file is named by its first line, as in `library alliance \"…\"`".into()));
                self.problems.say(file.id, FileError::Unknown { name: name.value.to_string(), at: name.span, help });
                None
            }
            [target] if library && target.header.as_ref().is_some_and(|header| !header.library) => {
                let at = name.span;
                self.problems.say(file.id, FileError::LibraryUsesProcedure { name: name.value.to_string(), at });
                None
            }
            [target] => Some(target),
            several => {
                let mut files: Vec<_> =
                    several.iter().filter_map(|file| Some(format!("`{}`", self.sources.get(file.id)?.name))).collect();
                files.sort();
                let files = super::words::list(&files, "and");
                self.problems.say(file.id, FileError::Which { name: name.value.to_string(), files, at: name.span });
                None
            }
        }
    }

    fn take_in(&mut self, file: &'a File, name: &Name, target: &'a File, path: &mut Vec<&'a File>) {
        self.edges.entry(file.id).or_default().insert(target.id);
        if let Some(from) = path.iter().position(|on_path| on_path.id == target.id) {
            let circle = path.iter().skip(from).filter_map(|file| Some(&*file.header.as_ref()?.name.value));
            let circle: Vec<&str> = circle.chain([&*name.value]).collect();
            let cycle = match circle.as_slice() {
                [_, _] => "leave it out".to_owned(),
                _ => format!(
                    "{}; put what both need into a library of its own, and use that from both",
                    super::words::chain(&circle, "uses", "which uses")
                ),
            };
            self.problems.say(file.id, FileError::Circular { name: name.value.to_string(), cycle, at: name.span });
        } else if !self.edges.contains_key(&target.id) {
            if self.edges.len() >= limits::FILES {
                self.problems.say(file.id, FileError::TooMany { limit: limits::FILES, at: name.span });
                self.gaps.insert(file.id);
            } else {
                self.visit(target, path);
            }
        }
    }
}
