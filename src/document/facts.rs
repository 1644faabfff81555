//! The facts of a case, the details that they have, and the alternatives to choose from.

use super::block::{Block, Inline, Inlines, Table};
use super::book::Book;
use super::words::Word;
use crate::syntax::{ChoiceItem, FieldLine, Item, Name, TypeExpr};

/// A choice with more alternatives is set out in a table of its own.
const FEW: usize = 6;

/// Facts, records and choices.
pub fn section(book: &Book<'_>) -> Vec<Block> {
    let mut facts = Vec::new();
    let mut others = Vec::new();
    for (item, file) in book.items() {
        match item {
            Item::Facts(item) => {
                let needed = item.facts.iter().filter(|fact| file.is_none() || book.needs(&fact.name.value));
                facts.extend(needed.map(|fact| (fact, file)));
            }
            Item::Record(item) => {
                let mut caption = book.label(item.title.as_ref(), &item.name);
                caption.extend(book.of_file(file));
                let rows = item.fields.iter().map(|field| row(book, field, None, Inlines::new())).collect();
                let table = Table { caption, head: vec![book.say(Word::Field), book.say(Word::Kind)], rows };
                others.push(Block::Anchored(book.id("record", &item.name.value), vec![Block::Table(table)]));
            }
            Item::Choice(item) => {
                let mut caption = book.label(item.title.as_ref(), &item.name);
                caption.extend(book.of_file(file));
                others.push(Block::Anchored(book.id("choice", &item.name.value), vec![choice(book, item, caption)]));
            }
            _ => {}
        }
    }
    let mut blocks = Vec::new();
    if !facts.is_empty() {
        let rows = facts.iter().map(|(fact, file)| row(book, fact, Some("fact"), book.of_file(*file))).collect();
        let head = vec![book.say(Word::Fact), book.say(Word::Kind)];
        blocks.push(Block::Paragraph(book.say(Word::FactsSaid)));
        blocks.push(Block::Table(Table { caption: book.say(Word::FactList), head, rows }));
    }
    blocks.extend(others);
    if blocks.is_empty() {
        return blocks;
    }
    vec![Block::Section { id: book.id("part", "facts"), title: book.say(Word::Facts), listed: true, blocks }]
}

fn choice(book: &Book<'_>, item: &ChoiceItem, caption: Inlines) -> Block {
    let rows = item
        .members
        .iter()
        .map(|(name, label)| vec![book.label(label.as_ref(), name), vec![Inline::Code(name.value.to_string())]]);
    let head = vec![book.say(Word::Alternatives), book.say(Word::Name)];
    Block::Table(Table { caption, head, rows: rows.collect() })
}

fn row(book: &Book<'_>, field: &FieldLine, kind: Option<&str>, behind: Inlines) -> Vec<Inlines> {
    let mut label = named(field.label.as_ref().map(|label| book.text(&label.value)), &field.name);
    if let Some(kind) = kind {
        label.insert(0, Inline::Anchor(book.id(kind, &field.name.value)));
    }
    label.extend(behind);
    vec![label, ty(book, &field.ty)]
}

/// A label with the name behind it.
pub fn named(label: Option<Inlines>, name: &Name) -> Inlines {
    let code = Inline::Code(name.value.to_string());
    match label {
        Some(mut label) => {
            label.push(Inline::Text(" ".into()));
            label.push(code);
            label
        }
        None => vec![code],
    }
}

/// What values of a type are.
pub fn ty(book: &Book<'_>, ty: &TypeExpr) -> Inlines {
    match ty {
        TypeExpr::Named(name) => named_type(book, name),
        TypeExpr::Event { of, by, .. } => {
            let mut said = book.say(Word::TypeEvent);
            if let Some(by) = by {
                said.push(Inline::Text(format!(", {} ", Word::EventBy.of(book.language()))));
                said.extend(named_type(book, by));
            }
            if let Some(of) = of {
                said.push(Inline::Text(format!(", {}", Word::EventWith.of(book.language()))));
                said.push(book.colon());
                said.extend(book.type_title(of));
            }
            said
        }
        TypeExpr::List(inner, _) => {
            let mut said = book.say(Word::ListOf);
            said.push(book.colon());
            said.extend(self::ty(book, inner));
            said
        }
        TypeExpr::Optional(inner, _) => {
            let mut said = self::ty(book, inner);
            said.push(Inline::Text(format!(", {}", Word::OrNone.of(book.language()))));
            said
        }
    }
}

fn named_type(book: &Book<'_>, name: &Name) -> Inlines {
    let word = match &*name.value {
        "text" => Word::TypeText,
        "number" => Word::TypeNumber,
        "yes/no" => Word::TypeYesNo,
        "date" => Word::TypeDate,
        "duration" => Word::TypeDuration,
        "period" => Word::TypePeriod,
        "event" => Word::TypeEvent,
        _ => {
            let mut said = book.type_title(name);
            if let Some(choice) = book.choice(&name.value).filter(|choice| choice.members.len() <= FEW) {
                let members = choice.members.iter().map(|(name, label)| book.label(label.as_ref(), name));
                said.push(Inline::Text(format!(" ({}", Word::OneOf.of(book.language()))));
                said.push(book.colon());
                for (at, member) in members.enumerate() {
                    if at > 0 {
                        said.push(book.semicolon());
                    }
                    said.extend(member);
                }
                said.push(Inline::Text(")".into()));
            }
            return said;
        }
    };
    book.say(word)
}
