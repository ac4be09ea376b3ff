//! Fuzzes the reader of lists of feeds to watch.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::obey_feeds(bytes));
