//! From a report to text for a person, to be read aloud to a colleague.

use std::collections::BTreeSet;

use crate::report::facts;
use crate::report::layout::{Page, Paint, Words};
use crate::report::reasons;
use crate::report::words::{Counting, Dictionary, order};
use crate::report::{Citation, Reason, Report, RuleReport};

/// How a report is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Style {
    /// Columns.
    pub width: usize,
    /// Whether to colour it for a terminal.
    pub colour: bool,
    /// Which rules get their tree of reasons.
    pub explain: Explain,
}

impl Default for Style {
    fn default() -> Self {
        Style { width: 80, colour: false, explain: Explain::None }
    }
}

/// Which rules get their tree of reasons.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Explain {
    /// None.
    #[default]
    None,
    /// These, by name.
    Rules(Vec<String>),
    /// All.
    All,
}

impl Explain {
    /// Whether that rule gets its tree.
    pub fn asks(&self, rule: &str) -> bool {
        match self {
            Explain::None => false,
            Explain::Rules(names) => names.iter().any(|name| name == rule),
            Explain::All => true,
        }
    }
}

/// Facts shown under one rule; its tree of reasons shows all.
const FACTS: usize = 6;
/// Elements of a list that are named behind a rule which has nothing against any of them.
const ELEMENTS: usize = 3;
/// Before what starts outcomes.
const MARGIN: usize = 2;
/// Below this width, outcomes stand on a line of their own.
const NARROW: usize = 50;

/// The report as text, with a line feed at its end.
pub fn text(report: &Report, style: &Style) -> String {
    let dictionary = Dictionary::of(&report.language);
    let marks = report.rules.iter().chain(&report.advice).map(|rule| dictionary.outcome(&rule.outcome));
    let facts = [
        (!report.assumed.is_empty()).then(|| dictionary.assumed()),
        report.disputed.iter().map(|fact| dictionary.state(fact)).max_by_key(|state| state.chars().count()),
    ];
    let nothing = (!report.nothing_to_judge.is_empty()).then(|| dictionary.outcome("not_applicable"));
    let widest =
        marks.chain(nothing).chain(facts.into_iter().flatten()).map(|mark| mark.chars().count()).max().unwrap_or(0);
    let page = Page::new(style.width, style.colour);
    let column = if page.width() < NARROW { MARGIN + 4 } else { MARGIN + widest + 2 };
    let mut text = Text { report, style, dictionary, page, column };
    text.head();
    text.premises();
    text.rules(&report.rules);
    text.nothing_to_judge(false);
    text.summary();
    text.advice();
    text.foot();
    text.page.finish()
}

struct Text<'r> {
    report: &'r Report,
    style: &'r Style,
    dictionary: Dictionary,
    page: Page,
    /// Where texts start, to the right of the outcomes.
    column: usize,
}

/// What the element is called that a finding is about.
fn element(rule: &RuleReport) -> Option<&str> {
    rule.element_label.as_deref().or(rule.element.as_deref())
}

/// The paint of an outcome or verdict.
pub fn paint(outcome: &str) -> Paint {
    match outcome {
        "not_met" => Paint::Bad,
        "due" => Paint::Open,
        "undetermined" => Paint::Doubt,
        "met" => Paint::Good,
        "excused" | "waiting" => Paint::Plain,
        _ => Paint::Faint,
    }
}

impl Text<'_> {
    /// `Appointment approval · Ms A., director · as of 20 January 2018`
    fn head(&mut self) {
        let mut head = Words::new().then(&self.report.title, Paint::Strong);
        if !self.report.case.is_empty() {
            head = head.then(" · ", Paint::Faint).then(&self.report.case, Paint::Strong);
        }
        let day = self.dictionary.as_of(&self.report.as_of);
        self.page.hanging(0, &Words::new(), 0, &head.then(" · ", Paint::Faint).then(&day, Paint::Strong));
        self.page.blank();
    }

    /// What the report takes for given, and what is in dispute.
    fn premises(&mut self) {
        let dictionary = self.dictionary;
        for fact in &self.report.assumed {
            let value = facts::value(dictionary, &fact.value, fact.number);
            self.entry(dictionary.assumed(), Paint::Doubt, &facts::stated(dictionary, &fact.label, &value));
            if let Some(because) = &fact.because {
                self.line(&dictionary.because(because), Paint::Faint);
            }
        }
        for fact in &self.report.disputed {
            let mark = dictionary.state(fact);
            let values = facts::short(&dictionary.possible_values(fact));
            self.entry(mark, Paint::Doubt, &facts::stated(dictionary, &fact.label, &values));
        }
        self.page.blank();
    }

    /// What matters first; what there is nothing to say of, at the end and each on a line.
    fn rules(&mut self, rules: &[RuleReport]) {
        for outcome in order() {
            let mut group: Vec<&RuleReport> = rules.iter().filter(|rule| rule.outcome == outcome).collect();
            if outcome == "due" {
                group.sort_by_key(|rule| (rule.due.is_none(), rule.due.clone()));
            }
            let quiet = ["met", "not_applicable"].contains(&outcome);
            let mut at = 0;
            while let Some(rule) = group.get(at) {
                let same = |other: &&&RuleReport| {
                    other.rule == rule.rule && other.so_far == rule.so_far && !self.style.explain.asks(&other.rule)
                };
                let alike = if quiet { group.iter().skip(at).take_while(same).count().max(1) } else { 1 };
                let elements: Vec<&str> = group.iter().skip(at).take(alike).filter_map(|rule| element(rule)).collect();
                let explained = self.style.explain.asks(&rule.rule);
                self.title(rule, &elements);
                match quiet {
                    false => self.details(rule),
                    true if explained => self.citations(&rule.citations.iter().collect::<Vec<_>>()),
                    true => {}
                }
                if let Some(because) = rule.because.as_ref().filter(|_| explained) {
                    reasons::tree(&mut self.page, self.dictionary, &rule.norm, element(rule), because);
                }
                if !quiet || explained {
                    self.page.blank();
                }
                at += alike;
            }
        }
    }

    /// Rules, or advice, for each element of a list that has none.
    fn nothing_to_judge(&mut self, advice: bool) {
        for rule in self.report.nothing_to_judge.iter().filter(|rule| (rule.norm == "should") == advice) {
            let none = format!("({})", self.dictionary.there_are_none(&rule.label));
            let title = Words::plain(&rule.title).then(" ", Paint::Plain).then(&none, Paint::Faint);
            self.entry(self.dictionary.outcome("not_applicable"), Paint::Faint, &title);
        }
        self.page.blank();
    }

    fn title(&mut self, rule: &RuleReport, elements: &[&str]) {
        let mut title = Words::new().then(&rule.title, Paint::Strong);
        if ["met", "not_applicable"].contains(&rule.outcome.as_str()) {
            title = Words::plain(&rule.title);
        }
        if !elements.is_empty() {
            let mut shown: Vec<String> = elements.iter().take(ELEMENTS).map(|element| (*element).to_owned()).collect();
            if elements.len() > ELEMENTS {
                shown.push(self.dictionary.more(elements.len() - ELEMENTS));
            }
            // The names of elements hold commas.
            title = title.then(" · ", Paint::Faint).then(&shown.join(self.dictionary.semicolon()), Paint::Plain);
        }
        let practice = rule.practice.then(|| self.dictionary.practice());
        let so_far = (rule.so_far && rule.outcome != "not_met").then(|| self.dictionary.so_far());
        let remarks: Vec<&str> = practice.into_iter().chain(so_far).collect();
        if !remarks.is_empty() {
            // No line ends within the brackets.
            let remarks = remarks.join(", ").replace(' ', "\u{a0}");
            title = title.then(" ", Paint::Plain).then(&format!("({remarks})"), Paint::Faint);
        }
        self.entry(self.dictionary.outcome(&rule.outcome), paint(&rule.outcome), &title);
    }

    fn details(&mut self, rule: &RuleReport) {
        let dictionary = self.dictionary;
        for excuse in &rule.excused_by {
            self.line(&format!("{} {}", dictionary.excused_by(), excuse.text), Paint::Plain);
        }
        if let Some(message) = &rule.message {
            self.line(message, Paint::Plain);
        }
        if rule.outcome == "not_met" && rule.so_far {
            self.line(dictionary.can_be_put_right(), Paint::Plain);
        }
        if rule.by_cases && rule.outcome != "undetermined" {
            self.line(dictionary.in_every_case(), Paint::Plain);
        }
        if rule.outcome == "undetermined" {
            let named = |fact: &String| facts::within(dictionary, &self.label(fact), element(rule)).to_owned();
            let facts: Vec<String> = rule.missing.iter().chain(&rule.disputed).map(named).collect();
            self.line(&dictionary.depending_on(&rule.possible, &facts), Paint::Plain);
        }
        let bearer = rule.duty_of.as_ref().map(|bearer| bearer.label.as_str());
        let due = dictionary.due(bearer, rule);
        match rule.outcome.as_str() {
            "due" => self.line(&due, Paint::Plain),
            "not_met" => {
                if let Some(bearer) = bearer {
                    self.line(&format!("{}{}{bearer}", dictionary.duty_of(), dictionary.colon()), Paint::Plain);
                }
            }
            _ => {}
        }
        // The tree of reasons says it all; what excuses a rule is not in its norm, and neither is what is in doubt about a
        // rule whose norm holds.
        let holds = |norm: &Reason| norm.values.iter().all(|value| value == "yes" || value == "so_far");
        let told = rule.outcome != "excused" && !self.style.explain.asks(&rule.rule);
        if let Some(norm) =
            rule.because.as_ref().and_then(|because| because.norm.as_ref()).filter(|norm| told && !holds(norm))
        {
            // What would decide it has been named already.
            let asked = |path: &str| rule.outcome == "undetermined" && rule.missing.iter().any(|fact| fact == path);
            let mut read = facts::decisive(norm);
            read.retain(|read| !asked(&read.fact));
            for read in read.iter().take(FACTS) {
                let label = facts::within(dictionary, &read.label, element(rule));
                let stated = facts::stated(dictionary, label, &facts::value(dictionary, &read.value, read.number));
                self.page.paragraph(self.column, &stated);
            }
            if let Some(more) = read.len().checked_sub(FACTS).filter(|more| *more > 0) {
                self.line(&format!("… {}", dictionary.more(more)), Paint::Faint);
            }
            for worked in facts::worked_out(norm).into_iter().take(FACTS) {
                let value = facts::value(dictionary, &worked.value, worked.number);
                self.page.paragraph(self.column, &facts::stated(dictionary, &worked.label, &value));
            }
            for counted in facts::counts(norm).into_iter().take(FACTS) {
                self.line(&dictionary.counted(counted), Paint::Plain);
            }
        }
        // What a rule and its exception both rest on is told once.
        let mut citations: Vec<&Citation> = Vec::new();
        for citation in rule.citations.iter().chain(rule.excused_by.iter().flat_map(|excuse| &excuse.citations)) {
            if !citations.contains(&citation) {
                citations.push(citation);
            }
        }
        self.citations(&citations);
        if let Some(remedy) = &rule.remedy {
            let arrow = Words::new().then("→", Paint::Good);
            self.page.hanging(self.column.saturating_sub(2), &arrow, self.column, &Words::plain(remedy));
        }
    }

    fn citations(&mut self, citations: &[&Citation]) {
        let links = self.style.explain != Explain::None;
        for citation in citations {
            let words = Words::new().then(&facts::citation(self.dictionary, citation), Paint::Faint);
            self.page.paragraph(self.column, &words);
            if let Some(link) = citation.link.as_ref().filter(|_| links) {
                self.line(link, Paint::Faint);
            }
        }
    }

    /// What a fact is called: its label, with its path where another fact has the same label; and what is known of it.
    fn label(&self, path: &str) -> String {
        let alike = |label: &str| self.report.missing.iter().any(|other| other.label == label && other.fact != path);
        let disputed = self.report.disputed.iter().find(|fact| fact.fact == path);
        if let Some(fact) = disputed {
            return format!("{} ({})", fact.label, self.dictionary.state(fact));
        }
        let missing = self.report.missing.iter().find(|fact| fact.fact == path);
        match missing.map(|fact| &fact.label) {
            Some(label) if alike(label) => format!("{label} ({path})"),
            Some(label) => label.clone(),
            None => path.to_owned(),
        }
    }

    /// `Not met. 1 of 4 rules is not met, 1 is undetermined.`
    fn summary(&mut self) {
        let rules = &self.report.rules;
        // A rule for each element of a list has as many findings as there are elements.
        let names: BTreeSet<&str> = rules.iter().map(|rule| rule.rule.as_str()).collect();
        let counted = if names.len() < rules.len() { Counting::Findings } else { Counting::Rules };
        let having = |outcome: &str| rules.iter().filter(|rule| rule.outcome == outcome).count();
        let counts: Vec<(&str, usize)> = order().map(|outcome| (outcome, having(outcome))).collect();
        let verdict = &self.report.verdict;
        let words = Words::new()
            .then(self.dictionary.verdict(verdict), paint(verdict))
            .then(". ", Paint::Plain)
            .then(&self.dictionary.summary(counted, &counts), Paint::Plain);
        self.page.paragraph(0, &words);
        self.find_out();
        self.page.blank();
    }

    /// `To settle the rest, find out: Already a member of the staff.`
    fn find_out(&mut self) {
        let named = |fact: &crate::report::Missing| {
            let label = self.label(&fact.fact);
            if fact.state == "unknown" { format!("{label} {}", self.dictionary.asked()) } else { label }
        };
        let disputed = self.report.disputed.iter().filter(|fact| !fact.rules.is_empty());
        let disputed = disputed.map(|fact| self.label(&fact.fact));
        let facts: Vec<String> = self.report.missing.iter().map(named).chain(disputed).collect();
        let start = Words::plain(self.dictionary.find_out(self.report.verdict == "undetermined"));
        match facts.as_slice() {
            [] => {}
            [fact] => self.page.paragraph(0, &start.then(&format!(" {fact}."), Paint::Plain)),
            _ => {
                self.page.paragraph(0, &start);
                for fact in &facts {
                    self.page.hanging(MARGIN, &Words::plain("–"), MARGIN + 2, &Words::plain(fact));
                }
            }
        }
    }

    fn advice(&mut self) {
        let nothing = self.report.nothing_to_judge.iter().any(|rule| rule.norm == "should");
        if nothing || !self.report.advice.is_empty() {
            self.page.paragraph(0, &Words::new().then(self.dictionary.advice(), Paint::Strong));
            self.page.blank();
            self.rules(&self.report.advice);
            self.nothing_to_judge(true);
        }
    }

    /// Notices, parameters and, with an explanation, what makes the check repeatable.
    fn foot(&mut self) {
        let dictionary = self.dictionary;
        for notice in &self.report.notices {
            let words = Words::new().then(dictionary.note(), Paint::Strong).then(" ", Paint::Plain);
            self.page.paragraph(0, &words.then(&dictionary.days_in(&notice.text), Paint::Plain));
        }
        self.page.blank();
        if !self.report.parameters.is_empty() {
            let head = format!("{}{}", dictionary.parameters(), dictionary.colon().trim_end_matches(' '));
            self.page.paragraph(0, &Words::plain(&head));
            for parameter in &self.report.parameters {
                let stated = facts::stated(dictionary, &parameter.label, &dictionary.parameter(parameter));
                self.page.hanging(MARGIN, &Words::plain("–"), MARGIN + 2, &stated);
            }
            self.page.blank();
        }
        if self.style.explain != Explain::None {
            let receipt = &self.report.receipt;
            let parts = [&self.report.version, &receipt.engine, &receipt.rules, &receipt.case];
            let named = dictionary.receipt().into_iter().zip(parts).filter(|(_, part)| !part.is_empty());
            for (name, part) in named {
                self.page
                    .paragraph(0, &Words::new().then(&format!("{name}{}{part}", dictionary.colon()), Paint::Faint));
            }
        }
        self.page.trim();
    }

    /// A mark in the column of outcomes, and what it is of.
    fn entry(&mut self, mark: &str, paint: Paint, words: &Words) {
        let mark = Words::new().then(mark, paint);
        if self.page.width() < NARROW {
            self.page.paragraph(MARGIN, &mark);
            self.page.paragraph(self.column, words);
        } else {
            self.page.hanging(MARGIN, &mark, self.column, words);
        }
    }

    fn line(&mut self, text: &str, paint: Paint) {
        self.page.paragraph(self.column, &Words::new().then(text, paint));
    }
}
