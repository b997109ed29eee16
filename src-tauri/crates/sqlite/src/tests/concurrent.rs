//! Threads, panics, stopping, and the file system's own borders.

use super::*;
use crate::gate::Gate;
use crate::snapshot::Snapshot;
use crate::{OpenError, ReadError, vfs};
use rusqlite::{ErrorCode, OpenFlags};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

#[test]
fn threads_read_side_by_side_each_with_its_own_connection() {
    let (main, wal) = with_log(4096, true, &[&many(5000)]);
    let (main, wal) = (bytes(&main), bytes(&wal));
    let opened = AtomicU64::new(0);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..20 {
                    let database =
                        Database::open(main.clone(), Some(wal.clone()), Limits::default()).unwrap();
                    assert_eq!(read_t(&database).0.len(), 5001);
                    opened.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    assert_eq!(opened.into_inner(), 160);
    assert_eq!((Arc::strong_count(&main), Arc::strong_count(&wal)), (1, 1), "every handle is given back");
}

#[test]
fn a_panic_while_reading_becomes_an_error() {
    struct Broken(Vec<u8>);
    impl ReadAt for Broken {
        fn len(&self) -> u64 {
            self.0.len() as u64
        }
        fn read_at(&self, offset: u64, buf: &mut [u8]) -> io::Result<()> {
            assert!(offset < 8192, "on purpose");
            self.0.read_at(offset, buf)
        }
    }
    let main = Arc::new(Broken(plain_table(5000)));
    let database = Database::open(main.clone(), None, Limits::default()).unwrap();
    let error = rows(database.connection()).unwrap_err();
    assert_eq!(error.sqlite_error_code(), Some(ErrorCode::SystemIoFailure));
    drop(database);
    assert_eq!(Arc::strong_count(&main), 1);
}

#[test]
fn once_told_to_stop_everything_stops() {
    let main = bytes(&plain_table(50_000));
    let asked = Arc::new(AtomicU64::new(0));
    let counter = asked.clone();
    let limits = Limits::until(move || counter.fetch_add(1, Ordering::Relaxed) < 3);
    let database = Database::open(main.clone(), None, limits).unwrap();
    let mut rows = 0;
    let error = database.read_table("t", &["text"], &mut |_| {
        rows += 1;
        Flow::GoOn
    });
    assert!(matches!(error, Err(ReadError::Stopped)), "{error:?}");
    assert!(rows < 45_000, "{rows}");
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT max(i) FROM n";
    let error = database.select(endless, [], &mut |_| Flow::GoOn);
    assert!(matches!(error, Err(ReadError::Stopped)), "{error:?}");
    assert!(matches!(database.free_regions(&mut |_, _| Flow::GoOn), Err(ReadError::Stopped)));
    let never = Database::open(main, None, Limits::until(|| false));
    assert!(matches!(never.err(), Some(OpenError::Stopped)));
}

#[test]
fn only_offered_databases_open_and_only_for_reading() {
    let (main, _) = with_log(4096, true, &[&many(10)]);
    drop(open(&main, None)); // registers the file system
    let uri = |name: &str| format!("file:{name}?vfs={}&immutable=1", vfs::NAME.to_str().unwrap());
    let read = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let write = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_URI;
    assert!(Connection::open_with_flags(uri("nobody"), read).is_err());
    assert!(Connection::open_with_flags(uri("/etc/passwd"), read).is_err());
    let gate = Arc::new(Gate::new(&Limits::default()));
    let snapshot = Snapshot::new(bytes(&main), None, gate).unwrap();
    let _offer = vfs::Offer::new("mine".into(), Arc::new(snapshot));
    let db = Connection::open_with_flags(uri("mine"), read).unwrap();
    assert_eq!(rows(&db).unwrap().len(), 1);
    let bare = uri("mine").replace("&immutable=1", "");
    let by_flag = Connection::open_with_flags(&bare, read).unwrap();
    assert_eq!(rows(&by_flag).unwrap().len(), 1, "the file says itself that it is immutable");
    assert!(Connection::open_with_flags(&bare, write).is_err());
    assert!(Path::new("mine").metadata().is_err());
}
