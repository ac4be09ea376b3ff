//! Fuzzes the reader of ninjs items.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::obey(bytes, "ninjs"));
