//! Whatever the bytes: no panic, no hang, nothing without a bound.

use super::*;
use proptest::prelude::*;
use std::sync::LazyLock;

static GOOD: LazyLock<Vec<u8>> = LazyLock::new(|| plain_table(300));
static LOGGED: LazyLock<(Vec<u8>, Vec<u8>)> =
    LazyLock::new(|| with_log(512, true, &[&many(60), "DELETE FROM t WHERE id < 20;"]));

/// Opens, reads and sweeps; the answer does not matter, only that there is one.
fn use_all(main: &[u8], wal: Option<&[u8]>, journal: Option<&[u8]>) {
    let sources = Sources { main: bytes(main), wal: wal.map(bytes), journal: journal.map(bytes) };
    let Ok(database) = Database::open_all(sources, Limits::default()) else { return };
    let tables: Vec<String> = database.tables().map(str::to_owned).collect();
    let most = (main.len() + wal.map_or(0, <[u8]>::len) + journal.map_or(0, <[u8]>::len)) as u64;
    for table in tables {
        let read = database.read_table(&table, &["id", "text"], &mut |row| {
            let _ = (row.int(0), row.real(1), row.text(1), row.blob(1));
            Flow::GoOn
        });
        if let Ok(read) = read {
            assert!(read.rows <= most && read.gaps.len() as u64 <= most);
        }
    }
    let swept = database.free_regions(&mut |_, _| Flow::GoOn);
    assert!(swept.is_ok_and(|swept| swept.bytes <= 3 * most));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn flipped_bits_anywhere(flips in prop::collection::vec((any::<prop::sample::Index>(), 0u8..8), 1..8)) {
        let mut main = GOOD.clone();
        for (at, bit) in flips {
            let at = at.index(main.len());
            main[at] ^= 1 << bit;
        }
        use_all(&main, None, None);
    }

    #[test]
    fn flipped_bits_where_the_structure_lies(
        flips in prop::collection::vec((any::<prop::sample::Index>(), 0usize..16, any::<u8>()), 1..6),
    ) {
        let mut main = GOOD.clone();
        for (page, at, byte) in flips {
            let page = page.index(main.len() / 4096);
            main[page * 4096 + if page == 0 { 100 } else { 0 } + at] = byte;
        }
        use_all(&main, None, None);
    }

    #[test]
    fn any_log_and_journal(
        noise in prop::collection::vec(any::<u8>(), 0..3000),
        at in any::<prop::sample::Index>(),
    ) {
        let (main, wal) = &*LOGGED;
        let mut wal = wal.clone();
        let start = at.index(wal.len());
        let n = noise.len().min(wal.len() - start);
        wal[start..start + n].copy_from_slice(&noise[..n]);
        use_all(main, Some(&wal), Some(&noise));
        use_all(main, None, Some(&[&crate::journal::MAGIC, noise.as_slice()].concat()));
    }

    #[test]
    fn any_bytes_behind_a_header(noise in prop::collection::vec(any::<u8>(), 0..5000)) {
        use_all(&[&GOOD[..100], noise.as_slice()].concat(), None, None);
    }
}
