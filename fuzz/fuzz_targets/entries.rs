//! Fuzzes the reader of the entries of feeds that are watched.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::obey_entries(bytes));
