//! From problems to blocks on the terminal. What users wrote is made harmless on the way.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, Severity,
    SourceCode, SourceSpan, SpanContents,
};

use crate::report::harmless::{harmless, is_harmful};
use crate::session::{FileId, Problem, Source, Sources};

/// Bytes of a line that are shown whole; of a longer one, what lies around the place.
const LINE: usize = 300;
/// Bytes shown on either side of a place in a longer line.
const AROUND: usize = 40;
/// Bytes of such a place that are underlined.
const PLACE: usize = 80;
/// Bytes of a place over several lines that are underlined; of a longer one, its first line.
const LONG: usize = 1_000;

/// Sets problems as blocks.
#[derive(Debug)]
pub struct Printer {
    /// Columns.
    width: usize,
    /// Whether to colour them.
    colour: bool,
    /// The sources that were shown, made harmless once.
    excerpts: HashMap<FileId, Arc<Excerpts>>,
    /// The number of the first line of each.
    first: usize,
}

impl Printer {
    /// For that many columns.
    pub fn new(width: usize, colour: bool) -> Self {
        Printer { width, colour, excerpts: HashMap::new(), first: 1 }
    }

    /// The same for texts that begin on that line of their file.
    #[must_use]
    pub fn starting_at(self, line: u64) -> Self {
        Printer { first: usize::try_from(line).unwrap_or(usize::MAX), ..self }
    }

    /// One problem as a block of lines. Files keep their numbers for as long as one printer is used.
    pub fn block(&mut self, problem: &Problem, sources: &Sources) -> String {
        let source = sources.get(problem.file).map(|source| {
            let made = self.excerpts.entry(problem.file).or_insert_with(|| Arc::new(Excerpts::of(source, self.first)));
            Arc::clone(made)
        });
        self.render(&Shown::of(&*problem.diagnostic, source))
    }

    /// A problem without a place as a block of lines.
    pub fn plain(&self, diagnostic: &dyn Diagnostic) -> String {
        self.render(&Shown::of(diagnostic, None))
    }

    fn render(&self, shown: &Shown) -> String {
        let theme = if self.colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
        let handler = GraphicalReportHandler::new_themed(theme).with_width(self.width).with_links(false);
        let mut block = String::new();
        if handler.render_report(&mut block, shown).is_err() {
            block.clone_from(&shown.message);
        }
        let lines: Vec<&str> = block.lines().map(str::trim_end).collect();
        format!("{}\n", lines.join("\n").trim_matches('\n'))
    }
}

/// `2 errors, 1 warning`
pub fn tally(errors: usize, warnings: usize) -> String {
    let of =
        |count: usize, word: &str| (count > 0).then(|| format!("{count} {word}{}", if count == 1 { "" } else { "s" }));
    [of(errors, "error"), of(warnings, "warning")].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What is wrong with one line of a file, where it has no narrower place.
#[derive(Debug)]
pub struct AtLine<'d> {
    message: String,
    wrong: &'d dyn Diagnostic,
}

impl<'d> AtLine<'d> {
    /// Says the line before what is wrong with it.
    pub fn new(file: &str, line: u64, wrong: &'d dyn Diagnostic) -> Self {
        AtLine { message: format!("line {line} of `{file}`: {wrong}"), wrong }
    }
}

impl fmt::Display for AtLine<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for AtLine<'_> {}

impl Diagnostic for AtLine<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.wrong.code()
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.wrong.help()
    }
}

/// A diagnostic with harmless texts only.
#[derive(Debug)]
struct Shown {
    message: String,
    code: Option<String>,
    help: Option<String>,
    severity: Option<Severity>,
    labels: Vec<LabeledSpan>,
    source: Option<Arc<Excerpts>>,
}

impl Shown {
    fn of(diagnostic: &dyn Diagnostic, source: Option<Arc<Excerpts>>) -> Self {
        let clamp = |label: LabeledSpan| {
            let span = source.as_ref().map_or(*label.inner(), |source| source.clamp(label.inner()));
            let text = label.label().map(lines);
            if label.primary() {
                LabeledSpan::new_primary_with_span(text, span)
            } else {
                LabeledSpan::new_with_span(text, span)
            }
        };
        let labels = diagnostic.labels().into_iter().flatten().map(clamp).collect();
        Shown {
            message: lines(&diagnostic.to_string()),
            code: diagnostic.code().map(|code| lines(&code.to_string())),
            help: diagnostic.help().map(|help| lines(&help.to_string())),
            severity: diagnostic.severity(),
            labels,
            source,
        }
    }
}

/// Harmless, with line feeds kept: a character that acts or hides is named, as in `U+0000`.
pub fn lines(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c != '\n' && is_harmful(c) {
            true => shown.push_str(&format!("U+{:04X}", u32::from(c))),
            false => shown.push(c),
        }
    }
    shown
}

impl fmt::Display for Shown {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Shown {}

impl Diagnostic for Shown {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.code.as_ref().map(|code| Box::new(code) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<Severity> {
        self.severity
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|source| &**source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        (!self.labels.is_empty())
            .then(|| Box::new(self.labels.iter().cloned()) as Box<dyn Iterator<Item = LabeledSpan>>)
    }
}

/// A source text made harmless, each byte where it was, from which only the lines around a place are read.
#[derive(Debug)]
struct Excerpts {
    name: String,
    text: String,
    /// For lines and columns.
    source: Source,
    /// The number of its first line.
    first: usize,
}

impl Excerpts {
    fn of(source: &Source, first: usize) -> Self {
        let mut text = String::with_capacity(source.text.len());
        for c in source.text.chars() {
            match c {
                '\n' => text.push(c),
                '\t' | '\r' => text.push(' '),
                c if is_harmful(c) => text.extend(std::iter::repeat_n('?', c.len_utf8())),
                c => text.push(c),
            }
        }
        Excerpts { name: harmless(&source.name).into_owned(), text, source: source.clone(), first }
    }

    /// Where the line of a byte starts, and where it ends before its line feed.
    fn line(&self, byte: usize) -> (usize, usize) {
        let start = self.text.get(..byte).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let end = self.text.get(byte..).and_then(|after| after.find('\n')).map_or(self.text.len(), |at| byte + at);
        (start, end)
    }

    /// The span that is underlined. One behind the last words would not be shown, and a long one would hide its start.
    fn clamp(&self, span: &SourceSpan) -> SourceSpan {
        let last = self.text.trim_end().len();
        let start = self.text.floor_char_boundary(span.offset().min(last));
        let end = span.offset().saturating_add(span.len()).clamp(start, last.max(start));
        let line = self.line(start);
        let most = if line.1 - line.0 > LINE { line.1.min(start + PLACE) } else { line.1 };
        let end = if end > line.1 && end - start <= LONG { end } else { end.min(most) };
        (start, self.text.ceil_char_boundary(end) - start).into()
    }

    /// What is shown of the text for a place: its lines with one before and one after, or what lies around it in a long
    /// line.
    fn around(&self, first: usize, last: usize) -> (usize, usize) {
        let (above, below) = (self.line(first), self.line(last));
        let long = |line: (usize, usize)| line.1 - line.0 > LINE;
        if long(above) || long(below) {
            let start = self.text.floor_char_boundary(first.saturating_sub(AROUND)).max(above.0);
            return (start, self.text.ceil_char_boundary((last + AROUND).min(below.1)));
        }
        let before = above.0.checked_sub(1).map(|feed| self.line(feed)).filter(|line| !long(*line));
        let after = Some(below.1 + 1).filter(|next| *next < self.text.len()).map(|next| self.line(next));
        (before.map_or(above.0, |line| line.0), after.filter(|line| !long(*line)).map_or(below.1, |line| line.1))
    }
}

impl SourceCode for Excerpts {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (first, last) = (span.offset(), span.offset().saturating_add(span.len()));
        let (start, end) = if before + after == 0 { (first, last) } else { self.around(first, last) };
        // Two places far apart are not shown as one.
        let data = self.text.get(start..end).filter(|_| last - first <= LONG).ok_or(MietteError::OutOfBounds)?;
        let position = self.source.position(start);
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            data.as_bytes(),
            (start, end - start).into(),
            position.line - 1 + (self.first - 1),
            position.column - 1,
            data.split('\n').count(),
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error, Diagnostic)]
    #[error("unknown fact `{name}`")]
    #[diagnostic(code(case::unknown_fact), help("did you mean `starts`?"))]
    struct Unknown {
        name: String,
        #[label("not declared")]
        span: SourceSpan,
        #[label("declared `{name}` here")]
        other: Option<SourceSpan>,
    }

    fn shown(text: &str, name: &str, span: (usize, usize), other: Option<(usize, usize)>) -> String {
        let mut sources = Sources::default();
        let file = sources.add(Source::new("office/\u{202e}x.whereas", text));
        let problem = Unknown { name: name.into(), span: span.into(), other: other.map(Into::into) };
        Printer::new(80, false).block(&Problem::new(file, problem), &sources)
    }

    #[test]
    fn what_users_wrote_is_harmless_and_underlined_where_it_stands() {
        insta::assert_snapshot!(shown("# é\n\u{1b}[31m = \u{202e}1\r\nroute = direct\n", "\u{1b}[31m", (5, 5), None));
    }

    #[test]
    fn a_long_line_is_shown_around_the_place() {
        let text = format!("{{{}\"startz\": 1{}}}", "\"a\": 1, ".repeat(20_000), ", \"b\": 2".repeat(20_000));
        let at = text.find("startz").unwrap_or(0) - 1;
        insta::assert_snapshot!(shown(&text, "startz", (at, 8), Some((1, 3))));
    }

    #[test]
    fn a_place_at_or_behind_the_end_is_shown_at_the_end() {
        insta::assert_snapshot!(shown("rule approval\n\n", "rule", (15, 0), None));
        insta::assert_snapshot!(shown("", "rule", (900, 20), None));
    }

    #[test]
    fn the_tally_counts_both_kinds() {
        assert_eq!(tally(2, 1), "2 errors, 1 warning");
        assert_eq!(tally(0, 3), "3 warnings");
    }
}
