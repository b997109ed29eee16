//! Typed streams, and property lists of messages with streams and lists in them.
#![no_main]

use ios::artifacts::fuzz::{message_list, typed_stream};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (texts, complete) = typed_stream(bytes);
    let inside = |text: &str| bytes.as_ptr_range().contains(&text.as_ptr()) || text.is_empty();
    assert!(texts.iter().all(|text| inside(text)), "a text that is not of the stream");
    assert!(texts.iter().map(|text| text.len()).sum::<usize>() <= bytes.len());
    assert_eq!((texts, complete), typed_stream(bytes));

    // Objects of a list may overlap: all texts together may be twice as long, and each three bytes for two.
    let (texts, complete) = message_list(bytes);
    assert!(texts.iter().map(String::len).sum::<usize>() <= 6 * bytes.len() + 6);
    assert_eq!((texts, complete), message_list(bytes));
});
