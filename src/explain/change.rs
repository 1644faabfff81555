//! What would have to change for a condition to turn out as it should.

use super::Words;
use crate::evaluate::picks::Picks;
use crate::evaluate::reach::reaches;
use crate::evaluate::term::{ALWAYS, NEVER, Seen, term};
use crate::evaluate::view::{Slot, View};
use crate::model::{Comparator, Condition, ConditionKind, EventCondition, Place, Rule, Term};
use crate::show::{self, Language};
use crate::value::{ChoiceId, Type};

/// Picks the words of the language.
fn words(language: &str, english: &str, french: &str) -> String {
    match Language::of(language) {
        Language::English => english.to_owned(),
        Language::French => french.to_owned(),
    }
}

/// `from 2017-12-04 until 2018-12-31`: the days on which a rule is in force.
pub(crate) fn in_force(language: &str, rule: &Rule) -> String {
    let first = rule.force.iter().filter_map(|force| force.from).max().map(|day| day.to_string());
    let last = rule.force.iter().filter_map(|force| force.until).min().map(|day| day.to_string());
    match (first, last) {
        (Some(first), Some(last)) => {
            words(language, &format!("from {first} until {last}"), &format!("du {first} au {last}"))
        }
        (Some(first), None) => words(language, &format!("from {first}"), &format!("à partir du {first}")),
        (None, Some(last)) => words(language, &format!("until {last}"), &format!("jusqu'au {last}")),
        (None, None) => words(language, "always", "toujours"),
    }
}

/// What would have to change, for a condition without parts; `None` where there is nothing to add to its own words.
pub(crate) fn change(all: Words<'_>, view: View<'_, '_>, condition: &Condition, wanted: bool) -> Option<String> {
    let language = all.language;
    match &condition.kind {
        ConditionKind::Event(event) if wanted && event.only_by.is_none() => happen(all, view, event),
        ConditionKind::Event(event) => Some(not_happen(all, view, event)),
        ConditionKind::Holds(term) => {
            let label = label(all, view, term)?;
            let value = show::yes_no(wanted, language);
            Some(words(
                language,
                &format!("{label} would have to be: {value}"),
                &format!("{label} devrait être : {value}"),
            ))
        }
        ConditionKind::Compare(left, sign, right) => compared(all, view, left, *sign, right, wanted),
        ConditionKind::IsNone(term) => {
            let label = label(all, view, term)?;
            Some(match wanted {
                true => words(
                    language,
                    &format!("{label} would have to be absent"),
                    &format!("{label} devrait être absent"),
                ),
                false => {
                    words(language, &format!("{label} would have to be given"), &format!("{label} devrait être donné"))
                }
            })
        }
        _ => None,
    }
}

fn happen(all: Words<'_>, view: View<'_, '_>, event: &EventCondition) -> Option<String> {
    let language = all.language;
    let label = event_label(all, view, event)?;
    let mut picks = Picks::default();
    let reach = reaches(view, event, &mut picks).most;
    if picks.is_open() {
        return None;
    }
    let who = event.by.as_ref().and_then(|by| actor(all, view, event, by));
    let by = who.map(|who| words(language, &format!(" by {who}"), &format!(" ({who})"))).unwrap_or_default();
    Some(match reach.to_come(view.world.today) {
        None => words(
            language,
            &format!("{label}{by}: no day is left on which it could still fit"),
            &format!("{label}{by} : il ne reste aucun jour qui conviendrait"),
        ),
        // While it waits for another event, its first day is not known.
        Some((_, NEVER)) if reach.first() == ALWAYS || reach.waits => {
            words(language, &format!("{label}{by} would have to happen"), &format!("{label}{by} devrait avoir lieu"))
        }
        Some((_, NEVER)) => {
            let first = reach.first();
            words(
                language,
                &format!("{label}{by} would have to happen on or after {first}"),
                &format!("{label}{by} devrait avoir lieu le {first} ou après"),
            )
        }
        Some((first, last)) if first == last => words(
            language,
            &format!("{label}{by} would have to happen on {first}"),
            &format!("{label}{by} devrait avoir lieu le {first}"),
        ),
        Some((first, last)) => words(
            language,
            &format!("{label}{by} would have to happen between {first} and {last}"),
            &format!("{label}{by} devrait avoir lieu entre le {first} et le {last}"),
        ),
    })
}

fn not_happen(all: Words<'_>, view: View<'_, '_>, event: &EventCondition) -> String {
    let label = event_label(all, view, event).unwrap_or_default();
    words(
        all.language,
        &format!("{label}: an occurrence on record would have to be wrong"),
        &format!("{label} : une occurrence consignée devrait être erronée"),
    )
}

fn compared(
    all: Words<'_>,
    view: View<'_, '_>,
    left: &Term,
    sign: Comparator,
    right: &Term,
    wanted: bool,
) -> Option<String> {
    let language = all.language;
    let label = label(all, view, left)?;
    let value =
        if matches!(right, Term::Today) { view.world.today.to_string() } else { value(all, view, left, right)? };
    let sign = if wanted { sign } else { opposite(sign) };
    let day = matches!(right, Term::Today) || crate::value::Day::parse(&value).is_some();
    let (english, french) = match (sign, day) {
        (Comparator::Is, _) => ("", ""),
        (Comparator::IsNot, _) => ("other than ", "autre que "),
        (Comparator::Less, true) => ("before ", "avant le "),
        (Comparator::Less, false) => ("less than ", "moins de "),
        (Comparator::LessOrEqual, true) => ("no later than ", "au plus tard le "),
        (Comparator::LessOrEqual, false) => ("at most ", "au plus "),
        (Comparator::Greater, true) => ("after ", "après le "),
        (Comparator::Greater, false) => ("more than ", "plus de "),
        (Comparator::GreaterOrEqual, true) => ("no earlier than ", "au plus tôt le "),
        (Comparator::GreaterOrEqual, false) => ("at least ", "au moins "),
    };
    Some(words(
        language,
        &format!("{label} would have to be {english}{value}"),
        &format!("{label} devrait être {french}{value}"),
    ))
}

fn opposite(sign: Comparator) -> Comparator {
    match sign {
        Comparator::Is => Comparator::IsNot,
        Comparator::IsNot => Comparator::Is,
        Comparator::Less => Comparator::GreaterOrEqual,
        Comparator::LessOrEqual => Comparator::Greater,
        Comparator::Greater => Comparator::LessOrEqual,
        Comparator::GreaterOrEqual => Comparator::Less,
    }
}

/// What the fact behind a term is called.
fn label(all: Words<'_>, view: View<'_, '_>, term: &Term) -> Option<String> {
    let place = match term {
        Term::Cell(place) | Term::On(place) | Term::By(place) => *place,
        _ => return None,
    };
    match view.slot(place) {
        Slot::Cell(cell) => all.names.of(cell).map(|named| all.names.label(named, all.language)),
        Slot::Argument(argument, caller) => label(all, caller, argument),
    }
}

fn event_label(all: Words<'_>, view: View<'_, '_>, event: &EventCondition) -> Option<String> {
    all.names.of(view.cell(event.event)).map(|named| all.names.label(named, all.language))
}

fn actor(all: Words<'_>, view: View<'_, '_>, event: &EventCondition, by: &Term) -> Option<String> {
    let named = all.names.of(view.cell(event.event))?;
    let (Type::Event { by: Some(choice), .. }, Seen::Choice(member)) = (&named.ty, term(view, by)) else { return None };
    Some(super::shown::member(all.names.model, *choice, member, all.language))
}

/// What a side of a comparison is, with the type that the other side gives it.
fn value(all: Words<'_>, view: View<'_, '_>, left: &Term, right: &Term) -> Option<String> {
    let seen = term(view, right);
    let choice = || choice_of(all, view, left).or_else(|| choice_of(all, view, right));
    Some(match seen {
        Seen::Choice(member) => super::shown::member(all.names.model, choice()?, member, all.language),
        other => super::message::told(other, all.language)?,
    })
}

fn choice_of(all: Words<'_>, view: View<'_, '_>, term: &Term) -> Option<ChoiceId> {
    let of = |place: Place| match view.slot(place) {
        Slot::Cell(cell) => all.names.of(cell).map(|named| named.ty.clone()),
        Slot::Argument(..) => None,
    };
    match term {
        Term::Cell(place) => match of(*place)?.bare() {
            Type::Choice(id) => Some(*id),
            _ => None,
        },
        Term::By(place) => match of(*place)?.bare() {
            Type::Event { by, .. } => *by,
            _ => None,
        },
        _ => None,
    }
}
