//! From pairs to the small parts of the tree: names, texts, dates, numbers.
//!
//! What is wrong is collected, and something harmless put in its place, so that one look finds everything; a
//! declaration with a problem is then left out of the tree.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::pairs::{Pair, Parts, Rule, exactly};
use super::scan::Scan;
use crate::error::parse::ParseError;
use crate::error::{Problem, quoted};
use crate::limits;
use crate::source::{FileId, Span};
use crate::syntax::{Label, Name, Written};
use crate::text::Text;
use crate::value::{Day, Decimal, Duration, NoDay, Unit};

/// Reads one piece of a text and collects what is wrong with it.
pub struct Reader<'t> {
    /// The number of the file.
    pub file: FileId,
    /// The text that the scan was made of.
    pub text: &'t str,
    /// The first look at it.
    pub scan: &'t Scan,
    /// Where the part that is read starts within the text.
    pub base: usize,
    /// Where the text starts within its file.
    pub shift: usize,
    /// The language of texts without a mark.
    pub language: Arc<str>,
    /// The languages of the texts that were read.
    pub languages: BTreeSet<Arc<str>>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// How much of this leaves what is said in no doubt, so that the declaration can be used all the same.
    pub light: usize,
    /// Names that are not written as they should be: elsewhere they may be written right.
    pub misnamed: Vec<Span>,
}

impl<'t> Reader<'t> {
    /// A reader of a text that starts at `shift` in its file.
    pub fn new(file: FileId, text: &'t str, scan: &'t Scan, shift: usize) -> Self {
        let text = scan.readable(text);
        Reader {
            file,
            text,
            scan,
            base: 0,
            shift,
            language: "en".into(),
            languages: BTreeSet::new(),
            problems: Vec::new(),
            light: 0,
            misnamed: Vec::new(),
        }
    }

    /// Notes what is wrong.
    pub fn report(&mut self, error: ParseError) {
        self.problems.push(Problem::new(self.file, error));
    }

    /// Notes what is wrong and leaves no doubt about what is said.
    pub fn report_lightly(&mut self, error: ParseError) {
        self.light += 1;
        self.report(error);
    }

    /// The span of bytes of the text.
    pub fn range(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, self.shift + start, self.shift + end)
    }

    /// The place of a pair, without the blanks and comments that follow it.
    pub fn span(&self, pair: &Pair) -> Span {
        let inside = pair.as_span();
        let (start, end) = (self.base + inside.start(), self.base + inside.end());
        let trimmed = self.scan.trimmed(end);
        self.range(start, if trimmed > start { trimmed } else { end })
    }

    /// What is written there, on one line and without comments.
    pub fn written(&self, span: Span) -> String {
        let (start, end) = (span.start as usize - self.shift, span.end as usize - self.shift);
        let mut out = String::new();
        let mut last = start;
        let first = self.scan.pieces.partition_point(|piece| piece.start < start);
        for piece in self.scan.pieces.iter().skip(first).take_while(|piece| piece.end <= end) {
            if piece.start > last {
                out.push(' ');
            }
            out.push_str(self.text.get(piece.start..piece.end).unwrap_or(""));
            last = piece.end;
        }
        out
    }

    /// A name, as written.
    pub fn name(&self, pair: &Pair) -> Name {
        Written::new(pair.as_str().into(), self.span(pair))
    }

    /// The name of what is declared in small letters.
    pub fn small_name(&mut self, pair: &Pair, what: &'static str) -> Name {
        let name = self.name(pair);
        if name.value.bytes().any(|byte| byte.is_ascii_uppercase()) {
            let help = format!("write it in small letters: `{}`", quoted(&snake(&name.value)));
            self.misnamed.push(name.span);
            self.report_lightly(ParseError::NameStyle { name: name.value.to_string(), what, help, span: name.span });
        }
        name
    }

    /// The name of a type.
    pub fn type_name(&mut self, pair: &Pair, what: &'static str) -> Name {
        let name = self.name(pair);
        if !name.value.starts_with(|c: char| c.is_ascii_uppercase()) || name.value.contains('_') {
            let help = format!("write it with capitals and without `_`: `{}`", quoted(&camel(&name.value)));
            self.misnamed.push(name.span);
            self.report_lightly(ParseError::NameStyle { name: name.value.to_string(), what, help, span: name.span });
        }
        name
    }

    /// A text, without its marks and escapes.
    pub fn plain_text(&mut self, pair: &Pair) -> Written<String> {
        let (raw, inside) = self.raw_text(pair);
        Written::new(self.unescaped(raw, inside), self.span(pair))
    }

    /// A text as it stands between its marks, and where that is.
    fn raw_text<'p>(&self, pair: &Pair<'p>) -> (&'p str, Span) {
        let raw = pair.as_str();
        let raw = raw.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(raw);
        let start = self.base + pair.as_span().start() + 1;
        (raw, self.range(start, start + raw.len()))
    }

    /// A text without its escapes. What an escape cannot stand for is reported.
    pub fn unescaped(&mut self, raw: &str, place: Span) -> String {
        let mut out = String::with_capacity(raw.len());
        let mut characters = raw.char_indices();
        while let Some((at, c)) = characters.next() {
            if c != '\\' {
                out.push(c);
                continue;
            }
            match characters.next() {
                Some((_, escaped @ ('"' | '\\' | '{'))) => out.push(escaped),
                other => {
                    let escape: String = std::iter::once(c).chain(other.map(|(_, c)| c)).collect();
                    let start = place.start as usize + at;
                    let span = Span::new(self.file, start, start + escape.len());
                    self.report(ParseError::UnknownEscape { escape, span });
                }
            }
        }
        out
    }

    /// A text with its translations, as it is meant.
    pub fn label(&mut self, pair: Pair) -> Label {
        self.label_of(pair, false)
    }

    /// A text with its translations, raw, for what shows expressions.
    pub fn message_label(&mut self, pair: Pair) -> Label {
        self.label_of(pair, true)
    }

    fn label_of(&mut self, pair: Pair, raw: bool) -> Label {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let mut spans = Vec::new();
        let mut read = |reader: &mut Self, text: Pair| -> Arc<str> {
            let (written, place) = reader.raw_text(&text);
            spans.push(place);
            let meant = reader.unescaped(written, place);
            if raw { written.into() } else { meant.into() }
        };
        let own = read(self, parts.one());
        self.languages.insert(self.language.clone());
        let mut value = Text { own, language: self.language.clone(), translations: Vec::new() };
        for translation in parts {
            let place = self.span(&translation);
            let [language, text] = exactly(Parts::of(translation));
            let language: Arc<str> = language.as_str().into();
            let text = read(self, text);
            if value.has(&language) {
                let own = language == value.language;
                let help = match own {
                    true => format!("the text without a mark is in `{language}`, the language of the file"),
                    false => "keep one of the two".to_owned(),
                };
                self.report_lightly(ParseError::TranslationRepeated {
                    language: language.to_string(),
                    help,
                    span: place,
                });
            }
            self.languages.insert(language.clone());
            value.translations.push((language, text));
        }
        Label { value, span, spans }
    }

    /// A day.
    pub fn day(&mut self, pair: &Pair) -> Written<Day> {
        let (text, span) = (pair.as_str(), self.span(pair));
        let day = Day::parse(text).unwrap_or_else(|| {
            let (text, why) = (text.to_owned(), NoDay::of(text));
            self.report(match why {
                NoDay::Time(day) => ParseError::TimeOfDay { text, day: day.to_string(), span },
                NoDay::Digits(day) => ParseError::DateForm { text, help: format!("write `{day}`"), span },
                NoDay::None(help) => ParseError::ImpossibleDate { text, help, span },
                NoDay::Form => {
                    let help = "write year, month and day in this order: `2017-12-04`".to_owned();
                    ParseError::DateForm { text, help, span }
                }
            });
            Day::FIRST
        });
        Written::new(day, span)
    }

    /// A whole number, as of a passage or an index.
    pub fn whole(&mut self, pair: &Pair) -> Written<u32> {
        let span = self.span(pair);
        let number = pair.as_str().parse().unwrap_or_else(|_| {
            let help = "whole numbers here go up to 4294967295";
            self.report(ParseError::NumberTooLarge { text: pair.as_str().to_owned(), help, span });
            0
        });
        Written::new(number, span)
    }

    /// An exact decimal.
    pub fn number(&mut self, pair: &Pair) -> Decimal {
        Decimal::from_str_exact(pair.as_str()).unwrap_or_else(|_| {
            let help = "numbers are exact, with up to 28 digits";
            let span = self.span(pair);
            self.report(ParseError::NumberTooLarge { text: pair.as_str().to_owned(), help, span });
            Decimal::ZERO
        })
    }

    /// `12.50` or `10 working days`
    pub fn quantity(&mut self, pair: Pair) -> Quantity {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let number = parts.one();
        let Some(unit) = parts.next() else {
            return Quantity::Number(self.number(&number));
        };
        let text = self.written(span);
        let count = number.as_str();
        let duration = if !count.bytes().all(|byte| byte.is_ascii_digit()) {
            Err(ParseError::NotWhole { text, span })
        } else {
            let count = count.parse().ok().filter(|&count| count <= limits::DURATION_UNITS);
            let unit = unit_of(unit);
            count.map(|count| Duration { count, unit }).ok_or(ParseError::DurationTooLong { text, span })
        };
        Quantity::Duration(duration.unwrap_or_else(|error| {
            self.report(error);
            Duration { count: 0, unit: Unit::Day }
        }))
    }

    /// Whether a chain keeps to the limit; reports it if not.
    pub fn check_chain(&mut self, terms: usize, span: Span) {
        if terms > limits::CHAIN_TERMS {
            self.report(ParseError::ChainTooLong { terms, span });
        }
    }
}

/// A number, or a number of days.
pub enum Quantity {
    /// `12.50`
    Number(Decimal),
    /// `10 working days`
    Duration(Duration),
}

fn unit_of(pair: Pair) -> Unit {
    match pair.into_inner().next().map(|word| word.as_rule()) {
        Some(Rule::WORKING) => Unit::WorkingDay,
        Some(Rule::DAY | Rule::DAYS) => Unit::Day,
        Some(Rule::WEEK | Rule::WEEKS) => Unit::Week,
        Some(Rule::MONTH | Rule::MONTHS) => Unit::Month,
        _ => Unit::Year,
    }
}

/// `memberNational` as `member_national`
fn snake(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !out.is_empty() && !out.ends_with('_') {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// `member_country` as `MemberCountry`
fn camel(name: &str) -> String {
    name.split('_')
        .flat_map(|word| word.chars().enumerate().map(|(at, c)| if at == 0 { c.to_ascii_uppercase() } else { c }))
        .collect()
}

/// The only part of a pair that is always there.
pub fn inner(pair: Pair<'_>) -> Pair<'_> {
    Parts::of(pair).one()
}
