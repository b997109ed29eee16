//! The kinds of indicator and how much a hit on one says.

use serde::{Deserialize, Serialize};

/// What sort of value an indicator is. The order is the order in which totals are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A host name, as a lower-case A-label; its subdomains count unless it lies on a shared platform.
    Domain,
    /// A whole address, compared without scheme, default port and trailing slash.
    Url,
    /// An IPv4 or IPv6 address.
    Ip,
    /// The name of a program, case-sensitive.
    Process,
    /// An e-mail address or account name.
    Email,
    /// The last part of a path, case-sensitive.
    FileName,
    /// A file, or a folder with everything in it.
    FilePath,
    /// MD5, SHA-1 or SHA-256 of a file, lower-case hexadecimal.
    FileHash,
    /// An Android package name or an iOS bundle id, case-sensitive.
    AppId,
    /// MD5, SHA-1 or SHA-256 of an app's signing certificate, lower-case hexadecimal.
    AppCertificate,
    /// UUID or identifier of a configuration profile.
    ProfileId,
    /// The name of an Android system property.
    AndroidProperty,
}

impl Kind {
    /// Every kind, in order.
    pub const ALL: [Kind; 12] = [
        Kind::Domain,
        Kind::Url,
        Kind::Ip,
        Kind::Process,
        Kind::Email,
        Kind::FileName,
        Kind::FilePath,
        Kind::FileHash,
        Kind::AppId,
        Kind::AppCertificate,
        Kind::ProfileId,
        Kind::AndroidProperty,
    ];

    /// The name used in packs, in the outcome and as a text key.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Domain => "domain",
            Kind::Url => "url",
            Kind::Ip => "ip",
            Kind::Process => "process",
            Kind::Email => "email",
            Kind::FileName => "file-name",
            Kind::FilePath => "file-path",
            Kind::FileHash => "file-hash",
            Kind::AppId => "app-id",
            Kind::AppCertificate => "app-certificate",
            Kind::ProfileId => "profile-id",
            Kind::AndroidProperty => "android-property",
        }
    }

    /// The kind with this name.
    pub fn named(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// How much a hit says. Only `Strong` may make a finding known spyware.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// Tied to known spyware, and to nothing else that is known of.
    Strong,
    /// Needs a second signal: a generic name, a reused host, an app that is also sold openly.
    Context,
    /// Worth knowing and no more: a vendor's web site, a rented address, a visible parental control.
    Information,
}

impl Tier {
    /// Every tier, strongest first.
    pub const ALL: [Tier; 3] = [Tier::Strong, Tier::Context, Tier::Information];

    /// The name used in packs.
    pub fn name(self) -> &'static str {
        match self {
            Tier::Strong => "strong",
            Tier::Context => "context",
            Tier::Information => "information",
        }
    }

    /// The tier with this name.
    pub fn named(name: &str) -> Option<Tier> {
        Tier::ALL.into_iter().find(|tier| tier.name() == name)
    }
}
