//! The grammar, and how its pairs are taken apart.

use std::iter::Peekable;

use pest::Parser as _;
use pest::error::{ErrorVariant, InputLocation};
use pest::iterators::Pairs;

/// The grammar, from `grammar/whereas.pest`.
#[derive(pest_derive::Parser)]
#[grammar = "grammar/whereas.pest"]
struct Grammar;

/// A part of a text that follows one rule of the grammar.
pub type Pair<'t> = pest::iterators::Pair<'t, Rule>;

/// Where a text departs from the grammar.
#[derive(Debug)]
pub struct Departure {
    /// The first byte that does not fit.
    pub at: usize,
    /// What would have fitted.
    pub expected: Vec<Rule>,
}

/// Reads a text by one of the rules for whole texts, and gives the one thing that it holds.
pub fn read(rule: Rule, text: &str) -> Result<Pair<'_>, Departure> {
    let pairs = Grammar::parse(rule, text).map_err(|error| {
        let at = match error.location {
            InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
        };
        let expected = match error.variant {
            ErrorVariant::ParsingError { positives, .. } => positives,
            ErrorVariant::CustomError { .. } => Vec::new(),
        };
        Departure { at, expected }
    })?;
    let [whole] = exactly(pairs);
    let [found] = exactly(Parts::of(whole));
    Ok(found)
}

/// Whether a word is reserved.
pub fn is_reserved(word: &str) -> bool {
    Grammar::parse(Rule::reserved, word).is_ok_and(|mut found| found.next().is_some_and(|pair| pair.as_str() == word))
}

/// Whether it is a word or sign of the language, which only holds other parts together.
pub fn is_word(rule: Rule) -> bool {
    rule == Rule::EOI || (Rule::LEFT..=Rule::YES).contains(&rule)
}

/// Whether a word stands directly in this part.
pub fn has_word(pair: &Pair, word: Rule) -> bool {
    pair.clone().into_inner().any(|inner| inner.as_rule() == word)
}

/// The parts of a pair without the words, when there are always so many.
pub fn exactly<'t, const N: usize>(pairs: impl Iterator<Item = Pair<'t>>) -> [Pair<'t>; N] {
    let Ok(parts) = <[Pair; N]>::try_from(pairs.collect::<Vec<_>>()) else {
        unreachable!("the grammar promises exactly {N} parts here");
    };
    parts
}

/// The parts of a pair, words left out, taken one after the other.
pub struct Parts<'t> {
    rest: Peekable<Pairs<'t, Rule>>,
}

impl<'t> Parts<'t> {
    /// The parts of that pair.
    pub fn of(pair: Pair<'t>) -> Self {
        Parts { rest: pair.into_inner().peekable() }
    }

    /// The next part, which is always there.
    pub fn one(&mut self) -> Pair<'t> {
        let Some(pair) = self.next() else {
            unreachable!("the grammar promises one more part here");
        };
        pair
    }

    /// The next part if it follows that rule.
    pub fn maybe(&mut self, rule: Rule) -> Option<Pair<'t>> {
        while self.rest.next_if(|pair| is_word(pair.as_rule())).is_some() {}
        self.rest.next_if(|pair| pair.as_rule() == rule)
    }

    /// The next parts, as many as follow that rule.
    pub fn many(&mut self, rule: Rule) -> Vec<Pair<'t>> {
        std::iter::from_fn(|| self.maybe(rule)).collect()
    }
}

impl<'t> Iterator for Parts<'t> {
    type Item = Pair<'t>;

    fn next(&mut self) -> Option<Pair<'t>> {
        self.rest.find(|pair| !is_word(pair.as_rule()))
    }
}
