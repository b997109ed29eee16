//! The small file `origin`: a page and a site inside it, each a scheme, a host and perhaps a port, as WebKit's
//! `PersistentCoders` write them: a text is its length (four bytes, little-endian), one byte that tells whether its
//! letters take one byte or two, and the letters; a port is one byte that tells whether there is one, and two bytes.

/// One origin.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Origin {
    /// Its host.
    pub(super) host: String,
    /// Its port, if it is not the usual one.
    pub(super) port: Option<u16>,
}

/// Letters of a scheme or host; longer ones are none.
const LONGEST: u32 = 2048;

/// The page and the site inside it, each once; none if the bytes are no such file.
pub(super) fn origins(bytes: &[u8]) -> Option<Vec<Origin>> {
    let mut rest = bytes;
    let (page, site) = (origin(&mut rest)?, origin(&mut rest)?);
    let mut both = vec![page, site];
    both.dedup();
    Some(both)
}

fn origin(rest: &mut &[u8]) -> Option<Origin> {
    let scheme = text(rest)?;
    let host = text(rest)?;
    let port = match take(rest, 1)? {
        [0] => None,
        [1] => Some(u16::from_le_bytes(*take(rest, 2)?.first_chunk()?)),
        _ => return None,
    };
    (matches!(scheme.as_str(), "http" | "https") && !host.is_empty()).then_some(Origin { host, port })
}

fn text(rest: &mut &[u8]) -> Option<String> {
    let length = u32::from_le_bytes(*take(rest, 4)?.first_chunk()?);
    if length > LONGEST {
        return None;
    }
    let length = usize::try_from(length).ok()?;
    match take(rest, 1)? {
        [1] => Some(take(rest, length)?.iter().map(|byte| char::from(*byte)).collect()),
        [0] => {
            let (pairs, _) = take(rest, 2 * length)?.as_chunks::<2>();
            let letters: Vec<u16> = pairs.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
            String::from_utf16(&letters).ok()
        }
        _ => None,
    }
}

fn take<'a>(rest: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (taken, after) = rest.split_at_checked(count)?;
    *rest = after;
    Some(taken)
}

#[cfg(test)]
pub(super) mod tests {
    use super::{Origin, origins};
    use proptest::prelude::*;

    fn push(bytes: &mut Vec<u8>, text: &str, wide: bool) {
        let length = if wide { text.encode_utf16().count() } else { text.len() };
        bytes.extend(u32::try_from(length).unwrap().to_le_bytes());
        bytes.push(u8::from(!wide));
        if wide {
            bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        } else {
            bytes.extend(text.as_bytes());
        }
    }

    /// Such a file of two origins (host, port).
    pub(crate) fn file(origins: [(&str, Option<u16>); 2], wide: bool) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (host, port) in origins {
            push(&mut bytes, "https", false);
            push(&mut bytes, host, wide);
            bytes.push(u8::from(port.is_some()));
            bytes.extend(port.into_iter().flat_map(u16::to_le_bytes));
        }
        bytes
    }

    #[test]
    fn both_origins_are_read_in_both_widths() {
        for wide in [false, true] {
            let bytes = file([("example.org", None), ("ads.example", Some(8443))], wide);
            let hosts: Vec<_> =
                origins(&bytes).unwrap().into_iter().map(|one| (one.host, one.port)).collect();
            assert_eq!(hosts, [("example.org".to_owned(), None), ("ads.example".to_owned(), Some(8443))]);
        }
        let same = file([("example.org", None), ("example.org", None)], false);
        assert_eq!(origins(&same), Some(vec![Origin { host: "example.org".into(), port: None }]));
    }

    #[test]
    fn what_is_cut_or_something_else_is_none() {
        let whole = file([("example.org", None), ("ads.example", Some(8443))], false);
        for end in 0..whole.len() {
            assert_eq!(origins(&whole[..end]), None, "cut at {end}");
        }
        assert_eq!(origins(&[0xff; 64]), None);
        assert_eq!(origins(b"{\"origin\":\"https://example.org\"}"), None);
    }

    proptest! {
        #[test]
        fn never_panics(bytes in any::<Vec<u8>>(), at in 0usize..40, byte: u8) {
            let _ = origins(&bytes);
            let mut changed = file([("example.org", None), ("ads.example", Some(8443))], false);
            let at = at % changed.len();
            changed[at] = byte;
            let _ = origins(&changed);
        }
    }
}
