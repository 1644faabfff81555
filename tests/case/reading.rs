//! Cases in every spelling against one procedure with every type. The name of a file is the claim.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;

use crate::common::{model, picture, pictures};
use whereas::case::{
    Case, Example, SetBy, from_example, from_json, from_syntax, json_procedure, set_parameter, to_case, to_json,
};
use whereas::error::Problem;
use whereas::error::case::CaseError;
use whereas::parse;
use whereas::source::Source;
use whereas::syntax::Item;
use whereas::value::{Cell, Duration, Unit, Value};

/// Reads a case file of either spelling.
fn read(path: &Path) -> (Source, Result<Case, Vec<Problem>>) {
    let name = path.file_name().unwrap().to_str().unwrap();
    let source = Source::new(name, fs::read_to_string(path).unwrap());
    let case = match path.extension().unwrap().to_str() {
        Some("json") => from_json(&model(), 0, &source),
        _ => lines(&source),
    };
    (source, case)
}

fn lines(source: &Source) -> Result<Case, Vec<Problem>> {
    let (file, problems) = parse::case(0, source);
    assert!(problems.is_empty(), "{}", pictures(source, &problems));
    from_syntax(&model(), &file.unwrap())
}

/// Reads an example that stands alone in a file.
fn example(source: &Source) -> Result<Example, Vec<Problem>> {
    let (file, problems) = parse::file(0, source);
    assert!(problems.is_empty(), "{}", pictures(source, &problems));
    let item = file.items.iter().find_map(|item| match item {
        Item::Example(item) => Some(item),
        _ => None,
    });
    from_example(&model(), item.unwrap())
}

fn json(text: &str) -> Result<Case, Vec<Problem>> {
    from_json(&model(), 0, &Source::new("case.json", text))
}

#[test]
fn bad_cases_in_json() {
    insta::glob!("bad/*.json", |path| {
        let (source, case) = read(path);
        let problems = case.expect_err("the file is among the bad ones");
        insta::assert_snapshot!(pictures(&source, &problems));
    });
}

#[test]
fn working_days_need_a_calendar() {
    let mut model = model();
    model.calendar = None;
    let source = Source::new("case.case", "case \"A\" of trial\n  announced_for = 10 working days\n");
    let (file, _) = parse::case(0, &source);
    let problems = from_syntax(&model, &file.unwrap()).expect_err("nothing says which days are working days");
    insta::assert_snapshot!(pictures(&source, &problems));
}

#[test]
fn bad_cases_in_lines() {
    insta::glob!("bad/*.case", |path| {
        let (source, case) = read(path);
        let problems = case.expect_err("the file is among the bad ones");
        insta::assert_snapshot!(pictures(&source, &problems));
    });
}

#[test]
fn bad_examples() {
    insta::glob!("bad/*.whereas", |path| {
        let source = Source::new("procedure.whereas", fs::read_to_string(path).unwrap());
        let problems = example(&source).expect_err("the file is among the bad ones");
        insta::assert_snapshot!(pictures(&source, &problems));
    });
}

#[test]
fn good_examples() {
    insta::glob!("good/*.whereas", |path| {
        let source = Source::new("procedure.whereas", fs::read_to_string(path).unwrap());
        match example(&source) {
            Ok(example) => {
                let expected: Vec<_> =
                    example.expectations.iter().map(|one| (&one.kind, source.slice(one.span))).collect();
                insta::assert_snapshot!(format!("{}{expected:#?}", picture(&model(), &example.case)));
            }
            Err(problems) => panic!("{}", pictures(&source, &problems)),
        }
    });
}

#[test]
fn good_cases() {
    insta::glob!("good/*.{json,case}", |path| {
        let (source, case) = read(path);
        match case {
            Ok(case) => {
                let (picture, json, lines) =
                    (picture(&model(), &case), to_json(&model(), &case), to_case(&model(), &case));
                insta::assert_snapshot!(format!("{picture}\n{json}\n{lines}"));
            }
            Err(problems) => panic!("{}", pictures(&source, &problems)),
        }
    });
}

#[test]
fn the_order_of_keys_never_matters() {
    let (starts, route) =
        (r#""starts": {"assumed": "2018-01-01", "because": "b"}"#, r#""route": {"because": "b", "assumed": "direct"}"#);
    let one = json(&format!(r#"{{"case": "x", "facts": {{{starts}, {route}}}}}"#));
    let two = json(&format!(r#"{{"facts": {{{route}, {starts}}}, "case": "x"}}"#));
    assert_eq!(one.unwrap(), two.unwrap());
}

#[test]
fn the_spellings_say_the_same() {
    let one = r#"{"case": "Ms A.", "procedure": "appointment", "as_of": "2018-06-10", "facts": {
        "starts": "2018-06-05", "office": null, "route": {"assumed": "direct", "because": "the file does not say"},
        "candidate": {"nationalities": ["montenegro"], "internal": false}, "salary": 12.50,
        "published": {"on": {"between": ["2018-03-01", "2018-03-07"]}},
        "approved": {"on": {"disputed": ["2018-03-20", "2018-03-22"]}},
        "contacted": [{"on": "2018-05-30", "by": "chair", "counterpart": "B"}, {"on": "2018-05-31", "counterpart": "C"}],
        "service": {"from": "2018-01-01", "until": null}, "decisions": [{"owner": "chair"}, {"unknown": true}] },
        "parameters": {"open_for": "5 working days"} }"#;
    let two = r#"case "Ms A." of appointment
  contacted[1].counterpart = "C"
  starts = 2018-06-05
  office = none
  route = assume direct because "the file does not say"
  as of 2018-06-10
  candidate.internal = no
  candidate.nationalities = [montenegro]
  salary = 12.50
  decisions[1] = unknown
  published = between 2018-03-01 and 2018-03-07
  approved = disputed 2018-03-20, 2018-03-22
  contacted = [2018-05-30 by chair, 2018-05-31]
  contacted.counterpart = "B"
  decisions[0].owner = chair
  service = from 2018-01-01
  set open_for = 5 working days
"#;
    assert_eq!(json(one).unwrap(), lines(&Source::new("x.case", two)).unwrap());
}

#[test]
fn the_procedure_is_found_without_reading_the_case() {
    let named = |text: &str| json_procedure(text);
    assert_eq!(named(r#"{"facts": {"procedure": "x"}, "procedure": "appointment"}"#).as_deref(), Some("appointment"));
    assert_eq!(named(r#"{"procedure": "appointment", "facts": {"#).as_deref(), Some("appointment"));
    assert_eq!(named(r#"{"facts": {}}"#), None);
    assert_eq!(named(r#"{"procedure": 7}"#), None);
    assert_eq!(named("[]"), None);
    assert_eq!(named(""), None);
}

/// Sets a parameter of an empty case and gives its cell, or the problems as a picture.
fn set(name: &str, text: &str) -> Result<Cell, String> {
    let (model, mut case) = (model(), json("{}").unwrap());
    match set_parameter(&model, &mut case, 0, name, text) {
        Ok(()) => {
            let field = model.parameters.field(name).unwrap();
            let at = model.parameters.fields.iter().position(|other| other.name == field.name).unwrap();
            assert_eq!(case.set_by[at], SetBy::Caller);
            Ok(case.settings[field.at].clone())
        }
        Err(problems) => Err(pictures(&Source::new("--set", format!("{name}={text}")), &problems)),
    }
}

#[test]
fn parameters_are_set_from_outside() {
    let days = Value::Duration(Duration { count: 15, unit: Unit::WorkingDay });
    assert_eq!(set("open_for", "15 working days"), Ok(Cell::Known(days.clone())));
    assert_eq!(set("open_for", "\"15 working days\""), Ok(Cell::Known(days)));
    assert_eq!(set("open_for", "unknown"), Ok(Cell::Unknown));
    assert_eq!(set("threshold", "12.50"), Ok(Cell::Known(Value::Number("12.50".parse().unwrap()))));
    for list in ["[en, \"fr\"]", "[ \"en\" , fr ]"] {
        let Ok(Cell::Known(Value::List(languages))) = set("languages", list) else { panic!("{list}") };
        assert_eq!(languages.cells, ["en", "fr"].map(|text| Cell::Known(Value::Text(text.into()))));
    }
    let mut wrong = String::new();
    for (name, text) in [
        ("open_fro", "5 working days"),
        ("open_for", "5 days"),
        ("open_for", "5 wroking days"),
        ("threshold", "much"),
        ("threshold", "none"),
        ("languages", "en"),
        ("languages", "[en,"),
        ("languages", "[\"en\" \"fr\"]"),
        ("starts", "2018-01-20"),
    ] {
        wrong += &set(name, text).unwrap_err();
    }
    insta::assert_snapshot!(wrong);
}

#[test]
fn a_face_can_tell_which_fact_a_problem_is_about() {
    let problems = json(r#"{"facts": {"decisions": [{"owner": "x"}]}}"#).unwrap_err();
    let place = CaseError::place_of(&problems[0]).unwrap();
    assert_eq!(place.pointer.as_deref(), Some("/facts/decisions/0/owner"));
    assert_eq!((&*place.path, place.label.as_deref()), ("decisions[0].owner", Some("Owner")));
}
