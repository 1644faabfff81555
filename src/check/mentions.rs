//! The names that an expression mentions, before anything is known of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::syntax::{Expr, ExprKind, Name};

/// The names that an expression begins paths and calls with.
pub(super) fn names_in(e: &Expr, names: &mut BTreeSet<Arc<str>>) {
    names.extend(own(e).map(|name| name.value.clone()));
    e.parts().into_iter().for_each(|part| names_in(part, names));
}

/// Whether that is one of them.
pub(super) fn mentions(e: &Expr, name: &Name) -> bool {
    own(e).is_some_and(|own| own.value == name.value) || e.parts().into_iter().any(|part| mentions(part, name))
}

fn own(e: &Expr) -> Option<&Name> {
    match &e.kind {
        ExprKind::Path(path) => path.first(),
        ExprKind::Call(name, _) => Some(name),
        _ => None,
    }
}
