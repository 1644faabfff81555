//! The ways in which a condition that is not yet may stand, as a set, and how those of parts make up those of a whole.

/// How parts make up a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Joint {
    /// Due by the earliest of their days.
    All,
    /// Due by the latest of their days, without one if one of them has none.
    Any,
    /// Some number of them: which of their days counts is not settled by two of them.
    AtLeast,
}

/// A set of kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kinds(u8);

impl Kinds {
    /// It cannot be not yet.
    pub const NONE: Kinds = Kinds(0);
    /// While parts are put together: no part so far is not yet.
    pub const NOTHING: Kinds = Kinds(1);
    /// Nothing can be done now.
    pub const WAITS: Kinds = Kinds(1 << 1);
    /// It can be done now, without a last day.
    pub const OPEN: Kinds = Kinds::can_be(false, false);

    /// It can be done: up to a last day or not, from a day still to come or not.
    pub const fn can_be(due: bool, later: bool) -> Kinds {
        Kinds(1 << (2 + due as u8 + 2 * later as u8))
    }

    const CAN: Kinds = Kinds(0b11_1100);
    const DUE: Kinds = Kinds::can_be(true, false).with(Kinds::can_be(true, true));
    const LATER: Kinds = Kinds::can_be(false, true).with(Kinds::can_be(true, true));

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }

    const fn without(self, other: Kinds) -> Kinds {
        Kinds(self.0 & !other.0)
    }

    const fn meets(self, other: Kinds) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it may wait.
    pub fn may_wait(self) -> bool {
        self.meets(Kinds::WAITS)
    }

    /// Whether it may be that it can be done now, without a last day.
    pub fn may_be_open(self) -> bool {
        self.meets(Kinds::OPEN)
    }

    /// Whether it may be that it can be done up to a last day, or from a day still to come.
    pub fn may_be_timely(self) -> bool {
        self.without(Kinds::OPEN).can()
    }

    /// Whether it may be that it can be done without a last day.
    pub fn may_have_no_day(self) -> bool {
        self.without(Kinds::DUE).can()
    }

    /// Whether it may be that something can be done.
    pub fn can(self) -> bool {
        self.meets(Kinds::CAN)
    }

    /// Without what is only there while parts are put together.
    pub fn whole(self) -> Kinds {
        self.without(Kinds::NOTHING)
    }

    /// Only what has a last day, or has none, as far as there can be such.
    pub fn limited(self, may_be_due: bool, may_have_no_day: bool) -> Kinds {
        let kinds = if may_be_due { self } else { self.without(Kinds::DUE) };
        if may_have_no_day { kinds } else { kinds.without(Kinds::CAN.without(Kinds::DUE)) }
    }

    fn each(self) -> impl Iterator<Item = Kinds> {
        (0..6).map(|bit| Kinds(1 << bit)).filter(move |kind| self.meets(*kind))
    }

    /// Every combination of two parts.
    #[must_use]
    pub fn together(self, other: Kinds, joint: Joint) -> Kinds {
        let mut all = Kinds::NONE;
        for a in self.each() {
            for b in other.each() {
                all = all.with(match (a, b) {
                    (Kinds::NOTHING, one) | (one, Kinds::NOTHING) | (Kinds::WAITS, one) | (one, Kinds::WAITS) => one,
                    _ => {
                        let both = |kinds: Kinds| a.meets(kinds) && b.meets(kinds);
                        let (some, every) = (a.with(b).meets(Kinds::DUE), both(Kinds::DUE));
                        let later = both(Kinds::LATER);
                        match joint {
                            Joint::All => Kinds::can_be(some, later),
                            Joint::Any => Kinds::can_be(every, later),
                            Joint::AtLeast => Kinds::can_be(some, later).with(Kinds::can_be(every, later)),
                        }
                    }
                });
            }
        }
        all
    }
}
