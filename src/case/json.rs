//! From JSON to what is said, with the place of every value. The only module that knows serde_json's reader: that says
//! whether a text is JSON, and what is wrong with it; what it says is then read here, for the places.

use std::collections::HashMap;
use std::fmt;

use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

use super::spelled::{Kind, Member, Spelled, pointer, step};
use super::words::shown;
use crate::error::case::{CaseError, Place};
use crate::limits;
use crate::source::{FileId, Span};

/// Words that make an object a state of knowledge; no field is called so.
const STATES: [&str; 5] = ["unknown", "assumed", "disputed", "between", "because"];

/// Levels of the members of the case and of its facts, where an object is never a state.
const FACTS_LEVEL: usize = 2;

/// So many names are looked through one by one.
const FEW: usize = 32;

/// Keys that are given twice, with their places.
type Twice = Vec<(Span, CaseError)>;

/// What a JSON text says, with the keys that are given twice.
pub(super) fn spelled(id: FileId, text: &str) -> Result<(Spelled, Twice), Box<CaseError>> {
    if text.len() > limits::CASE_BYTES {
        return Err(Box::new(CaseError::TooLarge { bytes: text.len(), span: Span::new(id, 0, 0) }));
    }
    // A byte order mark is what some editors put first; it says nothing.
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let brackets = brackets(body);
    let mut builder = Builder { id, text, rest: body, twice: Vec::new() };
    if let Some(at) = brackets.too_deep {
        return Err(Box::new(CaseError::TooDeep { span: builder.bytes(body, at, 1) }));
    }
    let _: IgnoredAny = serde_json::from_str(body).map_err(|error| builder.explain(body, &error, &brackets))?;
    let root = builder.build(0)?;
    let twice = std::mem::take(&mut builder.twice);
    let twice = twice.into_iter().map(|(name, first, span)| {
        let pointer = format!("{}/{}", pointer(&root, span), step(&name));
        let place = Place { pointer: Some(pointer), ..Place::default() };
        (span, CaseError::GivenTwice { name: shown(&name), help: TWICE.to_owned(), span, first, place })
    });
    let twice = twice.collect();
    Ok((root, twice))
}

const TWICE: &str = "keep one of them; where records disagree, write `{\"disputed\": […, …]}`";

/// The `procedure` that a JSON text names, even where the text is broken further on.
pub(super) fn procedure(text: &str) -> Option<String> {
    struct Finder<'f>(&'f mut Option<String>);
    impl<'de> Visitor<'de> for Finder<'_> {
        type Value = ();
        fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
            out.write_str("a case")
        }
        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
            while let Some(key) = map.next_key::<String>()? {
                if key == "procedure" && self.0.is_none() {
                    *self.0 = Some(map.next_value()?);
                } else {
                    map.next_value::<IgnoredAny>()?;
                }
            }
            Ok(())
        }
    }
    let mut found = None;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // What is wrong with the text is said when the whole of it is read.
    let _ = serde_json::Deserializer::from_str(text).deserialize_map(Finder(&mut found));
    found
}

/// What one pass over the brackets of a text shows.
#[derive(Default)]
struct Brackets {
    /// The first that is nested too deep.
    too_deep: Option<usize>,
    /// The innermost one, or the quote, that is open at the end.
    open: Option<usize>,
}

fn brackets(text: &str) -> Brackets {
    let mut open = Vec::new();
    let mut quote = None;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match (byte, quote) {
            (_, Some(_)) if escaped => escaped = false,
            (b'\\', Some(_)) => escaped = true,
            (b'"', Some(_)) => quote = None,
            (b'"', None) => quote = Some(at),
            (b'{' | b'[', None) => {
                if open.len() >= limits::CASE_NESTING {
                    return Brackets { too_deep: Some(at), open: None };
                }
                open.push(at);
            }
            (b'}' | b']', None) => drop(open.pop()),
            _ => {}
        }
    }
    Brackets { too_deep: None, open: quote.or(open.last().copied()) }
}

struct Builder<'t> {
    id: FileId,
    text: &'t str,
    /// What is still to be read.
    rest: &'t str,
    /// Keys given twice: name, first and second place.
    twice: Vec<(Box<str>, Span, Span)>,
}

impl<'t> Builder<'t> {
    /// The place of a slice of the text.
    fn span(&self, part: &str) -> Span {
        let start = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        Span::new(self.id, start, start + part.len())
    }

    /// The place of some bytes of a slice, not beyond its end.
    fn bytes(&self, part: &str, at: usize, length: usize) -> Span {
        let base = self.span(part).start as usize;
        let end = (at + length).min(part.len());
        Span::new(self.id, base + at.min(part.len()), base + end)
    }

    /// Reads the value that comes next, in a text that was found to be JSON.
    fn build(&mut self, level: usize) -> Result<Spelled, Box<CaseError>> {
        self.blank();
        let start = self.rest;
        let kind = match start.as_bytes().first() {
            Some(b'{') => self.object(level)?,
            Some(b'[') => self.list(level)?,
            Some(b'"') => Kind::String(self.string()?.0),
            Some(b't') => self.word("true", Kind::YesNo(true)),
            Some(b'f') => self.word("false", Kind::YesNo(false)),
            Some(b'n') => self.word("null", Kind::None),
            _ => {
                self.skip_while(|byte| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E'));
                Kind::Digits
            }
        };
        Ok(Spelled { kind, span: self.span(self.since(start)) })
    }

    /// What was read since the rest began there.
    fn since(&self, start: &'t str) -> &'t str {
        start.get(..start.len() - self.rest.len()).unwrap_or(start)
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    fn skip_while(&mut self, of: impl Fn(u8) -> bool) {
        let end = self.rest.bytes().position(|byte| !of(byte));
        self.skip(end.unwrap_or(self.rest.len()));
    }

    fn blank(&mut self) {
        self.skip_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t'));
    }

    /// Passes one byte, where it is that one.
    fn pass(&mut self, byte: u8) -> bool {
        self.blank();
        let is_there = self.rest.as_bytes().first() == Some(&byte);
        if is_there {
            self.skip(1);
        }
        is_there
    }

    fn word(&mut self, word: &str, kind: Kind) -> Kind {
        self.skip(word.len());
        kind
    }

    fn string(&mut self) -> Result<(Box<str>, Span), Box<CaseError>> {
        let start = self.rest;
        self.skip(1);
        self.skip_while(|byte| byte != b'"' && byte != b'\\');
        let plain = self.rest.as_bytes().first() == Some(&b'"');
        while self.rest.as_bytes().first() == Some(&b'\\') {
            // The backslash and what it escapes; the digits of `\u00e9` end no text.
            self.skip(2);
            self.skip_while(|byte| byte != b'"' && byte != b'\\');
        }
        self.skip(1);
        let raw = self.since(start);
        let inner = raw.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let text = match inner {
            Some(inner) if plain => inner.into(),
            _ => serde_json::from_str::<String>(raw).map_err(|error| self.inside(raw, &error))?.into(),
        };
        Ok((text, self.span(raw)))
    }

    fn list(&mut self, level: usize) -> Result<Kind, Box<CaseError>> {
        self.skip(1);
        let mut elements = Vec::new();
        while !self.pass(b']') {
            elements.push(self.build(level + 1)?);
            self.pass(b',');
        }
        Ok(Kind::List(elements))
    }

    fn object(&mut self, level: usize) -> Result<Kind, Box<CaseError>> {
        self.skip(1);
        let mut all: Vec<Member> = Vec::new();
        let mut index: HashMap<Box<str>, Span> = HashMap::new();
        while !self.pass(b'}') {
            let (name, name_span) = self.string()?;
            self.pass(b':');
            let value = self.build(level + 1)?;
            self.pass(b',');
            let first = match all.len() {
                ..FEW => all.iter().find(|member| member.name == name).map(|member| member.name_span),
                _ => index.get(&name).copied(),
            };
            if let Some(first) = first {
                self.twice.push((name, first, name_span));
                continue;
            }
            all.push(Member { name, name_span, value });
            if all.len() >= FEW {
                let from = if all.len() == FEW { 0 } else { all.len() - 1 };
                index.extend(all.iter().skip(from).map(|member| (member.name.clone(), member.name_span)));
            }
        }
        let state = level >= FACTS_LEVEL && all.iter().any(|member| STATES.contains(&&*member.name));
        Ok(if state { state_of(all) } else { Kind::Object(all) })
    }

    /// An error that the first pass over the text let through: half a character in a text.
    fn inside(&self, raw: &str, error: &serde_json::Error) -> Box<CaseError> {
        let what = match plain(error) {
            Some((what, _)) => what.to_owned(),
            None => words(error),
        };
        let help = plain(error).map(|(_, help)| help.to_owned());
        Box::new(CaseError::NotJson { what, help, span: self.span(raw), opened: None })
    }

    fn explain(&self, body: &str, error: &serde_json::Error, brackets: &Brackets) -> Box<CaseError> {
        let line = body.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
        let mut at = (line + error.column().saturating_sub(1)).min(body.len());
        while !body.is_char_boundary(at) {
            at -= 1;
        }
        let (before, rest) = body.split_at_checked(at).unwrap_or((body, ""));
        let next = rest.chars().next();
        let length = next.map_or(0, char::len_utf8);
        let (what, help, opened) = if body.trim().is_empty() {
            ("there is nothing in it", Some(r#"a case is written `{"facts": { … }}`"#), None)
        } else if error.is_eof() {
            let opened = brackets.open.map(|open| self.bytes(body, open, 1));
            ("it ends too early", Some("close what is open, or look whether the end was cut off"), opened)
        } else {
            let (what, help) = reason(before, rest).or(plain(error)).unwrap_or_default();
            (what, (!help.is_empty()).then_some(help), None)
        };
        let what = if what.is_empty() { words(error) } else { what.to_owned() };
        let span =
            if next.is_some() || opened.is_some() { self.bytes(body, at, length) } else { self.bytes(body, 0, 1) };
        Box::new(CaseError::NotJson { what, help: help.map(str::to_owned), span, opened })
    }
}

/// What people write that JSON does not have.
fn reason(before: &str, rest: &str) -> Option<(&'static str, &'static str)> {
    let next = rest.chars().next()?;
    let last = before.trim_end().chars().next_back();
    match next {
        '}' | ']' if last == Some(',') => {
            Some(("a comma stands before a closing bracket", "remove the comma after the last one"))
        }
        '-' if before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len() == 4 => {
            Some(("a date without quotes", r#"dates stand in double quotes: `"2018-01-20"`"#))
        }
        ',' => match last {
            Some(',' | '{' | '[') => Some(("a comma too many", "one comma stands between two members or elements")),
            Some(':') => Some(("a value is missing before this comma", "write `null` where there is none")),
            _ => None,
        },
        '\'' | '\u{201c}' | '\u{201d}' | '\u{ab}' => {
            Some(("these quotation marks", r#"texts and names stand in straight double quotes: `"direct"`"#))
        }
        '/' | '#' => Some(("a comment", "JSON has no comments; an event may have a `note`")),
        ':' => None,
        '"' if !matches!(last, Some(',' | '{' | '[' | ':') | None) => {
            Some(("a comma is missing before this", "put a comma between two members, and between two elements"))
        }
        _ if matches!(last, Some('{' | ',')) && next.is_alphabetic() => Some((
            "a name without quotes",
            "names and texts stand in double quotes; only `true`, `false` and `null` do not",
        )),
        'T' | 'F' | 'N' | 'y' | 'n' if matches!(last, Some(':' | '[' | ',')) && foreign_word(rest).is_some() => {
            foreign_word(rest)
        }
        _ if next.is_alphabetic() && matches!(last, Some(':' | '[')) => {
            Some(("a word without quotes", "texts stand in double quotes; only `true`, `false` and `null` do not"))
        }
        _ => None,
    }
}

/// Yes, no and nothing, as other languages write them.
fn foreign_word(rest: &str) -> Option<(&'static str, &'static str)> {
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
    let help = match &*word {
        "True" | "TRUE" | "yes" => "write `true`",
        "False" | "FALSE" | "no" => "write `false`",
        "None" | "NULL" | "none" | "nil" => "write `null`",
        "NaN" => "JSON has no such number: write `{\"unknown\": true}` where it is not known",
        _ => return None,
    };
    Some(("a word that JSON does not have", help))
}

/// The reader's own words, as ours.
fn plain(error: &serde_json::Error) -> Option<(&'static str, &'static str)> {
    let words = words(error);
    let table = [
        ("expected `:`", "a colon is missing before this", r#"a member is written `"name": value`"#),
        ("expected `,` or `]`", "a comma or `]` is missing before this", "elements of a list stand between commas"),
        ("expected `,` or `}`", "a comma or `}` is missing before this", "members of an object stand between commas"),
        ("key must be a string", "a name without quotes", "the names of members stand in double quotes"),
        ("trailing comma", "a comma stands before a closing bracket", "remove the comma after the last one"),
        ("trailing characters", "something follows the end of the case", "one file holds one case"),
        (
            "expected value",
            "a value is missing here",
            r#"a value is a text in double quotes, a number, `true`, `false`, `null`, `[…]` or `{…}`"#,
        ),
        (
            "expected ident",
            "a word without quotes",
            "texts stand in double quotes; only `true`, `false` and `null` do not",
        ),
        ("invalid number", "no number is written so", "write numbers as 12.50, without `+` and without zeros in front"),
        ("invalid escape", "no text has this after a backslash", r"write a backslash in a text as `\\`"),
        (
            "control character",
            "a line break or tab inside a text",
            r"write a line break in a text as `\n`, a tab as `\t`",
        ),
        (
            "lone leading surrogate",
            "a text with half a character",
            r"characters beyond `\uFFFF` are written as two escapes",
        ),
        (
            "unexpected end of hex escape",
            "a text with half a character",
            r"characters beyond `\uFFFF` are written as two escapes",
        ),
    ];
    table.into_iter().find(|(start, ..)| words.starts_with(start)).map(|(_, what, help)| (what, help))
}

/// What the reader says, without the place.
fn words(error: &serde_json::Error) -> String {
    let words = error.to_string();
    words.split(" at line ").next().unwrap_or_default().to_owned()
}

/// The state of knowledge that an object spells.
fn state_of(mut members: Vec<Member>) -> Kind {
    let names: Vec<&str> = members.iter().map(|member| &*member.name).collect();
    let assumed = names.contains(&"assumed");
    if assumed && names.iter().all(|name| matches!(*name, "assumed" | "because")) {
        let mut take = |name: &str| {
            let at = members.iter().position(|member| &*member.name == name)?;
            Some(Box::new(members.swap_remove(at).value))
        };
        let because = take("because");
        return match (take("assumed"), because) {
            (Some(value), Some(because)) => Kind::Assumed(value, Some(because)),
            (Some(_), None) => {
                Kind::Malformed("an assumption says why, in `because`", r#"write `{"assumed": …, "because": "…"}`"#)
            }
            (None, _) => unreachable!("`assumed` was among the names"),
        };
    }
    if names == ["because"] {
        return Kind::Malformed("`because` stands without `assumed`", r#"write `{"assumed": …, "because": "…"}`"#);
    }
    let single = if members.len() == 1 { members.pop() } else { None };
    let Some(Member { name, value, .. }) = single else {
        return Kind::Malformed(
            "`unknown`, `assumed`, `disputed` and `between` stand alone",
            r#"give one of `{"unknown": true}`, `{"assumed": …, "because": "…"}`, `{"disputed": […]}`, `{"between": […, …]}`"#,
        );
    };
    match (&*name, value.kind) {
        ("unknown", Kind::YesNo(true)) => Kind::Unknown,
        ("unknown", _) => Kind::Malformed("`unknown` takes `true`", r#"write `{"unknown": true}`, or give the value"#),
        ("disputed", Kind::List(values)) => Kind::Disputed(values),
        ("disputed", _) => {
            Kind::Malformed("`disputed` takes a list", r#"write `{"disputed": [one value, another value]}`"#)
        }
        (_, Kind::List(days)) => match <[Spelled; 2]>::try_from(days) {
            Ok([first, last]) => Kind::Between(Box::new(first), Box::new(last)),
            Err(_) => between(),
        },
        _ => between(),
    }
}

fn between() -> Kind {
    Kind::Malformed("`between` takes two days", r#"write `{"between": ["2018-03-01", "2018-03-07"]}`"#)
}
