//! What can go wrong, by name.

use std::{fmt, str::FromStr};

/// What goes wrong with the phone, the cable, or the phone's honesty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// Nobody answers the trust prompt.
    TrustNeverAnswered,
    /// The owner taps "Don't trust".
    TrustRefused,
    /// The phone stays locked.
    Locked,
    /// Nobody types the passcode: error 208 after [`super::Options::passcode_wait`].
    PasscodeNever,
    /// The owner cancels the passcode prompt: error 208.
    PasscodeRefused,
    /// No backup password is right: error 207.
    WrongPassword,
    /// Encryption of backups cannot be switched off (device management).
    ManagedEncryption,
    /// Error 105: the computer has too little room.
    NoSpace,
    /// The phone asks the computer to make room, and goes on whatever the answer.
    PurgeRequest,
    /// Error 3 after the first requests: a snapshot is in the way.
    SnapshotExists,
    /// One file in the middle cannot be read by the phone (code 0x0b); the backup goes on.
    FileError,
    /// The cable is pulled once, when this part of the backup, in percent, has been sent.
    CutAtPercent(u8),
    /// The cable is pulled once, when this many bytes of files have been sent.
    CutAfterBytes(u64),
    /// The cable carries this many bytes in a second.
    SlowLink(u64),
    /// TLS ends without its goodbye.
    NoCloseNotify,
    /// A block of a file promises 4 GiB.
    HugeLength,
    /// File names that lead out of the backup folder.
    EscapingNames,
    /// Lists of profiles and apps, and a message of the backup, that unfold beyond measure.
    PlistBomb,
    /// 200,000 small files that no manifest lists.
    ManyFiles,
    /// The backup falls silent in the middle of a file, for ever.
    EndlessHang,
    /// Answers of lockdown that break off.
    ShortAnswer,
    /// Answers of lockdown that are noise.
    Garbage,
}

/// No fault has this name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no fault is called {0:?}")]
pub struct UnknownFault(pub String);

impl Fault {
    /// Each fault, with the number that it has when none is given.
    pub const ALL: &[Self] = &[
        Self::TrustNeverAnswered,
        Self::TrustRefused,
        Self::Locked,
        Self::PasscodeNever,
        Self::PasscodeRefused,
        Self::WrongPassword,
        Self::ManagedEncryption,
        Self::NoSpace,
        Self::PurgeRequest,
        Self::SnapshotExists,
        Self::FileError,
        Self::CutAtPercent(40),
        Self::CutAfterBytes(1_000_000),
        Self::SlowLink(500_000),
        Self::NoCloseNotify,
        Self::HugeLength,
        Self::EscapingNames,
        Self::PlistBomb,
        Self::ManyFiles,
        Self::EndlessHang,
        Self::ShortAnswer,
        Self::Garbage,
    ];

    /// Its stable name without a number.
    pub fn name(self) -> &'static str {
        match self {
            Self::TrustNeverAnswered => "trust-never-answered",
            Self::TrustRefused => "trust-refused",
            Self::Locked => "locked",
            Self::PasscodeNever => "passcode-never",
            Self::PasscodeRefused => "passcode-refused",
            Self::WrongPassword => "wrong-password",
            Self::ManagedEncryption => "managed-encryption",
            Self::NoSpace => "no-space",
            Self::PurgeRequest => "purge-request",
            Self::SnapshotExists => "snapshot-exists",
            Self::FileError => "file-error",
            Self::CutAtPercent(_) => "cut-at-percent",
            Self::CutAfterBytes(_) => "cut-after-bytes",
            Self::SlowLink(_) => "slow-link",
            Self::NoCloseNotify => "no-close-notify",
            Self::HugeLength => "huge-length",
            Self::EscapingNames => "escaping-names",
            Self::PlistBomb => "plist-bomb",
            Self::ManyFiles => "many-files",
            Self::EndlessHang => "endless-hang",
            Self::ShortAnswer => "short-answer",
            Self::Garbage => "garbage",
        }
    }

    /// What stands after `=` in its full name.
    fn number(self) -> Option<u64> {
        match self {
            Self::CutAtPercent(percent) => Some(percent.into()),
            Self::CutAfterBytes(number) | Self::SlowLink(number) => Some(number),
            _ => None,
        }
    }

    /// The same fault with another number; `None` where none belongs or it does not fit.
    fn with(self, number: u64) -> Option<Self> {
        match self {
            Self::CutAtPercent(_) => {
                u8::try_from(number).ok().filter(|percent| *percent <= 100).map(Self::CutAtPercent)
            }
            Self::CutAfterBytes(_) => Some(Self::CutAfterBytes(number)),
            Self::SlowLink(_) if number > 0 => Some(Self::SlowLink(number)),
            _ => None,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        self.number().map_or(Ok(()), |number| write!(f, "={number}"))
    }
}

impl FromStr for Fault {
    type Err = UnknownFault;

    /// `locked`, `cut-at-percent`, `cut-at-percent=70`.
    fn from_str(text: &str) -> Result<Self, UnknownFault> {
        let unknown = || UnknownFault(text.to_owned());
        let (name, number) = text.split_once('=').map_or((text, None), |(name, number)| (name, Some(number)));
        let fault = Self::ALL.iter().copied().find(|fault| fault.name() == name).ok_or_else(unknown)?;
        match number {
            None => Ok(fault),
            Some(number) => number.parse().ok().and_then(|number| fault.with(number)).ok_or_else(unknown),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for fault in Fault::ALL {
            assert_eq!(fault.to_string().parse(), Ok(*fault));
            assert_eq!(fault.name().parse(), Ok(*fault));
        }
        assert_eq!("cut-at-percent=70".parse(), Ok(Fault::CutAtPercent(70)));
        for wrong in ["", "cut-at-percent=101", "slow-link=0", "locked=1", "cut-at-percent=", "Locked"] {
            assert_eq!(wrong.parse::<Fault>(), Err(UnknownFault(wrong.to_owned())));
        }
    }
}
