//! Rules, exceptions and defines as checked.

use std::sync::Arc;

use super::{Argument, Citation, Condition, Instant, Listing, NormKind, Term};
use crate::source::Span;
use crate::text::Text;
use crate::value::{ChoiceId, Day, Type};

/// A named term or condition.
#[derive(Debug, Clone)]
pub struct Define {
    /// `is_member`
    pub name: Arc<str>,
    /// Its label, where it has one.
    pub label: Option<Text>,
    /// The names of its parameters.
    pub parameters: Vec<Arc<str>>,
    /// What it stands for.
    pub body: DefineBody,
    /// What it rests on.
    pub citations: Vec<Citation>,
    /// Where it is declared.
    pub span: Span,
}

/// What a define stands for.
#[derive(Debug, Clone)]
pub enum DefineBody {
    /// A value of that type.
    Term(Term, Type),
    /// A condition.
    Condition(Condition),
}

/// Days on which a text is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Force {
    /// First day.
    pub from: Option<Day>,
    /// Last day.
    pub until: Option<Day>,
}

impl Force {
    /// Whether the text is in force on that day.
    pub fn holds(self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// A rule.
#[derive(Debug, Clone)]
pub struct Rule {
    /// `approval`
    pub name: Arc<str>,
    /// Its title.
    pub title: Text,
    /// What it rests on.
    pub citations: Vec<Citation>,
    /// Whether it cites only practice.
    pub practice: bool,
    /// `for each d in decisions`
    pub for_each: Option<ForEach>,
    /// When it is in force: its procedure's and its own; all must hold.
    pub force: Vec<Force>,
    /// The day that decides which text is in force: its own, else its procedure's.
    pub judged_on: Option<Instant>,
    /// `when C`
    pub when: Option<Condition>,
    /// `unless`, in the order written, then the exceptions, by name.
    pub excuses: Vec<Excuse>,
    /// `duty of …`: a choice.
    pub duty_of: Option<(Term, ChoiceId)>,
    /// `must`, `requires` or `should`.
    pub norm: NormKind,
    /// What must hold, `not` included.
    pub condition: Condition,
    /// Whether anything in it, its excuses included, is calculated or counted: only then can a check of it end in an
    /// error or leave the calendar, so that all of it has to be looked at.
    pub counts: bool,
    /// Shown for not met.
    pub otherwise: Option<Message>,
    /// Shown for not met and due.
    pub remedy: Option<Message>,
    /// The whole declaration.
    pub span: Span,
}

/// `for each d in decisions`
#[derive(Debug, Clone)]
pub struct ForEach {
    /// `d`
    pub variable: Arc<str>,
    /// The list's cell, or a table.
    pub list: Listing,
    /// How the list is called in the file: `decisions`, `meeting.decisions`.
    pub path: Arc<str>,
    /// The type of an element.
    pub element: Type,
}

/// What excuses a rule that is not met: an `unless`, or an exception as seen from the rule.
#[derive(Debug, Clone)]
pub struct Excuse {
    /// The index into [`Model::exceptions`]; `None` for an `unless`.
    pub exception: Option<usize>,
    /// The reason, or the exception's title.
    pub text: Text,
    /// When it holds; always, without one.
    pub when: Option<Condition>,
    /// The exceptions to it, by name.
    pub exceptions: Vec<Excuse>,
}

/// An exception, whatever it is from.
#[derive(Debug, Clone)]
pub struct Exception {
    /// `council_appoints`
    pub name: Arc<str>,
    /// Its title.
    pub title: Text,
    /// What it rests on.
    pub citations: Vec<Citation>,
    /// Whether it cites only practice.
    pub practice: bool,
    /// The whole declaration.
    pub span: Span,
}

/// A message with places for values, in each language that the author gave.
#[derive(Debug, Clone, Default)]
pub struct Message {
    /// The pieces by language, the file's own first.
    pub versions: Vec<(Arc<str>, Vec<Piece>)>,
}

impl Message {
    /// The pieces in that language, or in the file's own.
    pub fn pieces(&self, language: &str) -> &[Piece] {
        let version = self.versions.iter().find(|(code, _)| &**code == language).or(self.versions.first());
        version.map_or(&[], |(_, pieces)| pieces)
    }
}

/// A piece of a message.
#[derive(Debug, Clone)]
pub enum Piece {
    /// Words.
    Text(Arc<str>),
    /// `{starts}`
    Show(Shown),
}

/// A value to be shown.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Where it comes from: a [`Argument::Place`] for lists, periods and events, else a term.
    pub value: Argument,
    /// Its type.
    pub ty: Type,
    /// What it is called where it is not known.
    pub label: Option<Text>,
    /// Where it is written.
    pub span: Span,
}
