//! An event condition of which something is not known: every completion of what it reads is tried, and what they give is
//! put together. Days that cannot make a difference are not told apart: a range is looked at as a whole, and is split only
//! where that leaves a doubt.

use super::event;
use super::outlook::{Outlook, Todo};
use super::picks::Picks;
use super::pieces::Piece;
use super::ranges::{cut, cut_days};
use super::term::{Seen, held, term};
use super::unknowns::{Open, Sort, unknowns};
use super::view::{Range, Supposition, Trace, View};
use crate::limits;
use crate::model::EventCondition;
use crate::truth::{Time, Truth};
use crate::value::{Cell, Day, Duration, Occurrence, Unit, Value};

/// What is known of an event condition over all completions of what it reads.
pub(crate) fn standing<'a>(view: View<'a, '_>, event: &'a EventCondition) -> Outlook {
    let known = known(view, event);
    let mut search = Search { event, known, found: None, runs: 0 };
    let done = search.explore(view.trying());
    done.and(search.found).unwrap_or_else(|| {
        view.world.give_up();
        anything()
    })
}

/// The days that an event condition reads and that are known, and how far it counts from them.
fn known(view: View<'_, '_>, event: &EventCondition) -> Known {
    fn traced(view: View<'_, '_>, event: &EventCondition, trace: &Trace) {
        event::run(view.tracing(trace), event, &mut Picks::default());
    }
    let trace = Trace::default();
    traced(view.trying(), event, &trace);
    let model = view.world.model;
    let mut known = Known { days: vec![view.world.today], span: 0 };
    known.days.extend(model.calendar.iter().flat_map(|calendar| [calendar.covers.0, calendar.covers.1]));
    for value in trace.values() {
        match value {
            Value::Date(day) => known.days.push(day),
            Value::Duration(length) => known.span += days_at_most(length),
            _ => {}
        }
    }
    known
}

/// A number of days that the length never exceeds, days off and all.
fn days_at_most(length: Duration) -> i32 {
    let each = match length.unit {
        Unit::WorkingDay => 4,
        Unit::Day => 1,
        Unit::Week => 7,
        Unit::Month => 31,
        Unit::Year => 366,
    };
    i32::try_from(length.count).unwrap_or(i32::MAX).saturating_mul(each).saturating_add(14)
}

/// What days that are not known can stand to.
struct Known {
    days: Vec<Day>,
    /// More days than are counted from any of them.
    span: i32,
}

impl Known {
    /// Places to cut a range of days: beside what is known, and beyond all that is counted from it.
    fn borders(&self) -> impl Iterator<Item = Day> {
        let beyond = self.span.saturating_add(3);
        self.days.iter().flat_map(move |day| [day.plus(-beyond), *day, day.plus(beyond)])
    }

    /// Whether a range of days lies so far from all that is known that only the day of the week matters.
    fn is_far(&self, first: Day, last: Day) -> bool {
        self.days.iter().all(|day| last < day.plus(-self.span - 2) || day.plus(self.span.saturating_add(2)) < first)
    }
}

/// Past the limit nothing is said, which is never wrong.
fn anything() -> Outlook {
    Outlook::of(
        Truth::ANY,
        Todo::WAITS.or_maybe(Todo::can_be_done(None, None)).or_maybe(Todo::can_be_done(Some(Day::LAST), None)),
    )
}

struct Search<'e> {
    event: &'e EventCondition,
    known: Known,
    /// What the completions so far give.
    found: Option<Outlook>,
    runs: usize,
}

impl<'e> Search<'e> {
    /// Looks at the event with what is supposed so far, and goes on supposing where that leaves a doubt.
    fn explore(&mut self, view: View<'_, '_>) -> Option<()> {
        let outlook = self.run(view)?;
        let together = self.found.map_or(outlook, |found| found.or_maybe(outlook));
        if self.found == Some(together) {
            return Some(());
        }
        let settled = outlook.truth.value().is_some_and(|value| value != Time::NotYet);
        let next = if settled { None } else { self.next(view) };
        let Some((cell, pieces)) = next else {
            self.found = Some(together);
            return Some(());
        };
        for Piece { value, range } in &pieces {
            // To what is not known yet, this day is known.
            let day = if let Cell::Known(Value::Date(day)) = value { Some(*day) } else { None };
            self.known.days.extend(day);
            self.explore(view.supposing(&Supposition { cell, value, range: *range, next: view.supposed }))?;
            if day.is_some() {
                self.known.days.pop();
            }
        }
        Some(())
    }

    /// Every way in which the event can turn out.
    fn run(&mut self, view: View<'_, '_>) -> Option<Outlook> {
        let mut picks = Picks::default();
        let mut all: Option<Outlook> = None;
        loop {
            self.runs += 1;
            if self.runs > limits::COMPLETIONS || view.world.step() {
                return None;
            }
            let outlook = event::run(view, self.event, &mut picks);
            let together = all.map_or(outlook, |all| all.or_maybe(outlook));
            all = Some(together);
            if !picks.next() {
                return Some(together);
            }
        }
    }

    /// The next thing to suppose: what has few values before what has ranges of them.
    fn next<'a>(&self, view: View<'a, '_>) -> Option<(&'a Cell, Vec<Piece>)>
    where
        'e: 'a,
    {
        let mut found = Vec::new();
        unknowns(view, self.event, &mut found);
        let next = found.iter().min_by_key(|open| match open.sort {
            Sort::Disputed | Sort::Choice => 0,
            Sort::Event => 1,
            Sort::Date { .. } | Sort::Duration => 2,
        })?;
        Some((next.cell, pieces(view, self.event, &self.known, next)))
    }
}

/// Days at each end of a range that stand for all of it, where only the day of the week matters.
const WEEKS: i32 = 14;

/// The values of one unknown, or the parts of their range.
fn pieces(view: View<'_, '_>, event: &EventCondition, known: &Known, open: &Open<'_>) -> Vec<Piece> {
    match open.sort {
        Sort::Disputed => match view.peek(open.cell) {
            Cell::Disputed(values) => values.iter().cloned().map(Piece::of).collect(),
            _ => Vec::new(),
        },
        Sort::Choice => actors(view, event, open).map(|actor| Piece::of(Cell::Known(Value::Choice(actor)))).collect(),
        Sort::Event => {
            let on = Cell::Between(Day::FIRST, view.world.today);
            let once = Occurrence { on, by: Cell::Unknown, note: None, fields: [].into() };
            let happened = |occurrences: Vec<Occurrence>| Piece::of(Cell::Known(Value::Event(occurrences.into())));
            vec![happened(Vec::new()), happened(vec![once])]
        }
        Sort::Date { first, last } if first >= last => vec![Piece::days(first, first)],
        Sort::Date { first, last } if last.0 - first.0 > 2 * WEEKS && known.is_far(first, last) => {
            let ends = (first.0..first.0 + WEEKS).chain(last.0 - WEEKS + 1..=last.0);
            ends.map(|day| Piece::days(Day(day), Day(day))).collect()
        }
        Sort::Date { first, last } => {
            let at = cut_days(first, last, known.borders());
            vec![Piece::days(first, at), Piece::days(at.plus(1), last)]
        }
        Sort::Duration => {
            let range = view.supposition(open.cell).and_then(|supposition| supposition.range);
            // Whatever its unit, it leads to some day.
            let longest = u32::try_from(Day::LAST.0 - Day::FIRST.0).unwrap_or(u32::MAX);
            let (unit, least, most) = match range {
                Some(Range::Durations(unit, least, most)) => (unit, least, most),
                _ => (Unit::Day, 0, longest),
            };
            let at = u32::try_from(cut(least.into(), most.into(), std::iter::empty())).unwrap_or(least);
            [(least, at), (at + 1, most)].map(|(least, most)| Piece::within(Range::Durations(unit, least, most))).into()
        }
    }
}

/// The actors that are asked for or on record, and anybody else.
fn actors(view: View<'_, '_>, event: &EventCondition, open: &Open<'_>) -> impl Iterator<Item = u16> {
    let levels = [event, open.narrowed];
    let asked =
        levels.into_iter().flat_map(|level| [&level.by, &level.only_by]).flatten().map(|actor| term(view, actor));
    let on_record =
        levels.into_iter().flat_map(|level| event::occurrences(view, view.cell(level.event)).unwrap_or(&[]));
    let seen = asked.chain(on_record.map(|occurrence| held(view, &occurrence.by)));
    let mut members: Vec<u16> =
        seen.filter_map(|seen| if let Seen::Choice(member) = seen { Some(member) } else { None }).collect();
    members.push(u16::MAX);
    members.sort_unstable();
    members.dedup();
    members.into_iter()
}
