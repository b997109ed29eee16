//! The listers of zips, tars and gzips.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| ios::acquisition::fuzz::archive(bytes));
