//! What a condition reads: events, `today`, and how deep it goes.

use super::Checker;
use super::walk::{self, Around, Holder, Sight};
use crate::model::{Argument, Base, Condition, Place, Term};

/// What is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Reads {
    /// An event, or the day or actor of one.
    pub(super) event: bool,
    /// `today`
    pub(super) today: bool,
    /// An event outside every `not`.
    pub(super) doable: bool,
    /// Something calculated or counted.
    pub(super) counts: bool,
    /// Levels, those of the defines counted.
    pub(super) depth: usize,
}

impl Checker<'_> {
    /// What a condition reads.
    pub(super) fn reads(&self, condition: &Condition) -> Reads {
        let mut reads = Reads::default();
        walk::condition(condition, Around::TOP, &mut |sight, around| self.note(&mut reads, sight, around));
        reads
    }

    /// What a term reads.
    pub(super) fn term_reads(&self, term: &Term) -> Reads {
        let mut reads = Reads::default();
        walk::term(term, Around::TOP, &mut |sight, around| self.note(&mut reads, sight, around));
        reads
    }

    fn note(&self, reads: &mut Reads, sight: Sight<'_>, around: Around) {
        reads.depth = reads.depth.max(around.depth);
        match sight {
            Sight::Event | Sight::Term(Term::On(_) | Term::By(_)) => {
                reads.event = true;
                reads.doable |= !around.negated;
            }
            Sight::Term(Term::Today) => reads.today = true,
            Sight::Term(Term::Arithmetic(..) | Term::Shift(..) | Term::Days { .. }) | Sight::Counted => {
                reads.counts = true;
            }
            Sight::Term(_) => {}
            Sight::Call(define, _) => {
                if let Some(called) = self.definition(define) {
                    reads.event |= called.reads.event;
                    reads.today |= called.reads.today;
                    reads.counts |= called.reads.counts;
                    reads.doable |= called.reads.doable && !around.negated;
                    reads.depth = reads.depth.max(around.depth + called.reads.depth);
                }
            }
        }
    }

    /// Whether `today` may be handed over as that parameter, of so many: it is only compared, or handed on to such a one.
    pub(super) fn takes_today(&self, body: &Body<'_>, parameters: usize, parameter: usize) -> bool {
        let outward = u32::try_from(parameters.saturating_sub(parameter + 1)).unwrap_or(u32::MAX);
        let mut good = true;
        let mut see = |sight: Sight<'_>, around: Around| {
            let mine = Place { base: Base::Local(outward.saturating_add(around.opened)), at: 0 };
            match sight {
                Sight::Term(Term::Cell(place)) if *place == mine => {
                    let held = match around.holder {
                        Holder::Comparison => true,
                        Holder::Call(define, number) => {
                            let called = self.definition(define).and_then(|called| called.parameters.get(number));
                            called.is_some_and(|parameter| parameter.takes_today)
                        }
                        Holder::Other => false,
                    };
                    good &= held && !around.timeless;
                }
                Sight::Call(_, arguments) => {
                    good &= !arguments
                        .iter()
                        .any(|argument| matches!(argument, Argument::Place(place, _) if *place == mine));
                }
                _ => {}
            }
        };
        match body {
            Body::Condition(condition) => walk::condition(condition, Around::TOP, &mut see),
            Body::Term(term) => walk::term(term, Around::TOP, &mut see),
        }
        good
    }
}

/// The body of a define.
#[derive(Debug, Clone, Copy)]
pub(super) enum Body<'m> {
    Condition(&'m Condition),
    Term(&'m Term),
}
