//! Hosts as they stand in evidence, brought to the one form in which they are compared.

use std::borrow::Cow;
use std::net::IpAddr;

use crate::key::Address;

/// A host that can be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Host<'a> {
    /// ASCII labels, any case, no final dot.
    Name(Cow<'a, str>),
    /// An address; IPv4 written inside IPv6 counts as IPv4.
    Ip(IpAddr),
}

/// Reads the host of an address. `None` when it can be no host.
pub(crate) fn read<'a>(address: &Address<'a>) -> Option<Host<'a>> {
    let host = address.host;
    if host.len() > LONGEST {
        return None;
    }
    let plain = host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'));
    if plain && !ends_in_number(host) {
        return Some(Host::Name(Cow::Borrowed(host)));
    }
    if host.contains(':') {
        return host.parse().ok().map(plain_ip).map(Host::Ip);
    }
    let decoded = percent_decoded(host);
    let refanged = refang(&decoded);
    let ascii = idna::domain_to_ascii_cow(refanged.as_bytes(), idna::AsciiDenyList::EMPTY).ok()?;
    let ascii = ascii.trim_end_matches('.');
    if ends_in_number(ascii) {
        return match url::Host::parse(ascii) {
            Ok(url::Host::Ipv4(ip)) => Some(Host::Ip(IpAddr::V4(ip))),
            _ => None,
        };
    }
    (!ascii.is_empty() && ascii.bytes().all(|b| b.is_ascii_graphic()))
        .then(|| Host::Name(Cow::Owned(ascii.to_owned())))
}

/// No name in the DNS is longer than 253; escapes and Unicode may take more room.
const LONGEST: usize = 1024;

/// IPv4 inside IPv6 (`::ffff:192.0.2.1`) is the same machine.
pub(crate) fn plain_ip(ip: IpAddr) -> IpAddr {
    ip.to_canonical()
}

/// Browsers read a host whose last label is a number as an IPv4 address.
fn ends_in_number(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or(host);
    let digits = last.strip_prefix("0x").or_else(|| last.strip_prefix("0X"));
    match digits {
        Some(hex) => hex.bytes().all(|b| b.is_ascii_hexdigit()),
        None => !last.is_empty() && last.bytes().all(|b| b.is_ascii_digit()),
    }
}

fn percent_decoded(host: &str) -> Cow<'_, str> {
    if !host.contains('%') {
        return Cow::Borrowed(host);
    }
    let bytes = host.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let escaped = (*byte == b'%')
            .then(|| host.get(at + 1..at + 3))
            .flatten()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        decoded.push(escaped.unwrap_or(*byte));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).map_or(Cow::Borrowed(host), Cow::Owned)
}

/// Undoes the usual ways of making an address unclickable (`[.]`, `(.)`, `{.}`, `[dot]`, `[:]`, `[@]`, `hxxp`).
pub(crate) fn refang(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    if text.bytes().any(|b| matches!(b, b'[' | b'(' | b'{')) {
        for (defanged, plain) in DEFANGED {
            if text.contains(defanged) {
                text = Cow::Owned(text.replace(defanged, plain));
            }
        }
    }
    let hxxp = text.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("hxxp"));
    if hxxp && let Some(rest) = text.get(4..) {
        text = Cow::Owned(format!("http{rest}"));
    }
    text
}

const DEFANGED: [(&str, &str); 14] = [
    ("[.]", "."),
    ("(.)", "."),
    ("{.}", "."),
    ("[.", "."),
    (".]", "."),
    ("[dot]", "."),
    ("(dot)", "."),
    ("[:]", ":"),
    ("[://]", "://"),
    ("[/]", "/"),
    ("[@]", "@"),
    ("[at]", "@"),
    ("(at)", "@"),
    ("(@)", "@"),
];
