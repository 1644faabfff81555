//! From any text to one that a terminal or a page can show: nothing in it moves the cursor, turns the writing round or
//! hides.

use std::borrow::Cow;

/// The text with every control, bidirectional and invisible character written out, as in `\n` or `\u{202e}`.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_harmful) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match is_harmful(c) {
            true => shown.extend(c.escape_default()),
            false => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// Whether a character does something else than show itself.
pub fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c,
            // Soft hyphen, joiners, fillers and other signs without a shape of their own.
            '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200d}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
            // Those that turn the direction of writing.
            | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn ordinary_text_stays_as_it_is() {
        for text in ["Ms A., director", "Élève « à » l'œuvre", "\u{a0}:", "e\u{301}", "北大西洋", "العربية"]
        {
            assert!(matches!(harmless(text), std::borrow::Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn whatever_acts_on_a_terminal_is_written_out() {
        assert_eq!(harmless("a\u{1b}[31mred"), "a\\u{1b}[31mred");
        assert_eq!(harmless("\u{1b}]0;title\u{7}"), "\\u{1b}]0;title\\u{7}");
        assert_eq!(harmless("one\r\ntwo\tthree"), "one\\r\\ntwo\\tthree");
        assert_eq!(harmless("\u{9b}2J"), "\\u{9b}2J");
        assert_eq!(harmless("\u{202e}lager\u{202c}"), "\\u{202e}lager\\u{202c}");
        assert_eq!(harmless("a\u{200b}b\u{2028}c\u{feff}"), "a\\u{200b}b\\u{2028}c\\u{feff}");
    }
}
