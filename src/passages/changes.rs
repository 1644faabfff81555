//! From the passages of two texts to what has changed between them.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

use super::{Passage, Sentence};

/// What became of one passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Other words at the same place.
    Changed(Sentence),
    /// The same words at another place.
    Moved {
        /// Where they stood.
        from: Passage,
        /// Where they stand.
        to: Passage,
    },
    /// Words that stand nowhere any more, and nothing new at their place.
    Gone(Passage),
    /// Words that stood nowhere.
    New(Sentence),
}

impl Change {
    /// The passage as the old text has it.
    pub fn before(&self) -> Option<&Passage> {
        match self {
            Change::Changed(sentence) => Some(&sentence.passage),
            Change::Moved { from, .. } => Some(from),
            Change::Gone(passage) => Some(passage),
            Change::New(_) => None,
        }
    }

    /// The passage as the new text has it.
    pub fn after(&self) -> Option<&Passage> {
        match self {
            Change::Changed(sentence) | Change::New(sentence) => Some(&sentence.passage),
            Change::Moved { to, .. } => Some(to),
            Change::Gone(_) => None,
        }
    }
}

/// What has changed: first what has other words, then what has moved, what is gone, and what is new.
///
/// The same words at the same place have not changed. Of all others, the same words elsewhere have moved; whatever is left
/// on both sides at one place has changed.
pub fn changes(old: &[Passage], new: &[Sentence]) -> Vec<Change> {
    let mut old: Vec<&Passage> = old.iter().collect();
    let mut new: Vec<&Sentence> = new.iter().collect();
    pair(&mut old, &mut new, |one| (&one.digest, &one.heading, one.number));
    let moved = pair(&mut old, &mut new, |one| &one.digest);
    let changed = pair(&mut old, &mut new, |one| (&one.heading, one.number));
    let changed = changed.into_iter().map(|(_, new)| Change::Changed(new.clone()));
    let moved = moved.into_iter().map(|(old, new)| Change::Moved { from: old.clone(), to: new.passage.clone() });
    let gone = old.into_iter().map(|passage| Change::Gone(passage.clone()));
    let fresh = new.into_iter().map(|sentence| Change::New(sentence.clone()));
    changed.chain(moved).chain(gone).chain(fresh).collect()
}

/// Takes out of both what has the same key, each with the first that has it.
fn pair<'p, Key: Eq + Hash>(
    old: &mut Vec<&'p Passage>,
    new: &mut Vec<&'p Sentence>,
    key: impl Fn(&'p Passage) -> Key,
) -> Vec<(&'p Passage, &'p Sentence)> {
    let mut free: HashMap<Key, VecDeque<&'p Sentence>> = HashMap::new();
    for sentence in new.iter().copied() {
        free.entry(key(&sentence.passage)).or_default().push_back(sentence);
    }
    let mut pairs = Vec::new();
    old.retain(|passage| match free.get_mut(&key(passage)).and_then(VecDeque::pop_front) {
        Some(sentence) => {
            pairs.push((*passage, sentence));
            false
        }
        None => true,
    });
    // What is left of a key stands in the order of the text.
    new.retain(|sentence| {
        let left = free.get_mut(&key(&sentence.passage));
        left.is_some_and(|left| left.pop_front_if(|first| std::ptr::eq(*first, *sentence)).is_some())
    });
    pairs
}
