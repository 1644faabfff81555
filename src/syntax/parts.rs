//! What stands right inside an expression or a declaration.

use super::{Citation, CitationClause, Expr, ExprKind, Item, Qualifier, Quantifier};

impl Expr {
    /// The expressions right inside it, in the order written.
    pub fn parts(&self) -> Vec<&Expr> {
        match &self.kind {
            ExprKind::Text(_)
            | ExprKind::Number(_)
            | ExprKind::YesNo(_)
            | ExprKind::Date(_)
            | ExprKind::Duration(_)
            | ExprKind::None
            | ExprKind::Today
            | ExprKind::Path(_) => Vec::new(),
            ExprKind::List(parts) | ExprKind::Or(parts) | ExprKind::And(parts) | ExprKind::Call(_, parts) => {
                parts.iter().collect()
            }
            ExprKind::Period(from, until) => std::iter::once(&**from).chain(until.as_deref()).collect(),
            ExprKind::Lookup { key: inner, .. }
            | ExprKind::Count(inner)
            | ExprKind::Not(inner)
            | ExprKind::Brackets(inner) => vec![inner],
            ExprKind::Days { from, to, .. } => vec![from, to],
            ExprKind::Arithmetic(first, rest) => {
                std::iter::once(&**first).chain(rest.iter().map(|(_, one)| one)).collect()
            }
            ExprKind::If(condition, then, other) => vec![condition, then, other],
            ExprKind::Compare(left, _, right) => vec![left, right],
            ExprKind::Quantified { quantifier, list, body, .. } => {
                let number = match quantifier {
                    Quantifier::Exactly(number) | Quantifier::AtLeast(number) | Quantifier::AtMost(number) => {
                        Some(&**number)
                    }
                    Quantifier::Every | Quantifier::Some | Quantifier::No => None,
                };
                number.into_iter().chain([&**list, &**body]).collect()
            }
            ExprKind::Qualified(subject, qualifiers) => {
                let parts = qualifiers.iter().flat_map(|qualifier| qualifier.value.parts());
                std::iter::once(&**subject).chain(parts).collect()
            }
        }
    }
}

impl Qualifier {
    /// The expressions right inside it, in the order written.
    pub fn parts(&self) -> Vec<&Expr> {
        match self {
            Qualifier::By(one)
            | Qualifier::OnlyBy(one)
            | Qualifier::Before(one)
            | Qualifier::After(one)
            | Qualifier::On(one)
            | Qualifier::NoLaterThan(one)
            | Qualifier::NoEarlierThan(one)
            | Qualifier::During(one)
            | Qualifier::Where(one) => vec![one],
            Qualifier::WithinAfter(length, day)
            | Qualifier::WithinBefore(length, day)
            | Qualifier::AtLeastAfter(length, day)
            | Qualifier::AtLeastBefore(length, day) => vec![length, day],
        }
    }
}

impl Item {
    /// What it rests on.
    pub fn citation_clauses(&self) -> &[CitationClause] {
        match self {
            Item::Table(item) => &item.citations,
            Item::Parameter(item) => &item.citations,
            Item::Define(item) => &item.citations,
            Item::Rule(item) => &item.citations,
            Item::Exception(item) => &item.citations,
            Item::Use(_)
            | Item::Source(_)
            | Item::Unencoded(_)
            | Item::Calendar(_)
            | Item::Choice(_)
            | Item::Record(_)
            | Item::Facts(_)
            | Item::Example(_) => &[],
        }
    }

    /// Every passage that it names: what it rests on, or what it leaves out.
    pub fn citations(&self) -> impl Iterator<Item = &Citation> {
        let left_out = if let Item::Unencoded(item) = self { Some(&item.citation) } else { None };
        self.citation_clauses().iter().flat_map(|clause| &clause.citations).chain(left_out)
    }
}
