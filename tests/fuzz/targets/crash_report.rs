//! Reports of crashes, and lists of what ran: head and body of each.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let [crash, list] = fuzz::parts(bytes);
    let folder = "Sysdiagnose/crashes_and_spins";
    fuzz::examine(&ios::artifacts::crash_reports::ARTIFACT, &[(&format!("{folder}/a.ips"), crash)]);
    fuzz::examine(
        &ios::artifacts::jetsam_reports::ARTIFACT,
        &[(&format!("{folder}/JetsamEvent-a.ips"), list)],
    );
});
