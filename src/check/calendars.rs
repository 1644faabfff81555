//! The calendar of working days.

use std::collections::BTreeMap;

use super::Checker;
use super::names::elsewhere;
use crate::calendar::{Calendar, Holiday, Roll};
use crate::error::check::FileError;
use crate::error::did_you_mean;
use crate::source::FileId;
use crate::syntax::{CalendarItem, Force, Name};

const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Years that one calendar may cover.
const YEARS: i32 = 200;

impl Checker<'_> {
    /// The one calendar of the check.
    pub(super) fn calendar(&mut self) -> Option<Calendar> {
        let items = self.names.calendars.clone();
        if let [first, second, ..] = items.as_slice() {
            let at = second.name.span;
            let (first, place) = elsewhere(self.sources, at, first.name.span);
            let help = format!("{place}a check counts with one calendar; leave one of them out");
            self.problems.say(at.file, FileError::TwoCalendars { at, first, help });
        }
        let calendars: Vec<_> = items.iter().map(|item| self.one_calendar(item)).collect();
        calendars.into_iter().next().flatten()
    }

    fn one_calendar(&mut self, item: &CalendarItem) -> Option<Calendar> {
        let file = item.name.span.file;
        let weekend = match &item.weekend {
            Some(days) => self.weekend(file, days),
            None => Some([false, false, false, false, false, true, true]),
        };
        let roll = item.roll.as_ref().map_or(Some(Roll::Stay), |word| self.roll(file, word));
        let Some((from, until)) = item.covers else {
            let (name, at) = (item.name.value.to_string(), item.name.span);
            self.problems.say(file, FileError::CoversMissing { name, at });
            return None;
        };
        let at = from.span.to(until.span);
        if until.value < from.value {
            let instead = format!("covers {} to {}", until.value, from.value);
            self.problems.say(file, FileError::Reversed { instead, at });
            return None;
        }
        if until.value > from.value.plus_months(YEARS * 12).plus(-1) {
            self.problems.say(file, FileError::CoversLong { limit: YEARS, at });
            return None;
        }
        let mut seen = BTreeMap::new();
        let mut holidays = Vec::new();
        for line in &item.holidays {
            let (day, at) = (line.day.value, line.day.span);
            if let Some(first) = seen.insert(day, at) {
                self.problems.say(file, FileError::HolidayTwice { day: day.to_string(), at, first });
            } else if !(from.value..=until.value).contains(&day) {
                let (from, until) = (from.value.to_string(), until.value.to_string());
                self.problems.say(file, FileError::HolidayOutside { day: day.to_string(), from, until, at });
            } else {
                holidays.push(Holiday { day, name: self.text(&line.name) });
            }
        }
        let name = self.label(item.title.as_ref(), &item.name);
        Some(Calendar::new(name, (from.value, until.value), weekend?, holidays, roll?))
    }

    fn weekend(&mut self, file: FileId, days: &[Name]) -> Option<[bool; 7]> {
        let mut weekend = [false; 7];
        let mut whole = true;
        for day in days {
            let number = DAYS.iter().position(|known| **known == *day.value);
            match number.and_then(|number| weekend.get_mut(number)) {
                Some(off) if *off => {
                    self.problems.say(file, FileError::WeekdayTwice { name: day.value.to_string(), at: day.span });
                }
                Some(off) => *off = true,
                None => {
                    whole = false;
                    let help = did_you_mean(&day.value, DAYS)
                        .or_else(|| Some("write `monday`, `tuesday` and so on to `sunday`, in small letters".into()));
                    self.problems.say(file, FileError::Weekday { name: day.value.to_string(), at: day.span, help });
                }
            }
        }
        if weekend.iter().all(|off| *off)
            && let (Some(first), Some(last)) = (days.first(), days.last())
        {
            self.problems.say(file, FileError::NoWorkingDay { at: first.span.to(last.span) });
            return None;
        }
        whole.then_some(weekend)
    }

    fn roll(&mut self, file: FileId, word: &Name) -> Option<Roll> {
        match &*word.value {
            "next" => Some(Roll::Next),
            "previous" => Some(Roll::Previous),
            "stay" => Some(Roll::Stay),
            _ => {
                self.problems.say(file, FileError::Roll { name: word.value.to_string(), at: word.span });
                None
            }
        }
    }

    /// The days on which a text is in force.
    pub(super) fn force(&mut self, force: &Force) -> crate::model::Force {
        let (from, until) = (force.from.map(|day| day.value), force.until.map(|day| day.value));
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            let instead = format!("in force from {until} until {from}");
            self.problems.say(force.span.file, FileError::Reversed { instead, at: force.span });
        }
        crate::model::Force { from, until }
    }
}
