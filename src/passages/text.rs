//! From plain text to headings and sentences. The rules are few, and `docs/manual.md` states them all.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::{Passage, Sentence};
use crate::digest;

/// Signs that begin a block of its own where a blank follows.
const BULLETS: [char; 8] = ['•', '◦', '▪', '·', '–', '—', '-', '*'];
/// Signs that may follow the one that ends a sentence.
const CLOSING: [char; 6] = ['"', '\'', '”', '’', '»', ')'];
/// Signs that end a sentence.
const ENDS: [char; 4] = ['.', '!', '?', '…'];
/// Signs one of which stands at the end of a block that is no heading.
const NO_HEADING: [char; 7] = ['.', '!', '?', '…', ':', ';', ','];
/// What a block that only says the day of the text begins with.
const DAY: [&str; 2] = ["Last updated:", "Mis à jour le"];
/// Words whose full stop ends no sentence. Words such as `A.`, `e.g.` and `U.S.` are none either.
const ABBREVIATIONS: [&str; 28] = [
    "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Mr", "Mrs", "Ms", "Dr", "St",
    "No", "Nos", "Art", "para", "paras", "p", "pp", "vol", "cf", "vs", "approx",
];

/// The sentences of a text, by their headings, in the order of the text.
pub fn sentences(text: &str) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut heading = String::new();
    // A heading that comes again goes on counting.
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for block in blocks(text) {
        if DAY.iter().any(|day| block.starts_with(day)) {
            continue;
        }
        let sentences = split(&block);
        // A full stop that somebody forgot at the end makes no heading of a paragraph.
        if sentences.len() == 1 && !block.trim_end_matches(CLOSING).ends_with(NO_HEADING) {
            heading = block;
            continue;
        }
        for words in sentences {
            let number = counts.entry(heading.clone()).or_insert(0);
            *number += 1;
            let passage = Passage { heading: heading.clone(), number: *number, digest: digest::of(&words) };
            found.push(Sentence { passage, words });
        }
    }
    found
}

/// The blocks of a text, their spaces evened out and their bullets taken off. An empty line ends a block, and a bullet
/// begins one.
fn blocks(text: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    let mut open = false;
    let text: String = text.nfc().collect();
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let bullet = words.first().is_some_and(|first| is_bullet(first));
        let words = words.get(usize::from(bullet)..).unwrap_or_default().join(" ");
        open &= !bullet;
        match blocks.last_mut().filter(|_| open) {
            _ if words.is_empty() => open = false,
            Some(last) => {
                last.push(' ');
                last.push_str(&words);
            }
            None => {
                blocks.push(words);
                open = true;
            }
        }
    }
    blocks
}

fn is_bullet(word: &str) -> bool {
    let mut signs = word.chars();
    signs.next().is_some_and(|sign| BULLETS.contains(&sign)) && signs.next().is_none()
}

/// The sentences of one block.
fn split(block: &str) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut sentence: Vec<&str> = Vec::new();
    let mut words = block.split(' ').peekable();
    while let Some(word) = words.next() {
        sentence.push(word);
        let small = words.peek().and_then(|next| next.chars().next()).is_some_and(char::is_lowercase);
        if ends(word) && !small {
            sentences.push(std::mem::take(&mut sentence).join(" "));
        }
    }
    if !sentence.is_empty() {
        sentences.push(sentence.join(" "));
    }
    sentences
}

/// Whether a sentence may end with that word.
fn ends(word: &str) -> bool {
    let bare = word.trim_end_matches(CLOSING);
    let Some(before) = bare.strip_suffix('.') else { return bare.ends_with(ENDS) };
    let before = before.trim_start_matches(|c: char| !c.is_alphanumeric());
    let letters = before.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic));
    !letters && !ABBREVIATIONS.contains(&before)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<(String, u32, String)> {
        let place = |one: Sentence| (one.passage.heading, one.passage.number, one.words);
        sentences(text).into_iter().map(place).collect()
    }

    fn of(heading: &str, number: u32, words: &str) -> (String, u32, String) {
        (heading.to_owned(), number, words.to_owned())
    }

    #[test]
    fn a_block_without_an_end_is_a_heading_and_every_other_is_sentences() {
        let text = "The office\n\n  • Last updated: 04 Dec. 2017\n\nIt opens at 9. It closes at 5!\n\n\
                    • Its tasks:\n  • It listens.\n  • It answers, \n    in writing.\nMore\n\n";
        let expected = [
            of("The office", 1, "It opens at 9."),
            of("The office", 2, "It closes at 5!"),
            of("The office", 3, "Its tasks:"),
            of("The office", 4, "It listens."),
            of("The office", 5, "It answers, in writing."),
            of("The office", 6, "More"),
        ];
        assert_eq!(places(text), expected);
    }

    #[test]
    fn a_heading_that_comes_again_goes_on_counting_and_there_may_be_none() {
        let text = "First of all.\n\nA\n\nOne.\n\nB\n\nTwo.\n\nA\n\nThree.\n";
        let expected = [of("", 1, "First of all."), of("A", 1, "One."), of("B", 1, "Two."), of("A", 2, "Three.")];
        assert_eq!(places(text), expected);
    }

    #[test]
    fn abbreviations_do_not_split() {
        for whole in [
            "Updated on 4 Nov. 2017 at noon.",
            "See Art. 5 of the text.",
            "The U.S. Government and J. Smith agree, e.g. Monday.",
            "It holds (cf. No. 7) for 3.5 hours.",
            "“Who? me?” he asked.",
        ] {
            assert_eq!(split(whole), [whole]);
        }
        assert_eq!(
            split("He said “Stop.” Then (at 5.) He left… No?"),
            ["He said “Stop.”", "Then (at 5.)", "He left…", "No?"]
        );
    }

    #[test]
    fn spaces_are_evened_out() {
        let digests = |text: &str| sentences(text).into_iter().map(|one| one.passage.digest).collect::<Vec<_>>();
        assert_eq!(digests("One\u{a0} two.  Three\nfour.\r\n"), digests("One two.\tThree four."));
        assert_eq!(digests("Caf\u{e9}."), digests("Cafe\u{301}."));
        assert_ne!(digests("One two."), digests("One, two."));
    }
}
