//! Values written out: cells of tables, and what parameters are set to.

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::Checker;
use super::meaning::{Meaning, bare};
use crate::error::check::{FileError, TableError, TypeError};
use crate::source::FileId;
use crate::syntax::{Expr, ExprKind};
use crate::value::{Cell, List, Type, Value};

impl Checker<'_> {
    /// The cells of a value of that type; `place` is `a table` or `a parameter`.
    pub(super) fn constant(&mut self, e: &Expr, ty: &Type, place: &'static str) -> Option<Vec<Cell>> {
        let file = e.span.file;
        let e = bare(e);
        match (&e.kind, ty) {
            (ExprKind::None, Type::Optional(inner)) => {
                let width = crate::model::width(&self.records, ty);
                let inside =
                    if matches!(**inner, Type::Period | Type::Record(_)) { width.saturating_sub(1) } else { 0 };
                let mut cells = vec![Cell::None];
                cells.extend(std::iter::repeat_n(Cell::None, inside));
                Some(cells)
            }
            (_, Type::Optional(inner)) => {
                let cells = self.constant(e, inner, place)?;
                let presence = matches!(**inner, Type::Period).then(|| Cell::Known(Value::YesNo(true)));
                Some(presence.into_iter().chain(cells).collect())
            }
            (ExprKind::Period(from, until), Type::Period) => {
                let first = self.constant_value(from, &Type::Date, place);
                let last = until.as_ref().map(|until| self.constant_value(until, &Type::Date, place));
                let (first, last) = (
                    first?,
                    match last {
                        Some(last) => Cell::Known(last?),
                        None => Cell::None,
                    },
                );
                if let (Value::Date(from), Cell::Known(Value::Date(until))) = (&first, &last)
                    && until < from
                {
                    let instead = format!("from {until} until {from}");
                    self.problems.say(file, FileError::Reversed { instead, at: e.span });
                    return None;
                }
                Some(vec![Cell::Known(first), last])
            }
            (ExprKind::List(elements), Type::List(element)) => {
                let width = crate::model::width(&self.records, element);
                let elements: Vec<_> = elements.iter().map(|one| self.constant(one, element, place)).collect();
                let cells = elements.into_iter().collect::<Option<Vec<_>>>()?.into_iter().flatten().collect();
                Some(vec![Cell::Known(Value::List(Arc::new(List { width, cells })))])
            }
            _ => self.constant_value(e, ty, place).map(|value| vec![Cell::Known(value)]),
        }
    }

    /// A plain value of that type.
    pub(super) fn constant_value(&mut self, e: &Expr, ty: &Type, place: &'static str) -> Option<Value> {
        let file = e.span.file;
        let e = bare(e);
        let (value, found) = match &e.kind {
            ExprKind::Text(text) => (Value::Text(text.nfc().collect::<String>().into()), Type::Text),
            ExprKind::Number(number) => (Value::Number(*number), Type::Number),
            ExprKind::YesNo(yes) => (Value::YesNo(*yes), Type::YesNo),
            ExprKind::Date(day) => (Value::Date(*day), Type::Date),
            ExprKind::Duration(duration) => {
                // The calendar is asked for where the duration is counted with.
                self.duration(*duration, e.span);
                (Value::Duration(*duration), Type::Duration)
            }
            ExprKind::Path(names) => return self.constant_name(file, names, ty, e, place),
            ExprKind::None => {
                let help = "declare it as `optional`, or give a value".into();
                self.problems.say(file, TypeError::NoneHere { at: e.span, help });
                return None;
            }
            ExprKind::List(elements) => {
                let found = "a list".to_owned();
                let help = elements.first().filter(|_| elements.len() == 1).map(|_| "leave the brackets out".into());
                let needed = self.said(ty);
                self.problems.say(file, TypeError::Wrong { needed, found, at: e.span, help });
                return None;
            }
            ExprKind::Period(..) => {
                let (needed, found) = (self.said(ty), "a period".to_owned());
                self.problems.say(file, TypeError::Wrong { needed, found, at: e.span, help: None });
                return None;
            }
            _ => {
                self.problems.say(file, TableError::NotConstant { place, at: e.span });
                return None;
            }
        };
        if found != *ty {
            let meaning = Meaning::constant(value, found, e.span);
            let help = match ty {
                Type::List(_) => Some(format!("put it in square brackets: `[{}]`", self.written(e))),
                _ => self.instead(e, &meaning, ty),
            };
            let (needed, found) = (self.said(ty), self.said(&meaning.ty));
            self.problems.say(file, TypeError::Wrong { needed, found, at: e.span, help });
            return None;
        }
        Some(value)
    }

    fn constant_name(
        &mut self,
        file: FileId,
        names: &[crate::syntax::Name],
        ty: &Type,
        e: &Expr,
        place: &'static str,
    ) -> Option<Value> {
        if let ([name], Type::Choice(id)) = (names, ty) {
            let member = self.names.members.get(&name.value).into_iter().flatten().find(|member| member.choice == *id);
            if let Some(member) = member {
                return Some(Value::Choice(member.number));
            }
            if self.seen(file, &name.value).is_none() {
                let problem = self.not_member(name, *id);
                self.problems.say(file, problem);
                return None;
            }
        }
        let member = match names {
            [name] => {
                self.names.members.get(&name.value).and_then(|members| members.first()).map(|member| member.choice)
            }
            _ => None,
        };
        match (member, names) {
            (Some(choice), _) => {
                let (needed, found) = (self.said(ty), self.said(&Type::Choice(choice)));
                let help = match ty {
                    Type::Text => Some("put a text between quotation marks".into()),
                    Type::List(_) => Some(format!("put it in square brackets: `[{}]`", self.written(e))),
                    _ => None,
                };
                self.problems.say(file, TypeError::Wrong { needed, found, at: e.span, help });
            }
            (None, [name]) if *ty == Type::Text && self.seen(file, &name.value).is_none() => {
                let (needed, found) = (self.said(ty), "a name".to_owned());
                let help = Some(format!("put it between quotation marks: `\"{}\"`", name.value));
                self.problems.say(file, TypeError::Wrong { needed, found, at: e.span, help });
            }
            _ => self.problems.say(file, TableError::NotConstant { place, at: e.span }),
        }
        None
    }
}
