//! Plain values: texts, numbers, yes and no, days, durations, alternatives.

use super::reader::{Reader, Spelling};
use super::spelled::{Kind, Spelled};
use super::words::{all, either, shown};
use crate::error::case::CaseError;
use crate::error::{did_you_mean, nearest_name};
use crate::limits;
use crate::value::{ChoiceId, Day, Decimal, Duration, NoDay, Type, Unit, Value};

impl Reader<'_> {
    /// The value of a plain type; where it is none, that is said.
    pub(super) fn plain(&mut self, ty: &Type, said: &Spelled) -> Option<Value> {
        match (ty, &said.kind) {
            (Type::Number | Type::Date | Type::Duration, Kind::String(text)) if &**text == "unknown" => {
                self.misfit(ty, said);
                None
            }
            (Type::Text, Kind::String(_) | Kind::Text(_)) => self.text(said).map(Value::Text),
            (Type::YesNo, Kind::YesNo(yes)) => Some(Value::YesNo(*yes)),
            (Type::Number, Kind::Number(number)) => Some(Value::Number(*number)),
            (Type::Number, Kind::Digits) => {
                let Spelling::Json(text, _) = self.spelling else {
                    unreachable!("only JSON leaves its digits in the source")
                };
                self.number(text.get(said.span.range()).unwrap_or_default(), said)
            }
            (Type::Number, Kind::String(text)) => self.number(text, said),
            (Type::Date, Kind::Date(day)) => Some(Value::Date(*day)),
            (Type::Date, Kind::String(text)) => self.date(text, said),
            (Type::Duration, Kind::Duration(duration)) => self.duration(*duration, said),
            (Type::Duration, Kind::String(text)) => match Some(&**text).filter(short).and_then(Duration::parse) {
                Some(duration) => self.duration(duration, said),
                None => {
                    let (text, help, span) = (shown(text), duration_help(text), said.span);
                    self.error(span, |place| CaseError::NotADuration { text, help, span, place });
                    None
                }
            },
            (Type::Choice(id), Kind::String(name)) => self.alternative(*id, name, said),
            (Type::Choice(id), Kind::Word(name)) => self.alternative(*id, name, said),
            _ => {
                self.misfit(ty, said);
                None
            }
        }
    }

    fn number(&mut self, text: &str, said: &Spelled) -> Option<Value> {
        let span = said.span;
        match number(text) {
            Ok(number) => Some(Value::Number(number)),
            Err(help) => {
                let text = shown(text);
                self.error(span, |place| CaseError::NotANumber { text, help, span, place });
                None
            }
        }
    }

    fn date(&mut self, text: &str, said: &Spelled) -> Option<Value> {
        if let Some(day) = Day::parse(text) {
            return Some(Value::Date(day));
        }
        let (span, text, why) = (said.span, shown(text), NoDay::of(text));
        let help = match &why {
            NoDay::Time(day) | NoDay::Digits(day) => self.day(*day),
            NoDay::None(why) => why.clone(),
            NoDay::Form => format!("write the day as {}: year, month, day", self.day(EXAMPLE)),
        };
        self.error(span, |place| match why {
            NoDay::Time(_) => CaseError::TimeOfDay { text, day: help, span, place },
            NoDay::Digits(_) => CaseError::NotADay { text, help: format!("write it as {help}"), span, place },
            NoDay::None(_) => CaseError::NoSuchDay { text, help, span, place },
            NoDay::Form => CaseError::NotADay { text, help, span, place },
        });
        None
    }

    fn duration(&mut self, duration: Duration, said: &Spelled) -> Option<Value> {
        if duration.unit == Unit::WorkingDay && self.model.calendar.is_none() {
            self.error(said.span, |place| CaseError::NoCalendar { span: said.span, place });
            return None;
        }
        let Some(class) = self.class else { return Some(Value::Duration(duration)) };
        let because = format!("`{}` is", self.path());
        let Some(unit) = self.units.get_mut(usize::from(class)) else {
            unreachable!("checking made all numbers of classes good")
        };
        match unit {
            Some((unit, because)) if *unit != duration.unit => {
                let (unit, because, span) = (unit.word(true), because.clone(), said.span);
                let duration = duration.to_string();
                self.error(span, |place| CaseError::Unit { duration, unit, because, span, place });
                None
            }
            Some(_) => Some(Value::Duration(duration)),
            None => {
                *unit = Some((duration.unit, because));
                Some(Value::Duration(duration))
            }
        }
    }

    fn alternative(&mut self, id: ChoiceId, name: &str, said: &Spelled) -> Option<Value> {
        let Some(choice) = self.model.choice(id) else { unreachable!("checking made all numbers of choices good") };
        let at = choice.members.iter().position(|member| *member.name == *name);
        if let Some(at) = at.and_then(|at| u16::try_from(at).ok()) {
            return Some(Value::Choice(at));
        }
        let span = said.span;
        let unknown = Some(self.unknown()).filter(|_| name == "unknown");
        self.error(span, |place| {
            let called = |text: &str| text.to_lowercase() == name.to_lowercase();
            let labelled = choice.members.iter().find(|member| {
                called(&member.name)
                    || called(&member.label.own)
                    || member.label.translations.iter().any(|(_, label)| called(label))
            });
            let names = || choice.members.iter().map(|member| &*member.name);
            let help = match labelled {
                Some(member) => format!("write `{}`: cases give the name, the report shows the label", member.name),
                None if unknown.is_some() => format!("write {} where it is not known", unknown.unwrap_or_default()),
                None => did_you_mean(name, names()).unwrap_or_else(|| format!("write {}", either(names()))),
            };
            CaseError::NotAnAlternative { name: shown(name), choice: choice.name.to_string(), help, span, place }
        });
        None
    }
}

/// 20 January 2018, the day of examples.
const EXAMPLE: Day = Day(17_551);

fn short(text: &&str) -> bool {
    text.len() <= LONGEST
}

fn duration_help(text: &str) -> String {
    let text = Some(text.trim()).filter(short).unwrap_or_default();
    let (count, unit) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let unit = unit.split_whitespace().collect::<Vec<_>>().join(" ");
    let known = Unit::ALL.into_iter().find(|known| known.word(true) == unit || known.word(false) == unit);
    let units = || Unit::ALL.into_iter().map(|unit| unit.word(true));
    let whole = count.bytes().all(|byte| byte.is_ascii_digit()) && !count.is_empty();
    if count.starts_with('-') {
        return "a duration is not negative: the rules say whether it is counted forward or back".to_owned();
    }
    if known.is_some() && !whole && count.parse::<f64>().is_ok() {
        return "a duration is a whole number: use a smaller unit".to_owned();
    }
    if known.is_some() && whole {
        return format!("a duration is at most {} of its unit", limits::DURATION_UNITS);
    }
    let near = Unit::ALL.into_iter().flat_map(|unit| [unit.word(true), unit.word(false)]);
    if whole && let Some(near) = nearest_name(&unit, near) {
        return format!("did you mean `{count} {near}`?");
    }
    format!("write a number and a unit, as `10 working days`; the units are {}", all(units()))
}

/// No number or duration takes more bytes.
const LONGEST: usize = 200;

const DIGITS: &str = "a number has at most 28 digits";

/// Reads a number exactly, in the way of JSON.
pub(super) fn number(text: &str) -> Result<Decimal, String> {
    if text.len() > LONGEST {
        return Err(DIGITS.to_owned());
    }
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.strip_prefix('+').unwrap_or(exponent).parse::<i32>().ok()),
        None => (text, Some(0)),
    };
    let unsigned = mantissa.strip_prefix('-').unwrap_or(mantissa);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) || (whole.len() > 1 && whole.starts_with('0')) {
        let comma = text.replace(',', ".");
        return Err(match comma != text && number(&comma).is_ok() {
            true => format!("write it with a point: `{comma}`"),
            false => "write it as `12.50`: digits, a point where there are decimals, `-` in front where it is negative"
                .to_owned(),
        });
    }
    let beyond = || DIGITS.to_owned();
    let exponent = exponent.filter(|exponent| exponent.abs() <= 60).ok_or_else(beyond)?;
    let mut number = Decimal::from_str_exact(mantissa).map_err(|_| beyond())?;
    let scale = i32::try_from(number.scale()).map_err(|_| beyond())? - exponent;
    if scale < 0 {
        for _ in scale..0 {
            number.set_scale(0).map_err(|_| beyond())?;
            number = number.checked_mul(Decimal::TEN).ok_or_else(beyond)?;
        }
    } else {
        number.set_scale(u32::try_from(scale).map_err(|_| beyond())?).map_err(|_| beyond())?;
    }
    if number.is_zero() {
        number.set_sign_positive(true);
    }
    Ok(number)
}

#[cfg(test)]
mod tests {
    use super::{EXAMPLE, number};

    #[test]
    fn numbers_are_exact_and_keep_their_scale() {
        let yields = |text: &str| number(text).map(|number| number.to_string());
        for (text, number) in [
            ("12.50", "12.50"),
            ("-0", "0"),
            ("0.000", "0.000"),
            ("12345678901234567890123", "12345678901234567890123"),
            ("79228162514264337593543950335", "79228162514264337593543950335"),
            ("1e3", "1000"),
            ("1.50E+1", "15.0"),
            ("25e-1", "2.5"),
            ("1.5e3", "1500"),
            ("0e60", "0"),
        ] {
            assert_eq!(yields(text).as_deref(), Ok(number), "{text}");
        }
        for text in [
            "",
            "-",
            "1.",
            ".5",
            "007",
            "+1",
            "1,5",
            "1 000",
            "1e99",
            "1e30",
            "0x10",
            "79228162514264337593543950336",
            "NaN",
        ] {
            assert!(yields(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_day_of_examples() {
        assert_eq!(EXAMPLE.to_string(), "2018-01-20");
    }
}
