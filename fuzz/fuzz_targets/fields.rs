//! Fuzzes the reader of exports whose fields the user names.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::obey_fields(bytes));
