//! What rules, tables, parameters and defines rest on.

use super::Checker;
use crate::error::check::{NameError, RuleError};
use crate::model::{self, Authority};
use crate::syntax::{self, CitationClause};

impl Checker<'_> {
    /// All sources and practices.
    pub(super) fn sources_of(&self) -> Vec<model::Source> {
        let sources = self.names.source_items.iter().map(|item| model::Source {
            name: item.name.value.clone(),
            title: self.text(&item.title),
            practice: item.practice,
            dated: item.dated.map(|day| day.value),
            link: item.link.as_ref().map(|link| link.value.as_str().into()),
        });
        sources.collect()
    }

    /// The passages of these clauses.
    pub(super) fn citations(&mut self, clauses: &[CitationClause]) -> Vec<model::Citation> {
        let mut citations = Vec::new();
        for clause in clauses {
            let authority = if clause.inferred { Authority::Inferred } else { Authority::Stated };
            citations.extend(clause.citations.iter().filter_map(|citation| self.citation(citation, authority)));
        }
        citations
    }

    fn citation(&mut self, citation: &syntax::Citation, authority: Authority) -> Option<model::Citation> {
        let file = citation.span.file;
        let name = &citation.source;
        let Some((source, span)) = self.names.sources.get(&name.value).copied() else {
            if !self.folder.has_gap(file) {
                let known = self.names.sources.iter().filter(|(_, (_, span))| self.folder.sees(file, span.file));
                let help = self.problems.did_you_mean(&name.value, known.map(|(name, _)| &**name)).or_else(|| {
                    Some(format!("declare it: `source {} \"…\"`, or `practice` for house practice", name.value))
                });
                let problem = NameError::Unknown { kind: "source", name: name.value.to_string(), at: name.span, help };
                self.problems.say(file, problem);
            }
            return None;
        };
        if !self.folder.sees(file, span.file) {
            let problem = self.not_used(file, name, span.file);
            self.add(problem);
            return None;
        }
        let practice = self.names.source_items.get(source).is_some_and(|item| item.practice);
        if !practice && citation.heading.is_none() && citation.number.is_none() {
            let source_name = name.value.to_string();
            self.problems.say(file, RuleError::NoPassage { source_name, at: citation.span });
            return None;
        }
        Some(model::Citation {
            source,
            heading: citation.heading.as_ref().map(|heading| heading.value.as_str().into()),
            number: citation.number.map(|number| number.value),
            authority: if practice { Authority::Practice } else { authority },
        })
    }

    /// Passages left out, and why.
    pub(super) fn left_out(&mut self) -> Vec<(model::Citation, crate::text::Text)> {
        let items = self.names.unencoded.clone();
        let cited = items.into_iter().filter_map(|item| {
            let citation = self.citation(&item.citation, Authority::Stated)?;
            Some((citation, self.text(&item.reason)))
        });
        cited.collect()
    }
}

/// Whether it rests on nothing but practice.
pub(super) fn is_practice(citations: &[model::Citation]) -> bool {
    !citations.is_empty() && citations.iter().all(|citation| citation.authority == Authority::Practice)
}
