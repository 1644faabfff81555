//! What is known of a condition: the set of the values of time that it may have.

use std::cmp::Ordering;

use super::counts::{Counts, possible_numbers, settled};
use super::event;
use super::term::{Seen, elements, equal, order, row, term};
use super::view::{Local, Slot, Trace, View};
use crate::model::{
    Comparator, Condition, ConditionKind, DefineBody, Listing, PeriodTerm, Quantified, Quantifier, Term,
};
use crate::truth::{Time, Truth};
use crate::value::{Cell, Day, Decimal, Value};

/// What is known of a condition.
pub(crate) fn truth(view: View<'_, '_>, condition: &Condition) -> Truth {
    if view.world.step() {
        return Truth::ANY;
    }
    match &condition.kind {
        ConditionKind::Holds(term) => compare(view, term, Comparator::Is, &Term::Value(Value::YesNo(true))),
        ConditionKind::Compare(left, sign, right) => compare(view, left, *sign, right),
        ConditionKind::IsNone(term) => is_none(view, term),
        ConditionKind::IsIn(item, listing) => is_in(view, term(view, item), listing),
        ConditionKind::During(day, period) => during(view, term(view, day), period),
        ConditionKind::Event(event) => event::standing(view, event).truth,
        ConditionKind::Not(inner) => !truth(view, inner),
        ConditionKind::And(parts) => {
            let mut all = Truth::YES;
            for part in parts {
                all = all.and(truth(view, part));
                if view.settles_all(all) {
                    break;
                }
            }
            all
        }
        ConditionKind::Or(parts) => {
            let mut any = Truth::NO;
            for part in parts {
                any = any.or(truth(view, part));
                if view.settles_any(any) {
                    break;
                }
            }
            any
        }
        ConditionKind::If(chooser, yes, no) => {
            let chosen = truth(view, chooser);
            let yes = if chosen.may_be(Time::Yes) { truth(view, yes) } else { Truth::EMPTY };
            let no = if chosen.may_be(Time::No) { truth(view, no) } else { Truth::EMPTY };
            yes.or_maybe(no)
        }
        ConditionKind::Quantified(quantified) => self::quantified(view, quantified),
        ConditionKind::Call(define, arguments) => {
            view.call(arguments, &mut |inside| truth(inside, body(inside, *define)))
        }
    }
}

/// The condition that a define stands for.
pub(crate) fn body<'a>(view: View<'a, '_>, define: usize) -> &'a Condition {
    match view.world.model.defines.get(define).map(|define| &define.body) {
        Some(DefineBody::Condition(body)) => body,
        _ => unreachable!("checking resolves every call to a condition"),
    }
}

/// A comparison. Where a side is an `if` of which the condition is not known, both of its branches count.
fn compare<'a>(view: View<'a, '_>, left: &Term, sign: Comparator, right: &Term) -> Truth {
    if let Term::If(chooser, yes, no) = left {
        return branches(truth(view, chooser), &|| compare(view, yes, sign, right), &|| compare(view, no, sign, right));
    }
    if let Term::If(chooser, yes, no) = right {
        return branches(truth(view, chooser), &|| compare(view, left, sign, yes), &|| compare(view, left, sign, no));
    }
    compare_seen(view, term(view, left), sign, term(view, right))
}

fn branches(chosen: Truth, yes: &dyn Fn() -> Truth, no: &dyn Fn() -> Truth) -> Truth {
    let (yes, no) = (yes(), no());
    let yes = if chosen.may_be(Time::Yes) { yes } else { Truth::EMPTY };
    let no = if chosen.may_be(Time::No) { no } else { Truth::EMPTY };
    yes.or_maybe(no)
}

/// A comparison of what is seen of two terms.
pub(crate) fn compare_seen<'a>(view: View<'a, '_>, left: Seen<'a>, sign: Comparator, right: Seen<'a>) -> Truth {
    if let Some(order) = order(left, right) {
        return Truth::known(holds(sign, order));
    }
    match (left, right) {
        (Seen::Pending(_), _) | (_, Seen::Pending(_)) => Truth::NOT_YET,
        (Seen::Perhaps(first, last), other) => {
            Truth::NOT_YET.or_maybe(compare_seen(view, Seen::Days(first, last), sign, other))
        }
        (other, Seen::Perhaps(first, last)) => {
            Truth::NOT_YET.or_maybe(compare_seen(view, other, sign, Seen::Days(first, last)))
        }
        (Seen::Actors(occurrences, day), other) => {
            actors(view, occurrences, day, |actor| compare_seen(view, actor, sign, other))
        }
        (other, Seen::Actors(occurrences, day)) => {
            actors(view, occurrences, day, |actor| compare_seen(view, other, sign, actor))
        }
        (Seen::Today, Seen::Today) => Truth::known(holds(sign, Ordering::Equal)),
        (date, Seen::Today) => with_today(view.world.today, date, sign),
        (Seen::Today, date) => with_today(view.world.today, date, mirrored(sign)),
        (Seen::None, Seen::None) => Truth::known(sign == Comparator::Is),
        // A guard beside it makes an order of `none` irrelevant.
        (Seen::None, Seen::Unknown) | (Seen::Unknown, Seen::None) if equality(sign) => Truth::UNKNOWN,
        (Seen::None, _) | (_, Seen::None) => Truth::known(sign == Comparator::IsNot),
        _ => super::ranges::compare(left, right)
            .fold(Truth::EMPTY, |all, order| all.or_maybe(Truth::known(holds(sign, order)))),
    }
}

/// Each actor of a first day on which there were several.
fn actors<'a>(
    view: View<'a, '_>,
    occurrences: &'a [crate::value::Occurrence],
    day: Day,
    then: impl Fn(Seen<'a>) -> Truth,
) -> Truth {
    let first = occurrences.iter().filter(|occurrence| event::day_of(view, occurrence) == Some((day, day)));
    first.fold(Truth::EMPTY, |all, occurrence| all.or_maybe(then(super::term::held(view, &occurrence.by))))
}

fn equality(sign: Comparator) -> bool {
    matches!(sign, Comparator::Is | Comparator::IsNot)
}

fn holds(sign: Comparator, order: Ordering) -> bool {
    match sign {
        Comparator::Is => order.is_eq(),
        Comparator::IsNot => order.is_ne(),
        Comparator::Less => order.is_lt(),
        Comparator::LessOrEqual => order.is_le(),
        Comparator::Greater => order.is_gt(),
        Comparator::GreaterOrEqual => order.is_ge(),
    }
}

fn mirrored(sign: Comparator) -> Comparator {
    match sign {
        Comparator::Less => Comparator::Greater,
        Comparator::LessOrEqual => Comparator::GreaterOrEqual,
        Comparator::Greater => Comparator::Less,
        Comparator::GreaterOrEqual => Comparator::LessOrEqual,
        same => same,
    }
}

/// `date sign today`, as the days go on.
fn with_today(today: Day, date: Seen<'_>, sign: Comparator) -> Truth {
    let Some((first, last)) = date.days() else {
        // `none`, which only a guard beside it lets in.
        return Truth::known(sign == Comparator::IsNot);
    };
    let mut result = Truth::EMPTY;
    for (possible, order) in [
        (first < today, Ordering::Less),
        (first <= today && today <= last, Ordering::Equal),
        (last > today, Ordering::Greater),
    ] {
        if possible {
            result = result.or_maybe(Truth::only(as_days_go_on(sign, order)));
        }
    }
    result
}

/// What holds of `date sign today` where the date now stands so to today, and will be past one day.
fn as_days_go_on(sign: Comparator, order: Ordering) -> Time {
    match (sign, order) {
        (Comparator::LessOrEqual, Ordering::Less | Ordering::Equal) | (Comparator::Less, Ordering::Less) => Time::Yes,
        (Comparator::LessOrEqual | Comparator::Less, _) => Time::NotYet,
        (Comparator::GreaterOrEqual, Ordering::Less) | (Comparator::Greater, Ordering::Less | Ordering::Equal) => {
            Time::No
        }
        (Comparator::GreaterOrEqual | Comparator::Greater, _) => Time::SoFar,
        (Comparator::Is, Ordering::Less) => Time::No,
        (Comparator::Is, Ordering::Equal) => Time::SoFar,
        (Comparator::Is, Ordering::Greater) => Time::NotYet,
        (Comparator::IsNot, order) => !as_days_go_on(Comparator::Is, order),
    }
}

fn is_none(view: View<'_, '_>, term: &Term) -> Truth {
    match self::term(view, term) {
        Seen::None => Truth::YES,
        Seen::Unknown => Truth::UNKNOWN,
        Seen::Pending(_) => Truth::NOT_YET,
        Seen::Perhaps(..) => Truth::UNKNOWN.or_maybe(Truth::NOT_YET),
        _ => Truth::NO,
    }
}

fn is_in<'a>(view: View<'a, '_>, item: Seen<'a>, listing: &'a Listing) -> Truth {
    if let Seen::Actors(occurrences, day) = item {
        return actors(view, occurrences, day, |actor| is_in(view, actor, listing));
    }
    let is = |other: Seen<'a>| compare_seen(view, item, Comparator::Is, other);
    match listing {
        Listing::Terms(terms) => terms.iter().fold(Truth::NO, |any, other| any.or(is(term(view, other)))),
        Listing::Table(table) => match (item, view.world.model.tables.get(*table)) {
            (Seen::Unknown | Seen::Days(..) | Seen::Within(_), Some(table)) if !table.rows.is_empty() => Truth::UNKNOWN,
            // To somebody who notes what is read, every key counts.
            (Seen::Text(_) | Seen::Number(_) | Seen::YesNo(_) | Seen::Date(_) | Seen::Choice(_), Some(table))
                if view.trace.is_none() =>
            {
                Truth::known(row(table, item).is_some())
            }
            (_, Some(table)) => {
                view.world.take_steps(table.rows.len() / 16);
                let keys = table.rows.elements().filter_map(<[Cell]>::first);
                keys.fold(Truth::NO, |any, key| any.or(is(super::term::held(view, key))))
            }
            (_, None) => unreachable!("checking resolves every table"),
        },
        Listing::Cell(_) | Listing::Constant(_) => match elements(view, listing) {
            Some(list) => {
                let mut any = Truth::NO;
                for cell in list.elements().filter_map(<[Cell]>::first) {
                    if view.world.step() {
                        return Truth::ANY;
                    }
                    any = any.or(is(super::term::held(view, cell)));
                    if view.settles_any(any) {
                        break;
                    }
                }
                any
            }
            None if matches!(item, Seen::Pending(_)) => Truth::NOT_YET,
            None => Truth::UNKNOWN,
        },
    }
}

/// First and last day of a period; the last is `none` for one without end.
pub(crate) fn ends<'a>(view: View<'a, '_>, period: &'a PeriodTerm) -> (Seen<'a>, Seen<'a>) {
    match period {
        PeriodTerm::Written(from, until) => {
            (term(view, from), until.as_ref().map_or(Seen::None, |until| term(view, until)))
        }
        PeriodTerm::Place(place) => {
            let until = crate::model::Place { at: place.at + 1, ..*place };
            let end = |place| match view.slot(place) {
                Slot::Cell(cell) => super::term::held(view, cell),
                Slot::Argument(..) => unreachable!("checking binds periods to facts"),
            };
            (end(*place), end(until))
        }
    }
}

fn during<'a>(view: View<'a, '_>, day: Seen<'a>, period: &'a PeriodTerm) -> Truth {
    let (from, until) = ends(view, period);
    if !matches!(day, Seen::Today) {
        let begun = compare_seen(view, day, Comparator::GreaterOrEqual, from);
        return match until {
            Seen::None => begun,
            until => begun.and(compare_seen(view, day, Comparator::LessOrEqual, until)),
        };
    }
    let today = view.world.today;
    let (begun, coming) = match from {
        Seen::Pending(_) => (false, true),
        Seen::Perhaps(..) => (true, true),
        _ => from.days().map_or((true, false), |(first, last)| (first <= today, last > today)),
    };
    let (over, running, endless) = match until {
        Seen::None => (false, false, true),
        // An end that hangs on an event is still to come, but it can come.
        Seen::Pending(_) => (false, true, false),
        Seen::Unknown => (true, true, true),
        Seen::Perhaps(first, _) => (first < today, true, false),
        _ => until.days().map_or((false, false, true), |(first, last)| (first < today, last >= today, false)),
    };
    let mut result = Truth::EMPTY;
    for (possible, value) in [
        (over, Time::No),
        (coming && (running || endless), Time::NotYet),
        (begun && running, Time::SoFar),
        (begun && endless, Time::Yes),
    ] {
        if possible {
            result = result.or_maybe(Truth::only(value));
        }
    }
    if result == Truth::EMPTY { Truth::NO } else { result }
}

/// Each element's truth in turn; `None` where the list is not known.
pub(crate) fn each<'a>(
    view: View<'a, '_>,
    quantified: &'a Quantified,
    mut then: impl FnMut(View<'a, '_>),
) -> Option<usize> {
    let list = elements(view, &quantified.list)?;
    for element in list.elements() {
        if view.world.step() {
            break;
        }
        view.with(Local::Row(element), &mut then);
    }
    Some(list.len())
}

fn quantified(view: View<'_, '_>, quantified: &Quantified) -> Truth {
    if view.brisk && matches!(quantified.quantifier, Quantifier::Every | Quantifier::Some | Quantifier::No) {
        return briskly(view, quantified);
    }
    let mut counts = Counts::default();
    if each(view, quantified, |inside| counts.add(truth(inside, &quantified.body))).is_none() {
        return over_any_list(view, quantified);
    }
    match &quantified.quantifier {
        Quantifier::Every => counts.every,
        Quantifier::Some => counts.some,
        Quantifier::No => !counts.some,
        counted @ (Quantifier::AtLeast(number) | Quantifier::AtMost(number) | Quantifier::Exactly(number)) => {
            numbered(view, number, &counts, |n| counts.hold(counted, n))
        }
    }
}

/// What is known of a list that is not known. A number may still settle it.
fn over_any_list(view: View<'_, '_>, quantified: &Quantified) -> Truth {
    let known = match &quantified.quantifier {
        Quantifier::AtLeast(number) | Quantifier::AtMost(number) | Quantifier::Exactly(number) => term(view, number),
        Quantifier::Every | Quantifier::Some | Quantifier::No => Seen::Unknown,
    };
    let settled = if let Seen::Number(number) = known { settled(&quantified.quantifier, number) } else { None };
    settled.unwrap_or(if quantified.timed { Truth::ANY } else { Truth::UNKNOWN })
}

/// What is known of `every`, `some` and `no` together, up to the element that settles it.
fn briskly(view: View<'_, '_>, quantified: &Quantified) -> Truth {
    let Some(list) = elements(view, &quantified.list) else {
        return over_any_list(view, quantified);
    };
    let every = matches!(quantified.quantifier, Quantifier::Every);
    let mut result = if every { Truth::YES } else { Truth::NO };
    for element in list.elements() {
        view.world.step();
        let holds = view.with(Local::Row(element), |inside| truth(inside, &quantified.body));
        result = if every { result.and(holds) } else { result.or(holds) };
        if if every { view.settles_all(result) } else { view.settles_any(result) } {
            break;
        }
    }
    if matches!(quantified.quantifier, Quantifier::No) { !result } else { result }
}

/// A number that is not known may be any.
fn numbered(view: View<'_, '_>, number: &Term, counts: &Counts, then: impl Fn(Decimal) -> Truth) -> Truth {
    match term(view, number) {
        Seen::Number(number) => then(number),
        Seen::Pending(_) => Truth::NOT_YET,
        _ if view.world.take_steps(counts.all()) => Truth::ANY,
        seen => {
            // What is tried of it is told apart at these numbers.
            let at = |trace: &Trace| (0..=counts.all() + 1).for_each(|n| trace.note_value(&Value::Number(n.into())));
            view.trace.into_iter().for_each(at);
            possible_numbers(seen, counts.all()).fold(Truth::EMPTY, |any, n| any.or_maybe(then(n)))
        }
    }
}

/// Whether two seen values are known and the same: for tests of `by`.
pub(crate) fn same(left: Seen<'_>, right: Seen<'_>) -> bool {
    equal(left, right)
}
