//! One message of the Mail app as a file.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let path = "HomeDomain/Library/Mail/MessageData/1/1.emlx";
    fuzz::examine(&ios::artifacts::mail::ARTIFACT, &[(path, bytes)]);
});
