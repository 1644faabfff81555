//! Parameters, and what the files set them to.

use super::Checker;
use super::meaning::bare;
use crate::error::check::ShapeError;
use crate::model::{Citation, width};
use crate::source::Span;
use crate::syntax::{Expr, ExprKind};
use crate::value::{Cell, Type};

impl Checker<'_> {
    /// The shape of the parameters, with their values and what they rest on.
    pub(super) fn set_parameters(&mut self) -> (Vec<Cell>, Vec<Vec<Citation>>) {
        let (mut fields, mut settings, mut citations) = (Vec::new(), Vec::new(), Vec::new());
        for item in self.names.parameters.clone() {
            let ty = self.ty(&item.ty);
            let ty = self.parameter_type(ty, item.ty.span());
            let field = self.field(&item.name, ty.clone(), item.label.as_ref());
            let cells = ty.as_ref().zip(item.value.as_ref()).and_then(|(ty, value)| {
                self.flow_into(value, field.span);
                self.constant(value, ty, "a parameter")
            });
            let width = width(&self.records, &field.ty);
            settings.extend(cells.unwrap_or_else(|| super::missing(width).collect()));
            citations.push(self.citations(&item.citations));
            fields.push(field);
        }
        let at = fields.last().map(|field| field.span).unwrap_or_default();
        self.parameters = self.layout(fields, "parameters", at);
        (settings, citations)
    }

    fn parameter_type(&mut self, ty: Option<Type>, at: Span) -> Option<Type> {
        let ty = ty?;
        let inner = match ty.bare() {
            Type::List(element) => element,
            other => other,
        };
        if matches!(inner, Type::Event { .. } | Type::Record(_)) {
            let found = self.said(&ty);
            self.problems.say(at.file, ShapeError::ParameterType { found, at });
            return None;
        }
        Some(ty)
    }

    /// The units of what is written, for the place where it comes to stand.
    fn flow_into(&mut self, e: &Expr, field: Span) {
        let Some(node) = self.units.of_field(field) else { return };
        match &bare(e).kind {
            ExprKind::Duration(duration) => {
                let unit = self.units.of_constant(duration.unit);
                self.units.flow(e.span, vec![unit], node);
            }
            ExprKind::List(elements) => elements.iter().for_each(|one| self.flow_into(one, field)),
            _ => {}
        }
    }
}
