//! Texts that nobody could read, and what has no effect at the head of a library.

use super::Checker;
use super::warnings::{filled_in, labels};
use crate::error::check::{TextError, Warning};
use crate::source::Span;
use crate::syntax::Label;

impl Checker<'_> {
    /// Looks at every text of the files that are checked.
    pub(super) fn check_texts(&mut self) {
        for file in self.own_files() {
            for header in file.header.iter().filter(|header| header.library) {
                let force = header.force.as_ref().map(|force| force.span);
                let judged_on = header.judged_on.as_ref().map(|day| day.span);
                for at in [force, judged_on].into_iter().flatten() {
                    self.problems.say(file.id, TextError::LibraryInForce { at });
                }
            }
            let messages = filled_in(file);
            for label in labels(file) {
                let empty =
                    std::iter::once(&label.value.own).chain(label.value.translations.iter().map(|(_, text)| text));
                for (_, at) in empty.zip(places(label)).filter(|(text, _)| text.trim().is_empty()) {
                    self.problems.say(file.id, TextError::Empty { at });
                }
                if !messages.iter().any(|message| message.span == label.span) {
                    self.warn_of_braces(label);
                }
            }
            let citations = file.items.iter().flat_map(|item| item.citations());
            for heading in citations.filter_map(|citation| citation.heading.as_ref()) {
                if heading.value.trim().is_empty() {
                    self.problems.say(file.id, TextError::EmptyHeading { at: heading.span });
                }
            }
        }
    }

    /// `rule approval "{candidate.name} is approved"`
    fn warn_of_braces(&mut self, label: &Label) {
        for at in places(label) {
            let source = self.sources.get(at.file);
            let raw = source.and_then(|source| source.text.get(at.start as usize..at.end as usize)).unwrap_or_default();
            if raw.match_indices('{').any(|(place, _)| !raw.get(..place).is_some_and(|before| before.ends_with('\\'))) {
                self.warn(at.file, Warning::NotFilledIn { at });
            }
        }
    }
}

/// Where each text of a label stands.
fn places(label: &Label) -> impl Iterator<Item = Span> {
    label.spans.iter().copied().chain(std::iter::repeat(label.span)).take(label.spans.len().max(1))
}
