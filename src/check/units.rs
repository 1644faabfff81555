//! Durations that are compared or added have one unit: which ones belong together, and which unit they have.

use std::collections::BTreeMap;

use super::Checker;
use super::names::elsewhere;
use crate::error::check::TypeError;
use crate::model::Shape;
use crate::source::Span;
use crate::value::Unit;

/// Everything that has a duration, and what must have one unit.
#[derive(Debug, Default)]
pub(super) struct Units {
    parents: Vec<usize>,
    units: Vec<Option<Unit>>,
    /// Where something of the class is compared or added first.
    bound: Vec<Option<Span>>,
    fields: BTreeMap<Span, usize>,
    joins: Vec<(Span, Vec<usize>)>,
    /// Values that come to stand in a place: where, what, and the place.
    flows: Vec<(Span, Vec<usize>, usize)>,
}

impl Units {
    fn node(&mut self, unit: Option<Unit>) -> usize {
        self.parents.push(self.parents.len());
        self.units.push(unit);
        self.bound.push(None);
        self.parents.len() - 1
    }

    /// A field, parameter or column that holds durations.
    pub(super) fn add_field(&mut self, span: Span) -> usize {
        let node = self.node(None);
        self.fields.insert(span, node);
        node
    }

    /// The class of such a field.
    pub(super) fn of_field(&self, span: Span) -> Option<usize> {
        self.fields.get(&span).copied()
    }

    /// A duration written in the file.
    pub(super) fn of_constant(&mut self, unit: Unit) -> usize {
        self.node(Some(unit))
    }

    /// These are compared or added at that place.
    pub(super) fn join(&mut self, span: Span, nodes: Vec<usize>) {
        self.joins.push((span, nodes));
    }

    /// These come to stand in that field or parameter.
    pub(super) fn flow(&mut self, span: Span, nodes: Vec<usize>, into: usize) {
        self.flows.push((span, nodes, into));
    }

    fn root(&self, mut node: usize) -> usize {
        while let Some(&parent) = self.parents.get(node)
            && parent != node
        {
            node = parent;
        }
        node
    }

    fn bound(&self, node: usize) -> Option<Span> {
        self.bound.get(self.root(node)).copied().flatten()
    }

    fn is_bound(&self, node: usize) -> bool {
        self.bound(node).is_some()
    }

    fn unit(&self, node: usize) -> Option<Unit> {
        self.units.get(self.root(node)).copied().flatten()
    }

    /// Makes all of them one class; gives the two units where they differ.
    fn unite(&mut self, nodes: &[usize], at: Span) -> Result<(), (Unit, Unit)> {
        let bound = nodes.iter().find_map(|node| self.bound(*node)).unwrap_or(at);
        let mut known = None;
        for unit in nodes.iter().filter_map(|node| self.unit(*node)) {
            match known {
                Some(other) if other != unit => return Err((other, unit)),
                _ => known = Some(unit),
            }
        }
        let Some(target) = nodes.first().map(|node| self.root(*node)) else { return Ok(()) };
        for node in nodes {
            let root = self.root(*node);
            if let Some(parent) = self.parents.get_mut(root) {
                *parent = target;
            }
        }
        if let (Some(unit), Some(place)) = (self.units.get_mut(target), self.bound.get_mut(target)) {
            *unit = known;
            *place = Some(bound);
        }
        Ok(())
    }
}

impl Checker<'_> {
    /// Brings together what belongs together, and says where two units meet.
    pub(super) fn settle_units(&mut self) {
        let mut joins = std::mem::take(&mut self.units.joins);
        joins.sort_by_cached_key(|(span, _)| self.rank(*span));
        for (span, nodes) in joins {
            self.unite(span, &nodes);
        }
        let mut flows = std::mem::take(&mut self.units.flows);
        flows.sort_by_cached_key(|(span, _, _)| self.rank(*span));
        loop {
            let (now, later): (Vec<_>, Vec<_>) = flows.into_iter().partition(|(_, _, into)| self.units.is_bound(*into));
            if now.is_empty() {
                break;
            }
            for (span, mut nodes, into) in now {
                nodes.insert(0, into);
                self.unite(span, &nodes);
            }
            flows = later;
        }
    }

    fn unite(&mut self, at: Span, nodes: &[usize]) {
        let before = nodes.iter().find_map(|node| self.units.bound(*node)).filter(|before| *before != at);
        if let Err((left, right)) = self.units.unite(nodes, at) {
            let (compared, place) = match before {
                Some(before) => elsewhere(self.sources, at, before),
                None => (None, String::new()),
            };
            let place = place.replace("the other is", "they are compared or added");
            let (left, right) = (left.word(true).to_owned(), right.word(true).to_owned());
            let help = format!("{place}use one unit throughout");
            self.problems.say(at.file, TypeError::DifferentUnits { left, right, at, compared, help });
        }
    }

    /// Tells every field its class.
    pub(super) fn class_units(&mut self) -> Vec<Option<Unit>> {
        let mut classes: BTreeMap<usize, u16> = BTreeMap::new();
        let mut units = Vec::new();
        let known = &self.units;
        let mut tell = |shape: &mut Shape| {
            for field in &mut shape.fields {
                let Some(node) = known.of_field(field.span).filter(|node| known.is_bound(*node)) else { continue };
                let next = u16::try_from(classes.len()).unwrap_or(u16::MAX);
                let class = *classes.entry(known.root(node)).or_insert(next);
                if usize::from(class) == units.len() {
                    units.push(known.unit(node));
                }
                field.unit_class = Some(class);
            }
        };
        tell(&mut self.facts);
        tell(&mut self.parameters);
        self.records.iter_mut().for_each(|record| tell(&mut record.shape));
        self.tables.iter_mut().for_each(|table| tell(&mut table.shape));
        units
    }
}
