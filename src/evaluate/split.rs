//! Disputed facts, and dates known to lie between two days: a rule is judged for each of their values.

use super::rule::{Judgement, judge};
use super::view::{Supposition, Trace, View};
use crate::limits;
use crate::model::Rule;
use crate::value::{Cell, Day, Value};

/// How a rule was judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Split {
    pub judgement: Judgement,
    /// Whether there were too many combinations to judge each, so that some facts were taken for not known.
    pub cut_short: bool,
}

/// Visits every cell, those inside lists and occurrences too. Says of the day of an occurrence that it is one.
pub(crate) fn each_cell<'a>(cells: &'a [Cell], visit: &mut impl FnMut(&'a Cell, bool)) {
    for cell in cells {
        visit(cell, false);
        match cell {
            Cell::Known(Value::List(list)) => each_cell(&list.cells, visit),
            Cell::Known(Value::Event(occurrences)) => {
                for occurrence in &**occurrences {
                    visit(&occurrence.on, true);
                    visit(&occurrence.by, false);
                    each_cell(&occurrence.fields, visit);
                }
            }
            _ => {}
        }
    }
}

/// Whether any fact or parameter is disputed or lies between two days.
pub(crate) fn any_open(cells: &[Cell]) -> bool {
    let mut found = false;
    each_cell(cells, &mut |cell, _| found |= matches!(cell, Cell::Disputed(_) | Cell::Between(..)));
    found
}

/// Judges a rule for every value of what it reads and is disputed or lies between two days.
pub(crate) fn judge_each<'a>(view: View<'a, '_>, rule: &'a Rule) -> Split {
    let trace = Trace::default();
    let coarse = judge_traced(view, rule, &trace);
    let (mut disputed, mut ranges) = (Vec::new(), Vec::new());
    for cells in [view.world.facts, view.world.settings] {
        each_cell(cells, &mut |cell, occurrence| match cell {
            _ if !trace.has(cell) => {}
            Cell::Disputed(values) => disputed.push((cell, values.to_vec())),
            Cell::Between(first, last) => {
                let last = if occurrence { (*last).min(view.world.today) } else { *last };
                ranges.push((cell, *first, last));
            }
            _ => {}
        });
    }
    let disputes = product(disputed.iter().map(|(_, values)| values.len()));
    let disputes_fit = disputes <= limits::DISPUTES;
    let mut choices = if disputes_fit { disputed } else { Vec::new() };
    let length = |first: Day, last: Day| usize::try_from(last.0 - first.0 + 1).unwrap_or(1);
    let days = product(ranges.iter().map(|(_, first, last)| length(*first, *last)));
    let days_fit = days.saturating_mul(if disputes_fit { disputes } else { 1 }) <= limits::RANGE_DAYS;
    if days_fit {
        choices.extend(ranges.into_iter().map(|(cell, first, last)| {
            (cell, (first.0..=last.0).map(|day| Cell::Known(Value::Date(Day(day)))).collect())
        }));
    }
    let cut_short = !disputes_fit || !days_fit;
    if choices.is_empty() {
        return Split { judgement: coarse, cut_short };
    }
    let mut judgement = None;
    suppose(view, rule, &choices, &mut judgement);
    Split { judgement: judgement.unwrap_or(coarse), cut_short }
}

/// How many combinations there are of so many values each.
fn product(mut counts: impl Iterator<Item = usize>) -> usize {
    counts.try_fold(1, usize::checked_mul).unwrap_or(usize::MAX)
}

/// Judges with a trace that lives only as long.
fn judge_traced(view: View<'_, '_>, rule: &Rule, trace: &Trace) -> Judgement {
    judge(view.tracing(trace), rule)
}

fn suppose(view: View<'_, '_>, rule: &Rule, choices: &[(&Cell, Vec<Cell>)], all: &mut Option<Judgement>) {
    let Some(((cell, values), rest)) = choices.split_first() else {
        let judgement = judge(view, rule);
        *all = Some(all.map_or(judgement, |before| before.or_maybe(judgement)));
        return;
    };
    for value in values {
        suppose(view.supposing(&Supposition { cell, value, next: view.supposed }), rule, rest, all);
    }
}
