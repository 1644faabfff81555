//! Expressions, on one line where they fit, else broken where they can be.

use super::label::quoted;
use super::page::{WIDTH, width};
use crate::syntax::{Expr, ExprKind, Name, Operator, Qualifier, Quantifier};

/// A part of an expression that is never broken.
struct Part {
    text: String,
    /// Whether a blank stands before it.
    apart: bool,
    /// How deep inside the expression a line may end before it; `None` where it may not.
    breaks: Option<usize>,
}

/// The parts of an expression in order.
#[derive(Default)]
struct Parts {
    parts: Vec<Part>,
    depth: usize,
    /// Whether the next part stands close to the one before it.
    close: bool,
}

/// An expression on one line.
pub fn on_one_line(expression: &Expr) -> String {
    let mut parts = Parts::default();
    parts.expression(expression);
    joined(&parts.parts)
}

/// An expression on as many lines as it needs from that column on, each with its own column.
///
/// Where it is the operand of a chain, the word before it is written too.
pub fn lines(expression: &Expr, word: Option<&str>, column: usize) -> Vec<(usize, String)> {
    let mut parts = Parts::default();
    if let Some(word) = word {
        parts.word(word);
        parts.inside(expression);
    } else {
        parts.expression(expression);
    }
    if column + width(&joined(&parts.parts)) <= WIDTH {
        return vec![(column, joined(&parts.parts))];
    }
    let mut lines = Vec::new();
    for clause in broken(parts.parts, |part| part.breaks == Some(0)) {
        let mut taken = column;
        let filled = broken(clause, |part| {
            let columns = width(&part.text) + usize::from(part.apart);
            let ends = part.breaks.is_some() && taken + columns > WIDTH;
            taken = if ends { column + 2 } else { taken } + columns;
            ends
        });
        let placed = filled.iter().enumerate();
        lines.extend(placed.map(|(at, line)| (if at == 0 { column } else { column + 2 }, joined(line))));
    }
    lines
}

/// Parts in groups, a new one before each part for which that is true.
fn broken(parts: Vec<Part>, mut begins: impl FnMut(&Part) -> bool) -> Vec<Vec<Part>> {
    let mut groups: Vec<Vec<Part>> = Vec::new();
    for part in parts {
        let begins = begins(&part);
        match groups.last_mut().filter(|_| !begins) {
            Some(group) => group.push(part),
            None => groups.push(vec![part]),
        }
    }
    groups
}

fn joined(parts: &[Part]) -> String {
    let mut out = String::new();
    for part in parts {
        if part.apart && !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&part.text);
    }
    out
}

impl Parts {
    fn put(&mut self, text: impl Into<String>, breaks: Option<usize>) {
        let apart = !std::mem::take(&mut self.close);
        self.parts.push(Part { text: text.into(), apart, breaks: breaks.filter(|_| apart) });
    }

    /// A word or value after which the expression goes on.
    fn word(&mut self, text: impl Into<String>) {
        self.put(text, None);
    }

    /// A word before which the line may end.
    fn may_break(&mut self, text: impl Into<String>) {
        self.put(text, Some(self.depth));
    }

    /// A sign that stands close to what is before it.
    fn close(&mut self, text: &str) {
        self.close = true;
        self.put(text, None);
    }

    /// Something one level further inside.
    fn inside(&mut self, expression: &Expr) {
        self.depth += 1;
        self.expression(expression);
        self.depth -= 1;
    }

    fn listed(&mut self, open: &str, expressions: &[Expr], end: &str) {
        self.put(open, None);
        self.close = true;
        for (at, expression) in expressions.iter().enumerate() {
            if at > 0 {
                self.close(",");
                // An element may begin a line.
                self.depth += 1;
                let begins = self.parts.len();
                self.expression(expression);
                if let Some(part) = self.parts.get_mut(begins) {
                    part.breaks = Some(self.depth);
                }
                self.depth -= 1;
            } else {
                self.inside(expression);
            }
        }
        self.close(end);
        self.close = false;
    }

    fn expression(&mut self, expression: &Expr) {
        match &expression.kind {
            ExprKind::Text(text) => self.word(quoted(text)),
            ExprKind::Number(number) => self.word(number.to_string()),
            ExprKind::YesNo(yes) => self.word(if *yes { "yes" } else { "no" }),
            ExprKind::Date(day) => self.word(day.to_string()),
            ExprKind::Duration(duration) => self.word(duration.to_string()),
            ExprKind::None => self.word("none"),
            ExprKind::Today => self.word("today"),
            ExprKind::List(elements) => self.listed("[", elements, "]"),
            ExprKind::Path(path) => self.word(dotted(path)),
            ExprKind::Call(name, arguments) => self.listed(&format!("{}(", name.value), arguments, ")"),
            ExprKind::Count(list) => self.listed("count(", std::slice::from_ref(&**list), ")"),
            ExprKind::Brackets(inner) => self.listed("(", std::slice::from_ref(&**inner), ")"),
            ExprKind::Lookup { table, key, column } => {
                self.listed(&format!("{}[", table.value), std::slice::from_ref(&**key), "]");
                self.close(&format!(".{}", column.value));
            }
            ExprKind::Period(from, until) => {
                self.word("from");
                self.inside(from);
                if let Some(until) = until {
                    self.word("until");
                    self.inside(until);
                }
            }
            ExprKind::Days { working, from, to } => {
                self.word(if *working { "working days from" } else { "days from" });
                self.inside(from);
                self.word("to");
                self.inside(to);
            }
            ExprKind::Arithmetic(first, rest) => self.arithmetic(first, rest),
            ExprKind::If(condition, then, other) => {
                self.word("if");
                self.inside(condition);
                self.may_break("then");
                self.inside(then);
                self.may_break("else");
                self.inside(other);
            }
            ExprKind::Compare(left, comparison, right) => {
                self.inside(left);
                self.may_break_inside(comparison.words());
                self.inside(right);
            }
            ExprKind::Or(operands) => self.chain(operands, "or"),
            ExprKind::And(operands) => self.chain(operands, "and"),
            ExprKind::Not(inner) => {
                self.word("not");
                self.inside(inner);
            }
            ExprKind::Quantified { quantifier, variable, list, body } => {
                self.quantifier(quantifier);
                self.word(&*variable.value);
                self.word("in");
                self.inside(list);
                self.may_break("satisfies");
                self.inside(body);
            }
            ExprKind::Qualified(subject, qualifiers) => {
                self.inside(subject);
                for qualifier in qualifiers {
                    self.qualifier(&qualifier.value);
                }
            }
        }
    }

    fn may_break_inside(&mut self, text: &str) {
        self.put(text, Some(self.depth + 1));
    }

    fn chain(&mut self, operands: &[Expr], word: &str) {
        for (at, operand) in operands.iter().enumerate() {
            if at > 0 {
                self.may_break(word);
            }
            self.inside(operand);
        }
    }

    fn arithmetic(&mut self, first: &Expr, rest: &[(Operator, Expr)]) {
        self.inside(first);
        for (operator, operand) in rest {
            self.may_break_inside(match operator {
                Operator::Plus => "+",
                Operator::Minus => "-",
                Operator::Times => "*",
            });
            self.inside(operand);
        }
    }

    fn quantifier(&mut self, quantifier: &Quantifier) {
        let (words, number) = match quantifier {
            Quantifier::Every => ("every", None),
            Quantifier::Some => ("some", None),
            Quantifier::No => ("no", None),
            Quantifier::Exactly(number) => ("exactly", Some(number)),
            Quantifier::AtLeast(number) => ("at least", Some(number)),
            Quantifier::AtMost(number) => ("at most", Some(number)),
        };
        self.word(words);
        if let Some(number) = number {
            self.inside(number);
        }
    }

    fn qualifier(&mut self, qualifier: &Qualifier) {
        let (words, first, second) = match qualifier {
            Qualifier::By(actor) => ("by", actor, None),
            Qualifier::OnlyBy(actor) => ("only by", actor, None),
            Qualifier::Before(day) => ("before", day, None),
            Qualifier::After(day) => ("after", day, None),
            Qualifier::On(day) => ("on", day, None),
            Qualifier::NoLaterThan(day) => ("no later than", day, None),
            Qualifier::NoEarlierThan(day) => ("no earlier than", day, None),
            Qualifier::WithinAfter(length, day) => ("within", length, Some(("after", day))),
            Qualifier::WithinBefore(length, day) => ("within", length, Some(("before", day))),
            Qualifier::AtLeastAfter(length, day) => ("at least", length, Some(("after", day))),
            Qualifier::AtLeastBefore(length, day) => ("at least", length, Some(("before", day))),
            Qualifier::During(period) => ("during", period, None),
            Qualifier::Where(condition) => ("where", condition, None),
        };
        self.may_break_inside(words);
        match qualifier {
            Qualifier::Where(condition) => self.listed("(", std::slice::from_ref(condition), ")"),
            _ => self.inside(first),
        }
        if let Some((word, day)) = second {
            self.word(word);
            self.inside(day);
        }
    }
}

/// `candidate.name`
pub fn dotted(path: &[Name]) -> String {
    path.iter().map(|name| &*name.value).collect::<Vec<_>>().join(".")
}
