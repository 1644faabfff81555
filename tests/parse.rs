//! From text to syntax tree and back: one file a claim, its name is the claim.
//!
//! For a good file the picture is its layout, for a bad one what its author is told.

use std::fmt;
use std::path::Path;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};
use whereas::error::Problem;
use whereas::source::Source;
use whereas::{format, parse};

/// A problem with the text that it is about.
#[derive(Debug)]
struct Shown {
    problem: Problem,
    text: String,
}

impl fmt::Display for Shown {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.problem.diagnostic.fmt(out)
    }
}

impl std::error::Error for Shown {}

impl Diagnostic for Shown {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.problem.diagnostic.code()
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.problem.diagnostic.help()
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.problem.diagnostic.labels()
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.text)
    }
}

fn read(path: &Path) -> Source {
    let name = path.file_name().expect("a glob gives files").to_string_lossy().into_owned();
    Source::new(name, std::fs::read_to_string(path).expect("the file is there"))
}

fn is_case(source: &Source) -> bool {
    source.name.ends_with(".case")
}

fn shown(problems: Vec<Problem>, source: &Source) -> String {
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor()).with_width(100);
    let mut out = String::new();
    for problem in problems {
        // As a face does it: what could steer a terminal is not shown.
        let text = source.text.replace('\u{202e}', "\u{fffd}").replace('\u{1b}', "?");
        let shown = Shown { problem, text };
        handler.render_report(&mut out, &shown).expect("a report is text");
        out.push('\n');
    }
    out.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

#[test]
fn good_files_have_one_layout() {
    insta::glob!("cases/parse/good/*", |path| {
        let source = read(path);
        let text = if is_case(&source) { format::checked_case(&source, 0) } else { format::checked(&source, 0) };
        let text = text.unwrap_or_else(|problems| panic!("{}", shown(problems, &source)));
        insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!(text) });
    });
}

#[test]
fn bad_files_are_told_what_is_wrong() {
    insta::glob!("cases/parse/bad/*", |path| {
        let source = read(path);
        let problems = if is_case(&source) { parse::case(0, &source).1 } else { parse::file(0, &source).1 };
        assert!(!problems.is_empty(), "{} is read without a word", source.name);
        insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!(shown(problems, &source)) });
    });
}
