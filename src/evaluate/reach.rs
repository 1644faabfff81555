//! The days that the qualifiers of an event admit, where some of them hang on events still to come.

use super::picks::Picks;
use super::term::{ALWAYS, NEVER, Pending, Seen, counted, earliest, latest, reached, term};
use super::view::{Range, View};
use super::{Stop, event};
use crate::calendar::{Direction, Reached};
use crate::model::{EventCondition, Instant, PeriodTerm, Term, Window, WindowKind};
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
    let chosen = picks.chosen();
    let at = match &window.kind {
        WindowKind::Before(at)
        | WindowKind::NoLaterThan(at)
        | WindowKind::After(at)
        | WindowKind::NoEarlierThan(at)
        | WindowKind::AtLeastAfter(_, at)
        | WindowKind::AtLeastBefore(_, at) => instant(view, at, picks),
        // Both edges are measured from the same day.
        WindowKind::On(at) | WindowKind::WithinAfter(_, at) | WindowKind::WithinBefore(_, at) => {
            settled(view, event, instant(view, at, picks), picks)
        }
        WindowKind::During(period) => return during(Edge { view, event, reach }, period, picks),
    };
    let only = picks.chosen() == chosen;
    let mut edge = Edge { view, event, reach };
    match &window.kind {
        WindowKind::Before(_) => edge.last(at, &|day| Reached::Day(day.plus(-1)), picks),
        WindowKind::NoLaterThan(_) => edge.last(at, &Reached::Day, picks),
        WindowKind::After(_) => edge.first(at, &|day| Reached::Day(day.plus(1)), picks),
        WindowKind::NoEarlierThan(_) => edge.first(at, &Reached::Day, picks),
        WindowKind::On(_) => {
            edge.first(at, &Reached::Day, picks);
            edge.last(at, &Reached::Day, picks);
        }
        WindowKind::WithinAfter(duration, _) => {
            let to = Count { duration, direction: Direction::After, known: only && matches!(at, At::Day(_)) };
            edge.first(at, &Reached::Day, picks);
            edge.last(at, &|day| to.last_day(view, day), picks);
        }
        WindowKind::WithinBefore(duration, _) => {
            let to = Count { duration, direction: Direction::Before, known: only && matches!(at, At::Day(_)) };
            edge.soft_first(at, &|day| to.from(view, day), picks);
            edge.last(at, &Reached::Day, picks);
        }
        WindowKind::AtLeastAfter(duration, _) => {
            let to = Count { duration, direction: Direction::After, known: only && matches!(at, At::Day(_)) };
            edge.first(at, &|day| to.from(view, day), picks);
        }
        WindowKind::AtLeastBefore(duration, _) => {
            let to = Count { duration, direction: Direction::Before, known: only && matches!(at, At::Day(_)) };
            edge.last(at, &|day| to.from(view, day), picks);
        }
        WindowKind::During(_) => {}
    }
}

fn during<'a>(mut edge: Edge<'_, 'a, '_>, period: &'a PeriodTerm, picks: &mut Picks) {
    let (from, until) = super::condition::ends(edge.view, period);
    edge.first(seen(edge.view, from, picks), &Reached::Day, picks);
    if !matches!(until, Seen::None) {
        edge.last(seen(edge.view, until, picks), &Reached::Day, picks);
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
    view.world.take_steps(event::occurrences(view, view.cell(event.event)).map_or(0, <[_]>::len));
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

/// A count of days from T, as a qualifier asks for it.
#[derive(Clone, Copy)]
pub(crate) struct Count<'a> {
    pub duration: &'a Term,
    pub direction: Direction,
    /// Whether the day T is known: then the day counted to must be a date, and within the calendar.
    pub known: bool,
}

impl<'a> Count<'a> {
    /// The day counted to; any day on that side where the duration is not known.
    pub fn from(self, view: View<'a, '_>, day: Day) -> Reached {
        let duration = match (term(view, self.duration), self.direction) {
            (Seen::Duration(duration), _) => duration,
            (Seen::Within(Range::Durations(unit, least, most)), direction) => {
                let by = |count| reached(view, day, Duration { count, unit }, direction);
                let (near, far) = (by(least), by(most));
                return Reached::Outside(earliest(near).min(earliest(far)), latest(near).max(latest(far)));
            }
            (_, Direction::After) => return Reached::Outside(day, Day::LAST),
            (_, Direction::Before) => return Reached::Outside(Day::FIRST, day),
        };
        if !self.known || view.trying {
            return reached(view, day, duration, self.direction);
        }
        let counted = counted(view, day, duration, self.direction);
        if matches!(counted, Reached::Day(day) if !day.is_date()) {
            view.world.stop(Stop::Date);
        }
        counted
    }

    /// The last day of `within D after T`, moved off a day off where the calendar says so.
    pub fn last_day(self, view: View<'a, '_>, from: Day) -> Reached {
        let counts = |unit: Unit, most: u32| unit != Unit::WorkingDay && most > 0;
        let rolls = match term(view, self.duration) {
            Seen::Duration(Duration { count, unit }) => counts(unit, count),
            // Where the last of these days would move to is not looked for.
            Seen::Within(Range::Durations(unit, _, most)) if counts(unit, most) => {
                return Reached::Outside(from, Day::LAST);
            }
            _ => false,
        };
        match (self.from(view, from), view.world.model.calendar.as_ref()) {
            (Reached::Day(day), Some(calendar)) if rolls => {
                let rolled = calendar.rolled(day, from);
                if self.known && matches!(rolled, Reached::Outside(..)) {
                    view.leave_calendar();
                }
                rolled
            }
            (reached, _) => reached,
        }
    }
}
