//! Members of a tar in a gzip file, reached at any place: an honest archive reads as its content, in any order.
#![no_main]

use flate2::Compression;
use flate2::write::GzEncoder;
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use std::io::Write;

/// A plan of an archive.
#[derive(Arbitrary, Debug)]
struct Plan<'a> {
    members: Vec<(&'a [u8], u16)>,
    /// Members of the gzip file begin at these 256ths of the tar.
    cuts: Vec<u8>,
    level: u8,
    order: Vec<u8>,
    /// Place and value of a byte that is changed, if any.
    damage: Option<(u16, u8)>,
}

libfuzzer_sys::fuzz_target!(|plan: Plan<'_>| {
    let contents: Vec<Vec<u8>> = (plan.members.iter().take(24))
        .map(|(seed, times)| {
            seed.iter().cycle().take(seed.len() * usize::from(times % 512)).copied().collect()
        })
        .collect();
    let mut tar = Vec::new();
    for (at, content) in contents.iter().enumerate() {
        tar.extend(header(&format!("files/{at:02}"), content.len()));
        tar.extend(content);
        tar.resize(tar.len().next_multiple_of(512), 0);
    }
    tar.resize(tar.len() + 1024, 0);
    if tar.len() > 4 << 20 {
        return;
    }
    let mut cuts: Vec<usize> =
        plan.cuts.iter().take(4).map(|cut| tar.len() * usize::from(*cut) / 256).collect();
    cuts.extend([0, tar.len()]);
    cuts.sort_unstable();
    let mut packed = Vec::new();
    for pair in cuts.windows(2) {
        let mut gzip = GzEncoder::new(packed, Compression::new(u32::from(plan.level % 10)));
        gzip.write_all(&tar[pair[0]..pair[1]]).expect("memory");
        packed = gzip.finish().expect("memory");
    }
    let mut honest = true;
    if let Some((at, byte)) = plan.damage {
        let at = usize::from(at) % packed.len();
        honest = packed[at] == byte;
        packed[at] = byte;
    }
    ios::acquisition::fuzz::archive(&packed);
    let order: Vec<usize> = plan.order.iter().take(16).map(|at| usize::from(*at)).collect();
    if honest && !contents.is_empty() {
        let expected =
            |name: &str| contents[name["files/".len()..].parse::<usize>().expect("our number")].as_slice();
        let listed = ios::acquisition::fuzz::members(&packed, &order, &mut |name, bytes| {
            assert_eq!(bytes, expected(name), "{name}");
        });
        assert_eq!(listed, contents.len());
    }
});

fn header(name: &str, len: usize) -> [u8; 512] {
    let mut block = [0; 512];
    block[..name.len()].copy_from_slice(name.as_bytes());
    block[100..108].copy_from_slice(b"0000644\0");
    block[124..136].copy_from_slice(format!("{len:011o}\0").as_bytes());
    block[156] = b'0';
    block[257..263].copy_from_slice(b"ustar\0");
    block[148..156].fill(b' ');
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    block
}
