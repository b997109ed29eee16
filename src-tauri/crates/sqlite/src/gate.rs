//! How much a database may cost, and the question whether to go on, asked while SQLite works.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// What one database may cost. Cloning is cheap.
#[derive(Clone)]
pub struct Limits {
    /// Page cache of the connection, in KiB.
    pub page_cache_kib: u32,
    /// Longest text, blob or row that is handed out, in bytes; longer rows become gaps.
    pub longest_value: u32,
    /// Heap of all SQLite connections of this process together, in bytes. SQLite only lets it fall,
    /// so the smallest value that was ever asked for holds.
    pub process_heap: u64,
    /// Distinct pages that are taken from a write-ahead log or rollback journal; about 40 bytes each.
    pub log_pages: u32,
    /// Asked often, from inside queries too. Once it answers `false`, every read ends at once with
    /// [`ReadError::Stopped`](crate::ReadError::Stopped). Deadlines and "stop" live here.
    pub go_on: Arc<dyn Fn() -> bool + Send + Sync>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            page_cache_kib: 2000,
            longest_value: 64 << 20,
            process_heap: 512 << 20,
            log_pages: 2_000_000,
            go_on: Arc::new(|| true),
        }
    }
}

impl Limits {
    /// The usual limits with another `go_on`.
    pub fn until(go_on: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        Self { go_on: Arc::new(go_on), ..Self::default() }
    }
}

impl fmt::Debug for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Limits")
            .field("page_cache_kib", &self.page_cache_kib)
            .field("longest_value", &self.longest_value)
            .field("process_heap", &self.process_heap)
            .field("log_pages", &self.log_pages)
            .finish_non_exhaustive()
    }
}

/// Remembers that `go_on` answered `false`: from then on everything stops, whoever asked.
pub(crate) struct Gate {
    go_on: Arc<dyn Fn() -> bool + Send + Sync>,
    closed: AtomicBool,
    bytes: AtomicU64,
}

impl Gate {
    /// `go_on` is asked again after this many bytes: SQLite's own progress handler counts instructions,
    /// and one instruction may follow a chain of a million overflow pages.
    const STRIDE: u64 = 1 << 20;

    pub(crate) fn new(limits: &Limits) -> Self {
        Self { go_on: limits.go_on.clone(), closed: AtomicBool::new(false), bytes: AtomicU64::new(0) }
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Relaxed)
    }

    /// Asks; `false` for ever after the first `false`.
    pub(crate) fn ask(&self) -> bool {
        if self.is_closed() {
            return false;
        }
        let open = (self.go_on)();
        if !open {
            self.closed.store(true, Ordering::Relaxed);
        }
        open
    }

    /// Counts bytes that are about to be read, and asks now and then.
    pub(crate) fn pass(&self, bytes: usize) -> bool {
        let bytes = bytes as u64;
        let before = self.bytes.fetch_add(bytes, Ordering::Relaxed);
        if before / Self::STRIDE == before.wrapping_add(bytes) / Self::STRIDE {
            return !self.is_closed();
        }
        self.ask()
    }
}
