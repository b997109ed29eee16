//! The files of a database, from the parts of an input.

use sqlite::{Limits, Sources};
use std::sync::Arc;

/// A database with its log and journal; an empty part is a file that is not there.
pub fn sources(main: &[u8], log: &[u8], journal: &[u8]) -> Sources {
    let file = |bytes: &[u8]| Arc::new(bytes.to_vec()) as Arc<dyn engine::ReadAt>;
    let beside = |bytes: &[u8]| (!bytes.is_empty()).then(|| file(bytes));
    Sources { main: file(main), wal: beside(log), journal: beside(journal) }
}

/// The usual limits, and an end: a hostile schema may make SQLite work for long, and is stopped from outside.
pub fn sqlite_limits() -> Limits {
    let began = std::time::Instant::now();
    Limits::until(move || began.elapsed() < std::time::Duration::from_secs(5))
}

/// A log whose header and frames have the checksums that they ought to have: no mutation finds them.
/// Format: <https://www.sqlite.org/fileformat2.html#the_write_ahead_log>
pub fn with_sums(log: &[u8]) -> Vec<u8> {
    let mut log = log.to_vec();
    let word = |bytes: &[u8]| u32::from_be_bytes(bytes.try_into().expect("four bytes"));
    let Some(header) = log.get(..32) else { return log };
    let (big, size) = (word(&header[..4]) & 1 == 1, word(&header[8..12]) as usize);
    let salts = header[16..24].to_vec();
    if ![512, 1024, 4096].contains(&size) {
        return log;
    }
    let mut sum = (0_u32, 0_u32);
    let mut add = |bytes: &[u8]| {
        for pair in bytes.chunks_exact(8) {
            let half = |half: &[u8]| if big { word(half) } else { word(half).swap_bytes() };
            sum.0 = sum.0.wrapping_add(half(&pair[..4])).wrapping_add(sum.1);
            sum.1 = sum.1.wrapping_add(half(&pair[4..])).wrapping_add(sum.0);
        }
        [sum.0.to_be_bytes(), sum.1.to_be_bytes()].concat()
    };
    let of_header = add(&log[..24]);
    log[24..32].copy_from_slice(&of_header);
    for frame in log[32..].chunks_exact_mut(24 + size) {
        if frame[8..16] != salts {
            break;
        }
        add(&frame[..8]);
        let of_frame = add(&frame[24..]);
        frame[16..24].copy_from_slice(&of_frame);
    }
    log
}
