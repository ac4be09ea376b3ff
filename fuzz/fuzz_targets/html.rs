//! Fuzzes the reader of html input.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::obey(bytes, "html"));
