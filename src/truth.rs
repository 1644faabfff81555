//! The four values of time, and the sets of them that knowledge allows.
//!
//! Time: **no** < **not yet** < **so far** < **yes** — what holds over every way in which the record can go on.
//! Knowledge: the set of values that a condition may have. The two are never merged.

/// What holds of a condition over every way in which the record can go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Time {
    /// In none of them.
    No = 0,
    /// It fails if nothing more happens, and can still come.
    NotYet = 1,
    /// It holds if nothing more happens, and can be lost.
    SoFar = 2,
    /// In all of them.
    Yes = 3,
}

/// The four values in order.
pub const TIMES: [Time; 4] = [Time::No, Time::NotYet, Time::SoFar, Time::Yes];

impl Time {
    /// The word used in reports: `no`, `not_yet`, `so_far`, `yes`.
    pub fn word(self) -> &'static str {
        match self {
            Time::No => "no",
            Time::NotYet => "not_yet",
            Time::SoFar => "so_far",
            Time::Yes => "yes",
        }
    }
}

impl std::ops::Not for Time {
    type Output = Time;

    fn not(self) -> Time {
        match self {
            Time::No => Time::Yes,
            Time::NotYet => Time::SoFar,
            Time::SoFar => Time::NotYet,
            Time::Yes => Time::No,
        }
    }
}

/// The set of values that a condition may have, as four bits. Empty only while one is being gathered.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Truth(u8);

impl Truth {
    /// No value yet: the start of a union.
    pub const EMPTY: Truth = Truth(0);
    /// Known to be no.
    pub const NO: Truth = Truth::only(Time::No);
    /// Known to be not yet.
    pub const NOT_YET: Truth = Truth::only(Time::NotYet);
    /// Known to be so far.
    pub const SO_FAR: Truth = Truth::only(Time::SoFar);
    /// Known to be yes.
    pub const YES: Truth = Truth::only(Time::Yes);
    /// A timeless condition that reads what is not known.
    pub const UNKNOWN: Truth = Truth(0b1001);
    /// Nothing is known, not even of time.
    pub const ANY: Truth = Truth(0b1111);

    /// The set of one value.
    pub const fn only(value: Time) -> Truth {
        Truth(1 << value as u8)
    }

    /// Yes or no, known.
    pub const fn known(holds: bool) -> Truth {
        if holds { Truth::YES } else { Truth::NO }
    }

    /// Whether the value may be this one.
    pub const fn may_be(self, value: Time) -> bool {
        self.0 & (1 << value as u8) != 0
    }

    /// Whether some value of the set is in the other.
    pub const fn meets(self, other: Truth) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    #[must_use]
    pub const fn or_maybe(self, other: Truth) -> Truth {
        Truth(self.0 | other.0)
    }

    /// The only value, where it is known.
    pub fn value(self) -> Option<Time> {
        TIMES.into_iter().find(|&value| self == Truth::only(value))
    }

    /// The values of the set, in order.
    pub fn values(self) -> impl Iterator<Item = Time> {
        TIMES.into_iter().filter(move |&value| self.may_be(value))
    }

    /// The four bits, `no` lowest.
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// The set of those four bits.
    pub(crate) const fn from_bits(bits: u8) -> Truth {
        Truth(bits & 0b1111)
    }

    /// Both hold: the least of every combination.
    #[must_use]
    pub fn and(self, other: Truth) -> Truth {
        Truth(table(&AND, self, other))
    }

    /// One of them holds: the greatest of every combination.
    #[must_use]
    pub fn or(self, other: Truth) -> Truth {
        Truth(table(&OR, self, other))
    }
}

impl std::ops::Not for Truth {
    type Output = Truth;

    /// The mirror of every value: `no` and `yes` change places, `not yet` and `so far` too.
    fn not(self) -> Truth {
        Truth(self.0.reverse_bits() >> 4)
    }
}

impl std::fmt::Debug for Truth {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_set().entries(self.values()).finish()
    }
}

type Table = [[u8; 16]; 16];

static AND: Table = combine(false);
static OR: Table = combine(true);

fn table(table: &Table, left: Truth, right: Truth) -> u8 {
    let row = table.get(usize::from(left.0 & 15));
    row.and_then(|row| row.get(usize::from(right.0 & 15))).copied().unwrap_or(0)
}

/// The least (or greatest) value of every combination of two sets.
#[expect(clippy::indexing_slicing, reason = "computed while compiling, where an index out of range fails the build")]
const fn combine(greatest: bool) -> Table {
    let mut result = [[0; 16]; 16];
    let mut at = 0;
    while at < 16 * 16 * 4 * 4 {
        let (left, right, a, b) = (at / 256, at / 16 % 16, at / 4 % 4, at % 4);
        if left & (1 << a) != 0 && right & (1 << b) != 0 {
            let pick = if (a > b) == greatest { a } else { b };
            result[left][right] |= 1 << pick;
        }
        at += 1;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sets() -> impl Iterator<Item = Truth> {
        (1..16).map(Truth)
    }

    #[test]
    fn and_is_the_least_and_or_the_greatest_of_every_combination() {
        for (left, right) in sets().flat_map(|left| sets().map(move |right| (left, right))) {
            let (mut least, mut greatest) = (Truth::EMPTY, Truth::EMPTY);
            for (a, b) in left.values().flat_map(|a| right.values().map(move |b| (a, b))) {
                least = least.or_maybe(Truth::only(a.min(b)));
                greatest = greatest.or_maybe(Truth::only(a.max(b)));
            }
            assert_eq!((left.and(right), left.or(right)), (least, greatest), "{left:?} {right:?}");
        }
    }

    #[test]
    fn not_mirrors_and_de_morgan_holds() {
        for left in sets() {
            assert_eq!(!!left, left);
            for value in left.values() {
                assert!((!left).may_be(!value));
            }
            for right in sets() {
                assert_eq!(!(left.and(right)), (!left).or(!right));
                assert_eq!(left.and(right), right.and(left));
                assert_eq!(left.or(right), right.or(left));
            }
        }
    }

    #[test]
    fn knowing_more_never_adds_a_value() {
        for (large, other) in sets().flat_map(|large| sets().map(move |other| (large, other))) {
            for small in sets().filter(|small| small.bits() & !large.bits() == 0) {
                assert_eq!(small.and(other).bits() & !large.and(other).bits(), 0);
                assert_eq!(small.or(other).bits() & !large.or(other).bits(), 0);
            }
        }
    }
}
