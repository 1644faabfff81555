//! From the examples of a procedure to what they show: whether each turns out as it says, and which outcomes of each rule
//! they reach.

use std::collections::BTreeMap;

use crate::case::{Example, Expected, ExpectedKind};
use crate::outcome::Outcome;
use crate::report::{Report, RuleReport};
use crate::session::{Compiled, NoReport, Problem, Question, Reached, reach};
use crate::source::Span;

/// What the examples of a procedure show.
#[derive(Debug, Clone)]
pub struct Tested {
    /// Each example, in the order written.
    pub examples: Vec<ExampleResult>,
    /// Each rule, in the order of the model.
    pub rules: Vec<Reached>,
}

impl Tested {
    /// How many examples do not turn out as they say.
    pub fn failures(&self) -> usize {
        self.examples.iter().filter(|example| !example.problems.is_empty()).count()
    }
}

/// How one example turned out.
#[derive(Debug, Clone)]
pub struct ExampleResult {
    /// What it is called.
    pub title: String,
    /// What is not as it says; empty where all is.
    pub problems: Vec<Problem>,
}

/// What an example expects, and does not get.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, miette::Diagnostic)]
pub enum Unexpected {
    /// `expect approval met`
    #[error("`{rule}` is `{found}`, where `{expected}` is expected")]
    #[diagnostic(code(example::other_outcome))]
    Outcome {
        /// The rule, with the element.
        rule: String,
        /// What the example says.
        expected: String,
        /// What it is.
        found: String,
        /// Why, where something can be said.
        #[help]
        why: Option<String>,
        /// Where it is expected.
        #[label("expected here")]
        span: Span,
    },
    /// `expect r for decisions[3] met`, and there is no such element
    #[error("`{rule}` was not judged{element}")]
    #[diagnostic(code(example::not_judged))]
    NotJudged {
        /// The rule.
        rule: String,
        /// ` for decisions[3]`
        element: String,
        /// What to do about it.
        #[help]
        help: Option<String>,
        /// Where it is expected.
        #[label("expected here")]
        span: Span,
    },
    /// `expect met`
    #[error("the verdict is `{found}`, where `{expected}` is expected")]
    #[diagnostic(code(example::other_verdict))]
    Verdict {
        /// What the example says.
        expected: String,
        /// What it is.
        found: String,
        /// The rules that make it so.
        #[help]
        why: Option<String>,
        /// Where it is expected.
        #[label("expected here")]
        span: Span,
    },
    /// `expect missing starts`
    #[error("`{fact}` is not among what is missing")]
    #[diagnostic(code(example::not_missing))]
    Missing {
        /// The fact.
        fact: String,
        /// What is missing.
        #[help]
        why: Option<String>,
        /// Where it is expected.
        #[label("expected here")]
        span: Span,
    },
    /// An example that cannot be judged.
    #[error("{why}")]
    #[diagnostic(code(example::no_report))]
    NoReport {
        /// Why.
        why: NoReport,
        /// The example.
        #[label("this example")]
        span: Span,
    },
}

impl Compiled {
    /// Runs the examples of the procedure's own file.
    pub fn test(&self) -> Tested {
        let names = self.model.rules.iter().map(|rule| &*rule.name);
        let mut reached: BTreeMap<&str, BTreeMap<Outcome, usize>> = names.map(|name| (name, BTreeMap::new())).collect();
        let mut results = Vec::new();
        for (title, example) in &self.examples {
            let (report, problems) = match example {
                Err(problems) => (None, problems.clone()),
                Ok(example) => self.run(example),
            };
            results.push(ExampleResult { title: title.clone(), problems });
            // The reports are not kept: many rules and many examples have as many reasons as the two multiplied.
            for entry in report.iter().flat_map(|report| report.rules.iter().chain(&report.advice)) {
                let outcome = Outcome::ALL.into_iter().find(|outcome| outcome.id() == entry.outcome);
                if let (Some(outcome), Some(counts)) = (outcome, reached.get_mut(&*entry.rule)) {
                    *counts.entry(outcome).or_default() += 1;
                }
            }
        }
        let rules = self.model.rules.iter().map(|rule| Reached {
            rule: rule.name.to_string(),
            reached: reached.get(&*rule.name).cloned().unwrap_or_default(),
            possible: reach::possible(&self.model, rule),
        });
        Tested { examples: results, rules: rules.collect() }
    }

    fn run(&self, example: &Example) -> (Option<Report>, Vec<Problem>) {
        let question = Question { language: Some("en".into()), ..Question::default() };
        match self.check(&example.case, &question) {
            Ok(report) => {
                let unmet = example.expectations.iter().flat_map(|expected| self.unexpected(&report, expected));
                let problems = unmet.map(|unexpected| Problem::new(example.span.file, unexpected)).collect();
                (Some(report), problems)
            }
            Err(why) => (None, vec![Problem::new(example.span.file, Unexpected::NoReport { why, span: example.span })]),
        }
    }

    fn unexpected(&self, report: &Report, expected: &Expected) -> Vec<Unexpected> {
        let span = expected.span;
        match &expected.kind {
            ExpectedKind::Rule { rule, element, outcome, due } => {
                let rule = self.model.rules.get(*rule).map_or("", |rule| &rule.name);
                let due = due.map(|due| due.to_string());
                let about =
                    |entry: &&RuleReport| entry.rule == rule && (element.is_none() || entry.element == *element);
                let entries: Vec<&RuleReport> = report.rules.iter().chain(&report.advice).filter(about).collect();
                if entries.is_empty() {
                    let element = element.as_ref().map(|element| format!(" for {element}")).unwrap_or_default();
                    let help = Some(not_judged(report, rule));
                    return vec![Unexpected::NotJudged { rule: rule.to_owned(), element, help, span }];
                }
                let other = |entry: &&&RuleReport| entry.outcome != outcome.id() || due.is_some() && due != entry.due;
                let wrong = entries.iter().filter(other).map(|entry| Unexpected::Outcome {
                    rule: name(entry),
                    expected: outcome_with(outcome.words(), due.as_deref()),
                    found: outcome_with(&spaced(&entry.outcome), entry.due.as_deref()),
                    why: why(entry),
                    span,
                });
                wrong.collect()
            }
            ExpectedKind::Verdict(outcome) if outcome.id() != report.verdict => {
                let pressing = report.rules.iter().filter(|entry| pressing(entry));
                let why: Vec<String> =
                    pressing.map(|entry| format!("`{}` is `{}`", name(entry), spaced(&entry.outcome))).collect();
                vec![Unexpected::Verdict {
                    expected: outcome.words().into(),
                    found: spaced(&report.verdict),
                    why: (!why.is_empty()).then(|| why.join(", ")),
                    span,
                }]
            }
            ExpectedKind::Missing(fact) if report.missing.iter().all(|missing| missing.fact != *fact) => {
                let missing: Vec<String> = report.missing.iter().map(|missing| format!("`{}`", missing.fact)).collect();
                let why =
                    if missing.is_empty() { "nothing is".into() } else { format!("missing: {}", missing.join(", ")) };
                vec![Unexpected::Missing { fact: fact.clone(), why: Some(why), span }]
            }
            ExpectedKind::Verdict(_) | ExpectedKind::Missing(_) => Vec::new(),
        }
    }
}

/// What to do where a rule `for each` was not judged as an example expects.
fn not_judged(report: &Report, rule: &str) -> String {
    if let Some(nothing) = report.nothing_to_judge.iter().find(|nothing| nothing.rule == rule) {
        let list = &nothing.list;
        return format!(
            "`{list}` has no element here, so there is nothing that could have an outcome: give it one, as in \
             `{list}[0]`, or leave this line out"
        );
    }
    let elements = report.rules.iter().chain(&report.advice).filter(|entry| entry.rule == rule);
    let elements: Vec<String> =
        elements.filter_map(|entry| entry.element.as_ref()).map(|element| format!("`{element}`")).collect();
    match elements.as_slice() {
        [] => "a rule `for each` is judged for the elements that its list has".to_owned(),
        [one] => format!("it was judged for {one}"),
        [first, .., last] => format!("it was judged for {first} to {last}"),
    }
}

/// The words of an outcome in a report.
fn spaced(outcome: &str) -> String {
    outcome.replace('_', " ")
}

fn pressing(entry: &RuleReport) -> bool {
    ["not_met", "due", "undetermined"].contains(&entry.outcome.as_str())
}

fn name(entry: &RuleReport) -> String {
    match &entry.element {
        Some(element) => format!("{} for {element}", entry.rule),
        None => entry.rule.clone(),
    }
}

fn outcome_with(outcome: &str, due: Option<&str>) -> String {
    due.map_or_else(|| outcome.to_owned(), |due| format!("{outcome} {due}"))
}

fn why(entry: &RuleReport) -> Option<String> {
    if !entry.possible.is_empty() {
        let possible: Vec<String> = entry.possible.iter().map(|outcome| spaced(outcome)).collect();
        return Some(format!("possible: {}; missing: {}", possible.join(", "), entry.missing.join(", ")));
    }
    entry.message.clone().or_else(|| entry.excused_by.first().map(|excuse| excuse.text.clone()))
}
