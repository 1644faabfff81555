//! `whereas check` of any number of cases, one a line: judged over all cores, printed in their order, in constant memory.

mod judge;
mod lines;
mod ordered;
mod progress;
mod summary;
mod tally;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::cli::check::{Against, Arguments, explain, explains_known_rules, knows_language};
use crate::cli::face::Face;
use crate::cli::trouble::Trouble;
use crate::cli::{Code, Format};
use crate::report::words::Dictionary;
use crate::report::{Explain, Style};
use crate::session::{Compiled, Question, Workspace};
use crate::source::FileId;
use judge::{Answer, Asked, Judge, Piece, Wrong};
use lines::Batches;
use ordered::{Next, Ordered};
use progress::Progress;
use tally::Tally;

/// How long nothing may come before what was printed is shown, and before an interruption is heard.
const PATIENCE: Duration = Duration::from_millis(50);

/// Judges every line of these files.
pub fn run(
    arguments: &Arguments,
    against: Against,
    workspace: Workspace,
    files: Vec<PathBuf>,
    face: &mut Face<'_, '_>,
) {
    let judge = Arc::new(Judge::new(workspace, against, asked(arguments, files.len() > 1, face)));
    if let Some(only) = judge.only() {
        let made = judge.made(only);
        made.say(face);
        let Some(compiled) = &made.compiled else { return };
        if !explains_known_rules(arguments, &[compiled], face) || !knows_language(arguments, &[compiled], face) {
            return;
        }
    }
    let stop = face.interruption();
    let words = Dictionary::of(&language(arguments, &judge));
    let progress = Progress::new(face.errors_terminal(), length(&files), words);
    let batches = Batches::new(files, face.take_input());
    let worker = Arc::clone(&judge);
    let answers = Ordered::start(batches, move |batch| worker.batch(batch));
    let mut stream =
        Stream { judge, face, progress, tally: Tally::default(), wrong: 0, known: BTreeSet::new(), at: None };
    let ended = stream.follow(answers, &stop, arguments.keep_going);
    stream.progress.end();
    match ended {
        Ended::AtTheEnd => stream.summary(arguments, words),
        Ended::Early => {}
        Ended::Interrupted => stream.interrupted(),
    }
}

fn asked(arguments: &Arguments, several: bool, face: &Face<'_, '_>) -> Asked {
    let explained = explain(arguments);
    // A whole report as text takes the facts that it shows from the reasons.
    let full = arguments.reporting.format == Format::Text && explained != Explain::None;
    Asked {
        question: Question {
            as_of: arguments.as_of,
            today: face.today(),
            language: arguments.reporting.lang.clone(),
            explain: if full { Explain::All } else { explained.clone() },
        },
        set: arguments.set.clone(),
        deny_warnings: arguments.deny_warnings,
        format: arguments.reporting.format,
        style: Style { width: face.width(), colour: face.colour(), explain: explained },
        colour_errors: face.colour_errors(),
        several,
        keep_going: arguments.keep_going,
    }
}

/// The language of what is said of all cases together.
fn language(arguments: &Arguments, judge: &Judge) -> String {
    let made = judge.all_made();
    let own: BTreeSet<&str> =
        made.iter().filter_map(|made| made.compiled.as_ref()).map(|compiled| &*compiled.model.language).collect();
    let own = own.first().filter(|_| own.len() == 1);
    arguments.reporting.lang.clone().unwrap_or_else(|| own.copied().unwrap_or("en").to_owned())
}

/// Bytes of all files, where each says how long it is.
fn length(files: &[PathBuf]) -> Option<u64> {
    let length = |path: &PathBuf| {
        let known = (path != Path::new("-")).then(|| std::fs::metadata(path).ok()).flatten();
        known.filter(std::fs::Metadata::is_file).map(|known| known.len())
    };
    files.iter().map(length).sum()
}

/// How a stream of cases ended.
enum Ended {
    AtTheEnd,
    /// At a wrong case, or because nobody reads on.
    Early,
    Interrupted,
}

/// What was said and counted of the cases so far.
struct Stream<'s, 'f, 't> {
    judge: Arc<Judge>,
    face: &'s mut Face<'f, 't>,
    progress: Progress,
    tally: Tally,
    wrong: u64,
    /// Procedures of which it was said what is to be said.
    known: BTreeSet<FileId>,
    /// File and line of the last case that was seen to.
    at: Option<(Arc<str>, u64)>,
}

impl Stream<'_, '_, '_> {
    fn follow(&mut self, mut answers: Ordered<Answer>, stop: &AtomicBool, keep_going: bool) -> Ended {
        loop {
            if stop.load(Ordering::Relaxed) {
                return Ended::Interrupted;
            }
            match answers.next(PATIENCE) {
                Next::Answer(answer) => {
                    for piece in answer.pieces {
                        let of_file = matches!(piece, Piece::File(_));
                        if !self.piece(&answer.file, piece) && !keep_going {
                            if !of_file {
                                self.stopped();
                            }
                            return Ended::Early;
                        }
                        if self.face.closed() {
                            return Ended::Early;
                        }
                    }
                    self.progress.at(answer.read, self.tally.verdicts().sum() + self.wrong);
                }
                Next::NotYet => self.progress.tick(),
                Next::End => return Ended::AtTheEnd,
            }
        }
    }

    /// Says what became of some lines. Says whether they were in order.
    fn piece(&mut self, file: &Arc<str>, piece: Piece) -> bool {
        match piece {
            Piece::Judged(judged) => {
                for procedure in judged.tally.0.keys() {
                    self.know(*procedure);
                }
                let face = &mut *self.face;
                self.progress.aside(|| {
                    face.print(&judged.text);
                    face.flush();
                });
                // What was not printed is not counted either.
                if !self.face.closed() {
                    for (verdict, _) in judged.tally.verdicts().each().filter(|(_, count)| *count > 0) {
                        self.face.worsen(Code::of(verdict));
                    }
                    self.tally.add(&judged.tally);
                    self.at = Some((Arc::clone(file), judged.line));
                }
                true
            }
            Piece::Wrong(Wrong { line, blocks }) => {
                let face = &mut *self.face;
                self.progress.aside(|| blocks.iter().for_each(|block| face.error(block)));
                self.face.worsen(Code::Usage);
                self.wrong_at(file, line)
            }
            Piece::Unusable(procedure, line) => {
                self.know(procedure);
                self.wrong_at(file, line)
            }
            Piece::File(trouble) => {
                let face = &mut *self.face;
                self.progress.aside(|| face.trouble(&trouble, Code::Usage));
                false
            }
        }
    }

    fn wrong_at(&mut self, file: &Arc<str>, line: u64) -> bool {
        self.wrong += 1;
        self.at = Some((Arc::clone(file), line));
        false
    }

    /// Says what is wrong or odd about a procedure, the first time that a case is of it.
    fn know(&mut self, procedure: FileId) {
        if self.known.insert(procedure) {
            let (made, face) = (self.judge.made(procedure), &mut *self.face);
            self.progress.aside(|| made.say(face));
        }
    }

    /// Says that the cases behind a wrong one were not looked at.
    fn stopped(&mut self) {
        if let Some((file, line)) = &self.at {
            let note = Trouble::Stopped { path: file.to_string(), line: *line };
            let face = &mut *self.face;
            self.progress.aside(|| face.note(&note));
        }
    }

    fn interrupted(&mut self) {
        self.face.note(&match &self.at {
            Some((file, line)) => Trouble::Interrupted {
                cases: Dictionary::of("en").case_count(self.tally.verdicts().sum() + self.wrong),
                path: file.to_string(),
                line: *line,
            },
            None => Trouble::InterruptedAtOnce,
        });
        self.face.worsen(Code::Interrupted);
    }

    fn summary(&mut self, arguments: &Arguments, words: Dictionary) {
        let made = self.judge.all_made();
        let compiled: Vec<&Compiled> = made.iter().filter_map(|made| made.compiled.as_ref()).collect();
        if self.judge.only().is_none() {
            explains_known_rules(arguments, &compiled, self.face);
        }
        let counted = self.tally.verdicts().sum() + self.wrong;
        if arguments.reporting.format == Format::Text && counted > 0 {
            let compiled: Vec<(FileId, &Compiled)> =
                made.iter().filter_map(|made| Some((made.file, made.compiled.as_ref()?))).collect();
            let mut page = self.face.page();
            summary::summary(&mut page, words, &self.tally, self.wrong, &compiled);
            self.face.print(&page.finish());
        }
    }
}
