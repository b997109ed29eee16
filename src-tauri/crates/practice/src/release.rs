//! Which layout an iOS release uses: the schema files carry the first or last release of each line.

/// A phone that a release runs on: iOS version, build, model. Public names of Apple's.
type Phone = (&'static str, &'static str, &'static str);

/// One phone for each major release, with a late build of it.
const PHONES: &[(u32, Phone)] = &[
    (12, ("12.5.7", "16H81", "iPhone7,2")),
    (13, ("13.7", "17H35", "iPhone12,1")),
    (14, ("14.8.1", "18H107", "iPhone12,1")),
    (15, ("15.8.3", "19H386", "iPhone9,1")),
    (16, ("16.7.10", "20H350", "iPhone10,6")),
    (17, ("17.6.1", "21G93", "iPhone15,4")),
    (18, ("18.6.1", "22G90", "iPhone15,4")),
    (26, ("26.1", "23B85", "iPhone17,3")),
    (27, ("27.0.1", "24A446", "iPhone17,3")),
];

/// Version, build and model of a phone of this major release.
pub(crate) fn phone(major: u32) -> Option<Phone> {
    PHONES.iter().find(|(known, _)| *known == major).map(|(_, phone)| *phone)
}

/// A major iOS release, 12 to 27.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Release(pub(crate) u32);

impl Release {
    /// Reads the major number of `26.1`; `None` outside 12 to 27, whose layouts are not known here.
    pub(crate) fn of(version: &str) -> Option<Self> {
        let major = version.split('.').next()?.parse().ok()?;
        (12..=27).contains(&major).then_some(Self(major))
    }

    /// Safari's history is not part of a backup from iOS 27 on.
    pub(crate) fn has_safari_history(self) -> bool {
        self.0 <= 26
    }

    /// From iOS 17 on Safari keeps a second history per profile.
    pub(crate) fn has_safari_profiles(self) -> bool {
        (17..=26).contains(&self.0)
    }

    /// From iOS 16 on messages often hold their text in `attributedBody` alone, and deleted ones wait 30 days.
    pub(crate) fn has_recently_deleted(self) -> bool {
        self.0 >= 16
    }

    /// From iOS 14.7 on the identity status cache in backups is empty.
    pub(crate) fn fills_identity_cache(self) -> bool {
        self.0 <= 13
    }

    /// Before iOS 14 WebKit also logged its statistics in a property list.
    pub(crate) fn has_session_resource_log(self) -> bool {
        self.0 <= 13
    }

    /// Lockdown Mode came with iOS 16.
    pub(crate) fn has_lockdown_mode(self) -> bool {
        self.0 >= 16
    }

    /// Wi-Fi counters left `ZLIVEUSAGE` with iOS 17.
    pub(crate) fn counts_wifi(self) -> bool {
        self.0 <= 16
    }

    /// The statements of a schema file as this release has them.
    ///
    /// A line may end in `-- 16+` (from iOS 16 on) or `-- ..13` (up to iOS 13); the markers never
    /// reach the database, because SQLite stores its statements as they were written.
    pub(crate) fn statements(self, schema: &str) -> String {
        let mut out = String::with_capacity(schema.len());
        for line in schema.lines() {
            let (text, marker) = line.rsplit_once(" -- ").unwrap_or((line, ""));
            if self.fits(marker.trim()) {
                out.push_str(text.trim());
                out.push(if text.ends_with(';') { '\n' } else { ' ' });
            }
        }
        out
    }

    fn fits(self, marker: &str) -> bool {
        if let Some(first) = marker.strip_suffix('+') {
            return first.parse().is_ok_and(|first: u32| self.0 >= first);
        }
        match marker.strip_prefix("..") {
            Some(last) => last.parse().is_ok_and(|last: u32| self.0 <= last),
            None => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_its_range() {
        assert_eq!(Release::of("17.6.1"), Some(Release(17)));
        assert_eq!(Release::of("27"), Some(Release(27)));
        assert_eq!(Release::of("11.4"), None);
        assert_eq!(Release::of("later"), None);
    }

    #[test]
    fn a_phone_of_each_release_has_its_layout() {
        for (major, (version, ..)) in PHONES {
            assert_eq!(Release::of(version), Some(Release(*major)));
        }
        assert_eq!(phone(19), None);
    }

    #[test]
    fn drops_lines_of_other_releases() {
        let schema = "CREATE TABLE a (\n  x\n, old -- ..13\n, new -- 16+\n);\n";
        assert_eq!(Release(13).statements(schema), "CREATE TABLE a ( x , old );\n");
        assert_eq!(Release(16).statements(schema), "CREATE TABLE a ( x , new );\n");
        assert_eq!(Release(15).statements(schema), "CREATE TABLE a ( x );\n");
    }
}
