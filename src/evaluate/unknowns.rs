//! What the days admitted by an event condition hang on and is not known.

use super::event;
use super::view::{Slot, View};
use crate::model::{DefineBody, EventCondition, Instant, PeriodTerm, Place, Term, WindowKind};
use crate::value::{Cell, Day};

/// A cell that is not known.
pub(crate) struct Open<'a> {
    pub cell: &'a Cell,
    pub sort: Sort,
    /// The event condition that it is part of: the whole, or one that stands for a day in it.
    pub narrowed: &'a EventCondition,
}

/// What kind of value a cell would hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// One of the values on which records disagree.
    Disputed,
    Date {
        first: Day,
        last: Day,
    },
    Duration,
    Choice,
    Event,
}

const ANY_DATE: Sort = Sort::Date { first: Day::FIRST, last: Day::LAST };

/// Gathers the cells that are not known, those of the days T and the actors, not those of the event itself.
pub(crate) fn unknowns<'a>(view: View<'a, '_>, event: &'a EventCondition, found: &mut Vec<Open<'a>>) {
    let mut search = Search { narrowed: event, found };
    for actor in [&event.by, &event.only_by].into_iter().flatten() {
        search.term(view, actor, Sort::Choice);
    }
    for window in &event.windows {
        match &window.kind {
            WindowKind::Before(at)
            | WindowKind::After(at)
            | WindowKind::On(at)
            | WindowKind::NoLaterThan(at)
            | WindowKind::NoEarlierThan(at) => search.instant(view, at),
            WindowKind::WithinAfter(duration, at)
            | WindowKind::WithinBefore(duration, at)
            | WindowKind::AtLeastAfter(duration, at)
            | WindowKind::AtLeastBefore(duration, at) => {
                search.term(view, duration, Sort::Duration);
                search.instant(view, at);
            }
            WindowKind::During(PeriodTerm::Place(place)) => {
                search.cell(view, view.cell(*place), ANY_DATE);
                search.cell(view, view.cell(Place { at: place.at + 1, ..*place }), ANY_DATE);
            }
            WindowKind::During(PeriodTerm::Written(from, until)) => {
                search.term(view, from, ANY_DATE);
                if let Some(until) = until {
                    search.term(view, until, ANY_DATE);
                }
            }
        }
    }
}

struct Search<'f, 'a> {
    narrowed: &'a EventCondition,
    found: &'f mut Vec<Open<'a>>,
}

impl<'a> Search<'_, 'a> {
    fn cell(&mut self, view: View<'a, '_>, cell: &'a Cell, sort: Sort) {
        let sort = match (view.read(cell), sort) {
            (Cell::Known(_) | Cell::None, _) => return,
            (Cell::Disputed(_), _) => Sort::Disputed,
            (Cell::Between(first, last), Sort::Date { first: earliest, last: latest }) => {
                Sort::Date { first: earliest.max(*first), last: latest.min(*last).max(*first) }
            }
            _ => sort,
        };
        self.found.push(Open { cell, sort, narrowed: self.narrowed });
    }

    fn instant(&mut self, view: View<'a, '_>, instant: &'a Instant) {
        match instant {
            Instant::Date(date) => self.term(view, date, ANY_DATE),
            Instant::Event(narrowed) => {
                let mut inner = Search { narrowed, found: self.found };
                inner.event(view, narrowed.event, narrowed.by.is_some());
                unknowns(view, narrowed, self.found);
            }
        }
    }

    /// The event itself where it is not known whether it happened, else the days and actors of its occurrences.
    fn event(&mut self, view: View<'a, '_>, place: Place, actors: bool) {
        let cell = view.cell(place);
        let Some(occurrences) = event::occurrences(view, cell) else {
            self.found.push(Open { cell, sort: Sort::Event, narrowed: self.narrowed });
            return;
        };
        for occurrence in occurrences {
            if event::day_of(view, occurrence).is_some() {
                self.cell(view, &occurrence.on, Sort::Date { first: Day::FIRST, last: view.world.today });
                if actors {
                    self.cell(view, &occurrence.by, Sort::Choice);
                }
            }
        }
    }

    fn term(&mut self, view: View<'a, '_>, term: &'a Term, sort: Sort) {
        match term {
            Term::Cell(place) => match view.slot(*place) {
                Slot::Cell(cell) => self.cell(view, cell, sort),
                Slot::Argument(argument, caller) => self.term(caller, argument, sort),
            },
            Term::On(place) => self.event(view, *place, false),
            Term::By(place) => self.event(view, *place, true),
            Term::Shift(date, duration, _) => {
                self.term(view, date, ANY_DATE);
                self.term(view, duration, Sort::Duration);
            }
            Term::Arithmetic(left, _, right) => {
                self.term(view, left, sort);
                self.term(view, right, sort);
            }
            Term::If(_, yes, no) => {
                self.term(view, yes, sort);
                self.term(view, no, sort);
            }
            Term::Call(define, arguments) => {
                if let Some(DefineBody::Term(body, _)) =
                    view.world.model.defines.get(*define).map(|define| &define.body)
                {
                    view.call(arguments, &mut |inside| self.term(inside, body, sort));
                }
            }
            // What else is not known shows as a range of days.
            _ => {}
        }
    }
}
