//! From a path such as `candidate.nationalities` to the cells that it stands for.

use super::meaning::{Form, Meaning, local};
use super::names::{MemberOf, Thing};
use super::scope::{LocalKind, Scope};
use super::{Checker, words};
use crate::error::check::{EventError, NameError, RuleError, TableError};
use crate::error::{Problem, in_digits};
use crate::model::{Base, Field, Listing, Place, Term};
use crate::source::FileId;
use crate::syntax::{Expr, ExprKind, Name};
use crate::value::Type;

/// What a path stands for.
#[derive(Debug, Clone)]
pub(super) enum Found {
    /// Cells, a table, or a day or actor.
    Meaning(Meaning),
    /// A define, called by its bare name.
    Define(usize),
    /// A member of one choice or several.
    Members(Vec<MemberOf>),
}

/// Why it stands for nothing; `None` where that was said already.
pub(super) type NotFound = Option<Box<Problem>>;

impl Checker<'_> {
    /// What a path stands for.
    pub(super) fn find(&self, scope: &Scope, names: &[Name]) -> Result<Found, NotFound> {
        let Some((first, rest)) = names.split_first() else { return Err(None) };
        if let Some(root) = self.find_local(scope, first)? {
            return self.walk(scope, names, root, rest).map(Found::Meaning);
        }
        let Some(declared) = self.seen(scope.file, &first.value) else {
            return match self.names.members.get(&first.value) {
                Some(members) if rest.is_empty() => {
                    let seen = members.iter().filter(|member| self.folder.sees(scope.file, member.span.file));
                    let seen: Vec<_> = seen.copied().collect();
                    if seen.is_empty() { Err(self.unknown(scope, first)) } else { Ok(Found::Members(seen)) }
                }
                _ => Err(self.unknown(scope, first)),
            };
        };
        let root = match declared.thing {
            Thing::Fact(number) => self.root(Base::Facts, self.facts.fields.get(number), first)?,
            Thing::Parameter(number) => self.root(Base::Parameters, self.parameters.fields.get(number), first)?,
            Thing::Define(define) => match rest {
                [] => return Ok(Found::Define(define)),
                _ => self.put_in(scope, define, first)?,
            },
            Thing::Table(table) => match rest {
                [] => self.table_meaning(table, first),
                [column, ..] => {
                    let (table, column) = (first.value.to_string(), column.value.to_string());
                    let at = first.span;
                    return Err(problem(scope.file, TableError::WhichRow { table, column, at }));
                }
            },
            Thing::Choice(_) | Thing::Record(_) | Thing::Rule(_) | Thing::Exception(_) => {
                let (name, what) = (first.value.to_string(), declared.thing.words().into());
                let help = match (declared.thing, rest) {
                    (Thing::Choice(_), [member, ..]) => Some(format!("write `{}` alone", member.value)),
                    (Thing::Choice(_), []) => Some("write one of its members, or a fact of that type".into()),
                    (Thing::Record(_), _) => Some("write a fact of that type".into()),
                    _ => Some(
                        "a rule reads facts, not what became of other rules; a `define` can be read by both".into(),
                    ),
                };
                return Err(problem(scope.file, NameError::NotAValue { name, what, at: first.span, help }));
            }
        };
        self.walk(scope, names, root, rest).map(Found::Meaning)
    }

    /// What a define stands for, of which a part is read.
    fn put_in(&self, scope: &Scope, define: usize, name: &Name) -> Result<Meaning, NotFound> {
        let item = self.names.defines.get(define).ok_or(None)?;
        self.used.borrow_mut().insert(item.name.span);
        if !item.parameters.is_empty() {
            return Err(problem(scope.file, self.wrong_count(item, name, 0, name.span)));
        }
        self.definition(define).map(|found| found.result.clone()).ok_or(None)
    }

    fn find_local(&self, scope: &Scope, name: &Name) -> Result<Option<Meaning>, NotFound> {
        for (depth, local_name) in scope.locals.iter().rev().enumerate() {
            match &local_name.kind {
                LocalKind::Element(known) | LocalKind::Parameter(known) if *known == name.value => {
                    let Some(ty) = local_name.ty.clone() else { return Err(None) };
                    let mut meaning = Meaning::new(Form::Place(local(depth, 0)), ty, name.span);
                    // The local of a parameter may hold a computed value, which has no cells.
                    if matches!(local_name.kind, LocalKind::Parameter(_)) && super::meaning::is_plain(&meaning.ty) {
                        meaning.form = Form::Term(Term::Cell(local(depth, 0)));
                    }
                    meaning.units.clone_from(&local_name.units);
                    meaning.label.clone_from(&local_name.label);
                    return Ok(Some(meaning));
                }
                LocalKind::Occurrence => {
                    let Some(Type::Record(id)) = local_name.ty else { continue };
                    let Some(record) = self.records.get(usize::from(id.0)) else { continue };
                    let Some(field) = record.shape.field(&name.value) else { continue };
                    if let Some(what) = self.other_meaning(scope, &name.value) {
                        let (name, record, at) = (name.value.to_string(), record.name.to_string(), name.span);
                        let two = NameError::TwoMeanings { name, record, what: what.into(), at };
                        return Err(problem(scope.file, two));
                    }
                    return self.cells(local(depth, 0), field, name).map(Some);
                }
                _ => {}
            }
        }
        Ok(None)
    }

    /// What else a name stands for besides a field of the occurrence.
    fn other_meaning(&self, scope: &Scope, name: &str) -> Option<&'static str> {
        let is_local = |kind: &LocalKind| matches!(kind, LocalKind::Element(known) | LocalKind::Parameter(known) if &**known == name);
        if scope.locals.iter().any(|local| is_local(&local.kind)) {
            return Some("a variable");
        }
        if let Some(declared) = self.seen(scope.file, name).filter(|declared| declared.thing.is_value()) {
            return Some(declared.thing.words());
        }
        let members = self.names.members.get(name)?;
        members.iter().any(|member| self.folder.sees(scope.file, member.span.file)).then_some("a member of a choice")
    }

    fn root(&self, base: Base, field: Option<&Field>, name: &Name) -> Result<Meaning, NotFound> {
        self.cells(Place { base, at: 0 }, field.ok_or(None)?, name)
    }

    /// The cells of a field of what begins at that place.
    fn cells(&self, start: Place, field: &Field, name: &Name) -> Result<Meaning, NotFound> {
        if self.broken.contains(&field.span) {
            return Err(None);
        }
        self.used.borrow_mut().insert(field.span);
        let at = start.at.saturating_add(u32::try_from(field.at).unwrap_or(u32::MAX));
        let mut meaning = Meaning::new(Form::Place(Place { at, ..start }), field.ty.clone(), name.span);
        meaning.units.extend(self.units.of_field(field.span));
        meaning.label = Some(field.label.clone());
        Ok(meaning)
    }

    fn walk(&self, scope: &Scope, names: &[Name], root: Meaning, rest: &[Name]) -> Result<Meaning, NotFound> {
        let mut meaning = root;
        for (at, step) in rest.iter().enumerate() {
            let until = names.len() - rest.len() + at;
            let before = path(names.get(..until).unwrap_or_default());
            meaning = self.step(scope, &before, meaning, step)?;
        }
        if let (Some(first), Some(last)) = (names.first(), names.last()) {
            meaning.span = first.span.to(last.span);
        }
        Ok(meaning)
    }

    fn step(&self, scope: &Scope, before: &Expr, mut meaning: Meaning, step: &Name) -> Result<Meaning, NotFound> {
        if let Type::Optional(inner) = meaning.ty.clone() {
            if !matches!(*inner, Type::Record(_) | Type::Period) {
                return Err(self.no_parts(scope, before, &meaning, step));
            }
            if !scope.is_guarded(before) {
                return Err(problem(scope.file, self.may_be_none(scope, before)));
            }
            meaning.ty = Type::clone(&inner);
            if let Form::Place(place) = &mut meaning.form {
                place.at += 1;
            }
        }
        let label = meaning.label.clone();
        match (&meaning.form, &meaning.ty, &*step.value) {
            (Form::Place(place), Type::Record(id), _) => {
                let record = self.records.get(usize::from(id.0)).ok_or(None)?;
                let what = if usize::from(id.0) < self.names.records.len() { "field" } else { "column" };
                match record.shape.field(&step.value) {
                    Some(field) => self.cells(*place, field, step),
                    None => Err(self.unknown_field(scope.file, what, &record.name, &record.shape, step)),
                }
            }
            (Form::Place(place), Type::Period, "from" | "until") => {
                let (at, ty) = match &*step.value {
                    "from" => (place.at, Type::Date),
                    _ => (place.at + 1, Type::Optional(Type::Date.into())),
                };
                let form = Form::Place(Place { at, ..*place });
                Ok(Meaning { label, ..Meaning::new(form, ty, step.span) })
            }
            (Form::Place(place), Type::Event { .. }, "on") => {
                Ok(Meaning { label, ..Meaning::new(Form::Term(Term::On(*place)), Type::Date, step.span) })
            }
            (Form::Place(place), Type::Event { by, .. }, "by") => match by {
                Some(choice) => {
                    let form = Form::Term(Term::By(*place));
                    Ok(Meaning { label, ..Meaning::new(form, Type::Choice(*choice), step.span) })
                }
                None => {
                    let name = self.written(before);
                    Err(problem(scope.file, EventError::NoActor { name, at: step.span }))
                }
            },
            (_, Type::Event { of: Some(id), .. }, field)
                if self.records.get(usize::from(id.0)).is_some_and(|record| record.shape.field(field).is_some()) =>
            {
                let (event, field) = (self.written(before), field.to_owned());
                Err(problem(scope.file, EventError::OccurrenceField { event, field, at: step.span }))
            }
            _ => Err(self.no_parts(scope, before, &meaning, step)),
        }
    }

    fn no_parts(&self, scope: &Scope, before: &Expr, meaning: &Meaning, step: &Name) -> NotFound {
        let written = self.written(before);
        let help = match meaning.ty.bare() {
            Type::Event { by: Some(_), .. } => {
                Some(format!("write `{written}.on` for the day, or `{written}.by` for who did it"))
            }
            Type::Event { .. } => Some(format!("write `{written}.on` for the day")),
            Type::Period => Some(format!("write `{written}.from` or `{written}.until`")),
            Type::List(element) => match **element {
                Type::Record(_) => Some(format!(
                    "each of its elements has: write `every x in {written} satisfies x.{} …`, or `some`",
                    step.value
                )),
                _ => Some(format!("write `every x in {written} satisfies …`, or `some`")),
            },
            Type::Date if &*step.value == "on" => Some(format!("write `{written}` alone: it is a date already")),
            _ => None,
        };
        let (name, found, at) = (written, self.said(&meaning.ty), step.span);
        let parts = matches!(meaning.ty.bare(), Type::Event { .. } | Type::Period);
        if parts {
            let owner = format!("`{name}`, {found},");
            let name = step.value.to_string();
            return problem(scope.file, NameError::UnknownField { owner, what: "field", name, at, help });
        }
        problem(scope.file, NameError::NoParts { name, found, at, help })
    }

    /// The record has no such field.
    pub(super) fn unknown_field(
        &self,
        file: FileId,
        what: &'static str,
        owner: &str,
        shape: &crate::model::Shape,
        step: &Name,
    ) -> NotFound {
        let fields = || shape.fields.iter().map(|field| &*field.name);
        let help = self
            .problems
            .did_you_mean(&step.value, fields())
            .or_else(|| Some(format!("it has {}", words::names(fields(), "and"))));
        let (owner, name) = (format!("`{owner}`"), step.value.to_string());
        problem(file, NameError::UnknownField { owner, what, name, at: step.span, help })
    }

    fn table_meaning(&self, number: usize, name: &Name) -> Meaning {
        let ty = Type::List(Type::Record(self.row_record(number)).into());
        let mut meaning = Meaning::new(Form::Listing(Listing::Table(number)), ty, name.span);
        meaning.label = self.tables.get(number).map(|table| table.label.clone());
        meaning
    }

    /// A name that stands for nothing here.
    pub(super) fn unknown(&self, scope: &Scope, name: &Name) -> NotFound {
        if let Some(declared) = self.names.things.get(&name.value) {
            return self.not_seen(scope, name, declared);
        }
        if let Some(member) = self.names.members.get(&name.value).and_then(|members| members.first()) {
            return self.not_used(scope.file, name, member.span.file);
        }
        if self.folder.has_gap(scope.file) {
            return None;
        }
        if let Some(rule) = &scope.rule
            && self.names.rules.iter().any(|rule| rule.for_each.as_ref().is_some_and(|each| each.variable == *name))
        {
            let (help, rule) = (self.variable_help(rule), rule.to_string());
            let unknown = RuleError::UnknownInRule { name: name.value.to_string(), rule, at: name.span, help };
            return problem(scope.file, unknown);
        }
        let locals = scope.locals.iter().filter_map(|local| match &local.kind {
            LocalKind::Element(name) | LocalKind::Parameter(name) => Some(&**name),
            LocalKind::Occurrence => None,
        });
        let fields = scope.locals.iter().filter_map(|local| match (&local.kind, &local.ty) {
            (LocalKind::Occurrence, Some(Type::Record(id))) => self.records.get(usize::from(id.0)),
            _ => None,
        });
        let fields = fields.flat_map(|record| record.shape.fields.iter().map(|field| &*field.name));
        let things = self
            .names
            .things
            .iter()
            .filter(|(_, declared)| declared.thing.is_value() && self.folder.sees(scope.file, declared.span.file));
        let members = self.names.members.keys().map(|name| &**name);
        let known = locals.chain(fields).chain(things.map(|(name, _)| &**name)).chain(members);
        let digits = in_digits(&name.value).map(|digits| format!("write the number in digits: `{digits}`"));
        let help = self.problems.did_you_mean(&name.value, known).or(digits);
        problem(scope.file, NameError::Unknown { kind: "name", name: name.value.to_string(), at: name.span, help })
    }

    fn variable_help(&self, rule: &str) -> Option<String> {
        let rule = self.names.rules.iter().find(|known| &*known.name.value == rule)?;
        Some(match &rule.for_each {
            Some(each) => {
                format!("there the element is called `{}`; call it the same in both rules", each.variable.value)
            }
            None => "it has no `for each`; write one exception for each of the rules".into(),
        })
    }

    fn not_seen(&self, scope: &Scope, name: &Name, declared: &super::names::Declared) -> NotFound {
        if let (Thing::Fact(number), Some(define)) = (declared.thing, &scope.define)
            && self.folder.is_library(scope.file)
        {
            let fact = self.facts.fields.get(number);
            let ty = fact.map(|fact| words::written(&self.choices, &self.records, &fact.ty)).unwrap_or_default();
            let (name, define, at) = (name.value.to_string(), define.to_string(), name.span);
            return problem(scope.file, NameError::FactInLibrary { name, define, ty, at });
        }
        self.not_used(scope.file, name, declared.span.file)
    }

    /// A name that is declared in a file that is not used.
    pub(super) fn not_used(&self, file: FileId, name: &Name, other: FileId) -> NotFound {
        let header = self.folder.file(other).and_then(|file| file.header.as_ref());
        let other = header.map(|header| header.name.value.to_string()).unwrap_or_default();
        let help = match header {
            Some(header) if !header.library && self.folder.is_library(file) => {
                format!("it is declared in the procedure `{other}`; move it to a library, and use that from both")
            }
            _ => format!("add `use {other}` to this file"),
        };
        problem(file, NameError::NotUsed { name: name.value.to_string(), at: name.span, help })
    }
}

fn path(names: &[Name]) -> Expr {
    let span = match (names.first(), names.last()) {
        (Some(first), Some(last)) => first.span.to(last.span),
        _ => crate::source::Span::default(),
    };
    Expr { kind: ExprKind::Path(names.to_vec()), span }
}

/// A problem on the heap, so that finding stays cheap.
pub(super) fn problem(file: FileId, diagnostic: impl miette::Diagnostic + Send + Sync + 'static) -> NotFound {
    Some(Box::new(Problem::new(file, diagnostic)))
}
