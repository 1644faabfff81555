//! Local names, and what is known not to be none.

use std::sync::Arc;

use super::meaning::bare;
use crate::source::{FileId, Span};
use crate::syntax::{Comparison, Expr, ExprKind};
use crate::text::Text;
use crate::value::Type;

/// What stands around an expression.
#[derive(Debug, Clone)]
pub(super) struct Scope {
    /// The file whose names are seen.
    pub(super) file: FileId,
    /// The define that it stands in.
    pub(super) define: Option<Arc<str>>,
    /// The rule in whose scope an exception is read.
    pub(super) rule: Option<Arc<str>>,
    /// Whether only `when` can say that something is there: nothing stands before what is read.
    pub(super) alone: bool,
    /// Whether it gives a value and no condition: then nothing can stand before it with `and`.
    pub(super) gives_value: bool,
    /// Local names, the innermost last.
    pub(super) locals: Vec<Local>,
    guards: Vec<Expr>,
}

/// A local name, or the fields of an occurrence.
#[derive(Debug, Clone)]
pub(super) struct Local {
    pub(super) kind: LocalKind,
    /// What it is bound to; `None` where that is broken.
    pub(super) ty: Option<Type>,
    /// What it is called in a message.
    pub(super) label: Option<Text>,
    pub(super) units: Vec<usize>,
    pub(super) span: Span,
}

/// How it came about.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum LocalKind {
    /// By `for each` or a quantifier.
    Element(Arc<str>),
    /// By a parameter of a define.
    Parameter(Arc<str>),
    /// By `where`: all fields of the record, by their bare names.
    Occurrence,
}

impl Scope {
    /// Nothing but the names of a file.
    pub(super) fn of(file: FileId) -> Self {
        Scope {
            file,
            define: None,
            rule: None,
            alone: false,
            gives_value: false,
            locals: Vec::new(),
            guards: Vec::new(),
        }
    }

    /// How many guards there are, to come back to with [`Scope::forget`].
    pub(super) fn mark(&self) -> usize {
        self.guards.len()
    }

    /// Forgets the guards learned since.
    pub(super) fn forget(&mut self, mark: usize) {
        self.guards.truncate(mark);
    }

    /// What is certain once the condition holds: `x is not none` and `k is in T`, alone or joined by `and`.
    pub(super) fn learn(&mut self, condition: &Expr) {
        match &condition.kind {
            ExprKind::Brackets(inner) => self.learn(inner),
            ExprKind::And(all) => all.iter().for_each(|one| self.learn(one)),
            ExprKind::Compare(_, Comparison::IsNot | Comparison::IsIn, _) => self.guards.push(condition.clone()),
            _ => {}
        }
    }

    /// What is certain once the condition does not hold: `x is none` and `k is not in T`, alone or joined by `or`.
    pub(super) fn learn_contrary(&mut self, condition: &Expr) {
        let contrary = |left: &Expr, sign, right: &Expr| {
            let kind = ExprKind::Compare(Box::new(left.clone()), sign, Box::new(right.clone()));
            Expr { kind, span: condition.span }
        };
        match &condition.kind {
            ExprKind::Brackets(inner) => self.learn_contrary(inner),
            ExprKind::Or(all) => all.iter().for_each(|one| self.learn_contrary(one)),
            ExprKind::Compare(left, Comparison::Is, right) => {
                self.guards.push(contrary(left, Comparison::IsNot, right))
            }
            ExprKind::Compare(left, Comparison::IsNotIn, right) => {
                self.guards.push(contrary(left, Comparison::IsIn, right));
            }
            _ => {}
        }
    }

    /// Whether the expression is known not to be none.
    pub(super) fn is_guarded(&self, e: &Expr) -> bool {
        let e = bare(e);
        self.guards.iter().any(|guard| match &guard.kind {
            ExprKind::Compare(left, Comparison::IsNot, right) => {
                (bare(right).kind == ExprKind::None && bare(left) == e)
                    || (bare(left).kind == ExprKind::None && bare(right) == e)
            }
            _ => false,
        })
    }

    /// Whether that key is known to be in the first column of that table.
    pub(super) fn is_listed(&self, key: &Expr, table: &str) -> bool {
        self.guards.iter().any(|guard| match &guard.kind {
            ExprKind::Compare(left, Comparison::IsIn, right) => {
                let named = matches!(&bare(right).kind, ExprKind::Path(names) if names.iter().all(|name| &*name.value == table));
                named && bare(left) == bare(key)
            }
            _ => false,
        })
    }
}
