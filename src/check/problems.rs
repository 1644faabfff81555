//! What was found, never twice at one place.

use std::cell::Cell;
use std::collections::BTreeSet;

use miette::Diagnostic;

use crate::error::{self, Problem};
use crate::limits;
use crate::source::{FileId, Sources, Span};

/// The problems of a check, in the order found.
#[derive(Debug, Default)]
pub(super) struct Problems {
    list: Vec<Problem>,
    seen: BTreeSet<(FileId, usize, String)>,
    /// How often a near name was looked for.
    searches: Cell<usize>,
}

impl Problems {
    /// Says it, unless the same was said of the same place.
    pub(super) fn say(&mut self, file: FileId, diagnostic: impl Diagnostic + Send + Sync + 'static) {
        self.add(Problem::new(file, diagnostic));
    }

    /// Adds one that was made elsewhere.
    pub(super) fn add(&mut self, problem: Problem) {
        if self.seen.insert((problem.file, problem.offset().unwrap_or(0), problem.code())) {
            self.list.push(problem);
        }
    }

    /// The name nearest to one that is not known, as a question. The search is not free, and of more errors than anybody
    /// reads it is left out: a file can hold many thousand names, and as many that are not known.
    pub(super) fn did_you_mean<'n>(&self, name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<String> {
        self.searches.set(self.searches.get() + 1);
        if self.searches.get() > limits::PROBLEMS {
            return None;
        }
        error::did_you_mean(name, known)
    }

    /// How many there are so far.
    pub(super) fn mark(&self) -> usize {
        self.list.len()
    }

    /// Drops those since a mark that say the same as an earlier one since it: a text and its translations share mistakes.
    pub(super) fn once_since(&mut self, mark: usize) {
        let mut said = BTreeSet::new();
        let since = self.list.split_off(mark.min(self.list.len()));
        let new = since.into_iter().filter(|problem| said.insert((problem.code(), problem.diagnostic.to_string())));
        self.list.extend(new);
    }

    /// Whether anything is wrong; warnings do not count.
    pub(super) fn any_error(&self) -> bool {
        self.list.iter().any(|problem| !problem.is_warning())
    }

    /// Drops what only follows from declarations that could not be read: that a name which stands in one of them is not
    /// known, that there is no calendar, that something is unused.
    pub(super) fn without_follow_ups(mut self, broken: &[Span], sources: &Sources) -> Self {
        if broken.is_empty() {
            return self;
        }
        let texts = || broken.iter().map(|span| sources.slice(*span));
        let words: BTreeSet<String> = texts().flat_map(words).map(plain).collect();
        let calendar = texts().any(|text| text.starts_with("calendar"));
        self.list.retain(|problem| match problem.code().as_str() {
            "check::warn_unused" => false,
            "check::no_calendar" => !calendar,
            code if code.starts_with("check::unknown") || code == "check::not_a_member" => {
                let label = problem.diagnostic.labels().and_then(|mut labels| labels.next());
                let at = label.map_or(0..0, |label| label.offset()..label.offset() + label.len());
                let named = sources.get(problem.file).and_then(|source| source.text.get(at)).unwrap_or("");
                !self::words(named).any(|word| words.contains(&plain(word)))
            }
            _ => true,
        });
        self
    }

    /// All of them, by file and place.
    pub(super) fn sorted(mut self) -> Vec<Problem> {
        crate::error::sort(&mut self.list);
        self.list
    }
}

/// A name however it is written: `DaysLeft` and `days_left` are one.
fn plain(name: &str) -> String {
    name.replace('_', "").to_lowercase()
}

/// The names in a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric() && character != '_').filter(|word| !word.is_empty())
}
