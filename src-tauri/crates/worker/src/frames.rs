//! Framed messages over a pipe: four bytes of length, then JSON.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{self, Read, Write};
use zeroize::Zeroizing;

/// No honest message is longer; a worker that says otherwise is not listened to.
const LONGEST: u32 = 64 << 20;

/// Writes one message. The buffer is wiped: an order carries a password.
///
/// # Errors
/// Those of the pipe; `InvalidInput` if the message is longer than 64 MiB.
pub fn write(to: &mut impl Write, message: &impl Serialize) -> io::Result<()> {
    let json = Zeroizing::new(serde_json::to_vec(message)?);
    let len = u32::try_from(json.len()).ok().filter(|len| *len <= LONGEST);
    let len = len.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "message too long"))?;
    to.write_all(&len.to_le_bytes())?;
    to.write_all(&json)
}

/// Reads one message; none at a clean end.
///
/// # Errors
/// Those of the pipe, of JSON, and `InvalidData` for a message that claims to be too long.
pub fn read<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<Option<T>> {
    let mut len = [0; 4];
    match from.read_exact(&mut len) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        result => result?,
    }
    let len = u32::from_le_bytes(len);
    if len > LONGEST {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "message too long"));
    }
    // Grows with what really arrives, not with what the length promises.
    let mut json = Zeroizing::new(Vec::new());
    if from.take(u64::from(len)).read_to_end(&mut json)? < len as usize {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(serde_json::from_slice(&json)?))
}

#[cfg(test)]
mod tests {
    use super::{read, write};

    #[test]
    fn a_message_comes_back_as_it_was() {
        let mut pipe = Vec::new();
        write(&mut pipe, &"lamp").unwrap();
        write(&mut pipe, &7_u8).unwrap();
        let mut from = pipe.as_slice();
        assert_eq!(read::<String>(&mut from).unwrap().as_deref(), Some("lamp"));
        assert_eq!(read::<u8>(&mut from).unwrap(), Some(7));
        assert_eq!(read::<u8>(&mut from).unwrap(), None);
    }

    #[test]
    fn a_cut_or_boastful_message_is_an_error_not_silence() {
        let mut pipe = Vec::new();
        write(&mut pipe, &"lamp").unwrap();
        pipe.pop();
        assert!(read::<String>(&mut pipe.as_slice()).is_err());
        assert!(read::<String>(&mut [0xff, 0xff, 0xff, 0xff, b'"'].as_slice()).is_err());
    }
}
