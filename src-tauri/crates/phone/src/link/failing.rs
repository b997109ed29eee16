//! From what `idevice` says went wrong to our codes.

use crate::Failure;
use idevice::IdeviceError;
use idevice::usbmuxd::errors::UsbmuxdError;
use std::fmt::Display;
use std::io::ErrorKind;
use std::time::Duration;

/// How long a phone may take for an ordinary answer.
const ORDINARY: Duration = Duration::from_secs(30);

/// The code for an error on the wire. Its text goes to developers only; `idevice` puts no values of the
/// phone in it but the phone's own words for an error, which are cut short.
pub(crate) fn failure(error: &IdeviceError) -> Failure {
    let code = match error {
        IdeviceError::Socket(error) => return broken(error),
        IdeviceError::DeviceNotFound | IdeviceError::Usbmuxd(UsbmuxdError::BadDevice) => "phone-gone",
        IdeviceError::NoEstablishedConnection => "phone-gone",
        IdeviceError::DeviceLocked | IdeviceError::PasswordProtected => "phone-locked",
        IdeviceError::Timeout => "phone-silent",
        IdeviceError::UserDeniedPairing => "trust-refused",
        IdeviceError::InvalidHostID | IdeviceError::SessionInactive => "pairing-failed",
        IdeviceError::PairingDialogResponsePending => "pairing-failed",
        _ => "odd-answer",
    };
    Failure::new(code).because(cut(error))
}

/// The code for a stream that broke: the cable, or a service that the phone ended.
fn broken(error: &std::io::Error) -> Failure {
    let code = match error.kind() {
        ErrorKind::UnexpectedEof
        | ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe
        | ErrorKind::NotConnected
        | ErrorKind::ConnectionRefused
        | ErrorKind::NotFound => "phone-gone",
        ErrorKind::TimedOut => "phone-silent",
        _ => "odd-answer",
    };
    Failure::new(code).because(cut(error))
}

/// An answer that does not fit the question.
pub(crate) fn odd(what: impl Display) -> Failure {
    Failure::new("odd-answer").because(cut(what))
}

fn cut(what: impl Display) -> String {
    what.to_string().chars().filter(|letter| !letter.is_control()).take(200).collect()
}

/// Waits for an ordinary answer: half a minute.
///
/// # Errors
/// `phone-silent`, or what [`failure`] makes of the error.
pub(crate) async fn timely<T>(answer: impl Future<Output = Result<T, IdeviceError>>) -> Result<T, Failure> {
    within(ORDINARY, answer).await
}

/// Waits for an answer as long as said.
///
/// # Errors
/// As [`timely`].
pub(crate) async fn within<T>(
    time: Duration,
    answer: impl Future<Output = Result<T, IdeviceError>>,
) -> Result<T, Failure> {
    match tokio::time::timeout(time, answer).await {
        Ok(answer) => answer.map_err(|error| failure(&error)),
        Err(_) => Err(Failure::new("phone-silent")),
    }
}
