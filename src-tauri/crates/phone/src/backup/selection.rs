//! Which of the files that come in are kept, decided before their first byte.
//!
//! With each file the phone says two names: the one that it shall have here, whose last step is the file's id
//! (SHA-1 of `domain-path`), and the one that it has on the phone (`/.b/6/mobile/Library/SMS/sms.db`). An
//! exact path that a check reads is known by its id. A pattern is compared with the end of the name on the
//! phone, for the folders before a domain differ from phone to phone. Databases are copied aside before
//! they are sent, under names that tell nothing: whatever does not clearly lie elsewhere is kept.

use crate::Keep;
use ios::acquisition::{FileId, matches};
use std::collections::BTreeSet;

/// Folders that every phone has, and below which names on the phone tell where a file belongs.
const TELLING: [&str; 9] =
    ["mobile", "root", "wireless", "containers", "db", "Keychains", "preferences", "installd", "networkd"];

/// Folders of content that no check reads unless a pattern names it; a name that ends below one of them and
/// fits no pattern is not wanted.
const SIDE: [&str; 4] = ["tmp", "temp", "backup", "snapshot"];

/// What a check reads, or everything.
#[derive(Debug)]
pub(crate) enum Selection {
    /// Everything is kept.
    All,
    /// Only what fits.
    Only(Wanted),
}

/// What a check reads.
#[derive(Debug)]
pub(crate) struct Wanted {
    ids: BTreeSet<FileId>,
    /// Whole patterns, `Domain/**/name`.
    patterns: Vec<String>,
    /// Patterns with a star, without their domain.
    ends: Vec<String>,
}

impl Selection {
    /// For what the plan asks to keep.
    pub(crate) fn new(keep: &Keep) -> Self {
        // What is only looked at when asked for reads everything; a small copy is no place for it.
        let reads = || ios::artifacts::ordinary().flat_map(|artifact| artifact.reads).copied();
        match keep {
            Keep::All => Self::All,
            Keep::Needed => Self::Only(Wanted::new(reads())),
        }
    }

    /// The patterns of what is kept; none if everything is.
    pub(crate) fn patterns(&self) -> Vec<String> {
        match self {
            Self::All => Vec::new(),
            Self::Only(wanted) => wanted.patterns.clone(),
        }
    }

    /// Whether a file is kept that shall be called `name` here and is called `on_phone` there.
    pub(crate) fn keeps(&self, name: &str, on_phone: &str) -> bool {
        match self {
            Self::All => true,
            Self::Only(wanted) => wanted.keeps(name, on_phone),
        }
    }

    /// Whether a file of the phone's list must be here.
    pub(crate) fn needs(&self, path: &str) -> bool {
        match self {
            Self::All => true,
            Self::Only(wanted) => {
                // The log of a wanted database is kept; whether it must be there the list itself knows.
                let sides = ["-wal", "-shm", "-journal"];
                let path = sides.iter().find_map(|side| path.strip_suffix(side)).unwrap_or(path);
                wanted.patterns.iter().any(|pattern| matches(pattern, path))
            }
        }
    }
}

impl Wanted {
    fn new<'a>(reads: impl Iterator<Item = &'a str>) -> Self {
        let patterns: BTreeSet<&str> = reads.collect();
        let (mut ids, mut ends) = (BTreeSet::new(), BTreeSet::new());
        for pattern in &patterns {
            let Some((domain, relative)) = pattern.split_once('/') else { continue };
            if !pattern.contains('*') {
                ids.insert(FileId::of(domain, relative));
                // Its log and its index belong to a database, whether or not a check asks for them by name.
                for side in ["-wal", "-shm", "-journal"] {
                    ids.insert(FileId::of(domain, &format!("{relative}{side}")));
                }
            } else {
                // A whole step `**` in front stands for no folder too.
                ends.insert(relative.trim_start_matches("**/").to_owned());
                ends.insert(format!("{}-*", relative.trim_start_matches("**/")));
            }
        }
        let patterns = patterns.into_iter().map(str::to_owned).collect();
        Self { ids, patterns, ends: ends.into_iter().collect() }
    }

    fn keeps(&self, name: &str, on_phone: &str) -> bool {
        // Manifest.db, Status.plist and their like.
        let Some(id) = FileId::parse(name.as_bytes()) else { return true };
        self.ids.contains(&id) || self.ends.iter().any(|end| ends_with(on_phone, end)) || !tells(on_phone)
    }
}

/// True if some part of `path` from a step on fits `pattern`.
fn ends_with(path: &str, pattern: &str) -> bool {
    let starts = path.match_indices('/').map(|(at, _)| at + 1);
    std::iter::once(0).chain(starts).any(|start| matches(pattern, &path[start..]))
}

/// True if a name on the phone tells where the file belongs: it begins with a domain, or with a folder that
/// every phone has, and leads through no folder for things put aside.
fn tells(on_phone: &str) -> bool {
    let mut steps: Vec<&str> = on_phone.split('/').filter(|step| !step.is_empty()).collect();
    let aside = |step: &&str| SIDE.iter().any(|side| step.to_ascii_lowercase().contains(side));
    if steps.len() < 3 || steps.iter().rev().skip(1).any(aside) {
        return false;
    }
    if steps[0] == ".b" {
        steps.drain(..2);
    }
    let steps = steps.iter().skip_while(|step| ["private", "var"].contains(*step));
    steps.copied().next().is_some_and(|first| TELLING.contains(&first) || is_domain(first))
}

/// `HomeDomain`, `AppDomainGroup-group.com.example`.
fn is_domain(step: &str) -> bool {
    let name = step.split('-').next().unwrap_or_default();
    ["Domain", "DomainGroup", "DomainPlugin"].iter().any(|end| name.ends_with(end)) && name.len() > 8
}

#[cfg(test)]
mod tests {
    use super::{FileId, Selection, Wanted};
    use crate::Keep;

    fn wanted() -> Selection {
        let reads = [
            "HomeDomain/Library/SMS/sms.db",
            "Backup/Manifest.db",
            "HomeDomain/Library/Safari/Profiles/*/History.db",
            "MediaDomain/Library/SMS/Attachments/**/*.gif",
            "SysSharedContainerDomain-systemgroup.com.apple.configurationprofiles/**/profile-*",
        ];
        Selection::Only(Wanted::new(reads.into_iter()))
    }

    fn id(path: &str) -> String {
        let (domain, relative) = path.split_once('/').unwrap();
        FileId::of(domain, relative).to_string()
    }

    #[test]
    fn exact_paths_are_known_by_their_id_whatever_they_are_called_on_the_phone() {
        for on_phone in ["/.b/6/mobile/Library/SMS/sms.db", "/.b/6/abc", "", "/private/var/mobile/x/y/z"] {
            assert!(wanted().keeps(&id("HomeDomain/Library/SMS/sms.db"), on_phone), "{on_phone}");
            assert!(wanted().keeps(&id("HomeDomain/Library/SMS/sms.db-wal"), on_phone), "{on_phone}");
        }
    }

    #[test]
    fn patterns_are_known_by_the_end_of_the_name_on_the_phone() {
        let some = id("X/y");
        for kept in [
            "/.b/6/mobile/Library/Safari/Profiles/AB-CD/History.db",
            "HomeDomain/Library/Safari/Profiles/AB-CD/History.db",
            "/private/var/mobile/Library/SMS/Attachments/a/b/c/x.gif",
            "/var/mobile/Library/SMS/Attachments/x.gif",
            "/.b/2/containers/Shared/SystemGroup/0A/Library/ConfigurationProfiles/profile-1.stub",
        ] {
            assert!(wanted().keeps(&some, kept), "{kept}");
        }
    }

    #[test]
    fn what_clearly_lies_elsewhere_is_not_kept() {
        let some = id("X/y");
        for other in [
            "/.b/6/mobile/Media/DCIM/100APPLE/IMG_0001.HEIC",
            "CameraRollDomain/Media/DCIM/100APPLE/IMG_0001.HEIC",
            "/private/var/mobile/Library/SMS/Attachments/a/b/x.heic",
            "AppDomain-com.example/Documents/film.mov",
        ] {
            assert!(!wanted().keeps(&some, other), "{other}");
        }
    }

    #[test]
    fn what_tells_nothing_is_kept() {
        let some = id("X/y");
        for nothing in [
            "",
            "/",
            "/.b/3/abc",
            "x",
            "/.b/6/q7f/b",
            "/var/.backup.i/var/mobile/x.db",
            "/private/var/mobile/tmp/copy-of/1.sqlite",
            "/.b/6/mobile/Library/Snapshots/x",
            "relative/odd/name",
        ] {
            assert!(wanted().keeps(&some, nothing), "{nothing}");
        }
    }

    #[test]
    fn what_a_backup_needs_is_kept_and_every_artifact_is_wanted() {
        let all = Selection::new(&Keep::Needed);
        for name in ["Manifest.db", "Manifest.db-wal", "Manifest.plist", "Status.plist", "Info.plist"] {
            assert!(all.keeps(name, "/var/mobile/Media/x/y"), "{name}");
        }
        for artifact in ios::artifacts::ordinary() {
            for read in artifact.reads {
                let path = read.replace("**/", "a/").replace('*', "x");
                assert!(all.needs(&path), "{path}");
                if !path.starts_with("Backup/") {
                    assert!(all.keeps(&id(&path), &path), "{path}");
                }
            }
        }
        assert!(!all.needs("CameraRollDomain/Media/DCIM/100APPLE/IMG_0001.HEIC"));
        assert!(Selection::new(&Keep::All).needs("anything"));
    }
}
