//! What was found, never twice at one place.

use std::collections::BTreeSet;

use miette::Diagnostic;

use crate::error::Problem;
use crate::source::FileId;

/// The problems of a check, in the order found.
#[derive(Debug, Default)]
pub(super) struct Problems {
    list: Vec<Problem>,
    seen: BTreeSet<(FileId, usize, String)>,
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

    /// Whether anything is wrong; warnings do not count.
    pub(super) fn any_error(&self) -> bool {
        self.list.iter().any(|problem| !problem.is_warning())
    }

    /// All of them, by file and place.
    pub(super) fn sorted(mut self) -> Vec<Problem> {
        crate::error::sort(&mut self.list);
        self.list
    }
}
