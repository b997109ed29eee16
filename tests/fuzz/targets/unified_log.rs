//! The system's log: its chunks, its clock and the texts of a program.
#![no_main]

libfuzzer_sys::fuzz_target!(
    // A panic of the library is caught where it is called, and costs one chunk. Only one that gets out counts.
    init: std::panic::set_hook(Box::new(|_| {})),
    |bytes: &[u8]| {
        let [trace, clock, texts] = fuzz::parts(bytes);
        let archive = "Sysdiagnose/system_logs.logarchive";
        fuzz::examine(
            &ios::artifacts::unified_log::ARTIFACT,
            &[
                (&format!("{archive}/Persist/1.tracev3"), trace),
                (&format!("{archive}/timesync/1.timesync"), clock),
                (&format!("{archive}/AA/BBBBBBBBBBBBBBBBBBBBBBBBBBBBBB"), texts),
            ],
        );
    }
);
