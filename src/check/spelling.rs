//! How names are written.

use super::problems::Problems;
use crate::error::check::NameError;
use crate::outcome::Outcome;
use crate::syntax::Name;

/// Words that in a case say what is known of a fact.
const FIELD_WORDS: [&str; 6] = ["unknown", "assumed", "disputed", "between", "because", "note"];

/// The name of a fact, a rule, a choice and the like has three letters or more. Reading has seen to how it is written.
pub(super) fn long(name: &Name, problems: &mut Problems) {
    if name.value.chars().count() < 3 {
        problems.say(name.span.file, NameError::Short { name: name.value.to_string(), at: name.span });
    }
}

/// A variable is written in small letters, and may be short.
pub(super) fn variable(name: &Name, problems: &mut Problems) {
    if name.value.chars().any(|letter| letter.is_uppercase()) {
        let (name, better, at) = (name.value.to_string(), name.value.to_lowercase(), name.span);
        problems.say(at.file, NameError::Small { name, better, at });
    }
}

/// The name of a table: `CamelCase`.
pub(super) fn camel(name: &Name, what: &str, problems: &mut Problems) {
    let good = name.value.starts_with(|first: char| first.is_ascii_uppercase())
        && name.value.chars().all(|letter| letter.is_ascii_alphanumeric());
    if !good {
        let (what, better) = (what.to_owned(), to_camel(&name.value));
        let problem = NameError::NotCamel { name: name.value.to_string(), what, better, at: name.span };
        problems.say(name.span.file, problem);
    } else {
        long(name, problems);
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
    use super::to_camel;

    #[test]
    fn better_names_are_offered() {
        assert_eq!(to_camel("member_country"), "MemberCountry");
    }
}
