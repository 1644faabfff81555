//! From counts to the table at the end: the verdicts, and for each rule its outcomes.

use std::collections::BTreeMap;

use crate::cli::check::many::tally::{Counts, Procedure, Tally};
use crate::report::layout::{Page, Paint, Words};
use crate::report::words::Dictionary;
use crate::session::Compiled;
use crate::source::FileId;

/// Columns that the title of a rule has at least, in a table.
const TITLE: usize = 28;
/// What stands for none.
const NONE: &str = "–";

/// How many cases have which verdict, and then a table for each procedure. Of what was not judged, the number alone.
pub fn summary(page: &mut Page, dictionary: Dictionary, tally: &Tally, wrong: u64, compiled: &[(FileId, &Compiled)]) {
    page.paragraph(0, &Words::new().then(&"─".repeat(page.width()), Paint::Faint));
    let verdicts: Vec<(&str, u64)> = tally.verdicts().each().collect();
    let mut told = dictionary.cases(&verdicts, 0);
    if wrong > 0 {
        told = format!("{told} {}", dictionary.wrong_cases(wrong));
    }
    page.paragraph(0, &Words::plain(&told));
    let judged = compiled.iter().filter_map(|(file, compiled)| Some((tally.0.get(file)?, *compiled)));
    for (counts, compiled) in judged.clone() {
        page.blank();
        if judged.clone().count() > 1 {
            let title = compiled.model.title.show(language(dictionary));
            page.paragraph(0, &Words::new().then(title, Paint::Strong));
            page.blank();
        }
        table(page, dictionary, counts, compiled);
    }
}

fn language(dictionary: Dictionary) -> &'static str {
    dictionary.code()
}

/// The rules in the order in which they were written; those that advise come last.
fn table(page: &mut Page, dictionary: Dictionary, counts: &Procedure, compiled: &Compiled) {
    let mut all = Counts::default();
    counts.rules.values().chain(counts.advice.values()).for_each(|counts| all.add(counts));
    let columns: Vec<Column> = all
        .each()
        .filter(|(_, count)| *count > 0)
        .map(|(outcome, count)| {
            let head = dictionary.outcome(outcome);
            Column { outcome, head, width: head.chars().count().max(count.to_string().len()) }
        })
        .collect();
    let table = Table { dictionary, columns, compiled };
    table.head(page);
    table.rows(page, &counts.rules);
    if !counts.advice.is_empty() {
        page.blank();
        page.paragraph(0, &Words::new().then(dictionary.advice(), Paint::Strong));
        page.blank();
        table.rows(page, &counts.advice);
    }
}

struct Column {
    outcome: &'static str,
    head: &'static str,
    width: usize,
}

struct Table<'t> {
    dictionary: Dictionary,
    columns: Vec<Column>,
    compiled: &'t Compiled,
}

impl Table<'_> {
    /// Where titles start, to the right of the numbers.
    fn title(&self) -> usize {
        self.columns.iter().map(|column| column.width + 2).sum::<usize>() + 2
    }

    fn fits(&self, page: &Page) -> bool {
        self.title() + TITLE <= page.width()
    }

    fn head(&self, page: &mut Page) {
        if self.fits(page) {
            let heads = self.line(|column| column.head.to_owned());
            page.hanging(2, &Words::new().then(&heads, Paint::Faint), 2, &Words::new());
        }
    }

    fn rows(&self, page: &mut Page, counts: &BTreeMap<String, Counts>) {
        let rules = self.compiled.model.rules.iter();
        for (rule, counts) in rules.filter_map(|rule| Some((rule, counts.get(&*rule.name)?))) {
            let title = Words::plain(rule.title.show(language(self.dictionary)));
            let count =
                |outcome: &str| counts.each().find(|(known, _)| *known == outcome).map_or(0, |(_, count)| count);
            if self.fits(page) {
                let numbers = self.line(|column| match count(column.outcome) {
                    0 => NONE.to_owned(),
                    count => count.to_string(),
                });
                page.hanging(2, &Words::plain(&numbers), self.title(), &title);
            } else {
                let there = self.columns.iter().filter(|column| count(column.outcome) > 0);
                let told = there.map(|column| format!("{} {}", column.head, count(column.outcome)));
                page.paragraph(2, &title);
                page.paragraph(4, &Words::plain(&told.collect::<Vec<_>>().join(", ")));
            }
        }
    }

    /// A text for each column, set to the right, with blanks at which no line is broken.
    fn line(&self, text: impl Fn(&Column) -> String) -> String {
        let cells = self.columns.iter().map(|column| format!("{:>1$}", text(column), column.width));
        cells.collect::<Vec<_>>().join("  ").replace(' ', "\u{a0}")
    }
}
