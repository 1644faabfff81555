//! Tables: their columns, their rows, and looking a row up.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Checker;
use super::find;
use super::meaning::{Form, Meaning};
use super::names::{Thing, elsewhere};
use super::scope::Scope;
use super::words;
use crate::error::check::{NameError, TableError};
use crate::model::{Field, Key, Record, Shape, Table, Term};
use crate::source::{FileId, Span};
use crate::syntax::{Expr, Name, Row, TableItem};
use crate::value::{Cell, List, RecordId, Type, Value};

impl Checker<'_> {
    /// The columns of every table, and a record for its rows.
    pub(super) fn lay_out_tables(&mut self) {
        for item in self.names.tables.clone() {
            let mut fields = Vec::new();
            for (number, (name, ty)) in item.columns.iter().enumerate() {
                let resolved = self.ty(ty);
                let resolved = self.column_type(resolved, number == 0, ty.span());
                fields.push(self.field(name, resolved, None));
            }
            let shape = self.layout(fields, &item.name.value, item.name.span);
            if item.rows.is_empty() {
                let (name, at) = (item.name.value.to_string(), item.name.span);
                self.problems.say(at.file, TableError::Empty { name, at });
            }
            let citations = self.citations(&item.citations);
            let name = item.name.value.clone();
            let label = self.label(item.title.as_ref(), &item.name);
            let rows = Arc::new(List { width: shape.width, cells: Vec::new() });
            self.tables.push(Table { name, label, citations, shape, rows, index: Vec::new() });
        }
        for table in &self.tables {
            self.records.push(Record { name: table.name.clone(), shape: table.shape.clone() });
        }
    }

    fn column_type(&mut self, ty: Option<Type>, first: bool, at: Span) -> Option<Type> {
        let ty = ty?;
        let found = self.said(&ty);
        if !super::meaning::is_plain(&ty) {
            self.problems.say(at.file, TableError::ColumnType { found, at });
            return None;
        }
        if first && (ty.is_optional() || ty == Type::Duration) {
            self.problems.say(at.file, TableError::FirstColumn { found, at });
            return None;
        }
        Some(ty)
    }

    /// The record that stands for a row of that table.
    pub(super) fn row_record(&self, table: usize) -> RecordId {
        RecordId(u16::try_from(self.names.records.len() + table).unwrap_or(u16::MAX))
    }

    /// The rows of every table.
    pub(super) fn fill_tables(&mut self) {
        for (number, item) in self.names.tables.clone().into_iter().enumerate() {
            let Some(shape) = self.tables.get(number).map(|table| table.shape.clone()) else { continue };
            let mut cells = Vec::new();
            for row in &item.rows {
                cells.extend(self.row(item, &shape, row));
            }
            let rows = List { width: shape.width, cells };
            let keys = rows
                .elements()
                .enumerate()
                .filter_map(|(row, cells)| Some((key(cells.first()?)?, u32::try_from(row).unwrap_or(u32::MAX))));
            let mut index: Vec<_> = keys.collect();
            index.sort();
            if let Some(table) = self.tables.get_mut(number) {
                table.rows = Arc::new(rows);
                table.index = index;
            }
        }
    }

    fn row(&mut self, item: &TableItem, shape: &Shape, row: &Row) -> Vec<Cell> {
        if row.cells.len() != item.columns.len() {
            let problem = TableError::Cells {
                table: item.name.value.to_string(),
                found: words::count(row.cells.len(), "cell", "cells"),
                needed: words::count(item.columns.len(), "column", "columns"),
                at: row.span,
            };
            self.problems.say(row.span.file, problem);
            return vec![Cell::Missing; shape.width];
        }
        let pairs = row.cells.iter().zip(&shape.fields);
        pairs.map(|(cell, column)| self.cell(cell.as_ref(), column, row.span)).collect()
    }

    fn cell(&mut self, cell: Option<&Expr>, column: &Field, row: Span) -> Cell {
        if self.broken.contains(&column.span) {
            return Cell::Missing;
        }
        match cell {
            Some(e) => {
                if let crate::syntax::ExprKind::Duration(duration) = &super::meaning::bare(e).kind
                    && let Some(node) = self.units.of_field(column.span)
                {
                    let unit = self.units.of_constant(duration.unit);
                    self.units.flow(e.span, vec![unit], node);
                }
                let cells = self.constant(e, &column.ty, "a table");
                cells.and_then(|cells| cells.into_iter().next()).unwrap_or(Cell::Missing)
            }
            None if column.ty.is_optional() => Cell::None,
            None => {
                let problem = TableError::EmptyCell { column: column.name.to_string(), at: row };
                self.problems.say(row.file, problem);
                Cell::Missing
            }
        }
    }

    /// The table of that name, where that file sees it.
    pub(super) fn table_named(&self, file: FileId, name: &Name) -> Option<usize> {
        match self.seen(file, &name.value)?.thing {
            Thing::Table(table) => Some(table),
            _ => None,
        }
    }

    /// `Member[country].since`
    pub(super) fn lookup(
        &mut self,
        scope: &mut Scope,
        name: &Name,
        key: &Expr,
        column: &Name,
        e: &Expr,
    ) -> Option<Meaning> {
        let Some(number) = self.table_named(scope.file, name) else {
            let problem = self.not_a_table(scope, name, column);
            self.add(problem);
            return None;
        };
        let table = self.tables.get(number)?;
        let Some(at) = table.shape.fields.iter().position(|field| field.name == column.value) else {
            let problem = self.unknown_field(scope.file, "column", &table.name, &table.shape, column);
            self.add(problem);
            return None;
        };
        let (first, field) = (table.shape.fields.first().cloned()?, table.shape.fields.get(at).cloned()?);
        let label = table.label.clone();
        self.key_once(scope.file, number, e.span);
        if self.broken.contains(&first.span) {
            return None;
        }
        let term = self.term(scope, key, &first.ty);
        if self.broken.contains(&field.span) {
            return None;
        }
        let listed = scope.is_listed(key, &name.value);
        let ty = if listed { field.ty.clone() } else { super::expressions::optional(&field.ty) };
        let term = Term::Lookup { table: number, key: Box::new(term?), column: field.at };
        let mut meaning = Meaning::new(Form::Term(term), ty, e.span);
        meaning.units.extend(self.units.of_field(field.span));
        meaning.label = Some(label);
        Some(meaning)
    }

    fn not_a_table(&self, scope: &Scope, name: &Name, column: &Name) -> find::NotFound {
        if let Some(declared) = self.seen(scope.file, &name.value) {
            let (what, at) = (declared.thing.words().to_owned(), name.span);
            let help = matches!(declared.thing, Thing::Fact(_) | Thing::Parameter(_)).then(|| {
                format!(
                    "elements of a list are not picked out by number; write `some x in {} satisfies x.{} …`",
                    name.value, column.value
                )
            });
            let problem = TableError::NotATable { name: name.value.to_string(), at, what, help };
            return find::problem(scope.file, problem);
        }
        if self.names.things.contains_key(&name.value) {
            return self.unknown(scope, name);
        }
        if self.folder.has_gap(scope.file) {
            return None;
        }
        let tables = self.tables.iter().map(|table| &*table.name);
        let help = self.problems.did_you_mean(&name.value, tables);
        let problem = NameError::Unknown { kind: "table", name: name.value.to_string(), at: name.span, help };
        find::problem(scope.file, problem)
    }

    /// Looking up is clear only where no first cell stands twice.
    fn key_once(&mut self, file: FileId, number: usize, at: Span) {
        let Some((table, item)) = self.tables.get(number).zip(self.names.tables.get(number)) else { return };
        let mut seen = BTreeMap::new();
        let twice = table.index.iter().find(|(key, row)| seen.insert(key, row).is_some());
        let Some((_, row)) = twice else { return };
        let Some(row) = item.rows.get(*row as usize) else { return };
        let cell = row.cells.first().and_then(Option::as_ref);
        let (span, key) = cell.map_or((row.span, String::new()), |cell| (cell.span, self.written(cell)));
        let (row, place) = elsewhere(self.sources, at, span);
        let place = place.replace("the other is", "the second is");
        let help = format!(
            "{place}leave one of the rows out, or go through the table with `some x in {} satisfies …`",
            table.name
        );
        let problem = TableError::TwoRows { table: table.name.to_string(), key: format!("`{key}`"), at, row, help };
        self.problems.say(file, problem);
    }
}

fn key(cell: &Cell) -> Option<Key> {
    let Cell::Known(value) = cell else { return None };
    Some(match value {
        Value::Choice(number) => Key::Choice(*number),
        Value::Date(day) => Key::Date(*day),
        Value::YesNo(yes) => Key::YesNo(*yes),
        Value::Number(number) => Key::Number(*number),
        Value::Text(text) => Key::Text(text.clone()),
        Value::Duration(_) | Value::List(_) | Value::Event(_) => return None,
    })
}
