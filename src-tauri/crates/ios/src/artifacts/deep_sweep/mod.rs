//! # All bytes of all files
//!
//! **Found in** every file of the acquisition, one after another, from the first byte to the last. Only when it
//! is asked for (`--deep`): it reads everything once, which takes as long as copying the acquisition.
//!
//! **Shows** published web addresses, accounts, names of programs and files, app ids and paths wherever they
//! stand as whole words, in UTF-8 and in UTF-16: in caches, in apps that no other artifact knows, in deleted
//! space.
//!
//! **Cannot show** what a found value was there for. Compressed files (gzip, zip, xz, zstd …) and pictures are not
//! opened, nor is anything that an app encrypts; such files are counted as gaps. Names of programs shorter
//! than eight letters are not looked for: they are words of some language. Files that lie in a backup without a row in its
//! list are not met; of those beside the list only `Info.plist` holds anything of the phone.
//!
//! **Ordinary reasons.** News, research and the lists of security apps name these very values, and browsers keep
//! pages. So a find is worth a look at most, whatever it is.
//!
//! **Sources.** Published values as everywhere. Length marks before texts: Apple's binary property lists.

mod files;
mod matcher;
mod pool;
mod stream;
#[cfg(test)]
mod tests;
mod words;

use super::shared::databases::entries;
use engine::indicators::Kind;
use engine::{Artifact, Availability, Case, Class, Detection, EntryKind, Found, Notes, Presence, Weight};
use files::Sweep;
use matcher::Matcher;
use pool::Pool;

static SITE: Detection =
    Detection { id: "ios.deep-sweep.site", weight: Weight::Look, class: Class::Targeted };
static ACCOUNT: Detection =
    Detection { id: "ios.deep-sweep.account", weight: Weight::Look, class: Class::Targeted };
static NAME: Detection =
    Detection { id: "ios.deep-sweep.name", weight: Weight::Look, class: Class::Execution };

/// Tells of the phone's apps, and stands in no list.
const BESIDE: &str = "Backup/Info.plist";

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.deep-sweep",
    version: 1,
    reads: &["**/*", BESIDE],
    // Looked at only on request, so never missed.
    availability: &[
        Availability::backup(Presence::Sometimes).source("sources named by the artifact"),
        Availability::filesystem(Presence::Sometimes).source("the same file in a full copy"),
    ],
    detections: &[SITE, ACCOUNT, NAME],
    compares: &[
        Kind::Domain,
        Kind::Url,
        Kind::Ip,
        Kind::Email,
        Kind::Process,
        Kind::FileName,
        Kind::FilePath,
        Kind::AppId,
    ],
    fields: &[("path", "the file"), ("bytes", "how much of it was read")],
    examine,
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let matcher = Matcher::new(case.indicators);
    std::thread::scope(|scope| {
        let mut sweep = Sweep::new(Pool::start(&matcher, notes.jobs(), scope));
        let mut walked_to_end = true;
        let walked = case.evidence.walk(&mut |entry| {
            let counts = entry.kind == EntryKind::File && entry.stored && entry.path != BESIDE;
            walked_to_end = !counts || sweep.file(case, entry, notes);
            walked_to_end
        });
        if walked_to_end {
            entries(case, notes, &[BESIDE]).iter().all(|entry| sweep.file(case, entry, notes));
        }
        sweep.end(notes);
        match walked {
            Ok(not_understood) => (0..not_understood).for_each(|_| notes.gap()),
            Err(unread) => notes.unread(unread),
        }
    });
    if notes.records() == 0 { Found::Absent } else { Found::Yes }
}
/// Files whose content is another one's, packed: gzip, zip, bzip2, xz, zstd, LZFSE.
fn is_packed(head: &[u8]) -> bool {
    let magics: [&[u8]; 7] =
        [b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd", b"bvx2", b"pbze"];
    magics.iter().any(|magic| head.starts_with(magic))
}
