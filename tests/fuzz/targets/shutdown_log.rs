//! The log of shutting down.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let path = "Sysdiagnose/system_logs.logarchive/Extra/shutdown.log";
    fuzz::examine(&ios::artifacts::shutdown_log::ARTIFACT, &[(path, bytes)]);
});
