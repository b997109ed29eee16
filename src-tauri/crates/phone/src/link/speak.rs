//! Property lists over a service's stream, with bounds: four bytes of length (big-endian), then the list.

use super::{failure, odd, timely};
use crate::Failure;
use idevice::{Idevice, IdeviceError};
use property_list::{Limits, Value};
use std::time::Duration;
use zeroize::Zeroizing;

/// No honest answer of the small services is longer.
const LONGEST: u32 = 32 << 20;

/// Sends a request to one of the small services, which speak XML.
///
/// # Errors
/// `phone-gone`, `phone-silent`.
pub(crate) async fn send(stream: &mut Idevice, request: plist::Dictionary) -> Result<(), Failure> {
    let mut message = vec![0; 4];
    plist::Value::Dictionary(request).to_writer_xml(&mut message).map_err(odd)?;
    send_framed(stream, message).await
}

/// Sends a message of the device link, an array in binary form. Wiped afterwards: it may hold a password.
///
/// # Errors
/// `phone-gone`, `phone-silent`.
pub(crate) async fn send_array(stream: &mut Idevice, parts: Vec<plist::Value>) -> Result<(), Failure> {
    let mut message = vec![0; 4];
    plist::Value::Array(parts).to_writer_binary(&mut message).map_err(odd)?;
    send_framed(stream, message).await
}

async fn send_framed(stream: &mut Idevice, message: Vec<u8>) -> Result<(), Failure> {
    let mut message = Zeroizing::new(message);
    let len = u32::try_from(message.len() - 4).map_err(odd)?;
    message[..4].copy_from_slice(&len.to_be_bytes());
    // One write: some services take the length only from the first piece.
    timely(stream.send_raw(&message)).await
}

/// Waits for an answer, as bytes of a property list.
///
/// # Errors
/// `phone-gone`, `phone-silent`, `odd-answer` if it claims to be longer than 32 MiB.
pub(crate) async fn receive(stream: &mut Idevice, time: Duration) -> Result<Vec<u8>, Failure> {
    let answer = async {
        let head = stream.read_raw(4).await?;
        let len = <[u8; 4]>::try_from(head.as_slice()).map_or(u32::MAX, u32::from_be_bytes);
        if len > LONGEST {
            return Err(IdeviceError::NotEnoughBytes(0, LONGEST as usize));
        }
        // Grows with what really arrives, not with what the length promises.
        let mut bytes = Vec::new();
        while bytes.len() < len as usize {
            let piece = (len as usize - bytes.len()).min(256 << 10);
            bytes.append(&mut stream.read_raw(piece).await?);
        }
        Ok(bytes)
    };
    match tokio::time::timeout(time, answer).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(IdeviceError::NotEnoughBytes(..))) => Err(odd("too long")),
        Ok(Err(error)) => Err(failure(&error)),
        Err(_) => Err(Failure::new("phone-silent")),
    }
}

/// Asks and waits for the answer, read with bounds.
///
/// # Errors
/// As [`receive`]; `odd-answer` if it is no property list or unfolds beyond measure.
pub(crate) async fn ask(stream: &mut Idevice, request: plist::Dictionary) -> Result<Value, Failure> {
    send(stream, request).await?;
    let bytes = receive(stream, Duration::from_secs(60)).await?;
    read(&bytes)
}

/// Reads an answer with bounds.
///
/// # Errors
/// `odd-answer`.
pub(crate) fn read(bytes: &[u8]) -> Result<Value, Failure> {
    property_list::read(bytes, &Limits::default()).map_err(|refused| odd(format!("{refused:?}")))
}
