//! From a departure from the grammar to what its author may have meant to write.

use std::ops::Range;

use super::pairs::{Departure, Rule};
use super::reader::Reader;
use super::scan::{Kind, Piece};
use crate::error::quoted;

/// The types that there are.
const TYPES: &str = "the types are `text`, `number`, `yes/no`, `date`, `duration`, `period`, `event`, and the names of \
                     choices and records";

/// How numbers are written.
const DIGITS: &str = "a number is written in digits alone, as `1000` or `12.50`: no separators, no unit, no sign";

impl Reader<'_> {
    /// What to write where a piece does not fit, or where one is missing, if it can be told.
    pub fn advice(&self, piece: Option<&Piece>, range: &Range<usize>, departure: &Departure) -> Option<String> {
        let pieces = self.pieces(range);
        let at = piece.map_or(pieces.len(), |piece| pieces.partition_point(|other| other.start < piece.start));
        let in_case = matches!(pieces.first().map(|piece| self.piece_text(piece)), Some("case"));
        let translated = piece.and_then(|_| self.translated(pieces, at));
        let help =
            translated.or_else(|| self.length(pieces, at, departure)).or_else(|| self.digits(pieces, at, departure));
        if departure.expected.contains(&Rule::BECAUSE) {
            return Some("an assumption says why: `assume … because \"…\"`".to_owned());
        }
        let Some(piece) = piece else { return help };
        help.or_else(|| self.separator(piece, pieces, at, departure))
            .or_else(|| self.said_of_a_case(piece, pieces, at, departure, in_case))
            .or_else(|| self.other(piece, pieces, at, departure))
    }

    fn text_at(&self, pieces: &[Piece], at: Option<usize>) -> &str {
        at.and_then(|at| pieces.get(at)).map_or("", |piece| self.piece_text(piece))
    }

    /// A length of time that is not written as one.
    fn length(&self, pieces: &[Piece], at: usize, departure: &Departure) -> Option<String> {
        let text = |back: usize| self.text_at(pieces, at.checked_sub(back));
        let measured = departure.expected.iter().any(|rule| matches!(rule, Rule::BEFORE | Rule::AFTER));
        if let Some(help) = self.length_advice(text(1), text(0), self.text_at(pieces, Some(at + 1))) {
            return Some(help);
        }
        let (first, second, number) = (text(3), text(2), text(1));
        if !measured || !is_number(number) || (first, second) != ("at", "least") && second != "within" {
            return None;
        }
        if second == "within" {
            return Some(format!("say in which unit: `within {number} days after …`"));
        }
        let left = self.operand_before(pieces, at.saturating_sub(3));
        Some(if left.starts_with("count") {
            format!("write `{left} >= {number}`")
        } else {
            format!("of a number, write `{left} >= {number}`; of an event, `at least {number} days before …`")
        })
    }

    /// A number or a date with more than its digits.
    fn digits(&self, pieces: &[Piece], at: usize, departure: &Departure) -> Option<String> {
        let (found, before) = (self.text_at(pieces, Some(at)), self.text_at(pieces, at.checked_sub(1)));
        if matches!(found, "€" | "$" | "£" | "%") {
            return Some(DIGITS.to_owned());
        }
        let sign = matches!(found, "." | "/") && is_number(before);
        if sign && is_number(self.text_at(pieces, Some(at + 1))) {
            return Some("write a date as year, month and day: `2018-12-31`".to_owned());
        }
        let known = departure.expected.contains(&Rule::unit_of_time) && is_number(before) && !found.is_empty();
        let next = pieces.get(at).is_some_and(|piece| piece.kind == Kind::Word && !self.is_first_on_line(piece));
        (known && (next || found == ",")).then(|| DIGITS.to_owned())
    }

    /// What stands between the parts of a list, or between two languages.
    fn separator(&self, piece: &Piece, pieces: &[Piece], at: usize, departure: &Departure) -> Option<String> {
        let found = self.piece_text(piece);
        let next = pieces.get(at + 1);
        let upper = found.len() == 2 && found.bytes().all(|byte| byte.is_ascii_uppercase());
        if upper && next.is_some_and(|next| next.kind == Kind::Text) {
            return Some(format!("write the language in small letters: `{}`", found.to_lowercase()));
        }
        let inside = departure.expected.iter().any(|rule| matches!(rule, Rule::RIGHT | Rule::RIGHT_SQUARE));
        if departure.expected.contains(&Rule::COMMA) && !inside && piece.kind == Kind::Word {
            let before = self.text_at(pieces, at.checked_sub(1));
            return match found {
                "and" | "or" => {
                    Some(format!("write a comma instead: `{before}, {}`", self.text_at(pieces, Some(at + 1))))
                }
                _ if self.is_first_on_line(piece) => None,
                _ => Some(format!("a list has commas between its parts: `{before}, {}`", quoted(found))),
            };
        }
        None
    }

    /// What can go wrong in the lines of a case.
    fn said_of_a_case(
        &self,
        piece: &Piece,
        pieces: &[Piece],
        at: usize,
        departure: &Departure,
        in_case: bool,
    ) -> Option<String> {
        let found = self.piece_text(piece);
        let before = self.text_at(pieces, at.checked_sub(1));
        // Only what is said in a case can be followed by a note.
        let value = departure.expected.contains(&Rule::NOTE);
        let whole = || quoted(&self.line_after(pieces, at.checked_sub(1)));
        if in_case && matches!(before, "case" | "example") {
            return Some("the title stands in quotation marks: `case \"Ms A., director\" of appointment`".to_owned());
        }
        if departure.expected.contains(&Rule::EQUALS) && departure.expected.contains(&Rule::LEFT_SQUARE) {
            let (name, end) = (self.operand_before(pieces, at), at + usize::from(found == "is"));
            return Some(if before == "as_of" {
                "write it as two words: `as of 2018-01-20`".to_owned()
            } else if found == "(" {
                format!("an element stands in square brackets: `{before}[{}]`", self.text_at(pieces, Some(at + 1)))
            } else {
                format!("write `=` between the name and the value: `{name} = {}`", self.operand_after(pieces, end).0)
            });
        }
        if before == "between" && departure.expected.contains(&Rule::date) {
            let (first, end) = self.operand_after(pieces, at);
            let second = self.operand_after(pieces, end + 1).0;
            return Some(format!(
                "only a day can lie between two others; of anything else write `disputed {first}, {second}`, or `unknown`"
            ));
        }
        if !value {
            return None;
        }
        if found == "until" {
            let day = self.day_before(pieces, at);
            return Some(format!("a period begins with `from`: write `from {day} until …`"));
        }
        let bare = before.starts_with(|c: char| c.is_alphabetic()) && !self.is_first_on_line(piece);
        bare.then(|| format!("where a text is meant, write it in quotation marks: `\"{}\"`", whole()))
    }

    fn other(&self, piece: &Piece, pieces: &[Piece], at: usize, departure: &Departure) -> Option<String> {
        let (found, before) = (self.found(piece), self.text_at(pieces, at.checked_sub(1)));
        let expected = |rule: Rule| departure.expected.contains(&rule);
        let value = expected(Rule::term) || expected(Rule::product) || expected(Rule::bound);
        let help = match found.as_str() {
            "not" if before == "be" => "`not` stands before `be`: write `must not be …`",
            _ if before == "whereas" => "name the source first, then its heading and number: `whereas page \"…\" 8`",
            _ if before == "be" => "`be` stands only after `must` and `should`",
            "if" | "not" | "every" | "some" | "no" | "exactly" if value => "put the condition in brackets",
            "=" if expected(Rule::type_name) => {
                return Some(format!("say its type before `=`, as in `{before} number = …`; {TYPES}"));
            }
            _ if expected(Rule::type_name) => return Some(TYPES.to_owned()),
            _ if found.starts_with(|c: char| c.is_ascii_digit()) && found.contains(char::is_alphabetic) => {
                "a number and its unit are two words: `10 days`; a name begins with a letter"
            }
            _ if !found.is_ascii() && found.chars().all(char::is_alphanumeric) => {
                "names are written with the letters a to z, digits and `_`; labels may use any letter"
            }
            _ if expected(Rule::label) || expected(Rule::text) => "write a text for the reader: `\"…\"`",
            _ => return None,
        };
        Some(help.to_owned())
    }

    /// The date that ends before a piece.
    fn day_before(&self, pieces: &[Piece], at: usize) -> &str {
        let first = at.checked_sub(5).and_then(|first| pieces.get(first));
        let text = first.zip(at.checked_sub(1).and_then(|last| pieces.get(last)));
        let text = text.and_then(|(first, last)| self.text.get(first.start..last.end));
        text.filter(|text| text.len() == 10).unwrap_or("…")
    }

    /// What stands on the line of a piece, from that piece on.
    fn line_after(&self, pieces: &[Piece], at: Option<usize>) -> String {
        let rest = at.and_then(|at| pieces.get(at)).and_then(|piece| self.text.get(piece.start..)).unwrap_or("");
        let line = rest.lines().next().unwrap_or("");
        line.split_once('#').map_or(line, |(words, _)| words).trim().to_owned()
    }

    /// The name with hyphens around a piece, where one stands there, and its place.
    pub fn hyphened(
        &self,
        piece: &Piece,
        range: &Range<usize>,
        departure: &Departure,
    ) -> Option<(String, Range<usize>)> {
        let pieces = self.pieces(range);
        let at = pieces.partition_point(|other| other.start < piece.start);
        let part = |at: usize| {
            pieces.get(at).filter(|piece| piece.kind == Kind::Word || self.piece_text(piece) == "-").copied()
        };
        let (mut first, mut last) = (part(at)?, part(at)?);
        for before in (0..at).rev().map_while(part) {
            if before.end != first.start {
                break;
            }
            first = before;
        }
        for after in (at + 1..pieces.len()).map_while(part) {
            if last.end != after.start {
                break;
            }
            last = after;
        }
        let place = first.start..last.end;
        let name = self.text.get(place.clone())?;
        let good = name.contains('-')
            && first.kind == Kind::Word
            && last.kind == Kind::Word
            && name.starts_with(|c: char| c.is_ascii_alphabetic());
        let named = departure.expected.contains(&Rule::name) || self.piece_text(piece) == "-";
        let sum = departure.expected.contains(&Rule::plus);
        (good && named && !sum).then(|| (name.to_owned(), place))
    }
}

fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}
