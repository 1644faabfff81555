//! How deep a declaration nests, counted before the grammar sees it: reading and dropping a tree are recursive.
//!
//! What nests is a bracket, an `if`, and what a condition can be the tail of: `not`, `satisfies`, `else`.

use std::ops::Range;

use super::scan::{Kind, Piece};
use crate::limits;

/// Something open, and how many tails hang on it.
struct Open {
    bracket: bool,
    tails: usize,
}

/// The first piece that lies deeper than the limit allows.
pub fn too_deep<'p>(text: &str, pieces: &'p [Piece], range: &Range<usize>) -> Option<&'p Piece> {
    let mut open = vec![Open { bracket: true, tails: 0 }];
    let mut depth = 0;
    let mut before = "";
    let first = pieces.partition_point(|piece| piece.start < range.start);
    for piece in pieces.iter().skip(first).take_while(|piece| piece.start < range.end) {
        let word = match piece.kind {
            Kind::Text => "\"",
            Kind::Word | Kind::Sign => text.get(piece.start..piece.end).unwrap_or(""),
        };
        match word {
            "(" | "[" => open.push(Open { bracket: true, tails: 0 }),
            ")" | "]" => close_bracket(&mut open, &mut depth),
            "if" => {
                if !continues(before) {
                    close_conditions(&mut open, &mut depth);
                }
                open.push(Open { bracket: false, tails: 0 });
            }
            "else" => {
                if open.last().is_some_and(|last| !last.bracket) {
                    depth -= open.pop().map_or(0, |last| 1 + last.tails);
                }
                add_tail(&mut open, &mut depth);
            }
            "not" if before != "is" => {
                if !continues(before) {
                    close_conditions(&mut open, &mut depth);
                }
                add_tail(&mut open, &mut depth);
            }
            "satisfies" => add_tail(&mut open, &mut depth),
            "and" | "or" | "," | "then" => drop_tails(&mut open, &mut depth),
            _ => {}
        }
        if matches!(word, "(" | "[" | "if") {
            depth += 1;
        }
        if depth > limits::NESTING {
            return Some(piece);
        }
        before = word;
    }
    None
}

/// Whether a condition that starts after this word is part of one that is open; else a new clause has begun.
fn continues(before: &str) -> bool {
    matches!(before, "not" | "if" | "then" | "else" | "satisfies" | "and" | "or" | "(" | "[" | ",")
}

fn add_tail(open: &mut [Open], depth: &mut usize) {
    if let Some(last) = open.last_mut() {
        last.tails += 1;
        *depth += 1;
    }
}

fn drop_tails(open: &mut [Open], depth: &mut usize) {
    if let Some(last) = open.last_mut() {
        *depth -= last.tails;
        last.tails = 0;
    }
}

fn close_conditions(open: &mut Vec<Open>, depth: &mut usize) {
    while open.last().is_some_and(|last| !last.bracket) {
        *depth -= open.pop().map_or(0, |last| 1 + last.tails);
    }
    drop_tails(open, depth);
}

fn close_bracket(open: &mut Vec<Open>, depth: &mut usize) {
    close_conditions(open, depth);
    if open.len() > 1 {
        *depth -= open.pop().map_or(0, |last| 1 + last.tails);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::scan::Scan;

    fn is_too_deep(text: &str) -> bool {
        let scan = Scan::of(0, text);
        too_deep(text, &scan.pieces, &(0..text.len())).is_some()
    }

    #[test]
    fn every_kind_of_nesting_counts() {
        for (deep, times) in [
            ("(", 65),
            ("not ", 65),
            ("if ", 65),
            ("if a then ", 65),
            ("if a then b else ", 65),
            ("some x in xs satisfies ", 65),
            ("if a and b then ", 65),
            ("some x in xs satisfies if a or b then some y in ys satisfies ", 40),
            ("(not ", 33),
        ] {
            assert!(is_too_deep(&deep.repeat(times)), "{deep}");
            assert!(!is_too_deep(&deep.repeat(times / 4)), "{deep}");
        }
    }

    #[test]
    fn what_stands_side_by_side_does_not() {
        for flat in [
            "a and not b and ",
            "(a) ",
            "unless not a \"reason\" ",
            "unless if a then b else c \"reason\" ",
            "a is not b, ",
            "some x in xs satisfies x and ",
        ] {
            assert!(!is_too_deep(&flat.repeat(200)), "{flat}");
        }
    }
}
