//! SQLite files, with and without a log.
#![no_main]

libfuzzer_sys::fuzz_target!(|parts: (Vec<u8>, Option<Vec<u8>>)| {
    use sqlite::{Database, Flow, Limits};
    use std::sync::Arc;
    let (main, log) = parts;
    let log = log.map(|log| Arc::new(log) as Arc<dyn engine::ReadAt>);
    let Ok(database) = Database::open(Arc::new(main), log, Limits::default()) else { return };
    let tables: Vec<String> = database.tables().map(str::to_owned).collect();
    for table in tables {
        let _ = database.read_table(&table, &["ROWID", "text"], &mut |_| Flow::GoOn);
    }
    let _ = database.free_regions(&mut |_, _| Flow::GoOn);
});
