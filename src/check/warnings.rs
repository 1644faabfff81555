//! What an author may want to know although the rules can be used.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Checker;
use super::meaning::bare;
use super::scope::Scope;
use crate::error::check::Warning;
use crate::model::Rule;
use crate::source::{FileId, Span};
use crate::syntax::{Comparison, Expr, ExprKind, File, Item, Label, Name, NormKind, Quantifier, RuleItem};
use crate::value::Type;

impl<'a> Checker<'a> {
    /// Warns of something in the main file or a procedure; what a library holds is not warned of to those who use it.
    pub(super) fn warn(&mut self, file: FileId, warning: Warning) {
        if self.is_own(file) {
            self.problems.say(file, warning);
        }
    }

    fn is_own(&self, file: FileId) -> bool {
        !self.folder.is_library(file) || self.folder.files.last().is_some_and(|main| main.id == file)
    }

    /// The main file and the procedures: those of which their author is warned.
    pub(super) fn own_files(&self) -> Vec<&'a File> {
        self.folder.files.iter().copied().filter(|file| self.is_own(file.id)).collect()
    }

    /// What is never read.
    pub(super) fn warn_of_unused(&mut self) {
        let names = &self.names;
        let mut all: Vec<(&'static str, &Arc<str>, Span)> = Vec::new();
        all.extend(names.facts.iter().map(|item| ("fact", &item.name.value, item.name.span)));
        all.extend(names.parameters.iter().map(|item| ("parameter", &item.name.value, item.name.span)));
        all.extend(names.defines.iter().map(|item| ("define", &item.name.value, item.name.span)));
        all.extend(names.tables.iter().map(|item| ("table", &item.name.value, item.name.span)));
        all.extend(names.choices.iter().map(|item| ("choice", &item.name.value, item.name.span)));
        all.extend(names.records.iter().map(|item| ("record", &item.name.value, item.name.span)));
        let used = self.used.borrow();
        let unused = all.into_iter().filter(|(_, _, at)| !used.contains(at) && !self.folder.is_library(at.file));
        let unused: Vec<_> = unused.map(|(what, name, at)| (what, name.to_string(), at)).collect();
        drop(used);
        for (what, name, at) in unused {
            self.problems.say(at.file, Warning::Unused { what, name, at });
        }
    }

    /// Texts that lack a language that others of their file have.
    pub(super) fn warn_of_untranslated(&mut self) {
        for file in self.own_files() {
            let labels = labels(file);
            let languages =
                labels.iter().flat_map(|label| label.value.translations.iter().map(|(code, _)| code.clone()));
            let languages: BTreeSet<Arc<str>> = languages.collect();
            for language in languages {
                let has = |label: &Label| label.value.translations.iter().any(|(code, _)| *code == language);
                let at: Vec<Span> = labels.iter().filter(|label| !has(label)).map(|label| label.span).collect();
                let count = match at.len() {
                    0 => continue,
                    1 => "one text is".to_owned(),
                    number => format!("{number} texts are"),
                };
                let (own, language) = (self.folder.language(file.id).to_owned(), language.to_string());
                self.problems.say(file.id, Warning::Untranslated { count, language, own, at });
            }
        }
    }

    /// A variable or a parameter of a define that is never read.
    pub(super) fn warn_of_variable(&mut self, name: &Name, help: &'static str) {
        self.warn(name.span.file, Warning::UnusedVariable { name: name.value.to_string(), at: name.span, help });
    }

    /// What may be odd about a norm.
    pub(super) fn warn_of_rule(&mut self, item: &RuleItem, scope: &Scope, rule: &Rule) {
        let file = item.name.span.file;
        if rule.norm != NormKind::Requires && rule.duty_of.is_none() && !self.reads(&rule.condition).event {
            self.warn(file, Warning::EmptyDuty { name: item.name.value.to_string(), at: item.norm.span });
        }
        if rule.norm == NormKind::Must {
            self.warn_of_logs(scope, &item.norm.condition);
        }
        if rule.norm != NormKind::Requires && !item.norm.negated {
            self.warn_of_comparison(item, &item.norm.condition);
        }
    }

    /// `must some c in contacts satisfies c.held`
    fn warn_of_logs(&mut self, scope: &Scope, e: &Expr) {
        match &bare(e).kind {
            ExprKind::And(all) | ExprKind::Or(all) => all.iter().for_each(|one| self.warn_of_logs(scope, one)),
            ExprKind::Quantified { quantifier: Quantifier::Some | Quantifier::AtLeast(_), list, .. } => {
                let Some(Type::List(element)) = self.hint(scope, list) else { return };
                let Type::Record(id) = &*element else { return };
                if self.event_of(*id, &mut Vec::new()).is_some() {
                    let record = self.records.get(usize::from(id.0)).map(|record| record.name.to_string());
                    let (record, at) = (record.unwrap_or_default(), bare(list).span);
                    self.warn(at.file, Warning::ListAsLog { record, at });
                }
            }
            _ => {}
        }
    }

    /// `must approved.on <= starts`
    fn warn_of_comparison(&mut self, item: &RuleItem, e: &Expr) {
        let e = bare(e);
        match &e.kind {
            ExprKind::And(all) | ExprKind::Or(all) => all.iter().for_each(|one| self.warn_of_comparison(item, one)),
            ExprKind::Compare(left, sign, right) => {
                let (event, sign, other) = match (event_day(left), event_day(right)) {
                    (true, _) => (bare(left), Some(*sign), right),
                    (false, true) => (bare(right), turned(*sign), left),
                    _ => return,
                };
                let word = match sign {
                    Some(Comparison::Less) => "before",
                    Some(Comparison::LessOrEqual) => "no later than",
                    Some(Comparison::Greater) => "after",
                    Some(Comparison::GreaterOrEqual) => "no earlier than",
                    Some(Comparison::Is) => "on",
                    _ => return,
                };
                let event = self.written(event);
                let event = event.strip_suffix(".on").unwrap_or(&event).to_owned();
                let norm = if item.norm.kind == NormKind::Should { "should" } else { "must" };
                let better = format!("{norm} be {event} {word} {}", self.written(other));
                self.warn(e.span.file, Warning::NeverDue { event, better, at: e.span });
            }
            _ => {}
        }
    }
}

fn event_day(e: &Expr) -> bool {
    matches!(&bare(e).kind, ExprKind::Path(names) if names.len() > 1 && names.last().is_some_and(|name| &*name.value == "on"))
}

fn turned(sign: Comparison) -> Option<Comparison> {
    match sign {
        Comparison::Is => Some(Comparison::Is),
        Comparison::Less => Some(Comparison::Greater),
        Comparison::LessOrEqual => Some(Comparison::GreaterOrEqual),
        Comparison::Greater => Some(Comparison::Less),
        Comparison::GreaterOrEqual => Some(Comparison::LessOrEqual),
        _ => None,
    }
}

/// The texts that are filled in where they are shown.
pub(super) fn filled_in(file: &File) -> Vec<&Label> {
    let rules = file.items.iter().filter_map(|item| if let Item::Rule(item) = item { Some(item) } else { None });
    rules.flat_map(|item| item.otherwise.iter().chain(&item.remedy)).collect()
}

/// Every text of a file that users see.
pub(super) fn labels(file: &File) -> Vec<&Label> {
    let mut labels: Vec<&Label> = Vec::new();
    labels.extend(file.header.iter().map(|header| &header.title));
    for item in &file.items {
        match item {
            Item::Use(_) | Item::Example(_) => {}
            Item::Source(item) => labels.push(&item.title),
            Item::Unencoded(item) => labels.push(&item.reason),
            Item::Calendar(item) => {
                labels.extend(&item.title);
                labels.extend(item.holidays.iter().map(|holiday| &holiday.name));
            }
            Item::Choice(item) => {
                labels.extend(&item.title);
                labels.extend(item.members.iter().filter_map(|(_, label)| label.as_ref()));
            }
            Item::Record(item) => {
                labels.extend(&item.title);
                labels.extend(item.fields.iter().filter_map(|field| field.label.as_ref()));
            }
            Item::Table(item) => labels.extend(&item.title),
            Item::Facts(item) => labels.extend(item.facts.iter().filter_map(|fact| fact.label.as_ref())),
            Item::Parameter(item) => labels.extend(&item.label),
            Item::Define(item) => labels.extend(&item.label),
            Item::Rule(item) => {
                labels.push(&item.title);
                labels.extend(item.unless.iter().map(|unless| &unless.reason));
                labels.extend(item.otherwise.iter().chain(&item.remedy));
            }
            Item::Exception(item) => labels.push(&item.title),
        }
    }
    labels
}
