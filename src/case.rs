//! A case in any spelling, read against the model.

mod events;
mod example;
mod json;
mod leaves;
mod parameter;
mod path;
mod print;
mod read;
mod reader;
mod spelled;
mod states;
mod values;
mod words;
mod write;
mod written;

use std::sync::Arc;

use crate::error::Problem;
use crate::error::case::CaseError;
use crate::model::Model;
use crate::source::{FileId, Source, Span};
use crate::syntax::{CaseFile, CaseLine, Name, Written};
use crate::value::{Cell, Day, Type, Value};

pub use example::{Example, Expected, ExpectedKind, from_example};
pub use leaves::{Leaf, Part, leaves};
pub use parameter::set_parameter;
pub use write::{to_case, to_json};

use reader::{Reader, Spelling};
use spelled::{Kind, Member, Spelled};
use words::{nearest, shown};

/// A case, every fact in its slot.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// What it is called: `Ms A., director`.
    pub title: Arc<str>,
    /// The procedure that it names, where it names one.
    pub procedure: Option<Arc<str>>,
    /// The day on which it is judged, where it says.
    pub as_of: Option<Day>,
    /// The facts, laid out as [`crate::model::Model::facts`].
    pub cells: Vec<Cell>,
    /// The parameters, laid out as [`crate::model::Model::parameters`]: the files' values, or what was set instead.
    pub settings: Vec<Cell>,
    /// Who set each parameter, one for each field of [`crate::model::Model::parameters`].
    pub set_by: Vec<SetBy>,
    /// Facts that are assumed, in the order of the model.
    pub assumed: Vec<Assumption>,
}

/// Who set a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetBy {
    /// The procedure's files, or nobody.
    File,
    /// The case.
    Case,
    /// Whoever asked for the check.
    Caller,
}

/// A fact that is taken for given although the file does not say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assumption {
    /// The fact, as in `decisions[0].owner` or `approved[1].on`.
    pub fact: String,
    /// Why.
    pub because: Option<Arc<str>>,
}

/// The members of a case in JSON.
const MEMBERS: [&str; 5] = ["case", "procedure", "as_of", "facts", "parameters"];

/// Reads a case in JSON: the case, or all that is wrong with it.
pub fn from_json(model: &Model, id: FileId, source: &Source) -> Result<Case, Vec<Problem>> {
    let (root, twice) = json::spelled(id, &source.text).map_err(|error| vec![Problem::new(id, *error)])?;
    let mut reader = Reader::new(model, Spelling::Json(&source.text, &root));
    for (span, error) in twice {
        reader.error(span, |_| error);
    }
    let case = reader.case(&root, &source.name);
    reader.finish(id, case)
}

/// Reads a case as a `.case` file writes it: the case, or all that is wrong with it.
pub fn from_syntax(model: &Model, file: &CaseFile) -> Result<Case, Vec<Problem>> {
    let mut reader = Reader::new(model, Spelling::Written);
    let case = reader.lines(&file.title, file.procedure.as_ref(), &file.lines);
    reader.finish(file.id, case)
}

/// What keeps a text from being read as JSON at all, whatever the procedure.
pub fn json_problem(id: FileId, source: &Source) -> Option<Problem> {
    json::spelled(id, &source.text).err().map(|error| Problem::new(id, *error))
}

/// The procedure that a case in JSON names. What is wrong with the text is left to [`from_json`].
pub fn json_procedure(text: &str) -> Option<String> {
    json::procedure(text)
}

impl<'m> Reader<'m> {
    fn case(&mut self, root: &Spelled, name: &str) -> Case {
        let mut case = self.empty(name);
        let Kind::Object(members) = &root.kind else {
            let help = r#"a case is written `{"case": "…", "as_of": "2018-01-20", "facts": { … }}`"#.to_owned();
            let what = format!("a case is an object, not {}", root.what(true));
            self.state_error(root.span, what, help);
            return case;
        };
        let (mut facts, mut parameters): (&[Member], &[Member]) = (&[], &[]);
        for Member { name, name_span, value } in members {
            match &**name {
                "case" => case.title = self.member("case", |reader| reader.text(value)).unwrap_or(case.title),
                "procedure" => case.procedure = self.member("procedure", |reader| reader.text(value)),
                "as_of" => {
                    let day = self.member("as_of", |reader| reader.day_of_check(value));
                    case.as_of = day.and_then(|day| if let Value::Date(day) = day { Some(day) } else { None });
                }
                "facts" => facts = self.members("facts", value),
                "parameters" => parameters = self.members("parameters", value),
                _ => self.unknown_member(name, *name_span),
            }
        }
        self.facts(facts, &mut case);
        self.parameters(parameters, &mut case);
        case.assumed = std::mem::take(&mut self.assumed);
        case
    }

    /// Reads the lines of a `.case` file or example.
    fn lines(&mut self, title: &Written<String>, procedure: Option<&Name>, lines: &[CaseLine]) -> Case {
        let said = Spelled { kind: Kind::Text(title.value.as_str().into()), span: title.span };
        let title = self.text(&said).unwrap_or_default();
        let mut case = self.empty(&title);
        case.procedure = procedure.map(|name| name.value.clone());
        let mut as_of: Option<Span> = None;
        let mut settings: Vec<Member> = Vec::new();
        for line in lines {
            match line {
                CaseLine::AsOf(day) => match as_of {
                    Some(first) => {
                        self.given_twice("as of", day.span, first, "keep one of them: a case is judged on one day");
                    }
                    None => (as_of, case.as_of) = (Some(day.span), Some(day.value)),
                },
                CaseLine::Set(name, value) => {
                    let known = settings.iter().find(|member| *member.name == *name.value);
                    match known.map(|member| member.name_span) {
                        Some(first) => self.given_twice(&name.value, name.span, first, "keep one of them"),
                        None => settings.push(Member {
                            name: (&*name.value).into(),
                            name_span: name.span,
                            value: written::spelled(value),
                        }),
                    }
                }
                CaseLine::Fact(..) | CaseLine::Expect(_) => {}
            }
        }
        let facts = lines.iter().filter_map(|line| match line {
            CaseLine::Fact(path, value) => Some((path, value)),
            _ => None,
        });
        let facts = self.grow(facts);
        self.facts(&facts, &mut case);
        self.parameters(&settings, &mut case);
        case.assumed = std::mem::take(&mut self.assumed);
        case
    }

    fn empty(&self, title: &str) -> Case {
        Case {
            title: title.into(),
            procedure: None,
            as_of: None,
            cells: Vec::with_capacity(self.model.facts.width),
            settings: self.model.settings.clone(),
            set_by: vec![SetBy::File; self.model.parameters.fields.len()],
            assumed: Vec::new(),
        }
    }

    fn facts(&mut self, members: &[Member], case: &mut Case) {
        self.fields(&self.model.facts, "the procedure has no fact", members, &mut case.cells);
    }

    fn parameters(&mut self, members: &[Member], case: &mut Case) {
        let shape = &self.model.parameters;
        let (said, _) = self.sorted(shape, "the procedure has no parameter", members, &[]);
        for ((field, said), set_by) in shape.fields.iter().zip(said).zip(&mut case.set_by) {
            let Some(said) = said else { continue };
            let mut cells = Vec::new();
            self.field(field, Some(said), &mut cells);
            set(&mut case.settings, field.at, cells);
            *set_by = SetBy::Case;
        }
    }

    /// The day of the check, which is never unknown.
    fn day_of_check(&mut self, said: &Spelled) -> Option<Value> {
        if matches!(said.kind, Kind::String(_)) {
            return self.plain(&Type::Date, said);
        }
        let what = format!("`as_of` takes a day, not {}", said.what(true));
        let help = r#"write `"as_of": "2018-01-20"`, or leave it out: then the day is given with the check"#.to_owned();
        self.state_error(said.span, what, help);
        None
    }

    /// Reads a member of the case that is no fact.
    fn member<T>(&mut self, name: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        self.part(name, read)
    }

    fn members<'s>(&mut self, name: &str, said: &'s Spelled) -> &'s [Member] {
        if let Kind::Object(members) = &said.kind {
            return members;
        }
        let what = format!("`{name}` takes an object, not {}", said.what(true));
        self.state_error(said.span, what, format!("write `{{\"{name}\": {{ … }}}}`, or leave it out"));
        &[]
    }

    fn unknown_member(&mut self, name: &str, span: Span) {
        let model = self.model;
        self.error(span, |place| {
            let help = match name {
                _ if model.facts.field(name).is_some() => {
                    "it is a fact: write it inside of `\"facts\": { … }`".to_owned()
                }
                _ if model.parameters.field(name).is_some() => {
                    "it is a parameter: write it inside of `\"parameters\": { … }`".to_owned()
                }
                _ => nearest(name, MEMBERS).unwrap_or_default(),
            };
            let holder = "a case has no member".to_owned();
            CaseError::UnknownName { holder, name: shown(name), help: Some(help), span, place }
        });
    }
}

/// Puts cells in the place of others.
fn set(cells: &mut [Cell], at: usize, new: Vec<Cell>) {
    for (cell, new) in cells.iter_mut().skip(at).zip(new) {
        *cell = new;
    }
}
