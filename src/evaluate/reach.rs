//! The days that the qualifiers of an event admit, where some of them hang on events still to come.

use super::event;
use super::picks::Picks;
use super::term::{ALWAYS, NEVER, Pending, Seen, earliest, latest, reached, term};
use super::view::View;
use crate::calendar::{Direction, Reached};
use crate::model::{EventCondition, Instant, Term, Window, WindowKind};
use crate::truth::Time;
use crate::value::{Day, Duration, Unit};

/// The day T that a qualifier is measured from.
#[derive(Debug, Clone, Copy)]
pub(crate) enum At {
    Day(Day),
    /// Not known, but between two days.
    Between(Day, Day),
    /// It hangs on an event that has not happened.
    Pending(Pending),
    /// It hangs on an event that can no longer happen: after every day.
    Never,
}

/// The days admitted by all qualifiers together, seen in three ways. Where nothing hangs on an event to come they are
/// the same.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reach {
    /// Days admitted if nothing more happens.
    pub now: (Day, Day),
    /// Days admitted in some way in which the record can go on.
    pub can: (Day, Day),
    /// Days admitted in every such way; none where `losable`.
    pub must: (Day, Day),
    /// Whether some way of going on admits no day that is on record.
    pub losable: bool,
    /// Whether no day is admitted before an event that has not happened.
    pub waits: bool,
}

impl Reach {
    const ALL: Reach =
        Reach { now: (ALWAYS, NEVER), can: (ALWAYS, NEVER), must: (ALWAYS, NEVER), losable: false, waits: false };

    /// What an occurrence on that day, on record, is worth.
    pub fn value(self, day: Day) -> Time {
        let within = |(first, last): (Day, Day)| first <= day && day <= last;
        match (within(self.now), within(self.must) && !self.losable, within(self.can)) {
            (true, true, _) => Time::Yes,
            (true, false, _) => Time::SoFar,
            (false, _, true) => Time::NotYet,
            (false, _, false) => Time::No,
        }
    }

    /// The days from today on that an occurrence to come could still fall on.
    pub fn to_come(self, today: Day) -> Option<(Day, Day)> {
        let first = self.can.0.max(today);
        (first <= self.can.1 && first != NEVER).then_some((first, self.can.1))
    }

    /// Days next to which the value of an occurrence can change.
    pub fn edges(self) -> [Day; 6] {
        [self.now.0, self.now.1, self.can.0, self.can.1, self.must.0, self.must.1]
    }

    fn from(&mut self, day: Day) {
        for (first, _) in [&mut self.now, &mut self.can, &mut self.must] {
            *first = day.max(*first);
        }
    }

    fn until(&mut self, day: Day) {
        for (_, last) in [&mut self.now, &mut self.can, &mut self.must] {
            *last = day.min(*last);
        }
    }
}

/// The days that the qualifiers of an event admit.
pub(crate) fn reach<'a>(view: View<'a, '_>, event: &'a EventCondition, picks: &mut Picks) -> Reach {
    let mut reach = Reach::ALL;
    for window in &event.windows {
        narrow(view, event, window, picks, &mut reach);
    }
    reach
}

fn narrow<'a>(view: View<'a, '_>, event: &'a EventCondition, window: &'a Window, picks: &mut Picks, reach: &mut Reach) {
    let mut edge = Edge { view, event, reach };
    match &window.kind {
        WindowKind::Before(at) => {
            let at = instant(view, at, picks);
            edge.last(at, &|day| Reached::Day(day.plus(-1)), picks);
        }
        WindowKind::NoLaterThan(at) => {
            let at = instant(view, at, picks);
            edge.last(at, &Reached::Day, picks);
        }
        WindowKind::After(at) => {
            let at = instant(view, at, picks);
            edge.first(at, &|day| Reached::Day(day.plus(1)), picks);
        }
        WindowKind::NoEarlierThan(at) => {
            let at = instant(view, at, picks);
            edge.first(at, &Reached::Day, picks);
        }
        WindowKind::On(at) => {
            let at = settled(view, event, instant(view, at, picks), picks);
            edge.first(at, &Reached::Day, picks);
            edge.last(at, &Reached::Day, picks);
        }
        WindowKind::WithinAfter(duration, at) => {
            let at = settled(view, event, instant(view, at, picks), picks);
            edge.first(at, &Reached::Day, picks);
            edge.last(at, &|day| last_day(view, day, duration), picks);
        }
        WindowKind::WithinBefore(duration, at) => {
            let at = settled(view, event, instant(view, at, picks), picks);
            edge.soft_first(at, &|day| moved(view, day, duration, Direction::Before), picks);
            edge.last(at, &Reached::Day, picks);
        }
        WindowKind::AtLeastAfter(duration, at) => {
            let at = instant(view, at, picks);
            edge.first(at, &|day| moved(view, day, duration, Direction::After), picks);
        }
        WindowKind::AtLeastBefore(duration, at) => {
            let at = instant(view, at, picks);
            edge.last(at, &|day| moved(view, day, duration, Direction::Before), picks);
        }
        WindowKind::During(period) => {
            let (from, until) = super::condition::ends(view, period);
            edge.first(seen(view, from, picks), &Reached::Day, picks);
            if !matches!(until, Seen::None) {
                edge.last(seen(view, until, picks), &Reached::Day, picks);
            }
        }
    }
}

/// One day of a range, so that both edges that are measured from it agree.
fn settled<'a>(view: View<'a, '_>, event: &'a EventCondition, at: At, picks: &mut Picks) -> At {
    match at {
        At::Between(first, last) => At::Day(picks.day(first, last, &anchors(view, event))),
        other => other,
    }
}

/// The days on record, and today: a range of days matters only by where it stands to these.
pub(crate) fn anchors<'a>(view: View<'a, '_>, event: &'a EventCondition) -> Vec<Day> {
    let mut anchors = vec![view.world.today];
    for occurrence in event::occurrences(view, view.cell(event.event)).unwrap_or(&[]) {
        anchors.extend(event::day_of(view, occurrence).into_iter().flat_map(|(first, last)| [first, last]));
    }
    anchors.sort_unstable();
    anchors.dedup();
    anchors
}

/// The reach under work, with what is needed to narrow it by one edge.
struct Edge<'r, 'a, 's> {
    view: View<'a, 's>,
    event: &'a EventCondition,
    reach: &'r mut Reach,
}

impl Edge<'_, '_, '_> {
    /// Nothing before the edge.
    fn first(&mut self, at: At, edge: &dyn Fn(Day) -> Reached, picks: &mut Picks) {
        match self.fixed(at, edge, picks) {
            Ok(day) => self.reach.from(day),
            Err((pending, first, _)) => {
                // If the event never happens the edge lies after every day.
                self.reach.now.0 = NEVER;
                self.reach.losable = true;
                self.reach.can.0 = self.reach.can.0.max(first);
                self.reach.waits |= first >= pending.event;
            }
        }
    }

    /// The first edge of `within D before T`: while T is to come it is taken to come as early as it can.
    fn soft_first(&mut self, at: At, edge: &dyn Fn(Day) -> Reached, picks: &mut Picks) {
        match self.fixed(at, edge, picks) {
            Ok(day) => self.reach.from(day),
            Err((_, first, _)) => {
                self.reach.now.0 = self.reach.now.0.max(first);
                self.reach.can.0 = self.reach.can.0.max(first);
                self.reach.losable = true;
            }
        }
    }

    /// Nothing after the edge.
    fn last(&mut self, at: At, edge: &dyn Fn(Day) -> Reached, picks: &mut Picks) {
        match self.fixed(at, edge, picks) {
            Ok(day) => self.reach.until(day),
            Err((_, first, last)) => {
                self.reach.can.1 = self.reach.can.1.min(last);
                self.reach.must.1 = self.reach.must.1.min(first);
            }
        }
    }

    /// The day of an edge, or the earliest and latest that it can be while an event is to come.
    fn fixed(&self, at: At, edge: &dyn Fn(Day) -> Reached, picks: &mut Picks) -> Result<Day, (Pending, Day, Day)> {
        let (first, last) = match at {
            At::Never => return Ok(NEVER),
            At::Pending(pending) => {
                let first = self.known(edge(pending.first), picks);
                let last = if pending.last == NEVER { NEVER } else { self.known(edge(pending.last), picks) };
                return Err((pending, first, last));
            }
            At::Day(day) => return Ok(self.known(edge(day), picks)),
            At::Between(first, last) => (earliest(edge(first)), latest(edge(last))),
        };
        Ok(self.known(Reached::Outside(first, last), picks))
    }

    fn known(&self, reached: Reached, picks: &mut Picks) -> Day {
        match reached {
            Reached::Day(day) => day,
            Reached::Outside(first, last) => picks.day(first, last, &anchors(self.view, self.event)),
        }
    }
}

/// The day T of a qualifier.
pub(crate) fn instant<'a>(view: View<'a, '_>, instant: &'a Instant, picks: &mut Picks) -> At {
    match instant {
        Instant::Date(date) => seen(view, term(view, date), picks),
        Instant::Event(narrowed) => event::first_fitting(view, narrowed, picks),
    }
}

fn seen(view: View<'_, '_>, seen: Seen<'_>, picks: &mut Picks) -> At {
    match seen {
        Seen::Date(day) => At::Day(day),
        Seen::Pending(pending) => At::Pending(pending),
        Seen::Days(first, last) => {
            picks.open();
            At::Between(first, last)
        }
        Seen::Perhaps(first, last) => {
            let today = view.world.today;
            match picks.choose(2) {
                0 => At::Pending(Pending { first: today, last: NEVER, event: today }),
                _ => At::Between(first, last),
            }
        }
        // `none`, which only a guard beside it lets in.
        Seen::None => At::Never,
        _ => {
            picks.open();
            At::Between(Day::FIRST, Day::LAST)
        }
    }
}

/// A day moved by a duration; any day on that side where the duration is not known.
fn moved(view: View<'_, '_>, day: Day, duration: &Term, direction: Direction) -> Reached {
    match (term(view, duration), direction) {
        (Seen::Duration(duration), _) => reached(view, day, duration, direction),
        (_, Direction::After) => Reached::Outside(day, Day::LAST),
        (_, Direction::Before) => Reached::Outside(Day::FIRST, day),
    }
}

/// The last day of `within D after T`, moved off a day off where the calendar says so.
pub(crate) fn last_day(view: View<'_, '_>, from: Day, duration: &Term) -> Reached {
    let reached = moved(view, from, duration, Direction::After);
    let rolls =
        matches!(term(view, duration), Seen::Duration(Duration { count: 1.., unit }) if unit != Unit::WorkingDay);
    match (reached, view.world.model.calendar.as_ref()) {
        (Reached::Day(day), Some(calendar)) if rolls => {
            let rolled = calendar.rolled(day, from);
            if matches!(rolled, Reached::Outside(..)) {
                view.world.leave_calendar();
            }
            rolled
        }
        _ => reached,
    }
}
