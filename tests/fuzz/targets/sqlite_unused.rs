//! Bytes of a SQLite file, its log and its journal that no row uses any more: each region lies where it is said to.
#![no_main]

use sqlite::free::Place;
use sqlite::{Database, Flow};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let [main, log, journal] = fuzz::parts(bytes);
    let log = fuzz::with_sums(log);
    let Ok(database) = Database::open_all(fuzz::sources(main, &log, journal), fuzz::sqlite_limits()) else {
        return;
    };
    let (mut regions, mut size) = (0, 0);
    let swept = database.free_regions(&mut |region, found| {
        let file = match region.place {
            Place::Main => main,
            Place::Log => &log,
            Place::Journal => journal,
        };
        let start = usize::try_from(region.offset).expect("an offset in memory");
        assert_eq!(file.get(start..start + found.len()), Some(found), "{region:?}");
        regions += 1;
        size += found.len() as u64;
        Flow::GoOn
    });
    let Ok(swept) = swept else { return };
    assert_eq!((swept.regions, swept.bytes), (regions, size));
    // Pieces of a file without order overlap by a sixteenth.
    assert!(size <= (main.len() + log.len() + journal.len()) as u64 * 17 / 16);
});
