//! The form in which two values are compared, and its hash. No dependency: `build.rs` includes this file, so that
//! what is compiled into the binary and what is looked up can never drift apart.

use crate::kind::Kind;

/// What a row of the image is: an indicator of some kind, or one of the rows that serve a lookup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    /// An indicator.
    Is(Kind),
    /// A process name longer than 16 characters, found by its first 16: systems cut names there.
    ProcessCut,
    /// The host of a `Url` indicator, so that other hosts cost no address to be put into normal form.
    UrlHost,
    /// An app with honest uses that can also monitor a person; its campaign is the app's title.
    DualUse,
    /// A value that must never be an indicator of this kind.
    Never(Kind),
    /// A range of addresses (`192.0.2.0/24`) that must never be indicators.
    NeverRange,
    /// A domain under which strangers rent names: its names are compared exactly, and it is never an indicator.
    Platform,
}

impl Code {
    /// As stored in an image.
    pub(crate) fn byte(self) -> u8 {
        match self {
            Code::Is(kind) => position(kind),
            Code::ProcessCut => 32,
            Code::UrlHost => 33,
            Code::DualUse => 34,
            Code::NeverRange => 35,
            Code::Platform => 36,
            Code::Never(kind) => 64 + position(kind),
        }
    }

    /// From an image; `None` for a byte that no version wrote.
    pub(crate) fn from_byte(byte: u8) -> Option<Code> {
        match byte {
            32 => Some(Code::ProcessCut),
            33 => Some(Code::UrlHost),
            34 => Some(Code::DualUse),
            35 => Some(Code::NeverRange),
            36 => Some(Code::Platform),
            64.. => Kind::ALL.get(usize::from(byte - 64)).copied().map(Code::Never),
            _ => Kind::ALL.get(usize::from(byte)).copied().map(Code::Is),
        }
    }

    /// The kind that a hit on such a row has.
    pub(crate) fn kind(self) -> Option<Kind> {
        match self {
            Code::Is(kind) => Some(kind),
            Code::ProcessCut => Some(Kind::Process),
            _ => None,
        }
    }

    /// Names that share an ending share the start of their hash, so that one pass over a host sees all its parents.
    fn backwards(self) -> bool {
        matches!(self, Code::Is(Kind::Domain) | Code::UrlHost)
    }
}

fn position(kind: Kind) -> u8 {
    Kind::ALL.iter().position(|other| *other == kind).and_then(|at| u8::try_from(at).ok()).unwrap_or(u8::MAX)
}

/// A hash fed byte by byte (FNV-1a, mixed at the end). Equal hashes are always confirmed on the values.
#[derive(Clone, Copy)]
pub(crate) struct Hash(u64);

impl Hash {
    pub(crate) fn new() -> Hash {
        Hash(0xcbf2_9ce4_8422_2325)
    }

    #[inline]
    pub(crate) fn feed(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }

    /// The code comes last, so that one pass over a value serves several.
    #[inline]
    pub(crate) fn end(self, code: Code) -> u64 {
        let mut mixed = self.0 ^ (u64::from(code.byte()) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
        mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
        mixed ^ (mixed >> 32)
    }
}

/// The hash of a key made by [`key`].
pub(crate) fn hash(code: Code, key: &str) -> u64 {
    let mut hash = Hash::new();
    if code.backwards() {
        key.bytes().rev().for_each(|byte| hash.feed(byte));
    } else {
        key.bytes().for_each(|byte| hash.feed(byte));
    }
    hash.end(code)
}

/// Names are cut after this many characters by `DataUsage` and other records of processes.
pub(crate) const CUT: usize = 16;

/// The comparable form of a stored value, or `None` when the value cannot stand for this code.
pub(crate) fn key(code: Code, value: &str) -> Option<String> {
    match code {
        Code::Is(Kind::Url) | Code::Never(Kind::Url) => url_key(value),
        Code::UrlHost => split(value).map(|address| address.host.to_ascii_lowercase()),
        Code::ProcessCut => (value.len() > CUT).then(|| value.get(..CUT).map(str::to_owned)).flatten(),
        Code::Is(Kind::FilePath) | Code::Never(Kind::FilePath) => path_key(value),
        Code::Is(Kind::Domain | Kind::Email | Kind::ProfileId)
        | Code::Never(Kind::Domain | Kind::Email | Kind::ProfileId)
        | Code::Platform => Some(value.to_ascii_lowercase()),
        Code::Is(_) | Code::Never(_) | Code::DualUse | Code::NeverRange => Some(value.to_owned()),
    }
}

/// An address taken apart without judging it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Address<'a> {
    /// Scheme without `:`; empty when none was written.
    pub(crate) scheme: &'a str,
    /// Host without brackets, user and port; as written.
    pub(crate) host: &'a str,
    /// Port as written; empty when there is none.
    pub(crate) port: &'a str,
    /// Path, query and fragment; empty or beginning with `/`, `\`, `?` or `#`.
    pub(crate) rest: &'a str,
}

/// Takes an address apart: `https://user:p@host:8443/path`, `host:80`, `host`, `//host/`. `None` when it has no host
/// (`mailto:`, `tel:`, `data:` and their like name no server).
pub(crate) fn split(text: &str) -> Option<Address<'_>> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    let text = ["blob:", "view-source:", "feed:"]
        .into_iter()
        .find_map(|wrapper| strip_prefix_any_case(text, wrapper))
        .unwrap_or(text);
    let with_scheme = text.split_once(':').and_then(|(scheme, after)| {
        let after = after.strip_prefix("//").or_else(|| after.strip_prefix("\\\\"))?;
        is_scheme(scheme).then_some((scheme, after))
    });
    let (scheme, after) = with_scheme.unwrap_or(("", text.strip_prefix("//").unwrap_or(text)));
    if scheme.is_empty() && names_no_server(after) {
        return None;
    }
    let ends = |b: u8| matches!(b, b'/' | b'\\' | b'?' | b'#');
    let end = after.bytes().position(ends).unwrap_or(after.len());
    let (authority, rest) = after.split_at(end);
    let host_and_port = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let (host, port) = without_port(host_and_port);
    let host = host.trim_end_matches('.');
    (!host.is_empty()).then_some(Address { scheme, host, port, rest })
}

fn strip_prefix_any_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| text.get(prefix.len()..)).flatten()
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'.' | b'-'))
}

fn names_no_server(text: &str) -> bool {
    let Some((scheme, _)) = text.split_once(':') else {
        return false;
    };
    [
        "mailto",
        "tel",
        "telprompt",
        "sms",
        "facetime",
        "facetime-audio",
        "javascript",
        "data",
        "about",
        "urn",
        "geo",
        "cid",
    ]
    .iter()
    .any(|opaque| scheme.eq_ignore_ascii_case(opaque))
}

fn without_port(text: &str) -> (&str, &str) {
    if let Some(inner) = text.strip_prefix('[')
        && let Some((host, after)) = inner.split_once(']')
    {
        return (host, after.strip_prefix(':').unwrap_or(""));
    }
    match text.rsplit_once(':') {
        Some((host, port)) if !host.contains(':') && port.bytes().all(|b| b.is_ascii_digit()) => (host, port),
        _ => (text, ""),
    }
}

/// Comparable form of an address whose host is already in normal form: no scheme, no default port, no trailing slash.
pub(crate) fn url_key(value: &str) -> Option<String> {
    let address = split(value)?;
    Some(url_key_of(&address, address.host))
}

/// As [`url_key`], with another spelling of the host.
pub(crate) fn url_key_of(address: &Address<'_>, host: &str) -> String {
    let (path, tail) =
        address.rest.find(['?', '#']).map_or((address.rest, ""), |at| address.rest.split_at(at));
    let mut key = host.to_ascii_lowercase();
    let default = (address.port == "80" && !address.scheme.eq_ignore_ascii_case("https"))
        || (address.port == "443" && !address.scheme.eq_ignore_ascii_case("http"));
    if !address.port.is_empty() && !default {
        key.push(':');
        key.push_str(address.port);
    }
    key.push_str(path.trim_end_matches(['/', '\\']));
    key.push_str(tail);
    key
}

/// Comparable form of a path: rooted, no doubled, empty or `.` parts, no trailing slash, and the links that every
/// iPhone has (`/var`, `/tmp`, `/etc`) followed. `None` for a path without a part.
pub(crate) fn path_key(value: &str) -> Option<String> {
    let mut key = String::with_capacity(value.len() + 9);
    for part in value.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                let parent = key.rfind('/').unwrap_or(0);
                key.truncate(parent);
            }
            part => {
                key.push('/');
                key.push_str(part);
            }
        }
    }
    if key.is_empty() {
        return None;
    }
    // A path from some folder on begins nowhere near the root: `tmp` of an app is not the phone's.
    for (link, target) in LINKS.iter().filter(|_| value.starts_with('/')) {
        if let Some(after) = key.strip_prefix(link)
            && (after.is_empty() || after.starts_with('/'))
        {
            return Some(format!("{target}{after}"));
        }
    }
    Some(key)
}

const LINKS: [(&str, &str); 3] =
    [("/var", "/private/var"), ("/tmp", "/private/var/tmp"), ("/etc", "/private/etc")];
