//! STIX bundles and their patterns.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut builder = indicators::Indicators::builder();
    let _ = builder.stix("fuzz", bytes);
    let _ = builder.build();
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = indicators::stix::parse_pattern(text);
    }
});
