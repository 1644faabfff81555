//! From files as written to a document that a colleague reads without the program: as one page of HTML, or as Markdown.
//!
//! A chapter is a procedure as headings, paragraphs, lists and tables (`block`); the renderings only know these, and so
//! what is escaped is escaped in one place for each.

mod block;
mod book;
mod citations;
mod drawing;
mod examples;
mod exceptions;
mod expressions;
mod facts;
mod html;
mod index;
mod markdown;
mod reach;
mod rules;
mod terms;
mod values;
mod words;

use self::block::{Block, Inline, Inlines};
use self::book::Book;
use self::words::Word;
use crate::source::FileId;
use crate::syntax::{File, Force, Item};

/// A procedure or library, ready to be rendered in one language.
#[derive(Debug, Clone)]
pub struct Chapter {
    /// The language of the fixed words.
    language: &'static str,
    /// What all places in it begin with.
    id: String,
    title: Inlines,
    blocks: Vec<Block>,
}

/// The chapter of the file of that number, which stands among all that it takes in. Texts that there are not in that
/// language are given in their own.
pub fn chapter(files: &[File], main: FileId, language: &str) -> Option<Chapter> {
    let book = Book::new(files, main, language)?;
    let mut blocks = head(&book);
    let sections = [
        rules::section(&book),
        exceptions::section(&book),
        facts::section(&book),
        terms::defines(&book),
        terms::parameters(&book),
        terms::tables(&book),
        terms::calendars(&book),
        examples::section(&book),
        index::left_out(&book),
        index::sources(&book),
        index::passages(&book),
    ];
    let sections: Vec<Block> = sections.into_iter().flatten().collect();
    blocks.push(Block::Contents(contents(&sections)));
    blocks.extend(sections);
    let title = book.text(&book.header.title.value);
    Some(Chapter { language: book.words_code(), id: book.header.name.value.to_string(), title, blocks })
}

/// One page of HTML that needs nothing else.
pub fn html(chapters: &[Chapter]) -> String {
    html::page(chapters)
}

/// Markdown, as code hosts show it.
pub fn markdown(chapters: &[Chapter]) -> String {
    markdown::page(chapters)
}

/// What stands under the title: what it is, since when, and how to read the rest.
fn head(book: &Book<'_>) -> Vec<Block> {
    let header = book.header;
    let mut facts =
        vec![(book.say(Word::Name), vec![Block::Paragraph(vec![Inline::Code(header.name.value.to_string())])])];
    if let Some(version) = &header.version {
        facts.push((book.say(Word::Version), vec![Block::paragraph(&version.value)]));
    }
    if let Some(force) = &header.force {
        facts.push((book.say(Word::InForce), vec![Block::Paragraph(vec![Inline::Text(in_force(book, force))])]));
    }
    if let Some(day) = &header.judged_on {
        facts.push((book.say(Word::JudgedOn), book.condition(day, &[], &book.scope())));
    }
    let used = header_uses(book);
    if !used.is_empty() {
        facts.push((book.say(Word::Uses), vec![Block::Paragraph(book.listed(used))]));
    }
    let legend = [Word::LegendStated, Word::LegendInferred, Word::LegendPractice];
    let marks = [block::Authority::Stated, block::Authority::Inferred, block::Authority::Practice];
    let legend = marks.into_iter().zip(legend).map(|(mark, said)| {
        let colon = Inline::Text(crate::show::colon(book.language()).to_owned());
        block::ListItem::plain(vec![book.mark(mark), colon, Inline::Text(said.of(book.language()).to_owned())])
    });
    vec![
        Block::Paragraph(book.say(if header.library { Word::IsLibrary } else { Word::IsProcedure })),
        Block::Terms(facts),
        Block::Paragraph(book.say(Word::HowToRead)),
        Block::List(legend.collect()),
        Block::Paragraph(book.say(Word::Caution)),
    ]
}

fn header_uses(book: &Book<'_>) -> Vec<Inlines> {
    let uses = book.main.items.iter().filter_map(|item| match item {
        Item::Use(used) => Some(&used.names),
        _ => None,
    });
    uses.flatten().map(|name| book.file_title(&name.value)).collect()
}

/// `from 4 December 2017 until 31 December 2018`
fn in_force(book: &Book<'_>, force: &Force) -> String {
    let language = book.language();
    let day = |day: &Option<crate::syntax::Written<_>>| day.as_ref().map(|day| crate::show::day(day.value, language));
    let (from, until) = (day(&force.from), day(&force.until));
    match (from, until) {
        (Some(from), until) => crate::show::period(&from, until.as_deref(), language),
        (None, Some(until)) => format!("{} {until}", Word::Until.of(language)),
        (None, None) => String::new(),
    }
}

/// The sections, and the rules below theirs.
fn contents(sections: &[Block]) -> Vec<block::ListItem> {
    let listed = sections.iter().filter_map(|section| match section {
        Block::Section { id, title, listed: true, blocks } => {
            let inline = vec![Inline::Link { id: id.clone(), text: title.clone() }];
            Some(block::ListItem { inline, below: contents(blocks) })
        }
        _ => None,
    });
    listed.collect()
}
