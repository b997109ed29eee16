//! Entries for fuzzing what a phone says: it speaks from a script and does not listen.

use crate::backup::fuzz as backup;
use crate::{fetch, link};
use idevice::Idevice;
use std::cell::RefCell;
use std::future::Future;
use std::path::Path;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
use tokio::runtime::{Builder, Runtime};

/// The conversation of a backup that grows in `folder`; gives how it ended, `whole`, `lost` or a code of failure.
pub fn back_up(folder: &Path, udid: &str, said: &[u8]) -> String {
    spoken(said, |stream| backup::converse(folder, udid, stream))
}

/// The file service: a folder with everything below is fetched into `folder`.
pub fn file_service(folder: &Path, said: &[u8]) {
    spoken(said, async |stream| {
        let _ = fetch::crash_reports_over(Idevice::new(Box::new(stream), "fuzz"), folder).await;
    });
}

/// Answers of the small services, one after the other, and the messages that a backup would make of them.
pub fn answers(said: &[u8]) {
    spoken(said, async |stream| {
        let mut stream = Idevice::new(Box::new(stream), "fuzz");
        while let Ok(bytes) = link::speak::receive(&mut stream, Duration::from_secs(5)).await {
            assert!(bytes.len() <= said.len(), "more than was said");
            if let Ok(value) = link::speak::read(&bytes) {
                backup::message(value);
            }
        }
    });
}

/// Runs `listen` on the near end of a stream on whose far end all is said, and nothing heard.
fn spoken<T, F: Future<Output = T>>(said: &[u8], listen: impl FnOnce(DuplexStream) -> F) -> T {
    thread_local!(static RUNTIME: RefCell<Option<Runtime>> = const { RefCell::new(None) });
    RUNTIME.with_borrow_mut(|runtime| {
        let runtime = runtime.get_or_insert_with(|| {
            Builder::new_current_thread().enable_time().build().expect("a runtime without threads")
        });
        runtime.block_on(async {
            let (here, there) = duplex(64 << 10);
            let (mut from_here, mut to_here) = tokio::io::split(there);
            let speak = async {
                let _ = to_here.write_all(said).await;
                let _ = to_here.shutdown().await;
            };
            let drain = async {
                let mut heard = [0; 4096];
                while from_here.read(&mut heard).await.is_ok_and(|read| read > 0) {}
            };
            tokio::join!(listen(here), speak, drain).0
        })
    })
}
