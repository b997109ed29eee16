//! Versions of phone systems, compared by number.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// `major.minor.patch`; what is not said is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(pub u16, pub u16, pub u16);

impl Version {
    /// Reads `17`, `17.6` or `17.6.1`; anything after a third number or a space is left out.
    pub fn parse(text: &str) -> Option<Self> {
        let number = text.split_whitespace().next()?;
        let mut parts = number.split('.').map(|part| part.parse().ok());
        let major = parts.next()??;
        Some(Self(major, parts.next().flatten().unwrap_or(0), parts.next().flatten().unwrap_or(0)))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self(major, minor, 0) => write!(f, "{major}.{minor}"),
            Self(major, minor, patch) => write!(f, "{major}.{minor}.{patch}"),
        }
    }
}

impl Serialize for Version {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a version"))
    }
}

#[cfg(test)]
mod tests {
    use super::Version;

    #[test]
    fn versions_are_compared_by_number_not_by_letter() {
        assert!(Version::parse("9.3.6") < Version::parse("17.6.1"));
        assert_eq!(Version::parse("26"), Some(Version(26, 0, 0)));
        assert_eq!(Version::parse("17.6.1").map(|v| v.to_string()), Some("17.6.1".into()));
        assert_eq!(Version::parse("seventeen"), None);
        assert_eq!(Version::parse("99999.1"), None);
    }
}
