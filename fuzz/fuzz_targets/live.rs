//! Fuzzes the reader of pages of live blogs.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::obey(bytes, "live"));
