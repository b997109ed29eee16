//! What can be asked about the phone after the fact.

use super::{control::Screen, phone::Phone};

/// A snapshot of the phone's settings, and of what was asked of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Backups are encrypted.
    pub encrypted: bool,
    /// The backup password.
    pub password: Option<String>,
    /// `HostID` of each computer that the phone trusts.
    pub hosts: Vec<String>,
    /// UDIDs whose pairing record lies in usbmuxd.
    pub records: Vec<String>,
    /// What was asked of the phone, oldest first, such as `lockdown Pair` or `backup ChangePassword`.
    pub asked: Vec<String>,
    /// What the screen shows.
    pub screen: Screen,
}

impl Settings {
    pub(super) fn of(phone: &Phone, records: Vec<String>) -> Self {
        let screen = phone.screen();
        let state = phone.state();
        Self {
            encrypted: state.password.is_some(),
            password: state.password.clone(),
            hosts: state.hosts.keys().cloned().collect(),
            records,
            asked: state.asked.clone(),
            screen,
        }
    }

    /// How often something was asked.
    pub fn times(&self, what: &str) -> usize {
        self.asked.iter().filter(|asked| *asked == what).count()
    }
}
