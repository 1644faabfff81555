//! Declarations other than rules.

use super::expression::on_one_line;
use super::label::{self, Spelling, quoted};
use super::page::{Page, WIDTH, padded, width};
use crate::source::Span;
use crate::syntax::{
    CalendarItem, Citation, CitationClause, DefineItem, FieldLine, Force, Header, Item, Label, Name, ParameterItem,
    SourceItem, TableItem, TypeExpr, Unencoded,
};

/// A line in columns: its name, its type where it has one, its label.
struct Entry<'t> {
    start: usize,
    cells: Vec<String>,
    label: Option<&'t Label>,
}

impl Page<'_> {
    /// `procedure appointment "…"`
    pub fn header(&mut self, header: &Header) {
        let first = self.lines.len();
        let word = if header.library { "library" } else { "procedure" };
        self.titled(&format!("{word} {}", header.name.value), header.span, &header.title);
        let mut clauses: Vec<(usize, String)> = Vec::new();
        if let Some(version) = &header.version {
            let mark = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/');
            let plain = !version.value.is_empty() && version.value.chars().all(mark);
            let text = if plain { version.value.clone() } else { quoted(&version.value) };
            clauses.push((self.words_before(version.span, "version"), format!("version {text}")));
        }
        if let Some(force) = &header.force {
            clauses.push((force.span.start as usize, in_force(force)));
        }
        if let Some(day) = &header.judged_on {
            clauses.push((self.words_before(day.span, "judged on"), format!("judged on {}", on_one_line(day))));
        }
        if let Some(language) = &header.language {
            clauses.push((self.words_before(language.span, "language"), format!("language {}", language.value)));
        }
        self.in_place(clauses);
        self.begin(first);
    }

    /// Any other declaration.
    pub fn item(&mut self, item: &Item) {
        let first = self.lines.len();
        let start = item.span().start as usize;
        match item {
            Item::Use(item) => self.line(0, format!("use {}", listed(&item.names)), start),
            Item::Source(item) => self.source_item(item),
            Item::Unencoded(item) => self.unencoded(item),
            Item::Calendar(item) => self.calendar(item),
            Item::Choice(item) => {
                self.maybe_titled(&format!("choice {}", item.name.value), item.span, item.title.as_ref());
                let entry = |(name, label): &(Name, Option<Label>)| (name.clone(), None, label.clone());
                let members: Vec<_> = item.members.iter().map(entry).collect();
                self.entries(1, members.iter().map(|(name, ty, label)| (name, *ty, label.as_ref())));
            }
            Item::Record(item) => {
                self.maybe_titled(&format!("record {}", item.name.value), item.span, item.title.as_ref());
                self.fields(&item.fields);
            }
            Item::Facts(item) => {
                self.line(0, "facts", start);
                self.fields(&item.facts);
            }
            Item::Table(item) => self.table(item),
            Item::Parameter(item) => self.parameter(item),
            Item::Define(item) => self.define(item),
            Item::Rule(item) => self.rule(item),
            Item::Exception(item) => self.exception(item),
            Item::Example(item) => self.example(item),
        }
        self.begin(first);
    }

    /// The first line of a declaration, with its title.
    pub fn titled(&mut self, before: &str, span: Span, title: &Label) {
        self.labelled(0, before, span.start as usize, title, Spelling::Meant);
    }

    fn maybe_titled(&mut self, before: &str, span: Span, title: Option<&Label>) {
        match title {
            Some(title) => self.titled(before, span, title),
            None => self.line(0, before, span.start as usize),
        }
    }

    /// Clauses whose order is free keep the one that they have.
    fn in_place(&mut self, mut clauses: Vec<(usize, String)>) {
        clauses.sort_by_key(|(start, _)| *start);
        for (start, text) in clauses {
            self.line(2, text, start);
        }
    }

    fn source_item(&mut self, item: &SourceItem) {
        let word = if item.practice { "practice" } else { "source" };
        self.titled(&format!("{word} {}", item.name.value), item.span, &item.title);
        let mut clauses = Vec::new();
        if let Some(day) = &item.dated {
            clauses.push((self.words_before(day.span, "dated"), format!("dated {}", day.value)));
        }
        if let Some(link) = &item.link {
            clauses.push((self.words_before(link.span, "link"), format!("link {}", quoted(&link.value))));
        }
        self.in_place(clauses);
    }

    fn unencoded(&mut self, item: &Unencoded) {
        self.titled(&format!("unencoded {}", citation(&item.citation)), item.span, &item.reason);
    }

    fn calendar(&mut self, item: &CalendarItem) {
        self.maybe_titled(&format!("calendar {}", item.name.value), item.span, item.title.as_ref());
        let mut clauses: Vec<(usize, String, Option<&Label>)> = Vec::new();
        if let Some((weekend, first)) = item.weekend.as_ref().and_then(|days| Some((days, days.first()?))) {
            clauses.push((self.words_before(first.span, "weekend"), format!("weekend {}", listed(weekend)), None));
        }
        for holiday in &item.holidays {
            let start = self.words_before(holiday.day.span, "holiday");
            clauses.push((start, format!("holiday {}", holiday.day.value), Some(&holiday.name)));
        }
        if let Some((first, last)) = &item.covers {
            let text = format!("covers {} to {}", first.value, last.value);
            clauses.push((self.words_before(first.span, "covers"), text, None));
        }
        if let Some(roll) = &item.roll {
            clauses.push((self.words_before(roll.span, "roll"), format!("roll {}", roll.value), None));
        }
        clauses.sort_by_key(|(start, ..)| *start);
        let entries = clauses.into_iter().map(|(start, text, label)| Entry { start, cells: vec![text], label });
        self.columns(entries.collect(), 1);
    }

    fn fields(&mut self, fields: &[FieldLine]) {
        self.entries(2, fields.iter().map(|field| (&field.name, Some(&field.ty), field.label.as_ref())));
    }

    fn entries<'t>(
        &mut self,
        gap: usize,
        entries: impl Iterator<Item = (&'t Name, Option<&'t TypeExpr>, Option<&'t Label>)>,
    ) {
        let entry = |(name, ty, label): (&Name, Option<&TypeExpr>, Option<&'t Label>)| {
            let cells = std::iter::once(name.value.to_string()).chain(ty.map(type_of)).collect();
            Entry { start: name.span.start as usize, cells, label }
        };
        self.columns(entries.map(entry).collect(), gap);
    }

    /// Lines in columns. Translations stand in a column of their own, or below where one line would be too long.
    fn columns(&mut self, entries: Vec<Entry>, gap: usize) {
        let widest = |of: &dyn Fn(&Entry) -> Option<usize>| entries.iter().filter_map(of).max().unwrap_or(0);
        let name =
            widest(&|entry| entry.cells.first().filter(|_| gap > 1 || entry.label.is_some()).map(|cell| width(cell)));
        let ty = widest(&|entry| entry.cells.get(1).map(|cell| width(cell)));
        let own = widest(&|entry| {
            let label = entry.label.filter(|label| !label.value.translations.is_empty())?;
            Some(width(&label::own(label)))
        });
        let prefix = |entry: &Entry| {
            let columns = [name + gap, if ty > 0 { ty + 2 } else { 0 }];
            entry.cells.iter().zip(columns).map(|(cell, columns)| padded(cell, columns)).collect::<String>()
        };
        let whole = |entry: &Entry| {
            let label = entry.label.map_or_else(String::new, |label| {
                let texts = label::on_one_line(label);
                let first = label::own(label);
                match texts.strip_prefix(&format!("{first} ")) {
                    Some(others) => format!("{} {others}", padded(&first, own)),
                    None => texts,
                }
            });
            format!("{}{label}", prefix(entry)).trim_end().to_owned()
        };
        let fits = entries.iter().all(|entry| 2 + width(&whole(entry)) <= WIDTH);
        for entry in &entries {
            match entry.label {
                Some(label) if !fits => {
                    let before = prefix(entry);
                    self.line(2, format!("{before}{}", label::own(label)), entry.start);
                    self.translations_of(2 + width(&before), label);
                }
                _ => self.line(2, whole(entry), entry.start),
            }
        }
    }

    fn table(&mut self, item: &TableItem) {
        self.maybe_titled(&format!("table {}", item.name.value), item.span, item.title.as_ref());
        self.citation_clauses(&item.citations, 0);
        let head: Vec<String> =
            item.columns.iter().map(|(name, ty)| format!("{}: {}", name.value, type_of(ty))).collect();
        let start = item.columns.first().map_or(0, |(name, _)| self.words_before(name.span, "|"));
        let cells = |cells: &[Option<crate::syntax::Expr>]| -> Vec<String> {
            cells.iter().map(|cell| cell.as_ref().map_or_else(String::new, on_one_line)).collect()
        };
        let mut rows = vec![(start, head)];
        rows.extend(item.rows.iter().map(|row| (row.span.start as usize, cells(&row.cells))));
        let columns = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns)
            .map(|column| {
                rows.iter().filter_map(|(_, cells)| cells.get(column)).map(|cell| width(cell)).max().unwrap_or(0)
            })
            .collect();
        for (start, cells) in rows {
            let cells = cells.iter().zip(&widths).map(|(cell, columns)| format!("| {} ", padded(cell, *columns)));
            self.line(2, format!("{}|", cells.collect::<String>()), start);
        }
    }

    fn parameter(&mut self, item: &ParameterItem) {
        let value = item.value.as_ref().map_or_else(String::new, |value| format!(" = {}", on_one_line(value)));
        let before = format!("parameter {} {}{value}", item.name.value, type_of(&item.ty));
        self.maybe_titled(&before, item.span, item.label.as_ref());
        self.citation_clauses(&item.citations, 0);
    }

    fn define(&mut self, item: &DefineItem) {
        let parameters: Vec<String> =
            item.parameters.iter().map(|(name, ty)| format!("{} {}", name.value, type_of(ty))).collect();
        let parameters = if parameters.is_empty() { String::new() } else { format!("({})", parameters.join(", ")) };
        self.maybe_titled(&format!("define {}{parameters}", item.name.value), item.span, item.label.as_ref());
        let start = self.words_before(item.body.span, "as");
        self.expression(2, "as", 3, &item.body, start);
        self.citation_clauses(&item.citations, 0);
    }

    /// `whereas page "…" 8`, the words as wide as that at least.
    pub fn citation_clauses(&mut self, clauses: &[CitationClause], columns: usize) {
        for clause in clauses {
            let word = if clause.inferred { "inferred from" } else { "whereas" };
            let word = padded(word, columns.max(width(word) + 1));
            let column = 2 + width(&word);
            let texts = clause.citations.iter().map(citation).collect();
            self.filled(&word, column, texts, clause.span.start as usize);
        }
    }

    /// Words and a list after them, on as many lines as it needs; those that follow begin at that column.
    pub fn filled(&mut self, words: &str, column: usize, elements: Vec<String>, start: usize) {
        let first = self.lines.len();
        let mut line = words.to_owned();
        let count = elements.len();
        for (at, element) in elements.into_iter().enumerate() {
            let element = if at + 1 == count { element } else { format!("{element},") };
            let indent = if self.lines.len() == first { 2 } else { column };
            if at > 0 && indent + width(&line) + 1 + width(&element) > WIDTH {
                self.first_or_continued(first, column, std::mem::take(&mut line), start);
            } else if at > 0 {
                line.push(' ');
            }
            line.push_str(&element);
        }
        self.first_or_continued(first, column, line, start);
    }

    fn first_or_continued(&mut self, first: usize, column: usize, line: String, start: usize) {
        if self.lines.len() == first { self.line(2, line, start) } else { self.continued(column, line) }
    }
}

/// `in force from … until …`
pub fn in_force(force: &Force) -> String {
    let from = force.from.map_or_else(String::new, |day| format!(" from {}", day.value));
    let until = force.until.map_or_else(String::new, |day| format!(" until {}", day.value));
    format!("in force{from}{until}")
}

/// `norway, france`
pub fn listed(names: &[Name]) -> String {
    names.iter().map(|name| &*name.value).collect::<Vec<_>>().join(", ")
}

fn citation(citation: &Citation) -> String {
    let heading = citation.heading.as_ref().map_or_else(String::new, |heading| format!(" {}", quoted(&heading.value)));
    let number = citation.number.map_or_else(String::new, |number| format!(" {}", number.value));
    format!("{}{heading}{number}", citation.source.value)
}

fn type_of(ty: &TypeExpr) -> String {
    match ty {
        TypeExpr::Named(name) => name.value.to_string(),
        TypeExpr::Event { of, by, .. } => {
            let of = of.as_ref().map_or_else(String::new, |of| format!(" of {}", of.value));
            let by = by.as_ref().map_or_else(String::new, |by| format!(" by {}", by.value));
            format!("event{of}{by}")
        }
        TypeExpr::List(inner, _) => format!("list of {}", type_of(inner)),
        TypeExpr::Optional(inner, _) => format!("optional {}", type_of(inner)),
    }
}
