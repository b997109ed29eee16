//! What a copy says of itself, for whoever reads it later: `lucerna-copy.json` in the backup's folder.

use super::store::{read_small, write_small};
use crate::Keep;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::io;
use std::path::Path;

const NAME: &str = "lucerna-copy.json";
const FORMAT: &str = "lucerna-copy/1";

/// A whole copy in its own words. Files that the phone lists and that are neither here nor in `not_sent` were
/// left out on purpose if `kept` is `needed`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Marker {
    /// `lucerna-copy/1`.
    pub(crate) format: String,
    /// `all` or `needed`.
    pub(crate) kept: Keep,
    /// If only what is needed was kept: the patterns, as of [`engine::Evidence::find`].
    pub(crate) patterns: Vec<String>,
    /// True: a marker is only written to a whole copy.
    pub(crate) finished: bool,
    /// Name and version of what made it.
    pub(crate) tool: String,
    /// When it was whole.
    pub(crate) ended: Timestamp,
    /// True if the phone encrypted it.
    #[serde(default)]
    pub(crate) encrypted: bool,
    /// Files that the phone could not send, by domain and path as far as known.
    pub(crate) not_sent: Vec<String>,
    /// How it was compared with the phone's own list: `names-and-sizes`, or `not` where the list is locked and
    /// the password not known.
    #[serde(default)]
    pub(crate) compared: String,
}

impl Marker {
    /// Of a copy that ended now.
    pub(crate) fn new(kept: Keep, patterns: Vec<String>, not_sent: Vec<String>, ended: Timestamp) -> Self {
        Self {
            format: FORMAT.to_owned(),
            kept,
            patterns,
            finished: true,
            tool: concat!("lucerna ", env!("CARGO_PKG_VERSION")).to_owned(),
            ended,
            encrypted: false,
            not_sent,
            compared: "not".to_owned(),
        }
    }

    /// The marker in a folder, if it is a whole copy.
    pub(crate) fn of(folder: &Path) -> Option<Self> {
        let marker: Self = serde_json::from_str(&read_small(&folder.join(NAME))?).ok()?;
        (marker.finished && marker.format == FORMAT).then_some(marker)
    }

    pub(crate) fn write(&self, folder: &Path) -> io::Result<()> {
        write_small(&folder.join(NAME), &serde_json::to_string_pretty(self)?)
    }
}

/// What must be the same for a copy to be gone on with: what is kept, and that the computer did not start
/// anew since, for a file may have its name and not yet its content when the power goes.
pub(crate) fn begun(keep: &Keep, start: &str) -> String {
    let kept = serde_json::to_string(keep).unwrap_or_default();
    format!("{{\"kept\":{kept},\"start\":{start:?}}}")
}

/// Names this start of the computer; on systems that do not tell, of this process: then a new process starts
/// the backup anew, which is slow and never wrong. Asked outside of the confined process.
pub(crate) fn start_of_computer() -> String {
    let told = cfg!(target_os = "linux").then(|| read_small(Path::new("/proc/sys/kernel/random/boot_id")));
    told.flatten().map_or_else(|| format!("process {}", std::process::id()), |id| id.trim().to_owned())
}
