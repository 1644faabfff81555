//! What is left out, the sources, and what rests on each passage.

use std::collections::{BTreeMap, BTreeSet};

use super::block::{Authority, Block, Inline, Inlines, Table};
use super::book::Book;
use super::citations;
use super::citations::{authority, safe, source};
use super::words::Word;
use crate::show;
use crate::syntax::{Citation, Item};

/// Passages that no rule tests.
pub fn left_out(book: &Book<'_>) -> Vec<Block> {
    let rows = book.main.items.iter().filter_map(|item| match item {
        Item::Unencoded(item) => Some(vec![citations::whole(book, &item.citation), book.text(&item.reason.value)]),
        _ => None,
    });
    let rows: Vec<Vec<Inlines>> = rows.collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let table =
        Table { caption: book.say(Word::Passages), head: vec![book.say(Word::Passage), book.say(Word::Why)], rows };
    let blocks = vec![Block::Paragraph(book.say(Word::LeftOutSaid)), Block::Table(table)];
    vec![Block::Section { id: book.id("part", "left-out"), title: book.say(Word::LeftOut), listed: true, blocks }]
}

/// The sources that the chapter names.
pub fn sources(book: &Book<'_>) -> Vec<Block> {
    let cited = cited_sources(book);
    let shown = book.sources().iter().filter(|source| cited.contains(&*source.name.value));
    let terms = shown.map(|item| {
        let mut title = vec![Inline::Anchor(book.id("source", &item.name.value))];
        title.extend(book.text(&item.title.value));
        let mut said = vec![Inline::Code(item.name.value.to_string())];
        if let Some(dated) = &item.dated {
            let day = show::day(dated.value, book.language());
            said.push(Inline::Text(format!(" · {} {day}", Word::Dated.of(book.language()))));
        }
        if let Some(link) = &item.link {
            said.push(Inline::Text(" · ".into()));
            said.push(match safe(&link.value) {
                true => Inline::Out { url: link.value.clone(), text: vec![Inline::Text(link.value.clone())] },
                false => Inline::Text(link.value.clone()),
            });
        }
        if item.practice {
            said.push(Inline::Text(" · ".into()));
            said.push(book.mark(Authority::Practice));
        }
        (title, vec![Block::Paragraph(said)])
    });
    let terms: Vec<_> = terms.collect();
    if terms.is_empty() {
        return Vec::new();
    }
    let blocks = vec![Block::Terms(terms)];
    vec![Block::Section { id: book.id("part", "sources"), title: book.say(Word::Sources), listed: true, blocks }]
}

/// The names of all sources that what stands in the chapter cites.
fn cited_sources<'f>(book: &Book<'f>) -> BTreeSet<&'f str> {
    let here = book.items().filter(|(item, file)| file.is_none() || needed(item));
    let cited = here.flat_map(|(item, _)| item.citations());
    let own = book.main.items.iter().filter_map(|item| match item {
        Item::Source(item) => Some(&*item.name.value),
        _ => None,
    });
    cited.map(|citation| &*citation.source.value).chain(own).collect()
}

/// Whether an item of another file stands in the chapter where it is needed.
fn needed(item: &Item) -> bool {
    matches!(item, Item::Define(_) | Item::Parameter(_) | Item::Table(_))
}

/// Where a passage stands: the place of its source among all, its heading and its number.
type Place<'f> = (usize, Option<&'f str>, Option<u32>);

fn place<'f>(book: &Book<'f>, citation: &'f Citation) -> Place<'f> {
    let name = &citation.source.value;
    let source = book.place(name).unwrap_or(usize::MAX);
    (
        source,
        citation.heading.as_ref().map(|heading| &*heading.value),
        citation.number.as_ref().map(|number| number.value),
    )
}

/// What rests on each passage, by source, heading and number.
pub fn passages(book: &Book<'_>) -> Vec<Block> {
    let mut index: BTreeMap<Place<'_>, (&Citation, Vec<Inlines>)> = BTreeMap::new();
    let mut add = |citation, said| index.entry(place(book, citation)).or_insert((citation, Vec::new())).1.push(said);
    for (item, file) in book.items().filter(|(item, file)| file.is_none() || needed(item)) {
        for clause in item.citation_clauses() {
            for citation in &clause.citations {
                let mut said = what(book, item);
                said.extend(book.of_file(file));
                said.push(Inline::Text(" ".into()));
                said.push(book.mark(authority(book, clause, citation)));
                add(citation, said);
            }
        }
        if let Item::Unencoded(item) = item
            && file.is_none()
        {
            let mut said = book.say(Word::NoRule);
            said.push(book.colon());
            said.extend(book.text(&item.reason.value));
            add(&item.citation, said);
        }
    }
    if index.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Paragraph(book.say(Word::IndexSaid))];
    let mut tables: BTreeMap<usize, Vec<Vec<Inlines>>> = BTreeMap::new();
    for ((at, ..), (citation, resting)) in index {
        let mut passage = citations::passage(book, citation);
        if passage.is_empty() {
            passage = book.say(Word::WholeText);
        }
        let mut said = Inlines::new();
        for (at, one) in resting.into_iter().enumerate() {
            if at > 0 {
                said.push(Inline::Break);
            }
            said.extend(one);
        }
        tables.entry(at).or_default().push(vec![passage, said]);
    }
    for (at, rows) in tables {
        let caption = book.sources().get(at).map(|item| vec![source(book, item)]).unwrap_or_default();
        let head = vec![book.say(Word::Passage), book.say(Word::Resting)];
        blocks.push(Block::Table(Table { caption, head, rows }));
    }
    vec![Block::Section { id: book.id("part", "index"), title: book.say(Word::Index), listed: true, blocks }]
}

/// What an item is, and its title.
fn what(book: &Book<'_>, item: &Item) -> Inlines {
    let link = |kind: &str, name: &str, text| vec![Inline::Link { id: book.id(kind, name), text }];
    let (word, title) = match item {
        Item::Rule(item) => (Word::Rule, book.title_of(&item.name.value)),
        Item::Exception(item) => (Word::Exception, book.title_of(&item.name.value)),
        Item::Define(item) => {
            (Word::Define, link("define", &item.name.value, book.label(item.label.as_ref(), &item.name)))
        }
        Item::Parameter(item) => {
            (Word::Parameter, link("parameter", &item.name.value, book.label(item.label.as_ref(), &item.name)))
        }
        Item::Table(item) => {
            (Word::Table, link("table", &item.name.value, book.label(item.title.as_ref(), &item.name)))
        }
        _ => return Inlines::new(),
    };
    let mut said = vec![Inline::Text(word.of(book.language()).to_lowercase()), book.colon()];
    said.extend(title);
    said
}
