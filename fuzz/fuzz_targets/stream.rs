//! Fuzzes the reader of archives and exports read a record at a time, from the start and resumed.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::obey_stream(bytes));
