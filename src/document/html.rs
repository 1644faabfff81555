//! From chapters to one page of HTML, without scripts and with nothing to fetch.

use std::fmt::Write;

use super::Chapter;
use super::block::{Authority, Block, Inline, ListItem, Table, plain};
use super::drawing::{self, Drawing};
use super::words::Word;
use crate::report::harmless;

/// How it looks: on screens of any width, in the dark, and on paper.
const STYLE: &str = include_str!("html/style.css");

/// The whole page.
pub fn page(chapters: &[Chapter]) -> String {
    let language = chapters.first().map_or("en", |chapter| chapter.language);
    let titles: Vec<String> = chapters.iter().map(|chapter| plain(&chapter.title)).collect();
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n",
        escaped(&titles.join(" · "))
    );
    for chapter in chapters {
        let _ = writeln!(out, "<article id=\"{}\">\n<h1>{}</h1>", escaped(&chapter.id), inlines(&chapter.title));
        let mut page = Page { out, language: chapter.language };
        page.blocks(&chapter.blocks, 2);
        out = page.out;
        out.push_str("</article>\n");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

struct Page {
    out: String,
    language: &'static str,
}

/// A text with everything that HTML would take for its own written out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in harmless(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
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
        Inline::Foreign(language, text) => format!("<span lang=\"{}\">{}</span>", escaped(language), escaped(text)),
        Inline::Code(text) => format!("<code lang=\"zxx\">{}</code>", escaped(text)),
        Inline::Strong(text) => format!("<strong>{}</strong>", inlines(text)),
        Inline::Slot(text) => format!("<span class=\"slot\">[{}]</span>", inlines(text)),
        Inline::Mark(authority, word) => {
            let class = match authority {
                Authority::Stated => "stated",
                Authority::Inferred => "inferred",
                Authority::Practice => "practice",
            };
            format!("<span class=\"mark {class}\">{}</span>", escaped(word))
        }
        Inline::Break => "<br>".to_owned(),
        Inline::Anchor(id) => format!("<span id=\"{}\"></span>", escaped(id)),
        Inline::Link { id, text } => format!("<a href=\"#{}\">{}</a>", escaped(id), inlines(text)),
        Inline::Out { url, text } => format!("<a href=\"{}\" rel=\"noreferrer\">{}</a>", escaped(url), inlines(text)),
    }
}

impl Page {
    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn blocks(&mut self, blocks: &[Block], level: usize) {
        blocks.iter().for_each(|block| self.block(block, level));
    }

    fn block(&mut self, block: &Block, level: usize) {
        match block {
            Block::Section { id, title, blocks, .. } => {
                let id = escaped(id);
                self.line("<section>");
                self.line(&format!("<h{level} id=\"{id}\">{}</h{level}>", inlines(title)));
                self.blocks(blocks, (level + 1).min(6));
                self.line("</section>");
            }
            Block::Paragraph(text) => self.line(&format!("<p>{}</p>", inlines(text))),
            Block::Note(text) => self.line(&format!("<p class=\"note\">{}</p>", inlines(text))),
            Block::List(items) => self.list(items),
            Block::Terms(terms) => {
                self.line("<dl>");
                for (term, said) in terms {
                    self.line(&format!("<div><dt>{}</dt><dd>", inlines(term)));
                    self.blocks(said, level);
                    self.line("</dd></div>");
                }
                self.line("</dl>");
            }
            Block::Table(table) => self.table(table),
            Block::Code(lines) => {
                let lines: Vec<String> = lines.iter().map(|line| escaped(line)).collect();
                self.line(&format!("<pre lang=\"zxx\"><code>{}</code></pre>", lines.join("\n")));
            }
            Block::Anchored(id, blocks) => {
                let id = if id.is_empty() { String::new() } else { format!(" id=\"{}\"", escaped(id)) };
                self.line(&format!("<div class=\"apart\"{id}>"));
                self.blocks(blocks, level);
                self.line("</div>");
            }
            Block::Contents(items) => {
                let title = Word::Contents.of(self.language);
                self.line(&format!("<nav aria-label=\"{title}\">\n<h2>{title}</h2>"));
                self.list(items);
                self.line("</nav>");
            }
            Block::Drawing(drawing) => self.drawing(drawing),
        }
    }

    fn list(&mut self, items: &[ListItem]) {
        self.line("<ul>");
        for item in items {
            if item.below.is_empty() {
                self.line(&format!("<li>{}</li>", inlines(&item.inline)));
            } else {
                self.line(&format!("<li>{}", inlines(&item.inline)));
                self.list(&item.below);
                self.line("</li>");
            }
        }
        self.line("</ul>");
    }

    /// What is too wide is moved to and fro by itself, also with the keyboard.
    fn table(&mut self, table: &Table) {
        let label = escaped(&plain(&table.caption));
        self.line(&format!("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\">"));
        self.line(&format!("<table>\n<caption>{}</caption>", inlines(&table.caption)));
        let head: String = table.head.iter().map(|cell| format!("<th scope=\"col\">{}</th>", inlines(cell))).collect();
        self.line(&format!("<thead><tr>{head}</tr></thead>\n<tbody>"));
        for row in &table.rows {
            let cells = row.iter().enumerate().map(|(at, cell)| match at {
                0 => format!("<th scope=\"row\">{}</th>", inlines(cell)),
                _ => format!("<td>{}</td>", inlines(cell)),
            });
            let cells: String = cells.collect();
            self.line(&format!("<tr>{cells}</tr>"));
        }
        self.line("</tbody>\n</table>\n</div>");
    }

    fn drawing(&mut self, drawing: &Drawing) {
        let (placed, width, height) = drawing.placed();
        let title = escaped(drawing.title);
        self.line(&format!("<figure class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{title}\">"));
        self.line(&format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} \
             {height}\" aria-label=\"{}\">",
            escaped(&drawing.alternative)
        ));
        self.line(&format!("<title>{title}</title>"));
        for (node, from) in drawing.nodes.iter().zip(&placed) {
            for to in node.targets.iter().filter_map(|target| placed.get(*target)) {
                let (start, end) = ((from.x, from.y + from.height / 2), (to.x + drawing::WIDTH, to.y + to.height / 2));
                let middle = usize::midpoint(start.0, end.0);
                self.line(&format!(
                    "<path class=\"arrow\" d=\"M{} {} C{middle} {} {middle} {} {} {}\"/>",
                    start.0,
                    start.1,
                    start.1,
                    end.1,
                    end.0 + 8,
                    end.1
                ));
                let (up, down) = (end.1.saturating_sub(4), end.1 + 4);
                self.line(&format!(
                    "<path class=\"head\" d=\"M{} {} L{} {up} L{} {down} Z\"/>",
                    end.0,
                    end.1,
                    end.0 + 9,
                    end.0 + 9
                ));
            }
        }
        for (node, place) in drawing.nodes.iter().zip(&placed) {
            let class = if node.column == 0 { "rule" } else { "exception" };
            self.line(&format!(
                "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"4\"/>",
                place.x,
                place.y,
                drawing::WIDTH,
                place.height
            ));
            for (at, line) in place.lines.iter().enumerate() {
                self.line(&format!(
                    "<text x=\"{}\" y=\"{}\">{}</text>",
                    place.x + drawing::INSIDE,
                    place.y + drawing::INSIDE + (at + 1) * drawing::LINE - 5,
                    escaped(line)
                ));
            }
        }
        self.line("</svg>\n</figure>");
    }
}
