//! A model in one line a thing, so that snapshots show which cell each name became.

use whereas::model::{
    Argument, Base, Comparator, Condition, ConditionKind, DefineBody, EventCondition, Excuse, Instant, Listing, Model,
    Operator, PeriodTerm, Piece, Place, Quantifier, Rule, Shape, Term, WindowKind,
};
use whereas::value::{Cell, Type, Value};

/// The model as text.
pub fn model(model: &Model) -> String {
    let mut lines = vec!["ok".to_owned()];
    slots(&mut lines, model, "facts", &model.facts);
    slots(&mut lines, model, "parameters", &model.parameters);
    if !model.settings.is_empty() {
        lines.push(format!("  set to {}", joined(&model.settings, cell)));
    }
    if !model.unit_classes.is_empty() {
        lines.push(format!("units {:?}", model.unit_classes));
    }
    for record in &model.records {
        slots(&mut lines, model, &format!("record {}", record.name), &record.shape);
    }
    for table in &model.tables {
        lines.push(format!("table {}: {} rows, index {:?}", table.name, table.rows.len(), table.index));
    }
    if let Some(calendar) = &model.calendar {
        lines.push(format!(
            "calendar {} {:?} with {} holidays",
            calendar.name.own,
            calendar.weekend,
            calendar.holidays().len()
        ));
    }
    for define in &model.defines {
        let body = match &define.body {
            DefineBody::Term(body, ty) => format!("{}: {}", term(body), written(model, ty)),
            DefineBody::Condition(body) => condition(body),
        };
        lines.push(format!("define {}({}) = {body}", define.name, define.parameters.join(", ")));
    }
    for one in &model.rules {
        rule(&mut lines, model, one);
    }
    lines.join("\n") + "\n"
}

fn rule(lines: &mut Vec<String>, model: &Model, rule: &Rule) {
    let practice = if rule.practice { ", practice" } else { "" };
    lines.push(format!("rule {}{practice}", rule.name));
    if let Some(each) = &rule.for_each {
        lines.push(format!(
            "  for each {} in {} `{}`: {}",
            each.variable,
            listing(&each.list),
            each.path,
            written(model, &each.element)
        ));
    }
    if !rule.force.is_empty() {
        let force = |force: &whereas::model::Force| {
            format!("{:?} to {:?}", force.from.map(|day| day.to_string()), force.until.map(|day| day.to_string()))
        };
        lines.push(format!("  in force {}", joined(&rule.force, force)));
    }
    lines.extend(rule.judged_on.iter().map(|day| format!("  judged on {}", instant(day))));
    lines.extend(rule.when.iter().map(|when| format!("  when {}", condition(when))));
    excuses(lines, model, &rule.excuses, 1);
    lines.extend(rule.duty_of.iter().map(|(bearer, _)| format!("  duty of {}", term(bearer))));
    lines.push(format!("  {:?} {}", rule.norm, condition(&rule.condition)));
    for (language, pieces) in rule.otherwise.iter().chain(&rule.remedy).flat_map(|message| &message.versions) {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.to_string(),
            Piece::Show(shown) => {
                let label = shown.label.as_ref().map(|label| format!(" \"{}\"", label.own)).unwrap_or_default();
                format!("{{{}: {}{label}}}", argument(&shown.value), written(model, &shown.ty))
            }
        };
        lines.push(format!("  {language} {}", pieces.iter().map(piece).collect::<String>()));
    }
}

fn excuses(lines: &mut Vec<String>, model: &Model, all: &[Excuse], depth: usize) {
    for excuse in all {
        let exception = excuse.exception.and_then(|at| model.exceptions.get(at));
        let name = exception.map_or_else(|| format!("\"{}\"", excuse.text.own), |exception| exception.name.to_string());
        let when = excuse.when.as_ref().map_or("always".to_owned(), condition);
        lines.push(format!("{}unless {name}: {when}", "  ".repeat(depth)));
        excuses(lines, model, &excuse.exceptions, depth + 1);
    }
}

fn slots(lines: &mut Vec<String>, model: &Model, name: &str, shape: &Shape) {
    if shape.fields.is_empty() {
        return;
    }
    lines.push(format!("{name} ({} cells)", shape.width));
    for field in &shape.fields {
        let class = field.unit_class.map(|class| format!(" in class {class}")).unwrap_or_default();
        lines.push(format!("  {} {}: {}{class}", field.at, field.name, written(model, &field.ty)));
    }
}

fn written(model: &Model, ty: &Type) -> String {
    match ty {
        Type::Choice(id) => model.choice(*id).map(|choice| choice.name.to_string()).unwrap_or_default(),
        Type::Record(id) => model.record(*id).map(|record| record.name.to_string()).unwrap_or_default(),
        Type::List(inner) => format!("list of {}", written(model, inner)),
        Type::Optional(inner) => format!("optional {}", written(model, inner)),
        Type::Event { by, of } => {
            let of = of.map(|id| format!(" of {}", written(model, &Type::Record(id)))).unwrap_or_default();
            let by = by.map(|id| format!(" by {}", written(model, &Type::Choice(id)))).unwrap_or_default();
            format!("event{of}{by}")
        }
        other => format!("{other:?}").to_lowercase(),
    }
}

fn joined<T>(all: &[T], one: impl Fn(&T) -> String) -> String {
    all.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn place(place: &Place) -> String {
    match place.base {
        Base::Facts => format!("facts.{}", place.at),
        Base::Parameters => format!("parameters.{}", place.at),
        Base::Local(outward) => format!("local{outward}.{}", place.at),
    }
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Known(known) => value(known),
        other => format!("{other:?}").to_lowercase(),
    }
}

fn value(value: &Value) -> String {
    match value {
        Value::Text(text) => format!("{text:?}"),
        Value::Number(number) => number.to_string(),
        Value::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Date(day) => day.to_string(),
        Value::Duration(duration) => duration.to_string(),
        Value::Choice(number) => format!("#{number}"),
        Value::List(list) => format!("[{}]", joined(&list.cells, cell)),
        Value::Event(_) => "event".to_owned(),
    }
}

fn listing(list: &Listing) -> String {
    match list {
        Listing::Cell(cell) => place(cell),
        Listing::Constant(list) => format!("[{}]", joined(&list.cells, cell)),
        Listing::Table(number) => format!("table {number}"),
        Listing::Terms(terms) => format!("[{}]", joined(terms, term)),
    }
}

fn argument(argument: &Argument) -> String {
    match argument {
        Argument::Place(start, width) => format!("{}+{width}", place(start)),
        Argument::Constant(constant) => cell(constant),
        Argument::Term(inner) => format!("= {}", term(inner)),
    }
}

fn term(one: &Term) -> String {
    match one {
        Term::Value(known) => value(known),
        Term::None => "none".to_owned(),
        Term::Today => "today".to_owned(),
        Term::Cell(cell) => place(cell),
        Term::On(event) => format!("{}.on", place(event)),
        Term::By(event) => format!("{}.by", place(event)),
        Term::Arithmetic(a, operator, b) => {
            let sign = match operator {
                Operator::Plus => "+",
                Operator::Minus => "-",
                Operator::Times => "*",
            };
            format!("({} {sign} {})", term(a), term(b))
        }
        Term::Shift(a, b, direction) => format!("({} {direction:?} {})", term(a), term(b)),
        Term::Days { working, from, to } => {
            format!("({}days from {} to {})", if *working { "working " } else { "" }, term(from), term(to))
        }
        Term::Count(list) => format!("count({})", listing(list)),
        Term::If(test, yes, no) => format!("(if {} then {} else {})", condition(test), term(yes), term(no)),
        Term::Lookup { table, key, column } => format!("table {table}[{}].{column}", term(key)),
        Term::Call(define, arguments) => format!("define {define}({})", joined(arguments, argument)),
    }
}

fn period(period: &PeriodTerm) -> String {
    match period {
        PeriodTerm::Place(start) => place(start),
        PeriodTerm::Written(from, until) => {
            let until = until.as_ref().map(|until| format!(" until {}", term(until))).unwrap_or_default();
            format!("(from {}{until})", term(from))
        }
    }
}

/// The condition as text.
pub fn condition(one: &Condition) -> String {
    match &one.kind {
        ConditionKind::Holds(inner) => format!("holds {}", term(inner)),
        ConditionKind::Compare(a, comparator, b) => {
            let sign = match comparator {
                Comparator::Is => "is",
                Comparator::IsNot => "is not",
                Comparator::Less => "<",
                Comparator::LessOrEqual => "<=",
                Comparator::Greater => ">",
                Comparator::GreaterOrEqual => ">=",
            };
            format!("{} {sign} {}", term(a), term(b))
        }
        ConditionKind::IsNone(inner) => format!("{} is none", term(inner)),
        ConditionKind::IsIn(inner, list) => format!("{} is in {}", term(inner), listing(list)),
        ConditionKind::During(inner, in_period) => format!("{} during {}", term(inner), period(in_period)),
        ConditionKind::Event(inner) => event(inner),
        ConditionKind::Not(inner) => format!("not ({})", condition(inner)),
        ConditionKind::And(all) => joined(all, |one| format!("({})", condition(one))).replace("), (", ") and ("),
        ConditionKind::Or(all) => joined(all, |one| format!("({})", condition(one))).replace("), (", ") or ("),
        ConditionKind::If(test, yes, no) => {
            format!("if {} then ({}) else ({})", condition(test), condition(yes), condition(no))
        }
        ConditionKind::Quantified(inner) => {
            let quantifier = match &inner.quantifier {
                Quantifier::Every => "every".to_owned(),
                Quantifier::Some => "some".to_owned(),
                Quantifier::No => "no".to_owned(),
                Quantifier::Exactly(n) => format!("exactly {}", term(n)),
                Quantifier::AtLeast(n) => format!("at least {}", term(n)),
                Quantifier::AtMost(n) => format!("at most {}", term(n)),
            };
            let timed = if inner.timed { " timed" } else { "" };
            let doable = if inner.doable { " doable" } else { "" };
            let (variable, body) = (&inner.variable, condition(&inner.body));
            format!("{quantifier} {variable} in {} satisfies{timed}{doable} ({body})", listing(&inner.list))
        }
        ConditionKind::Call(define, arguments) => format!("define {define}({})", joined(arguments, argument)),
    }
}

fn event(one: &EventCondition) -> String {
    let mut words = vec![format!("event {}", place(&one.event))];
    words.extend(one.by.iter().map(|actor| format!("by {}", term(actor))));
    words.extend(one.only_by.iter().map(|actor| format!("only by {}", term(actor))));
    for window in &one.windows {
        words.push(match &window.kind {
            WindowKind::Before(day) => format!("before {}", instant(day)),
            WindowKind::After(day) => format!("after {}", instant(day)),
            WindowKind::On(day) => format!("on {}", instant(day)),
            WindowKind::NoLaterThan(day) => format!("no later than {}", instant(day)),
            WindowKind::NoEarlierThan(day) => format!("no earlier than {}", instant(day)),
            WindowKind::WithinAfter(length, day) => format!("within {} after {}", term(length), instant(day)),
            WindowKind::WithinBefore(length, day) => format!("within {} before {}", term(length), instant(day)),
            WindowKind::AtLeastAfter(length, day) => format!("at least {} after {}", term(length), instant(day)),
            WindowKind::AtLeastBefore(length, day) => format!("at least {} before {}", term(length), instant(day)),
            WindowKind::During(in_period) => format!("during {}", period(in_period)),
        });
    }
    words.extend(one.filter.iter().map(|filter| format!("where ({})", condition(filter))));
    words.join(" ")
}

fn instant(one: &Instant) -> String {
    match one {
        Instant::Date(day) => term(day),
        Instant::Event(inner) => format!("({})", event(inner)),
    }
}
