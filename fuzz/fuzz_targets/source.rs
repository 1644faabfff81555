//! Any text, given to [`whereas_fuzz::source`].

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| whereas_fuzz::source(text));
