//! From chapters to Markdown. What a procedure says is escaped, so that it stays words.

use std::fmt::Write;

use super::Chapter;
use super::block::{Block, Inline, ListItem, Table};
use super::drawing::Drawing;
use super::words::Word;
use crate::report::harmless;

/// All chapters, one after the other.
pub fn page(chapters: &[Chapter]) -> String {
    let mut all = Vec::new();
    for chapter in chapters {
        let mut page = Page { out: String::new(), language: chapter.language };
        page.paragraph(&format!("<a id=\"{}\"></a>", html(&chapter.id)));
        page.paragraph(&format!("# {}", inlines(&chapter.title)));
        page.blocks(&chapter.blocks, 2);
        all.push(page.out);
    }
    all.join("---\n\n").trim_end().to_owned() + "\n"
}

struct Page {
    out: String,
    language: &'static str,
}

/// Words that Markdown takes for nothing else.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in harmless(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // In a table, a stroke would end the cell.
            '|' => out.push_str("&#124;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '~' | '$' | '!' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// Words that begin a paragraph or an item, and are no list, heading or rule of their own.
fn beginning(text: &str) -> String {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    match text.chars().next() {
        Some('-' | '+' | '=' | ':') => format!("\\{text}"),
        Some('0'..='9') => match (text.get(..digits), text.get(digits..)) {
            (Some(number), Some(rest)) if rest.starts_with(['.', ')']) => format!("{number}\\{rest}"),
            _ => text.to_owned(),
        },
        _ => text.to_owned(),
    }
}

/// What stands between tags.
fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in harmless(text).chars() {
        match c {
            '&' | '<' | '>' | '"' | '|' | '`' | '\\' | '*' | '_' | '[' | ']' | '~' | '$' => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

/// A word of the language of procedures.
fn code(text: &str) -> String {
    if text.contains(['`', '|', '\\', '<', '&']) {
        format!("<code>{}</code>", html(text))
    } else {
        format!("`{}`", harmless(text))
    }
}

/// An address without anything that would end it.
fn address(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '(' | ')' | '<' | '>' | '"' | '\'' | '`' | '\\' | '|' | '[' | ']' | '*' | ' ' => {
                let _ = write!(out, "%{:02X}", u32::from(c));
            }
            c if c.is_control() || !c.is_ascii() => {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    let _ = write!(out, "%{byte:02X}");
                }
            }
            c => out.push(c),
        }
    }
    out
}

fn inlines(all: &[Inline]) -> String {
    all.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(text) => escaped(text),
        Inline::Foreign(_, text) => escaped(text),
        Inline::Code(text) => code(text),
        Inline::Strong(text) => format!("**{}**", inlines(text)),
        Inline::Slot(text) => format!("*\\[{}\\]*", inlines(text)),
        Inline::Mark(_, word) => format!("**({})**", escaped(word)),
        Inline::Break => "<br>".to_owned(),
        Inline::Anchor(id) => format!("<a id=\"{}\"></a>", identifier(id)),
        Inline::Link { id, text } => format!("[{}](#{})", inlines(text), identifier(id)),
        Inline::Out { url, text } => format!("[{}]({})", inlines(text), address(url)),
    }
}

/// A place; names are letters, digits and `_` only.
fn identifier(id: &str) -> String {
    id.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')).collect()
}

impl Page {
    fn paragraph(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push_str("\n\n");
    }

    fn blocks(&mut self, blocks: &[Block], level: usize) {
        blocks.iter().for_each(|block| self.block(block, level));
    }

    fn block(&mut self, block: &Block, level: usize) {
        match block {
            Block::Section { id, title, blocks, .. } => {
                self.paragraph(&format!("<a id=\"{}\"></a>", identifier(id)));
                self.paragraph(&format!("{} {}", "#".repeat(level), inlines(title)));
                self.blocks(blocks, (level + 1).min(6));
            }
            Block::Paragraph(text) | Block::Note(text) => self.paragraph(beginning(&inlines(text)).trim_end()),
            Block::List(items) => {
                self.list(items, 0);
                self.out.push('\n');
            }
            Block::Terms(terms) => terms.iter().for_each(|(term, said)| self.term(term, said, level)),
            Block::Table(table) => self.table(table),
            Block::Code(lines) => self.code(lines, "text"),
            Block::Anchored(id, blocks) => {
                if !id.is_empty() {
                    self.paragraph(&format!("<a id=\"{}\"></a>", identifier(id)));
                }
                self.blocks(blocks, level);
            }
            Block::Contents(items) => {
                self.paragraph(&format!("## {}", Word::Contents.of(self.language)));
                self.list(items, 0);
                self.out.push('\n');
            }
            Block::Drawing(drawing) => self.drawing(drawing),
        }
    }

    /// `**Word:** what is said`, on one line where it is one paragraph.
    fn term(&mut self, term: &[Inline], said: &[Block], level: usize) {
        let colon = crate::show::colon(self.language);
        let term = format!("**{}{}**", inlines(term), colon.trim_end_matches(' '));
        match said {
            [Block::Paragraph(text)] => self.paragraph(&format!("{term} {}", inlines(text))),
            // What is excepted stands apart, as what is quoted does.
            [Block::Anchored(..), ..] => {
                self.paragraph(&term);
                let mut inner = Page { out: String::new(), language: self.language };
                inner.blocks(said, level);
                for line in inner.out.trim_end().lines() {
                    let line = if line.is_empty() { ">".to_owned() } else { format!("> {line}") };
                    self.out.push_str(&line);
                    self.out.push('\n');
                }
                self.out.push('\n');
            }
            _ => {
                self.paragraph(&term);
                self.blocks(said, level);
            }
        }
    }

    fn list(&mut self, items: &[ListItem], depth: usize) {
        for item in items {
            let indent = "  ".repeat(depth);
            let _ = writeln!(self.out, "{indent}- {}", beginning(&inlines(&item.inline)).trim_end());
            self.list(&item.below, depth + 1);
        }
    }

    fn table(&mut self, table: &Table) {
        self.paragraph(&format!("**{}**", inlines(&table.caption)));
        let row = |cells: &[Vec<Inline>]| {
            let cells: Vec<String> = cells.iter().map(|cell| inlines(cell)).collect();
            format!("| {} |", cells.join(" | "))
        };
        let _ = writeln!(self.out, "{}", row(&table.head));
        let _ = writeln!(self.out, "|{}", " --- |".repeat(table.head.len()));
        for cells in &table.rows {
            let _ = writeln!(self.out, "{}", row(cells));
        }
        self.out.push('\n');
    }

    fn code(&mut self, lines: &[String], language: &str) {
        let lines: Vec<_> = lines.iter().map(|line| harmless(line)).collect();
        let longest = lines.iter().map(|line| line.split(|c| c != '`').map(str::len).max().unwrap_or(0)).max();
        // Longer than any row of the same marks inside.
        let fence = "`".repeat(3.max(longest.unwrap_or(0) + 1));
        let _ = writeln!(self.out, "{fence}{language}");
        for line in lines {
            let _ = writeln!(self.out, "{line}");
        }
        self.paragraph(&fence);
    }

    fn drawing(&mut self, drawing: &Drawing) {
        let mut lines = vec!["flowchart RL".to_owned()];
        lines.push(format!("  accTitle: {}", flat(drawing.title)));
        for (at, node) in drawing.nodes.iter().enumerate() {
            let text = label(&node.text);
            lines.push(if node.column == 0 {
                format!("  n{at}[\"{text}\"]")
            } else {
                format!("  n{at}([\"{text}\"])")
            });
        }
        for (at, node) in drawing.nodes.iter().enumerate() {
            lines.extend(node.targets.iter().map(|target| format!("  n{at} --> n{target}")));
        }
        self.code(&lines, "mermaid");
    }
}

/// Words on one line of a drawing.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A label of a drawing: whatever is no letter, digit or plain mark is given by its number.
fn label(text: &str) -> String {
    let mut out = String::new();
    for c in flat(&harmless(text)).chars() {
        match c {
            c if c.is_alphanumeric() || matches!(c, ' ' | '.' | ',' | '’' | '-') => out.push(c),
            c => {
                let _ = write!(out, "#{};", u32::from(c));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{address, beginning, code, escaped, label};

    #[test]
    fn words_stay_words() {
        assert_eq!(escaped("a|b <i> `c` *d* _e_ [f](g)"), "a&#124;b &lt;i&gt; \\`c\\` \\*d\\* \\_e\\_ \\[f\\](g)");
        assert_eq!(beginning("1. a"), "1\\. a");
        assert_eq!(beginning("- a"), "\\- a");
        assert_eq!(beginning("2018 a"), "2018 a");
        assert_eq!(code("a|b"), "<code>a&#124;b</code>");
        assert_eq!(address("https://a/(b) c"), "https://a/%28b%29%20c");
        assert_eq!(label("a \"b\" <c>"), "a #34;b#34; #60;c#62;");
    }
}
