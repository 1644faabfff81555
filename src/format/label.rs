//! Texts and their translations, beside one another where they fit, else below.

use super::page::{Page, WIDTH, width};
use crate::syntax::Label;

/// How a label is written: as it is meant, or raw.
#[derive(Clone, Copy, PartialEq)]
pub enum Spelling {
    /// The text is what is meant: escapes are put back.
    Meant,
    /// The text is what stands between the marks.
    Raw,
}

/// A text between its marks.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn spelled(text: &str, spelling: Spelling) -> String {
    match spelling {
        Spelling::Meant => quoted(text),
        Spelling::Raw => format!("\"{text}\""),
    }
}

/// The texts of a label in order, with their marks: `"Name"`, `fr "Nom"`.
fn texts(label: &Label, spelling: Spelling) -> Vec<String> {
    let own = spelled(&label.value.own, spelling);
    let others = label.value.translations.iter().map(|(mark, text)| format!("{mark} {}", spelled(text, spelling)));
    std::iter::once(own).chain(others).collect()
}

/// A label on one line.
pub fn on_one_line(label: &Label) -> String {
    texts(label, Spelling::Meant).join(" ")
}

/// The own text of a label.
pub fn own(label: &Label) -> String {
    spelled(&label.value.own, Spelling::Meant)
}

impl Page<'_> {
    /// A line that ends with a label. Translations go below it where they do not fit, and the label itself where it
    /// does not fit and there is something before it to stand below.
    pub fn labelled(&mut self, indent: usize, before: &str, start: usize, label: &Label, spelling: Spelling) {
        let texts = texts(label, spelling);
        let whole = if before.is_empty() { texts.join(" ") } else { format!("{before} {}", texts.join(" ")) };
        let own = texts.first().map_or("", String::as_str);
        let column = indent + width(before) + usize::from(!before.is_empty());
        if indent + width(&whole) <= WIDTH {
            self.line(indent, whole, start);
        } else if column + width(own) <= WIDTH || before.is_empty() || column < 20 {
            let first = if before.is_empty() { own.to_owned() } else { format!("{before} {own}") };
            self.line(indent, first, start);
            self.translations(column, label, &texts);
        } else {
            self.line(indent, before, start);
            let column = indent + 5;
            self.line(column, own, label.span.start as usize);
            self.translations(column, label, &texts);
        }
    }

    /// Translations, each on its line, with their marks below the mark of the own text.
    pub fn translations(&mut self, column: usize, label: &Label, texts: &[String]) {
        for ((text, span), (mark, _)) in texts.iter().zip(&label.spans).skip(1).zip(&label.value.translations) {
            // The place is that of the text; the mark of its language stands before it.
            let quote = crate::source::Span { start: span.start.saturating_sub(1), ..*span };
            let start = self.words_before(quote, mark);
            self.line(column.saturating_sub(width(mark) + 1), text.as_str(), start);
        }
    }

    /// The translations of a label whose own text stands at that column.
    pub fn translations_of(&mut self, column: usize, label: &Label) {
        self.translations(column, label, &texts(label, Spelling::Meant));
    }
}
