//! From a departure from the grammar to an error in the language's own words.

use std::ops::Range;

use super::foreign::{COMPARISONS, SIGNS};
use super::pairs::{Departure, Rule, is_reserved, is_word};
use super::reader::Reader;
use super::scan::{Kind, Piece};
use super::split::DECLARATIONS;
use crate::error::parse::ParseError;
use crate::error::{Problem, did_you_mean, quoted};

/// Words that begin a condition or value: mistyped, they are read as a name, and the next word is the one that does not fit.
const BEGINNINGS: [&str; 8] = ["not", "every", "some", "exactly", "count", "from", "days", "working"];

impl Reader<'_> {
    /// Reports why a part of the text does not follow the grammar.
    pub fn explain(&mut self, rule: Rule, range: &Range<usize>, departure: &Departure) {
        if self.explain_lines(rule, range) {
            return;
        }
        let at = range.start + departure.at;
        let expected = phrases(&departure.expected);
        let closing =
            departure.expected.iter().find(|rule| matches!(rule, Rule::RIGHT | Rule::RIGHT_SQUARE | Rule::BAR));
        let error = match self.scan.piece_at(at).copied().filter(|piece| piece.start < range.end) {
            Some(piece) => self.misplaced(&piece, range, departure, expected),
            None => {
                let last = self.scan.trimmed(range.end);
                let piece = self.scan.piece_ending_at(last).map_or(last, |piece| piece.start);
                let expected = closing.map_or(expected, |&closing| phrases(&[closing]));
                let help = self.advice(None, range, departure).unwrap_or_else(|| format!("go on with {expected}"));
                ParseError::EndsTooSoon { what: self.beginning(range), help, span: self.range(piece, last) }
            }
        };
        // What stands in the first column, and is said not to belong there, is not said not to fit as well.
        let error = Problem::new(self.file, error);
        if self.problems.iter().all(|problem| problem.offset() != error.offset()) {
            self.problems.push(error);
        }
    }

    /// The lines of a case are looked at one by one, so that every broken one is reported.
    fn explain_lines(&mut self, rule: Rule, range: &Range<usize>) -> bool {
        if !matches!(rule, Rule::one_case | Rule::one_declaration) || !self.begins_with(range, &["case", "example"]) {
            return false;
        }
        // The word `case` or `example` itself starts no line.
        let head = self.scan.piece_at(range.start).map_or(range.start, |piece| piece.end);
        let Some(&first) = self.line_starts(&(head..range.end)).first() else { return false };
        let head = self.read(rule, &(range.start..first), |_, _| Some(()));
        let lines = self.each_line(&(first..range.end));
        head.is_none() || lines.iter().any(Option::is_none)
    }

    fn begins_with(&self, range: &Range<usize>, words: &[&str]) -> bool {
        self.scan.piece_at(range.start).is_some_and(|piece| words.contains(&self.piece_text(piece)))
    }

    /// What is wrong with a piece that does not fit.
    fn misplaced(&self, piece: &Piece, range: &Range<usize>, departure: &Departure, expected: String) -> ParseError {
        let found = self.found(piece);
        let span = self.range(piece.start, piece.start + found.len());
        let word = piece.kind == Kind::Word;
        let before = self.scan.piece_before(piece.start).filter(|before| before.start >= range.start);
        let compares = departure.expected.contains(&Rule::IS);
        let pieces = self.pieces(range);
        let at = pieces.partition_point(|other| other.start < piece.start);
        let foreign = SIGNS.iter().find(|(sign, _)| *sign == found);
        if let Some((_, instead)) = foreign.filter(|(_, instead)| compares || !COMPARISONS.contains(instead)) {
            return ParseError::ForeignSign { found, instead, span };
        }
        if word && DECLARATIONS.contains(&found.as_str()) && self.is_first_on_line(piece) {
            return ParseError::Indented { word: found, span };
        }
        if found == ":" && departure.expected.contains(&Rule::EQUALS) {
            return ParseError::ForeignSign { found, instead: "`=`", span };
        }
        if found == ":" && !departure.expected.contains(&Rule::COLON) {
            return ParseError::ForeignSign {
                found,
                instead: "nothing there: a blank or the line end is enough",
                span,
            };
        }
        if let Some((name, place)) = self.hyphened(piece, range, departure) {
            let (better, span) = (quoted(&name.replace('-', "_")), self.range(place.start, place.end));
            return ParseError::Hyphen { name: quoted(&name), better, span };
        }
        if departure.expected.contains(&Rule::name) && is_reserved(&found) && self.translated(pieces, at).is_none() {
            return ParseError::ReservedName { word: found, span };
        }
        if word && !is_reserved(&found) {
            let words = known_words(&departure.expected);
            if let Some(help) = did_you_mean(&found, words.iter().map(String::as_str)) {
                return ParseError::UnknownWord { found, help, span };
            }
        }
        if let Some(before) = before.filter(|before| before.kind == Kind::Word && piece.kind != Kind::Sign) {
            let mistyped = self.piece_text(before);
            let help = did_you_mean(mistyped, BEGINNINGS).filter(|_| mistyped.len() > 2 && !is_reserved(mistyped));
            if let Some(help) = help.filter(|_| departure.expected.contains(&Rule::qualifier)) {
                let span = self.range(before.start, before.end);
                return ParseError::UnknownWord { found: mistyped.to_owned(), help, span };
            }
        }
        ParseError::Unexpected {
            found: quoted(&found),
            expected,
            help: self.advice(Some(piece), range, departure),
            span,
        }
    }

    /// A piece as the user sees it: signs that belong together are one.
    pub fn found(&self, piece: &Piece) -> String {
        let text = self.piece_text(piece);
        let rest = self.text.get(piece.start..).unwrap_or("");
        if text.starts_with(|c: char| c.is_ascii_digit()) {
            let number = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | ':');
            let length = rest.find(|c| !number(c)).unwrap_or(rest.len());
            return rest.get(..length).unwrap_or(text).trim_end_matches(['.', '-', ':']).to_owned();
        }
        let pair = SIGNS.iter().map(|(sign, _)| *sign).find(|sign| sign.chars().count() > 1 && rest.starts_with(sign));
        pair.filter(|_| piece.kind == Kind::Sign).unwrap_or(text).to_owned()
    }

    /// What a part of the text calls itself: its first word, and the name after it.
    fn beginning(&self, range: &Range<usize>) -> String {
        let first = self.scan.pieces.partition_point(|piece| piece.start < range.start);
        let pieces = self.scan.pieces.iter().skip(first).take_while(|piece| piece.start < range.end);
        let named = |piece: &&Piece| self.piece_text(piece) != "facts";
        let count = if pieces.clone().next().is_some_and(|piece| named(&piece)) { 2 } else { 1 };
        let words = pieces.take(count).take_while(|piece| piece.kind == Kind::Word);
        let words = words.map(|piece| self.piece_text(piece)).collect::<Vec<_>>().join(" ");
        if words.is_empty() { "this text".to_owned() } else { format!("`{words}`") }
    }
}

/// Every word that could stand there, to find the one that is meant.
fn known_words(expected: &[Rule]) -> Vec<String> {
    let mut words: Vec<String> = expected.iter().filter_map(|&rule| written(rule)).collect();
    for rule in expected {
        let more: &[&str] = match rule {
            Rule::qualifier => &["by", "only", "before", "after", "on", "no", "within", "at", "during", "where"],
            Rule::sign => &["is"],
            Rule::unit_of_time => &["working", "day", "days", "week", "weeks", "month", "months", "year", "years"],
            Rule::type_name => &["text", "number", "date", "duration", "period", "event", "list", "optional"],
            Rule::outcome => &["not", "waiting", "met", "excused", "due", "undetermined"],
            _ => &[],
        };
        words.extend(more.iter().map(|&word| word.to_owned()));
    }
    words.retain(|word| word.bytes().all(|byte| byte.is_ascii_alphabetic()));
    words
}

/// A word or sign of the language as it is written.
fn written(rule: Rule) -> Option<String> {
    let sign = match rule {
        Rule::LEFT => "(",
        Rule::RIGHT => ")",
        Rule::LEFT_SQUARE => "[",
        Rule::RIGHT_SQUARE => "]",
        Rule::BAR => "|",
        Rule::COLON => ":",
        Rule::COMMA => ",",
        Rule::DOT => ".",
        Rule::EQUALS => "=",
        Rule::EOI => return None,
        _ if is_word(rule) => return Some(format!("{rule:?}").to_lowercase()),
        _ => return None,
    };
    Some(sign.to_owned())
}

/// What begins a clause of a rule.
const CLAUSES: [Rule; 11] = [
    Rule::citations,
    Rule::FOR,
    Rule::IN,
    Rule::JUDGED,
    Rule::WHEN,
    Rule::UNLESS,
    Rule::DUTY,
    Rule::norm,
    Rule::OTHERWISE,
    Rule::REMEDY,
    Rule::WHEREAS,
];

/// What could stand there, as a list for people.
fn phrases(expected: &[Rule]) -> String {
    let mut things: Vec<&str> = expected.iter().filter_map(|&rule| thing(rule)).collect();
    things.sort_unstable();
    things.dedup();
    let clauses = expected.iter().filter(|rule| CLAUSES.contains(rule)).count();
    let many = clauses > 3;
    if many {
        things.retain(|thing| !thing.starts_with('`'));
        things.push("the next clause");
    }
    let mut words: Vec<String> =
        expected.iter().filter(|rule| !many || !CLAUSES.contains(rule)).filter_map(|&rule| written(rule)).collect();
    words.retain(|word| word != "is");
    // What can always go on is left out where something else is wanted.
    words.retain(|word| !matches!(word.as_str(), "." | "," | "(" | "[") || expected.len() < 4);
    let words = words.iter().map(|word| format!("`{word}`"));
    let mut all: Vec<String> = things.into_iter().map(str::to_owned).chain(words).collect();
    match (all.len(), all.pop()) {
        (0, _) | (_, None) => "the end".to_owned(),
        (1, Some(only)) => only,
        (_, Some(last)) => format!("{} or {last}", all.join(", ")),
    }
}

/// What a rule of the grammar is to those who write.
fn thing(rule: Rule) -> Option<&'static str> {
    Some(match rule {
        Rule::name | Rule::targets | Rule::parameter | Rule::column => "a name",
        Rule::step => "the name of a field",
        Rule::label | Rule::text => "a text in quotation marks",
        Rule::expression | Rule::one_expression => "a condition or a value",
        Rule::not | Rule::quantified => "a condition",
        Rule::if_then | Rule::comparison => "a condition",
        Rule::term | Rule::product | Rule::bound | Rule::cell | Rule::reference => "a value",
        Rule::length => "a length of time such as `10 days`",
        Rule::how_many | Rule::whole | Rule::number => "a number",
        Rule::quantity => "a number or a length of time",
        Rule::date => "a date such as `2017-12-04`",
        Rule::qualifier => "a qualifier such as `by` or `before`",
        Rule::sign | Rule::IS => "a comparison such as `is` or `<=`",
        Rule::type_name | Rule::event_type | Rule::yes_no_type => "a type",
        Rule::citation | Rule::left_out => "the name of a source",
        Rule::citations => "`whereas` or `inferred from`",
        Rule::norm => "`must`, `requires` or `should`",
        Rule::member => "a member of the choice",
        Rule::field => "a line such as `starts date \"Takes effect on\"`",
        Rule::columns => "the head of the table such as `| country: Country |`",
        Rule::row => "a row such as `| norway |`",
        Rule::version_mark => "a version such as `1`",
        Rule::language => "two letters for a language such as `fr`",
        Rule::fact | Rule::fact_path => "a line such as `starts = 2018-01-15`",
        Rule::as_of | Rule::setting | Rule::expectation => "a line such as `starts = 2018-01-15`",
        Rule::case_value | Rule::stated | Rule::plain | Rule::alternative => "a value",
        Rule::actor => "who did it",
        Rule::period_end => "a date",
        Rule::outcome => "an outcome such as `met`",
        Rule::expect_missing | Rule::expect_rule => "a rule, an outcome or `missing`",
        Rule::quantifier => "`every`, `some` or `no`",
        _ => return None,
    })
}
