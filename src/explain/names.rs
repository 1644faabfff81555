//! Cells by their names: which fact it is that was read, and what the reader is told of it.

use std::collections::HashMap;

use crate::case::{Case, Part, leaves};
use crate::evaluate::cells;
use crate::evaluate::view::Trace;
use crate::model::Model;
use crate::report::Read;
use crate::text::Text;
use crate::value::{Cell, Type};

use super::shown;

/// Every cell of a case, by its address.
pub(crate) struct Names<'n> {
    pub model: &'n Model,
    by_address: HashMap<*const Cell, usize>,
    all: Vec<Named<'n>>,
}

/// A cell with its name.
#[derive(Debug, Clone)]
pub(crate) struct Named<'n> {
    pub path: String,
    pub label: Text,
    pub part: Part,
    pub ty: Type,
    pub unit_class: Option<u16>,
    pub cell: &'n Cell,
    /// The wholes that it is a part of, by index, the innermost last: an occurrence's event, an element's list.
    wholes: Vec<usize>,
}

impl<'n> Names<'n> {
    /// Names every cell of a case.
    pub fn new(model: &'n Model, case: &'n Case) -> Self {
        let mut by_address = HashMap::new();
        for (shape, all) in [(&model.facts, &case.cells), (&model.parameters, &case.settings)] {
            cells::each(model, shape, all, &mut |cell, _| {
                let address: *const Cell = cell;
                by_address.insert(address, cell);
            });
        }
        let mut names = Names { model, by_address: HashMap::new(), all: Vec::new() };
        let mut wholes: Vec<(usize, String)> = Vec::new();
        leaves(model, case, &mut |leaf| {
            let address: *const Cell = leaf.cell;
            let Some(&cell) = by_address.get(&address) else { return };
            let part_of = |whole: &str| {
                leaf.path.strip_prefix(whole).is_some_and(|rest| rest.starts_with('.') || rest.starts_with('['))
            };
            while wholes.last().is_some_and(|(_, whole)| !part_of(whole)) {
                wholes.pop();
            }
            let index = names.all.len();
            names.by_address.insert(address, index);
            names.all.push(Named {
                path: leaf.path.to_owned(),
                label: leaf.label.clone(),
                part: leaf.part,
                ty: leaf.ty.clone(),
                unit_class: leaf.unit_class,
                cell,
                wholes: wholes.iter().map(|(index, _)| *index).collect(),
            });
            if matches!(leaf.ty.bare(), Type::List(_) | Type::Event { .. }) {
                wholes.push((index, leaf.path.to_owned()));
            }
        });
        names
    }

    /// All cells, in the order of the model.
    pub fn iter(&self) -> impl Iterator<Item = &Named<'n>> {
        self.all.iter()
    }

    /// The cell's name.
    pub fn of(&self, cell: &Cell) -> Option<&Named<'n>> {
        let address: *const Cell = cell;
        self.all.get(*self.by_address.get(&address)?)
    }

    /// The cell's path.
    pub fn path(&self, cell: &Cell) -> Option<&str> {
        self.of(cell).map(|named| &*named.path)
    }

    /// A cell as it is told to the reader.
    pub fn read(&self, cell: &Cell, language: &str) -> Option<Read> {
        self.of(cell).map(|named| self.told(named, language))
    }

    fn told(&self, named: &Named<'_>, language: &str) -> Read {
        let value = shown::cell(self.model, &named.ty, named.cell, language);
        Read { fact: named.path.clone(), label: label(named, language), value }
    }

    /// The names of what was read, in the order of the model.
    pub fn read_by(&self, trace: &Trace) -> Vec<&Named<'n>> {
        let addresses = trace.addresses();
        let mut indices: Vec<usize> =
            addresses.iter().filter_map(|address| self.by_address.get(address).copied()).collect();
        indices.sort_unstable();
        indices.into_iter().filter_map(|index| self.all.get(index)).collect()
    }

    /// What was read, whole events and lists instead of their parts.
    pub fn reads(&self, trace: &Trace, language: &str) -> Vec<Read> {
        let whole_read = |index: &usize| self.all.get(*index).is_some_and(|whole| trace.has(whole.cell));
        let read = self.read_by(trace).into_iter();
        read.filter(|named| !named.wholes.iter().any(whole_read)).map(|named| self.told(named, language)).collect()
    }
}

/// The label of a cell, with the part where it is one.
pub(crate) fn label(named: &Named<'_>, language: &str) -> String {
    let label = named.label.show(language);
    let french = crate::show::Language::of(language) == crate::show::Language::French;
    let part = match (named.part, french) {
        (Part::Whole | Part::Presence, _) => return label.to_owned(),
        (Part::Element(at), _) => return format!("{label} [{at}]"),
        (Part::From, false) => "first day",
        (Part::From, true) => "premier jour",
        (Part::Until, false) => "last day",
        (Part::Until, true) => "dernier jour",
        (Part::Day(_), false) => "day",
        (Part::Day(_), true) => "jour",
        (Part::Actor(_), false) => "by whom",
        (Part::Actor(_), true) => "par qui",
    };
    format!("{label}, {part}")
}
