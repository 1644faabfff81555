//! Comments and blank lines go back between the lines where they stood.

use super::page::{Line, Page, padded, width};
use crate::limits;
use crate::syntax::Comment;

/// A line of the new text, with what goes before it and after it.
struct Woven {
    blank: bool,
    text: String,
    comment: Option<String>,
}

/// The comments around one line.
#[derive(Default)]
struct Around<'c> {
    /// On lines of their own before it.
    before: Vec<&'c Comment>,
    /// At its end.
    beside: Option<&'c Comment>,
    /// On lines of their own after it.
    after: Vec<&'c Comment>,
}

impl Page<'_> {
    /// The whole text.
    pub fn woven(self) -> String {
        let mut out: Vec<Woven> = Vec::new();
        let first = self.lines.first().map_or(usize::MAX, |line| line.start);
        let mut rest = self.comments;
        let opening = self.take(&mut rest, first);
        self.comments_between(&mut out, &opening, self.lines.first(), false);
        let mut forced = !opening.is_empty();
        let mut at = 0;
        for lines in self.lines.chunk_by(|_, next| next.continued) {
            let [line, ..] = lines else { continue };
            let after = at + lines.len();
            let next = self.lines.get(after);
            let end = next.map_or(usize::MAX, |next| next.start);
            let around = self.around(lines.last().unwrap_or(line), self.take(&mut rest, end), end);
            let apart = line.top && at > 0 && !forced && self.is_apart(at);
            let mut blank = (apart || self.blank_above(line.start)) && !out.is_empty();
            for comment in around.before {
                out.push(own_line(comment, line.indent, blank));
                blank = false;
            }
            for line in lines {
                let text = format!("{}{}", " ".repeat(line.indent), line.text);
                out.push(Woven { blank: std::mem::take(&mut blank), text, comment: None });
            }
            if let Some(last) = out.last_mut() {
                last.comment = around.beside.map(shown);
            }
            let apart = next.is_some_and(|next| next.top && self.is_apart(after));
            forced = self.comments_between(&mut out, &around.after, next, apart);
            at = after;
        }
        joined(&out)
    }

    /// The comments that begin before that place.
    fn take<'c>(&self, rest: &mut &'c [Comment], end: usize) -> Vec<&'c Comment> {
        let count = rest.partition_point(|comment| (comment.span.start as usize) < end);
        let (taken, left) = rest.split_at(count);
        *rest = left;
        taken.iter().collect()
    }

    /// Divides the comments from the start of a line to the start of the next one.
    fn around<'c>(&self, line: &Line, mut comments: Vec<&'c Comment>, end: usize) -> Around<'c> {
        let mut around = Around::default();
        let mut until = end.min(self.source.len());
        while let Some(comment) = comments.pop() {
            let gap = self.source.get(comment.span.end as usize..until).unwrap_or("");
            if !gap.trim().is_empty() || !comment.own_line {
                comments.push(comment);
                break;
            }
            until = comment.span.start as usize;
            around.after.push(comment);
        }
        around.after.reverse();
        let fits = |comment: &&Comment| {
            !comment.own_line && line.indent + width(&line.text) + 2 + width(&shown(comment)) <= limits::LINE_COLUMNS
        };
        if comments.last().is_some_and(fits) {
            around.beside = comments.pop();
        }
        around.before = comments;
        around
    }

    /// Comments between two lines. Gives whether one of them opens the next declaration.
    fn comments_between(&self, out: &mut Vec<Woven>, comments: &[&Comment], next: Option<&Line>, apart: bool) -> bool {
        let mut opened = false;
        for comment in comments {
            let start = comment.span.start as usize;
            let indent = match next {
                Some(next) if !next.top => next.indent,
                _ if self.column(start) == 0 => 0,
                _ => 2,
            };
            let opens = indent == 0 && !opened;
            let blank = self.blank_above(start) || (opens && apart);
            out.push(own_line(comment, indent, blank && !out.is_empty()));
            opened |= indent == 0;
        }
        opened
    }

    /// Whether a declaration stands apart from the one before it: unless both are one line, it does.
    fn is_apart(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.lines.get(before));
        let after = self.lines.get(at + 1);
        !(before.is_some_and(|line| line.top) && after.is_none_or(|line| line.top))
    }

    fn column(&self, at: usize) -> usize {
        let before = self.source.get(..at).unwrap_or("");
        let line = before.rfind('\n').map_or(0, |end| end + 1);
        let mark = if before.starts_with('\u{feff}') && line == 0 { '\u{feff}'.len_utf8() } else { 0 };
        at - line - mark
    }

    /// Whether the line above a place that is the first on its line is blank.
    pub fn blank_above(&self, at: usize) -> bool {
        let before = self.source.get(..at).unwrap_or("");
        let above = before.trim_end_matches([' ', '\t']).strip_suffix('\n');
        let line = above.map(|above| above.rsplit('\n').next().unwrap_or(""));
        line.is_some_and(|line| line.trim().is_empty())
    }
}

fn shown(comment: &Comment) -> String {
    match comment.text.as_str() {
        "" => "#".to_owned(),
        text if text.starts_with('#') => format!("#{text}"),
        text => format!("# {text}"),
    }
}

fn own_line(comment: &Comment, indent: usize, blank: bool) -> Woven {
    Woven { blank, text: format!("{}{}", " ".repeat(indent), shown(comment)), comment: None }
}

/// Comments at the ends of lines that follow one another stand below one another.
fn joined(lines: &[Woven]) -> String {
    let mut out = String::new();
    let mut rest = lines.iter().peekable();
    while let Some(line) = rest.next() {
        let mut run = vec![line];
        while line.comment.is_some() {
            let Some(next) = rest.next_if(|next| next.comment.is_some() && !next.blank) else {
                break;
            };
            run.push(next);
        }
        let column = run.iter().map(|line| width(&line.text)).max().unwrap_or(0) + 2;
        for line in run {
            if line.blank {
                out.push('\n');
            }
            match &line.comment {
                Some(comment) if column + width(comment) <= limits::LINE_COLUMNS => {
                    out.push_str(&padded(&line.text, column));
                    out.push_str(comment);
                }
                Some(comment) => {
                    out.push_str(&format!("{}  {comment}", line.text));
                }
                None => out.push_str(&line.text),
            }
            out.push('\n');
        }
    }
    out
}
