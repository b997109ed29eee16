//! The computers that the phone trusts.

use plist::{Dictionary, Value};

/// A computer that the phone trusts, as it named itself when it paired.
#[derive(Clone)]
pub(super) struct Host {
    /// PEM: the phone's certificate, signed by the computer. TLS presents it.
    pub(super) device_certificate: Vec<u8>,
    /// PEM: what the computer presents in TLS.
    pub(super) host_certificate: Vec<u8>,
    /// PEM: what libimobiledevice presents in its stead.
    pub(super) root_certificate: Vec<u8>,
    /// Opens the services of a locked phone.
    pub(super) escrow: Vec<u8>,
}

impl Host {
    /// Reads the `PairRecord` of a `Pair` request: the `HostID` and the host.
    pub(super) fn from_request(record: &Dictionary, escrow: Vec<u8>) -> Option<(String, Self)> {
        let pem = |key: &str| match record.get(key)? {
            Value::Data(bytes) => Some(bytes.clone()),
            Value::String(text) => Some(text.clone().into_bytes()),
            _ => None,
        };
        let host = Self {
            device_certificate: pem("DeviceCertificate")?,
            host_certificate: pem("HostCertificate")?,
            root_certificate: pem("RootCertificate").unwrap_or_default(),
            escrow,
        };
        Some((record.get("HostID")?.as_string()?.to_owned(), host))
    }
}
