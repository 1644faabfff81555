//! Defines, and calling them.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::graph;
use super::meaning::{Form, Meaning, bare, is_plain};
use super::mentions::{mentions, names_in};
use super::names::Thing;
use super::reads::{Body, Reads};
use super::scope::{Local, LocalKind, Scope};
use super::{Checker, find, words};
use crate::error::check::{EventError, NameError, TypeError};
use crate::limits;
use crate::model::{Argument, Base, Condition, ConditionKind, Define, DefineBody, Listing, Place, Term, width};
use crate::source::{FileId, Span};
use crate::syntax::{DefineItem, Expr, ExprKind, Name};
use crate::value::{Cell, Type, Value};

/// A define, checked.
#[derive(Debug)]
pub(super) struct Definition {
    pub(super) parameters: Vec<Parameter>,
    /// What its body means. A list, record, period or event is put in place of the call.
    pub(super) result: Meaning,
    pub(super) reads: Reads,
    pub(super) model: Define,
}

/// A parameter of a define.
#[derive(Debug, Clone)]
pub(super) struct Parameter {
    pub(super) name: Arc<str>,
    pub(super) ty: Type,
    pub(super) takes_today: bool,
    unit: usize,
}

impl Checker<'_> {
    /// The define of that number, where nothing is wrong with it.
    pub(super) fn definition(&self, number: usize) -> Option<&Definition> {
        self.defines.get(number)?.as_ref()
    }

    /// The define of that name, where that file sees it.
    pub(super) fn define_named(&self, file: FileId, name: &Name) -> Option<usize> {
        match self.seen(file, &name.value)?.thing {
            Thing::Define(define) => Some(define),
            _ => None,
        }
    }

    /// All defines, those that others read first.
    pub(super) fn check_defines(&mut self) {
        let items = self.names.defines.clone();
        let edges: Vec<Vec<usize>> = items.iter().map(|item| self.called_in(item)).collect();
        let (order, circles) = graph::order(&edges);
        for circle in &circles {
            let named = circle.iter().chain(circle.first()).filter_map(|&at| items.get(at));
            let named: Vec<&str> = named.map(|item| &*item.name.value).collect();
            let Some(first) = circle.first().and_then(|&at| items.get(at)) else { continue };
            let cycle = words::chain(&named, "reads", "which reads");
            let (name, at) = (first.name.value.to_string(), first.name.span);
            self.problems.say(at.file, NameError::CircularDefine { name, cycle, at });
        }
        let circular: BTreeSet<usize> = circles.into_iter().flatten().collect();
        self.defines.resize_with(items.len(), || None);
        for number in order {
            let Some(item) = items.get(number) else { continue };
            let define = self.define(item);
            if let Some(place) = self.defines.get_mut(number)
                && !circular.contains(&number)
            {
                *place = define;
            }
        }
    }

    fn called_in(&self, item: &DefineItem) -> Vec<usize> {
        let mut names = BTreeSet::new();
        names_in(&item.body, &mut names);
        let things = names.iter().filter_map(|name| self.seen(item.name.span.file, name));
        let defines = things.filter_map(|declared| match declared.thing {
            Thing::Define(define) => Some(define),
            _ => None,
        });
        defines.collect()
    }

    fn define(&mut self, item: &DefineItem) -> Option<Definition> {
        let mut scope = Scope::of(item.name.span.file);
        scope.define = Some(item.name.value.clone());
        scope.gives_value = !matches!(
            bare(&item.body).kind,
            ExprKind::Path(_)
                | ExprKind::Call(..)
                | ExprKind::Compare(..)
                | ExprKind::And(_)
                | ExprKind::Or(_)
                | ExprKind::Not(_)
                | ExprKind::Quantified { .. }
                | ExprKind::Qualified(..)
        );
        let citations = self.citations(&item.citations);
        let mut parameters = Vec::new();
        for (name, ty) in &item.parameters {
            let ty = self.ty(ty);
            self.is_free(&scope, name);
            let unit = self.units.add_field(name.span);
            scope.locals.push(Local {
                kind: LocalKind::Parameter(name.value.clone()),
                ty: ty.clone(),
                label: None,
                units: vec![unit],
                span: name.span,
            });
            parameters.push(ty.map(|ty| Parameter { name: name.value.clone(), ty, takes_today: false, unit }));
        }
        for (name, _) in item.parameters.iter().filter(|(name, _)| !mentions(&item.body, name)) {
            self.warn_of_variable(name, "leave it out here and where the define is called");
        }
        let result = self.value(&mut scope, &item.body, None)?;
        let body = self.define_body(&scope, item, &result)?;
        let mut parameters: Vec<Parameter> = parameters.into_iter().collect::<Option<_>>()?;
        let (reads, bodies) = match &body {
            DefineBody::Condition(condition) => (self.reads(condition), Body::Condition(condition)),
            DefineBody::Term(term, _) => (self.term_reads(term), Body::Term(term)),
        };
        if reads.depth > limits::DEPTH {
            let (name, limit, at) = (item.name.value.to_string(), limits::DEPTH, item.name.span);
            self.problems.say(at.file, TypeError::TooDeep { name, limit, at });
            return None;
        }
        let count = parameters.len();
        for (number, parameter) in parameters.iter_mut().enumerate() {
            parameter.takes_today = *parameter.ty.bare() == Type::Date && self.takes_today(&bodies, count, number);
        }
        let label = item.label.as_ref().map(|label| self.text(label));
        let result = Meaning { form: kept(result.form, &result.ty), ..result };
        let model = Define {
            name: item.name.value.clone(),
            label,
            parameters: parameters.iter().map(|parameter| parameter.name.clone()).collect(),
            body,
            citations,
            span: item.span,
        };
        Some(Definition { parameters, result, reads, model })
    }

    fn define_body(&mut self, scope: &Scope, item: &DefineItem, result: &Meaning) -> Option<DefineBody> {
        let at = bare(&item.body).span;
        let alone = item.parameters.is_empty();
        match (&result.form, &result.ty) {
            (Form::None, _) => {
                let help = "a define stands for a value or a condition".into();
                self.problems.say(scope.file, TypeError::NoneHere { at, help });
                None
            }
            (Form::Today, _) => {
                self.today_here(scope, at);
                None
            }
            (Form::Condition(_), _) | (_, Type::YesNo | Type::Event { .. }) => {
                self.holds(scope, &item.body, result.clone()).map(DefineBody::Condition)
            }
            (Form::Place(place), ty) if !is_plain(ty) => Some(DefineBody::Term(Term::Cell(*place), ty.clone())),
            (Form::Listing(Listing::Constant(list)), ty) => {
                Some(DefineBody::Term(Term::Value(Value::List(list.clone())), ty.clone()))
            }
            // Put in place of the name wherever it stands; the define itself is never called.
            (Form::Listing(_) | Form::Period(_), ty) if alone => Some(DefineBody::Term(Term::None, ty.clone())),
            (Form::Listing(_) | Form::Period(_), _) => {
                let found = self.found(result);
                self.problems.say(scope.file, TypeError::DefineGives { found, at });
                None
            }
            (_, ty) => Some(DefineBody::Term(result.term()?, ty.clone())),
        }
    }

    /// A define without brackets.
    pub(super) fn bare_define(&mut self, scope: &mut Scope, number: usize, names: &[Name]) -> Option<Meaning> {
        let name = names.first()?;
        self.call_number(scope, number, name, &[], name.span)
    }

    /// `is_member(country, starts)`
    pub(super) fn call(&mut self, scope: &mut Scope, name: &Name, arguments: &[Expr], span: Span) -> Option<Meaning> {
        if let Some(number) = self.define_named(scope.file, name) {
            return self.call_number(scope, number, name, arguments, span);
        }
        for argument in arguments {
            self.value(scope, argument, None);
        }
        let path = [name.clone()];
        let what = match self.find(scope, &path) {
            Ok(find::Found::Members(_)) => "a member of a choice",
            Ok(_) => self.seen(scope.file, &name.value).map_or("a variable", |declared| declared.thing.words()),
            Err(problem) => {
                self.add(problem);
                return None;
            }
        };
        let (name, at) = (name.value.to_string(), name.span);
        self.problems.say(scope.file, TypeError::NotADefine { name, what: what.into(), at });
        None
    }

    fn call_number(
        &mut self,
        scope: &mut Scope,
        number: usize,
        name: &Name,
        given: &[Expr],
        span: Span,
    ) -> Option<Meaning> {
        let item = *self.names.defines.get(number)?;
        self.used.borrow_mut().insert(item.name.span);
        // A call of what takes nothing comes with a span beyond the name.
        let called = span != name.span;
        if given.len() != item.parameters.len() || called && given.is_empty() {
            let problem = self.wrong_count(item, name, given.len(), span);
            self.problems.say(scope.file, problem);
            return None;
        }
        let Some(definition) = self.definition(number) else {
            for argument in given {
                self.value(scope, argument, None);
            }
            return None;
        };
        let (parameters, result) = (definition.parameters.clone(), definition.result.clone());
        let label = definition.model.label.clone();
        let arguments: Vec<_> = given
            .iter()
            .zip(&parameters)
            .map(|(e, parameter)| self.argument(scope, &name.value, e, parameter))
            .collect();
        let arguments: Vec<(Argument, Meaning)> = arguments.into_iter().collect::<Option<_>>()?;
        let label = label.or_else(|| result.label.clone());
        let is_alias = !is_plain(&result.ty);
        let condition = matches!(result.form, Form::Condition(_)) || result.ty == Type::YesNo;
        let arguments_only = |arguments: Vec<(Argument, Meaning)>| arguments.into_iter().map(|(one, _)| one).collect();
        let form = if condition {
            let kind = ConditionKind::Call(number, arguments_only(arguments));
            Form::Condition(Box::new(Condition { kind, span }))
        } else if is_alias {
            self.put_in_place(scope, &result.form, &arguments, span)?
        } else {
            Form::Term(Term::Call(number, arguments_only(arguments)))
        };
        Some(Meaning { form, ty: result.ty, span, units: result.units, label })
    }

    /// A list, record, period or event that a define gives: its cells, counted from what the define was handed.
    fn put_in_place(
        &mut self,
        scope: &Scope,
        form: &Form,
        arguments: &[(Argument, Meaning)],
        span: Span,
    ) -> Option<Form> {
        let Form::Place(Place { base: Base::Local(outward), at }) = form else { return Some(form.clone()) };
        let number = arguments.len().checked_sub(*outward as usize + 1)?;
        match &arguments.get(number)?.1.form {
            Form::Place(place) => Some(Form::Place(Place { base: place.base, at: place.at.saturating_add(*at) })),
            form if *at == 0 => Some(form.clone()),
            _ => {
                let help = "write a fact in the brackets".into();
                let what = "something written out".into();
                self.problems.say(scope.file, TypeError::HandedOver { what, at: span, help });
                None
            }
        }
    }

    /// Called with too much or too little in brackets.
    pub(super) fn wrong_count(&self, item: &DefineItem, name: &Name, given: usize, at: Span) -> TypeError {
        let list = |words: &[&str]| words.join(", ");
        let parameters: Vec<&str> = item.parameters.iter().map(|(name, _)| &*name.value).collect();
        let needed = match parameters.len() {
            0 => "nothing in brackets".into(),
            number => words::count(number, "value in brackets", "values in brackets"),
        };
        let found = match given {
            0 if parameters.is_empty() => "brackets are given".into(),
            0 => "none is given".into(),
            1 => "one is given".into(),
            number => format!("{number} are given"),
        };
        let help = if parameters.is_empty() {
            format!("write `{}` alone", name.value)
        } else {
            format!("write `{}({})`", name.value, list(&parameters))
        };
        TypeError::Arguments { name: name.value.to_string(), needed, found, at, help }
    }

    fn argument(
        &mut self,
        scope: &mut Scope,
        define: &str,
        e: &Expr,
        parameter: &Parameter,
    ) -> Option<(Argument, Meaning)> {
        let meaning = self.value(scope, e, Some(parameter.ty.bare()))?;
        let meaning = match (&meaning.form, &parameter.ty) {
            (Form::None, Type::Optional(inner)) if is_plain(inner) => {
                return Some((Argument::Constant(Cell::None), meaning));
            }
            (_, Type::Optional(inner)) if is_plain(inner) && meaning.ty.is_optional() => {
                // What may be none is handed on as it is.
                let whole = Meaning { ty: meaning.ty.bare().clone(), ..meaning };
                self.of_type(scope, e, whole, inner)?
            }
            (Form::Place(_), Type::Optional(_)) if meaning.ty == parameter.ty => meaning,
            (_, Type::Optional(inner)) if !is_plain(inner) && !matches!(meaning.form, Form::None) => {
                let (what, at) = (self.found(&meaning), bare(e).span);
                let help = format!("declare the parameter `{}` without `optional`", parameter.name);
                self.problems.say(scope.file, TypeError::HandedOver { what, at, help });
                return None;
            }
            (_, Type::Event { by: None, of: None }) if matches!(meaning.ty, Type::Event { .. }) => meaning,
            (_, want) => {
                let want = want.bare().clone();
                self.of_type(scope, e, meaning, &want)?
            }
        };
        let argument = match &meaning.form {
            Form::Place(place) => {
                let cells = width(&self.records, &meaning.ty);
                Argument::Place(*place, u32::try_from(cells).unwrap_or(u32::MAX))
            }
            Form::Term(Term::Value(value)) => Argument::Constant(Cell::Known(value.clone())),
            Form::Term(term) => Argument::Term(term.clone()),
            Form::Today if parameter.takes_today => Argument::Term(Term::Today),
            Form::Today => {
                let (define, parameter, at) = (define.to_owned(), parameter.name.to_string(), bare(e).span);
                self.problems.say(scope.file, EventError::TodayHandedOver { define, parameter, at });
                return None;
            }
            Form::Listing(Listing::Constant(list)) => Argument::Constant(Cell::Known(Value::List(list.clone()))),
            Form::Listing(_) | Form::Period(_) | Form::Condition(_) | Form::None => {
                let (what, at) = (self.found(&meaning), bare(e).span);
                let (what, help) = match &meaning.form {
                    Form::Period(_) => {
                        ("a period written out".into(), "hand over its first and last day, or a fact that is a period")
                    }
                    Form::Listing(Listing::Terms(_)) => {
                        ("a list of facts".into(), "declare them as one fact that is a list")
                    }
                    Form::Listing(_) => (what, "name the table in the define itself"),
                    _ => (what, "hand over a fact or a value"),
                };
                self.problems.say(scope.file, TypeError::HandedOver { what, at, help: help.into() });
                return None;
            }
        };
        self.units.flow(bare(e).span, meaning.units.clone(), parameter.unit);
        Some((argument, meaning))
    }
}

/// What is kept of a body for those who call it: what is put in place of the call, else only what kind of thing it is.
fn kept(form: Form, ty: &Type) -> Form {
    match form {
        Form::Condition(condition) => {
            let kind = ConditionKind::And(Vec::new());
            Form::Condition(Box::new(Condition { kind, span: condition.span }))
        }
        Form::Term(_) | Form::Place(_) if is_plain(ty) => Form::Term(Term::None),
        form => form,
    }
}
