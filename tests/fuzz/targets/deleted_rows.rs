//! Remains of deleted rows, from a database and its log to findings.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let [main, log, journal] = fuzz::parts(bytes);
    let log = fuzz::with_sums(log);
    fuzz::examine(
        &ios::artifacts::deleted_rows::ARTIFACT,
        &[
            ("HomeDomain/Library/SMS/sms.db", main),
            ("HomeDomain/Library/SMS/sms.db-journal", journal),
            ("HomeDomain/Library/SMS/sms.db-wal", &log),
        ],
    );
});
