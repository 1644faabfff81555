//! Cells by their names: which fact it is that was read, and what the reader is told of it.

use std::collections::HashMap;

use crate::case::{Case, Part, leaves};
use crate::evaluate::cells;
use crate::evaluate::view::Trace;
use crate::model::Model;
use crate::report::Read;
use crate::show::{self, Language};
use crate::text::Text;
use crate::value::{Cell, Type, Value};

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

    /// A cell as it is told to the reader.
    pub fn read(&self, cell: &Cell, language: &str) -> Option<Read> {
        self.of(cell).map(|named| self.told(named, language))
    }

    fn told(&self, named: &Named<'_>, language: &str) -> Read {
        let value = shown::cell(self.model, &named.ty, named.cell, language);
        let number = shown::is_number(&named.ty);
        Read { fact: named.path.clone(), label: self.label(named, language), value, number }
    }

    /// What a cell is called: `Takes effect on`, `Documents, 2nd (Letter 12): Level`, `Vacancy announced, day`.
    pub fn label(&self, named: &Named<'_>, language: &str) -> String {
        self.part_label(named, named, language)
    }

    /// What a whole is called, with the part of it that a cell is: `Draft sent, by whom`.
    pub fn part_label(&self, whole: &Named<'_>, cell: &Named<'_>, language: &str) -> String {
        let whole = self.whole_label(whole, language);
        part(cell, language).map_or_else(|| whole.clone(), |part| format!("{whole}, {part}"))
    }

    /// What a cell is called, without the part of it that is meant.
    pub fn whole_label(&self, named: &Named<'_>, language: &str) -> String {
        let mut told: Vec<String> = Vec::new();
        let mut itself = false;
        for whole in named.wholes.iter().filter_map(|index| self.all.get(*index)) {
            let Some((number, rest)) = named.path.strip_prefix(&*whole.path).map(place_in) else { continue };
            let label = whole.label.show(language);
            match (whole.ty.bare(), whole.cell) {
                (Type::List(_), _) => told.push(format!("{label}, {}", self.place(whole, number, language))),
                // Where an event happened once, nobody asks which time is meant.
                (_, Cell::Known(Value::Event(occurrences))) if occurrences.len() > 1 => {
                    told.push(format!("{label}, {}", show::place(number, language)));
                }
                _ => continue,
            }
            itself = ["", ".from", ".until", ".on", ".by"].contains(&rest);
        }
        if !itself {
            told.push(named.label.show(language).to_owned());
        }
        told.join(show::colon(language))
    }

    /// What an element of a list is called: `Documents, 2nd (Letter 12)`.
    pub fn element(&self, list: &Cell, number: usize, language: &str) -> Option<String> {
        let list = self.of(list)?;
        Some(format!("{}, {}", self.whole_label(list, language), self.place(list, number, language)))
    }

    /// `2nd (Letter 12)`
    fn place(&self, list: &Named<'_>, number: usize, language: &str) -> String {
        let place = show::place(number, language);
        let (Type::List(ty), Cell::Known(Value::List(elements))) = (list.ty.bare(), list.cell) else { return place };
        let name = elements.elements().nth(number).and_then(|cells| shown::naming(self.model, ty.bare(), cells));
        name.map_or_else(|| place.clone(), |name| format!("{place} ({name})"))
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

/// The number of an element, counted from 0, and the path within it, from the path within its list or event.
fn place_in(path: &str) -> (usize, &str) {
    let found = path.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    // The first occurrence of an event has no number.
    found.and_then(|(number, rest)| Some((number.parse().ok()?, rest))).unwrap_or((0, path))
}

/// Which part of what is labelled a cell is, where it is one.
fn part(named: &Named<'_>, language: &str) -> Option<&'static str> {
    let (english, french) = match named.part {
        Part::Whole | Part::Presence | Part::Element(_) => return None,
        Part::From => ("first day", "premier jour"),
        Part::Until => ("last day", "dernier jour"),
        Part::Day(_) => ("day", "jour"),
        Part::Actor(_) => ("by whom", "par qui"),
    };
    Some(match Language::of(language) {
        Language::English => english,
        Language::French => french,
    })
}
