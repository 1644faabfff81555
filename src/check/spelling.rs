//! How names are written.

use super::problems::Problems;
use crate::error::NameError;
use crate::outcome::Outcome;
use crate::syntax::Name;

/// The words of the language that are never names.
const RESERVED: [&str; 29] = [
    "on", "by", "from", "until", "in", "is", "for", "where", "and", "or", "not", "every", "some", "no", "exactly",
    "if", "then", "else", "only", "before", "after", "within", "during", "satisfies", "count", "none", "yes", "today",
    "be",
];

/// Words that in a case say what is known of a fact.
const FIELD_WORDS: [&str; 6] = ["unknown", "assumed", "disputed", "between", "because", "note"];

/// The name of a fact, a rule and the like: `lower_snake`, three letters or more.
pub(super) fn snake(name: &Name, what: &str, problems: &mut Problems) {
    if small(name, what, problems) && name.value.chars().count() < 3 {
        problems.say(name.span.file, NameError::Short { name: name.value.to_string(), at: name.span });
    }
}

/// The name of a variable or of a parameter of a define: `lower_snake`, any length.
pub(super) fn variable(name: &Name, problems: &mut Problems) {
    small(name, "the name of a variable", problems);
}

fn small(name: &Name, what: &str, problems: &mut Problems) -> bool {
    if RESERVED.contains(&&*name.value) {
        problems.say(name.span.file, NameError::Reserved { name: name.value.to_string(), at: name.span });
        return false;
    }
    let good = name.value.starts_with(|first: char| first.is_ascii_lowercase())
        && name.value.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_');
    if !good {
        let (what, better) = (what.to_owned(), to_snake(&name.value));
        let problem = NameError::NotSnake { name: name.value.to_string(), what, better, at: name.span };
        problems.say(name.span.file, problem);
    }
    good
}

/// The name of a choice, record or table: `CamelCase`.
pub(super) fn camel(name: &Name, what: &str, problems: &mut Problems) {
    let good = name.value.starts_with(|first: char| first.is_ascii_uppercase())
        && name.value.chars().all(|letter| letter.is_ascii_alphanumeric());
    if !good {
        let (what, better) = (what.to_owned(), to_camel(&name.value));
        let problem = NameError::NotCamel { name: name.value.to_string(), what, better, at: name.span };
        problems.say(name.span.file, problem);
    } else if name.value.chars().count() < 3 {
        problems.say(name.span.file, NameError::Short { name: name.value.to_string(), at: name.span });
    }
}

/// A field is not called by a word that a case needs.
pub(super) fn field(name: &Name, problems: &mut Problems) {
    if FIELD_WORDS.contains(&&*name.value) {
        problems.say(name.span.file, NameError::FieldWord { name: name.value.to_string(), at: name.span });
    }
}

/// A rule is not called by a word that an example expects.
pub(super) fn rule(name: &Name, problems: &mut Problems) {
    let outcome = Outcome::ALL.iter().any(|outcome| outcome.id() == &*name.value);
    if outcome || &*name.value == "missing" {
        problems.say(name.span.file, NameError::OutcomeWord { name: name.value.to_string(), at: name.span });
    }
}

fn to_snake(name: &str) -> String {
    let mut better = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !better.is_empty() && !better.ends_with('_') {
            better.push('_');
        }
        better.extend(if letter == '-' { '_' } else { letter }.to_lowercase());
    }
    better
}

fn to_camel(name: &str) -> String {
    let words = name.split(['_', '-']).filter(|word| !word.is_empty());
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    words.map(capital).collect()
}

#[cfg(test)]
mod tests {
    use super::{to_camel, to_snake};

    #[test]
    fn better_names_are_offered() {
        assert_eq!(to_snake("startsOn"), "starts_on");
        assert_eq!(to_camel("member_country"), "MemberCountry");
    }
}
