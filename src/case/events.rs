//! Events: a day, an object, or a list of these.

use super::reader::{Inside, Reader};
use super::spelled::{Kind, Spelled};
use crate::error::case::CaseError;
use crate::model::Shape;
use crate::value::{Cell, ChoiceId, Occurrence, RecordId, Type, Value};

impl Reader<'_> {
    /// The cell of an event.
    pub(super) fn event(&mut self, ty: &Type, by: Option<ChoiceId>, of: Option<RecordId>, said: &Spelled) -> Cell {
        if self.refused(said) {
            return Self::WRONG;
        }
        let occurrences = match &said.kind {
            Kind::Unknown => return Cell::Unknown,
            Kind::None => {
                let (none, unknown, span) = (self.none(), self.unknown(), said.span);
                let help = format!(
                    "leave it out or write `[]` where none is on record, {unknown} where it is not known whether it happened"
                );
                self.error(span, |place| CaseError::EventNone { none, help, span, place });
                return Self::WRONG;
            }
            Kind::Assumed(value, because) => {
                return self.assumed(value, because.as_deref(), |reader, value| reader.event(ty, by, of, value));
            }
            // Records that disagree on the day alone agree that it happened once.
            Kind::Disputed(values) if !values.iter().all(is_day) => {
                return self.disputed(said, values, |reader, value| reader.event(ty, by, of, value));
            }
            Kind::List(elements) => {
                if self.too_long(elements, said.span) {
                    return Self::WRONG;
                }
                let mut read = Vec::with_capacity(elements.len());
                for (at, element) in elements.iter().enumerate() {
                    // The first occurrence is called by the name of the event itself.
                    let part = if at == 0 { String::new() } else { format!("[{at}]") };
                    read.push(self.part(&part, |reader| reader.occurrence(ty, by, of, element)));
                }
                read
            }
            _ => vec![self.occurrence(ty, by, of, said)],
        };
        Cell::Known(Value::Event(occurrences.into()))
    }

    fn occurrence(&mut self, ty: &Type, by: Option<ChoiceId>, of: Option<RecordId>, said: &Spelled) -> Occurrence {
        const NO_FIELDS: &Shape = &Shape { fields: Vec::new(), width: 0 };
        let record = of.and_then(|id| self.model.record(id));
        let shape = record.map_or(NO_FIELDS, |record| &record.shape);
        let mut occurrence = Occurrence { on: Cell::Missing, by: Cell::Missing, note: None, fields: Box::default() };
        let mut cells = Vec::with_capacity(shape.width);
        let nothing = Vec::new();
        let members = match &said.kind {
            _ if self.refused(said) => &nothing,
            Kind::Object(members) => members,
            Kind::String(_) | Kind::Date(_) | Kind::Between(..) | Kind::Disputed(_) => {
                occurrence.on = self.cell(&Type::Date, false, said);
                &nothing
            }
            Kind::Unknown | Kind::Assumed(..) => {
                let what = "one occurrence among several cannot be unknown or assumed as a whole".to_owned();
                let help =
                    format!("say it of the event `{0}`, or of the day of this occurrence, its `on`", self.path());
                self.state_error(said.span, what, help);
                &nothing
            }
            _ => {
                self.misfit(ty, said);
                &nothing
            }
        };
        let what = match record {
            Some(record) => format!("an occurrence with the fields of `{}` has no", record.name),
            None => "an occurrence has no".to_owned(),
        };
        let (fields, parts) = self.sorted(shape, &what, members, &["on", "by", "note"]);
        for (part, said) in ["on", "by", "note"].into_iter().zip(parts) {
            let Some(said) = said else { continue };
            match (part, by) {
                ("on", _) => occurrence.on = self.part(".on", |reader| reader.cell(&Type::Date, false, said)),
                ("by", Some(id)) => {
                    occurrence.by = self.part(".by", |reader| reader.cell(&Type::Choice(id), false, said));
                }
                ("by", None) => {
                    let (event, span) = (self.path().to_owned(), said.span);
                    self.error(span, |place| CaseError::NoActor { event, span, place });
                }
                _ => {
                    occurrence.note =
                        self.part(".note", |reader| reader.inside(Inside::Nothing, |reader| reader.text(said)))
                }
            }
        }
        for (field, said) in shape.fields.iter().zip(fields) {
            self.field(field, said, &mut cells);
        }
        occurrence.fields = cells.into();
        occurrence
    }
}

/// Whether it is a bare day.
fn is_day(said: &Spelled) -> bool {
    matches!(said.kind, Kind::Date(_) | Kind::String(_))
}
