//! What every value goes through before it is shown.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let shown = report::clean(text);
    assert!(shown.chars().count() <= 3000 && !shown.chars().any(char::is_control));
});
