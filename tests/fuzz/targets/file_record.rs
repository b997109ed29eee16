//! The reader of a backup's file records.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| ios::acquisition::fuzz::file_record(bytes));
