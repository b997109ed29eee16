//! Answers of a phone's small services, and messages of the device link.
#![no_main]

use libfuzzer_sys::arbitrary::{self, Arbitrary};

/// What the phone says next.
#[derive(Arbitrary, Debug)]
enum Said<'a> {
    Raw(&'a [u8]),
    Framed(&'a [u8]),
    Xml(&'a str),
}

libfuzzer_sys::fuzz_target!(|said: Vec<Said<'_>>| {
    let mut script = Vec::new();
    for said in &said {
        let list = match said {
            Said::Raw(bytes) => {
                script.extend(*bytes);
                continue;
            }
            Said::Framed(bytes) => bytes.to_vec(),
            Said::Xml(text) => format!("<plist><array><string>{text}</array></plist>").into_bytes(),
        };
        script.extend((list.len() as u32).to_be_bytes());
        script.extend(list);
    }
    phone::fuzz::answers(&script);
});
