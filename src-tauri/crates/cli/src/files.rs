//! Files that a person asked for.

use scan::Failure;
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter};
use std::path::Path;

/// Opens a file for writing from its beginning.
pub(crate) fn create(path: &Path) -> Result<BufWriter<File>, Failure> {
    let file = OpenOptions::new().write(true).create(true).truncate(true).open(path);
    written(file.map(|file| BufWriter::with_capacity(64 << 10, file)))
}

/// Every error of writing says whether the disk is full.
pub(crate) fn written<T>(result: io::Result<T>) -> Result<T, Failure> {
    result.map_err(|error| {
        let code = if error.kind() == io::ErrorKind::StorageFull { "disk-full" } else { "save-failed" };
        Failure::new(code).because(error)
    })
}
