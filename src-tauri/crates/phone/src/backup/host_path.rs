//! Names that the phone gives to files on this computer: checked before any of them becomes a path.

use std::fmt;
use std::path::{Path, PathBuf};

/// Longer names come from no phone.
const LONGEST: usize = 512;
/// A backup is three folders deep at most: `Snapshot/3d/3d0d…`.
const DEEPEST: usize = 8;
/// Begins the names of our own notes inside a backup; no phone may touch them.
pub(crate) const OURS: &str = "lucerna-";

/// A place inside the backup of one phone, empty for its folder itself. Can lead nowhere else.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct HostPath(String);

impl HostPath {
    /// From what the phone says, `<UDID>/Snapshot/3d/3d0d…`; `None` if it is no place inside the backup of
    /// the phone `udid`.
    pub(crate) fn parse(udid: &str, said: &str) -> Option<Self> {
        let inside = said.strip_prefix(udid)?;
        let inside = match inside.strip_prefix('/') {
            Some(inside) => inside.strip_suffix('/').unwrap_or(inside),
            None if inside.is_empty() => "",
            None => return None,
        };
        if inside.is_empty() {
            return Some(Self(String::new()));
        }
        let fits = inside.len() <= LONGEST && inside.split('/').count() <= DEEPEST;
        (fits && inside.split('/').all(is_name)).then(|| Self(inside.to_owned()))
    }

    /// True for the backup's own folder.
    pub(crate) fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// Where that is below `root`.
    pub(crate) fn below(&self, root: &Path) -> PathBuf {
        self.0.split('/').filter(|step| !step.is_empty()).fold(root.to_owned(), |path, step| path.join(step))
    }

    /// The last step: the file id of a stored file.
    pub(crate) fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }
}

impl fmt::Display for HostPath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// True for one step that means the same on every system: no separators, drives, streams, patterns or
/// invisible letters; not a device of Windows; none of our own notes.
fn is_name(step: &str) -> bool {
    let odd = |letter: char| letter.is_control() || r#"\:*?"<>|"#.contains(letter);
    let stem = step.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let numbered = |device| stem.strip_prefix(device).is_some_and(|rest| rest.len() == 1);
    let device = ["CON", "PRN", "AUX", "NUL"].contains(&stem.as_str()) || numbered("COM") || numbered("LPT");
    !step.is_empty()
        && step.chars().any(|letter| letter != '.')
        && !step.ends_with(['.', ' '])
        && !step.chars().any(odd)
        && !device
        && !step.to_ascii_lowercase().starts_with(OURS)
}

/// True if `udid` can be a folder's name: letters, digits and hyphens, as phones have them.
pub(crate) fn is_udid(udid: &str) -> bool {
    (8..=64).contains(&udid.len()) && udid.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::{HostPath, is_udid};
    use proptest::prelude::*;
    use std::path::{Component, Path};

    const UDID: &str = "00008110-000A111122223333";

    fn parse(inside: &str) -> Option<String> {
        HostPath::parse(UDID, &format!("{UDID}{inside}")).map(|path| path.to_string())
    }

    #[test]
    fn names_of_a_backup_are_taken_as_they_are() {
        for name in
            ["Status.plist", "Snapshot/3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28", "Manifest.db-wal"]
        {
            assert_eq!(parse(&format!("/{name}")).as_deref(), Some(name));
        }
        assert_eq!(parse("/Snapshot/").as_deref(), Some("Snapshot"));
        assert!(HostPath::parse(UDID, UDID).is_some_and(|path| path.is_root()));
    }

    #[test]
    fn names_that_lead_elsewhere_are_refused() {
        let bad = [
            "/..",
            "/../x",
            "/a/../../x",
            "/./x",
            "/a//b",
            "//etc/passwd",
            "x",
            "/a\\..\\b",
            "/C:/x",
            "/a:b",
            "/a\0b",
            "/a\nb",
            "/NUL",
            "/con.txt",
            "/com1",
            "/x.",
            "/x ",
            "/lucerna-unfinished",
            "/Lucerna-copy.json",
            "/a/b/c/d/e/f/g/h/i",
        ];
        for inside in bad {
            assert_eq!(parse(inside), None, "{inside}");
        }
        for said in
            ["", "/", "/etc/passwd", "../x", "00008110-000A111122224444/x", "x/00008110-000A111122223333/x"]
        {
            assert_eq!(HostPath::parse(UDID, said), None, "{said}");
        }
        assert_eq!(parse(&format!("/{}", "x".repeat(600))), None);
    }

    #[test]
    fn a_udid_is_a_name_and_nothing_else() {
        assert!(is_udid(UDID) && is_udid(&"a1".repeat(20)));
        assert!(
            !is_udid("")
                && !is_udid("../../../../x")
                && !is_udid("00008110-000A11112222333/")
                && !is_udid("........")
        );
    }

    proptest! {
        #[test]
        fn whatever_is_taken_stays_below_the_folder(inside in "(/|\\.|\\.\\.|a|\\\\|:|é|Snapshot){0,12}") {
            if let Some(path) = HostPath::parse(UDID, &format!("{UDID}/{inside}")) {
                let below = path.below(Path::new("root"));
                let mut steps = below.components();
                prop_assert_eq!(steps.next(), Some(Component::Normal("root".as_ref())));
                prop_assert!(steps.all(|step| matches!(step, Component::Normal(_))));
            }
        }
    }
}
