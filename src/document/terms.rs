//! Defined terms, what an office sets, tables and calendars.

use super::block::{Block, Inline, Inlines, Table};
use super::book::{Book, Subject};
use super::expressions::{Glossary, lines};
use super::facts::named;
use super::words::Word;
use super::{citations, facts};
use crate::show;
use crate::syntax::Item;

fn section(book: &Book<'_>, name: &str, title: Word, said: Option<Word>, blocks: Vec<Block>) -> Vec<Block> {
    if blocks.is_empty() {
        return blocks;
    }
    let said = said.map(|said| Block::Paragraph(book.say(said)));
    let blocks = said.into_iter().chain(blocks).collect();
    vec![Block::Section { id: book.id("part", name), title: book.say(title), listed: true, blocks }]
}

/// The defined terms of the file, and those that it needs.
pub fn defines(book: &Book<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (item, file) in book.items() {
        let Item::Define(item) = item else { continue };
        let mut title = book.label(item.label.as_ref(), &item.name);
        title.extend(book.of_file(file));
        let parameters: Vec<&str> = item.parameters.iter().map(|(name, _)| &*name.value).collect();
        let parameters = if parameters.is_empty() { String::new() } else { format!("({})", parameters.join(", ")) };
        let mut head = vec![Inline::Code(format!("{}{parameters}", item.name.value))];
        for (at, (name, ty)) in item.parameters.iter().enumerate() {
            head.push(Inline::Text(if at == 0 { " · " } else { ", " }.into()));
            head.push(Inline::Code(name.value.to_string()));
            head.push(book.colon());
            head.extend(facts::ty(book, ty));
        }
        let scope =
            item.parameters.iter().fold(book.scope(), |scope, (name, ty)| scope.with(&name.value, Subject::Type(ty)));
        let mut glossary = Glossary::default();
        glossary.read(book, &item.body, &scope);
        let mut inner = vec![Block::Note(head), lines(&item.body)];
        inner.extend(glossary.block(book));
        inner.extend(citations::term(book, &item.citations).map(|term| Block::Terms(vec![term])));
        let id = book.id("define", &item.name.value);
        blocks.push(Block::Section { id, title, listed: false, blocks: inner });
    }
    section(book, "defines", Word::Defines, Some(Word::DefinesSaid), blocks)
}

/// What an office sets.
pub fn parameters(book: &Book<'_>) -> Vec<Block> {
    let rows = book.items().filter_map(|(item, file)| {
        let Item::Parameter(item) = item else { return None };
        let mut label = named(item.label.as_ref().map(|label| book.text(&label.value)), &item.name);
        label.insert(0, Inline::Anchor(book.id("parameter", &item.name.value)));
        label.extend(book.of_file(file));
        let value = item
            .value
            .as_ref()
            .map_or_else(|| book.say(Word::NotKnown), |value| book.value(value, Some(&item.ty), &book.scope()));
        Some(vec![label, value, citations::in_a_row(book, &item.citations)])
    });
    let rows: Vec<Vec<Inlines>> = rows.collect();
    let head = vec![book.say(Word::Parameter), book.say(Word::Value), book.say(Word::RestsOn)];
    let table = Block::Table(Table { caption: book.say(Word::Values), head, rows });
    let blocks = match &table {
        Block::Table(table) if table.rows.is_empty() => Vec::new(),
        _ => vec![table],
    };
    section(book, "parameters", Word::Parameters, Some(Word::ParametersSaid), blocks)
}

/// The tables of the file, and those that it needs.
pub fn tables(book: &Book<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (item, file) in book.items() {
        let Item::Table(item) = item else { continue };
        let mut caption = book.label(item.title.as_ref(), &item.name);
        caption.extend(book.of_file(file));
        let head = item.columns.iter().map(|(name, _)| vec![Inline::Code(name.value.to_string())]).collect();
        let rows = item.rows.iter().map(|row| {
            let cells = row.cells.iter().zip(&item.columns);
            cells
                .map(|(cell, (_, ty))| match cell {
                    Some(cell) => book.value(cell, Some(ty), &book.scope()),
                    None => Inlines::new(),
                })
                .collect()
        });
        let mut inner = vec![Block::Table(Table { caption, head, rows: rows.collect() })];
        inner.extend(citations::term(book, &item.citations).map(|term| Block::Terms(vec![term])));
        blocks.push(Block::Anchored(book.id("table", &item.name.value), inner));
    }
    section(book, "tables", Word::Tables, None, blocks)
}

/// The calendars by which working days are counted.
pub fn calendars(book: &Book<'_>) -> Vec<Block> {
    let language = book.language();
    let mut blocks = Vec::new();
    for item in book.calendars() {
        let mut terms = Vec::new();
        let mut term = |word: Word, said: String| terms.push((book.say(word), vec![Block::paragraph(&said)]));
        if let Some(weekend) = &item.weekend {
            let days: Vec<&str> = weekend.iter().map(|name| weekday(&name.value, language)).collect();
            term(Word::Weekend, show::list(&days, language));
        }
        if let Some((from, to)) = &item.covers {
            term(Word::Covers, show::days_to(from.value, to.value, language));
        }
        if let Some(roll) = &item.roll {
            let word = match &*roll.value {
                "next" => Word::RollNext,
                "previous" => Word::RollPrevious,
                _ => Word::RollStay,
            };
            term(Word::Roll, word.of(language).to_owned());
        }
        let rows: Vec<_> = item
            .holidays
            .iter()
            .map(|holiday| {
                vec![vec![Inline::Text(show::day(holiday.day.value, language))], book.text(&holiday.name.value)]
            })
            .collect();
        let mut inner = vec![Block::Note(vec![Inline::Code(item.name.value.to_string())]), Block::Terms(terms)];
        if !rows.is_empty() {
            let head = vec![book.say(Word::FreeDay), book.say(Word::Holidays)];
            inner.push(Block::Table(Table { caption: book.say(Word::Holidays), head, rows }));
        }
        let title = book.label(item.title.as_ref(), &item.name);
        let id = book.id("calendar", &item.name.value);
        blocks.push(Block::Section { id, title, listed: false, blocks: inner });
    }
    section(book, "calendars", Word::Calendars, None, blocks)
}

/// A day of the week, as a reader calls it.
fn weekday<'n>(name: &'n str, language: &str) -> &'n str {
    const DAYS: [[&str; 2]; 7] = [
        ["monday", "lundi"],
        ["tuesday", "mardi"],
        ["wednesday", "mercredi"],
        ["thursday", "jeudi"],
        ["friday", "vendredi"],
        ["saturday", "samedi"],
        ["sunday", "dimanche"],
    ];
    let french = show::Language::of(language) == show::Language::French;
    match DAYS.iter().find(|[english, _]| *english == name) {
        Some([_, day]) if french => day,
        _ => name,
    }
}
