//! Every lookup takes any text.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let indicators = indicators::Indicators::builtin();
    let _ =
        (indicators.url(text), indicators.host(text), indicators.process(text), indicators.file_path(text));
    let _ = (indicators.email(text), indicators.app_id(text), indicators.profile_id(text));
    let _ = indicators.links(text);
});
