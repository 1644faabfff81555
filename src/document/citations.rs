//! The passages that something rests on, each with its authority.

use super::block::{Authority, Block, Inline, Inlines, ListItem};
use super::book::Book;
use super::words::Word;
use crate::syntax::{Citation, CitationClause, SourceItem};

/// On what authority a clause rests on a passage.
pub fn authority(book: &Book<'_>, clause: &CitationClause, citation: &Citation) -> Authority {
    match book.source(&citation.source.value) {
        Some(source) if source.practice => Authority::Practice,
        _ if clause.inferred => Authority::Inferred,
        _ => Authority::Stated,
    }
}

/// Whether an address may be followed.
pub fn safe(url: &str) -> bool {
    let url = url.to_ascii_lowercase();
    url.starts_with("https://") || url.starts_with("http://")
}

/// `, Role and responsibilities 8`: what stands behind the title of a source.
pub fn passage(book: &Book<'_>, citation: &Citation) -> Inlines {
    let mut said = Inlines::new();
    if let Some(heading) = &citation.heading {
        said.push(book.own(&heading.value));
    }
    if let Some(number) = &citation.number {
        let blank = if said.is_empty() { "" } else { " " };
        said.push(Inline::Text(format!("{blank}{}", number.value)));
    }
    said
}

/// The title of a source, as a link to its entry.
pub fn source(book: &Book<'_>, source: &SourceItem) -> Inline {
    Inline::Link { id: book.id("source", &source.name.value), text: book.text(&source.title.value) }
}

/// A citation, without its authority.
pub fn whole(book: &Book<'_>, citation: &Citation) -> Inlines {
    let mut said = match book.source(&citation.source.value) {
        Some(found) => match found.link.as_ref().filter(|link| safe(&link.value)) {
            Some(link) => vec![Inline::Out { url: link.value.clone(), text: book.text(&found.title.value) }],
            None => vec![source(book, found)],
        },
        None => vec![Inline::Code(citation.source.value.to_string())],
    };
    let passage = passage(book, citation);
    if !passage.is_empty() {
        said.push(Inline::Text(", ".into()));
        said.extend(passage);
    }
    said
}

/// Every passage of some clauses, each with its authority.
pub fn each(book: &Book<'_>, clauses: &[CitationClause]) -> Vec<Inlines> {
    let all = clauses.iter().flat_map(|clause| clause.citations.iter().map(move |citation| (clause, citation)));
    all.map(|(clause, citation)| {
        let mut said = whole(book, citation);
        said.push(Inline::Text(" ".into()));
        said.push(book.mark(authority(book, clause, citation)));
        said
    })
    .collect()
}

/// What something rests on, as an entry of a list of terms.
pub fn term(book: &Book<'_>, clauses: &[CitationClause]) -> Option<(Inlines, Vec<Block>)> {
    let items: Vec<ListItem> = each(book, clauses).into_iter().map(ListItem::plain).collect();
    (!items.is_empty()).then(|| (book.say(Word::RestsOn), vec![Block::List(items)]))
}

/// What something rests on, in a cell.
pub fn in_a_row(book: &Book<'_>, clauses: &[CitationClause]) -> Inlines {
    let mut said = Inlines::new();
    for (at, one) in each(book, clauses).into_iter().enumerate() {
        if at > 0 {
            said.push(Inline::Break);
        }
        said.extend(one);
    }
    said
}
