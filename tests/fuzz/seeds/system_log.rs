//! A log of the system with one program and one line, as `tracev3`, its clock, and the texts of the program. Layout:
//! what `macos-unifiedlogs` reads.

/// Number of the program's build, and of the boot.
const BUILD: [u8; 16] = [0xbb; 16];
const BOOT: [u8; 16] = [7; 16];

fn joined(numbers: &[(u64, usize)]) -> Vec<u8> {
    numbers.iter().flat_map(|(number, size)| number.to_le_bytes()[..*size].to_vec()).collect()
}

fn chunk(kind: u64, content: &[u8]) -> Vec<u8> {
    let mut bytes = [joined(&[(kind, 4), (0, 4), (content.len() as u64, 8)]), content.to_vec()].concat();
    bytes.resize(bytes.len().next_multiple_of(8), 0);
    bytes
}

fn header() -> Vec<u8> {
    let mut content = joined(&[(1, 4), (1, 4)]);
    content.resize(208, 0);
    content[128..144].copy_from_slice(&BOOT);
    chunk(0x1000, &content)
}

fn catalog() -> Vec<u8> {
    let shorts = [16, 16, 1, 64, 0, 0, 0, 0].map(|short| (short, 2));
    let mut content = joined(&shorts);
    content.extend(joined(&[(1_000_000_000, 8)]));
    content.extend(BUILD);
    content.extend(joined(&[(0, 2), (0, 2), (0, 2), (0xffff, 2), (5, 8)]));
    content.extend(joined(&[6, 33, 501, 0, 0, 0, 0, 0].map(|number| (number, 4))));
    chunk(0x600b, &content)
}

/// Lines of the plain kind, as they are or as one block of LZ4 that holds letters only.
fn lines(text: &str, compressed: bool) -> Vec<u8> {
    let text = format!("{text}\0");
    let mut dump = joined(&[(5, 8), (6, 8), (2_000_000_000, 8), (1, 8), (0, 8)]);
    dump.extend(BUILD);
    dump.extend([0; 16]);
    dump.extend(joined(&[(1, 4), (0, 4), (text.len() as u64, 4)]));
    dump.extend(text.bytes());
    let inner = chunk(0x6004, &dump);
    let mut block = vec![0xf0];
    let rest = inner.len() - 15;
    block.extend(vec![255; rest / 255]);
    block.push((rest % 255) as u8);
    block.extend(&inner);
    let size = (inner.len() as u64, 4);
    let content = match compressed {
        true => [b"bv41".to_vec(), joined(&[size, (block.len() as u64, 4)]), block].concat(),
        false => [b"bv4-".to_vec(), joined(&[size]), inner].concat(),
    };
    chunk(0x600d, &[content, b"bv4$".to_vec()].concat())
}

fn clock() -> Vec<u8> {
    let head = joined(&[(0xbbb0, 2), (48, 2), (0, 4)]);
    let rates = joined(&[(1, 4), (1, 4), (1_700_000_000_000_000_000, 8), (0, 8)]);
    let sync = joined(&[(0x20_7354, 4), (0, 4), (0, 8), (1_700_000_000_000_000_000, 8), (0, 8)]);
    [head, BOOT.to_vec(), rates, sync].concat()
}

fn texts() -> Vec<u8> {
    let head = joined(&[(0x6677_8899, 4), (2, 4), (1, 4), (0, 4)]);
    [head, b"hello %s\0/usr/libexec/program\0".to_vec()].concat()
}

/// Trace, clock and texts, each as a file.
pub(crate) fn files(compressed: bool) -> [Vec<u8>; 3] {
    [[header(), catalog(), lines("[DarkSword] ready", compressed)].concat(), clock(), texts()]
}
