//! From values as written to what a reader sees of them.

use super::block::{Inline, Inlines, plain};
use super::book::{Book, Scope};
use super::words::Word;
use crate::format;
use crate::show;
use crate::syntax::{CaseValue, CaseValueKind, Expr, ExprKind, TypeExpr};
use crate::value::Decimal;

/// The type of an element of a list.
fn element(ty: Option<&TypeExpr>) -> Option<&TypeExpr> {
    match ty? {
        TypeExpr::List(element, _) => Some(element),
        TypeExpr::Optional(inner, _) => element(Some(inner)),
        _ => None,
    }
}

/// The choice that a type is.
fn choice(ty: Option<&TypeExpr>) -> Option<&str> {
    match ty? {
        TypeExpr::Named(name) => Some(&name.value),
        TypeExpr::Optional(inner, _) => choice(Some(inner)),
        _ => None,
    }
}

/// Who may do something.
fn actors(ty: Option<&TypeExpr>) -> Option<&str> {
    match ty? {
        TypeExpr::Event { by, .. } => by.as_ref().map(|by| &*by.value),
        TypeExpr::Optional(inner, _) | TypeExpr::List(inner, _) => actors(Some(inner)),
        TypeExpr::Named(_) => None,
    }
}

impl<'f> Book<'f> {
    fn words(&self, text: String) -> Inlines {
        vec![Inline::Text(text)]
    }

    fn number(&self, number: Decimal) -> Inlines {
        self.words(show::grouped(&show::number(number, self.language()), self.language()))
    }

    /// A value of a parameter, of a table or of a message.
    pub fn value(&self, expression: &Expr, ty: Option<&TypeExpr>, scope: &Scope<'f>) -> Inlines {
        let language = self.language();
        match &expression.kind {
            ExprKind::Text(text) => vec![self.own(text)],
            ExprKind::Number(number) => self.number(*number),
            ExprKind::YesNo(yes) => self.words(show::yes_no(*yes, language).to_owned()),
            ExprKind::Date(day) => self.words(show::day(*day, language)),
            ExprKind::Duration(duration) => self.words(show::duration(*duration, language)),
            ExprKind::None => self.words(show::none(language).to_owned()),
            ExprKind::List(elements) if elements.is_empty() => self.words(show::none(language).to_owned()),
            ExprKind::List(elements) => {
                let elements = elements.iter().map(|one| self.value(one, element(ty), scope));
                self.listed(elements.collect())
            }
            ExprKind::Period(from, until) => {
                let end = |expression: &Expr| plain(&self.value(expression, None, scope));
                self.words(show::period(&end(from), until.as_deref().map(end).as_deref(), language))
            }
            ExprKind::Path(path) => {
                let member = match path.as_slice() {
                    [name] => choice(ty).and_then(|choice| self.member(choice, &name.value)),
                    _ => None,
                };
                let called = || self.called(path, scope).map(|called| called.label);
                member.or_else(called).unwrap_or_else(|| vec![Inline::Code(format::expression_line(expression))])
            }
            _ => vec![Inline::Code(format::expression_line(expression))],
        }
    }

    /// What an example says of a fact.
    pub fn case_value(&self, value: &CaseValue, ty: Option<&TypeExpr>) -> Inlines {
        let language = self.language();
        let end = |value: &CaseValue| plain(&self.case_value(value, None));
        match &value.kind {
            CaseValueKind::None => self.words(show::none(language).to_owned()),
            CaseValueKind::Unknown => self.words(show::not_known(language).to_owned()),
            CaseValueKind::Assumed(inner, because) => {
                let mut said = self.case_value(inner, ty);
                said.push(Inline::Text(format!(" ({}", Word::Assumed.of(language))));
                if let Some(because) = because {
                    said.push(Inline::Text(format!(", {} ", Word::Because.of(language))));
                    said.push(self.own(&because.value));
                }
                said.push(Inline::Text(")".into()));
                said
            }
            CaseValueKind::Disputed(values) => {
                let values: Vec<String> = values.iter().map(|value| plain(&self.case_value(value, ty))).collect();
                let either = show::either(&values, language);
                self.words(format!("{either} ({})", Word::Disputed.of(language)))
            }
            CaseValueKind::Between(first, last) => {
                let (first, last) = (show::day(first.value, language), show::day(last.value, language));
                self.words(show::between(&first, &last, language))
            }
            CaseValueKind::Text(text) => vec![self.own(text)],
            CaseValueKind::Number(number) => self.number(*number),
            CaseValueKind::YesNo(yes) => self.words(show::yes_no(*yes, language).to_owned()),
            CaseValueKind::Date(day) => self.words(show::day(*day, language)),
            CaseValueKind::Duration(duration) => self.words(show::duration(*duration, language)),
            CaseValueKind::Word(word) => {
                let member = choice(ty).or_else(|| actors(ty)).and_then(|choice| self.member(choice, word));
                member.or_else(|| self.any_member(word)).unwrap_or_else(|| vec![Inline::Code(word.to_string())])
            }
            CaseValueKind::List(values) if values.is_empty() => self.words(show::none(language).to_owned()),
            CaseValueKind::List(values) => {
                // What happened several times is of one type.
                let inner = element(ty).or(ty);
                self.listed(values.iter().map(|value| self.case_value(value, inner)).collect())
            }
            CaseValueKind::Period(from, until) => {
                self.words(show::period(&end(from), until.as_deref().map(end).as_deref(), language))
            }
            CaseValueKind::Occurrence { on, by, note } => {
                let known = |value: &CaseValue| !matches!(value.kind, CaseValueKind::Unknown);
                let on = on.as_deref().filter(|on| known(on)).map(|on| plain(&self.case_value(on, None)));
                let by = by.as_deref().map(|by| known(by).then(|| plain(&self.case_value(by, ty))));
                let by = by.as_ref().map(Option::as_deref);
                let mut said = self.words(show::occurrence(on.as_deref(), by, language));
                if let Some(note) = note {
                    said.push(Inline::Text(format!(" ({}{}", Word::Remark.of(language), show::colon(language))));
                    said.push(self.own(&note.value));
                    said.push(Inline::Text(")".into()));
                }
                said
            }
        }
    }
}
