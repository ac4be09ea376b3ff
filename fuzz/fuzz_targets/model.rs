//! Fuzzes the reader of language models: bytes as they are, and bytes spliced into a small sound model.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::language::load(bytes));
