//! Makes a write-ahead log repeatable: SQLite salts each log at random, and a practice phone is the same every time.
//! Layout: <https://www.sqlite.org/fileformat2.html#walformat>.

use crate::random::Random;

const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

/// Replaces the salts of a log and computes its checksums anew. A log that is no log stays as it is.
pub(crate) fn settle(log: &mut [u8], random: &mut Random) {
    let Some(page) = log.get(8..12).map(|size| u32::from_be_bytes([size[0], size[1], size[2], size[3]]))
    else {
        return;
    };
    let big_endian = log[3] & 1 == 1;
    let salts: [u8; 8] = random.bytes();
    let (header, frames) = log.split_at_mut(HEADER.min(log.len()));
    if header.len() < HEADER {
        return;
    }
    header[16..24].copy_from_slice(&salts);
    let mut sum = checksum((0, 0), &header[..24], big_endian);
    put(&mut header[24..32], sum);
    for frame in frames.chunks_exact_mut(FRAME_HEADER + page as usize) {
        let (head, body) = frame.split_at_mut(FRAME_HEADER);
        head[8..16].copy_from_slice(&salts);
        sum = checksum(sum, &head[..8], big_endian);
        sum = checksum(sum, body, big_endian);
        put(&mut head[16..24], sum);
    }
}

fn put(out: &mut [u8], (first, second): (u32, u32)) {
    out[..4].copy_from_slice(&first.to_be_bytes());
    out[4..8].copy_from_slice(&second.to_be_bytes());
}

fn checksum(start: (u32, u32), bytes: &[u8], big_endian: bool) -> (u32, u32) {
    let word = |bytes: &[u8]| {
        let bytes = [bytes[0], bytes[1], bytes[2], bytes[3]];
        if big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) }
    };
    bytes.chunks_exact(8).fold(start, |(first, second), pair| {
        let first = first.wrapping_add(word(&pair[..4])).wrapping_add(second);
        (first, second.wrapping_add(word(&pair[4..])).wrapping_add(first))
    })
}
