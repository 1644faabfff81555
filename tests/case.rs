//! Cases in every spelling against one procedure with every type. The name of a file is the claim.

mod common;

use std::fs;
use std::path::Path;

use common::{model, picture, pictures};
use whereas::case::{Case, from_json};
use whereas::error::Problem;
use whereas::source::Source;

/// Reads a case file of either spelling.
fn read(path: &Path) -> (Source, Result<Case, Vec<Problem>>) {
    let name = path.file_name().unwrap().to_str().unwrap();
    let source = Source::new(name, fs::read_to_string(path).unwrap());
    let case = from_json(&model(), 0, &source);
    (source, case)
}

fn json(text: &str) -> Result<Case, Vec<Problem>> {
    from_json(&model(), 0, &Source::new("case.json", text))
}

#[test]
fn bad_cases_in_json() {
    insta::glob!("cases/case/bad/*.json", |path| {
        let (source, case) = read(path);
        let problems = case.expect_err("the file is among the bad ones");
        insta::assert_snapshot!(pictures(&source, &problems));
    });
}

#[test]
fn good_cases_in_json() {
    insta::glob!("cases/case/good/*.json", |path| {
        let (source, case) = read(path);
        match case {
            Ok(case) => insta::assert_snapshot!(picture(&model(), &case)),
            Err(problems) => panic!("{}", pictures(&source, &problems)),
        }
    });
}

#[test]
fn the_order_of_keys_never_matters() {
    let one = json(r#"{"case": "x", "facts": {"starts": {"assumed": "2018-01-01"}, "route": {"assumed": "direct"}}}"#);
    let two = json(r#"{"facts": {"route": {"assumed": "direct"}, "starts": {"assumed": "2018-01-01"}}, "case": "x"}"#);
    assert_eq!(one.unwrap(), two.unwrap());
}
