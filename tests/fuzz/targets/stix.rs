//! STIX bundles and their patterns. One bad pattern never loses a bundle.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut builder = indicators::Indicators::builder();
    let _ = builder.stix("fuzz", bytes);
    let _ = builder.build();
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let parsed = indicators::stix::parse_pattern(text);
    if let Ok(comparisons) = &parsed {
        assert!(comparisons.len() <= text.len());
    }
    let bundle = serde_json::json!({"type": "bundle", "id": "bundle--1", "objects": [
        {"type": "indicator", "id": "indicator--1", "pattern_type": "stix", "pattern": text},
        {"type": "indicator", "id": "indicator--2", "pattern_type": "stix",
         "pattern": "[domain-name:value = 'evil-beside-it.net']"},
    ]});
    let mut builder = indicators::Indicators::builder();
    builder.stix("fuzz", bundle.to_string().as_bytes()).expect("a bundle that is well formed");
    let built = builder.build();
    assert!(built.host("evil-beside-it.net").is_some(), "lost beside {text:?}");
});
