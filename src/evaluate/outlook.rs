//! What can still be done about a norm that is not yet: whether, by when, and from when.

use super::condition::{body, each, truth};
use super::counts::{Counts, possible_numbers, whole};
use super::event;
use super::kinds::{Joint, Kinds};
use super::term::{NEVER, Seen, term};
use super::view::View;
use crate::model::{Condition, ConditionKind, Quantified, Quantifier};
use crate::truth::{Time, Truth};
use crate::value::{Day, Decimal};

/// How a condition that is not yet may stand, and by when and from when it can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Todo {
    kinds: Kinds,
    /// The last day, the earliest one where several are possible.
    pub due: Option<Day>,
    /// The first day, where nothing can be done before it.
    pub opens: Option<Day>,
}

impl Todo {
    /// It cannot be not yet.
    pub const NOTHING: Todo = Todo { kinds: Kinds::NONE, due: None, opens: None };
    /// Nothing can be done now.
    pub const WAITS: Todo = Todo { kinds: Kinds::WAITS, due: None, opens: None };
    /// It can be done, without a last day.
    const OPEN: Todo = Todo { kinds: Kinds::OPEN, due: None, opens: None };

    /// It can be done up to a last day, or from a first.
    pub fn can_be_done(due: Option<Day>, opens: Option<Day>) -> Todo {
        Todo { kinds: Kinds::can_be(due.is_some(), opens.is_some()), due, opens }
    }

    /// Whether it may wait.
    pub fn may_wait(self) -> bool {
        self.kinds.may_wait()
    }

    /// Whether it may be that it can be done, without a last day and with nothing still to open.
    pub fn may_be_open(self) -> bool {
        self.kinds.may_be_open()
    }

    /// Whether it may be that it can be done, up to a last day or from a first.
    pub fn may_be_timely(self) -> bool {
        self.kinds.may_be_timely()
    }

    /// One or the other.
    #[must_use]
    pub fn or_maybe(self, other: Todo) -> Todo {
        let due = [self.due, other.due].into_iter().flatten().min();
        let opens = match (self.kinds.can(), other.kinds.can()) {
            (true, true) => self.opens.zip(other.opens).map(|(first, second)| first.min(second)),
            (true, false) => self.opens,
            _ => other.opens,
        };
        Todo { kinds: self.kinds.with(other.kinds), due, opens }
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
        seen => possible_numbers(seen, elements).collect(),
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
            let each = numbers(number, gathered.counts.all()).into_iter().map(|number| {
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
            let each = numbers(number, gathered.counts.all()).into_iter().map(|number| of(number).todo);
            Outlook::of(truth(), each.fold(Todo::NOTHING, Todo::or_maybe))
        }
        _ => gathered.outlook(0),
    }
}

/// Parts of a whole, as far as they have been added.
struct Gathered {
    joint: Joint,
    counts: Counts,
    kinds: Kinds,
    /// The earliest last day of the parts that can be done, [`NEVER`] for a part without one.
    earliest: Option<Day>,
    /// The latest of those of the parts of which something can be done for certain.
    latest_certain: Option<Day>,
    /// All parts, where it takes some number of them.
    each: Vec<Part>,
    /// The first day on which one of them can be done; `None` inside for now.
    opens: Option<Option<Day>>,
}

/// What a part may be while the whole is not yet.
#[derive(Debug, Clone, Copy)]
struct Part {
    no: bool,
    fulfilled: bool,
    waits: bool,
    /// Not yet, and can be done: its last day, the earliest that there may be, [`NEVER`] for none.
    due: Option<Day>,
    /// It can be done, and may have no last day.
    endless: bool,
}

impl Gathered {
    fn new(joint: Joint) -> Self {
        let (earliest, latest_certain, each, opens) = Default::default();
        Gathered { joint, counts: Counts::default(), kinds: Kinds::NOTHING, earliest, latest_certain, each, opens }
    }

    fn add(&mut self, outlook: Outlook) {
        let Outlook { truth, todo } = outlook;
        self.counts.add(truth);
        let part = Part {
            no: truth.may_be(Time::No),
            fulfilled: truth.may_be(Time::SoFar) || truth.may_be(Time::Yes),
            waits: todo.may_wait(),
            due: todo.kinds.can().then(|| todo.due.unwrap_or(NEVER)),
            endless: todo.kinds.may_have_no_day(),
        };
        // Beside `and` a part that is not yet may as well be fulfilled; beside `or` it may be no.
        let beside = match self.joint {
            Joint::All => part.fulfilled,
            Joint::Any => part.no,
            Joint::AtLeast => truth != Truth::NOT_YET,
        };
        let kinds = if beside { todo.kinds.with(Kinds::NOTHING) } else { todo.kinds };
        self.kinds = self.kinds.together(kinds, self.joint);
        if matches!(self.joint, Joint::AtLeast) {
            self.each.push(part);
        }
        if let Some(due) = part.due {
            self.earliest = Some(self.earliest.map_or(due, |earliest| earliest.min(due)));
            if !part.no && !part.waits {
                self.latest_certain = Some(self.latest_certain.map_or(due, |latest| latest.max(due)));
            }
            self.opens = Some(match self.opens {
                None => todo.opens,
                Some(before) => before.zip(todo.opens).map(|(first, second)| first.min(second)),
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
            Joint::All => self.earliest,
            // It may be that nothing can be done but what can be done for certain.
            Joint::Any => self.latest_certain.or(self.earliest),
            Joint::AtLeast => earliest_of(&self.each, number),
        };
        let due = due.filter(|due| *due != NEVER);
        let kinds = match self.joint {
            Joint::AtLeast => self.kinds.limited(due.is_some(), may_have_no_day(&self.each, number)),
            Joint::All | Joint::Any => self.kinds,
        };
        let kinds = kinds.whole();
        let todo = Todo { kinds, due, opens: self.opens.flatten() };
        Outlook::of(truth, todo)
    }
}

/// By when so many parts must be done: with k fulfilled, the (n - k)-th latest last day, the earliest that this can be.
fn earliest_of(parts: &[Part], number: usize) -> Option<Day> {
    // It can be up to some day where fewer parts than needed must be fulfilled or due later, and enough of the others
    // are not yet.
    let can_be_by = |day: Day| {
        let (mut least, mut most, mut by_then, mut waiting) = (0, 0, 0, 0);
        for part in parts {
            let later = part.due.is_some_and(|due| due > day);
            match part.due {
                Some(due) if due <= day => by_then += 1,
                _ if part.waits => waiting += 1,
                _ => most += usize::from(part.fulfilled || later),
            }
            let may_be_left_out = part.no || part.waits || part.due.is_some_and(|due| due <= day);
            least += usize::from(!may_be_left_out && (part.fulfilled || later));
        }
        by_then > 0 && least < number && most.min(number.saturating_sub(1)) + by_then + waiting >= number
    };
    let mut days: Vec<Day> = parts.iter().filter_map(|part| part.due).collect();
    days.sort_unstable();
    days.dedup();
    days.get(days.partition_point(|day| !can_be_by(*day))).copied()
}

/// Whether it may be that so many parts need not be done by any day.
fn may_have_no_day(parts: &[Part], number: usize) -> bool {
    let (mut endless, mut fulfilled, mut waiting, mut only_by_a_day) = (0, 0, 0, false);
    for part in parts {
        match part.due {
            _ if part.endless => endless += 1,
            _ if part.fulfilled => fulfilled += 1,
            _ if part.waits => waiting += 1,
            due => only_by_a_day |= due.is_some() && !part.no,
        }
    }
    let others = fulfilled.min(number.saturating_sub(1));
    endless > 0 && (endless + others >= number || !only_by_a_day && endless + others + waiting >= number)
}
