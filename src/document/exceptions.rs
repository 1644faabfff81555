//! Which exception bears on which rule: a drawing, and the same in words.

use std::collections::BTreeMap;

use super::block::{Block, Inline, ListItem, plain};
use super::book::Book;
use super::drawing::{Drawing, Node};
use super::words::Word;
use crate::syntax::{ExceptionItem, Item};

impl<'f> Book<'f> {
    /// The exceptions of the file.
    pub fn exceptions(&self) -> impl Iterator<Item = &'f ExceptionItem> {
        self.main.items.iter().filter_map(|item| match item {
            Item::Exception(exception) => Some(&**exception),
            _ => None,
        })
    }

    /// Those from that rule or exception.
    pub fn exceptions_to(&self, target: &str) -> impl Iterator<Item = &'f ExceptionItem> {
        self.exceptions().filter(move |item| item.targets.iter().any(|name| *name.value == *target))
    }
}

/// Nothing where the file makes no exceptions.
pub fn section(book: &Book<'_>) -> Vec<Block> {
    if book.exceptions().next().is_none() {
        return Vec::new();
    }
    let items = book.exceptions().map(|item| {
        let mut said = vec![Inline::Strong(book.title_of(&item.name.value))];
        said.push(Inline::Text(format!(
            " {}{}",
            Word::ExceptFrom.of(book.language()),
            crate::show::colon(book.language())
        )));
        let below = item.targets.iter().map(|target| ListItem::plain(book.title_of(&target.value)));
        ListItem { inline: said, below: below.collect() }
    });
    let mut words = book.say(Word::InWordsList);
    words.push(book.colon());
    let blocks = vec![
        Block::Paragraph(book.say(Word::ExceptionsSaid)),
        Block::Drawing(drawing(book)),
        Block::Paragraph(words),
        Block::List(items.collect()),
    ];
    let id = book.id("part", "exceptions");
    vec![Block::Section { id, title: book.say(Word::Exceptions), listed: true, blocks }]
}

fn drawing(book: &Book<'_>) -> Drawing {
    let mut nodes: Vec<Node> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let exceptions: Vec<&ExceptionItem> = book.exceptions().collect();
    let own: Vec<&str> = exceptions.iter().map(|item| &*item.name.value).collect();
    // Rules, and exceptions of other files, stand in the first column.
    for target in exceptions.iter().flat_map(|item| &item.targets).map(|name| &*name.value) {
        if !own.contains(&target) && !places.contains_key(target) {
            places.insert(target, nodes.len());
            nodes.push(Node { text: book.plain_title(target), column: 0, targets: Vec::new() });
        }
    }
    let order: BTreeMap<usize, usize> = rule_order(book, &places);
    let mut sorted: Vec<(usize, Node)> = nodes.into_iter().enumerate().collect();
    sorted.sort_by_key(|(at, _)| order.get(at).copied().unwrap_or(usize::MAX));
    let moved: BTreeMap<usize, usize> = sorted.iter().enumerate().map(|(new, (old, _))| (*old, new)).collect();
    places.values_mut().for_each(|at| *at = moved.get(at).copied().unwrap_or(*at));
    let mut nodes: Vec<Node> = sorted.into_iter().map(|(_, node)| node).collect();
    for (item, name) in exceptions.iter().zip(&own) {
        places.insert(name, nodes.len());
        nodes.push(Node { text: plain(&book.text(&item.title.value)), column: 1, targets: Vec::new() });
    }
    for item in &exceptions {
        let targets = item.targets.iter().filter_map(|target| places.get(&*target.value).copied()).collect();
        if let Some(node) = places.get(&*item.name.value).and_then(|at| nodes.get_mut(*at)) {
            node.targets = targets;
        }
    }
    Drawing::new(nodes, Word::Bears.of(book.language()), alternative(book))
}

/// The rules in the order of the file.
fn rule_order(book: &Book<'_>, places: &BTreeMap<&str, usize>) -> BTreeMap<usize, usize> {
    let rules = book.main.items.iter().filter_map(|item| match item {
        Item::Rule(rule) => Some(&*rule.name.value),
        _ => None,
    });
    rules.enumerate().filter_map(|(order, name)| Some((*places.get(name)?, order))).collect()
}

/// The drawing in a sentence or two.
fn alternative(book: &Book<'_>) -> String {
    let language = book.language();
    let said = book.exceptions().map(|item| {
        let targets: Vec<String> =
            item.targets.iter().map(|target| quoted(&book.plain_title(&target.value), language)).collect();
        let title = quoted(&plain(&book.text(&item.title.value)), language);
        format!(
            "{title} {}{}{}.",
            Word::ExceptFrom.of(language),
            crate::show::colon(language),
            crate::show::list(&targets, language)
        )
    });
    said.collect::<Vec<_>>().join(" ")
}

fn quoted(text: &str, language: &str) -> String {
    crate::report::words::Dictionary::of(language).quoted(text)
}
