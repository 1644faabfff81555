//! What `whereas sources` says, in each language.

use crate::report::words::Dictionary;
use crate::session::{Change, Passage, Use};

/// The words of one language.
#[derive(Clone, Copy)]
pub struct Say<'l> {
    /// The language of texts.
    pub language: &'l str,
    dictionary: Dictionary,
}

/// What became of a passage, for programs.
pub fn id(change: &Change) -> &'static str {
    match change {
        Change::Changed(_) => "changed",
        Change::Moved { .. } => "moved",
        Change::Gone(_) => "gone",
        Change::New(_) => "new",
    }
}

impl<'l> Say<'l> {
    /// The words of that language.
    pub fn of(language: &'l str) -> Self {
        Say { language, dictionary: Dictionary::of(language) }
    }

    fn pick<'w>(self, english: &'w str, french: &'w str) -> &'w str {
        self.dictionary.pick(english, french)
    }

    /// Between a label and what it stands for.
    pub fn colon(self) -> &'static str {
        self.dictionary.colon()
    }

    /// The sentence in quotation marks.
    pub fn quoted(self, words: &str) -> String {
        self.dictionary.quoted(words)
    }

    /// `53 passages: 45 used, 8 left out`
    pub fn tally(self, all: usize, used: usize, left_out: usize) -> String {
        let open = all - used - left_out;
        let passages = if all == 1 { "passage" } else { "passages" };
        let mut parts = vec![
            format!("{used} {}", self.pick("used", self.many(used, ["utilisé", "utilisés"]))),
            format!("{left_out} {}", self.pick("left out", "hors règles")),
        ];
        if open > 0 {
            parts.push(format!("{open} {}", self.pick("open", "en suspens")));
        }
        format!("{all} {passages}{}{}", self.colon(), parts.join(", "))
    }

    /// In French, none and one are singular.
    fn many(self, count: usize, words: [&'static str; 2]) -> &'static str {
        let [one, more] = words;
        if count > 1 { more } else { one }
    }

    /// The heading, or what stands for none.
    pub fn heading(self, heading: &str) -> &str {
        if heading.is_empty() { self.pick("(no heading)", "(sans titre)") } else { heading }
    }

    /// In front of what cites a heading without a number.
    pub fn all(self) -> &'static str {
        self.pick("all", "tout")
    }

    /// Of a passage that only its heading is cited for.
    pub fn with_heading(self) -> &'static str {
        self.pick("cited with its heading", "cité avec son titre")
    }

    /// Before the reason why a passage is left out.
    pub fn left_out(self) -> &'static str {
        self.pick("left out", "hors règles")
    }

    /// Of a passage that is neither used nor left out.
    pub fn open(self) -> &'static str {
        self.pick("nothing rests on it, and nothing says why", "rien ne s'y rattache, et rien ne dit pourquoi")
    }

    /// `rule approval (our reading)`
    pub fn used(self, used: &Use) -> String {
        let kind = match used.kind {
            "rule" => self.pick("rule", "règle"),
            "define" => self.pick("define", "définition"),
            "parameter" => self.pick("parameter", "paramètre"),
            // The same in both languages: `exception`, `table`.
            other => other,
        };
        let mark = if used.inferred { self.pick(" (our reading)", " (notre lecture)") } else { "" };
        format!("{kind} {}{mark}", used.name)
    }

    /// What became of a passage.
    pub fn change(self, change: &Change) -> &'static str {
        match change {
            Change::Changed(_) => self.pick("changed", "modifié"),
            Change::Moved { .. } => self.pick("moved", "déplacé"),
            Change::Gone(_) => self.pick("gone", "disparu"),
            Change::New(_) => self.pick("new", "nouveau"),
        }
    }

    /// `2 changed, 1 new`
    pub fn changes(self, changes: &[Change]) -> String {
        if changes.is_empty() {
            return self.pick("nothing differs", "aucune différence").to_owned();
        }
        let same_kind = |one: &Change, other: &Change| id(one) == id(other);
        let parts = changes.chunk_by(same_kind).filter_map(|alike| {
            let count = alike.len();
            let first = alike.first()?;
            let end = match first {
                Change::New(_) => self.many(count, ["", "x"]),
                _ => self.many(count, ["", "s"]),
            };
            Some(format!("{count} {}{}", self.change(first), self.pick("", end)))
        });
        parts.collect::<Vec<_>>().join(", ")
    }

    /// Where the passage stands, or stood and stands.
    pub fn places(self, change: &Change) -> String {
        let place = |passage: &Passage| format!("{} {}", self.heading(&passage.heading), passage.number);
        match change {
            Change::Moved { from, to } => format!("{} → {}", place(from), place(to)),
            Change::Changed(sentence) | Change::New(sentence) => place(&sentence.passage),
            Change::Gone(passage) => place(passage),
        }
    }

    /// Of a new passage.
    pub fn new_is_open(self) -> &'static str {
        self.pick(
            "nothing rests on it yet: cite it, or say why it is left out",
            "rien ne s'y rattache encore : le citer, ou dire pourquoi il reste hors règles",
        )
    }

    /// Above what has to be looked at again.
    pub fn look_again(self) -> &'static str {
        self.pick("Look at these again:", "À revoir :")
    }

    /// Where nothing has to be looked at again.
    pub fn nothing_shaken(self) -> &'static str {
        self.pick("Nothing rests on what differs.", "Rien ne se rattache à ce qui diffère.")
    }
}
