//! How far a stream of cases has come, and how long it will still take: one line on standard error.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::report::words::Dictionary;

/// The line, or nothing where standard error is no terminal.
pub struct Progress {
    bar: ProgressBar,
    words: Dictionary,
}

impl Progress {
    /// Of so many bytes, where that is known.
    pub fn new(shown: bool, total: Option<u64>, words: Dictionary) -> Self {
        if !shown {
            return Progress { bar: ProgressBar::hidden(), words };
        }
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr());
        let template = match total {
            Some(_) => format!("{{percent:>3}} % {{wide_bar}} {{msg}} · {}", words.time_left("{eta_precise}")),
            None => "{spinner} {msg}".to_owned(),
        };
        if let Ok(style) = ProgressStyle::with_template(&template) {
            bar.set_style(style.progress_chars("━╸─"));
        }
        Progress { bar, words }
    }

    /// So many bytes and cases are behind us.
    pub fn at(&self, bytes: u64, cases: u64) {
        if !self.bar.is_hidden() {
            self.bar.set_message(self.words.case_count(cases));
            self.bar.set_position(bytes);
        }
    }

    /// Nothing new, but the time goes on.
    pub fn tick(&self) {
        self.bar.tick();
    }

    /// Takes the line away for as long as something else is written to the terminal.
    pub fn aside<R>(&self, write: impl FnOnce() -> R) -> R {
        self.bar.suspend(write)
    }

    /// Takes the line away.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}
