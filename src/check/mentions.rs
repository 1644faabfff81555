//! The names that an expression mentions, before anything is known of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::syntax::{Expr, ExprKind, Qualifier, Quantifier};

/// The names that an expression begins paths and calls with.
pub(super) fn names_in(e: &Expr, names: &mut BTreeSet<Arc<str>>) {
    let mut all = |inner: &[&Expr]| inner.iter().for_each(|one| names_in(one, names));
    match &e.kind {
        ExprKind::Text(_)
        | ExprKind::Number(_)
        | ExprKind::YesNo(_)
        | ExprKind::Date(_)
        | ExprKind::Duration(_)
        | ExprKind::None
        | ExprKind::Today => {}
        ExprKind::Path(path) => names.extend(path.first().map(|name| name.value.clone())),
        ExprKind::Call(name, arguments) => {
            all(&arguments.iter().collect::<Vec<_>>());
            names.insert(name.value.clone());
        }
        ExprKind::List(inner) | ExprKind::And(inner) | ExprKind::Or(inner) => all(&inner.iter().collect::<Vec<_>>()),
        ExprKind::Period(from, until) => {
            all(&[from]);
            until.iter().for_each(|until| names_in(until, names));
        }
        ExprKind::Lookup { key: inner, .. }
        | ExprKind::Count(inner)
        | ExprKind::Not(inner)
        | ExprKind::Brackets(inner) => all(&[inner]),
        ExprKind::Days { from, to, .. } => all(&[from, to]),
        ExprKind::Arithmetic(first, rest) => {
            all(&[first]);
            rest.iter().for_each(|(_, one)| names_in(one, names));
        }
        ExprKind::If(test, yes, no) => all(&[test, yes, no]),
        ExprKind::Compare(left, _, right) => all(&[left, right]),
        ExprKind::Quantified { quantifier, list, body, .. } => {
            all(&[list, body]);
            if let Quantifier::Exactly(n) | Quantifier::AtLeast(n) | Quantifier::AtMost(n) = quantifier {
                names_in(n, names);
            }
        }
        ExprKind::Qualified(head, qualifiers) => {
            all(&[head]);
            for qualifier in qualifiers {
                match &qualifier.value {
                    Qualifier::By(one)
                    | Qualifier::OnlyBy(one)
                    | Qualifier::Before(one)
                    | Qualifier::After(one)
                    | Qualifier::On(one)
                    | Qualifier::NoLaterThan(one)
                    | Qualifier::NoEarlierThan(one)
                    | Qualifier::During(one)
                    | Qualifier::Where(one) => names_in(one, names),
                    Qualifier::WithinAfter(one, other)
                    | Qualifier::WithinBefore(one, other)
                    | Qualifier::AtLeastAfter(one, other)
                    | Qualifier::AtLeastBefore(one, other) => {
                        names_in(one, names);
                        names_in(other, names);
                    }
                }
            }
        }
    }
}
