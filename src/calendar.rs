//! Working days: counting them, and saying which days were skipped.

use std::ops::Bound;

use crate::text::Text;
use crate::value::{Day, Duration, Unit};

/// What happens to a last day that is a day off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Roll {
    /// It becomes the next working day.
    Next,
    /// It becomes the working day before.
    Previous,
    /// It stays.
    Stay,
}

/// A day off with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// The day.
    pub day: Day,
    /// Its name.
    pub name: Text,
}

/// Which days are worked, over the days that the calendar covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// The name it is declared under.
    pub name: Text,
    /// First and last day that it knows.
    pub covers: (Day, Day),
    /// Days of the week that are off, Monday 0 to Sunday 6.
    pub weekend: [bool; 7],
    /// Other days off, by day.
    holidays: Vec<Holiday>,
    /// What happens to a last day that is off.
    pub roll: Roll,
    /// Every working day covered, in order, so that counting is looking up.
    working: Vec<Day>,
}

/// A day that was counted to: known, or known only to lie between two days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// That day.
    Day(Day),
    /// The count left what the calendar covers: some day from the first to the second.
    Outside(Day, Day),
}

/// Which way to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To later days.
    After,
    /// To earlier days.
    Before,
}

/// A day that a count skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Skipped<'c> {
    /// The day.
    pub day: Day,
    /// The holiday, or `None` for a day of the weekend.
    pub holiday: Option<&'c Holiday>,
}

impl Calendar {
    /// A calendar that covers the days from `covers.0` to `covers.1`; holidays outside them count for nothing.
    pub fn new(name: Text, covers: (Day, Day), weekend: [bool; 7], mut holidays: Vec<Holiday>, roll: Roll) -> Self {
        holidays.sort_by_key(|holiday| holiday.day);
        let mut calendar = Calendar { name, covers, weekend, holidays, roll, working: Vec::new() };
        let days = (covers.0.0..=covers.1.0).map(Day);
        calendar.working = days.filter(|&day| !calendar.is_off(day)).collect();
        calendar
    }

    /// Other days off than the weekend, by day.
    pub fn holidays(&self) -> &[Holiday] {
        &self.holidays
    }

    /// Whether the calendar knows that day.
    pub fn covers(&self, day: Day) -> bool {
        (self.covers.0..=self.covers.1).contains(&day)
    }

    fn holiday(&self, day: Day) -> Option<&Holiday> {
        let at = self.holidays.binary_search_by_key(&day, |holiday| holiday.day).ok()?;
        self.holidays.get(at)
    }

    /// Whether that day is of the weekend or a holiday.
    pub fn is_off(&self, day: Day) -> bool {
        self.weekend.get(usize::from(day.weekday())).copied().unwrap_or(false) || self.holiday(day).is_some()
    }

    /// The day `count` working days after (or before) `from`. Counting starts on the next day; 0 is the day itself.
    pub fn count(&self, from: Day, count: u32, direction: Direction) -> Reached {
        if count == 0 {
            return Reached::Day(from);
        }
        let (days, count) = (i32::try_from(count).unwrap_or(i32::MAX), count as usize);
        let (first, last) = self.covers;
        let beyond = |known: usize| days - i32::try_from(known).unwrap_or(days);
        match direction {
            Direction::After => {
                let next = self.working.partition_point(|&day| day <= from);
                match self.working.get(next + count - 1) {
                    Some(&day) if from.plus(1) >= first => Reached::Day(day),
                    // At the latest, if all days before the calendar are off.
                    reached if from.plus(1) < first => {
                        Reached::Outside(from.plus(days), reached.copied().unwrap_or(Day::LAST))
                    }
                    _ => {
                        let earliest = from.max(last).plus(beyond(self.working.len() - next));
                        Reached::Outside(earliest, earliest.max(Day::LAST))
                    }
                }
            }
            Direction::Before => {
                let before = self.working.partition_point(|&day| day < from);
                let reached = before.checked_sub(count).and_then(|at| self.working.get(at));
                match reached {
                    Some(&day) if from.plus(-1) <= last => Reached::Day(day),
                    _ if from.plus(-1) > last => {
                        Reached::Outside(reached.copied().unwrap_or(Day::FIRST), from.plus(-days))
                    }
                    _ => {
                        let latest = from.min(first).plus(-beyond(before));
                        Reached::Outside(latest.min(Day::FIRST), latest)
                    }
                }
            }
        }
    }

    /// Working days after `from` up to `to`, that day included; negative the other way.
    /// `None` where some of these days are not covered.
    pub fn between(&self, from: Day, to: Day) -> Option<i32> {
        if to < from {
            return self.between(to, from).map(|days| -days);
        }
        if from == to {
            return Some(0);
        }
        (self.covers(from.plus(1)) && self.covers(to)).then(|| {
            let up_to = |end: Day| self.working.partition_point(|&day| day <= end);
            i32::try_from(up_to(to) - up_to(from)).unwrap_or(i32::MAX)
        })
    }

    /// The least and the most that [`Calendar::between`] can be, of days that lie in these ranges and may not be covered.
    pub fn bounds(&self, from: (Day, Day), to: (Day, Day)) -> (Bound<i64>, Bound<i64>) {
        let known = if from.0 == from.1 && to.0 == to.1 { self.between(from.0, to.0) } else { None };
        match known.map(|days| Bound::Included(days.into())) {
            Some(days) => (days, days),
            None => (self.at_least(from.1, to.0), self.at_most(from.0, to.1)),
        }
    }

    /// The least that it can be, where some of these days are not covered: those that are count.
    fn at_least(&self, from: Day, to: Day) -> Bound<i64> {
        let known = self.between(from, to).or_else(|| (from <= to).then(|| self.covered_between(from, to)));
        known.map_or(Bound::Unbounded, |days| Bound::Included(days.into()))
    }

    /// The most that it can be.
    fn at_most(&self, from: Day, to: Day) -> Bound<i64> {
        let known = self.between(from, to).or_else(|| (to <= from).then(|| -self.covered_between(to, from)));
        known.map_or(Bound::Unbounded, |days| Bound::Included(days.into()))
    }

    /// The working days that are covered, after one day up to a later one.
    fn covered_between(&self, from: Day, to: Day) -> i32 {
        let within = |day: Day| day.clamp(self.covers.0.plus(-1), self.covers.1);
        self.between(within(from), within(to)).unwrap_or_default()
    }

    /// The last day of a period in days, weeks, months or years, moved off a day off as [`Roll`] says,
    /// never to before `start`.
    pub fn rolled(&self, day: Day, start: Day) -> Reached {
        if self.roll == Roll::Stay {
            return Reached::Day(day);
        }
        if !self.covers(day) {
            // Whether that day is off is not known, so neither is where it would move to.
            let working = |at: usize| self.working.get(at).copied();
            return match self.roll {
                Roll::Next if day > self.covers.1 => Reached::Outside(day, day.max(Day::LAST)),
                Roll::Next => Reached::Outside(day, working(0).unwrap_or(Day::LAST)),
                _ if day > self.covers.1 => {
                    let known = self.working.len().checked_sub(1).and_then(working);
                    Reached::Outside(known.unwrap_or(start).max(start).min(day), day)
                }
                _ => Reached::Outside(start.min(day), day),
            };
        }
        if !self.is_off(day) {
            return Reached::Day(day);
        }
        let next = self.working.partition_point(|&working| working < day);
        match self.roll {
            Roll::Next => match self.working.get(next) {
                Some(&working) => Reached::Day(working),
                None => Reached::Outside(self.covers.1.plus(1), Day::LAST),
            },
            _ => match next.checked_sub(1).and_then(|at| self.working.get(at)) {
                Some(&working) => Reached::Day(working.max(start)),
                None => Reached::Outside(start.min(day), day),
            },
        }
    }

    /// The days off after `from` up to `to`, whichever is earlier, with their names.
    pub fn skipped(&self, from: Day, to: Day) -> Vec<Skipped<'_>> {
        let days = if from <= to { from.0 + 1..=to.0 } else { to.0..=from.0 - 1 };
        let off = days.map(Day).filter(|&day| self.covers(day) && self.is_off(day));
        off.map(|day| Skipped { day, holiday: self.holiday(day) }).collect()
    }
}

/// The day a duration after (or before) another, by the calendar where the unit is working days.
/// `None` where working days are asked for and there is no calendar, which checking rules out.
pub fn shift(calendar: Option<&Calendar>, from: Day, duration: Duration, direction: Direction) -> Option<Reached> {
    let count = i32::try_from(duration.count).unwrap_or(i32::MAX);
    let signed = if direction == Direction::After { count } else { -count };
    Some(match duration.unit {
        Unit::WorkingDay => return Some(calendar?.count(from, duration.count, direction)),
        Unit::Day => Reached::Day(from.plus(signed)),
        Unit::Week => Reached::Day(from.plus(signed.saturating_mul(7))),
        Unit::Month => Reached::Day(from.plus_months(signed)),
        Unit::Year => Reached::Day(from.plus_months(signed.saturating_mul(12))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap_or(Day(0))
    }

    fn christmas(roll: Roll) -> Calendar {
        let off = [("2017-12-25", "Christmas Day"), ("2018-01-01", "New Year's Day")];
        let holidays = off.map(|(at, name)| Holiday { day: day(at), name: Text::plain("en", name) }).to_vec();
        let weekend = [false, false, false, false, false, true, true];
        Calendar::new(Text::plain("en", "Example"), (day("2017-01-01"), day("2018-12-31")), weekend, holidays, roll)
    }

    fn counts(from: &str, count: u32, direction: Direction) -> String {
        match christmas(Roll::Stay).count(day(from), count, direction) {
            Reached::Day(day) => day.to_string(),
            Reached::Outside(first, last) => format!("{first} to {last}"),
        }
    }

    #[test]
    fn working_days_skip_weekends_and_holidays_both_ways() {
        assert_eq!(counts("2017-12-22", 3, Direction::After), "2017-12-28");
        assert_eq!(counts("2018-01-05", 10, Direction::Before), "2017-12-20");
        assert_eq!(counts("2017-12-25", 0, Direction::After), "2017-12-25");
        assert_eq!(counts("2017-12-23", 1, Direction::After), "2017-12-26");
        assert_eq!(counts("2017-12-23", 1, Direction::Before), "2017-12-22");
    }

    #[test]
    fn a_count_that_leaves_the_calendar_is_only_known_to_lie_outside() {
        assert_eq!(counts("2018-12-31", 1, Direction::After), "2019-01-01 to 9999-12-31");
        assert_eq!(counts("2017-01-02", 1, Direction::Before), "0001-01-01 to 2016-12-31");
        assert_eq!(counts("2016-06-01", 1, Direction::After), "2016-06-02 to 2017-01-02");
        assert_eq!(counts("2016-12-31", 1, Direction::After), "2017-01-02");
    }

    #[test]
    fn working_days_between_run_both_ways() {
        let calendar = christmas(Roll::Stay);
        assert_eq!(calendar.between(day("2017-12-22"), day("2017-12-28")), Some(3));
        assert_eq!(calendar.between(day("2017-12-28"), day("2017-12-22")), Some(-3));
        assert_eq!(calendar.between(day("2018-12-28"), day("2019-01-02")), None);
    }

    #[test]
    fn a_last_day_off_moves_as_the_calendar_says() {
        let roll = |roll| christmas(roll).rolled(day("2017-12-24"), day("2017-12-01"));
        assert_eq!(roll(Roll::Next), Reached::Day(day("2017-12-26")));
        assert_eq!(roll(Roll::Previous), Reached::Day(day("2017-12-22")));
        assert_eq!(roll(Roll::Stay), Reached::Day(day("2017-12-24")));
        assert_eq!(
            christmas(Roll::Previous).rolled(day("2017-12-24"), day("2017-12-23")),
            Reached::Day(day("2017-12-23"))
        );
    }

    #[test]
    fn skipped_days_are_named() {
        let calendar = christmas(Roll::Stay);
        let skipped = calendar.skipped(day("2018-01-05"), day("2017-12-20"));
        let names: Vec<_> =
            skipped.iter().filter_map(|skipped| skipped.holiday).map(|holiday| &*holiday.name.own).collect();
        assert_eq!(names, ["Christmas Day", "New Year's Day"]);
        assert_eq!(skipped.len(), 6);
    }
}
