//! From the text of `otherwise` and `remedy` to its parts: words, and expressions in `{…}`.

use super::expression_in;
use super::scan::Scan;
use crate::error::Problem;
use crate::error::parse::ParseError;
use crate::source::{FileId, Span};
use crate::syntax::MessagePiece;

/// Reads a message, raw as it stands between its marks; `base` is where that is in the file.
///
/// What is broken is all reported at once.
pub fn message(id: FileId, raw: &str, base: usize) -> Result<Vec<MessagePiece>, Vec<Problem>> {
    let mut pieces = Vec::new();
    let mut problems = Vec::new();
    let mut words = String::new();
    let mut rest = raw;
    while let Some(next) = rest.chars().next() {
        let at = base + raw.len() - rest.len();
        if next == '{' {
            let inside = expression_inside(rest);
            let result = match inside {
                None => Err(vec![ParseError::UnclosedBrace { span: Span::new(id, at, at + 1) }]),
                Some(inside) if inside.trim().is_empty() => {
                    Err(vec![ParseError::EmptyBrace { span: Span::new(id, at, at + inside.len() + 2) }])
                }
                Some(inside) => Ok(inside),
            };
            let result = result.map_err(|errors| errors.into_iter().map(|error| Problem::new(id, error)).collect());
            match result.and_then(|inside| shown(id, inside, at + 1)) {
                Ok(piece) => {
                    push_words(&mut pieces, &mut words);
                    pieces.push(piece);
                }
                Err(found) => problems.extend::<Vec<Problem>>(found),
            }
            let length = inside.map_or(rest.len(), |inside| inside.len() + 2);
            rest = rest.get(length..).unwrap_or("");
        } else {
            let escaped = rest.strip_prefix('\\').and_then(|rest| rest.chars().next());
            words.push(escaped.unwrap_or(next));
            let length = next.len_utf8() + escaped.map_or(0, char::len_utf8);
            rest = rest.get(length..).unwrap_or("");
        }
    }
    push_words(&mut pieces, &mut words);
    if problems.is_empty() { Ok(pieces) } else { Err(problems) }
}

fn push_words(pieces: &mut Vec<MessagePiece>, words: &mut String) {
    if !words.is_empty() {
        pieces.push(MessagePiece::Text(std::mem::take(words)));
    }
}

/// What stands between `{` and its `}`; a `}` in a text inside does not count.
fn expression_inside(rest: &str) -> Option<&str> {
    let mut in_text = false;
    let mut before = ' ';
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            '"' if before == '\\' => in_text = !in_text,
            '}' if !in_text => return rest.get(1..at),
            _ => {}
        }
        before = c;
    }
    None
}

/// The expression between braces. Its texts stand in `\"…\"`: the marks take the place of both characters, so that every
/// place stays where it is.
fn shown(id: FileId, inside: &str, at: usize) -> Result<MessagePiece, Vec<Problem>> {
    let mut text = String::with_capacity(inside.len());
    let mut opens = true;
    let mut rest = inside;
    while let Some(found) = rest.find("\\\"") {
        text.push_str(rest.get(..found).unwrap_or(""));
        text.push_str(if opens { " \"" } else { "\" " });
        opens = !opens;
        rest = rest.get(found + 2..).unwrap_or("");
    }
    text.push_str(rest);
    let scan = Scan::part(id, &text, at);
    expression_in(id, &text, &scan, at).map(MessagePiece::Show)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::ExprKind;

    /// The parts of a message, each expression with the place that it has in the text.
    fn parts(raw: &str) -> Vec<String> {
        let pieces = message(0, raw, 100).expect("the message is good");
        let show = |piece| match piece {
            MessagePiece::Text(words) => words,
            MessagePiece::Show(shown) => {
                format!("<{}>", raw.get(shown.span.start as usize - 100..shown.span.end as usize - 100).unwrap_or("?"))
            }
        };
        pieces.into_iter().map(show).collect()
    }

    fn codes(raw: &str) -> Vec<String> {
        message(0, raw, 0).expect_err("the message is bad").iter().map(Problem::code).collect()
    }

    #[test]
    fn expressions_stand_between_words_and_know_their_place() {
        assert_eq!(parts("{candidate.name} is late"), ["<candidate.name>", " is late"]);
        assert_eq!(parts("é { starts + 1 day }!"), ["é ", "<starts + 1 day>", "!"]);
        assert_eq!(parts("no braces"), ["no braces"]);
        assert_eq!(parts(""), [""; 0]);
    }

    #[test]
    fn escapes_are_taken_away() {
        assert_eq!(parts(r#"\{sic} \"so\" \\ }"#), [r#"{sic} "so" \ }"#]);
    }

    #[test]
    fn a_text_inside_an_expression_is_read() {
        let pieces = message(0, r#"{if name is \"a}b\" then 1 else 2}"#, 0).expect("the message is good");
        let [MessagePiece::Show(shown)] = pieces.as_slice() else { panic!("one expression: {pieces:?}") };
        let ExprKind::If(condition, ..) = &shown.kind else { panic!("an if: {shown:?}") };
        let ExprKind::Compare(_, _, text) = &condition.kind else { panic!("a comparison: {condition:?}") };
        assert_eq!(text.kind, ExprKind::Text("a}b".into()));
    }

    #[test]
    fn everything_broken_is_reported() {
        assert_eq!(codes("{a and} {} {b"), ["parse::ends_too_soon", "parse::empty_brace", "parse::unclosed_brace"]);
    }
}
