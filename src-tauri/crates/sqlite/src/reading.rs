//! What reading a table gives beside its rows.

/// Whether the caller wants more rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// The next one, please.
    GoOn,
    /// Enough.
    Stop,
}

/// `true`: go on.
impl From<bool> for Flow {
    fn from(go_on: bool) -> Self {
        if go_on { Self::GoOn } else { Self::Stop }
    }
}

/// Rowids, first and last included, of which some may exist but could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The first rowid that may be lost.
    pub first: i64,
    /// The last one.
    pub last: i64,
}

/// What became of reading a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableRead {
    /// Rows handed over.
    pub rows: u64,
    /// Where rows may be missing, in rowid order, not touching each other.
    pub gaps: Vec<Gap>,
    /// An unknown number of rows is missing beside the gaps: a table without rowids ended in damage, or
    /// pages are reached twice.
    pub cut_short: bool,
    /// The caller said [`Flow::Stop`].
    pub stopped: bool,
}

impl TableRead {
    /// True if every row was read (or the caller had enough).
    pub fn is_whole(&self) -> bool {
        self.gaps.is_empty() && !self.cut_short
    }
}

/// What became of a statement of one's own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Selected {
    /// Rows handed over.
    pub rows: u64,
    /// The statement ended in damage: an unknown number of rows is missing.
    pub cut_short: bool,
    /// The caller said [`Flow::Stop`].
    pub stopped: bool,
}

/// Why a table could not be read at all, or not to its end.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// No ordinary table of that name. With [`OpenNote::SchemaDamaged`](crate::OpenNote::SchemaDamaged)
    /// it may be broken rather than absent.
    #[error("there is no such table")]
    NoTable,
    /// The table is listed, but its description cannot be understood.
    #[error("the description of the table is damaged")]
    TableDamaged(#[source] rusqlite::Error),
    /// `go_on` answered no.
    #[error("stopped")]
    Stopped,
    /// Any other failure of SQLite, such as too little memory.
    #[error("SQLite could not read on")]
    Failed(#[source] rusqlite::Error),
}
