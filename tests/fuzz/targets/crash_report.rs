//! Reports of crashes, and lists of what ran.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let folder = "Sysdiagnose/crashes_and_spins";
    fuzz::examine(&ios::artifacts::crash_reports::ARTIFACT, &format!("{folder}/a.ips"), bytes);
    fuzz::examine(&ios::artifacts::jetsam_reports::ARTIFACT, &format!("{folder}/JetsamEvent-a.ips"), bytes);
});
