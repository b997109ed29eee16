//! Lists that were made to harm: refused, in little time and memory.

use super::*;
use crate::archive::{self, Archive};
use crate::{Bytes, Flow, pick};

/// Each level is ten times the next one: 135 bytes of it stand for a gigabyte.
fn bomb(levels: u32) -> Vec<u8> {
    let mut objects: Vec<_> = (0..levels).map(|level| container(0xa0, 10, &[level + 1; 10])).collect();
    objects.push(vec![0x53, b'a', b'b', b'c']);
    assembled(&objects)
}

fn nested_binary(depth: u32) -> Vec<u8> {
    let objects: Vec<_> = (0..depth).map(|n| container(0xa0, u32::from(n + 1 < depth), &[n + 1])).collect();
    assembled(&objects)
}

#[test]
fn shared_references_are_counted_as_often_as_they_are_named() {
    assert!(usual(&bomb(4)).is_ok(), "10,000 values are ordinary");
    for levels in [7, 12, 60] {
        let refused = usual(&bomb(levels)).unwrap_err();
        assert!(matches!(refused, Refused::TooMany), "{refused:?}");
    }
}

#[test]
fn a_large_text_named_often_is_too_large() {
    let mut long = vec![0x5f, 0x12];
    long.extend(1_000_000u32.to_be_bytes());
    long.extend(vec![b'x'; 1_000_000]);
    let list = assembled(&[container(0xa0, 1000, &[1; 1000]), long]);
    assert!(matches!(usual(&list), Err(Refused::TooLarge)));
    let keys: Vec<u32> = [1; 1000].into_iter().chain([2; 1000]).collect();
    let mut long_key = list[8 + 6 + 4000..8 + 6 + 4000 + 1_000_006].to_vec();
    long_key[0] = 0x5f;
    let list = assembled(&[container(0xd0, 1000, &keys), long_key, vec![0x09]]);
    assert!(matches!(usual(&list), Err(Refused::TooLarge)));
}

#[test]
fn two_hundred_thousand_arrays_in_each_other_are_too_deep() {
    let xml = ["<plist>", &"<array>".repeat(200_000), &"</array>".repeat(200_000), "</plist>"].concat();
    let dicts = ["<plist>", &"<dict><key>a</key>".repeat(200_000)].concat();
    for list in [xml.as_bytes(), dicts.as_bytes(), &nested_binary(200_000)] {
        assert!(matches!(usual(list), Err(Refused::TooDeep)));
        let refused = pick(&Bytes(list), &[&["*"; 1000]], &Limits::default(), &mut |_| Flow::GoOn);
        assert!(matches!(refused, Err(Refused::TooDeep) | Ok(())), "{refused:?}");
    }
    assert!(usual(&nested_binary(100)).is_ok());
    // What is passed over may be as deep as it likes.
    let list = format!(
        "<plist><dict><key>deep</key>{}<key>b</key><true/></dict></plist>",
        ["<array>".repeat(200_000), "</array>".repeat(200_000)].concat()
    );
    let mut found = Vec::new();
    pick(&Bytes(list.as_bytes()), &[&["b"]], &Limits::default(), &mut |part| {
        found.push(part.value);
        Flow::GoOn
    })
    .unwrap();
    assert_eq!(found, [Value::Boolean(true)]);
}

#[test]
fn containers_that_hold_themselves_are_refused() {
    let itself = assembled(&[container(0xa0, 1, &[0])]);
    assert!(matches!(usual(&itself), Err(Refused::Circular)));
    let by_value = assembled(&[container(0xd0, 1, &[1, 2]), vec![0x51, b'k'], container(0xa0, 1, &[0])]);
    assert!(matches!(usual(&by_value), Err(Refused::Circular)));
    let as_key = assembled(&[container(0xd0, 1, &[0, 0])]);
    assert!(matches!(usual(&as_key), Err(Refused::Damaged { .. })));
}

#[test]
fn containers_that_claim_the_whole_file_reserve_nothing() {
    // Overlapping arrays, each as long as the rest of the file: another reader would copy each of them.
    let mut bytes = b"bplist00".to_vec();
    let count = 4_000_000u32;
    let mut offsets = Vec::new();
    for _ in 0..100u32 {
        offsets.extend((bytes.len() as u32).to_be_bytes());
        bytes.extend([0xaf, 0x12]);
        bytes.extend(count.to_be_bytes());
    }
    bytes.resize(bytes.len() + count as usize, 1);
    let table = bytes.len() as u64;
    bytes.extend(&offsets);
    bytes.extend([0, 0, 0, 0, 0, 0, 4, 1]);
    for number in [100, 0, table] {
        bytes.extend(number.to_be_bytes());
    }
    assert!(usual(&bytes).is_err());
}

#[test]
fn numbers_of_the_trailer_are_not_trusted() {
    let good = bomb(1);
    let trailer = good.len() - 32;
    for at in trailer..good.len() {
        for byte in [0, 1, 2, 9, 0x7f, 0x80, 0xff] {
            let mut bad = good.clone();
            bad[at] = byte;
            let _ = usual(&bad);
            let _ = Archive::open(&bad);
        }
    }
}

#[test]
fn archives_that_run_in_circles_or_explode_end() {
    let uid = |n: u8| vec![0x80, n];
    // $objects[1] = ["$objects[1]" ten times, through an array class]
    let archive_of = |objects: Vec<Vec<u8>>, table: &[u32]| {
        let mut all = vec![
            container(0xd0, 2, &[1, 2, 3, 4]),
            [&[0x58][..], b"$objects"].concat(),
            [&[0x54][..], b"$top"].concat(),
            container(0xa0, table.len() as u32, table),
            container(0xd0, 1, &[5, 6]),
            [&[0x54][..], b"root"].concat(),
            uid(1),
        ];
        all.extend(objects);
        assembled(&all)
    };
    let circle =
        archive_of(vec![vec![0x55, b'$', b'n', b'u', b'l', b'l'], container(0xa0, 2, &[6, 6])], &[7, 8]);
    let unfolded = archive::read(&circle, &Limits::default()).unwrap();
    assert_eq!(unfolded, Value::Array(vec![Value::Uid(1), Value::Uid(1)]));
    let mut objects = vec![vec![0x09]];
    let mut table = vec![7];
    for level in 1..30u8 {
        let own = 7 + 2 * u32::from(level) - 1;
        objects.push(container(0xa0, 4, &[own + 1; 4]));
        objects.push(uid(level + 1));
        table.push(own);
    }
    let refused = archive::read(&archive_of(objects, &table), &Limits::default()).unwrap_err();
    assert!(matches!(refused, Refused::TooMany | Refused::TooDeep), "{refused:?}");
    let to_itself = archive_of(vec![vec![0x09], uid(1)], &[7, 8]);
    assert_eq!(archive::read(&to_itself, &Limits::default()).unwrap(), Value::Uid(1));
    assert!(Archive::open(&to_itself).unwrap().root().is_none());
}
