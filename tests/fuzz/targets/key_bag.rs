//! The reader of key bags.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| ios::acquisition::fuzz::key_bag(bytes));
