//! A procedure with every type, built by hand, and pictures of problems.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write;
use std::sync::Arc;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, Severity, SourceCode};
use whereas::calendar::{Calendar, Roll};
use whereas::case::{Case, leaves};
use whereas::error::Problem;
use whereas::model::{
    Base, Choice, Condition, ConditionKind, Field, ForEach, Listing, Member, Model, NormKind, Place, Record, Rule,
    Shape, Term, width,
};
use whereas::source::{Source, Span};
use whereas::text::Text;
use whereas::value::{Cell, ChoiceId, Day, Duration, RecordId, Type, Unit, Value};

/// A choice: its name, and its members with labels in English and French.
fn choice(name: &str, members: &[(&str, &str, &str)]) -> Choice {
    let member = |(name, own, french): &(&str, &str, &str)| {
        let mut label = Text::plain("en", own);
        label.translations.push(("fr".into(), (*french).into()));
        Member { name: (*name).into(), label }
    };
    Choice { name: name.into(), label: Text::plain("en", name), members: members.iter().map(member).collect() }
}

/// A field: its name, type, label and class of durations.
type Declared = (&'static str, Type, &'static str, Option<u16>);

/// Fields with their types, labels and classes of durations.
fn shape(records: &[Record], fields: &[Declared]) -> Shape {
    let mut shape = Shape::default();
    for (name, ty, label, unit_class) in fields {
        let label = Text::plain("en", label);
        let (at, span) = (shape.width, Span::default());
        shape.width += width(records, ty);
        shape.fields.push(Field { name: (*name).into(), label, ty: ty.clone(), at, unit_class: *unit_class, span });
    }
    shape
}

/// A rule that always holds, once or for each element of the list at that path.
fn rule(name: &str, each: Option<(&str, Type)>) -> Rule {
    let place = Place { base: Base::Facts, at: 0 };
    Rule {
        name: name.into(),
        title: Text::plain("en", name),
        citations: Vec::new(),
        practice: false,
        for_each: each.map(|(path, element)| ForEach {
            variable: "d".into(),
            list: Listing::Cell(place),
            path: path.into(),
            element,
        }),
        force: Vec::new(),
        judged_on: None,
        when: None,
        excuses: Vec::new(),
        duty_of: None,
        norm: NormKind::Requires,
        condition: Condition { kind: ConditionKind::Holds(Term::Value(Value::YesNo(true))), span: Span::default() },
        counts: false,
        otherwise: None,
        remedy: None,
        span: Span::default(),
    }
}

/// The procedure of the tests: a fact of every type.
pub fn model() -> Model {
    let choices = vec![
        choice(
            "Office",
            &[
                ("secretary_general", "Secretary General", "Secrétaire général"),
                ("deputy_secretary_general", "Deputy Secretary General", "Secrétaire général délégué"),
                ("chair", "Chair of the committee", "Président du comité"),
            ],
        ),
        choice(
            "Country",
            &[
                ("norway", "Norway", "Norvège"),
                ("france", "France", "France"),
                ("montenegro", "Montenegro", "Monténégro"),
            ],
        ),
        choice("Route", &[("direct", "Recruited directly", "Recruté"), ("seconded", "Seconded", "Détaché")]),
    ];
    let (office, country, route) = (ChoiceId(0), ChoiceId(1), ChoiceId(2));
    let list = |inner: Type| Type::List(Arc::new(inner));
    let optional = |inner: Type| Type::Optional(Arc::new(inner));
    let event = |by: Option<ChoiceId>, of: Option<RecordId>| Type::Event { by, of };
    let mut records: Vec<Record> = Vec::new();
    let declared: [(&str, Vec<Declared>); 4] = [
        (
            "Candidate",
            vec![
                ("name", Type::Text, "Name", None),
                ("nationalities", list(Type::Choice(country)), "Nationalities", None),
                ("internal", Type::YesNo, "Already a member of the staff", None),
                ("born", optional(Type::Date), "Date of birth", None),
            ],
        ),
        (
            "Decision",
            vec![
                ("subject", Type::Text, "Subject", None),
                ("owner", optional(Type::Choice(office)), "Owner", None),
                ("notice", Type::Duration, "Notice given", Some(0)),
                ("adopted", event(Some(office), None), "Decision adopted", None),
            ],
        ),
        (
            "Contact",
            vec![
                ("counterpart", Type::Text, "Counterpart", None),
                ("country", optional(Type::Choice(country)), "Country of the counterpart", None),
            ],
        ),
        (
            "Partner",
            vec![
                ("name", Type::Text, "Name of the partner", None),
                ("share", Type::Number, "Share", None),
                ("signed", event(None, None), "Agreement signed", None),
            ],
        ),
    ];
    for (name, fields) in declared {
        let shape = shape(&records, &fields);
        records.push(Record { name: name.into(), shape });
    }
    let facts = shape(
        &records,
        &[
            ("candidate", Type::Record(RecordId(0)), "Candidate", None),
            ("office", optional(Type::Choice(office)), "Office to be held", None),
            ("route", Type::Choice(route), "Route", None),
            ("starts", Type::Date, "Takes effect on", None),
            ("salary", Type::Number, "Salary", None),
            ("remote", Type::YesNo, "Works from another place", None),
            ("remark", optional(Type::Text), "Remark", None),
            ("notice", Type::Duration, "Period of notice", Some(0)),
            ("announced_for", Type::Duration, "Announced for", Some(1)),
            ("service", Type::Period, "Service", None),
            ("leave", optional(Type::Period), "Leave of absence", None),
            ("partner", optional(Type::Record(RecordId(3))), "Partner", None),
            ("decisions", list(Type::Record(RecordId(1))), "Decisions", None),
            ("keywords", list(Type::Text), "Keywords", None),
            ("absences", list(Type::Period), "Absences", None),
            ("published", event(None, None), "Vacancy published", None),
            ("approved", event(Some(office), None), "Appointment approved", None),
            ("contacted", event(Some(office), Some(RecordId(2))), "Counterpart contacted", None),
        ],
    );
    let parameters = shape(
        &records,
        &[
            ("open_for", Type::Duration, "Shortest time a vacancy stays open", Some(1)),
            ("threshold", Type::Number, "Threshold", None),
            ("languages", list(Type::Text), "Languages of the office", None),
        ],
    );
    let open_for = Duration { count: 10, unit: Unit::WorkingDay };
    Model {
        name: "appointment".into(),
        title: Text::plain("en", "Appointment"),
        version: "1".into(),
        language: "en".into(),
        choices,
        records,
        tables: Vec::new(),
        facts,
        settings: vec![Cell::Known(Value::Duration(open_for)), Cell::Missing, Cell::Missing],
        parameter_citations: vec![Vec::new(); parameters.fields.len()],
        parameters,
        unit_classes: vec![None, Some(Unit::WorkingDay)],
        calendar: Some(Calendar::new(
            Text::plain("en", "Example calendar"),
            (Day::new(2018, 1, 1).unwrap(), Day::new(2018, 12, 31).unwrap()),
            [false, false, false, false, false, true, true],
            Vec::new(),
            Roll::Stay,
        )),
        sources: Vec::new(),
        defines: Vec::new(),
        rules: vec![rule("approval", None), rule("decision_owned", Some(("decisions", Type::Record(RecordId(1)))))],
        exceptions: Vec::new(),
        unencoded: Vec::new(),
        blank: Vec::new(),
    }
}

/// Every leaf of a case of which something is said, one a line.
pub fn picture(model: &Model, case: &Case) -> String {
    let mut out = String::new();
    let (title, procedure, as_of) = (&case.title, &case.procedure, case.as_of.map(|day| day.to_string()));
    writeln!(out, "{title:?} of {procedure:?} as of {as_of:?}, parameters set by {:?}", case.set_by).unwrap();
    leaves(model, case, &mut |leaf| {
        let nothing = Cell::Known(Value::Event(Arc::default()));
        if *leaf.cell != Cell::Missing && *leaf.cell != nothing {
            let cell = match leaf.cell {
                Cell::Known(Value::List(list)) => format!("list of {}", list.len()),
                Cell::Known(Value::Event(occurrences)) => {
                    let notes: Vec<_> = occurrences.iter().filter_map(|occurrence| occurrence.note.clone()).collect();
                    format!("event with {} occurrences, notes {notes:?}", occurrences.len())
                }
                other => format!("{other:?}"),
            };
            writeln!(out, "{} ({}, {:?}) = {cell}", leaf.path, leaf.label.own, leaf.part).unwrap();
        }
    });
    for assumption in &case.assumed {
        writeln!(out, "assumed: {} because {:?}", assumption.fact, assumption.because).unwrap();
    }
    out
}

/// The problems as a terminal shows them, without colours.
pub fn pictures(source: &Source, problems: &[Problem]) -> String {
    let handler =
        GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor()).with_width(110).with_links(false);
    let mut out = String::new();
    for problem in problems {
        let shown = Shown { problem, source: NamedSource::new(&*source.name, source.text.to_string()) };
        handler.render_report(&mut out, &shown).unwrap();
        out.push('\n');
    }
    out
}

/// A problem with its source.
#[derive(Debug)]
struct Shown<'p> {
    problem: &'p Problem,
    source: NamedSource<String>,
}

impl std::fmt::Display for Shown<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.problem.diagnostic.fmt(out)
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        self.problem.diagnostic.code()
    }
    fn severity(&self) -> Option<Severity> {
        self.problem.diagnostic.severity()
    }
    fn help<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        self.problem.diagnostic.help()
    }
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }
    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.problem.diagnostic.labels()
    }
}
