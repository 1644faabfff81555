//! From syntax trees to what they declare, by name. Nothing is checked: the real checker has accepted the procedure.

use std::collections::BTreeMap;

use whereas::syntax::{
    CaseFile, CaseLine, CaseValue, CaseValueKind, DefineItem, ExceptionItem, Expr, ExprKind, File, Item, RuleItem,
    Step, TypeExpr,
};
use whereas::value::{Day, Unit};

use crate::days::Calendar;
use crate::value::{Occurrence, Value};

/// The type of a fact.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    Text,
    Number,
    YesNo,
    Date,
    Duration,
    Period,
    Choice(String),
    Record(String),
    List(Box<Type>),
    Optional(Box<Type>),
    Event { by: Option<String>, of: Option<String> },
}

/// A table: its columns, and its rows.
pub struct Table {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Value>>,
}

/// What a procedure declares.
#[derive(Default)]
pub struct World {
    pub choices: BTreeMap<String, Vec<String>>,
    pub records: BTreeMap<String, Vec<(String, Type)>>,
    pub facts: Vec<(String, Type)>,
    pub parameters: BTreeMap<String, (Type, Option<Value>)>,
    pub tables: BTreeMap<String, Table>,
    pub defines: BTreeMap<String, DefineItem>,
    pub rules: Vec<RuleItem>,
    pub exceptions: Vec<ExceptionItem>,
    pub calendar: Option<Calendar>,
}

impl World {
    pub fn of(file: &File) -> World {
        let mut world = World::default();
        for item in &file.items {
            match item {
                Item::Choice(choice) => {
                    let members = choice.members.iter().map(|(name, _)| name.value.to_string()).collect();
                    world.choices.insert(choice.name.value.to_string(), members);
                }
                Item::Calendar(calendar) => world.calendar = Some(Calendar::of(calendar)),
                Item::Define(define) => {
                    world.defines.insert(define.name.value.to_string(), define.clone());
                }
                Item::Rule(rule) => world.rules.push((**rule).clone()),
                Item::Exception(exception) => world.exceptions.push((**exception).clone()),
                _ => {}
            }
        }
        for item in &file.items {
            match item {
                Item::Record(record) => {
                    let fields = record.fields.iter();
                    let fields = fields.map(|field| (field.name.value.to_string(), world.ty(&field.ty))).collect();
                    world.records.insert(record.name.value.to_string(), fields);
                }
                Item::Table(table) => {
                    let columns = table.columns.iter().map(|(name, _)| name.value.to_string()).collect();
                    let cell = |cell: &Option<Expr>| cell.as_ref().map_or(Value::None, literal);
                    let rows = table.rows.iter().map(|row| row.cells.iter().map(cell).collect()).collect();
                    world.tables.insert(table.name.value.to_string(), Table { columns, rows });
                }
                Item::Facts(facts) => {
                    let fields = facts.facts.iter();
                    world.facts = fields.map(|field| (field.name.value.to_string(), world.ty(&field.ty))).collect();
                }
                Item::Parameter(parameter) => {
                    let value = parameter.value.as_ref().map(literal);
                    let ty = world.ty(&parameter.ty);
                    world.parameters.insert(parameter.name.value.to_string(), (ty, value));
                }
                _ => {}
            }
        }
        world
    }

    fn ty(&self, ty: &TypeExpr) -> Type {
        match ty {
            TypeExpr::Named(name) => match &*name.value {
                "text" => Type::Text,
                "number" => Type::Number,
                "yes/no" => Type::YesNo,
                "date" => Type::Date,
                "duration" => Type::Duration,
                "period" => Type::Period,
                "event" => Type::Event { by: None, of: None },
                name if self.choices.contains_key(name) => Type::Choice(name.to_owned()),
                name => Type::Record(name.to_owned()),
            },
            TypeExpr::Event { of, by, .. } => Type::Event {
                by: by.as_ref().map(|by| by.value.to_string()),
                of: of.as_ref().map(|of| of.value.to_string()),
            },
            TypeExpr::List(inner, _) => Type::List(Box::new(self.ty(inner))),
            TypeExpr::Optional(inner, _) => Type::Optional(Box::new(self.ty(inner))),
        }
    }
}

/// A value written in a file.
pub fn literal(expr: &Expr) -> Value {
    match &expr.kind {
        ExprKind::Text(text) => Value::Text(text.clone()),
        ExprKind::Number(number) => Value::Number(*number),
        ExprKind::YesNo(holds) => Value::YesNo(*holds),
        ExprKind::Date(day) => Value::Date(*day),
        ExprKind::Duration(duration) => Value::Duration(duration.count, duration.unit),
        ExprKind::None => Value::None,
        ExprKind::List(items) => Value::List(items.iter().map(literal).collect()),
        ExprKind::Path(names) => Value::Choice(names[0].value.to_string()),
        other => panic!("no literal: {other:?}"),
    }
}

/// One thing that is not known: the values that it could have.
pub type Domain = Vec<Value>;

/// A case: every fact, with numbers in place of what is not known.
pub struct Case {
    pub facts: BTreeMap<String, Value>,
    pub today: Day,
    /// By the number of each unknown.
    pub domains: Vec<Domain>,
}

/// The numbers, days and durations that an unknown could be.
pub struct Critical {
    pub days: Vec<Day>,
    pub numbers: Vec<Value>,
    pub counts: Vec<u32>,
    /// The unit of durations.
    pub unit: Unit,
}

/// Reads a case. Every unknown has all the values that its type allows, of days and numbers the critical ones.
pub fn read(world: &World, file: &CaseFile, critical: &Critical) -> Case {
    let as_of = file.lines.iter().find_map(|line| match line {
        CaseLine::AsOf(day) => Some(day.value),
        _ => None,
    });
    let mut reader = Reader { world, critical, today: as_of.expect("a day"), domains: Vec::new() };
    let mut facts = BTreeMap::new();
    for (name, ty) in &world.facts {
        let said: Vec<(Vec<Step>, &CaseValue)> = file
            .lines
            .iter()
            .filter_map(|line| match line {
                CaseLine::Fact(path, value) => {
                    let steps: Vec<Step> = path.steps.iter().map(|step| step.value.clone()).collect();
                    let mine = matches!(steps.first(), Some(Step::Name(first)) if **first == **name);
                    mine.then(|| (steps.into_iter().skip(1).collect(), value))
                }
                _ => None,
            })
            .collect();
        let value = reader.said(ty, &said);
        facts.insert(name.clone(), value);
    }
    for (name, (ty, value)) in &world.parameters {
        let value = value.clone().unwrap_or_else(|| reader.unknown(ty));
        facts.insert(name.clone(), value);
    }
    Case { facts, today: reader.today, domains: reader.domains }
}

type Said<'s> = (Vec<Step>, &'s CaseValue);

struct Reader<'r> {
    world: &'r World,
    critical: &'r Critical,
    today: Day,
    domains: Vec<Domain>,
}

impl Reader<'_> {
    /// What is said of a fact, in one line or in several for its parts.
    fn said(&mut self, ty: &Type, said: &[Said<'_>]) -> Value {
        if let Some((_, value)) = said.iter().find(|(steps, _)| steps.is_empty()) {
            return self.value(ty, value);
        }
        match ty {
            Type::Record(name) => {
                let fields = self.world.records.get(name).unwrap_or_else(|| panic!("no record {name}")).clone();
                let of = |field: &str| -> Vec<Said<'_>> {
                    let mine =
                        said.iter().filter(|(steps, _)| matches!(&steps[0], Step::Name(name) if **name == *field));
                    mine.map(|(steps, value)| (steps[1..].to_vec(), *value)).collect()
                };
                Value::Record(fields.iter().map(|(name, ty)| (name.clone(), self.said(ty, &of(name)))).collect())
            }
            Type::List(inner) if !said.is_empty() => {
                let at = |steps: &[Step]| if let Step::Index(at) = steps[0] { at } else { panic!("an index") };
                let length = said.iter().map(|(steps, _)| at(steps) + 1).max().unwrap_or(0);
                let element = |index: u32| -> Vec<Said<'_>> {
                    let mine = said.iter().filter(|(steps, _)| at(steps) == index);
                    mine.map(|(steps, value)| (steps[1..].to_vec(), *value)).collect()
                };
                Value::List((0..length).map(|index| self.said(inner, &element(index))).collect())
            }
            // What is not on record has not happened.
            Type::Event { .. } if said.is_empty() => Value::Event(Vec::new()),
            Type::Event { by, of } => {
                let at = |steps: &[Step]| if let Step::Index(at) = steps[0] { at } else { panic!("an index") };
                let length = said.iter().map(|(steps, _)| at(steps) + 1).max().unwrap_or(0);
                let occurrences = (0..length).filter_map(|index| {
                    let part = |name: &str| {
                        let mine = |(steps, _): &&Said<'_>| {
                            at(steps) == index && matches!(&steps[1], Step::Name(step) if **step == *name)
                        };
                        said.iter().find(mine).map(|(_, value)| *value)
                    };
                    let on = match part("on").map(|on| &on.kind) {
                        Some(CaseValueKind::Date(day)) if *day > self.today => return None,
                        Some(CaseValueKind::Date(day)) => Value::Date(*day),
                        _ => self.past_day(),
                    };
                    let of_actor = by.as_ref().map(|by| Type::Choice(by.clone()));
                    let by = match (&of_actor, part("by")) {
                        (Some(ty), Some(actor)) => self.value(ty, actor),
                        (Some(ty), None) => self.unknown(ty),
                        (None, _) => Value::None,
                    };
                    let shape = of.as_ref().map(|of| self.world.records[of].clone()).unwrap_or_default();
                    let field = |(name, ty): &(String, Type)| {
                        let value = match part(name) {
                            Some(value) => self.value(ty, value),
                            None => self.unknown(ty),
                        };
                        (name.clone(), value)
                    };
                    let fields = shape.iter().map(field).collect();
                    Some(Occurrence { on, by, fields })
                });
                Value::Event(occurrences.collect())
            }
            _ => self.unknown(ty),
        }
    }

    fn value(&mut self, ty: &Type, value: &CaseValue) -> Value {
        match (&value.kind, ty) {
            (CaseValueKind::None, Type::Optional(_)) => Value::None,
            (CaseValueKind::Unknown, _) => self.unknown(ty),
            (CaseValueKind::Assumed(inner, _), _) => self.value(ty, inner),
            (CaseValueKind::Disputed(values), _) => {
                let values = values.iter().map(|value| self.value(ty, value)).collect();
                self.one_of(values)
            }
            (_, Type::Optional(inner)) => self.value(inner, value),
            (_, Type::Event { by, of }) => self.event(by.as_deref(), of.as_deref(), value),
            (CaseValueKind::Between(first, last), _) => {
                let days = (first.value.0..=last.value.0).map(|day| Value::Date(Day(day))).collect();
                self.one_of(days)
            }
            (CaseValueKind::Text(text), _) => Value::Text(text.clone()),
            (CaseValueKind::Number(number), _) => Value::Number(*number),
            (CaseValueKind::YesNo(holds), _) => Value::YesNo(*holds),
            (CaseValueKind::Date(day), _) => Value::Date(*day),
            (CaseValueKind::Duration(duration), _) => Value::Duration(duration.count, duration.unit),
            (CaseValueKind::Word(word), _) => Value::Choice(word.to_string()),
            (CaseValueKind::List(items), Type::List(inner)) => {
                Value::List(items.iter().map(|item| self.value(inner, item)).collect())
            }
            (CaseValueKind::Period(from, until), _) => {
                let from = self.value(&Type::Date, from);
                let open = Type::Optional(Box::new(Type::Date));
                let until = until.as_ref().map_or(Value::None, |until| self.value(&open, until));
                Value::Period(Box::new((from, until)))
            }
            (kind, ty) => panic!("{kind:?} as {ty:?}"),
        }
    }

    /// The occurrences on record. Those dated after today are plans, and left out.
    fn event(&mut self, by: Option<&str>, of: Option<&str>, value: &CaseValue) -> Value {
        let items = match &value.kind {
            CaseValueKind::List(items) => items.iter().collect(),
            _ => vec![value],
        };
        let mut occurrences = Vec::new();
        for item in items {
            let (on, actor) = match &item.kind {
                CaseValueKind::Occurrence { on, by, .. } => (on.as_deref(), by.as_deref()),
                _ => (Some(item), None),
            };
            let on = match on.map(|on| &on.kind) {
                Some(CaseValueKind::Date(day)) if *day > self.today => continue,
                Some(CaseValueKind::Between(first, _)) if first.value > self.today => continue,
                Some(CaseValueKind::Between(first, last)) => {
                    let days = first.value.0..=last.value.0.min(self.today.0);
                    self.one_of(days.map(|day| Value::Date(Day(day))).collect())
                }
                Some(CaseValueKind::Date(day)) => Value::Date(*day),
                _ => self.past_day(),
            };
            let actor = match (by, actor) {
                (Some(by), Some(actor)) => self.value(&Type::Choice(by.to_owned()), actor),
                (Some(by), None) => self.unknown(&Type::Choice(by.to_owned())),
                (None, _) => Value::None,
            };
            let fields = self.fields(of);
            occurrences.push(Occurrence { on, by: actor, fields });
        }
        Value::Event(occurrences)
    }

    /// Fields of which nothing is said.
    fn fields(&mut self, of: Option<&str>) -> BTreeMap<String, Value> {
        let fields = of.map(|of| self.world.records[of].clone()).unwrap_or_default();
        fields.iter().map(|(name, ty)| (name.clone(), self.unknown(ty))).collect()
    }

    fn past_day(&mut self) -> Value {
        let days = self.critical.days.iter().filter(|day| **day <= self.today);
        self.one_of(days.map(|day| Value::Date(*day)).collect())
    }

    fn one_of(&mut self, values: Domain) -> Value {
        self.domains.push(values);
        Value::Unknown(self.domains.len() - 1)
    }

    fn unknown(&mut self, ty: &Type) -> Value {
        match ty {
            Type::Record(name) => {
                let fields = self.world.records.get(name).unwrap_or_else(|| panic!("no record {name}")).clone();
                Value::Record(fields.iter().map(|(name, ty)| (name.clone(), self.unknown(ty))).collect())
            }
            Type::Period => {
                let until = self.unknown(&Type::Optional(Box::new(Type::Date)));
                Value::Period(Box::new((self.unknown(&Type::Date), until)))
            }
            _ => {
                let domain = self.domain(ty);
                self.one_of(domain)
            }
        }
    }

    /// Every value that a type allows.
    fn domain(&self, ty: &Type) -> Domain {
        match ty {
            Type::YesNo => vec![Value::YesNo(true), Value::YesNo(false)],
            // No rule here reads a text.
            Type::Text => vec![Value::Text(String::new())],
            Type::Choice(choice) => self.world.choices[choice].iter().cloned().map(Value::Choice).collect(),
            Type::Date => self.critical.days.iter().map(|day| Value::Date(*day)).collect(),
            Type::Number => self.critical.numbers.clone(),
            Type::Duration => {
                self.critical.counts.iter().map(|count| Value::Duration(*count, self.critical.unit)).collect()
            }
            Type::Optional(inner) => self.domain(inner).into_iter().chain([Value::None]).collect(),
            // Each element there or not, one of them alone also several times; and one that is like no other, as the
            // language does not look at what all elements would have in common.
            Type::List(inner) => {
                let elements = self.domain(inner).into_iter().chain([Value::Choice("like no other".to_owned())]);
                let sets = elements.fold(vec![Vec::new()], |sets: Vec<Vec<Value>>, value| {
                    let with = sets.iter().map(|set| set.iter().cloned().chain([value.clone()]).collect());
                    with.chain(sets.iter().cloned()).collect()
                });
                let often = |set: &Vec<Value>| {
                    let most = if set.len() == 1 { 7 } else { 2 };
                    (1..most).map(|times| Value::List(vec![set.clone(); times].concat())).collect::<Vec<_>>()
                };
                sets.iter().flat_map(often).collect()
            }
            // It has not happened, or once up to today, by anybody.
            Type::Event { by, .. } => {
                let actors = by.as_ref().map_or(vec![Value::None], |by| self.domain(&Type::Choice(by.clone())));
                let days = self.critical.days.iter().filter(|day| **day <= self.today);
                let once = days.flat_map(|day| {
                    let fields = BTreeMap::new();
                    let on = |by: &Value| Occurrence { on: Value::Date(*day), by: by.clone(), fields: fields.clone() };
                    actors.iter().map(|by| Value::Event(vec![on(by)])).collect::<Vec<_>>()
                });
                once.chain([Value::Event(Vec::new())]).collect()
            }
            other => panic!("no domain: {other:?}"),
        }
    }
}
