//! The lines of cases and examples.

use super::label::quoted;
use super::page::{Page, WIDTH, padded, width};
use crate::source::Span;
use crate::syntax::{CaseFile, CaseLine, CaseValue, CaseValueKind, ExampleItem, Expectation, Path, Step, Written};

impl Page<'_> {
    /// `case "Ms A., director" of appointment`
    pub fn case_file(&mut self, case: &CaseFile) {
        let title = quoted(&case.title.value);
        let of = case.procedure.as_ref().map_or_else(String::new, |name| format!(" of {}", name.value));
        let start = self.words_before(case.title.span, "case");
        self.line(0, format!("case {title}{of}"), start);
        self.begin(0);
        self.case_lines(&case.lines);
    }

    /// `example "…"`
    pub fn example(&mut self, item: &ExampleItem) {
        self.line(0, format!("example {}", quoted(&item.title.value)), item.span.start as usize);
        self.case_lines(&item.lines);
    }

    /// Values stand below one another where simple facts follow one another, and where parts of facts do.
    fn case_lines(&mut self, lines: &[CaseLine]) {
        let mut rest = lines.iter().peekable();
        while let Some(line) = rest.next() {
            let CaseLine::Fact(path, value) = line else {
                self.other_line(line);
                continue;
            };
            let mut facts: Vec<(&Path, &CaseValue)> = vec![(path, value)];
            let mut end = value.span.end;
            while let Some((path, value)) = rest.peek().and_then(|next| self.joins(path, end, next)) {
                facts.push((path, value));
                end = value.span.end;
                rest.next();
            }
            let columns = facts.iter().map(|(path, _)| width(&path_of(path))).max().unwrap_or(0);
            for (path, value) in facts {
                let words = format!("{} =", padded(&path_of(path), columns));
                self.value(&words, value, path.span.start as usize);
            }
        }
    }

    /// A line that is a fact of the same kind as the one before it, which ends there, with no blank line between.
    fn joins<'l>(&self, before: &Path, end: u32, line: &'l CaseLine) -> Option<(&'l Path, &'l CaseValue)> {
        let CaseLine::Fact(path, value) = line else {
            return None;
        };
        let gap = self.source.get(end as usize..path.span.start as usize).unwrap_or("");
        let above = gap.rsplit_once('\n').map_or("", |(above, _)| above);
        let apart = above.split('\n').skip(1).any(|line| line.trim().is_empty());
        let same = (path.steps.len() == 1) == (before.steps.len() == 1);
        (same && !apart).then_some((path, value))
    }

    fn other_line(&mut self, line: &CaseLine) {
        match line {
            CaseLine::Fact(..) => {}
            CaseLine::AsOf(day) => {
                let start = self.words_before(day.span, "as of");
                self.line(2, format!("as of {}", day.value), start);
            }
            CaseLine::Set(name, value) => {
                let start = self.words_before(name.span, "set");
                self.value(&format!("set {} =", name.value), value, start);
            }
            CaseLine::Expect(expectation) => {
                let (text, first, words) = expected(expectation);
                let start = self.words_before(first, words);
                self.line(2, format!("expect {text}"), start);
            }
        }
    }

    /// A value after its words; a long list is broken between its elements.
    fn value(&mut self, words: &str, value: &CaseValue, start: usize) {
        let whole = format!("{words} {}", value_of(value));
        match &value.kind {
            CaseValueKind::List(elements) if 2 + width(&whole) > WIDTH => {
                let mut texts: Vec<String> = elements.iter().map(value_of).collect();
                if let Some(last) = texts.last_mut() {
                    last.push(']');
                }
                self.filled(&format!("{words} ["), 2 + width(words) + 2, texts, start);
            }
            _ => self.line(2, whole, start),
        }
    }
}

/// `approval not met`, the place of its first thing, and the words before that.
fn expected(expectation: &Expectation) -> (String, Span, &'static str) {
    match expectation {
        Expectation::Verdict(outcome) => (outcome.value.words().to_owned(), outcome.span, "expect"),
        Expectation::Missing(path) => (format!("missing {}", path_of(path)), path.span, "expect missing"),
        Expectation::Rule { rule, element, outcome, due } => {
            let element = element.as_ref().map_or_else(String::new, |path| format!(" for {}", path_of(path)));
            let due = due.map_or_else(String::new, |day| format!(" {}", day.value));
            (format!("{}{element} {}{due}", rule.value, outcome.value.words()), rule.span, "expect")
        }
    }
}

fn path_of(path: &Path) -> String {
    let mut out = String::new();
    for Written { value, .. } in &path.steps {
        match value {
            Step::Name(name) if out.is_empty() => out.push_str(name),
            Step::Name(name) => out.push_str(&format!(".{name}")),
            Step::Index(index) => out.push_str(&format!("[{index}]")),
        }
    }
    out
}

fn value_of(value: &CaseValue) -> String {
    let list = |values: &[CaseValue]| values.iter().map(value_of).collect::<Vec<_>>().join(", ");
    match &value.kind {
        CaseValueKind::None => "none".to_owned(),
        CaseValueKind::Unknown => "unknown".to_owned(),
        CaseValueKind::Assumed(value, because) => {
            let because = because.as_ref().map_or_else(String::new, |why| format!(" because {}", quoted(&why.value)));
            format!("assume {}{because}", value_of(value))
        }
        CaseValueKind::Disputed(values) => format!("disputed {}", list(values)),
        CaseValueKind::Between(first, last) => format!("between {} and {}", first.value, last.value),
        CaseValueKind::Text(text) => quoted(text),
        CaseValueKind::Number(number) => number.to_string(),
        CaseValueKind::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        CaseValueKind::Date(day) => day.to_string(),
        CaseValueKind::Duration(duration) => duration.to_string(),
        CaseValueKind::Word(word) => word.to_string(),
        CaseValueKind::List(values) => format!("[{}]", list(values)),
        CaseValueKind::Period(from, until) => {
            let until = until.as_ref().map_or_else(String::new, |until| format!(" until {}", value_of(until)));
            format!("from {}{until}", value_of(from))
        }
        CaseValueKind::Occurrence { on, by, note } => {
            let on = on.as_ref().map(|on| value_of(on));
            let by = by.as_ref().map(|by| format!("by {}", value_of(by)));
            let note = note.as_ref().map(|note| format!("note {}", quoted(&note.value)));
            [on, by, note].into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
    }
}
