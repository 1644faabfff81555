//! Which declarations of other files a file needs, however far.

use std::collections::{BTreeMap, BTreeSet};

use crate::syntax::{CaseLine, Expr, ExprKind, FieldLine, File, Item, Name, Step, TypeExpr};

/// Names that the items of a file mention, and those that what they mention mentions.
pub fn reached<'f>(files: &'f [File], main: &'f File) -> BTreeSet<&'f str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&'f str> = Vec::new();
    main.items.iter().for_each(|item| of_item(item, &mut open));
    main.header.iter().flat_map(|header| &header.judged_on).for_each(|day| of_expression(day, &mut open));
    let mut items: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
    let mut facts: BTreeMap<&str, &FieldLine> = BTreeMap::new();
    for item in files.iter().flat_map(|file| &file.items) {
        match item {
            Item::Facts(item) => facts.extend(item.facts.iter().map(|fact| (&*fact.name.value, fact))),
            item => name(item).into_iter().for_each(|name| items.entry(name).or_default().push(item)),
        }
    }
    while let Some(name) = open.pop() {
        if reached.insert(name) {
            facts.get(name).into_iter().for_each(|fact| of_field(fact, &mut open));
            items.get(name).into_iter().flatten().for_each(|item| of_item(item, &mut open));
        }
    }
    reached
}

/// The name that an item declares, where it is one by which others call it in conditions or types.
pub fn name(item: &Item) -> Option<&str> {
    match item {
        Item::Choice(item) => Some(&item.name.value),
        Item::Record(item) => Some(&item.name.value),
        Item::Table(item) => Some(&item.name.value),
        Item::Parameter(item) => Some(&item.name.value),
        Item::Define(item) => Some(&item.name.value),
        _ => None,
    }
}

fn of_item<'f>(item: &'f Item, names: &mut Vec<&'f str>) {
    match item {
        Item::Record(item) => item.fields.iter().for_each(|field| of_field(field, names)),
        Item::Facts(item) => item.facts.iter().for_each(|field| of_field(field, names)),
        Item::Table(item) => {
            item.columns.iter().for_each(|(_, ty)| of_type(ty, names));
            item.rows.iter().flat_map(|row| row.cells.iter().flatten()).for_each(|cell| of_expression(cell, names));
        }
        Item::Parameter(item) => {
            of_type(&item.ty, names);
            item.value.iter().for_each(|value| of_expression(value, names));
        }
        Item::Define(item) => {
            item.parameters.iter().for_each(|(_, ty)| of_type(ty, names));
            of_expression(&item.body, names);
        }
        Item::Rule(item) => {
            let parts = item.judged_on.iter().chain(&item.when).chain(&item.duty_of).chain([&item.norm.condition]);
            parts.for_each(|part| of_expression(part, names));
            item.for_each.iter().for_each(|each| of_expression(&each.list, names));
            item.unless.iter().for_each(|unless| of_expression(&unless.condition, names));
        }
        Item::Exception(item) => item.when.iter().for_each(|when| of_expression(when, names)),
        Item::Example(item) => {
            for line in &item.lines {
                match line {
                    CaseLine::Fact(path, _) => {
                        if let Some(Step::Name(name)) = path.steps.first().map(|step| &step.value) {
                            names.push(name);
                        }
                    }
                    CaseLine::Set(name, _) => names.push(&name.value),
                    CaseLine::AsOf(_) | CaseLine::Expect(_) => {}
                }
            }
        }
        Item::Use(_) | Item::Source(_) | Item::Unencoded(_) | Item::Calendar(_) | Item::Choice(_) => {}
    }
}

fn of_field<'f>(field: &'f FieldLine, names: &mut Vec<&'f str>) {
    of_type(&field.ty, names);
}

fn of_type<'f>(ty: &'f TypeExpr, names: &mut Vec<&'f str>) {
    match ty {
        TypeExpr::Named(name) => names.push(&name.value),
        TypeExpr::Event { of, by, .. } => names.extend(of.iter().chain(by).map(|name| &*name.value)),
        TypeExpr::List(inner, _) | TypeExpr::Optional(inner, _) => of_type(inner, names),
    }
}

/// Every name in an expression, in the order written.
fn of_expression<'f>(expression: &'f Expr, names: &mut Vec<&'f str>) {
    let mut name = |name: &'f Name| names.push(&name.value);
    match &expression.kind {
        ExprKind::Path(path) => path.iter().for_each(name),
        ExprKind::Lookup { table, .. } => name(table),
        ExprKind::Call(called, _) => name(called),
        _ => {}
    }
    expression.parts().into_iter().for_each(|part| of_expression(part, names));
}
