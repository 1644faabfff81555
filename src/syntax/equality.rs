//! Trees are equal when they say the same, wherever it is written.
//!
//! Each is taken apart by name, so that a new field cannot be forgotten.

use super::{
    CalendarItem, CaseValue, ChoiceItem, Citation, CitationClause, Comment, DefineItem, ExampleItem, ExceptionItem,
    Expr, FactsItem, Force, Header, Label, Norm, ParameterItem, Path, RecordItem, Row, RuleItem, SourceItem, TableItem,
    TypeExpr, Unencoded, Use, Written,
};

impl<T: PartialEq> PartialEq for Written<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl PartialEq for Header {
    fn eq(&self, other: &Self) -> bool {
        let Header { library, name, title, version, force, judged_on, language, span: _ } = self;
        *library == other.library
            && *name == other.name
            && *title == other.title
            && *version == other.version
            && *force == other.force
            && *judged_on == other.judged_on
            && *language == other.language
    }
}

impl PartialEq for Force {
    fn eq(&self, other: &Self) -> bool {
        let Force { from, until, span: _ } = self;
        *from == other.from && *until == other.until
    }
}

impl PartialEq for Use {
    fn eq(&self, other: &Self) -> bool {
        let Use { names, span: _ } = self;
        *names == other.names
    }
}

impl PartialEq for SourceItem {
    fn eq(&self, other: &Self) -> bool {
        let SourceItem { practice, name, title, dated, link, span: _ } = self;
        *practice == other.practice
            && *name == other.name
            && *title == other.title
            && *dated == other.dated
            && *link == other.link
    }
}

impl PartialEq for Unencoded {
    fn eq(&self, other: &Self) -> bool {
        let Unencoded { citation, reason, span: _ } = self;
        *citation == other.citation && *reason == other.reason
    }
}

impl PartialEq for CalendarItem {
    fn eq(&self, other: &Self) -> bool {
        let CalendarItem { name, title, weekend, holidays, covers, roll, span: _ } = self;
        *name == other.name
            && *title == other.title
            && *weekend == other.weekend
            && *holidays == other.holidays
            && *covers == other.covers
            && *roll == other.roll
    }
}

impl PartialEq for ChoiceItem {
    fn eq(&self, other: &Self) -> bool {
        let ChoiceItem { name, title, members, span: _ } = self;
        *name == other.name && *title == other.title && *members == other.members
    }
}

impl PartialEq for RecordItem {
    fn eq(&self, other: &Self) -> bool {
        let RecordItem { name, title, fields, span: _ } = self;
        *name == other.name && *title == other.title && *fields == other.fields
    }
}

impl PartialEq for TableItem {
    fn eq(&self, other: &Self) -> bool {
        let TableItem { name, title, citations, columns, rows, span: _ } = self;
        *name == other.name
            && *title == other.title
            && *citations == other.citations
            && *columns == other.columns
            && *rows == other.rows
    }
}

impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        let Row { cells, span: _ } = self;
        *cells == other.cells
    }
}

impl PartialEq for FactsItem {
    fn eq(&self, other: &Self) -> bool {
        let FactsItem { facts, span: _ } = self;
        *facts == other.facts
    }
}

impl PartialEq for ParameterItem {
    fn eq(&self, other: &Self) -> bool {
        let ParameterItem { name, ty, value, label, citations, span: _ } = self;
        *name == other.name
            && *ty == other.ty
            && *value == other.value
            && *label == other.label
            && *citations == other.citations
    }
}

impl PartialEq for DefineItem {
    fn eq(&self, other: &Self) -> bool {
        let DefineItem { name, parameters, label, body, citations, span: _ } = self;
        *name == other.name
            && *parameters == other.parameters
            && *label == other.label
            && *body == other.body
            && *citations == other.citations
    }
}

impl PartialEq for CitationClause {
    fn eq(&self, other: &Self) -> bool {
        let CitationClause { inferred, citations, span: _ } = self;
        *inferred == other.inferred && *citations == other.citations
    }
}

impl PartialEq for Citation {
    fn eq(&self, other: &Self) -> bool {
        let Citation { source, heading, number, span: _ } = self;
        *source == other.source && *heading == other.heading && *number == other.number
    }
}

impl PartialEq for RuleItem {
    fn eq(&self, other: &Self) -> bool {
        let RuleItem {
            name,
            title,
            citations,
            for_each,
            force,
            judged_on,
            when,
            unless,
            duty_of,
            norm,
            otherwise,
            remedy,
            span: _,
        } = self;
        *name == other.name
            && *title == other.title
            && *citations == other.citations
            && *for_each == other.for_each
            && *force == other.force
            && *judged_on == other.judged_on
            && *when == other.when
            && *unless == other.unless
            && *duty_of == other.duty_of
            && *norm == other.norm
            && *otherwise == other.otherwise
            && *remedy == other.remedy
    }
}

impl PartialEq for ExceptionItem {
    fn eq(&self, other: &Self) -> bool {
        let ExceptionItem { name, targets, title, citations, when, span: _ } = self;
        *name == other.name
            && *targets == other.targets
            && *title == other.title
            && *citations == other.citations
            && *when == other.when
    }
}

impl PartialEq for ExampleItem {
    fn eq(&self, other: &Self) -> bool {
        let ExampleItem { title, lines, span: _ } = self;
        *title == other.title && *lines == other.lines
    }
}

impl PartialEq for Path {
    fn eq(&self, other: &Self) -> bool {
        let Path { steps, span: _ } = self;
        *steps == other.steps
    }
}

impl PartialEq for CaseValue {
    fn eq(&self, other: &Self) -> bool {
        let CaseValue { kind, span: _ } = self;
        *kind == other.kind
    }
}

impl PartialEq for Comment {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl PartialEq for Label {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl PartialEq for Norm {
    fn eq(&self, other: &Self) -> bool {
        (self.kind, self.negated, &self.condition) == (other.kind, other.negated, &other.condition)
    }
}

impl PartialEq for Expr {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

impl PartialEq for TypeExpr {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (TypeExpr::Named(name), TypeExpr::Named(theirs)) => name == theirs,
            (TypeExpr::Event { of, by, span: _ }, TypeExpr::Event { of: their_of, by: their_by, span: _ }) => {
                of == their_of && by == their_by
            }
            (TypeExpr::List(inner, _), TypeExpr::List(theirs, _))
            | (TypeExpr::Optional(inner, _), TypeExpr::Optional(theirs, _)) => inner == theirs,
            _ => false,
        }
    }
}
