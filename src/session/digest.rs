//! From rules and cases to digests that tell them apart.

use std::borrow::Cow;

use sha2::{Digest, Sha256};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::case::Case;
use crate::digest;

/// The digest of the texts of a procedure's files, whatever their order and their names. Line ends do not count, nor in
/// which form of Unicode letters with accents are written.
pub fn rules<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let mut digests: Vec<_> = texts.map(|text| Sha256::digest(&*normal(text))).collect();
    digests.sort();
    let mut all = Sha256::new();
    for digest in digests {
        all.update(digest);
    }
    digest::written(&all.finalize())
}

/// A text with plain line ends and in NFC, as most texts are already.
fn normal(text: &str) -> Cow<'_, str> {
    if text.contains('\r') || !is_nfc(text) {
        text.replace("\r\n", "\n").nfc().collect::<String>().into()
    } else {
        text.into()
    }
}

/// The digest of a case as it was read, its parameters included; not of how it is spelled, nor of its day, which the
/// report gives.
pub fn case(case: &Case) -> String {
    let read = (&case.title, &case.cells, &case.settings, &case.set_by, &case.assumed);
    digest::of(format!("{read:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_of_rules_knows_no_order_and_no_line_ends() {
        let digest = |texts: &[&str]| rules(texts.iter().copied());
        assert_eq!(digest(&["a\nb", "c"]), digest(&["c", "a\r\nb"]));
        assert_eq!(digest(&["e\u{301}"]), digest(&["\u{e9}"]));
        assert_ne!(digest(&["a", "b"]), digest(&["ab"]));
        assert_eq!(digest(&[]), "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
