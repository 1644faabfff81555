//! From pairs to declarations other than rules.

use super::pairs::{Pair, Parts, Rule, exactly, has_word};
use super::reader::{Reader, inner};
use crate::error::parse::ParseError;
use crate::limits;
use crate::source::Span;
use crate::syntax::{
    CalendarItem, ChoiceItem, Citation, CitationClause, DefineItem, ExampleItem, FactsItem, FieldLine, Header,
    HolidayLine, Item, Label, Name, ParameterItem, RecordItem, Row, SourceItem, TableItem, TypeExpr, Unencoded, Use,
    Written,
};

/// What one declaration is.
pub enum Declaration {
    /// `procedure` or `library`
    Header(Header),
    /// Any other.
    Item(Item),
}

impl Reader<'_> {
    /// A declaration; `None` where it could not be made, which is then reported.
    pub fn declaration(&mut self, pair: Pair) -> Option<Declaration> {
        let span = self.span(&pair);
        let item = match pair.as_rule() {
            Rule::header => return Some(Declaration::Header(self.header(pair, span))),
            Rule::use_item => Item::Use(Use { names: self.names(pair), span }),
            Rule::source_item => Item::Source(self.source(pair, span)),
            Rule::unencoded_item => Item::Unencoded(self.unencoded(pair, span)),
            Rule::calendar_item => Item::Calendar(self.calendar(pair, span)),
            Rule::choice_item => Item::Choice(self.choice(pair, span)),
            Rule::record_item => Item::Record(self.record(pair, span)),
            Rule::table_item => Item::Table(self.table(pair, span)),
            Rule::facts_item => Item::Facts(FactsItem { facts: self.fields(Parts::of(pair), "a fact"), span }),
            Rule::parameter_item => Item::Parameter(self.parameter(pair, span)),
            Rule::define_item => Item::Define(self.define(pair, span)),
            Rule::rule_item => Item::Rule(Box::new(self.rule(pair, span)?)),
            Rule::exception_item => Item::Exception(Box::new(self.exception(pair, span))),
            Rule::example_item => Item::Example(self.example(pair, span)),
            other => unreachable!("the grammar has no declaration {other:?}"),
        };
        Some(Declaration::Item(item))
    }

    /// All the names in a pair.
    pub fn names(&mut self, pair: Pair) -> Vec<Name> {
        let span = self.span(&pair);
        let names: Vec<Name> = Parts::of(pair).map(|name| self.name(&name)).collect();
        self.check_chain(names.len(), span);
        names
    }

    fn header(&mut self, pair: Pair, span: Span) -> Header {
        let library = has_word(&pair, Rule::LIBRARY);
        let mut parts = Parts::of(pair);
        let name = self.small_name(&parts.one(), if library { "a library" } else { "a procedure" });
        let title = parts.one();
        let clauses: Vec<Pair> = parts.collect();
        self.check_once(&clauses);
        // From here on, all texts are in that language; the title too.
        if let Some(language) = clauses.iter().find(|clause| clause.as_rule() == Rule::language_is) {
            self.language = inner(language.clone()).as_str().into();
        }
        let title = self.label(title);
        let mut header =
            Header { library, name, title, version: None, force: None, judged_on: None, language: None, span };
        for clause in clauses {
            match clause.as_rule() {
                Rule::version => header.version = Some(self.version(inner(clause))),
                Rule::force => header.force = Some(self.force(clause)),
                Rule::judged_on => header.judged_on = Some(self.expression(inner(clause))),
                _ => header.language = Some(self.name(&inner(clause))),
            }
        }
        header
    }

    fn version(&mut self, pair: Pair) -> Written<String> {
        match pair.as_rule() {
            Rule::text => self.plain_text(&pair),
            _ => Written::new(pair.as_str().to_owned(), self.span(&pair)),
        }
    }

    /// Reports clauses that stand twice where their order is free.
    fn check_once(&mut self, clauses: &[Pair]) {
        for (at, clause) in clauses.iter().enumerate().filter(|(_, clause)| clause.as_rule() != Rule::holiday) {
            let mut before = clauses.iter().take(at);
            if let Some(first) = before.find(|other| other.as_rule() == clause.as_rule()) {
                let clause_words = super::clause::leading_words(clause);
                let (span, first) = (self.head_span(clause), self.head_span(first));
                let help = "keep one of the two";
                self.report_lightly(ParseError::ClauseRepeated { clause: clause_words, help, span, first });
            }
        }
    }

    fn source(&mut self, pair: Pair, span: Span) -> SourceItem {
        let practice = has_word(&pair, Rule::PRACTICE);
        let mut parts = Parts::of(pair);
        let name = self.small_name(&parts.one(), if practice { "a practice" } else { "a source" });
        let title = self.label(parts.one());
        let clauses: Vec<Pair> = parts.collect();
        self.check_once(&clauses);
        let mut source = SourceItem { practice, name, title, dated: None, link: None, span };
        for clause in clauses {
            match clause.as_rule() {
                Rule::dated => source.dated = Some(self.day(&inner(clause))),
                _ => source.link = Some(self.plain_text(&inner(clause))),
            }
        }
        source
    }

    fn unencoded(&mut self, pair: Pair, span: Span) -> Unencoded {
        let [passage, reason] = exactly(Parts::of(pair));
        Unencoded { citation: self.citation(passage), reason: self.label(reason), span }
    }

    fn citation(&mut self, pair: Pair) -> Citation {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let source = self.name(&parts.one());
        let heading = parts.maybe(Rule::text).map(|text| self.plain_text(&text));
        let number = parts.maybe(Rule::whole).map(|number| self.whole(&number));
        Citation { source, heading, number, span }
    }

    /// All clauses among these that say what something rests on.
    pub fn citation_clauses(&mut self, clauses: &[Pair]) -> Vec<CitationClause> {
        let mut found = Vec::new();
        for clause in clauses.iter().filter(|clause| clause.as_rule() == Rule::citations) {
            let inferred = has_word(clause, Rule::INFERRED);
            let citations: Vec<Citation> = Parts::of(clause.clone()).map(|citation| self.citation(citation)).collect();
            let span = self.span(clause);
            self.check_chain(citations.len(), span);
            found.push(CitationClause { inferred, citations, span });
        }
        found
    }

    fn calendar(&mut self, pair: Pair, span: Span) -> CalendarItem {
        let mut parts = Parts::of(pair);
        let name = self.small_name(&parts.one(), "a calendar");
        let title = self.maybe_label(&mut parts);
        let clauses: Vec<Pair> = parts.collect();
        self.check_once(&clauses);
        let mut calendar =
            CalendarItem { name, title, weekend: None, holidays: Vec::new(), covers: None, roll: None, span };
        for clause in clauses {
            match clause.as_rule() {
                Rule::weekend => calendar.weekend = Some(self.names(clause)),
                Rule::holiday => {
                    let [day, name] = exactly(Parts::of(clause));
                    calendar.holidays.push(HolidayLine { day: self.day(&day), name: self.label(name) });
                }
                Rule::covers => {
                    let [first, last] = exactly(Parts::of(clause));
                    calendar.covers = Some((self.day(&first), self.day(&last)));
                }
                _ => calendar.roll = Some(self.name(&inner(clause))),
            }
        }
        calendar
    }

    /// The label, where there is one.
    pub fn maybe_label(&mut self, parts: &mut Parts) -> Option<Label> {
        parts.maybe(Rule::label).map(|label| self.label(label))
    }

    /// The label of a member of a choice. Two letters below its name, and a text, could be the next member.
    fn member_label(&mut self, name: &Name, parts: &mut Parts) -> Option<Label> {
        let label = parts.maybe(Rule::label)?;
        for translation in Parts::of(label.clone()).skip(1) {
            let (span, mark) = (self.span(&translation), Parts::of(translation).one());
            if self.indent(span).is_some() && self.indent(span) == self.indent(name.span) {
                let name = mark.as_str().to_owned();
                self.report(ParseError::NameOrLanguage { name, span: self.span(&mark) });
            }
        }
        Some(self.label(label))
    }

    /// How far from the start of its line a thing stands that is the first on it.
    fn indent(&self, span: Span) -> Option<usize> {
        let before = self.text.get(..span.start as usize - self.shift)?;
        let line = before.get(before.rfind('\n').map_or(0, |end| end + 1)..)?;
        line.chars().all(char::is_whitespace).then(|| line.chars().count())
    }

    fn choice(&mut self, pair: Pair, span: Span) -> ChoiceItem {
        let mut parts = Parts::of(pair);
        let name = self.type_name(&parts.one(), "a choice");
        let title = self.maybe_label(&mut parts);
        let members = parts.map(|member| self.member(member)).collect();
        ChoiceItem { name, title, members, span }
    }

    /// `direct "Recruited directly"`
    pub fn member(&mut self, pair: Pair) -> (Name, Option<Label>) {
        let mut parts = Parts::of(pair);
        let name = self.small_name(&parts.one(), "a member of a choice");
        let label = self.member_label(&name, &mut parts);
        (name, label)
    }

    fn record(&mut self, pair: Pair, span: Span) -> RecordItem {
        let mut parts = Parts::of(pair);
        let name = self.type_name(&parts.one(), "a record");
        let title = self.maybe_label(&mut parts);
        RecordItem { name, title, fields: self.fields(parts, "a field"), span }
    }

    fn fields(&mut self, fields: Parts, what: &'static str) -> Vec<FieldLine> {
        fields.map(|field| self.field(field, what)).collect()
    }

    /// `starts date "Takes effect on"`
    pub fn field(&mut self, pair: Pair, what: &'static str) -> FieldLine {
        let mut parts = Parts::of(pair);
        let name = self.small_name(&parts.one(), what);
        let ty = self.type_of(parts.one());
        FieldLine { name, ty, label: self.maybe_label(&mut parts) }
    }

    /// `list of Country`
    fn type_of(&mut self, pair: Pair) -> TypeExpr {
        let span = self.span(&pair);
        let mut parts: Vec<Pair> = Parts::of(pair).collect();
        let Some(base) = parts.pop() else {
            unreachable!("the grammar promises a type here");
        };
        if parts.len() > limits::NESTING {
            self.report(ParseError::TooDeep { span });
            parts.clear();
        }
        let end = self.span(&base);
        let base = match base.as_rule() {
            Rule::event_type => {
                let mut parts = Parts::of(base);
                let of = parts.maybe(Rule::event_of).map(|of| self.name(&inner(of)));
                let by = parts.maybe(Rule::event_by).map(|by| self.name(&inner(by)));
                match (of, by) {
                    (None, None) => TypeExpr::Named(Written::new("event".into(), end)),
                    (of, by) => TypeExpr::Event { of, by, span: end },
                }
            }
            _ => TypeExpr::Named(self.name(&base)),
        };
        parts.iter().rev().fold(base, |ty, wrapper| {
            let span = self.span(wrapper).to(ty.span());
            match wrapper.as_rule() {
                Rule::list_of => TypeExpr::List(Box::new(ty), span),
                _ => TypeExpr::Optional(Box::new(ty), span),
            }
        })
    }

    fn table(&mut self, pair: Pair, span: Span) -> TableItem {
        let mut parts = Parts::of(pair);
        let name = self.name(&parts.one());
        let title = self.maybe_label(&mut parts);
        let citations = parts.many(Rule::citations);
        let citations = self.citation_clauses(&citations);
        let head = parts.one();
        self.check_row(&head);
        let columns = Parts::of(head).map(|column| self.parameter_line(column, "a column")).collect();
        let rows = parts.map(|row| self.row(row)).collect();
        TableItem { name, title, citations, columns, rows, span }
    }

    fn row(&mut self, pair: Pair) -> Row {
        let span = self.check_row(&pair);
        let cells = Parts::of(pair).map(|cell| Parts::of(cell).next().map(|value| self.expression(value))).collect();
        Row { cells, span }
    }

    fn check_row(&mut self, pair: &Pair) -> Span {
        let span = self.span(pair);
        if pair.as_str().trim_end().contains('\n') {
            self.report(ParseError::BrokenRow { span });
        }
        span
    }

    /// `country Country`, `country: Country`
    fn parameter_line(&mut self, pair: Pair, what: &'static str) -> (Name, TypeExpr) {
        let [name, ty] = exactly(Parts::of(pair));
        (self.small_name(&name, what), self.type_of(ty))
    }

    fn parameter(&mut self, pair: Pair, span: Span) -> ParameterItem {
        let mut parts = Parts::of(pair);
        let name = self.small_name(&parts.one(), "a parameter");
        let ty = self.type_of(parts.one());
        let value = parts.maybe(Rule::expression).map(|value| self.expression(value));
        let label = self.maybe_label(&mut parts);
        let citations = parts.many(Rule::citations);
        ParameterItem { name, ty, value, label, citations: self.citation_clauses(&citations), span }
    }

    fn define(&mut self, pair: Pair, span: Span) -> DefineItem {
        let mut parts = Parts::of(pair);
        let name = self.small_name(&parts.one(), "a define");
        let mut parameters = Vec::new();
        for parameter in parts.maybe(Rule::parameters).into_iter().flat_map(Parts::of) {
            parameters.push(self.parameter_line(parameter, "a parameter"));
        }
        self.check_chain(parameters.len(), span);
        let label = self.maybe_label(&mut parts);
        let body = self.expression(parts.one());
        let citations = parts.many(Rule::citations);
        DefineItem { name, parameters, label, body, citations: self.citation_clauses(&citations), span }
    }

    fn example(&mut self, pair: Pair, span: Span) -> ExampleItem {
        let mut parts = Parts::of(pair);
        let title = self.plain_text(&parts.one());
        ExampleItem { title, lines: parts.map(|line| self.case_line(line)).collect(), span }
    }
}
