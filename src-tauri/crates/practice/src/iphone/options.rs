//! What kind of phone lies at the end of the cable.

use super::fault::Fault;
use crate::scenario::Scenario;
use std::time::Duration;

/// Who moves the owner's hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hands {
    /// The owner unlocks, trusts, types the passcode and puts the cable back by itself, after
    /// [`Options::pause`], except where a fault says otherwise.
    Own,
    /// Nothing moves until [`super::Control`] says so.
    Waiting,
}

/// How the phone calls a file when it sends it, beside the name that the computer is to store it under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceNames {
    /// `HomeDomain/Library/SMS/sms.db`.
    Domains,
    /// `/.b/6/mobile/Library/SMS/sms.db`: the path in the snapshot of the phone's disk, as later iOS names it.
    Paths,
    /// `/.b/6/1f`: says nothing about the content.
    Opaque,
}

/// What the phone does when the computer still holds a part of this backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resume {
    /// Sends only what is missing, as iOS 26.1 does. It goes by the files' names: a file that was cut short and
    /// kept is taken for whole.
    Missing,
    /// Begins again.
    Anew,
}

/// What kind of phone it is. [`Options::new`] gives an unlocked phone without a passcode that trusts nobody yet.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// The content, and the facts of the phone.
    pub scenario: Scenario,
    /// The computer was trusted before: its pairing record lies in usbmuxd.
    pub trusted: bool,
    /// The screen is locked at first.
    pub locked: bool,
    /// The phone has a passcode, and asks for it after "Trust", before a backup (iOS 16.1 and later) and
    /// before the backup password is changed (iOS 13 and later).
    pub passcode: bool,
    /// Backups are encrypted already, with this password.
    pub password: Option<String>,
    /// What goes wrong.
    pub faults: Vec<Fault>,
    /// Port on loopback; 0 for any that is free.
    pub port: u16,
    /// Who moves the owner's hands.
    pub hands: Hands,
    /// How long the owner takes for each movement.
    pub pause: Duration,
    /// How long the phone waits for its passcode. Seen: about 3 minutes; iOS 26.1 waits up to 30.
    pub passcode_wait: Duration,
    /// From the buttons' press to the whole sysdiagnose. Real phones take about ten minutes.
    pub sysdiagnose_after: Duration,
    /// Sysdiagnoses that lie on the phone from the start.
    pub old_sysdiagnoses: u32,
    /// How files are called when they are sent.
    pub device_names: DeviceNames,
    /// What a part of a backup on the computer is good for.
    pub resume: Resume,
    /// At the end the phone asks for the computer's folders and wants to see every file of the manifest there,
    /// or fails with 205. iOS 26.1 does so; it goes by names.
    pub verify: bool,
    /// The serial number of the phone and so its UDID come from this and the scenario: two phones differ.
    pub number: u32,
}

impl Options {
    /// An unlocked phone without a passcode, not trusted yet, whose owner acts by itself.
    pub fn new(scenario: Scenario) -> Self {
        Self {
            scenario,
            trusted: false,
            locked: false,
            passcode: false,
            password: None,
            faults: Vec::new(),
            port: 0,
            hands: Hands::Own,
            pause: Duration::from_millis(700),
            passcode_wait: Duration::from_secs(180),
            sysdiagnose_after: Duration::from_secs(20),
            old_sysdiagnoses: 0,
            device_names: DeviceNames::Domains,
            resume: Resume::Missing,
            verify: true,
            number: 0,
        }
    }

    /// Whether this goes wrong.
    pub(super) fn fails(&self, fault: Fault) -> bool {
        self.faults.contains(&fault)
    }
}
