//! Fuzzes the parser of sentences with the English model.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| dateline_fuzz::language::parse(text));
