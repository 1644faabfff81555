//! From pairs to rules and exceptions, whose clauses stand in a fixed order.

use super::pairs::{Pair, Parts, Rule, exactly, has_word, is_word};
use super::reader::{Reader, inner};
use crate::error::parse::ParseError;
use crate::source::Span;
use crate::syntax::{ExceptionItem, ForEach, Force, Name, Norm, NormKind, RuleItem, Unless};

/// The clauses of a rule, in order.
const ORDER: [Rule; 10] = [
    Rule::citations,
    Rule::for_each,
    Rule::force,
    Rule::judged_on,
    Rule::when,
    Rule::unless,
    Rule::duty_of,
    Rule::norm,
    Rule::otherwise,
    Rule::remedy,
];

const ORDER_IN_WORDS: &str = "`whereas` or `inferred from`, `for each`, `in force`, `judged on`, `when`, `unless`, \
                              `duty of`, then `must`, `requires` or `should`, `otherwise`, `remedy`";

impl Reader<'_> {
    /// A rule, unless it lacks its norm.
    pub fn rule(&mut self, pair: Pair, span: Span) -> Option<RuleItem> {
        let mut parts = Parts::of(pair);
        let name = self.small_name(&parts.one(), "a rule");
        let title = self.label(parts.one());
        let clauses: Vec<Pair> = parts.collect();
        self.check_order(&clauses);
        let norm = self.first(&clauses, Rule::norm).map(|pair| self.norm(pair));
        if norm.is_none() {
            self.missing("rule", &name, "states no norm", "write `must …`, `requires …` or `should …`");
        }
        if !clauses.iter().any(|clause| clause.as_rule() == Rule::citations) {
            self.uncited("rule", &name);
        }
        Some(RuleItem {
            title,
            citations: self.citation_clauses(&clauses),
            for_each: self.first(&clauses, Rule::for_each).map(|pair| self.for_each(pair)),
            force: self.first(&clauses, Rule::force).map(|pair| self.force(pair)),
            judged_on: self.first(&clauses, Rule::judged_on).map(|pair| self.expression(inner(pair))),
            when: self.first(&clauses, Rule::when).map(|pair| self.expression(inner(pair))),
            unless: self.unless(&clauses),
            duty_of: self.first(&clauses, Rule::duty_of).map(|pair| self.expression(inner(pair))),
            otherwise: self.first(&clauses, Rule::otherwise).map(|pair| self.message_label(inner(pair))),
            remedy: self.first(&clauses, Rule::remedy).map(|pair| self.message_label(inner(pair))),
            norm: norm?,
            name,
            span,
        })
    }

    /// An exception.
    pub fn exception(&mut self, pair: Pair, span: Span) -> ExceptionItem {
        let mut parts = Parts::of(pair);
        let name = self.small_name(&parts.one(), "an exception");
        let targets = self.names(parts.one());
        let title = self.label(parts.one());
        let clauses: Vec<Pair> = parts.collect();
        for clause in clauses.iter().filter(|clause| !matches!(clause.as_rule(), Rule::citations | Rule::when)) {
            let help = "an exception has citations and `when`; what it excepts from says the rest";
            let error = ParseError::ClauseForeign {
                what: "an exception",
                clause: leading_words(clause),
                help,
                span: self.head_span(clause),
            };
            self.report(error);
        }
        if clauses.iter().all(|clause| matches!(clause.as_rule(), Rule::citations | Rule::when)) {
            self.check_order(&clauses);
        }
        if !clauses.iter().any(|clause| clause.as_rule() == Rule::citations) {
            self.uncited("exception", &name);
        }
        let citations = self.citation_clauses(&clauses);
        let when = self.first(&clauses, Rule::when).map(|pair| self.expression(inner(pair)));
        ExceptionItem { name, targets, title, citations, when, span }
    }

    fn first<'p>(&self, clauses: &[Pair<'p>], rule: Rule) -> Option<Pair<'p>> {
        clauses.iter().find(|clause| clause.as_rule() == rule).cloned()
    }

    fn uncited(&mut self, declaration: &str, name: &Name) {
        let help = "begin with `whereas` or `inferred from` and the passage that it rests on: `whereas page \"…\" 8`";
        self.missing(declaration, name, "does not say where it comes from", help);
    }

    fn missing(&mut self, declaration: &str, name: &Name, what: &'static str, help: &'static str) {
        let declaration = format!("{declaration} {}", name.value);
        self.report(ParseError::ClauseMissing { declaration, what, help, span: name.span });
    }

    /// Reports clauses that stand twice, and the first one that stands too late.
    fn check_order(&mut self, clauses: &[Pair]) {
        let place = |clause: &Pair| ORDER.iter().position(|rule| *rule == clause.as_rule()).unwrap_or(0);
        let mut in_order = true;
        for (at, clause) in clauses.iter().enumerate() {
            let before = clauses.get(..at).unwrap_or(&[]);
            let repeats = matches!(clause.as_rule(), Rule::citations | Rule::unless);
            let same = before.iter().find(|other| other.as_rule() == clause.as_rule() && !repeats);
            let later = before.iter().find(|other| place(other) > place(clause));
            let span = self.head_span(clause);
            if let Some(first) = same {
                let help = match clause.as_rule() {
                    Rule::norm => "a rule states one norm: make a second rule of the other",
                    Rule::when => "join the two with `and`",
                    _ => "keep one of the two",
                };
                let first = self.head_span(first);
                self.report_lightly(ParseError::ClauseRepeated { clause: leading_words(clause), help, span, first });
            } else if let Some(later) = later.filter(|_| in_order) {
                in_order = false;
                let before = leading_words(later);
                let (clause, earlier) = (leading_words(clause), self.head_span(later));
                self.report_lightly(ParseError::ClauseOrder { clause, before, order: ORDER_IN_WORDS, span, earlier });
            }
        }
    }

    /// The place of the words that a clause begins with.
    pub fn head_span(&self, clause: &Pair) -> Span {
        let words = leading(clause);
        let ends = words.first().zip(words.last());
        ends.map_or(self.span(clause), |(first, last)| self.span(first).to(self.span(last)))
    }

    fn for_each(&mut self, pair: Pair) -> ForEach {
        let [variable, list] = exactly(Parts::of(pair));
        ForEach { variable: self.name(&variable), list: self.expression(list) }
    }

    /// `in force from … until …`
    pub fn force(&mut self, pair: Pair) -> Force {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let from = parts.maybe(Rule::force_from).map(|from| self.day(&inner(from)));
        let until = parts.maybe(Rule::force_until).map(|until| self.day(&inner(until)));
        Force { from, until, span }
    }

    fn unless(&mut self, clauses: &[Pair]) -> Vec<Unless> {
        let mut excuses = Vec::new();
        for clause in clauses.iter().filter(|clause| clause.as_rule() == Rule::unless) {
            let [condition, reason] = exactly(Parts::of(clause.clone()));
            excuses.push(Unless { condition: self.expression(condition), reason: self.label(reason) });
        }
        excuses
    }

    fn norm(&mut self, pair: Pair) -> Norm {
        let span = self.span(&pair);
        let kind = match (has_word(&pair, Rule::MUST), has_word(&pair, Rule::SHOULD)) {
            (true, _) => NormKind::Must,
            (_, true) => NormKind::Should,
            _ => NormKind::Requires,
        };
        let (negated, be) = (has_word(&pair, Rule::NOT), has_word(&pair, Rule::BE));
        Norm { kind, negated, be, condition: self.expression(inner(pair)), span }
    }
}

/// The words that a clause begins with: `for each`, `must`.
pub fn leading_words(clause: &Pair) -> String {
    leading(clause).iter().map(Pair::as_str).collect::<Vec<_>>().join(" ")
}

fn leading<'p>(clause: &Pair<'p>) -> Vec<Pair<'p>> {
    let two = matches!(clause.as_rule(), Rule::for_each | Rule::force | Rule::judged_on | Rule::duty_of)
        || has_word(clause, Rule::INFERRED);
    let words = clause.clone().into_inner().filter(|part| is_word(part.as_rule()));
    words.take(if two { 2 } else { 1 }).collect()
}
