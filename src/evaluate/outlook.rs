//! What can still be done about a norm that is not yet: whether, by when, and from when.

use super::condition::{Counts, body, each, possible_numbers, truth, whole};
use super::event;
use super::term::{NEVER, Seen, term};
use super::view::View;
use crate::model::{Condition, ConditionKind, Quantified, Quantifier};
use crate::truth::{Time, Truth};
use crate::value::{Day, Decimal};

/// The ways in which a condition that is not yet may stand, as a set of three bits; none where it cannot be not yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Todo {
    kinds: u8,
    /// The last day, the earliest one where several are possible.
    pub due: Option<Day>,
    /// The first day, where nothing can be done before it.
    pub opens: Option<Day>,
}

const WAITS: u8 = 1;
const OPEN: u8 = 2;
const TIMELY: u8 = 4;
/// While parts are put together: no part so far is not yet.
const NOTHING: u8 = 8;

impl Todo {
    /// It cannot be not yet.
    pub const NOTHING: Todo = Todo { kinds: 0, due: None, opens: None };
    /// Nothing can be done now.
    pub const WAITS: Todo = Todo { kinds: WAITS, due: None, opens: None };
    /// It can be done, without a last day.
    const OPEN: Todo = Todo { kinds: OPEN, due: None, opens: None };

    /// It can be done up to a last day, or from a first.
    pub fn can_be_done(due: Option<Day>, opens: Option<Day>) -> Todo {
        let kinds = if due.is_some() || opens.is_some() { TIMELY } else { OPEN };
        Todo { kinds, due, opens }
    }

    /// Whether it may wait.
    pub fn may_wait(self) -> bool {
        self.kinds & WAITS != 0
    }

    /// Whether it may be that it can be done, without a last day and with nothing still to open.
    pub fn may_be_open(self) -> bool {
        self.kinds & OPEN != 0
    }

    /// Whether it may be that it can be done, up to a last day or from a first.
    pub fn may_be_timely(self) -> bool {
        self.kinds & TIMELY != 0
    }

    fn can(self) -> bool {
        self.kinds & (OPEN | TIMELY) != 0
    }

    /// One or the other.
    #[must_use]
    pub fn or_maybe(self, other: Todo) -> Todo {
        let due = [self.due, other.due].into_iter().flatten().min();
        let opens = match (self.can(), other.can()) {
            (true, true) => self.opens.zip(other.opens).map(|(first, second)| first.min(second)),
            (true, false) => self.opens,
            _ => other.opens,
        };
        Todo { kinds: self.kinds | other.kinds, due, opens }
    }
}

/// What is known of a condition, and what can still be done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Outlook {
    pub truth: Truth,
    pub todo: Todo,
}

impl Outlook {
    /// A truth, and what can be done where it is not yet.
    pub fn of(truth: Truth, todo: Todo) -> Outlook {
        Outlook { truth, todo: if truth.may_be(Time::NotYet) { todo } else { Todo::NOTHING } }
    }

    /// A truth about which nothing can be done.
    pub fn waiting(truth: Truth) -> Outlook {
        Outlook::of(truth, Todo::WAITS)
    }

    /// One or the other.
    #[must_use]
    pub fn or_maybe(self, other: Outlook) -> Outlook {
        Outlook { truth: self.truth.or_maybe(other.truth), todo: self.todo.or_maybe(other.todo) }
    }
}

/// What is known of a condition, and what can still be done about it.
pub(crate) fn outlook(view: View<'_, '_>, condition: &Condition) -> Outlook {
    if view.world.step() {
        return Outlook::waiting(Truth::ANY);
    }
    match &condition.kind {
        ConditionKind::Event(event) => event::standing(view, event),
        ConditionKind::And(parts) => {
            let mut whole = Gathered::new(Joint::All);
            parts.iter().for_each(|part| whole.add(outlook(view, part)));
            whole.outlook(0)
        }
        ConditionKind::Or(parts) => {
            let mut whole = Gathered::new(Joint::Any);
            parts.iter().for_each(|part| whole.add(outlook(view, part)));
            whole.outlook(0)
        }
        ConditionKind::If(chooser, yes, no) => {
            let chosen = truth(view, chooser);
            match (chosen.may_be(Time::Yes), chosen.may_be(Time::No)) {
                (true, true) => outlook(view, yes).or_maybe(outlook(view, no)),
                (true, false) => outlook(view, yes),
                _ => outlook(view, no),
            }
        }
        ConditionKind::Call(define, arguments) => {
            view.call(arguments, &mut |inside| outlook(inside, body(inside, *define)))
        }
        ConditionKind::Quantified(quantified) => self::quantified(view, condition, quantified),
        _ => Outlook::waiting(truth(view, condition)),
    }
}

fn quantified(view: View<'_, '_>, condition: &Condition, quantified: &Quantified) -> Outlook {
    let truth = || truth(view, condition);
    let numbers = |number, elements| match term(view, number) {
        Seen::Number(number) => vec![number],
        _ => possible_numbers(elements).collect(),
    };
    let joint = match &quantified.quantifier {
        Quantifier::Every => Joint::All,
        Quantifier::Some => Joint::Any,
        Quantifier::No | Quantifier::AtMost(_) => return Outlook::waiting(truth()),
        Quantifier::AtLeast(_) | Quantifier::Exactly(_) => Joint::AtLeast,
    };
    let mut gathered = Gathered::new(joint);
    if each(view, quantified, |inside| gathered.add(outlook(inside, &quantified.body))).is_none() {
        return Outlook::of(truth(), if quantified.doable { Todo::OPEN } else { Todo::WAITS });
    }
    let of = |number: Decimal| gathered.outlook(whole(number));
    match &quantified.quantifier {
        Quantifier::Exactly(number) => {
            let each = numbers(number, gathered.counts.all).into_iter().map(|number| {
                let mut lower = of(number);
                // The upper half stands under `not`: where it alone is not yet, nothing can be done.
                let upper = !gathered.counts.at_least(whole(number).saturating_add(1));
                let beside = lower.truth.may_be(Time::SoFar) || lower.truth.may_be(Time::Yes);
                if upper.may_be(Time::NotYet) && beside {
                    lower.todo = lower.todo.or_maybe(Todo::WAITS);
                }
                lower.todo
            });
            Outlook::of(truth(), each.fold(Todo::NOTHING, Todo::or_maybe))
        }
        Quantifier::AtLeast(number) => {
            let each = numbers(number, gathered.counts.all).into_iter().map(|number| of(number).todo);
            Outlook::of(truth(), each.fold(Todo::NOTHING, Todo::or_maybe))
        }
        _ => gathered.outlook(0),
    }
}

/// How parts make up a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    All,
    Any,
    AtLeast,
}

/// Parts of a whole, as far as they have been added.
struct Gathered {
    joint: Joint,
    counts: Counts,
    kinds: u8,
    /// The earliest last day of the parts that can be done, and the latest, [`NEVER`] for a part without one.
    dues: Option<(Day, Day)>,
    /// All last days, where it takes some number of parts.
    each: Vec<Day>,
    /// The first day on which one of them can be done; `None` inside for now.
    opens: Option<Option<Day>>,
}

impl Gathered {
    fn new(joint: Joint) -> Self {
        Gathered { joint, counts: Counts::default(), kinds: NOTHING, dues: None, each: Vec::new(), opens: None }
    }

    fn add(&mut self, part: Outlook) {
        self.counts.add(part.truth);
        // What else the part may be while the whole is not yet: beside `and`, so far or yes; beside `or`, no.
        let beside = match self.joint {
            Joint::All => part.truth.may_be(Time::SoFar) || part.truth.may_be(Time::Yes),
            Joint::Any => part.truth.may_be(Time::No),
            Joint::AtLeast => part.truth != Truth::NOT_YET,
        };
        let options = part.todo.kinds | if beside { NOTHING } else { 0 };
        self.kinds = together(self.joint, self.kinds, options);
        if part.todo.can() {
            let due = part.todo.due.unwrap_or(NEVER);
            self.dues = Some(self.dues.map_or((due, due), |(first, last)| (first.min(due), last.max(due))));
            if matches!(self.joint, Joint::AtLeast) {
                self.each.push(due);
            }
            self.opens = Some(match self.opens {
                None => part.todo.opens,
                Some(before) => before.zip(part.todo.opens).map(|(first, second)| first.min(second)),
            });
        }
    }

    /// The whole; where it takes some number of parts, that number.
    fn outlook(&self, number: usize) -> Outlook {
        let truth = match self.joint {
            Joint::All => self.counts.every,
            Joint::Any => self.counts.some,
            Joint::AtLeast => self.counts.at_least(number),
        };
        let due = match self.joint {
            Joint::All => self.dues.map(|(earliest, _)| earliest),
            Joint::Any => self.dues.map(|(_, latest)| latest),
            Joint::AtLeast => {
                // Of the n - k that are still needed, the latest ones can be left to the last.
                let mut latest = self.each.clone();
                latest.sort_unstable_by(|one, other| other.cmp(one));
                let needed = number.saturating_sub(self.counts.holding()).max(1);
                latest.get(needed - 1).or(latest.last()).copied()
            }
        };
        let due = due.filter(|due| *due != NEVER);
        let mut kinds = self.kinds & (WAITS | OPEN | TIMELY);
        if matches!(self.joint, Joint::AtLeast)
            && kinds & TIMELY != 0
            && due.is_none()
            && self.opens.flatten().is_none()
        {
            kinds = (kinds & !TIMELY) | OPEN;
        }
        let todo = Todo { kinds, due, opens: self.opens.flatten() };
        Outlook::of(truth, todo)
    }
}

/// Every combination of two sets of kinds.
fn together(joint: Joint, left: u8, right: u8) -> u8 {
    let mut result = 0;
    for a in [WAITS, OPEN, TIMELY, NOTHING].into_iter().filter(|a| left & a != 0) {
        for b in [WAITS, OPEN, TIMELY, NOTHING].into_iter().filter(|b| right & b != 0) {
            result |= match (a, b) {
                (NOTHING, other) | (other, NOTHING) => other,
                (WAITS, other) | (other, WAITS) => other,
                _ if a == b => a,
                // With `and` the earliest last day counts, with `or` none if one of them has none.
                _ if joint == Joint::All => TIMELY,
                _ if joint == Joint::Any => OPEN,
                _ => TIMELY,
            };
        }
    }
    result
}
