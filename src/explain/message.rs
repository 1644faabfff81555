//! An author's message with the values in its places.

use super::names::Names;
use super::shown;
use crate::evaluate::term::{Seen, term};
use crate::evaluate::view::{Slot, View};
use crate::model::{Argument, Message, Model, Piece, Shown};
use crate::show;
use crate::value::{Cell, Type};

/// The message in a language, days and numbers as that language writes them.
pub(crate) fn message(names: &Names<'_>, view: View<'_, '_>, message: &Message, language: &str) -> String {
    let pieces = message.pieces(language).iter().map(|piece| match piece {
        Piece::Text(text) => text.to_string(),
        Piece::Show(shown) => {
            let value = show::days_in(&self::shown(names, view, shown, language), language).into_owned();
            // A term that is a number is grouped where it is seen.
            let held = !matches!(shown.value, Argument::Term(_)) && shown::is_number(&shown.ty);
            if held { show::grouped(&value, language) } else { value }
        }
    });
    pieces.collect()
}

fn shown(names: &Names<'_>, view: View<'_, '_>, shown: &Shown, language: &str) -> String {
    let unknown = || not_known(shown, language);
    match &shown.value {
        Argument::Constant(cell) => shown::cell(names.model, &shown.ty, cell, language),
        Argument::Term(term) => seen(names.model, self::term(view, term), shown, language),
        Argument::Place(place, _) => match (&shown.ty, view.slot(*place)) {
            (Type::Period, Slot::Cell(from)) => {
                let until = view.cell(crate::model::Place { at: place.at + 1, ..*place });
                let ends = [view.read(from).clone(), view.read(until).clone()];
                if ends.first().is_some_and(is_unknown) { unknown() } else { shown::period(&ends, language) }
            }
            (_, Slot::Cell(cell)) => match view.read(cell) {
                cell if is_unknown(cell) => unknown(),
                cell => shown::cell(names.model, &shown.ty, cell, language),
            },
            (_, Slot::Argument(argument, caller)) => seen(names.model, self::term(caller, argument), shown, language),
        },
    }
}

fn is_unknown(cell: &Cell) -> bool {
    matches!(cell, Cell::Missing | Cell::Unknown)
}

/// `Takes effect on: not known`
fn not_known(shown: &Shown, language: &str) -> String {
    match &shown.label {
        Some(label) => format!("{} ({})", label.show(language), show::not_known(language)),
        None => show::not_known(language).to_owned(),
    }
}

fn seen(model: &Model, seen: Seen<'_>, shown: &Shown, language: &str) -> String {
    match (seen, shown.ty.bare()) {
        (Seen::Choice(member), Type::Choice(id)) => shown::member(model, *id, member, language),
        (Seen::Actors(occurrences, _), Type::Choice(id)) => {
            let actors = occurrences.iter().map(|one| shown::cell(model, &Type::Choice(*id), &one.by, language));
            show::list(&actors.collect::<Vec<_>>(), language)
        }
        (seen, _) => told(seen, language).unwrap_or_else(|| not_known(shown, language)),
    }
}

/// What is seen of a term, for a sentence.
pub(crate) fn told(seen: Seen<'_>, language: &str) -> Option<String> {
    let number = matches!(seen, Seen::Number(_));
    plain(seen, language).map(|value| if number { show::grouped(&value, language) } else { value })
}

/// What is seen of a term, where it takes no label to say so.
pub(crate) fn plain(seen: Seen<'_>, language: &str) -> Option<String> {
    Some(match seen {
        Seen::Text(text) => text.to_owned(),
        Seen::Number(number) => show::number(number, language),
        Seen::YesNo(yes) => show::yes_no(yes, language).to_owned(),
        Seen::Date(day) => day.to_string(),
        Seen::Duration(duration) => show::duration(duration, language),
        Seen::None => show::none(language).to_owned(),
        Seen::Days(first, last) if first.is_date() && last.is_date() && first > crate::value::Day::FIRST => {
            show::between(&first.to_string(), &last.to_string(), language)
        }
        _ => return None,
    })
}
