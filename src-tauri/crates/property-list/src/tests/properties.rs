//! Whatever the bytes: no panic, nothing without a bound; what can be written is read back.

use super::*;
use crate::archive::{self, Archive};
use crate::{Bytes, Flow, Objects, pick};
use proptest::prelude::*;

fn any_value() -> impl Strategy<Value = plist::Value> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(plist::Value::from),
        any::<i64>().prop_map(plist::Value::from),
        any::<u64>().prop_map(plist::Value::from),
        (-1e18f64..1e18).prop_map(plist::Value::from),
        // No control characters: XML cannot say them.
        "[ -~á-ž🙂\n]{0,20}".prop_map(plist::Value::from),
        prop::collection::vec(any::<u8>(), 0..40).prop_map(plist::Value::Data),
    ];
    leaf.prop_recursive(4, 60, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(plist::Value::Array),
            prop::collection::btree_map("[a-z$<&]{0,6}", inner, 0..8)
                .prop_map(|entries| plist::Value::Dictionary(entries.into_iter().collect())),
        ]
    })
}

/// Every way to read, with small limits; the answer does not matter, only that there is one.
fn use_all(bytes: &[u8]) {
    let limits = Limits { events: 20_000, bytes: 1 << 20, ..Limits::default() };
    let _ = read(bytes, &limits);
    let _ = archive::read(bytes, &limits);
    let _ = pick(&Bytes(bytes), &[&["*", "*"], &["a", "*", "b"]], &limits, &mut |_| Flow::GoOn);
    if let Some(root) = Archive::open(bytes).ok().and_then(|archive| archive.root()) {
        let _ = (root.class(), root.time(), root.text(), root.data(), root.int());
        let _ = root.get("a").map(|node| (node.text(), node.time()));
    }
    if let Ok(objects) = Objects::parse(bytes) {
        for index in (0..objects.count() as u64).chain([u64::MAX]) {
            let _ = objects.get(index).and_then(|item| item.text().map(|text| text.len()));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn what_is_written_is_read_back(value in any_value()) {
        let expected = translated(&value);
        prop_assert_eq!(usual(&binary(&value)).unwrap(), expected.clone());
        prop_assert_eq!(usual(&xml(&value)).unwrap(), expected);
    }

    #[test]
    fn flipped_bytes_never_panic_and_agree_with_another_reader_where_both_read(
        value in any_value(),
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        as_xml in any::<bool>(),
    ) {
        let mut bytes = if as_xml { xml(&value) } else { binary(&value) };
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        use_all(&bytes);
        if let (false, Ok(ours), Some(theirs)) = (as_xml, usual(&bytes), oracle(&bytes)) {
            // Compared as text, where no number and no number are the same.
            prop_assert_eq!(format!("{:?}", to_nanoseconds(ours)), format!("{:?}", to_nanoseconds(theirs)));
        }
    }

    #[test]
    fn any_bytes(noise in prop::collection::vec(any::<u8>(), 0..2000), trailer in prop::collection::vec(0u8..20, 32)) {
        use_all(&noise);
        use_all(&[b"bplist00", noise.as_slice(), trailer.as_slice()].concat());
        use_all(&[b"<plist><dict><key>", noise.as_slice()].concat());
    }

    #[test]
    fn any_row_of_tags(tags in prop::collection::vec(prop::sample::select(vec![
        "<dict>", "</dict>", "<array>", "</array>", "<key>", "</key>", "<string>", "</string>", "<string/>", "<dict/>",
        "<true/>", "<data>", "</data>", "<![CDATA[", "]]>", "<!--", "-->", "a", "&", "&amp;", "<", ">", "<!", "<?", "?>",
        "<integer>1</integer>", "<key>a</key>", "<date>x</date>",
    ]), 0..60)) {
        use_all(format!("<plist>{}", tags.concat()).as_bytes());
    }
}
