//! Sources and spans: where in which file a thing is written.

use std::sync::Arc;

/// The number of a file in [`Sources`].
pub type FileId = u16;

/// A place in a source file: bytes from `start` up to `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// The file, as numbered by [`Sources::add`].
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of bytes `start..end` of a file.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span { file, start: clamp(start), end: clamp(end) }
    }

    /// The smallest span that holds both; the other must be of the same file.
    pub fn to(self, other: Span) -> Span {
        Span { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The bytes as a range.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl From<Span> for miette::SourceSpan {
    fn from(span: Span) -> Self {
        (span.start as usize, (span.end.saturating_sub(span.start)) as usize).into()
    }
}

/// A line and column, both counted from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// One source text with its name.
#[derive(Debug, Clone)]
pub struct Source {
    /// The name shown to users, such as `appointment.whereas`.
    pub name: Arc<str>,
    /// The whole text.
    pub text: Arc<str>,
    /// Where each line starts, in bytes.
    lines: Arc<[u32]>,
}

impl Source {
    /// A source text under the name that users see.
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        let text: Arc<str> = text.into();
        let starts = std::iter::once(0)
            .chain(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1))
            .map(|at| u32::try_from(at).unwrap_or(u32::MAX));
        let lines = starts.collect();
        Source { name: name.into(), text, lines }
    }

    /// The line and column of a byte.
    pub fn position(&self, byte: usize) -> Position {
        let line = self.lines.partition_point(|&start| start as usize <= byte).max(1);
        let start = self.lines.get(line - 1).map_or(0, |&start| start as usize);
        let column = self.text.get(start..byte.min(self.text.len())).map_or(0, |part| part.chars().count());
        Position { line, column: column + 1 }
    }

    /// The text of a span, empty where the span lies outside.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }
}

/// All the files of a check, in the order in which they were added.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// Adds a file and gives its number.
    pub fn add(&mut self, source: Source) -> FileId {
        let id = self.next();
        self.files.push(source);
        id
    }

    /// The number that the next file will have.
    pub fn next(&self) -> FileId {
        FileId::try_from(self.files.len()).unwrap_or(FileId::MAX)
    }

    /// The file of that number.
    pub fn get(&self, id: FileId) -> Option<&Source> {
        self.files.get(usize::from(id))
    }

    /// All files with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.files.iter().enumerate().map(|(at, file)| (FileId::try_from(at).unwrap_or(FileId::MAX), file))
    }

    /// The text of a span, empty where it is not known.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.file).map_or("", |file| file.slice(span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_from_one() {
        let source = Source::new("x", "é = 1\nbb");
        assert_eq!(source.position(0), Position { line: 1, column: 1 });
        assert_eq!(source.position(3), Position { line: 1, column: 3 });
        assert_eq!(source.position(7), Position { line: 2, column: 1 });
        assert_eq!(source.position(99), Position { line: 2, column: 3 });
    }
}
