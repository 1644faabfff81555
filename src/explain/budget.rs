//! How many reasons may still be given: what lies beyond is cut off before it is worked out.

use std::cell::Cell;

use crate::evaluate::Stop;
use crate::evaluate::view::View;
use crate::limits;

/// What is left, for the rule at hand and for the whole report.
pub(crate) struct Budget {
    of_rule: Cell<usize>,
    in_all: Cell<usize>,
}

impl Default for Budget {
    fn default() -> Self {
        Budget { of_rule: Cell::new(0), in_all: Cell::new(limits::REASONS_IN_ALL) }
    }
}

impl Budget {
    /// Starts with the next rule. The first of its reasons are given even where the rules before it had many.
    pub fn start(&self) {
        self.of_rule.set(self.in_all.get().clamp(limits::REASONS_AT_LEAST, limits::REASONS));
    }

    /// Whether none is left, or working them out has taken as many steps as a check may take.
    pub fn is_out(&self, view: View<'_, '_>) -> bool {
        let stopped = view.world.stopped() == Some(Stop::Steps);
        // What stops a check is said elsewhere, and must not hide that the steps are used up.
        view.world.forget_stop();
        stopped || self.of_rule.get() == 0
    }

    /// Takes one, where one is left.
    pub fn take(&self, view: View<'_, '_>) -> bool {
        let left = !self.is_out(view);
        if left {
            self.of_rule.set(self.of_rule.get().saturating_sub(1));
            self.in_all.set(self.in_all.get().saturating_sub(1));
        }
        left
    }
}
