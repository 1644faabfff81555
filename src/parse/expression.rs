//! From pairs to expressions.

use super::pairs::{Pair, Parts, Rule, exactly, has_word, is_word};
use super::reader::{Quantity, Reader, inner};
use crate::error::parse::ParseError;
use crate::error::quoted;
use crate::source::Span;
use crate::syntax::{Comparison, Expr, ExprKind, Name, Operator, Qualifier, Quantifier, Written};

impl Reader<'_> {
    /// A condition or term, whatever it is.
    pub fn expression(&mut self, pair: Pair) -> Expr {
        let span = self.span(&pair);
        let kind = match pair.as_rule() {
            Rule::expression => return self.chain(pair, span),
            Rule::comparison => return self.comparison(pair, span),
            Rule::term | Rule::product | Rule::bound => return self.arithmetic(pair, span),
            Rule::length | Rule::how_many => return self.expression(inner(pair)),
            Rule::if_then => self.if_then(pair),
            Rule::not => ExprKind::Not(self.inner_expression(pair)),
            Rule::quantified => self.quantified(pair),
            Rule::days => self.days(pair),
            Rule::period => self.period(pair),
            Rule::reference => self.reference(pair),
            Rule::list => ExprKind::List(self.expressions(pair, span)),
            Rule::count => ExprKind::Count(self.inner_expression(pair)),
            Rule::brackets => ExprKind::Brackets(self.inner_expression(pair)),
            _ => self.literal(pair),
        };
        Expr { kind, span }
    }

    fn boxed(&mut self, pair: Pair) -> Box<Expr> {
        Box::new(self.expression(pair))
    }

    fn inner_expression(&mut self, pair: Pair) -> Box<Expr> {
        self.boxed(inner(pair))
    }

    fn expressions(&mut self, pair: Pair, span: Span) -> Vec<Expr> {
        let expressions: Vec<Expr> = Parts::of(pair).map(|part| self.expression(part)).collect();
        self.check_chain(expressions.len(), span);
        expressions
    }

    fn literal(&mut self, pair: Pair) -> ExprKind {
        match pair.as_rule() {
            Rule::date => ExprKind::Date(self.day(&pair).value),
            Rule::whole => ExprKind::Number(self.number(&pair)),
            Rule::quantity => match self.quantity(pair) {
                Quantity::Number(number) => ExprKind::Number(number),
                Quantity::Duration(duration) => ExprKind::Duration(duration),
            },
            Rule::text => ExprKind::Text(self.plain_text(&pair).value),
            Rule::yes_no => ExprKind::YesNo(has_word(&pair, Rule::YES)),
            Rule::none => ExprKind::None,
            Rule::today => ExprKind::Today,
            other => unreachable!("the grammar has no expression {other:?}"),
        }
    }

    /// `a and b and c`; a single operand is itself.
    fn chain(&mut self, pair: Pair, span: Span) -> Expr {
        let (words, operands): (Vec<Pair>, Vec<Pair>) = pair.into_inner().partition(|part| is_word(part.as_rule()));
        let operands: Vec<Expr> = operands.into_iter().map(|operand| self.expression(operand)).collect();
        let Some(word) = words.first() else {
            return sole(operands);
        };
        self.check_chain(operands.len(), span);
        self.check_tails(&operands, &words);
        if words.iter().any(|other| other.as_rule() != word.as_rule()) {
            let first = quoted(&self.reading(&operands, &words, Rule::AND));
            let second = quoted(&self.reading(&operands, &words, Rule::OR));
            self.report(ParseError::MixedAndOr { first, second, span });
        }
        let kind = if word.as_rule() == Rule::AND { ExprKind::And(operands) } else { ExprKind::Or(operands) };
        Expr { kind, span }
    }

    /// What follows `else` would go on: an `if` is the last of its chain or stands in brackets.
    fn check_tails(&mut self, operands: &[Expr], words: &[Pair]) {
        for (_, word) in operands.iter().zip(words).filter(|(operand, _)| ends_with_if(operand)) {
            self.report(ParseError::ChainAfterIf { word: word.as_str().to_owned(), span: self.span(word) });
        }
    }

    /// A mixed chain as it reads when the operands around one word belong together.
    fn reading(&self, operands: &[Expr], words: &[Pair], tight: Rule) -> String {
        let loose = if tight == Rule::AND { " or " } else { " and " };
        let mut groups: Vec<Vec<String>> = vec![Vec::new()];
        for (at, operand) in operands.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|before| words.get(before));
            if before.is_some_and(|word| word.as_rule() != tight) {
                groups.push(Vec::new());
            }
            if let Some(group) = groups.last_mut() {
                group.push(self.written(operand.span));
            }
        }
        let tight = if tight == Rule::AND { " and " } else { " or " };
        let groups: Vec<String> = groups
            .iter()
            .map(|group| if group.len() > 1 { format!("({})", group.join(tight)) } else { group.join(tight) })
            .collect();
        groups.join(loose)
    }

    fn if_then(&mut self, pair: Pair) -> ExprKind {
        let [condition, then, other] = exactly(Parts::of(pair));
        ExprKind::If(self.boxed(condition), self.boxed(then), self.boxed(other))
    }

    fn quantified(&mut self, pair: Pair) -> ExprKind {
        let [quantifier, variable, list, body] = exactly(Parts::of(pair));
        ExprKind::Quantified {
            quantifier: self.quantifier(quantifier),
            variable: self.name(&variable),
            list: self.boxed(list),
            body: self.boxed(body),
        }
    }

    fn quantifier(&mut self, pair: Pair) -> Quantifier {
        let words: Vec<Rule> = pair.clone().into_inner().map(|part| part.as_rule()).collect();
        let mut number = |pair: Pair| self.inner_expression(pair);
        match words.as_slice() {
            [Rule::EVERY] => Quantifier::Every,
            [Rule::SOME] => Quantifier::Some,
            [Rule::NO] => Quantifier::No,
            [Rule::EXACTLY, ..] => Quantifier::Exactly(number(pair)),
            [Rule::AT, Rule::LEAST, ..] => Quantifier::AtLeast(number(pair)),
            _ => Quantifier::AtMost(number(pair)),
        }
    }

    /// A term with what narrows it or what it is compared with; alone it is itself.
    fn comparison(&mut self, pair: Pair, span: Span) -> Expr {
        let mut parts = Parts::of(pair);
        let subject = parts.one();
        let subject = self.expression(subject);
        let qualifiers = parts.many(Rule::qualifier);
        if !qualifiers.is_empty() {
            self.check_chain(qualifiers.len(), span);
            let qualifiers = qualifiers.into_iter().map(|qualifier| self.qualifier(qualifier)).collect();
            return Expr { kind: ExprKind::Qualified(Box::new(subject), qualifiers), span };
        }
        let mut rest: Vec<(Comparison, Expr)> = Vec::new();
        while let Some(sign) = parts.maybe(Rule::sign) {
            rest.push((comparison_of(&sign), self.expression(parts.one())));
        }
        if rest.len() > 1 {
            let instead = quoted(&self.unchained(&subject, &rest));
            self.report(ParseError::ChainedComparison { instead, span });
        }
        match rest.into_iter().next() {
            Some((sign, other)) => Expr { kind: ExprKind::Compare(Box::new(subject), sign, Box::new(other)), span },
            None => subject,
        }
    }

    /// `a <= b <= c` as `a <= b and b <= c`
    fn unchained(&self, first: &Expr, rest: &[(Comparison, Expr)]) -> String {
        let left = std::iter::once(first).chain(rest.iter().map(|(_, other)| other));
        let pairs = left.zip(rest).map(|(left, (sign, right))| {
            format!("{} {} {}", self.written(left.span), sign.words(), self.written(right.span))
        });
        pairs.collect::<Vec<_>>().join(" and ")
    }

    fn qualifier(&mut self, pair: Pair) -> Written<Qualifier> {
        let span = self.span(&pair);
        let pair = inner(pair);
        let qualifier = match pair.as_rule() {
            Rule::within | Rule::at_least => self.bounded(pair),
            rule => {
                let earlier = has_word(&pair, Rule::EARLIER);
                let operand = self.expression(inner(pair));
                match rule {
                    Rule::by => Qualifier::By(operand),
                    Rule::only_by => Qualifier::OnlyBy(operand),
                    Rule::before => Qualifier::Before(operand),
                    Rule::after => Qualifier::After(operand),
                    Rule::on => Qualifier::On(operand),
                    Rule::during => Qualifier::During(operand),
                    Rule::where_ => Qualifier::Where(operand),
                    _ if earlier => Qualifier::NoEarlierThan(operand),
                    _ => Qualifier::NoLaterThan(operand),
                }
            }
        };
        Written::new(qualifier, span)
    }

    /// `within D after T` and its like
    fn bounded(&mut self, pair: Pair) -> Qualifier {
        let (within, before) = (pair.as_rule() == Rule::within, has_word(&pair, Rule::BEFORE));
        let [length, day] = exactly(Parts::of(pair));
        let (length, day) = (self.expression(length), self.expression(day));
        match (within, before) {
            (true, true) => Qualifier::WithinBefore(length, day),
            (true, false) => Qualifier::WithinAfter(length, day),
            (false, true) => Qualifier::AtLeastBefore(length, day),
            (false, false) => Qualifier::AtLeastAfter(length, day),
        }
    }

    /// `a + b - c`, `a * b`; a single operand is itself.
    fn arithmetic(&mut self, pair: Pair, span: Span) -> Expr {
        let mut parts = Parts::of(pair);
        let first = parts.one();
        let first = self.expression(first);
        let mut rest: Vec<(Operator, Expr)> = Vec::new();
        while let Some(sign) = parts.next() {
            let operator = match sign.as_str() {
                "+" => Operator::Plus,
                "-" => Operator::Minus,
                _ => Operator::Times,
            };
            rest.push((operator, self.expression(parts.one())));
        }
        if rest.is_empty() {
            return first;
        }
        self.check_chain(rest.len() + 1, span);
        Expr { kind: ExprKind::Arithmetic(Box::new(first), rest), span }
    }

    fn days(&mut self, pair: Pair) -> ExprKind {
        let working = has_word(&pair, Rule::WORKING);
        let [from, to] = exactly(Parts::of(pair));
        ExprKind::Days { working, from: self.boxed(from), to: self.boxed(to) }
    }

    fn period(&mut self, pair: Pair) -> ExprKind {
        let mut parts = Parts::of(pair);
        let from = self.boxed(parts.one());
        ExprKind::Period(from, parts.next().map(|until| self.boxed(until)))
    }

    fn reference(&mut self, pair: Pair) -> ExprKind {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let name = self.name(&parts.one());
        if let Some(arguments) = parts.maybe(Rule::arguments) {
            return ExprKind::Call(name, self.expressions(arguments, span));
        }
        if let Some(key) = parts.maybe(Rule::key) {
            let key = self.inner_expression(key);
            return ExprKind::Lookup { table: name, key, column: self.name(&parts.one()) };
        }
        let path: Vec<Name> = std::iter::once(name).chain(parts.map(|step| self.name(&step))).collect();
        self.check_chain(path.len(), span);
        ExprKind::Path(path)
    }
}

fn sole(expressions: Vec<Expr>) -> Expr {
    let Some(only) = expressions.into_iter().next() else {
        unreachable!("the grammar promises an expression here");
    };
    only
}

fn ends_with_if(expression: &Expr) -> bool {
    match &expression.kind {
        ExprKind::If(..) => true,
        ExprKind::Quantified { body, .. } => ends_with_if(body),
        _ => false,
    }
}

fn comparison_of(sign: &Pair) -> Comparison {
    match (has_word(sign, Rule::NOT), has_word(sign, Rule::IN), sign.as_str()) {
        (_, _, "<") => Comparison::Less,
        (_, _, "<=") => Comparison::LessOrEqual,
        (_, _, ">") => Comparison::Greater,
        (_, _, ">=") => Comparison::GreaterOrEqual,
        (false, false, _) => Comparison::Is,
        (true, false, _) => Comparison::IsNot,
        (false, true, _) => Comparison::IsIn,
        (true, true, _) => Comparison::IsNotIn,
    }
}
