//! Fuzzes the reader of pages that declare an encoding, rightly or not.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::obey_declared(bytes));
