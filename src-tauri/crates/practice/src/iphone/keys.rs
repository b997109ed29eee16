//! Keys of the pretend phone and of the computer that it trusted before. Invented, and known to everybody.

use super::hosts::Host;
use crate::{archive, error::PracticeError};
use plist::Value;

/// The phone's private key.
pub(super) const DEVICE_KEY: &str = include_str!("keys/device.key");

/// The phone's public key, PKCS#1, as lockdown hands it out.
pub(super) const DEVICE_PUBLIC_KEY: &str = include_str!("keys/device.pub");

/// What usbmuxd calls this computer.
pub(super) const SYSTEM_BUID: &str = "30142955-444094379208051516";

const DEVICE_CERTIFICATE: &str = include_str!("keys/device.crt");
const HOST_CERTIFICATE: &str = include_str!("keys/host.crt");
const HOST_KEY: &str = include_str!("keys/host.key");
const ROOT_CERTIFICATE: &str = include_str!("keys/root.crt");
const ROOT_KEY: &str = include_str!("keys/root.key");
const HOST_ID: &str = "5A0D1C4E-0B6F-4E6A-9C3B-7D2F41E8A016";

/// The computer of a phone that was trusted before, as the phone remembers it.
pub(super) fn known_host(escrow: &[u8]) -> (String, Host) {
    let host = Host {
        device_certificate: DEVICE_CERTIFICATE.into(),
        host_certificate: HOST_CERTIFICATE.into(),
        root_certificate: ROOT_CERTIFICATE.into(),
        escrow: escrow.to_vec(),
    };
    (HOST_ID.to_owned(), host)
}

/// The same, as the computer remembers it: the pairing record in usbmuxd.
pub(super) fn known_record(udid: &str, wifi: &str, escrow: &[u8]) -> Result<Vec<u8>, PracticeError> {
    let pem = |text: &str| Value::Data(text.as_bytes().to_vec());
    archive::xml(&archive::dictionary([
        ("DeviceCertificate", pem(DEVICE_CERTIFICATE)),
        ("EscrowBag", Value::Data(escrow.to_vec())),
        ("HostCertificate", pem(HOST_CERTIFICATE)),
        ("HostID", HOST_ID.into()),
        ("HostPrivateKey", pem(HOST_KEY)),
        ("RootCertificate", pem(ROOT_CERTIFICATE)),
        ("RootPrivateKey", pem(ROOT_KEY)),
        ("SystemBUID", SYSTEM_BUID.into()),
        ("UDID", udid.into()),
        ("WiFiMACAddress", wifi.into()),
    ]))
}
