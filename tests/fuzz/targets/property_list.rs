//! Property lists, binary and XML, and archives in them.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    use property_list::{Flow, Limits, archive, pick, read};
    let limits = Limits { events: 20_000, bytes: 1 << 20, ..Limits::default() };
    let _ = read(bytes, &limits);
    let _ = archive::read(bytes, &limits);
    let _ = pick(&bytes.to_vec(), &[&["*", "*"]], &limits, &mut |_| Flow::GoOn);
});
