//! Property lists on the wire: a length, then the list, always in one write.
//!
//! libusbmuxd reads a header with a single `recv` and gives up when it comes in two pieces.

use super::ended::Ended;
use crate::archive;
use plist::{Dictionary, Value};
use std::io::{Read, Write};

/// Longest list taken from a client, in bytes. The listing of a large backup folder is the longest there is.
const LONGEST: u32 = 64 << 20;

/// Reads one list with a big-endian length before it, as all services but usbmuxd send them.
pub(super) fn read(from: &mut impl Read) -> Result<Value, Ended> {
    let length = u32::from_be_bytes(exact(from)?);
    list(&body(from, length)?)
}

/// As [`read`], when the list must be a dictionary.
pub(super) fn read_dictionary(from: &mut impl Read) -> Result<Dictionary, Ended> {
    read(from)?.into_dictionary().ok_or(Ended::Unexpected("a list that is no dictionary"))
}

/// `length` bytes, if that is not too much.
pub(super) fn body(from: &mut impl Read, length: u32) -> Result<Vec<u8>, Ended> {
    if length > LONGEST {
        return Err(Ended::Unexpected("a length beyond reason"));
    }
    let mut body = vec![0; length as usize];
    from.read_exact(&mut body)?;
    Ok(body)
}

/// As many bytes as the array holds.
pub(super) fn exact<const N: usize>(from: &mut impl Read) -> Result<[u8; N], Ended> {
    let mut bytes = [0; N];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// Reads XML or binary.
#[expect(clippy::disallowed_methods, reason = "from a client on loopback and bounded; it is not evidence")]
pub(super) fn list(bytes: &[u8]) -> Result<Value, Ended> {
    Ok(plist::from_bytes(bytes)?)
}

/// Writes a list as XML.
pub(super) fn write(to: &mut impl Write, list: &Value) -> Result<(), Ended> {
    frame(to, &archive::xml(list)?)
}

/// Writes a list as `bplist00`, as mobilebackup2 does.
pub(super) fn write_binary(to: &mut impl Write, list: &Value) -> Result<(), Ended> {
    frame(to, &archive::binary(list)?)
}

/// Writes `body` with its length before it.
pub(super) fn frame(to: &mut impl Write, body: &[u8]) -> Result<(), Ended> {
    let length = u32::try_from(body.len()).unwrap_or(u32::MAX);
    let mut frame = Vec::with_capacity(body.len() + 4);
    frame.extend_from_slice(&length.to_be_bytes());
    frame.extend_from_slice(body);
    to.write_all(&frame)?;
    Ok(to.flush()?)
}

/// A text of a dictionary.
pub(super) fn text<'a>(of: &'a Dictionary, key: &str) -> Option<&'a str> {
    of.get(key).and_then(Value::as_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_one_write() {
        struct Counting(Vec<usize>);
        impl Write for Counting {
            fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
                self.0.push(bytes.len());
                Ok(bytes.len())
            }
            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        let mut to = Counting(Vec::new());
        write(&mut to, &Value::from("x")).unwrap();
        assert_eq!(to.0.len(), 1);
    }

    #[test]
    fn a_length_beyond_reason_is_refused() {
        assert!(matches!(read(&mut &[0xff_u8; 8][..]), Err(Ended::Unexpected(_))));
        let mut bytes = Vec::new();
        write_binary(&mut bytes, &Value::from("x")).unwrap();
        assert_eq!(read(&mut bytes.as_slice()).unwrap(), Value::from("x"));
        bytes.pop();
        assert!(matches!(read(&mut bytes.as_slice()), Err(Ended::Connection(_))));
    }
}
