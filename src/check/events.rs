//! Events and what narrows them.

use super::Checker;
use super::meaning::{Form, Meaning, bare};
use super::scope::{Local, LocalKind, Scope};
use crate::error::check::EventError;
use crate::model::{Condition, ConditionKind, EventCondition, Instant, Term, Window, WindowKind};
use crate::source::Span;
use crate::syntax::{Expr, ExprKind, Qualifier, Written};
use crate::value::{ChoiceId, RecordId, Type};

/// The event that is narrowed, with what its type says.
struct Head {
    name: String,
    by: Option<ChoiceId>,
    of: Option<RecordId>,
}

impl Checker<'_> {
    /// `approved by secretary_general no later than starts`, `today during service`
    pub(super) fn qualified(
        &mut self,
        scope: &mut Scope,
        head: &Expr,
        qualifiers: &[Written<Qualifier>],
        span: Span,
    ) -> Option<Condition> {
        let meaning = self.value(scope, head, None)?;
        if let (Type::Date, [Written { value: Qualifier::During(period), .. }]) = (meaning.ty.bare(), qualifiers)
            && !matches!(meaning.form, Form::None | Form::Condition(_))
        {
            let period = self.period(scope, period);
            let day = self.present(scope, head, meaning)?.term()?;
            return Some(Condition { kind: ConditionKind::During(day, period?), span });
        }
        let event = self.narrowed_event(scope, head, &meaning, qualifiers, span)?;
        Some(Condition { kind: ConditionKind::Event(Box::new(event)), span })
    }

    fn narrowed_event(
        &mut self,
        scope: &mut Scope,
        head: &Expr,
        meaning: &Meaning,
        qualifiers: &[Written<Qualifier>],
        span: Span,
    ) -> Option<EventCondition> {
        let (Form::Place(place), Type::Event { by, of }) = (&meaning.form, &meaning.ty) else {
            self.not_an_event(scope, head, meaning, qualifiers);
            return None;
        };
        let head = Head { name: self.written(head), by: *by, of: *of };
        let mut event =
            EventCondition { event: *place, by: None, only_by: None, windows: Vec::new(), filter: None, span };
        let (mut seen_by, mut seen_only, mut seen_where) = (None, None, None);
        let mut whole = true;
        for qualifier in qualifiers {
            let at = qualifier.span;
            let good = match &qualifier.value {
                Qualifier::By(x) => {
                    let once = self.once(scope, "by", at, &mut seen_by);
                    event.by = self.actor(scope, &head, x, at);
                    once && event.by.is_some()
                }
                Qualifier::OnlyBy(x) => {
                    let once = self.once(scope, "only by", at, &mut seen_only);
                    event.only_by = self.actor(scope, &head, x, at);
                    once && event.only_by.is_some()
                }
                Qualifier::Where(condition) => {
                    let once = self.once(scope, "where", at, &mut seen_where);
                    event.filter = self.filter(scope, &head, condition, at);
                    once && event.filter.is_some()
                }
                other => match self.window(scope, other) {
                    Some(kind) => {
                        event.windows.push(Window { kind, span: at });
                        true
                    }
                    None => false,
                },
            };
            whole = whole && good;
        }
        whole.then_some(event)
    }

    fn not_an_event(&mut self, scope: &Scope, head: &Expr, meaning: &Meaning, qualifiers: &[Written<Qualifier>]) {
        let Some(first) = qualifiers.first() else { return };
        let (date, written) = (*meaning.ty.bare() == Type::Date, self.written(head));
        let bound = |e: &Expr| self.written(e);
        let help = match &first.value {
            Qualifier::Before(t) if date => Some(format!("write `{written} < {}`", bound(t))),
            Qualifier::After(t) if date => Some(format!("write `{written} > {}`", bound(t))),
            Qualifier::On(t) if date => Some(format!("write `{written} is {}`", bound(t))),
            Qualifier::NoLaterThan(t) if date => Some(format!("write `{written} <= {}`", bound(t))),
            Qualifier::NoEarlierThan(t) if date => Some(format!("write `{written} >= {}`", bound(t))),
            Qualifier::WithinAfter(d, t) if date => {
                Some(format!("write `{written} >= {} and {written} <= {} + {}`", bound(t), bound(t), bound(d)))
            }
            Qualifier::AtLeastBefore(d, t) if date => Some(format!("write `{written} <= {} - {}`", bound(t), bound(d))),
            Qualifier::AtLeastAfter(d, t) if date => Some(format!("write `{written} >= {} + {}`", bound(t), bound(d))),
            Qualifier::During(_) if date => Some("write `during` once, and other comparisons with `and`".into()),
            Qualifier::By(_) if matches!(meaning.form, Form::Condition(_)) => {
                Some("write the event itself, with all that narrows it side by side".into())
            }
            _ => None,
        };
        let problem = EventError::NotAnEvent {
            word: word(&first.value),
            found: self.found(meaning),
            at: bare(head).span,
            qualifier: first.span,
            help,
        };
        self.problems.say(scope.file, problem);
    }

    fn once(&mut self, scope: &Scope, word: &'static str, at: Span, seen: &mut Option<Span>) -> bool {
        let Some(first) = *seen else {
            *seen = Some(at);
            return true;
        };
        let help = match word {
            "where" => "write both within one pair of brackets, with `and` between",
            _ => "one occurrence has one actor; for either of two write two conditions with `or` between",
        };
        self.problems.say(scope.file, EventError::Twice { word, at, first, help });
        false
    }

    fn actor(&mut self, scope: &mut Scope, head: &Head, e: &Expr, at: Span) -> Option<Term> {
        let Some(choice) = head.by else {
            self.problems.say(scope.file, EventError::NoActor { name: head.name.clone(), at });
            return None;
        };
        self.term(scope, e, &Type::Choice(choice))
    }

    fn filter(&mut self, scope: &mut Scope, head: &Head, e: &Expr, at: Span) -> Option<Condition> {
        let Some(record) = head.of else {
            let at = Span { end: (at.start + 5).min(at.end), ..at };
            self.problems.say(scope.file, EventError::NoRecord { name: head.name.clone(), at });
            return None;
        };
        let (ty, span) = (Some(Type::Record(record)), bare(e).span);
        let fields = Local { kind: LocalKind::Occurrence, ty, label: None, units: Vec::new(), span };
        scope.locals.push(fields);
        let mark = scope.mark();
        let condition = self.timeless(scope, e, "what stands in `where`");
        scope.forget(mark);
        scope.locals.pop();
        condition
    }

    fn window(&mut self, scope: &mut Scope, qualifier: &Qualifier) -> Option<WindowKind> {
        let mut length = |checker: &mut Self, d: &Expr| checker.term(scope, d, &Type::Duration);
        match qualifier {
            Qualifier::WithinAfter(d, t) => {
                let d = length(self, d);
                self.instant(scope, t).and_then(|t| Some(WindowKind::WithinAfter(d?, t)))
            }
            Qualifier::WithinBefore(d, t) => {
                let d = length(self, d);
                self.instant(scope, t).and_then(|t| Some(WindowKind::WithinBefore(d?, t)))
            }
            Qualifier::AtLeastAfter(d, t) => {
                let d = length(self, d);
                self.instant(scope, t).and_then(|t| Some(WindowKind::AtLeastAfter(d?, t)))
            }
            Qualifier::AtLeastBefore(d, t) => {
                let d = length(self, d);
                self.instant(scope, t).and_then(|t| Some(WindowKind::AtLeastBefore(d?, t)))
            }
            Qualifier::Before(t) => self.instant(scope, t).map(WindowKind::Before),
            Qualifier::After(t) => self.instant(scope, t).map(WindowKind::After),
            Qualifier::On(t) => self.instant(scope, t).map(WindowKind::On),
            Qualifier::NoLaterThan(t) => self.instant(scope, t).map(WindowKind::NoLaterThan),
            Qualifier::NoEarlierThan(t) => self.instant(scope, t).map(WindowKind::NoEarlierThan),
            Qualifier::During(p) => self.period(scope, p).map(WindowKind::During),
            Qualifier::By(_) | Qualifier::OnlyBy(_) | Qualifier::Where(_) => None,
        }
    }

    /// A day that something is measured from: a date, an event, or a narrowed event in brackets.
    pub(super) fn instant(&mut self, scope: &mut Scope, e: &Expr) -> Option<Instant> {
        if let ExprKind::Qualified(head, qualifiers) = &bare(e).kind {
            let meaning = self.value(scope, head, None)?;
            if let Some(only) = qualifiers.iter().find(|one| matches!(one.value, Qualifier::OnlyBy(_))) {
                self.problems.say(scope.file, EventError::OnlyByAsDay { at: only.span });
                return None;
            }
            let event = self.narrowed_event(scope, head, &meaning, qualifiers, bare(e).span)?;
            return Some(Instant::Event(Box::new(event)));
        }
        let meaning = self.value(scope, e, Some(&Type::Date))?;
        match (&meaning.form, meaning.ty.bare()) {
            (Form::Today, _) => {
                let help = "the day of the check is never the bound of an event; what has not happened by then is due or not met by itself";
                self.problems.say(scope.file, EventError::TodayHere { at: meaning.span, help: help.into() });
                None
            }
            (Form::Place(place), Type::Event { .. }) => {
                let span = bare(e).span;
                let event =
                    EventCondition { event: *place, by: None, only_by: None, windows: Vec::new(), filter: None, span };
                Some(Instant::Event(Box::new(event)))
            }
            (Form::Term(_) | Form::Place(_), Type::Date) => self.present(scope, e, meaning)?.term().map(Instant::Date),
            _ => {
                let help = match (&meaning.form, meaning.ty.bare()) {
                    (Form::Condition(_), _) => Some("write the event itself, narrowed in brackets where needed".into()),
                    (_, Type::Period) => {
                        let written = self.written(e);
                        Some(format!("write `{written}.from` or `{written}.until`"))
                    }
                    _ => None,
                };
                let (found, at) = (self.found(&meaning), bare(e).span);
                self.problems.say(scope.file, EventError::NotADay { found, at, help });
                None
            }
        }
    }
}

fn word(qualifier: &Qualifier) -> &'static str {
    match qualifier {
        Qualifier::By(_) => "by",
        Qualifier::OnlyBy(_) => "only by",
        Qualifier::Before(_) => "before",
        Qualifier::After(_) => "after",
        Qualifier::On(_) => "on",
        Qualifier::NoLaterThan(_) => "no later than",
        Qualifier::NoEarlierThan(_) => "no earlier than",
        Qualifier::WithinAfter(..) | Qualifier::WithinBefore(..) => "within",
        Qualifier::AtLeastAfter(..) | Qualifier::AtLeastBefore(..) => "at least",
        Qualifier::During(_) => "during",
        Qualifier::Where(_) => "where",
    }
}
