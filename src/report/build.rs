//! From findings to the report, every text in one language.

mod notices;
mod open;

use self::open::disputed;
use super::{
    Assumed, Bearer, Citation, Disputed, ExcusedBy, Explain, FORMAT, Missing, Next, NothingToJudge, Notice, Parameter,
    Receipt, Report, RuleReport,
};
use crate::case::{Case, SetBy};
use crate::evaluate::rule::excuses;
use crate::evaluate::term::{Seen, term};
use crate::evaluate::view::{Trace, View, World};
use crate::evaluate::{self, Element, Finding, Halt, for_each_element};
use crate::explain::earliest::is_earliest;
use crate::explain::message::message;
use crate::explain::names::Names;
use crate::explain::{self, Budget, Words, shown};
use crate::model::{self, Authority, Listing, Model, NormKind, Rule};
use crate::outcome::Outcome;
use crate::show;
use crate::source::Sources;
use crate::value::{Cell, Day, Value};

/// What is asked of a report.
#[derive(Debug, Clone)]
pub struct Options {
    /// The day on which the case is judged.
    pub day: Day,
    /// The language of the texts.
    pub language: String,
    /// Of which rules the tree of reasons is wanted.
    pub explain: Explain,
    /// Digest of the procedure's files.
    pub rules: String,
    /// Digest of the case.
    pub case: String,
}

/// Makes the report of a check. The sources are those that the model was made from.
///
/// # Errors
/// Where the check passes a limit.
pub fn build(model: &Model, sources: &Sources, case: &Case, options: &Options) -> Result<Report, Halt> {
    let (today, language) = (options.day, &*options.language);
    let request = Request { model, sources, case, today, language, explain: &options.explain };
    let findings = evaluate::findings(model, case, today)?;
    let names = Names::new(model, case);
    let budget = Budget::default();
    let explaining = World::new(model, &case.cells, &case.settings, today);
    let mut builder = Builder {
        request,
        names: &names,
        budget: &budget,
        explaining: &explaining,
        missing: Vec::new(),
        disputed: disputed(&names, language),
        notices: Vec::new(),
    };
    let mut nothing_to_judge = Vec::new();
    let mut reports = Vec::with_capacity(findings.len());
    let trace = Trace::default();
    // Reasons are limited, so those of what calls for something are worked out before those of what does not.
    for quiet in [false, true] {
        for (index, rule) in model.rules.iter().enumerate() {
            let world = World::new(model, &case.cells, &case.settings, today);
            let mut of_rule = findings.iter().enumerate().filter(|(_, finding)| finding.rule == index).peekable();
            if quiet && of_rule.peek().is_none() {
                nothing_to_judge.extend(builder.nothing_to_judge(View::new(&world), rule));
            }
            for_each_element(View::new(&world), rule.for_each.as_ref(), |_, view| {
                let Some((at, finding)) = of_rule.next().filter(|(_, finding)| finding.is_quiet() == quiet) else {
                    return;
                };
                read_all(view, rule, &trace);
                reports.push((at, rule.norm, builder.rule(view, rule, finding)));
                if finding.left_calendar {
                    builder.left_calendar(rule);
                }
            });
        }
    }
    reports.sort_by_key(|(at, ..)| *at);
    builder.notice_plans();
    builder.notice_force(&findings);
    let parameters = builder.parameters(&trace);
    let Builder { missing, disputed, notices, .. } = builder;
    let advice = |norm: &NormKind| *norm == NormKind::Should;
    let (advice, rules): (Vec<_>, Vec<_>) = reports.into_iter().partition(|(_, norm, _)| advice(norm));
    let rules: Vec<RuleReport> = rules.into_iter().map(|(.., report)| report).collect();
    let advice: Vec<RuleReport> = advice.into_iter().map(|(.., report)| report).collect();
    Ok(Report {
        report: FORMAT,
        procedure: model.name.to_string(),
        title: model.title.show(language).to_owned(),
        version: model.version.to_string(),
        case: case.title.to_string(),
        as_of: today.to_string(),
        language: language.to_owned(),
        verdict: evaluate::roll_up(model, &findings).id().to_owned(),
        next: next(rules.iter().chain(&advice)),
        rules,
        advice,
        nothing_to_judge,
        missing,
        assumed: assumed(&names, case, language),
        disputed,
        parameters,
        notices,
        receipt: Receipt {
            engine: env!("CARGO_PKG_VERSION").to_owned(),
            rules: options.rules.clone(),
            case: options.case.clone(),
        },
    })
}

/// Notes all that a rule reads, whatever comes of it.
fn read_all(view: View<'_, '_>, rule: &Rule, trace: &Trace) {
    fn traced(view: View<'_, '_>, rule: &Rule, trace: &Trace) {
        evaluate::rule::judge(view.tracing(trace), rule);
    }
    traced(view, rule, trace);
}

/// What a report is made of.
#[derive(Clone, Copy)]
struct Request<'r> {
    model: &'r Model,
    sources: &'r Sources,
    case: &'r Case,
    today: Day,
    language: &'r str,
    explain: &'r Explain,
}

struct Builder<'b> {
    request: Request<'b>,
    names: &'b Names<'b>,
    /// How many reasons may still be given.
    budget: &'b Budget,
    /// Where reasons are worked out, so that the steps of all of them are counted together.
    explaining: &'b World<'b>,
    missing: Vec<Missing>,
    disputed: Vec<Disputed>,
    notices: Vec<Notice>,
}

impl<'b> Builder<'b> {
    fn rule<'a>(&mut self, view: View<'a, '_>, rule: &'a Rule, finding: &Finding) -> RuleReport {
        let Request { model, today, language, sources, explain, .. } = self.request;
        let outcome = finding.outcome();
        let judgement = &finding.judgement;
        let element = element_path(rule, finding.element);
        let undetermined = outcome == Outcome::Undetermined;
        let words = Words { sources, names: self.names, language, budget: self.budget };
        let says = |wanted: &[Outcome], message_of: &Option<model::Message>| {
            let message_of = message_of.as_ref().filter(|_| wanted.contains(&outcome))?;
            Some(message(self.names, view, message_of, language))
        };
        let due = judgement.due.filter(|_| outcome == Outcome::Due);
        let report = RuleReport {
            rule: rule.name.to_string(),
            element,
            element_label: self.element_label(view, rule, finding.element),
            title: rule.title.show(language).to_owned(),
            norm: norm(rule.norm).to_owned(),
            practice: rule.practice,
            outcome: outcome.id().to_owned(),
            by_cases: finding.by_cases,
            so_far: finding.element != Element::Unknown && judgement.so_far(),
            possible: if undetermined {
                judgement.possible.iter().map(|outcome| outcome.id().to_owned()).collect()
            } else {
                Vec::new()
            },
            message: says(&[Outcome::NotMet], &rule.otherwise),
            remedy: says(&[Outcome::NotMet, Outcome::Due], &rule.remedy),
            duty_of: rule.duty_of.as_ref().map(|(bearer, choice)| match term(view, bearer) {
                Seen::Choice(member) => Bearer {
                    id: model
                        .choice(*choice)
                        .and_then(|choice| choice.members.get(usize::from(member)))
                        .map(|member| member.name.to_string()),
                    label: shown::member(model, *choice, member, language),
                },
                _ => Bearer { id: None, label: show::not_known(language).to_owned() },
            }),
            due: due.map(|day| day.to_string()),
            due_at_earliest: due.is_some_and(|due| is_earliest(self.names, view, rule, due)),
            opens: judgement.opens.filter(|_| outcome == Outcome::Due).map(|day| day.to_string()),
            days_left: due.map(|day| day.0 - today.0),
            excused_by: if outcome == Outcome::Excused { self.excused_by(view, rule) } else { Vec::new() },
            missing: if undetermined { self.missing(view, rule, finding) } else { Vec::new() },
            disputed: if undetermined { self.in_dispute(view, rule, finding) } else { Vec::new() },
            citations: citations(model, &rule.citations, language),
            because: explain.asks(&rule.name).then(|| explain::reasons(words, view.in_world(self.explaining), rule)),
        };
        if finding.cut_short {
            self.cut_short(rule);
        }
        report
    }

    /// What the element is called that a rule is judged for.
    fn element_label(&self, view: View<'_, '_>, rule: &Rule, element: Element) -> Option<String> {
        let Request { model, language, .. } = self.request;
        let list = &rule.for_each.as_ref()?.list;
        match (element, list) {
            (Element::Number(number), Listing::Cell(place)) => self.names.element(view.cell(*place), number, language),
            (Element::Number(number), Listing::Table(table)) => {
                let table = model.tables.get(*table)?;
                let first = table.rows.elements().nth(number)?.first()?;
                let key = shown::cell(model, &table.shape.fields.first()?.ty, first, language);
                Some(format!("{}, {key}", table.label.show(language)))
            }
            _ => self.list_label(view, rule),
        }
    }

    /// What the list is called that a rule goes through.
    fn list_label(&self, view: View<'_, '_>, rule: &Rule) -> Option<String> {
        let Request { model, language, .. } = self.request;
        match &rule.for_each.as_ref()?.list {
            Listing::Cell(place) => Some(self.names.whole_label(self.names.of(view.cell(*place))?, language)),
            Listing::Table(table) => Some(model.tables.get(*table)?.label.show(language).to_owned()),
            _ => None,
        }
    }

    /// A rule `for each` that has nothing to be judged for.
    fn nothing_to_judge(&self, view: View<'_, '_>, rule: &Rule) -> Option<NothingToJudge> {
        let list = rule.for_each.as_ref()?.path.to_string();
        Some(NothingToJudge {
            rule: rule.name.to_string(),
            title: rule.title.show(self.request.language).to_owned(),
            norm: norm(rule.norm).to_owned(),
            label: self.list_label(view, rule).unwrap_or_else(|| list.clone()),
            list,
        })
    }

    fn excused_by<'a>(&self, view: View<'a, '_>, rule: &'a Rule) -> Vec<ExcusedBy> {
        let Request { model, language, .. } = self.request;
        let effective = excuses(view, rule).into_iter().filter_map(|index| rule.excuses.get(index));
        effective
            .map(|excuse| {
                let exception = excuse.exception.and_then(|index| model.exceptions.get(index));
                ExcusedBy {
                    exception: exception.map(|exception| exception.name.to_string()),
                    text: excuse.text.show(language).to_owned(),
                    citations: exception
                        .map(|exception| citations(model, &exception.citations, language))
                        .unwrap_or_default(),
                }
            })
            .collect()
    }

    /// The parameters that were read.
    fn parameters(&self, trace: &Trace) -> Vec<Parameter> {
        let Request { model, case, language, .. } = self.request;
        let fields = model.parameters.fields.iter().zip(&case.set_by);
        let read = fields.filter_map(|(field, set_by)| {
            let cells = case.settings.get(field.at..field.at + model.width(&field.ty))?;
            let cell = cells.first()?;
            cells.iter().any(|cell| trace.has(cell)).then(|| Parameter {
                name: field.name.to_string(),
                label: field.label.show(language).to_owned(),
                value: match (&field.ty, cell) {
                    (_, Cell::Missing | Cell::Unknown) => None,
                    // Of a choice that the office made, `none` would say that there is none.
                    (_, Cell::Known(Value::List(list))) if list.is_empty() => Some(show::empty(language).to_owned()),
                    (model_type, _) if cells.len() == 2 && *model_type == crate::value::Type::Period => {
                        Some(shown::period(cells, language))
                    }
                    (ty, cell) => Some(shown::cell(model, ty, cell, language)),
                },
                number: shown::is_number(&field.ty),
                set_by: match set_by {
                    SetBy::File => "file",
                    SetBy::Case => "case",
                    SetBy::Caller => "caller",
                }
                .to_owned(),
            })
        });
        read.collect()
    }
}

fn norm(norm: NormKind) -> &'static str {
    match norm {
        NormKind::Must => "must",
        NormKind::Requires => "requires",
        NormKind::Should => "should",
    }
}

fn element_path(rule: &Rule, element: Element) -> Option<String> {
    let path = &rule.for_each.as_ref()?.path;
    Some(match element {
        Element::Number(number) => format!("{path}[{number}]"),
        _ => path.to_string(),
    })
}

fn citations(model: &Model, all: &[model::Citation], language: &str) -> Vec<Citation> {
    let of = |citation: &model::Citation| {
        let source = model.sources.get(citation.source)?;
        let number = citation.number.map(|number| number.to_string());
        let passage: Vec<&str> = citation.heading.as_deref().into_iter().chain(number.as_deref()).collect();
        Some(Citation {
            source: source.name.to_string(),
            title: source.title.show(language).to_owned(),
            passage: passage.join(" "),
            authority: match citation.authority {
                Authority::Stated => "stated",
                Authority::Inferred => "inferred",
                Authority::Practice => "practice",
            }
            .to_owned(),
            link: source.link.as_ref().map(|link| link.to_string()),
        })
    };
    all.iter().filter_map(of).collect()
}

/// What is due, earliest first; what has no last day comes last.
fn next<'r>(rules: impl Iterator<Item = &'r RuleReport>) -> Vec<Next> {
    let due = rules.filter(|rule| rule.outcome == Outcome::Due.id());
    let mut next: Vec<Next> = due
        .map(|rule| Next {
            rule: rule.rule.clone(),
            element: rule.element.clone(),
            element_label: rule.element_label.clone(),
            title: rule.title.clone(),
            duty_of: rule.duty_of.clone(),
            due: rule.due.clone(),
            due_at_earliest: rule.due_at_earliest,
            opens: rule.opens.clone(),
            days_left: rule.days_left,
        })
        .collect();
    next.sort_by_key(|next| (next.days_left.is_none(), next.days_left));
    next
}

fn assumed(names: &Names<'_>, case: &Case, language: &str) -> Vec<Assumed> {
    let of = |assumption: &crate::case::Assumption| {
        let named = names.iter().find(|named| named.path == assumption.fact)?;
        Some(Assumed {
            fact: assumption.fact.clone(),
            label: names.label(named, language),
            number: shown::is_number(&named.ty),
            value: shown::cell(names.model, &named.ty, named.cell, language),
            because: assumption.because.as_ref().map(|because| because.to_string()),
        })
    };
    case.assumed.iter().filter_map(of).collect()
}
