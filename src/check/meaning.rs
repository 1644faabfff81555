//! What an expression turned out to be.

use std::sync::Arc;

use super::scope::Scope;
use super::words;
use super::{Checker, Found};
use crate::error::check::{NameError, TypeError};
use crate::model::{Base, Condition, Listing, PeriodTerm, Place, Term};
use crate::source::Span;
use crate::syntax::{Expr, ExprKind};
use crate::text::Text;
use crate::value::{Type, Value};

/// An expression with its type.
#[derive(Debug, Clone)]
pub(super) struct Meaning {
    pub(super) form: Form,
    /// Its type; of no account for `none`.
    pub(super) ty: Type,
    pub(super) span: Span,
    /// For durations: where they come from, so that units can be held together.
    pub(super) units: Vec<usize>,
    /// What it is called, where it is something that is called anything.
    pub(super) label: Option<Text>,
}

/// In what form it stands.
#[derive(Debug, Clone)]
pub(super) enum Form {
    /// A plain value.
    Term(Term),
    /// Cells: a plain fact, or a record, list, period or event.
    Place(Place),
    /// A list that is written out, or a table.
    Listing(Listing),
    /// A period that is written out.
    Period(PeriodTerm),
    /// A condition.
    Condition(Box<Condition>),
    /// `none`
    None,
    /// `today`
    Today,
}

impl Meaning {
    /// Something without a name.
    pub(super) fn new(form: Form, ty: Type, span: Span) -> Self {
        Meaning { form, ty, span, units: Vec::new(), label: None }
    }

    /// A value written in the file.
    pub(super) fn constant(value: Value, ty: Type, span: Span) -> Self {
        Meaning::new(Form::Term(Term::Value(value)), ty, span)
    }

    /// A condition.
    pub(super) fn condition(condition: Condition, span: Span) -> Self {
        Meaning::new(Form::Condition(Box::new(condition)), Type::YesNo, span)
    }

    /// As a plain value, where it is one.
    pub(super) fn term(&self) -> Option<Term> {
        match &self.form {
            Form::Term(term) => Some(term.clone()),
            Form::Place(place) if is_plain(&self.ty) => Some(Term::Cell(*place)),
            Form::Today => Some(Term::Today),
            Form::None => Some(Term::None),
            _ => None,
        }
    }
}

/// Whether a value of the type stands in one cell and can be compared.
pub(super) fn is_plain(ty: &Type) -> bool {
    match ty {
        Type::Text | Type::Number | Type::YesNo | Type::Date | Type::Duration | Type::Choice(_) => true,
        Type::Optional(inner) => is_plain(inner),
        Type::Period | Type::Event { .. } | Type::Record(_) | Type::List(_) => false,
    }
}

/// The expression without the brackets around it.
pub(super) fn bare(e: &Expr) -> &Expr {
    match &e.kind {
        ExprKind::Brackets(inner) => bare(inner),
        _ => e,
    }
}

impl Checker<'_> {
    /// `` a `Route` ``
    pub(super) fn said(&self, ty: &Type) -> String {
        words::said(&self.choices, &self.records, ty)
    }

    /// What it is, in the user's words.
    pub(super) fn found(&self, meaning: &Meaning) -> String {
        match &meaning.form {
            Form::None => "`none`".into(),
            Form::Today => "`today`".into(),
            Form::Condition(_) => "a condition".into(),
            Form::Listing(Listing::Table(_)) => "a table".into(),
            _ => self.said(&meaning.ty),
        }
    }

    /// The same where it is never none; an error where it may be.
    pub(super) fn present(&mut self, scope: &Scope, e: &Expr, mut meaning: Meaning) -> Option<Meaning> {
        if matches!(meaning.form, Form::None) {
            let help = "write a value, or compare with `is none`".into();
            self.problems.say(scope.file, TypeError::NoneHere { at: meaning.span, help });
            return None;
        }
        let Type::Optional(inner) = &meaning.ty else { return Some(meaning) };
        if !scope.is_guarded(e) {
            let problem = self.may_be_none(scope, e);
            self.problems.say(scope.file, problem);
            return None;
        }
        let inner = Type::clone(inner);
        if let (Form::Place(place), false) = (&mut meaning.form, is_plain(&inner)) {
            place.at += 1;
        }
        meaning.ty = inner;
        Some(meaning)
    }

    /// `x` may be none.
    pub(super) fn may_be_none(&self, scope: &Scope, e: &Expr) -> TypeError {
        let written = self.written(bare(e));
        let (guard, more) = match &bare(e).kind {
            ExprKind::Lookup { table, column, .. } if self.is_optional_column(table, column) => {
                (format!("{written} is not none"), "; its column is optional")
            }
            ExprKind::Lookup { table, key, .. } => (format!("{} is in {}", self.written(key), table.value), ""),
            _ => (format!("{written} is not none"), ""),
        };
        let help = if scope.alone {
            format!("add `when {guard}` to the rule{more}")
        } else if scope.gives_value {
            format!("write `if {guard} then … else …`{more}")
        } else if scope.define.is_some() {
            format!("write `{guard} and …` before it{more}")
        } else {
            format!("write `{guard} and …` before it, or say it in `when`{more}")
        };
        TypeError::MayBeNone { name: written, at: bare(e).span, help }
    }

    /// The expression as it stands in the file, on one line.
    pub(super) fn written(&self, e: &Expr) -> String {
        let text = self.sources.slice(e.span);
        crate::error::quoted(&text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// A plain value of that type that is never none.
    pub(super) fn term(&mut self, scope: &mut Scope, e: &Expr, want: &Type) -> Option<Term> {
        let meaning = self.value(scope, e, Some(want))?;
        let meaning = self.of_type(scope, e, meaning, want)?;
        if let Form::Today = meaning.form {
            self.today_here(scope, meaning.span);
            return None;
        }
        meaning.term()
    }

    /// The same, with what else is known of it.
    pub(super) fn of_type(&mut self, scope: &Scope, e: &Expr, meaning: Meaning, want: &Type) -> Option<Meaning> {
        if !matches!(meaning.form, Form::None) && (meaning.ty.bare() != want || self.is_condition(&meaning)) {
            let help = self.instead(e, &meaning, want);
            let (needed, found) = (self.said(want), self.found(&meaning));
            self.problems.say(scope.file, TypeError::Wrong { needed, found, at: bare(e).span, help });
            return None;
        }
        self.present(scope, e, meaning)
    }

    fn is_condition(&self, meaning: &Meaning) -> bool {
        matches!(meaning.form, Form::Condition(_))
    }

    /// What to write where something of another type is needed.
    pub(super) fn instead(&self, e: &Expr, found: &Meaning, want: &Type) -> Option<String> {
        let written = self.written(e);
        match (&found.ty, want) {
            _ if self.is_condition(found) => Some("a condition is not a value; write a fact".into()),
            (Type::Event { .. }, Type::Date) => Some(format!("write `{written}.on` for the day on which it happened")),
            (Type::Event { by: Some(_), .. }, Type::Choice(_)) => Some(format!("write `{written}.by` for who did it")),
            (Type::Number, Type::Duration) => {
                Some(format!("write the unit too, as in `{written} days` or `{written} working days`"))
            }
            (Type::Period, Type::Date) => Some(format!("write `{written}.from` or `{written}.until`")),
            (Type::Date, Type::Duration) => Some("write how long, as in `10 working days`".into()),
            _ => None,
        }
    }

    /// Whether the column of that table is optional.
    fn is_optional_column(&self, table: &crate::syntax::Name, column: &crate::syntax::Name) -> bool {
        let table = self.tables.iter().find(|known| known.name == table.value);
        table.and_then(|table| table.shape.field(&column.value)).is_some_and(|field| field.ty.is_optional())
    }

    /// What type an expression has, as far as that can be told without its surroundings: to know which choice is meant.
    pub(super) fn hint(&self, scope: &Scope, e: &Expr) -> Option<Type> {
        let ty = match &e.kind {
            ExprKind::Brackets(inner) => self.hint(scope, inner)?,
            ExprKind::Path(names) => match self.find(scope, names).ok()? {
                Found::Meaning(meaning) => meaning.ty,
                Found::Define(define) => self.definition(define)?.result.ty.clone(),
                Found::Members(members) => match members.as_slice() {
                    [only] => Type::Choice(only.choice),
                    _ => return None,
                },
            },
            ExprKind::Call(name, _) => self.definition(self.define_named(scope.file, name)?)?.result.ty.clone(),
            ExprKind::Lookup { table, column, .. } => {
                let table = self.tables.get(self.table_named(scope.file, table)?)?;
                table.shape.field(&column.value)?.ty.clone()
            }
            ExprKind::If(_, left, right) => self.hint(scope, left).or_else(|| self.hint(scope, right))?,
            ExprKind::List(elements) => {
                Type::List(Arc::new(elements.iter().find_map(|element| self.hint(scope, element))?))
            }
            _ => return None,
        };
        Some(ty.bare().clone())
    }

    /// Which of the choices that have a member of that name is meant.
    pub(super) fn member(
        &mut self,
        scope: &Scope,
        name: &crate::syntax::Name,
        members: &[super::names::MemberOf],
        want: Option<&Type>,
    ) -> Option<Meaning> {
        let wanted = match want.map(Type::bare) {
            Some(Type::Choice(id)) => Some(*id),
            _ => None,
        };
        let fits = wanted.and_then(|id| members.iter().find(|member| member.choice == id));
        match (fits, wanted, members) {
            (Some(member), ..) | (None, None, [member]) => {
                let ty = Type::Choice(member.choice);
                self.use_choice(member.choice);
                Some(Meaning::constant(Value::Choice(member.number), ty, name.span))
            }
            (None, Some(id), _) => {
                let problem = self.not_member(name, id);
                self.problems.say(scope.file, problem);
                None
            }
            (None, None, several) => {
                let choices = several.iter().filter_map(|member| self.choices.get(usize::from(member.choice.0)));
                let choices = words::names(choices.map(|choice| &*choice.name), "and");
                let problem = NameError::WhichChoice { name: name.value.to_string(), choices, at: name.span };
                self.problems.say(scope.file, problem);
                None
            }
        }
    }

    /// A choice is used where one of its members is.
    pub(super) fn use_choice(&self, id: crate::value::ChoiceId) {
        if let Some(item) = self.names.choices.get(usize::from(id.0)) {
            self.used.borrow_mut().insert(item.name.span);
        }
    }

    /// `norway` is not a member of `Office`.
    pub(super) fn not_member(&self, name: &crate::syntax::Name, id: crate::value::ChoiceId) -> NameError {
        let choice = self.choices.get(usize::from(id.0));
        let members = || choice.into_iter().flat_map(|choice| choice.members.iter().map(|member| &*member.name));
        let help = self
            .problems
            .did_you_mean(&name.value, members())
            .or_else(|| Some(format!("the members are {}", words::names(members(), "and"))));
        let choice = choice.map(|choice| choice.name.to_string()).unwrap_or_default();
        NameError::NotMember { name: name.value.to_string(), choice, at: name.span, help }
    }
}

/// The place in the innermost scope but so many.
pub(super) fn local(depth: usize, at: usize) -> Place {
    let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Place { base: Base::Local(small(depth)), at: small(at) }
}
