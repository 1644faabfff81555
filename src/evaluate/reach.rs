//! The days that the qualifiers of an event admit, where some of them hang on events still to come, and some on days that
//! are not known.

use super::picks::Picks;
use super::term::{ALWAYS, NEVER, Pending, Seen, counted, earliest, latest, reached, term};
use super::view::{Range, View};
use super::{Stop, event};
use crate::calendar::{Direction, Reached};
use crate::model::{EventCondition, Instant, PeriodTerm, Term, Window, WindowKind};
use crate::truth::{TIMES, Time, Truth};
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reach {
    /// Days admitted if nothing more happens.
    now: (Day, Day),
    /// Days admitted in some way in which the record can go on.
    can: (Day, Day),
    /// Days admitted in every such way; none where `losable`.
    must: (Day, Day),
    /// Whether some way of going on admits no day that is on record.
    losable: bool,
    /// Whether no day is admitted before an event that has not happened.
    pub waits: bool,
}

impl Reach {
    const ALL: Reach =
        Reach { now: (ALWAYS, NEVER), can: (ALWAYS, NEVER), must: (ALWAYS, NEVER), losable: false, waits: false };

    /// What an occurrence on that day, on record, is worth.
    fn value(self, day: Day) -> Time {
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

    /// The first day admitted in some way in which the record can go on.
    pub fn first(self) -> Day {
        self.can.0
    }

    /// Whether nothing hangs on an event to come.
    fn is_fixed(self) -> bool {
        self.now == self.can && self.now == self.must && !self.losable
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

/// The days admitted where some edges are known only to lie in a range: with every edge so that the fewest days are
/// admitted, and so that the most are. Where all are known the two are the same.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reaches {
    pub fewest: Reach,
    pub most: Reach,
}

impl Reaches {
    /// What an occurrence on that day, on record, may be worth.
    pub fn value(self, day: Day) -> Truth {
        let (least, greatest) = (self.fewest.value(day), self.most.value(day));
        let ends = Truth::only(least).or_maybe(Truth::only(greatest));
        if self.fewest.is_fixed() && self.most.is_fixed() {
            return ends;
        }
        let between = TIMES.into_iter().filter(|value| least < *value && *value < greatest);
        between.fold(ends, |all, value| all.or_maybe(Truth::only(value)))
    }

    /// Days next to which the value of an occurrence can change.
    pub fn edges(self) -> impl Iterator<Item = Day> {
        let of = |reach: Reach| [reach.now, reach.can, reach.must];
        of(self.fewest).into_iter().chain(of(self.most)).flat_map(|(first, last)| [first, last])
    }

    fn each(&mut self) -> [(&mut Reach, Side); 2] {
        [(&mut self.fewest, Side::Fewest), (&mut self.most, Side::Most)]
    }
}

/// Which of the two an edge is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Fewest,
    Most,
}

/// The days that the qualifiers of an event admit.
pub(crate) fn reaches<'a>(view: View<'a, '_>, event: &'a EventCondition, picks: &mut Picks) -> Reaches {
    let mut reaches = Reaches { fewest: Reach::ALL, most: Reach::ALL };
    for window in &event.windows {
        narrow(view, window, picks, &mut reaches);
    }
    reaches
}

fn narrow<'a>(view: View<'a, '_>, window: &'a Window, picks: &mut Picks, reaches: &mut Reaches) {
    let chosen = picks.chosen();
    let at = match &window.kind {
        WindowKind::Before(at)
        | WindowKind::NoLaterThan(at)
        | WindowKind::After(at)
        | WindowKind::NoEarlierThan(at)
        | WindowKind::On(at)
        | WindowKind::WithinAfter(_, at)
        | WindowKind::WithinBefore(_, at)
        | WindowKind::AtLeastAfter(_, at)
        | WindowKind::AtLeastBefore(_, at) => instant(view, at, picks),
        WindowKind::During(period) => return during(view, period, picks, reaches),
    };
    let known = picks.chosen() == chosen && matches!(at, At::Day(_));
    let mut edge = Edge { at, reaches, picks };
    match &window.kind {
        WindowKind::Before(_) => edge.last(&|day| Reached::Day(day.plus(-1))),
        WindowKind::NoLaterThan(_) => edge.last(&Reached::Day),
        WindowKind::After(_) => edge.first(&|day| Reached::Day(day.plus(1))),
        WindowKind::NoEarlierThan(_) => edge.first(&Reached::Day),
        WindowKind::On(_) => {
            edge.first(&Reached::Day);
            edge.last(&Reached::Day);
            edge.comes_by(&Reached::Day);
        }
        WindowKind::WithinAfter(duration, _) => {
            let to = Count { duration, direction: Direction::After, known };
            edge.first(&Reached::Day);
            edge.last(&|day| to.last_day(view, day));
            edge.comes_by(&|day| to.last_day(view, day));
        }
        WindowKind::WithinBefore(duration, _) => {
            let to = Count { duration, direction: Direction::Before, known };
            edge.soft_first(&|day| to.from(view, day));
            edge.last(&Reached::Day);
            edge.comes_by(&Reached::Day);
        }
        WindowKind::AtLeastAfter(duration, _) => {
            let to = Count { duration, direction: Direction::After, known };
            edge.first(&|day| to.from(view, day));
        }
        WindowKind::AtLeastBefore(duration, _) => {
            let to = Count { duration, direction: Direction::Before, known };
            edge.last(&|day| to.from(view, day));
        }
        WindowKind::During(_) => {}
    }
}

fn during<'a>(view: View<'a, '_>, period: &'a PeriodTerm, picks: &mut Picks, reaches: &mut Reaches) {
    let (from, until) = super::condition::ends(view, period);
    let at = seen(view, from, picks);
    Edge { at, reaches, picks }.first(&Reached::Day);
    if !matches!(until, Seen::None) {
        let at = seen(view, until, picks);
        Edge { at, reaches, picks }.last(&Reached::Day);
    }
}

/// The days under work, with the day T that they are narrowed from.
struct Edge<'r> {
    at: At,
    reaches: &'r mut Reaches,
    picks: &'r mut Picks,
}

/// A counted day, or the earliest that it can be while an event is to come: the least and the greatest day where that is
/// not known.
enum Fixed {
    Day((Day, Day)),
    Pending(Pending, (Day, Day)),
}

impl Edge<'_> {
    /// Nothing before the edge.
    fn first(&mut self, edge: &dyn Fn(Day) -> Reached) {
        let fixed = self.fixed(edge);
        for (reach, side) in self.reaches.each() {
            // A later first day admits fewer.
            let pick = |(least, greatest): (Day, Day)| if side == Side::Fewest { greatest } else { least };
            match fixed {
                Fixed::Day(day) => reach.from(pick(day)),
                Fixed::Pending(pending, first) => {
                    // If the event never happens the edge lies after every day.
                    reach.now.0 = NEVER;
                    reach.losable = true;
                    reach.can.0 = reach.can.0.max(pick(first));
                    reach.waits |= pick(first) >= pick(pending.event);
                }
            }
        }
    }

    /// The first edge of `within D before T`: while T is to come it is taken to come as early as it can.
    fn soft_first(&mut self, edge: &dyn Fn(Day) -> Reached) {
        let fixed = self.fixed(edge);
        for (reach, side) in self.reaches.each() {
            let pick = |(least, greatest): (Day, Day)| if side == Side::Fewest { greatest } else { least };
            match fixed {
                Fixed::Day(day) => reach.from(pick(day)),
                Fixed::Pending(_, first) => {
                    reach.now.0 = reach.now.0.max(pick(first));
                    reach.can.0 = reach.can.0.max(pick(first));
                    reach.losable = true;
                }
            }
        }
    }

    /// Nothing after the edge.
    fn last(&mut self, edge: &dyn Fn(Day) -> Reached) {
        let fixed = self.fixed(edge);
        for (reach, side) in self.reaches.each() {
            // An earlier last day admits fewer.
            let pick = |(least, greatest): (Day, Day)| if side == Side::Fewest { least } else { greatest };
            match fixed {
                Fixed::Day(day) => reach.until(pick(day)),
                // If the event never happens, nothing lies after the edge.
                Fixed::Pending(_, first) => reach.must.1 = reach.must.1.min(pick(first)),
            }
        }
    }

    /// Nothing after the edge, counted from the last day on which T can still come: without T nothing is admitted.
    fn comes_by(&mut self, edge: &dyn Fn(Day) -> Reached) {
        let At::Pending(Pending { last, .. }) = self.at else { return };
        if last != NEVER {
            let last = latest(edge(last));
            self.reaches.each().into_iter().for_each(|(reach, _)| reach.can.1 = reach.can.1.min(last));
        }
    }

    fn fixed(&mut self, edge: &dyn Fn(Day) -> Reached) -> Fixed {
        let mut ends = |reached: Reached| {
            if matches!(reached, Reached::Outside(..)) {
                self.picks.open();
            }
            (earliest(reached), latest(reached))
        };
        match self.at {
            At::Never => Fixed::Day((NEVER, NEVER)),
            At::Pending(pending) => {
                let (least, greatest) = (ends(edge(pending.first.0)), ends(edge(pending.first.1)));
                if pending.first.0 != pending.first.1 {
                    self.picks.open();
                }
                Fixed::Pending(pending, (least.0, greatest.1))
            }
            At::Day(day) => Fixed::Day(ends(edge(day))),
            At::Between(first, last) => {
                self.picks.open();
                Fixed::Day((earliest(edge(first)), latest(edge(last))))
            }
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
                0 => At::Pending(Pending::on((today, today), NEVER)),
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
