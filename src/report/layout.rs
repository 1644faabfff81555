//! From painted words to lines of a given width.

use unicode_width::UnicodeWidthChar;

use crate::report::harmless::harmless;

/// What a word is, which decides its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paint {
    /// Running text.
    #[default]
    Plain,
    /// Titles.
    Strong,
    /// What can be skipped in reading.
    Faint,
    /// What stands against the case.
    Bad,
    /// What is still to be done.
    Open,
    /// What is not settled.
    Doubt,
    /// What is in order.
    Good,
}

impl Paint {
    fn code(self) -> &'static str {
        match self {
            Paint::Plain => "",
            Paint::Strong => "1",
            Paint::Faint => "2",
            Paint::Bad => "1;31",
            Paint::Open => "1;36",
            Paint::Doubt => "1;33",
            Paint::Good => "32",
        }
    }
}

/// Words with their paint, to be broken into lines. Every text that comes in is made harmless here, and nowhere else.
#[derive(Debug, Clone, Default)]
pub struct Words {
    pieces: Vec<(String, Paint)>,
}

impl Words {
    /// Nothing yet.
    pub fn new() -> Self {
        Words::default()
    }

    /// A plain text.
    pub fn plain(text: &str) -> Self {
        Words::new().then(text, Paint::Plain)
    }

    /// The same with more at the end.
    #[must_use]
    pub fn then(mut self, text: &str, paint: Paint) -> Self {
        if !text.is_empty() {
            self.pieces.push((harmless(text).into_owned(), paint));
        }
        self
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The words one by one; each may change its paint within. A short number stays with what follows it.
    fn words(&self) -> Vec<Vec<(char, Paint)>> {
        let mut words = Vec::new();
        let mut word: Vec<(char, Paint)> = Vec::new();
        let signs = self.pieces.iter().flat_map(|(text, paint)| text.chars().map(move |c| (c, *paint)));
        let mut signs = signs.peekable();
        while let Some((c, paint)) = signs.next() {
            // In French, a blank stands between a word and these, and no line ends there.
            let apart = signs.peek().is_some_and(|(next, _)| ":;?!»".contains(*next))
                || word.last().is_some_and(|(last, _)| *last == '«');
            if c != ' ' || is_short_number(&word) || apart && !word.is_empty() {
                word.push((c, paint));
            } else if !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
        }
        if !word.is_empty() {
            words.push(word);
        }
        words
    }
}

/// `5`, `10`, `1er`: at the end of a line it would be torn from what it counts.
fn is_short_number(word: &[(char, Paint)]) -> bool {
    let digits = word.iter().take_while(|(c, _)| c.is_ascii_digit()).count();
    let rest = word.get(digits..).unwrap_or(&[]);
    (1..=2).contains(&digits) && matches!(rest, [] | [('e', _), ('r', _)])
}

fn width(word: &[(char, Paint)]) -> usize {
    word.iter().map(|(c, _)| c.width().unwrap_or(0)).sum()
}

/// A page that is filled from the top.
#[derive(Debug)]
pub struct Page {
    text: String,
    width: usize,
    colour: bool,
}

impl Page {
    /// An empty page of that many columns.
    pub fn new(width: usize, colour: bool) -> Self {
        Page { text: String::new(), width: width.max(20), colour }
    }

    /// Columns in a line.
    pub fn width(&self) -> usize {
        self.width
    }

    /// All that was written.
    pub fn finish(self) -> String {
        self.text
    }

    /// An empty line, unless the page is empty or already ends with one.
    pub fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Takes away empty lines at the end.
    pub fn trim(&mut self) {
        let end = self.text.trim_end_matches('\n').len();
        self.text.truncate(end);
        self.text.push('\n');
    }

    /// A paragraph that starts and goes on at that column.
    pub fn paragraph(&mut self, indent: usize, words: &Words) {
        self.hanging(indent, &Words::new(), indent, words);
    }

    /// A paragraph at column `indent` with a mark that stands at column `at`, to its left where there is room.
    pub fn hanging(&mut self, at: usize, mark: &Words, indent: usize, words: &Words) {
        let mut line = vec![(' ', Paint::Plain); at];
        line.extend(mark.words().join(&(' ', Paint::Plain)));
        // A mark that reaches into the text pushes the first line aside.
        while width(&line) < indent || (!mark.is_empty() && line.last().is_some_and(|(c, _)| *c != ' ')) {
            line.push((' ', Paint::Plain));
        }
        let room = self.width.saturating_sub(indent).max(1);
        let mut fresh = true;
        for word in words.words() {
            let mut word = word.as_slice();
            let space = usize::from(!fresh);
            if (!fresh || width(&line) > indent) && width(&line) + space + width(word) > self.width {
                self.flush(&mut line, indent);
                fresh = true;
            }
            if !fresh {
                line.push((' ', Paint::Plain));
            }
            // A word longer than a line is broken wherever the line ends.
            while width(&line) + width(word) > self.width && width(word) > room {
                let left = self.width.saturating_sub(width(&line)).max(2);
                let mut taken = 0;
                let fits = word.iter().take_while(|(c, _)| {
                    taken += c.width().unwrap_or(0);
                    taken <= left
                });
                let (head, tail) = word.split_at_checked(fits.count().max(1)).unwrap_or((word, &[]));
                line.extend_from_slice(head);
                self.flush(&mut line, indent);
                word = tail;
            }
            line.extend_from_slice(word);
            fresh = false;
        }
        if line.iter().any(|(c, _)| *c != ' ') {
            self.flush(&mut line, 0);
        }
    }

    /// Ends the line and starts the next one at that column.
    fn flush(&mut self, line: &mut Vec<(char, Paint)>, indent: usize) {
        let end = line.iter().rposition(|(c, _)| ![' ', '\u{a0}'].contains(c)).map_or(0, |last| last + 1);
        let mut now = Paint::Plain;
        let mut blanks = 0;
        for (c, paint) in line.drain(..).take(end) {
            // What held words together while lines were broken is an ordinary blank to whoever searches the text.
            if c == ' ' || c == '\u{a0}' {
                blanks += 1;
                continue;
            }
            // A run of paint ends with its last word, before the blanks.
            let gap = " ".repeat(std::mem::take(&mut blanks));
            if self.colour && paint != now {
                self.paint(now, Paint::Plain);
                self.text.push_str(&gap);
                self.paint(Paint::Plain, paint);
                now = paint;
            } else {
                self.text.push_str(&gap);
            }
            self.text.push(c);
        }
        self.paint(now, Paint::Plain);
        self.text.push('\n');
        line.resize(indent, (' ', Paint::Plain));
    }

    fn paint(&mut self, from: Paint, to: Paint) {
        if from != Paint::Plain {
            self.text.push_str("\u{1b}[0m");
        }
        if to != Paint::Plain {
            self.text.push_str("\u{1b}[");
            self.text.push_str(to.code());
            self.text.push('m');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(width: usize, colour: bool, indent: usize, words: &Words) -> String {
        let mut page = Page::new(width, colour);
        page.hanging(2, &Words::new().then("due", Paint::Open), indent, words);
        page.finish()
    }

    #[test]
    fn lines_break_at_blanks_and_hang() {
        let words = Words::plain("one two three four five");
        assert_eq!(set(20, false, 8, &words), "  due   one two\n        three four\n        five\n");
    }

    #[test]
    fn a_long_mark_pushes_only_its_own_line_aside() {
        let words = Words::plain("one two three");
        assert_eq!(set(20, false, 4, &words), "  due one two three\n");
    }

    #[test]
    fn a_word_longer_than_the_line_is_broken_and_wide_signs_count_double() {
        assert_eq!(set(20, false, 8, &Words::plain("abcdefghijklmnop")), "  due   abcdefghijkl\n        mnop\n");
        assert_eq!(set(20, false, 8, &Words::plain("北大西洋公約組織")), "  due   北大西洋公約\n        組織\n");
    }

    #[test]
    fn no_break_spaces_hold_words_together() {
        assert_eq!(set(20, false, 8, &Words::plain("abcdefghij i\u{a0}:")), "  due   abcdefghij\n        i :\n");
    }

    #[test]
    fn a_short_number_stays_with_what_it_counts() {
        assert_eq!(set(20, false, 8, &Words::plain("before 10 weeks")), "  due   before\n        10 weeks\n");
        assert_eq!(set(20, false, 8, &Words::plain("le 1er août 2018")), "  due   le 1er août\n        2018\n");
    }

    #[test]
    fn french_signs_stay_with_their_words() {
        assert_eq!(
            set(20, false, 8, &Words::plain("le devrait être : oui")),
            "  due   le devrait\n        être : oui\n"
        );
        assert_eq!(set(20, false, 8, &Words::plain("calendrier « A »")), "  due   calendrier\n        « A »\n");
    }

    #[test]
    fn paint_never_crosses_a_line_end() {
        let words = Words::new().then("one two three four", Paint::Strong);
        let painted = "  \u{1b}[1;36mdue\u{1b}[0m   \u{1b}[1mone two\u{1b}[0m\n        \u{1b}[1mthree four\u{1b}[0m\n";
        assert_eq!(set(20, true, 8, &words), painted);
    }
}
