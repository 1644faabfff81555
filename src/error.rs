//! What is wrong, as data: one enum a stage, with code, label and help on the variant.
//!
//! A message is lower case, without a full stop, the user's words in backticks: what happened in the message, where in
//! the label, what to write instead in the help. The source text is attached last, by the face.

pub mod case;
pub mod check;
pub mod format;
pub mod parse;
pub mod passages;

use std::fmt;
use std::sync::Arc;

use miette::{Diagnostic, Severity};

use crate::source::{FileId, Position, Sources};

/// An error or warning, with the file that its labels point into.
#[derive(Debug, Clone)]
pub struct Problem {
    /// The file of every label.
    pub file: FileId,
    /// Message, code, labels and help.
    pub diagnostic: Arc<dyn Diagnostic + Send + Sync>,
}

impl Problem {
    /// What one stage found in one file.
    pub fn new(file: FileId, diagnostic: impl Diagnostic + Send + Sync + 'static) -> Self {
        Problem { file, diagnostic: Arc::new(diagnostic) }
    }

    /// Whether it is a warning: the rules can be used all the same.
    pub fn is_warning(&self) -> bool {
        self.diagnostic.severity() == Some(Severity::Warning)
    }

    /// The same as a warning: for what is wrong and is in nobody's way.
    #[must_use]
    pub fn as_warning(&self) -> Self {
        Problem::new(self.file, Warning(Arc::clone(&self.diagnostic)))
    }

    /// Its stable code, such as `check::unknown_name`.
    pub fn code(&self) -> String {
        self.diagnostic.code().map(|code| code.to_string()).unwrap_or_default()
    }

    /// The byte at which its first label starts, where it has one.
    pub fn offset(&self) -> Option<usize> {
        self.diagnostic.labels()?.map(|label| label.offset()).next()
    }

    /// Where it is, for those who want a line and a column.
    pub fn position(&self, sources: &Sources) -> Option<Position> {
        Some(sources.get(self.file)?.position(self.offset()?))
    }
}

/// An error told as a warning.
#[derive(Debug)]
struct Warning(Arc<dyn Diagnostic + Send + Sync>);

impl fmt::Display for Warning {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl std::error::Error for Warning {}

impl Diagnostic for Warning {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.0.code()
    }

    fn severity(&self) -> Option<Severity> {
        Some(Severity::Warning)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.0.help()
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = miette::LabeledSpan> + '_>> {
        self.0.labels()
    }
}

/// Sorts by file and place, so that the order in which a stage found them does not show.
pub fn sort(problems: &mut [Problem]) {
    problems
        .sort_by_cached_key(|problem| (problem.file, problem.offset(), problem.code(), problem.diagnostic.to_string()));
}

/// The name nearest to one that is not known, as a question: "did you mean `starts`?"
pub fn did_you_mean<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<String> {
    nearest_name(name, known).map(|best| format!("did you mean `{best}`?"))
}

/// The name nearest to one that is not known.
pub fn nearest_name<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    // Nothing that long is a name, and comparing takes time for each of its letters.
    if name.len() > 200 {
        return None;
    }
    let most = (name.chars().count() / 3).max(1);
    let alike = known.into_iter().filter(|other| other.len().abs_diff(name.len()) <= most * 4);
    let near = alike.map(|other| (strsim::damerau_levenshtein(name, other), other));
    let (_, best) = near.filter(|(distance, other)| *distance <= most && *other != name).min()?;
    Some(best)
}

/// What users wrote, as it is quoted: not longer than a line or two.
pub fn quoted(text: &str) -> String {
    /// Characters of a quotation.
    const MOST: usize = 120;
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// A number that is written as a word, in digits.
pub fn in_digits(word: &str) -> Option<usize> {
    const WORDS: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.iter().position(|known| word.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::did_you_mean;

    #[test]
    fn a_near_name_is_offered_and_a_far_one_is_not() {
        assert_eq!(did_you_mean("startz", ["ends", "starts"]).as_deref(), Some("did you mean `starts`?"));
        assert_eq!(did_you_mean("route", ["starts", "office"]), None);
    }
}
