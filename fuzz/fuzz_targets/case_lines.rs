//! Any text, given to [`whereas_fuzz::case_lines`].

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| whereas_fuzz::case_lines(text));
