//! The system's log: its chunks, its clock and its texts.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let archive = "Sysdiagnose/system_logs.logarchive";
    for path in ["Persist/1.tracev3", "timesync/1.timesync"] {
        fuzz::examine(&ios::artifacts::unified_log::ARTIFACT, &format!("{archive}/{path}"), bytes);
    }
});
