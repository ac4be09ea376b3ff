//! Fuzzes the reader of hosts' rules for robots.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::obey_robots(bytes));
