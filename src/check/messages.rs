//! Messages: words, and what is shown among them.

use super::Checker;
use super::meaning::{Form, Meaning, bare};
use super::scope::Scope;
use crate::error::check::RuleError;
use crate::model::{Argument, Listing, Message, Piece, Shown, width};
use crate::source::Span;
use crate::syntax::{Expr, Label, MessagePiece};
use crate::value::{Cell, Type, Value};

impl Checker<'_> {
    /// A message in each of its languages.
    pub(super) fn message(&mut self, scope: &mut Scope, label: &Label) -> Option<Message> {
        let own = (self.folder.language(label.span.file).into(), label.value.own.clone());
        let texts = std::iter::once(own).chain(label.value.translations.iter().cloned());
        let spans = label.spans.iter().copied().chain(std::iter::repeat(label.span));
        let mut versions = Vec::new();
        let mark = self.problems.mark();
        for ((language, raw), span) in texts.zip(spans) {
            let read = (self.read_message)(span.file, &raw, span.start as usize);
            match read {
                Ok(pieces) => {
                    let pieces: Vec<_> = pieces.iter().map(|piece| self.piece(scope, piece)).collect();
                    versions.push((language, pieces.into_iter().collect::<Option<Vec<_>>>()));
                }
                Err(problems) => {
                    problems.into_iter().for_each(|problem| self.problems.add(problem));
                    versions.push((language, None));
                }
            }
        }
        self.problems.once_since(mark);
        let versions = versions.into_iter().map(|(language, pieces)| Some((language, pieces?)));
        Some(Message { versions: versions.collect::<Option<_>>()? })
    }

    fn piece(&mut self, scope: &mut Scope, piece: &MessagePiece) -> Option<Piece> {
        match piece {
            MessagePiece::Text(text) => Some(Piece::Text(text.as_str().into())),
            MessagePiece::Show(e) => self.shown(scope, e).map(Piece::Show),
        }
    }

    fn shown(&mut self, scope: &mut Scope, e: &Expr) -> Option<Shown> {
        let meaning = self.value(scope, e, None)?;
        let span = bare(e).span;
        if let Form::Today = meaning.form {
            self.not_shown(scope, &meaning, span, "the report says by itself on which day it was made".into());
            return None;
        }
        let meaning = self.present(scope, e, meaning)?;
        let written = self.written(e);
        let value = match (&meaning.form, &meaning.ty) {
            (_, Type::Record(_)) => {
                self.not_shown(scope, &meaning, span, format!("show one of its fields, as in `{written}.…`"));
                return None;
            }
            (_, Type::List(element)) if matches!(**element, Type::Record(_)) => {
                self.not_shown(scope, &meaning, span, format!("show how many they are, as in `{{count({written})}}`"));
                return None;
            }
            (Form::Place(place), ty) => {
                Argument::Place(*place, u32::try_from(width(&self.records, ty)).unwrap_or(u32::MAX))
            }
            (Form::Listing(Listing::Constant(list)), _) => Argument::Constant(Cell::Known(Value::List(list.clone()))),
            (Form::Term(term), _) => Argument::Term(term.clone()),
            (Form::Condition(_), _) => {
                let help = "show the facts that it reads; the report gives the reasons by itself".into();
                self.not_shown(scope, &meaning, span, help);
                return None;
            }
            _ => {
                self.not_shown(scope, &meaning, span, "show a fact".into());
                return None;
            }
        };
        Some(Shown { value, ty: meaning.ty, label: meaning.label, span })
    }

    fn not_shown(&mut self, scope: &Scope, meaning: &Meaning, at: Span, help: String) {
        let what = self.found(meaning);
        self.problems.say(scope.file, RuleError::NotShown { what, at, help });
    }
}
