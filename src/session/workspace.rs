//! From named texts to a compiled procedure.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;

use crate::carried::CARRIED;
use crate::case;
use crate::check;
use crate::document::{self, Chapter};
use crate::error::{did_you_mean, sort};
use crate::limits;
use crate::parse;
use crate::session::{Compiled, Failure, Problem, Source, Sources, digest};
use crate::source::FileId;
use crate::syntax::{File, Item};
use crate::text::Text;

/// The files that procedures are compiled from, by the names that they declare.
#[derive(Debug, Clone, Default)]
pub struct Workspace {
    sources: Sources,
    files: Vec<Entry>,
}

#[derive(Debug, Clone)]
struct Entry {
    id: FileId,
    source: Source,
    /// The name that a carried file declares: it only serves where no other declares that name, and is not read before.
    spare: Option<&'static str>,
    read: OnceLock<(File, Vec<Problem>)>,
}

impl Entry {
    fn read(&self) -> &(File, Vec<Problem>) {
        self.read.get_or_init(|| parse::file(self.id, &self.source))
    }

    fn file(&self) -> &File {
        &self.read().0
    }

    fn problems(&self) -> &[Problem] {
        &self.read().1
    }

    fn name(&self) -> Option<&str> {
        self.spare.or_else(|| self.file().header.as_ref().map(|header| &*header.name.value))
    }
}

/// A file that declares a procedure or library.
#[derive(Debug, Clone)]
pub struct Declared {
    /// The number of its file.
    pub file: FileId,
    /// `appointment`
    pub name: String,
    /// Its title.
    pub title: Text,
    /// What stands after `version`.
    pub version: Option<String>,
    /// Whether it is a library, which cases cannot be held against.
    pub library: bool,
    /// Whether it was added, and is not one that the command carries.
    pub own: bool,
}

impl Workspace {
    /// A workspace without files.
    pub fn new() -> Self {
        Workspace::default()
    }

    /// Adds the procedures that the command carries. A file of the same name that was or will be added stands before.
    pub fn add_carried(&mut self) {
        for (name, text) in CARRIED {
            self.put(Source::new(*name, *text), Some(name.trim_end_matches(".whereas")));
        }
    }

    /// Adds a file under the name that users see.
    pub fn add(&mut self, name: &str, text: &str) -> FileId {
        self.put(Source::new(name, text), None)
    }

    fn put(&mut self, source: Source, spare: Option<&'static str>) -> FileId {
        let id = self.sources.add(source.clone());
        self.files.push(Entry { id, source, spare, read: OnceLock::new() });
        id
    }

    /// All files.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// What the files declare, those that stand behind others of the same name left out, by name.
    pub fn declared(&self) -> Vec<Declared> {
        let mut all: Vec<Declared> = self.files.iter().filter_map(declared).collect();
        all.retain(|one| self.find(&one.name) == Some(one.file));
        all.sort_by(|one, other| one.name.cmp(&other.name));
        all
    }

    /// The first file that declares that name.
    pub fn find(&self, name: &str) -> Option<FileId> {
        let mut named = self.files.iter().filter(|entry| entry.name() == Some(name));
        let mut spare = named.clone().filter(|entry| entry.spare.is_some());
        named.find(|entry| entry.spare.is_none()).or_else(|| spare.next()).map(|entry| entry.id)
    }

    /// The file that was added under that name for users.
    pub fn named(&self, name: &str) -> Option<FileId> {
        let own = self.files.iter().filter(|entry| entry.spare.is_none()).map(|entry| entry.id);
        own.into_iter().find(|id| self.sources.get(*id).is_some_and(|source| &*source.name == name))
    }

    /// Whether that file takes in others.
    pub fn uses(&self, file: FileId) -> bool {
        let items = self.files.get(usize::from(file)).map_or(&[][..], |entry| &entry.file().items);
        items.iter().any(|item| matches!(item, Item::Use(_)))
    }

    /// What that file declares.
    pub fn declared_by(&self, file: FileId) -> Option<Declared> {
        declared(self.files.get(usize::from(file))?)
    }

    /// Files that were added and whose head cannot be read: nobody knows what they declare.
    pub fn headless(&self) -> Vec<FileId> {
        let own = self.files.iter().filter(|entry| entry.spare.is_none() && entry.file().header.is_none());
        own.map(|entry| entry.id).collect()
    }

    /// Those of them that may declare that name: they are called by it, or it stands in them.
    pub fn may_declare(&self, name: &str) -> Vec<FileId> {
        let mentions = |id: &FileId| {
            let Some(source) = self.sources.get(*id) else { return false };
            let stem = Path::new(&*source.name).file_stem().is_some_and(|stem| stem == name);
            let mut words = source.text.split(|c: char| !c.is_alphanumeric() && c != '_');
            stem || words.any(|word| word == name)
        };
        self.headless().into_iter().filter(mentions).collect()
    }

    /// What is wrong with a file by itself, whatever others declare.
    pub fn reading(&self, file: FileId) -> Failure {
        let problems = self.files.get(usize::from(file)).map_or(Vec::new(), |entry| entry.problems().to_vec());
        Failure { problems, sources: self.sources.clone() }
    }

    /// The declared name nearest to one that is not declared.
    pub fn did_you_mean(&self, name: &str) -> Option<String> {
        did_you_mean(name, self.files.iter().filter_map(|entry| entry.name()))
    }

    /// Compiles the procedure that this file declares, with all that it uses.
    pub fn compile(&self, main: FileId) -> Result<Compiled, Failure> {
        let taken = self.taken_in(main);
        let entries = || taken.iter().filter_map(|id| self.files.get(usize::from(*id)));
        let mut problems: Vec<Problem> = entries().flat_map(|entry| entry.problems().iter().cloned()).collect();
        let files: Vec<File> = entries().map(|entry| entry.file().clone()).collect();
        let at = files.iter().position(|file| file.id == main).unwrap_or_default();
        let checked = check::check(&files, &self.sources, at, parse::message);
        // What is left out for an error is no reason to call another thing unused.
        let broken = !problems.is_empty();
        problems.extend(self.without_unread(checked.problems));
        problems.retain(|problem| !broken || problem.code() != "check::warn_unused");
        sort(&mut problems);
        let failed = problems.iter().any(|problem| !problem.is_warning());
        let Some(model) = checked.model.filter(|_| !failed) else {
            return Err(Failure { problems, sources: self.sources.clone() });
        };
        let own = files.iter().filter(|file| file.id == main).flat_map(|file| &file.items);
        let examples = own.filter_map(|item| match item {
            Item::Example(example) => Some((example.title.value.clone(), case::from_example(&model, example))),
            _ => None,
        });
        let examples = examples.collect();
        let languages = files.iter().flat_map(|file| &file.languages).map(|code| code.to_string()).collect();
        let texts = taken.iter().filter_map(|id| self.sources.get(*id)).map(|source| &*source.text);
        let digest = digest::rules(texts);
        Ok(Compiled { model, sources: self.sources.clone(), digest, warnings: problems, languages, examples })
    }

    /// A procedure or library as a chapter of a document, in that language. It has to be free of errors: see
    /// [`Workspace::compile`].
    pub fn chapter(&self, main: FileId, language: &str) -> Option<Chapter> {
        let taken = self.taken_in(main);
        let entries = taken.iter().filter_map(|id| self.files.get(usize::from(*id)));
        let files: Vec<File> = entries.map(|entry| entry.file().clone()).collect();
        document::chapter(&files, main, language)
    }

    /// What `use` does not find may be declared by a file whose head cannot be read: then it is that which is said.
    fn without_unread(&self, mut problems: Vec<Problem>) -> Vec<Problem> {
        let mut unread = BTreeSet::new();
        problems.retain(|problem| {
            let label = problem.diagnostic.labels().and_then(|mut labels| labels.next());
            let text = self.sources.get(problem.file).map_or("", |source| &*source.text);
            let named = label.and_then(|label| text.get(label.offset()..label.offset() + label.len()));
            let files = match named {
                Some(name) if problem.code() == "check::unknown_file" => self.may_declare(name),
                _ => Vec::new(),
            };
            unread.extend(files.iter().copied());
            files.is_empty()
        });
        problems.extend(unread.into_iter().flat_map(|file| self.reading(file).problems));
        problems
    }

    /// Whether that file declares a procedure of that name, or takes it in, however far.
    pub fn takes_in(&self, file: FileId, procedure: &str) -> bool {
        let names = self.taken_in(file).into_iter().filter_map(|id| self.files.get(usize::from(id)));
        names.filter_map(|entry| entry.name()).any(|name| name == procedure)
    }

    /// That file and all that it takes in, however far, each once.
    fn taken_in(&self, main: FileId) -> BTreeSet<FileId> {
        let mut taken = BTreeSet::new();
        let mut open = vec![main];
        while let Some(id) = open.pop() {
            if taken.len() > limits::FILES || !taken.insert(id) {
                continue;
            }
            let items = self.files.get(usize::from(id)).map_or(&[][..], |entry| &entry.file().items);
            let uses = items.iter().filter_map(|item| match item {
                Item::Use(used) => Some(&used.names),
                _ => None,
            });
            for name in uses.flatten() {
                open.extend(self.twins(&name.value));
            }
        }
        taken
    }

    /// The files that were added, with all that they take in; where none was, those that the command carries.
    pub(super) fn at_hand(&self) -> Vec<&File> {
        let own = self.files.iter().any(|entry| entry.spare.is_none());
        let declared = self.declared().into_iter().filter(|one| one.own || !own);
        let taken: BTreeSet<FileId> = declared.flat_map(|one| self.taken_in(one.file)).collect();
        taken.iter().filter_map(|id| self.files.get(usize::from(*id))).map(Entry::file).collect()
    }

    /// Every file that declares that name, so that checking can show both places.
    fn twins(&self, name: &str) -> Vec<FileId> {
        let named = self.files.iter().filter(|entry| entry.name() == Some(name));
        let own: Vec<FileId> = named.filter(|entry| entry.spare.is_none()).map(|entry| entry.id).collect();
        if own.is_empty() { self.find(name).into_iter().collect() } else { own }
    }
}

fn declared(entry: &Entry) -> Option<Declared> {
    let file = entry.file();
    file.header.as_ref().map(|header| Declared {
        file: file.id,
        name: header.name.value.to_string(),
        title: header.title.value.clone(),
        version: header.version.as_ref().map(|version| version.value.clone()),
        library: header.library,
        own: entry.spare.is_none(),
    })
}
