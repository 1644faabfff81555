//! From syntax to model: every name found, every type settled, every error said at once.
//!
//! Names first (`folder`, `names`, `spelling`), then what they are (`types`, `tables`, `constants`, `calendars`,
//! `citations`), then what is said with them (`expressions`, `conditions`, `quantifiers`, `events`, `defines`), and last
//! the rules (`rules`, `exceptions`, `messages`). What is wrong is said once; what rests on it is passed over in
//! silence, as `None`.

mod arithmetic;
mod calendars;
mod citations;
mod conditions;
mod constants;
mod defines;
mod events;
mod exceptions;
mod expressions;
mod find;
mod folder;
mod graph;
mod meaning;
mod mentions;
mod messages;
mod names;
mod parameters;
mod problems;
mod quantifiers;
mod reads;
mod rules;
mod scope;
mod spelling;
mod tables;
mod texts;
mod types;
mod units;
mod walk;
mod warnings;
mod words;

use std::cell::RefCell;
use std::collections::BTreeSet;

use self::defines::Definition;
use self::find::Found;
use self::folder::Folder;
use self::names::{Declared, Names};
use self::problems::Problems;
use self::units::Units;
use crate::error::Problem;
use crate::model::{Choice, Member, Model, Record, Shape, Table};
use crate::source::{FileId, Sources, Span};
use crate::syntax::{File, MessagePiece};
use crate::value::{Cell, RecordId};

/// What became of a check.
#[derive(Debug)]
pub struct Checked {
    /// The rules as they can be run; there where nothing is wrong.
    pub model: Option<Model>,
    /// Errors and warnings, by file and place.
    pub problems: Vec<Problem>,
}

/// Reads the text of a message, raw as it stands at that byte of a file: [`crate::parse::message`]. It is handed over
/// because stages never import one another.
pub type ReadMessage = fn(FileId, &str, usize) -> Result<Vec<MessagePiece>, Vec<Problem>>;

/// Checks one of the files, with all that it uses of the others.
pub fn check(files: &[File], sources: &Sources, main: usize, read_message: ReadMessage) -> Checked {
    let mut problems = Problems::default();
    let Some(file) = files.get(main) else { return Checked { model: None, problems: Vec::new() } };
    let folder = Folder::reach(files, file, sources, &mut problems);
    let names = Names::gather(&folder, sources, &mut problems);
    let mut checker = Checker {
        sources,
        folder,
        names,
        problems,
        read_message,
        choices: Vec::new(),
        records: Vec::new(),
        tables: Vec::new(),
        facts: Shape::default(),
        parameters: Shape::default(),
        defines: Vec::new(),
        units: Units::default(),
        broken: BTreeSet::new(),
        used: RefCell::default(),
        carried: Vec::new(),
        working_days: None,
    };
    let model = checker.model(file);
    let model = model.filter(|_| !checker.problems.any_error());
    let broken: Vec<Span> = checker.folder.files.iter().flat_map(|file| file.broken.iter().copied()).collect();
    Checked { model, problems: checker.problems.without_follow_ups(&broken, sources).sorted() }
}

/// The state of a check.
struct Checker<'a> {
    sources: &'a Sources,
    folder: Folder<'a>,
    names: Names<'a>,
    problems: Problems,
    read_message: ReadMessage,
    choices: Vec<Choice>,
    /// The records in the order declared, then one for the rows of each table.
    records: Vec<Record>,
    tables: Vec<Table>,
    facts: Shape,
    parameters: Shape,
    /// The defines; `None` where one is wrong.
    defines: Vec<Option<Definition>>,
    units: Units,
    /// Fields whose type is wrong, by the place of their names.
    broken: BTreeSet<Span>,
    /// What is read anywhere, by the place of its name.
    used: RefCell<BTreeSet<Span>>,
    /// `event of R`, to be looked at once all records are known.
    carried: Vec<(Span, RecordId)>,
    /// The first place that counts working days.
    working_days: Option<Span>,
}

impl Checker<'_> {
    fn model(&mut self, main: &File) -> Option<Model> {
        self.choices = self.name_choices();
        self.lay_out_records();
        self.lay_out_tables();
        self.lay_out_facts();
        self.carried_records();
        self.fill_tables();
        let (settings, parameter_citations) = self.set_parameters();
        let calendar = self.calendar();
        let unencoded = self.left_out();
        self.check_defines();
        let mut rules = self.check_rules();
        let exceptions = self.check_exceptions(&mut rules);
        for rule in rules.iter_mut().filter_map(|checked| checked.rule.as_mut()) {
            rule.counts = self.counts(rule);
        }
        self.calendar_is_there();
        self.settle_units();
        let items = self.names.rules.clone();
        for (item, checked) in items.into_iter().zip(&rules) {
            if let Some(rule) = &checked.rule {
                self.warn_of_rule(item, &checked.scope, rule);
            }
        }
        if !self.problems.any_error() {
            self.warn_of_unused();
        }
        self.warn_of_untranslated();
        self.check_texts();

        let header = main.header.as_ref()?;
        let unit_classes = self.class_units();
        let defines: Option<Vec<_>> = std::mem::take(&mut self.defines).into_iter().collect();
        let rules: Option<Vec<_>> = rules.into_iter().map(|checked| checked.rule).collect();
        let widest = self.records.iter().map(|record| record.shape.width).max().unwrap_or_default();
        Some(Model {
            name: header.name.value.clone(),
            title: self.text(&header.title),
            version: header.version.as_ref().map(|version| version.value.as_str().into()).unwrap_or_default(),
            language: self.folder.language(main.id).into(),
            sources: self.sources_of(),
            choices: std::mem::take(&mut self.choices),
            records: std::mem::take(&mut self.records),
            tables: std::mem::take(&mut self.tables),
            facts: std::mem::take(&mut self.facts),
            parameters: std::mem::take(&mut self.parameters),
            settings,
            parameter_citations,
            unit_classes,
            calendar,
            defines: defines?.into_iter().map(|define| define.model).collect(),
            rules: rules?,
            exceptions,
            unencoded,
            // Elements of lists are of one cell, of two, or records.
            blank: vec![Cell::Missing; widest.max(3)],
        })
    }

    fn name_choices(&self) -> Vec<Choice> {
        let choices = self.names.choices.iter().map(|item| Choice {
            name: item.name.value.clone(),
            label: self.label(item.title.as_ref(), &item.name),
            members: item
                .members
                .iter()
                .map(|(name, label)| Member { name: name.value.clone(), label: self.label(label.as_ref(), name) })
                .collect(),
        });
        choices.collect()
    }

    /// What a name stands for, where that file sees it.
    fn seen(&self, file: FileId, name: &str) -> Option<Declared> {
        let declared = self.names.things.get(name).copied()?;
        if !self.folder.sees(file, declared.span.file) {
            return None;
        }
        if matches!(declared.thing, names::Thing::Table(_)) {
            self.used.borrow_mut().insert(declared.span);
        }
        Some(declared)
    }

    /// The order of places: by file as reached, then by byte.
    fn rank(&self, span: Span) -> (usize, u32) {
        let file = self.folder.files.iter().position(|file| file.id == span.file);
        (file.unwrap_or(usize::MAX), span.start)
    }

    fn before(&self, span: Span, other: Span) -> bool {
        self.rank(span) < self.rank(other)
    }
}

/// The cells of what is not set.
fn missing(width: usize) -> impl Iterator<Item = Cell> {
    std::iter::repeat_n(Cell::Missing, width)
}
