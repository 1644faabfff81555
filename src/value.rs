//! Values and types: what a fact can be, and what a case says of it.

mod no_day;

use std::sync::Arc;

pub use no_day::NoDay;
pub use rust_decimal::Decimal;

use crate::limits;

/// A day of the Gregorian calendar, as the number of days since 1 January 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

const EPOCH: jiff::civil::Date = jiff::civil::date(1970, 1, 1);

impl Day {
    /// 1 January of the year 1: no date is earlier.
    pub const FIRST: Day = Day(-719_162);
    /// 31 December 9999: no date is later.
    pub const LAST: Day = Day(2_932_896);

    /// The day of that year, month and day of the month; `None` where there is none such.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Day> {
        let date = jiff::civil::Date::new(year, month, day).ok()?;
        (limits::YEARS.0..=limits::YEARS.1).contains(&year).then(|| Day::of(date))
    }

    /// Reads `2017-12-04` and nothing else: no time of day, no blanks, no signs.
    pub fn parse(text: &str) -> Option<Day> {
        let mut parts = text.splitn(3, '-');
        let mut part = |length: usize| {
            let part = parts.next()?;
            (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())).then_some(part)
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    fn of(date: jiff::civil::Date) -> Day {
        let days = date.duration_since(EPOCH).as_hours() / 24;
        Day(i32::try_from(days).unwrap_or(i32::MAX))
    }

    /// The same day as a date of the date library; days outside the years 1 to 9999 give the nearest one inside.
    pub fn date(self) -> jiff::civil::Date {
        let inside = self.0.clamp(Day::FIRST.0, Day::LAST.0);
        let days = jiff::Span::new().days(i64::from(inside));
        EPOCH.checked_add(days).unwrap_or(jiff::civil::Date::MAX)
    }

    /// So many days later (earlier where negative), never beyond `i32`.
    #[must_use]
    pub fn plus(self, days: i32) -> Day {
        Day(self.0.saturating_add(days))
    }

    /// So many months later (earlier where negative). A day that the month lacks is its last day.
    /// Beyond the years 1 to 9999 a day that is no date, see [`Day::is_date`].
    #[must_use]
    pub fn plus_months(self, months: i32) -> Day {
        let span = jiff::Span::new().try_months(months);
        let (before, after) = (Day::FIRST.plus(-1), Day::LAST.plus(1));
        let beyond = if months < 0 { before } else { after };
        span.and_then(|span| self.date().checked_add(span)).map_or(beyond, Day::of).clamp(before, after)
    }

    /// Day of the week, Monday 0 to Sunday 6.
    pub fn weekday(self) -> u8 {
        // 1 January 1970 was a Thursday.
        u8::try_from((self.0 + 3).rem_euclid(7)).unwrap_or(0)
    }

    /// Whether the day lies in the years 1 to 9999.
    pub fn is_date(self) -> bool {
        (Day::FIRST..=Day::LAST).contains(&self)
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let date = self.date();
        write!(out, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
    }
}

/// The unit of a duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// Days that are neither of the weekend nor holidays of the calendar.
    WorkingDay,
    /// Calendar days.
    Day,
    /// Seven days.
    Week,
    /// Calendar months.
    Month,
    /// Twelve months.
    Year,
}

impl Unit {
    /// All units.
    pub const ALL: [Unit; 5] = [Unit::WorkingDay, Unit::Day, Unit::Week, Unit::Month, Unit::Year];

    /// The word as the language writes it: `day` or `days`.
    pub fn word(self, many: bool) -> &'static str {
        match (self, many) {
            (Unit::WorkingDay, false) => "working day",
            (Unit::WorkingDay, true) => "working days",
            (Unit::Day, false) => "day",
            (Unit::Day, true) => "days",
            (Unit::Week, false) => "week",
            (Unit::Week, true) => "weeks",
            (Unit::Month, false) => "month",
            (Unit::Month, true) => "months",
            (Unit::Year, false) => "year",
            (Unit::Year, true) => "years",
        }
    }
}

/// A length of time in one unit: `10 working days`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Duration {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

impl Duration {
    /// Reads `10 working days`, `1 month` and the like.
    pub fn parse(text: &str) -> Option<Duration> {
        let (count, unit) = text.trim().split_once(' ')?;
        let unit = unit.split_whitespace().collect::<Vec<_>>().join(" ");
        let unit = Unit::ALL.into_iter().find(|known| known.word(true) == unit || known.word(false) == unit)?;
        let digits = count.bytes().all(|byte| byte.is_ascii_digit());
        let count = digits.then(|| count.parse().ok()).flatten().filter(|&count| count <= limits::DURATION_UNITS)?;
        Some(Duration { count, unit })
    }
}

impl std::fmt::Display for Duration {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} {}", self.count, self.unit.word(self.count != 1))
    }
}

/// The number of a choice in the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ChoiceId(pub u16);

/// The number of a record in the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RecordId(pub u16);

/// What a value can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// `text`
    Text,
    /// `number`
    Number,
    /// `yes/no`
    YesNo,
    /// `date`
    Date,
    /// `duration`
    Duration,
    /// `period`
    Period,
    /// `event`, `event by Office`, `event of Contact by Office`
    Event {
        /// The choice of those who can be its actor, where one is declared.
        by: Option<ChoiceId>,
        /// The record whose fields each occurrence carries.
        of: Option<RecordId>,
    },
    /// `Office`
    Choice(ChoiceId),
    /// `Candidate`
    Record(RecordId),
    /// `list of Country`
    List(Arc<Type>),
    /// `optional Office`
    Optional(Arc<Type>),
}

impl Type {
    /// The type without `optional`.
    pub fn bare(&self) -> &Type {
        match self {
            Type::Optional(inner) => inner,
            other => other,
        }
    }

    /// Whether `none` is one of its values.
    pub fn is_optional(&self) -> bool {
        matches!(self, Type::Optional(_))
    }
}

/// What is said of one fact: it stands in one cell. Records and periods are spread over several, see
/// [`crate::model::Shape`].
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Not asked.
    Missing,
    /// Asked, and not known.
    Unknown,
    /// Known to be absent.
    None,
    /// Given (or assumed).
    Known(Value),
    /// Records disagree: one of these, each known or none.
    Disputed(Box<[Cell]>),
    /// A date between two days, both included.
    Between(Day, Day),
}

/// A known value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text, in Unicode NFC.
    Text(Arc<str>),
    /// An exact decimal; keeps its scale.
    Number(Decimal),
    /// Yes or no.
    YesNo(bool),
    /// A day.
    Date(Day),
    /// A length of time.
    Duration(Duration),
    /// An alternative of a choice, by its number.
    Choice(u16),
    /// A list.
    List(Arc<List>),
    /// The occurrences of an event, in the order given.
    Event(Arc<[Occurrence]>),
}

/// A list: the cells of its elements side by side, `width` cells each.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct List {
    /// Cells of one element, at least one.
    pub width: usize,
    /// All cells.
    pub cells: Vec<Cell>,
}

impl List {
    /// The cells of each element in turn.
    pub fn elements(&self) -> std::slice::ChunksExact<'_, Cell> {
        self.cells.chunks_exact(self.width.max(1))
    }

    /// How many elements.
    pub fn len(&self) -> usize {
        self.cells.len() / self.width.max(1)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }
}

/// One time that an event happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Occurrence {
    /// On which day: a date cell, never [`Cell::None`].
    pub on: Cell,
    /// By whom: a choice cell; [`Cell::Missing`] for an event without `by`.
    pub by: Cell,
    /// A remark for the reader; no rule reads it.
    pub note: Option<Arc<str>>,
    /// The cells of the record that the event is `of`.
    pub fields: Box<[Cell]>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_strictly() {
        assert_eq!(Day::parse("1970-01-02"), Some(Day(1)));
        assert_eq!(Day::parse("0001-01-01"), Some(Day::FIRST));
        assert_eq!(Day::parse("9999-12-31"), Some(Day::LAST));
        for wrong in [
            "2017-02-29",
            "2017-1-02",
            " 2017-01-02",
            "2017-01-02T00:00",
            "+017-01-02",
            "0000-01-01",
            "2017-13-01",
            "2017-01",
        ] {
            assert_eq!(Day::parse(wrong), None, "{wrong}");
        }
        assert_eq!(
            Day::parse("2017-12-04").map(|day| (day.to_string(), day.weekday())),
            Some(("2017-12-04".into(), 0))
        );
    }

    #[test]
    fn a_month_after_the_31st_is_the_last_day() {
        let after = |day: &str, months| Day::parse(day).map(|day| day.plus_months(months).to_string());
        assert_eq!(after("2018-01-31", 1).as_deref(), Some("2018-02-28"));
        assert_eq!(after("2018-03-31", -1).as_deref(), Some("2018-02-28"));
        assert_eq!(after("2016-02-29", 12).as_deref(), Some("2017-02-28"));
        assert!(!Day::LAST.plus_months(1).is_date() && !Day::FIRST.plus_months(-12).is_date());
    }

    #[test]
    fn durations_are_read_in_every_unit() {
        assert_eq!(Duration::parse("10 working days"), Some(Duration { count: 10, unit: Unit::WorkingDay }));
        assert_eq!(Duration::parse("1 month").map(|duration| duration.to_string()).as_deref(), Some("1 month"));
        for wrong in ["days", "-1 days", "1.5 days", "10001 days", "2 fortnights"] {
            assert_eq!(Duration::parse(wrong), None, "{wrong}");
        }
    }
}
