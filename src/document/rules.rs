//! Rules in the order of the file, each with its exceptions beside it.

use std::collections::BTreeSet;

use super::block::{Block, Inline, Inlines, ListItem};
use super::book::{Book, Scope};
use super::expressions::{Glossary, lines};
use super::words::Word;
use super::{citations, in_force};
use crate::parse;
use crate::syntax::{ExceptionItem, Item, Label, MessagePiece, NormKind, RuleItem};

/// Exceptions to exceptions that stand inside one another; further ones stand behind.
const DEEPEST: usize = 4;

type Terms = Vec<(Inlines, Vec<Block>)>;

/// The rules of the file, and the titles of those of others.
pub fn section(book: &Book<'_>) -> Vec<Block> {
    let own = book.main.items.iter().filter_map(|item| match item {
        Item::Rule(rule) => Some(&**rule),
        _ => None,
    });
    let mut told = BTreeSet::new();
    let rules: Vec<Block> = own.enumerate().map(|(at, item)| rule(book, at + 1, item, &mut told)).collect();
    let mut sections = Vec::new();
    if !rules.is_empty() {
        sections.push(Block::Section {
            id: book.id("part", "rules"),
            title: book.say(Word::Rules),
            listed: true,
            blocks: rules,
        });
    }
    sections.extend(others(book, &mut told));
    sections
}

/// The rules of other files, and exceptions to them that the file makes.
fn others<'f>(book: &Book<'f>, told: &mut BTreeSet<&'f str>) -> Option<Block> {
    let others = book.other_rules();
    if others.is_empty() {
        return None;
    }
    let items = others.iter().map(|(rule, file)| {
        let mut said = book.text(&rule.title.value);
        said.extend(book.of_file(Some(file)));
        ListItem::plain(said)
    });
    let mut blocks = vec![Block::Paragraph(book.say(Word::OtherRulesSaid)), Block::List(items.collect())];
    for (rule, _) in &others {
        let exceptions = exceptions(book, &rule.name.value, told, 0);
        if !exceptions.is_empty() {
            let mut title = book.say(Word::Excepted);
            title.push(Inline::Text(" · ".into()));
            title.extend(book.text(&rule.title.value));
            blocks.push(Block::Terms(vec![(title, exceptions)]));
        }
    }
    let id = book.id("part", "other-rules");
    Some(Block::Section { id, title: book.say(Word::OtherRules), listed: true, blocks })
}

fn rule<'f>(book: &Book<'f>, number: usize, item: &'f RuleItem, told: &mut BTreeSet<&'f str>) -> Block {
    let mut title = vec![Inline::Text(format!("{number}. "))];
    title.extend(book.text(&item.title.value));
    let kind = match item.norm.kind {
        NormKind::Must => Word::Duty,
        NormKind::Requires => Word::Validity,
        NormKind::Should => Word::Advice,
    };
    let mut under = vec![Inline::Code(item.name.value.to_string()), Inline::Text(" · ".into())];
    under.extend(book.say(kind));
    let mut glossary = Glossary::default();
    let mut blocks = vec![Block::Note(under), Block::Terms(terms(book, item, &mut glossary))];
    blocks.extend(glossary.block(book));
    let exceptions = exceptions(book, &item.name.value, told, 0);
    if !exceptions.is_empty() {
        blocks.push(Block::Terms(vec![(book.say(Word::Excepted), exceptions)]));
    }
    Block::Section { id: book.id("rule", &item.name.value), title, listed: true, blocks }
}

fn terms<'f>(book: &Book<'f>, item: &'f RuleItem, glossary: &mut Glossary) -> Terms {
    let mut terms = Terms::new();
    let mut scope = book.scope();
    if let Some(each) = &item.for_each {
        glossary.read(book, &each.list, &scope);
        scope = scope.with(&each.variable.value, book.element(&each.list, &scope));
        let code = format!("{} in {}", each.variable.value, crate::format::expression_line(&each.list));
        terms.push((book.say(Word::ForEach), vec![Block::Code(vec![code])]));
    }
    if let Some(force) = &item.force {
        terms.push((book.say(Word::InForce), vec![Block::Paragraph(vec![Inline::Text(in_force(book, force))])]));
    }
    if let Some(day) = &item.judged_on {
        glossary.read(book, day, &scope);
        terms.push((book.say(Word::JudgedOn), vec![lines(day)]));
    }
    if let Some(when) = &item.when {
        glossary.read(book, when, &scope);
        terms.push((book.say(Word::When), vec![lines(when)]));
    }
    for unless in &item.unless {
        glossary.read(book, &unless.condition, &scope);
        let reason = Block::Paragraph(book.text(&unless.reason.value));
        terms.push((book.say(Word::Unless), vec![lines(&unless.condition), reason]));
    }
    if let Some(bearer) = &item.duty_of {
        terms.push((book.say(Word::DutyOf), vec![Block::Paragraph(book.value(bearer, None, &scope))]));
    }
    let norm = match (item.norm.kind, item.norm.negated) {
        (NormKind::Must, false) => Word::Must,
        (NormKind::Must, true) => Word::MustNot,
        (NormKind::Requires, false) => Word::Requires,
        (NormKind::Requires, true) => Word::RequiresNot,
        (NormKind::Should, false) => Word::Should,
        (NormKind::Should, true) => Word::ShouldNot,
    };
    glossary.read(book, &item.norm.condition, &scope);
    let mut condition = lines(&item.norm.condition);
    if item.norm.be
        && let Block::Code(lines) = &mut condition
        && let Some(first) = lines.first_mut()
    {
        first.insert_str(0, "be ");
    }
    terms.push((book.say(norm), vec![condition]));
    for (word, label) in [(Word::Otherwise, &item.otherwise), (Word::Remedy, &item.remedy)] {
        let said = label.iter().map(|label| (book.say(word), vec![Block::Paragraph(message(book, label, &scope))]));
        terms.extend(said);
    }
    terms.extend(citations::term(book, &item.citations));
    terms
}

/// A message, with the places of its values.
fn message(book: &Book<'_>, label: &Label, scope: &Scope<'_>) -> Inlines {
    let text = &label.value;
    let language = if text.has(book.language()) { book.language() } else { &*text.language };
    let raw = text.show(book.language());
    let Ok(pieces) = parse::message(label.span.file, raw, 0) else { return book.text(text) };
    let shown = pieces.iter().map(|piece| match piece {
        MessagePiece::Text(words) => book.in_language(words, language),
        MessagePiece::Show(shown) => Inline::Slot(without_links(slot(book, shown, scope))),
    });
    shown.collect()
}

/// What the place of a value is called.
fn slot(book: &Book<'_>, shown: &crate::syntax::Expr, scope: &Scope<'_>) -> Inlines {
    let called = match &shown.kind {
        crate::syntax::ExprKind::Path(path) => book.called(path, scope).map(|called| called.label),
        _ => None,
    };
    called.unwrap_or_else(|| vec![Inline::Code(crate::format::expression_line(shown))])
}

fn without_links(inlines: Inlines) -> Inlines {
    let bare = inlines.into_iter().flat_map(|inline| match inline {
        Inline::Link { text, .. } => text,
        other => vec![other],
    });
    bare.collect()
}

/// The exceptions of the file from a rule or exception. Those to an exception are set out where it first stands.
fn exceptions<'f>(book: &Book<'f>, target: &str, told: &mut BTreeSet<&'f str>, depth: usize) -> Vec<Block> {
    let from: Vec<&'f ExceptionItem> = book.exceptions_to(target).collect();
    let mut blocks = Vec::new();
    for item in from {
        let name = &*item.name.value;
        let first = told.insert(name);
        let title = Block::Paragraph(vec![Inline::Strong(book.text(&item.title.value))]);
        let mut inner = vec![title, Block::Note(vec![Inline::Code(name.to_owned())])];
        let mut terms = Terms::new();
        let mut glossary = Glossary::default();
        match &item.when {
            Some(when) => {
                glossary.read(book, when, &book.scope());
                terms.push((book.say(Word::When), vec![lines(when)]));
            }
            None => terms.push((book.say(Word::When), vec![Block::Paragraph(book.say(Word::Always))])),
        }
        terms.extend(citations::term(book, &item.citations));
        let further = book.exceptions_to(name).next().is_some();
        inner.push(Block::Terms(terms));
        inner.extend(glossary.block(book));
        let mut after = Vec::new();
        if further && first {
            let below = exceptions(book, name, told, depth + 1);
            if depth < DEEPEST {
                inner.push(Block::Terms(vec![(book.say(Word::Excepted), below)]));
            } else {
                inner.push(Block::Note(book.say(Word::ExceptedBelow)));
                after = below;
            }
        } else if further {
            let mut said = book.say(Word::AlsoUnder);
            said.push(book.colon());
            said.extend(book.title_of(name));
            inner.push(Block::Note(said));
        }
        let id = if first { book.id("exception", name) } else { String::new() };
        blocks.push(Block::Anchored(id, inner));
        blocks.extend(after);
    }
    blocks
}
