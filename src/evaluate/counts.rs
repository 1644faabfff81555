//! Counting elements: how many of them satisfy, where of each it is known only which values it may have.

use std::ops::{Bound, RangeBounds};

use super::term::Seen;
use super::view::Range;
use crate::model::Quantifier;
use crate::truth::{TIMES, Time, Truth};
use crate::value::Decimal;

/// A number for each way in which one that is not known can stand to so many elements: every whole number that may be
/// theirs, one between each two, and one beyond either end.
pub(crate) fn possible_numbers(seen: Seen<'_>, elements: usize) -> impl Iterator<Item = Decimal> {
    let (above, below) = if let Seen::Within(Range::Numbers(above, below)) = seen {
        (above, below)
    } else {
        (Bound::Unbounded, Bound::Unbounded)
    };
    let inside = move |n: &Decimal| (above, below).contains(n);
    let number = |bound: Bound<Decimal>| match bound {
        Bound::Included(number) | Bound::Excluded(number) => Some(number),
        Bound::Unbounded => None,
    };
    let (above, below) = (number(above), number(below));
    let half = Decimal::new(5, 1);
    let mut places: Vec<Decimal> = (0..=elements + 1).map(Decimal::from).filter(inside).collect();
    let first = places.first().copied().or(below).unwrap_or_default();
    let last = places.last().copied().or(above).unwrap_or_default();
    places.insert(0, above.unwrap_or(first.saturating_sub(Decimal::ONE)));
    places.push(below.unwrap_or(last.saturating_add(Decimal::ONE)));
    let middle = |ends: &[Decimal]| ends.iter().fold(Decimal::ZERO, |sum, end| sum.saturating_add(*end * half));
    let between: Vec<Decimal> = places.windows(2).map(middle).collect();
    places.into_iter().chain(between).filter(inside)
}

/// The least whole number that is not less.
pub(crate) fn whole(number: Decimal) -> usize {
    use std::str::FromStr;
    let text = number.ceil().normalize().to_string();
    if text.starts_with('-') { 0 } else { usize::from_str(&text).unwrap_or(usize::MAX) }
}

/// What a number settles whatever the elements are.
pub(crate) fn settled(quantifier: &Quantifier, number: Decimal) -> Option<Truth> {
    match quantifier {
        Quantifier::AtLeast(_) if number <= Decimal::ZERO => Some(Truth::YES),
        Quantifier::AtMost(_) if number < Decimal::ZERO => Some(Truth::NO),
        // A number that is none of elements.
        Quantifier::Exactly(_) if number < Decimal::ZERO || !number.fract().is_zero() => Some(Truth::NO),
        _ => None,
    }
}

/// How many elements have each set of values.
pub(crate) struct Counts {
    pub every: Truth,
    pub some: Truth,
    /// By the bits of the set.
    sets: [usize; 16],
}

impl Default for Counts {
    fn default() -> Self {
        Counts { every: Truth::YES, some: Truth::NO, sets: [0; 16] }
    }
}

impl Counts {
    pub fn add(&mut self, truth: Truth) {
        self.every = self.every.and(truth);
        self.some = self.some.or(truth);
        if let Some(count) = self.sets.get_mut(usize::from(truth.bits())) {
            *count += 1;
        }
    }

    /// How many there are.
    pub fn all(&self) -> usize {
        self.sets.iter().sum()
    }

    /// The sets that there are, with how many elements have each.
    fn each(&self) -> impl Iterator<Item = (usize, Truth)> {
        self.sets.iter().copied().zip((0..16).map(Truth::from_bits)).filter(|(count, _)| *count > 0)
    }

    /// `at least n`, `at most n`, `exactly n`
    pub fn hold(&self, quantifier: &Quantifier, number: Decimal) -> Truth {
        settled(quantifier, number).unwrap_or_else(|| match quantifier {
            Quantifier::AtLeast(_) => self.at_least(whole(number)),
            Quantifier::AtMost(_) => !self.at_least(whole(number.floor()).saturating_add(1)),
            Quantifier::Exactly(_) => self.exactly(whole(number)),
            Quantifier::Every | Quantifier::Some | Quantifier::No => unreachable!("these have no number"),
        })
    }

    /// The n-th greatest value. Of none at least none is yes; of fewer elements than n it is no.
    pub fn at_least(&self, n: usize) -> Truth {
        if n == 0 {
            return Truth::YES;
        }
        if n > self.all() {
            return Truth::NO;
        }
        let possible = |value: &Time| {
            // Those that must be greater, those that may have just that value, and those that may be greater or less.
            let (mut greater, mut same, mut either) = (0, 0, 0);
            for (count, set) in self.each() {
                let above = set.values().any(|other| other > *value);
                let below = set.values().any(|other| other < *value);
                match (above, set.may_be(*value), below) {
                    (true, false, false) => greater += count,
                    (_, true, _) => same += count,
                    (true, false, true) => either += count,
                    (false, false, _) => {}
                }
            }
            greater < n && same > 0 && greater + same + either >= n
        };
        TIMES.into_iter().filter(possible).fold(Truth::EMPTY, |all, value| all.or_maybe(Truth::only(value)))
    }

    /// The lesser of the n-th greatest value and the contrary of the next: both of the same elements.
    fn exactly(&self, n: usize) -> Truth {
        if n == 0 || n >= self.all() {
            // One of the two is settled.
            return self.at_least(n).and(!self.at_least(n.saturating_add(1)));
        }
        let pairs = TIMES.into_iter().flat_map(|above| TIMES.into_iter().map(move |below| (above, below)));
        let possible = pairs.filter(|(above, below)| self.may_part(n, *above, *below));
        possible.fold(Truth::EMPTY, |all, (above, below)| all.or_maybe(Truth::only(above).and(!Truth::only(below))))
    }

    /// Whether the n-th greatest value may be the one while the next is the other.
    fn may_part(&self, n: usize, above: Time, below: Time) -> bool {
        if above < below {
            return false;
        }
        // The first n have that value or a greater one, the others that one or a lesser.
        let (mut only_first, mut both) = (0, 0);
        // Of those that can be just there: how many must be among the first or the others, and how many may be.
        let (mut at_above, mut at_below, mut free_above, mut free_below, mut free_both) = (0, 0, 0, 0, 0);
        for (count, set) in self.each() {
            let first = set.values().any(|value| value >= above);
            let other = set.values().any(|value| value <= below);
            let (is_above, is_below) = (set.may_be(above), set.may_be(below));
            match (first, other) {
                (true, true) => {
                    both += count;
                    free_above += if is_above && !is_below { count } else { 0 };
                    free_below += if is_below && !is_above { count } else { 0 };
                    free_both += if is_above && is_below { count } else { 0 };
                }
                (true, false) => {
                    only_first += count;
                    at_above += if is_above { count } else { 0 };
                }
                (false, true) => at_below += if is_below { count } else { 0 },
                (false, false) => return false,
            }
        }
        let (one_above, one_below) = (usize::from(at_above == 0), usize::from(at_below == 0));
        let enough = free_above + free_both >= one_above
            && free_below + free_both >= one_below
            && free_above + free_below + free_both >= one_above + one_below;
        enough && only_first + one_above <= n && n + one_below <= only_first + both
    }
}
