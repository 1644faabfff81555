//! By cases: what a rule reads and is not known is supposed value by value, and what all of them give is put together.
//!
//! Judged once, a rule takes what is not known afresh in each of its conditions. That is coarser than the truth where it
//! reads the same fact more than once (`flag or not flag`), and for records that disagree. Here such a fact has one value
//! at a time. Values that cannot make a difference are not told apart: a range of days is judged as a whole, and is split
//! only where that leaves a doubt.

use super::cells::{self, Holds};
use super::pieces::{Piece, pieces};
use super::rule::{Judgement, Outcomes, judge};
use super::view::{Supposition, Trace, View};
use crate::limits;
use crate::model::Rule;
use crate::value::Cell;

/// How a rule was judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Split {
    pub judgement: Judgement,
    /// Whether facts that are not known were tried by cases, and that ruled outcomes out.
    pub by_cases: bool,
    /// Whether there were too many cases to judge each, so that some facts were taken for not known throughout.
    pub cut_short: bool,
}

/// Which facts are supposed, one kind after the other as the fixed numbers of cases allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Depth {
    /// Those on which records disagree.
    Disputed,
    /// Dates known to lie in a range too.
    Ranges,
    /// All that is not known and is read more than once too.
    Unknown,
}

/// Judges a rule, by cases where something that it reads calls for it.
pub(crate) fn judge_by_cases(view: View<'_, '_>, rule: &Rule) -> Split {
    judge_in_depth(view, rule, &Judgement::or_maybe, None)
}

/// The outcomes that a rule may have, by cases up to so many steps in all; what else there is to say of it is not looked
/// for.
pub(crate) fn possible(view: View<'_, '_>, rule: &Rule, until: u64) -> Outcomes {
    let outcomes = |found: Judgement, other: Judgement| found.or_maybe_only(other);
    judge_in_depth(view, rule, &outcomes, Some(until)).judgement.possible
}

/// How the judgements of two cases are put together.
type Joined<'j> = &'j dyn Fn(Judgement, Judgement) -> Judgement;

/// Judges a rule, by cases up to so many steps in all; where no number is given, up to the fixed one.
fn judge_in_depth(view: View<'_, '_>, rule: &Rule, joined: Joined<'_>, until: Option<u64>) -> Split {
    let start = view.world.steps();
    view.world.take_doubt();
    let plain = judge(view, rule);
    let doubt = view.world.take_doubt();
    let mut split = Split { judgement: plain, by_cases: false, cut_short: doubt.gave_up && !plain.is_settled() };
    if view.world.stopped().is_some() {
        return split;
    }
    // However much one judgement takes, a few cases are tried.
    let until = until.unwrap_or_else(|| {
        let judged = view.world.steps();
        judged + (judged - start) * limits::CASES_AT_LEAST + limits::CASE_STEPS
    });
    let depths = [(doubt.disputed, Depth::Disputed), (doubt.range, Depth::Ranges), (doubt.unknown, Depth::Unknown)];
    for (_, depth) in depths.into_iter().filter(|(called_for, _)| *called_for) {
        if split.judgement.is_settled() {
            break;
        }
        // What is counted from a value that is only tried may lie outside of all dates.
        let view = if depth == Depth::Unknown { view.trying() } else { view };
        let mut search = Search { rule, depth, joined, until, found: None };
        let Some(judgement) = search.explore(view).and(search.found) else {
            split.cut_short = true;
            break;
        };
        // Of each case it may be that too much had to be tried.
        split.cut_short = view.world.take_doubt().gave_up && !judgement.is_settled();
        split.by_cases = depth == Depth::Unknown && judgement.possible != split.judgement.possible;
        split.judgement = judgement;
    }
    split
}

struct Search<'r> {
    rule: &'r Rule,
    depth: Depth,
    joined: Joined<'r>,
    /// How many steps of evaluation may have been taken in the end.
    until: u64,
    /// What the cases so far give.
    found: Option<Judgement>,
}

impl Search<'_> {
    /// Judges with what is supposed so far, and goes on supposing where that leaves a doubt.
    fn explore(&mut self, view: View<'_, '_>) -> Option<()> {
        if view.world.steps() > self.until {
            return None;
        }
        let trace = Trace::brisk();
        let judgement = judge_traced(view, self.rule, &trace);
        if view.world.stopped().is_some() {
            if view.trying {
                view.world.forget_stop();
            }
            return None;
        }
        let together = self.found.map_or(judgement, |found| (self.joined)(found, judgement));
        if self.found == Some(together) {
            return Some(());
        }
        let next = if judgement.is_settled() { None } else { self.next(view, &trace) };
        match next {
            Some((cell, pieces)) => pieces.iter().try_for_each(|Piece { value, range }| {
                self.explore(view.supposing(&Supposition { cell, value, range: *range, next: view.supposed }))
            }),
            None => {
                self.found = Some(together);
                Some(())
            }
        }
    }

    /// The next fact to suppose: of those that were read and leave a doubt the one with the fewest values to tell apart.
    fn next<'a>(&self, view: View<'a, '_>, trace: &Trace) -> Option<(&'a Cell, Vec<Piece>)> {
        let model = view.world.model;
        let mut read: Vec<(&'a Cell, Holds<'a>)> = Vec::new();
        for (shape, cells) in [(&model.facts, view.world.facts), (&model.parameters, view.world.settings)] {
            cells::each(model, shape, cells, &mut |cell, holds| read.extend(trace.has(cell).then_some((cell, holds))));
        }
        let mut best: Option<(usize, &'a Cell, Vec<Piece>)> = None;
        while let Some((cell, holds)) = read.pop() {
            let value = view.peek(cell);
            if let (false, Holds::Plain(ty, unit)) = (std::ptr::eq(value, cell), holds) {
                // What is supposed to have happened has a day, an actor and fields of its own.
                cells::inside(model, ty, unit, value, &mut |cell, holds| {
                    read.extend(trace.has(cell).then_some((cell, holds)));
                });
            }
            if self.calls_for(trace, cell, value)
                && let Some((rank, values)) = pieces(view, cell, holds, trace)
                && best.as_ref().is_none_or(|(lowest, ..)| rank <= *lowest)
            {
                best = Some((rank, cell, values));
            }
        }
        best.map(|(_, cell, values)| (cell, values))
    }

    /// Whether a cell of that value, as supposed so far, is one of those to suppose.
    fn calls_for(&self, trace: &Trace, cell: &Cell, value: &Cell) -> bool {
        match value {
            Cell::Known(_) | Cell::None => false,
            Cell::Disputed(_) => true,
            Cell::Between(..) => self.depth >= Depth::Ranges,
            Cell::Missing | Cell::Unknown => self.depth == Depth::Unknown && trace.times(cell) > 1,
        }
    }
}

/// Judges with a trace that lives only as long.
fn judge_traced(view: View<'_, '_>, rule: &Rule, trace: &Trace) -> Judgement {
    judge(view.tracing(trace), rule)
}
