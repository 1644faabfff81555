//! Every text that the fuzz targets keep, and every one that ever failed, is held against the same claims.

#![expect(clippy::print_stdout, reason = "where a claim fails, the text that it fails on is shown")]

mod hostile;

use std::path::Path;
use std::time::{Duration, Instant};

/// Gives a target each text of its folder.
fn each(target: &str, claims: fn(&str)) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut texts = 0;
    for entry in std::fs::read_dir(&folder).expect("the corpus can be read") {
        let path = entry.expect("the corpus can be read").path();
        let text = std::fs::read_to_string(&path).expect("a text of the corpus is UTF-8");
        println!("{}", path.display());
        let start = Instant::now();
        claims(&text);
        assert!(start.elapsed() < Duration::from_secs(20), "it takes too long");
        texts += 1;
    }
    assert!(texts > 20, "{texts} texts are in {}", folder.display());
}

#[test]
fn any_text_as_rules_compiles_or_is_told_what_is_wrong() {
    each("source", hostile::source);
}

#[test]
fn any_text_as_a_case_in_json_is_judged_or_is_told_what_is_wrong() {
    each("case_json", hostile::case_json);
}

#[test]
fn any_text_as_a_case_in_lines_is_judged_or_is_told_what_is_wrong() {
    each("case_lines", hostile::case_lines);
}

#[test]
fn any_text_that_can_be_laid_out_says_the_same_then() {
    each("layout", hostile::layout);
}

#[test]
fn any_case_says_the_same_in_all_spellings() {
    each("spellings", hostile::spellings);
}
