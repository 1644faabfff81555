//! An event condition of which something is not known: every completion of what it reads is tried, and what they give is
//! put together. Days that cannot make a difference are not told apart: a range is looked at as a whole, and is split only
//! where that leaves a doubt.

use super::event;
use super::outlook::{Outlook, Todo};
use super::picks::Picks;
use super::pieces::Piece;
use super::ranges::{cut, cut_days};
use super::reach::anchors;
use super::term::{Seen, held, term};
use super::unknowns::{Open, Sort, unknowns};
use super::view::{Range, Supposition, View};
use crate::limits;
use crate::model::EventCondition;
use crate::truth::{Time, Truth};
use crate::value::{Cell, Day, Occurrence, Unit, Value};

/// What is known of an event condition over all completions of what it reads.
pub(crate) fn standing<'a>(view: View<'a, '_>, event: &'a EventCondition) -> Outlook {
    let mut search = Search { event, found: None, runs: 0 };
    let done = search.explore(view.trying());
    done.and(search.found).unwrap_or_else(anything)
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
    /// What the completions so far give.
    found: Option<Outlook>,
    runs: usize,
}

impl<'e> Search<'e> {
    /// Looks at the event with what is supposed so far, and goes on supposing where that leaves a doubt.
    fn explore(&mut self, view: View<'_, '_>) -> Option<()> {
        let (outlook, sure) = self.run(view)?;
        let together = self.found.map_or(outlook, |found| found.or_maybe(outlook));
        if sure && self.found == Some(together) {
            return Some(());
        }
        let settled = sure && outlook.truth.value().is_some_and(|value| value != Time::NotYet);
        let next = if settled { None } else { self.next(view) };
        let Some((cell, pieces)) = next else {
            self.found = Some(together);
            return Some(());
        };
        pieces.iter().try_for_each(|Piece { value, range }| {
            self.explore(view.supposing(&Supposition { cell, value, range: *range, next: view.supposed }))
        })
    }

    /// Every way in which the event can turn out, and whether these are all there are.
    fn run(&mut self, view: View<'_, '_>) -> Option<(Outlook, bool)> {
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
                return Some((together, !picks.is_unsure()));
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
        Some((next.cell, pieces(view, self.event, next)))
    }
}

/// The values of one unknown, or the parts of their range.
fn pieces(view: View<'_, '_>, event: &EventCondition, open: &Open<'_>) -> Vec<Piece> {
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
        Sort::Date { first, last } => {
            let at = cut_days(first, last, anchors(view, event).into_iter());
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
