//! What an evaluation sees: the case, the day, what local names stand for, and what is supposed of the unknown.

use std::cell::{Cell as Mutable, RefCell};
use std::collections::HashMap;
use std::ops::Bound;

use super::Stop;
use crate::limits;
use crate::model::{Argument, Base, Model, Place, Term};
use crate::truth::Truth;
use crate::value::{Cell, Day, Decimal, Unit, Value};

/// What does not change during a check.
pub(crate) struct World<'a> {
    pub model: &'a Model,
    /// Laid out as [`Model::facts`].
    pub facts: &'a [Cell],
    /// Laid out as [`Model::parameters`].
    pub settings: &'a [Cell],
    /// The day of `as of`.
    pub today: Day,
    steps: Mutable<u64>,
    stop: Mutable<Option<Stop>>,
    left_calendar: Mutable<bool>,
    doubt: Mutable<Doubt>,
}

impl<'a> World<'a> {
    pub fn new(model: &'a Model, facts: &'a [Cell], settings: &'a [Cell], today: Day) -> Self {
        let (steps, stop, left_calendar, doubt) = Default::default();
        World { model, facts, settings, today, steps, stop, left_calendar, doubt }
    }

    /// Counts a step; past the limit the check ends in an error, whatever it finds. Says whether it has ended: then nothing
    /// more is worked out.
    pub fn step(&self) -> bool {
        self.take_steps(1)
    }

    /// Counts so many steps at once.
    pub fn take_steps(&self, number: usize) -> bool {
        let steps = self.steps.get().saturating_add(number as u64);
        self.steps.set(steps);
        if steps > limits::STEPS {
            self.stop(Stop::Steps);
        }
        self.stop.get().is_some()
    }

    /// How many steps were taken so far.
    pub fn steps(&self) -> u64 {
        self.steps.get()
    }

    /// Ends the check in an error; the first one stays.
    pub fn stop(&self, stop: Stop) {
        self.stop.set(self.stop.get().or(Some(stop)));
    }

    /// Why the check must end, where it must.
    pub fn stopped(&self) -> Option<Stop> {
        self.stop.get()
    }

    /// Forgets an error: of a value that was only tried.
    pub fn forget_stop(&self) {
        if self.stop.get() != Some(Stop::Steps) {
            self.stop.set(None);
        }
    }

    /// Whether a count left the calendar since this was last asked.
    pub fn take_left_calendar(&self) -> bool {
        self.left_calendar.replace(false)
    }

    /// There were too many ways for an event condition to turn out to try each.
    pub fn give_up(&self) {
        self.doubt.set(Doubt { gave_up: true, ..self.doubt.get() });
    }

    /// What was read since this was last asked that is not known.
    pub fn take_doubt(&self) -> Doubt {
        self.doubt.take()
    }
}

/// Whether anything was read that is not known, by how it is not known, and whether it was too much to try.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Doubt {
    /// Something is missing or unknown.
    pub unknown: bool,
    /// Records disagree.
    pub disputed: bool,
    /// A date lies between two days.
    pub range: bool,
    /// There were too many ways for an event condition to turn out to try each.
    pub gave_up: bool,
}

/// What was read: the addresses of all cells, how often each, and the known dates, durations, numbers and texts.
#[derive(Default)]
pub(crate) struct Trace {
    cells: RefCell<HashMap<*const Cell, Reads>>,
    values: RefCell<Vec<Value>>,
    /// The number of the reading under way; all that is read at once has one number.
    reading: Mutable<u64>,
    at_once: Mutable<bool>,
    /// Whether what can no longer change the result need not be read.
    brisk: bool,
}

/// How often a cell was read.
#[derive(Default)]
struct Reads {
    times: usize,
    last: u64,
}

impl Trace {
    /// A trace of no more than what can still change the result.
    pub fn brisk() -> Trace {
        Trace { brisk: true, ..Trace::default() }
    }

    fn note(&self, cell: &Cell) {
        if !self.at_once.get() {
            self.reading.set(self.reading.get() + 1);
        }
        let mut cells = self.cells.borrow_mut();
        let reads = cells.entry(cell).or_default();
        if reads.last == self.reading.get() {
            return;
        }
        (reads.times, reads.last) = (reads.times + 1, self.reading.get());
        if let (1, Cell::Known(value)) = (reads.times, cell) {
            drop(cells);
            self.note_value(value);
        }
    }

    /// Takes what is read from here on for one reading, or no longer; gives how it was before.
    fn read_at_once(&self, at_once: bool) -> bool {
        self.reading.set(self.reading.get() + 1);
        self.at_once.replace(at_once)
    }

    /// Notes a value that is written in the rules.
    pub fn note_value(&self, value: &Value) {
        let mut values = self.values.borrow_mut();
        let matters = matches!(value, Value::Date(_) | Value::Duration(_) | Value::Number(_) | Value::Text(_));
        if matters && values.len() < limits::TRIALS && !values.contains(value) {
            values.push(value.clone());
        }
    }

    /// Whether that very cell was read.
    pub fn has(&self, cell: &Cell) -> bool {
        self.times(cell) > 0
    }

    /// How often that very cell was read; within one event condition it counts once.
    pub fn times(&self, cell: &Cell) -> usize {
        let address: *const Cell = cell;
        self.cells.borrow().get(&address).map_or(0, |reads| reads.times)
    }

    /// The addresses of all cells that were read, in no order.
    pub fn addresses(&self) -> Vec<*const Cell> {
        self.cells.borrow().keys().copied().collect()
    }

    /// The known dates, durations, numbers and texts that were read.
    pub fn values(&self) -> Vec<Value> {
        self.values.borrow().clone()
    }
}

/// What is supposed of one cell that is not known.
#[derive(Clone, Copy)]
pub(crate) struct Supposition<'a> {
    pub cell: &'a Cell,
    pub value: &'a Cell,
    /// Where the value is still not known: that it lies in this range.
    pub range: Option<Range>,
    pub next: Option<&'a Supposition<'a>>,
}

/// Values next to each other, of which one is supposed. For dates there is [`Cell::Between`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Range {
    /// Numbers from the first bound to the second.
    Numbers(Bound<Decimal>, Bound<Decimal>),
    /// Counts of one unit, from the first to the second, both included.
    Durations(Unit, u32, u32),
}

/// What a local name stands for.
#[derive(Clone, Copy)]
pub(crate) enum Local<'a, 's> {
    /// The cells of an element, the fields of an occurrence, or an argument that is a fact.
    Row(&'a [Cell]),
    /// An argument that is worked out where it is read, in the scope of the call.
    Argument(&'a Term, Option<&'s Scope<'a, 's>>),
}

/// An argument with the scope that it is worked out in.
type Argued<'a, 's> = (&'a Term, Option<&'s Scope<'a, 's>>);

/// Local names, innermost first.
pub(crate) struct Scope<'a, 's> {
    pub local: Local<'a, 's>,
    pub outer: Option<&'s Scope<'a, 's>>,
}

/// Where a place leads.
pub(crate) enum Slot<'a, 's> {
    Cell(&'a Cell),
    Argument(&'a Term, View<'a, 's>),
}

/// The world as seen from one point of an evaluation: `'a` is the life of the model, the case and what is supposed,
/// `'s` that of the scopes.
#[derive(Clone, Copy)]
pub(crate) struct View<'a, 's> {
    pub world: &'a World<'a>,
    pub scope: Option<&'s Scope<'a, 's>>,
    pub supposed: Option<&'a Supposition<'a>>,
    pub trace: Option<&'a Trace>,
    /// Whether values are only tried, at the ends of time too: days beyond all dates are no error then.
    pub trying: bool,
    /// Whether what can no longer change the result is left out.
    pub brisk: bool,
}

static UNKNOWN: Cell = Cell::Unknown;

impl<'a, 's> View<'a, 's> {
    pub fn new(world: &'a World<'a>) -> Self {
        View { world, scope: None, supposed: None, trace: None, trying: false, brisk: false }
    }

    pub fn within<'t>(self, scope: &'t Scope<'a, 't>) -> View<'a, 't>
    where
        's: 't,
    {
        View { scope: Some(scope), ..self }
    }

    /// Sees one more local name.
    pub fn with<T>(self, local: Local<'a, 's>, then: impl FnOnce(View<'a, '_>) -> T) -> T {
        then(self.within(&Scope { local, outer: self.scope }))
    }

    pub fn supposing(self, supposition: &'a Supposition<'a>) -> Self {
        View { supposed: Some(supposition), ..self }
    }

    pub fn tracing(self, trace: &'a Trace) -> Self {
        View { trace: Some(trace), brisk: false, ..self }
    }

    /// The cells from a place on, or what else the local name stands for.
    fn cells(self, place: Place) -> Result<&'a [Cell], Argued<'a, 's>> {
        let all = match place.base {
            Base::Facts => self.world.facts,
            Base::Parameters => self.world.settings,
            Base::Local(outward) => {
                let mut scope = self.scope;
                for _ in 0..outward {
                    scope = scope.and_then(|scope| scope.outer);
                }
                match scope.map(|scope| scope.local) {
                    Some(Local::Row(cells)) => cells,
                    Some(Local::Argument(term, scope)) => return Err((term, scope)),
                    None => unreachable!("checking binds every local name"),
                }
            }
        };
        Ok(all.get(place.at as usize..).unwrap_or(&[]))
    }

    /// Where a place leads.
    pub fn slot(self, place: Place) -> Slot<'a, 's> {
        match self.cells(place) {
            Ok(cells) => Slot::Cell(cells.first().unwrap_or(&UNKNOWN)),
            Err((term, scope)) => Slot::Argument(term, View { scope, ..self }),
        }
    }

    /// The cell at a place that is known to be one: an event, a list, a part of a period.
    pub fn cell(self, place: Place) -> &'a Cell {
        match self.slot(place) {
            Slot::Cell(cell) => cell,
            Slot::Argument(..) => unreachable!("checking binds events, lists and periods to facts"),
        }
    }

    /// What is said of a cell, or supposed of it.
    pub fn read(self, cell: &'a Cell) -> &'a Cell {
        if let Some(trace) = self.trace {
            trace.note(cell);
        }
        if matches!(cell, Cell::Known(_) | Cell::None) {
            return cell;
        }
        let doubt = self.world.doubt.get();
        self.world.doubt.set(match cell {
            Cell::Disputed(_) => Doubt { disputed: true, ..doubt },
            Cell::Between(..) => Doubt { range: true, ..doubt },
            _ => Doubt { unknown: true, ..doubt },
        });
        self.supposition(cell).map_or(cell, |supposition| supposition.value)
    }

    /// What is said of a cell, or supposed of it; that it was looked at is not noted.
    pub fn peek(self, cell: &'a Cell) -> &'a Cell {
        self.supposition(cell).map_or(cell, |supposition| supposition.value)
    }

    /// What is supposed of a cell: the last supposition counts.
    pub fn supposition(self, cell: &Cell) -> Option<&'a Supposition<'a>> {
        let mut supposed = self.supposed;
        while let Some(supposition) = supposed {
            if std::ptr::eq(supposition.cell, cell) {
                return Some(supposition);
            }
            supposed = supposition.next;
        }
        None
    }

    /// Whatever is read meanwhile counts as read once.
    pub fn at_once<T>(self, then: impl FnOnce() -> T) -> T {
        let Some(trace) = self.trace else { return then() };
        let before = trace.read_at_once(true);
        let result = then();
        trace.read_at_once(before);
        result
    }

    /// Sees the same, and does not note what is read.
    pub fn untraced(self) -> Self {
        View { trace: None, ..self }
    }

    /// Notes that a count from a day that is known left what the calendar covers.
    pub fn leave_calendar(self) {
        if !self.trying {
            self.world.left_calendar.set(true);
        }
    }

    /// Sees what is only tried.
    pub fn trying(self) -> Self {
        View { trying: true, ..self }
    }

    /// Leaves out what can no longer change the result, unless somebody notes all that is read.
    pub fn brisk(self) -> Self {
        View { brisk: self.trace.is_none_or(|trace| trace.brisk), ..self }
    }

    /// Whether a conjunction is settled by what is known of its first parts.
    pub fn settles_all(self, all: Truth) -> bool {
        self.brisk && all == Truth::NO
    }

    /// Whether a disjunction is settled by what is known of its first parts.
    pub fn settles_any(self, any: Truth) -> bool {
        self.brisk && any == Truth::YES
    }

    /// Sees the same, with steps counted elsewhere.
    pub fn in_world(self, world: &'a World<'a>) -> Self {
        View { world, ..self }
    }

    /// Sees what a define sees: its parameters, bound to the arguments, and nothing else of the caller.
    pub fn call<T>(self, arguments: &'a [Argument], then: &mut dyn FnMut(View<'a, '_>) -> T) -> T {
        self.bind(arguments, None, then)
    }

    fn bind<'t, T>(
        self,
        arguments: &'a [Argument],
        bound: Option<&'t Scope<'a, 't>>,
        then: &mut dyn FnMut(View<'a, '_>) -> T,
    ) -> T
    where
        's: 't,
    {
        let Some((first, rest)) = arguments.split_first() else {
            return then(View { scope: bound, ..self });
        };
        let local = match first {
            Argument::Constant(cell) => Local::Row(std::slice::from_ref(cell)),
            Argument::Term(term) => Local::Argument(term, self.scope),
            Argument::Place(place, width) => match self.cells(*place) {
                Ok(cells) => Local::Row(cells.get(..*width as usize).unwrap_or(cells)),
                Err((term, scope)) => Local::Argument(term, scope),
            },
        };
        self.bind(rest, Some(&Scope { local, outer: bound }), then)
    }
}
