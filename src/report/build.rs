//! From findings to the report, every text in one language.

use super::{
    Assumed, Bearer, Citation, Disputed, ExcusedBy, Explain, FORMAT, Missing, Next, NothingToJudge, Notice, Parameter,
    Receipt, Report, RuleReport,
};
use crate::case::{Case, SetBy};
use crate::evaluate::cases;
use crate::evaluate::relevance::{Unknown, deciding, reads};
use crate::evaluate::rule::{excuses, in_force};
use crate::evaluate::term::{Seen, term};
use crate::evaluate::view::{Supposition, Trace, View, World};
use crate::evaluate::{self, Element, Finding, Halt, Outcomes, for_each_element};
use crate::explain::earliest::is_earliest;
use crate::explain::message::message;
use crate::explain::names::{Named, Names};
use crate::explain::{self, Budget, Words, shown};
use crate::limits;
use crate::model::{self, Authority, Listing, Model, NormKind, Rule};
use crate::outcome::Outcome;
use crate::show::{self, Language};
use crate::source::Sources;
use crate::value::{Cell, Day, Occurrence, Value};

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
            let text = match Language::of(language) {
                Language::English => format!(
                    "{}: too many cases of what is disputed, imprecise or not known to try each; some facts count as not known throughout",
                    rule.title.show(language)
                ),
                Language::French => format!(
                    "{} : trop de cas de ce qui est contesté, imprécis ou inconnu pour les essayer tous ; certains faits comptent comme inconnus partout",
                    rule.title.show(language)
                ),
            };
            self.notice("cases_not_tried", text);
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

    /// The facts in dispute or in a range that would decide a rule: those of which some value alone changes its possible
    /// outcomes; where nothing else would decide it either, all that it reads. Noted for the whole report too.
    fn in_dispute<'a>(&mut self, view: View<'a, '_>, rule: &'a Rule, finding: &Finding) -> Vec<String> {
        let world = World::new(self.request.model, view.world.facts, view.world.settings, self.request.today);
        let view = view.in_world(&world);
        let names = self.names;
        let mut open = names.read_by(&reads(view, rule));
        open.retain(|named| matches!(named.cell, Cell::Disputed(_) | Cell::Between(..)));
        let changes = |cell: &Cell, value: &Cell| {
            let possible = possible_if(view, &Supposition { cell, value, range: None, next: view.supposed }, rule);
            world.forget_stop();
            possible != finding.judgement.possible
        };
        let decides = |named: &&Named<'_>| match named.cell {
            Cell::Disputed(values) => values.iter().any(|value| changes(named.cell, value)),
            Cell::Between(first, last) => {
                [first, last].into_iter().any(|day| changes(named.cell, &Cell::Known(Value::Date(*day))))
            }
            _ => false,
        };
        let deciding: Vec<&Named<'_>> = open.iter().copied().filter(decides).collect();
        let nothing_missing = !self.missing.iter().any(|missing| missing.rules.iter().any(|name| **name == *rule.name));
        let told = if deciding.is_empty() && nothing_missing { open } else { deciding };
        if told.is_empty() && nothing_missing {
            return self.first_on_one_day(rule, &names.read_by(&reads(view, rule)));
        }
        for named in &told {
            let of_report = self.disputed.iter_mut().find(|disputed| disputed.fact == named.path);
            if let Some(disputed) = of_report
                && !disputed.rules.iter().any(|name| **name == *rule.name)
            {
                disputed.rules.push(rule.name.to_string());
            }
        }
        told.into_iter().map(|named| named.path.clone()).collect()
    }

    /// Events that a rule reads of which several share the first day, by different actors: nobody knows who was first.
    fn first_on_one_day(&mut self, rule: &Rule, read: &[&Named<'_>]) -> Vec<String> {
        let Request { model, language, .. } = self.request;
        let names = self.names;
        let mut paths = Vec::new();
        for named in read {
            let Cell::Known(Value::Event(occurrences)) = named.cell else { continue };
            let known = |occurrence: &&Occurrence| matches!(occurrence.on, Cell::Known(Value::Date(_)));
            let Some(first) = occurrences.iter().filter(known).map(|occurrence| &occurrence.on).min_by_key(day) else {
                continue;
            };
            let firsts = occurrences.iter().filter(|occurrence| occurrence.on == *first);
            let mut actors: Vec<&Named<'_>> = firsts.filter_map(|occurrence| names.of(&occurrence.by)).collect();
            actors.dedup_by(|one, other| one.cell == other.cell);
            let Some(actor) = actors.first().filter(|_| actors.len() > 1) else { continue };
            let fact = format!("{}.by", named.path);
            paths.push(fact.clone());
            if let Some(known) = self.disputed.iter_mut().find(|disputed| disputed.fact == fact) {
                known.rules.push(rule.name.to_string());
                continue;
            }
            self.disputed.push(Disputed {
                fact,
                label: names.actor_of_first(named, actor, language),
                state: "same_day".to_owned(),
                values: actors.iter().map(|by| shown::cell(model, &by.ty, by.cell, language)).collect(),
                number: false,
                rules: vec![rule.name.to_string()],
            });
        }
        paths
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

    /// The facts that would decide a rule, noted for the whole report too.
    fn missing<'a>(&mut self, view: View<'a, '_>, rule: &'a Rule, finding: &Finding) -> Vec<String> {
        let language = self.request.language;
        if let (Element::Unknown, Some(for_each)) = (finding.element, &rule.for_each) {
            if let Listing::Cell(place) = &for_each.list
                && let Some(named) = self.names.of(view.cell(*place))
            {
                let (path, label, state) = (named.path.clone(), self.names.label(named, language), state(named.cell));
                self.note_missing(rule, &path, label, state);
                return vec![path];
            }
            return Vec::new();
        }
        // In a world of its own, so that its steps do not count in the check.
        let world = World::new(self.request.model, view.world.facts, view.world.settings, self.request.today);
        let view = view.in_world(&world);
        let read = reads(view, rule);
        let names = self.names;
        let mut unknown = names.read_by(&read);
        unknown.retain(|named| matches!(named.cell, Cell::Missing | Cell::Unknown));
        let unit = |class: u16| self.request.model.unit_classes.get(usize::from(class)).copied().flatten();
        let cells: Vec<Unknown<'_>> = unknown
            .iter()
            .map(|named| Unknown {
                cell: named.cell,
                ty: &named.ty,
                presence: named.part == crate::case::Part::Presence,
                unit: named.unit_class.and_then(unit),
            })
            .collect();
        let deciding_cells = deciding(view, rule, finding.judgement.possible, &read, &cells);
        let mut paths = Vec::new();
        for named in deciding_cells.into_iter().filter_map(|index| unknown.get(index)) {
            // A parameter of several cells, and an optional record, are named once.
            if !paths.contains(&named.path) {
                paths.push(named.path.clone());
                self.note_missing(rule, &named.path, self.names.label(named, language), state(named.cell));
            }
        }
        if finding.left_calendar {
            let calendar = self.request.model.calendar.as_ref();
            let name = calendar.map(|calendar| calendar.name.show(language).to_owned()).unwrap_or_default();
            paths.push("calendar".to_owned());
            self.note_missing(rule, "calendar", name, "missing");
        }
        paths
    }

    fn note_missing(&mut self, rule: &Rule, path: &str, label: String, state: &str) {
        let rule = rule.name.to_string();
        match self.missing.iter_mut().find(|missing| missing.fact == path) {
            Some(known) if known.rules.contains(&rule) => {}
            Some(known) => known.rules.push(rule),
            None => {
                self.missing.push(Missing { fact: path.to_owned(), label, state: state.to_owned(), rules: vec![rule] });
            }
        }
    }

    fn notice(&mut self, code: &str, text: String) {
        let notice = Notice { code: code.to_owned(), text };
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }

    fn left_calendar(&mut self, rule: &Rule) {
        let language = self.request.language;
        let Some(calendar) = &self.request.model.calendar else { return };
        let (name, title) = (calendar.name.show(language), rule.title.show(language));
        let (first, last) = calendar.covers;
        let (first, last) = (show::day(first, language), show::day(last, language));
        let text = match Language::of(language) {
            Language::English => format!(
                "{title}: counting leaves the calendar “{name}”, which covers {first} to {last}; the day counted to is not known"
            ),
            Language::French => format!(
                "{title} : le décompte sort du calendrier « {name} », qui couvre du {first} au {last} ; le jour atteint n'est pas connu"
            ),
        };
        self.notice("calendar_left", text);
    }

    /// Occurrences dated after the day of the check are plans, and count for nothing.
    fn notice_plans(&mut self) {
        let Request { today, language, .. } = self.request;
        let names = self.names;
        for named in names.iter().filter(|named| matches!(named.part, crate::case::Part::Day(_))) {
            let planned = match named.cell {
                Cell::Known(Value::Date(day)) | Cell::Between(day, _) => *day > today,
                _ => false,
            };
            if planned {
                let (fact, day) =
                    (names.whole_label(named, language), shown::cell(names.model, &named.ty, named.cell, language));
                let day = show::days_in(&day, language);
                let text = match Language::of(language) {
                    Language::English => {
                        format!("{fact}: {day} is after the day of the check, so this is a plan and counts for nothing")
                    }
                    Language::French => format!(
                        "{fact} : {day} est postérieur au jour du contrôle ; ce n'est qu'un projet, qui ne compte pas"
                    ),
                };
                self.notice("plan_ignored", text);
            }
        }
    }

    /// A case that no text was in force for says so.
    fn notice_force(&mut self, findings: &[Finding]) {
        let Request { model, case, today, language, .. } = self.request;
        let world = World::new(model, &case.cells, &case.settings, today);
        let mut any_text = false;
        for rule in &model.rules {
            for_each_element(View::new(&world), rule.for_each.as_ref(), |_, view| {
                let force = in_force(view, rule);
                any_text |= force.may_be || force.may_wait;
            });
        }
        if findings.is_empty() || any_text {
            return;
        }
        let text = match Language::of(language) {
            Language::English => {
                "no rule of this procedure was in force on the day on which the case is judged".to_owned()
            }
            Language::French => {
                "aucune règle de cette procédure n'était en vigueur au jour où l'affaire est jugée".to_owned()
            }
        };
        self.notice("not_in_force", text);
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

/// The outcomes that a rule may have if a fact is as supposed.
fn possible_if(view: View<'_, '_>, supposition: &Supposition<'_>, rule: &Rule) -> Outcomes {
    let until = view.world.steps() + limits::CASE_STEPS;
    cases::possible(view.supposing(supposition), rule, until)
}

/// The day that a cell is known to hold.
fn day(cell: &&Cell) -> Option<Day> {
    if let Cell::Known(Value::Date(day)) = cell { Some(*day) } else { None }
}

fn state(cell: &Cell) -> &'static str {
    if *cell == Cell::Unknown { "unknown" } else { "missing" }
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

fn disputed(names: &Names<'_>, language: &str) -> Vec<Disputed> {
    let of = |named: &Named<'_>| {
        let shown = |cell: &Cell| shown::cell(names.model, &named.ty, cell, language);
        let (state, values) = match named.cell {
            Cell::Disputed(values) => ("disputed", values.iter().map(shown).collect()),
            Cell::Between(first, last) => ("between", vec![first.to_string(), last.to_string()]),
            _ => return None,
        };
        let (fact, label, state) = (named.path.clone(), names.label(named, language), state.to_owned());
        Some(Disputed { fact, label, state, values, number: shown::is_number(&named.ty), rules: Vec::new() })
    };
    names.iter().filter_map(of).collect()
}
