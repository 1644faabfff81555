//! From procedures and the list of a source's passages to what rests on each passage.

use std::collections::BTreeSet;

use crate::carried::LISTS;
use crate::error::passages::ListError;
use crate::error::{did_you_mean, sort};
use crate::passages::{self, List, cited};
use crate::session::{Failure, Problem, Source, Sources, Workspace};
use crate::source::Span;
use crate::syntax::{self, File, Item};
use crate::text::Text;

pub use crate::passages::{Change, Passage, Sentence, changes, sentences, written};

/// From so many headings on, they are not told one by one.
const HEADINGS: usize = 10;

/// The lists of the passages of sources that the command carries.
pub fn carried_lists() -> &'static [(&'static str, &'static str)] {
    LISTS
}

/// What rests on each passage of a source.
#[derive(Debug, Clone)]
pub struct Coverage {
    /// The source, as procedures call it.
    pub source: String,
    /// Its title.
    pub title: Text,
    /// Its passages, in the order of its list.
    pub passages: Vec<Covered>,
    /// What rests on a whole heading, or on a passage that the list does not have.
    resting: Vec<Resting>,
    /// Passages that nothing rests on, and citations of passages that the list does not have.
    pub problems: Vec<Problem>,
    /// The sources that these point into.
    pub sources: Sources,
}

/// A passage with what rests on it.
#[derive(Debug, Clone)]
pub struct Covered {
    /// The passage.
    pub passage: Passage,
    /// What rests on it, by procedure and name.
    pub used: Vec<Use>,
    /// Why it is left out.
    pub left_out: Vec<LeftOut>,
}

/// A declaration that rests on a passage.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use {
    /// The procedure or library.
    pub procedure: String,
    /// `rule`, `exception`, `define`, `table` or `parameter`; `unencoded` for what leaves a passage out
    pub kind: &'static str,
    /// Its name; of `unencoded`, the passage.
    pub name: String,
    /// Whether it cites the whole heading.
    pub whole: bool,
    /// Whether it is our reading.
    pub inferred: bool,
}

/// Why a passage is left out.
#[derive(Debug, Clone)]
pub struct LeftOut {
    /// The procedure or library that says so.
    pub procedure: String,
    /// Why.
    pub reason: Text,
}

/// A citation with what it stands in.
#[derive(Debug, Clone)]
struct Resting {
    heading: String,
    number: Option<u32>,
    at: Span,
    what: What,
}

#[derive(Debug, Clone)]
enum What {
    Used(Use),
    LeftOut(LeftOut),
}

impl Resting {
    /// Without a number it is the whole heading that is cited.
    fn names(&self, passage: &Passage) -> bool {
        self.heading == passage.heading && self.number.is_none_or(|number| number == passage.number)
    }
}

impl Coverage {
    /// What has to be looked at again after this change: all that rests on the passage as it stood before or leaves it out,
    /// and all that rests on the heading that it now stands under.
    pub fn shaken(&self, change: &Change) -> Vec<Use> {
        let used = self.resting.iter().filter(|resting| {
            let before = change.before().is_some_and(|passage| resting.names(passage));
            let after = change.after().filter(|_| resting.number.is_none());
            before || after.is_some_and(|passage| resting.names(passage))
        });
        let left_out = |resting: &Resting, left_out: &LeftOut| Use {
            procedure: left_out.procedure.clone(),
            kind: "unencoded",
            name: cited(&self.source, &resting.heading, resting.number),
            whole: resting.number.is_none(),
            inferred: false,
        };
        once(used.map(|resting| match &resting.what {
            What::Used(used) => used.clone(),
            What::LeftOut(reason) => left_out(resting, reason),
        }))
    }

    /// What has to be looked at again after these changes, each declaration once, however it cites what has changed.
    pub fn all_shaken(&self, changes: &[Change]) -> Vec<Use> {
        let bare = |used: Use| Use { whole: false, inferred: false, ..used };
        once(changes.iter().flat_map(|change| self.shaken(change)).map(bare))
    }

    /// The passages as the list has them.
    pub fn listed(&self) -> Vec<Passage> {
        self.passages.iter().map(|one| one.passage.clone()).collect()
    }
}

/// Each declaration once; where it cites a passage several times, as it cites it most closely.
fn once(uses: impl Iterator<Item = Use>) -> Vec<Use> {
    let mut all: Vec<Use> = uses.collect::<BTreeSet<_>>().into_iter().collect();
    all.dedup_by(|one, other| (&one.procedure, one.kind, &one.name) == (&other.procedure, other.kind, &other.name));
    all
}

impl Workspace {
    /// The sources that the procedures declare, practices left out: name and title.
    pub fn declared_sources(&self) -> Vec<(String, Text)> {
        let items = self.at_hand().into_iter().flat_map(|file| &file.items);
        let declared = items.filter_map(|item| match item {
            Item::Source(source) if !source.practice => {
                Some((source.name.value.to_string(), source.title.value.clone()))
            }
            _ => None,
        });
        declared.collect()
    }

    /// What rests on each passage of a list, or what is wrong with the list itself.
    pub fn coverage(&self, name: &str, list_name: &str, list_text: &str) -> Result<Coverage, Failure> {
        let mut sources = self.sources().clone();
        let text = Source::new(list_name, list_text);
        let file = sources.add(text.clone());
        let failure = |problems| Failure { problems, sources: sources.clone() };
        let list = passages::list(name, file, &text).map_err(failure)?;
        let declared = self.declared_sources();
        let Some((_, title)) = declared.iter().find(|(known, _)| known == name) else {
            let help = did_you_mean(name, declared.iter().map(|(known, _)| &**known))
                .unwrap_or_else(|| "a list is called by the name of its source, as in `page.toml`".into());
            let at = Span::new(file, 0, 1);
            return Err(failure(vec![Problem::new(file, ListError::NoSource { name: name.into(), help, at })]));
        };
        let files = self.at_hand();
        let resting: Vec<Resting> = files.into_iter().flat_map(|file| resting(file, name)).collect();
        let mut problems = open(&list, &resting);
        problems.extend(not_listed(&list, &resting));
        sort(&mut problems);
        let covered = list.passages.iter().map(|(passage, _)| {
            let naming = || resting.iter().filter(|resting| resting.names(passage));
            let used = naming().filter_map(|resting| match &resting.what {
                What::Used(used) => Some(used.clone()),
                What::LeftOut(_) => None,
            });
            let left_out = naming().filter_map(|resting| match &resting.what {
                What::LeftOut(left_out) => Some(left_out.clone()),
                What::Used(_) => None,
            });
            Covered { passage: passage.clone(), used: once(used), left_out: left_out.collect() }
        });
        let passages = covered.collect();
        Ok(Coverage { source: list.source, title: title.clone(), passages, resting, problems, sources })
    }
}

/// All that a file rests on that source.
fn resting(file: &File, source: &str) -> Vec<Resting> {
    let procedure = file.header.as_ref().map_or("", |header| &*header.name.value);
    let mut found = Vec::new();
    let mut add = |citation: &syntax::Citation, what: What| {
        if &*citation.source.value == source {
            let heading = citation.heading.as_ref().map(|heading| heading.value.clone()).unwrap_or_default();
            let number = citation.number.as_ref().map(|number| number.value);
            found.push(Resting { heading, number, at: citation.span, what });
        }
    };
    for item in &file.items {
        if let Item::Unencoded(item) = item {
            let left_out = LeftOut { procedure: procedure.to_owned(), reason: item.reason.value.clone() };
            add(&item.citation, What::LeftOut(left_out));
        }
        let Some((kind, name)) = declaration(item) else { continue };
        for clause in item.citation_clauses() {
            for citation in &clause.citations {
                let used = Use {
                    procedure: procedure.to_owned(),
                    kind,
                    name: name.value.to_string(),
                    whole: citation.number.is_none(),
                    inferred: clause.inferred,
                };
                add(citation, What::Used(used));
            }
        }
    }
    found
}

fn declaration(item: &Item) -> Option<(&'static str, &syntax::Name)> {
    match item {
        Item::Rule(item) => Some(("rule", &item.name)),
        Item::Exception(item) => Some(("exception", &item.name)),
        Item::Define(item) => Some(("define", &item.name)),
        Item::Table(item) => Some(("table", &item.name)),
        Item::Parameter(item) => Some(("parameter", &item.name)),
        _ => None,
    }
}

/// Passages that nothing names.
fn open(list: &List, resting: &[Resting]) -> Vec<Problem> {
    let unnamed = list.passages.iter().filter(|(passage, _)| !resting.iter().any(|resting| resting.names(passage)));
    let said = unnamed.map(|(passage, at)| {
        let passage = cited(&list.source, &passage.heading, Some(passage.number));
        Problem::new(at.file, ListError::Open { passage, at: *at })
    });
    said.collect()
}

/// Citations of passages that the list does not have.
fn not_listed(list: &List, resting: &[Resting]) -> Vec<Problem> {
    let known = |resting: &&Resting| list.passages.iter().any(|(passage, _)| resting.names(passage));
    let said = resting.iter().filter(|resting| !known(resting)).map(|resting| {
        let passage = cited(&list.source, &resting.heading, resting.number);
        let (name, help) = (list.source.clone(), instead(list, &resting.heading));
        Problem::new(resting.at.file, ListError::NotListed { name, passage, help, at: resting.at })
    });
    said.collect()
}

/// Which passages there are, for one that there is not.
fn instead(list: &List, heading: &str) -> String {
    let under = list.passages.iter().filter(|(passage, _)| passage.heading == heading);
    if let Some(last) = under.map(|(passage, _)| passage.number).max() {
        return match heading {
            "" => format!("the last sentence without a heading is {last}"),
            _ => format!("the last sentence under this heading is {last}"),
        };
    }
    let mut headings: Vec<&str> = list.passages.iter().map(|(passage, _)| &*passage.heading).collect();
    headings.dedup();
    did_you_mean(heading, headings.iter().copied()).unwrap_or_else(|| {
        let headings: Vec<String> = headings.iter().map(|heading| format!("`{heading}`")).collect();
        match headings.get(..HEADINGS) {
            Some(_) => format!("`whereas sources` shows the headings of `{}`", list.source),
            None => format!("the headings are {}", headings.join(", ")),
        }
    })
}
