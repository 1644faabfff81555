//! The states of knowledge: unknown, assumed, disputed, between.

use super::reader::{Inside, Reader};
use super::spelled::{Kind, Spelled};
use crate::error::case::CaseError;
use crate::limits;
use crate::value::{Cell, Type, Value};

impl Reader<'_> {
    /// Whether a state stands where none may, or is badly written; then that is said.
    pub(super) fn refused(&mut self, said: &Spelled) -> bool {
        let (what, help) = match (&said.kind, self.inside) {
            (Kind::Malformed(what, help), _) => (*what, (*help).to_owned()),
            (Kind::Assumed(..), Inside::Assumed) => {
                ("an assumption stands inside of an assumption", "one of the two is enough".to_owned())
            }
            (Kind::Unknown | Kind::Assumed(..) | Kind::Disputed(_) | Kind::Between(..), Inside::Disputed) => (
                "what records disagree about are known values",
                format!("list the values that the records give; if one gives none, write {}", self.unknown_instead()),
            ),
            _ => return false,
        };
        self.state_error(said.span, what.to_owned(), help);
        true
    }

    fn unknown_instead(&self) -> String {
        format!("{} for the fact as a whole", self.unknown())
    }

    /// What is assumed, read as the value that it is.
    pub(super) fn assumed(
        &mut self,
        value: &Spelled,
        because: Option<&Spelled>,
        read: impl FnOnce(&mut Self, &Spelled) -> Cell,
    ) -> Cell {
        if matches!(value.kind, Kind::Unknown | Kind::Disputed(_)) {
            let help = format!("give the value that is assumed, or {} without an assumption", self.unknown());
            let what = format!("what is assumed is a value, not {}", value.what(self.is_json()));
            self.state_error(value.span, what, help);
            return Self::WRONG;
        }
        self.assume(because);
        self.inside(Inside::Assumed, |reader| read(reader, value))
    }

    /// The values that records give.
    pub(super) fn disputed(
        &mut self,
        said: &Spelled,
        values: &[Spelled],
        mut read: impl FnMut(&mut Self, &Spelled) -> Cell,
    ) -> Cell {
        let (span, elements, limit) = (said.span, values.len(), limits::DISPUTES);
        if elements > limit {
            self.error(span, |place| CaseError::ListTooLong { elements, limit, span, place });
            return Self::WRONG;
        }
        if elements < 2 {
            let what = "a dispute is between two values at least".to_owned();
            self.state_error(span, what, "list what each record says; one value alone is simply given".to_owned());
            return Self::WRONG;
        }
        let mut cells = Vec::with_capacity(elements);
        for value in values {
            let cell = self.inside(Inside::Disputed, |reader| read(reader, value));
            if cell != Self::WRONG && cells.contains(&cell) {
                let what = "the same value stands twice in a dispute".to_owned();
                self.state_error(value.span, what, "list each value once, however many records give it".to_owned());
            }
            cells.push(cell);
        }
        Cell::Disputed(cells.into())
    }

    /// A day of which only the range is known.
    pub(super) fn between(&mut self, said: &Spelled, first: &Spelled, last: &Spelled) -> Cell {
        let mut day = |end: &Spelled| match self.refused(end) {
            true => None,
            false => self.plain(&Type::Date, end),
        };
        match (day(first), day(last)) {
            (Some(Value::Date(first)), Some(Value::Date(last))) if first < last => Cell::Between(first, last),
            (Some(Value::Date(first)), Some(Value::Date(last))) if first == last => Cell::Known(Value::Date(first)),
            (Some(Value::Date(first)), Some(Value::Date(last))) => {
                let (first, last, span) = (first.to_string(), last.to_string(), said.span);
                self.error(span, |place| CaseError::BetweenOrder { first, last, span, place });
                Self::WRONG
            }
            _ => Self::WRONG,
        }
    }
}
