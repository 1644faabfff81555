//! From a text that stands where a day should to why it is none.

use super::Day;
use crate::limits;

/// Why a text is no day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoDay {
    /// `2018-4-2`: the day that is meant has fewer digits than it takes.
    Digits(Day),
    /// `2018-04-03T10:00`: a day, and a time of day after it.
    Time(Day),
    /// `2018-02-30`: written as a day, and why there is none.
    None(String),
    /// `20/01/2018`: not written as a day at all.
    Form,
}

impl NoDay {
    /// Why that text, which [`Day::parse`] does not read, is no day.
    pub fn of(text: &str) -> Self {
        let front = text.get(..10).and_then(Day::parse);
        if let (Some(day), Some(rest)) = (front, text.get(10..))
            && rest.starts_with(['T', 't', ' '])
        {
            return NoDay::Time(day);
        }
        let parts: Vec<&str> = text.split('-').collect();
        let [year, month, day] = parts.as_slice() else { return NoDay::Form };
        let digits = |part: &str, most: usize| {
            (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if year.len() != 4 || !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
            return NoDay::Form;
        }
        match Day::parse(&format!("{year}-{month:0>2}-{day:0>2}")) {
            Some(day) => NoDay::Digits(day),
            None => NoDay::None(no_such_day(year, month)),
        }
    }
}

/// Why there is no such day in that month of that year.
fn no_such_day(year: &str, month: &str) -> String {
    let number = |part: &str| part.parse::<i16>().unwrap_or_default();
    let (year, month) = (number(year), number(month));
    let (first, last) = limits::YEARS;
    if !(first..=last).contains(&year) {
        return format!("years run from {first} to {last}");
    }
    let lasts = |day: i8| i8::try_from(month).ok().and_then(|month| Day::new(year, month, day)).is_some();
    match (28..=31).rev().find(|&day| lasts(day)) {
        None => "months run from 01 to 12; the year comes first, then the month, then the day".to_owned(),
        Some(last) => format!("that month has {last} days"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_no_day_has_a_reason() {
        let day = |text: &str| Day::parse(text).expect("it is a day");
        assert_eq!(NoDay::of("2018-4-2"), NoDay::Digits(day("2018-04-02")));
        assert_eq!(NoDay::of("2018-04-03T10:00"), NoDay::Time(day("2018-04-03")));
        for (text, why) in [
            ("2020-02-30", "that month has 29 days"),
            ("2018-2-29", "that month has 28 days"),
            ("2018-13-01", "months run from 01 to 12; the year comes first, then the month, then the day"),
            ("0000-01-01", "years run from 1 to 9999"),
        ] {
            assert_eq!(NoDay::of(text), NoDay::None(why.into()), "{text}");
        }
        for text in ["", "20/01/2018", "20.01.2018", "2018-01", "18-01-20", "2018-01-20x", "2018-001-01", "é-é-é"] {
            assert_eq!(NoDay::of(text), NoDay::Form, "{text}");
        }
    }
}
