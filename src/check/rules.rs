//! Rules.

use std::collections::BTreeMap;

use super::Checker;
use super::citations::is_practice;
use super::meaning::{Form, bare};
use super::mentions::mentions;
use super::scope::Scope;
use crate::error::check::{RuleError, TypeError};
use crate::limits;
use crate::model::{Condition, Excuse, ForEach, Force, Instant, Rule};
use crate::source::{FileId, Span};
use crate::syntax::{Expr, ExprKind, Header, Name, Qualifier, RuleItem};
use crate::value::{ChoiceId, Type};

/// A rule with the scope in which its exceptions are read.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) scope: Scope,
    pub(super) rule: Option<Rule>,
}

impl Checker<'_> {
    /// All rules, those of used files first.
    pub(super) fn check_rules(&mut self) -> Vec<Checked> {
        let mut headers: BTreeMap<FileId, (Option<Force>, Option<&Expr>)> = BTreeMap::new();
        for file in self.folder.files.clone() {
            if let Some(header) = &file.header {
                let force = header.force.as_ref().map(|force| self.force(force));
                headers.insert(file.id, (force, header.judged_on.as_ref()));
                self.judged_alone(file.id, header);
            }
        }
        let items = self.names.rules.clone();
        let rules = items.iter().map(|item| {
            let (force, judged_on) = headers.get(&item.name.span.file).copied().unwrap_or_default();
            self.rule(item, force, judged_on)
        });
        rules.collect()
    }

    /// Whether anything in a rule with its exceptions is calculated or counted.
    pub(super) fn counts(&self, rule: &Rule) -> bool {
        let counts = |condition: &Condition| self.reads(condition).counts;
        rule.when.as_ref().is_some_and(counts) || counts(&rule.condition) || self.excuses_count(&rule.excuses)
    }

    fn excuses_count(&self, excuses: &[Excuse]) -> bool {
        let counts = |excuse: &Excuse| excuse.when.as_ref().is_some_and(|when| self.reads(when).counts);
        excuses.iter().any(|excuse| counts(excuse) || self.excuses_count(&excuse.exceptions))
    }

    /// A procedure's `judged on` is read even where it has no rules of its own.
    fn judged_alone(&mut self, file: FileId, header: &Header) {
        let alone = self.names.rules.iter().all(|rule| rule.name.span.file != file);
        if let Some(day) = header.judged_on.as_ref().filter(|_| alone) {
            self.instant(&mut Scope::of(file), day);
        }
    }

    fn rule(&mut self, item: &RuleItem, force: Option<Force>, judged_on: Option<&Expr>) -> Checked {
        let mut scope = Scope::of(item.name.span.file);
        let citations = self.citations(&item.citations);
        if let Some(each) = item.for_each.as_ref().filter(|each| !speaks_of(item, &each.variable)) {
            self.warn_of_variable(&each.variable, "write what holds of each element, or leave `for each` out");
        }
        let for_each = item.for_each.as_ref().map(|each| {
            let list = self.for_each_list(&mut scope, &each.list);
            self.bind(&mut scope, &each.variable, list.as_ref().map(|(_, element)| element));
            let (list, element) = list?;
            let path = self.written(bare(&each.list)).into();
            Some(ForEach { variable: each.variable.value.clone(), list, path, element: element.ty })
        });
        let own = item.force.as_ref().map(|force| self.force(force));
        let when = item.when.as_ref().map(|when| self.condition(&mut scope, when));
        if let Some(when) = &item.when {
            scope.learn(when);
        }
        scope.alone = true;
        let judged_on = item.judged_on.as_ref().or(judged_on).map(|day| self.instant(&mut scope, day));
        scope.alone = false;
        let excuses: Vec<_> = item
            .unless
            .iter()
            .map(|unless| {
                let when = self.condition(&mut scope, &unless.condition)?;
                let text = self.text(&unless.reason);
                Some(Excuse { exception: None, text, when: Some(when), exceptions: Vec::new() })
            })
            .collect();
        let hint = self.actor_hint(&scope, &item.norm.condition);
        scope.alone = true;
        let duty_of = item.duty_of.as_ref().map(|bearer| self.bearer(&mut scope, bearer, hint));
        scope.alone = false;
        let condition = self.condition(&mut scope, &item.norm.condition);
        scope.alone = true;
        let otherwise = item.otherwise.as_ref().map(|label| self.message(&mut scope, label));
        let remedy = item.remedy.as_ref().map(|label| self.message(&mut scope, label));
        scope.alone = false;
        let rule = (|| {
            let condition = condition?;
            let condition =
                if item.norm.negated { super::conditions::not(condition, item.norm.span) } else { condition };
            Some(Rule {
                name: item.name.value.clone(),
                title: self.text(&item.title),
                practice: is_practice(&citations),
                citations,
                for_each: whole(for_each)?,
                force: force.into_iter().chain(own).collect(),
                judged_on: whole(judged_on)?,
                when: whole(when)?,
                excuses: excuses.into_iter().collect::<Option<_>>()?,
                duty_of: whole(duty_of)?,
                norm: item.norm.kind,
                condition,
                // What excuses it is known only when the exceptions are.
                counts: true,
                otherwise: whole(otherwise)?,
                remedy: whole(remedy)?,
                span: item.span,
            })
        })();
        if let Some(rule) = &rule {
            let conditions =
                rule.when.iter().chain([&rule.condition]).chain(rule.excuses.iter().flat_map(|one| &one.when));
            let judged = rule.judged_on.iter().filter_map(|day| match day {
                Instant::Event(event) => event.filter.as_ref(),
                Instant::Date(_) => None,
            });
            for condition in conditions.chain(judged) {
                self.not_too_deep(condition, &item.name.value, item.name.span);
            }
        }
        Checked { scope, rule }
    }

    /// Nesting stays within the limit once defines are put in.
    pub(super) fn not_too_deep(&mut self, condition: &Condition, name: &str, at: Span) {
        if self.reads(condition).depth > limits::DEPTH {
            let (name, limit) = (name.to_owned(), limits::DEPTH);
            self.problems.say(at.file, TypeError::TooDeep { name, limit, at });
        }
    }

    /// Who bears the duty.
    fn bearer(&mut self, scope: &mut Scope, e: &Expr, hint: Option<Type>) -> Option<(crate::model::Term, ChoiceId)> {
        // The hint only tells members of the same name apart: the duty may be another's than the act.
        let hint = hint.filter(|ty| match (ty, &bare(e).kind) {
            (Type::Choice(id), ExprKind::Path(names)) => names.first().is_some_and(|name| {
                let members = self.names.members.get(&name.value);
                members.is_none_or(|members| members.iter().any(|member| member.choice == *id))
            }),
            _ => true,
        });
        let meaning = self.value(scope, e, hint.as_ref())?;
        let meaning = self.present(scope, e, meaning)?;
        match (&meaning.ty, meaning.term()) {
            (Type::Choice(choice), Some(term)) if !matches!(meaning.form, Form::Condition(_)) => Some((term, *choice)),
            _ => {
                let (found, at) = (self.found(&meaning), bare(e).span);
                self.problems.say(scope.file, RuleError::Bearer { found, at });
                None
            }
        }
    }

    /// The choice of those who can do what the norm asks for, so that a bearer of that name is known.
    fn actor_hint(&self, scope: &Scope, norm: &Expr) -> Option<Type> {
        match &norm.kind {
            ExprKind::Brackets(inner) | ExprKind::Not(inner) => self.actor_hint(scope, inner),
            ExprKind::And(all) | ExprKind::Or(all) => all.iter().find_map(|one| self.actor_hint(scope, one)),
            ExprKind::Qualified(head, qualifiers) => {
                let by = |one: &crate::syntax::Written<Qualifier>| {
                    matches!(one.value, Qualifier::By(_) | Qualifier::OnlyBy(_))
                };
                qualifiers.iter().any(by).then(|| self.actor_hint(scope, head)).flatten()
            }
            ExprKind::Path(_) => match self.hint(scope, norm)? {
                Type::Event { by: Some(choice), .. } => Some(Type::Choice(choice)),
                _ => None,
            },
            _ => None,
        }
    }
}

/// Whether a rule says anything of its variable.
fn speaks_of(item: &RuleItem, variable: &Name) -> bool {
    let unless = item.unless.iter().map(|unless| &unless.condition);
    let mut parts =
        item.when.iter().chain(&item.judged_on).chain(&item.duty_of).chain(unless).chain([&item.norm.condition]);
    let told = || item.otherwise.iter().chain(&item.remedy).any(|text| text.value.own.contains(&*variable.value));
    parts.any(|part| mentions(part, variable)) || told()
}

/// Nothing where nothing was written; nothing at all where what was written is wrong.
fn whole<T>(part: Option<Option<T>>) -> Option<Option<T>> {
    match part {
        None => Some(None),
        Some(part) => part.map(Some),
    }
}
