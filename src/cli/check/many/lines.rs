//! From files to batches of lines, in constant memory however many lines there are and however long one is.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::files::{self, Watch};
use crate::cli::trouble::Trouble;
use crate::limits;

/// Bytes of one batch, but for its last line: enough that handing it over costs nothing, and few enough to answer soon.
const BATCH: usize = 64 << 10;
/// What some editors put in front of UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// A line that is not blank.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// From 1; blank lines count.
    pub number: u64,
    /// Bytes of the file before it.
    pub start: u64,
    /// What stands in it, without its line feed; nothing where it is longer than a case may be.
    pub text: Option<Vec<u8>>,
}

/// Lines of one file that are worked on together.
#[derive(Debug)]
pub struct Batch {
    /// What the file is called.
    pub file: Arc<str>,
    /// In order.
    pub lines: Vec<Line>,
    /// Bytes of all files so far.
    pub read: u64,
    /// What is wrong with the file itself, found behind these lines.
    pub end: Option<Trouble>,
}

/// The batches of several files, one after the other.
pub struct Batches {
    files: std::vec::IntoIter<PathBuf>,
    input: Option<Box<dyn Read + Send>>,
    open: Option<Open>,
    read: u64,
}

impl Batches {
    /// Of these files; standard input stands for `-`. A file is opened when its turn comes.
    pub fn new(files: Vec<PathBuf>, input: Box<dyn Read + Send>) -> Self {
        Batches { files: files.into_iter(), input: Some(input), open: None, read: 0 }
    }

    fn opened(&mut self, path: &Path) -> Result<Open, Trouble> {
        let (input, watch): (Box<dyn Read + Send>, _) = if path == Path::new("-") {
            (self.input.take().unwrap_or_else(|| Box::new(std::io::empty())), None)
        } else {
            let (file, watch) = Watch::open(path).map_err(|error| files::unreadable(path, &error))?;
            (Box::new(file), watch)
        };
        let reader = BufReader::with_capacity(BATCH, input);
        Ok(Open {
            path: path.to_owned(),
            name: files::name(path).into(),
            reader,
            watch,
            number: 0,
            read: 0,
            ended: true,
            some: false,
        })
    }
}

impl Iterator for Batches {
    type Item = Batch;

    fn next(&mut self) -> Option<Batch> {
        loop {
            let mut open = match self.open.take() {
                Some(open) => open,
                None => {
                    let path = self.files.next()?;
                    match self.opened(&path) {
                        Ok(open) => open,
                        Err(trouble) => {
                            let file = files::name(&path).into();
                            return Some(Batch { file, lines: Vec::new(), read: self.read, end: Some(trouble) });
                        }
                    }
                }
            };
            let before = open.read;
            let mut lines = Vec::new();
            let more = open.fill(&mut lines);
            self.read += open.read - before;
            let file = Arc::clone(&open.name);
            let end = match more {
                Ok(true) => {
                    self.open = Some(open);
                    None
                }
                Ok(false) => open.end(),
                Err(error) => Some(files::unreadable(&open.path, &error)),
            };
            if !lines.is_empty() || end.is_some() {
                return Some(Batch { file, lines, read: self.read, end });
            }
        }
    }
}

/// A file that is being read.
struct Open {
    path: PathBuf,
    name: Arc<str>,
    reader: BufReader<Box<dyn Read + Send>>,
    watch: Option<Watch>,
    /// Of the line read last.
    number: u64,
    read: u64,
    /// Whether that line has a line feed at its end.
    ended: bool,
    /// Whether there was a line that is not blank.
    some: bool,
}

impl Open {
    /// Reads lines for as long as there are some without waiting, up to a batch. Says whether the file may go on.
    fn fill(&mut self, lines: &mut Vec<Line>) -> std::io::Result<bool> {
        let mut bytes = 0;
        while let Some(line) = self.line()? {
            // A line that the end of the file cuts off in the middle is none where somebody has cut the file.
            if !self.ended && self.changed() {
                return Ok(false);
            }
            bytes += line.text.as_ref().map_or(0, Vec::len);
            if line.text.as_ref().is_none_or(|text| !text.iter().all(u8::is_ascii_whitespace)) {
                self.some = true;
                lines.push(line);
            }
            if !self.ended {
                return Ok(false);
            }
            // Whoever writes a line into a pipe wants its answer before writing the next one.
            if bytes >= BATCH || !self.reader.buffer().contains(&b'\n') {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The next line, of which no more is kept than a case may hold.
    fn line(&mut self) -> std::io::Result<Option<Line>> {
        let mut start = self.read;
        let most = limits::CASE_BYTES as u64 + 2;
        let mut text = Vec::new();
        let read = self.reader.by_ref().take(most).read_until(b'\n', &mut text)? as u64;
        if read == 0 {
            return Ok(None);
        }
        self.number += 1;
        self.read += read;
        self.ended = text.pop_if(|last| *last == b'\n').is_some();
        if self.ended {
            text.pop_if(|last| *last == b'\r');
        } else if read == most {
            self.read += self.reader.skip_until(b'\n')? as u64;
            self.ended = true;
        }
        if start == 0 && text.starts_with(MARK) {
            text.drain(..MARK.len());
            start += MARK.len() as u64;
        }
        let text = Some(text).filter(|text| text.len() <= limits::CASE_BYTES);
        Ok(Some(Line { number: self.number, start, text }))
    }

    fn changed(&self) -> bool {
        self.watch.as_ref().is_some_and(|watch| watch.changed(self.read))
    }

    /// What is wrong with a file that has come to its end.
    fn end(&self) -> Option<Trouble> {
        if self.changed() {
            return Some(Trouble::Changed { path: self.name.to_string() });
        }
        (!self.some).then(|| Trouble::NoLines { path: self.name.to_string() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn batches(text: Vec<u8>) -> Vec<Batch> {
        Batches::new(vec!["-".into()], Box::new(std::io::Cursor::new(text))).collect()
    }

    fn lines(text: &[u8]) -> Vec<(u64, u64, Option<String>)> {
        let all = batches(text.to_vec()).into_iter().flat_map(|batch| batch.lines);
        let said = |line: Line| (line.number, line.start, line.text.map(|text| String::from_utf8(text).unwrap()));
        all.map(said).collect()
    }

    #[test]
    fn lines_are_numbered_and_blank_ones_left_out() {
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(
            lines(b"\xef\xbb\xbf{}\r\n\n \t\r\n[]\nx"),
            [(1, 3, text("{}")), (4, 12, text("[]")), (5, 15, text("x"))]
        );
        assert_eq!(lines(b""), []);
    }

    #[test]
    fn of_a_line_that_is_too_long_nothing_is_kept_and_the_next_one_is_read() {
        let long = limits::CASE_BYTES;
        let text = [vec![b'a'; long], b"\r\n".to_vec(), vec![b'b'; long + 1], b"\n".to_vec(), vec![b'c'; 3 * long]];
        let mut text = text.concat();
        text.extend(b"\n{}\n");
        let lengths: Vec<_> = batches(text).into_iter().flat_map(|batch| batch.lines).collect();
        let lengths: Vec<_> = lengths.iter().map(|line| (line.number, line.text.as_ref().map(Vec::len))).collect();
        assert_eq!(lengths, [(1, Some(long)), (2, None), (3, None), (4, Some(2))]);
    }

    #[test]
    fn many_lines_come_in_several_batches_that_know_how_far_they_are() {
        let text = b"{\"case\": \"x\"}\n".repeat(20_000);
        let length = text.len() as u64;
        let batches = batches(text);
        assert!(batches.len() > 3, "{}", batches.len());
        assert!(batches.iter().all(|batch| batch.lines.len() < 10_000));
        assert_eq!(batches.iter().map(|batch| batch.lines.len()).sum::<usize>(), 20_000);
        assert_eq!(batches.last().map(|batch| batch.read), Some(length));
    }

    #[test]
    fn a_file_without_a_case_is_said() {
        let ends: Vec<_> = batches(b"\n  \n".to_vec()).into_iter().map(|batch| batch.end).collect();
        assert_eq!(ends, [Some(Trouble::NoLines { path: "standard input".into() })]);
    }
}
