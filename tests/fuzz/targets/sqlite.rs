//! SQLite files with a log and a journal: rows, and what is said of those that are lost.
#![no_main]

use sqlite::{Database, Flow};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let [main, log, journal] = fuzz::parts(bytes);
    let Ok(database) = Database::open_all(fuzz::sources(main, log, journal), fuzz::sqlite_limits()) else {
        return;
    };
    let tables: Vec<String> = database.tables().take(8).map(str::to_owned).collect();
    for table in tables {
        let (mut rows, mut last) = (0_u64, None);
        let read = database.read_table(&table, &["ROWID", "text"], &mut |_| {
            rows += 1;
            Flow::from(rows < 10_000)
        });
        let Ok(read) = read else { continue };
        // The same connection, with what it holds in memory by now.
        if let Ok(again) = database.read_table(&table, &["ROWID", "text"], &mut |_| Flow::from(read.rows < 10_000)) {
            assert!(read.stopped || read == again, "{read:?} {again:?}");
        }
        assert_eq!(read.rows, rows);
        for gap in &read.gaps {
            assert!(gap.first <= gap.last, "{gap:?}");
            assert!(last.is_none_or(|last: i64| last.saturating_add(1) < gap.first), "{:?}", read.gaps);
            last = Some(gap.last);
        }
    }
});
