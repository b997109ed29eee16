//! A read-only SQLite file system whose files are [`Snapshot`]s. The only module with `unsafe`.
//!
//! It opens main databases and nothing else. Journals, sorter spills and temporary tables are refused,
//! so decrypted bytes cannot reach a disk even if a setting is forgotten. There is no clock and no
//! sleep: a query answers the same on every run.
//!
//! What SQLite promises, and every safety argument here rests on (<https://www.sqlite.org/c3ref/vfs.html>,
//! <https://www.sqlite.org/c3ref/io_methods.html>):
//! 1. `xOpen` gets `szOsFile` zeroed bytes, aligned to 8, for one file; they stay put until `xClose`.
//! 2. Methods of a file are called only between its successful `xOpen` and its `xClose`, one at a time.
//! 3. Names are NUL-terminated; out-pointers are valid for one write; buffers for the length given.
//! 4. A registered VFS is used as long as the process lives; `sqlite3_vfs_register` links it in.
#![allow(
    unsafe_code,
    reason = "SQLite calls its file systems through C function pointers; each block argues from the promises above"
)]

use crate::read_ahead::{self, ReadAhead};
use crate::snapshot::Snapshot;
use engine::ReadAt as _;
use rusqlite::ffi;
use std::{
    collections::BTreeMap,
    ffi::{CStr, c_char, c_int, c_void},
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    ptr,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

pub(crate) const NAME: &CStr = c"read-at";
const LONGEST_NAME: usize = 63;

/// Databases on their way to `xOpen`, by name. SQLite opens a main database once per connection, during
/// `sqlite3_open_v2`, so an entry is needed only for the length of that call.
static OFFERED: Mutex<BTreeMap<String, Arc<Snapshot>>> = Mutex::new(BTreeMap::new());

/// Makes a database openable under a name while the value lives.
pub(crate) struct Offer(String);

impl Offer {
    /// `name` is plain (no `?`, `#`, `%`) and used by no other live offer; at most 50 bytes.
    pub(crate) fn new(name: String, database: Arc<Snapshot>) -> Self {
        offered(|all| all.insert(name.clone(), database));
        Self(name)
    }
}

impl Drop for Offer {
    fn drop(&mut self) {
        offered(|all| all.remove(&self.0));
    }
}

fn offered<T>(f: impl FnOnce(&mut BTreeMap<String, Arc<Snapshot>>) -> T) -> T {
    f(&mut OFFERED.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Registers the file system once per process, never as the default. Returns a SQLite result code.
pub(crate) fn register() -> c_int {
    static OUTCOME: OnceLock<c_int> = OnceLock::new();
    *OUTCOME.get_or_init(|| {
        let vfs = Box::leak(Box::new(ffi::sqlite3_vfs {
            iVersion: 1,
            szOsFile: size_of::<OpenFile>() as c_int,
            mxPathname: LONGEST_NAME as c_int,
            pNext: ptr::null_mut(),
            zName: NAME.as_ptr(),
            pAppData: ptr::null_mut(),
            xOpen: Some(open),
            xDelete: Some(delete),
            xAccess: Some(access),
            xFullPathname: Some(full_pathname),
            xDlOpen: Some(dl_open),
            xDlError: Some(dl_error),
            xDlSym: None,   // only called with a handle that dl_open returned
            xDlClose: None, // likewise
            xRandomness: Some(randomness),
            xSleep: Some(sleep),
            xCurrentTime: Some(current_time),
            xGetLastError: None, // optional
            xCurrentTimeInt64: None,
            xSetSystemCall: None,
            xGetSystemCall: None,
            xNextSystemCall: None,
        }));
        // SAFETY: the structure is complete, lives for ever (leaked), and no Rust reference to it remains.
        unsafe { ffi::sqlite3_vfs_register(vfs, 0) }
    })
}

/// A snapshot, read ahead, with its mended pages laid over.
struct Reader {
    ahead: ReadAhead,
    snapshot: Arc<Snapshot>,
}

impl Reader {
    fn new(snapshot: Arc<Snapshot>) -> Self {
        Self { ahead: ReadAhead::new(snapshot.clone(), read_ahead::MOST), snapshot }
    }

    fn read_at(&mut self, offset: u64, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.ahead.read_at(offset, buf)?;
        self.snapshot.mended.lay_over(offset, &mut buf[..n]);
        Ok(n)
    }
}

/// What lies in the bytes that SQLite reserves per file.
#[repr(C)]
struct OpenFile {
    base: ffi::sqlite3_file, // must be first
    reader: *mut Reader,     // a `Box`, owned from `open` to `close`
}
const _: () = assert!(align_of::<OpenFile>() <= 8);

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 1, // no shared memory, no memory mapping
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(lock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: None,
    xShmLock: None,
    xShmBarrier: None,
    xShmUnmap: None,
    xFetch: None,
    xUnfetch: None,
};

/// A panic must not cross into C (it would abort the process): it becomes an error code.
fn contained(on_panic: c_int, f: impl FnOnce() -> c_int) -> c_int {
    // A reader that panicked holds an empty or whole buffer (see `ReadAhead::load`), so it may be reused.
    catch_unwind(AssertUnwindSafe(f)).unwrap_or(on_panic)
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    let file = file.cast::<OpenFile>();
    // SAFETY: promise 1; a null `pMethods` tells SQLite that there is nothing to close.
    unsafe { (*file).base.pMethods = ptr::null() };
    let read_only_database = ffi::SQLITE_OPEN_MAIN_DB | ffi::SQLITE_OPEN_READONLY;
    if flags & read_only_database != read_only_database || name.is_null() {
        return ffi::SQLITE_CANTOPEN;
    }
    contained(ffi::SQLITE_CANTOPEN, || {
        // SAFETY: promise 3, and not null.
        let name = unsafe { CStr::from_ptr(name) };
        let Some(database) = name.to_str().ok().and_then(|name| offered(|all| all.get(name).cloned())) else {
            return ffi::SQLITE_CANTOPEN;
        };
        let reader = Box::into_raw(Box::new(Reader::new(database)));
        let opened = OpenFile { base: ffi::sqlite3_file { pMethods: &METHODS }, reader };
        // SAFETY: promise 1; `szOsFile` is the size of `OpenFile`, its alignment is checked above.
        unsafe { file.write(opened) };
        if !out_flags.is_null() {
            // SAFETY: promise 3, and not null.
            unsafe { *out_flags = flags };
        }
        ffi::SQLITE_OK
    })
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: promise 2: `open` wrote an `OpenFile` here.
    let reader = unsafe { (*file.cast::<OpenFile>()).reader };
    // SAFETY: `open` made the pointer with `Box::into_raw`; promise 2: closed once, never used after.
    let reader = unsafe { Box::from_raw(reader) };
    contained(ffi::SQLITE_IOERR_CLOSE, move || {
        drop(reader);
        ffi::SQLITE_OK
    })
}

/// # Safety
/// Call it from a method of an open file only, and let the result go before that method returns.
unsafe fn reader<'a>(file: *mut ffi::sqlite3_file) -> &'a mut Reader {
    // SAFETY: promise 2: `open` wrote an `OpenFile` here.
    let reader = unsafe { (*file.cast::<OpenFile>()).reader };
    // SAFETY: a live `Box`; promise 2: one method at a time, so no other reference exists.
    unsafe { &mut *reader }
}

unsafe extern "C" fn read(file: *mut ffi::sqlite3_file, out: *mut c_void, len: c_int, offset: i64) -> c_int {
    let (Ok(len), Ok(offset)) = (usize::try_from(len), u64::try_from(offset)) else {
        return ffi::SQLITE_IOERR_READ;
    };
    let out = out.cast::<u8>();
    // SAFETY: promise 3. The memory may be uninitialised, and a short read has to end in zeros.
    unsafe { out.write_bytes(0, len) };
    // SAFETY: promise 3, initialised by the line above, and SQLite does not touch it during this call.
    let buf = unsafe { std::slice::from_raw_parts_mut(out, len) };
    // SAFETY: this is a method of an open file.
    let reader = unsafe { reader(file) };
    contained(ffi::SQLITE_IOERR_READ, || match reader.read_at(offset, buf) {
        Ok(n) if n == buf.len() => ffi::SQLITE_OK,
        Ok(_) => ffi::SQLITE_IOERR_SHORT_READ,
        Err(_) => ffi::SQLITE_IOERR_READ,
    })
}

unsafe extern "C" fn file_size(file: *mut ffi::sqlite3_file, out: *mut i64) -> c_int {
    // SAFETY: this is a method of an open file.
    let reader = unsafe { reader(file) };
    contained(ffi::SQLITE_IOERR_FSTAT, || {
        let Ok(size) = i64::try_from(reader.snapshot.len()) else { return ffi::SQLITE_IOERR_FSTAT };
        // SAFETY: promise 3.
        unsafe { *out = size };
        ffi::SQLITE_OK
    })
}

unsafe extern "C" fn write(_: *mut ffi::sqlite3_file, _: *const c_void, _: c_int, _: i64) -> c_int {
    ffi::SQLITE_READONLY
}

unsafe extern "C" fn truncate(_: *mut ffi::sqlite3_file, _: i64) -> c_int {
    ffi::SQLITE_READONLY
}

unsafe extern "C" fn sync(_: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    ffi::SQLITE_OK
}

/// Nobody writes, so every lock is free.
unsafe extern "C" fn lock(_: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    ffi::SQLITE_OK
}

unsafe extern "C" fn check_reserved_lock(_: *mut ffi::sqlite3_file, out: *mut c_int) -> c_int {
    // SAFETY: promise 3.
    unsafe { *out = 0 };
    ffi::SQLITE_OK
}

unsafe extern "C" fn file_control(_: *mut ffi::sqlite3_file, _: c_int, _: *mut c_void) -> c_int {
    ffi::SQLITE_NOTFOUND
}

unsafe extern "C" fn sector_size(_: *mut ffi::sqlite3_file) -> c_int {
    0 // SQLite's default
}

unsafe extern "C" fn device_characteristics(_: *mut ffi::sqlite3_file) -> c_int {
    ffi::SQLITE_IOCAP_IMMUTABLE
}

unsafe extern "C" fn delete(_: *mut ffi::sqlite3_vfs, _: *const c_char, _: c_int) -> c_int {
    ffi::SQLITE_IOERR_DELETE
}

/// No journal and no log ever exists beside a database.
unsafe extern "C" fn access(_: *mut ffi::sqlite3_vfs, _: *const c_char, _: c_int, out: *mut c_int) -> c_int {
    // SAFETY: promise 3.
    unsafe { *out = 0 };
    ffi::SQLITE_OK
}

unsafe extern "C" fn full_pathname(
    _: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    size: c_int,
    out: *mut c_char,
) -> c_int {
    // SAFETY: promise 3.
    let bytes = unsafe { CStr::from_ptr(name) }.to_bytes_with_nul();
    if bytes.len() > usize::try_from(size).unwrap_or(0) {
        return ffi::SQLITE_CANTOPEN;
    }
    // SAFETY: promise 3: `out` has `size` bytes, at least `bytes.len()`; SQLite passes two different buffers.
    unsafe { ptr::copy_nonoverlapping(bytes.as_ptr().cast(), out, bytes.len()) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn dl_open(_: *mut ffi::sqlite3_vfs, _: *const c_char) -> *mut c_void {
    ptr::null_mut()
}

unsafe extern "C" fn dl_error(_: *mut ffi::sqlite3_vfs, _: c_int, _: *mut c_char) {}

/// SQLite takes randomness from the default file system only.
unsafe extern "C" fn randomness(_: *mut ffi::sqlite3_vfs, _: c_int, _: *mut c_char) -> c_int {
    0
}

unsafe extern "C" fn sleep(_: *mut ffi::sqlite3_vfs, _: c_int) -> c_int {
    0
}

unsafe extern "C" fn current_time(_: *mut ffi::sqlite3_vfs, out: *mut f64) -> c_int {
    // SAFETY: promise 3.
    unsafe { *out = 0.0 };
    ffi::SQLITE_ERROR
}
