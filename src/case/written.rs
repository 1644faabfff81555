//! From the lines of a `.case` file or an example to what is said.

use std::collections::BTreeMap;

use super::path::{Stop, Way};
use super::reader::Reader;
use super::spelled::{Kind, Member, Spelled};
use crate::error::case::CaseError;
use crate::source::Span;
use crate::syntax::{CaseValue, CaseValueKind, Path, Step, Written};
use crate::value::Type;

/// What is said so far of one stop on the way.
#[derive(Debug, Default)]
enum Grown {
    /// Nothing.
    #[default]
    Nothing,
    /// A value.
    Said(Spelled),
    /// Parts by name, each with the place of its path.
    Parts(Vec<(Box<str>, Span, Grown)>),
    /// Elements or occurrences by number, each with the place of its path.
    Elements(BTreeMap<u32, (Span, Grown)>),
    /// An event that is assumed, and why.
    Assumed(Box<Grown>, Span, Option<Box<Spelled>>),
}

impl Reader<'_> {
    /// What the lines say of the facts. Their order does not matter.
    pub(super) fn grow<'l>(&mut self, lines: impl Iterator<Item = (&'l Path, &'l CaseValue)>) -> Vec<Member> {
        let mut lines: Vec<_> = lines.collect();
        // What is said of a whole comes before what is said of its parts.
        lines.sort_by_cached_key(|(path, _)| {
            let names = path.steps.iter().filter(|step| matches!(step.value, Step::Name(_))).count();
            (names, path.steps.len())
        });
        let mut root = Grown::Parts(Vec::new());
        for (path, value) in lines {
            let mark = self.mark();
            self.plant(&mut root, path, value);
            self.back_to(mark);
        }
        match self.spell(root, Span::default(), "") {
            Some(Spelled { kind: Kind::Object(members), .. }) => members,
            _ => Vec::new(),
        }
    }

    /// Puts one line in its place.
    fn plant(&mut self, root: &mut Grown, path: &Path, value: &CaseValue) -> Option<()> {
        let (mut stop, mut node) = (self.facts_stop(), root);
        for (depth, step) in path.steps.iter().enumerate() {
            if let (Stop::Value(ty), Step::Name(_)) = (&stop, &step.value)
                && let Type::Event { by, of } = ty.bare()
            {
                // `approved.on` is said of the first occurrence.
                node = self.child(node, Way::Index(0), path, depth)?;
                stop = Stop::Occurrence(*by, *of);
            }
            let occurrence = matches!(stop, Stop::Occurrence(..));
            let (way, next) = self.step(&stop, step)?;
            if occurrence {
                open(node);
            }
            node = self.child(node, way, path, depth)?;
            stop = next;
        }
        if !matches!(node, Grown::Nothing) {
            let help = "keep one of them; where records disagree, write `disputed …, …`";
            self.given_twice(&written(&path.steps), path.span, first_span(node).unwrap_or(path.span), help);
            return None;
        }
        let value = spelled(value);
        *node = match stop {
            Stop::Value(Type::Event { .. }) => occurrences(value),
            _ => Grown::Said(value),
        };
        Some(())
    }

    /// The part of a stop that lies on the way, `depth` steps down the path.
    fn child<'n>(&mut self, node: &'n mut Grown, way: Way, path: &Path, depth: usize) -> Option<&'n mut Grown> {
        // What is said of the parts of what is assumed is assumed as well.
        let mut node = node;
        while let Grown::Assumed(inner, ..) = node {
            node = inner;
        }
        match (&mut *node, &way) {
            (Grown::Nothing, Way::Name(_)) => *node = Grown::Parts(Vec::new()),
            (Grown::Nothing, Way::Index(_)) => *node = Grown::Elements(BTreeMap::new()),
            (Grown::Parts(_), Way::Name(_)) | (Grown::Elements(_), Way::Index(_)) => {}
            _ => {
                let (part, span) = (written(&path.steps), path.span);
                let whole = written(path.steps.get(..depth).unwrap_or_default());
                let first = first_span(node).unwrap_or(span);
                if self.divided.insert(first) {
                    self.error(span, |place| CaseError::WholeAndPart { part, whole, span, first, place });
                }
                return None;
            }
        }
        match (node, way) {
            (Grown::Parts(parts), Way::Name(name)) => {
                let at = parts.iter().position(|(known, ..)| *known == name);
                let at = at.unwrap_or_else(|| {
                    parts.push((name, path.span, Grown::Nothing));
                    parts.len() - 1
                });
                parts.get_mut(at).map(|(.., child)| child)
            }
            (Grown::Elements(elements), Way::Index(at)) => {
                Some(&mut elements.entry(at).or_insert((path.span, Grown::Nothing)).1)
            }
            _ => unreachable!("the node was just made to fit the way"),
        }
    }

    /// What has grown, as if it had been said at once.
    fn spell(&mut self, grown: Grown, span: Span, list: &str) -> Option<Spelled> {
        let kind = match grown {
            Grown::Nothing => return None,
            Grown::Said(value) => return Some(value),
            Grown::Parts(parts) => {
                let mut members = Vec::with_capacity(parts.len());
                for (name, name_span, part) in parts {
                    let path = if list.is_empty() { name.to_string() } else { format!("{list}.{name}") };
                    if let Some(value) = self.spell(part, name_span, &path) {
                        members.push(Member { name, name_span, value });
                    }
                }
                Kind::Object(members)
            }
            Grown::Assumed(inner, span, because) => {
                let mut inner = self.spell(*inner, span, list)?;
                // One occurrence is said without a list, as it was written.
                if let Kind::List(elements) = &mut inner.kind
                    && elements.len() == 1
                    && let Some(one) = elements.pop()
                {
                    inner = one;
                }
                return Some(Spelled { kind: Kind::Assumed(Box::new(inner), because), span });
            }
            Grown::Elements(elements) => {
                let gap = (0..).zip(&elements).find(|(at, (given, _))| at != *given);
                if let Some((absent, (&given, &(span, _)))) = gap {
                    let list = list.to_owned();
                    self.error(span, |mut place| {
                        place.path = format!("{list}[{given}]");
                        CaseError::Gap { list, given, absent, span, place }
                    });
                }
                let elements = elements.into_iter();
                let elements =
                    elements.filter_map(|(at, (span, grown))| self.spell(grown, span, &format!("{list}[{at}]")));
                Kind::List(elements.collect())
            }
        };
        Some(Spelled { kind, span })
    }
}

/// Where the first thing was said of a stop.
fn first_span(node: &Grown) -> Option<Span> {
    match node {
        Grown::Nothing => None,
        Grown::Said(value) => Some(value.span),
        Grown::Assumed(_, span, _) => Some(*span),
        Grown::Parts(parts) => parts.iter().map(|(_, span, _)| *span).min(),
        Grown::Elements(elements) => elements.values().map(|(span, _)| *span).min(),
    }
}

/// The occurrences of an event, so that more can be said of each.
fn occurrences(value: Spelled) -> Grown {
    let whole = match &value.kind {
        Kind::List(elements) => elements.is_empty(),
        Kind::Disputed(values) => !values.iter().all(|value| matches!(value.kind, Kind::Date(_))),
        Kind::Assumed(inner, _) => matches!(inner.kind, Kind::Assumed(..)),
        Kind::Date(_) | Kind::Between(..) | Kind::Object(_) => false,
        _ => true,
    };
    match value.kind {
        _ if whole => Grown::Said(value),
        Kind::Assumed(inner, because) => Grown::Assumed(Box::new(occurrences(*inner)), value.span, because),
        Kind::List(elements) => {
            let numbered = (0..).zip(elements);
            Grown::Elements(numbered.map(|(at, element)| (at, (element.span, Grown::Said(element)))).collect())
        }
        _ => Grown::Elements([(0, (value.span, Grown::Said(value)))].into()),
    }
}

/// Makes parts of an occurrence of which only the day was said, or day, actor and note at once.
fn open(node: &mut Grown) {
    let Grown::Said(value) = node else { return };
    let span = value.span;
    let parts = match &mut value.kind {
        Kind::Object(members) => {
            let parts = std::mem::take(members).into_iter();
            parts.map(|member| (member.name, member.name_span, Grown::Said(member.value))).collect()
        }
        Kind::Date(_) | Kind::Between(..) | Kind::Disputed(_) => {
            vec![("on".into(), span, Grown::Said(value.clone()))]
        }
        _ => return,
    };
    *node = Grown::Parts(parts);
}

/// A path as it is written.
pub(super) fn written(steps: &[Written<Step>]) -> String {
    let mut out = String::new();
    for step in steps {
        match &step.value {
            Step::Name(name) if out.is_empty() => out.push_str(name),
            Step::Name(name) => out.extend([".", name]),
            Step::Index(at) => out.push_str(&format!("[{at}]")),
        }
    }
    out
}

/// A value of the syntax tree as a node.
pub(super) fn spelled(value: &CaseValue) -> Spelled {
    let boxed = |value: &CaseValue| Box::new(spelled(value));
    let text = |text: &Written<String>| Spelled { kind: Kind::Text(text.value.as_str().into()), span: text.span };
    let kind = match &value.kind {
        CaseValueKind::None => Kind::None,
        CaseValueKind::Unknown => Kind::Unknown,
        CaseValueKind::Assumed(value, because) => Kind::Assumed(boxed(value), because.as_ref().map(text).map(Box::new)),
        CaseValueKind::Disputed(values) => Kind::Disputed(values.iter().map(spelled).collect()),
        CaseValueKind::Between(first, last) => {
            let [first, last] =
                [first, last].map(|day| Box::new(Spelled { kind: Kind::Date(day.value), span: day.span }));
            Kind::Between(first, last)
        }
        CaseValueKind::Text(text) => Kind::Text(text.as_str().into()),
        CaseValueKind::Number(number) => Kind::Number(*number),
        CaseValueKind::YesNo(yes) => Kind::YesNo(*yes),
        CaseValueKind::Date(day) => Kind::Date(*day),
        CaseValueKind::Duration(duration) => Kind::Duration(*duration),
        CaseValueKind::Word(word) => Kind::Word(word.clone()),
        CaseValueKind::List(values) => Kind::List(values.iter().map(spelled).collect()),
        CaseValueKind::Period(from, until) => Kind::Period(boxed(from), until.as_deref().map(boxed)),
        CaseValueKind::Occurrence { on, by, note } => {
            let parts = [
                ("on", on.as_deref().map(spelled)),
                ("by", by.as_deref().map(spelled)),
                ("note", note.as_ref().map(text)),
            ];
            let members = parts.into_iter().filter_map(|(name, value)| {
                value.map(|value| Member { name: name.into(), name_span: value.span, value })
            });
            Kind::Object(members.collect())
        }
    };
    Spelled { kind, span: value.span }
}
