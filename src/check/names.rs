//! Every name that is declared: how it is written, that it is declared once, and what it stands for.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::folder::Folder;
use super::problems::Problems;
use super::spelling;
use crate::error::check::{FileError, NameError, TableError};
use crate::limits;
use crate::source::{FileId, Sources, Span};
use crate::syntax::{
    CalendarItem, ChoiceItem, DefineItem, ExceptionItem, FieldLine, Item, Name, ParameterItem, RecordItem, RuleItem,
    SourceItem, TableItem, Unencoded,
};
use crate::value::{ChoiceId, RecordId};

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Thing {
    /// The number of the fact in [`Names::facts`], and so on.
    Fact(usize),
    Parameter(usize),
    Define(usize),
    Table(usize),
    Choice(ChoiceId),
    Record(RecordId),
    Rule(usize),
    Exception(usize),
}

impl Thing {
    /// `a fact`
    pub(super) fn words(self) -> &'static str {
        match self {
            Thing::Fact(_) => "a fact",
            Thing::Parameter(_) => "a parameter",
            Thing::Define(_) => "a define",
            Thing::Table(_) => "a table",
            Thing::Choice(_) => "a choice",
            Thing::Record(_) => "a record",
            Thing::Rule(_) => "a rule",
            Thing::Exception(_) => "an exception",
        }
    }

    /// Whether it has a value that conditions read.
    pub(super) fn is_value(self) -> bool {
        matches!(self, Thing::Fact(_) | Thing::Parameter(_) | Thing::Define(_) | Thing::Table(_))
    }
}

/// A name with what it stands for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Declared {
    pub(super) thing: Thing,
    pub(super) span: Span,
}

/// A member of a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MemberOf {
    pub(super) choice: ChoiceId,
    pub(super) number: u16,
    pub(super) span: Span,
}

/// All declarations of the files that matter, and what each name stands for.
#[derive(Debug, Default)]
pub(super) struct Names<'a> {
    pub(super) things: BTreeMap<Arc<str>, Declared>,
    pub(super) members: BTreeMap<Arc<str>, Vec<MemberOf>>,
    pub(super) sources: BTreeMap<Arc<str>, (usize, Span)>,
    pub(super) facts: Vec<&'a FieldLine>,
    pub(super) parameters: Vec<&'a ParameterItem>,
    pub(super) defines: Vec<&'a DefineItem>,
    pub(super) tables: Vec<&'a TableItem>,
    pub(super) choices: Vec<&'a ChoiceItem>,
    pub(super) records: Vec<&'a RecordItem>,
    pub(super) rules: Vec<&'a RuleItem>,
    pub(super) exceptions: Vec<&'a ExceptionItem>,
    pub(super) source_items: Vec<&'a SourceItem>,
    pub(super) unencoded: Vec<&'a Unencoded>,
    pub(super) calendars: Vec<&'a CalendarItem>,
}

/// Where the first of two is: as a second label in the same file, else in words.
pub(super) fn elsewhere(sources: &Sources, at: Span, first: Span) -> (Option<Span>, String) {
    if at.file == first.file {
        return (Some(first), String::new());
    }
    let place = sources.get(first.file).map(|file| {
        let line = file.position(first.start as usize).line;
        format!("the other is in `{}`, line {line}; ", file.name)
    });
    (None, place.unwrap_or_default())
}

impl<'a> Names<'a> {
    /// Gathers all names, and says what is wrong with them.
    pub(super) fn gather(folder: &Folder<'a>, sources: &Sources, problems: &mut Problems) -> Names<'a> {
        let mut names = Names::default();
        for file in &folder.files {
            let library = file.header.as_ref().is_some_and(|header| header.library);
            for item in &file.items {
                if library {
                    not_in_library(item, problems);
                }
                names.item(item, sources, problems);
            }
        }
        names.members_apart(sources, problems);
        names.within_limits(problems);
        names
    }

    fn within_limits(&self, problems: &mut Problems) {
        let choices = self.choices.iter().map(|item| item.name.span);
        let records =
            self.records.iter().map(|item| item.name.span).chain(self.tables.iter().map(|item| item.name.span));
        at_most("choices", limits::TYPES, choices, problems);
        at_most("records and tables", limits::TYPES, records, problems);
        for choice in &self.choices {
            at_most("members", limits::LIST_ELEMENTS, choice.members.iter().map(|(name, _)| name.span), problems);
        }
    }

    fn item(&mut self, item: &'a Item, sources: &Sources, problems: &mut Problems) {
        match item {
            Item::Use(_) | Item::Example(_) => {}
            Item::Source(item) => {
                spelling::long(&item.name, problems);
                let first = self.sources.get(&item.name.value).map(|(_, span)| *span);
                match first {
                    Some(first) => twice(&item.name, first, sources, problems),
                    None => {
                        self.sources.insert(item.name.value.clone(), (self.source_items.len(), item.name.span));
                    }
                }
                self.source_items.push(item);
            }
            Item::Unencoded(item) => self.unencoded.push(item),
            Item::Calendar(item) => {
                spelling::long(&item.name, problems);
                self.calendars.push(item);
            }
            Item::Choice(item) => {
                let choice = ChoiceId(u16::try_from(self.choices.len()).unwrap_or(u16::MAX));
                spelling::long(&item.name, problems);
                declare(&mut self.things, &item.name, Thing::Choice(choice), sources, problems);
                self.choices.push(item);
                self.choice_members(item, choice, sources, problems);
            }
            Item::Record(item) => {
                let record = RecordId(u16::try_from(self.records.len()).unwrap_or(u16::MAX));
                spelling::long(&item.name, problems);
                declare(&mut self.things, &item.name, Thing::Record(record), sources, problems);
                fields(&item.fields, sources, problems);
                self.records.push(item);
            }
            Item::Table(item) => {
                spelling::camel(&item.name, "the name of a table", problems);
                declare(&mut self.things, &item.name, Thing::Table(self.tables.len()), sources, problems);
                once(item.columns.iter().map(|(name, _)| name), sources, problems);
                for (name, _) in &item.columns {
                    spelling::long(name, problems);
                }
                self.tables.push(item);
            }
            Item::Facts(item) => {
                for fact in &item.facts {
                    spelling::long(&fact.name, problems);
                    declare(&mut self.things, &fact.name, Thing::Fact(self.facts.len()), sources, problems);
                    self.facts.push(fact);
                }
            }
            Item::Parameter(item) => {
                spelling::long(&item.name, problems);
                declare(&mut self.things, &item.name, Thing::Parameter(self.parameters.len()), sources, problems);
                self.parameters.push(item);
            }
            Item::Define(item) => {
                spelling::long(&item.name, problems);
                declare(&mut self.things, &item.name, Thing::Define(self.defines.len()), sources, problems);
                self.defines.push(item);
            }
            Item::Rule(item) => {
                spelling::long(&item.name, problems);
                spelling::rule(&item.name, problems);
                declare(&mut self.things, &item.name, Thing::Rule(self.rules.len()), sources, problems);
                self.rules.push(item);
            }
            Item::Exception(item) => {
                spelling::long(&item.name, problems);
                spelling::rule(&item.name, problems);
                declare(&mut self.things, &item.name, Thing::Exception(self.exceptions.len()), sources, problems);
                self.exceptions.push(item);
            }
        }
    }

    fn choice_members(&mut self, item: &'a ChoiceItem, choice: ChoiceId, sources: &Sources, problems: &mut Problems) {
        once(item.members.iter().map(|(name, _)| name), sources, problems);
        for (number, (name, _)) in item.members.iter().enumerate() {
            spelling::long(name, problems);
            let number = u16::try_from(number).unwrap_or(u16::MAX);
            let member = MemberOf { choice, number, span: name.span };
            let known = self.members.entry(name.value.clone()).or_default();
            if known.iter().all(|other| other.choice != choice) {
                known.push(member);
            }
        }
    }

    fn members_apart(&self, sources: &Sources, problems: &mut Problems) {
        for (name, declared) in self.things.iter().filter(|(_, declared)| declared.thing.is_value()) {
            let Some(member) = self.members.get(name).and_then(|members| members.first()) else { continue };
            let choice = self.choices.get(usize::from(member.choice.0)).map(|choice| choice.name.value.to_string());
            let (same_file, place) = elsewhere(sources, declared.span, member.span);
            let problem = NameError::AlsoMember {
                name: name.to_string(),
                what: declared.thing.words().into(),
                choice: choice.unwrap_or_default(),
                at: declared.span,
                member: same_file,
                help: format!("{place}give one of them another name"),
            };
            problems.say(declared.span.file, problem);
        }
    }
}

fn declare(
    things: &mut BTreeMap<Arc<str>, Declared>,
    name: &Name,
    thing: Thing,
    sources: &Sources,
    problems: &mut Problems,
) {
    match things.get(&name.value) {
        Some(first) => twice(name, first.span, sources, problems),
        None => {
            things.insert(name.value.clone(), Declared { thing, span: name.span });
        }
    }
}

pub(super) fn twice(name: &Name, first: Span, sources: &Sources, problems: &mut Problems) {
    let (first, place) = elsewhere(sources, name.span, first);
    let help = format!("{place}leave one of them out, or give it another name");
    problems.say(name.span.file, NameError::Twice { name: name.value.to_string(), at: name.span, first, help });
}

fn at_most(what: &'static str, limit: usize, mut all: impl Iterator<Item = Span>, problems: &mut Problems) {
    if let Some(at) = all.nth(limit) {
        problems.say(at.file, TableError::TooMany { what, limit, at });
    }
}

/// Says which of the names stand there a second time.
fn once<'n>(names: impl Iterator<Item = &'n Name>, sources: &Sources, problems: &mut Problems) {
    let mut seen = BTreeMap::new();
    for name in names {
        if let Some(first) = seen.get(&name.value) {
            twice(name, *first, sources, problems);
        } else {
            seen.insert(name.value.clone(), name.span);
        }
    }
}

fn fields(fields: &[FieldLine], sources: &Sources, problems: &mut Problems) {
    once(fields.iter().map(|field| &field.name), sources, problems);
    for field in fields {
        spelling::long(&field.name, problems);
        spelling::field(&field.name, problems);
    }
}

fn not_in_library(item: &Item, problems: &mut Problems) {
    let (what, at) = match item {
        Item::Facts(facts) => ("facts", facts.span),
        Item::Rule(rule) => ("rules", rule.name.span),
        Item::Exception(exception) => ("exceptions", exception.name.span),
        Item::Example(example) => ("examples", example.title.span),
        _ => return,
    };
    let file: FileId = at.file;
    problems.say(file, FileError::NotInLibrary { what, at: first_line(at) });
}

/// A declaration of many lines is shown by its first word.
fn first_line(span: Span) -> Span {
    Span { end: span.end.min(span.start + 5), ..span }
}
