//! Defines put in: from an expression that calls them to one that does not.

use whereas::syntax::{Expr, ExprKind, Name, Qualifier, Quantifier, Written};

use crate::world::World;

/// The expression with every define written out.
pub fn inlined(world: &World, expr: &Expr) -> Expr {
    rebuilt(expr, &|expr| match &expr.kind {
        ExprKind::Path(names) => {
            let define = world.defines.get(&*names[0].value)?;
            Some(bracketed(inlined(world, &define.body)))
        }
        ExprKind::Call(name, arguments) => {
            let define = &world.defines[&*name.value];
            let arguments: Vec<(String, Expr)> = define
                .parameters
                .iter()
                .zip(arguments)
                .map(|((name, _), argument)| (name.value.to_string(), inlined(world, argument)))
                .collect();
            Some(bracketed(substituted(&inlined(world, &define.body), &arguments)))
        }
        _ => None,
    })
}

fn bracketed(expr: Expr) -> Expr {
    Expr { span: expr.span, kind: ExprKind::Brackets(Box::new(expr)) }
}

/// The body of a define with its parameters put in.
fn substituted(body: &Expr, arguments: &[(String, Expr)]) -> Expr {
    rebuilt(body, &|expr| {
        let ExprKind::Path(names) = &expr.kind else { return None };
        let (first, rest) = names.split_first()?;
        let (_, argument) = arguments.iter().find(|(name, _)| **name == *first.value)?;
        let kind = match &argument.kind {
            ExprKind::Path(path) => ExprKind::Path(path.iter().chain(rest).cloned().collect()),
            _ => ExprKind::Brackets(Box::new(argument.clone())),
        };
        Some(Expr { kind, span: expr.span })
    })
}

/// The tree with some of its parts replaced.
fn rebuilt(expr: &Expr, replace: &dyn Fn(&Expr) -> Option<Expr>) -> Expr {
    if let Some(other) = replace(expr) {
        return other;
    }
    let one = |expr: &Expr| Box::new(rebuilt(expr, replace));
    let all = |exprs: &[Expr]| exprs.iter().map(|expr| rebuilt(expr, replace)).collect();
    let kind = match &expr.kind {
        ExprKind::List(items) => ExprKind::List(all(items)),
        ExprKind::Period(from, until) => ExprKind::Period(one(from), until.as_ref().map(|until| one(until))),
        ExprKind::Lookup { table, key, column } => {
            ExprKind::Lookup { table: table.clone(), key: one(key), column: column.clone() }
        }
        ExprKind::Call(name, arguments) => ExprKind::Call(name.clone(), all(arguments)),
        ExprKind::Count(list) => ExprKind::Count(one(list)),
        ExprKind::Days { working, from, to } => ExprKind::Days { working: *working, from: one(from), to: one(to) },
        ExprKind::Arithmetic(first, rest) => {
            let rest = rest.iter().map(|(operator, expr)| (*operator, rebuilt(expr, replace)));
            ExprKind::Arithmetic(one(first), rest.collect())
        }
        ExprKind::If(test, yes, no) => ExprKind::If(one(test), one(yes), one(no)),
        ExprKind::Compare(left, sign, right) => ExprKind::Compare(one(left), *sign, one(right)),
        ExprKind::Or(parts) => ExprKind::Or(all(parts)),
        ExprKind::And(parts) => ExprKind::And(all(parts)),
        ExprKind::Not(inner) => ExprKind::Not(one(inner)),
        ExprKind::Quantified { quantifier, variable, list, body } => {
            let quantifier = match quantifier {
                Quantifier::Exactly(number) => Quantifier::Exactly(one(number)),
                Quantifier::AtLeast(number) => Quantifier::AtLeast(one(number)),
                Quantifier::AtMost(number) => Quantifier::AtMost(one(number)),
                other => other.clone(),
            };
            let variable: Name = variable.clone();
            ExprKind::Quantified { quantifier, variable, list: one(list), body: one(body) }
        }
        ExprKind::Qualified(event, qualifiers) => {
            let qualifiers = qualifiers.iter();
            let qualifiers =
                qualifiers.map(|qualifier| Written::new(qualifier_rebuilt(&qualifier.value, replace), qualifier.span));
            ExprKind::Qualified(one(event), qualifiers.collect())
        }
        ExprKind::Brackets(inner) => ExprKind::Brackets(one(inner)),
        leaf => leaf.clone(),
    };
    Expr { kind, span: expr.span }
}

fn qualifier_rebuilt(qualifier: &Qualifier, replace: &dyn Fn(&Expr) -> Option<Expr>) -> Qualifier {
    let one = |expr: &Expr| rebuilt(expr, replace);
    match qualifier {
        Qualifier::By(x) => Qualifier::By(one(x)),
        Qualifier::OnlyBy(x) => Qualifier::OnlyBy(one(x)),
        Qualifier::Before(t) => Qualifier::Before(one(t)),
        Qualifier::After(t) => Qualifier::After(one(t)),
        Qualifier::On(t) => Qualifier::On(one(t)),
        Qualifier::NoLaterThan(t) => Qualifier::NoLaterThan(one(t)),
        Qualifier::NoEarlierThan(t) => Qualifier::NoEarlierThan(one(t)),
        Qualifier::WithinAfter(d, t) => Qualifier::WithinAfter(one(d), one(t)),
        Qualifier::WithinBefore(d, t) => Qualifier::WithinBefore(one(d), one(t)),
        Qualifier::AtLeastAfter(d, t) => Qualifier::AtLeastAfter(one(d), one(t)),
        Qualifier::AtLeastBefore(d, t) => Qualifier::AtLeastBefore(one(d), one(t)),
        Qualifier::During(p) => Qualifier::During(one(p)),
        Qualifier::Where(c) => Qualifier::Where(one(c)),
    }
}
