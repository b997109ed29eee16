//! Published values as they really are: defanged, padded, in the wrong field, broken. One reading for all of them.

use std::net::IpAddr;

use crate::host;
use crate::key;
use crate::kind::Kind;
use crate::stix::WithheldWhy;

/// Brings a published value into the form in which it is kept, and into the kind that it really has: an IP address
/// given as a domain becomes an address, a domain with a path becomes a URL, a path given as a file name a path.
pub(crate) fn read(kind: Kind, raw: &str) -> Result<(Kind, String), WithheldWhy> {
    let text = unwrapped(raw);
    if text.is_empty() || text.len() > crate::compile::LONGEST_VALUE {
        return Err(WithheldWhy::Impossible);
    }
    match kind {
        Kind::Domain => domain(&text),
        Kind::Url => url(&text),
        Kind::Ip => ip(&text),
        Kind::Process => named(Kind::Process, text.rsplit('/').next().unwrap_or_default()),
        Kind::Email => email(&text),
        Kind::FileName if text.trim_end_matches('/').contains('/') => path(&text),
        Kind::FileName => named(Kind::FileName, text.trim_end_matches('/')),
        Kind::FilePath => path(&text),
        Kind::FileHash | Kind::AppCertificate => digest(kind, &text),
        Kind::AppId | Kind::ProfileId | Kind::AndroidProperty => named(kind, &text),
    }
}

/// Without byte order mark, non-breaking and zero-width spaces, quotes and markup around it, and soft hyphens in it.
fn unwrapped(raw: &str) -> String {
    let visible: String = raw
        .chars()
        .filter(|c| !matches!(c, '\u{ad}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'))
        .collect();
    let around = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '`' | '"' | '\'' | '+');
    visible.trim_matches(around).to_owned()
}

fn domain(text: &str) -> Result<(Kind, String), WithheldWhy> {
    let text = host::refang(text);
    if text.parse::<IpAddr>().is_ok() {
        return ip(&text);
    }
    let text = text.strip_prefix("*.").unwrap_or(&text);
    let address = key::split(text).ok_or(WithheldWhy::Impossible)?;
    if !address.rest.trim_matches('/').is_empty() {
        return url(text);
    }
    match host::read(&address).ok_or(WithheldWhy::Impossible)? {
        host::Host::Ip(found) => ip(&found.to_string()),
        host::Host::Name(name) => {
            let name = name.to_ascii_lowercase();
            valid_name(&name).then_some((Kind::Domain, name)).ok_or(WithheldWhy::Impossible)
        }
    }
}

fn valid_name(name: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    };
    name.len() <= 253 && name.contains('.') && name.split('.').all(label)
}

fn url(text: &str) -> Result<(Kind, String), WithheldWhy> {
    let text = host::refang(text);
    let address = key::split(&text).ok_or(WithheldWhy::Impossible)?;
    let host = match host::read(&address).ok_or(WithheldWhy::Impossible)? {
        host::Host::Ip(IpAddr::V6(found)) => format!("[{found}]"),
        host::Host::Ip(found) => found.to_string(),
        host::Host::Name(name) if valid_name(&name.to_ascii_lowercase()) => name.to_ascii_lowercase(),
        host::Host::Name(_) => return Err(WithheldWhy::Impossible),
    };
    let scheme = if address.scheme.is_empty() {
        String::new()
    } else {
        format!("{}://", address.scheme.to_ascii_lowercase())
    };
    let port = if address.port.is_empty() { String::new() } else { format!(":{}", address.port) };
    Ok((Kind::Url, format!("{scheme}{host}{port}{}", address.rest)))
}

fn ip(text: &str) -> Result<(Kind, String), WithheldWhy> {
    let text = host::refang(text);
    let text = text.strip_suffix("/32").or_else(|| text.strip_suffix("/128")).unwrap_or(&text);
    let found = match text.parse() {
        Ok(found) => host::plain_ip(found),
        Err(_) => {
            // With a port, in brackets, or as a whole address: the machine is what is compared.
            let address = key::split(text).filter(|address| address.rest.trim_matches('/').is_empty());
            match address.as_ref().and_then(host::read) {
                Some(host::Host::Ip(found)) => found,
                _ => return Err(WithheldWhy::Impossible),
            }
        }
    };
    if belongs_to_no_one(found) {
        return Err(WithheldWhy::NotPublic);
    }
    Ok((Kind::Ip, found.to_string()))
}

/// Addresses that mean "here" or "this network" on every device. Ranges for documentation and measurement stay: invented
/// indicators live there.
fn belongs_to_no_one(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => {
            ip.is_private()
                || ip.is_loopback()
                || ip.is_link_local()
                || ip.is_broadcast()
                || ip.is_multicast()
                || ip.octets()[0] == 0
        }
        IpAddr::V6(ip) => {
            ip.is_loopback()
                || ip.is_unspecified()
                || ip.is_multicast()
                || ip.is_unique_local()
                || ip.is_unicast_link_local()
        }
    }
}

/// Spoofed sender text (`google@script`, `x@localhost`) is published as an address too; it needs a real domain.
fn email(text: &str) -> Result<(Kind, String), WithheldWhy> {
    let text = host::refang(text);
    let text = text.strip_prefix("mailto:").unwrap_or(&text);
    let (user, domain) = text.rsplit_once('@').ok_or(WithheldWhy::Impossible)?;
    let domain = idna::domain_to_ascii(domain).map_err(|_| WithheldWhy::Impossible)?;
    let plausible = !user.is_empty()
        && !user.contains(|c: char| c.is_whitespace() || c.is_control() || c == '@')
        && valid_name(&domain);
    plausible
        .then(|| (Kind::Email, format!("{}@{domain}", user.to_ascii_lowercase())))
        .ok_or(WithheldWhy::Impossible)
}

/// Shorter names are everybody's. Those of programs are kept, and need a second sign.
const SHORTEST: usize = 3;

fn named(kind: Kind, text: &str) -> Result<(Kind, String), WithheldWhy> {
    if kind != Kind::Process && (1..SHORTEST).contains(&text.len()) {
        return Err(WithheldWhy::TooBroad);
    }
    let plausible = !text.is_empty() && text.len() <= 1024 && !text.contains(char::is_control);
    plausible.then(|| (kind, text.to_owned())).ok_or(WithheldWhy::Impossible)
}

fn digest(kind: Kind, text: &str) -> Result<(Kind, String), WithheldWhy> {
    let text = text.replace([':', ' '], "").to_ascii_lowercase();
    if !matches!(text.len(), 32 | 40 | 64) || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(WithheldWhy::Impossible);
    }
    if EMPTY_FILE.contains(&text.as_str()) || text.bytes().all(|b| b == b'0') {
        return Err(WithheldWhy::EmptyFile);
    }
    Ok((kind, text))
}

/// MD5, SHA-1 and SHA-256 of nothing.
const EMPTY_FILE: [&str; 3] = [
    "d41d8cd98f00b204e9800998ecf8427e",
    "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
];

fn path(text: &str) -> Result<(Kind, String), WithheldWhy> {
    let key = key::path_key(text).ok_or(WithheldWhy::TooBroad)?;
    if key.contains(char::is_control) {
        return Err(WithheldWhy::Impossible);
    }
    if key.matches('/').count() < 2 || ORDINARY_FOLDERS.contains(&key.as_str()) {
        return Err(WithheldWhy::TooBroad);
    }
    Ok((Kind::FilePath, text.to_owned()))
}

/// Folders that every phone has and that hold everybody's files: as an indicator they would meet everything.
const ORDINARY_FOLDERS: [&str; 44] = [
    "/private/var",
    "/private/etc",
    "/private/var/Keychains",
    "/private/var/containers",
    "/private/var/containers/Bundle",
    "/private/var/containers/Bundle/Application",
    "/private/var/db",
    "/private/var/db/com.apple.xpc.roleaccountd.staging",
    "/private/var/installd",
    "/private/var/keybags",
    "/private/var/log",
    "/private/var/logs",
    "/private/var/mobile",
    "/private/var/mobile/Containers",
    "/private/var/mobile/Containers/Data",
    "/private/var/mobile/Containers/Data/Application",
    "/private/var/mobile/Containers/Shared",
    "/private/var/mobile/Containers/Shared/AppGroup",
    "/private/var/mobile/Library",
    "/private/var/mobile/Library/Caches",
    "/private/var/mobile/Library/Preferences",
    "/private/var/mobile/Media",
    "/private/var/root",
    "/private/var/root/Library",
    "/private/var/root/Library/Caches",
    "/private/var/root/Library/Preferences",
    "/private/var/run",
    "/private/var/tmp",
    "/private/var/wireless",
    "/Library/Caches",
    "/Library/Preferences",
    "/System/Library",
    "/System/Library/PrivateFrameworks",
    "/usr/bin",
    "/usr/lib",
    "/usr/libexec",
    "/data/app",
    "/data/data",
    "/data/local",
    "/data/local/tmp",
    "/data/system",
    "/system/app",
    "/system/bin",
    "/storage/emulated",
];
