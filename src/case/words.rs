//! Lists of names, for the help in messages.

use crate::error::{did_you_mean, quoted};

/// More names than these are only counted.
const MOST: usize = 12;

/// The nearest of the known names; where none is near, all of them.
pub(super) fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<String> {
    let known: Vec<&str> = known.into_iter().collect();
    if let Some(help) = did_you_mean(name, known.iter().copied()) {
        return Some(help);
    }
    match known.as_slice() {
        [] => None,
        [one] => Some(format!("there is only `{one}`")),
        _ => Some(format!("there are {}", all(known))),
    }
}

/// `a`, `b` and `c`; of more than a dozen, the first.
pub(super) fn all<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    listing(names, "and")
}

/// `a`, `b` or `c`; of more than a dozen, the first.
pub(super) fn either<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    listing(names, "or")
}

fn listing<'n>(names: impl IntoIterator<Item = &'n str>, word: &str) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => "none".to_owned(),
        [one] => one.clone(),
        _ if names.len() > MOST => {
            let first: Vec<&str> = names.iter().take(MOST).map(String::as_str).collect();
            format!("{} {word} {} more", first.join(", "), names.len() - MOST)
        }
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}

/// What the user wrote, not longer than a line or two.
pub(super) fn shown(text: &str) -> String {
    if text.is_empty() { "\"\"".to_owned() } else { quoted(text) }
}
