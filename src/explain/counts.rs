//! What a condition worked out on the way: days counted, day by day skipped, and the values of defines.

use super::Words;
use crate::calendar::{Direction, Reached};
use crate::evaluate::condition::ends;
use crate::evaluate::picks::Picks;
use crate::evaluate::reach::{At, Count, instant};
use crate::evaluate::term::{Seen, reached, term};
use crate::evaluate::view::{Slot, View};
use crate::limits;
use crate::model::{
    Condition, ConditionKind, Define, DefineBody, EventCondition, Instant, Listing, PeriodTerm, Term, WindowKind,
};
use crate::report::{Counted, SkippedDay, WorkedOut};
use crate::show::{self, Language};
use crate::value::{Day, Decimal, Duration, Type, Unit};

/// The countings and the values worked out of one condition, those in its parts apart.
pub(crate) fn of_condition(
    words: Words<'_>,
    view: View<'_, '_>,
    condition: &Condition,
) -> (Vec<Counted>, Vec<WorkedOut>) {
    let mut counts = Counts { words, counted: Vec::new(), worked_out: Vec::new(), left: limits::REASON_TERMS };
    match &condition.kind {
        ConditionKind::Compare(left, _, right) => {
            counts.term(view, left);
            counts.term(view, right);
        }
        ConditionKind::Holds(term) | ConditionKind::IsNone(term) => counts.term(view, term),
        ConditionKind::IsIn(term, listing) => {
            counts.term(view, term);
            if let Listing::Terms(terms) = listing {
                terms.iter().for_each(|term| counts.term(view, term));
            }
        }
        ConditionKind::During(day, period) => {
            counts.term(view, day);
            counts.period(view, period);
        }
        ConditionKind::Event(event) => counts.event(view, event),
        _ => {}
    }
    (counts.counted, counts.worked_out)
}

struct Counts<'w> {
    words: Words<'w>,
    counted: Vec<Counted>,
    worked_out: Vec<WorkedOut>,
    /// Terms that are still looked into.
    left: usize,
}

impl Counts<'_> {
    fn event(&mut self, view: View<'_, '_>, event: &EventCondition) {
        for window in &event.windows {
            match &window.kind {
                WindowKind::Before(at)
                | WindowKind::After(at)
                | WindowKind::On(at)
                | WindowKind::NoLaterThan(at)
                | WindowKind::NoEarlierThan(at) => self.instant(view, at),
                WindowKind::WithinAfter(duration, at) => self.window(view, duration, at, Direction::After, true),
                WindowKind::AtLeastAfter(duration, at) => self.window(view, duration, at, Direction::After, false),
                WindowKind::WithinBefore(duration, at) | WindowKind::AtLeastBefore(duration, at) => {
                    self.window(view, duration, at, Direction::Before, false);
                }
                WindowKind::During(period) => self.period(view, period),
            }
        }
    }

    fn instant(&mut self, view: View<'_, '_>, instant: &Instant) {
        match instant {
            Instant::Date(date) => self.term(view, date),
            Instant::Event(event) => self.event(view, event),
        }
    }

    fn window(&mut self, view: View<'_, '_>, duration: &Term, at: &Instant, direction: Direction, rolls: bool) {
        self.instant(view, at);
        let mut picks = Picks::default();
        let day = instant(view, at, &mut picks);
        let (At::Day(from), Seen::Duration(length), false) = (day, term(view, duration), picks.is_open()) else {
            return;
        };
        let plain = reached(view, from, length, direction);
        let to = if rolls { Count { duration, direction, known: false }.last_day(view, from) } else { plain };
        self.count(view, from, length, direction, plain, to);
    }

    fn period(&mut self, view: View<'_, '_>, period: &PeriodTerm) {
        if let PeriodTerm::Written(from, until) = period {
            self.term(view, from);
            if let Some(until) = until {
                self.term(view, until);
            }
        }
        ends(view, period);
    }

    fn term(&mut self, view: View<'_, '_>, term: &Term) {
        if self.left == 0 || self.words.budget.is_out(view) {
            return;
        }
        self.left -= 1;
        match term {
            Term::Shift(date, duration, direction) => {
                self.term(view, date);
                let seen = (crate::evaluate::term::term(view, date), crate::evaluate::term::term(view, duration));
                if let (Seen::Date(from), Seen::Duration(length)) = seen {
                    let to = reached(view, from, length, *direction);
                    self.count(view, from, length, *direction, to, to);
                }
            }
            Term::Cell(place) => {
                if let Slot::Argument(argument, caller) = view.slot(*place) {
                    self.term(caller, argument);
                }
            }
            Term::Arithmetic(left, _, right) => {
                self.term(view, left);
                self.term(view, right);
            }
            Term::Days { working, from, to } => {
                self.term(view, from);
                self.term(view, to);
                let seen = [term, from, to].map(|term| crate::evaluate::term::term(view, term));
                if let [Seen::Number(days), Seen::Date(from), Seen::Date(to)] = seen {
                    self.between(view, days, *working, from, to);
                }
            }
            Term::Count(listing) => self.how_many(view, term, listing),
            Term::If(_, yes, no) => {
                self.term(view, yes);
                self.term(view, no);
            }
            Term::Call(define, arguments) => {
                if let Some(define) = view.world.model.defines.get(*define)
                    && let DefineBody::Term(body, ty) = &define.body
                {
                    self.value(view, term, define, ty);
                    view.call(arguments, &mut |inside| self.term(inside, body));
                }
            }
            _ => {}
        }
    }

    /// The value of a define, where it is known.
    fn value(&mut self, view: View<'_, '_>, call: &Term, define: &Define, ty: &Type) {
        let language = self.words.language;
        let value = match (crate::evaluate::term::term(view, call), ty.bare()) {
            (Seen::Choice(member), Type::Choice(id)) => {
                Some(super::shown::member(view.world.model, *id, member, language))
            }
            (seen, _) => super::message::plain(seen, language),
        };
        let Some(value) = value else { return };
        let label = match &define.label {
            Some(label) => label.show(language).to_owned(),
            None => define.name.replace('_', " "),
        };
        let number = super::shown::is_number(ty);
        self.worked_out(WorkedOut { term: define.name.to_string(), label, value, number });
    }

    /// How many elements a list has.
    fn how_many(&mut self, view: View<'_, '_>, count: &Term, listing: &Listing) {
        let language = self.words.language;
        let (Seen::Number(number), Listing::Cell(place)) = (crate::evaluate::term::term(view, count), listing) else {
            return;
        };
        let Some(list) = self.words.names.of(view.cell(*place)) else { return };
        let label = self.words.names.whole_label(list, language);
        let how_many = match Language::of(language) {
            Language::English => "how many",
            Language::French => "nombre",
        };
        self.worked_out(WorkedOut {
            term: format!("count({})", list.path),
            label: format!("{label}, {how_many}"),
            value: show::number(number, language),
            number: true,
        });
    }

    fn worked_out(&mut self, worked_out: WorkedOut) {
        if !self.worked_out.contains(&worked_out) {
            self.worked_out.push(worked_out);
        }
    }

    /// `days from a to b`, both known.
    fn between(&mut self, view: View<'_, '_>, days: Decimal, working: bool, from: Day, to: Day) {
        let language = self.words.language;
        let Ok(days) = i64::try_from(days) else { return };
        let unit = if working { Unit::WorkingDay } else { Unit::Day };
        let count = u32::try_from(days.unsigned_abs()).unwrap_or(u32::MAX);
        let length = show::duration(Duration { count, unit }, language);
        let counted = Counted {
            duration: if days < 0 { format!("-{length}") } else { length },
            direction: "between".to_owned(),
            from: from.to_string(),
            to: Some(to.to_string()),
            rolled_from: None,
            skipped: if working { self.skipped(view, from.min(to), from.max(to)) } else { Vec::new() },
        };
        if !self.counted.contains(&counted) {
            self.counted.push(counted);
        }
    }

    /// The days off among those counted from one day to another.
    fn skipped(&self, view: View<'_, '_>, from: Day, to: Day) -> Vec<SkippedDay> {
        let language = self.words.language;
        let skipped = view.world.model.calendar.as_ref().map(|calendar| calendar.skipped(from, to));
        let named = skipped.unwrap_or_default().into_iter().map(|skipped| SkippedDay {
            day: skipped.day.to_string(),
            name: skipped.holiday.map_or_else(
                || show::weekday(skipped.day, language).to_owned(),
                |holiday| holiday.name.show(language).to_owned(),
            ),
            holiday: skipped.holiday.is_some(),
        });
        named.collect()
    }

    fn count(
        &mut self,
        view: View<'_, '_>,
        from: Day,
        length: Duration,
        direction: Direction,
        plain: Reached,
        to: Reached,
    ) {
        let language = self.words.language;
        let known = |reached: Reached| if let Reached::Day(day) = reached { Some(day) } else { None };
        let skipped = match known(plain) {
            Some(day) if length.unit == Unit::WorkingDay && length.count > 0 => self.skipped(view, from, day),
            _ => Vec::new(),
        };
        let counted = Counted {
            duration: show::duration(length, language),
            direction: if direction == Direction::After { "after" } else { "before" }.to_owned(),
            from: from.to_string(),
            to: known(to).map(|day| day.to_string()),
            rolled_from: (plain != to).then(|| known(plain)).flatten().map(|day| day.to_string()),
            skipped,
        };
        if !self.counted.contains(&counted) {
            self.counted.push(counted);
        }
    }
}
