//! What an `NSKeyedArchiver` wrote: unfolded, and looked up in place.
#![no_main]

use property_list::archive::{self, Archive};
use property_list::{Limits, Value};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { events: 20_000, bytes: 1 << 20, ..Limits::default() };
    let unfolded = archive::read(bytes, &limits);
    if let Ok(value) = &unfolded {
        assert!(count(value, 0) <= limits.events);
        assert_eq!(format!("{value:?}"), format!("{:?}", archive::read(bytes, &limits).expect("as before")));
    }
    let Ok(archive) = Archive::open(bytes) else { return };
    let Some(root) = archive.root() else { return };
    for key in ["Size", "Mode", "RelativePath", "EncryptionKey", "LastModified", "NS.objects", "$class"] {
        let Some(node) = root.get(key) else { continue };
        let _ = (node.int(), node.time());
        assert!(node.data().is_none_or(|data| data.len() <= bytes.len()));
    }
});

fn count(value: &Value, depth: usize) -> u64 {
    assert!(depth <= 256, "deeper than was allowed");
    match value {
        Value::Array(values) => 1 + values.iter().map(|value| count(value, depth + 1)).sum::<u64>(),
        Value::Dictionary(pairs) => 1 + pairs.iter().map(|(_, value)| count(value, depth + 1)).sum::<u64>(),
        _ => 1,
    }
}
