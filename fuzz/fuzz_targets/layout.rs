//! Any text, given to [`whereas_fuzz::layout`].

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| whereas_fuzz::layout(text));
