//! From the signs, words and phrases that other languages have to what is written here.

use std::ops::Range;

use super::reader::Reader;
use super::scan::{Kind, Piece};

/// Signs of other languages, and what this one has for them.
pub const SIGNS: [(&str, &str); 19] = [
    ("==", "`is`"),
    ("=", "`is`"),
    ("!=", "`is not`"),
    ("<>", "`is not`"),
    ("=<", "`<=`"),
    ("=>", "`>=`"),
    ("≤", "`<=`"),
    ("≥", "`>=`"),
    ("≠", "`is not`"),
    ("&&", "`and`"),
    ("&", "`and`"),
    ("||", "`or`"),
    ("!", "`not`"),
    ("“", "texts between straight quotation marks: `\"…\"`"),
    ("”", "texts between straight quotation marks: `\"…\"`"),
    ("«", "texts between straight quotation marks: `\"…\"`"),
    ("'", "texts between straight quotation marks: `\"…\"`"),
    ("–", "`-`"),
    (";", "nothing there: a line end or the next word is enough"),
];

/// Those that are meant only where a comparison can stand.
pub const COMPARISONS: [&str; 4] = ["`is`", "`is not`", "`<=`", "`>=`"];

/// Phrases, and what is written for them. In a phrase `N` is a number in digits, `U` a unit of time and `X` any word; in
/// what is written `{l}` is what stands before the phrase, `{r}` what stands after it, and `{s}` what stands after the word
/// behind that.
const PHRASES: [(&str, &str); 41] = [
    ("is not later than", "write `{l} <= {r}`; of an event, `{l} no later than {r}`"),
    ("is not earlier than", "write `{l} >= {r}`; of an event, `{l} no earlier than {r}`"),
    ("is no later than", "write `{l} <= {r}`; of an event, `{l} no later than {r}`"),
    ("is no earlier than", "write `{l} >= {r}`; of an event, `{l} no earlier than {r}`"),
    ("is no more than", "write `{l} <= {r}`"),
    ("is no less than", "write `{l} >= {r}`"),
    ("is later than", "write `{l} > {r}`"),
    ("is earlier than", "write `{l} < {r}`"),
    ("is more than", "write `{l} > {r}`"),
    ("is greater than", "write `{l} > {r}`"),
    ("is less than", "write `{l} < {r}`"),
    ("is fewer than", "write `{l} < {r}`"),
    ("is at least", "write `{l} >= {r}`"),
    ("is at most", "write `{l} <= {r}`"),
    ("is after", "write `{l} > {r}`; of an event, `{l} after {r}`"),
    ("is before", "write `{l} < {r}`; of an event, `{l} before {r}`"),
    ("is equal to", "write `{l} is {r}`"),
    ("is between", "write `{l} >= {r} and {l} <= {s}`"),
    ("between", "write `{l} >= {r} and {l} <= {s}`"),
    ("contains", "write `{r} is in {l}`"),
    ("includes", "write `{r} is in {l}`"),
    ("equals", "write `{l} is {r}`"),
    ("not later than", "write `no later than`"),
    ("not earlier than", "write `no earlier than`"),
    ("no more than", "write `at most`; of two numbers, `<=`"),
    ("no less than", "write `at least`; of two numbers, `>=`"),
    ("no fewer than", "write `at least`; of two numbers, `>=`"),
    ("all X in", "write `every {x} in`"),
    ("each X in", "write `every {x} in`"),
    ("any X in", "write `some {x} in`"),
    ("within N working U of", "write `within {n} working {u} after {r}`, or `… before {r}`"),
    ("within N U of", "write `within {n} {u} after {r}`, or `… before {r}`"),
    ("N business days", "write `{n} working days`"),
    ("N business day", "write `{n} working day`"),
    ("N calendar days", "write `{n} days`"),
    ("N weekdays", "write `{n} working days`"),
    ("shall not", "write `must not`"),
    ("shall", "write `must`"),
    ("should be not", "write `should not be`"),
    ("not_met", "write it as two words: `not met`"),
    ("not_applicable", "write it as two words: `not applicable`"),
];

const UNITS: [&str; 8] = ["day", "days", "week", "weeks", "month", "months", "year", "years"];

/// Units that are too small.
const SMALL_UNITS: [&str; 8] = ["hour", "hours", "minute", "minutes", "second", "seconds", "h", "min"];

/// What stands around a phrase.
struct Found<'t> {
    phrase: Range<usize>,
    number: &'t str,
    unit: &'t str,
    word: &'t str,
}

impl Reader<'_> {
    /// What to write for the words around a piece, where they are words of other languages.
    pub fn translated(&self, pieces: &[Piece], at: usize) -> Option<String> {
        let (write, found) = PHRASES.iter().find_map(|(phrase, write)| {
            let words: Vec<&str> = phrase.split(' ').collect();
            let starts = (0..words.len()).filter_map(|back| at.checked_sub(back));
            starts.filter_map(|start| self.phrase(pieces, start, &words)).next().map(|found| (*write, found))
        })?;
        let left = self.operand_before(pieces, found.phrase.start);
        let (right, end) = self.operand_after(pieces, found.phrase.end);
        let second = self.operand_after(pieces, end + 1).0;
        let filled = [("{l}", left), ("{r}", right), ("{s}", second), ("{n}", found.number), ("{u}", found.unit)];
        let filled = filled.into_iter().chain([("{x}", found.word)]);
        Some(filled.fold(write.to_owned(), |text, (hole, part)| text.replace(hole, part)))
    }

    /// A number in words, or with a unit that there is none of, before or at a piece.
    pub fn length_advice(&self, before: &str, found: &str, next: &str) -> Option<String> {
        let units = "the units are `working days`, `days`, `weeks`, `months` and `years`";
        if SMALL_UNITS.contains(&found) {
            return Some(format!("the smallest unit is the day; {units}"));
        }
        let digits = crate::error::in_digits(before)?;
        let found = if found == "working" { format!("{found} {next}") } else { found.to_owned() };
        Some(format!("write the number in digits: `{digits} {found}`"))
    }

    fn phrase<'p>(&'p self, pieces: &'p [Piece], start: usize, words: &[&str]) -> Option<Found<'p>> {
        let mut found = Found { phrase: start..start + words.len(), number: "", unit: "", word: "" };
        for (piece, word) in pieces.get(found.phrase.clone())?.iter().zip(words) {
            let text = self.piece_text(piece);
            match *word {
                "N" if text.bytes().all(|byte| byte.is_ascii_digit()) => found.number = text,
                "U" if UNITS.contains(&text) => found.unit = text,
                "X" if piece.kind == Kind::Word => found.word = text,
                word if word == text => {}
                _ => return None,
            }
        }
        Some(found)
    }

    /// What a piece could be compared with: the path, call or number that ends before it.
    pub fn operand_before(&self, pieces: &[Piece], end: usize) -> &str {
        let text = |at: Option<usize>| at.and_then(|at| pieces.get(at)).map_or("", |piece| self.piece_text(piece));
        let Some(last) = end.checked_sub(1) else { return "…" };
        let mut start = last;
        if matches!(text(Some(last)), ")" | "]") {
            let mut depth = 0;
            for at in (0..=last).rev() {
                match text(Some(at)) {
                    ")" | "]" => depth += 1,
                    "(" | "[" => depth -= 1,
                    _ => {}
                }
                if depth == 0 {
                    start = at;
                    break;
                }
            }
            let called =
                start.checked_sub(1).filter(|at| pieces.get(*at).is_some_and(|piece| piece.kind == Kind::Word));
            start = called.unwrap_or(start);
        }
        while text(start.checked_sub(1)) == "." && start > 1 {
            start -= 2;
        }
        self.stretch(pieces, start, last)
    }

    /// The path, call, number, date or text that starts at a piece, and the piece after it.
    pub fn operand_after(&self, pieces: &[Piece], start: usize) -> (&str, usize) {
        let text = |at: usize| pieces.get(at).map_or("", |piece| self.piece_text(piece));
        let Some(first) = pieces.get(start) else { return ("…", start) };
        let mut last = start;
        let number = text(start).starts_with(|c: char| c.is_ascii_digit());
        if first.kind == Kind::Word {
            let joined = |at: usize| {
                let touches = pieces.get(at).zip(pieces.get(at + 1)).is_some_and(|(one, next)| one.end == next.start);
                let sign = matches!(text(at + 1), "." | "-") && (number || text(at + 1) == ".");
                let word = pieces.get(at + 2).is_some_and(|piece| piece.kind == Kind::Word);
                touches && sign && word
            };
            while joined(last) {
                last += 2;
            }
            let unit = usize::from(text(last + 1) == "working");
            if number && UNITS.contains(&text(last + 1 + unit)) {
                last += 1 + unit;
            }
        }
        if matches!(text(last + 1), "(" | "[") || matches!(text(last), "(" | "[") {
            let mut depth = 0;
            for at in last..pieces.len() {
                match text(at) {
                    "(" | "[" => depth += 1,
                    ")" | "]" => depth -= 1,
                    _ => {}
                }
                if depth == 0 && at > last {
                    last = at;
                    break;
                }
            }
        }
        (self.stretch(pieces, start, last), last + 1)
    }

    /// The text from one piece to another, where both are on one line.
    fn stretch(&self, pieces: &[Piece], first: usize, last: usize) -> &str {
        let text = pieces.get(first).zip(pieces.get(last)).and_then(|(one, other)| self.text.get(one.start..other.end));
        text.filter(|text| text.len() <= 60 && !text.contains('\n')).unwrap_or("…")
    }
}
