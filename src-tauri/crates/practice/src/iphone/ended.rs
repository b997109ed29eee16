//! Why a conversation with a client ended before its time.

use crate::error::PracticeError;
use std::io;

/// Why a conversation ended. Nobody is told: the client sees a closed connection, as with a phone.
#[derive(Debug, thiserror::Error)]
pub(super) enum Ended {
    /// The connection broke, or the client went away.
    #[error("the connection ended: {0}")]
    Connection(#[from] io::Error),
    /// A property list could not be read or written.
    #[error("not a property list: {0}")]
    List(#[from] plist::Error),
    /// TLS failed.
    #[error("TLS: {0}")]
    Tls(#[from] rustls::Error),
    /// The content could not be made.
    #[error(transparent)]
    Practice(#[from] PracticeError),
    /// The client said something that a phone does not understand.
    #[error("the client sent {0}")]
    Unexpected(&'static str),
    /// The simulator itself closed the connection, as a fault asks.
    #[error("closed as asked: {0}")]
    Fault(&'static str),
}
