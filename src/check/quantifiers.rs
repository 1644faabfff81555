//! `every x in xs satisfies C` and its kin.

use super::Checker;
use super::meaning::{Meaning, bare};
use super::mentions::mentions;
use super::names::elsewhere;
use super::scope::{Local, LocalKind, Scope};
use super::spelling;
use crate::error::check::{EventError, NameError};
use crate::model::{Quantified, Quantifier, Term};
use crate::syntax::{self, Expr, Name};
use crate::value::Type;

impl Checker<'_> {
    pub(super) fn quantified(
        &mut self,
        scope: &mut Scope,
        quantifier: &syntax::Quantifier,
        variable: &Name,
        list: &Expr,
        body: &Expr,
    ) -> Option<Quantified> {
        let quantifier = match quantifier {
            syntax::Quantifier::Every => Some(Quantifier::Every),
            syntax::Quantifier::Some => Some(Quantifier::Some),
            syntax::Quantifier::No => Some(Quantifier::No),
            syntax::Quantifier::Exactly(n) => self.how_many(scope, n).map(Quantifier::Exactly),
            syntax::Quantifier::AtLeast(n) => self.how_many(scope, n).map(Quantifier::AtLeast),
            syntax::Quantifier::AtMost(n) => self.how_many(scope, n).map(Quantifier::AtMost),
        };
        if !mentions(body, variable) {
            self.warn_of_variable(variable, "write what each element must satisfy, or leave the quantifier out");
        }
        let list = self.gone_through(scope, list);
        let element = list.as_ref().map(|(_, element)| element);
        self.bind(scope, variable, element);
        let mark = scope.mark();
        let body = self.condition(scope, body);
        scope.forget(mark);
        scope.locals.pop();
        let (quantifier, (list, _), body) = (quantifier?, list?, body?);
        let reads = self.reads(&body);
        let variable = variable.value.clone();
        let timed = reads.event || reads.today;
        let doable = reads.doable && !matches!(quantifier, Quantifier::No | Quantifier::AtMost(_));
        Some(Quantified { quantifier, variable, list, body, timed, doable })
    }

    /// Opens a scope that holds one element.
    pub(super) fn bind(&mut self, scope: &mut Scope, variable: &Name, element: Option<&Meaning>) {
        spelling::variable(variable, &mut self.problems);
        self.is_free(scope, variable);
        scope.locals.push(Local {
            kind: LocalKind::Element(variable.value.clone()),
            ty: element.map(|element| element.ty.clone()),
            label: element.and_then(|element| element.label.clone()),
            units: element.map(|element| element.units.clone()).unwrap_or_default(),
            span: variable.span,
        });
    }

    /// A local name means nothing else.
    pub(super) fn is_free(&mut self, scope: &Scope, variable: &Name) {
        let local = scope.locals.iter().find(|local| match &local.kind {
            LocalKind::Element(name) | LocalKind::Parameter(name) => *name == variable.value,
            LocalKind::Occurrence => false,
        });
        let thing = || self.seen(scope.file, &variable.value).filter(|declared| declared.thing.is_value());
        let member = || {
            let members = self.names.members.get(&variable.value)?;
            members.iter().find(|member| self.folder.sees(scope.file, member.span.file)).map(|member| member.span)
        };
        let taken = local.map(|local| local.span).or_else(|| thing().map(|declared| declared.span)).or_else(member);
        if let Some(first) = taken {
            let (first, place) = elsewhere(self.sources, variable.span, first);
            let help = format!("{place}choose another name here");
            let problem = NameError::Taken { name: variable.value.to_string(), at: variable.span, first, help };
            self.problems.say(scope.file, problem);
        }
    }

    fn how_many(&mut self, scope: &mut Scope, e: &Expr) -> Option<Term> {
        let term = self.term(scope, e, &Type::Number)?;
        if self.term_reads(&term).event {
            let (place, at) = ("how many must satisfy", bare(e).span);
            let help = "write a number, or a parameter";
            self.problems.say(scope.file, EventError::NotTimeless { place, at, help });
            return None;
        }
        Some(term)
    }
}
