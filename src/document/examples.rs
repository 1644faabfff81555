//! Examples: what is given, and what is expected.

use super::block::{Block, Inline, Inlines, ListItem};
use super::book::{Book, Subject};
use super::words::Word;
use crate::report::words::Dictionary;
use crate::show;
use crate::syntax::{CaseLine, ExampleItem, Expectation, Item, Name, Path, Step, TypeExpr, Written};

/// All examples of the file.
pub fn section(book: &Book<'_>) -> Vec<Block> {
    let examples = book.main.items.iter().filter_map(|item| match item {
        Item::Example(example) => Some(example),
        _ => None,
    });
    let items: Vec<ListItem> = examples.map(|example| one(book, example)).collect();
    if items.is_empty() {
        return Vec::new();
    }
    let blocks = vec![Block::Paragraph(book.say(Word::ExamplesSaid)), Block::List(items)];
    let id = book.id("part", "examples");
    vec![Block::Section { id, title: book.say(Word::Examples), listed: true, blocks }]
}

fn one(book: &Book<'_>, example: &ExampleItem) -> ListItem {
    let (mut given, mut set, mut day, mut expected) = (Vec::new(), Vec::new(), Inlines::new(), Vec::new());
    for line in &example.lines {
        match line {
            CaseLine::Fact(path, value) => {
                let (label, ty) = called(book, path);
                given.push(pair(label, book.case_value(value, ty)));
            }
            CaseLine::Set(name, value) => {
                let parameter = book.parameter(&name.value);
                let label = book.label(parameter.and_then(|parameter| parameter.label.as_ref()), name);
                let ty = parameter.map(|parameter| &parameter.ty);
                set.push(pair(label, book.case_value(value, ty)));
            }
            CaseLine::AsOf(as_of) => day = vec![Inline::Text(show::day(as_of.value, book.language()))],
            CaseLine::Expect(expectation) => expected.push(expectation_of(book, expectation)),
        }
    }
    let mut below = Vec::new();
    for (word, items) in [(Word::Given, given), (Word::Set, set)] {
        if !items.is_empty() {
            below.push(entry(book, word, joined(book, items)));
        }
    }
    if !day.is_empty() {
        below.push(entry(book, Word::Day, day));
    }
    below.push(entry(book, Word::Expected, joined(book, expected)));
    ListItem { inline: vec![Inline::Strong(vec![book.own(&example.title.value)])], below }
}

fn entry(book: &Book<'_>, word: Word, said: Inlines) -> ListItem {
    let mut inline = book.say(word);
    inline.push(book.colon());
    inline.extend(said);
    ListItem::plain(inline)
}

fn joined(book: &Book<'_>, items: Vec<Inlines>) -> Inlines {
    let mut all = Inlines::new();
    for (at, item) in items.into_iter().enumerate() {
        if at > 0 {
            all.push(book.semicolon());
        }
        all.extend(item);
    }
    all
}

fn pair(mut label: Inlines, value: Inlines) -> Inlines {
    label.push(Inline::Text(" = ".into()));
    label.extend(value);
    label
}

/// What a reader calls a path of a case, and its type.
fn called<'f>(book: &Book<'f>, path: &Path) -> (Inlines, Option<&'f TypeExpr>) {
    let mut label = Inlines::new();
    let mut subject: Option<Subject<'f>> = None;
    let mut ty: Option<&'f TypeExpr> = None;
    for (at, step) in path.steps.iter().enumerate() {
        match &step.value {
            Step::Name(name) if at == 0 => {
                let name: Name = Written::new(name.clone(), step.span);
                let fact = book.fact(&name.value);
                label.extend(book.label(fact.and_then(|fact| fact.label.as_ref()), &name));
                ty = fact.map(|fact| &fact.ty);
            }
            Step::Name(name) => {
                let name: Name = Written::new(name.clone(), step.span);
                label.push(Inline::Text(" › ".into()));
                match book.step(subject, &name) {
                    Some((part, next)) => {
                        label.extend(part);
                        ty = match next {
                            Some(Subject::Type(next)) => Some(next),
                            // By whom it was done is told by what happened.
                            _ if *name.value == *"by" => ty,
                            _ => None,
                        };
                    }
                    None => {
                        label.push(Inline::Code(name.value.to_string()));
                        ty = None;
                    }
                }
            }
            Step::Index(index) => {
                label.push(Inline::Text(format!(" ({})", show::place(*index as usize, book.language()))));
                ty = match ty {
                    Some(TypeExpr::List(inner, _)) => Some(inner),
                    Some(TypeExpr::Optional(inner, _)) => match &**inner {
                        TypeExpr::List(inner, _) => Some(inner),
                        _ => Some(inner),
                    },
                    other => other,
                };
            }
        }
        subject = ty.map(Subject::Type);
    }
    (label, ty)
}

fn expectation_of(book: &Book<'_>, expectation: &Expectation) -> Inlines {
    let language = book.language();
    let words = Dictionary::of(language);
    let mut said = Inlines::new();
    match expectation {
        Expectation::Rule { rule, element, outcome, due } => {
            said.extend(book.title_of(&rule.value));
            if let Some(element) = element {
                said.push(Inline::Text(" (".into()));
                said.extend(called(book, element).0);
                said.push(Inline::Text(")".into()));
            }
            said.push(book.colon());
            said.push(Inline::Strong(vec![Inline::Text(words.outcome(outcome.value.id()).to_owned())]));
            if let Some(due) = due {
                let day = show::day(due.value, language);
                said.push(Inline::Text(format!(" {} {day}", Word::DueBy.of(language))));
            }
        }
        Expectation::Verdict(outcome) => {
            said.extend(book.say(Word::Verdict));
            said.push(book.colon());
            let verdict = words.verdict(outcome.value.id()).to_lowercase();
            said.push(Inline::Strong(vec![Inline::Text(verdict)]));
        }
        Expectation::Missing(path) => {
            said.extend(book.say(Word::Missing));
            said.push(book.colon());
            said.extend(called(book, path).0);
        }
    }
    said
}
