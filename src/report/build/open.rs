//! The facts that would decide what is undetermined: what is missing, in dispute or in a range.

use super::{Builder, Request};
use crate::case::Part;
use crate::evaluate::relevance::{Unknown, deciding, reads};
use crate::evaluate::view::{Supposition, View, World};
use crate::evaluate::{Element, Finding, Outcomes, cases};
use crate::explain::names::{Named, Names};
use crate::explain::shown;
use crate::limits;
use crate::model::{Listing, Rule};
use crate::report::{Disputed, Missing};
use crate::value::{Cell, Day, Occurrence, Value};

impl<'b> Builder<'b> {
    /// The facts in dispute or in a range that would decide a rule: those of which some value alone changes its possible
    /// outcomes; where nothing else would decide it either, all that it reads. Noted for the whole report too.
    pub(super) fn in_dispute<'a>(&mut self, view: View<'a, '_>, rule: &'a Rule, finding: &Finding) -> Vec<String> {
        let world = World::new(self.request.model, view.world.facts, view.world.settings, self.request.today);
        let view = view.in_world(&world);
        let names = self.names;
        let read = names.read_by(&reads(view, rule));
        let doubtful = |named: &&Named<'_>| matches!(named.cell, Cell::Disputed(_) | Cell::Between(..));
        let open: Vec<&Named<'_>> = read.iter().copied().filter(doubtful).collect();
        let changes = |cell: &Cell, value: &Cell| {
            let possible = possible_if(view, &Supposition { cell, value, range: None, next: view.supposed }, rule);
            world.forget_stop();
            possible != finding.judgement.possible
        };
        let decides = |named: &&Named<'_>| match named.cell {
            Cell::Disputed(values) => values.iter().any(|value| changes(named.cell, value)),
            Cell::Between(first, last) => {
                [first, last].into_iter().any(|day| changes(named.cell, &Cell::Known(Value::Date(*day))))
            }
            _ => false,
        };
        let deciding: Vec<&Named<'_>> = open.iter().copied().filter(decides).collect();
        let nothing_missing = !self.missing.iter().any(|missing| missing.rules.iter().any(|name| **name == *rule.name));
        let told = if deciding.is_empty() && nothing_missing { open } else { deciding };
        if told.is_empty() && nothing_missing {
            return self.first_on_one_day(rule, &read);
        }
        for named in &told {
            let of_report = self.disputed.iter_mut().find(|disputed| disputed.fact == named.path);
            if let Some(disputed) = of_report
                && !disputed.rules.iter().any(|name| **name == *rule.name)
            {
                disputed.rules.push(rule.name.to_string());
            }
        }
        told.into_iter().map(|named| named.path.clone()).collect()
    }

    /// Events that a rule reads of which several share the first day, by different actors: nobody knows who was first.
    fn first_on_one_day(&mut self, rule: &Rule, read: &[&Named<'_>]) -> Vec<String> {
        let Request { model, language, .. } = self.request;
        let names = self.names;
        let mut paths = Vec::new();
        for named in read {
            let Cell::Known(Value::Event(occurrences)) = named.cell else { continue };
            let known = |occurrence: &&Occurrence| matches!(occurrence.on, Cell::Known(Value::Date(_)));
            let Some(first) = occurrences.iter().filter(known).map(|occurrence| &occurrence.on).min_by_key(day) else {
                continue;
            };
            let firsts = occurrences.iter().filter(|occurrence| occurrence.on == *first);
            let mut actors: Vec<&Named<'_>> = Vec::new();
            for one in firsts.filter_map(|occurrence| names.of(&occurrence.by)) {
                if !actors.iter().any(|known| known.cell == one.cell) {
                    actors.push(one);
                }
            }
            let Some(actor) = actors.first().filter(|_| actors.len() > 1) else { continue };
            let fact = format!("{}.by", named.path);
            paths.push(fact.clone());
            if let Some(known) = self.disputed.iter_mut().find(|disputed| disputed.fact == fact) {
                known.rules.push(rule.name.to_string());
                continue;
            }
            self.disputed.push(Disputed {
                fact,
                label: names.part_label(named, actor, language),
                state: "same_day".to_owned(),
                values: actors.iter().map(|by| shown::cell(model, &by.ty, by.cell, language)).collect(),
                number: false,
                rules: vec![rule.name.to_string()],
            });
        }
        paths
    }

    /// The facts that would decide a rule, noted for the whole report too.
    pub(super) fn missing<'a>(&mut self, view: View<'a, '_>, rule: &'a Rule, finding: &Finding) -> Vec<String> {
        let language = self.request.language;
        if let (Element::Unknown, Some(for_each)) = (finding.element, &rule.for_each) {
            if let Listing::Cell(place) = &for_each.list
                && let Some(named) = self.names.of(view.cell(*place))
            {
                let (path, label, state) = (named.path.clone(), self.names.label(named, language), state(named.cell));
                self.note_missing(rule, &path, label, state);
                return vec![path];
            }
            return Vec::new();
        }
        // In a world of its own, so that its steps do not count in the check.
        let world = World::new(self.request.model, view.world.facts, view.world.settings, self.request.today);
        let view = view.in_world(&world);
        let read = reads(view, rule);
        let names = self.names;
        let mut unknown = names.read_by(&read);
        unknown.retain(|named| matches!(named.cell, Cell::Missing | Cell::Unknown));
        let unit = |class: u16| self.request.model.unit_classes.get(usize::from(class)).copied().flatten();
        let cells: Vec<Unknown<'_>> = unknown
            .iter()
            .map(|named| Unknown {
                cell: named.cell,
                ty: &named.ty,
                presence: named.part == Part::Presence,
                unit: named.unit_class.and_then(unit),
            })
            .collect();
        let deciding_cells = deciding(view, rule, finding.judgement.possible, &read, &cells);
        let mut paths = Vec::new();
        for named in deciding_cells.into_iter().filter_map(|index| unknown.get(index)) {
            // A parameter of several cells, and an optional record, are named once.
            if !paths.contains(&named.path) {
                paths.push(named.path.clone());
                self.note_missing(rule, &named.path, self.names.label(named, language), state(named.cell));
            }
        }
        if finding.left_calendar {
            let calendar = self.request.model.calendar.as_ref();
            let name = calendar.map(|calendar| calendar.name.show(language).to_owned()).unwrap_or_default();
            paths.push("calendar".to_owned());
            self.note_missing(rule, "calendar", name, "missing");
        }
        paths
    }

    fn note_missing(&mut self, rule: &Rule, path: &str, label: String, state: &str) {
        let rule = rule.name.to_string();
        match self.missing.iter_mut().find(|missing| missing.fact == path) {
            Some(known) if known.rules.contains(&rule) => {}
            Some(known) => known.rules.push(rule),
            None => {
                self.missing.push(Missing { fact: path.to_owned(), label, state: state.to_owned(), rules: vec![rule] });
            }
        }
    }
}

/// The outcomes that a rule may have if a fact is as supposed.
fn possible_if(view: View<'_, '_>, supposition: &Supposition<'_>, rule: &Rule) -> Outcomes {
    let until = view.world.steps() + limits::CASE_STEPS;
    cases::possible(view.supposing(supposition), rule, until)
}

/// The day that a cell is known to hold.
fn day(cell: &&Cell) -> Option<Day> {
    if let Cell::Known(Value::Date(day)) = cell { Some(*day) } else { None }
}

fn state(cell: &Cell) -> &'static str {
    if *cell == Cell::Unknown { "unknown" } else { "missing" }
}

pub(super) fn disputed(names: &Names<'_>, language: &str) -> Vec<Disputed> {
    let of = |named: &Named<'_>| {
        let shown = |cell: &Cell| shown::cell(names.model, &named.ty, cell, language);
        let (state, values) = match named.cell {
            Cell::Disputed(values) => ("disputed", values.iter().map(shown).collect()),
            Cell::Between(first, last) => ("between", vec![first.to_string(), last.to_string()]),
            _ => return None,
        };
        let (fact, label, state) = (named.path.clone(), names.label(named, language), state.to_owned());
        Some(Disputed { fact, label, state, values, number: shown::is_number(&named.ty), rules: Vec::new() })
    };
    names.iter().filter_map(of).collect()
}
