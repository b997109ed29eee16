//! Rows of the shortcuts and of what starts them. Times count seconds since 2001.

use crate::time;
use jiff::Timestamp;
use sqlite::Row;

/// Table of shortcuts.
pub(super) const SHORTCUTS: &str = "ZSHORTCUT";
/// Its columns that are read.
pub(super) const SHORTCUT: &[&str] =
    &["Z_PK", "ZNAME", "ZACTIONSDESCRIPTION", "ZCREATIONDATE", "ZMODIFICATIONDATE", "ZWORKFLOWID"];

/// A shortcut.
pub(super) struct Shortcut {
    pub(super) number: i64,
    pub(super) name: Option<String>,
    pub(super) description: Option<String>,
    pub(super) created: Option<Timestamp>,
    pub(super) modified: Option<Timestamp>,
    /// By which other shortcuts run it.
    pub(super) id: Option<String>,
}

impl Shortcut {
    /// None without a number.
    pub(super) fn of(row: &Row<'_>) -> Option<Self> {
        Some(Self {
            number: row.int(0)?,
            name: row.text(1).map(Into::into),
            description: row.text(2).map(Into::into),
            created: row.real(3).and_then(time::mac),
            modified: row.real(4).and_then(time::mac),
            id: row.text(5).map(Into::into),
        })
    }
}

/// Table of the steps of shortcuts: number of the shortcut, and a property list.
pub(super) const ACTIONS: &str = "ZSHORTCUTACTIONS";
/// Its columns that are read.
pub(super) const ACTION: &[&str] = &["ZSHORTCUT", "ZDATA"];

/// Table of what starts a shortcut by itself.
pub(super) const TRIGGERS: &str = "ZTRIGGER";
/// Its columns that are read.
pub(super) const TRIGGER: &[&str] = &["Z_PK", "ZENABLED", "ZSHOULDPROMPT", "ZSHORTCUT", "ZDATA"];

/// What starts a shortcut.
pub(super) struct Trigger {
    pub(super) number: i64,
    pub(super) shortcut: i64,
    /// Enabled, does not ask, and waits for an app to be opened.
    pub(super) silent_on_app: bool,
}

impl Trigger {
    /// None without a number or a shortcut.
    pub(super) fn of(row: &Row<'_>) -> Option<Self> {
        let silent = row.int(1) == Some(1) && row.int(2) == Some(0);
        Some(Self {
            number: row.int(0)?,
            shortcut: row.int(3)?,
            silent_on_app: silent && row.blob(4).is_some_and(names_app_trigger),
        })
    }
}

/// The class of the trigger stands in its archive as plain text (`WFAppInFocusTrigger`).
fn names_app_trigger(archive: &[u8]) -> bool {
    const NAME: &[u8] = b"AppInFocus";
    archive.windows(NAME.len()).any(|bytes| bytes == NAME)
}
