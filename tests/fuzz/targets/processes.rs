//! Lists of running programs; the same bytes stand for each of the four files.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    fuzz::examine(&ios::artifacts::processes::ARTIFACT, "Sysdiagnose/ps.txt", bytes);
});
