//! From conditions to what a reader sees: the lines as their author wrote them, and below them what the words stand for.

use super::block::{Block, Inline, Inlines};
use super::book::{Book, Scope, Subject};
use super::words::Word;
use crate::format;
use crate::syntax::{Expr, ExprKind, Qualifier};

/// What words of conditions stand for, in the order in which they come, each once.
#[derive(Default)]
pub struct Glossary {
    entries: Vec<(String, Inlines)>,
}

impl Glossary {
    fn add(&mut self, code: String, label: Inlines) {
        // A word that has no label is explained by nothing.
        if !self.entries.iter().any(|(known, _)| *known == code) && label != [Inline::Code(code.clone())] {
            self.entries.push((code, label));
        }
    }

    /// Takes in all words of an expression.
    pub fn read<'f>(&mut self, book: &Book<'f>, expression: &'f Expr, scope: &Scope<'f>) {
        match &expression.kind {
            ExprKind::Today => self.add("today".into(), book.say(Word::Today)),
            ExprKind::Path(path) => {
                let code = path.iter().map(|name| &*name.value).collect::<Vec<_>>().join(".");
                if let Some(called) = book.called(path, scope) {
                    self.add(code, called.label);
                }
            }
            ExprKind::Call(name, _) => {
                if let Some(called) = book.called(std::slice::from_ref(name), scope) {
                    self.add(name.value.to_string(), called.label);
                }
            }
            ExprKind::Lookup { table, .. } => self.add(table.value.to_string(), book.type_title(table)),
            ExprKind::Quantified { variable, list, body, .. } => {
                let inner = scope.with(&variable.value, book.element(list, scope));
                for part in expression.parts() {
                    let body = std::ptr::eq(part, &**body);
                    self.read(book, part, if body { &inner } else { scope });
                }
                return;
            }
            ExprKind::Qualified(subject, qualifiers) => {
                self.read(book, subject, scope);
                for qualifier in qualifiers {
                    let inner = match &qualifier.value {
                        Qualifier::Where(_) => inside(book, subject, scope),
                        _ => scope.clone(),
                    };
                    qualifier.value.parts().into_iter().for_each(|part| self.read(book, part, &inner));
                }
                return;
            }
            _ => {}
        }
        expression.parts().into_iter().for_each(|part| self.read(book, part, scope));
    }

    /// The words in a remark.
    pub fn block(self, book: &Book<'_>) -> Option<Block> {
        if self.entries.is_empty() {
            return None;
        }
        let mut said = vec![Inline::Text(Word::InWords.of(book.language()).to_owned()), book.colon()];
        for (at, (code, label)) in self.entries.into_iter().enumerate() {
            if at > 0 {
                said.push(book.semicolon());
            }
            said.push(Inline::Code(code));
            said.push(Inline::Text(" = ".into()));
            said.extend(label);
        }
        said.push(Inline::Text(".".into()));
        Some(Block::Note(said))
    }
}

/// The scope of `where`: with the fields of what happened.
fn inside<'f>(book: &Book<'f>, subject: &'f Expr, scope: &Scope<'f>) -> Scope<'f> {
    let ExprKind::Path(path) = &subject.kind else { return scope.clone() };
    let Some(ty) = book.called(path, scope).and_then(|called| called.ty) else { return scope.clone() };
    let fields = book.fields(ty).iter();
    fields.fold(scope.clone(), |scope, field| scope.with(&field.name.value, Subject::Field(field)))
}

/// The lines of an expression.
pub fn lines(expression: &Expr) -> Block {
    Block::Code(format::expression_lines(expression))
}

impl<'f> Book<'f> {
    /// A condition as it is written, what stands behind it, and what its words stand for.
    pub fn condition(&self, expression: &'f Expr, behind: &[Inline], scope: &Scope<'f>) -> Vec<Block> {
        let mut glossary = Glossary::default();
        glossary.read(self, expression, scope);
        let behind = (!behind.is_empty()).then(|| Block::Paragraph(behind.to_vec()));
        std::iter::once(lines(expression)).chain(behind).chain(glossary.block(self)).collect()
    }
}
