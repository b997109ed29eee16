//! Rows of the two tables, as far as they are told. Times count seconds since 2001.

use crate::time;
use jiff::Timestamp;
use sqlite::Row;

/// Table of programs.
pub(crate) const PROCESSES: &str = "ZPROCESS";
/// Its columns that are read.
pub(crate) const PROCESS: &[&str] = &["Z_PK", "ZFIRSTTIMESTAMP", "ZTIMESTAMP", "ZPROCNAME", "ZBUNDLENAME"];
/// Table of data use.
pub(crate) const USAGES: &str = "ZLIVEUSAGE";
/// Its columns that are read. Those of Wi-Fi are absent on newer systems.
pub(crate) const USAGE: &[&str] =
    &["Z_PK", "ZHASPROCESS", "ZTIMESTAMP", "ZWIFIIN", "ZWIFIOUT", "ZWWANIN", "ZWWANOUT"];

/// A program that used the network.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Process {
    /// Its number.
    pub(crate) number: i64,
    /// First use.
    pub(crate) first: Option<Timestamp>,
    /// Latest use.
    pub(crate) last: Option<Timestamp>,
    /// Name, cut at 16 characters, sometimes with the purpose behind a slash
    /// (`IMTransferAgent/com.apple.datausage.messages`).
    pub(crate) name: String,
    /// Bundle id, if it is an app.
    pub(crate) bundle: Option<String>,
}

impl Process {
    /// None without a number or a name.
    pub(crate) fn of(row: &Row<'_>) -> Option<Self> {
        Some(Self {
            number: row.int(0)?,
            first: row.real(1).and_then(time::mac),
            last: row.real(2).and_then(time::mac),
            name: row.text(3).filter(|name| !name.is_empty())?.into_owned(),
            bundle: row.text(4).filter(|bundle| !bundle.is_empty()).map(Into::into),
        })
    }

    /// The name of the program alone.
    pub(crate) fn program(&self) -> &str {
        program(&self.name)
    }
}

/// The name of the program in `program`, `program/purpose` or `/path/to/program`.
pub(crate) fn program(name: &str) -> &str {
    match name.split_once('/') {
        Some(("", _)) => crate::paths::file_name(name),
        Some((program, _)) => program,
        None => name,
    }
}

/// Data that a program used.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Usage {
    /// Its number.
    pub(crate) number: i64,
    /// Number of the program.
    pub(crate) process: Option<i64>,
    /// When it was last counted.
    pub(crate) when: Option<Timestamp>,
    /// Bytes in and out by Wi-Fi, in and out by mobile network.
    pub(crate) bytes: [Option<f64>; 4],
}

impl Usage {
    /// None without a number.
    pub(crate) fn of(row: &Row<'_>) -> Option<Self> {
        Some(Self {
            number: row.int(0)?,
            process: row.int(1),
            when: row.real(2).and_then(time::mac),
            bytes: [3, 4, 5, 6].map(|column| row.real(column)),
        })
    }
}
