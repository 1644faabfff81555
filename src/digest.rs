//! From bytes to a digest that tells them apart.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// What every digest begins with: how it was made.
pub const MADE_BY: &str = "sha256:";

/// The digest of these bytes.
pub fn of(bytes: impl AsRef<[u8]>) -> String {
    written(&Sha256::digest(bytes))
}

/// A digest as it is written.
pub fn written(digest: &[u8]) -> String {
    let mut text = String::from(MADE_BY);
    for byte in digest {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
