//! The two tables that the rules look things up in: the member countries, and the working days of the calendar.
//! Whereas has both in its own files; the others get them as data.

use whereas::value::Day;

/// Each member country with the day from which it is one, by day.
pub const MEMBERS: [(&str, &str); 32] = [
    ("belgium", "1949-08-24"),
    ("canada", "1949-08-24"),
    ("denmark", "1949-08-24"),
    ("france", "1949-08-24"),
    ("iceland", "1949-08-24"),
    ("italy", "1949-08-24"),
    ("luxembourg", "1949-08-24"),
    ("netherlands", "1949-08-24"),
    ("norway", "1949-08-24"),
    ("portugal", "1949-08-24"),
    ("united_kingdom", "1949-08-24"),
    ("united_states", "1949-08-24"),
    ("greece", "1952-02-18"),
    ("turkiye", "1952-02-18"),
    ("germany", "1955-05-06"),
    ("spain", "1982-05-30"),
    ("czechia", "1999-03-12"),
    ("hungary", "1999-03-12"),
    ("poland", "1999-03-12"),
    ("bulgaria", "2004-03-29"),
    ("estonia", "2004-03-29"),
    ("latvia", "2004-03-29"),
    ("lithuania", "2004-03-29"),
    ("romania", "2004-03-29"),
    ("slovakia", "2004-03-29"),
    ("slovenia", "2004-03-29"),
    ("albania", "2009-04-01"),
    ("croatia", "2009-04-01"),
    ("montenegro", "2017-06-05"),
    ("north_macedonia", "2020-03-27"),
    ("finland", "2023-04-04"),
    ("sweden", "2024-03-07"),
];

/// The days that the example calendar covers.
const COVERS: (&str, &str) = ("2017-01-01", "2020-12-31");

/// The holidays of the example calendar.
const HOLIDAYS: [&str; 28] = [
    "2017-01-01",
    "2017-04-17",
    "2017-05-01",
    "2017-05-25",
    "2017-06-05",
    "2017-11-01",
    "2017-12-25",
    "2018-01-01",
    "2018-04-02",
    "2018-05-01",
    "2018-05-10",
    "2018-05-21",
    "2018-11-01",
    "2018-12-25",
    "2019-01-01",
    "2019-04-22",
    "2019-05-01",
    "2019-05-30",
    "2019-06-10",
    "2019-11-01",
    "2019-12-25",
    "2020-01-01",
    "2020-04-13",
    "2020-05-01",
    "2020-05-21",
    "2020-06-01",
    "2020-11-01",
    "2020-12-25",
];

/// Every day that the example calendar covers, with the number of working days before it. Between two days there are as
/// many working days as these numbers differ.
pub fn working_days() -> Vec<(Day, u16)> {
    let day = |text: &str| Day::parse(text).expect("it is a day");
    let holidays = HOLIDAYS.map(day);
    let mut before = 0;
    (day(COVERS.0).0..=day(COVERS.1).0)
        .map(Day)
        .map(|day| {
            let entry = (day, before);
            before += u16::from(day.weekday() < 5 && !holidays.contains(&day));
            entry
        })
        .collect()
}

/// A day as a number that sorts: 20180120. For engines that do not compare texts.
pub fn number(day: &str) -> i64 {
    day.bytes().filter(u8::is_ascii_digit).fold(0, |number, digit| number * 10 + i64::from(digit - b'0'))
}

/// Later than any day: when something has not happened, or does not end.
pub const NEVER: i64 = 99_991_231;
