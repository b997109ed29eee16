//! Entries for fuzzing: whatever the bytes, none of these panics, hangs or takes memory without bound.

use super::{archive, facts, key_bag::KeyBag, mbfile::MbFile};
use engine::ReadAt;
use std::sync::Arc;
use zeroize::Zeroizing;

/// The reader of key bags, and a key that opens none.
pub fn key_bag(bytes: &[u8]) {
    let Ok(bag) = KeyBag::parse(bytes) else { return };
    assert!(bag.sha1.rounds <= 1_000_000 && bag.sha1.salt.len() <= bytes.len());
    assert!(bag.sha256.as_ref().is_none_or(|first| first.rounds <= 20_000_000));
    assert!(bag.unlock(&Zeroizing::new([7; 32])).is_err(), "a made-up key opened a class");
}

/// The reader of file records; a key that it gives lies in the record.
pub fn file_record(bytes: &[u8]) {
    let read = MbFile::parse(bytes);
    assert_eq!(read, MbFile::parse(bytes));
    if let Some(key) = read.and_then(|read| read.key) {
        assert!(bytes.as_ptr_range().contains(&key.as_ptr()) || key.is_empty());
        assert!(key.len() <= bytes.len());
    }
}

/// The lister of zips, tars and gzips, the reader of the plists of a backup in one, and of every member: at once,
/// and in pieces from the end, which give the same bytes.
pub fn archive(bytes: &[u8]) {
    let Ok(Some(archive)) = archive::list(Arc::new(bytes.to_vec()), &mut |_, _| true) else { return };
    for member in &archive.backups {
        let _ = facts::look(&*member.store);
    }
    assert!(archive.others.is_sorted_by(|a, b| a.name <= b.name));
    for member in archive.others.iter().take(MOST_MEMBERS) {
        assert!(
            !member.name.starts_with('/')
                && member.name.split('/').all(|step| !["", ".", ".."].contains(&step))
        );
        let Some(file) = member.place.as_ref().and_then(|place| archive.container.open(place).ok()) else {
            continue;
        };
        assert_eq!(file.len(), member.size);
        same_in_pieces(&*file);
    }
}

const MOST_MEMBERS: usize = 32;
const MOST_BYTES: u64 = 4 << 20;

fn same_in_pieces(file: &dyn ReadAt) {
    let len = file.len().min(MOST_BYTES);
    let Ok(len) = usize::try_from(len) else { return };
    let mut whole = vec![0; len];
    let read = file.read_at(0, &mut whole).is_ok();
    let (mut end, mut piece) = (len, vec![0; len / 3 + 1]);
    while end > 0 {
        let start = end.saturating_sub(piece.len());
        let piece = &mut piece[..end - start];
        let here = file.read_at(start as u64, piece).is_ok();
        assert!(!read || here && whole[start..end] == *piece, "other bytes at {start}");
        end = start;
    }
    assert!(file.read_at(file.len(), &mut [0]).is_err(), "a byte behind the end");
}

/// Opens the members of an honest archive in any order, the last ones kept out of `order` too, and hands over name and
/// content. Gives how many there are.
pub fn members(bytes: &[u8], order: &[usize], tell: &mut dyn FnMut(&str, &[u8])) -> usize {
    let listed = archive::list(Arc::new(bytes.to_vec()), &mut |_, _| true);
    let archive = listed.ok().flatten().expect("an honest archive");
    let count = archive.others.len();
    for at in order.iter().map(|at| at % count).chain(0..count) {
        let member = &archive.others[at];
        let file = archive.container.open(member.place.as_ref().expect("a place")).expect("a member");
        let mut content = vec![0; usize::try_from(file.len()).expect("a small member")];
        file.read_at(0, &mut content).expect("its bytes");
        tell(&member.name, &content);
    }
    count
}
