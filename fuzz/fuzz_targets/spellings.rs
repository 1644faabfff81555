//! Any text, given to [`whereas_fuzz::spellings`].

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| whereas_fuzz::spellings(text));
