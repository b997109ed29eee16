//! Messages, from a database and its log to findings.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let [main, log] = fuzz::parts(bytes);
    let log = fuzz::with_sums(log);
    fuzz::examine(
        &ios::artifacts::sms::ARTIFACT,
        &[("HomeDomain/Library/SMS/sms.db", main), ("HomeDomain/Library/SMS/sms.db-wal", &log)],
    );
});
