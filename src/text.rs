//! Texts in several languages, as an author writes them: `"Name" fr "Nom"`.

use std::sync::Arc;

/// A text with its translations.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// The text in the language of its file.
    pub own: Arc<str>,
    /// The language of its file, as a two-letter code.
    pub language: Arc<str>,
    /// Translations by language, in the order written.
    pub translations: Vec<(Arc<str>, Arc<str>)>,
}

impl Text {
    /// A text in one language only.
    pub fn plain(language: &str, own: &str) -> Self {
        Text { own: own.into(), language: language.into(), translations: Vec::new() }
    }

    /// The text in that language, or in the file's own where there is no translation.
    pub fn show(&self, language: &str) -> &str {
        self.translations.iter().find(|(code, _)| &**code == language).map_or(&*self.own, |(_, text)| text)
    }

    /// Whether the text exists in that language.
    pub fn has(&self, language: &str) -> bool {
        &*self.language == language || self.translations.iter().any(|(code, _)| &**code == language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_translation_falls_back_to_the_file_language() {
        let mut name = Text::plain("en", "Name");
        name.translations.push(("fr".into(), "Nom".into()));
        assert_eq!((name.show("fr"), name.show("de"), name.has("de"), name.has("en")), ("Nom", "Name", false, true));
    }
}
