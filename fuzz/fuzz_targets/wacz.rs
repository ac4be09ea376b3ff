//! Fuzzes the reader of a web archive within a zip.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::obey_packed(bytes));
