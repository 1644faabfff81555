//! Rules and exceptions: the words of the clauses stand in a column, what they say in another.

use super::declaration::{in_force, listed};
use super::expression::{lines, on_one_line};
use super::label::{self, Spelling};
use super::page::{Page, WIDTH, padded, width};
use crate::syntax::{ExceptionItem, Expr, ExprKind, Label, Norm, NormKind, Qualifier, RuleItem, Unless};

/// Columns of the words of a clause, the blank after them included.
const WORDS: usize = 10;

impl Page<'_> {
    /// `rule approval "…"`
    pub fn rule(&mut self, item: &RuleItem) {
        self.titled(&format!("rule {}", item.name.value), item.span, &item.title);
        self.citation_clauses(&item.citations, WORDS);
        if let Some(each) = &item.for_each {
            let start = self.words_before(each.variable.span, "for each");
            self.line(2, format!("for each {} in {}", each.variable.value, on_one_line(&each.list)), start);
        }
        if let Some(force) = &item.force {
            self.line(2, in_force(force), force.span.start as usize);
        }
        self.clause("judged on", item.judged_on.as_ref());
        self.clause("when", item.when.as_ref());
        item.unless.iter().for_each(|unless| self.unless(unless));
        self.clause("duty of", item.duty_of.as_ref());
        self.norm(&item.norm);
        self.message("otherwise", item.otherwise.as_ref());
        self.message("remedy", item.remedy.as_ref());
    }

    /// `exception council_appoints to approval "…"`
    pub fn exception(&mut self, item: &ExceptionItem) {
        let before = format!("exception {} to {}", item.name.value, listed(&item.targets));
        self.titled(&before, item.span, &item.title);
        self.citation_clauses(&item.citations, WORDS);
        self.clause("when", item.when.as_ref());
    }

    /// Words and an expression, on as many lines as it needs. A chain with comments between its operands keeps them
    /// there: each operand stands on a line of its own.
    pub fn expression(&mut self, indent: usize, words: &str, columns: usize, expression: &Expr, start: usize) {
        let column = indent + columns.max(width(words) + 1);
        let words = padded(words, column - indent);
        match &expression.kind {
            ExprKind::And(operands) => self.chain(indent, &words, operands, "and", start),
            ExprKind::Or(operands) => self.chain(indent, &words, operands, "or", start),
            _ => self.group(indent, &words, lines(expression, None, column), start),
        }
    }

    fn chain(&mut self, indent: usize, words: &str, operands: &[Expr], word: &str, start: usize) {
        let column = indent + width(words);
        let whole: Vec<String> = operands.iter().map(on_one_line).collect();
        let whole = whole.join(&format!(" {word} "));
        let places: Vec<usize> = operands.iter().map(|operand| self.words_before(operand.span, word)).collect();
        let between = operands.first().zip(places.last());
        let commented = between.is_some_and(|(first, &last)| self.has_comment(first.span.end as usize, last));
        if !commented && column + width(&whole) <= WIDTH {
            return self.line(indent, format!("{words}{whole}"), start);
        }
        for (at, (operand, place)) in operands.iter().zip(places).enumerate() {
            match at {
                0 => self.group(indent, words, lines(operand, None, column), start),
                _ => self.group(column, "", lines(operand, Some(word), column), place),
            }
        }
    }

    /// Lines that belong together, the first after those words.
    fn group(&mut self, indent: usize, words: &str, lines: Vec<(usize, String)>, start: usize) {
        for (at, (column, text)) in lines.into_iter().enumerate() {
            match at {
                0 => self.line(indent, format!("{words}{text}"), start),
                _ => self.continued(column, text),
            }
        }
    }

    fn clause(&mut self, words: &str, expression: Option<&Expr>) {
        if let Some(expression) = expression {
            let start = self.words_before(expression.span, words);
            self.expression(2, words, WORDS, expression, start);
        }
    }

    fn unless(&mut self, unless: &Unless) {
        self.clause("unless", Some(&unless.condition));
        let reason = label::on_one_line(&unless.reason);
        let room = self.lines.last().map_or(0, |line| WIDTH.saturating_sub(line.indent + width(&line.text)));
        match self.lines.last_mut() {
            Some(line) if width(&reason) < room => {
                line.text.push(' ');
                line.text.push_str(&reason);
            }
            Some(line) if width(&label::own(&unless.reason)) < room => {
                let column = line.indent + width(&line.text) + 1;
                line.text.push(' ');
                line.text.push_str(&label::own(&unless.reason));
                self.translations_of(column, &unless.reason);
            }
            _ => self.labelled(2 + WORDS, "", unless.reason.span.start as usize, &unless.reason, Spelling::Meant),
        }
    }

    fn norm(&mut self, norm: &Norm) {
        let word = match (norm.kind, norm.negated) {
            (NormKind::Must, false) => "must",
            (NormKind::Must, true) => "must not",
            (NormKind::Requires, _) => "requires",
            (NormKind::Should, false) => "should",
            (NormKind::Should, true) => "should not",
        };
        let word = if is_said_with_be(norm) { format!("{} be", padded(word, WORDS - 1)) } else { word.to_owned() };
        self.expression(2, &word, WORDS, &norm.condition, norm.span.start as usize);
    }

    fn message(&mut self, word: &str, message: Option<&Label>) {
        if let Some(message) = message {
            let start = self.words_before(message.span, word);
            self.labelled(2, &padded(word, WORDS - 1), start, message, Spelling::Raw);
        }
    }
}

/// Whether `be` stands after `must` or `should`: before what happens, not before what is compared.
///
/// A name alone, or one that is only `during` something, may be an event or not: the author's word is kept.
fn is_said_with_be(norm: &Norm) -> bool {
    norm.kind != NormKind::Requires && is_event(first_of(&norm.condition)).unwrap_or(norm.be)
}

/// Where a chain begins.
fn first_of(expression: &Expr) -> &Expr {
    match &expression.kind {
        ExprKind::And(operands) | ExprKind::Or(operands) => operands.first().unwrap_or(expression),
        _ => expression,
    }
}

/// Whether that is an event that happens; `None` where the words do not tell.
fn is_event(expression: &Expr) -> Option<bool> {
    match &expression.kind {
        ExprKind::Path(_) => None,
        ExprKind::Qualified(subject, qualifiers) => {
            let only_during = qualifiers.iter().all(|qualifier| matches!(qualifier.value, Qualifier::During(_)));
            match (&subject.kind, only_during) {
                (ExprKind::Path(_), true) => None,
                (ExprKind::Path(_), false) => Some(true),
                _ => Some(false),
            }
        }
        _ => Some(false),
    }
}
