//! Which artifacts a check knows.

use engine::{Across, Artifact, Platform};

/// All artifacts and across-detections of every platform, in reading order.
#[derive(Clone, Copy)]
pub struct Library {
    /// iPhones and iPads.
    pub ios: &'static [&'static Artifact],
    /// Ids of artifacts that are examined only when they are asked for.
    pub on_request: &'static [&'static str],
    /// Ids of artifacts that look closer at what others read: what can show is what those can show.
    pub derived: &'static [&'static str],
    /// Detections over several artifacts of iPhones.
    pub ios_across: &'static [&'static Across],
}

impl Library {
    /// What Lucerna ships.
    pub fn shipped() -> Self {
        Self {
            ios: ios::artifacts::ALL,
            on_request: ios::artifacts::ON_REQUEST,
            derived: ios::artifacts::DERIVED,
            ios_across: ios::artifacts::ACROSS,
        }
    }

    pub(crate) fn artifacts(&self, platform: Platform) -> &'static [&'static Artifact] {
        match platform {
            Platform::Ios => self.ios,
            Platform::Android => &[],
        }
    }

    pub(crate) fn across(&self, platform: Platform) -> &'static [&'static Across] {
        match platform {
            Platform::Ios => self.ios_across,
            Platform::Android => &[],
        }
    }

    pub(crate) fn find(&self, id: &str) -> Option<&'static Artifact> {
        self.ios.iter().copied().find(|artifact| artifact.id == id)
    }
}
