//! What is known of an event, narrowed by its qualifiers: whether an occurrence fits, or can still come to.

use super::complete;
use super::condition::{same, truth};
use super::outlook::{Outlook, Todo};
use super::picks::Picks;
use super::reach::{At, Reach, Reaches, reaches};
use super::term::{NEVER, Pending, Seen, held, term};
use super::view::{Local, View};
use crate::model::EventCondition;
use crate::truth::{Time, Truth};
use crate::value::{Cell, Day, Occurrence, Value};

/// The occurrences on record, plans among them; `None` where it is not known whether there are any.
pub(crate) fn occurrences<'a>(view: View<'a, '_>, event: &'a Cell) -> Option<&'a [Occurrence]> {
    match view.read(event) {
        Cell::Known(Value::Event(occurrences)) => Some(occurrences),
        _ => None,
    }
}

/// The days on which an occurrence can have been, up to today; `None` for a plan.
pub(crate) fn day_of<'a>(view: View<'a, '_>, occurrence: &'a Occurrence) -> Option<(Day, Day)> {
    let today = view.world.today;
    if matches!(&occurrence.on, Cell::Between(first, _) if *first > today) {
        return None;
    }
    match held(view, &occurrence.on) {
        Seen::Date(day) => (day <= today).then_some((day, day)),
        Seen::Days(first, last) => (first <= today).then_some((first, last.min(today))),
        _ => Some((Day::FIRST, today)),
    }
}

/// `E.on`
pub(crate) fn first_day<'a>(view: View<'a, '_>, event: &'a Cell) -> Seen<'a> {
    view.at_once(|| first_of(view, event))
}

fn first_of<'a>(view: View<'a, '_>, event: &'a Cell) -> Seen<'a> {
    let today = view.world.today;
    let Some(occurrences) = occurrences(view, event) else {
        return Seen::Perhaps(Day::FIRST, today);
    };
    let days = occurrences.iter().filter_map(|occurrence| day_of(view, occurrence));
    match days.reduce(|(a, b), (c, d)| (a.min(c), b.min(d))) {
        None => Seen::Pending(Pending::on((today, today), NEVER)),
        Some((first, last)) if first == last => Seen::Date(first),
        Some((first, last)) => Seen::Days(first, last),
    }
}

/// `E.by`
pub(crate) fn first_actor<'a>(view: View<'a, '_>, event: &'a Cell) -> Seen<'a> {
    view.at_once(|| actor_of_first(view, event))
}

fn actor_of_first<'a>(view: View<'a, '_>, event: &'a Cell) -> Seen<'a> {
    let (Some(all), first) = (occurrences(view, event), first_of(view, event)) else {
        return Seen::Perhaps(Day::FIRST, Day::LAST);
    };
    let (from, until) = match first {
        Seen::Date(day) => (day, day),
        Seen::Days(first, last) => (first, last),
        _ => return first,
    };
    let may_be_first = |occurrence: &&'a Occurrence| day_of(view, occurrence).is_some_and(|(day, _)| day <= until);
    let mut actors = all.iter().filter(may_be_first).map(|occurrence| held(view, &occurrence.by));
    let one = actors.next().unwrap_or(Seen::Unknown);
    match actors.all(|other| same(one, other)) {
        true => one,
        false if from == until => Seen::Actors(all, from),
        false => Seen::Unknown,
    }
}

/// Whether an occurrence is one of those meant, its day apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meant {
    No,
    Maybe,
    Yes,
    /// It hangs on an event that has not happened.
    Later,
}

fn meant<'a>(view: View<'a, '_>, event: &'a EventCondition, by: Option<Seen<'a>>, occurrence: &'a Occurrence) -> Meant {
    let actor = |wanted: Seen<'a>| match (wanted, held(view, &occurrence.by)) {
        (Seen::Pending(_), _) => Meant::Later,
        (Seen::Choice(wanted), Seen::Choice(actor)) if wanted == actor => Meant::Yes,
        (Seen::Choice(_), Seen::Choice(_)) | (Seen::None, _) => Meant::No,
        (Seen::Actors(..) | Seen::Unknown | Seen::Perhaps(..) | Seen::Choice(_), _) => Meant::Maybe,
        _ => unreachable!("checking keeps everything but choices out of `by`"),
    };
    let by = by.map_or(Meant::Yes, actor);
    let only = match event.only_by.as_ref().map(|wanted| actor(term(view, wanted))) {
        // `only by X` is about those who are not X.
        Some(Meant::Yes) => Meant::No,
        Some(Meant::No) => Meant::Yes,
        Some(other) => other,
        None => Meant::Yes,
    };
    let filter = event.filter.as_ref().map_or(Meant::Yes, |filter| {
        match view.with(Local::Row(&occurrence.fields), |inside| truth(inside, filter)).value() {
            Some(Time::Yes | Time::SoFar) => Meant::Yes,
            Some(_) => Meant::No,
            None => Meant::Maybe,
        }
    });
    let all = [by, only, filter];
    [Meant::No, Meant::Later, Meant::Maybe].into_iter().find(|worst| all.contains(worst)).unwrap_or(Meant::Yes)
}

/// What is known of an event condition, and what can still be done about it.
pub(crate) fn standing<'a>(view: View<'a, '_>, event: &'a EventCondition) -> Outlook {
    view.at_once(|| {
        let mut picks = Picks::default();
        let standing = run(view, event, &mut picks);
        if picks.is_open() { complete::standing(view, event) } else { standing }
    })
}

/// One way in which an event condition can turn out. Of days that are not known it says all that they may make of it.
pub(crate) fn run<'a>(view: View<'a, '_>, event: &'a EventCondition, picks: &mut Picks) -> Outlook {
    let today = view.world.today;
    let reaches = reaches(view, event, picks);
    let by = event.by.as_ref().map(|by| term(view, by));
    let only_by = event.only_by.as_ref().map(|by| term(view, by));
    if [by, only_by].into_iter().any(|actor| matches!(actor, Some(Seen::Unknown | Seen::Perhaps(..)))) {
        picks.open();
    }
    let on_record = match occurrences(view, view.cell(event.event)) {
        Some(occurrences) => occurrences.iter().fold(Truth::NO, |any, occurrence| {
            if view.world.step() { Truth::ANY } else { any.or(worth(view, event, by, &reaches, occurrence)) }
        }),
        None => Truth::NO.or_maybe(over_days(&reaches, (Day::FIRST, today))),
    };
    let comes = |reach: Reach| if reach.to_come(today).is_some() { Truth::NOT_YET } else { Truth::NO };
    let fits = on_record.or(comes(reaches.fewest).or_maybe(comes(reaches.most)));
    if event.only_by.is_some() {
        return Outlook::waiting(!fits);
    }
    let waits = matches!(by, Some(Seen::Pending(_)));
    let todo = |reach: Reach| match reach.to_come(today) {
        Some((first, last)) if !waits && !reach.waits => {
            let due = (last != NEVER).then_some(last);
            Todo::can_be_done(due, (first > today).then_some(first))
        }
        // An occurrence on record may still turn out to fit.
        None if !on_record.may_be(Time::NotYet) => Todo::NOTHING,
        _ => Todo::WAITS,
    };
    Outlook::of(fits, todo(reaches.fewest).or_maybe(todo(reaches.most)))
}

/// What an occurrence on record is worth.
fn worth<'a>(
    view: View<'a, '_>,
    event: &'a EventCondition,
    by: Option<Seen<'a>>,
    reaches: &Reaches,
    occurrence: &'a Occurrence,
) -> Truth {
    let Some(days) = day_of(view, occurrence) else {
        return Truth::NO;
    };
    let meant = meant(view, event, by, occurrence);
    let worth = || over_days(reaches, days);
    match meant {
        Meant::No => Truth::NO,
        Meant::Yes => worth(),
        Meant::Maybe => worth().or_maybe(Truth::NO),
        // At best it will turn out to have fitted.
        Meant::Later => worth().and(Truth::NOT_YET),
    }
}

/// The values that an occurrence on some day of a range may have.
fn over_days(reaches: &Reaches, (first, last): (Day, Day)) -> Truth {
    if first == last {
        return reaches.value(first);
    }
    let near = reaches.edges().flat_map(|edge| [edge.plus(-1), edge, edge.plus(1)]);
    let days = near.chain([first, last]).filter(|day| (first..=last).contains(day));
    days.fold(Truth::EMPTY, |all, day| all.or_maybe(reaches.value(day)))
}

/// The day of the first occurrence that fits, where an event stands for a day.
pub(crate) fn first_fitting<'a>(view: View<'a, '_>, event: &'a EventCondition, picks: &mut Picks) -> At {
    let today = view.world.today;
    let reaches = reaches(view, event, picks);
    let by = event.by.as_ref().map(|by| term(view, by));
    let Some(occurrences) = occurrences(view, view.cell(event.event)) else {
        return match picks.choose(2) {
            0 => still_to_come(reaches, today, picks),
            _ => At::Between(Day::FIRST, today),
        };
    };
    // The first day that is known of one that surely fits, and the days of all others that may. The first of all is not
    // later than the last day of any that surely fits.
    let (mut certain, mut latest) = (None::<Day>, None::<Day>);
    let mut others: Vec<(Day, Day)> = Vec::new();
    for occurrence in occurrences {
        if view.world.step() {
            return At::Never;
        }
        let Some((first, last)) = day_of(view, occurrence) else { continue };
        let worth = worth(view, event, by, &reaches, occurrence);
        if !worth.may_be(Time::Yes) && !worth.may_be(Time::SoFar) {
            continue;
        }
        let surely = !worth.may_be(Time::No) && !worth.may_be(Time::NotYet);
        if surely {
            latest = Some(latest.map_or(last, |latest| latest.min(last)));
        }
        match surely && first == last {
            true => certain = Some(certain.map_or(first, |certain| certain.min(first))),
            false => others.push((first, last)),
        }
    }
    if others.is_empty() {
        return certain.map_or_else(|| still_to_come(reaches, today, picks), At::Day);
    }
    others.extend(certain.map(|day| (day, day)));
    if let Some(latest) = latest {
        others.retain(|(first, _)| *first <= latest);
        others.iter_mut().for_each(|(_, last)| *last = latest.min(*last));
    }
    others.sort_unstable();
    others.dedup();
    let ways = others.len() + usize::from(latest.is_none());
    let picked = if ways == 1 { 0 } else { picks.choose(ways) };
    match others.get(picked) {
        Some((first, last)) if first == last => At::Day(*first),
        Some((first, last)) => At::Between(*first, *last),
        None => still_to_come(reaches, today, picks),
    }
}

/// The day of an occurrence that is yet to come, if it can.
fn still_to_come(reaches: Reaches, today: Day, picks: &mut Picks) -> At {
    let first = |reach: Reach| reach.to_come(today).map(|(first, _)| first);
    let last = reaches.most.to_come(today).map_or(NEVER, |(_, last)| last);
    match (first(reaches.fewest), first(reaches.most)) {
        (_, None) => At::Never,
        (Some(greatest), Some(least)) => At::Pending(Pending::on((least, greatest), last)),
        (None, Some(least)) => match picks.choose(2) {
            0 => At::Never,
            // Some day up to the last on which it can be.
            _ => At::Pending(Pending::on((least, last.min(Day::LAST).max(least)), last)),
        },
    }
}
