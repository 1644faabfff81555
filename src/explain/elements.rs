//! From a condition on the elements of a list to the reasons of those that decide it, each by its name.

use super::{Words, more, reason, shown};
use crate::evaluate::condition::truth;
use crate::evaluate::term;
use crate::evaluate::view::{Local, View};
use crate::limits;
use crate::model::{Listing, Quantified, Quantifier};
use crate::report::Reason;
use crate::show;
use crate::truth::Truth;
use crate::value::Cell;

/// The most elements of one list that are explained one by one.
const ELEMENTS: usize = 50;

/// The elements of a quantified condition: those that decide, or all where none alone does.
pub(super) fn of_quantified(
    words: Words<'_>,
    view: View<'_, '_>,
    quantified: &Quantified,
    value: Truth,
    wanted: bool,
    whole: &mut Reason,
) {
    let cell = match &quantified.list {
        Listing::Cell(place) => Some(view.cell(*place)),
        _ => None,
    };
    let list = term::elements(view, &quantified.list);
    // An empty list decides by being empty.
    let Some(list) = list.filter(|list| !list.is_empty()) else {
        whole.reads.extend(cell.and_then(|cell| words.names.read(cell, words.language)));
        return;
    };
    let alike = match quantified.quantifier {
        Quantifier::Every | Quantifier::Some => value,
        Quantifier::No => !value,
        // It takes all of them to come to a number.
        Quantifier::Exactly(_) | Quantifier::AtLeast(_) | Quantifier::AtMost(_) => Truth::ANY,
    };
    let decides =
        |element: &[Cell]| view.with(Local::Row(element), |inside| truth(inside, &quantified.body).meets(alike));
    let mut deciding: Vec<(usize, &[Cell])> =
        list.elements().enumerate().filter(|(_, element)| decides(element)).collect();
    if deciding.is_empty() {
        deciding = list.elements().enumerate().collect();
    }
    let (element_wanted, most) = (
        if matches!(quantified.quantifier, Quantifier::No | Quantifier::AtMost(_)) { !wanted } else { wanted },
        if matches!(quantified.list, Listing::Table(_)) { limits::REASON_ROWS } else { ELEMENTS },
    );
    for (at, (number, element)) in deciding.iter().enumerate() {
        if at == most || words.budget.is_out(view) {
            whole.children.push(more(words, deciding.len() - at));
            break;
        }
        let name = name(words, view, quantified, cell, *number, element);
        view.with(Local::Row(element), |inside| {
            let mut child = reason(words, inside, &quantified.body, element_wanted);
            child.text = format!("{name}{}{}", show::colon(words.language), child.text);
            whole.children.push(child);
        });
    }
}

/// What an element is called: a row of a table by its first column.
fn name(
    words: Words<'_>,
    view: View<'_, '_>,
    quantified: &Quantified,
    list: Option<&Cell>,
    number: usize,
    element: &[Cell],
) -> String {
    let known = match &quantified.list {
        Listing::Table(table) => row(words, view, *table, element),
        _ => list.and_then(|list| words.names.element(list, number, words.language)),
    };
    known.unwrap_or_else(|| format!("{}, {}", quantified.variable, show::place(number, words.language)))
}

fn row(words: Words<'_>, view: View<'_, '_>, table: usize, row: &[Cell]) -> Option<String> {
    let model = view.world.model;
    let first = model.tables.get(table)?.shape.fields.first()?;
    Some(shown::cell(model, &first.ty, row.first()?, words.language))
}
