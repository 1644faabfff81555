//! Any text, given to [`whereas_fuzz::case_json`].

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| whereas_fuzz::case_json(text));
