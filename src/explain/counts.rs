//! The counting of days that a condition did, day by day skipped.

use super::Words;
use crate::calendar::{Direction, Reached};
use crate::evaluate::condition::ends;
use crate::evaluate::picks::Picks;
use crate::evaluate::reach::{At, Count, instant};
use crate::evaluate::term::{Seen, reached, term};
use crate::evaluate::view::{Slot, View};
use crate::model::{
    Condition, ConditionKind, DefineBody, EventCondition, Instant, Listing, PeriodTerm, Term, WindowKind,
};
use crate::report::{Counted, SkippedDay};
use crate::show;
use crate::value::{Day, Duration, Unit};

/// The countings of one condition, those in its parts apart.
pub(crate) fn of_condition(words: Words<'_>, view: View<'_, '_>, condition: &Condition, counted: &mut Vec<Counted>) {
    let mut counts = Counts { words, counted };
    match &condition.kind {
        ConditionKind::Compare(left, _, right) => {
            counts.term(view, left);
            counts.term(view, right);
        }
        ConditionKind::Holds(term) | ConditionKind::IsNone(term) => counts.term(view, term),
        ConditionKind::IsIn(term, listing) => {
            counts.term(view, term);
            if let Listing::Terms(terms) = listing {
                terms.iter().for_each(|term| counts.term(view, term));
            }
        }
        ConditionKind::During(day, period) => {
            counts.term(view, day);
            counts.period(view, period);
        }
        ConditionKind::Event(event) => counts.event(view, event),
        _ => {}
    }
}

struct Counts<'w, 'c> {
    words: Words<'w>,
    counted: &'c mut Vec<Counted>,
}

impl Counts<'_, '_> {
    fn event(&mut self, view: View<'_, '_>, event: &EventCondition) {
        for window in &event.windows {
            match &window.kind {
                WindowKind::Before(at)
                | WindowKind::After(at)
                | WindowKind::On(at)
                | WindowKind::NoLaterThan(at)
                | WindowKind::NoEarlierThan(at) => self.instant(view, at),
                WindowKind::WithinAfter(duration, at) => self.window(view, duration, at, Direction::After, true),
                WindowKind::AtLeastAfter(duration, at) => self.window(view, duration, at, Direction::After, false),
                WindowKind::WithinBefore(duration, at) | WindowKind::AtLeastBefore(duration, at) => {
                    self.window(view, duration, at, Direction::Before, false);
                }
                WindowKind::During(period) => self.period(view, period),
            }
        }
    }

    fn instant(&mut self, view: View<'_, '_>, instant: &Instant) {
        match instant {
            Instant::Date(date) => self.term(view, date),
            Instant::Event(event) => self.event(view, event),
        }
    }

    fn window(&mut self, view: View<'_, '_>, duration: &Term, at: &Instant, direction: Direction, rolls: bool) {
        self.instant(view, at);
        let mut picks = Picks::default();
        let day = instant(view, at, &mut picks);
        let (At::Day(from), Seen::Duration(length), false) = (day, term(view, duration), picks.is_open()) else {
            return;
        };
        let plain = reached(view, from, length, direction);
        let to = if rolls { Count { duration, direction, known: false }.last_day(view, from) } else { plain };
        self.count(view, from, length, direction, plain, to);
    }

    fn period(&mut self, view: View<'_, '_>, period: &PeriodTerm) {
        if let PeriodTerm::Written(from, until) = period {
            self.term(view, from);
            if let Some(until) = until {
                self.term(view, until);
            }
        }
        ends(view, period);
    }

    fn term(&mut self, view: View<'_, '_>, term: &Term) {
        match term {
            Term::Shift(date, duration, direction) => {
                self.term(view, date);
                let seen = (crate::evaluate::term::term(view, date), crate::evaluate::term::term(view, duration));
                if let (Seen::Date(from), Seen::Duration(length)) = seen {
                    let to = reached(view, from, length, *direction);
                    self.count(view, from, length, *direction, to, to);
                }
            }
            Term::Cell(place) => {
                if let Slot::Argument(argument, caller) = view.slot(*place) {
                    self.term(caller, argument);
                }
            }
            Term::Arithmetic(left, _, right) => {
                self.term(view, left);
                self.term(view, right);
            }
            Term::Days { from, to, .. } => {
                self.term(view, from);
                self.term(view, to);
            }
            Term::If(_, yes, no) => {
                self.term(view, yes);
                self.term(view, no);
            }
            Term::Call(define, arguments) => {
                if let Some(DefineBody::Term(body, _)) =
                    view.world.model.defines.get(*define).map(|define| &define.body)
                {
                    view.call(arguments, &mut |inside| self.term(inside, body));
                }
            }
            _ => {}
        }
    }

    fn count(
        &mut self,
        view: View<'_, '_>,
        from: Day,
        length: Duration,
        direction: Direction,
        plain: Reached,
        to: Reached,
    ) {
        let language = self.words.language;
        let known = |reached: Reached| if let Reached::Day(day) = reached { Some(day) } else { None };
        let calendar = view.world.model.calendar.as_ref();
        let skipped = match (calendar, known(plain)) {
            (Some(calendar), Some(day)) if length.unit == Unit::WorkingDay && length.count > 0 => {
                calendar.skipped(from, day)
            }
            _ => Vec::new(),
        };
        let named = skipped.into_iter().map(|skipped| SkippedDay {
            day: skipped.day.to_string(),
            name: skipped.holiday.map_or_else(
                || show::weekday(skipped.day, language).to_owned(),
                |holiday| holiday.name.show(language).to_owned(),
            ),
            holiday: skipped.holiday.is_some(),
        });
        let counted = Counted {
            duration: show::duration(length, language),
            direction: if direction == Direction::After { "after" } else { "before" }.to_owned(),
            from: from.to_string(),
            to: known(to).map(|day| day.to_string()),
            rolled_from: (plain != to).then(|| known(plain)).flatten().map(|day| day.to_string()),
            skipped: named.collect(),
        };
        if !self.counted.contains(&counted) {
            self.counted.push(counted);
        }
    }
}
