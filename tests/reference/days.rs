//! Counting days one by one.

use std::collections::BTreeSet;

use whereas::syntax::CalendarItem;
use whereas::value::{Day, Unit};

/// Which days are off, over the days covered.
pub struct Calendar {
    covers: (Day, Day),
    weekend: Vec<u8>,
    holidays: BTreeSet<Day>,
    roll: Option<String>,
}

const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

impl Calendar {
    pub fn of(item: &CalendarItem) -> Calendar {
        let covers = item.covers.as_ref().expect("the days that it covers");
        let number = |name: &str| NAMES.iter().position(|day| *day == name).expect("a day of the week") as u8;
        let weekend = item.weekend.as_ref();
        Calendar {
            covers: (covers.0.value, covers.1.value),
            weekend: weekend.map_or(vec![5, 6], |days| days.iter().map(|day| number(&day.value)).collect()),
            holidays: item.holidays.iter().map(|holiday| holiday.day.value).collect(),
            roll: item.roll.as_ref().map(|roll| roll.value.to_string()),
        }
    }

    fn is_off(&self, day: Day) -> bool {
        assert!(self.covers.0 <= day && day <= self.covers.1, "{day} lies outside of the calendar");
        self.weekend.contains(&day.weekday()) || self.holidays.contains(&day)
    }

    /// So many days or working days later, or earlier.
    pub fn moved(&self, from: Day, count: u32, unit: Unit, forward: bool) -> Day {
        let step = if forward { 1 } else { -1 };
        let days = |each: i32| from.plus(step * each * i32::try_from(count).expect("a small count"));
        match unit {
            Unit::Day => days(1),
            Unit::Week => days(7),
            Unit::Month => months(from, step * count as i32),
            Unit::Year => months(from, step * 12 * count as i32),
            Unit::WorkingDay => {
                let (mut day, mut left) = (from, count);
                while left > 0 {
                    day = day.plus(step);
                    left -= u32::from(!self.is_off(day));
                }
                day
            }
        }
    }

    /// The last day of `within D after T`: not one that is off, where the calendar says so.
    pub fn last_day(&self, from: Day, count: u32, unit: Unit) -> Day {
        let mut day = self.moved(from, count, unit, true);
        if unit == Unit::WorkingDay || count == 0 {
            return day;
        }
        match self.roll.as_deref() {
            Some("next") => {
                while self.is_off(day) {
                    day = day.plus(1);
                }
            }
            Some("previous") => {
                while day > from && self.is_off(day) {
                    day = day.plus(-1);
                }
            }
            _ => {}
        }
        day
    }

    /// Working days after one day up to another, negative the other way.
    pub fn working_between(&self, from: Day, to: Day) -> i32 {
        if to < from {
            return -self.working_between(to, from);
        }
        (from.0 + 1..=to.0).filter(|day| !self.is_off(Day(*day))).count() as i32
    }
}

/// So many months later: the same day of the month, or its last where it lacks that day.
fn months(from: Day, by: i32) -> Day {
    let date = from.date();
    let month = i32::from(date.year()) * 12 + i32::from(date.month()) - 1 + by;
    let (year, month) = (month.div_euclid(12) as i16, month.rem_euclid(12) as i8 + 1);
    (1..=date.day()).rev().find_map(|day| Day::new(year, month, day)).expect("a month has a first day")
}
